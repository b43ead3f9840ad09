/** What people decided, as tables one types and pastes into; every cell in the words of the facts. */
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState, type ClipboardEvent } from "react";
import { get, post } from "../api/client";
import type { AmendmentBody, CardsAnswer, FactsChange, FactsTables } from "../api/schema";
import { useAct } from "../parts/act";
import { Answer, Button, Findings, Page } from "../parts/basics";
import { tell } from "../parts/toasts";
import { useMay, useSession } from "../session";
import { count, day } from "../words";

interface Table {
  section: string;
  title: string;
  about: string;
  columns: string[];
}

const KINDS: Record<string, { title: string; tables: Table[] }> = {
  people: {
    title: "People",
    tables: [
      { section: "performers", title: "Everybody who is called", about: "Dates like 2027-10-04..2027-10-17, several in brackets. Pay like {kind: daily, rate: 1200}.", columns: ["name", "roles", "home", "availability", "away", "pay", "kind", "source"] },
      { section: "apart", title: "People kept apart", about: "Degree: frame, set, calls, base, day or week. Never why.", columns: ["id", "degree", "people", "others", "period", "price", "source"] },
      { section: "casting", title: "Who plays a role in some scenes only", about: "", columns: ["role", "person", "scenes", "source"] },
      { section: "roles", title: "Roles renamed or numbered", about: "", columns: ["role", "name", "board_number", "source"] },
    ],
  },
  places: {
    title: "Places",
    tables: [
      { section: "places", title: "Places of filming and the sets that stand there", about: "Sets in brackets: [KITCHEN, HALL].", columns: ["name", "base", "sets", "address", "permits", "closed", "fee_day", "fee_opening", "setup", "source"] },
      { section: "bases", title: "Cities people live and work in", about: "", columns: ["name", "timezone", "latitude", "longitude", "source"] },
      { section: "moves", title: "What going from place to place takes", about: "", columns: ["from", "to", "takes", "cost", "source"] },
      { section: "elements", title: "Things that cost or cannot always be had", about: "", columns: ["name", "category", "availability", "away", "day_rate", "on_dood", "source"] },
    ],
  },
  rules: {
    title: "Calendar & rules",
    tables: [
      { section: "calendar", title: "When you shoot", about: "", columns: ["dates", "days_off", "holidays", "extra_days", "travel_days", "source"] },
      { section: "units", title: "The crews that shoot", about: "", columns: ["name", "base", "calendar", "normal_day", "longest_day", "page_limit", "day_cost", "overtime_hour", "most_moves", "earliest_call", "latest_call", "source"] },
      { section: "rulebook", title: "The work rules", about: "A profile by name (SAG-AFTRA theatrical, SAG-AFTRA television, UK drama, none), changed clause by clause.", columns: ["profile", "clauses", "minors"] },
      { section: "production", title: "The film", about: "", columns: ["title", "kind", "currency"] },
      { section: "order", title: "What comes before what", about: "", columns: ["id", "kind", "first", "then", "gap_days", "price", "source"] },
      { section: "pins", title: "Strips held to a date, unit or place", about: "", columns: ["target", "date", "unit", "place", "position", "source"] },
      { section: "events", title: "Fittings, rehearsals, journeys", about: "", columns: ["name", "kind", "people", "dates", "minutes", "place", "hours", "source"] },
      { section: "preferences", title: "Wishes, each with a price", about: "", columns: ["name", "price", "settings", "source"] },
      { section: "soft", title: "Rules that may be broken, for a price", about: "", columns: ["rule", "price", "source"] },
      { section: "exchange_rates", title: "Other currencies", about: "", columns: ["currency", "rate", "dated", "source"] },
    ],
  },
};

const SINGLE = new Set(["calendar", "rulebook", "production"]);

