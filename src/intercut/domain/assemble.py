"""A production out of a breakdown and the facts laid over it, every default named as assumed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from intercut.domain import overlay
from intercut.domain.crosscheck import contradictions, money, people, shoot
from intercut.domain.crosscheck import strips as strip_checks
from intercut.domain.crosscheck.checked import Checked
from intercut.domain.facts import Facts
from intercut.domain.finding import Finding
from intercut.domain.ids import SceneId
from intercut.domain.production import DayPin, OrderRule, Pin, Production
from intercut.domain.references import References, references
from intercut.domain.rulebooks import NONE as NO_RULES
from intercut.domain.scene import Breakdown, Scene, SittingsOf
from intercut.domain.scene_overlay import with_facts, with_names_joined
from intercut.domain.stand_ins import (
    ASSUMED_CURRENCY,
    STUDIO,
    assumed_calendar,
    assumed_cast,
    assumed_places,
    assumed_units,
    sets_without_place,
    with_numbers_for_the_new,
)
from intercut.domain.strips import strips_of
from intercut.domain.targets import Targets
from intercut.domain.units import format_duration, format_eighths
from intercut.domain.wishes import usual_ad

CHECKS: Final[tuple[Callable[[Checked], Iterator[Finding]], ...]] = (
    *shoot.CHECKS,
    *people.CHECKS,
    *money.CHECKS,
)
"""Every check of a production that needs no targets, in the order of its findings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembly:
    """A production and everything that is off about it.

    The production always holds together: what names something unknown is left out of it, with an
    error among the ``findings``. With an error it should not be planned. ``findings`` name the
    entry of the facts they speak of in ``where.path`` (`performers.3.roles.0`, counted from 0);
    those of the breakdown itself come first.
    """

    production: Production
    findings: tuple[Finding, ...]


def assemble(breakdown: Breakdown, facts: Facts) -> Assembly:
    """The production that a breakdown and the decisions of people make together.

    What nobody said is filled in and told as a finding: a performer without pay for every role
    not cast, a place for every set that stands nowhere, one unit, a calendar from a fixed Monday,
    no work rules, the preferences of the usual AD. All cross-checks run, none stops another. Answers to proposals
    are the breakdown's to apply: break the script down again with them.
    """
    known = references(breakdown, facts)
    answered = {a.proposal for a in facts.answers}
    told: list[Finding] = list(breakdown.findings)

    roles = overlay.roles_laid_over(breakdown, facts, known)
    sets, same_sets = overlay.sets_laid_over(breakdown, facts, known)
    scenes = tuple(
        overlay.on_sets(with_names_joined(s, roles.cues), same_sets) for s in breakdown.scenes
    )
    scenes = _scenes_laid_over(scenes, facts, known)
    scenes = tuple(overlay.on_sets(with_names_joined(s, roles.cues), same_sets) for s in scenes)
    named = with_numbers_for_the_new(roles.roles, breakdown.scenes, scenes)

    bases = facts.bases or (STUDIO,)
    units = overlay.units_laid_over(facts, known, bases[0].id)
    if not units:
        units, finding = assumed_units(bases[0].id)
        known.units.add(units[0].id, (units[0].name,))
        told.append(finding)
    calendar = facts.calendar
    if calendar is None:
        calendar, finding = assumed_calendar(scenes)
        told.append(finding)
    places = overlay.places_laid_over(facts, known, bases[0].id)
    stub_places, findings = assumed_places(
        sets_without_place(scenes, sets, places), places, units[0].base
    )
    told += findings
    cast = overlay.people_laid_over(facts, known)
    casting = overlay.casting_laid_over(facts, known, roles.cues)
    stub_cast, stub_casting, findings = assumed_cast(scenes, named, cast, casting)
    told += findings
    apart, apart_paths = overlay.apart_laid_over(facts, known)

    production = Production(
        title=facts.title or breakdown.title or "Untitled",
        currency=facts.currency or ASSUMED_CURRENCY,
        calendar=calendar,
        rulebook=facts.rulebook or NO_RULES,
        kind=facts.kind or "feature",
        scenes=scenes,
        roles=named,
        sets=sets,
        people=(*cast, *stub_cast),
        casting=(*casting, *stub_casting),
        elements=overlay.elements_laid_over(breakdown, facts, known),
        bases=bases,
        places=(*places, *stub_places),
        moves=overlay.moves_laid_over(facts, known),
        units=units,
        events=overlay.events_laid_over(facts, known),
        apart=apart,
        joined=overlay.joined_laid_over(facts, known),
        preferences=(
            usual_ad(facts.currency or ASSUMED_CURRENCY)
            if facts.preferences is None
            else facts.preferences
        ),
        soft=facts.soft,
        exchange=facts.exchange,
        baseline=overlay.baseline_laid_over(facts, known),
        proposals=tuple(p for p in breakdown.proposals if p.id not in answered),
    )
    production = _with_sittings(production, facts, known)
    targets = Targets(production)
    pins = tuple(_pins(facts, known, targets))
    order = tuple(_order(facts, known, targets))
    days = tuple(_days(facts, known, targets))
    production = replace(
        production,
        pins=tuple(p for _, p in pins),
        order=tuple(r for _, r in order),
        day_pins=tuple(d for _, d in days),
    )
    at_element = {
        known.elements.find(e.id) or known.elements.find(e.name): f"elements.{n}"
        for n, e in enumerate(facts.elements)
    }
    at_scene = {s.scene: f"scenes.{n}" for n, s in enumerate(facts.scenes)}
    checked = Checked(
        production=production,
        paths={
            "performers": [f"performers.{n}" for n in range(len(facts.people))],
            "scenes": [at_scene.get(s.id, at_scene.get(SceneId(s.number), "")) for s in scenes],
            "elements": [at_element.get(e.id, "") for e in production.elements],
            "apart": apart_paths,
            "pins": [path for path, _ in pins],
            "order": [path for path, _ in order],
            "days": [path for path, _ in days],
        },
    )
    found = [f for check in CHECKS for f in check(checked)]
    found += [
        f for look in (*contradictions.CHECKS, *strip_checks.CHECKS) for f in look(checked, targets)
    ]
    return Assembly(production=production, findings=(*told, *known.findings, *found))


