"""Dates on which somebody or something can be had, or cannot."""

from __future__ import annotations

from typing import Any, Final

from intercut.domain.people import AvailabilityWindow
from intercut.exchange.facts.kinds import At, Bare, Kind, ListOf, Reading, Tree, Writing
from intercut.exchange.facts.nodes import Node
from intercut.exchange.facts.records import Key, Record
from intercut.exchange.facts.times import HoursOfDay, Span, read_window, window_text
from intercut.exchange.facts.values import YesNo, plain_text

_ENTRY: Final[Record[AvailabilityWindow]] = Record(
    AvailabilityWindow,
    (
        Key("dates", Span(), "the dates", required=True),
        Key("available", YesNo(), "no: away on these dates"),
        Key("hours", HoursOfDay(), "only these hours of them"),
    ),
    "availability",
)


class Window(Kind[AvailabilityWindow]):
    """One window: `2026-03-04..2026-03-06 09:00-18:00`, `away 2026-03-05`, or key by key."""

    def __init__(self, *, away: bool) -> None:
        self.away = away

    def read(self, node: Node, at: At, reading: Reading) -> AvailabilityWindow:
        """The window; under `away` every window is one of absence."""
        if node.kind == "mapping":
            window = _ENTRY.read(node, at, reading)
            return _absent(window) if self.away else window
        available, dates, hours = read_window(plain_text(node, "dates"))
        return _ENTRY.made(
            {"dates": dates, "available": available and not self.away, "hours": hours},
            node,
            at,
            reading,
        )

    def write(self, value: AvailabilityWindow, writing: Writing) -> Tree:
        """Text where nothing else is said of the window."""
        tree = _ENTRY.write(value, writing)
        assert isinstance(tree, dict)
        if self.away:
            tree.pop("available", None)
        if "source" in tree:
            return tree
        text = window_text(value)
        return Bare(text.removeprefix("away ") if self.away else text)

    def schema(self, defs: dict[str, Any]) -> dict[str, Any]:
        """Text, or its keys."""
        text = {"type": "string", "description": "2026-03-04..2026-03-06, with hours 09:00-18:00"}
        return {"anyOf": [text, _ENTRY.schema(defs)]}


def _absent(window: AvailabilityWindow) -> AvailabilityWindow:
    return AvailabilityWindow(
        dates=window.dates, available=False, hours=window.hours, source=window.source
    )


def _in_order(windows: tuple[AvailabilityWindow, ...]) -> bool:
    """Whether all dates offered stand before all dates away."""
    flags = [w.available for w in windows]
    return flags == sorted(flags, reverse=True)


def _offered(windows: tuple[AvailabilityWindow, ...]) -> tuple[AvailabilityWindow, ...]:
    return tuple(w for w in windows if w.available) if _in_order(windows) else windows


def _away(windows: tuple[AvailabilityWindow, ...]) -> tuple[AvailabilityWindow, ...]:
    return tuple(w for w in windows if not w.available) if _in_order(windows) else ()


AVAILABILITY: Final = (
    Key(
        "availability",
        ListOf(Window(away=False)),
        "dates they can be had; none: any",
        pick=_offered,
    ),
    Key("away", ListOf(Window(away=True)), "dates they cannot be had", "availability", pick=_away),
)
