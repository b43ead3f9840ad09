"""Who has to be told what when a plan changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from intercut.domain.ids import PersonId
from intercut.domain.units import format_clock
from intercut.planning.wording import day_text, list_text
from intercut.schedule import Index, Judgement, LineKind, PlanDiff


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one person has to be told: dates lost, gained, and calls at another time.

    ``price`` is what the baseline asks for it, minor units; ``text`` says it in a sentence,
    ``soon`` and ``later`` what of it is about the coming days and about those after them ("" for
    nothing).
    """

    person: PersonId
    name: str
    lost: tuple[dt.date, ...]
    gained: tuple[dt.date, ...]
    recalled: tuple[dt.date, ...]
    price: int
    text: str
    soon: str
    later: str

    @property
    def otherwise(self) -> bool:
        """Whether a date is lost or gained, and not only a call at another time."""
        return bool(self.lost or self.gained)


COMING = dt.timedelta(days=6)
"""How far the coming days reach after the first of them: what is told at once and in full."""


def told_of(
    index: Index, changes: PlanDiff, judgement: Judgement, since: dt.date
) -> tuple[Told, ...]:
    """Everybody whose dates from ``since`` on, or calls, are otherwise in the plan judged.

    Whoever has to be told about the coming days stands first, whom it concerns first of all.
    """
    prices = {x.subject: x.amount for x in judgement.cost.lines if x.kind is LineKind.BASELINE}
    calls: dict[tuple[str, dt.date], int] = {}
    for day in judgement.timetable.days:
        for times in day.people:
            key = (times.person, day.date)
            calls[key] = min(calls.get(key, times.call), times.call)
    until = since + COMING
    found = []
    for change in changes.people:
        lost, gained, recalled = (
            tuple(d for d in dates if d >= since)
            for dates in (change.lost, change.gained, change.recalled)
        )
        if lost or gained or recalled:
            said = _Said(index.name_of(change.person), change.person, lost, gained, recalled, calls)
            found.append(
                Told(
                    person=change.person,
                    name=said.name,
                    lost=lost,
                    gained=gained,
                    recalled=recalled,
                    price=prices.get(change.person, 0),
                    text=said.between(since, dt.date.max),
                    soon=said.between(since, until),
                    later=said.between(until + dt.timedelta(days=1), dt.date.max),
                )
            )
    return tuple(sorted(found, key=lambda t: (not t.soon, not t.otherwise, _first(t))))


def _first(told: Told) -> dt.date:
    """The first date of somebody that is otherwise."""
    return min((*told.lost, *told.gained, *told.recalled))


@dataclass(frozen=True, slots=True)
class _Said:
    """One person's dates, and what can be said of those in a span."""

    name: str
    person: PersonId
    lost: Sequence[dt.date]
    gained: Sequence[dt.date]
    recalled: Sequence[dt.date]
    calls: Mapping[tuple[str, dt.date], int]

    def between(self, first: dt.date, last: dt.date) -> str:
        """What is otherwise from one date to another, both included; "" for nothing."""
        lost, gained, recalled = (
            [d for d in dates if first <= d <= last]
            for dates in (self.lost, self.gained, self.recalled)
        )
        words = []
        if lost:
            words.append(f"not called {list_text([day_text(d) for d in lost])}")
        if gained:
            words.append(f"called {list_text([self._at(d) for d in gained])}")
        if recalled:
            words.append(f"now called {list_text([self._at(d) for d in recalled])}")
        return f"{self.name}: {'; '.join(words)}." if words else ""

    def _at(self, day: dt.date) -> str:
        call = self.calls.get((self.person, day))
        return day_text(day) + (f" at {format_clock(call)}" if call is not None else "")
