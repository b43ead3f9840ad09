"""What the planner gives back: a plan the judge has passed, what it costs, how good it can be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from intercut.domain.finding import Finding
from intercut.domain.plan import Plan
from intercut.schedule.results import Judgement

Status = Literal["optimal", "feasible", "infeasible", "unknown"]


TAKEN_TOGETHER: Final = "taken together"
"""Name of what is proved of the whole plan beyond its parts: they compete for the same days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GapPart:
    """One part of the cost beside what is proved of it; minor units.

    ``cost`` is what the plan pays for it, ``bound`` what every legal plan pays at least.
    """

    name: str
    cost: int
    bound: int

    @property
    def gap(self) -> int:
        """How much of the cost is not proved to be needed."""
        return self.cost - self.bound

    @property
    def is_joint(self) -> bool:
        """Whether it is no part of the cost, but what is proved of all parts taken together."""
        return self.name == TAKEN_TOGETHER


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a run has come. Cost, bound and gap are None while there is none.

    ``plan`` makes the best plan so far; ask it during the call only, it costs some milliseconds.
    """

    seconds: float
    iterations: int
    cost: int | None
    bound: int | None
    gap: float | None
    unplaced_eighths: int
    what: str
    plan: Callable[[], Plan] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The best plan found, judged.

    ``status`` is `optimal` (cost equals bound), `feasible`, `infeasible` (proved that not
    everything fits) or `unknown` (not everything is placed, and nothing proved). ``cost`` is the
    judge's total in minor units. ``bound`` is proved: no legal plan with everything placed costs
    less; it and the gaps are None where nothing is proved or strips are left over. ``gap`` is
    (cost - bound) / cost; ``avoidable_gap`` the same of the cost less what is paid for work that
    no plan avoids. ``findings`` are the judge's, with the reason for each strip in the boneyard
    and what was changed of the plan started from. ``gap_parts`` say where the gap comes from.
    """

    plan: Plan
    judgement: Judgement
    status: Status
    cost: int
    bound: int | None
    gap: float | None
    avoidable_gap: float | None
    seconds: float
    iterations: int
    findings: tuple[Finding, ...] = ()
    gap_parts: tuple[GapPart, ...] = ()


def gap_of(cost: int | None, bound: int | None) -> float | None:
    """(cost - bound) / cost; 0 where nothing is paid, None where either is unknown."""
    if cost is None or bound is None:
        return None
    return (cost - bound) / cost if cost > 0 else 0.0
