/** Cut: both ends of a scene on one clock, a take chosen for each line, the files to take away. */
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { get, post } from "../api/client";
import type { ChosenTakesAnswer, CutAnswer, CutFilesAnswer, CutItemAnswer, CutSceneAnswer } from "../api/schema";
import { Pick, TextGap } from "../ask/pick";
import { useAct } from "../parts/act";
import { Answer, Button, Choice, Findings, Page } from "../parts/basics";
import { go, useSearch } from "../route";
import { count } from "../words";
import { Tracks, type Shown } from "./tracks";

const STYLES: Record<string, string> = {
  speaker: "on who speaks",
  reaction: "on who listens",
  hold: "hold through short answers",
  overlap: "sound leads the picture",
};

const FORMATS: Record<string, string> = {
  otio: "OpenTimelineIO: everything, alternates too",
  edl: "edit list, CMX 3600",
  ale: "Avid Log Exchange: every take",
  xml: "Final Cut Pro 7 XML, for Premiere and Resolve",
};

export function CutPage() {
  const scenes = useQuery({ queryKey: ["cut", "scenes"], queryFn: () => get<CutSceneAnswer[]>("cut/scenes") });
  const wanted = useSearch().get("scene") ?? "";
  return (
    <Answer of={scenes}>
      {(found) => {
        const scene = found.find((s) => s.number === wanted) ?? found[0];
        if (!scene) {
          return (
            <Page title="Cut">
              <p>No takes are logged yet: there is nothing to cut. Log them on set, or read a log in: <code>intercut take read FILE LOG.yaml</code></p>
            </Page>
          );
        }
        return (
          <Page
            title="Cut"
            tools={
              <Choice
                label="Scene"
                value={scene.number}
                onChange={(number) => go(`/cut?scene=${encodeURIComponent(number)}`)}
                options={found.map((s) => ({ id: s.number, name: `${s.number} · ${s.heading} · ${count(s.takes, "take")}` }))}
              />
            }
          >
            <Scene key={scene.number} number={scene.number} />
          </Page>
        );
      }}
    </Answer>
  );
}

function Scene({ number }: { number: string }) {
  const [style, setStyle] = useState("speaker");
  const [handles, setHandles] = useState("12");
  const [shown, setShown] = useState<Shown>(null);
  const body = { scene: number, style, handles: Math.min(240, Number(handles) || 0) };
  const cut = useQuery({
    queryKey: ["cut", body],
    queryFn: () => post<CutAnswer>("cut", body),
    placeholderData: keepPreviousData,
  });
  const files = useAct(() => post<CutFilesAnswer>("cut/files", body));
  const [made, setMade] = useState<CutFilesAnswer | null>(null);
  const [before, setBefore] = useState<Record<string, string> | null>(null);
  const client = useQueryClient();
  const choosing = useAct((takes: Record<string, string>) => post<ChosenTakesAnswer>("cut/choose", { scene: number, takes }));
  /** Kept with the film: the same cut comes from every door. What stood before takes it back. */
  const choose = async (takes: Record<string, string>, back = false) => {
    const done = await choosing.act(takes);
    if (!done) return;
    setMade(null);
    setBefore(back ? null : done.before);
    await client.invalidateQueries({ queryKey: ["cut", body] });
  };
  return (
    <Answer of={cut}>
      {(of) => (
        <>
          <p className="verdict" role="status">
            <b>{length(of)}</b> at {of.rate} frames · {of.cut} of {count(of.lines, "line")} cut
            {of.lines > of.cut && <> · <b data-level="bad">{count(of.lines - of.cut, "hole")}</b></>}
            {of.marks.length > 0 && <> · {count(of.marks.filter((m) => m.kind === "improvised" || m.kind === "business").length, "improvised moment")}</>}
            {of.call && <> · far voices are on the phone</>}
          </p>
          <div className="says">
            Cut <Pick label="Style" value={style} onChange={setStyle} options={of.styles.map((id) => ({ id, name: STYLES[id] ?? id }))} /> with handles of{" "}
            <TextGap label="Handles in frames" value={handles} onChange={(v) => setHandles(v.replace(/\D/g, "").slice(0, 3))} size={3} /> frames.
            {before && <Button kind="quiet" isDisabled={choosing.busy} onPress={() => void choose(before, true)}>Undo the choice</Button>}
            {Object.keys(of.chosen).length > 0 && (
              <Button kind="quiet" isDisabled={choosing.busy} onPress={() => void choose(Object.fromEntries(Object.keys(of.chosen).map((line) => [line, ""])))}>Back to the best takes ({Object.keys(of.chosen).length} chosen)</Button>
            )}
          </div>
          <Tracks of={of} shown={shown} show={setShown} />
          <div className="cutting">
            <Lines of={of} shown={shown} show={setShown} choose={(line, take) => void choose({ [line]: take })} />
            <aside className="column wide">
              <section className="panel">
                <h2>To take away</h2>
                {!made && <Button kind="main" isDisabled={files.busy} onPress={() => void files.act().then((done) => done && setMade(done))}>{files.busy ? "Writing …" : "Write the files"}</Button>}
                <div role="status">
                {made && (
                  <ul className="marks">
                    {made.files.map((f) => (
                      <li key={f}>
                        <a href={`/api/cut/file?bundle=${made.bundle}&name=${encodeURIComponent(f)}`} download={f}>{f}</a> <small>{FORMATS[f.split(".").pop() ?? ""]}</small>
                      </li>
                    ))}
                    <li><a className="button" href={`/api/cut/file?bundle=${made.bundle}`} download="cut.zip">All as one archive</a></li>
                  </ul>
                )}
                </div>
                {made && made.findings.some((f) => f.code === "cut.alternates_lost") && <p className="facts">Only .otio and .ale name the alternate takes.</p>}
              </section>
              {of.marks.length > 0 && (
                <section className="panel">
                  <h2>Markers</h2>
                  <ul className="markers">
                    {of.marks.map((m, n) => (
                      <li key={n} data-kind={m.kind}>
                        <button type="button" className="lead" onClick={() => setShown({ frame: m.frame, line: "" })}>{m.at}</button> <b>{m.kind}</b>: “{m.text}” <small>{m.note}, {m.slate}{m.timecode && ` at ${m.timecode}`}</small>
                      </li>
                    ))}
                  </ul>
                </section>
              )}
              {of.findings.length > 0 && (
                <section className="panel">
                  <h2>Findings</h2>
                  <Findings findings={of.findings} most={30} />
                </section>
              )}
            </aside>
          </div>
        </>
      )}
    </Answer>
  );
}

