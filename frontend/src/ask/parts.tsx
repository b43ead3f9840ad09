/** What every answer is made of: key points that lead to their rows, links to strips, findings in short. */
import type { ReactNode } from "react";
import type { FindingAnswer, KeyPointAnswer, PersonDaysAnswer, StripMoveAnswer } from "../api/schema";
import { day } from "../words";

/** Sentences first; each leads to the rows that prove it. */
export function KeyPoints({ points }: { points: KeyPointAnswer[] }) {
  const light = (button: HTMLElement, evidence: string[]) => {
    const answer = button.closest(".answer");
    if (!answer) return;
    const wanted = new Set(evidence);
    const rows = [...answer.querySelectorAll<HTMLElement>("[data-row]")];
    rows.forEach((row) => row.toggleAttribute("data-lit", wanted.has(row.dataset.row ?? "")));
    rows.find((row) => wanted.has(row.dataset.row ?? ""))?.scrollIntoView({ block: "nearest" });
  };
  return (
    <ul className="points">
      {points.map((p) => (
        <li key={p.text}>
          <button type="button" onClick={(e) => light(e.currentTarget, p.evidence)}>{p.text}</button>
        </li>
      ))}
    </ul>
  );
}

export function Table({ label, head, children }: { label: string; head: ReactNode[]; children: ReactNode }) {
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={label}>
      <table className="ledger answers">
        <thead>
          <tr>
            {head.map((h, n) => (
              <th key={n} scope="col">{h}</th>
            ))}
          </tr>
        </thead>
        {children}
      </table>
    </div>
  );
}

export function StripLink({ strip, board }: { strip: string; board: string }) {
  return <a href={`/board?board=${encodeURIComponent(board)}&strip=${encodeURIComponent(strip)}`}>{strip}</a>;
}

/** The first sentences, the others on demand; scene and person lead to their facts. */
export function Because({ findings, most = 2 }: { findings: FindingAnswer[]; most?: number }) {
  const [first, rest] = [findings.slice(0, most), findings.slice(most)];
  const one = (f: FindingAnswer, n: number) => (
    <li key={n}>
      {f.message}
      {f.where.scene && <> <a href={`/scenes?scene=${encodeURIComponent(f.where.scene)}`}>scene {f.where.scene}</a></>}
      {f.where.person && <> <a href="/people">{f.where.person}</a></>}
      {f.facts.length > 0 && <small> rests on {f.facts.join("; ")}</small>}
    </li>
  );
  return (
    <>
      <ul className="because">{first.map(one)}</ul>
      {rest.length > 0 && (
        <details>
          <summary>{rest.length} more</summary>
          <ul className="because">{rest.map(one)}</ul>
        </details>
      )}
    </>
  );
}

export const where = (iso: string | null): string => (iso ? day(iso) : "boneyard");

export function Moves({ strips, board }: { strips: StripMoveAnswer[]; board: string }) {
  if (!strips.length) return <p className="empty">No strip stands elsewhere.</p>;
  return (
    <Table label="Strips that stand elsewhere" head={["Strip", "From", "To"]}>
      <tbody>
        {strips.map((s) => (
          <tr key={s.strip} data-row="strips">
            <th scope="row"><StripLink strip={s.strip} board={board} /></th>
            <td>{where(s.before)}</td>
            <td>{where(s.after)}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

const step = ([a, b]: number[]) => (a === b ? String(a) : `${a} → ${b}`);

export function PeopleDays({ people }: { people: PersonDaysAnswer[] }) {
  if (!people.length) return <p className="empty">Nobody's days change.</p>;
  return (
    <Table label="Days of people" head={["Who", "Work", "Hold", "Travel", "Paid"]}>
      <tbody>
        {people.map((p) => (
          <tr key={p.id} data-row="people">
            <th scope="row">{p.name}</th>
            <td>{step(p.worked)}</td>
            <td>{step(p.held)}</td>
            <td>{step(p.travel)}</td>
            <td>{step(p.paid)}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
