"""Key points at the head of a report, each a sentence that the rows below prove."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.text import Text

from intercut.domain.key_point import KeyPoint


def point_lines(points: Iterable[KeyPoint]) -> Iterator[Text]:
    """One line for each key point."""
    for point in points:
        yield Text("• ", style="bold").append(point.text, style="not bold")
