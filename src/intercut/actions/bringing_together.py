"""People kept apart brought together: who is meant, what they may, and the answer as data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from intercut.actions.asking_whatif import figures, people_answers, strip_answers
from intercut.actions.explaining import Asked, asked_of
from intercut.actions.finding_answers import finding_answers, point_answers
from intercut.actions.office import Office
from intercut.actions.together_answers import (
    ClosedAnswer,
    JourneyAnswer,
    PlannedDayAnswer,
    TogetherAnswer,
    WaiverAnswer,
    WayAnswer,
)
from intercut.domain.ids import PersonId
from intercut.domain.lookup import Names, folded
from intercut.domain.plan import Plan
from intercut.domain.production import Production
from intercut.domain.scene import Light, Scene
from intercut.domain.units import format_clock, parse_eighths
from intercut.errors import NotFound, Unreadable
from intercut.planning.changes import money_of, person_named, span_of
from intercut.planning.together import Limits, NewScene, Together, Way, together


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Who is to be together, as somebody says it; every text as on the command line.

    ``set_name`` and ``minutes`` describe a scene that is not in the script yet. ``travel`` names
    who of them may travel: "" anybody, `nobody`, or names with commas between.
    """

    scene: str = ""
    people: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    budget: str = ""
    waiver_price: str = ""
    waivers: bool = True
    travel: str = ""
    set_name: str = ""
    minutes: int = 0
    pages: str = ""
    light: str = ""


def bring_together(
    office: Office,
    wish: Wish,
    board: str = "",
    *,
    seconds: float | None = None,
    iterations: int = 400,
    tries: int = 12,
    seed: int = 1,
    cancel: Callable[[], bool] | None = None,
) -> tuple[Asked, Together]:
    """The cheapest ways for people to be together, or a proof that there is none.

    Raises
    ------
    NotAllowed, NotFound, Unreadable
        As `asked_of`, and when somebody or something named is not known.
    """
    asked = asked_of(office, board)
    meant = understood(asked.production, wish)
    found = together(
        asked.production,
        asked.board.plan,
        scene=meant.scene,
        people=meant.people,
        new=meant.new,
        limits=meant.limits,
        iterations=iterations,
        tries=tries,
        seconds=seconds,
        seed=seed,
        cancel=cancel,
    )
    return asked, found


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """A wish with everybody and everything in it found."""

    scene: Scene | None
    people: tuple[PersonId, ...]
    new: NewScene | None
    limits: Limits


def understood(production: Production, wish: Wish) -> Meant:
    """Who and what a wish means.

    Raises
    ------
    NotFound, Unreadable
        When somebody or something named is not known, or it is not said who is to be together.
    """
    scene = scene_named(production, wish.scene) if wish.scene else None
    people = tuple(dict.fromkeys(person_named(production, n).id for n in wish.people))
    new = _new_scene(production, wish)
    if scene is None and len(people) < 2:
        msg = "it is not said who is to be together."
        raise NotFound(msg, "Give --scene 12, or --people with two names or more.")
    if scene is not None and new is not None:
        raise Unreadable("a new scene has a number of its own: leave --scene out.")
    limits = _limits(production, wish, people)
    return Meant(scene=scene, people=people, new=new, limits=limits)


def scene_named(production: Production, text: str) -> Scene:
    """The scene of that number.

    Raises
    ------
    NotFound
        When there is none, or it is omitted.
    """
    wanted = folded(text)
    found = next((s for s in production.scenes if wanted in {folded(s.number), folded(s.id)}), None)
    if found is None or found.omitted:
        numbers = [s.number for s in production.scenes if not s.omitted]
        fix = f"Scenes are {numbers[0]} to {numbers[-1]}." if numbers else ""
        raise NotFound(f"there is no scene {text!r}.", fix)
    return found


