"""``intercut sequence``: the exact core on the literature's instances."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter
from rich.table import Table

from intercut.actions.answers import SequenceAnswer, as_json
from intercut.actions.sequencing import parse_memory, read_instances, sequence_files
from intercut.cli.screen import Json, Screen
from intercut.cli.stopping import STOPPED, stoppable
from intercut.planning.sequence import Instance, Progress, SequenceInterrupted, SequenceResult


def sequence(
    instance: Annotated[list[Path], Parameter(help="Text files in the form of the talent page.")],
    /,
    *,
    seconds: Annotated[float, Parameter(help="Time for each, at most.")] = 60,
    threads: Annotated[int, Parameter(help="Threads to work with.")] = 2,
    memory: Annotated[str, Parameter(help="What the search may use, 4GB.")] = "4GB",
    seed: Annotated[int, Parameter(help="Of all chance.")] = 1,
    json: Json = False,
) -> int:
    """Order scenes so that the least is paid, and prove it (talent scheduling).

    Ctrl-C (or SIGTERM) stops and prints the best order so far.
    """
    screen = Screen(json)
    instances = read_instances(instance)
    results: list[SequenceResult] = []
    code = 0
    with stoppable() as stopped:
        try:
            for result in sequence_files(
                instances,
                seconds=seconds,
                threads=threads,
                memory_bytes=parse_memory(memory),
                seed=seed,
                progress=_progress if sys.stderr.isatty() else None,
                cancel=stopped,
            ):
                screen.wipe()
                results.append(result)
                for remark in result.remarks:
                    screen.say(f"{result.name}: {remark}.")
        except SequenceInterrupted as interrupted:
            screen.wipe()
            results.append(interrupted.result)
            stopped.asked = True
        if stopped():
            screen.say("stopped: the best order so far.")
            code = STOPPED
    if json:
        answers = [_answer(r) for r in results]
        screen.answer(answers[0] if len(instance) == 1 and answers else answers)
        return code
    screen.show(_table(results))
    proved = sum(r.status == "optimal" for r in results)
    took = sum(r.seconds for r in results)
    screen.verdict(f"{len(results)} of {len(instances)} ordered, {proved} proved; {took:.2f} s")
    return code


def _answer(result: SequenceResult) -> dict[str, Any]:
    return as_json(
        SequenceAnswer(
            name=result.name,
            status=result.status,
            cost=result.cost,
            bound=result.bound,
            order=list(result.order),
            seconds=round(result.seconds, 6),
            expanded=result.expanded,
        )
    )


def _table(results: list[SequenceResult]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("instance", no_wrap=True)
    table.add_column("status", no_wrap=True)
    for heading in ("cost", "bound", "gap %", "seconds", "states"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("order, scenes from 1")
    for r in results:
        table.add_row(
            r.name,
            r.status,
            f"{r.cost:,}",
            f"{r.bound:,}" if r.bound is not None else "none",
            f"{100 * r.gap:.1f}" if r.gap is not None else "",
            f"{r.seconds:.2f}",
            f"{r.expanded:,}",
            " ".join(str(s + 1) for s in r.order),
        )
    return table


def _progress(instance: Instance, known: Progress) -> None:
    sys.stderr.write(
        f"\r\x1b[K{instance.name}: cost {known.cost:,}, bound {known.bound:,}, "
        f"{100 * known.gap:.1f}%, {known.seconds:.0f} s"
    )
    sys.stderr.flush()
