/** What-ifs, together, replan: answers that are plans, side by side, each to be kept as a board. */
import { Fragment, type ReactNode } from "react";
import type { AlternativeAnswer, KeepableAnswer, ReplanAnswer, TogetherAnswer, WayAnswer, WhatIfAnswer, WhatIfBoardAnswer } from "../api/schema";
import { Button, Findings } from "../parts/basics";
import { count, day, money, plain } from "../words";
import { Because, KeyPoints, Moves, PeopleDays, StripLink, Table, where } from "./parts";

export type Keep = (row: string) => ReactNode;

/** A button that keeps a plan, or the board it was kept as. */
export function keeper(boards: KeepableAnswer[], busy: boolean, keep: ((row: string) => void) | null): Keep {
  return function Kept(row) {
    const found = boards.find((b) => b.row === row);
    if (!found) return null;
    if (found.kept) {
      const name = encodeURIComponent(found.kept);
      return (
        <span className="kept">
          kept: <a href={`/board?board=${name}`}>the board</a>, <a href={`/compare?first=${encodeURIComponent(found.parent)}&second=${name}`}>compare</a>
        </span>
      );
    }
    return keep && <Button isDisabled={busy} onPress={() => keep(row)} aria-label={`Keep this board: ${found.name}`}>Keep this board</Button>;
  };
}

export function WhatIfView({ of, keep }: { of: WhatIfAnswer; keep: Keep }) {
  const cash = (v: number) => money(v, of.currency);
  const rows: [string, string, ReactNode, (b: WhatIfBoardAnswer) => ReactNode][] = [
    ["cost", "Cost", cash(of.today.cost), (b) => cash(b.figures.cost)],
    ["difference", "More or less", "", (b) => (b.difference === null ? <b data-level="bad">not everything fits</b> : <b>{b.difference ? money(b.difference, of.currency, true) : "same price"}</b>)],
    ["paid", "of it paid", cash(of.today.money), (b) => cash(b.figures.money)],
    ["days", "Shooting days", of.today.days, (b) => b.figures.days],
    ["held", "Hold days", of.today.held_days, (b) => b.figures.held_days],
    ["moved", "Strips moved", "", (b) => b.strips.length],
    ["unplaced", "Strips left over", "", (b) => b.unplaced.length || ""],
    ["as_it_stands", "Today's plan", of.today.legal ? "legal" : "breaks rules", (b) => (b.as_it_stands.broken.length ? <>would break {count(b.as_it_stands.broken.length, "rule")}<Because findings={b.as_it_stands.broken} most={1} /></> : "could stay")],
  ];
  const people = new Map(of.boards.flatMap((b) => b.people.map((p) => [p.id, p.name])));
  const strips = [...new Map(of.boards.flatMap((b) => b.strips.map((s) => [s.strip, s.before])))];
  const lines = [...new Map(of.boards.flatMap((b) => b.lines.map((l) => [l.rule, l.before])))];
  const group = (name: string, body: ReactNode) => (
    <tbody>
      <tr className="group"><th scope="rowgroup" colSpan={2 + of.boards.length}>{name}</th></tr>
      {body}
    </tbody>
  );
  return (
    <section className="answer">
      <KeyPoints points={of.key_points} />
      <Table label="What-ifs side by side" head={["What", "today", ...of.boards.map((b) => b.words.join("; "))]}>
        <tbody>
          {rows.map(([id, name, today, cell]) => (
            <tr key={id} data-row={id}><th scope="row">{name}</th><td>{today}</td>{of.boards.map((b, n) => <td key={n} className={id === "as_it_stands" ? "long" : undefined}>{cell(b)}</td>)}</tr>
          ))}
          <tr data-row="keep"><th scope="row">Board</th><td><a href={`/board?board=${encodeURIComponent(of.board)}`}>{of.board}</a></td>{of.boards.map((_, n) => <td key={n}>{keep(String(n))}</td>)}</tr>
        </tbody>
        {people.size > 0 && group(`Days of ${count(people.size, "person", "people")}`, [...people].map(([id, name]) => (
          <tr key={id} data-row="people">
            <th scope="row">{name}</th>
            <td />
            {of.boards.map((b, n) => {
              const p = b.people.find((x) => x.id === id);
              const parts = p ? ([["work", p.worked], ["hold", p.held], ["travel", p.travel], ["paid", p.paid]] as [string, number[]][]).filter(([, v]) => v[0] !== v[1]) : [];
              return <td key={n}>{parts.map(([what, v]) => `${what} ${v[0]} → ${v[1]}`).join(", ")}</td>;
            })}
          </tr>
        )))}
        {lines.length > 0 && group("Lines of the cost sheet", lines.map(([rule, before]) => (
          <tr key={rule} data-row="lines">
            <th scope="row">{plain(rule)}</th>
            <td>{cash(before)}</td>
            {of.boards.map((b, n) => {
              const l = b.lines.find((x) => x.rule === rule);
              return <td key={n}>{l ? money(l.after - l.before, of.currency, true) : ""}</td>;
            })}
          </tr>
        )))}
        {strips.length > 0 && group(`${count(strips.length, "strip")} elsewhere`, strips.map(([strip, before]) => (
          <tr key={strip} data-row="strips">
            <th scope="row"><StripLink strip={strip} board={of.board} /></th>
            <td>{where(before)}</td>
            {of.boards.map((b, n) => {
              const s = b.strips.find((x) => x.strip === strip);
              return <td key={n}>{s ? (s.after === s.before ? "same day, other place" : where(s.after)) : ""}</td>;
            })}
          </tr>
        )))}
      </Table>
      {of.again !== null && <p data-row="again" className="facts">With nothing changed the same search finds {cash(of.again)}.</p>}
    </section>
  );
}

