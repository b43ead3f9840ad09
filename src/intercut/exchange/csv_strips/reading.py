"""Strips as CSV or TSV, which every program can import or print: in: whatever the columns are called and in whatever order."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final

from intercut.domain.calendar import Calendar, DateSpan
from intercut.domain.encodings import decode, guess
from intercut.domain.finding import Finding, Where, error, note, warning
from intercut.domain.ids import RoleId
from intercut.domain.lookup import folded
from intercut.domain.people import Role
from intercut.domain.plan import Banner
from intercut.domain.source import Source
from intercut.domain.stand_ins import ASSUMED_FIRST_DAY
from intercut.domain.units import EIGHTHS_PER_PAGE, parse_eighths
from intercut.exchange.board_films import BoardRead, board_film, nothing_read
from intercut.exchange.boards import Board, BoardDay, BoardStrip, film_of, working_dates
from intercut.exchange.csv_strips.columns import COLUMNS, FORMULA_STARTS
from intercut.exchange.strip_names import int_ext_named, light_named, part_of, sitting_of
from intercut.exchange.uniqueness import Unique

MOST_BYTES: Final = 10_000_000
MOST_ROWS: Final = 10_000
_MOST_EIGHTHS: Final = 8_000
_SYNONYMS: Final = {word: name for name, words in COLUMNS.items() for word in words}
_MONTHS: Final = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)
_DAY_BREAK: Final = re.compile(r"end of (?:shoot(?:ing)? )?day\b", re.IGNORECASE)


@dataclass(slots=True)
class _Rows:
    """A strip list while it is read."""

    file: str
    columns: dict[str, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def warn(self, code: str, message: str, line: int, fix: str = "") -> None:
        """Note something odd in a line."""
        self.findings.append(warning(code, message, Where(file=self.file, line=line), fix))

    def cell(self, row: list[str], name: str) -> str:
        """A cell, tidied; "" when the column is not there."""
        n = self.columns.get(name)
        if n is None or n >= len(row):
            return ""
        text = row[n].strip()
        if text.startswith("'") and text[1:2] in {*FORMULA_STARTS}:
            text = text[1:]
        return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def read_csv(data: bytes, file: str = "") -> BoardRead:
    """A film and its board made of a strip list alone. Never raises for what is in the file.

    Comma, semicolon, tab or bar; columns in any order under the names programs give them. Days
    come from a date column, a day column or lines "End of Day 3".
    """
    told = _Rows(file)
    text = _decoded(data, told)
    rows = _rows(text, told) if text is not None else None
    if rows is None:
        return nothing_read(told.findings)
    source = Source(who="strip list", where=file)
    strips: dict[str, BoardStrip] = {}
    roles: dict[str, Role] = {}
    numbers = Unique()
    entries: list[_Entry] = []
    breaks = 0
    for line, row in rows:
        day, on_date = told.cell(row, "day"), told.cell(row, "date")
        unit = told.cell(row, "unit")
        number = told.cell(row, "scene")
        if not number or _DAY_BREAK.search(number):
            words = next((w for w in (told.cell(row, "synopsis"), *map(_tidy, row)) if w), "")
            if _DAY_BREAK.search(words) or any(_DAY_BREAK.search(c) for c in row):
                breaks += 1
                entries.append(_Entry(line, None, None, day, on_date, unit))
            elif words:
                entries.append(_Entry(line, None, Banner(text=words), day, on_date, unit))
            continue
        strip = _strip(told, row, line, numbers, roles, source)
        strips[strip.number] = strip
        entries.append(_Entry(line, strip.number, None, day, on_date, unit))
    if not entries:
        told.findings.append(error("csv.empty", "The list has no strips.", Where(file=file)))
        return nothing_read(told.findings)
    board, calendar = _board(told, entries, breaks=breaks > 0)
    title = re.sub(r"\.\w{1,5}$", "", file.replace("\\", "/").rpartition("/")[2])
    breakdown, facts = film_of(
        title,
        strips.values(),
        tuple(roles.values()),
        (),
        calendar,
        source,
        (d.unit for d in board.days),
    )
    return board_film(breakdown, facts, (board,), strips.values(), told.findings)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A row: a strip, a banner, or (neither) the end of a day."""

    line: int
    strip: str | None
    banner: Banner | None
    day: str
    date: str
    unit: str


