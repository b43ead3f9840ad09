/** The tracks of a cut on a time axis: picture and sound of each end, holes, markers, handles. */
import { useEffect, useRef, useState } from "react";
import type { CutAnswer, CutItemAnswer, CutTrackAnswer } from "../api/schema";
import { Button } from "../parts/basics";

/** What is looked at: a frame, and the line it belongs to. */
export type Shown = { frame: number; line: string } | null;

const ZOOMS = [4, 8, 16, 32, 64];

export function Tracks({ of, shown, show }: { of: CutAnswer; shown: Shown; show: (s: Shown) => void }) {
  const [zoom, setZoom] = useState(1);
  const box = useRef<HTMLDivElement>(null);
  const fps = of.frames_a_second;
  const scale = (ZOOMS[zoom] ?? 8) / fps; // pixels a frame
  const width = Math.max(1, Math.ceil(of.frames * scale));
  const seconds = of.frames / fps;
  const every = [1, 2, 5, 10, 15, 30, 60].find((s) => s * fps * scale >= 70) ?? 60;
  const ends = [...new Set(of.tracks.map((t) => t.end))];
  const rows = ends.flatMap((end) => ["picture", "sound"].flatMap((kind) => of.tracks.filter((t) => t.end === end && t.kind === kind)));
  useEffect(() => {
    if (shown && box.current) box.current.scrollTo({ left: shown.frame * scale - box.current.clientWidth / 3 });
  }, [shown, scale]);
  return (
    <section className="cut" aria-label="Tracks">
      <div className="tools">
        <Button onPress={() => setZoom(Math.max(0, zoom - 1))} isDisabled={zoom === 0} aria-label="Wider">−</Button>
        <Button onPress={() => setZoom(Math.min(ZOOMS.length - 1, zoom + 1))} isDisabled={zoom === ZOOMS.length - 1} aria-label="Closer">+</Button>
        <span className="legend">
          <span data-key="clip">clip</span> <span data-key="far">heard over the phone</span> <span data-key="hole">hole</span> <span data-key="mark">marker</span>
        </span>
      </div>
      <div className="lanes">
        <div className="names" aria-hidden="true">
          <span className="name axis" />
          {rows.map((t) => (
            <span key={t.end + t.kind} className="name" data-kind={t.kind}>{t.kind === "picture" ? t.label : "sound"}</span>
          ))}
        </div>
        <div className="timeline" ref={box} tabIndex={0} role="region" aria-label="Time axis of the cut">
          <div style={{ width }}>
            <div className="lane axis">
              {Array.from({ length: Math.floor(seconds / every) + 1 }, (_, n) => (
                <span key={n} className="tick-at" style={{ left: n * every * fps * scale }}>{clock(n * every)}</span>
              ))}
              {of.marks.map((m, n) => (
                <button key={n} type="button" className="marker" data-kind={m.kind} style={{ left: m.frame * scale }} title={`${m.kind}: ${m.text}`} aria-label={`${m.kind} at ${m.at}: ${m.text}`} onClick={() => show({ frame: m.frame, line: "" })} />
              ))}
              {shown && <span className="playhead" style={{ left: shown.frame * scale }} />}
            </div>
            {rows.map((t) => (
              <Lane key={t.end + t.kind} of={t} end={ends.indexOf(t.end)} scale={scale} shown={shown} show={show} />
            ))}
          </div>
        </div>
      </div>
    </section>
  );
}

function Lane({ of, end, scale, shown, show }: { of: CutTrackAnswer; end: number; scale: number; shown: Shown; show: (s: Shown) => void }) {
  return (
    <div className="lane" data-kind={of.kind} data-end={end} role="group" aria-label={`${of.kind} of ${of.label || of.end}`}>
      {of.items.map((i) => (
        <button
          key={i.frame}
          type="button"
          tabIndex={-1}
          className="clip"
          data-hole={i.missing || undefined}
          data-far={i.far || undefined}
          data-improvised={(!i.line && !i.missing) || undefined}
          data-now={(shown?.line && shown.line === i.line) || undefined}
          style={{ left: i.frame * scale, width: Math.max(2, i.frames * scale - 1) }}
          title={told(i)}
          aria-label={told(i)}
          onClick={() => show({ frame: i.frame, line: i.line })}
        >
          {!i.missing && i.head > 0 && <span className="handle-in" style={{ width: Math.min(i.head * scale, 6) }} />}
          <span className="words">{i.missing ? `${short(i.line)} ${i.missing}` : short(i.line) || "improvised"}</span>
          {!i.missing && i.tail > 0 && <span className="handle-out" style={{ width: Math.min(i.tail * scale, 6) }} />}
        </button>
      ))}
    </div>
  );
}

/** `42` of line 17.42: the scene is known. */
const short = (line: string): string => line.split(".").pop() ?? "";

const told = (i: CutItemAnswer): string =>
  i.missing
    ? `${i.name} at ${i.at}: ${i.missing}`
    : `${i.line ? "" : "improvised, "}${i.name} at ${i.at}, ${i.slate}${i.circled ? " circled" : ""} from ${i.source}, handles ${i.head}+${i.tail}${i.far ? ", over the phone" : ""}`;

const clock = (s: number): string => `${Math.floor(s / 60)}:${String(s % 60).padStart(2, "0")}`;
