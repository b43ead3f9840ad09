"""How sure a finding of the alignment is, in percent. Our own scale, set on generated takes.

Recognisers err by single words; people change, drop and add several in a row. So the longer a
stretch, the surer it is real.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from intercut.onset.differences import Differences

_BY_LENGTH = (30, 45, 65, 80, 88, 92, 94, 96)
"""For a stretch of one word, two, three ... that nothing else speaks for."""


OTHERWISE = 0.2
"""From that share of its words on a line is taken to be said otherwise on purpose."""


def _by_length(words: int) -> int:
    return _BY_LENGTH[min(words, len(_BY_LENGTH)) - 1] if words else 0


def of_line(found: Differences, percents: Sequence[int]) -> int:
    """That a heard line is as told: unchanged, or changed in that way."""
    if found.as_written:
        share = found.doubtful / max(found.words, 1)
        return _with_recogniser(max(50, round(99 - 60 * share)), percents)
    sure = max(_by_length(n) for n in found.real)
    if sum(found.real) >= OTHERWISE * found.words:
        # Several small changes in one line: that none of them is real grows unlikely.
        none = math.prod(1 - _by_length(n) / 100 for n in found.real)
        sure = max(sure, min(96, round(100 * (1 - none))))
    return _with_recogniser(sure, percents)


def of_dropped(words: int, lines_heard: int) -> int:
    """That a line was left out; a transcript without any line proves nothing."""
    return min(96, _by_length(words) + 15) if lines_heard else 20


def of_added(words: int, solid_sides: int, percents: Sequence[int], *, counted: bool) -> int:
    """That something was added to the script.

    Parameters
    ----------
    solid_sides
        On how many sides a word of the script was heard as written: 0 to 2.
    counted
        Whether it stands in the attempt that counts; talk between two attempts is mostly none.
    """
    sure = _by_length(words) - 6 * (2 - solid_sides)
    return max(5, _with_recogniser(sure if counted else sure // 2, percents))


def _with_recogniser(sure: int, percents: Sequence[int]) -> int:
    """Less sure where the recogniser itself was."""
    if not percents:
        return sure
    mean = sum(percents) / len(percents)
    return round(sure * min(1.0, 0.5 + mean / 160))