def _new_scene(production: Production, wish: Wish) -> NewScene | None:
    if not wish.set_name and not wish.minutes:
        return None
    if not wish.set_name or wish.minutes <= 0:
        msg = "a new scene needs a set and its shooting time."
        raise Unreadable(msg, "Give --set SET --minutes 60.")
    _known_set(production, wish.set_name)
    try:
        eighths = parse_eighths(wish.pages) if wish.pages else 1
        light = Light(wish.light.casefold()) if wish.light else Light.ANY
    except ValueError as wrong:
        lights = ", ".join(light.value for light in Light)
        raise Unreadable(f"{wrong}.", f"A light is one of {lights}; pages are 1 3/8.") from None
    return NewScene(set=wish.set_name, minutes=wish.minutes, eighths=eighths, light=light)


def _known_set(production: Production, text: str) -> None:
    """Refuses a set of the story or a place of filming that nobody knows."""
    names: Names[str] = Names("set")
    for id_, name in (
        *((s.id, s.name) for s in production.sets),
        *((p.id, p.name) for p in production.places),
    ):
        names.add(id_, [name])
    if names.find(text) is None:
        near = get_close_matches(folded(text), names.shown, n=1)
        meant = f"Did you mean {names.shown[near[0]]!r}? " if near else ""
        msg = f"no set and no place is called {text!r}."
        raise NotFound(msg, f"{meant}A new scene needs a set that stands somewhere.")


def _limits(production: Production, wish: Wish, people: Sequence[PersonId]) -> Limits:
    def minor(text: str) -> int:
        try:
            return production.minor_units(money_of(text, production.currency))
        except ValueError as wrong:
            raise Unreadable(f"{wrong}.") from None

    travel = wish.travel.strip()
    homebound: frozenset[PersonId] = frozenset()
    if travel and folded(travel) not in {"anybody", "everybody", "yes"}:
        nobody = folded(travel) in {"nobody", "no"}
        may = set() if nobody else {person_named(production, n).id for n in travel.split(",")}
        every = people or tuple(p.id for p in production.people)
        homebound = frozenset(p for p in every if p not in may)
    return Limits(
        within=tuple(span_of(t) for t in wish.within),
        budget=minor(wish.budget) if wish.budget else None,
        waiver_hour=minor(wish.waiver_price) if wish.waiver_price else 0,
        homebound=homebound,
        waivers=wish.waivers,
    )


def together_answer(asked: Asked, found: Together) -> TogetherAnswer:
    """What `intercut together --json` prints."""
    return TogetherAnswer(
        board=asked.board.name,
        scene=found.scene,
        people=list(found.people),
        currency=found.currency,
        today=found.today,
        again=found.again,
        ways=[_way(n, w) for n, w in enumerate(found.ways, start=1)],
        closed=[
            ClosedAnswer(words=c.words, proof=c.proof or None, text=c.text) for c in found.closed
        ],
        proof=found.proof or None,
        tried=found.tried,
        left_out=found.left_out,
        seconds=round(found.seconds, 3),
        findings=finding_answers(found.findings),
        key_points=point_answers(found.points),
    )


def _way(number: int, way: Way) -> WayAnswer:
    return WayAnswer(
        id=f"way:{number}",
        kind=way.meeting.kind,
        words=way.meeting.words,
        date=way.date.isoformat(),
        price=way.price,
        waived=[
            WaiverAnswer(
                rule=w.rule.id,
                degree=w.rule.degree.value,
                people=list(w.people),
                date=w.date.isoformat(),
                minutes=w.minutes,
                price=w.price,
            )
            for w in way.waivers
        ],
        travel=[
            JourneyAnswer(
                person=j.person,
                dates=[d.isoformat() for d in j.dates],
                dropped=[d.isoformat() for d in j.dropped],
            )
            for j in way.journeys
        ],
        asks=list(way.meeting.asks),
        open_dates=[d.isoformat() for d in way.open_dates],
        changes=strip_answers(way.changes),
        people=people_answers(way.people),
        figures=figures(way.judgement),
        plan=planned_days(way.plan),
    )


def planned_days(plan: Plan) -> list[PlannedDayAnswer]:
    """A plan day by day."""
    return [
        PlannedDayAnswer(
            date=d.date.isoformat(),
            unit=d.unit,
            call=format_clock(d.call),
            strips=[e.strip for e in d.strips],
        )
        for d in plan.days
    ]
