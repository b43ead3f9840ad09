"""Planning again from a date, as somebody on set says what happened."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from intercut.access import Action, require
from intercut.actions.asking_whatif import figures, line_answers, strip_answers
from intercut.actions.explaining import Asked, asked_of
from intercut.actions.finding_answers import finding_answers, point_answers
from intercut.actions.office import KeptFilm, Office
from intercut.actions.program import program
from intercut.actions.replan_answers import AlternativeAnswer, ReplanAnswer, ToldAnswer
from intercut.domain.plan import Plan
from intercut.domain.production import Baseline, Production
from intercut.domain.source import Source
from intercut.domain.units import Money, format_eighths, parse_eighths
from intercut.errors import NotFound, Unreadable
from intercut.planning.changes import apply_changes, money_of
from intercut.planning.replan import Alternative, Replan, replan
from intercut.planning.unfinished import split


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """What is otherwise, every text as on the command line: `NAME:DATES`, `SCENE:EIGHTHS`."""

    lost: tuple[str, ...] = ()
    weather: tuple[str, ...] = ()
    away: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    unfinished: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Replanned:
    """The answer, and the board its best plan is kept as ("" for none).

    ``changes`` is what happened in the language of what-ifs, the board's own changes first.
    """

    asked: Asked
    found: Replan
    kept: str
    changes: tuple[str, ...]
    seed: int

    @property
    def name(self) -> str:
        """What a board of one of its plans is called."""
        return f"{self.asked.board.name} from {self.found.since}"

    def made(self, alternative: Alternative) -> dict[str, Any]:
        """How a board of that plan came to be."""
        return {
            "by": "replan",
            "program": program(),
            "since": self.found.since.isoformat(),
            "changes": list(self.changes),
            "cost": alternative.total,
            "seed": self.seed,
            "from": self.asked.board.name,
        }


def replan_board(
    office: Office,
    since: dt.date,
    happened: Happened,
    board: str = "",
    *,
    call_price: str = "",
    keep: bool = True,
    seconds: float | None = None,
    iterations: int | None = None,
    seed: int = 1,
    first: bool = False,
    cancel: Callable[[], bool] | None = None,
) -> Replanned:
    """New plans from a date on; the best is kept as a child of the board.

    Changes are counted, and priced, against what people were told: the facts' baseline, else the
    schedule last published, else the board as it is.

    Parameters
    ----------
    first
        Whether the first plan that holds will do, instead of the whole curve.

    Raises
    ------
    NotAllowed, NotFound, Unreadable
        As `asked_of`, and when something that happened is not understood.
    Unwritable
        When the film cannot be written.
    """
    require(office.actor, Action.CHANGE_BOARD)
    if keep and isinstance(office, KeptFilm):
        office.library.require_writable()
    asked = asked_of(office, board)
    texts, unfinished = _texts(happened), [_owed(t) for t in happened.unfinished]
    lost = tuple(_date(t) for t in happened.lost)
    found = replan(
        _as_published(office, asked.production),
        asked.board.plan,
        since,
        changes=texts,
        lost=lost,
        unfinished=unfinished,
        call_price=money_of(call_price, asked.production.currency) if call_price else None,
        seconds=seconds,
        iterations=iterations,
        seed=seed,
        first=first,
        cancel=cancel,
    )
    changes = (
        *asked.board.made.get("changes", ()),
        *(f"split {scene} {format_eighths(owed)}" for scene, owed in unfinished),
        *texts,
        *(f"day off {day}" for day in lost),
    )
    done = Replanned(asked=asked, found=found, kept="", changes=changes, seed=seed)
    if not keep or found.best is None:
        return done
    best = found.alternatives[found.best]
    office.keep_child(asked.board.name, done.name, best.plan, done.made(best))
    return replace(done, kept=done.name)


def _as_published(office: Office, production: Production) -> Production:
    """The production with what people were told: the schedule last published to them, where the
    facts do not say it and one was published."""
    told = production.baseline
    if not isinstance(office, KeptFilm) or (told is not None and told.plan.days):
        return production
    notes = office.library.publications.notes()
    if not notes:
        return production
    last = notes[-1]
    nothing = Money(minor=0, currency=production.currency)
    source = Source(who=last.who, where=f"{last.colour} schedule published {last.at:%Y-%m-%d}")
    told = told or Baseline(plan=Plan(), price=nothing)
    published = office.library.publications.plan(last.number)
    return replace(production, baseline=replace(told, plan=published, source=source))


def happened_in_words(production: Production, happened: Happened) -> list[str]:
    """What happened, sentence by sentence, with every name found.

    Raises
    ------
    NotFound, Unreadable
        When something of it is not understood.
    """
    owed = [_owed(t) for t in happened.unfinished]
    for scene, eighths in owed:
        split(production, scene, eighths)
    lost = [_date(t) for t in happened.lost]
    texts = _texts(happened)
    said = [c.words for c in apply_changes(production, texts)[1]] if texts else []
    return [
        *(f"{day} is lost" for day in lost),
        *said,
        *(f"of {scene} {format_eighths(eighths)} is still owed" for scene, eighths in owed),
    ]


def _texts(happened: Happened) -> list[str]:
    return [
        *(f"away {_pair(t, 'NAME:DATE..DATE')}" for t in happened.away),
        *(f"closed {_pair(t, 'PLACE:DATE..DATE')}" for t in happened.closed),
        *(f"weather {t}" for t in happened.weather),
        *happened.changes,
    ]


def _pair(text: str, usage: str) -> str:
    name, colon, rest = text.rpartition(":")
    if not colon or not name.strip() or not rest.strip():
        raise Unreadable(f"{text!r} is not understood.", f"Write {usage}.")
    return f"{name.strip()} {rest.strip()}"


def _owed(text: str) -> tuple[str, int]:
    scene, colon, pages = text.rpartition(":")
    try:
        if colon and scene.strip():
            return scene.strip(), parse_eighths(pages)
    except ValueError as wrong:
        raise Unreadable(str(wrong)) from None
    raise Unreadable(f"{text!r} is not understood.", "Write SCENE:EIGHTHS still owed: 12:3/8.")


def _date(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise NotFound(f"{text!r} is not a date.", "Write 2027-01-06.") from None


def replan_answer(done: Replanned) -> ReplanAnswer:
    """What `intercut replan --json` prints."""
    found = done.found
    return ReplanAnswer(
        board=done.asked.board.name,
        since=found.since.isoformat(),
        until=found.until.isoformat(),
        told_by=str(found.told_by),
        currency=found.currency,
        changes=[c.words for c in found.said],
        before=figures(found.before),
        broken=finding_answers(found.broken),
        affected=list(found.affected),
        owed=list(found.owed),
        shot=found.shot,
        owing=[f"{c.number}: {c}" for c in found.owing],
        cover=list(found.cover),
        alternatives=[_alternative(a, found.before.cost.money) for a in found.alternatives],
        best=found.alternatives[found.best].id if found.best is not None else None,
        kept=done.kept,
        key_points=point_answers(found.points),
    )


def _alternative(one: Alternative, paid_before: int) -> AlternativeAnswer:
    def dates(days: Sequence[dt.date]) -> list[str]:
        return [d.isoformat() for d in days]

    return AlternativeAnswer(
        id=one.id,
        label=one.label,
        figures=figures(one.judgement),
        difference=one.money - paid_before,
        baseline=one.baseline,
        calls=one.calls,
        recalled=one.recalled,
        told=[
            ToldAnswer(
                id=t.person,
                name=t.name,
                lost=dates(t.lost),
                gained=dates(t.gained),
                recalled=dates(t.recalled),
                price=t.price,
                text=t.text,
                soon=t.soon,
                later=t.later,
            )
            for t in one.told
        ],
        strips=strip_answers(one.changes),
        lines=line_answers(one.changes),
        unplaced=list(one.judgement.unplaced),
        findings=finding_answers(one.judgement.findings),
    )