def _tidy(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _decoded(data: bytes, told: _Rows) -> str | None:
    where = Where(file=told.file)
    if len(data) > MOST_BYTES:
        told.findings.append(
            error("csv.too_large", f"The list holds more than {MOST_BYTES:,} bytes.", where)
        )
        return None
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        guessed = guess(data)
    if guessed is None:
        told.findings.append(
            error(
                "csv.encoding",
                "The list is not UTF-8, and its encoding could not be told from its letters.",
                where,
                "Save it again as UTF-8.",
            )
        )
        return None
    told.findings.append(
        warning(
            "csv.encoding",
            f"The list is not UTF-8; it was read as {guessed.name}, with words like "
            f"{guessed.sample}.",
            where,
            "Look at these words, or save it as UTF-8.",
        )
    )
    return decode(data, guessed.codec)


def _rows(text: str, told: _Rows) -> list[tuple[int, list[str]]] | None:
    """The rows under the line that names the columns, each with its line."""
    text = text.replace("\x00", "")
    best: tuple[int, int, str] | None = None
    for delimiter in ",;\t|":
        for n, row in enumerate(_parsed(text, delimiter, 25)):
            known = len({_SYNONYMS[folded(c)] for c in row[1] if folded(c) in _SYNONYMS})
            if known >= 2 and (best is None or known > best[0]):
                best = (known, n, delimiter)
    if best is None:
        told.findings.append(
            error(
                "csv.header",
                "No line of the list names its columns.",
                Where(file=told.file, line=1),
                "Start with a line like: Scene, INT/EXT, Set, D/N, Pages, Cast, Synopsis.",
            )
        )
        return None
    _, head, delimiter = best
    rows = list(_parsed(text, delimiter, MOST_ROWS + head + 2))
    for n, cell in enumerate(rows[head][1]):
        name = _SYNONYMS.get(folded(cell))
        if name is not None:
            told.columns.setdefault(name, n)
        elif cell.strip():
            told.findings.append(
                note(
                    "csv.column",
                    f"The column {_tidy(cell)!r} is not kept.",
                    Where(file=told.file, line=rows[head][0]),
                )
            )
    if "scene" not in told.columns:
        told.findings.append(
            error(
                "csv.no_scene",
                "The list has no column of scene numbers.",
                Where(file=told.file, line=rows[head][0]),
                "Name one column Scene.",
            )
        )
        return None
    rest = [(line, row) for line, row in rows[head + 1 :] if any(c.strip() for c in row)]
    if len(rest) > MOST_ROWS:
        told.warn("csv.too_many", f"Only {MOST_ROWS:,} lines are read.", rest[MOST_ROWS][0])
    return rest[:MOST_ROWS]


def _parsed(text: str, delimiter: str, most: int) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    for _ in range(most):
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:  # a cell beyond the field limit
            continue
        yield reader.line_num, row


def _strip(
    told: _Rows,
    row: list[str],
    line: int,
    numbers: Unique,
    roles: dict[str, Role],
    source: Source,
) -> BoardStrip:
    wanted = told.cell(row, "scene")
    number = numbers.name(wanted)
    if number != wanted:
        told.warn(
            "csv.number_twice",
            f"Strip {wanted} stands in the list twice; this one is read as {number}.",
            line,
            "Number parts of a scene 12pt1, 12pt2.",
        )
    base, sitting, of = sitting_of(number)
    scene, part = part_of(base)
    heading = told.cell(row, "heading")
    int_ext, set_name, light = _of_heading(heading)
    light_text = told.cell(row, "light") or light
    cast = []
    for name in filter(None, map(str.strip, re.split(r"[,;\n/]", told.cell(row, "cast")))):
        role = roles.setdefault(
            folded(name),
            Role(
                id=RoleId(name),
                name=name,
                board_number=name if re.fullmatch(r"\d{1,3}[A-Za-z]?", name) else "",
                source=source,
            ),
        )
        cast.append(role.id)
    return BoardStrip(
        number=number,
        scene=scene,
        part=part,
        sitting=(sitting, of),
        set=told.cell(row, "set") or set_name or "NO SET",
        location=told.cell(row, "location"),
        int_ext=int_ext_named(told.cell(row, "int_ext") or int_ext),
        light=light_named(light_text),
        light_text=light_text,
        eighths=_pages(told, row, line, number),
        minutes=_minutes(told, row, line, number),
        synopsis=told.cell(row, "synopsis"),
        comments=told.cell(row, "comments"),
        script_day=told.cell(row, "script_day"),
        script_page=told.cell(row, "script_page"),
        cast=tuple(dict.fromkeys(cast)),
    )


def _of_heading(heading: str) -> tuple[str, str, str]:
    """Inside or outside, set and light of a slug line; empty where it says nothing."""
    found = re.fullmatch(
        r"\s*((?:INT|EXT|I)\b[./ ]*(?:(?:EXT|INT|E)\b[. ]*)?)\s*(.*?)(?:\s+-\s+([^-]*))?\s*",
        heading,
        re.IGNORECASE,
    )
    return (found[1], found[2], found[3] or "") if found else ("", heading, "")


def _pages(told: _Rows, row: list[str], line: int, number: str) -> int:
    eighths = told.cell(row, "eighths")
    if eighths.isdecimal() and len(eighths) < 5:
        return int(eighths)
    text = told.cell(row, "pages") or eighths
    if not text:
        return 0
    try:
        found = parse_eighths(text[:20])
    except ValueError:
        found = _MOST_EIGHTHS + 1
    if found <= _MOST_EIGHTHS:
        return found
    if re.fullmatch(r"\d{1,4}[.,]\d{1,4}", text):
        pages = float(text.replace(",", "."))
        if abs(pages * EIGHTHS_PER_PAGE - round(pages * EIGHTHS_PER_PAGE)) < 0.02:
            return round(pages * EIGHTHS_PER_PAGE)
    spoilt = re.fullmatch(r"(\d{1,2})[-. ]([A-Za-z]{3})\w*|([A-Za-z]{3})\w*[-. ](\d{1,2})", text)
    if spoilt:
        # A spreadsheet took 3/8 for the third of August, or for the eighth of March.
        day = int(spoilt[1] or spoilt[4])
        name = (spoilt[2] or spoilt[3]).casefold()
        month = _MONTHS.index(name) + 1 if name in _MONTHS else 0
        if month and 8 in {day, month}:
            eighths_meant = day if month == 8 else month
            told.warn(
                "csv.pages_date",
                f"A spreadsheet made a date of strip {number}'s length ({text}): "
                f"it is read as {eighths_meant}/8.",
                line,
                "Format the column as text before typing 3/8.",
            )
            return eighths_meant
    told.warn(
        "csv.pages", f"{text!r} is no length for strip {number}.", line, "Write 3/8 or 1 3/8."
    )
    return 0


def _minutes(told: _Rows, row: list[str], line: int, number: str) -> int | None:
    text = told.cell(row, "minutes")
    if not text:
        return None
    clock = re.fullmatch(r"(\d{1,3}):(\d{2})(?::\d{2})?", text)
    if clock:
        return int(clock[1]) * 60 + int(clock[2])
    plain = re.fullmatch(r"(\d{1,4})\s*(?:m|min|mins|minutes|')?", text, re.IGNORECASE)
    if plain:
        return int(plain[1])
    told.warn(
        "csv.minutes", f"{text!r} is no shooting time for strip {number}.", line, "Write minutes."
    )
    return None


def read_list_date(text: str) -> date | None:
    """A date as lists write it; None when it is none, or could be two."""
    tidy = re.sub(
        r"^(?:mon|tue|wed|thu|fri|sat|sun)\w*[,. ]+", "", text.strip(), flags=re.IGNORECASE
    )
    for form in (
        "%Y-%m-%d",
        "%Y/%m/%d",
        "%d.%m.%Y",
        "%d %b %Y",
        "%d %B %Y",
        "%b %d, %Y",
        "%B %d, %Y",
        "%d-%b-%Y",
    ):
        try:
            found = datetime.strptime(tidy, form).date()  # noqa: DTZ007 - a date without a time
        except ValueError:
            continue
        return found if 1900 <= found.year <= 2200 else None
    slashed = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", tidy)
    if slashed:
        a, b, year = (int(n) for n in slashed.groups())
        if (a > 12) != (b > 12) or a == b:
            try:
                return date(year, b, a) if a > 12 else date(year, a, b)
            except ValueError:
                return None
    return None


def _board(told: _Rows, entries: list[_Entry], *, breaks: bool) -> tuple[Board, Calendar | None]:
    """The days of the list and the dates they fall on."""
    if breaks and not any(e.date or e.day for e in entries if e.strip is not None):
        entries = list(_cut_at_breaks(entries))
    dated: dict[str, date] = {}
    numbered: set[int] = set()
    for entry in entries:
        if entry.date and entry.date not in dated:
            found = read_list_date(entry.date)
            if found is None:
                told.warn(
                    "csv.date",
                    f"{entry.date!r} is no date, or could be two.",
                    entry.line,
                    "Write 2026-03-08.",
                )
            else:
                dated[entry.date] = found
        number = re.search(r"\d{1,4}", entry.day)
        if number and entry.date not in dated:
            numbered.add(int(number[0]))
    first = min(dated.values(), default=ASSUMED_FIRST_DAY)
    week = Calendar(span=DateSpan(first=first, last=first))
    if {d.weekday() for d in dated.values()} & {5, 6}:
        week = Calendar(span=week.span, days_off=frozenset())
    by_number = dict(
        zip(range(1, max(numbered, default=0) + 1), working_dates(week, first), strict=False)
    )
    if numbered:
        told.findings.append(
            warning(
                "csv.assumed_dates",
                f"The list counts days without dates: day 1 is taken as {first}.",
                Where(file=told.file),
                "Add a column Date, or give `calendar` its dates and import again.",
            )
        )
    days: dict[tuple[date, str], list[str | Banner]] = {}
    boneyard: list[str] = []
    for entry in entries:
        number = re.search(r"\d{1,4}", entry.day)
        on = dated.get(entry.date) or (by_number.get(int(number[0])) if number else None)
        what = entry.strip if entry.strip is not None else entry.banner
        if what is None:
            continue
        if on is not None:
            days.setdefault((on, entry.unit), []).append(what)
        elif isinstance(what, str):
            boneyard.append(what)
    board = Board(
        name="Imported",
        days=tuple(
            BoardDay(unit=unit, date=on, entries=tuple(row)) for (on, unit), row in days.items()
        ),
        boneyard=tuple(boneyard),
    )
    if not days:
        return board, None
    worked = [on for on, _ in days]
    if (max(worked) - min(worked)).days > 3650:
        return board, None
    span = DateSpan(first=min(worked), last=max(worked) + timedelta(days=14))
    return board, Calendar(span=span, days_off=week.days_off)


def _cut_at_breaks(entries: Iterable[_Entry]) -> Iterator[_Entry]:
    """Rows with the number of the day they stand in, counted by the day breaks after them."""
    waiting: list[_Entry] = []
    day = 0
    for entry in entries:
        waiting.append(entry)
        if entry.strip is None and entry.banner is None:
            day += 1
            for e in waiting:
                yield _Entry(e.line, e.strip, e.banner, str(day), entry.date, e.unit)
            waiting = []
    yield from waiting
