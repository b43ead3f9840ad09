/** The board: strips on days, moved by hand, judged at every step. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import {
  Dialog,
  DialogTrigger,
  Input,
  Label,
  Modal,
  ModalOverlay,
  SearchField,
  TextField,
  Heading,
  type Selection,
} from "react-aria-components";
import { get, post, Refused, upload } from "../api/client";
import type { ArrangedAnswer, CardAnswer, CardsAnswer, FindingAnswer, MadeAnswer, SpotAnswer, SpotBody } from "../api/schema";
import { refuse, useAct } from "../parts/act";
import { Answer, Button, Choice, Findings } from "../parts/basics";
import { BoardChoice, useBoardName } from "../parts/boards";
import { tell } from "../parts/toasts";
import { useSearch } from "../route";
import { useMay, useSession } from "../session";
import { count, day as dayText, money } from "../words";
import { Boneyard, Day, type Hands } from "./day";
import { dayKey, matches, moved, rowsOf, type Cards } from "./model";
import { BATCH, PickedBar } from "./picked";

const NONE: Selection = new Set();

export function BoardPage() {
  const session = useSession();
  const [name] = useBoardName();
  const cards = useQuery({ queryKey: ["cards"], queryFn: () => get<CardsAnswer>("cards") });
  const board = useQuery({
    queryKey: ["board", name],
    queryFn: () => get<ArrangedAnswer>("board", { name }),
    enabled: name !== "",
    placeholderData: (was) => was,
  });
  if (!name) return <NoBoard />;
  return (
    <Answer of={cards}>
      {(known) => (
        <Answer of={board}>
          {(now) => <Board key={now.board} board={now} known={known} stale={session.revision !== known.revision} />}
        </Answer>
      )}
    </Answer>
  );
}

function NoBoard() {
  return (
    <section className="page">
      <div className="head">
        <h1>Board</h1>
      </div>
      <p>There is no board yet. Let the planner make one, bring one in, or begin with every strip in the boneyard.</p>
      <div className="tools">
        <a className="button main" href="/plan">
          Plan one
        </a>
        <NewBoard start="" />
        <BringBoard />
      </div>
    </section>
  );
}

function Board({ board, known, stale }: { board: ArrangedAnswer; known: CardsAnswer; stale: boolean }) {
  const client = useQueryClient();
  const editable = useMay("change_board") && !useSession().read_only;
  const cards: Cards = useMemo(() => new Map(known.cards.map((c) => [c.id, c])), [known]);
  const [, setName] = useBoardName();
  const [zoom, setZoom] = useState(() => localStorage.getItem("intercut.zoom") ?? "board");
  const [swapped, setSwapped] = useState(() => localStorage.getItem("intercut.swapped") === "yes");
  const [search, setSearch] = useState("");
  const [unit, setUnit] = useState("");
  const [picked, setPicked] = useState<{ list: string; keys: string[] }>({ list: "", keys: [] });
  const [previews, setPreviews] = useState<Map<string, SpotAnswer | "asked">>(new Map());
  const dragging = useRef<AbortController | null>(null);
  const now = useRef(board);
  now.current = board;

  const put = useCallback(
    (next: ArrangedAnswer) => {
      client.setQueryData(["board", next.board], next);
      for (const other of ["boards", "cost", "dood", "history"]) void client.invalidateQueries({ queryKey: [other] });
    },
    [client],
  );

  const send = useCallback(
    async (path: string, body: Record<string, unknown>, guess?: ArrangedAnswer) => {
      // What is drawn may be a moment behind what the last change was answered with.
      const before = client.getQueryData<ArrangedAnswer>(["board", now.current.board]) ?? now.current;
      if (guess) client.setQueryData(["board", before.board], guess);
      try {
        put(await post<ArrangedAnswer>(`board/${path}`, { version: before.version, ...body }, { name: before.board }));
      } catch (problem) {
        client.setQueryData(["board", before.board], before);
        refuse(problem);
        if (problem instanceof Refused && problem.status === 409) {
          void client.invalidateQueries({ queryKey: ["board"] });
        }
      }
    },
    [client, put],
  );

  // One change after another: what is done while one is on its way waits for it, and is not lost.
  // The same once more is the second press of a double click.
  const onItsWay = useRef<string[]>([]);
  const turn = useRef<Promise<void>>(Promise.resolve());
  const change = useCallback(
    async (path: string, body: Record<string, unknown>, guess?: ArrangedAnswer) => {
      const what = JSON.stringify([path, body]);
      if (onItsWay.current.includes(what)) return;
      onItsWay.current.push(what);
      const mine = turn.current.then(() => send(path, body, guess));
      turn.current = mine.finally(() => {
        onItsWay.current = onItsWay.current.filter((w) => w !== what);
      });
      await turn.current;
    },
    [send],
  );

  const drop = useCallback(
    (strips: string[], to: SpotBody) => {
      if (!strips.length) return;
      void change("move", { strips, to }, moved(now.current, strips, to));
    },
    [change],
  );

  const hands: Hands = useMemo(
    () => ({
      drop,
      begin: (strips) => {
        const control = new AbortController();
        dragging.current?.abort();
        dragging.current = control;
        const seen = inSight();
        const spots = now.current.days
          .filter((d) => seen.has(dayKey(d)))
          .map((d) => ({ unit: d.unit, date: d.date, position: -1 }));
        setPreviews(new Map(spots.map((s) => [dayKey(s), "asked"])));
        void (async () => {
          for (let n = 0; n < spots.length; n += BATCH) {
            if (control.signal.aborted) return;
            const found = await post<SpotAnswer[]>(
              "board/preview",
              { strips, spots: spots.slice(n, n + BATCH) },
              { name: now.current.board },
              control.signal,
            );
            if (control.signal.aborted) return;
            setPreviews((known) => {
              const next = new Map(known);
              for (const spot of found) next.set(dayKey(spot), spot);
              return next;
            });
          }
        })().catch(() => undefined);
      },
      end: () => {
        dragging.current?.abort();
        dragging.current = null;
        setPreviews(new Map());
      },
      select: (list, keys) =>
        setPicked({
          list,
          keys: (keys === "all"
            ? list === "boneyard"
              ? now.current.boneyard
              : (now.current.days.find((d) => dayKey(d) === list)?.entries ?? []).map((e) => e.strip)
            : [...keys].map(String)
          ).filter(Boolean),
        }),
      change: (d, changes) => void change("day", { unit: d.unit, date: d.date, ...changes }),
      remove: (d) => void change("drop-day", { unit: d.unit, date: d.date }),
      call: (d) => void change("call-days", { dates: [d.date] }),
    }),
    [change, drop],
  );

  const worst = useMemo(() => {
    const found = new Map<string, "error" | "warning">();
    for (const f of board.findings) {
      if (!f.where.strip || (f.level !== "error" && f.level !== "warning")) continue;
      if (f.level === "error" || !found.has(f.where.strip)) found.set(f.where.strip, f.level);
    }
    return found;
  }, [board.findings]);
  const wanted = useCallback((card: CardAnswer | undefined) => !card || matches(card, search), [search]);
  const unitNames = useMemo(() => new Map(known.units.map((u) => [u.id, u.name])), [known]);
  const rows = useMemo(() => {
    const all = rowsOf(board);
    return unit ? all.map((r) => ({ ...r, days: r.days.filter((d) => d.unit === unit) })).filter((r) => r.days.length) : all;
  }, [board, unit]);
  const units = useMemo(() => new Set(board.days.map((d) => d.unit)), [board.days]);
  const hits = search ? known.cards.filter((c) => matches(c, search)).length : 0;

  useEffect(() => {
    if (!editable) return undefined;
    const pressed = (e: KeyboardEvent) => {
      if (!(e.ctrlKey || e.metaKey) || e.key.toLowerCase() !== "z") return;
      if (e.target instanceof HTMLInputElement || e.target instanceof HTMLTextAreaElement) return;
      e.preventDefault();
      void change(e.shiftKey ? "redo" : "undo", {});
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, [change, editable]);

  const goTo = useCallback((finding: FindingAnswer) => {
    const strip = finding.where.strip;
    const home = now.current.days.find(
      (d) =>
        (strip && d.entries.some((e) => e.strip === strip)) ||
        (!strip && d.date === finding.where.date && (!finding.where.unit || finding.where.unit === d.unit)),
    );
    const list = home ? dayKey(home) : "boneyard";
    if (strip) setPicked({ list, keys: [strip] });
    const found =
      (strip && document.querySelector<HTMLElement>(`[data-strip="${CSS.escape(strip)}"]`)) ||
      document.querySelector<HTMLElement>(`[data-day="${CSS.escape(list)}"]`);
    found?.scrollIntoView({ block: "center", behavior: "smooth" });
    if (strip) found?.focus({ preventScroll: true });
  }, []);

  // A link may lead to a strip by its number: `/board?strip=17pt1`.
  const led = useSearch().get("strip") ?? "";
  useEffect(() => {
    const card = led ? known.cards.find((c) => c.number === led || c.id === led) : undefined;
    if (!card) return undefined;
    const home = now.current.days.find((d) => d.entries.some((e) => e.strip === card.id));
    setPicked({ list: home ? dayKey(home) : "boneyard", keys: [card.id] });
    const later = window.setTimeout(() => document.querySelector(`[data-strip="${CSS.escape(card.id)}"]`)?.scrollIntoView({ block: "center" }), 50);
    return () => window.clearTimeout(later);
  }, [led, known.cards]);

  const errors = board.findings.filter((f) => f.level === "error");
  const warnings = board.findings.filter((f) => f.level === "warning");
  const noted = board.findings.filter((f) => f.level === "note");

  return (
    <section className="page board" data-zoom={zoom} data-swapped={swapped || undefined}>
      <div className="head">
        <h1>Board</h1>
        <p className="verdict" role="status">
          {count(board.shooting_days, "day")}, {board.held_days} held
          {board.cost !== null && <> · <b>{money(board.cost, board.currency)}</b></>}
          {board.legal !== null && (
            <span data-legal={board.legal}>
              {" "}· {errors.length ? `${count(errors.length, "rule")} broken` : "no rule broken"}
            </span>
          )}
          {board.boneyard.length > 0 && <> · {count(board.boneyard.length, "strip")} not placed</>}
          {stale && <> · facts changed</>}
        </p>
      </div>
      <div className="bar" role="toolbar" aria-label="Board">
        <BoardChoice />
        {editable && (
          <>
            <Button onPress={() => void change("undo", {})} aria-label="Undo" isDisabled={board.version === 0}>↶ Undo</Button>
            <Button onPress={() => void change("redo", {})} aria-label="Redo">↷ Redo</Button>
          </>
        )}
        <SearchField value={search} onChange={setSearch} aria-label="Find strips" className="search">
          <Input placeholder="Find: set, cast, words" />
          {search && <span className="hits">{hits}</span>}
        </SearchField>
        <Choice
          label="Zoom"
          value={zoom}
          onChange={(z) => {
            setZoom(z);
            localStorage.setItem("intercut.zoom", z);
          }}
          options={[
            { id: "show", name: "Whole show" },
            { id: "board", name: "Board" },
            { id: "day", name: "Day" },
          ]}
        />
        {units.size > 1 && (
          <Choice
            label="Units"
            value={unit}
            onChange={setUnit}
            options={[{ id: "", name: "All units" }, ...[...units].map((u) => ({ id: u, name: unitNames.get(u) ?? u }))]}
          />
        )}
        <Button
          onPress={() => {
            localStorage.setItem("intercut.swapped", swapped ? "no" : "yes");
            setSwapped(!swapped);
          }}
          aria-pressed={swapped}
        >
          Swap night colours
        </Button>
        {editable && (
          <>
            <NewBoard start={board.board} onMade={setName} />
            <BringBoard onMade={setName} />
          </>
        )}
      </div>
      {editable && picked.keys.length > 0 && (
        <PickedBar
          picked={picked.keys}
          cards={cards}
          board={board}
          known={known}
          unitNames={unitNames}
          drop={drop}
          clear={() => setPicked({ list: "", keys: [] })}
        />
      )}
      <div className="sheet">
        <div className="days">
          {rows.map((row) => (
            <div key={row.date} className="date-row" data-units={row.days.length}>
              {row.days.map((d) => (
                <Day
                  key={dayKey(d)}
                  day={d}
                  severalUnits={units.size > 1}
                  unitName={unitNames.get(d.unit) ?? d.unit}
                  selected={picked.list === dayKey(d) ? new Set(picked.keys) : NONE}
                  preview={previews.get(dayKey(d))}
                  currency={board.currency}
                  cards={cards}
                  worst={worst}
                  wanted={wanted}
                  hands={hands}
                  editable={editable}
                />
              ))}
            </div>
          ))}
          {editable && <AddDay board={board} known={known} onAdd={(u, date) => void change("day", { unit: u, date })} />}
        </div>
        <aside className="side" aria-label="Boneyard and findings">
          <Boneyard
            strips={board.boneyard}
            selected={picked.list === "boneyard" ? new Set(picked.keys) : NONE}
            cards={cards}
            worst={worst}
            wanted={wanted}
            hands={hands}
            editable={editable}
          />
          {board.legal !== null && (
            <section>
              <h2>
                Findings <small>{errors.length} broken, {count(warnings.length, "warning")}</small>
              </h2>
              <Findings findings={[...errors, ...warnings, ...noted]} onGo={goTo} />
            </section>
          )}
          <details className="castkey" open>
            <summary>Cast numbers</summary>
            <ul>
              {known.cast.map((k) => (
                <li key={k.number + k.role}>
                  <b>{k.number || "–"}</b> {k.role} {k.performer && <small>{k.performer}</small>}
                </li>
              ))}
            </ul>
          </details>
        </aside>
      </div>
    </section>
  );
}

/** Days that are on the screen now. */
function inSight(): Set<string> {
  const found = new Set<string>();
  for (const element of document.querySelectorAll<HTMLElement>("[data-day]")) {
    const box = element.getBoundingClientRect();
    if (box.bottom > 0 && box.top < window.innerHeight && element.dataset.day) found.add(element.dataset.day);
  }
  return found;
}