/** Every line once, in the order of the cut, each with the takes that have it. */
function Lines({ of, shown, show, choose }: { of: CutAnswer; shown: Shown; show: (s: Shown) => void; choose: (line: string, take: string) => void }) {
  const ends = [...new Set(of.tracks.map((t) => t.end))];
  const sound = of.tracks.filter((t) => t.kind === "sound").flatMap((t) => t.items.map((item) => ({ item, end: ends.indexOf(t.end), label: t.label })));
  const picture = new Map<string, CutItemAnswer>();
  for (const t of of.tracks) if (t.kind === "picture") for (const i of t.items) if (i.line && !picture.has(i.line)) picture.set(i.line, i);
  sound.sort((a, b) => a.item.frame - b.item.frame);
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => list.current?.querySelector("[data-now]")?.scrollIntoView({ block: "nearest" }), [shown]);
  return (
    <ol className="spoken" aria-label="Lines of the cut" ref={list}>
      {sound.map(({ item, end, label }) => {
        const seen = item.line ? picture.get(item.line) : undefined;
        const takes = item.missing ? [] : [{ take: item.take, slate: item.slate, circled: item.circled }, ...item.others];
        const now = shown && (shown.line ? shown.line === item.line : shown.frame >= item.frame && shown.frame < item.frame + item.frames);
        return (
          <li key={`${item.frame}${item.line}`} data-end={end} data-hole={item.missing || undefined} data-now={now || undefined} data-line={item.line || undefined}>
            <button type="button" className="lead at" onClick={() => show({ frame: item.frame, line: item.line })}>{item.at}</button>
            <div>
              <b>{item.name.replace(/^\S+ /, "") || item.name}</b> <small>{label}</small>
              <p>{item.text}</p>
              {item.missing && <p><b data-level="bad">Hole: {item.missing}</b></p>}
              {seen?.missing && !item.missing && <p><b data-level="bad">{seen.missing}</b></p>}
            </div>
            {item.line && takes.length > 1 ? (
              <Pick
                label={`Take of line ${item.line}`}
                value={item.take}
                onChange={(take) => choose(item.line, take)}
                options={takes.map((t) => ({ id: t.take, name: `${t.slate}${t.circled ? " ◯" : ""}` })).sort((a, b) => a.name.localeCompare(b.name))}
              />
            ) : (
              <small className="take">{item.slate}{item.circled && " ◯"}{item.media && !item.online && " (offline)"}</small>
            )}
          </li>
        );
      })}
    </ol>
  );
}

function length(of: CutAnswer): string {
  const seconds = Math.round(of.frames / of.frames_a_second);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
