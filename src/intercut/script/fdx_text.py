"""Text in the parts of a Final Draft file: runs, notes, summaries."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree.ElementTree import Element as Xml

from intercut.script.screenplay import Element, Kind, Run

# Some programs indent the text of a run like the XML around it; Final Draft's own newlines stay.
_INDENTED = re.compile(r"\n[ \t]+(\S.*?)\n[ \t]+", re.DOTALL)


def note_of(xml: Xml, line: int, at: int) -> Element:
    """A script note as an element, its name as title; `at` is where it stands in its paragraph."""
    lines = lines_of(xml)
    text = "\n".join(lines).strip()
    name = xml.get("Name", "").strip()
    return Element(
        kind=Kind.NOTE,
        text=text or name,
        raw=text,
        line=line,
        end_line=line,
        at=at,
        title=name,
    )


def lines_of(xml: Xml) -> list[str]:
    """Text of each paragraph in a summary or note."""
    return [text_of(p).strip() for p in xml.iterfind("Paragraph")]


def text_of(xml: Xml) -> str:
    """Text of all runs of a paragraph."""
    return "".join(run_text(t) for t in xml.iterfind("Text"))


def run_text(run: Xml) -> str:
    """Text of one run."""
    text = "".join(run.itertext())
    hit = _INDENTED.fullmatch(text)
    return hit[1] if hit else text


def all_text(xml: Xml) -> str:
    """Whatever text stands in a part, however deep."""
    return "".join(xml.itertext()).strip()


def covers(runs: tuple[Run, ...], width: int) -> bool:
    """Whether runs in order leave none of the letters 0 to `width` out."""
    end = 0
    for run in runs:
        if run.start > end:
            return False
        end = run.end
    return end >= width


def join(runs: list[Run], run: Run) -> None:
    """Put a run behind the others; Final Draft cuts runs where nothing changes."""
    last = runs[-1] if runs else None
    if (
        last is not None
        and last.end == run.start
        and replace(last, end=run.end) == replace(run, start=last.start)
    ):
        runs[-1] = replace(last, end=run.end)
    else:
        runs.append(run)


def moved(run: Run, lead: int, width: int) -> Run | None:
    """A run in a text that lost `lead` letters before it; None when nothing of it is left."""
    start, end = max(0, run.start - lead), min(width, run.end - lead)
    return replace(run, start=start, end=end) if start < end else None


def utf16_units(text: str) -> int:
    """Length as Final Draft counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
