/** The script as its pages look, the breakdown's marks in the margin. */
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { get } from "../api/client";
import type { SceneAnswer, ScriptAnswer } from "../api/schema";
import { Answer, Page } from "../parts/basics";
import { useSearch } from "../route";

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
      {of.scenes.filter((s) => s.paragraphs.length > 0).map((s) => <SceneText key={s.id} scene={s} />)}
    </div>
  );
}

function SceneText({ scene }: { scene: SceneAnswer }) {
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
              {p.text}
            </p>
          ),
        )}
      </div>
      <div className="margin">
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
