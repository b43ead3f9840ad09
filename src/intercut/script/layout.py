"""How a script is set on paper: how many letters fit a line, how many lines a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A page in printed lines and letters of 10 to the inch.

    ``*_width`` are letters to a line, ``*_before`` the blank lines over a paragraph of that kind.
    """

    name: str
    lines_per_page: int
    heading_width: int = 61
    action_width: int = 61
    cue_width: int = 37
    parenthetical_width: int = 25
    dialogue_width: int = 35
    transition_width: int = 16
    dual_width: int = 28
    heading_before: int = 2
    action_before: int = 1
    cue_before: int = 1
    transition_before: int = 1
    shot_before: int = 2
    general_before: int = 0

    def __post_init__(self) -> None:
        if self.lines_per_page < 8:
            msg = f"lines_per_page must be 8 or more, not {self.lines_per_page}"
            raise ValueError(msg)


US_LETTER: Final = Layout(name="US Letter", lines_per_page=54)
"""The settings Final Draft begins a script with, on 8.5 x 11 inch paper."""

A4: Final = Layout(name="A4", lines_per_page=58)
"""The same margins on 210 x 297 mm paper."""
