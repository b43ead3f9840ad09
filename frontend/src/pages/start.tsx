/** Where a film begins: a script dropped, a film opened, and what needs a person's eye. */
import { useQuery } from "@tanstack/react-query";
import { useMemo, useRef, useState } from "react";
import { DropZone, FileTrigger, Text, type DropZoneProps } from "react-aria-components";
import { get, post, upload } from "../api/client";
import type { FactsChange, MadeAnswer, ProposalAnswer, ProposalsAnswer } from "../api/schema";
import { useAct } from "../parts/act";
import { Answer, Button, Choice, Findings, Page } from "../parts/basics";
import { tell } from "../parts/toasts";
import { go } from "../route";
import { useMay, useSession } from "../session";
import { count, plain } from "../words";

export function StartPage() {
  const session = useSession();
  const mayMake = useMay("revise_script");
  const mayDecide = useMay("change_facts");
  return (
    <Page title={session.film ? "Start" : "A new film"}>
      {mayMake && <Bring />}
      {session.film && mayDecide && <Eye />}
    </Page>
  );
}


function Bring() {
  const session = useSession();
  const [made, setMade] = useState<MadeAnswer | null>(null);
  const picked = useRef<File | null>(null);
  const [waiting, setWaiting] = useState("");
  const after = (answer: MadeAnswer) => {
    setMade(answer);
    if (answer.made) {
      tell(answer.told.length ? `Done: ${answer.told.join("; ")}.` : `${answer.film} is open.`);
      setWaiting("");
    }
  };
  const touches = ["session", "cards", "board", "boards", "scenes", "script", "proposals", "facts", "runs", "history"];
  const make = useAct((script: File, name: string) => upload<MadeAnswer>("films/new", { script, name }), { then: after, touches });
  const revise = useAct((script: File) => upload<MadeAnswer>("script/draft", { script }), { then: after, touches });
  const open = useAct((name: string) => post<MadeAnswer>("films/open", { name }), { then: after, touches });
  const example = useAct(() => post<MadeAnswer>("films/example", { name: "brownstone" }), { then: after, touches });
  const busy = make.busy || revise.busy || open.busy || example.busy;
  const take = (file: File | undefined) => {
    if (!file) return;
    picked.current = file;
    if (session.film) setWaiting(file.name);
    else void make.act(file, session.wanted);
  };
  const dropped: NonNullable<DropZoneProps["onDrop"]> = async (e) => {
    for (const item of e.items) if (item.kind === "file") return take(await item.getFile());
    return undefined;
  };
  const others = session.films.filter((f) => !f.open);
  const stem = waiting.replace(/\.[^.]*$/, "");
  return (
    <section className="panel">
      <DropZone className="drop" onDrop={(e) => void dropped(e)} getDropOperation={() => "copy"} isDisabled={busy}>
        <Text slot="label">
          {session.film ? "Drop a new draft of the script here, or another film's script" : "Drop a script here: Fountain or Final Draft (.fdx)"}
        </Text>
        <div className="tools">
          <FileTrigger
            acceptedFileTypes={[".fountain", ".fdx", ".txt", ".uss", ".csv", ".tsv"]}
            onSelect={(files) => take(files?.[0])}
          >
            <Button kind={session.film ? undefined : "main"} isDisabled={busy}>
              {busy ? "Reading …" : "Choose a file"}
            </Button>
          </FileTrigger>
          {session.example && !session.films.some((f) => f.name === "brownstone.intercut") && (
            <Button onPress={() => void example.act()} isDisabled={busy}>Open the example</Button>
          )}
        </div>
      </DropZone>
      {waiting && (
        <div className="ask" role="group" aria-label="What is this file?">
          <p>
            <b>{waiting}</b>: a new draft of {session.title || session.film}, or a film of its own?
          </p>
          <div className="tools">
            <Button kind="main" isDisabled={busy} onPress={() => picked.current && void revise.act(picked.current)}>A new draft</Button>
            <Button isDisabled={busy} onPress={() => picked.current && void make.act(picked.current, stem)}>A film of its own ({stem}.intercut)</Button>
            <Button kind="quiet" onPress={() => setWaiting("")}>Leave it</Button>
          </div>
        </div>
      )}
      {others.length > 0 && (
        <p className="others">
          Other films in {session.folder || "this folder"}:{" "}
          {others.map((f) => (
            <Button key={f.name} kind="quiet" isDisabled={busy} onPress={() => void open.act(f.name)}>
              {f.name}
            </Button>
          ))}
        </p>
      )}
      {made && made.findings.length > 0 && (
        <details open={!made.made}>
          <summary>{made.made ? `${count(made.findings.length, "thing")} found in the script` : "It could not be taken"}</summary>
          <Findings findings={made.findings} most={40} />
        </details>
      )}
    </section>
  );
}

