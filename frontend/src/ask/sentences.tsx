/** Each question as a sentence with menus. */
import { useState, type FormEvent, type ReactNode } from "react";
import type { MenusAnswer, QuestionBody, WishBody } from "../api/schema";
import { Button } from "../parts/basics";
import { day as dayText } from "../words";
import { ChangeRow, KINDS, written, type Change } from "./changes";
import { DateGap, Pick, PickMany, span, TextGap } from "./pick";

/** A question; what is left out is as the server has it. */
export type Body = Partial<Omit<QuestionBody, "together">> & { ask: string; together?: Partial<WishBody> };

export interface Asking {
  menus: MenusAnswer;
  busy: boolean;
  /** Where each strip of the board is: number to date. */
  home: Map<string, string>;
  ask: (body: Body) => void;
}

function Sentence({ children, busy, onAsk, verb = "Ask" }: { children: ReactNode; busy: boolean; onAsk: () => void; verb?: string }) {
  return (
    <form
      className="panel sentence"
      onSubmit={(e: FormEvent) => {
        e.preventDefault();
        onAsk();
      }}
    >
      {children}
      <div className="tools">
        <Button type="submit" kind="main" isDisabled={busy}>{busy ? "Asking …" : verb}</Button>
      </div>
    </form>
  );
}

export function WhySentence({ menus, busy, home, strip, onStrip, onAsk }: Omit<Asking, "ask"> & { strip: string; onStrip: (s: string) => void; onAsk: () => void }) {
  const date = home.get(strip);
  return (
    <Sentence busy={busy} onAsk={onAsk}>
      <p className="says">
        Why is <Pick label="Strip" value={strip} onChange={onStrip} options={menus.strips} /> on <b>{date ? dayText(date) : "its day"}</b>?
      </p>
    </Sentence>
  );
}

export function MoveSentence({ menus, busy, strip, onStrip, date, onDate, onAsk }: Omit<Asking, "ask" | "home"> & { strip: string; onStrip: (s: string) => void; date: string; onDate: (d: string) => void; onAsk: () => void }) {
  return (
    <Sentence busy={busy} onAsk={onAsk}>
      <p className="says">
        What would it cost to move <Pick label="Strip" value={strip} onChange={onStrip} options={menus.strips} /> to{" "}
        <DateGap label="Date" value={date} onChange={onDate} first={menus.first} last={menus.last} />?
      </p>
    </Sentence>
  );
}

export function LookSentence({ kind, busy, ask }: { kind: "infeasible" | "gap"; busy: boolean; ask: Asking["ask"] }) {
  const [seconds, setSeconds] = useState(kind === "gap" ? "5" : "20");
  return (
    <Sentence busy={busy} onAsk={() => ask({ ask: kind, seconds: Number(seconds) })}>
      <p className="says">
        {kind === "gap" ? "What would a cheaper plan have to change?" : "Which facts cannot all hold, and what are the cheapest ways out?"} Look for{" "}
        <TextGap label="Seconds" value={seconds} onChange={setSeconds} size={3} pattern="[0-9]{1,3}" /> seconds.
      </p>
    </Sentence>
  );
}

const blank = (): Change => ({ kind: "away", given: {} });

