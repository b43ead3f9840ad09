"""Improvement: simulated annealing over moves of strips and days, with ruin and recreate.

The temperature falls with the share of the allowance that is used, so that a run by iterations
is the same every time; a run by seconds ends cold whenever it has to.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from intercut.planning.arrange import Arranger
from intercut.planning.moves.calls import rested
from intercut.planning.moves.days import merge_place, shift_days, swap_days
from intercut.planning.moves.eject import place_all
from intercut.planning.moves.events import move_event
from intercut.planning.moves.modes import flip_mode
from intercut.planning.moves.near import Near
from intercut.planning.moves.ruin import ruin
from intercut.planning.moves.strips import exchange, relocate, reorder
from intercut.planning.state import Delta, State

Move = Callable[[State, Arranger, Near, Random], Delta | None]
MOVES: tuple[tuple[Move, float], ...] = (
    (relocate, 0.40),
    (exchange, 0.10),
    (reorder, 0.12),
    (swap_days, 0.18),
    (shift_days, 0.06),
    (merge_place, 0.14),
)
"""Each move and its share of the tries."""

RUIN_SHARE = 0.012
WARMTH = (0.0015, 0.00002)
"""Temperature at the start and at the end, as a share of the first plan's cost."""

ROUND = 100
"""What a round of making room counts for among iterations: about as long as so many moves."""

SHARE_FOR_PLACING = 0.4

RESTED_SHARE = 0.15
"""Share of the moves that break a rest for which other calls are tried: it takes long."""

MOST_DAYS_KEPT = 400_000


@dataclass(frozen=True, slots=True)
class Allowance:
    """How far a search has come, from 0 to 1, and whether it must stop."""

    spent: Callable[[int], float]
    stop: Callable[[int], bool]


class Search:
    """One walk through plans from a first one; `best` is the best plan met."""

    def __init__(self, state: State, arranger: Arranger, near: Near, seed: int) -> None:
        self.state = state
        self.arranger = arranger
        self.near = near
        self.chance = Random(seed)
        self.best = state.copy()
        self.best_value = state.value()
        self.iterations = 0
        cost = max(1, state.cost)
        eighths = max(1, sum(state.problem.eighths))
        self.weight = max(1, cost // eighths) * 20
        self._scale = cost

    def energy(self, state: State) -> int:
        """What the walk goes by: cost, and far more for each eighth not placed."""
        eighths, strips = state.unplaced()
        return state.cost + self.weight * (8 * eighths + strips) + 10 * self.weight * state.hard

    def run(self, allowance: Allowance, better: Callable[[State], None] | None = None) -> None:
        """Walk until the allowance is spent."""
        chance, near, arranger = self.chance, self.near, self.arranger
        self._place_all(allowance, better)
        moves = [m for m, _ in MOVES]
        shares: list[float] = []
        for _, share in MOVES:
            shares.append(share + (shares[-1] if shares else 0.0))
        hot, cold = WARMTH[0] * self._scale, WARMTH[1] * self._scale
        temperature = hot
        energy = self.energy(self.state)
        best_energy = self.energy(self.best)
        several = bool(self.state.problem.choices)
        events = bool(self.state.event_at)
        while not allowance.stop(self.iterations):
            self.iterations += 1
            if self.iterations % 16 == 1:
                spent = allowance.spent(self.iterations)
                temperature = hot * (cold / hot) ** min(1.0, spent)
                if arranger.book.size() > MOST_DAYS_KEPT:
                    arranger.forget()
            draw = chance.random()
            if draw < RUIN_SHARE or (several and draw < RUIN_SHARE * 1.5):
                before = self.state.copy()
                changed = (
                    ruin(self.state, arranger, near, chance)
                    if draw < RUIN_SHARE
                    else flip_mode(self.state, arranger, near, chance)
                )
                if not changed:
                    self.state = before
                    continue
                now = self.energy(self.state)
                if now - energy > 0 and not self._accepts(now - energy, temperature):
                    self.state = before
                    continue
                energy = now
            else:
                pick = chance.random() * shares[-1]
                move = moves[next(n for n, share in enumerate(shares) if pick <= share)]
                if events and draw > 0.97:
                    delta = move_event(self.state, chance)
                else:
                    delta = move(self.state, arranger, near, chance)
                if delta is not None and 0 < delta.hard <= delta.rest and draw > 1 - RESTED_SHARE:
                    delta = rested(self.state, near, delta)
                if delta is None or delta.hard > 0:
                    continue
                if delta.cost > 0 and not self._accepts(delta.cost, temperature):
                    continue
                self.state.apply(delta)
                energy += delta.cost + 10 * self.weight * delta.hard
            if energy < best_energy:
                best_energy = energy
                self.best = self.state.copy()
                self.best_value = self.best.value()
                if better is not None:
                    better(self.best)

    def _place_all(self, allowance: Allowance, better: Callable[[State], None] | None) -> None:
        """Make room for strips that found no place, for part of the allowance."""
        if not self.state.boneyard():
            return
        begun = self.iterations

        def stop(rounds: int) -> bool:
            done = begun + rounds * ROUND
            return allowance.stop(done) or allowance.spent(done) > SHARE_FOR_PLACING

        state, rounds = place_all(self.state.copy(), self.arranger, self.near, self.chance, stop)
        self.iterations = begun + rounds * ROUND
        if state.value() < self.best_value:
            self.state = state
            self.best, self.best_value = state.copy(), state.value()
            if better is not None:
                better(self.best)

    def _accepts(self, worse: int, temperature: float) -> bool:
        return self.chance.random() < math.exp(-worse / max(temperature, 1e-9))
