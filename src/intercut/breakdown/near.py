"""Names that differ by one letter, found without comparing each with each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rapidfuzz.distance import DamerauLevenshtein

LONGEST: Final = 60
"""Letters beyond which a name is left out: nobody mistypes one letter of a sentence."""


def near_names(names: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """For each name the others one letter away (changed, missing, more, two swapped), in order.

    Names with none are left out. Each name is filed under itself and under itself less each of
    its letters; two names one letter apart meet in one file (Garbe's symmetric deletion). The
    work grows with the letters in all names, not with the pairs of names.
    """
    filed: dict[str, list[str]] = {}
    for name in dict.fromkeys(names):
        if len(name) <= LONGEST:
            for short in {name, *(name[:i] + name[i + 1 :] for i in range(len(name)))}:
                filed.setdefault(short, []).append(name)
    near: dict[str, dict[str, None]] = {}
    for group in filed.values():
        if len(group) < 2:
            continue
        for one in group:
            for other in group:
                known = other == one or other in near.get(one, {})
                if not known and DamerauLevenshtein.distance(one, other, score_cutoff=1) <= 1:
                    near.setdefault(one, {})[other] = None
    order = {name: n for n, name in enumerate(dict.fromkeys(names))}
    return {name: tuple(sorted(found, key=order.__getitem__)) for name, found in near.items()}
