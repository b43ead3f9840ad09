/** A take as it is being written: what the form holds, and the entry made of it. */
import type { EntryBody, LoggedTake, MatchWords, NoteWords, BusinessWords, OnSetTarget, SetDayAnswer } from "../api/schema";
import type { Kept } from "./kept";

export interface Draft {
  set_up: string;
  number: number;
  status: string;
  take_kind: string;
  reason: string;
  rate: string;
  tc_in: string;
  tc_out: string;
  stopwatch: string;
  lens: string;
  camera_roll: string;
  sound_roll: string;
  on: number[];
  off: number[];
  notes: NoteWords[];
  business: BusinessWords[];
  match: MatchWords[];
  corrects: string;
  /** The revision in whose script its lines are counted. */
  draft: number;
}

/** A take in the list: from the film, or still on this device. */
export interface Shown extends Draft {
  key: string;
  entry: string;
  id: string;
  slate: string;
  seconds: number | null;
  state: "saved" | "kept" | "refused";
  message: string;
  heard: boolean;
  to_judge: number;
  by: string;
}

const round = (ms: number | null) => (ms === null ? "" : String(ms / 1000));

function shown(take: LoggedTake): Shown {
  return {
    ...take, key: take.id, take_kind: take.kind, stopwatch: round(take.stopwatch_ms), corrects: "", draft: 0, state: "saved", message: "",
    notes: take.notes, business: take.business, match: take.match,
  };
}

function fromEntry(kept: Kept): Shown {
  const e = kept.entry;
  const [, set_up = "", number = "1"] = e.slate.split("/");
  return {
    key: kept.id, entry: kept.id, id: "", slate: e.slate, set_up, number: Number(number), status: e.status, take_kind: e.take_kind,
    reason: e.reason, rate: e.rate, tc_in: e.tc_in, tc_out: e.tc_out, stopwatch: e.stopwatch, lens: e.lens, camera_roll: e.camera_roll,
    sound_roll: e.sound_roll, on: e.on ?? [], off: e.off ?? [], notes: e.notes as NoteWords[], business: e.business as BusinessWords[],
    match: e.match as MatchWords[], corrects: e.corrects, draft: e.draft ?? 0, seconds: e.stopwatch ? Number(e.stopwatch) : null, state: kept.state,
    message: kept.message, heard: false, to_judge: 0, by: "",
  };
}

/** The takes of a target: those of the film, with what this device has on top. */
export function takesOf(target: OnSetTarget, kept: Kept[], film: string): Shown[] {
  let list = target.takes.map(shown);
  const has = new Set(target.takes.map((t) => t.entry));
  for (const k of kept) {
    if (k.film !== film || has.has(k.id)) continue;
    if (k.entry.kind === "withdrawal") {
      if (k.state !== "refused") list = list.filter((t) => t.entry !== k.entry.corrects && t.id !== k.entry.corrects);
      continue;
    }
    if (k.entry.kind !== "take" || k.entry.slate.split("/")[0] !== target.target) continue;
    const mine = fromEntry(k);
    const at = k.state === "refused" ? -1 : list.findIndex((t) => k.entry.corrects !== "" && (t.entry === k.entry.corrects || t.id === k.entry.corrects));
    const before = list[at];
    if (before) list[at] = { ...mine, key: before.key, id: before.id, heard: before.heard, to_judge: before.to_judge };
    else list.push(mine);
  }
  return list;
}

export function fresh(takes: Shown[], target: OnSetTarget, day: SetDayAnswer, set_up: string): Draft {
  const same = takes.filter((t) => t.set_up === set_up && t.state !== "refused");
  const last = same.at(-1) ?? takes.at(-1);
  const planned = target.set_ups.find((s) => s.letter === set_up);
  return {
    set_up, number: 1 + Math.max(0, ...same.map((t) => t.number)), status: "", take_kind: "full", reason: "", rate: last?.rate || day.rate,
    tc_in: "", tc_out: "", stopwatch: "", lens: same.length ? (last?.lens ?? "") : (planned?.lens ?? ""),
    camera_roll: last?.camera_roll ?? "", sound_roll: last?.sound_roll ?? "",
    on: same.length ? (last?.on ?? []) : (planned?.on ?? []), off: same.length ? (last?.off ?? []) : (planned?.off ?? []),
    notes: [], business: [], match: same.length ? (last?.match ?? []) : (planned?.match ?? []), corrects: "", draft: day.draft,
  };
}

export function entryOf(draft: Draft, target: string, day: SetDayAnswer): EntryBody {
  const { set_up, number, ...words } = draft;
  const timed = words.tc_in || words.tc_out;
  return {
    ...words, rate: timed || words.rate ? words.rate : "", id: crypto.randomUUID(), kind: "take", at: new Date().toISOString(),
    slate: `${target}/${set_up}/${number}`, date: day.date, unit: day.unit, description: "",
  };
}

export function withdrawal(take: Shown, day: SetDayAnswer, reason: string): EntryBody {
  return {
    id: crypto.randomUUID(), kind: "withdrawal", at: new Date().toISOString(), slate: "", corrects: take.entry, date: day.date, unit: "",
    status: "held", take_kind: "full", reason, rate: "", tc_in: "", tc_out: "", stopwatch: "", lens: "", camera_roll: "", sound_roll: "",
    description: "", draft: day.draft,
  };
}
