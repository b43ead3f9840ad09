"""What cannot all hold: an irreducible set of facts, each named, and the cheapest ways out.

A deletion filter over the named facts (after Chinneck and Dravnieks 1991). That a set cannot hold
is said only where the planner has proved it of that set alone, everything else let go of; that it
is irreducible only where for each of its facts the judge has passed a plan without it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from intercut.domain.finding import Finding, Level
from intercut.domain.ids import SceneId
from intercut.domain.key_point import MOST_POINTS, KeyPoint
from intercut.domain.plan import Plan
from intercut.domain.production import Production
from intercut.domain.strips import strips_of
from intercut.domain.units import format_eighths, format_money
from intercut.planning.explain.named import NamedFact, facts_of, omitting, without_facts
from intercut.planning.result import Result
from intercut.planning.solve import solve
from intercut.planning.wording import plural
from intercut.schedule import Index, check

Verdict = Literal["legal", "irreducible", "not shown irreducible", "unknown"]

_QUICK = 40
_DEEP = 400
_MOST_TOGETHER = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A fact of the set. ``plan`` is a plan of the rest that the judge has passed, None when no
    such plan was found (then it is not shown that the fact is needed)."""

    fact: NamedFact
    plan: Plan | None

    @property
    def shown(self) -> bool:
        """Whether a legal plan without this fact proves that the conflict needs it."""
        return self.plan is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class WayOut:
    """What comes of the whole film when one fact of the set is let go of, judged.

    ``cost`` None: not everything fits even then; ``unplaced_eighths`` are left over. ``asks`` are
    the rules of today's production that the plan breaks: what would have to be agreed.
    """

    fact: NamedFact
    plan: Plan
    cost: int | None
    unplaced_eighths: int
    asks: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Infeasible:
    """``legal``: a legal plan exists (``plan``). ``irreducible``: ``members`` cannot all hold, and
    every one of them is needed for that. ``unknown``: neither a plan nor a proof was found.

    ``scenes`` are the numbers of the scenes the conflict is about; all others are left aside.
    """

    verdict: Verdict
    currency: str
    plan: Plan | None
    members: tuple[Member, ...]
    scenes: tuple[str, ...]
    ways: tuple[WayOut, ...]
    unplaced: tuple[str, ...]
    seconds: float
    points: tuple[KeyPoint, ...]


def infeasible(
    production: Production,
    *,
    start: Plan | None = None,
    seconds: float | None = 20,
    iterations: int = 200,
    seed: int = 1,
    cancel: Callable[[], bool] | None = None,
) -> Infeasible:
    """Which facts cannot all hold, or the plan that shows that they can.

    Parameters
    ----------
    start
        A plan to start from.
    seconds
        Most time for all of it; what is not settled by then is said to be open. None: as long as
        its searches take, the same question gets the same answer.
    iterations
        How long to search for a plan of the whole film, at first and for each way out.
    """
    run = _Search(production, start, seconds, iterations, seed, cancel)
    return run.answer()


