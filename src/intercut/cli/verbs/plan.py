"""``intercut plan``: a cheap legal plan, kept as a board."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from rich.table import Table

from intercut.actions.answers import as_json, exit_code
from intercut.actions.opening import open_film
from intercut.actions.planning import plan_answer, plan_board
from intercut.actions.verdicts import gap_of_parts, of_judgement, proof_of
from intercut.cli.draw import findings as found
from intercut.cli.draw.progress import PlanningBar
from intercut.cli.screen import As, Json, Screen, plain_name
from intercut.cli.stopping import stoppable
from intercut.domain.units import format_money
from intercut.planning import Result


def plan(
    file: Annotated[Path, Parameter(help="The film.")],
    /,
    *,
    board: Annotated[str, Parameter(help="Board to keep the plan as; main when not given.")] = "",
    seconds: Annotated[
        float | None, Parameter(help="Time to look; 10 when neither limit is given.")
    ] = None,
    iterations: Annotated[
        int | None, Parameter(help="Steps to look: the same steps give the same plan.")
    ] = None,
    seed: Annotated[int, Parameter(help="What chance starts from.")] = 1,
    threads: Annotated[int, Parameter(help="Plans walked through side by side.")] = 2,
    from_: Annotated[str, Parameter(name="--from", help="Board to start from.")] = "",
    as_: As = "",
    json: Json = False,
) -> int:
    """Find a cheap legal plan, prove how near the cheapest it is, and keep it as a board.

    Ctrl-C (or SIGTERM) stops the search and keeps the best plan so far.
    """
    screen = Screen(json)
    with open_film(file, name=plain_name(), seen_as=as_) as film, stoppable() as stopped:
        currency = film.assembly().production.currency
        allowed = 10 if seconds is None and iterations is None else seconds
        planned = plan_board(
            film,
            board=board,
            start=from_,
            seconds=seconds,
            iterations=iterations,
            seed=seed,
            threads=threads,
            progress=PlanningBar(currency, allowed, iterations) if sys.stderr.isatty() else None,
            cancel=stopped,
        )
        screen.wipe()
        if stopped():
            screen.say("stopped: the best plan so far is kept.")
    result = planned.result
    code = exit_code(planned.findings)
    if result is not None and result.status == "infeasible":
        code = 3
    if json:
        screen.answer(as_json(plan_answer(planned)))
        return code
    found.tell(screen, planned.findings)
    if result is None:
        screen.verdict(f"nothing was planned: {found.counted(planned.findings)}")
        return code
    if result.gap_parts:
        screen.show(_gap_table(result, currency))
        if said := gap_of_parts(result):
            screen.show(said)
    proof = proof_of(result.status, result.gap)
    screen.verdict(
        f"board {planned.board}: {of_judgement(result.judgement, currency, proof)}"
        + (" (proved: not everything fits)" if result.status == "infeasible" else "")
    )
    return code


def _gap_table(result: Result, currency: str) -> Table:
    """Where the gap comes from: what the plan pays, and what every plan pays at least."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("for", no_wrap=True)
    for heading in (f"plan {currency}", f"at least {currency}", f"not proved {currency}"):
        table.add_column(heading, justify="right", no_wrap=True)

    def amount(minor: int) -> str:
        return format_money(minor, currency).removeprefix(f"{currency} ")

    for part in result.gap_parts:
        if part.cost or part.bound:
            shown = "" if part.is_joint else amount(part.cost)
            rest = "" if part.is_joint else amount(part.gap)
            table.add_row(part.name, shown, amount(part.bound), rest)
    if result.bound is not None:
        table.add_row(
            "in all", *(amount(n) for n in (result.cost, result.bound, result.cost - result.bound)),
            style="bold",
        )  # fmt: skip
    return table
