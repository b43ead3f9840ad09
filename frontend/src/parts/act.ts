/** Something a person does: sent once however often the button is pressed, refused in a sentence. */
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useRef, useState } from "react";
import { Refused } from "../api/client";
import { tell } from "./toasts";

export function useAct<A extends unknown[], T>(
  does: (...given: A) => Promise<T>,
  options: { then?: (result: T) => void; touches?: string[] } = {},
): { act: (...given: A) => Promise<T | undefined>; busy: boolean } {
  const client = useQueryClient();
  const inFlight = useRef(false);
  const last = useRef({ given: "", at: -1e9 });
  const [busy, setBusy] = useState(false);
  const latest = useRef({ does, options });
  latest.current = { does, options };
  const act = useCallback(
    async (...given: A) => {
      // The second press of a double click may come after the first was answered.
      const same = JSON.stringify(given, (_, v: unknown) => (v instanceof File ? v.name : v));
      if (inFlight.current || (last.current.given === same && performance.now() - last.current.at < 600)) {
        return undefined;
      }
      last.current = { given: same, at: performance.now() };
      inFlight.current = true;
      setBusy(true);
      try {
        const result = await latest.current.does(...given);
        latest.current.options.then?.(result);
        return result;
      } catch (problem) {
        refuse(problem);
        if (problem instanceof Refused && problem.status === 409) await client.invalidateQueries();
        return undefined;
      } finally {
        for (const name of latest.current.options.touches ?? []) {
          void client.invalidateQueries({ queryKey: [name] });
        }
        inFlight.current = false;
        setBusy(false);
      }
    },
    [client],
  );
  return { act, busy };
}

export function refuse(problem: unknown): void {
  if (problem instanceof Refused) {
    tell(
      problem.message,
      true,
      problem.since.slice(0, 5).map((c) => `${c.who} ${c.text}`),
    );
  } else if (!(problem instanceof DOMException && problem.name === "AbortError")) {
    tell(String(problem), true);
  }
}