class _Search:
    def __init__(
        self,
        production: Production,
        start: Plan | None,
        seconds: float | None,
        iterations: int,
        seed: int,
        cancel: Callable[[], bool] | None,
    ) -> None:
        self.began = time.monotonic()
        self.production = production
        self.bare = replace(production, preferences=(), baseline=None)
        self.start = start
        self.seconds = seconds
        self.iterations = iterations
        self.seed = seed
        self.cancel = cancel

    def late(self) -> bool:
        """Whether the time is used up or somebody called it off."""
        left = self._left()
        return (left is not None and left < 0) or bool(self.cancel and self.cancel())

    def _left(self) -> float | None:
        """Seconds still to be had; None: nobody set an end."""
        if self.seconds is None:
            return None
        return self.seconds - (time.monotonic() - self.began)

    def answer(self) -> Infeasible:
        whole = self._solve(self.production, self.iterations, start=self.start)
        if whole.judgement.legal:
            return self._told("legal", plan=whole.plan)
        core = self._core(whole)
        if core is None:
            return self._told("unknown", whole=whole)
        scenes, facts = core
        kept = self._shrunk(facts, [f for f in facts if f.kind != "scene" or len(scenes) > 1])
        members = tuple(Member(fact=f, plan=self._plan_without(kept, f)) for f in kept)
        ways = tuple(sorted(self._ways(members), key=_cheapest_first))
        verdict: Verdict = (
            "irreducible" if all(m.shown for m in members) else "not shown irreducible"
        )
        return self._told(verdict, whole=whole, members=members, ways=ways)

    # ------------------------------------------------------------------------------------- asking

    def _solve(self, production: Production, iterations: int, start: Plan | None = None) -> Result:
        left = self._left()
        return solve(
            production,
            start=start,
            seconds=None if left is None else max(0.2, left),
            iterations=iterations if any(not s.omitted for s in production.scenes) else 0,
            seed=self.seed,
            threads=1,
            cancel=self.cancel,
        )

    def _impossible(self, production: Production, *, deep: bool = True) -> bool:
        """Whether the planner proves that not everything of this production fits."""
        result = self._solve(production, 0)
        if result.status == "infeasible" or result.judgement.legal:
            return result.status == "infeasible"
        if not deep or self.late():
            return False
        result = self._solve(production, _QUICK, start=result.plan)
        if result.status == "infeasible" or result.judgement.legal or self.late():
            return result.status == "infeasible"
        return self._solve(production, _DEEP, start=result.plan).status == "infeasible"

    # ----------------------------------------------------------------------------------- the core

    def _core(self, whole: Result) -> tuple[tuple[SceneId, ...], list[NamedFact]] | None:
        """Few scenes that cannot be shot, every fact holding; the facts that may matter to them."""
        for group in self._groups(whole):
            if self.late():
                return None
            others = [s.id for s in self.production.scenes if s.id not in group and not s.omitted]
            alone = omitting(others)(self.bare)
            if self._impossible(alone, deep=len(group) <= _MOST_TOGETHER):
                return self._narrowed(tuple(group))
        if whole.status == "infeasible" or self._impossible(self.bare):
            every = tuple(s.id for s in self.production.scenes if not s.omitted)
            return self._narrowed(every)
        return None

    def _groups(self, whole: Result) -> Iterator[list[SceneId]]:
        """Groups of scenes that may be the trouble, small ones first."""
        strips = {s.id: s for s in strips_of(self.production)}
        left = list(
            dict.fromkeys(
                scene for s in whole.judgement.unplaced if s in strips for scene in strips[s].scenes
            )
        )
        linked = _links(self.production)
        for scene in left:
            yield [scene]
        for scene in left:
            if linked.get(scene):
                yield [scene, *linked[scene]]
        if len(left) > 1:
            yield left
        people = {s.scenes[0]: set(s.people) for s in strips.values()}
        for scene in left:
            for person in sorted(people.get(scene, ())):
                yield [
                    s.id
                    for s in self.production.scenes
                    if not s.omitted and person in people.get(s.id, ())
                ]

    def _narrowed(self, scenes: tuple[SceneId, ...]) -> tuple[tuple[SceneId, ...], list[NamedFact]]:
        """The scenes with the facts about them; facts about nobody in them are let go of."""
        of = set(scenes)
        concerned: set[str] = set(map(str, of))
        for strip in strips_of(self.production):
            if of.intersection(strip.scenes):
                concerned.update(strip.people, strip.elements, strip.places)
        facts = [f for f in facts_of(self.production) if f.kind != "scene" or f.about & of]
        near = [f for f in facts if not f.about or f.about & concerned]
        alone = self._only(near)
        return scenes, near if self._impossible(alone) else facts

    def _only(self, hold: Collection[NamedFact]) -> Production:
        """The production in which nothing holds but these facts."""
        ids = {f.id for f in hold}
        gone = [f for f in facts_of(self.production) if f.id not in ids]
        return without_facts(self.bare, gone)

    # ----------------------------------------------------------------------------------- the sieve

    def _shrunk(self, facts: list[NamedFact], free: Sequence[NamedFact]) -> list[NamedFact]:
        """The facts that are left when every one that is not needed has been let go of."""
        hold = list(facts)

        def sieve(chunk: Sequence[NamedFact]) -> None:
            nonlocal hold
            if not chunk or self.late():
                return
            ids = {f.id for f in chunk}
            rest = [f for f in hold if f.id not in ids]
            if self._impossible(self._only(rest)):
                hold = rest
            elif len(chunk) > 1:
                middle = len(chunk) // 2
                sieve(chunk[:middle])
                sieve(chunk[middle:])

        sieve(free)
        return hold

    def _plan_without(self, kept: list[NamedFact], fact: NamedFact) -> Plan | None:
        """A legal plan of all facts of the set but one."""
        production = self._only([f for f in kept if f.id != fact.id])
        result = self._solve(production, 0)
        if not result.judgement.legal and not self.late():
            result = self._solve(production, _DEEP, start=result.plan)
        return result.plan if result.judgement.legal else None

    # ----------------------------------------------------------------------------------- ways out

    def _ways(self, members: Sequence[Member]) -> Iterator[WayOut]:
        index = Index(self.production)
        for member in members:
            if self.late():
                return
            open_ = member.fact.without(self.production)
            result = self._solve(open_, self.iterations, start=self.start)
            legal = result.judgement.legal
            known = {f.message for f in result.judgement.findings if f.level is Level.ERROR}
            asks = tuple(
                f
                for f in check(self.production, result.plan, index)
                if f.level is Level.ERROR and f.code != "unplaced" and f.message not in known
            )
            yield WayOut(
                fact=member.fact,
                plan=result.plan,
                cost=result.judgement.cost.total if legal else None,
                unplaced_eighths=result.judgement.unplaced_eighths,
                asks=asks,
            )

    # -------------------------------------------------------------------------------------- telling

    def _told(
        self,
        verdict: Verdict,
        *,
        whole: Result | None = None,
        plan: Plan | None = None,
        members: tuple[Member, ...] = (),
        ways: tuple[WayOut, ...] = (),
    ) -> Infeasible:
        numbers = {s.id: s.number for s in self.production.scenes}
        about = {s for m in members if m.fact.kind == "scene" for s in m.fact.about}
        unplaced = whole.judgement.unplaced if whole is not None else ()
        return Infeasible(
            verdict=verdict,
            currency=self.production.currency,
            plan=plan,
            members=members,
            scenes=tuple(numbers[SceneId(s)] for s in numbers if s in about),
            ways=ways,
            unplaced=tuple(unplaced),
            seconds=time.monotonic() - self.began,
            points=_points(self.production.currency, verdict, members, ways, unplaced),
        )


