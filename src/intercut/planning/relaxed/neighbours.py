"""Neighbours in the script that a wish for story order looks at, as strips."""

from __future__ import annotations

from itertools import pairwise

from intercut.planning.problem import Problem


def neighbours(problem: Problem) -> list[tuple[int, int]]:
    """Strips of scenes next to each other in the script, with a role in common: (earlier, later).

    Only scenes of one strip each, which every plan places: with several strips or modes it is not
    known beforehand which is shot first.
    """
    strips_of: dict[str, list[int]] = {}
    for s, strip in enumerate(problem.strips):
        for scene in strip.scenes:
            strips_of.setdefault(str(scene), []).append(s)
    placed = [strips_of[str(s.id)] for s in problem.production.scenes if str(s.id) in strips_of]
    return [
        (one[0], two[0])
        for one, two in pairwise(placed)
        if len(one) == len(two) == 1
        and one != two
        and problem.choice_of[one[0]] < 0
        and problem.choice_of[two[0]] < 0
        and not set(problem.strips[one[0]].roles).isdisjoint(problem.strips[two[0]].roles)
    ]
