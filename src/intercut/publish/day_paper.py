"""One unit day on paper: its strips, meals, moves and the turn of the clocks, in shooting order."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

from intercut.domain.ids import StripId
from intercut.domain.scene import IntExt, Light
from intercut.domain.strips import Strip
from intercut.domain.units import format_clock, format_duration, format_eighths
from intercut.publish.reader import Names
from intercut.schedule import DayTimes, Meal, StripTimes
from intercut.schedule.wall_clock import turn_within

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


def day_paper(
    times: DayTimes,
    strips: dict[StripId, Strip],
    names: Names,
    unit: str,
    before: tuple[str, ...],
    notes: Notes,
) -> Day:
    """One unit day for paper; ``before`` are the words between it and the day before it."""
    rows: list[Row] = []
    meals = list(times.meals)
    turn = turn_within(times.zone, times.date, times.call, times.wrap)
    for entry in times.entries:
        if turn is not None and entry.end > turn[0]:
            rows.append(_turn(*turn))
            turn = None
        while meals and meals[0].start <= entry.arrive - entry.move_minutes:
            rows.append(_meal(meals.pop(0), times))
        if entry.move_minutes and rows:
            rows.append(
                _banner(
                    f"COMPANY MOVE to {names.place(entry.place)}"
                    f"  {format_duration(entry.move_minutes)}"
                )
            )
        if entry.strip is None:
            rows.append(_banner(_with_minutes(names.free(entry.banner), entry)))
        elif entry.strip in strips:
            rows.append(strip_row(strips[entry.strip], names, notes, times, entry))
        else:
            rows.append(_banner(f"UNKNOWN STRIP {entry.strip}"))
        while meals and meals[0].start < entry.end:
            rows.append(_meal(meals.pop(0), times))
    if turn is not None:
        rows.append(_turn(*turn))
    rows.extend(_meal(meal, times) for meal in meals)
    return Day(
        unit=unit,
        number=times.number,
        date=times.date.isoformat(),
        day=date_text(times.date, year=True),
        call=times.clock(times.call),
        wrap=times.clock(times.wrap),
        light=times.light.value,
        pages=format_eighths(times.eighths),
        eighths=times.eighths,
        minutes=times.wrap - times.call,
        overtime=format_duration(times.overtime_minutes) if times.overtime_minutes else "",
        rows=tuple(rows),
        before=before,
    )


def _with_minutes(text: str, entry: StripTimes) -> str:
    """A banner with how long it takes, where it takes time."""
    minutes = entry.end - entry.start
    return f"{text}  {format_duration(minutes)}" if minutes > 0 else text


def _meal(meal: Meal, times: DayTimes) -> Row:
    return _banner(f"MEAL  {times.clock(meal.start)} – {times.clock(meal.end)}")


def _turn(at: int, shift: int) -> Row:
    way = "FORWARD" if shift > 0 else "BACK"
    return _banner(f"CLOCKS GO {way}  {format_clock(at)} becomes {format_clock(at + shift)}")


def _banner(text: str) -> Row:
    return Row(tone="banner", banner=text)


def strip_row(
    strip: Strip,
    names: Names,
    notes: Notes,
    times: DayTimes | None = None,
    entry: StripTimes | None = None,
) -> Row:
    """One strip for paper, with its hours where it stands on a day."""
    numbers = sorted((names.number(r) or _NO_NUMBER for r in strip.roles), key=natural)
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
        start=times.clock(entry.start) if times and entry else "",
        end=times.clock(entry.end) if times and entry else "",
        strip=str(strip.id),
        notes=tuple(names.free(note) for note in notes.get(strip.id, ())),
    )


def tone(int_ext: IntExt, light: Light) -> str:
    """The strip colour's name: `int day`, `ext day`, `int night`, `ext night`, `dawn` or `dusk`."""
    if light in {Light.DAWN, Light.DUSK}:
        return light.value
    side = "ext" if int_ext.outside else "int"
    return f"{side} {'night' if light is Light.NIGHT else 'day'}"


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """What board numbers sort by: 2 before 10, 1A after 1."""
    return tuple(
        (0, int(part), "") if part.isdigit() else (1, 0, part)
        for part in re.findall(r"\d+|\D+", text)
    )
