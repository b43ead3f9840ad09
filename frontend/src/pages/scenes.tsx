/** A sheet for every scene and part: what it needs, how long it is, and who said so. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Input, Label, TextField } from "react-aria-components";
import { get, post } from "../api/client";
import type { FactsChange, FactsTables, SceneAnswer, ScriptAnswer, ShownAnswer } from "../api/schema";
import { useAct } from "../parts/act";
import { Answer, Button, Page } from "../parts/basics";
import { tell } from "../parts/toasts";
import { useSearch, go } from "../route";
import { useMay } from "../session";

export function ScenesPage() {
  const scenes = useQuery({ queryKey: ["scenes"], queryFn: () => get<ScriptAnswer>("scenes") });
  const [wanted, setWanted] = useState("");
  return (
    <Page
      title="Scenes"
      tools={
        <TextField value={wanted} onChange={setWanted} aria-label="Find scenes" className="search">
          <Input placeholder="Find: set, cast, words" />
        </TextField>
      }
    >
      <Answer of={scenes}>{(found) => <Sheets of={found} wanted={wanted} />}</Answer>
    </Page>
  );
}

function Sheets({ of, wanted }: { of: ScriptAnswer; wanted: string }) {
  const chosen = useSearch().get("scene") ?? "";
  const scene = of.scenes.find((s) => s.number === chosen);
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = of.scenes.filter((s) => {
    const text = `${s.number} ${s.heading} ${s.set} ${s.synopsis} ${s.marks.map((m) => m.name).join(" ")}`.toLowerCase();
    return words.every((w) => text.includes(w));
  });
  return (
    <div className="master" data-open={scene ? true : undefined}>
      <div className="scroll" tabIndex={0} role="region" aria-label="Scenes">
        <table className="ledger scenes">
          <thead><tr><th scope="col">Scene</th><th scope="col">Set</th><th scope="col">Light</th><th scope="col">Pages</th><th scope="col">Min</th><th scope="col">Cast</th></tr></thead>
          <tbody>
            {shown.map((s) => (
              <tr key={s.id} data-omitted={s.omitted || undefined} aria-selected={s.number === chosen || undefined}>
                <th scope="row"><a href={`/scenes?scene=${encodeURIComponent(s.number)}`}>{s.number}</a></th>
                <td>{s.set}{s.parts.length > 0 && <small> · {s.parts.length} parts</small>}{s.omitted && <small> · omitted</small>}</td>
                <td>{s.int_ext} {s.light.toUpperCase()}</td>
                <td>{s.pages}</td>
                <td>{s.minutes}</td>
                <td>{s.marks.filter((m) => m.kind === "seen").map((m) => m.name).join(", ")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {scene && <Sheet key={scene.id} scene={scene} />}
    </div>
  );
}

function Sheet({ scene }: { scene: SceneAnswer }) {
  const known = useQuery({ queryKey: ["known", "scene", scene.number], queryFn: () => get<ShownAnswer>("scene", { number: scene.number }) });
  const may = useMay("change_facts");
  const kinds: [string, string][] = [["seen", "On set"], ["heard", "Heard only"], ["mentioned", "Mentioned"], ["element", "Elements"]];
  return (
    <article className="panel sheet-of" aria-label={`Scene ${scene.number}`}>
      <div className="head">
        <h2>{scene.number} {scene.heading}</h2>
        <Button kind="quiet" onPress={() => go("/scenes")}>Close</Button>
      </div>
      <p>{scene.synopsis}</p>
      <p className="facts">
        {scene.pages} pages ({scene.eighths_origin}), {scene.minutes} min{scene.script_day && `, script day ${scene.script_day}`}{scene.script_page && `, page ${scene.script_page}`}.{" "}
        <a href={`/script?scene=${encodeURIComponent(scene.number)}`}>Read it</a>
      </p>
      {may && <Override scene={scene} />}
      {kinds.map(([kind, title]) => {
        const marks = scene.marks.filter((m) => m.kind === kind);
        return marks.length > 0 && (
          <section key={kind}>
            <h3>{title}</h3>
            <ul className="marks">
              {marks.map((m) => (<li key={m.name}><b>{m.name}</b> <small>{m.reason}{m.confidence < 100 && ` (${m.confidence} %)`}</small></li>))}
            </ul>
          </section>
        );
      })}
      {scene.parts.length > 0 && (
        <section>
          <h3>Parts</h3>
          <ul className="marks">
            {scene.parts.map((p) => (<li key={p.number} data-part={p.number}><b>pt{p.number} {p.label}</b> <small>{p.set}; {p.cast.join(", ")}{p.voices.length > 0 && `; heard: ${p.voices.join(", ")}`}; {p.pages} pages, {p.minutes} min</small></li>))}
          </ul>
        </section>
      )}
      <Answer of={known}>
        {(shown) => (
          <section>
            {shown.days.length > 0 && (<><h3>When</h3><ul className="marks">{shown.days.map((d) => <li key={d}>{d}</li>)}</ul></>)}
            <h3>Facts and where they come from</h3>
            <dl className="known">
              {shown.facts.map((f, n) => (<div key={n}><dt>{f.what}</dt><dd>{f.value} <small>{f.sources.join(" ← ")}</small></dd></div>))}
            </dl>
          </section>
        )}
      </Answer>
    </article>
  );
}

/** What a person knows better than the program: eighths, minutes, synopsis. */
function Override({ scene }: { scene: SceneAnswer }) {
  const facts = useQuery({ queryKey: ["facts"], queryFn: () => get<FactsTables>("facts") });
  const set = useAct(
    (pages: string, minutes: string, synopsis: string) => {
      const table = facts.data;
      if (!table) throw new Error("the facts are not read yet");
      const rows = (table.tables["scenes"] ?? []) as Record<string, string>[];
      const at = rows.findIndex((r) => String(r["scene"]) === scene.number || String(r["scene"]) === scene.id);
      const row = at < 0 ? rows.length : at;
      const amendments = [
        ...(at < 0 ? [{ path: ["scenes", row, "scene"], value: `'${scene.number}'` }] : []),
        ...(pages !== scene.pages ? [{ path: ["scenes", row, "pages"], value: pages }] : []),
        ...(minutes !== String(scene.minutes) ? [{ path: ["scenes", row, "minutes"], value: minutes ? `${minutes} min` : "" }] : []),
        ...(synopsis !== scene.synopsis ? [{ path: ["scenes", row, "synopsis"], value: synopsis }] : []),
      ];
      return post<FactsChange>("facts", { revision: table.revision, amendments });
    },
    {
      touches: ["facts", "scenes", "script", "cards", "board", "session", "known"],
      then: (done) => tell(done.changed ? "Kept in the facts." : (done.findings[0]?.message ?? "Nothing changed."), !done.changed),
    },
  );
  return (
    <form
      className="ask"
      onSubmit={(e) => {
        e.preventDefault();
        const given = new FormData(e.currentTarget);
        void set.act(String(given.get("pages")), String(given.get("minutes")), String(given.get("synopsis")));
      }}
    >
      <TextField name="pages" defaultValue={scene.pages}><Label>Pages</Label><Input size={6} /></TextField>
      <TextField name="minutes" defaultValue={String(scene.minutes)}><Label>Minutes</Label><Input size={5} inputMode="numeric" /></TextField>
      <TextField name="synopsis" defaultValue={scene.synopsis} className="grow"><Label>Synopsis</Label><Input /></TextField>
      <Button type="submit" isDisabled={set.busy || !facts.data}>Set</Button>
    </form>
  );
}
