/** Day out of days: who works, is held, travels, on which date. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { get } from "../api/client";
import type { DoodAnswer } from "../api/schema";
import { Answer, Button, Page } from "../parts/basics";
import { BoardChoice, useBoardName } from "../parts/boards";
import { day } from "../words";

export function DoodPage() {
  const [board] = useBoardName();
  const [first_gap, setFirstGap] = useState(false);
  const [elements, setElements] = useState(false);
  const grid = useQuery({
    queryKey: ["dood", board, first_gap, elements],
    queryFn: () => get<DoodAnswer>("board/dood", { name: board, first_gap, elements }),
    enabled: board !== "",
    placeholderData: (was) => was,
  });
  if (!board) return <Page title="Day out of days"><p>There is no board yet. <a href="/plan">Plan one</a>.</p></Page>;
  return (
    <Page
      title="Day out of days"
      tools={
        <>
          <BoardChoice />
          <Button aria-pressed={first_gap} onPress={() => setFirstGap(!first_gap)}>Drop at the first gap</Button>
          <Button aria-pressed={elements} onPress={() => setElements(!elements)}>Things too</Button>
        </>
      }
    >
      <Answer of={grid}>{(found) => <Grid grid={found} />}</Answer>
    </Page>
  );
}

function Grid({ grid }: { grid: DoodAnswer }) {
  const off = new Set(grid.off);
  return (
    <>
      <div className="scroll" tabIndex={0} role="region" aria-label="Day out of days">
        <table className="dood">
          <thead>
            <tr>
              <th scope="col" className="stick">No.</th>
              <th scope="col" className="stick name">Name</th>
              {grid.days.map((d) => (
                <th key={d} scope="col" data-off={off.has(d) || undefined}>
                  <span>{day(d).split(" ")[0]?.slice(0, 2)}</span>
                  <b>{day(d).split(" ")[1]}</b>
                  <span>{day(d).split(" ")[2]}</span>
                </th>
              ))}
              <th scope="col">Work</th>
              <th scope="col">Hold</th>
              <th scope="col">Travel</th>
              <th scope="col">Paid</th>
              <th scope="col">Start</th>
              <th scope="col">Finish</th>
            </tr>
          </thead>
          <tbody>
            {grid.rows.map((row) => (
              <tr key={row.id}>
                <td className="stick">{row.board_number}</td>
                <th scope="row" className="stick name">{row.name}</th>
                {row.codes.map((code, n) => (
                  <td key={n} className="code" data-code={code || undefined} data-off={off.has(grid.days[n] ?? "") || undefined}>{code}</td>
                ))}
                <td>{row.worked}</td>
                <td>{row.held}</td>
                <td>{row.travel}</td>
                <td><b>{row.paid}</b></td>
                <td className="date">{row.start ? day(row.start) : ""}</td>
                <td className="date">{row.finish ? day(row.finish) : ""}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="facts">
        S start, W work, F finish, H hold, D drop, P pick-up, T travel. Drops: {grid.drops}. {grid.rows.reduce((sum, r) => sum + r.held, 0)} hold days in all.
      </p>
    </>
  );
}
