/** On set: the take log for a tablet and one hand; goes on without the network. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { get, Refused } from "../api/client";
import type { OnSetStrip, OnSetTarget, SetDayAnswer } from "../api/schema";
import { Answer, Button, Page } from "../parts/basics";
import { BoardChoice, useBoardName } from "../parts/boards";
import { useMay, useSession } from "../session";
import { count, day as dated } from "../words";
import { DoorPanel } from "./door";
import { takesOf } from "./draft";
import { forget, isDurable, keepDay, keptDay, send, useKept, useProblem } from "./kept";
import { TargetLog } from "./target";

interface Seen {
  day: SetDayAnswer;
  old: boolean;
}

export function OnSetPage() {
  const session = useSession();
  const client = useQueryClient();
  const kept = useKept();
  const [board] = useBoardName();
  const [at, setAt] = useState("");
  const [also, setAlso] = useState<string[]>([]);
  const [date, unit] = at.split("|");
  const name = `${session.key}|${board}|${at}|${also.join(",")}`;
  useEffect(() => {
    if ("serviceWorker" in navigator) void navigator.serviceWorker.register("/sw.js").catch(() => undefined);
    void send();
  }, []);
  const found = useQuery({
    queryKey: ["set", name],
    networkMode: "always",
    retry: false,
    queryFn: async (): Promise<Seen> => {
      try {
        const day = await get<SetDayAnswer>("set", { board, date, unit, also: also.join(",") });
        await keepDay(name, day);
        return { day, old: false };
      } catch (problem) {
        const day = problem instanceof Refused && problem.status === 0 ? await keptDay(name) : undefined;
        if (!day) throw problem;
        return { day, old: true };
      }
    },
    placeholderData: (before) => before,
  });
  const saved = kept.filter((k) => k.state === "saved").length;
  useEffect(() => {
    if (saved) void client.invalidateQueries({ queryKey: ["set"] });
  }, [client, saved]);
  useEffect(() => {
    const day = found.data?.day;
    if (day && !found.data?.old) {
      void forget(new Set(day.strips.flatMap((s) => s.targets.flatMap((t) => t.takes.map((x) => x.entry)))));
    }
  }, [found.data]);
  return (
    <Page title="On set" tools={<BoardChoice />}>
      <Waiting film={session.key} old={found.data?.old ?? false} />
      <Answer of={found}>
        {({ day }) => (
          <>
            <label className="thumb">
              Day
              <select value={`${day.date}|${day.unit}`} onChange={(e) => setAt(e.target.value)}>
                {!day.dates.some((d) => d.date === day.date && d.unit === day.unit) && <option value={`${day.date}|${day.unit}`}>{dated(day.date)}</option>}
                {day.dates.map((d) => (
                  <option key={`${d.date}|${d.unit}`} value={`${d.date}|${d.unit}`}>
                    Day {d.number}: {dated(d.date)}, {d.unit_name}
                  </option>
                ))}
              </select>
            </label>
            <Strips day={day} onAlso={(target) => setAlso([...also, target])} />
          </>
        )}
      </Answer>
      {!session.guest && <Door />}
    </Page>
  );
}

function Door() {
  return useMay("invite") ? <DoorPanel /> : null;
}

/** What the film has and what is still on this device. */
function Waiting({ film, old }: { film: string; old: boolean }) {
  const kept = useKept();
  const problem = useProblem();
  const waiting = kept.filter((k) => k.state === "kept");
  const others = waiting.filter((k) => k.film !== film).length;
  const refused = kept.filter((k) => k.state === "refused" && k.film === film).length;
  return (
    <div role="status" className="waiting" data-state={waiting.length ? "kept" : refused ? "refused" : "saved"}>
      {waiting.length ? (
        <p>
          <b>{count(waiting.length, "entry", "entries")} kept on this device</b>, sent as soon as intercut can be reached.
          {others > 0 && ` ${others} belong to another film and wait until it is open.`}
        </p>
      ) : (
        <p><b>Everything is saved</b> in the film.</p>
      )}
      {refused > 0 && <p>{count(refused, "entry was", "entries were")} not taken: see the list of takes.</p>}
      {problem && <p>{problem}</p>}
      {old && <p>There is no connection: this day is as it was last seen.</p>}
      {!isDurable() && <p><b>This browser keeps nothing.</b> Leave the page open until everything is saved.</p>}
    </div>
  );
}

function Strips({ day, onAlso }: { day: SetDayAnswer; onAlso: (target: string) => void }) {
  const [picked, setPicked] = useState("");
  const all = day.strips.flatMap((s) => s.targets.map((t) => ({ strip: s, target: t })));
  const here = all.find((x) => x.target.target === picked);
  const further = day.targets.filter((t) => !all.some((x) => x.target.target === t));
  return (
    <>
      <ol className="today" aria-label="Strips of the day">
        {all.map(({ strip, target }) => (
          <StripButton key={`${strip.strip}|${target.target}`} strip={strip} target={target} day={day} on={target.target === picked} onPick={() => setPicked(target.target === picked ? "" : target.target)} />
        ))}
      </ol>
      {!all.length && <p className="empty">Nothing is planned for this day.</p>}
      {here && <TargetLog key={here.target.target} day={day} target={here.target} />}
      <label className="thumb">
        Another scene or end
        <select value="" onChange={(e) => { if (e.target.value) { onAlso(e.target.value); setPicked(e.target.value); } }}>
          <option value="">choose …</option>
          {further.map((t) => <option key={t} value={t}>{t}</option>)}
        </select>
      </label>
      <Owed day={day} />
    </>
  );
}

function StripButton({ strip, target, day, on, onPick }: { strip: OnSetStrip; target: OnSetTarget; day: SetDayAnswer; on: boolean; onPick: () => void }) {
  const takes = takesOf(target, useKept(), day.film);
  const circled = takes.filter((t) => t.status === "circled").length;
  return (
    <li data-tone={strip.tone}>
      <Button className="strip-pick" aria-expanded={on} onPress={onPick}>
        <b>{target.target}</b>
        <span className="what">
          {strip.int_ext} {strip.set}, {strip.light}
          {target.label && <em> {target.label}</em>}
          <small>{[strip.start && `${strip.start} to ${strip.end}`, strip.pages && `${strip.pages} pages`, strip.cast.join(", "), !strip.planned && "beyond the plan"].filter(Boolean).join(" · ")}</small>
        </span>
        <span className="state">
          {target.complete ? "shot" : takes.length ? `${count(target.owed.length, "line")} owed` : "to shoot"}
          <small>{takes.length ? `${count(takes.length, "take")}, ${circled} circled` : ""}</small>
        </span>
      </Button>
    </li>
  );
}

/** What the sets of the day still owe, before one is struck. */
function Owed({ day }: { day: SetDayAnswer }) {
  if (!day.sets.length) return null;
  return (
    <section className="panel" aria-label="Before a set is struck">
      <h2>Before a set is struck</h2>
      <ul className="log">
        {day.sets.map((s) => (
          <li key={s.set} data-last={!s.again || undefined}>
            <b>{s.set}</b> {s.again ? `is worked on again on ${dated(s.again)}.` : "is not worked on again after this day."}
            {!s.unshot.length && !Object.keys(s.owed).length && <p>Nothing is owed.</p>}
            {s.unshot.length > 0 && <p>Not shot yet: {s.unshot.join(", ")}</p>}
            {Object.entries(s.owed).map(([target, lines]) => (
              <p key={target}>{target} owes {count(lines.length, "line")}: {lines.join(", ")}</p>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}
