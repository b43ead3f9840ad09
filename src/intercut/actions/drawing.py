"""A board as a piece of HTML for notebooks: strips in their colours, the words beside them."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from intercut.actions.showing import ShownBoard
from intercut.actions.words import pages_text
from intercut.publish.day_paper import Day, Row
from intercut.publish.pdf import STRIP_COLOURS

_HEADINGS = ("scene", "int/ext, light", "set", "pages", "min", "cast", "place", "")
_CELL = "padding:1px 6px;text-align:left;vertical-align:top"


def board_html(shown: ShownBoard, caption: str) -> str:
    """The board as one table; needs nothing from anywhere else and runs nothing."""
    rows = "".join(_rows(shown))
    headings = "".join(f'<th scope="col" style="{_CELL}">{escape(h)}</th>' for h in _HEADINGS)
    return (
        '<table style="border-collapse:collapse;font-size:12px">'
        f'<caption style="text-align:left;font-weight:bold">{escape(caption)}</caption>'
        f"<thead><tr>{headings}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _rows(shown: ShownBoard) -> Iterator[str]:
    for day in shown.paper.days:
        for words in day.before:
            yield _line(words, "free day")
        for row in day.rows:
            yield _row(row)
        yield _line(_day_break(day), "day break")
    if shown.paper.boneyard:
        yield _line("BONEYARD: not scheduled", "free day")
        for row in shown.paper.boneyard:
            yield _row(row)


def _row(row: Row) -> str:
    if row.banner:
        return _line(row.banner, "banner")
    label = f"{row.set} - {row.label}" if row.label else row.set
    cells = (
        row.number,
        f"{row.int_ext} {row.light}",
        label,
        row.pages,
        str(row.minutes),
        row.cast,
        row.place,
        row.synopsis,
    )
    inside = "".join(f'<td style="{_CELL}">{escape(cell)}</td>' for cell in cells)
    return f'<tr style="{_colours(row.tone)}">{inside}</tr>'


def _line(words: str, tone: str) -> str:
    return (
        f'<tr style="{_colours(tone)}"><td colspan="{len(_HEADINGS)}" style="{_CELL}">'
        f"{escape(words)}</td></tr>"
    )


def _colours(tone: str) -> str:
    ground, letters = STRIP_COLOURS[tone]
    return f"background:{ground};color:{letters}"


def _day_break(day: Day) -> str:
    return (
        f"END OF DAY {day.number}, {day.unit} unit, {day.day}: {day.call} to {day.wrap}, "
        f"{pages_text(day.eighths)}, {day.light}"
    )
