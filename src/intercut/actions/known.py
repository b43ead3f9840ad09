"""What is known of one scene or one person: every fact with the chain of where it came from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from intercut.access import Action, Actor, Role, may, require
from intercut.actions.judging import Judged, judged, public_id, reader_of
from intercut.actions.office import KeptFilm, Office
from intercut.actions.set_log import take_log
from intercut.actions.spoken_lines import spoken_lines
from intercut.domain.calendar import DateSpan
from intercut.domain.completion import owing_scenes
from intercut.domain.elements import Element
from intercut.domain.handover import NOTHING_SHOT, handed_by
from intercut.domain.ids import PersonId
from intercut.domain.lookup import folded
from intercut.domain.people import AvailabilityWindow, Person, Terms
from intercut.domain.production import Production
from intercut.domain.scene import CastEntry, Part, Presence, Scene
from intercut.domain.source import Source
from intercut.domain.strips import performers_of, strips_of
from intercut.domain.takes import TakeLog
from intercut.domain.units import format_clock, format_duration, format_eighths
from intercut.errors import NotFound
from intercut.onset.as_shot import as_shot, for_the_other_end
from intercut.onset.owed import owed
from intercut.publish.reader import Names

_KNOW_WHO_IS_APART = frozenset({Role.OWNER, Role.PRODUCER, Role.FIRST_AD})


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownFact:
    """One thing known; ``sources`` is its chain, the nearest first."""

    what: str
    value: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Everything known of a scene or person. ``days`` say when it is on, as the board stands."""

    kind: str
    id: str
    name: str
    facts: tuple[KnownFact, ...]
    days: tuple[str, ...]


def show_scene(office: Office, scene: str, board: str = "") -> Known:
    """Everything known of a scene, and when it is shot.

    Parameters
    ----------
    scene
        Its number or id.

    Raises
    ------
    NotAllowed, NotFound
        When the actor may not read the script, or there is no such scene or board.
    """
    require(office.actor, Action.READ_SCRIPT)
    production = office.assembly().production
    found = _scene(production, scene)
    names = Names(production, reader_of(office.actor))
    days: tuple[str, ...] = ()
    of_set: tuple[KnownFact, ...] = ()
    if may(office.actor.role, Action.SEE_BOARD) and (board or office.boards()):
        on = judged(office, board)
        days = tuple(_scene_days(on, found, names))
        log = take_log(office) if isinstance(office, KeptFilm) else NOTHING_SHOT
        of_set = tuple(_freed(f, names) for f in _owed(on, found, log))
    if isinstance(office, KeptFilm):
        of_set += tuple(_freed(f, names) for f in _to_answer(office, found))
    return Known(
        kind="scene",
        id=found.id,
        name=f"{found.number}  {names.free(found.heading.original)}",
        facts=(*(_freed(f, names) for f in _scene_facts(production, found, names)), *of_set),
        days=days,
    )


def show_person(office: Office, person: str, board: str = "") -> Known:
    """Everything known of a person, and when they are called.

    Performers see themselves and nobody else; terms are for those who see money.

    Parameters
    ----------
    person
        Name, code name or id.

    Raises
    ------
    NotAllowed, NotFound
        When the actor may not see that one's dates, or there is no such person or board.
    """
    actor = office.actor
    production = office.assembly().production
    names = Names(production, reader_of(actor))
    found = _person(production, person, names)
    if actor.person != found.id:
        require(actor, Action.SEE_DATES)
    days: tuple[str, ...] = ()
    if board or office.boards():
        days = tuple(_person_days(judged(office, board), found.id, names))
    return Known(
        kind="person",
        id=public_id(found, names),
        name=names.person(found.id),
        facts=tuple(_freed(f, names) for f in _person_facts(production, found, names, actor)),
        days=days,
    )


def _scene(production: Production, text: str) -> Scene:
    wanted = folded(text)
    for scene in production.scenes:
        if wanted in {folded(scene.number), folded(scene.id)}:
            return scene
    for strip in strips_of(production):
        if wanted == folded(strip.number):
            return next(s for s in production.scenes if s.id == strip.scenes[0])
    first, last = production.scenes[:1], production.scenes[-1:]
    fix = f"Scenes are {first[0].number} to {last[0].number}." if first else ""
    msg = f"there is no scene {text!r}."
    raise NotFound(msg, fix)


def _person(production: Production, text: str, names: Names) -> Person:
    wanted = folded(text)
    for person in production.people:
        if wanted in {folded(public_id(person, names)), folded(names.person(person.id))}:
            return person
    for role in production.roles:
        if wanted == folded(role.name):
            cast = [c.person for c in production.casting if c.role == role.id]
            if cast:
                return next(p for p in production.people if p.id == cast[0])
    everybody = [names.person(p.id) for p in production.people]
    known = ", ".join(everybody[:12])
    if len(everybody) > 12:
        known += f" and {len(everybody) - 12} more"
    msg = f"there is no person {text!r}."
    raise NotFound(msg, f"There is: {known}." if known else "Add people to the facts.")


