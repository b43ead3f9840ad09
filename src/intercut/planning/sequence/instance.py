"""A question for the sequencing core, and the literature's text form of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from intercut.planning.kernel.reference import sequence_cost


@dataclass(frozen=True, slots=True, kw_only=True)
class Instance:
    """Scenes to be put in order, who is in them, what people are paid a day, how long scenes last.

    A scene may have nobody in it, and a person no scene; pay and days may be 0, but not less.
    """

    name: str
    cast: tuple[int, ...]
    """Shape (n_people,): bit s is set where the person is in scene s."""
    pay: tuple[int, ...]
    """Shape (n_people,), per day, in any one unit of money."""
    days: tuple[int, ...]
    """Shape (n_scenes,): days a scene lasts."""

    def __post_init__(self) -> None:
        """Refuse what can never be a question."""
        if len(self.cast) != len(self.pay):
            raise ValueError(
                f"cast has {len(self.cast)} people and pay {len(self.pay)}; expected one pay each"
            )
        for person, (scenes, pay) in enumerate(zip(self.cast, self.pay, strict=True)):
            if scenes < 0 or scenes >> len(self.days):
                raise ValueError(
                    f"cast[{person}] names a scene beyond the {len(self.days)} there are"
                )
            if pay < 0:
                raise ValueError(f"pay[{person}] is {pay}; expected 0 or more")
        for scene, days in enumerate(self.days):
            if days < 0:
                raise ValueError(f"days[{scene}] is {days}; expected 0 or more")

    @classmethod
    def of(
        cls, name: str, rows: Sequence[Sequence[int]], pay: Sequence[int], days: Sequence[int]
    ) -> Instance:
        """Instance from a table of who is in what.

        Parameters
        ----------
        rows
            Shape (n_people, n_scenes): 1 where the person is in the scene, else 0.
        """
        for person, row in enumerate(rows):
            if len(row) != len(days):
                raise ValueError(
                    f"rows[{person}] has {len(row)} scenes; expected {len(days)} as in days"
                )
        cast = tuple(sum(1 << s for s, there in enumerate(row) if there) for row in rows)
        return cls(name=name, cast=cast, pay=tuple(pay), days=tuple(days))

    def cost(self, order: Sequence[int]) -> int:
        """All days paid when the scenes are shot in this order, a permutation of 0..n_scenes-1."""
        if sorted(order) != list(range(len(self.days))):
            raise ValueError(f"order is not a permutation of the {len(self.days)} scenes")
        return sequence_cost(self.cast, self.pay, self.days, order)

    @property
    def worked(self) -> int:
        """Pay for the days on which people work: what no order can avoid."""
        return sum(
            pay * sum(d for s, d in enumerate(self.days) if scenes >> s & 1)
            for scenes, pay in zip(self.cast, self.pay, strict=True)
        )


def read_instance(text: str) -> Instance:
    """Instance in the text form of Peter Stuckey's talent page.

    A name on a line of its own; the number of scenes; the number of people; for every person a 0 or
    1 for each scene and the pay per day; then the days of every scene. Blanks and line breaks
    between the numbers are free.

    Raises
    ------
    ValueError
        When the text is something else; the message names the line.
    """
    lines = text.lstrip("\ufeff").splitlines()
    start = next((i for i, line in enumerate(lines) if line.strip()), None)
    if start is None:
        raise ValueError("line 1: the file is empty; expected the name of the instance")
    words = _numbers(lines, start + 1)
    last = len(lines)

    def number(what: str, most: int | None = None) -> int:
        line, word = next(words, (last, ""))
        if not word:
            raise ValueError(f"line {line}: the file ends where {what} should stand")
        if not (word.isascii() and word.isdigit()) or len(word) > 18:
            raise ValueError(f"line {line}: {what} is {word[:20]!r}; expected a whole number")
        if most is not None and int(word) > most:
            expected = "0 or 1" if most == 1 else f"at most {most}"
            raise ValueError(f"line {line}: {what} is {word}; expected {expected}")
        return int(word)

    n_scenes = number("the number of scenes", 100_000)
    n_people = number("the number of people", 100_000)
    cast, pay = [], []
    for person in range(1, n_people + 1):
        scenes = 0
        for scene in range(n_scenes):
            scenes |= number(f"scene {scene + 1} of person {person}", 1) << scene
        cast.append(scenes)
        pay.append(number(f"the pay of person {person}"))
    days = tuple(number(f"the days of scene {scene}") for scene in range(1, n_scenes + 1))
    line, word = next(words, (last, ""))
    if word:
        raise ValueError(f"line {line}: {word[:20]!r} stands after the days of the last scene")
    return Instance(name=lines[start].strip(), cast=tuple(cast), pay=tuple(pay), days=days)


def _numbers(lines: Sequence[str], start: int) -> Iterator[tuple[int, str]]:
    """Words from a line on, each with the number of its line, counted from 1."""
    for i in range(start, len(lines)):
        for word in lines[i].split():
            yield i + 1, word
