"""Documents as spreadsheets: one workbook each, the same strip colours, nothing hidden."""

from __future__ import annotations

import datetime as dt
import io
from typing import Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from intercut.domain.key_point import KeyPoint
from intercut.publish.day_paper import Row
from intercut.publish.documents import BoardPaper, DoodPaper, Header
from intercut.publish.pdf import STRIP_COLOURS

Colours = dict[str, tuple[str, str]]

_ISSUED: Final = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed stamp: same plan, same bytes
_WORKED: Final = "#cfe0f3"
_HELD: Final = "#f6e3b4"
_TRAVEL: Final = "#d8e8d0"
_OFF: Final = "#dcdcdc"
_PAPER: Final = {"us-letter": 1, "a4": 9}
"""Numbers spreadsheets have for sizes of paper."""
_DATES_A_PAGE: Final = 35
"""Dates of a day out of days beside the names on one printed page, still to be read."""


class _Book:
    def __init__(self, header: Header, colours: Colours | None = None) -> None:
        self.colours = colours or STRIP_COLOURS
        self.bytes = io.BytesIO()
        self.book = xlsxwriter.Workbook(
            self.bytes, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        )
        self.book.set_properties(
            {"title": f"{header.title} - {header.document}", "created": _ISSUED}
        )
        self._formats: dict[tuple[tuple[str, object], ...], Format] = {}

    def look(self, **how: object) -> Format:
        key = tuple(sorted(how.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format(
                {"font_name": "Calibri", "font_size": 10, "valign": "vcenter", **how}
            )
        return self._formats[key]

    def tone(self, name: str, **how: object) -> Format:
        fill, ink = self.colours.get(name, ("#ffffff", "#000000"))
        return self.look(
            bg_color=fill, font_color=ink, border=1, border_color="#b5b5b5", text_wrap=True, **how
        )

    def done(self) -> bytes:
        self.book.close()
        return self.bytes.getvalue()


def board_xlsx(paper: BoardPaper, colours: Colours | None = None, size: str = "us-letter") -> bytes:
    """The board or one-liner as a workbook: strips with day breaks, and a sheet for the cast.

    ``colours``: tone -> (fill, text), `STRIP_COLOURS` when None. ``size`` of the paper it is
    printed on, `us-letter` or `a4`.
    """
    book = _Book(paper.header, colours)
    sheet = book.book.add_worksheet(paper.header.document[:31])
    _printed(sheet, paper.header, size)
    sheet.fit_to_pages(1, 0)
    heads = (
        ("Scene", 8), ("I/E", 8), ("Set", 34), ("D/N", 8), ("Day", 6), ("Pages", 8),
        ("Cast", 18), ("Place", 24), ("Synopsis", 50), ("Start", 8), ("End", 8), ("Minutes", 8), ("Notes", 50),
    )  # fmt: skip
    top = _head(book, sheet, paper.header, paper.key_points)
    for column, (name, width) in enumerate(heads):
        sheet.set_column(column, column, width)
        sheet.write_string(top, column, name, book.look(bold=True, bottom=1))
    sheet.freeze_panes(top + 1, 1)
    sheet.repeat_rows(top)
    line = top + 1
    for day in paper.days:
        for words in day.before:
            sheet.merge_range(line, 0, line, len(heads) - 1, words, book.tone("free day"))
            line += 1
        for row in day.rows:
            _strip(book, sheet, line, row, len(heads))
            line += 1
        unit = f" · {day.unit}" if paper.several_units else ""
        light = "" if day.light == "day" else f" · {day.light.upper()}"
        overtime = f" · overtime {day.overtime}" if day.overtime else ""
        sheet.merge_range(
            line, 0, line, len(heads) - 1,
            f"End of day {day.number} · {day.day}{unit} · {day.pages} pages · call {day.call}"
            f" · wrap {day.wrap}{light}{overtime}",
            book.tone("day break", bold=True),
        )  # fmt: skip
        line += 1
    if paper.days:
        count = f"{len(paper.days)} {'day' if len(paper.days) == 1 else 'days'}"
        sheet.write_string(
            line, 0, f"Total {paper.total_pages} pages on {count}", book.look(bold=True)
        )
        line += 1
    if paper.boneyard:
        sheet.merge_range(
            line, 0, line, len(heads) - 1, "Boneyard: not scheduled", book.look(bold=True)
        )
        for n, row in enumerate(paper.boneyard, start=line + 1):
            _strip(book, sheet, n, row, len(heads))
    cast = book.book.add_worksheet("Cast")
    cast.set_column(0, 0, 8)
    cast.set_column(1, 2, 30)
    for column, name in enumerate(("Number", "Role", "Performer")):
        cast.write_string(0, column, name, book.look(bold=True, bottom=1))
    for n, key in enumerate(paper.cast, start=1):
        for column, text in enumerate((key.number, key.role, key.performer)):
            cast.write_string(n, column, text, book.look())
    return book.done()


def dood_xlsx(paper: DoodPaper, size: str = "us-letter") -> bytes:
    """The day out of days as a workbook; ``size`` as for the board."""
    book = _Book(paper.header)
    sheet = book.book.add_worksheet("Day out of days")
    _printed(sheet, paper.header, size)
    top = _head(book, sheet, paper.header, paper.key_points)
    grid = len(paper.columns)
    # A long shoot runs over several pages side by side, each with the names and the dates.
    sheet.fit_to_pages(max(1, -(-grid // _DATES_A_PAGE)), 0)
    sheet.repeat_rows(top, top + 3)
    sheet.repeat_columns(0, 2)
    sheet.set_column(0, 0, 6)
    sheet.set_column(1, 2, 22)
    sheet.set_column(3, 2 + grid, 4.5)
    sheet.set_column(8 + grid, 9 + grid, 12)
    bold = book.look(bold=True, align="center", border=1, border_color="#b5b5b5")
    for column, day in enumerate(paper.columns, start=3):
        fill = {"bg_color": _OFF} if day.off else {}
        small = book.look(align="center", border=1, border_color="#b5b5b5", **fill)
        sheet.write_string(top, column, day.month, small)
        sheet.write_string(top + 1, column, day.weekday, small)
        sheet.write_string(top + 2, column, day.day, bold)
        sheet.write_string(top + 3, column, day.number, small)
    for n, words in enumerate(("Month", "Weekday", "Date", "Shooting day")):
        sheet.write_string(top + n, 1, words, book.look(font_color="#6b6b6b"))
    totals = ("Work", "Hold", "Travel", "Other", "Paid", "Start", "Finish")
    for n, words in enumerate(totals):
        sheet.write_string(top + 3, 3 + grid + n, words, bold)
    sheet.freeze_panes(top + 4, 3)
    for n, line in enumerate(paper.lines, start=top + 4):
        sheet.write_string(n, 0, line.number, book.look(bold=True))
        sheet.write_string(n, 1, line.role, book.look())
        sheet.write_string(n, 2, line.performer, book.look(font_color="#6b6b6b"))
        for column, (code, day) in enumerate(zip(line.codes, paper.columns, strict=True), start=3):
            shade = _shade(code) or (_OFF if day.off else "#ffffff")
            sheet.write_string(
                n, column, code,
                book.look(align="center", bg_color=shade, border=1, border_color="#b5b5b5"),
            )  # fmt: skip
        for k, count in enumerate((line.worked, line.held, line.travel, line.other, line.paid)):
            sheet.write_number(n, 3 + grid + k, count, book.look(align="center"))
        sheet.write_string(n, 8 + grid, line.start, book.look())
        sheet.write_string(n, 9 + grid, line.finish, book.look())
    faint = book.look(font_color="#6b6b6b")
    sheet.write_string(top + 5 + len(paper.lines), 1, paper.legend, faint)
    return book.done()


def _shade(code: str) -> str:
    if code in {"", "D", "P", "/", "I"}:
        return ""
    if code == "H":
        return _HELD
    return _TRAVEL if code in {"T", "FT", "R", "PB", "TS"} else _WORKED


def _printed(sheet: Worksheet, header: Header, size: str) -> None:
    sheet.set_landscape()
    sheet.set_paper(_PAPER[size])
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    name = f"{header.title} - {header.document}".replace("&", "&&")
    sheet.set_footer(f"&L{name}&Rpage &P of &N")


def _head(book: _Book, sheet: Worksheet, header: Header, points: tuple[KeyPoint, ...]) -> int:
    sheet.write_string(0, 0, header.title, book.look(bold=True, font_size=14))
    sheet.write_string(1, 0, f"{header.document} · {header.board}", book.look())
    if header.dated:
        sheet.write_string(2, 0, header.dated, book.look(font_color="#6b6b6b"))
    for n, point in enumerate(points, start=3):
        sheet.write_string(n, 0, f"• {point.text}", book.look())
    return 4 + len(points)


def _strip(book: _Book, sheet: Worksheet, line: int, row: Row, columns: int) -> None:
    if row.banner:
        sheet.merge_range(line, 0, line, columns - 1, row.banner, book.tone("banner", bold=True))
        return
    label = f" · {row.label}" if row.label else ""
    texts = (
        row.number, row.int_ext, f"{row.set}{label}", row.light, row.script_day, row.pages,
        row.cast, row.place, row.synopsis, row.start, row.end,
    )  # fmt: skip
    for column, text in enumerate(texts):
        sheet.write_string(line, column, text, book.tone(row.tone, bold=column == 0))
    sheet.write_number(line, len(texts), row.minutes, book.tone(row.tone))
    sheet.write_string(line, len(texts) + 1, "; ".join(row.notes), book.tone(row.tone))
