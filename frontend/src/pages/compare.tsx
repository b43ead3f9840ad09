/** Two boards side by side: money, days, people, strips. */
import { useQuery } from "@tanstack/react-query";
import { get } from "../api/client";
import type { ComparedAnswer } from "../api/schema";
import { Answer, Findings, Page } from "../parts/basics";
import { BoardChoice, useBoardName, useBoards } from "../parts/boards";
import { day, money, plain } from "../words";

export function ComparePage() {
  const boards = useBoards();
  const [first] = useBoardName("first");
  const [second] = useBoardName("second");
  const names = (boards.data ?? []).map((b) => b.name);
  const found = useQuery({
    queryKey: ["compare", first, second],
    queryFn: () => get<ComparedAnswer>("compare", { first, second }),
    enabled: first !== "" && second !== "" && first !== second,
  });
  return (
    <Page title="Compare" tools={<><BoardChoice param="first" label="From" /><BoardChoice param="second" label="To" /></>}>
      {names.length < 2 ? (
        <p>Two boards are needed. Copy one on the <a href="/board">board</a>, or <a href="/plan">plan another</a>.</p>
      ) : first === second ? (
        <p>Choose two different boards.</p>
      ) : (
        <Answer of={found}>{(data) => <Compared of={data} />}</Answer>
      )}
    </Page>
  );
}

function Compared({ of }: { of: ComparedAnswer }) {
  const cash = (v: number) => money(v, of.currency);
  const spot = (text: string) => (text ? `${day(text)} (${text.split(" ")[1]})` : "boneyard");
  const rows: [string, number, number, boolean][] = [
    ["Cost", of.first.cost, of.second.cost, true],
    ["of it paid", of.first.money, of.second.money, true],
    ["Shooting days", of.first.days, of.second.days, false],
    ["Hold days", of.first.held_days, of.second.held_days, false],
    ["Strips not placed", of.first.unplaced, of.second.unplaced, false],
  ];
  return (
    <>
      <div className="scroll" tabIndex={0} role="region" aria-label="Figures">
        <table className="ledger">
          <thead><tr><th scope="col">What</th><th scope="col">{of.first.board}</th><th scope="col">{of.second.board}</th><th scope="col">Difference</th></tr></thead>
          <tbody>
            {rows.map(([name, a, b, isMoney]) => (
              <tr key={name}><th scope="row">{name}</th><td>{isMoney ? cash(a) : a}</td><td>{isMoney ? cash(b) : b}</td><td>{isMoney ? money(b - a, of.currency, true) : b - a > 0 ? `+${b - a}` : b - a}</td></tr>
            ))}
            <tr><th scope="row">Rules</th><td>{of.first.legal ? "kept" : "broken"}</td><td>{of.second.legal ? "kept" : "broken"}</td><td /></tr>
            {of.lines.map((l) => (
              <tr key={l.rule} className="sub"><th scope="row">{plain(l.rule)}</th><td>{cash(l.before)}</td><td>{cash(l.after)}</td><td>{money(l.after - l.before, of.currency, true)}</td></tr>
            ))}
          </tbody>
        </table>
      </div>
      {(of.broken.length > 0 || of.mended.length > 0) && (
        <div className="two">
          <section><h2>Only in {of.second.board}</h2><Findings findings={of.broken} /></section>
          <section><h2>Only in {of.first.board}</h2><Findings findings={of.mended} /></section>
        </div>
      )}
      <h2>People <small>{of.people.length} with other days</small></h2>
      <div className="scroll" tabIndex={0} role="region" aria-label="People">
        <table className="ledger">
          <thead><tr><th scope="col">Who</th><th scope="col">Days gained</th><th scope="col">Days lost</th><th scope="col">Called at another hour</th><th scope="col">Paid days</th><th scope="col">Cost</th></tr></thead>
          <tbody>
            {of.people.map((p) => (
              <tr key={p.person}><th scope="row">{p.person}</th><td>{p.gained.map((d) => day(d)).join(", ")}</td><td>{p.lost.map((d) => day(d)).join(", ")}</td><td>{p.recalled.map((d) => day(d)).join(", ")}</td><td>{p.paid_before} → {p.paid_after}</td><td>{money(p.cost_after - p.cost_before, of.currency, true)}</td></tr>
            ))}
          </tbody>
        </table>
      </div>
      <h2>Strips <small>{of.strips.length} stand elsewhere</small></h2>
      <div className="scroll" tabIndex={0} role="region" aria-label="Strips">
        <table className="ledger">
          <thead><tr><th scope="col">Strip</th><th scope="col">Set</th><th scope="col">{of.first.board}</th><th scope="col">{of.second.board}</th></tr></thead>
          <tbody>{of.strips.map((s) => (<tr key={s.strip}><th scope="row">{s.strip}</th><td>{s.set}</td><td>{spot(s.before)}</td><td>{spot(s.after)}</td></tr>))}</tbody>
        </table>
      </div>
    </>
  );
}
