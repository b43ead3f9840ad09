/** One scene or end of it being shot: the take at hand, its lines, and the takes so far. */
import { useRef, useState } from "react";
import type { OnSetTarget, SetDayAnswer } from "../api/schema";
import { Button } from "../parts/basics";
import { tell } from "../parts/toasts";
import { useMay } from "../session";
import { count } from "../words";
import { entryOf, fresh, takesOf, withdrawal, type Draft, type Shown } from "./draft";
import { Heard } from "./heard";
import { drop, keep, useKept } from "./kept";
import { Lines, Matches, Notes, Stopwatch } from "./fields";

const STATUSES = [["circled", "Circled"], ["held", "Hold"], ["no good", "NG"], ["incomplete", "Incomplete"], ["false start", "False start"]] as const;
const KINDS = [["full", "Full"], ["pick-up", "Pick-up"], ["wild track", "Wild track"]] as const;
const REASONS = ["camera", "focus", "sound", "boom in shot", "line", "performance", "aeroplane"];

export function TargetLog({ day, target }: { day: SetDayAnswer; target: OnSetTarget }) {
  const mayLog = useMay("log_takes");
  const takes = takesOf(target, useKept(), day.film);
  const letters = [...new Set(["A", ...target.set_ups.map((s) => s.letter), ...takes.map((t) => t.set_up)])].sort();
  const [draft, setDraft] = useState<Draft>(() => fresh(takes, target, day, takes.at(-1)?.set_up ?? letters[0] ?? "A"));
  const lastPress = useRef(0);
  const put = (change: Partial<Draft>) => setDraft((now) => ({ ...now, ...change }));
  const next = String.fromCharCode(Math.min(90, (letters.at(-1) ?? "A").charCodeAt(0) + 1));
  const log = async () => {
    // The second press of a double click is not a second take.
    if (performance.now() - lastPress.current < 900) return;
    lastPress.current = performance.now();
    const entry = entryOf(draft, target.target, day);
    const mine: Shown = { ...draft, key: entry.id, entry: entry.id, id: "", slate: entry.slate, seconds: null, state: "kept", message: "", heard: false, to_judge: 0, by: "" };
    setDraft(fresh(draft.corrects ? takes : [...takes, mine], target, day, draft.set_up));
    await keep(day.film, entry);
    tell(`${entry.slate} is logged.`);
  };
  const other = target.carried.filter((c) => c.match.length || c.changes.length);
  return (
    <section className="shooting" aria-label={`Shooting ${target.target}`}>
      <h2>{target.target} <small>{target.heading}</small></h2>
      {other.map((c) => (
        <section key={c.target} className="carried" aria-label={`What ${c.target} carries`}>
          <h3>{c.target} {c.label} has already</h3>
          {c.match.length > 0 && <ul>{c.match.map((m) => <li key={m.kind + m.value}><b>{m.kind}</b> {m.value}</li>)}</ul>}
          {c.changes.length > 0 && (
            <ul>
              {c.changes.map((x, n) => (
                <li key={n}>
                  <b>{x.kind}{x.line ? ` line ${x.line}` : x.after ? ` after line ${x.after}` : ""}</b> {x.name}: {x.said || <s>{x.written}</s>} <small>{x.slate}{x.confirmed ? "" : ", not confirmed"}</small>
                </li>
              ))}
            </ul>
          )}
        </section>
      ))}
      {mayLog && (
        <div className="take-at-hand">
          <div className="pads" role="group" aria-label="Set-up">
            {[...letters, next].map((letter, n) => (
              <Button key={letter} aria-pressed={draft.set_up === letter} onPress={() => setDraft(fresh(takes, target, day, letter))}>
                {n === letters.length ? `New ${letter}` : letter}
              </Button>
            ))}
          </div>
          <p className="slate" aria-live="polite">
            {draft.corrects ? "Correcting " : ""}{target.target}/{draft.set_up}/{draft.number}
          </p>
          <Stopwatch value={draft.stopwatch} onChange={(stopwatch) => put({ stopwatch })} />
          <div className="pads" role="group" aria-label="What the director says">
            {STATUSES.map(([id, name]) => (
              <Button key={id} className={`is-${id.replace(" ", "-")}`} aria-pressed={draft.status === id} onPress={() => put({ status: id })}>{name}</Button>
            ))}
          </div>
          {draft.status === "no good" && (
            <>
              <div className="pads" role="group" aria-label="Why it is no good">
                {REASONS.map((r) => <Button key={r} aria-pressed={draft.reason === r} onPress={() => put({ reason: r })}>{r}</Button>)}
              </div>
              <label className="thumb">Reason<input value={draft.reason} onChange={(e) => put({ reason: e.target.value })} /></label>
            </>
          )}
          <div className="pads" role="group" aria-label="Kind of take">
            {KINDS.map(([id, name]) => <Button key={id} aria-pressed={draft.take_kind === id} onPress={() => put({ take_kind: id })}>{name}</Button>)}
          </div>
          <Lines target={target} on={draft.on} off={draft.off} onChange={(on, off) => put({ on, off })} />
          <details>
            <summary>Rolls, timecode, lens</summary>
            <div className="pair">
              {([["lens", "Lens"], ["camera_roll", "Camera roll"], ["sound_roll", "Sound roll"], ["rate", "Frame rate"], ["tc_in", "Timecode in"], ["tc_out", "Timecode out"]] as const).map(([id, name]) => (
                <label key={id} className="thumb">{name}<input value={draft[id]} onChange={(e) => put({ [id]: e.target.value })} placeholder={id.startsWith("tc") ? "05:10:00:00" : id === "rate" ? "25" : ""} /></label>
              ))}
              <label className="thumb">Take number<input inputMode="numeric" value={draft.number} onChange={(e) => put({ number: Math.max(1, Number(e.target.value.replace(/\D/g, "")) || 1) })} /></label>
            </div>
          </details>
          <Notes target={target} draft={draft} onChange={put} />
          <Matches match={draft.match} onChange={(match) => put({ match })} />
          <div className="log-it">
            <Button kind="main" isDisabled={!draft.status} onPress={() => void log()}>
              {draft.corrects ? "Save the correction" : draft.status ? `Log take ${draft.number}` : "Say what it was first"}
            </Button>
            {draft.corrects && <Button onPress={() => setDraft(fresh(takes, target, day, draft.set_up))}>Leave it</Button>}
          </div>
        </div>
      )}
      <Takes takes={takes} day={day} mayLog={mayLog} onCorrect={(t) => {
        const { key, entry, id, slate, seconds, state, message, heard, to_judge, by, ...words } = t;
        void [key, id, slate, seconds, message, heard, to_judge, by];
        setDraft({ ...words, draft: words.draft || day.draft, corrects: state === "refused" ? t.corrects : entry });
        if (state === "refused") void drop(entry);
      }} />
      {target.owed.length > 0 && <p className="hint">Still owed: {count(target.owed.length, "line")} ({target.owed.join(", ")}).</p>}
      {Object.entries(target.formerly ?? {}).map(([line, words]) => (
        <p key={line} className="hint">Line {line} was shot as an earlier draft had it: “{words}”</p>
      ))}
    </section>
  );
}

