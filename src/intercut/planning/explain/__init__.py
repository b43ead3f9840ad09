"""Answers about a plan: why a strip is where it is, what a move costs, what cannot hold, the gap."""

from intercut.planning.explain.gap import Gap, GapRow, gap
from intercut.planning.explain.infeasible import Infeasible, Member, WayOut, infeasible
from intercut.planning.explain.move import AFTER_REPAIR, MovePrice, Repaired, move
from intercut.planning.explain.named import NamedFact, facts_of
from intercut.planning.explain.why import AS_IT_STANDS, Why, WhyRow, why

__all__ = [
    "AFTER_REPAIR",
    "AS_IT_STANDS",
    "Gap",
    "GapRow",
    "Infeasible",
    "Member",
    "MovePrice",
    "NamedFact",
    "Repaired",
    "WayOut",
    "Why",
    "WhyRow",
    "facts_of",
    "gap",
    "infeasible",
    "move",
    "why",
]
