/** Why, move, what cannot hold, the gap: answers as tables. */
import type { GapAnswer, InfeasibleAnswer, MoveAnswer, RepairedAnswer, WhyAnswer, WhyRowAnswer } from "../api/schema";
import { Button, Findings } from "../parts/basics";
import { count, day, money, pages, percent, plain } from "../words";
import { Because, KeyPoints, StripLink, Table } from "./parts";

/** What a date costs as it stands, or that it breaks something. */
function Price({ row, currency }: { row: WhyRowAnswer; currency: string }) {
  if (row.here) return <>it is here</>;
  if (!row.legal) return <b data-level="bad">breaks {count(row.broken.length, "rule")}</b>;
  return <>{row.difference ? money(row.difference, currency, true) : "same price"}</>;
}

function Reason({ row, currency }: { row: WhyRowAnswer; currency: string }) {
  if (row.broken.length) return <Because findings={row.broken} />;
  const lines = row.lines.filter((l) => l.amount);
  return <>{lines.map((l) => `${plain(l.rule)} ${money(l.amount, currency, true)}`).join(", ")}{row.new_day && " (a new day)"}</>;
}

export function WhyView({ of, onMove }: { of: WhyAnswer; onMove?: (strip: string, date: string) => void }) {
  return (
    <>
      {of.strips.map((s) => (
        <section key={s.strip} className="answer">
          <h2>
            Strip <StripLink strip={s.strip} board={of.board} /> <small>{s.date ? day(s.date, true) : "in the boneyard"}</small>
          </h2>
          <KeyPoints points={s.key_points} />
          <Table label={`Other dates for ${s.strip}`} head={["Date", `${of.currency} as it stands`, "Because", "Move"]}>
            <tbody>
              {s.rows.map((r) => (
                <tr key={`${r.id}${r.unit}`} data-row={r.id} aria-current={r.here ? "date" : undefined}>
                  <th scope="row">{day(r.date)}</th>
                  <td><Price row={r} currency={of.currency} /></td>
                  <td className="long"><Reason row={r} currency={of.currency} /></td>
                  <td>{!r.here && onMove && <Button kind="quiet" onPress={() => onMove(s.strip, r.date)} aria-label={`Price it: ${s.strip} to ${day(r.date)}`}>Price it</Button>}</td>
                </tr>
              ))}
            </tbody>
          </Table>
        </section>
      ))}
    </>
  );
}

export function MoveView({ of, repairing }: { of: MoveAnswer; repairing?: boolean }) {
  return (
    <>
      {of.strips.map((s) => (
        <section key={s.strip} className="answer">
          <h2>
            <StripLink strip={s.strip} board={of.board} /> to {day(of.date, true)} <small>{s.was ? `from ${day(s.was)}` : "from the boneyard"}</small>
          </h2>
          <KeyPoints points={s.key_points} />
          <Table label={`Prices of moving ${s.strip}`} head={["Price", of.currency, "Strips moved", "Because"]}>
            <tbody>
              <tr data-row="stands">
                <th scope="row">as it stands</th>
                <td>{s.stands ? <Price row={s.stands} currency={of.currency} /> : "not there"}</td>
                <td>1</td>
                <td className="long">{s.stands && <Reason row={s.stands} currency={of.currency} />}</td>
              </tr>
              {s.repaired ? <Repaired of={s.repaired} currency={of.currency} /> : repairing && (
                <tr><th scope="row">after repair</th><td colSpan={3}>The rest is being planned again around it; see below.</td></tr>
              )}
            </tbody>
          </Table>
          {s.best.length > 0 && (
            <>
              <h3>Best places for it</h3>
              <Table label={`Best places for ${s.strip}`} head={["Date", `${of.currency} as it stands`, "Because"]}>
                <tbody>
                  {s.best.map((r) => (
                    <tr key={r.id} data-row={r.id}>
                      <th scope="row">{day(r.date)}</th>
                      <td><Price row={r} currency={of.currency} /></td>
                      <td className="long"><Reason row={r} currency={of.currency} /></td>
                    </tr>
                  ))}
                </tbody>
              </Table>
            </>
          )}
        </section>
      ))}
    </>
  );
}

