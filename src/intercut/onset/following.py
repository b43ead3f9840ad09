"""Following the script while it is spoken: which written word each heard word is.

Actors repeat, restart, skip and invent, and recognisers err. So the reading position may move on
by a word, jump back to where a sentence starts, jump over lines, or wait while something is said
that the script does not have. Each has its cost; the cheapest way through is sought by a beam.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import JaroWinkler

INSERT: Final = 1.0
DELETE: Final = 1.0
"""A word too many, a word missing: the unit of all costs."""
WRONG: Final = 1.05
"""A wrong word. A little dearer, so that of two ways the one with the more right words is taken."""
NEAR: Final = 0.4
"""A word that sounds alike: a name misheard."""
ADD_OPEN: Final = 1.5
ADD_OPEN_WITHIN: Final = 2.6
ADD_WORD: Final = 0.45
"""Something is said beside the script: to begin it between lines, or within one; a word of it."""
SKIP: Final = 1.5
SKIP_MOST: Final = 4.0
"""To leave a line out, and to leave out any number of them."""
BACK: Final = 1.9
BACK_WITHIN: Final = 1.3
BACK_WITHIN_WORDS: Final = 8
"""To go back to where a sentence starts: some lines, or a few words."""
MID_SENTENCE: Final = 0.9
"""On top where a jump does not land on the first word of a sentence."""
REACH: Final = 400
"""Nobody jumps farther than so many words at once."""
BEAM: Final = 5.0
"""How much worse than the best a way may be and still be followed."""

# All of these are our own, set on generated takes (bench/alignment.py); none is from a source.

_ALIKE: Final = frozenset(
    frozenset(pair)
    for pair in (
        ("is", "has"),
        ("is", "was"),
        ("would", "had"),
        ("a", "the"),
        ("a", "one"),
        ("dollar", "dollars"),
        ("their", "there"),
        ("to", "too"),
        ("to", "two"),
        ("for", "four"),
        ("your", "you"),
        ("okay", "o"),
        ("bee", "b"),
        ("see", "c"),
        ("you", "u"),
        ("are", "r"),
        ("why", "y"),
        ("oh", "o"),
    )
)


class Step(IntEnum):
    """What one heard word is."""

    MATCH = 0
    NEAR = 1
    WRONG = 2
    EXTRA = 3
    ADDED = 4


@dataclass(frozen=True, slots=True)
class Followed:
    """One heard word: what it is, and the position of the script's word; for EXTRA and ADDED the
    position of the word that was still to come."""

    step: Step
    at: int


@dataclass(slots=True)
class Score:
    """A stretch of script to follow: its words, where lines start, where sentences start.

    ``line_starts`` and ``sentence_starts`` are sorted positions; every line starts a sentence.
    The end of the stretch counts as a line start.
    """

    words: Sequence[str]
    line_starts: Sequence[int]
    sentence_starts: Sequence[int]
    _at_line: set[int] = field(init=False)
    _landings: dict[str, list[tuple[int, int]]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._at_line = {*self.line_starts, len(self.words)}
        ends = [*self.sentence_starts[1:], len(self.words)]
        for start, end in zip(self.sentence_starts, ends, strict=False):
            # The first words of a sentence may be the misheard ones: land on the next.
            for n, word in enumerate(self.words[start : min(end, start + 3)]):
                self._landings.setdefault(word, []).append((start + n, n))

    def at_line(self, position: int) -> bool:
        """Whether a line starts there (or the stretch ends)."""
        return position in self._at_line

    def lines_between(self, here: int, there: int) -> int:
        """How many lines start from one position up to before another."""
        return bisect_left(self.line_starts, there) - bisect_left(self.line_starts, here)

    def landings(self, word: str, here: int) -> Sequence[tuple[int, int]]:
        """Positions of a word near the start of a sentence within reach, each with how many words
        of that sentence one misses by landing there."""
        known = self._landings.get(word, ())
        if len(known) < 8:
            return known
        first = bisect_left(known, (here - REACH, 0))
        return known[first : bisect_left(known, (here + REACH, 0))]


@lru_cache(maxsize=200_000)
def alike(written: str, heard: str) -> bool:
    """Whether a recogniser may well have taken one word for the other."""
    if frozenset((written, heard)) in _ALIKE:
        return True
    if min(len(written), len(heard)) < 3:
        return False
    return JaroWinkler.similarity(written, heard) >= 0.84


_BIG: Final = 1e9
_LEFT_OUT: Final = 7


def follow(score: Score, heard: Sequence[str], *, to_end: bool = True) -> list[Followed]:
    """What each heard word is, along the cheapest way from the first word of the script.

    Parameters
    ----------
    to_end
        Whether what is left of the script at the end was left out (and costs), or may go on.

    Returns
    -------
    list[Followed]
        One for each heard word.
    """
    # A state is twice the position, plus one while something beside the script is said. A way
    # back is the state before and, in its lowest bits, the step. Written out for speed: this is
    # the loop that two hours of talk go through.
    words, size = score.words, len(score.words)
    front: dict[int, float] = {0: 0.0}
    _left_out(front, size, BEAM, {})
    backs: list[dict[int, int]] = []
    for word in heard:
        best_state = min(front, key=front.__getitem__)
        best = front[best_state]
        most = best + BEAM + 1.0
        new: dict[int, float] = {}
        back: dict[int, int] = {}
        for state, cost in front.items():
            at = state >> 1
            on = 2 * at + 2
            if state & 1:
                price = cost + ADD_WORD
                if price < new.get(state, most):
                    new[state] = price
                    back[state] = state << 3 | 4
                if at < size and words[at] == word and cost < new.get(on, _BIG):
                    new[on] = cost
                    back[on] = state << 3
                continue
            if at < size:
                if words[at] == word:
                    price, step = cost, 0
                elif alike(words[at], word):
                    price, step = cost + NEAR, 1
                else:
                    price, step = cost + WRONG, 2
                if price < new.get(on, most):
                    new[on] = price
                    back[on] = state << 3 | step
            price = cost + INSERT
            if price < new.get(state, most):
                new[state] = price
                back[state] = state << 3 | 3
            price = cost + ADD_WORD + (ADD_OPEN if score.at_line(at) else ADD_OPEN_WITHIN)
            if price < new.get(state + 1, most):
                new[state + 1] = price
                back[state + 1] = state << 3 | 4
        here = best_state >> 1
        for landing, missed in score.landings(word, here):
            start = landing - missed
            price, origin = best + _jump(score, here, start), best_state
            # A restart may well follow a way that is not the best one yet.
            for at in range(start + 1, min(start + BACK_WITHIN_WORDS, size) + 1):
                again = front.get(2 * at, _BIG) + BACK_WITHIN
                if again < price:
                    price, origin = again, 2 * at
            price += missed
            on = 2 * landing + 2
            if price < new.get(on, most):
                new[on] = price
                back[on] = origin << 3
        limit = min(new.values()) + BEAM
        _left_out(new, size, limit, back)
        front = {s: c for s, c in new.items() if c <= limit}
        backs.append(back)
    return _way_back(score, front, backs, to_end=to_end)


def _left_out(front: dict[int, float], size: int, limit: float, back: dict[int, int]) -> None:
    """Let every state also stand a word further, that word left out."""
    for state in sorted(s for s in front if not s & 1):
        on, cost = state, front[state] + DELETE
        while on >> 1 < size and cost <= limit and cost < front.get(on + 2, _BIG):
            front[on + 2] = cost
            back[on + 2] = on << 3 | _LEFT_OUT
            on, cost = on + 2, cost + DELETE


def _jump(score: Score, here: int, there: int) -> float:
    """Cost of going on at another place of the script than the next word."""
    if there == here:
        return 0.3
    if there > here:
        left = min(SKIP * max(1, score.lines_between(here, there)), SKIP_MOST)
        return left if score.at_line(here) else left + MID_SENTENCE
    if here - there <= BACK_WITHIN_WORDS:
        return BACK_WITHIN
    return BACK if score.at_line(there) else BACK + MID_SENTENCE


def _way_back(
    score: Score, front: dict[int, float], backs: list[dict[int, int]], *, to_end: bool
) -> list[Followed]:
    size = len(score.words)

    def total(state: int) -> float:
        here = state >> 1
        if not to_end or here == size:
            return front[state]
        return front[state] + min(
            DELETE * (size - here), SKIP * max(1, score.lines_between(here, size)), SKIP_MOST
        )

    state = min(front, key=total)
    found: list[Followed] = []
    for back in reversed(backs):
        before = back[state]
        while before & 7 == _LEFT_OUT:
            state = before >> 3
            before = back[state]
        step = Step(before & 7)
        found.append(Followed(step, (state >> 1) - (step <= Step.WRONG)))
        state = before >> 3
    found.reverse()
    return found
