"""The judge's door: a production and any plan in, everything about the plan out.

Whoever judges many plans of one production builds its `Index` once and hands it in.
"""

from __future__ import annotations

from intercut.domain.finding import Finding, Where, error
from intercut.domain.plan import Plan
from intercut.domain.production import Production
from intercut.schedule.case import Case
from intercut.schedule.clock import timed_plan
from intercut.schedule.cost_lines import cost_sheet
from intercut.schedule.day_out_of_days import Drops, day_out_of_days
from intercut.schedule.differences import plan_diff
from intercut.schedule.index import Index
from intercut.schedule.results import CostSheet, DayOutOfDays, Judgement, PlanDiff, Timetable
from intercut.schedule.verdict import checked


def _case(production: Production, plan: Plan, index: Index | None) -> Case:
    return Case(index if index is not None else Index(production), plan)


def judge(production: Production, plan: Plan, index: Index | None = None) -> Judgement:
    """Everything about one plan: rules, clock, cost, day out of days, what is left over.

    The cost sheet stands also for a plan that breaks rules; the total then prices what is there.
    """
    case = _case(production, plan, index)
    found = checked(case)
    sheet = cost_sheet(case, found.soft)
    dood = day_out_of_days(case)
    left = case.unplaced
    return Judgement(
        plan=plan,
        findings=(*found.findings, *_missing_rates(case.index)),
        timetable=case.timetable,
        cost=sheet,
        dood=dood,
        unplaced=tuple(s.id for s in left),
        unplaced_eighths=sum(s.eighths for s in left),
        days=len({d.date for d in case.shooting_days}),
        held_days=dood.held_days,
    )


def check(production: Production, plan: Plan, index: Index | None = None) -> tuple[Finding, ...]:
    """What the rules find, in the order of the list; only errors make a plan illegal."""
    return checked(_case(production, plan, index)).findings


def timetable(production: Production, plan: Plan, index: Index | None = None) -> Timetable:
    """The clock of a plan."""
    return timed_plan(index if index is not None else Index(production), plan)


def cost(production: Production, plan: Plan, index: Index | None = None) -> CostSheet:
    """The cost sheet of a plan."""
    case = _case(production, plan, index)
    return cost_sheet(case, checked(case).soft if production.soft else {})


def dood(
    production: Production,
    plan: Plan,
    drops: Drops = "cheapest",
    elements: bool = False,
    index: Index | None = None,
) -> DayOutOfDays:
    """Day out of days; ``drops`` are the cheapest or, for comparison, the first gaps.

    Raises
    ------
    ValueError
        When ``drops`` is neither.
    """
    if drops not in {"cheapest", "first gap"}:
        raise ValueError(f"drops are 'cheapest' or 'first gap', not {drops!r}")
    return day_out_of_days(_case(production, plan, index), drops, elements=elements)


def diff(production: Production, before: Plan, after: Plan, index: Index | None = None) -> PlanDiff:
    """What changes from one plan to another."""
    index = index if index is not None else Index(production)
    return plan_diff(Case(index, before), Case(index, after))


def _missing_rates(index: Index) -> list[Finding]:
    return [
        error(
            "cost.exchange",
            f"There is no exchange rate from {currency} to {index.production.currency}; "
            "what is paid in it counts as nothing.",
            Where(path="exchange"),
            "Add a dated rate.",
        )
        for currency in sorted(index.missing_rates)
    ]
