/** Paper: seen as it will print, then published under its colour and taken away. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Checkbox, CheckboxGroup, Label } from "react-aria-components";
import { get, post } from "../api/client";
import type { HandedAnswer, PagesAnswer, PapersAnswer } from "../api/schema";
import { useAct } from "../parts/act";
import { Answer, Button, Choice, Page } from "../parts/basics";
import { BoardChoice, useBoardName } from "../parts/boards";
import { count, plain } from "../words";

const NAMES: Record<string, string> = {
  stripboard: "Stripboard",
  oneliner: "One-line schedule",
  dood: "Day out of days",
  calendar: "Calendars",
  uss: "Universal Schedule Standard",
  csv: "Strips as a table",
};
const DRAWN = ["oneliner", "stripboard", "dood"];

export function DocumentsPage() {
  const [board] = useBoardName();
  const papers = useQuery({ queryKey: ["papers"], queryFn: () => get<PapersAnswer>("papers") });
  const [reader, setReader] = useState("");
  const [paper, setPaper] = useState("a4");
  const [seen, setSeen] = useState("oneliner");
  const [chosen, setChosen] = useState<string[]>(["oneliner", "stripboard", "dood"]);
  const [handed, setHanded] = useState<HandedAnswer | null>(null);
  const publish = useAct(() => post<HandedAnswer>("papers", { board, documents: chosen, reader, paper }), {
    then: setHanded,
    touches: ["history"],
  });
  const pages = useQuery({
    queryKey: ["board", "pages", board, seen, reader, paper],
    queryFn: () => get<PagesAnswer>("papers/pages", { document: seen, board, reader, paper }),
    enabled: board !== "",
  });
  if (!board) return <Page title="Documents"><p>There is no board to print yet. <a href="/plan">Plan one</a>.</p></Page>;
  return (
    <Page title="Documents" tools={<BoardChoice />}>
      <Answer of={papers}>
        {(known) => (
          <div className="panel papers">
            <CheckboxGroup value={chosen} onChange={setChosen} className="checks">
              <Label>Documents</Label>
              {known.documents.map((d) => (
                <Checkbox key={d} value={d} className="check">
                  <span className="box" aria-hidden="true" />
                  {NAMES[d] ?? plain(d)}
                </Checkbox>
              ))}
            </CheckboxGroup>
            <div className="column">
              <Choice
                label="For whom"
                value={reader}
                onChange={setReader}
                options={[
                  { id: "", name: "the crew" },
                  ...known.roles.filter((r) => r !== "crew").map((r) => ({ id: r, name: plain(r) })),
                  ...known.people.map((p) => ({ id: p.id, name: p.name })),
                ]}
              />
              <Choice label="Paper" value={paper} onChange={setPaper} options={[{ id: "a4", name: "A4" }, { id: "us-letter", name: "US letter" }]} />
              <Button kind="main" isDisabled={publish.busy || !chosen.length} onPress={() => void publish.act()}>
                {publish.busy ? "Printing …" : "Publish"}
              </Button>
              <p className="facts">The first schedule is White; each one that differs takes the next colour.</p>
            </div>
            {handed && (
              <div className="column handed" role="status">
                <p>
                  <b>{handed.colour || "Unchanged"}</b> schedule of board {handed.board}: {count(handed.files.length, "file")}
                </p>
                <ul>
                  {handed.files.map((f) => (
                    <li key={f}>
                      <a href={`/api/papers/file?bundle=${handed.bundle}&name=${encodeURIComponent(f)}`} download={f}>{f}</a>
                    </li>
                  ))}
                </ul>
                <a className="button" href={`/api/papers/file?bundle=${handed.bundle}`} download="documents.zip">All as one archive</a>
              </div>
            )}
          </div>
        )}
      </Answer>
      <div className="head">
        <h2>As it will print</h2>
        <div className="tools" role="group" aria-label="Document to look at">
          {DRAWN.map((d) => (
            <Button key={d} aria-pressed={seen === d} onPress={() => setSeen(d)}>{NAMES[d]}</Button>
          ))}
        </div>
      </div>
      <Answer of={pages}>
        {(drawn) => (
          <div className="leaves">
            {drawn.pages.map((p, n) => (
              <img key={n} src={p} alt={`${NAMES[drawn.document] ?? drawn.document}, page ${n + 1} of ${drawn.pages.length}`} />
            ))}
          </div>
        )}
      </Answer>
    </Page>
  );
}
