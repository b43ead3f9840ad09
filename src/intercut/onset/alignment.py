"""Said against written, line by line: as written, changed, dropped, and what was added.

The answer is a proposal, each part with how sure it is; a person confirms.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import groupby

from rapidfuzz.distance import LCSseq

from intercut.domain.ids import LineId, RoleId
from intercut.domain.spoken import HeardLine, Said, ScriptLine, TimeSpan
from intercut.onset import sureness
from intercut.onset.differences import differences
from intercut.onset.following import Followed, Step
from intercut.onset.stretches import (
    WrittenWords,
    followed_words,
    without_fillers,
    written_words,
)
from intercut.onset.transcript import Word
from intercut.onset.words import tokens

MOST_OF_A_LINE = 0.6
"""An attempt counts as a whole go at the line when it has that share of the best one's words."""
HEARD_OF_A_LINE = 0.3
"""With a smaller share of its words heard a line was dropped, and what was heard is something else."""
ADDED_WORDS = 3
"""So many words beside the script in a row are an addition; fewer at the edge of a line belong to
the line."""
BEGUN = 0.6
"""With that share of its words in the opening of the next line an addition is that line, begun."""

_SLATE_TALK = frozenset(
    [
        "scene",
        "take",
        "mark",
        "marker",
        "action",
        "rolling",
        "roll",
        "speed",
        "speeding",
        "cut",
        "camera",
        "sound",
        "set",
        "slate",
        "end",
        "board",
        "background",
        "cameras",
        "a",
        "b",
        "c",
        "and",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
        "thirty",
        "forty",
        "fifty",
        "part",
        "pt",
        "pickup",
        "pick",
        "up",
        "tail",
        "sticks",
        "again",
        "reset",
        "moving",
        "on",
        "okay",
    ]
)
"""What is called out before and after a take; not part of the scene."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """The words of one line in one go: indices of heard words, in order."""

    go: int
    heard: tuple[int, ...]
    first_at: int


@dataclass(frozen=True, slots=True)
class _Row:
    """The heard words that count: compared form, the transcript's word, what it is, which go."""

    keys: list[str]
    word: list[int]
    steps: list[Followed]
    goes: list[int]


def align(
    lines: Sequence[ScriptLine],
    words: Sequence[Word],
    *,
    expected: AbstractSet[LineId] | None = None,
    start_ms: int = 0,
) -> tuple[HeardLine, ...]:
    """Every line heard, dropped or added, in the order of the script.

    Parameters
    ----------
    lines
        The lines the take may hold, in script order; mostly its scene's.
    words
        The transcript in order of time.
    expected
        The lines the take is to have; those not heard were dropped. None: the lines between the
        first and the last one heard.
    start_ms
        Where the take starts in the transcript's time; spans are counted from there.

    Returns
    -------
    tuple[HeardLine, ...]
        Lines that are neither heard nor expected are left out.
    """
    written = written_words(lines)
    row = _row(written, words)
    readings = _readings(written, row)
    chosen = {line: _chosen(written, row, line, goes) for line, goes in readings.items()}
    found: list[tuple[tuple[int, int, int], HeardLine]] = []
    for n in _looked_for(written, chosen, expected):
        line = written.lines[n]
        if n not in chosen:
            sure = sureness.of_dropped(written.end(n) - written.starts[n], len(chosen))
            dropped = HeardLine(
                number=0, kind=Said.DROPPED, line=line.id, roles=line.roles, confidence=sure
            )
            found.append(((n, 0, 0), dropped))
            continue
        earlier = [g for g in readings[n] if g.go != chosen[n].go]
        for attempt, reading in enumerate([*earlier, chosen[n]], start=1):
            heard = _heard(written, row, words, n, reading, start_ms)
            heard = replace(heard, attempt=attempt, chosen=reading is chosen[n])
            found.append(((n, 0, attempt), heard))
    for gap, addition in _additions(written, row, words, readings, chosen, start_ms):
        found.append(((gap, 1, addition.span.start_ms if addition.span else 0), addition))
    found.sort(key=lambda f: f[0])
    return tuple(replace(h, number=n) for n, (_, h) in enumerate(found, start=1))


def matched_share(lines: Sequence[ScriptLine], words: Sequence[Word]) -> float:
    """Share of the heard words that stand in these lines, in their order: 0.0 to 1.0."""
    row = _row(written_words(lines), words)
    if not row.steps:
        return 0.0
    return sum(f.step is Step.MATCH for f in row.steps) / len(row.steps)


def _row(written: WrittenWords, words: Sequence[Word]) -> _Row:
    keys: list[str] = []
    word: list[int] = []
    for n, heard in enumerate(words):
        for token in tokens(heard.text):
            keys.append(token.key)
            word.append(n)
    counted = without_fillers(keys, written)
    keys, word = [keys[n] for n in counted], [word[n] for n in counted]
    steps = _settled(written, followed_words(written, keys))
    goes: list[int] = []
    go = last = 0
    for step in steps:
        if step.step <= Step.WRONG:
            go += step.at < last
            last = step.at + 1
        goes.append(go)
    return _Row(keys, word, steps, goes)