/** A value of the facts as one types it: lists in brackets, records in braces. */
function typed(value: unknown, inside = false): string {
  if (value === undefined || value === null) return "";
  if (Array.isArray(value)) return `[${value.map((v) => typed(v, true)).join(", ")}]`;
  if (typeof value === "object") {
    return `{${Object.entries(value as Record<string, unknown>).map(([k, v]) => `${k}: ${typed(v, true)}`).join(", ")}}`;
  }
  const text = String(value);
  if (inside && /[,\]}{[:#']|^\s|\s$/.test(text)) return `'${text.replace(/'/g, "''")}'`;
  return text;
}

export function FactsPage({ kind }: { kind: "people" | "places" | "rules" }) {
  const shown = KINDS[kind] as { title: string; tables: Table[] };
  const facts = useQuery({ queryKey: ["facts"], queryFn: () => get<FactsTables>("facts") });
  const [asText, setAsText] = useState(false);
  return (
    <Page title={shown.title} tools={<Button aria-pressed={asText} onPress={() => setAsText(!asText)}>As text</Button>}>
      <Answer of={facts}>
        {(found) =>
          asText ? (
            <AsText key={found.revision} facts={found} />
          ) : (
            <Tables facts={found} tables={shown.tables} calendar={kind === "people"} />
          )
        }
      </Answer>
    </Page>
  );
}

const TOUCHES = ["facts", "session", "scenes", "script", "cards", "board", "dood", "cost", "proposals", "known"];

function useAmend(facts: FactsTables) {
  const [trouble, setTrouble] = useState<FactsChange["findings"]>([]);
  const { act, busy } = useAct(
    (amendments: AmendmentBody[]) => post<FactsChange>("facts", { revision: facts.revision, amendments }),
    {
      touches: TOUCHES,
      then: (done) => {
        const errors = done.findings.filter((f) => f.level === "error");
        setTrouble(errors);
        if (!done.changed) tell(errors[0]?.message ?? "That is what it says already.", errors.length > 0);
      },
    },
  );
  return { amend: act, busy, trouble };
}

function Tables({ facts, tables, calendar }: { facts: FactsTables; tables: Table[]; calendar: boolean }) {
  const may = useMay("change_facts") && !useSession().read_only;
  const { amend, busy, trouble } = useAmend(facts);
  const relevant = facts.findings.filter((f) => tables.some((t) => f.where.path.startsWith(t.section)));
  return (
    <>
      {trouble.length > 0 && (<section className="panel" role="alert"><h2>Not taken</h2><Findings findings={trouble} /></section>)}
      {relevant.length > 0 && (<details className="panel"><summary>{count(relevant.length, "open question")}</summary><Findings findings={relevant} /></details>)}
      {calendar && <Availability facts={facts} amend={amend} editable={may && !busy} />}
      {tables.map((t) => <Sheet key={t.section} table={t} facts={facts} editable={may} busy={busy} amend={amend} />)}
    </>
  );
}

function Sheet({ table, facts, editable, busy, amend }: { table: Table; facts: FactsTables; editable: boolean; busy: boolean; amend: (a: AmendmentBody[]) => Promise<unknown> }) {
  const given = facts.tables[table.section];
  const single = SINGLE.has(table.section);
  const rows = (single ? [given ?? {}] : Array.isArray(given) ? given : []) as Record<string, unknown>[];
  const columns = useMemo(() => {
    const more = new Set(rows.flatMap((r) => (r && typeof r === "object" ? Object.keys(r) : [])));
    return [...table.columns, ...[...more].filter((c) => !table.columns.includes(c))];
  }, [rows, table.columns]);
  const path = (row: number, column: string): (string | number)[] => (single ? [table.section, column] : [table.section, row, column]);
  const set = (row: number, column: string, value: string) => {
    if (value.trim() === typed(rows[row]?.[column])) return;
    void amend([{ path: path(row, column), value }]);
  };
  const paste = (e: ClipboardEvent, row: number, column: number) => {
    const text = e.clipboardData.getData("text/plain");
    if (!/[\t\n]/.test(text.trim())) return;
    e.preventDefault();
    const lines = text.replace(/\r/g, "").replace(/\n$/, "").split("\n").map((l) => l.split("\t"));
    const amendments: AmendmentBody[] = [];
    lines.forEach((cells, n) => {
      cells.forEach((cell, m) => {
        const name = columns[column + m];
        if (name && cell.trim()) amendments.push({ path: path(row + n, name), value: cell });
      });
    });
    if (amendments.length) void amend(amendments).then(() => tell(`Pasted ${lines.length} rows.`));
  };
  const blank = editable && !single ? [{} as Record<string, unknown>] : [];
  return (
    <section className="facts-table">
      <h2>{table.title} {!single && <small>{rows.length || "none yet"}</small>}</h2>
      {table.about && <p className="facts">{table.about}</p>}
      <div className="scroll" tabIndex={0} role="region" aria-label={table.title}>
        <table className="ledger edit" aria-busy={busy}>
          <thead><tr>{columns.map((c) => <th key={c} scope="col">{c.replace(/_/g, " ")}</th>)}{editable && !single && <th scope="col"><span className="visually-hidden">Take away</span></th>}</tr></thead>
          <tbody>
            {[...rows, ...blank].map((row, n) => (
              <tr key={`${facts.revision}-${n}`}>
                {columns.map((c, m) => {
                  const value = typed(row?.[c]);
                  return (
                    <td key={c}>
                      {editable ? (
                        <input
                          aria-label={`${c.replace(/_/g, " ")}, ${n < rows.length ? `row ${n + 1}` : "new row"}`}
                          defaultValue={value}
                          disabled={busy}
                          size={Math.min(46, Math.max(6, value.length + 1, c.length))}
                          title={value.length > 44 ? value : undefined}
                          placeholder={n === rows.length && m === 0 ? "add …" : undefined}
                          onBlur={(e) => set(n, c, e.target.value)}
                          onKeyDown={(e) => {
                            if (e.key === "Enter") e.currentTarget.blur();
                            if (e.key === "Escape") e.currentTarget.value = value;
                          }}
                          onPaste={(e) => paste(e, n, m)}
                        />
                      ) : (
                        value
                      )}
                    </td>
                  );
                })}
                {editable && !single && (
                  <td>
                    {n < rows.length && (
                      <Button kind="quiet" isDisabled={busy} aria-label={`Take away row ${n + 1} of ${table.title}`} onPress={() => void amend([{ path: [table.section, n], value: "" }])}>×</Button>
                    )}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function spans(value: unknown): [string, string][] {
  const list = Array.isArray(value) ? value : value ? [value] : [];
  return list.flatMap((v): [string, string][] => {
    const text = typeof v === "object" && v !== null ? String((v as Record<string, unknown>)["dates"] ?? "") : String(v);
    const found = /(\d{4}-\d\d-\d\d)(?:\.\.(\d{4}-\d\d-\d\d))?/.exec(text);
    return found?.[1] ? [[found[1], found[2] ?? found[1]]] : [];
  });
}

const within = (date: string, list: [string, string][]) => list.some(([a, b]) => date >= a && date <= b);

/** Who can when, painted on the shooting dates; a click makes a date one is away. */
function Availability({ facts, amend, editable }: { facts: FactsTables; amend: (a: AmendmentBody[]) => Promise<unknown>; editable: boolean }) {
  const cards = useQuery({ queryKey: ["cards"], queryFn: () => get<CardsAnswer>("cards") });
  const people = (facts.tables["performers"] ?? []) as Record<string, unknown>[];
  const dates = useMemo(() => [...new Set((cards.data?.units ?? []).flatMap((u) => u.dates))].sort().slice(0, 120), [cards.data]);
  if (!people.length || !dates.length) return null;
  const toggle = (row: number, date: string) => {
    const value = people[row]?.["away"];
    const list = Array.isArray(value) ? value : value ? [value] : [];
    const rest = list.filter((v) => typed(v) !== date);
    if (rest.length === list.length) {
      if (within(date, spans(value))) {
        tell("That date is part of a longer absence: change it in the table below.", true);
        return;
      }
      rest.push(date);
    }
    void amend([{ path: ["performers", row, "away"], value: rest.length ? typed(rest) : "" }]);
  };
  return (
    <section className="facts-table">
      <h2>Who can when</h2>
      <p className="facts">Shooting dates. ● can be had, ✕ away, · not offered. {editable && "Press a date to make it one somebody is away, and again to give it back."}</p>
      <div className="scroll" tabIndex={0} role="region" aria-label="Who can when">
        <table className="dood">
          <thead><tr><th scope="col" className="stick name">Name</th>{dates.map((d) => { const [w, n, m] = day(d).split(" "); return <th key={d} scope="col"><span>{w?.slice(0, 2)}</span><b>{n}</b><span>{m}</span></th>; })}</tr></thead>
          <tbody>
            {people.map((p, row) => {
              const offered = spans(p["availability"]);
              const away = spans(p["away"]);
              const name = String(p["name"] ?? "");
              return (
                <tr key={row}>
                  <th scope="row" className="stick name">{name}</th>
                  {dates.map((d) => {
                    const state = within(d, away) ? "away" : offered.length && !within(d, offered) ? "not" : "free";
                    const mark = { away: "✕", not: "·", free: "●" }[state];
                    return (
                      <td key={d} data-state={state} className="can">
                        {editable ? (<button type="button" aria-label={`${name}, ${day(d)}: ${state === "not" ? "not offered" : state}`} onClick={() => toggle(row, d)}>{mark}</button>) : (mark)}
                      </td>
                    );
                  })}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function AsText({ facts }: { facts: FactsTables }) {
  const may = useMay("change_facts") && !useSession().read_only;
  const [text, setText] = useState(facts.text);
  const [trouble, setTrouble] = useState<FactsChange["findings"]>([]);
  const set = useAct(() => post<FactsChange>("facts/text", { revision: facts.revision, text }), {
    touches: TOUCHES,
    then: (done) => {
      setTrouble(done.findings.filter((f) => f.level !== "note"));
      tell(done.changed ? "Kept." : "Nothing changed.", !done.changed && done.findings.some((f) => f.level === "error"));
    },
  });
  return (
    <section>
      <p className="facts">The whole facts file, as `intercut facts` prints it; comments stay.</p>
      <textarea className="text" aria-label="Facts as text" value={text} onChange={(e) => setText(e.target.value)} readOnly={!may} spellCheck={false} rows={36} />
      {may && <Button kind="main" isDisabled={set.busy || text === facts.text} onPress={() => void set.act()}>Set</Button>}
      {trouble.length > 0 && <Findings findings={trouble} />}
    </section>
  );
}
