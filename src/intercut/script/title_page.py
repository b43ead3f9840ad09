"""Title page of a Fountain script: which first lines are one, and what they say."""

from __future__ import annotations

import re
from typing import Final

from intercut.domain.finding import Level
from intercut.script.collected import Collected
from intercut.script.emphasis import plain
from intercut.script.lines import Line
from intercut.script.screenplay import TitleEntry

KNOWN_KEYS: Final = frozenset(
    {
        "title",
        "credit",
        "credits",
        "author",
        "authors",
        "writer",
        "writers",
        "source",
        "date",
        "draft",
        "draft date",
        "contact",
        "contact info",
        "copyright",
        "notes",
        "note",
        "revision",
        "revisions",
        "version",
        "episode",
        "series",
        "show",
        "season",
        "production",
        "based on",
        "format",
        "font",
        "language",
    }
)
_KEY = re.compile(r"^\s*(?P<key>[^\s:：#=~>@!.\[][^:：\n]{0,60}?)\s*[:：](?P<value>.*)$")
_SHOUTED = re.compile(r"^(?:FADE (?:IN|OUT|UP)|.* TO|INT|EXT|EST|I/E|CUT|OVER BLACK)$")
VALUE_INDENT: Final = 3


def title_page_of(lines: list[Line], found: Collected) -> tuple[tuple[TitleEntry, ...], int]:
    """Entries of the title page, and the number of lines it takes; none and 0 without one.

    A title page begins at the first line with text, with a key that is known or has an indented
    value behind it; it ends at the first empty line. Files that indent it whole, leave a line of
    blanks in a value or let a known key follow an empty line are understood, with a note.
    """
    start = next((i for i, line in enumerate(lines) if line.shown.strip()), len(lines))
    if start == len(lines) or not _begins(lines, start):
        return (), 0
    margin = _indent(lines[start].shown)
    entries: list[tuple[str, list[str], int]] = []
    at = start
    whole_block = False
    while at < len(lines):
        line = lines[at]
        key = _key_of(line, margin)
        if key and whole_block and key[0].casefold() not in KNOWN_KEYS:
            key = None
        if line.is_ghost:
            pass
        elif not line.shown.strip():
            after = _goes_on(lines, at, margin)
            if after is None:
                break
            whole_block = line.shown == "" and not _indented(lines[after].shown, margin)
            _note_broken(found, line.line)
        elif key is not None:
            entries.append((key[0], [key[1]] if key[1] else [], line.line))
        elif entries and (_indented(line.shown, margin) or whole_block):
            entries[-1][1].append(line.shown.strip())
        else:
            break
        at += 1
    if margin:
        _note_broken(found, lines[start].line)
    return tuple(
        TitleEntry(key=key, value="\n".join(plain(v)[0] for v in values), line=line)
        for key, values, line in entries
    ), at


def _note_broken(found: Collected, line: int) -> None:
    found.add(
        Level.NOTE,
        "script.title_page.odd",
        "The title page is indented or has an empty line inside; it was read on.",
        line,
        "Check the title and author.",
    )


def _begins(lines: list[Line], start: int) -> bool:
    margin = _indent(lines[start].shown)
    first = _key_of(lines[start], margin)
    if first is None:
        return False
    if first[0].casefold() in KNOWN_KEYS:
        return True
    if _SHOUTED.match(first[0]):
        return False
    for line in lines[start + 1 :]:
        if not line.shown.strip():
            return False
        if not first[1] and _indented(line.shown, margin):
            return True
        key = _key_of(line, margin)
        if key is None:
            return False
        if key[0].casefold() in KNOWN_KEYS:
            return True
        first = key
    return False


def _goes_on(lines: list[Line], blank: int, margin: int) -> int | None:
    """Line where the title page goes on behind an empty line, None when it ends there."""
    after = blank + 1
    if after >= len(lines) or not lines[after].shown.strip():
        return None
    if lines[blank].shown and _indented(lines[after].shown, margin):
        return after
    key = _key_of(lines[after], margin)
    if key is not None and key[0].casefold() in KNOWN_KEYS and not key[0].isupper():
        return after
    return None


def _key_of(line: Line, margin: int) -> tuple[str, str] | None:
    hit = _KEY.match(line.shown)
    if not hit or abs(_indent(line.shown) - margin) >= VALUE_INDENT:
        return None
    return hit["key"], hit["value"].strip()


def _indented(shown: str, margin: int) -> bool:
    return _indent(shown) - margin >= VALUE_INDENT


def _indent(shown: str) -> int:
    """Columns of white space before the text; a tab is four."""
    wide = shown.expandtabs(4)
    return len(wide) - len(wide.lstrip())