def _scenes_laid_over(
    scenes: Sequence[Scene], facts: Facts, known: References
) -> tuple[Scene, ...]:
    by_id = {s.id: s for s in scenes}
    for n, decided in enumerate(facts.scenes):
        path = f"scenes.{n}"
        scene = known.one(known.scenes, decided.scene, f"{path}.scene", "A decision is about scene")
        if scene is not None:
            by_id[scene] = with_facts(by_id[scene], decided, path, known)
    return tuple(by_id.values())


def _with_sittings(production: Production, facts: Facts, known: References) -> Production:
    """Sittings with their targets found; shares that do not add up are reported and kept."""
    uncut = {s.id: s for s in strips_of(production)}
    targets = Targets(production)
    found: list[SittingsOf] = []
    for n, cut in enumerate(facts.sittings):
        path = f"sittings.{n}"
        target = targets.find(cut.target)
        if target is None:
            known.error(
                "unknown.strip",
                f"Sittings are given of {cut.target!r}, and no strip is called so.",
                f"{path}.of",
                targets.advice(cut.target),
            )
            continue
        if len(target.strips) != 1:
            known.error(
                "sittings.parts",
                f"{cut.target!r} is shot in parts: each part is cut by itself.",
                f"{path}.of",
                f"Name a part ({target.name}pt1).",
            )
            continue
        strip = uncut[target.strips[0].id]
        eighths = sum(s.eighths for s in cut.sittings)
        if eighths != strip.eighths:
            known.error(
                "sittings.eighths",
                f"The sittings of {strip.number} have {format_eighths(eighths)} together, "
                f"the strip has {format_eighths(strip.eighths)}.",
                path,
                "Let their `eighths` add up.",
            )
        minutes = sum(s.minutes for s in cut.sittings)
        if minutes != strip.minutes:
            known.error(
                "sittings.minutes",
                f"The sittings of {strip.number} take {format_duration(minutes)} together, "
                f"the strip takes {format_duration(strip.minutes)}.",
                path,
                "Let their `minutes` add up, or override the scene's.",
            )
        if any(s.target == strip.number for s in found):
            known.error(
                "duplicate.sittings",
                f"{strip.number} is cut into sittings twice.",
                path,
                "Keep one of the two.",
            )
            continue
        found.append(replace(cut, target=strip.number))
    return replace(production, sittings=tuple(found))


def _named(
    texts: Sequence[str], path: str, what: str, known: References, targets: Targets
) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for n, text in enumerate(texts):
        target = targets.find(text)
        if target is None:
            known.error(
                "unknown.strip",
                f"{what} {text!r}, and nothing on the board is called so.",
                path if len(texts) == 1 and path.endswith(".target") else f"{path}.{n}",
                targets.advice(text),
            )
        else:
            found[target.name] = None
    return tuple(found)


def _pins(facts: Facts, known: References, targets: Targets) -> Iterator[tuple[str, Pin]]:
    for n, pin in enumerate(facts.pins):
        path, what = f"pins.{n}", f"The pin of {pin.target} names"
        named = _named((pin.target,), f"{path}.target", "A pin holds", known, targets)
        unit = known.optional(known.units, pin.unit, f"{path}.unit", what)
        place = known.optional(known.places, pin.place, f"{path}.place", what)
        if named:
            yield path, replace(pin, target=named[0], unit=unit, place=place)


def _order(facts: Facts, known: References, targets: Targets) -> Iterator[tuple[str, OrderRule]]:
    for n, rule in enumerate(facts.order):
        path, what = f"order.{n}", f"The order rule {rule.id!r} names"
        first = _named(rule.first, f"{path}.first", what, known, targets)
        then = _named(rule.then, f"{path}.then", what, known, targets)
        if len(first) == len(set(rule.first)) and len(then) == len(set(rule.then)):
            yield path, replace(rule, first=first, then=then)


def _days(facts: Facts, known: References, targets: Targets) -> Iterator[tuple[str, DayPin]]:
    for n, fixed in enumerate(facts.day_pins):
        path, what = f"days.{n}", f"The day fixed on {fixed.date} names"
        unit = known.one(known.units, fixed.unit, f"{path}.unit", what)
        names = _named(fixed.targets, f"{path}.targets", what, known, targets)
        if unit is not None:
            yield path, replace(fixed, unit=unit, targets=names)