export function TogetherView({ of, names }: { of: TogetherAnswer; names: Record<string, string> }) {
  const called = (id: string) => names[id] ?? id;
  return (
    <section className="answer">
      <KeyPoints points={of.key_points} />
      {of.proof && <p data-row="proof" className="verdict"><b>Proved:</b> {of.proof}</p>}
      {of.ways.length > 0 && (
        <Table label="Ways to be together" head={["Way", `Price ${of.currency}`, "Date", "To be waived", "Who travels", "Asks for"]}>
          <tbody>
            {of.ways.map((v) => (
              <tr key={v.id} data-row={v.id}>
                <th scope="row">{v.words}</th>
                <td>{v.price ? money(v.price, of.currency, true) : "same price"}</td>
                <td>{day(v.date)}{v.open_dates.length > 1 && <small> or {count(v.open_dates.length - 1, "other date")}</small>}</td>
                <td className="long">{v.waived.map((x) => `${x.rule}: ${x.people.map(called).join(" and ")}, ${day(x.date)}, ${x.minutes} min${x.price ? `, ${money(x.price, of.currency)}` : ""}`).join("; ")}</td>
                <td className="long">{v.travel.map((j) => `${called(j.person)}: ${[...j.dates.map((d) => day(d)), ...j.dropped.map((d) => `not ${day(d)}`)].join(", ")}`).join("; ")}</td>
                <td className="long">{v.asks.join("; ")}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {of.closed.length > 0 && (
        <section>
          <h3>No way</h3>
          <ul className="marks">
            {of.closed.map((c) => <li key={c.words} data-row={c.words}>{c.text}</li>)}
          </ul>
        </section>
      )}
      {of.ways.map((v, n) => <WayDetails key={v.id} way={v} board={of.board} open={n === 0} />)}
      <p className="facts" data-row="again">
        Today's plan costs {money(of.today, of.currency)}{of.again !== null && `; the same search with nobody brought together finds ${money(of.again, of.currency)}`}. {count(of.tried, "way")} tried in {of.seconds.toFixed(1)} s{of.left_out > 0 && `; ${count(of.left_out, "date")} less promising not planned`}.
      </p>
      {of.findings.length > 0 && <Findings findings={of.findings} most={12} />}
    </section>
  );
}

function WayDetails({ way, board, open }: { way: WayAnswer; board: string; open: boolean }) {
  return (
    <details open={open}>
      <summary>What changes: {way.words}, {day(way.date)}</summary>
      <div className="two">
        <section><h3>Strips</h3><Moves strips={way.changes} board={board} /></section>
        <section><h3>People</h3><PeopleDays people={way.people} /></section>
      </div>
      <h3>The plan</h3>
      <ul className="marks">
        {way.plan.map((d) => (
          <li key={`${d.date}${d.unit}`}>
            <b>{day(d.date)}</b> <small>{d.unit}, call {d.call}</small> {d.strips.join(", ")}
          </li>
        ))}
      </ul>
    </details>
  );
}

export function ReplanView({ of, keep }: { of: ReplanAnswer; keep: Keep }) {
  const cash = (v: number) => money(v, of.currency);
  return (
    <section className="answer">
      <KeyPoints points={of.key_points} />
      {of.changes.length > 0 && <p>{of.changes.join("; ")}.</p>}
      <p className="facts">
        {count(of.shot, "strip")} shot before {day(of.since)} stay. People were told: {of.told_by}.
        {of.affected.length > 0 && <> Cannot stay: {of.affected.map((s) => <Fragment key={s}><StripLink strip={s} board={of.board} /> </Fragment>)}.</>}
        {of.cover.length > 0 && <> Weather cover: {of.cover.slice(0, 12).join(", ")}{of.cover.length > 12 ? " …" : ""}.</>}
      </p>
      <div className="trade">
        <Table label="Plans from fewest calls to least money" head={["Plan", "People told", "Dates changed", "Their price", "Other call times", "To pay", "In all", "Days", "Strips moved", "Board"]}>
          <tbody>
            {of.alternatives.map((a) => (
              <tr key={a.id} data-row={a.id} aria-current={a.id === of.best || undefined}>
                <th scope="row">{a.label}{a.id === of.best && <small> the best in all</small>}</th>
                <td>{a.told.length}</td>
                <td>{a.calls}</td>
                <td>{cash(a.baseline)}</td>
                <td>{a.recalled}</td>
                <td>{a.difference ? money(a.difference, of.currency, true) : "same"}</td>
                <td>{a.unplaced.length ? <b data-level="bad">{count(a.unplaced.length, "strip")} left</b> : cash(a.figures.cost)}</td>
                <td>{a.figures.days}</td>
                <td>{a.strips.length}</td>
                <td>{keep(a.id)}</td>
              </tr>
            ))}
          </tbody>
        </Table>
        {of.alternatives.length > 1 && <Trade of={of} />}
      </div>
      {of.alternatives.map((a) => <Told key={a.id} of={a} board={of.board} open={a.id === of.best} currency={of.currency} until={of.until} />)}
      {of.broken.length > 0 && (<details><summary>{count(of.broken.length, "rule")} the plan would break as it stands</summary><Findings findings={of.broken} most={20} /></details>)}
    </section>
  );
}

/** Fewest phone calls to the left, least money at the bottom. */
function Trade({ of }: { of: ReplanAnswer }) {
  const width = 260;
  const height = 150;
  const xs = of.alternatives.map((a) => a.calls);
  const ys = of.alternatives.map((a) => a.figures.money);
  const scale = (v: number, all: number[], size: number) => {
    const [low, high] = [Math.min(...all), Math.max(...all)];
    return 18 + ((size - 40) * (v - low)) / Math.max(1, high - low);
  };
  const points = of.alternatives.map((a) => ({ id: a.id, x: scale(a.calls, xs, width), y: height - 8 - scale(a.figures.money, ys, height) }));
  return (
    <figure className="curve small">
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`From ${xs[0]} dates changed at ${money(ys[0], of.currency)} to ${xs[xs.length - 1]} at ${money(ys[ys.length - 1], of.currency)}`}>
        <path className="cost" d={points.map((p, n) => `${n ? "L" : "M"} ${p.x} ${p.y}`).join(" ")} />
        {points.map((p) => <circle key={p.id} cx={p.x} cy={p.y} r={p.id === of.best ? 6 : 4} className={p.id === of.best ? "best" : ""} />)}
      </svg>
      <figcaption>fewest calls to the left, least to pay below</figcaption>
    </figure>
  );
}

function Told({ of, board, open, currency, until }: { of: AlternativeAnswer; board: string; open: boolean; currency: string; until: string }) {
  const soon = of.told.filter((t) => t.soon);
  const later = of.told.filter((t) => t.later);
  return (
    <details open={open}>
      <summary>{of.label}: who must be told what</summary>
      {soon.length ? (
        <ToldTable label={`To be told of the days up to ${day(until)}, ${of.label}`} currency={currency} rows={soon.map((t) => ({ ...t, text: t.soon }))} />
      ) : (
        <p className="empty">{of.told.length ? `Nobody's call up to ${day(until)} changes.` : "Nobody has to be told anything."}</p>
      )}
      {later.length > 0 && (
        <details>
          <summary>{count(later.length, "person", "people")} called otherwise after {day(until)}</summary>
          <ToldTable label={`To be told of the days after ${day(until)}, ${of.label}`} currency={currency} rows={later.map((t) => ({ ...t, text: t.later, price: t.soon ? 0 : t.price }))} />
        </details>
      )}
      <h3>Strips that stand elsewhere</h3>
      <Moves strips={of.strips} board={board} />
    </details>
  );
}

function ToldTable({ label, rows, currency }: { label: string; rows: { id: string; name: string; text: string; price: number }[]; currency: string }) {
  return (
    <Table label={label} head={["Who", "What", `Price ${currency}`]}>
      <tbody>
        {rows.map((t) => (
          <tr key={t.id}><th scope="row">{t.name}</th><td className="long">{t.text}</td><td>{t.price ? money(t.price, currency) : ""}</td></tr>
        ))}
      </tbody>
    </Table>
  );
}
