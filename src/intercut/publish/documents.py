"""What is on paper: the board, the one-liner and the day out of days, built for one reader."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from intercut.domain.ids import PersonId, RoleId
from intercut.domain.key_point import MOST_POINTS, KeyPoint
from intercut.domain.production import Production
from intercut.domain.strips import strips_of
from intercut.domain.units import EIGHTHS_PER_PAGE, format_eighths
from intercut.publish.day_paper import (
    DAYS,
    MONTHS,
    NO_NOTES,
    Day,
    Notes,
    Row,
    date_text,
    day_paper,
    natural,
    strip_row,
)
from intercut.publish.reader import Names, Reader
from intercut.schedule import DayOutOfDays, Judgement

_IN_ONE = frozenset("SWFDP")
"""Codes that stand together: `SWF`."""

_CODES = {
    "S": "S start",
    "W": "W work",
    "F": "F finish",
    "H": "H hold",
    "I": "I idle, hold not paid",
    "D": "D drop",
    "P": "P pick-up",
    "T": "T travel",
    "R": "R rehearsal or read-through",
    "FT": "FT fitting",
    "PB": "PB publicity",
    "TS": "TS test",
    "/": "/ holiday",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """Top of every page. ``dated`` is the date of issue, "" when none was given."""

    title: str
    document: str
    board: str
    dated: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CastKey:
    """What a cast number means."""

    number: str
    role: str
    performer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardPaper:
    """The board and the one-liner: same facts, drawn in two ways."""

    header: Header
    key_points: tuple[KeyPoint, ...]
    cast: tuple[CastKey, ...]
    days: tuple[Day, ...]
    boneyard: tuple[Row, ...]
    total_pages: str
    several_units: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DoodColumn:
    """One date of the grid; ``number`` is the shooting day, "" when nobody shoots."""

    date: str
    day: str
    weekday: str
    month: str
    number: str
    off: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DoodLine:
    """One person of the grid with totals."""

    number: str
    role: str
    performer: str
    codes: tuple[str, ...]
    worked: int
    held: int
    travel: int
    other: int
    paid: int
    start: str
    finish: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DoodPaper:
    """Day out of days. ``legend`` says what its codes mean and how drops were chosen."""

    header: Header
    key_points: tuple[KeyPoint, ...]
    columns: tuple[DoodColumn, ...]
    lines: tuple[DoodLine, ...]
    legend: str


def board_paper(
    production: Production,
    judgement: Judgement,
    *,
    reader: Reader,
    document: str,
    board: str = "main",
    dated: str = "",
    notes: Notes = NO_NOTES,
) -> BoardPaper:
    """The board for a reader; ``document`` is the name printed (`Stripboard`, `One-line schedule`).

    ``notes`` stand beside their strips, as `intercut.domain.handover.strip_notes` has them.
    """
    names = Names(production, reader)
    strips = {s.id: s for s in strips_of(production)}
    unit_names = {u.id: u.name for u in production.units}
    days: list[Day] = []
    previous: dt.date | None = None
    for times in judgement.timetable.days:
        gap = tuple(_between(production, previous, times.date))
        days.append(
            day_paper(times, strips, names, unit_names.get(times.unit, str(times.unit)), gap, notes)
        )
        previous = times.date
    boneyard = tuple(strip_row(strips[s], names, notes) for s in judgement.unplaced if s in strips)
    eighths = sum(d.eighths for d in days)
    return BoardPaper(
        header=Header(
            title=names.free(production.title), document=document, board=board, dated=dated
        ),
        key_points=_board_points(judgement, days, boneyard),
        cast=cast_key(production, names),
        days=tuple(days),
        boneyard=boneyard,
        total_pages=format_eighths(eighths),
        several_units=len({d.unit for d in days}) > 1,
    )


def dood_paper(
    production: Production,
    judgement: Judgement,
    *,
    reader: Reader,
    board: str = "main",
    dated: str = "",
) -> DoodPaper:
    """The day out of days for a reader, with the cheapest drops."""
    names = Names(production, reader)
    grid = judgement.dood
    shooting = {t.date: t.number for t in reversed(judgement.timetable.days)}
    columns = tuple(
        DoodColumn(
            date=d.isoformat(),
            day=str(d.day),
            weekday=DAYS[d.weekday()][:2],
            month=f"{MONTHS[d.month - 1]} {d.year}",
            number=str(shooting.get(d, "")),
            off=d in grid.off,
        )
        for d in grid.dates
    )
    lines = []
    for row in grid.rows:
        played = names.roles_of(PersonId(row.id))
        lines.append(
            DoodLine(
                number=", ".join(filter(None, (names.number(r) for r in played))),
                role=", ".join(names.role(r) for r in played),
                performer=names.person(PersonId(row.id)),
                codes=row.codes,
                worked=row.worked,
                held=row.held,
                travel=row.travel,
                other=row.other,
                paid=row.paid,
                start="" if row.start is None else date_text(row.start),
                finish="" if row.finish is None else date_text(row.finish),
            )
        )
    lines.sort(key=lambda line: (natural(line.number or "~"), line.role))
    return DoodPaper(
        header=Header(
            title=names.free(production.title),
            document="Day out of days",
            board=board,
            dated=dated,
        ),
        key_points=_dood_points(grid, lines),
        columns=columns,
        lines=tuple(lines),
        legend=_legend(grid),
    )


def _legend(grid: DayOutOfDays) -> str:
    """What the codes on this grid mean, and no others."""
    used = {code for row in grid.rows for code in row.codes}
    letters = {letter for code in used if code not in _CODES or len(code) == 1 for letter in code}
    said = [
        words
        for mark, words in _CODES.items()
        if (mark in used if mark not in _IN_ONE else mark in letters)
    ]
    if grid.off:
        said.append("grey: company day off")
    if letters & {"D", "P"}:
        said.append(f"drop and pick-up: {grid.drops}")
    return " · ".join(said)


def cast_key(production: Production, names: Names) -> tuple[CastKey, ...]:
    """Every role with a board number, by number."""
    performers: dict[RoleId, list[str]] = {}
    for casting in production.casting:
        performers.setdefault(casting.role, []).append(names.person(casting.person))
    to_come = {p.name for p in production.people if p.to_be_cast}
    keys = [
        CastKey(
            number=names.number(role.id),
            role=names.role(role.id),
            performer=", ".join(
                n for n in dict.fromkeys(performers.get(role.id, ())) if n not in to_come
            ),
        )
        for role in production.roles
        if names.number(role.id)
    ]
    return tuple(sorted(keys, key=lambda k: natural(k.number)))


def _between(production: Production, previous: dt.date | None, day: dt.date) -> Iterator[str]:
    """Words for the dates between two shooting days, runs of the same kind joined."""
    if previous is None:
        return
    runs: list[tuple[str, dt.date, dt.date]] = []
    for n in range(1, (day - previous).days):
        between = previous + dt.timedelta(days=n)
        what = _idle(production, between)
        if runs and runs[-1][0] == what:
            runs[-1] = (what, runs[-1][1], between)
        else:
            runs.append((what, between, between))
    for what, first, last in runs:
        span = date_text(first) if first == last else f"{date_text(first)} – {date_text(last)}"
        yield f"{span}: {what}"


def _idle(production: Production, day: dt.date) -> str:
    calendar = production.calendar
    if day in calendar.travel_days:
        return "company travel"
    holiday = next((h.name for h in calendar.holidays if h.day == day), None)
    if holiday and calendar.is_company_day_off(day):
        return holiday
    return "day off" if calendar.is_company_day_off(day) else "no shooting"


def counted(number: int, one: str, many: str = "") -> str:
    """`1 strip`, `2 strips`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def _pages(eighths: int) -> str:
    return f"{format_eighths(eighths)} {'page' if eighths == EIGHTHS_PER_PAGE else 'pages'}"


