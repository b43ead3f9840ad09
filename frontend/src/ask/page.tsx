/** Ask: a board questioned in sentences; the short answers at once, the long ones as they come. */
import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { get, post } from "../api/client";
import type { ArrangedAnswer, CardsAnswer, MenusAnswer, MoveAnswer, QuestionAnswer, QuestionNote, WhyAnswer } from "../api/schema";
import { useAct } from "../parts/act";
import { Answer, Button, Page } from "../parts/basics";
import { BoardChoice, useBoardName } from "../parts/boards";
import { tell } from "../parts/toasts";
import { go, useSearch } from "../route";
import { useMay, useSession } from "../session";
import { moment } from "../words";
import { GapView, InfeasibleView, MoveView, WhyView } from "./answers";
import { keeper, ReplanView, TogetherView, WhatIfView } from "./plans";
import { LookSentence, MoveSentence, ReplanSentence, TogetherSentence, WhatIfSentence, WhySentence, type Body } from "./sentences";

const KINDS = [
  ["why", "Why there?"],
  ["move", "Move"],
  ["whatif", "What if?"],
  ["together", "Together again"],
  ["replan", "Replan"],
  ["infeasible", "What cannot hold?"],
  ["gap", "What is open?"],
] as const;

const STATE: Record<string, string> = { queued: "waits its turn", running: "being answered", done: "", stopped: "stopped", failed: "no answer", lost: "lost" };

export function AskPage() {
  const [board] = useBoardName();
  const menus = useQuery({ queryKey: ["cards", "menus"], queryFn: () => get<MenusAnswer>("ask/menus") });
  if (!board) return <Page title="Ask"><p>There is no board to ask about yet. <a href="/plan">Plan one</a>.</p></Page>;
  return (
    <Page title="Ask" tools={<BoardChoice label="About board" />}>
      <Answer of={menus}>{(known) => <Asker key={board} menus={known} board={board} />}</Answer>
    </Page>
  );
}

function Asker({ menus, board }: { menus: MenusAnswer; board: string }) {
  const search = useSearch();
  const kind = search.get("q") ?? "why";
  const cards = useQuery({ queryKey: ["cards"], queryFn: () => get<CardsAnswer>("cards") });
  const now = useQuery({ queryKey: ["board", board], queryFn: () => get<ArrangedAnswer>("board", { name: board }) });
  const home = useMemo(() => {
    const numbers = new Map((cards.data?.cards ?? []).map((c) => [c.id, c.number]));
    const days = now.data?.days ?? [];
    return new Map(days.flatMap((d) => d.entries.filter((e) => e.strip).map((e) => [numbers.get(e.strip) ?? e.strip, d.date] as const)));
  }, [cards.data, now.data]);
  // Only what stands on the board can be asked why; a strip in the boneyard too.
  const [strip, setStrip] = useState(search.get("strip") ?? "");
  const [date, setDate] = useState("");
  const [short, setShort] = useState<{ kind: "why" | "move"; strip: string; date: string } | null>(
    search.get("strip") && kind === "why" ? { kind: "why", strip: search.get("strip") ?? "", date: "" } : null,
  );
  const [open, setOpen] = useState<number | null>(null);
  const begin = useAct((body: Body) => post<QuestionAnswer>("questions", { ...body, board }), {
    touches: ["questions"],
    then: (asked) => setOpen(asked.note.number),
  });
  const turn = (to: string) => {
    const named = new URLSearchParams(search);
    named.set("q", to);
    named.delete("strip");
    go(`/ask?${named}`);
  };
  const ask = (body: Body) => {
    setShort(null);
    void begin.act(body);
  };
  const price = (s: string, d: string) => {
    setStrip(s);
    setDate(d);
    if (kind !== "move") turn("move");
    setShort({ kind: "move", strip: s, date: d });
    void begin.act({ ask: "move", scene: s, date: d });
  };
  const notes = useQuery({ queryKey: ["questions"], queryFn: () => get<QuestionNote[]>("questions") });
  // Once the rest is planned again, the answer that has both prices takes the place of the first.
  const whole = short?.kind === "move" && notes.data?.some((n) => n.number === open && n.ask === "move" && n.state === "done");
  const common = { menus, busy: begin.busy };
  return (
    <>
      <div className="kinds" role="group" aria-label="Kind of question">
        {KINDS.map(([id, name]) => (
          <Button key={id} aria-pressed={kind === id} onPress={() => turn(id)}>{name}</Button>
        ))}
      </div>
      {kind === "why" && <WhySentence {...common} home={home} strip={strip} onStrip={setStrip} onAsk={() => setShort({ kind: "why", strip, date: "" })} />}
      {kind === "move" && <MoveSentence {...common} strip={strip} onStrip={setStrip} date={date} onDate={setDate} onAsk={() => price(strip, date)} />}
      {kind === "whatif" && <WhatIfSentence {...common} ask={ask} />}
      {kind === "together" && <TogetherSentence {...common} ask={ask} />}
      {kind === "replan" && now.data && <ReplanSentence {...common} home={home} ask={ask} />}
      {(kind === "infeasible" || kind === "gap") && <LookSentence key={kind} kind={kind} busy={begin.busy} ask={ask} />}
      {short && !whole && <Short key={`${short.kind}${short.strip}${short.date}`} of={short} board={board} onMove={price} />}
      <Asked open={open} setOpen={setOpen} />
    </>
  );
}

