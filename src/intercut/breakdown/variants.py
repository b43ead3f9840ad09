"""Cues that may be variants of another: at another age, with a title, longer, or a typing error."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Final

from intercut.breakdown.name_keys import TITLES, name_key, words_of
from intercut.breakdown.near import near_names

_AGES: Final = frozenset(
    {
        "YOUNG",
        "YOUNGER",
        "OLD",
        "OLDER",
        "LITTLE",
        "TEEN",
        "TEENAGE",
        "CHILD",
        "BABY",
        "ADULT",
        "KID",
        "ELDERLY",
    }
    | {
        "JUNGE",
        "JUNGER",
        "ALTE",
        "ALTER",
        "JEUNE",
        "VIEUX",
        "FUTURE",
        "DREAM",
        "GHOST",
        "EVIL",
        "FAKE",
        "REAL",
    }
)
_NUMBERED: Final = re.compile(r"^(?P<stem>.+?) (?:NO )?(?P<n>\d+|ONE|TWO|THREE|[A-D])$")
_LIKELY_TYPO: Final = 1
SHORTEST_TYPO: Final = 5
"""Letters from which one wrong letter is taken for a slip: PAM and SAM are two people."""

Guess = tuple[str, str, int]


class Variants:
    """Finds for a cue the one it may be a variant of.

    Parameters
    ----------
    keys
        All cues' keys, as first met.
    count
        How often each speaks: the rarer spelling is the slip.
    """

    def __init__(self, keys: Sequence[str], count: Mapping[str, int]) -> None:
        self._keys = frozenset(keys)
        self._count = count
        self._ends = Counter(end for k in keys for end in _tails(k))
        self._starts = Counter(start for k in keys for start in _heads(k))
        plain = [k for k in keys if len(k) >= SHORTEST_TYPO and not _NUMBERED.match(k)]
        self._near = near_names(plain)

    def base_of(self, key: str, asked: Container[str]) -> Guess | None:
        """The other cue, why, and how sure that is (percent); ``asked`` are variants already."""
        guesses = [g for g in self._guesses(key) if g[0] not in asked]
        return max(guesses, key=lambda g: g[2], default=None)

    def _guesses(self, key: str) -> Iterator[Guess]:
        is_numbered = bool(_NUMBERED.match(key))
        for other in _tails(key):
            if other not in self._keys:
                continue
            lead = key[: -len(other)].split()
            if all(w in _AGES for w in lead):
                if not is_generic_key(other):
                    why = "at another age or in another state: often another performer"
                    yield other, f"`{key}` is `{other}` {why}", 25
            elif all(w in TITLES for w in lead):
                # DR NAIR and MR NAIR may both be meant by NAIR.
                rivals = self._ends[other] > 1
                yield other, f"`{key}` is `{other}` with a title or a byname", 45 if rivals else 80
            elif not is_generic_key(other) and not is_numbered:
                yield other, f"`{key}` holds the whole name `{other}`", 65
        for other in _heads(key):
            if other in self._keys and not is_generic_key(other) and not is_numbered:
                yield other, f"`{key}` begins with the whole name `{other}`", 70
        if not self._ends[key] and not self._starts[key]:
            for other in self._near.get(key, ()):
                if self._count[key] <= self._count[other]:
                    yield other, f"`{key}` and `{other}` differ by one letter", 60


def _tails(key: str) -> Iterator[str]:
    """What is left of a name without its first word, its first two, and so on."""
    words = key.split()
    for n in range(1, min(len(words), 6)):
        yield " ".join(words[n:])


def _heads(key: str) -> Iterator[str]:
    """What is left of a name without its last word, its last two, and so on."""
    words = key.split()
    for n in range(1, min(len(words), 6)):
        yield " ".join(words[:-n])


_GENERIC: Final = words_of(
    "MAN WOMAN BOY GIRL COP GUARD NURSE DOCTOR OFFICER SOLDIER WAITER WAITRESS DRIVER CLERK "
    "VOICE BARMAN BARTENDER STUDENT TEACHER REPORTER PASSENGER TECHNICIAN PARAMEDIC JUDGE "
    "MOTHER FATHER MUM MOM DAD SON DAUGHTER SISTER BROTHER NEIGHBOUR NEIGHBOR KID CHILD "
    "BABY RECEPTIONIST SECRETARY ASSISTANT DETECTIVE AGENT CAPTAIN SERGEANT STRANGER "
    "OPERATOR DISPATCHER ANNOUNCER NARRATOR VENDOR CASHIER MANAGER LAWYER PRIEST HOST GUEST "
    "WORKER BOSS"
)


def is_generic_key(key: str) -> bool:
    """A job or a kind of person: `OLD COP` is no variant of `COP`."""
    return all(w in _GENERIC or w in _AGES or w in TITLES or w.isdigit() for w in key.split())


def is_generic_name(name: str) -> bool:
    """Whether a role is named for what it is (THE CLERK), not by a name of its own."""
    words = [w for w in name_key(name).split() if not w.isdigit()]
    return bool(words) and (words[-1] in _GENERIC or all(w in _GENERIC for w in words))