def _freed(fact: KnownFact, names: Names) -> KnownFact:
    """A fact that gives no secret name away to those who may not know it, nor do its sources."""
    return replace(
        fact,
        value=names.free(fact.value),
        sources=tuple(
            replace(s, who=names.free(s.who), where=names.free(s.where), via=None)
            for s in fact.sources
        ),
    )


def _fact(what: str, value: str, source: Source | None) -> KnownFact:
    return KnownFact(what=what, value=value, sources=tuple(source.chain()) if source else ())


def _scene_facts(production: Production, scene: Scene, names: Names) -> Iterator[KnownFact]:
    sets = {s.id: s for s in production.sets}
    read = scene.source
    if scene.omitted:
        yield _fact("omitted", "yes", read)
    if scene.synopsis:
        yield _fact("synopsis", names.free(scene.synopsis), read)
    yield _fact("set", names.set(scene.set), sets[scene.set].source if scene.set in sets else read)
    light = f"{scene.heading.int_ext.value} {scene.heading.light.value}"
    inherited = ", as the scene before" if scene.heading.light_inherited else ""
    yield _fact("light", f"{light}{inherited}", read)
    if scene.script_day:
        yield _fact("script day", scene.script_day, read)
    count = scene.eighths
    yield _fact(
        "length", f"{format_eighths(count.value)} ({count.origin})", count.override_source or read
    )
    yield _fact("shooting time", format_duration(scene.minutes.minutes), scene.minutes.source)
    modes = " or ".join(m.value for m in scene.modes)
    yield _fact("shot", modes, read)
    for entry in scene.cast:
        yield from _cast_fact(production, scene, entry, names)
    for part in scene.parts:
        yield _part_fact(scene, part, names)
    elements: dict[str, Element] = {e.id: e for e in production.elements}
    for use in scene.elements:
        element = elements.get(use.element)
        name = element.name if element else use.element
        count_of = f"{use.count} " if use.count != 1 else ""
        yield _fact("needs", f"{count_of}{names.free(name)}{_why(use.reason)}", use.source)
    yield from _restrictions(production, scene, names)


def _cast_fact(
    production: Production, scene: Scene, entry: CastEntry, names: Names
) -> Iterator[KnownFact]:
    works = "works" if entry.works else "is not called"
    yield _fact(
        entry.presence.value,
        f"{names.role(entry.role)} ({works}){_why(names.free(entry.reason))}",
        entry.source,
    )
    if entry.presence is Presence.MENTIONED:
        return
    called = performers_of(production, entry.role, scene.id)
    for casting in production.casting:
        if casting.role == entry.role and casting.person in called:
            yield _fact("played by", names.person(casting.person), casting.source)


def _part_fact(scene: Scene, part: Part, names: Names) -> KnownFact:
    seen = ", ".join(names.role(r) for r in part.on_camera)
    heard = ", ".join(names.role(r) for r in part.voices)
    return _fact(
        f"part {scene.number}pt{part.number}",
        f"{names.free(part.label)} at {names.set(part.set)}, {part.int_ext.value} "
        f"{part.light.value}: {seen or 'nobody'} on camera"
        f"{f', {heard} heard' if heard else ''}, {format_eighths(part.eighths)}, "
        f"{format_duration(part.minutes.minutes)}{_why(names.free(part.reason))}",
        part.source,
    )


def _restrictions(production: Production, scene: Scene, names: Names) -> Iterator[KnownFact]:
    if scene.places:
        yield _fact("places", ", ".join(names.place(p) for p in scene.places), scene.source)
    if scene.dates:
        yield _fact("dates", ", ".join(map(_span, scene.dates)), scene.source)
    if scene.weather_bound:
        yield _fact("weather", "bound to it", scene.source)
    if scene.cover:
        yield _fact("cover", "may stand in when weather kills another", scene.source)
    for pin in production.pins:
        if pin.target == scene.number or pin.target.startswith(f"{scene.number}pt"):
            held = [str(pin.date) if pin.date else "", pin.unit or "", names.place(pin.place)]
            yield _fact("pinned", f"{pin.target}: {', '.join(filter(None, held))}", pin.source)
    for rule in production.order:
        if scene.number in {*rule.first, *rule.then}:
            then = f" → {', '.join(rule.then)}" if rule.then else ""
            yield _fact("order", f"{rule.kind.value}: {', '.join(rule.first)}{then}", rule.source)


