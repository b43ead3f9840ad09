/** The planner at work: asked, watched as cost and bound close in, stopped, its plan kept. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Input, Label, NumberField, TextField } from "react-aria-components";
import { get, post } from "../api/client";
import type { ArrangedAnswer, RunAnswer } from "../api/schema";
import { useAct } from "../parts/act";
import { Answer, Button, Choice, Page } from "../parts/basics";
import { useBoards } from "../parts/boards";
import { tell } from "../parts/toasts";
import { go } from "../route";
import { useMay, useSession } from "../session";
import { count, money, moment, pages, percent } from "../words";

const STATE: Record<string, string> = {
  queued: "waits for the planner",
  running: "planning",
  done: "done",
  stopped: "stopped",
  failed: "failed",
  lost: "lost",
};

export function PlanPage() {
  const runs = useQuery({ queryKey: ["runs"], queryFn: () => get<RunAnswer[]>("runs") });
  const mayPlan = useMay("change_board") && !useSession().read_only;
  return (
    <Page title="Plan">
      {mayPlan && <Ask />}
      <Answer of={runs}>
        {(found) =>
          found.length ? (
            <div className="runs">
              {found.map((run, n) => (
                <Run key={run.number} run={run} first={n === 0} editable={mayPlan} />
              ))}
            </div>
          ) : (
            <p className="empty">Nothing was planned here yet.</p>
          )
        }
      </Answer>
    </Page>
  );
}

function Ask() {
  const boards = useBoards();
  const [seconds, setSeconds] = useState(10);
  const [seed, setSeed] = useState(1);
  const [start, setStart] = useState("");
  const begin = useAct(() => post<RunAnswer>("runs", { seconds, seed, threads: 2, start }), { touches: ["runs"] });
  return (
    <form
      className="panel ask"
      onSubmit={(e) => {
        e.preventDefault();
        void begin.act();
      }}
    >
      <NumberField value={seconds} onChange={setSeconds} minValue={1} maxValue={86400}>
        <Label>Seconds to look</Label>
        <Input size={6} />
      </NumberField>
      <Choice
        label="Start from"
        value={start}
        onChange={setStart}
        options={[{ id: "", name: "nothing" }, ...(boards.data ?? []).map((b) => ({ id: b.name, name: `board ${b.name}` }))]}
      />
      <NumberField value={seed} onChange={setSeed} minValue={0} maxValue={1_000_000}>
        <Label>Seed</Label>
        <Input size={6} />
      </NumberField>
      <Button type="submit" kind="main" isDisabled={begin.busy}>
        Plan
      </Button>
    </form>
  );
}

function Run({ run, first, editable }: { run: RunAnswer; first: boolean; editable: boolean }) {
  const open = run.state === "queued" || run.state === "running";
  const stop = useAct((at_once: boolean) => post<RunAnswer>("run/stop", { number: run.number, at_once }), { touches: ["runs"] });
  const keep = useAct((board: string) => post<ArrangedAnswer>("run/keep", { number: run.number, board }), {
    touches: ["runs", "boards", "board", "session", "history"],
    then: (kept) => {
      tell(`Kept as board ${kept.board}.`);
      go(`/board?board=${encodeURIComponent(kept.board)}`);
    },
  });
  const proof =
    run.gap !== null ? (run.gap < 1e-9 ? "proved cheapest" : `proved within ${percent(run.gap)}`) : run.cost !== null && run.bound !== null && run.cost > 0 ? `within ${percent((run.cost - run.bound) / run.cost)}` : "";
  return (
    <article className="panel run" data-state={run.state} aria-label={`Run ${run.number}`}>
      <div className="head">
        <h2>
          Run {run.number} <small>{STATE[run.state] ?? run.state}</small>
        </h2>
        <p className="figures" role={first ? "status" : undefined}>
          <b>{money(run.cost, run.currency)}</b>
          {run.bound !== null && <> · no plan costs less than {money(run.bound, run.currency)}</>}
          {proof && <> · {proof}</>}
          {!open && run.days > 0 && <> · {count(run.days, "day")}, {run.held_days} held</>}
          {run.unplaced.length > 0 && <> · {count(run.unplaced.length, "strip")} not placed</>}
        </p>
      </div>
      {(open || run.curve.length > 1) && <Curve run={run} />}
      {run.said && <p>{run.said}</p>}
      {run.state === "lost" && run.has_plan && <p>Its worker died; the best plan it had is here.</p>}
      {run.outdated && !open && <p>Facts changed since; a plan kept now follows them.</p>}
      <p className="facts">
        {run.who}, {moment(run.at)}; {run.seconds} s, seed {run.seed}, from {run.start ? `board ${run.start}` : "nothing"}
        {run.board && (
          <>
            ; kept as <a href={`/board?board=${encodeURIComponent(run.board)}`}>board {run.board}</a>
          </>
        )}
      </p>
      {editable && (
        <div className="tools">
          {open && (
            <>
              <Button onPress={() => void stop.act(false)} isDisabled={stop.busy || run.wish !== ""}>
                {run.wish ? "Stopping …" : "Stop, keep the best"}
              </Button>
              <Button onPress={() => void stop.act(true)} isDisabled={stop.busy || run.wish === "cancel"}>Stop at once</Button>
            </>
          )}
          {run.has_plan && (
            <form
              className="keep"
              onSubmit={(e) => {
                e.preventDefault();
                const name = String(new FormData(e.currentTarget).get("board") ?? "").trim();
                if (name) void keep.act(name);
              }}
            >
              <TextField name="board" defaultValue={run.board || (run.number === 1 ? "main" : `plan ${run.number}`)} aria-label={`Board to keep run ${run.number} as`}>
                <Input />
              </TextField>
              <Button type="submit" kind={open ? undefined : "main"} isDisabled={keep.busy}>Keep as a board</Button>
            </form>
          )}
        </div>
      )}
    </article>
  );
}

/** Cost from above and what is proved from below, over time. */
function Curve({ run }: { run: RunAnswer }) {
  const width = 720;
  const height = 180;
  const left = 8;
  const points = run.curve.filter((p) => p.cost !== null);
  const longest = Math.max(run.seconds, ...run.curve.map((p) => p.seconds), 1);
  const bounds = run.curve.filter((p) => p.bound !== null);
  const amounts = [...points.map((p) => p.cost as number), ...bounds.map((p) => p.bound as number)];
  if (!amounts.length) {
    return <p className="empty">{run.state === "queued" ? "Waits for the planner …" : "Making the first plan …"}</p>;
  }
  const high = Math.max(...amounts);
  const low = Math.min(...amounts);
  const span = Math.max(1, high - low);
  const x = (s: number) => left + ((width - 2 * left) * s) / longest;
  const y = (v: number) => 10 + ((height - 34) * (high - v)) / span;
  const step = (list: { seconds: number; value: number }[], goes_on: boolean) => {
    let path = "";
    list.forEach((p, n) => {
      path += n ? ` H ${x(p.seconds).toFixed(1)} V ${y(p.value).toFixed(1)}` : `M ${x(p.seconds).toFixed(1)} ${y(p.value).toFixed(1)}`;
    });
    const end = list[list.length - 1];
    const until = run.curve[run.curve.length - 1];
    return goes_on && end && until ? `${path} H ${x(until.seconds).toFixed(1)}` : path;
  };
  const last = points[points.length - 1];
  const unplaced = last?.unplaced ?? 0;
  return (
    <figure className="curve">
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`Cost ${money(last?.cost, run.currency)} after ${last?.seconds ?? 0} seconds${bounds.length ? `, bound ${money(bounds[bounds.length - 1]?.bound, run.currency)}` : ""}`} preserveAspectRatio="none">
        <line x1={left} x2={width - left} y1={height - 22} y2={height - 22} className="axis" />
        <path d={step(points.filter((p) => p.unplaced > 0).map((p) => ({ seconds: p.seconds, value: p.cost as number })), false)} className="cost partly" />
        <path d={step(points.filter((p) => p.unplaced === 0).map((p) => ({ seconds: p.seconds, value: p.cost as number })), true)} className="cost" />
        {bounds.length > 0 && <path d={step(bounds.map((p) => ({ seconds: p.seconds, value: p.bound as number })), true)} className="bound" />}
      </svg>
      <figcaption>
        <span className="key cost">cost {money(last?.cost, run.currency)}</span>
        {bounds.length > 0 && <span className="key bound">proved at least {money(bounds[bounds.length - 1]?.bound, run.currency)}</span>}
        {points.some((p) => p.unplaced > 0) && <span className="key partly">not everything placed</span>}
        {unplaced > 0 && <span>{pages(unplaced)} pages not placed yet</span>}
        <span className="time">{Math.round(last?.seconds ?? 0)} of {Math.round(longest)} s</span>
      </figcaption>
    </figure>
  );
}