def _several(days: list[str]) -> str:
    """All of a few, the first of many: `Mon 4 Oct, Tue 5 Oct and 6 more`."""
    return ", ".join(days) if len(days) <= 7 else f"{', '.join(days[:6])} and {len(days) - 6} more"


def _from_to(days: list[Day]) -> str:
    first, last = days[0].day, days[-1].day
    return first if first == last else f"{first} to {last}"


def _board_points(
    judgement: Judgement, days: list[Day], boneyard: tuple[Row, ...]
) -> tuple[KeyPoint, ...]:
    points: list[KeyPoint] = []
    if not days:
        return ()
    eighths = sum(d.eighths for d in days)
    points.append(
        KeyPoint(
            text=f"{counted(len(days), 'shooting day')}, {_from_to(days)}: {_pages(eighths)}.",
            evidence=(days[0].date, days[-1].date),
        )
    )
    longest = max(days, key=lambda d: (d.minutes, d.date))
    points.append(
        KeyPoint(
            text=f"The longest day is {longest.day}: {longest.call} to {longest.wrap}, "
            f"{_pages(longest.eighths)}.",
            evidence=(longest.date,),
        )
    )
    dark = [d for d in days if d.light != "day"]
    if dark:
        points.append(
            KeyPoint(
                text=f"{counted(len(dark), 'night or split day')}: "
                + _several([d.day.rsplit(" ", 1)[0] for d in dark])
                + ".",
                evidence=tuple(d.date for d in dark),
            )
        )
    moved = [d for d in days if any(r.banner.startswith("COMPANY MOVE") for r in d.rows)]
    if moved:
        points.append(
            KeyPoint(
                text=f"The company moves on {len(moved)} {'day' if len(moved) == 1 else 'days'}.",
                evidence=tuple(d.date for d in moved),
            )
        )
    if boneyard:
        points.append(
            KeyPoint(
                text=f"Not scheduled: {counted(len(boneyard), 'strip')}, "
                f"{_pages(judgement.unplaced_eighths)}.",
                evidence=tuple(r.strip for r in boneyard),
            )
        )
    return tuple(points[:MOST_POINTS])


def _dood_points(grid: DayOutOfDays, lines: list[DoodLine]) -> tuple[KeyPoint, ...]:
    points: list[KeyPoint] = []
    if not lines:
        return ()
    most = max(lines, key=lambda r: r.worked)
    points.append(
        KeyPoint(
            text=f"{most.role or most.performer} works most: {counted(most.worked, 'day')}, "
            f"{most.start} to {most.finish}.",
            evidence=(most.role or most.performer,),
        )
    )
    held = [r for r in lines if r.held]
    if held:
        worst = max(held, key=lambda r: r.held)
        points.append(
            KeyPoint(
                text=f"{counted(grid.held_days, 'hold day')} in all; "
                f"{worst.role or worst.performer} is held longest, "
                f"{counted(worst.held, 'day')}.",
                evidence=tuple(r.role or r.performer for r in held),
            )
        )
    else:
        points.append(
            KeyPoint(text="Nobody is held.", evidence=tuple(r.role or r.performer for r in lines))
        )
    dropped = [r for r in lines if any(c.startswith(("D", "WD")) for c in r.codes)]
    if dropped:
        points.append(
            KeyPoint(
                text="Dropped and picked up again: "
                + ", ".join(r.role or r.performer for r in dropped)
                + ".",
                evidence=tuple(r.role or r.performer for r in dropped),
            )
        )
    return tuple(points)
