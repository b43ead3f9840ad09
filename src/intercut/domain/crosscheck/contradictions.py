"""Two rules that cannot both hold: seen before any planning, each named with the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations, pairwise

from intercut.domain.apart import ApartRule, Degree
from intercut.domain.crosscheck.checked import Checked, open_days, open_on, shown
from intercut.domain.finding import Finding, Where, error, warning
from intercut.domain.ids import PersonId
from intercut.domain.production import OrderKind, OrderRule, Pin, Production
from intercut.domain.scene import Mode, Scene
from intercut.domain.strips import Strip
from intercut.domain.targets import Target, Targets


def check_pins(checked: Checked, targets: Targets) -> Iterator[Finding]:
    """Pins to dates on which they cannot hold, and pins against each other."""
    held: dict[str, date] = {}
    for n, pin in enumerate(checked.production.pins):
        path = checked.at("pins", n)
        target = targets.find(pin.target)
        if pin.date is None or target is None:
            continue
        day = held.setdefault(target.name, pin.date)
        if day != pin.date:
            yield error(
                "pin.twice",
                f"{_what(target)} is pinned to {day} and to {pin.date}.",
                Where(path=path, date=str(pin.date)),
                f"Keep this pin or the one to {day}.",
            )
        if not pin.shot:
            yield from _check_pin(checked.production, pin, target, pin.date, path)


def _what(target: Target) -> str:
    if target.event is not None:
        return f"The event {target.event.name or target.name!r}"
    return f"Scene {target.name}" if target.scene else f"Strip {target.name}"


def _check_pin(
    production: Production, pin: Pin, target: Target, day: date, path: str
) -> Iterator[Finding]:
    what, where = _what(target), Where(path=path, date=str(day))
    people = {p.id: p for p in production.people}
    if target.event is not None:
        if day not in production.calendar.span or not any(day in s for s in target.event.dates):
            yield error(
                "pin.event_date",
                f"{what} is pinned to {day}, which is not among its dates.",
                where,
                "Correct the pin or the event's `dates`.",
            )
        called: Sequence[PersonId] = target.event.people
    else:
        units = [u for u in production.units if pin.unit is None or u.id == pin.unit]
        if not any(production.calendar_of(u).is_working_day(day) for u in units):
            span = production.calendar.span
            told = (
                f"the calendar runs {span.first} to {span.last}"
                if day not in span
                else "nobody shoots on that date"
            )
            yield error(
                "pin.calendar",
                f"{what} is pinned to {day}, and {told}.",
                where,
                "Pin it to a working day, or add the date to the calendar's `extra_days`.",
            )
        called = _always_called(target)
        yield from _check_pinned_strips(production, pin, target, day, where)
    for id_ in called:
        person = people.get(id_)
        if person is not None and not person.is_available(day):
            sources = tuple(dict.fromkeys((pin.source, *(w.source for w in person.availability))))
            found = error(
                "pin.person_away",
                f"{what} is pinned to {day} and needs {shown(person)}, who cannot be had then.",
                Where(path=path, date=str(day), person=shown(person)),
                "Move the pin, or correct the person's dates.",
            )
            yield Finding(
                code=found.code,
                level=found.level,
                message=found.message,
                where=found.where,
                fix=found.fix,
                facts=sources,
            )


def _check_pinned_strips(
    production: Production, pin: Pin, target: Target, day: date, where: Where
) -> Iterator[Finding]:
    places = {p.id: p for p in production.places}
    strips = target.strips
    if strips and all(s.dates and not any(day in span for span in s.dates) for s in strips):
        yield error(
            "pin.scene_dates",
            f"{_what(target)} is pinned to {day}, which is not among the scene's own dates.",
            where,
            "Correct the pin or the scene's `dates`.",
        )
    for strip in strips if len({s.mode for s in strips}) == 1 else ():
        may = [pin.place] if pin.place is not None else list(strip.places)
        if may and not any(p in places and open_on(places[p], day) for p in may):
            names = " and ".join(places[p].name for p in may if p in places)
            yield error(
                "pin.place_closed",
                f"{_what(target)} is pinned to {day}, when {names} cannot be used.",
                where,
                "Move the pin, or correct the permit.",
            )
    if pin.place is not None and strips and all(pin.place not in s.places for s in strips):
        yield error(
            "pin.place",
            f"{_what(target)} is pinned to {places[pin.place].name}, where its set does not stand.",
            where,
            "Pin it to a place its set stands at, or add the set there.",
        )


def _always_called(target: Target) -> tuple[PersonId, ...]:
    """People needed in whichever mode the target is shot."""
    by_mode: dict[Mode, set[PersonId]] = {}
    for strip in target.strips:
        by_mode.setdefault(strip.mode, set()).update(strip.people)
    if not by_mode:
        return ()
    return tuple(sorted(set.intersection(*by_mode.values())))


def check_day_pins(checked: Checked, targets: Targets) -> Iterator[Finding]:
    """Days fixed whole that nobody works on, or that claim a strip another day or pin has."""
    production = checked.production
    units = {u.id: u for u in production.units}
    taken: dict[str, tuple[date, str]] = {}
    for n, pin in enumerate(production.pins):
        target = targets.find(pin.target)
        if pin.date is not None and target is not None:
            taken.setdefault(target.name, (pin.date, checked.at("pins", n)))
    for n, fixed in enumerate(production.day_pins):
        where = Where(path=checked.at("days", n), date=str(fixed.date))
        unit = units[fixed.unit]
        if not production.calendar_of(unit).is_working_day(fixed.date):
            yield error(
                "day.calendar",
                f"{fixed.date} is fixed for {unit.name} unit, which does not work that day.",
                where,
                "Choose a working day, or add the date to the calendar's `extra_days`.",
            )
        for name in fixed.targets:
            target = targets.find(name)
            if target is None:
                continue
            day, path = taken.setdefault(target.name, (fixed.date, where.path))
            if day != fixed.date or (path != where.path and path.startswith("days.")):
                yield error(
                    "day.twice",
                    f"{_what(target)} is held to {day} and to the fixed day {fixed.date}.",
                    where,
                    f"Take it out of this day, or out of {_held_by(path, day)}.",
                )


def _held_by(path: str, day: date) -> str:
    return f"the fixed day {day}" if path.startswith("days.") else f"the pins (to {day})"


def check_order(checked: Checked, targets: Targets) -> Iterator[Finding]:
    """Orders that run in a circle, or against each other."""
    rules = checked.production.order
    for n, rule in enumerate(rules):
        path = checked.at("order", n)
        where = Where(path=path)
        if rule.most_gap_days is not None and rule.most_gap_days < rule.gap_days:
            yield error(
                "order.gap",
                f"The order rule {rule.id!r} asks for at least {rule.gap_days} days and at most "
                f"{rule.most_gap_days}.",
                where,
                "Let `most_gap_days` be at least `gap_days`.",
            )
        if rule.kind is OrderKind.BEFORE:
            if not rule.first or not rule.then:
                yield error(
                    "order.one_sided",
                    f"The order rule {rule.id!r} does not say what comes before what.",
                    where,
                    "Name strips in `first` and in `then`.",
                )
        elif rule.kind in {OrderKind.SECOND_END_AFTER, OrderKind.LIVE_READ}:
            yield from _check_split_rule(checked.production, targets, rule, where)
        elif len(rule.first) + len(rule.then) < 2:
            yield error(
                "order.alone",
                f"The order rule {rule.id!r} names only one strip.",
                where,
                "Name two strips or more.",
            )
    hard = [(n, r) for n, r in enumerate(rules) if r.price is None]
    yield from _check_circles(checked, targets, hard)
    yield from _check_same_day(checked, targets, hard)


def _check_split_rule(
    production: Production, targets: Targets, rule: OrderRule, where: Where
) -> Iterator[Finding]:
    scenes = {s.id: s for s in production.scenes}
    target = targets.find(rule.first[0]) if len(rule.first) == 1 else None
    scene = scenes.get(target.scene) if target is not None and target.scene is not None else None
    if scene is None or rule.then:
        yield error(
            "order.one_scene",
            f"The order rule {rule.id!r} ({rule.kind}) speaks of the ends of one scene.",
            where,
            "Name that scene alone in `first`.",
        )
    elif Mode.PARTS not in scene.modes:
        yield error(
            "order.no_parts",
            f"The order rule {rule.id!r} speaks of the ends of scene {scene.number}, "
            "which is not shot in parts.",
            where,
            "Give the scene `parts`, or take the rule out.",
        )


def _in_words(rule: OrderRule) -> str:
    """An order rule as a person calls it: its id and what it asks."""
    first, then = ", ".join(rule.first), ", ".join(rule.then)
    if rule.kind is OrderKind.BEFORE:
        asks = f"{first} before {then}"
    elif rule.kind in {OrderKind.SECOND_END_AFTER, OrderKind.LIVE_READ}:
        asks = f"{rule.kind} in {first}"
    else:
        asks = f"{', '.join((*rule.first, *rule.then))} {_ASKS[rule.kind]}"
    return f"{str(rule.id)!r} ({asks})"


_ASKS = {
    OrderKind.SAME_DAY: "on one day",
    OrderKind.NOT_SAME_DAY: "not on one day",
}


def _names(targets: Targets, texts: Sequence[str]) -> tuple[str, ...]:
    found = (targets.find(t) for t in texts)
    return tuple(dict.fromkeys(t.name for t in found if t is not None))


def _edges(targets: Targets, rule: OrderRule) -> Iterator[tuple[str, str]]:
    """Strip (or event) before strip: a circle among these cannot be boarded."""
    if rule.kind is OrderKind.BEFORE:
        for first in rule.first:
            for then in rule.then:
                yield from ((a, b) for a in _atoms(targets, first) for b in _atoms(targets, then))
    elif rule.kind is OrderKind.SECOND_END_AFTER and rule.first:
        target = targets.find(rule.first[0])
        parts = [s for s in target.strips if s.part is not None] if target is not None else []
        if parts:
            first_part = parts[0].part
            yield from (
                (a.id, b.id)
                for a in parts
                if a.part == first_part
                for b in parts
                if b.part != first_part
            )


def _atoms(targets: Targets, text: str) -> tuple[str, ...]:
    target = targets.find(text)
    if target is None:
        return ()
    if target.event is not None:
        return (f"event {target.event.id}",)
    return tuple(s.id for s in target.strips)


def _check_circles(
    checked: Checked, targets: Targets, hard: Sequence[tuple[int, OrderRule]]
) -> Iterator[Finding]:
    after: dict[str, dict[str, int]] = {}
    for n, rule in hard:
        for a, b in _edges(targets, rule):
            after.setdefault(a, {}).setdefault(b, n)
    done: set[str] = set()
    for start in after:
        circle = _circle_from(start, after, done)
        if not circle:
            continue
        rules = sorted({after[a][b] for a, b in pairwise([*circle, circle[0]])})
        told = " before ".join([*circle, circle[0]])
        circling = [_in_words(checked.production.order[n]) for n in rules]
        yield error(
            "order.cycle",
            f"The order rules run in a circle: {told}.",
            Where(path=checked.at("order", rules[-1])),
            f"Take a rule out of the circle, or give it a price: {'; '.join(circling)}.",
        )


def _circle_from(start: str, after: dict[str, dict[str, int]], done: set[str]) -> tuple[str, ...]:
    """A circle reachable from ``start`` through strips not yet ``done``, () when there is none."""
    path: list[str] = []
    on_path: set[str] = set()
    stack: list[tuple[str, bool]] = [(start, False)]
    while stack:
        node, leaving = stack.pop()
        if leaving:
            path.pop()
            on_path.discard(node)
            done.add(node)
            continue
        if node in done or node in on_path:
            continue
        path.append(node)
        on_path.add(node)
        stack.append((node, True))
        for following in after.get(node, ()):
            if following in on_path:
                done.update(path)
                return tuple(path[path.index(following) :])
            if following not in done:
                stack.append((following, False))
    return ()


def _check_same_day(
    checked: Checked, targets: Targets, hard: Sequence[tuple[int, OrderRule]]
) -> Iterator[Finding]:
    rules = checked.production.order
    together: dict[frozenset[str], int] = {}
    for n, rule in hard:
        if rule.kind is OrderKind.SAME_DAY:
            for pair in _pairs(_names(targets, (*rule.first, *rule.then))):
                together.setdefault(pair, n)
    for n, rule in hard:
        if rule.kind is OrderKind.NOT_SAME_DAY:
            against = list(_pairs(_names(targets, (*rule.first, *rule.then))))
        elif rule.kind is OrderKind.BEFORE and rule.gap_days > 0:
            against = [
                frozenset((a, b))
                for a in _names(targets, rule.first)
                for b in _names(targets, rule.then)
            ]
        else:
            continue
        clash = next((p for p in against if p in together), None)
        if clash is not None:
            yield error(
                "order.same_day",
                f"{' and '.join(sorted(clash))} are to be shot on one day and on different days.",
                Where(path=checked.at("order", n)),
                f"Take out {_in_words(rule)} or {_in_words(rules[together[clash]])}.",
            )


def _pairs(names: Sequence[str]) -> Iterator[frozenset[str]]:
    return (frozenset(pair) for pair in combinations(names, 2))


def check_apart(checked: Checked, targets: Targets) -> Iterator[Finding]:
    """Keep-apart rules against scenes and live reads that bring the two together."""
    production = checked.production
    days = open_days(production)
    for n, rule in enumerate(production.apart):
        if rule.price is not None or not _always(rule, days):
            continue
        path = checked.at("apart", n)
        for scene in production.scenes:
            if not scene.omitted:
                yield from _check_scene_apart(targets, rule, scene, path)
        yield from _check_live_read(checked, targets, rule, path)


def _always(rule: ApartRule, days: Sequence[date]) -> bool:
    """Whether a rule binds on every date that may be shot on."""
    return rule.period is None or all(day in rule.period for day in days)


def _meets(rule: ApartRule, strip: Strip) -> bool:
    """Whether shooting the strip breaks the rule by itself."""
    return rule.joins(strip.on_camera if rule.degree is Degree.FRAME else strip.people)


def _check_scene_apart(
    targets: Targets, rule: ApartRule, scene: Scene, path: str
) -> Iterator[Finding]:
    strips = targets.of_scene.get(scene.id, ())
    modes = {s.mode for s in strips}
    if not strips or any(
        not any(_meets(rule, s) for s in strips if s.mode is mode) for mode in modes
    ):
        return
    yield error(
        "apart.scene",
        f"Scene {scene.number} brings together two people who are to be kept apart "
        f"({rule.degree}), however it is shot.",
        Where(path=path, scene=scene.number),
        f"Open scene {scene.number} to be shot in parts, with a double and a reader, or give the "
        "rule a period or a price.",
    )


def _check_live_read(
    checked: Checked, targets: Targets, rule: ApartRule, path: str
) -> Iterator[Finding]:
    if not rule.degree.implies(Degree.CALLS):
        return
    for order in checked.production.order:
        if order.kind is not OrderKind.LIVE_READ or order.price is not None or not order.first:
            continue
        target = targets.find(order.first[0])
        strips = [s for s in target.strips if s.part is not None] if target is not None else []
        people = {p for s in strips for p in s.people}
        if not rule.joins(people):
            continue
        found = error if rule.degree is Degree.DAY else warning
        yield found(
            "apart.live_read",
            f"All ends of scene {order.first[0]} are to be played live on one day by people who "
            f"are to be kept apart ({rule.degree}).",
            Where(path=path, scene=order.first[0]),
            f"Take out {_in_words(order)}, or end the keep-apart rule before that day.",
        )


def check_joined(checked: Checked, targets: Targets) -> Iterator[Finding]:
    """Scenes joined in one strip that cannot be shot as one."""
    production = checked.production
    scenes = {s.id: s for s in production.scenes}
    for n, group in enumerate(production.joined):
        where = Where(path=checked.at("joined", n))
        members = [scenes[s] for s in group.scenes]
        split = [s for s in members if Mode.WHOLE not in s.modes]
        if split:
            yield error(
                "joined.parts",
                f"Scene {split[0].number} is shot in parts and cannot be joined with others.",
                where,
                "Take it out of the group.",
            )
        strips = [s for s in targets.strips if set(s.scenes) & set(group.scenes)]
        if any(len(s.scenes) > 1 and not s.places for s in strips):
            numbers = ", ".join(s.number for s in members)
            yield error(
                "joined.no_place",
                f"Scenes {numbers} are joined, and there is no place all of them can be shot at.",
                where,
                "Join scenes of one place only.",
            )


CHECKS = (
    check_pins,
    check_day_pins,
    check_order,
    check_apart,
    check_joined,
)
