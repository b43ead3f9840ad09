"""A board as the page shows it: the cards of its strips, their arrangement, what is off about it.

Cards change with script and facts only, so a window asks for them seldom; the arrangement is small
and comes back after every move.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from intercut.access import Action, may, require
from intercut.actions.answers import FindingAnswer, finding_answers
from intercut.actions.judging import Judged, check_board, judged, reader_of
from intercut.actions.office import Office
from intercut.domain.ids import StripId, UnitId
from intercut.domain.plan import Banner, Plan, UnitDay
from intercut.domain.production import Production
from intercut.domain.strips import Strip, strips_of
from intercut.domain.units import format_clock, format_eighths
from intercut.publish.day_paper import tone
from intercut.publish.documents import cast_key
from intercut.publish.reader import Names
from intercut.schedule import DayTimes, StripTimes


@dataclass(frozen=True, slots=True, kw_only=True)
class CardAnswer:
    """One strip as it is printed; ``tone`` names its colour (`int day`, `ext night`, `dawn` ...).

    ``cast`` are board numbers (names where there is none), ``pinned`` where the facts hold it.
    """

    id: str
    number: str
    label: str
    scene: str
    tone: str
    int_ext: str
    light: str
    set: str
    eighths: int
    pages: str
    minutes: int
    cast: list[str]
    synopsis: str
    script_day: str
    mode: str
    pinned: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyAnswer:
    """What a cast number means."""

    number: str
    role: str
    performer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitAnswer:
    """A unit and the dates it may shoot on."""

    id: str
    name: str
    dates: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class CardsAnswer:
    """All that boards of a film are made of; ``revision`` tells when to ask again."""

    revision: int
    title: str
    cards: list[CardAnswer]
    cast: list[KeyAnswer]
    units: list[UnitAnswer]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryAnswer:
    """A strip in its place with its hours, or (``strip`` "") a banner with its minutes."""

    strip: str
    banner: str
    minutes: int
    place: str
    start: str
    end: str
    move_minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardDayAnswer:
    """One unit day in shooting order; ``number`` counts the unit's shooting days, 0 for an idle one.

    ``errors`` and ``warnings`` are how many findings name this day or one of its strips.
    """

    unit: str
    date: str
    number: int
    light: str
    call: str
    wrap: str
    eighths: int
    pages: str
    overtime_minutes: int
    locked: bool
    errors: int
    warnings: int
    entries: list[EntryAnswer]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrangedAnswer:
    """A board now. Amounts in minor units; null where the reader may not see money."""

    board: str
    version: int
    revision: int
    days: list[BoardDayAnswer]
    boneyard: list[str]
    legal: bool | None
    cost: int | None
    money: int | None
    currency: str
    shooting_days: int
    held_days: int
    findings: list[FindingAnswer]


def cards_of(office: Office) -> CardsAnswer:
    """The cards of every strip that may stand on a board.

    Raises
    ------
    NotAllowed
        When the actor may not see the board.
    """
    require(office.actor, Action.SEE_BOARD)
    production = office.assembly().production
    names = Names(production, reader_of(office.actor))
    pins = pins_in_words(production)
    return CardsAnswer(
        revision=office.revision(),
        title=names.free(production.title),
        cards=[_card(s, production, names, pins) for s in strips_of(production)],
        cast=[
            KeyAnswer(number=k.number, role=k.role, performer=k.performer)
            for k in cast_key(production, names)
        ],
        units=[
            UnitAnswer(
                id=u.id,
                name=u.name,
                dates=[d.isoformat() for d in production.calendar_of(u).working_days()],
            )
            for u in production.units
        ],
    )


def arranged(office: Office, board: str = "") -> ArrangedAnswer:
    """A board as it stands, judged.

    Raises
    ------
    NotAllowed, NotFound
        When the actor may not see it, or there is no such board.
    """
    require(office.actor, Action.SEE_BOARD)
    may_check = may(office.actor.role, Action.CHECK)
    found = check_board(office, board) if may_check else judged(office, board)
    return arranged_answer(office, found)


def arranged_answer(office: Office, found: Judged) -> ArrangedAnswer:
    """A judged board, without what the actor may not know."""
    role = office.actor.role
    names = Names(found.production, reader_of(office.actor))
    findings = found.findings if may(role, Action.CHECK) else ()
    plan, judgement = found.board.plan, found.judgement
    times = {(d.unit, d.date): d for d in judgement.timetable.days}
    errors, warnings = _counted(plan, found)
    sees_cost = may(role, Action.SEE_COST)
    return ArrangedAnswer(
        board=found.board.name,
        version=found.board.version,
        revision=office.revision(),
        days=[
            _day(
                d,
                times.get((d.unit, d.date)),
                names,
                errors.get((d.unit, d.date), 0),
                warnings.get((d.unit, d.date), 0),
            )
            for d in sorted(plan.days, key=lambda d: d.date)
        ],
        boneyard=_boneyard(plan, judgement.unplaced),
        legal=judgement.legal if may(role, Action.CHECK) else None,
        cost=judgement.cost.total if sees_cost else None,
        money=judgement.cost.money if sees_cost else None,
        currency=found.production.currency,
        shooting_days=judgement.days,
        held_days=judgement.held_days,
        findings=finding_answers(findings),
    )


def _boneyard(plan: Plan, unplaced: tuple[StripId, ...]) -> list[str]:
    """The boneyard in its order, then strips the plan never heard of."""
    missing = set(unplaced)
    kept = [s for s in plan.boneyard if s in missing]
    return [*kept, *(s for s in unplaced if s not in set(kept))]


def _counted(
    plan: Plan, found: Judged
) -> tuple[dict[tuple[UnitId, dt.date], int], dict[tuple[UnitId, dt.date], int]]:
    of_strip = {s.strip: (d.unit, d.date) for d in plan.days for s in d.strips}
    errors: dict[tuple[UnitId, dt.date], int] = {}
    warnings: dict[tuple[UnitId, dt.date], int] = {}
    for finding in found.judgement.findings:
        into = {"error": errors, "warning": warnings}.get(finding.level.value)
        if into is None:
            continue
        where = finding.where
        at = {of_strip[StripId(where.strip)]} if where.strip in of_strip else set()
        if not at and where.date:
            at = {
                (d.unit, d.date)
                for d in plan.days
                if d.date.isoformat() == where.date and where.unit in {"", d.unit}
            }
        for key in at:
            into[key] = into.get(key, 0) + 1
    return errors, warnings


def _day(
    day: UnitDay, times: DayTimes | None, names: Names, errors: int, warnings: int
) -> BoardDayAnswer:
    hours: list[StripTimes | None] = list(times.entries) if times else []
    hours += [None] * (len(day.entries) - len(hours))
    entries = []
    for entry, at in zip(day.entries, hours, strict=False):
        is_banner = isinstance(entry, Banner)
        entries.append(
            EntryAnswer(
                strip="" if isinstance(entry, Banner) else entry.strip,
                banner=names.free(entry.text) if isinstance(entry, Banner) else "",
                minutes=entry.minutes if isinstance(entry, Banner) else 0,
                place="" if isinstance(entry, Banner) else names.place(entry.place),
                start=times.clock(at.start) if times and at and not is_banner else "",
                end=times.clock(at.end) if times and at and not is_banner else "",
                move_minutes=at.move_minutes if at else 0,
            )
        )
    return BoardDayAnswer(
        unit=day.unit,
        date=day.date.isoformat(),
        number=times.number if times else 0,
        light=day.light.value,
        call=format_clock(day.call),
        wrap=times.clock(times.wrap) if times else "",
        eighths=times.eighths if times else 0,
        pages=format_eighths(times.eighths if times else 0),
        overtime_minutes=times.overtime_minutes if times else 0,
        locked=day.locked,
        errors=errors,
        warnings=warnings,
        entries=entries,
    )


def pins_in_words(production: Production) -> dict[str, str]:
    """What the facts hold a strip to, by what the pin names (a scene number, part or strip)."""
    words: dict[str, str] = {}
    for pin in production.pins:
        held = [
            "shot" if pin.shot else "",
            pin.date.isoformat() if pin.date else "",
            f"{pin.unit} unit" if pin.unit else "",
            f"at {pin.place}" if pin.place else "",
            f"position {pin.position + 1}"
            if pin.position is not None and pin.position >= 0
            else "",
        ]
        words[pin.target] = ", ".join(h for h in held if h) or "pinned"
    return words


def _card(strip: Strip, production: Production, names: Names, pins: dict[str, str]) -> CardAnswer:
    numbers = {s.id: s.number for s in production.scenes}
    scene = numbers.get(strip.scenes[0], "")
    return CardAnswer(
        id=strip.id,
        number=strip.number,
        label=names.free(strip.label),
        scene=scene,
        tone=tone(strip.int_ext, strip.light),
        int_ext=strip.int_ext.value,
        light=strip.light.value,
        set=names.set(strip.set),
        eighths=strip.eighths,
        pages=format_eighths(strip.eighths),
        minutes=strip.minutes,
        cast=[names.number(r) or names.role(r) for r in strip.roles],
        synopsis=names.free(strip.synopsis),
        script_day=strip.script_day,
        mode=strip.mode.value,
        pinned=next(
            (pins[k] for k in (strip.id, strip.number, scene, strip.scenes[0]) if k in pins), ""
        ),
    )
