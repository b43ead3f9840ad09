"""Day out of days: who starts, works, holds, travels and finishes on which date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, Literal

from intercut.domain.production import EventKind
from intercut.schedule.case import Case
from intercut.schedule.cost_lines import held_between
from intercut.schedule.engagement import Engagement, engaged
from intercut.schedule.results import DayOutOfDays, DoodRow
from intercut.schedule.travel import date_of

Drops = Literal["cheapest", "first gap"]

EVENT_CODES: Final = {
    EventKind.FITTING: "FT",
    EventKind.REHEARSAL: "R",
    EventKind.READ_THROUGH: "R",
    EventKind.PUBLICITY: "PB",
    EventKind.TEST: "TS",
    EventKind.TRAVEL: "T",
}
"""Codes of dates that are not worked."""

MOST_DATES: Final = 3660
"""A grid of more than ten years (a date mistyped in an imported board) lists only dates in use."""

Row = tuple[str, str, str, dict[int, str], int]
"""Id, name, board number, codes by ordinal, paid days."""


def day_out_of_days(
    case: Case, drops: Drops = "cheapest", *, elements: bool = False
) -> DayOutOfDays:
    """The grid of everybody called; with ``elements`` also of the elements marked for it."""
    rows = list(_people(case, drops))
    if elements:
        rows += _elements(case)
    marked = [d for row in rows for d in row[3]]
    if not marked:
        return DayOutOfDays(dates=(), off=frozenset(), rows=(), drops=drops)
    first, last = min(marked), max(marked)
    ordinals = range(first, last + 1) if last - first < MOST_DATES else sorted(set(marked))
    dates = tuple(map(date_of, ordinals))
    company = {d for u in case.index.units for d in case.index.company_days(u)}
    off = frozenset(d for d in dates if d.toordinal() not in company)
    return DayOutOfDays(
        dates=dates, off=off, rows=tuple(_row(r, ordinals) for r in rows), drops=drops
    )


def _row(row: Row, ordinals: Sequence[int]) -> DoodRow:
    ident, name, number, codes, paid = row
    worked = [d for d, code in codes.items() if "W" in code]
    counted = list(codes.values())
    held, travel = counted.count("H"), counted.count("T")
    idle = counted.count("I") + counted.count("/")
    return DoodRow(
        id=ident,
        name=name,
        board_number=number,
        codes=tuple([codes.get(d, "") for d in ordinals]),
        worked=len(worked),
        held=held,
        travel=travel,
        other=len(counted) - len(worked) - held - travel - idle,
        paid=paid,
        start=dt.date.fromordinal(min(worked)) if worked else None,
        finish=dt.date.fromordinal(max(worked)) if worked else None,
    )


def _people(case: Case, drops: Drops) -> Iterator[Row]:
    holidays = [h.day.toordinal() for h in case.production.calendar.holidays]
    for person, calls in case.calls.items():
        engagement = (
            case.engagements[person]
            if drops == "cheapest"
            else engaged(case.index, person, calls, first_gap=True)
        )
        codes: dict[int, str] = {}
        if engagement.work:
            codes = _worked(engagement.work, engagement.drops)
            _holidays(codes, engagement, holidays)
        codes.update(dict.fromkeys(engagement.holds, "H" if engagement.hold_is_paid else "I"))
        if engagement.events:
            kinds = {
                c.date.toordinal(): c.event.kind
                for c in reversed(calls)
                if c.event is not None and not c.is_travel
            }
            codes.update((d, EVENT_CODES[kinds[d]]) for d in engagement.events)
        codes.update(dict.fromkeys(engagement.travel, "T"))
        yield (
            person,
            case.index.name_of(person),
            case.index.board_numbers.get(person, ""),
            codes,
            engagement.paid,
        )


def _worked(work: tuple[int, ...], drops: tuple[tuple[int, int], ...]) -> dict[int, str]:
    """Codes of the dates worked: start or pick-up, work, drop or finish."""
    codes = dict.fromkeys(work, "W")
    for drop, pick_up in drops:
        codes[drop] += "D"
        codes[pick_up] = "P" + codes[pick_up]
    codes[work[0]] = "S" + codes[work[0]]
    codes[work[-1]] += "F"
    return codes


def _holidays(codes: dict[int, str], engagement: Engagement, holidays: list[int]) -> None:
    """Mark the holidays within an engagement on which nothing happens, drops apart."""
    for d in holidays:
        if (
            engagement.work[0] < d < engagement.work[-1]
            and d not in codes
            and not any(a < d < b for a, b in engagement.drops)
        ):
            codes[d] = "/"


def _elements(case: Case) -> Iterator[Row]:
    for element in case.production.elements:
        shots = case.uses.get(element.id)
        if not element.on_dood or not shots:
            continue
        used = {s.date.toordinal(): s.day.plan.unit for s in shots}
        work = tuple(used)
        codes = _worked(work, ())
        held = 0
        if element.hold_rate is not None:
            for a, b in pairwise(work):
                days = held_between(case.index, used[a], a, b)
                codes.update(dict.fromkeys(days, "H"))
                held += len(days)
        paid = len(work) * (element.day_rate is not None) + held
        yield element.id, element.name, "", codes, paid