def _person_facts(
    production: Production, person: Person, names: Names, actor: Actor
) -> Iterator[KnownFact]:
    yield _fact("is", "to be cast" if person.to_be_cast else person.kind.value, person.source)
    for casting in production.casting:
        if casting.person == person.id:
            only = f" in {', '.join(casting.scenes)}" if casting.scenes else ""
            number = names.number(casting.role)
            yield _fact(
                "plays",
                f"{names.role(casting.role)}{f' ({number})' if number else ''}{only}",
                casting.source,
            )
    home = next((b for b in production.bases if b.id == person.home), None)
    if home:
        yield _fact("lives in", home.name, home.source)
    for window in person.availability:
        yield _fact("can be had" if window.available else "away", _window(window), window.source)
    if may(actor.role, Action.SEE_COST):
        yield _fact("terms", _terms(person.terms), person.terms.source)
    own = (
        ("preparation", person.preparation_minutes),
        ("strike", person.strike_minutes),
        ("rest", person.rest_minutes),
        ("normal day", person.normal_minutes),
        ("longest day", person.longest_minutes),
    )
    for what, minutes in own:
        if minutes:
            yield _fact(what, format_duration(minutes), person.source)
    if person.minor_profile:
        yield _fact("minor", f"{person.minor_profile}, born {person.born}", person.source)
    if actor.role in _KNOW_WHO_IS_APART:
        for rule in production.apart:
            if person.id in {*rule.people, *rule.others}:
                others = [p for p in (*rule.people, *rule.others) if p != person.id]
                whom = ", ".join(names.person(p) for p in others) or names.place(rule.place)
                yield _fact("kept apart", f"{rule.degree.value}: {whom}", rule.source)


def _owed(on: Judged, scene: Scene, log: TakeLog) -> Iterator[KnownFact]:
    """`17pt1 shot, owes 17pt2`, with who says that it is shot, and what each end has to match."""
    for found in owing_scenes(on.production, on.board.plan):
        if found.scene == scene.id:
            said = [p.source for p in on.production.pins if p.shot and p.target in found.shot]
            yield _fact("complete", str(found), said[0] if said else None)
    for handed in handed_by(scene, log):
        slates = Source(who="take log", where=", ".join(handed.slates))
        yield _fact(f"of {handed.target}", str(handed), slates)


def _to_answer(film: KeptFilm, scene: Scene) -> Iterator[KnownFact]:
    """What was said or done otherwise at one end, for each other end that is still to be shot."""
    log = take_log(film)
    if not scene.parts or not any(t.scene == scene.id for t in log.takes):
        return
    lines = spoken_lines(film, [scene])[scene.id]
    shot = as_shot(scene, lines, log)
    for part in owed(scene, lines, log).parts:
        if part.part is None or part.complete:
            continue
        for change in for_the_other_end(shot, part.part):
            kind = "business" if change.business else change.kind.value if change.kind else ""
            place = change.line or f"after {change.after or 'the start'}"
            said = change.said or f"not said: {change.written}"
            slates = ", ".join(dict.fromkeys(e.slate for e in change.evidence))
            yield _fact(
                f"{part.target} answers",
                f"{place} {change.name}, {kind}: {' '.join(said.split())}",
                Source(who="take log", where=slates),
            )


def _scene_days(found: Judged, scene: Scene, names: Names) -> Iterator[str]:
    mine = {s.id: s for s in strips_of(found.production) if scene.id in s.scenes}
    for day in found.judgement.timetable.days:
        for entry in day.entries:
            if entry.strip in mine:
                yield (
                    f"{day.date} {day.clock(entry.start)} to {day.clock(entry.end)}  "
                    f"{mine[entry.strip].number} at {names.place(entry.place)} "
                    f"(day {day.number}, {day.unit} unit)"
                )
    for strip in found.judgement.unplaced:
        if strip in mine:
            yield f"{mine[strip].number} is not placed"


def _person_days(found: Judged, person: PersonId, names: Names) -> Iterator[str]:
    strips = {s.id: s.number for s in strips_of(found.production)}
    row = next((r for r in found.judgement.dood.rows if r.id == person), None)
    codes = dict(zip(found.judgement.dood.dates, row.codes, strict=True)) if row else {}
    called = {}
    for day in found.judgement.timetable.days:
        for times in day.people:
            if times.person == person:
                scenes = ", ".join(strips.get(s, s) for s in times.strips)
                called[day.date] = (
                    f"call {day.clock(times.call)}, wrap {day.clock(times.wrap)}  {scenes}"
                )
    for event in found.judgement.timetable.events:
        if person in event.people:
            words = f"{event.clock(event.start)} {names.free(event.event)}"
            called[event.date] = ", ".join(filter(None, (called.get(event.date), words)))
    for date in sorted({*called, *(d for d, code in codes.items() if code)}):
        yield f"{date} {codes.get(date, ''):4} {called.get(date, '')}".rstrip()


def _span(span: DateSpan) -> str:
    return str(span.first) if span.first == span.last else f"{span.first} to {span.last}"


def _window(window: AvailabilityWindow) -> str:
    hours = window.hours
    within = f", {format_clock(hours.start)} to {format_clock(hours.end)}" if hours else ""
    return f"{_span(window.dates)}{within}"


def _terms(terms: Terms) -> str:
    words = [terms.kind.value]
    if terms.rate is not None:
        words.append(str(terms.rate))
    if terms.hold_rate is not None:
        words.append(f"hold {terms.hold_rate}")
    if not terms.hold_paid:
        words.append("hold unpaid")
    if terms.drops:
        words.append(f"{terms.drops} drop{'s' * (terms.drops != 1)}")
    if terms.guarantee:
        words.append(f"guarantee {terms.guarantee}")
    return ", ".join(words)


def _why(reason: str) -> str:
    return f" because {reason}" if reason else ""
