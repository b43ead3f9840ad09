/** The cost sheet: every line, and they add up. */
import { useQuery } from "@tanstack/react-query";
import { get } from "../api/client";
import type { CostAnswer } from "../api/schema";
import { Answer, Page } from "../parts/basics";
import { BoardChoice, useBoardName } from "../parts/boards";
import { money, plain } from "../words";

export function CostPage() {
  const [board] = useBoardName();
  const sheet = useQuery({
    queryKey: ["cost", board],
    queryFn: () => get<CostAnswer>("board/cost", { name: board }),
    enabled: board !== "",
  });
  if (!board) return <Page title="Cost"><p>There is no board yet. <a href="/plan">Plan one</a>.</p></Page>;
  return (
    <Page title="Cost" tools={<BoardChoice />}>
      <Answer of={sheet}>
        {(found) => {
          const groups = new Map<string, CostAnswer["lines"]>();
          for (const line of found.lines) groups.set(line.rule, [...(groups.get(line.rule) ?? []), line]);
          return (
            <>
              <p className="verdict">
                <b>{money(found.total, found.currency)}</b>: {money(found.money, found.currency)} paid and {money(found.wishes, found.currency)} of wishes that nobody pays
              </p>
              <div className="scroll" tabIndex={0} role="region" aria-label="Cost sheet">
                <table className="ledger">
                  <thead>
                    <tr><th scope="col">For</th><th scope="col">What</th><th scope="col">Quantity</th><th scope="col">Each</th><th scope="col">Amount</th></tr>
                  </thead>
                  {[...groups].map(([rule, lines]) => (
                    <tbody key={rule}>
                      <tr className="group">
                        <th scope="rowgroup" colSpan={4}>{plain(rule)} <small>{lines[0]?.kind}</small></th>
                        <td>{money(lines.reduce((sum, l) => sum + l.amount, 0), found.currency)}</td>
                      </tr>
                      {lines.map((l, n) => (
                        <tr key={n}>
                          <td>{l.subject}</td><td>{l.text}</td><td>{l.quantity}</td><td>{money(l.unit_amount, found.currency)}</td><td>{money(l.amount, found.currency)}</td>
                        </tr>
                      ))}
                    </tbody>
                  ))}
                </table>
              </div>
            </>
          );
        }}
      </Answer>
    </Page>
  );
}
