"""A film made of a board alone: planned like any other, and what a script would add is named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from intercut.domain.assemble import assemble
from intercut.domain.facts import Facts
from intercut.domain.finding import Finding, error, note
from intercut.domain.plan import Plan
from intercut.domain.production import Production
from intercut.domain.scene import Breakdown
from intercut.errors import NotFound
from intercut.exchange.boards import (
    ASSUMED_MINUTES_PER_EIGHTH,
    Board,
    BoardStrip,
    read_as_strips,
)
from intercut.exchange.matching import laid_onto


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardRead:
    """A board file as a film of its own, and its boards as they are for other films.

    ``boards`` are plans of the film that ``breakdown`` and ``facts`` make. ``arrangements`` are
    the same boards by strip numbers, with ``strips``, for
    `match_board` to lay onto an existing film. All are empty when the file could not be read; ``findings`` say why.
    """

    breakdown: Breakdown
    facts: Facts
    boards: tuple[tuple[str, Plan], ...] = ()
    arrangements: tuple[Board, ...] = ()
    strips: Mapping[str, BoardStrip]
    findings: tuple[Finding, ...] = ()


def nothing_read(findings: Iterable[Finding]) -> BoardRead:
    """What a file gives that could not be read."""
    empty = Breakdown(title="", scenes=(), roles=(), sets=())
    return BoardRead(breakdown=empty, facts=Facts(), strips={}, findings=tuple(findings))


def board_film(
    breakdown: Breakdown,
    facts: Facts,
    boards: Sequence[Board],
    strips: Iterable[BoardStrip],
    findings: Iterable[Finding],
) -> BoardRead:
    """The film with its boards as plans, and what is missing without a script."""
    by_number = {s.number: s for s in read_as_strips(strips)}
    told = [*findings, *_missing(by_number)]
    production = assemble(breakdown, facts).production
    plans = []
    for board in boards:
        plan, found = laid_onto(production, board, by_number)
        told += found
        plans.append((board.name, plan))
    return BoardRead(
        breakdown=breakdown,
        facts=facts,
        boards=tuple(plans),
        arrangements=tuple(boards),
        strips=by_number,
        findings=tuple(told),
    )


def match_board(
    production: Production, read: BoardRead, name: str = ""
) -> tuple[Plan, tuple[Finding, ...]]:
    """A board of the file as a plan of an existing film, and what could not be matched.

    ``name`` names the board, "" the first. Strips are matched by scene and part, days by date;
    strips the board does not have wait in the boneyard.

    Raises
    ------
    NotFound
        When the file has no such board, or none at all.
    """
    for board in read.arrangements:
        if name in {"", board.name}:
            plan, findings = laid_onto(production, board, read.strips)
            return plan, (*read.findings, *findings)
    known = ", ".join(b.name for b in read.arrangements)
    raise NotFound(
        f"The file has no board {name!r}." if name else "The file has no board.",
        f"It has {known}." if known else "Export a stripboard with it.",
    )


def _missing(strips: Mapping[str, BoardStrip]) -> Iterable[Finding]:
    if not strips:
        yield error("board.empty", "The file has no strips.", fix="Export the board again.")
        return
    yield note(
        "board.no_script",
        "A board knows no lines: who is only heard, who is talked about, phone calls and what a "
        "new draft changes are missing.",
        fix="Add the script with `revise`.",
    )
    yield note(
        "board.no_pay",
        "A board knows roles, not performers: names, dates, rates and rules are missing.",
        fix="Fill in the facts.",
    )
    untimed = sum(1 for s in strips.values() if s.minutes is None)
    if untimed:
        yield note(
            "board.minutes_assumed",
            f"{untimed} strips have no shooting time: {ASSUMED_MINUTES_PER_EIGHTH} minutes an "
            "eighth are assumed.",
            fix="Override the minutes of scenes in the facts.",
        )