function Short({ of, board, onMove }: { of: { kind: "why" | "move"; strip: string; date: string }; board: string; onMove: (strip: string, date: string) => void }) {
  const why = useQuery({
    queryKey: ["board", "why", board, of.strip],
    queryFn: () => get<WhyAnswer>("ask/why", { scene: of.strip, board }),
    enabled: of.kind === "why",
  });
  const move = useQuery({
    queryKey: ["board", "move", board, of.strip, of.date],
    queryFn: () => get<MoveAnswer>("ask/move", { scene: of.strip, date: of.date, board }),
    enabled: of.kind === "move",
  });
  return (
    <article className="panel" aria-label="Answer">
      {of.kind === "why" ? <Answer of={why}>{(found) => <WhyView of={found} onMove={onMove} />}</Answer> : <Answer of={move}>{(found) => <MoveView of={found} repairing />}</Answer>}
    </article>
  );
}

/** Everything asked before, the newest first. */
function Asked({ open, setOpen }: { open: number | null; setOpen: (n: number | null) => void }) {
  const notes = useQuery({ queryKey: ["questions"], queryFn: () => get<QuestionNote[]>("questions") });
  const [latest] = notes.data ?? [];
  useEffect(() => {
    if (open === null && latest && (latest.state === "queued" || latest.state === "running")) setOpen(latest.number);
  }, [open, latest, setOpen]);
  if (!notes.data?.length) return null;
  return (
    <section className="asked" aria-label="Asked before">
      <h2>Asked <small>answers stay with the film</small></h2>
      {notes.data.map((note) => (
        <Question key={note.number} note={note} open={open === note.number} toggle={() => setOpen(open === note.number ? null : note.number)} />
      ))}
    </section>
  );
}

function Question({ note, open, toggle }: { note: QuestionNote; open: boolean; toggle: () => void }) {
  const busy = note.state === "queued" || note.state === "running";
  const stop = useAct((number: number) => post<QuestionAnswer>("question/stop", { number }), { touches: ["questions"] });
  return (
    <article className="panel question" data-state={note.state} aria-label={`Question ${note.number}`}>
      <div className="head">
        <h3>
          <button type="button" className="lead" aria-expanded={open} onClick={toggle}>{note.sentence}</button>
        </h3>
        <p className="facts">
          {STATE[note.state] && <b>{STATE[note.state]} </b>}
          {note.board && `board ${note.board}, `}
          {note.who}, {moment(note.at)}
        </p>
      </div>
      {busy && (
        <div className="progress">
          <progress aria-label={`Progress of question ${note.number}`} max={note.limit} value={note.state === "running" ? Math.min(note.seconds, note.limit) : undefined} />
          <span role="status">{note.state === "queued" ? "waits its turn" : `${Math.round(note.seconds)} s of about ${Math.round(note.limit)} s`}</span>
          <Button isDisabled={stop.busy || note.wish === "cancel"} onPress={() => void stop.act(note.number)}>
            {note.wish === "cancel" ? "Stopping …" : note.wish ? "Stop at once" : "Stop, answer with what is found"}
          </Button>
        </div>
      )}
      {note.said && <p>{note.said}</p>}
      {note.outdated && !busy && <p className="facts">Facts changed since this was asked.</p>}
      {open && !busy && <Told number={note.number} />}
    </article>
  );
}

function Told({ number }: { number: number }) {
  const found = useQuery({ queryKey: ["questions", number], queryFn: () => get<QuestionAnswer>("question", { number }) });
  const mayKeep = useMay("change_board") && !useSession().read_only;
  const keep = useAct((row: string) => post<ArrangedAnswer>("question/keep", { number, row }), {
    touches: ["questions", "boards", "session", "history"],
    then: (kept) => tell(`Kept as board ${kept.board}.`),
  });
  return (
    <Answer of={found}>
      {(q) => {
        const kept = keeper(q.boards, keep.busy, mayKeep ? (row) => void keep.act(row) : null);
        return (
          <>
            {q.move && <MoveView of={q.move} />}
            {q.infeasible && <InfeasibleView of={q.infeasible} />}
            {q.gap && <GapView of={q.gap} />}
            {q.whatif && <WhatIfView of={q.whatif} keep={kept} />}
            {q.together && <TogetherView of={q.together} names={q.names} />}
            {q.replan && <ReplanView of={q.replan} keep={kept} />}
          </>
        );
      }}
    </Answer>
  );
}
