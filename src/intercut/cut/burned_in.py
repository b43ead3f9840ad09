"""The words burned into a rough cut: which line, of which take, what is said, what is special."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from pathlib import Path

from intercut.cut.timeline import Clip, Gap, MarkKind
from intercut.domain.timecode import Rate


@dataclass(frozen=True, slots=True, kw_only=True)
class Lettering:
    """How words are drawn: the size of the picture, the font (ffmpeg's own choice when None), and
    the folder their texts are kept in while ffmpeg runs."""

    width: int
    height: int
    rate: Rate
    folder: Path
    font: Path | None = None

    @property
    def small(self) -> int:
        """Height of the lesser words in pixels."""
        return max(8, self.height // 24)

    @property
    def large(self) -> int:
        """Height of the line's name and words in pixels."""
        return max(10, self.height // 18)

    @property
    def edge(self) -> int:
        """Pixels kept free around."""
        return self.height // 30

    def drawn(self, name: str, text: str, place: str, colour: str = "white") -> str:
        """A filter that draws a text; it is read from a file, so that any letter may be in it."""
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return self._filter(f"textfile={quoted(str(path))}:expansion=none:{place}", colour)

    def clock(self, start: str, place: str) -> str:
        """A filter that draws a timecode which runs from ``start``."""
        rate = f"{self.rate.numerator}/{self.rate.denominator}"
        return self._filter(f"timecode={quoted(start)}:rate={rate}:{place}", "white")

    def _filter(self, what: str, colour: str) -> str:
        font = f":fontfile={quoted(str(self.font))}" if self.font else ""
        return f"drawtext={what}:fontcolor={colour}:borderw=2:bordercolor=black@0.8{font}"


def words_over(
    lettering: Lettering, number: int, item: Clip | Gap | None, voice: Clip | None
) -> str:
    """The filters that write on one stretch of picture, "" for none.

    The line's name stands top left, below it what is special; take and running source timecode
    top right; what is said at the foot.

    Parameters
    ----------
    number
        Of the stretch; names its text files.
    voice
        The clip that is heard meanwhile.
    """
    if item is None:
        return ""
    edge, small, large = lettering.edge, lettering.small, lettering.large
    under = edge + large * 3 // 2
    head = item.name if isinstance(item, Gap) or voice is None else voice.name
    drawn = [lettering.drawn(f"{number}-head.txt", head, f"x={edge}:y={edge}:fontsize={large}")]
    wide = max(20, lettering.width * 2 // (large + 2))
    text = voice.text if voice else item.text
    if said := textwrap.wrap(text, wide, max_lines=3, placeholder=" …"):
        place = f"x={edge}:y=h-th-{edge}:fontsize={large}"
        drawn.append(lettering.drawn(f"{number}-said.txt", "\n".join(said), place))
    if special := _special(item, voice):
        place = f"x={edge}:y={under}:fontsize={small}"
        drawn.append(lettering.drawn(f"{number}-special.txt", special, place, "orange"))
    if isinstance(item, Clip):
        slate = item.take.slate if item.media.path else f"{item.take.slate}  NO MEDIA"
        right = f"x=w-tw-{edge}:fontsize={small}"
        drawn.append(lettering.drawn(f"{number}-take.txt", slate, f"{right}:y={edge}"))
        start = str(item.media.timecode(item.start))
        drawn.append(lettering.clock(start, f"{right}:y={under}"))
    return ",".join(drawn)


def _special(item: Clip | Gap, voice: Clip | None) -> str:
    marks = [m for i in (item, voice) if isinstance(i, Clip) for m in i.marks]
    words = ["on the phone"] if voice is not None and _is_far(item, voice) else []
    kinds = {MarkKind.IMPROVISED, MarkKind.BUSINESS, MarkKind.CHANGED}
    words += [m.kind.value for m in marks if m.kind in kinds]
    return ", ".join(dict.fromkeys(words))


def _is_far(item: Clip | Gap, voice: Clip) -> bool:
    """Whether the voice comes from the other end while this is seen."""
    first, last = item.at - voice.at, item.end - voice.at
    return any(start < last and first < end for start, end in voice.far)


def quoted(text: str) -> str:
    """A value as filter graphs want it: its special letters escaped for the filter, then again
    for the graph."""
    once = "".join(f"\\{c}" if c in "\\':" else c for c in text)
    return "".join(f"\\{c}" if c in "\\'[],;" else c for c in once)
