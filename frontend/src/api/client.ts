/** The one way to the server: every answer decoded into its type, every refusal into a sentence. */
import type { ChangeAnswer, SessionAnswer } from "./schema";

export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly fix: string,
    readonly since: ChangeAnswer[],
  ) {
    super(fix ? `${message} ${fix}` : message);
  }
}

type Listener = (state: "ok" | "lost" | "ended") => void;
const listeners = new Set<Listener>();
let token = "";

export function onLine(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function tellLine(state: "ok" | "lost" | "ended"): void {
  listeners.forEach((listener) => listener(state));
}

async function send<T>(path: string, init: RequestInit): Promise<T> {
  let response: Response;
  try {
    response = await fetch(`/api/${path}`, { credentials: "same-origin", ...init });
  } catch (problem) {
    if (init.signal?.aborted) throw problem;
    tellLine("lost");
    throw new Refused(0, "lost", "The connection to intercut is lost.", "Nothing was changed.", []);
  }
  if (response.ok) {
    tellLine("ok");
    return (await response.json()) as T;
  }
  if (response.status === 401) tellLine("ended");
  const said = (await response.json().catch(() => ({}))) as Partial<{
    code: string;
    message: string;
    fix: string;
    since: ChangeAnswer[];
  }>;
  throw new Refused(
    response.status,
    said.code ?? "fault",
    said.message ?? `The server answered ${response.status}.`,
    said.fix ?? "",
    said.since ?? [],
  );
}

const query = (names?: Record<string, string | number | boolean | undefined>): string => {
  const given = Object.entries(names ?? {}).filter(([, v]) => v !== undefined && v !== "");
  return given.length ? `?${new URLSearchParams(given.map(([k, v]) => [k, String(v)]))}` : "";
};

export async function session(): Promise<SessionAnswer> {
  const found = await send<SessionAnswer>("session", {});
  token = found.token;
  try {
    window.localStorage.setItem(LAST, JSON.stringify({ ...found, token: "" }));
  } catch {
    // A browser that keeps nothing asks again.
  }
  return found;
}

const LAST = "intercut-session";

/** Who worked here when the server was last heard: enough to log on set without it. */
export function lastSession(): SessionAnswer | null {
  try {
    return JSON.parse(window.localStorage.getItem(LAST) ?? "null") as SessionAnswer | null;
  } catch {
    return null;
  }
}

export const get = <T>(
  path: string,
  names?: Record<string, string | number | boolean | undefined>,
): Promise<T> => send<T>(path + query(names), {});

export const post = <T>(
  path: string,
  body: unknown,
  names?: Record<string, string | number | boolean | undefined>,
  signal?: AbortSignal,
): Promise<T> =>
  send<T>(path + query(names), {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Intercut-Token": token },
    body: JSON.stringify(body),
    signal,
  });

export const upload = <T>(path: string, files: Record<string, File | string>): Promise<T> => {
  const form = new FormData();
  for (const [name, value] of Object.entries(files)) form.set(name, value);
  return send<T>(path, { method: "POST", headers: { "X-Intercut-Token": token }, body: form });
};