const STATE = { saved: "saved", kept: "kept on this device", refused: "not taken" } as const;

function Takes({ takes, day, mayLog, onCorrect }: { takes: Shown[]; day: SetDayAnswer; mayLog: boolean; onCorrect: (take: Shown) => void }) {
  const [open, setOpen] = useState("");
  const [reason, setReason] = useState("");
  if (!takes.length) return <p className="empty">No take yet.</p>;
  return (
    <ol className="takes" aria-label="Takes so far">
      {takes.map((t) => (
        <li key={t.key} data-status={t.status} data-state={t.state}>
          <div className="row">
            <b className="slate">{t.slate}</b>
            <span>{t.status}{t.take_kind !== "full" && `, ${t.take_kind}`}{t.reason && `: ${t.reason}`}</span>
            <small>{[t.seconds !== null && `${t.seconds} s`, t.on.length > 0 && `${count(t.on.length, "line")} on camera`, t.lens, t.by].filter(Boolean).join(" · ")}</small>
            <span className="kept-state" data-state={t.state}>{STATE[t.state]}</span>
          </div>
          {t.message && <p className="bad">{t.message}</p>}
          {[...t.notes.map((n) => (n.line ? `line ${n.line}: ` : "") + n.text), ...t.business.map((b) => `(${b.text})`)].map((n) => <p key={n}>{n}</p>)}
          {mayLog && (
            <div className="pads">
              <Button onPress={() => onCorrect(t)} aria-label={`Correct ${t.slate}`}>Correct</Button>
              {t.state === "refused" ? (
                <Button onPress={() => void drop(t.entry)} aria-label={`Leave out ${t.slate}`}>Leave out</Button>
              ) : (
                <Button aria-expanded={open === t.key} onPress={() => setOpen(open === t.key ? "" : t.key)} aria-label={`Withdraw ${t.slate}`}>Withdraw</Button>
              )}
              {t.state === "saved" && t.id && <Heard take={t} />}
            </div>
          )}
          {open === t.key && (
            <div className="pads">
              <label className="thumb">Why it does not count<input value={reason} onChange={(e) => setReason(e.target.value)} /></label>
              <Button kind="danger" isDisabled={!reason.trim()} onPress={() => { setOpen(""); setReason(""); void keep(day.film, withdrawal(t, day, reason.trim())); }}>Withdraw {t.slate}</Button>
            </div>
          )}
        </li>
      ))}
    </ol>
  );
}
