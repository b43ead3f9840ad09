"""People kept apart brought together: the cheapest ways, each judged, or a proof that none exists."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from intercut.domain.apart import ApartRule, Degree
from intercut.domain.calendar import DateSpan
from intercut.domain.finding import Finding, Where, error
from intercut.domain.ids import PersonId
from intercut.domain.plan import Plan
from intercut.domain.production import Pin, Production
from intercut.domain.scene import Mode, Scene
from intercut.domain.source import Source
from intercut.domain.units import format_money
from intercut.planning.explain.infeasible import infeasible
from intercut.planning.explain.rules_said import degree_said
from intercut.planning.explain.why import Before, best_on
from intercut.planning.placing import without_strips
from intercut.planning.result import Result
from intercut.planning.solve import solve
from intercut.planning.together.found import Closed, Limits, Together, Waiver, Way
from intercut.planning.together.measured import journeys_of, minutes_together
from intercut.planning.together.points import points_of
from intercut.planning.together.said import stands_where, without_meeting
from intercut.planning.together.ways import (
    Meeting,
    NewScene,
    held_to,
    meetings_of,
    people_of,
    reachable,
)
from intercut.planning.waiving import waived
from intercut.planning.whatif import people_days
from intercut.planning.wording import dates_text, day_text
from intercut.schedule import Case, Index, judge
from intercut.schedule.differences import plan_diff

_ASKED = Source(who="intercut", where="together")
_PROOF_ITERATIONS = 60


def together(
    production: Production,
    plan: Plan,
    *,
    scene: Scene | None = None,
    people: Sequence[PersonId] = (),
    new: NewScene | None = None,
    limits: Limits | None = None,
    iterations: int = 400,
    tries: int = 12,
    seconds: float | None = None,
    seed: int = 1,
    cancel: Callable[[], bool] | None = None,
) -> Together:
    """The cheapest ways for people to be together.

    Parameters
    ----------
    scene
        Where they meet; None: any scene they share, or the new one alone.
    people
        Who meets; nobody named: everybody of the scene.
    iterations, tries
        How long each plan is searched for, and how many are made: the most promising first.
    seconds
        Most time; what is not tried by then is left out. None: the same question gets the same
        answer.
    """
    run = _Run(production, plan, limits or Limits(), iterations, tries, seconds, seed, cancel)
    who = tuple(dict.fromkeys(people)) or (people_of(production, scene) if scene else ())
    return run.answer(scene, who, new)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Try:
    """A meeting on one date, as it would stand."""

    meeting: Meeting
    date: dt.date
    production: Production
    start: Plan
    rank: tuple[int, int]


class _Run:
    def __init__(
        self,
        production: Production,
        plan: Plan,
        limits: Limits,
        iterations: int,
        tries: int,
        seconds: float | None,
        seed: int,
        cancel: Callable[[], bool] | None,
    ) -> None:
        self.began = time.monotonic()
        self.production = production
        self.plan = plan
        self.limits = limits
        self.iterations = iterations
        self.tries = tries
        self.seconds = seconds
        self.seed = seed
        self.cancel = cancel
        self.index = Index(production)
        self.today = judge(production, plan, self.index)

    def late(self) -> bool:
        """Whether the time is used up or somebody called it off."""
        left = self._left()
        return (left is not None and left < 0) or bool(self.cancel and self.cancel())

    def _left(self) -> float | None:
        """Seconds still to be had; None: nobody set an end."""
        if self.seconds is None:
            return None
        return self.seconds - (time.monotonic() - self.began)

    def answer(
        self, scene: Scene | None, people: tuple[PersonId, ...], new: NewScene | None
    ) -> Together:
        findings = list(self._without_dates(people))
        scenes = [scene] if scene is not None else self._shared(people, new)
        every = meetings_of(self.production, people, scenes, new, self.limits.homebound)
        meetings = list(every)
        asked = [m for m in map(self._at_home, meetings) if m is not None]
        trials: list[_Try] = []
        if not findings and len(people) > 1:
            for meeting in asked:
                trials += self._trials(meeting, people)
        trials.sort(key=lambda t: (*t.rank, t.date))
        ways: list[Way] = []
        tried = 0
        for one in trials:
            if tried and (tried >= self.tries or self.late()):
                break
            tried += 1
            way = self._way(one, people)
            if way is not None:
                ways.append(way)
        found = self._ranked(ways)
        closed = (
            []
            if findings or (found and scene is None)
            else self._closings(asked, people, found, ways)
        )
        nowhere = "" if asked else without_meeting(
            self.production, people, scenes, new, self.limits.homebound,
            at_home_only=bool(meetings) or self._if_they_travelled(people, new),
        )  # fmt: skip
        proof = "" if found else self._proof(people, findings, closed, nowhere)
        number = scene.number if scene is not None else ""
        again = self._again() if found else None
        currency = self.production.currency
        return Together(
            scene=number,
            people=people,
            currency=currency,
            today=self.today.cost.total,
            again=again,
            ways=found,
            closed=tuple(closed),
            proof=proof,
            findings=tuple(findings),
            tried=tried,
            left_out=len(trials) - tried,
            seconds=time.monotonic() - self.began,
            points=points_of(
                self.production, found, proof, findings, closed, self.today.cost.total, again
            ),
        )

    # ------------------------------------------------------------------------------ what to try

    def _dates(self) -> list[dt.date]:
        days = {d for u in self.index.units for d in self.index.calendar(u).working_days()}
        within = self.limits.within
        return sorted(d for d in days if not within or any(d in span for span in within))

    def _without_dates(self, people: Collection[PersonId]) -> list[Finding]:
        """People who can be had on none of the dates: there is nothing to look for."""
        dates = self._dates()
        found = []
        for person in people:
            known = self.index.people.get(person)
            if known is not None and not any(known.is_available(d) for d in dates):
                offered = [w for w in known.availability if w.available]
                away = [w for w in known.availability if not w.available]
                told = f" (only {dates_text([w.dates for w in offered])})" if offered else ""
                told += f" (away {dates_text([w.dates for w in away])})" if away else ""
                found.append(
                    error(
                        "together.no_dates",
                        f"{known.name} can be had on none of the dates asked about{told}.",
                        Where(person=known.name),
                        "Widen the dates, or ask for a date: add an `availability` window.",
                    )
                )
                sources = tuple(dict.fromkeys(w.source for w in known.availability))
                found[-1] = replace(found[-1], facts=sources)
        return found

    def _shared(self, people: Collection[PersonId], new: NewScene | None) -> list[Scene]:
        """Scenes all of them play in, at whichever end, and are not together on set already."""
        if new is not None:
            return []
        wanted = set(people)
        return [
            s
            for s in self.production.scenes
            if not s.omitted
            and wanted <= set(people_of(self.production, s))
            and (s.parts or Mode.WHOLE in s.modes)
        ]

    def _if_they_travelled(self, people: Sequence[PersonId], new: NewScene | None) -> bool:
        """Whether a new scene stands somewhere, only too far from those who stay at home."""
        free = meetings_of(self.production, people, [], new) if self.limits.homebound else ()
        return any(True for _ in free)

    def _at_home(self, meeting: Meeting) -> Meeting | None:
        if not self.limits.homebound:
            return meeting
        places = dict.fromkeys(p for s in meeting.strips for p in s.places)
        near = reachable(self.production, tuple(places), self.limits.homebound)
        return held_to(meeting, near) if near else None

    def _rules(self, people: Collection[PersonId]) -> list[ApartRule]:
        """The hard rules that keep any of them from each other."""
        return [r for r in self.production.apart if r.price is None and r.joins(people)]

    def _waived_on(
        self, production: Production, people: Collection[PersonId], dates: Sequence[DateSpan]
    ) -> Production:
        rules = production.apart
        for rule in self._rules(people):
            spans = [_week(s) for s in dates] if rule.degree is Degree.WEEK else dates
            rules = waived(rules, rule.id, spans)
        return replace(production, apart=rules)

    def _trials(self, meeting: Meeting, people: tuple[PersonId, ...]) -> list[_Try]:
        """The meeting on each date it may be on, ranked by how it would stand."""
        if not self.limits.waivers and self._rules(people):
            return []
        start = self._bare(meeting)
        found = []
        for date in self._dates():
            if not all(self.index.is_available(p, date) for p in people):
                continue
            if any(s.dates and not any(date in span for span in s.dates) for s in meeting.strips):
                continue
            span = DateSpan(first=date, last=date)
            production = self._waived_on(meeting.production, people, [span])
            held = {s.number for s in meeting.strips} | {meeting.scene}
            pins = (
                *(p for p in production.pins if p.target not in held),
                *(Pin(target=s.number, date=date, source=_ASKED) for s in meeting.strips),
            )
            production = replace(production, pins=pins)
            found.append(self._stood(meeting, date, production, start))
        return found

    def _bare(self, meeting: Meeting) -> Plan:
        """Today's plan with the scene as it is shot in the meeting, not placed yet."""
        of = {s for x in meeting.strips for s in x.scenes}
        own = {s.id for s in self.index.strips.values() if of.intersection(s.scenes)}
        bare = without_strips(self.plan, own)
        modes = {s.id: s.modes[0] for s in meeting.production.scenes if s.id in of}
        kept = tuple((s, m) for s, m in bare.modes if s not in of)
        return replace(
            bare,
            modes=(*kept, *modes.items()),
            boneyard=(
                *(s for s in bare.boneyard if s not in own),
                *(s.id for s in meeting.strips),
            ),
        )

    def _stood(self, meeting: Meeting, date: dt.date, production: Production, start: Plan) -> _Try:
        index = Index(production)
        plan, broken, cost = start, 0, 0
        for strip in meeting.strips:
            row = best_on(Before(index, plan), index.strips[strip.id], date, None)
            if row is None:
                broken += 100
                continue
            plan, cost = row.plan, row.cost
            broken += len(row.broken)
        return _Try(
            meeting=meeting, date=date, production=production, start=plan, rank=(broken, cost)
        )

    # --------------------------------------------------------------------------------- one way

    def _solve(
        self, production: Production, start: Plan, iterations: int, *, prove: bool = False
    ) -> Result:
        left = self._left()
        return solve(
            production,
            start=start,
            seconds=None if left is None else max(0.5, left),
            iterations=iterations,
            seed=self.seed,
            threads=1,
            prove=prove,
            cancel=self.cancel,
        )

    def _way(self, one: _Try, people: tuple[PersonId, ...]) -> Way | None:
        result = self._solve(one.production, one.start, self.iterations)
        if not result.judgement.legal:
            return None
        index = Index(one.production)
        case = Case(index, result.plan)
        waivers = self._waivers(case, one.date, people)
        changes = plan_diff(Case(self.index, self.plan), case)
        return Way(
            meeting=one.meeting,
            date=one.date,
            production=one.production,
            plan=result.plan,
            judgement=result.judgement,
            cost=result.cost,
            price=result.cost - self.today.cost.total + sum(w.price for w in waivers),
            waivers=waivers,
            journeys=journeys_of(self.today, result.judgement, self.index),
            changes=changes,
            people=people_days(self.today, result.judgement),
            bound=result.bound,
        )

    def _again(self) -> int | None:
        result = self._solve(self.production, self.plan, self.iterations)
        return result.cost if result.judgement.legal else None

    def _waivers(
        self, case: Case, date: dt.date, people: tuple[PersonId, ...]
    ) -> tuple[Waiver, ...]:
        """The rules that do not hold that day, with how long those they keep apart are together."""
        found = []
        for rule in self._rules(people):
            if rule.period is not None and date not in rule.period:
                continue
            bound = tuple(p for p in people if p in {*rule.people, *rule.others})
            minutes = minutes_together(case, rule, bound, date)
            price = -(-minutes // 60) * self.limits.waiver_hour
            found.append(Waiver(rule=rule, people=bound, date=date, minutes=minutes, price=price))
        return tuple(found)

    def _ranked(self, ways: list[Way]) -> tuple[Way, ...]:
        budget = self.limits.budget
        fits = [w for w in ways if budget is None or w.price <= budget]
        fits.sort(key=lambda w: (w.price, w.date, w.meeting.words))
        dates: dict[str, set[dt.date]] = {}
        for way in fits:
            dates.setdefault(way.meeting.words, set()).add(way.date)
        return tuple(replace(w, open_dates=tuple(sorted(dates[w.meeting.words]))) for w in fits)

    # ------------------------------------------------------------------------------------- proof

    def _proof(
        self,
        people: tuple[PersonId, ...],
        findings: Sequence[Finding],
        closed: Sequence[Closed],
        nowhere: str,
    ) -> str:
        """Why there is no way, where every one of them is proved to be closed; else "". ``nowhere``
        says why there is nothing to try, "" where there is."""
        if findings:
            return f"{findings[0].message}"
        if len(people) < 2:
            return ""
        if nowhere:
            return nowhere
        if not self.limits.waivers and (rules := self._rules(people)):
            return f"No rule may be waived, and {rules[0].id} says: {degree_said(rules[0])}."
        if not closed or not all(one.proof for one in closed):
            return ""
        return " ".join(one.text for one in closed)

    def _closings(
        self,
        asked: Sequence[Meeting],
        people: tuple[PersonId, ...],
        found: Sequence[Way],
        ways: Sequence[Way],
    ) -> list[Closed]:
        """What is known of each meeting without a way; with no way at all the first open one ends
        it, as there is no proof then."""
        if len(people) < 2 or (not self.limits.waivers and self._rules(people)):
            return []
        within = self.limits.within or (_whole_span(self._dates()),)
        open_to = {w.meeting.words for w in found}
        closed: list[Closed] = []
        for meeting in asked:
            if meeting.words in open_to:
                continue
            known = [w for w in ways if w.meeting.words == meeting.words]
            looked = not self.late() and (bool(found) or all(c.proof for c in closed))
            closed.append(
                Closed(
                    words=meeting.words,
                    proof=self._closed(meeting, people, within, known) if looked else "",
                    nearest=self._too_dear(known),
                    looked=looked or bool(known),
                )
            )
        return closed

    def _too_dear(self, known: Sequence[Way]) -> str:
        """What the cheapest way costs that is over the budget; "" for none."""
        budget = self.limits.budget
        if not known or budget is None:
            return ""
        best = min(known, key=lambda w: (w.price, w.date))
        price, most = (format_money(m, self.production.currency) for m in (best.price, budget))
        return f"the cheapest found, on {day_text(best.date)}, costs {price} more, over {most}"

    def _closed(
        self,
        meeting: Meeting,
        people: tuple[PersonId, ...],
        within: Sequence[DateSpan],
        known: Sequence[Way],
    ) -> str:
        number = {s for x in meeting.strips for s in x.scenes}
        production = self._waived_on(meeting.production, people, within)
        scenes = tuple(
            replace(s, dates=_narrowed(s.dates, within)) if s.id in number else s
            for s in production.scenes
        )
        production = replace(production, scenes=scenes)
        budget = self.limits.budget
        result = self._solve(production, self._bare(meeting), _PROOF_ITERATIONS, prove=True)
        if result.status == "infeasible":
            found = infeasible(production, seconds=self._left(), iterations=0, seed=self.seed)
            facts = [m.fact.text.rstrip(".") for m in found.members if m.fact.kind != "scene"]
            about = {s.id for s in production.scenes if s.number in found.scenes} | number
            because = "; ".join([*facts, *stands_where(production, about)])
            return f"{_capital(meeting.words)} is proved impossible: {because}."
        if budget is not None and result.bound is not None and (known or result.judgement.legal):
            least = result.bound - self.today.cost.total
            if least > budget:
                return f"{_capital(meeting.words)} is proved to cost more than the budget."
        return ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _whole_span(dates: Sequence[dt.date]) -> DateSpan:
    return DateSpan(first=dates[0], last=dates[-1])


def _narrowed(own: tuple[DateSpan, ...], within: Sequence[DateSpan]) -> tuple[DateSpan, ...]:
    """The dates a scene is open to, within others; never empty (empty would mean any)."""
    if not own:
        return tuple(within)
    both = tuple(
        DateSpan(first=max(a.first, b.first), last=min(a.last, b.last))
        for a in own
        for b in within
        if a.meets(b)
    )
    return both or (DateSpan(first=dt.date.min, last=dt.date.min),)


def _week(span: DateSpan) -> DateSpan:
    """The calendar weeks of a span, Monday to Sunday."""
    first = span.first - dt.timedelta(days=span.first.weekday())
    last = span.last + dt.timedelta(days=6 - span.last.weekday())
    return DateSpan(first=first, last=last)
