"""A scene shot otherwise: whole instead of in parts, or the other way round."""

from __future__ import annotations

from random import Random

from intercut.planning.arrange import Arranger
from intercut.planning.moves.near import Near
from intercut.planning.moves.ruin import put_back, take_out
from intercut.planning.state import State


def flip_mode(state: State, arranger: Arranger, near: Near, chance: Random) -> bool:
    """Another mode for one scene open in several; False when nothing changed."""
    problem = state.problem
    if not problem.choices:
        return False
    n = chance.randrange(len(problem.choices))
    choice = problem.choices[n]
    mode = chance.randrange(len(choice.modes))
    old = state.mode[n]
    if mode == old:
        return False
    mine = choice.strips[old]
    if any(near.fixed[s] or near.locked[state.slot_of[s]] for s in mine if state.slot_of[s] >= 0):
        return False
    if not take_out(state, arranger, set(mine)):
        return False
    state.set_mode(n, mode)
    put_back(state, arranger, near, list(choice.strips[mode]), chance)
    return True