export function WhatIfSentence({ menus, busy, ask }: Omit<Asking, "home">) {
  const [boards, setBoards] = useState<Change[][]>([[blank()]]);
  const [chained, setChained] = useState(false);
  const [seconds, setSeconds] = useState("5");
  const put = (n: number, changes: Change[]) => setBoards(boards.flatMap((b, k) => (k !== n ? [b] : changes.length ? [changes] : [])));
  const texts = boards.map((b) => b.map(written).filter(Boolean).join("; "));
  return (
    <Sentence busy={busy} onAsk={() => ask({ ask: "whatif", texts: texts.filter(Boolean), chained, seconds: Number(seconds) })}>
      <ol className="whatifs">
        {boards.map((changes, n) => (
          <li key={n}>
            <p className="says">What if</p>
            <ul>
              {changes.map((c, k) => (
                <li key={k} className="says">
                  {k > 0 && <span>and</span>}
                  <ChangeRow change={c} menus={menus} onChange={(next) => put(n, changes.map((x, i) => (i === k ? next : x)))} />
                  {(boards.length > 1 || changes.length > 1) && (
                    <button type="button" className="away" aria-label={`Without change ${k + 1} of what-if ${n + 1}`} onClick={() => put(n, changes.filter((_, i) => i !== k))}>×</button>
                  )}
                </li>
              ))}
            </ul>
            <p className="written">
              {texts[n] && <code>{texts[n]}</code>}
              <Button kind="quiet" onPress={() => put(n, [...changes, blank()])}>and also …</Button>
            </p>
          </li>
        ))}
      </ol>
      <div className="says">
        <Button onPress={() => setBoards([...boards, [blank()]])} isDisabled={boards.length >= 10}>Another what-if beside it</Button>
        {boards.length > 1 && (
          <label className="tick">
            <input type="checkbox" checked={chained} onChange={(e) => setChained(e.target.checked)} /> each builds on the one before
          </label>
        )}
        <span>
          Look for <TextGap label="Seconds for each" value={seconds} onChange={setSeconds} size={3} pattern="[0-9]{1,3}" /> seconds each.
        </span>
      </div>
    </Sentence>
  );
}

export function TogetherSentence({ menus, busy, ask }: Omit<Asking, "home">) {
  const [people, setPeople] = useState<string[]>([]);
  const [scene, setScene] = useState("");
  const [set, setSet] = useState("");
  const [minutes, setMinutes] = useState("60");
  const [light, setLight] = useState("");
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  const [budget, setBudget] = useState("");
  const [price, setPrice] = useState("");
  const [waivers, setWaivers] = useState(true);
  const [travel, setTravel] = useState("");
  const fresh = scene === "new";
  const begin = () =>
    ask({
      ask: "together",
      together: {
        people,
        within: from ? [span(from, to)] : [],
        budget,
        waiver_price: waivers ? price : "",
        waivers,
        travel,
        scene: fresh ? "" : scene,
        set_name: fresh ? set : "",
        minutes: fresh ? Number(minutes) : 0,
        light: fresh ? light : "",
      },
    });
  return (
    <Sentence busy={busy} onAsk={begin}>
      <p className="says">
        Together again: <PickMany label="People" values={people} onChange={setPeople} options={menus.people} more="add somebody …" /> in{" "}
        <Pick label="Scene" value={scene} none="a scene they have" required={false} onChange={setScene} options={[{ id: "new", name: "a new scene" }, ...menus.scenes]} />
        {fresh && (
          <>
            {" "}at <Pick label="Set" value={set} onChange={setSet} options={menus.sets} />, <TextGap label="Minutes" value={minutes} onChange={setMinutes} size={3} pattern="[0-9]{1,4}" /> minutes,{" "}
            <Pick label="Light" value={light} none="any light" required={false} onChange={setLight} options={menus.lights.map((id) => ({ id, name: id }))} />
          </>
        )}
      </p>
      <p className="says">
        within <DateGap label="From" value={from} onChange={setFrom} first={menus.first} last={menus.last} required={false} /> to{" "}
        <DateGap label="To" value={to} onChange={setTo} first={from || menus.first} last={menus.last} required={false} />, for at most{" "}
        <TextGap label={`Budget in ${menus.currency}`} value={budget} onChange={setBudget} hint={menus.currency} required={false} />,{" "}
        <Pick label="Who may travel" value={travel} none="anybody may travel" required={false} onChange={setTravel} options={[{ id: "nobody", name: "nobody travels" }, ...people.map((p) => ({ id: p, name: `only ${p} travels` }))]} />.
      </p>
      <p className="says">
        <label className="tick">
          <input type="checkbox" checked={waivers} onChange={(e) => setWaivers(e.target.checked)} /> rules may be waived
        </label>
        {waivers && (
          <span>
            at <TextGap label={`Price of a waived hour in ${menus.currency}`} value={price} onChange={setPrice} hint={menus.currency} required={false} /> an hour
          </span>
        )}
      </p>
    </Sentence>
  );
}

