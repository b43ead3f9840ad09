/** A board in the browser: what it is made of, and how a drop becomes a spot. */
import type { ArrangedAnswer, BoardDayAnswer, CardAnswer, SpotBody } from "../api/schema";

export type Cards = Map<string, CardAnswer>;

export const DRAG = "application/x-intercut-strip";

export const dayKey = (d: { unit: string; date: string }): string => `${d.date}|${d.unit}`;

export interface DateRow {
  date: string;
  days: BoardDayAnswer[];
}

/** Dates in order, the units of each side by side. */
export function rowsOf(board: ArrangedAnswer): DateRow[] {
  const rows: DateRow[] = [];
  for (const day of board.days) {
    const last = rows[rows.length - 1];
    if (last && last.date === day.date) last.days.push(day);
    else rows.push({ date: day.date, days: [day] });
  }
  return rows;
}

/** Where strips come to lie when they are let go before or after an entry of a day. */
export function spotAt(
  day: BoardDayAnswer | null,
  moved: string[],
  target: string | null,
  after: boolean,
  boneyard: string[],
): SpotBody {
  const taken = new Set(moved);
  const keys = day ? day.entries.map((e, n) => entryKey(e.strip, n)) : boneyard;
  const stays = keys.filter((key) => !taken.has(key));
  const to = day ? { unit: day.unit, date: day.date } : { unit: null, date: null };
  if (target === null) return { ...to, position: -1 };
  let at = stays.indexOf(target);
  if (at < 0) {
    // The target moves as well: what stood before it and stays counts.
    const before = keys.slice(0, keys.indexOf(target)).filter((key) => !taken.has(key));
    return { ...to, position: before.length };
  }
  if (after) at += 1;
  return { ...to, position: at };
}

export const entryKey = (strip: string, n: number): string => strip || `banner-${n}`;

/** Whether a card has the words one looks for: number, set, cast, synopsis. */
export function matches(card: CardAnswer, wanted: string): boolean {
  if (!wanted) return true;
  const text = `${card.number} ${card.set} ${card.int_ext} ${card.light} ${card.synopsis} ${card.label} ${card.cast.join(" ")}`.toLowerCase();
  return wanted
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** The board as it will be, shown while the server makes up its mind. */
export function moved(board: ArrangedAnswer, strips: string[], to: SpotBody): ArrangedAnswer {
  const taken = new Set(strips);
  const found = new Map(board.days.flatMap((d) => d.entries).map((e) => [e.strip, e]));
  const entries = strips.map(
    (s) => found.get(s) ?? { strip: s, banner: "", minutes: 0, place: "", start: "", end: "", move_minutes: 0 },
  );
  const days = board.days.map((d) => {
    const stays = d.entries.filter((e) => !e.strip || !taken.has(e.strip));
    if (d.unit !== to.unit || d.date !== to.date) return { ...d, entries: stays };
    const at = (to.position ?? -1) < 0 ? stays.length : (to.position as number);
    return { ...d, entries: [...stays.slice(0, at), ...entries, ...stays.slice(at)] };
  });
  const rest = board.boneyard.filter((s) => !taken.has(s));
  const at = (to.position ?? -1) < 0 ? rest.length : (to.position as number);
  const boneyard = to.unit ? rest : [...rest.slice(0, at), ...strips, ...rest.slice(at)];
  return { ...board, days, boneyard };
}
