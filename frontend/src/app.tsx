/** The frame around every page: where one can go, what is open, whether the line stands. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Component, useEffect, useState, type ReactNode } from "react";
import { Link } from "react-aria-components";
import type { SessionAnswer } from "./api/schema";
import { lastSession, onLine, Refused, session } from "./api/client";
import { listen } from "./live";
import { SessionContext } from "./session";
import { usePath } from "./route";
import { Toasts } from "./parts/toasts";
import { AskPage } from "./ask/page";
import { BoardPage } from "./board/page";
import { CutPage } from "./cut/page";
import { ComparePage } from "./pages/compare";
import { CostPage } from "./pages/cost";
import { DocumentsPage } from "./pages/documents";
import { DoodPage } from "./pages/dood";
import { FactsPage } from "./pages/facts";
import { HistoryPage } from "./pages/history";
import { OnSetPage } from "./onset/page";
import { PlanPage } from "./pages/plan";
import { ScenesPage } from "./pages/scenes";
import { ScriptPage } from "./pages/script";
import { StartPage } from "./pages/start";

interface Place {
  path: string;
  name: string;
  needs: string;
  page: () => ReactNode;
}

const PLACES: Place[] = [
  { path: "/", name: "Start", needs: "see_own_dates", page: () => <StartPage /> },
  { path: "/script", name: "Script", needs: "read_script", page: () => <ScriptPage /> },
  { path: "/scenes", name: "Scenes", needs: "read_script", page: () => <ScenesPage /> },
  { path: "/people", name: "People", needs: "see_facts", page: () => <FactsPage kind="people" /> },
  { path: "/places", name: "Places", needs: "see_facts", page: () => <FactsPage kind="places" /> },
  { path: "/rules", name: "Calendar & rules", needs: "see_facts", page: () => <FactsPage kind="rules" /> },
  { path: "/board", name: "Board", needs: "see_board", page: () => <BoardPage /> },
  { path: "/plan", name: "Plan", needs: "see_cost", page: () => <PlanPage /> },
  { path: "/days", name: "Day out of days", needs: "see_own_dates", page: () => <DoodPage /> },
  { path: "/cost", name: "Cost", needs: "see_cost", page: () => <CostPage /> },
  { path: "/compare", name: "Compare", needs: "see_cost", page: () => <ComparePage /> },
  { path: "/ask", name: "Ask", needs: "see_cost", page: () => <AskPage /> },
  { path: "/set", name: "On set", needs: "read_script", page: () => <OnSetPage /> },
  { path: "/cut", name: "Cut", needs: "stitch", page: () => <CutPage /> },
  { path: "/documents", name: "Documents", needs: "publish", page: () => <DocumentsPage /> },
  { path: "/history", name: "History", needs: "see_board", page: () => <HistoryPage /> },
];

export function App() {
  const client = useQueryClient();
  const found = useQuery({ queryKey: ["session"], queryFn: session, networkMode: "always" });
  const lost = found.error instanceof Refused && found.error.status === 0;
  const who = found.data ?? (lost && window.location.pathname === "/set" ? lastSession() : null);
  const film = who?.film ?? "";
  useEffect(() => (film ? listen(client) : undefined), [client, film]);
  if (!who) {
    return (
      <main className="alone">
        <Line />
        <p role="status">{found.error ? found.error.message : "Opening …"}</p>
      </main>
    );
  }
  return (
    <SessionContext value={who}>
      <Frame session={who} />
      <Toasts />
    </SessionContext>
  );
}

function Frame({ session: who }: { session: SessionAnswer }) {
  const path = usePath();
  const places = PLACES.filter((p) => who.may.includes(p.needs) && (who.film || p.path === "/"));
  const here = places.find((p) => p.path === path) ?? places[0];
  const [open, setOpen] = useState(false);
  useEffect(() => {
    document.title = here ? `${here.name} · ${who.title || "intercut"}` : "intercut";
    setOpen(false);
  }, [here, who.title]);
  return (
    <>
      <a className="skip" href="#content">
        Skip to the page
      </a>
      <header className="top">
        <button
          type="button"
          className="burger"
          aria-expanded={open}
          aria-controls="places"
          onClick={() => setOpen(!open)}
        >
          <span aria-hidden="true">☰</span> {here?.name ?? "Pages"}
        </button>
        <p className="film">
          <b>{who.title || "intercut"}</b> <span>{who.film || "no film yet"}</span>
        </p>
        <p className="who">
          {who.who}
          {who.role !== "owner" && <em> as {who.role.replace(/_/g, " ")}</em>}
          {who.read_only && <em> · read only</em>}
        </p>
      </header>
      <div className="frame">
        <nav id="places" className="places" data-open={open || undefined} aria-label="Pages">
          <ul>
            {places.map((p) => (
              <li key={p.path}>
                <Link href={p.path} aria-current={p === here ? "page" : undefined}>
                  {p.name}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <main id="content" tabIndex={-1}>
          <Line />
          <Guard key={here?.path}>{here?.page()}</Guard>
        </main>
      </div>
    </>
  );
}

/** Says when the server is gone or the session has ended; goes away by itself. */
function Line() {
  const [state, setState] = useState<"ok" | "lost" | "ended">("ok");
  useEffect(() => onLine((next) => setState((was) => (was === "ended" ? was : next))), []);
  return (
    <div role="status" className="line" hidden={state === "ok"}>
      {state === "lost" && "The connection to intercut is lost. Looking for it; what you see may be old, and nothing you saved is gone."}
      {state === "ended" && "Your session has ended: intercut was started anew. Open the link it prints in the terminal; everything you did is saved."}
    </div>
  );
}

/** One page that fails says so and leaves the others alone. */
class Guard extends Component<{ children: ReactNode }, { problem: string }> {
  override state = { problem: "" };
  static getDerivedStateFromError(problem: unknown) {
    return { problem: String(problem) };
  }
  override render() {
    if (!this.state.problem) return this.props.children;
    return (
      <section className="panel">
        <h1>This page broke</h1>
        <p>This is a fault of intercut, not yours: {this.state.problem}</p>
        <button type="button" className="button" onClick={() => window.location.reload()}>
          Load it again
        </button>
      </section>
    );
  }
}
