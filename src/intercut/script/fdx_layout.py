"""Page and margins as a Final Draft file sets them."""

from __future__ import annotations

from dataclasses import replace
from xml.etree.ElementTree import Element as Xml

from intercut.script.layout import US_LETTER, Layout

POINTS_PER_INCH = 72
POINTS_PER_LINE = 12
LETTERS_PER_INCH = 10

_WIDTHS = {
    "Scene Heading": "heading_width",
    "Action": "action_width",
    "Character": "cue_width",
    "Parenthetical": "parenthetical_width",
    "Dialogue": "dialogue_width",
    "Transition": "transition_width",
}
_BEFORE = {
    "Scene Heading": "heading_before",
    "Action": "action_before",
    "Character": "cue_before",
    "Transition": "transition_before",
    "Shot": "shot_before",
    "General": "general_before",
}
# Final Draft lets a line of the full page width run one letter further than its margins say.
_OVER = {"Scene Heading": 1, "Action": 1}


def layout_of(root: Xml) -> Layout | None:
    """Layout of a file's page and element settings; None when it has neither.

    What is missing or not a number stays as on US Letter paper.
    """
    page = root.find("PageLayout")
    settings = list(root.iterfind("ElementSettings"))
    widths: dict[str, int] = {}
    for setting in settings:
        kind = setting.get("Type", "")
        spec = setting.find("ParagraphSpec")
        if spec is None:
            continue
        left, right = _number(spec.get("LeftIndent")), _number(spec.get("RightIndent"))
        if kind in _WIDTHS and left is not None and right is not None and right - left >= 1:
            widths[_WIDTHS[kind]] = int((right - left) * LETTERS_PER_INCH + 1e-6) + _OVER.get(
                kind, 0
            )
        before = _number(spec.get("SpaceBefore"))
        if kind in _BEFORE and before is not None and before >= 0:
            widths[_BEFORE[kind]] = round(before / POINTS_PER_LINE)
    lines = _lines_per_page(page)
    if lines is not None:
        widths["lines_per_page"] = lines
    if not widths:
        return None
    return replace(US_LETTER, name="as the file says", **widths)


def _lines_per_page(page: Xml | None) -> int | None:
    if page is None:
        return None
    size = page.find("PageSize")
    height = _number(size.get("Height")) if size is not None else None
    top, bottom = _number(page.get("TopMargin")), _number(page.get("BottomMargin"))
    if height is None or top is None or bottom is None:
        return None
    lines = int((height * POINTS_PER_INCH - top - bottom) / POINTS_PER_LINE)
    return lines if lines >= 8 else None


def _number(text: str | None) -> float | None:
    try:
        value = float(text or "")
    except ValueError:
        return None
    # Settings of a page, in inches or points: anything else is a slip.
    return value if -1000 < value < 10000 else None
