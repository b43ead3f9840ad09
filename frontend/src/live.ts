/** The line to the server: what happens elsewhere arrives here and makes old answers stale. */
import type { QueryClient } from "@tanstack/react-query";
import { tellLine } from "./api/client";

const TOUCHES: Record<string, string[]> = {
  board: ["board", "boards", "cost", "dood", "compare", "history", "session", "known"],
  film: ["session", "cards", "board", "boards", "cost", "dood", "scenes", "script", "proposals", "facts", "compare", "history", "papers", "known", "questions"],
  run: ["runs", "questions"],
  published: ["history"],
  takes: ["set", "cut", "heard"],
};

export function listen(client: QueryClient): () => void {
  const line = new EventSource("/api/events");
  const timers = new Map<string, number>();
  const stale = (names: string[]) => {
    for (const name of names) {
      if (timers.has(name)) continue;
      timers.set(name, window.setTimeout(() => {
        timers.delete(name);
        void client.invalidateQueries({ queryKey: [name] });
      }, 60));
    }
  };
  for (const [kind, names] of Object.entries(TOUCHES)) line.addEventListener(kind, () => stale(names));
  line.addEventListener("reset", () => void client.invalidateQueries());
  line.addEventListener("opened", () => window.location.reload());
  line.addEventListener("hello", () => tellLine("ok"));
  let was_lost = false;
  line.onopen = () => {
    if (was_lost) void client.invalidateQueries();
    was_lost = false;
    tellLine("ok");
  };
  line.onerror = () => {
    was_lost = true;
    tellLine("lost");
    if (line.readyState === EventSource.CLOSED) {
      window.setTimeout(() => void fetch("/api/session").then((r) => {
        if (r.status === 401) tellLine("ended");
      }).catch(() => undefined), 300);
    }
  };
  return () => {
    timers.forEach((timer) => window.clearTimeout(timer));
    line.close();
  };
}