/** Everything the program is not sure of, one line each: yes, no, next. */
function Eye() {
  const found = useQuery({ queryKey: ["proposals"], queryFn: () => get<ProposalsAnswer>("proposals") });
  return <Answer of={found}>{(data) => <Proposals data={data} />}</Answer>;
}

function Proposals({ data }: { data: ProposalsAnswer }) {
  const session = useSession();
  const kinds = useMemo(() => [...new Set(data.proposals.map((p) => p.kind))], [data.proposals]);
  const [kind, setKind] = useState("");
  const [all, setAll] = useState(false);
  const answer = useAct(
    (answers: { proposal: string; accepted: boolean | null }[]) =>
      post<FactsChange>("proposals", { revision: data.revision, answers }),
    {
      touches: ["proposals", "session", "scenes", "script", "cards", "board", "facts"],
      then: (done) => {
        const wrong = done.findings.filter((f) => f.level === "error");
        if (!done.changed) tell(wrong[0] ? `Not taken, as the facts would not hold: ${wrong[0].message}` : "Nothing changed.", true, wrong.slice(1, 4).map((f) => f.message));
      },
    },
  );
  const shown = data.proposals.filter(
    (p) => (!kind || p.kind === kind) && (all || data.answered[p.id] === undefined),
  );
  const open = data.proposals.filter((p) => data.answered[p.id] === undefined).length;
  const say = (p: ProposalAnswer, accepted: boolean | null) => void answer.act([{ proposal: p.id, accepted }]);
  return (
    <section>
      <div className="head">
        <h2>
          For your eye <small>{open ? `${count(open, "thing")} to decide` : "everything is decided"}</small>
        </h2>
        <div className="tools">
          <Choice
            label="Kind"
            value={kind}
            onChange={setKind}
            options={[{ id: "", name: "every kind" }, ...kinds.map((k) => ({ id: k, name: k }))]}
          />
          <Button onPress={() => setAll(!all)} aria-pressed={all}>Decided too</Button>
          <Button
            isDisabled={answer.busy || !shown.some((p) => data.answered[p.id] === undefined)}
            onPress={() =>
              void answer.act(
                shown.filter((p) => data.answered[p.id] === undefined && p.confidence >= 80).map((p) => ({ proposal: p.id, accepted: true })),
              )
            }
          >
            Yes to all that are 80 % sure
          </Button>
        </div>
      </div>
      {!open && (
        <p>
          <a className="button main" href="/plan">Plan it</a>{" "}
          {session.board && <a className="button" href="/board">See the board</a>}
        </p>
      )}
      <ol className="proposals">
        {shown.map((p) => {
          const said = data.answered[p.id];
          return (
            <li key={p.id} data-said={said === undefined ? undefined : said ? "yes" : "no"}>
              <div className="what">
                <p>
                  <b>{p.message}</b>
                </p>
                <p className="why">
                  {p.scene && (
                    <button type="button" className="lead" onClick={() => go(`/script?scene=${encodeURIComponent(p.scene)}`)}>
                      Scene {p.scene}
                    </button>
                  )}{" "}
                  {plain(p.kind)}, {p.confidence} % sure{p.applied ? ", counted until you say no" : ", waits for your yes"}. {p.reason}
                </p>
              </div>
              <div className="tools">
                <Button aria-label={`Yes: ${p.message}`} aria-pressed={said === true} isDisabled={answer.busy} onPress={() => say(p, said === true ? null : true)}>Yes</Button>
                <Button aria-label={`No: ${p.message}`} aria-pressed={said === false} isDisabled={answer.busy} onPress={() => say(p, said === false ? null : false)}>No</Button>
              </div>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
