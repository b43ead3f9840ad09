/** What is kept on this device: entries until the film has them, days as last seen. */
import { useSyncExternalStore } from "react";
import { post, Refused, session } from "../api/client";
import type { EntryBody, EntryKept, SetDayAnswer } from "../api/schema";

export interface Kept {
  id: string;
  film: string;
  order: number;
  entry: EntryBody;
  state: "kept" | "saved" | "refused";
  message: string;
}

let all: Kept[] = [];
let durable = true;
let problem = "";
const listeners = new Set<() => void>();
const tell = () => listeners.forEach((listener) => listener());

/** One database of this device; null where the browser keeps none. */
const opened: Promise<IDBDatabase | null> = new Promise((done) => {
  try {
    const asked = indexedDB.open("intercut-set", 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("entries", { keyPath: "id" });
      asked.result.createObjectStore("days");
    };
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => done(null);
  } catch {
    done(null);
  }
});

async function write(store: string, does: (into: IDBObjectStore) => void): Promise<boolean> {
  const base = await opened;
  if (!base) return false;
  return new Promise((done) => {
    const work = base.transaction(store, "readwrite", { durability: "strict" });
    does(work.objectStore(store));
    work.oncomplete = () => done(true);
    work.onerror = work.onabort = () => done(false);
  });
}

async function read<T>(store: string, does: (from: IDBObjectStore) => IDBRequest<T>): Promise<T | undefined> {
  const base = await opened;
  if (!base) return undefined;
  return new Promise((done) => {
    const asked = does(base.transaction(store, "readonly").objectStore(store));
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => done(undefined);
  });
}

const loaded = read<Kept[]>("entries", (from) => from.getAll() as IDBRequest<Kept[]>).then((found) => {
  const known = new Set(all.map((k) => k.id));
  all = [...(found ?? []).filter((k) => !known.has(k.id)), ...all].sort((a, b) => a.order - b.order);
  tell();
});

/** Writes an entry down on this device first; only then it is sent. */
export async function keep(film: string, entry: EntryBody): Promise<void> {
  const made: Kept = { id: entry.id, film, order: Date.now() + performance.now() / 1e6, entry, state: "kept", message: "" };
  durable = await write("entries", (into) => into.put(made));
  all = [...all, made];
  tell();
  void send();
}

/** Takes a refused entry off this device, so that it can be mended. */
export async function drop(id: string): Promise<void> {
  await write("entries", (into) => into.delete(id));
  all = all.filter((k) => k.id !== id);
  tell();
}

/** Lets go of entries the film shows: they are safe there. */
export async function forget(ids: Set<string>): Promise<void> {
  const gone = all.filter((k) => k.state === "saved" && ids.has(k.id)).map((k) => k.id);
  if (!gone.length) return;
  await write("entries", (into) => gone.forEach((id) => into.delete(id)));
  all = all.filter((k) => !gone.includes(k.id));
  tell();
}

let sending: Promise<void> | null = null;
let again = false;

/** Sends what waits, in the order it was written; the film takes each entry once. */
export function send(): Promise<void> {
  if (sending) {
    again = true;
    return sending;
  }
  sending = (async () => {
    await loaded;
    do {
      again = false;
      await sendOnce();
    } while (again);
  })().finally(() => {
    sending = null;
  });
  return sending;
}

async function sendOnce(): Promise<void> {
  for (const film of new Set(all.filter((k) => k.state === "kept").map((k) => k.film))) {
    const waiting = all.filter((k) => k.state === "kept" && k.film === film).slice(0, 100);
    let answers: EntryKept[];
    try {
      answers = await posted({ film, entries: waiting.map((k) => k.entry) });
      problem = "";
    } catch (refused) {
      problem = refused instanceof Refused && refused.status !== 0 ? refused.message : "";
      tell();
      continue;
    }
    const said = new Map(answers.map((a) => [a.id, a]));
    const changed = waiting.flatMap((k) => {
      const answer = said.get(k.id);
      if (!answer) return [];
      return [{ ...k, state: answer.saved ? ("saved" as const) : ("refused" as const), message: `${answer.message} ${answer.fix}`.trim() }];
    });
    await write("entries", (into) => changed.forEach((k) => into.put(k)));
    const now = new Map(changed.map((k) => [k.id, k]));
    all = all.map((k) => now.get(k.id) ?? k);
    tell();
    if (changed.length && all.some((k) => k.state === "kept" && k.film === film)) again = true;
  }
}

async function posted(body: { film: string; entries: EntryBody[] }): Promise<EntryKept[]> {
  try {
    return await post<EntryKept[]>("set/entries", body);
  } catch (refused) {
    // A page opened without the network has no token yet.
    if (!(refused instanceof Refused) || refused.status !== 403) throw refused;
    await session();
    return post<EntryKept[]>("set/entries", body);
  }
}

window.addEventListener("online", () => void send());
window.setInterval(() => {
  if (all.some((k) => k.state === "kept")) void send();
}, 3000);

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
export const useKept = (): Kept[] => useSyncExternalStore(subscribe, () => all);
export const useProblem = (): string => useSyncExternalStore(subscribe, () => problem);
export const isDurable = (): boolean => durable;

export const keepDay = (name: string, day: SetDayAnswer): Promise<boolean> => write("days", (into) => into.put(day, name));
export const keptDay = (name: string): Promise<SetDayAnswer | undefined> => read<SetDayAnswer>("days", (from) => from.get(name) as IDBRequest<SetDayAnswer>);
