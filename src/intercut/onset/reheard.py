"""What was heard of a line, told of the line it became in another draft."""

from __future__ import annotations

from collections.abc import Sequence

from intercut.domain.ids import LineId
from intercut.domain.spoken import HeardLine, Said, TimeSpan
from intercut.onset.as_shot import SURE
from intercut.onset.differences import differences
from intercut.onset.line_match import keys_of, place_in

Share = tuple[str, TimeSpan | None]
"""Words of a heard line, and when they are said."""


def counts(heard: HeardLine) -> bool:
    """Whether what was heard otherwise than written is believed, so far."""
    return bool(heard.confirmed_by) or heard.confidence >= SURE


def spoken(heard: HeardLine | None, written: str) -> str:
    """The words of a line in a take; as written, where the recogniser may only have misheard."""
    if heard is None or heard.kind is Said.AS_WRITTEN or not counts(heard):
        return written
    return "" if heard.kind is Said.DROPPED else heard.said


def share_of(heard: HeardLine, written: str, new: str, all_new: Sequence[str]) -> Share:
    """The words of a heard line that one of the lines has which it became.

    A line cut in two is one stretch of sound: each piece takes its share of it by the words.

    Parameters
    ----------
    written, new
        The old line and the new one; ``all_new`` are all that the old one became.
    """
    words = spoken(heard, written)
    if len(all_new) < 2:
        return words, heard.span
    keys = keys_of(words)
    pieces = [keys_of(n) for n in all_new]
    at = place_in(keys_of(new), keys)
    size = len(keys_of(new))
    if at < 0:
        # What the other pieces leave over, in one stretch.
        used = [(place_in(p, keys), len(p)) for p in pieces if place_in(p, keys) >= 0]
        free = [n for n in range(len(keys)) if not any(a <= n < a + s for a, s in used)]
        if not free:
            return "", None
        at, size = free[0], free[-1] + 1 - free[0]
        said = " ".join(keys[at : at + size])
    else:
        said = new
    return said, _share(heard.span, at, at + size, len(keys))


def _share(span: TimeSpan | None, start: int, end: int, words: int) -> TimeSpan | None:
    if span is None or not words:
        return None
    long = span.end_ms - span.start_ms
    return TimeSpan(
        start_ms=span.start_ms + long * start // words, end_ms=span.start_ms + long * end // words
    )


def heard_as(
    line: LineId, written: str, pool: Sequence[HeardLine], shares: Sequence[Share]
) -> HeardLine:
    """All that was heard of a line, as one; ``pool`` is in the order it was said."""
    said = " ".join(words for words, _ in shares if words)
    spans = [span for _, span in shares if span is not None]
    found = differences(written, said)
    # Words that were read and not heard are not misheard: another word is another word.
    read = any(h.kind is Said.AS_WRITTEN or not _is_believed(h) for h in pool)
    same = keys_of(said) == keys_of(written) if read else found.as_written
    kind = Said.AS_WRITTEN if same else Said.CHANGED
    if not said:
        kind = Said.DROPPED
    confirmed = [h.confirmed_by for h in pool]
    return HeardLine(
        number=pool[0].number,
        kind=kind,
        line=line,
        said=said,
        changes=found.changes if said else (),
        span=TimeSpan(start_ms=min(s.start_ms for s in spans), end_ms=max(s.end_ms for s in spans))
        if spans
        else None,
        attempt=max(h.attempt for h in pool),
        speaker=pool[0].speaker,
        roles=pool[0].roles,
        confidence=min(h.confidence if _is_believed(h) else 100 - h.confidence for h in pool),
        confirmed_by=confirmed[0] if all(confirmed) else "",
        rejected=all(h.rejected for h in pool),
    )


def _is_believed(heard: HeardLine) -> bool:
    return heard.kind in {Said.AS_WRITTEN, Said.ADDED} or counts(heard)