const HAPPENED = [
  { id: "lost", name: "a day is lost" },
  { id: "away", name: "somebody is ill or away" },
  { id: "closed", name: "a place is gone" },
  { id: "unfinished", name: "a scene is unfinished" },
  { id: "weather", name: "the weather is bad" },
  { id: "other", name: "something else" },
] as const;

interface Event {
  kind: (typeof HAPPENED)[number]["id"];
  what: string;
  from: string;
  to: string;
  change: Change;
}

export function ReplanSentence({ menus, busy, ask, home }: Asking) {
  const dates = [...new Set(home.values())].sort();
  const middle = dates[Math.floor(dates.length / 2)] ?? menus.first;
  const [since, setSince] = useState(middle);
  const [events, setEvents] = useState<Event[]>([{ kind: "lost", what: "", from: middle, to: "", change: blank() }]);
  const [price, setPrice] = useState("");
  const of = (kind: Event["kind"], text: (e: Event) => string) => events.filter((e) => e.kind === kind).map(text).filter(Boolean);
  const begin = () =>
    ask({
      ask: "replan",
      since,
      call_price: price,
      happened: {
        lost: of("lost", (e) => e.from),
        weather: of("weather", (e) => span(e.from, e.to)),
        away: of("away", (e) => `${e.what}:${span(e.from, e.to)}`),
        closed: of("closed", (e) => `${e.what}:${span(e.from, e.to)}`),
        unfinished: of("unfinished", (e) => `${e.what}:${e.from}`),
        changes: of("other", (e) => written(e.change)),
      },
    });
  return (
    <Sentence busy={busy} onAsk={begin} verb="Replan">
      <p className="says">
        Replan from <DateGap label="Replan from" value={since} onChange={setSince} first={menus.first} last={menus.last} />; what was shot before stays.
      </p>
      <ul>
        {events.map((e, n) => {
          const put = (next: Partial<Event>) => setEvents(events.map((x, k) => (k === n ? { ...x, ...next } : x)));
          return (
            <li key={n} className="says">
              <Pick label="What happened" value={e.kind} options={HAPPENED} onChange={(kind) => put({ kind: kind as Event["kind"], what: "", from: kind === "unfinished" ? "" : since, to: "" })} />
              {e.kind === "away" && <Pick label="Person" value={e.what} onChange={(what) => put({ what })} options={menus.people} />}
              {e.kind === "closed" && <Pick label="Place" value={e.what} onChange={(what) => put({ what })} options={menus.places} />}
              {e.kind === "unfinished" && (
                <>
                  <Pick label="Strip" value={e.what} onChange={(what) => put({ what })} options={menus.strips} />
                  <TextGap label="Pages still owed" value={e.from} onChange={(from) => put({ from })} size={5} hint="3/8" /> pages still owed
                </>
              )}
              {(e.kind === "lost" || e.kind === "weather" || e.kind === "away" || e.kind === "closed") && (
                <DateGap label={e.kind === "lost" ? "Lost day" : "First date"} value={e.from} onChange={(from) => put({ from })} first={menus.first} last={menus.last} />
              )}
              {(e.kind === "weather" || e.kind === "away" || e.kind === "closed") && (
                <>
                  to <DateGap label="Last date" value={e.to} onChange={(to) => put({ to })} first={e.from || menus.first} last={menus.last} required={false} />
                </>
              )}
              {e.kind === "other" && <ChangeRow change={e.change} menus={menus} kinds={KINDS} onChange={(change) => put({ change })} />}
              <button type="button" className="away" aria-label={`Without event ${n + 1}`} onClick={() => setEvents(events.filter((_, k) => k !== n))}>×</button>
            </li>
          );
        })}
      </ul>
      <div className="says">
        <Button onPress={() => setEvents([...events, { kind: "away", what: "", from: since, to: "", change: blank() }])}>and also …</Button>
        <span>
          Call sheets are out: telling one person of one changed date costs <TextGap label={`Price of a call in ${menus.currency}`} value={price} onChange={setPrice} hint={menus.currency} required={false} />
        </span>
      </div>
    </Sentence>
  );
}
