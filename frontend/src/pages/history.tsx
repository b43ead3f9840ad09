/** What happened: every change with who and when, every schedule given out, and the way back. */
import { useQuery } from "@tanstack/react-query";
import { get, post } from "../api/client";
import type { ArrangedAnswer, HistoryAnswer } from "../api/schema";
import { useAct } from "../parts/act";
import { Answer, Button, Page } from "../parts/basics";
import { BoardChoice, useBoardName } from "../parts/boards";
import { tell } from "../parts/toasts";
import { useMay } from "../session";
import { moment } from "../words";

export function HistoryPage() {
  const [board] = useBoardName();
  const found = useQuery({ queryKey: ["history", board], queryFn: () => get<HistoryAnswer>("history", { board }) });
  return (
    <Page title="History" tools={<BoardChoice />}>
      <Answer of={found}>{(data) => <Lists of={data} />}</Answer>
    </Page>
  );
}

function Lists({ of }: { of: HistoryAnswer }) {
  const may = useMay("change_board");
  const version = of.boards.find((b) => b.name === of.board)?.version ?? 0;
  const back = useAct((to: number) => post<ArrangedAnswer>("board/back", { version, to }, { name: of.board }), {
    touches: ["board", "boards", "history"],
    then: (now) => tell(`Board ${now.board} is as it was. Undo takes that back.`),
  });
  const name = of.boards.find((b) => b.name === of.board);
  return (
    <div className="two">
      <section>
        <h2>Board {of.board || "–"} <small>{of.changes.length} changes</small></h2>
        <ol className="log" reversed>
          {of.changes.map((c) => (
            <li key={c.seq}>
              <p><b>{c.text}</b></p>
              <p className="facts">{c.seq}. {c.who}, {moment(c.at)}</p>
              {may && c.seq !== version && (
                <Button kind="quiet" isDisabled={back.busy} aria-label={`Go back to here: after change ${c.seq}, ${c.text}`} onPress={() => void back.act(c.seq)}>Go back to here</Button>
              )}
            </li>
          ))}
          {name && (
            <li>
              <p><b>made{name.parent ? ` from ${name.parent}` : ""}</b></p>
              <p className="facts">{name.who}, {moment(name.at)}</p>
              {may && version > 0 && <Button kind="quiet" isDisabled={back.busy} onPress={() => void back.act(0)}>Go back to the beginning</Button>}
            </li>
          )}
        </ol>
      </section>
      <section>
        <h2>Given to people <small>{of.published.length}</small></h2>
        <ol className="log">
          {of.published.map((p) => (
            <li key={p.number}><p><b>{p.colour}</b> schedule of board {p.board} after change {p.version}</p><p className="facts">{p.who}, {moment(p.at)}; revision {p.revision}</p></li>
          ))}
          {!of.published.length && <li className="empty">Nothing yet.</li>}
        </ol>
        <h2>Script and facts <small>{of.revisions.length} revisions</small></h2>
        <ol className="log">
          {of.revisions.map((r) => (
            <li key={r.number}><p><b>{r.number}. {r.why}</b></p><p className="facts">{r.who}, {moment(r.at)}; {r.what}</p></li>
          ))}
        </ol>
      </section>
    </div>
  );
}