function Repaired({ of, currency }: { of: RepairedAnswer; currency: string }) {
  return (
    <>
      <tr data-row="repaired">
        <th scope="row">after repair</th>
        <td>{of.difference === null ? "not everything fits" : of.difference ? money(of.difference, currency, true) : "same price"}</td>
        <td>{of.moved.length}</td>
        <td className="long">
          {of.moved.length > 0 && `also moves ${of.moved.slice(0, 12).join(", ")}${of.moved.length > 12 ? " …" : ""}`}
          {of.lifted.length > 0 && `; overrules ${of.lifted.join(", ")}`}
        </td>
      </tr>
      {of.unmoved !== null && (
        <tr data-row="unmoved">
          <th scope="row">without the move</th>
          <td>{money(of.unmoved, currency)}</td>
          <td />
          <td>what the same search makes of today's plan</td>
        </tr>
      )}
    </>
  );
}

export function InfeasibleView({ of }: { of: InfeasibleAnswer }) {
  return (
    <section className="answer">
      <KeyPoints points={of.key_points} />
      {of.facts.length > 0 && (
        <Table label="Facts that cannot all hold" head={["These cannot all hold", "Who says so", "Needed for that"]}>
          <tbody>
            {of.facts.map((f) => (
              <tr key={f.id} data-row={f.id}>
                <th scope="row">{f.text}</th>
                <td>{f.sources.join("; ")}</td>
                <td>{f.shown ? "shown" : "not shown"}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {of.ways.length > 0 && (
        <Table label="Ways out" head={["Letting go of", `Plan ${of.currency}`, "Asks"]}>
          <tbody>
            {of.ways.map((v) => (
              <tr key={v.id} data-row={v.id}>
                <th scope="row">{of.facts.find((f) => f.id === v.fact)?.text ?? v.fact}</th>
                <td>{v.cost === null ? `${pages(v.unplaced_eighths)} pages left` : money(v.cost, of.currency)}</td>
                <td className="long"><Because findings={v.asks} /></td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      <p className="facts">{of.facts.length > 0 && `${count(of.facts.length, "fact")}, ${of.verdict}; `}looked for {of.seconds.toFixed(1)} s</p>
      {of.findings.length > 0 && <Findings findings={of.findings} most={12} />}
    </section>
  );
}

export function GapView({ of }: { of: GapAnswer }) {
  return (
    <section className="answer">
      <KeyPoints points={of.key_points} />
      <Table label="Where a cheaper plan could save" head={["For", `Plan ${of.currency}`, "At least", "Open", "Mostly"]}>
        <tbody>
          {of.rows.map((r) => (
            <tr key={r.id} data-row={r.id}>
              <th scope="row">{r.name}</th>
              <td>{r.joint ? "" : money(r.cost, of.currency)}</td>
              <td>{money(r.bound, of.currency)}</td>
              <td>{r.joint ? "" : money(r.open, of.currency)}</td>
              <td className="long">{r.lines.join("; ")}</td>
            </tr>
          ))}
          <tr className="group">
            <th scope="row">in all</th>
            <td>{money(of.cost, of.currency)}</td>
            <td>{money(of.bound, of.currency)}</td>
            <td>{of.bound !== null && money(of.cost - of.bound, of.currency)}</td>
            <td>{of.gap !== null && `within ${percent(of.gap)}`}</td>
          </tr>
        </tbody>
      </Table>
      {of.better_cost !== null && (
        <p data-row="better">
          A cheaper plan was found: {money(of.better_cost, of.currency)}. It moves {of.better_moves.slice(0, 14).join(", ")}{of.better_moves.length > 14 ? " …" : ""}. <a href="/plan">Plan from this board</a> to have it.
        </p>
      )}
    </section>
  );
}
