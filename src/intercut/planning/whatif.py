"""What if: the facts changed, the plan made again, and both side by side."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass

from intercut.domain.finding import Finding
from intercut.domain.ids import PersonId
from intercut.domain.key_point import MOST_POINTS, KeyPoint
from intercut.domain.plan import Plan
from intercut.domain.production import Production
from intercut.domain.units import format_eighths
from intercut.planning.changes import Change, apply_changes
from intercut.planning.placing import new_errors
from intercut.planning.result import Result
from intercut.planning.solve import solve
from intercut.planning.wording import difference_text, plural
from intercut.schedule import Case, Index, Judgement, PlanDiff, judge
from intercut.schedule.differences import plan_diff


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDays:
    """One person's days in both plans."""

    person: PersonId
    name: str
    worked: tuple[int, int]
    held: tuple[int, int]
    travel: tuple[int, int]
    paid: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """One what-if, judged under its own facts.

    ``stands`` is the old plan under the new facts: what it would break and cost if nobody planned
    again. ``changes`` compares the old plan under the old facts with the new one under the new.
    ``parent`` is the place in the list of the what-if this one builds on, None: today's plan.
    """

    texts: tuple[str, ...]
    said: tuple[Change, ...]
    parent: int | None
    production: Production
    result: Result
    stands: Judgement
    stands_broken: tuple[Finding, ...]
    changes: PlanDiff
    people: tuple[PersonDays, ...]
    points: tuple[KeyPoint, ...]

    @property
    def fits(self) -> bool:
        """Whether everything is placed and no rule broken."""
        return self.result.judgement.legal


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIfs:
    """What-ifs in the order asked beside today's plan, ``today``, judged under today's facts.

    ``again`` is what the same search makes of today's plan with nothing changed, None where it
    finds no legal plan: what a what-if saves beyond that is its own.
    """

    currency: str
    today: Judgement
    again: int | None
    answers: tuple[WhatIf, ...]
    points: tuple[KeyPoint, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    production: Production
    start: Plan
    seconds: float | None
    iterations: int | None
    seed: int


def _solved(task: _Task, cancel: Callable[[], bool] | None = None) -> Result:
    return solve(
        task.production,
        start=task.start,
        seconds=task.seconds,
        iterations=task.iterations,
        seed=task.seed,
        threads=1,
        cancel=cancel,
    )


def whatif(
    production: Production,
    plan: Plan,
    texts: Sequence[str],
    *,
    chained: bool = False,
    seconds: float | None = None,
    iterations: int | None = None,
    seed: int = 1,
    workers: int = 1,
    cancel: Callable[[], bool] | None = None,
) -> WhatIfs:
    """Every what-if planned again from today's plan.

    Parameters
    ----------
    texts
        One what-if each, in the language of `intercut.planning.changes`.
    chained
        Whether each builds on the one before it, facts and plan, instead of on today.
    seconds, iterations
        How long to search for each; 5 seconds when neither is given.
    workers
        Processes at work at once. What is chained waits for the one before.
    cancel
        Asked now and then whether to stop with what was found; not where several are at work.

    Raises
    ------
    Unreadable, NotFound
        As `apply_changes`; before anything is planned.
    """
    if seconds is None and iterations is None:
        seconds = 5
    asked = [
        (n - 1 if chained and n else None, tuple(texts[: n + 1] if chained else texts[n : n + 1]))
        for n in range(len(texts))
    ]
    changed = [apply_changes(production, group) for _, group in asked]
    same = _Task(
        production=production, start=plan, seconds=seconds, iterations=iterations, seed=seed
    )
    if chained:
        results: list[Result] = []
        for own, _ in changed:
            start = results[-1].plan if results else plan
            task = _Task(
                production=own, start=start, seconds=seconds, iterations=iterations, seed=seed
            )
            results.append(_solved(task, cancel))
    else:
        tasks = [
            _Task(production=own, start=plan, seconds=seconds, iterations=iterations, seed=seed)
            for own, _ in changed
        ]
        *results, again = _all_solved([*tasks, same], workers, cancel)
    if chained:
        again = _solved(same, cancel)
    before = Index(production)
    today = judge(production, plan, before)
    answers = tuple(
        _answer(group, tuple(said), parent, own, result, plan, today, before)
        for (parent, group), (own, said), result in zip(asked, changed, results, strict=True)
    )
    unchanged = again.cost if again.judgement.legal else None
    return WhatIfs(
        currency=production.currency,
        today=today,
        again=unchanged,
        answers=answers,
        points=_overall(production.currency, today, unchanged, answers),
    )


def _all_solved(
    tasks: list[_Task], workers: int, cancel: Callable[[], bool] | None
) -> list[Result]:
    if workers < 2 or len(tasks) < 2:
        return [_solved(task, cancel) for task in tasks]
    fresh = multiprocessing.get_context("spawn")
    try:
        with ProcessPoolExecutor(min(workers, len(tasks)), mp_context=fresh) as pool:
            return list(pool.map(_solved, tasks))
    except BrokenProcessPool:
        # A program read from stdin cannot be begun again in a process of its own.
        return [_solved(task) for task in tasks]


def _answer(
    texts: tuple[str, ...],
    said: tuple[Change, ...],
    parent: int | None,
    production: Production,
    result: Result,
    plan: Plan,
    today: Judgement,
    before: Index,
) -> WhatIf:
    index = Index(production)
    stands = judge(production, plan, index)
    broken = new_errors(today.findings, stands.findings)
    changes = plan_diff(Case(before, plan), Case(index, result.plan))
    return WhatIf(
        texts=texts,
        said=said,
        parent=parent,
        production=production,
        result=result,
        stands=stands,
        stands_broken=broken,
        changes=changes,
        people=people_days(today, result.judgement),
        points=_points(production.currency, today, result, stands, broken, changes),
    )


def people_days(before: Judgement, after: Judgement) -> tuple[PersonDays, ...]:
    """Everybody whose days differ between two plans, as the first day out of days lists them."""
    old = {r.id: r for r in before.dood.rows}
    new = {r.id: r for r in after.dood.rows}
    found = []
    for id_ in dict.fromkeys([*old, *new]):
        a, b = old.get(id_), new.get(id_)
        row = a or b
        assert row is not None
        days = PersonDays(
            person=PersonId(id_),
            name=row.name,
            worked=(a.worked if a else 0, b.worked if b else 0),
            held=(a.held if a else 0, b.held if b else 0),
            travel=(a.travel if a else 0, b.travel if b else 0),
            paid=(a.paid if a else 0, b.paid if b else 0),
        )
        if any(x != y for x, y in (days.worked, days.held, days.travel, days.paid)):
            found.append(days)
    return tuple(found)


def _points(
    currency: str,
    today: Judgement,
    result: Result,
    stands: Judgement,
    broken: tuple[Finding, ...],
    changes: PlanDiff,
) -> tuple[KeyPoint, ...]:
    points: list[KeyPoint] = []
    if broken:
        points.append(
            KeyPoint(
                text=f"Today's plan would break {plural(len(broken), 'rule')}: {broken[0].message}",
                evidence=("as_it_stands",),
            )
        )
    else:
        price = difference_text(stands.cost.total - today.cost.total, currency)
        points.append(
            KeyPoint(text=f"Today's plan could stay: {price}.", evidence=("as_it_stands",))
        )
    after = result.judgement
    if not after.legal:
        left = format_eighths(after.unplaced_eighths)
        proved = ", which is proved" if result.status == "infeasible" else ""
        points.append(
            KeyPoint(text=f"Not everything fits: {left} pages are left over{proved}.",
                     evidence=("unplaced",))
        )  # fmt: skip
        return tuple(points)
    price = difference_text(after.cost.total - today.cost.total, currency)
    points.append(KeyPoint(text=f"Planned again it costs {price}.", evidence=("cost",)))
    if changes.strips:
        points.append(
            KeyPoint(
                text=f"{plural(len(changes.strips), 'strip')} stand elsewhere, and "
                f"{plural(len(changes.people), 'person', 'people')} are called otherwise.",
                evidence=("strips", "people"),
            )
        )
    if after.days != today.days:
        points.append(
            KeyPoint(
                text=f"The shoot takes {plural(after.days, 'day')} instead of {today.days}.",
                evidence=("days",),
            )
        )
    return tuple(points[:MOST_POINTS])


def _overall(
    currency: str, today: Judgement, again: int | None, answers: tuple[WhatIf, ...]
) -> tuple[KeyPoint, ...]:
    points = (
        list(answers[0].points) if len(answers) == 1 else list(_several(currency, today, answers))
    )
    if again is not None and again < today.cost.total:
        price = difference_text(again - today.cost.total, currency)
        points.append(
            KeyPoint(
                text=f"The same search with nothing changed finds {price}: so much of each saving "
                "is not the what-if's own.",
                evidence=("again",),
            )
        )
    return tuple(points[:MOST_POINTS])


def _several(currency: str, today: Judgement, answers: tuple[WhatIf, ...]) -> Iterator[KeyPoint]:
    legal = [a for a in answers if a.fits]
    if legal:
        best = min(legal, key=lambda a: a.result.cost)
        worst = max(legal, key=lambda a: a.result.cost)
        for word, one in (("Cheapest", best), ("Dearest", worst)):
            name = "; ".join(one.texts)
            price = difference_text(one.result.cost - today.cost.total, currency)
            yield KeyPoint(text=f"{word}: {name}: {price}.", evidence=(name,))
    misfits = [a for a in answers if not a.fits]
    if misfits:
        yield KeyPoint(
            text=f"{plural(len(misfits), 'what-if leaves', 'what-ifs leave')} strips over.",
            evidence=tuple("; ".join(a.texts) for a in misfits),
        )
