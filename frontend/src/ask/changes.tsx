/** The language of what-ifs as sentences with gaps: every kind of change `intercut whatif` knows. */
import { useId } from "react";
import type { MenusAnswer } from "../api/schema";
import { DateGap, Pick, span, TextGap } from "./pick";

export interface Change {
  kind: string;
  given: Record<string, string>;
}

type Field = "person" | "place" | "strip" | "scene" | "unit" | "rule" | "from" | "to" | "until" | "amount" | "times" | "pages" | "hours" | "days from" | "days to";

interface Kind {
  id: string;
  name: string;
  /** Words, and between them what has to be filled in. */
  says: readonly (Field | { word: string })[];
  text: (v: (field: Field) => string) => string;
}

const w = (word: string) => ({ word });
const dates = (v: (f: Field) => string) => span(v("from"), v("to"));

export const KINDS: readonly Kind[] = [
  { id: "away", name: "somebody is away", says: ["person", w("is away from"), "from", w("to"), "to"], text: (v) => `away ${v("person")} ${dates(v)}` },
  { id: "free", name: "somebody can be had", says: ["person", w("can be had from"), "from", w("to"), "to"], text: (v) => `free ${v("person")} ${dates(v)}` },
  { id: "rate", name: "another rate", says: ["person", w("is paid"), "amount"], text: (v) => `rate ${v("person")} ${v("amount")}` },
  { id: "drop", name: "drop and pick up", says: ["person", w("may be dropped"), "times", w("times")], text: (v) => `drop ${v("person")} ${v("times") || "1"}` },
  { id: "closed", name: "a place is shut", says: ["place", w("is shut from"), "from", w("to"), "to"], text: (v) => `closed ${v("place")} ${dates(v)}` },
  { id: "open", name: "a place is open", says: ["place", w("is open from"), "from", w("to"), "to"], text: (v) => `open ${v("place")} ${dates(v)}` },
  { id: "date", name: "a scene is shot then", says: ["strip", w("is shot between"), "from", w("and"), "to"], text: (v) => `date ${v("strip")} ${dates(v)}` },
  { id: "unpin", name: "a scene is held to nothing", says: ["strip", w("is held to no date")], text: (v) => `unpin ${v("strip")}` },
  { id: "extra day", name: "the company works a day more", says: [w("the company works from"), "from", w("to"), "to", w("too")], text: (v) => `extra day ${dates(v)}` },
  { id: "day off", name: "the company rests", says: [w("nobody works from"), "from", w("to"), "to"], text: (v) => `day off ${dates(v)}` },
  { id: "until", name: "the shoot ends on another date", says: [w("the shoot ends on"), "until"], text: (v) => `until ${v("until")}` },
  { id: "cut", name: "a scene is cut", says: [w("scene"), "scene", w("is cut")], text: (v) => `cut ${v("scene")}` },
  { id: "split", name: "a scene is shot in two goes", says: [w("of"), "strip", "pages", w("pages are shot another time")], text: (v) => `split ${v("strip")} ${v("pages")}` },
  { id: "whole", name: "a scene is shot whole", says: [w("scene"), "scene", w("is shot whole")], text: (v) => `whole ${v("scene")}` },
  { id: "parts", name: "a scene is shot in parts", says: [w("scene"), "scene", w("is shot in parts")], text: (v) => `parts ${v("scene")}` },
  { id: "page limit", name: "another page limit", says: ["unit", w("shoots at most"), "pages", w("pages a day")], text: (v) => `page limit ${v("unit")} ${v("pages")}` },
  { id: "longest day", name: "another longest day", says: ["unit", w("works at most"), "hours", w("hours a day")], text: (v) => `longest day ${v("unit")} ${v("hours")} h` },
  { id: "weather", name: "bad weather", says: [w("the weather is bad from"), "from", w("to"), "to"], text: (v) => `weather ${dates(v)}` },
  { id: "waive", name: "a rule is let go of", says: ["rule", w("is let go of from"), "days from", w("to"), "days to"], text: (v) => `waive ${v("rule")} ${span(v("days from"), v("days to"))}` },
];

const kindOf = (id: string): Kind => KINDS.find((k) => k.id === id) ?? (KINDS[0] as Kind);

/** A change as `intercut whatif` writes it; "" while something of it is missing. */
export function written(change: Change): string {
  const kind = kindOf(change.kind);
  const needed = kind.says.filter((s): s is Field => typeof s === "string" && !FREE.has(s));
  if (needed.some((f) => !change.given[f])) return "";
  return kind.text((f) => (change.given[f] ?? "").trim()).replace(/\s+/g, " ").trim();
}

const FREE = new Set<Field>(["to", "unit", "times", "days from", "days to"]);

export function ChangeRow({ change, onChange, menus, kinds = KINDS }: { change: Change; onChange: (change: Change) => void; menus: MenusAnswer; kinds?: readonly Kind[] }) {
  const kind = kindOf(change.kind);
  const said = useId();
  const put = (field: Field) => (value: string) => onChange({ ...change, given: { ...change.given, [field]: value } });
  return (
    <span className="change" role="group" aria-labelledby={said}>
      <span id={said} className="visually-hidden">{kind.name}</span>
      <Pick label="Kind of change" value={change.kind} options={kinds} onChange={(id) => onChange({ ...change, kind: id })} />
      {kind.says.map((part, n) =>
        typeof part === "string" ? (
          <FieldGap key={n} field={part} value={change.given[part] ?? ""} onChange={put(part)} menus={menus} after={part === "to" ? change.given["from"] : undefined} />
        ) : (
          <span key={n}>{part.word}</span>
        ),
      )}
    </span>
  );
}

function FieldGap({ field, value, onChange, menus, after }: { field: Field; value: string; onChange: (value: string) => void; menus: MenusAnswer; after?: string }) {
  const given = { value, onChange };
  const shoot = { first: menus.first, last: menus.last };
  switch (field) {
    case "person": return <Pick label="Person" options={menus.people} {...given} />;
    case "place": return <Pick label="Place" options={menus.places} {...given} />;
    case "strip": return <Pick label="Strip" options={menus.strips} {...given} />;
    case "scene": return <Pick label="Scene" options={menus.scenes} {...given} />;
    case "unit": return <Pick label="Unit" none="every unit" required={false} options={menus.units} {...given} />;
    case "rule": return <Pick label="Rule" options={menus.rules} {...given} />;
    case "from": return <DateGap label="From" {...shoot} {...given} />;
    case "to": return <DateGap label="To" first={after || menus.first} last={menus.last} required={false} {...given} />;
    case "days from": return <DateGap label="From" required={false} {...shoot} {...given} />;
    case "days to": return <DateGap label="To" required={false} {...shoot} {...given} />;
    case "until": return <DateGap label="Until" first={menus.first} last="" {...given} />;
    case "amount": return <TextGap label={`Amount in ${menus.currency}`} hint={menus.currency} pattern="([A-Z]{3} ?)?[0-9][0-9_]*([.][0-9]{1,3})?" {...given} />;
    case "times": return <TextGap label="How often" size={2} hint="1" required={false} pattern="[0-9]+" {...given} />;
    case "pages": return <TextGap label="Pages" size={5} hint="1 3/8" {...given} />;
    case "hours": return <TextGap label="Hours" size={3} hint="12" pattern="[0-9]+" {...given} />;
  }
}
