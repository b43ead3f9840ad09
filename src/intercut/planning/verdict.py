"""The judge's word on a plan the search found: nothing illegal leaves the planner as legal."""

from __future__ import annotations

from dataclasses import replace

from intercut.domain.finding import Finding, Level, Where, note
from intercut.domain.plan import PlacedStrip, Plan, UnitDay
from intercut.planning.bounds import Bound
from intercut.planning.plans import plan_of
from intercut.planning.problem import Problem
from intercut.planning.reasons import nowhere, why_unplaced
from intercut.planning.result import GapPart, Result, Status, gap_of
from intercut.planning.state import State
from intercut.schedule import judge
from intercut.schedule.results import Judgement

_MOST_TAKEN_OUT = 60


def verdict_of(
    problem: Problem,
    state: State,
    *,
    bound: Bound | None,
    start: Plan | None,
    moved: tuple[int, ...],
    iterations: int,
    seconds: float,
) -> Result:
    """The plan of a state, judged again from nothing, with status, bound and gap."""
    locked = frozenset(
        slot
        for slot, day in enumerate(state.days)
        if day is not None and start is not None and _was_locked(problem, start, slot)
    )
    plan, judgement = judged(problem, plan_of(state, locked=locked))
    errors = [f for f in judgement.findings if f.level is Level.ERROR]
    placed = not judgement.unplaced and not any(f.code == "unplaced" for f in errors)
    cost = judgement.cost.total
    status: Status
    proved = bound.total if bound is not None and not bound.impossible else None
    if placed and not errors:
        status = "optimal" if proved is not None and proved >= cost else "feasible"
    else:
        proved = None
        impossible = bound is not None and bound.impossible
        status = "infeasible" if impossible or nowhere(problem) else "unknown"
    findings = _findings(problem, state, plan, judgement) + _changed(problem, start, plan, moved)
    parts: tuple[GapPart, ...] = ()
    avoidable = None
    if proved is not None and bound is not None:
        proved = min(proved, cost)
        parts = bound.parts(judgement.cost)
        rest = cost - min(bound.unavoidable, cost)
        avoidable = (cost - proved) / rest if rest > 0 else 0.0
    return Result(
        plan=plan,
        judgement=judgement,
        status=status,
        cost=cost,
        bound=proved,
        gap=gap_of(cost, proved),
        avoidable_gap=avoidable,
        seconds=seconds,
        iterations=iterations,
        findings=findings,
        gap_parts=parts,
    )


def _was_locked(problem: Problem, start: Plan, slot: int) -> bool:
    unit = problem.unit_ids[problem.slot_unit[slot]]
    day = problem.dates[problem.slot_date[slot]]
    return any(d.locked and d.unit == unit and d.date == day for d in start.days)


def judged(problem: Problem, plan: Plan) -> tuple[Plan, Judgement]:
    """The plan and its judgement; strips that break a rule after all go to the boneyard.

    The search sees nearly every rule as the judge does; the few it does not (two people on one
    journey, places kept from people) are mended here, by taking strips out of the days concerned
    until the judge is content.
    """
    judgement = judge(problem.production, plan, problem.index)
    fixed = {s for s in range(problem.n_strips) if problem.pinned.shot[s]}
    for _ in range(_MOST_TAKEN_OUT):
        broken = [f for f in judgement.findings if f.level is Level.ERROR and f.code != "unplaced"]
        if not broken:
            break
        out = next(
            (found for f in broken if (found := _blamed(problem, plan, f, fixed)) is not None),
            None,
        )
        if out is None:
            break
        plan = without(problem, plan, out)
        judgement = judge(problem.production, plan, problem.index)
    return plan, judgement


def _blamed(problem: Problem, plan: Plan, finding: Finding, fixed: set[int]) -> int | None:
    """A strip a finding speaks of: its own, else one of the person or the unit on that date."""
    numbers = {s.number: n for n, s in enumerate(problem.strips)}
    placed = {problem.strip_index[e.strip] for d in plan.days for e in d.strips}
    own = numbers.get(finding.where.strip)
    if own is not None and own in placed and own not in fixed:
        return own
    names = {p.name: n for n, p in enumerate(problem.production.people)}
    person = names.get(finding.where.person)
    for day in sorted(plan.days, key=lambda d: str(d.date) != finding.where.date):
        strips = [problem.strip_index[e.strip] for e in day.strips]
        here = [
            s for s in strips
            if s not in fixed and (person is None or person in problem.people_of[s])
        ]  # fmt: skip
        if here and (str(day.date) == finding.where.date or person is not None):
            return min(here, key=lambda s: (problem.eighths[s], s))
    return None


def without(problem: Problem, plan: Plan, strip: int) -> Plan:
    """The plan with one strip in the boneyard."""
    id_ = problem.strips[strip].id
    days = []
    for day in plan.days:
        entries = tuple(e for e in day.entries if not isinstance(e, PlacedStrip) or e.strip != id_)
        if any(isinstance(e, PlacedStrip) for e in entries):
            days.append(replace(day, entries=entries))
    left = {*plan.boneyard, id_}
    return replace(
        plan,
        days=tuple(days),
        boneyard=tuple(s.id for s in problem.strips if s.id in left),
    )


def _findings(
    problem: Problem, state: State, plan: Plan, judgement: Judgement
) -> tuple[Finding, ...]:
    """The judge's findings, those of the boneyard with the rules that were in the way."""
    reasons = why_unplaced(problem, state, plan)
    found = []
    for finding in judgement.findings:
        reason = reasons.get(finding.where.strip) if finding.code == "unplaced" else None
        if reason is not None:
            said, remedy = reason
            finding = replace(finding, message=said, fix=remedy or finding.fix)  # noqa: PLW2901
        found.append(finding)
    return tuple(found)


def _changed(
    problem: Problem, start: Plan | None, plan: Plan, moved: tuple[int, ...]
) -> tuple[Finding, ...]:
    """What had to be changed of the plan started from because it broke rules."""
    if start is None:
        return ()
    before, after = _days_of(start), _days_of(plan)
    found = []
    known = {s.id for s in problem.strips}
    for strip in (s for s in moved if problem.strips[s].id in before):
        id_, number = problem.strips[strip].id, problem.strips[strip].number
        stood = before[id_]
        now = after.get(id_)
        to = f"it is on {now.date} now" if now is not None else "it is in the boneyard now"
        found.append(
            note(
                "start.repaired",
                f"Strip {number} broke a rule on {stood.date} in the plan started from; {to}.",
                Where(strip=number, unit=stood.unit, date=str(stood.date)),
            )
        )
    for name, stood in before.items():
        if name not in known:
            message = f"Strip {name} on {stood.date} in the plan started from is not known."
        elif name not in after and not any(problem.strips[s].id == name for s in moved):
            message = f"Strip {name} could not stay on {stood.date}; it is in the boneyard now."
        else:
            continue
        found.append(note("start.left_out", message, Where(strip=name, date=str(stood.date))))
    return tuple(found)


def _days_of(plan: Plan) -> dict[str, UnitDay]:
    return {str(e.strip): day for day in plan.days for e in day.strips}
