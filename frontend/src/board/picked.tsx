/** What is done with the strips one has picked: moved to a date, held, asked about. */
import { useEffect, useMemo, useState } from "react";
import { Dialog, DialogTrigger, Modal, ModalOverlay, Heading } from "react-aria-components";
import { post } from "../api/client";
import type { ArrangedAnswer, CardsAnswer, FactsChange, SpotAnswer, SpotBody } from "../api/schema";
import { useAct } from "../parts/act";
import { Button } from "../parts/basics";
import { tell } from "../parts/toasts";
import { useMay } from "../session";
import { day as dayText, money } from "../words";
import { dayKey, type Cards } from "./model";

/** Days priced in one question: on a board of 300 strips some 50 ms. */
export const BATCH = 6;

export function PickedBar({
  picked,
  cards,
  board,
  known,
  unitNames,
  drop,
  clear,
}: {
  picked: string[];
  cards: Cards;
  board: ArrangedAnswer;
  known: CardsAnswer;
  unitNames: Map<string, string>;
  drop: (strips: string[], to: SpotBody) => void;
  clear: () => void;
}) {
  const numbers = picked.map((p) => cards.get(p)?.number ?? p);
  const mayAsk = useMay("see_cost");
  const [first] = picked;
  const card = picked.length === 1 && first ? cards.get(first) : undefined;
  const home = card && board.days.find((d) => d.entries.some((e) => e.strip === card.id));
  const pin = useAct(
    (held: boolean) =>
      post<FactsChange>("pins", {
        revision: known.revision,
        target: card?.id,
        date: held ? home?.date : null,
        unit: held ? home?.unit : "",
      }),
    {
      touches: ["cards", "board", "session", "facts"],
      then: (done) =>
        done.changed ? tell("Kept in the facts.") : tell(done.findings[0]?.message ?? "Nothing changed.", true),
    },
  );
  return (
    <div className="picked" role="region" aria-label="Strips picked">
      <b>
        {picked.length === 1 ? `Strip ${numbers[0]}` : `${picked.length} strips: ${numbers.slice(0, 8).join(", ")}${numbers.length > 8 ? " …" : ""}`}
      </b>
      {card && <span className="synopsis">{card.synopsis}</span>}
      <DialogTrigger>
        <Button>Move to …</Button>
        <ModalOverlay className="overlay" isDismissable>
          <Modal className="modal">
            <Dialog aria-label="Move to a day">
              {({ close }) => (
                <MoveTo strips={picked} board={board} known={known} unitNames={unitNames} close={close} drop={drop} />
              )}
            </Dialog>
          </Modal>
        </ModalOverlay>
      </DialogTrigger>
      <Button onPress={() => drop(picked, { unit: null, date: null, position: -1 })}>To the boneyard</Button>
      {card && (home || card.pinned) && (
        <Button onPress={() => void pin.act(!card.pinned)} isDisabled={pin.busy}>
          {card.pinned ? "Let go of its date" : "Hold to this date"}
        </Button>
      )}
      {card && (
        <a className="button" href={`/scenes?scene=${encodeURIComponent(card.scene)}`}>
          Scene {card.scene}
        </a>
      )}
      {card && mayAsk && (
        <a className="button" href={`/ask?q=why&board=${encodeURIComponent(board.board)}&strip=${encodeURIComponent(card.number)}`}>
          Why here?
        </a>
      )}
      <Button kind="quiet" onPress={clear}>Clear</Button>
    </div>
  );
}

function MoveTo({
  strips,
  board,
  known,
  unitNames,
  close,
  drop,
}: {
  strips: string[];
  board: ArrangedAnswer;
  known: CardsAnswer;
  unitNames: Map<string, string>;
  close: () => void;
  drop: (strips: string[], to: SpotBody) => void;
}) {
  const spots = useMemo(() => {
    const there = new Set(board.days.map(dayKey));
    const free = known.units.flatMap((u) =>
      u.dates.filter((date) => !there.has(dayKey({ unit: u.id, date }))).map((date) => ({ unit: u.id, date, free: true })),
    );
    const used = board.days.map((d) => ({ unit: d.unit, date: d.date, free: false }));
    return [...used, ...free].sort((a, b) => a.date.localeCompare(b.date) || a.unit.localeCompare(b.unit)).slice(0, 180);
  }, [board.days, known.units]);
  const [found, setFound] = useState<Map<string, SpotAnswer>>(new Map());
  useEffect(() => {
    const control = new AbortController();
    void (async () => {
      for (let n = 0; n < spots.length; n += BATCH) {
        const some = await post<SpotAnswer[]>(
          "board/preview",
          { strips, spots: spots.slice(n, n + BATCH).map(({ unit, date }) => ({ unit, date })) },
          { name: board.board },
          control.signal,
        );
        if (control.signal.aborted) return;
        setFound((was) => new Map([...was, ...some.map((s): [string, SpotAnswer] => [dayKey(s), s])]));
      }
    })().catch(() => undefined);
    return () => control.abort();
  }, [board.board, spots, strips]);
  return (
    <>
      <Heading slot="title">Move to</Heading>
      <ul className="spots">
        {spots.map((s) => {
          const spot = found.get(dayKey(s));
          return (
            <li key={dayKey(s)}>
              <Button
                onPress={() => {
                  drop(strips, { unit: s.unit, date: s.date, position: -1 });
                  close();
                }}
                isDisabled={Boolean(spot?.refused)}
              >
                <span>
                  {dayText(s.date)} {known.units.length > 1 && <small>{unitNames.get(s.unit)}</small>}
                  {s.free && <small> new day</small>}
                </span>
                <span data-bad={(spot && (spot.breaks > 0 || spot.refused)) || undefined}>
                  {!spot
                    ? "…"
                    : spot.refused ||
                      `${spot.cost === null ? "" : spot.cost === 0 ? "same cost" : money(spot.cost, board.currency, true)}${spot.breaks ? ` · breaks ${spot.breaks}` : ""}${spot.mends ? ` · mends ${spot.mends}` : ""}`}
                </span>
              </Button>
              {spot && spot.breaks > 0 && <p>{spot.broken[0]}</p>}
            </li>
          );
        })}
      </ul>
    </>
  );
}
