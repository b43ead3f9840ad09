/** The script as its pages look, the breakdown's marks in the margin; a line is clicked to mark it. */
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { get, post } from "../api/client";
import type { FactsChange, ProposalsAnswer, SceneAnswer, ScriptAnswer } from "../api/schema";
import { useAct } from "../parts/act";
import { Answer, Button, Page } from "../parts/basics";
import { tell } from "../parts/toasts";
import { useSearch } from "../route";
import { useMay } from "../session";

export function ScriptPage() {
  const script = useQuery({ queryKey: ["script"], queryFn: () => get<ScriptAnswer>("script") });
  return (
    <Page title="Script">
      <Answer of={script}>{(found) => <Leaves of={found} />}</Answer>
    </Page>
  );
}

function Leaves({ of }: { of: ScriptAnswer }) {
  const wanted = useSearch().get("scene") ?? "";
  useEffect(() => {
    if (wanted) document.getElementById(`scene-${wanted}`)?.scrollIntoView({ block: "start" });
  }, [wanted]);
  if (!of.scenes.some((s) => s.paragraphs.length)) {
    return <p className="empty">This film was made from a board and has no script. Drop one on the start page.</p>;
  }
  return (
    <div className="script">
      {of.scenes.filter((s) => s.paragraphs.length > 0).map((s) => <SceneText key={s.id} scene={s} revision={of.revision} />)}
    </div>
  );
}

function SceneText({ scene, revision }: { scene: SceneAnswer; revision: number }) {
  const mayMark = useMay("change_facts");
  const [picked, setPicked] = useState<number | null>(null);
  const kinds: [string, string][] = [["seen", "On set"], ["heard", "Heard"], ["element", "Elements"]];
  return (
    <section className="scene" id={`scene-${scene.number}`} aria-label={`Scene ${scene.number}`} data-omitted={scene.omitted || undefined}>
      <div className="text">
        {scene.paragraphs.map((p, n) =>
          p.kind === "heading" ? (
            <h2 key={n} className="p heading">
              <span className="no" aria-hidden="true">{scene.number}</span>
              {p.text}
              <span className="no right" aria-hidden="true">{scene.number}</span>
            </h2>
          ) : (
            <p key={n} className={`p ${p.kind.replace(" ", "-")}`} data-part={p.part || undefined} data-dual={p.dual || undefined}>
              {mayMark && p.kind === "action" ? (
                <button type="button" className="mark-line" aria-expanded={picked === n} title="Mark what this line needs" onClick={() => setPicked(picked === n ? null : n)}>{p.text}</button>
              ) : (
                p.text
              )}
            </p>
          ),
        )}
      </div>
      <div className="margin">
        {picked !== null && <MarkForm key={picked} scene={scene} revision={revision} text={scene.paragraphs[picked]?.text ?? ""} onDone={() => setPicked(null)} />}
        {mayMark && <ToConfirm scene={scene.number} />}
        <p><a href={`/scenes?scene=${encodeURIComponent(scene.number)}`}>Scene {scene.number}</a> <small>{scene.pages} pages, {scene.minutes} min</small></p>
        {scene.parts.length > 0 && (
          <ul className="marks">
            {scene.parts.map((p) => (<li key={p.number} data-part={p.number}>pt{p.number} {p.label}: {p.cast.join(", ")}</li>))}
          </ul>
        )}
        {kinds.map(([kind, title]) => {
          const marks = scene.marks.filter((m) => m.kind === kind);
          return marks.length > 0 && (<p key={kind} className={`mark-${kind}`}><small>{title}</small> {marks.map((m) => m.name).join(", ")}</p>);
        })}
      </div>
    </section>
  );
}

const CATEGORIES = ["Props", "Wardrobe", "Makeup/Hair", "Vehicles", "Animals", "Background", "Stunts", "Set Dressing", "Special Effects", "Visual Effects", "Special Equipment", "Greenery", "Sound", "Music", "Other"];
const TOUCHES = ["script", "scenes", "session", "facts", "proposals", "cards", "board"];

const told = (done: FactsChange) => {
  if (!done.changed) tell(done.findings.find((f) => f.level === "error")?.message ?? "Nothing changed.", true);
};

/** What a line needs, in its category; or that the scene does not need what was read into it. */
function MarkForm({ scene, revision, text, onDone }: { scene: SceneAnswer; revision: number; text: string; onDone: () => void }) {
  const [name, setName] = useState(() => window.getSelection()?.toString().trim().slice(0, 80) ?? "");
  const [category, setCategory] = useState("Props");
  const mark = useAct((what: string, needed: boolean) => post<FactsChange>("script/mark", { revision, scene: scene.number, name: what, category, needed }), {
    touches: TOUCHES,
    then: (done) => {
      told(done);
      if (done.changed) onDone();
    },
  });
  return (
    <form className="panel mark-form" aria-label={`Mark scene ${scene.number}`} onSubmit={(e) => { e.preventDefault(); if (name.trim()) void mark.act(name, true); }}>
      <p className="hint">{text.slice(0, 90)}{text.length > 90 && " …"}</p>
      <label>It needs<input value={name} maxLength={80} onChange={(e) => setName(e.target.value)} /></label>
      <label>Category<select value={category} onChange={(e) => setCategory(e.target.value)}>{CATEGORIES.map((c) => <option key={c}>{c}</option>)}</select></label>
      <div className="tools">
        <Button type="submit" kind="main" isDisabled={mark.busy || !name.trim()}>Mark it</Button>
        <Button onPress={onDone}>Leave it</Button>
      </div>
      {scene.marks.filter((m) => m.kind === "element").map((m) => (
        <Button key={m.name} kind="quiet" isDisabled={mark.busy} onPress={() => void mark.act(m.name.replace(/ × \d+$/, ""), false)}>Not needed: {m.name}</Button>
      ))}
    </form>
  );
}

/** What the program asks of this scene: yes, no. */
function ToConfirm({ scene }: { scene: string }) {
  const found = useQuery({ queryKey: ["proposals"], queryFn: () => get<ProposalsAnswer>("proposals") });
  const revision = found.data?.revision ?? 0;
  const say = useAct((proposal: string, accepted: boolean) => post<FactsChange>("proposals", { revision, answers: [{ proposal, accepted }] }), { touches: TOUCHES, then: told });
  const open = (found.data?.proposals ?? []).filter((p) => p.scene === scene && found.data?.answered[p.id] === undefined);
  if (!open.length) return null;
  return (
    <details>
      <summary>{open.length} to confirm</summary>
      <ul className="to-confirm">
        {open.map((p) => (
          <li key={p.id}>
            <p>{p.message}</p>
            <Button aria-label={`Yes: ${p.message}`} isDisabled={say.busy} onPress={() => void say.act(p.id, true)}>Yes</Button>
            <Button aria-label={`No: ${p.message}`} isDisabled={say.busy} onPress={() => void say.act(p.id, false)}>No</Button>
          </li>
        ))}
      </ul>
    </details>
  );
}