def _settled(written: WrittenWords, steps: list[Followed]) -> list[Followed]:
    """Additions with the wrong words at the edge of a line that belong to them.

    What is said between two lines is now and then taken for the first or last words of one, none
    of them right, and for an insertion in it.
    """
    settled = list(steps)
    for run in _runs(n for n, s in enumerate(steps) if s.step >= Step.EXTRA):
        at = steps[run[0]].at
        if written.starts_line(at):
            continue
        line = written.line_at(at)
        first, last = run[0], run[-1]
        while first and _wrong_in(written, steps[first - 1], line):
            first -= 1
        while last + 1 < len(steps) and _wrong_in(written, steps[last + 1], line):
            last += 1
        begins = first < run[0] and not _in_line(written, steps, first - 1, line)
        ends = last > run[-1] and not _in_line(written, steps, last + 1, line)
        if begins:
            new = range(first, run[-1] + 1), written.starts[line]
        elif ends:
            new = range(run[0], last + 1), written.end(line)
        else:
            continue
        if len(new[0]) >= ADDED_WORDS:
            for n in new[0]:
                settled[n] = Followed(Step.ADDED, new[1])
    return settled


def _wrong_in(written: WrittenWords, step: Followed, line: int) -> bool:
    return step.step is Step.WRONG and written.line_at(step.at) == line


def _in_line(written: WrittenWords, steps: Sequence[Followed], n: int, line: int) -> bool:
    """Whether a word of that line was heard there."""
    if not 0 <= n < len(steps) or steps[n].step > Step.WRONG:
        return False
    return written.line_at(steps[n].at) == line


def _readings(written: WrittenWords, row: _Row) -> dict[int, list[_Reading]]:
    """The words of each line, go by go; what was said beside the script belongs to no line."""
    goes: dict[tuple[int, int], list[int]] = {}
    for n, step in enumerate(row.steps):
        if step.step <= Step.WRONG:
            goes.setdefault((written.line_at(step.at), row.goes[n]), []).append(n)
    goes = {key: heard for key, heard in goes.items() if _is_go(written, row, key[0], heard)}
    owner = {n: key for key, heard in goes.items() for n in heard}
    for run in _runs(n for n in range(len(row.steps)) if n not in owner):
        key = _owner_of(row, run, owner.get(run[0] - 1), owner.get(run[-1] + 1))
        if key is not None:
            goes[key] = sorted([*goes[key], *run])
    by_line: dict[int, list[_Reading]] = {}
    for (line, go), heard in sorted(goes.items()):
        first = min(row.steps[n].at for n in heard if row.steps[n].step <= Step.WRONG)
        by_line.setdefault(line, []).append(_Reading(go, tuple(heard), first))
    return by_line


def _runs(numbers: Iterable[int]) -> list[list[int]]:
    """Numbers that follow each other, run by run."""
    runs: list[list[int]] = []
    for n in numbers:
        if runs and runs[-1][-1] == n - 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    return runs


def _owner_of(
    row: _Row,
    run: Sequence[int],
    before: tuple[int, int] | None,
    after: tuple[int, int] | None,
) -> tuple[int, int] | None:
    """The line and go a run of words beside the script is part of, None when it is an addition."""
    if before is not None and before == after:
        return before
    if len(run) >= ADDED_WORDS or all(row.steps[n].step is Step.ADDED for n in run):
        return None
    return before or after


def _is_go(written: WrittenWords, row: _Row, line: int, heard: Sequence[int]) -> bool:
    """Whether enough was heard of a line for it to be that line."""
    size = written.end(line) - written.starts[line]
    matched = _matched(row, heard)
    if size <= 2:
        return matched > 0 or len(heard) <= size
    return matched > 0 and matched >= HEARD_OF_A_LINE * min(size, len(heard) + 1)


def _matched(row: _Row, heard: Sequence[int]) -> int:
    """Words of a line heard in a go; a word that only sounds alike counts too."""
    return len({row.steps[n].at for n in heard if row.steps[n].step <= Step.NEAR})


def _chosen(written: WrittenWords, row: _Row, line: int, goes: Sequence[_Reading]) -> _Reading:
    """The reading that counts: the last whole one; a restart takes its beginning from before."""
    whole = [_completed(written, row, line, goes[: n + 1]) for n in range(len(goes))]
    best = max(_matched(row, r.heard) for r in whole)
    return next(r for r in reversed(whole) if _matched(row, r.heard) >= MOST_OF_A_LINE * best)


def _completed(written: WrittenWords, row: _Row, line: int, goes: Sequence[_Reading]) -> _Reading:
    """The last go at a line; where it started in the middle, with the beginning from before."""
    last = goes[-1]
    heard, first = list(last.heard), last.first_at
    for earlier in reversed(goes[:-1]):
        if first == written.starts[line]:
            break
        begun = [n for n in earlier.heard if row.steps[n].at < first]
        if begun and earlier.first_at < first:
            heard, first = [*begun, *heard], earlier.first_at
    return _Reading(last.go, tuple(heard), first)


