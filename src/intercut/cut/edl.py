"""The cut as a CMX 3600 edit decision list: one picture track, and the sound beside it.

Written here: the library's adapter (1.0) writes no sound, no FCM line, starts the record side at
zero, and counts all 29.97 and 59.94 as drop-frame. It reads what is written here.

References
----------
CMX 3600 as in SMPTE 258M, "Television - Transfer of Edit Decision Lists".
"""

from __future__ import annotations

from collections.abc import Iterator

from intercut.cut.opentimeline import COLOURS
from intercut.cut.timeline import Clip, Cut, Gap, Mark, TrackKind

BLACK = "BL"
"""The reel that stands for nothing."""

MOST_EVENTS = 999
"""Events a list of this format numbers."""


def edl_text(cut: Cut) -> str:
    """The cut as an `.edl` file.

    Lines without a picture are black events that carry the gap's name. Sound of the first end is
    on A, of the second on A2, of a third on A again: no two sound at once.
    """
    lines = [
        f"TITLE: {_plain(cut.title)}",
        f"FCM: {'DROP FRAME' if cut.rate.drop else 'NON-DROP FRAME'}",
        "",
    ]
    for n, (channel, item) in enumerate(_events(cut), start=1):
        lines += _event(cut, n, channel, item)
    return "\n".join(lines) + "\n"


def events_of(cut: Cut) -> int:
    """How many events the list has."""
    return sum(1 for _ in _events(cut))


def _events(cut: Cut) -> Iterator[tuple[str, Clip | Gap]]:
    """Every event with its channel, by record time, the picture before its sound."""
    found: list[tuple[int, int, str, Clip | Gap]] = []
    for n, track in enumerate(cut.of_kind(TrackKind.PICTURE)):
        found += [(i.at, n, "V", i) for i in track.items if isinstance(i, Clip) or i.name]
    ends = len(cut.ends)
    for n, track in enumerate(cut.of_kind(TrackKind.SOUND)):
        channel = "A" if n % 2 == 0 else "A2"
        found += [(c.at, ends + n, channel, c) for c in track.clips]
    for _, _, channel, item in sorted(found, key=lambda f: f[:2]):
        if item.frames:
            yield channel, item


def _event(cut: Cut, number: int, channel: str, item: Clip | Gap) -> Iterator[str]:
    if isinstance(item, Gap):
        reel = BLACK
        zero = cut.start.plus(-cut.start.frames)
        source = (zero, zero.plus(item.frames))
    else:
        reel = item.media.reel
        source = (
            item.media.timecode(item.start),
            item.media.timecode(item.start + item.frames),
        )
    times = (*source, cut.clock(item.at), cut.clock(item.end))
    yield f"{number:03d}  {reel:<8} {channel:<5} C        {' '.join(str(t) for t in times)}"
    yield f"* FROM CLIP NAME:  {_plain(item.name)}"
    if isinstance(item, Gap):
        return
    yield f"* TAKE: {_plain(item.take.slate)}"
    if len(item.take.cameras) > 1 and item.media.camera:
        yield f"* CAMERA: {_plain(item.media.camera)}"
    if item.media.file:
        yield f"* SOURCE FILE: {_plain(item.media.file)}"
    for start, end in item.far:
        yield f"* TELEPHONE FILTER: {cut.clock(item.at + start)} TO {cut.clock(item.at + end)}"
    for mark in item.marks:
        yield _locator(cut, item, mark)


def _locator(cut: Cut, clip: Clip, mark: Mark) -> str:
    said = f"{mark.kind.value.upper()}: {mark.text} ({mark.note}; {mark.slate})"
    return f"* LOC: {cut.clock(clip.at + mark.at)} {COLOURS[mark.kind]:<7} {_plain(said)}"


def _plain(text: str) -> str:
    """Text on one line."""
    return " ".join(text.split())