def _cheapest_first(way: WayOut) -> tuple[int, int, int, str]:
    return way.cost is None, way.cost or 0, way.unplaced_eighths, way.fact.id


def _links(production: Production) -> dict[SceneId, list[SceneId]]:
    """Scenes that a rule, a fixed day or a call binds to each other, by scene."""
    index = Index(production)
    groups: list[list[SceneId]] = []
    groups += [_scenes_named(index, (*rule.first, *rule.then)) for rule in production.order]
    groups += [_scenes_named(index, day.targets) for day in production.day_pins]
    groups += [[s.id, s.continues] for s in production.scenes if s.continues is not None]
    by_date: dict[object, list[str]] = {}
    for pin in production.pins:
        if pin.date is not None:
            by_date.setdefault(pin.date, []).append(pin.target)
    pinned = _scenes_named(index, [t for targets in by_date.values() for t in targets])
    if production.apart and len(pinned) > 1:
        groups.append(pinned)
    groups += [_scenes_named(index, targets) for targets in by_date.values()]
    found: dict[SceneId, list[SceneId]] = {}
    for group in groups:
        for scene in group:
            mine = found.setdefault(scene, [])
            mine += [s for s in group if s != scene and s not in mine]
    return found


def _scenes_named(index: Index, targets: Sequence[str]) -> list[SceneId]:
    return list(dict.fromkeys(s for t in targets for x in index.strips_named(t) for s in x.scenes))


def _points(
    currency: str,
    verdict: Verdict,
    members: tuple[Member, ...],
    ways: tuple[WayOut, ...],
    unplaced: Sequence[str],
) -> tuple[KeyPoint, ...]:
    if verdict == "legal":
        return (KeyPoint(text="Everything fits: there is a legal plan.", evidence=("verdict",)),)
    if verdict == "unknown":
        left = plural(len(unplaced), "strip")
        text = f"{left} could not be placed, and it is not proved that they cannot be."
        return (KeyPoint(text=text, evidence=tuple(unplaced) or ("verdict",)),)
    ids = tuple(m.fact.id for m in members)
    points = [
        KeyPoint(
            text=f"{plural(len(members), 'fact')} cannot all hold, proved with everything else "
            "let go of.",
            evidence=ids,
        )
    ]
    open_ = [m.fact.id for m in members if not m.shown]
    if open_:
        text = f"It is not shown that {plural(len(open_), 'fact')} of them is needed for that."
        points.append(KeyPoint(text=text, evidence=tuple(open_)))
    else:
        text = "Without any one of them the rest has a legal plan, checked by the judge."
        points.append(KeyPoint(text=text, evidence=ids))
    legal = [w for w in ways if w.cost is not None]
    if legal:
        best = legal[0]
        price = format_money(best.cost or 0, currency)
        asks = f" It asks: {best.asks[0].message}" if best.asks else ""
        points.append(
            KeyPoint(
                text=f"The cheapest way out, {price} in all, is to let go of this: "
                f"{best.fact.text}{asks}",
                evidence=(f"way:{best.fact.id}",),
            )
        )
    elif ways:
        best = ways[0]
        points.append(
            KeyPoint(
                text=f"No single fact let go of makes everything fit; without “{best.fact.text}” "
                f"{format_eighths(best.unplaced_eighths)} pages are still left over.",
                evidence=tuple(f"way:{w.fact.id}" for w in ways),
            )
        )
    return tuple(points[:MOST_POINTS])