def _looked_for(
    written: WrittenWords, chosen: dict[int, _Reading], expected: AbstractSet[LineId] | None
) -> list[int]:
    if expected is None:
        between = range(min(chosen), max(chosen) + 1) if chosen else range(0)
    else:
        between = range(len(written.lines))
    return [
        n for n in between if expected is None or n in chosen or written.lines[n].id in expected
    ]


def _heard(
    written: WrittenWords,
    row: _Row,
    words: Sequence[Word],
    line: int,
    reading: _Reading,
    start_ms: int,
) -> HeardLine:
    said = sorted({row.word[n] for n in reading.heard})
    text = " ".join(words[n].text for n in said)
    compared = differences(written.lines[line].text, text)
    percents = [p for n in said if (p := words[n].percent) is not None]
    return HeardLine(
        number=0,
        kind=Said.AS_WRITTEN if compared.as_written else Said.CHANGED,
        line=written.lines[line].id,
        said=text,
        changes=compared.changes,
        span=_span(words, said, start_ms),
        speaker=words[said[0]].speaker,
        roles=written.lines[line].roles,
        confidence=sureness.of_line(compared, percents),
    )


def _span(words: Sequence[Word], heard: Sequence[int], start_ms: int) -> TimeSpan:
    start = min(words[n].start_ms for n in heard) - start_ms
    end = max(words[n].end_ms for n in heard) - start_ms
    return TimeSpan(start_ms=max(0, start), end_ms=max(0, start, end))


def _additions(
    written: WrittenWords,
    row: _Row,
    words: Sequence[Word],
    readings: dict[int, list[_Reading]],
    chosen: dict[int, _Reading],
    start_ms: int,
) -> list[tuple[int, HeardLine]]:
    """What was said beside the script, each with the index of the line before its gap (-1: none)."""
    of_lines = {n for goes in readings.values() for r in goes for n in r.heard}
    anchors = {
        n: written.line_at(row.steps[n].at)
        for n in sorted(of_lines)
        if row.steps[n].step <= Step.WRONG
    }
    order = sorted(anchors)
    found: list[tuple[int, HeardLine]] = []
    roles = _roles_by_speaker(written, row, words, chosen)
    loose = _runs(n for n in range(len(row.steps)) if n not in of_lines)
    for run in _by_speaker(loose, row, words):
        before = next((n for n in reversed(order) if n < run[0]), None)
        after = next((n for n in order if n > run[-1]), None)
        keys = [row.keys[n] for n in run]
        outside = before is None or after is None
        moved_back = before is not None and after is not None and anchors[after] < anchors[before]
        called = sum(k in _SLATE_TALK for k in keys) >= 0.75 * len(keys)
        if len(run) < 2 or ((outside or moved_back) and called):
            continue
        if after is not None and _begins(written, anchors[after], keys):
            continue
        counted = not moved_back and all(
            n is None or n in chosen[anchors[n]].heard for n in (before, after)
        )
        said = sorted({row.word[n] for n in run})
        percents = [p for n in said if (p := words[n].percent) is not None]
        solid = sum(
            0 <= n < len(row.steps) and row.steps[n].step is Step.MATCH
            for n in (run[0] - 1, run[-1] + 1)
        )
        speaker = words[said[0]].speaker
        gap = anchors[before] if before is not None else -1
        addition = HeardLine(
            number=0,
            kind=Said.ADDED,
            after=written.lines[gap].id if gap >= 0 else None,
            before=written.lines[anchors[after]].id if after is not None else None,
            said=" ".join(words[n].text for n in said),
            span=_span(words, said, start_ms),
            chosen=counted,
            speaker=speaker,
            roles=roles.get(speaker, ()),
            confidence=sureness.of_added(len(run), solid, percents, counted=counted),
        )
        found.append((gap, addition))
    return found


def _begins(written: WrittenWords, line: int, keys: Sequence[str]) -> bool:
    """Whether words are but the beginning of the line that follows: begun, and begun again."""
    start = written.starts[line]
    opening = written.keys[start : min(start + len(keys) + 3, written.end(line))]
    same = LCSseq.similarity(opening, keys)
    return same >= 2 and same >= BEGUN * len(keys)


def _by_speaker(
    runs: Sequence[Sequence[int]], row: _Row, words: Sequence[Word]
) -> Iterator[list[int]]:
    """The runs, cut where another speaker goes on."""
    for run in runs:
        for _, same in groupby(run, key=lambda n: words[row.word[n]].speaker):
            yield list(same)


def _roles_by_speaker(
    written: WrittenWords, row: _Row, words: Sequence[Word], chosen: dict[int, _Reading]
) -> dict[str, tuple[RoleId, ...]]:
    """Which role a voice of the transcript plays: that of most of its words."""
    votes: dict[str, dict[tuple[RoleId, ...], int]] = {}
    for line, reading in chosen.items():
        for n in reading.heard:
            speaker = words[row.word[n]].speaker
            if speaker and row.steps[n].step is Step.MATCH:
                of_speaker = votes.setdefault(speaker, {})
                roles = written.lines[line].roles
                of_speaker[roles] = of_speaker.get(roles, 0) + 1
    return {s: max(v, key=lambda r: v[r]) for s, v in votes.items()}