function AddDay({
  board,
  known,
  onAdd,
}: {
  board: ArrangedAnswer;
  known: CardsAnswer;
  onAdd: (unit: string, date: string) => void;
}) {
  const there = new Set(board.days.map(dayKey));
  const free = known.units.flatMap((u) =>
    u.dates.filter((date) => !there.has(dayKey({ unit: u.id, date }))).map((date) => ({ id: dayKey({ unit: u.id, date }), unit: u.id, date, name: u.name })),
  );
  const [key, setKey] = useState("");
  const chosen = free.find((f) => f.id === key) ?? free[0];
  if (!chosen) return null;
  return (
    <div className="addday">
      <Choice
        label="Another day"
        value={chosen.id}
        onChange={setKey}
        options={free.map((f) => ({ id: f.id, name: `${dayText(f.date)}${known.units.length > 1 ? `, ${f.name}` : ""}` }))}
      />
      <Button onPress={() => onAdd(chosen.unit, chosen.date)}>Add</Button>
    </div>
  );
}

function NewBoard({ start, onMade }: { start: string; onMade?: (name: string) => void }) {
  const make = useAct((name: string) => post<ArrangedAnswer>("boards", { name, start }), {
    touches: ["boards", "session"],
    then: (made) => onMade?.(made.board),
  });
  return (
    <DialogTrigger>
      <Button>{start ? "Copy board" : "Empty board"}</Button>
      <ModalOverlay className="overlay" isDismissable>
        <Modal className="modal">
          <Dialog>
            {({ close }) => (
              <form
                onSubmit={(e) => {
                  e.preventDefault();
                  const name = String(new FormData(e.currentTarget).get("name") ?? "").trim();
                  if (name) void make.act(name).then((made) => made && close());
                }}
              >
                <Heading slot="title">{start ? `Copy ${start}` : "A board with every strip in the boneyard"}</Heading>
                <TextField name="name" autoFocus isRequired>
                  <Label>Name</Label>
                  <Input />
                </TextField>
                <div className="tools">
                  <Button type="submit" kind="main" isDisabled={make.busy}>Make it</Button>
                  <Button onPress={close}>Leave it</Button>
                </div>
              </form>
            )}
          </Dialog>
        </Modal>
      </ModalOverlay>
    </DialogTrigger>
  );
}

function BringBoard({ onMade }: { onMade?: (name: string) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const bring = useAct((file: File) => upload<MadeAnswer>("boards/import", { board: file }), {
    touches: ["boards", "session"],
    then: (made) => {
      if (made.board) {
        tell(`Brought in: ${made.told.join(", ")}.`);
        onMade?.(made.board);
      } else tell(made.findings[0]?.message ?? "Nothing was brought in.", true, made.findings.slice(1, 4).map((f) => f.message));
    },
  });
  return (
    <>
      <Button onPress={() => input.current?.click()} isDisabled={bring.busy}>
        Bring in a board
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept=".uss,.csv,.tsv"
        aria-label="Board of another program"
        onChange={(e) => {
          const [file] = e.target.files ?? [];
          if (file) void bring.act(file);
          e.target.value = "";
        }}
      />
    </>
  );
}
