"""What is on paper: the board, the one-liner and the day out of days, built for one reader."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from intercut.domain.ids import PersonId, RoleId, StripId
from intercut.domain.key_point import MOST_POINTS, KeyPoint
from intercut.domain.production import Production
from intercut.domain.scene import IntExt, Light
from intercut.domain.strips import Strip, strips_of
from intercut.domain.units import EIGHTHS_PER_PAGE, format_clock, format_duration, format_eighths
from intercut.publish.reader import Names, Reader
from intercut.schedule import DayOutOfDays, DayTimes, Judgement, Meal, StripTimes

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_NO_NUMBER = "?"

Notes = Mapping[StripId, tuple[str, ...]]
"""What stands beside a strip: what is owed, what to match."""

NO_NOTES: Notes = {}


def date_text(day: dt.date, *, year: bool = False) -> str:
    """`Mon 3 Aug`, with the year on demand; the same in every locale."""
    text = f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
    return f"{text} {day.year}" if year else text


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """Top of every page. ``dated`` is the date of issue, "" when none was given."""

    title: str
    document: str
    board: str
    dated: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One strip, or a banner (``banner`` not empty, then the rest is empty).

    ``tone`` is the strip colour's name: `int day`, `ext night`, `dawn` ...; the words stand in
    ``int_ext`` and ``light`` beside it.
    """

    tone: str
    banner: str = ""
    number: str = ""
    int_ext: str = ""
    set: str = ""
    light: str = ""
    script_day: str = ""
    pages: str = ""
    cast: str = ""
    place: str = ""
    synopsis: str = ""
    label: str = ""
    minutes: int = 0
    eighths: int = 0
    start: str = ""
    end: str = ""
    notes: tuple[str, ...] = ()
    strip: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One unit day: its strips in order and the words of its day break."""

    unit: str
    number: int
    date: str
    day: str
    call: str
    wrap: str
    light: str
    pages: str
    eighths: int
    minutes: int
    overtime: str
    rows: tuple[Row, ...]
    before: tuple[str, ...]


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
    """Day out of days. ``drops`` tells how drop-and-pick-ups were chosen."""

    header: Header
    key_points: tuple[KeyPoint, ...]
    columns: tuple[DoodColumn, ...]
    lines: tuple[DoodLine, ...]
    drops: str


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
            _day(times, strips, names, unit_names.get(times.unit, str(times.unit)), gap, notes)
        )
        previous = times.date
    boneyard = tuple(_row(strips[s], names, None, notes) for s in judgement.unplaced if s in strips)
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
    lines.sort(key=lambda line: (_natural(line.number or "~"), line.role))
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
        drops=grid.drops,
    )


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
    return tuple(sorted(keys, key=lambda k: _natural(k.number)))


def _natural(text: str) -> tuple[tuple[int, int, str], ...]:
    return tuple(
        (0, int(part), "") if part.isdigit() else (1, 0, part)
        for part in re.findall(r"\d+|\D+", text)
    )


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


def _day(
    times: DayTimes,
    strips: dict[StripId, Strip],
    names: Names,
    unit: str,
    before: tuple[str, ...],
    notes: Notes,
) -> Day:
    rows: list[Row] = []
    meals = list(times.meals)
    for entry in times.entries:
        while meals and meals[0].start <= entry.arrive - entry.move_minutes:
            rows.append(_meal(meals.pop(0)))
        if entry.move_minutes and rows:
            rows.append(
                _banner(
                    f"COMPANY MOVE to {names.place(entry.place)}"
                    f"  {format_duration(entry.move_minutes)}"
                )
            )
        if entry.strip is None:
            rows.append(_banner(names.free(entry.banner)))
        elif entry.strip in strips:
            rows.append(_row(strips[entry.strip], names, entry, notes))
        else:
            rows.append(_banner(f"UNKNOWN STRIP {entry.strip}"))
        while meals and meals[0].start < entry.end:
            rows.append(_meal(meals.pop(0)))
    rows.extend(_meal(meal) for meal in meals)
    return Day(
        unit=unit,
        number=times.number,
        date=times.date.isoformat(),
        day=date_text(times.date, year=True),
        call=format_clock(times.call),
        wrap=format_clock(times.wrap),
        light=times.light.value,
        pages=format_eighths(times.eighths),
        eighths=times.eighths,
        minutes=times.wrap - times.call,
        overtime=format_duration(times.overtime_minutes) if times.overtime_minutes else "",
        rows=tuple(rows),
        before=before,
    )


def _meal(meal: Meal) -> Row:
    return _banner(f"MEAL  {format_clock(meal.start)} – {format_clock(meal.end)}")


def _banner(text: str) -> Row:
    return Row(tone="banner", banner=text)


def _row(strip: Strip, names: Names, entry: StripTimes | None, notes: Notes) -> Row:
    numbers = sorted((names.number(r) or _NO_NUMBER for r in strip.roles), key=_natural)
    place = entry.place if entry else None
    return Row(
        tone=tone(strip.int_ext, strip.light),
        number=strip.number,
        int_ext=strip.int_ext.value,
        set=names.set(strip.set),
        light=strip.light.value.upper() if strip.light is not Light.ANY else "",
        script_day=strip.script_day,
        pages=format_eighths(strip.eighths),
        cast=", ".join(numbers),
        place=names.place(place),
        synopsis=names.free(strip.synopsis),
        label=names.free(strip.label),
        minutes=strip.minutes,
        eighths=strip.eighths,
        start=format_clock(entry.start) if entry else "",
        end=format_clock(entry.end) if entry else "",
        strip=str(strip.id),
        notes=tuple(names.free(note) for note in notes.get(strip.id, ())),
    )


def tone(int_ext: IntExt, light: Light) -> str:
    """The strip colour's name: `int day`, `ext day`, `int night`, `ext night`, `dawn` or `dusk`."""
    if light in {Light.DAWN, Light.DUSK}:
        return light.value
    side = "ext" if int_ext.outside else "int"
    return f"{side} {'night' if light is Light.NIGHT else 'day'}"


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
