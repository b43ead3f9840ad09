"""Who has to be told what when a plan changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from intercut.domain.ids import PersonId
from intercut.planning.wording import day_text, list_text
from intercut.schedule import Index, Judgement, LineKind, PersonChange, PlanDiff


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one person has to be told: dates lost, gained, and calls at another time.

    ``price`` is what the baseline asks for it, minor units; ``text`` says it in a sentence.
    """

    person: PersonId
    name: str
    lost: tuple[dt.date, ...]
    gained: tuple[dt.date, ...]
    recalled: tuple[dt.date, ...]
    price: int
    text: str

    @property
    def otherwise(self) -> bool:
        """Whether a date is lost or gained, and not only a call at another time."""
        return bool(self.lost or self.gained)


def told_of(
    index: Index, changes: PlanDiff, judgement: Judgement, since: dt.date
) -> tuple[Told, ...]:
    """Everybody whose dates from ``since`` on, or calls, are otherwise in the plan judged."""
    prices = {x.subject: x.amount for x in judgement.cost.lines if x.kind is LineKind.BASELINE}
    calls: dict[tuple[str, dt.date], tuple[int, str]] = {}
    for day in judgement.timetable.days:
        for times in day.people:
            key = (times.person, day.date)
            one = (times.call, day.clock(times.call))
            calls[key] = min(calls.get(key, one), one)
    found = []
    for change in changes.people:
        lost, gained, recalled = (
            tuple(d for d in dates if d >= since)
            for dates in (change.lost, change.gained, change.recalled)
        )
        if lost or gained or recalled:
            found.append(
                Told(
                    person=change.person,
                    name=index.name_of(change.person),
                    lost=lost,
                    gained=gained,
                    recalled=recalled,
                    price=prices.get(change.person, 0),
                    text=_said(index, change, lost, gained, recalled, calls),
                )
            )
    return tuple(found)


def _said(
    index: Index,
    change: PersonChange,
    lost: Sequence[dt.date],
    gained: Sequence[dt.date],
    recalled: Sequence[dt.date],
    calls: dict[tuple[str, dt.date], tuple[int, str]],
) -> str:
    def at(day: dt.date) -> str:
        call = calls.get((change.person, day))
        return day_text(day) + (f" at {call[1]}" if call is not None else "")

    words = []
    if lost:
        words.append(f"not called {list_text([day_text(d) for d in lost])}")
    if gained:
        words.append(f"called {list_text([at(d) for d in gained])}")
    if recalled:
        words.append(f"now called {list_text([at(d) for d in recalled])}")
    return f"{index.name_of(change.person)}: {'; '.join(words)}."
