/** The parts of a take: its time, its lines, what was otherwise, what has to match. */
import { useEffect, useRef, useState } from "react";
import type { MatchWords, OnSetTarget } from "../api/schema";
import { Button } from "../parts/basics";
import type { Draft } from "./draft";

export function Stopwatch({ value, onChange }: { value: string; onChange: (seconds: string) => void }) {
  const started = useRef(0);
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    if (now === null) return undefined;
    const timer = window.setInterval(() => setNow((Date.now() - started.current) / 1000), 200);
    return () => window.clearInterval(timer);
  }, [now === null]); // eslint-disable-line
  const press = () => {
    if (now === null) {
      started.current = Date.now();
      setNow(0);
    } else {
      onChange(((Date.now() - started.current) / 1000).toFixed(1));
      setNow(null);
    }
  };
  const seconds = now ?? (value ? Number(value) : 0);
  return (
    <div className="stopwatch" data-running={now !== null || undefined}>
      <Button kind="main" onPress={press}>{now === null ? "Action" : "Cut"}</Button>
      <span className="clock" role="timer">{Math.floor(seconds / 60)}:{(seconds % 60).toFixed(1).padStart(4, "0")}</span>
    </div>
  );
}

/** The lines of the scene's pages: a tap sets a line on camera, the next off camera, the next neither. */
export function Lines({ target, on, off, onChange }: { target: OnSetTarget; on: number[]; off: number[]; onChange: (on: number[], off: number[]) => void }) {
  if (!target.lines.length) return null;
  const tap = (n: number) => {
    if (on.includes(n)) onChange(on.filter((x) => x !== n), [...off, n].sort((a, b) => a - b));
    else if (off.includes(n)) onChange(on, off.filter((x) => x !== n));
    else onChange([...on, n].sort((a, b) => a - b), off);
  };
  const own = target.lines.filter((l) => l.own).map((l) => l.number);
  return (
    <details>
      <summary>Lines <small>{on.length} on camera, {off.length} off</small></summary>
      <div className="pads">
        <Button onPress={() => onChange(own, target.lines.map((l) => l.number).filter((n) => !own.includes(n)))}>{target.part ? "This end on, the other off" : "All on camera"}</Button>
        <Button onPress={() => onChange([], [])}>None</Button>
      </div>
      <ol className="script-lines">
        {target.lines.map((l) => {
          const state = on.includes(l.number) ? "on" : off.includes(l.number) ? "off" : "not";
          return (
            <li key={l.number}>
              <button type="button" data-camera={state} data-part={l.part || undefined} data-owed={target.owed.includes(l.number) || undefined} onClick={() => tap(l.number)}>
                <span className="no">{l.number}</span>
                <span><b>{l.name}</b> {l.text}</span>
                <span className="camera">{state === "on" ? "on camera" : state === "off" ? "off camera" : "–"}</span>
              </button>
            </li>
          );
        })}
      </ol>
    </details>
  );
}

const ABOUT = [["line", "Line changed or added"], ["business", "Business"], ["continuity", "Continuity"], ["camera", "Camera"], ["sound", "Sound"], ["performance", "Performance"], ["other", "Other"]] as const;

export function Notes({ target, draft, onChange }: { target: OnSetTarget; draft: Draft; onChange: (change: Partial<Draft>) => void }) {
  const [about, setAbout] = useState("line");
  const [line, setLine] = useState(0);
  const [text, setText] = useState("");
  const add = () => {
    const plain = text.trim();
    if (!plain) return;
    if (about === "business") onChange({ business: [...draft.business, { text: plain, after: line, audible: false }] });
    else onChange({ notes: [...draft.notes, { text: plain, about, line }] });
    setText("");
  };
  const total = draft.notes.length + draft.business.length;
  return (
    <details>
      <summary>Changes, additions, notes <small>{total || ""}</small></summary>
      <div className="pair">
        <label className="thumb">About<select value={about} onChange={(e) => setAbout(e.target.value)}>{ABOUT.map(([id, name]) => <option key={id} value={id}>{name}</option>)}</select></label>
        <label className="thumb">{about === "business" ? "After line" : "Line"}<select value={line} onChange={(e) => setLine(Number(e.target.value))}><option value={0}>none</option>{target.lines.map((l) => <option key={l.number} value={l.number}>{l.number} {l.name}</option>)}</select></label>
      </div>
      <label className="thumb">What was said or done<textarea rows={2} value={text} onChange={(e) => setText(e.target.value)} /></label>
      <Button isDisabled={!text.trim()} onPress={add}>Add the note</Button>
      <ul className="entries">
        {draft.notes.map((n, k) => <li key={`n${k}`}><span>{n.line ? `line ${n.line}: ` : ""}{n.text}</span><Button aria-label={`Take away: ${n.text}`} onPress={() => onChange({ notes: draft.notes.filter((_, x) => x !== k) })}>×</Button></li>)}
        {draft.business.map((b, k) => <li key={`b${k}`}><span>({b.text}){b.after ? ` after line ${b.after}` : ""}</span><Button aria-label={`Take away: ${b.text}`} onPress={() => onChange({ business: draft.business.filter((_, x) => x !== k) })}>×</Button></li>)}
      </ul>
    </details>
  );
}

const MATCH = ["eyeline", "lens", "camera height", "distance", "wardrobe", "hair and make-up", "props", "hands", "time of day", "light", "levels", "clean plate", "other"];

export function Matches({ match, onChange }: { match: MatchWords[]; onChange: (match: MatchWords[]) => void }) {
  const [kind, setKind] = useState("eyeline");
  const [value, setValue] = useState("");
  return (
    <details>
      <summary>Match list <small>{match.length || ""}</small></summary>
      <div className="pair">
        <label className="thumb">What<select value={kind} onChange={(e) => setKind(e.target.value)}>{MATCH.map((k) => <option key={k}>{k}</option>)}</select></label>
        <label className="thumb">How it is here<input value={value} onChange={(e) => setValue(e.target.value)} /></label>
      </div>
      <Button isDisabled={!value.trim()} onPress={() => { onChange([...match, { kind, value: value.trim() }]); setValue(""); }}>Add to the match list</Button>
      <ul className="entries">
        {match.map((m, n) => <li key={n}><span><b>{m.kind}</b> {m.value}</span><Button aria-label={`Take away: ${m.kind} ${m.value}`} onPress={() => onChange(match.filter((_, x) => x !== n))}>×</Button></li>)}
      </ul>
    </details>
  );
}
