"""Two boards side by side: money, days, people, strips."""

from __future__ import annotations

from dataclasses import dataclass

from intercut.access import Action, require
from intercut.actions.answers import FindingAnswer, finding_answers
from intercut.actions.judging import judged, reader_of
from intercut.actions.office import Office
from intercut.domain.strips import strips_of
from intercut.publish.reader import Names
from intercut.schedule import diff


@dataclass(frozen=True, slots=True, kw_only=True)
class SideAnswer:
    """One of the two boards; amounts in minor units."""

    board: str
    cost: int
    money: int
    days: int
    held_days: int
    legal: bool
    unplaced: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedAnswer:
    """A strip that stands elsewhere; "" for the boneyard, else `2027-10-07 main`."""

    strip: str
    set: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonChangedAnswer:
    """What changes for one person."""

    person: str
    gained: list[str]
    lost: list[str]
    recalled: list[str]
    paid_before: int
    paid_after: int
    cost_before: int
    cost_after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LineChangedAnswer:
    """A rule of the cost sheet whose sum differs."""

    rule: str
    before: int
    after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedAnswer:
    """From the first board to the second."""

    currency: str
    first: SideAnswer
    second: SideAnswer
    lines: list[LineChangedAnswer]
    people: list[PersonChangedAnswer]
    strips: list[MovedAnswer]
    broken: list[FindingAnswer]
    mended: list[FindingAnswer]


def compare_boards(office: Office, first: str, second: str) -> ComparedAnswer:
    """What changes from one board to another.

    Raises
    ------
    NotAllowed, NotFound
        When the actor may not see what boards cost, or there is no such board.
    """
    require(office.actor, Action.SEE_COST)
    one, two = judged(office, first), judged(office, second)
    production = one.production
    names = Names(production, reader_of(office.actor))
    strips = {s.id: s for s in strips_of(production)}
    found = diff(production, one.board.plan, two.board.plan)
    sides = [
        SideAnswer(
            board=side.board.name,
            cost=side.judgement.cost.total,
            money=side.judgement.cost.money,
            days=side.judgement.days,
            held_days=side.judgement.held_days,
            legal=side.judgement.legal,
            unplaced=len(side.judgement.unplaced),
        )
        for side in (one, two)
    ]
    return ComparedAnswer(
        currency=production.currency,
        first=sides[0],
        second=sides[1],
        lines=[LineChangedAnswer(rule=r, before=b, after=a) for r, b, a in found.lines],
        people=[
            PersonChangedAnswer(
                person=names.person(p.person),
                gained=[d.isoformat() for d in p.gained],
                lost=[d.isoformat() for d in p.lost],
                recalled=[d.isoformat() for d in p.recalled],
                paid_before=p.paid_before,
                paid_after=p.paid_after,
                cost_before=p.cost_before,
                cost_after=p.cost_after,
            )
            for p in found.people
        ],
        strips=[
            MovedAnswer(
                strip=strips[m.strip].number if m.strip in strips else m.strip,
                set=names.set(strips[m.strip].set) if m.strip in strips else "",
                before=f"{m.before[0]} {m.before[1]}" if m.before else "",
                after=f"{m.after[0]} {m.after[1]}" if m.after else "",
            )
            for m in found.strips
        ],
        broken=finding_answers(found.broken),
        mended=finding_answers(found.mended),
    )
