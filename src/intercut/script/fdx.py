"""Final Draft files: all runs, numbers, lengths, notes and breakdown marks of their paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from typing import Final
from xml.etree.ElementTree import Element as Xml
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from intercut.domain.finding import Level
from intercut.domain.units import parse_eighths
from intercut.errors import Unreadable
from intercut.script.collected import Collected
from intercut.script.cues import looks_like_direction, split_cue
from intercut.script.encoding import sha256_of
from intercut.script.fdx_layout import layout_of
from intercut.script.fdx_text import (
    all_text,
    covers,
    join,
    lines_of,
    moved,
    note_of,
    run_text,
    text_of,
    utf16_units,
)
from intercut.script.headings import is_omitted_text, report_numbers
from intercut.script.screenplay import Element, Emphasis, Kind, Run, Screenplay, TitleEntry
from intercut.script.tags import tags_of

KINDS: Final = {
    "Scene Heading": Kind.HEADING,
    "Action": Kind.ACTION,
    "Character": Kind.CHARACTER,
    "Parenthetical": Kind.PARENTHETICAL,
    "Dialogue": Kind.DIALOGUE,
    "Singing": Kind.LYRICS,
    "Lyrics": Kind.LYRICS,
    "Transition": Kind.TRANSITION,
    "Shot": Kind.SHOT,
    "General": Kind.GENERAL,
    "Cast List": Kind.GENERAL,
    "New Act": Kind.CENTRED,
    "End of Act": Kind.CENTRED,
    "Outline Body": Kind.SYNOPSIS,
    "Outline 1": Kind.SECTION,
    "Outline 2": Kind.SECTION,
    "Outline 3": Kind.SECTION,
    "Outline 4": Kind.SECTION,
}
STYLES: Final = {
    "Bold": Emphasis.BOLD,
    "Italic": Emphasis.ITALIC,
    "Underline": Emphasis.UNDERLINE,
    "Strikeout": Emphasis.STRIKEOUT,
    "AllCaps": Emphasis.ALL_CAPS,
    "HiddenText": Emphasis.HIDDEN,
}
_SPEECH: Final = frozenset({Kind.CHARACTER, Kind.PARENTHETICAL, Kind.DIALOGUE, Kind.LYRICS})
NEWEST_VERSION: Final = 6
_KNOWN_PARTS: Final = frozenset(
    {"Text", "SceneProperties", "ScriptNote", "DualDialogue", "OmittedScene", "DynamicLabel"}
)


def read_fdx(data: bytes, file: str = "") -> Screenplay:
    """A Final Draft script (`.fdx`, versions 1 to 6, whoever wrote it) as a screenplay.

    Places are paragraph numbers from 1, in the order of the file. Paragraph types that are not
    Final Draft's own are kept as general text; whatever is odd is among the findings.

    Raises
    ------
    Unreadable
        When the file is no whole XML, declares a document type or entities (refused for safety),
        or is XML but no Final Draft script.
    """
    root = root_of(data, file)
    found = Collected(file)
    tags, tag_ids = tags_of(root.find("TagData"))
    content = root.find("Content")
    reader = _Reader(found, tag_ids)
    if content is None:
        found.add(Level.WARNING, "script.fdx.no_content", "The file has no script in it.", None)
    else:
        reader.read(content)
    reader.read_notes(root.find("ScriptNotes"))
    version = root.get("Version", "")
    if version.isdigit() and int(version) > NEWEST_VERSION:
        found.add(
            Level.NOTE,
            "script.fdx.version",
            f"The file is of version {version}; this reader knows 1 to {NEWEST_VERSION}.",
            None,
        )
    elements = reader.elements()
    report_numbers(elements, found, "paragraph")
    return Screenplay(
        file=file,
        format="fdx",
        sha256=sha256_of(data),
        title_page=_title_page(root.find("TitlePage/Content")),
        elements=elements,
        tags=tags,
        revisions=tuple(
            (r.get("ID", ""), r.get("Name", ""), r.get("Color", ""))
            for r in root.iterfind("Revisions/Revision")
        ),
        layout=layout_of(root),
        findings=found.all(),
    )


def root_of(data: bytes, file: str = "") -> Xml:
    """Root of a Final Draft file; refusals as `read_fdx`."""
    name = file or "The file"
    try:
        root = fromstring(data, forbid_dtd=True)
    except DefusedXmlException as exc:
        at = re.search(rb"<!(?:DOCTYPE|ENTITY)", data)
        line = data.count(b"\n", 0, at.start()) + 1 if at else 1
        raise Unreadable(
            f"{name} declares a document type or entities in line {line}, refused for safety.",
            "Save the script again from Final Draft.",
        ) from exc
    except (ParseError, ValueError, LookupError) as exc:
        line, column = getattr(exc, "position", (1, 0))
        reason = str(exc).partition(":")[0]
        raise Unreadable(
            f"{name} is not a whole XML file: {reason} in line {line}, column {column + 1}.",
            "It may have been cut off on its way: get it again, or export it again as FDX.",
        ) from exc
    tag = str(root.tag)
    if tag.rpartition("}")[2] != "FinalDraft":
        raise Unreadable(
            f"{name} is XML but not a Final Draft script: it begins with <{tag[:60]}>.",
            "Export the script as FDX (Final Draft) or Fountain.",
        )
    return root


@dataclass(slots=True)
class _Paragraph:
    """A paragraph on its way: the element, notes in it, and what comes behind it."""

    element: Element
    notes: list[Element] = field(default_factory=list)
    omitted: list[_Paragraph] = field(default_factory=list)
    # Where it begins in Final Draft's count of characters, for the notes at the end of the file.
    begins: int = 0


class _Reader:
    """Paragraphs of a file's content, numbered as they come."""

    def __init__(self, found: Collected, tag_ids: dict[str, tuple[str, ...]]) -> None:
        self.found = found
        self.tag_ids = tag_ids
        self.paragraphs: list[_Paragraph] = []
        self.count = 0
        self.units = 0
        self.strange: set[str] = set()
        self.in_speech = False

    # ------------------------------------------------------------- paragraphs

    def read(self, content: Xml) -> None:
        """Read all paragraphs of the script."""
        for xml in content:
            if xml.tag == "Paragraph":
                self._top(xml)
            elif all_text(xml):
                self._say_strange(str(xml.tag))

    def _top(self, xml: Xml) -> None:
        begins = self.units
        first = len(self.paragraphs)
        paragraph = self._paragraph(xml)
        dual = xml.find("DualDialogue")
        block = 0
        if dual is not None:
            block += 2
            if text_of(xml):
                self.paragraphs.append(paragraph)
                self._dual(dual, [])
            else:
                self._dual(dual, paragraph.notes)
        else:
            self._keep(paragraph, xml)
        omitted = xml.find("OmittedScene")
        if omitted is not None:
            block += 2
            self._omitted(paragraph, omitted)
        self.units += utf16_units(text_of(xml)) + block + 1
        for n in range(first, len(self.paragraphs)):
            self.paragraphs[n].begins = begins

    def _keep(self, paragraph: _Paragraph, xml: Xml) -> None:
        if xml.get("StartsNewPage") == "Yes" and self.paragraphs:
            at = paragraph.element.line
            self.paragraphs.append(
                _Paragraph(Element(kind=Kind.PAGE_BREAK, text="", raw="", line=at, end_line=at))
            )
        self.paragraphs.append(paragraph)
        element = paragraph.element
        # A paragraph made something else than a heading keeps the synopsis it had.
        if synopsis := _summary(xml.find("SceneProperties")):
            self.paragraphs.append(
                _Paragraph(
                    Element(
                        kind=Kind.SYNOPSIS,
                        text=synopsis,
                        raw=synopsis,
                        line=element.line,
                        end_line=element.line,
                    )
                )
            )

    def _dual(self, dual: Xml, notes: list[Element]) -> None:
        """Read two speeches side by side; notes on both of them go to the first cue."""
        side = 0
        for xml in dual.iterfind("Paragraph"):
            paragraph = self._paragraph(xml)
            if paragraph.element.kind is Kind.CHARACTER:
                side += 1
            paragraph.element = replace(paragraph.element, dual=min(max(side, 1), 2))
            paragraph.notes += notes
            notes = []
            self.paragraphs.append(paragraph)
        self.paragraphs += [_Paragraph(replace(note, at=None)) for note in notes]
        if side != 2:
            self.found.add(
                Level.WARNING,
                "script.dual.count",
                f"A dual dialogue holds {side} speeches instead of two.",
                self.count,
                "Check who speaks here.",
            )

    def _omitted(self, paragraph: _Paragraph, omitted: Xml) -> None:
        paragraph.element = replace(paragraph.element, omitted=True)
        for xml in _paragraphs_of(omitted):
            inner = self._paragraph(xml)
            inner.element = replace(inner.element, omitted=True)
            paragraph.omitted.append(inner)

    def _paragraph(self, xml: Xml) -> _Paragraph:
        self.count += 1
        kind_name = xml.get("Type", "")
        kind = self._kind(kind_name, xml)
        text, runs, notes = self._text(xml, kind)
        element = Element(
            kind=kind, text=text, raw=text, line=self.count, end_line=self.count, runs=runs
        )
        revisions = {r.revision for r in runs}
        if len(revisions) == 1 and runs and runs[0].start == 0 and covers(runs, len(text)):
            element = replace(element, revision=revisions.pop())
        if kind is Kind.CHARACTER:
            name, extensions, _ = split_cue(" ".join(text.split()))
            element = replace(element, name=name, extensions=extensions)
            if looks_like_direction(name):
                self.found.add(
                    Level.WARNING,
                    "script.cue.looks_like_direction",
                    f"`{name[:60]}` is set as a character's name but reads like a direction.",
                    self.count,
                    "Make it an Action or Shot paragraph when it is one.",
                )
        elif kind is Kind.LYRICS:
            element = replace(element, spoken=self.in_speech)
        elif kind is Kind.SECTION:
            element = replace(element, level=int(kind_name[-1]))
        elif kind in (Kind.HEADING, Kind.SHOT):
            element = replace(element, number=xml.get("Number", "").strip())
            if kind is Kind.HEADING:
                element = self._heading(element, xml)
        self.in_speech = kind in _SPEECH and (kind is not Kind.LYRICS or self.in_speech)
        return _Paragraph(element, notes)

    def _kind(self, name: str, xml: Xml) -> Kind:
        kind = KINDS.get(name)
        if kind is Kind.ACTION and xml.get("Alignment") == "Center":
            return Kind.CENTRED
        if kind is None:
            if name and name not in self.strange:
                self.strange.add(name)
                self.found.add(
                    Level.NOTE,
                    "script.fdx.type",
                    f"Paragraphs of type `{name[:60]}` are not Final Draft's own; "
                    "they are read as general text.",
                    self.count,
                    "Give them a type of Final Draft's if they are headings, cues or dialogue.",
                )
            return Kind.GENERAL
        return kind

    def _heading(self, element: Element, xml: Xml) -> Element:
        properties = xml.find("SceneProperties")
        element = replace(element, omitted=is_omitted_text(element.text))
        if not element.text.strip():
            self.found.add(
                Level.WARNING,
                "script.heading.empty",
                "A scene heading has no text.",
                element.line,
                "Write it, or take the empty paragraph out.",
            )
        if properties is None:
            return element
        return replace(
            element,
            imported_eighths=self._length(properties.get("Length", ""), element.line),
            page=properties.get("Page", "").strip(),
            title=properties.get("Title", "").strip(),
            synopsis=_summary(properties),
            present=tuple(
                name
                for beat in properties.iterfind("SceneArcBeats/CharacterArcBeat")
                if (name := " ".join(beat.get("Name", "").split()))
            ),
        )

    def _length(self, text: str, line: int) -> int | None:
        if not text.strip():
            return None
        try:
            return parse_eighths(text)
        except ValueError:
            self.found.add(
                Level.WARNING,
                "script.fdx.length",
                f"`{text[:40]}` is not a length in eighths; the length is counted instead.",
                line,
            )
            return None

    # ------------------------------------------------------------------- text

    def _text(self, xml: Xml, kind: Kind) -> tuple[str, tuple[Run, ...], list[Element]]:
        """Text of all runs, the marked ones, and the notes between them."""
        parts: list[str] = []
        runs: list[Run] = []
        notes: list[Element] = []
        width = 0
        for part in xml:
            if part.tag == "Text":
                text = run_text(part)
                run = self._run(part, width, width + len(text))
                if text and run is not None:
                    join(runs, run)
                parts.append(text)
                width += len(text)
            elif part.tag == "ScriptNote":
                notes.append(note_of(part, self.count, width))
            elif part.tag not in _KNOWN_PARTS and all_text(part):
                self._say_strange(str(part.tag))
        text = "".join(parts)
        if kind is not Kind.ACTION:
            lead = len(text) - len(text.lstrip())
            text = text.strip()
            runs = [r for r in (moved(r, lead, len(text)) for r in runs) if r is not None]
            notes = [replace(n, at=min(max(0, (n.at or 0) - lead), len(text))) for n in notes]
        return text, tuple(runs), notes

    def _run(self, xml: Xml, start: int, end: int) -> Run | None:
        emphasis = frozenset(STYLES[s] for s in xml.get("Style", "").split("+") if s in STYLES)
        tags: list[str] = []
        for number in re.split(r"[\s,;]+", xml.get("TagNumber", "").strip()):
            tags += self.tag_ids.get(number, ())
        revision = xml.get("RevisionID", "").strip()
        revision = "" if revision == "0" else revision
        if not (emphasis or tags or revision):
            return None
        return Run(start=start, end=end, emphasis=emphasis, tags=tuple(tags), revision=revision)

    def _say_strange(self, tag: str) -> None:
        if tag not in self.strange:
            self.strange.add(tag)
            self.found.add(
                Level.WARNING,
                "script.fdx.part",
                f"<{tag[:60]}> is not known to this reader; the text in it is not read.",
                self.count,
                "Tell us about it, with the file when you may.",
            )

    # ------------------------------------------------------------------ notes

    def read_notes(self, xml: Xml | None) -> None:
        """Read the notes at the end of the file; each goes to the paragraph its range names."""
        if xml is None:
            return
        starts = [p.begins for p in self.paragraphs]
        for part in xml.iterfind("ScriptNote"):
            note = note_of(part, self.count, 0)
            at = re.match(r"\s*(\d+)", part.get("Range", ""))
            target = _last_at_most(starts, int(at[1])) if at and starts else None
            if target is None or int(at[1] if at else 0) >= self.units:
                self.paragraphs.append(_Paragraph(replace(note, at=None)))
                continue
            paragraph = self.paragraphs[target]
            while paragraph.element.kind in (Kind.PAGE_BREAK, Kind.NOTE) and target:
                target -= 1
                paragraph = self.paragraphs[target]
            place = min(int(at[1]) - paragraph.begins, len(paragraph.element.text)) if at else 0
            paragraph.notes.append(
                replace(
                    note, line=paragraph.element.line, end_line=paragraph.element.line, at=place
                )
            )

    # --------------------------------------------------------------- elements

    def elements(self) -> tuple[Element, ...]:
        """All elements in order, numbered, each note behind the element it stands in."""
        flat: list[Element] = []
        for paragraph in self.paragraphs:
            own = len(flat)
            _put(flat, paragraph.element, paragraph.notes, None)
            for inner in paragraph.omitted:
                _put(flat, inner.element, inner.notes, own)
        return tuple(flat)


def _put(flat: list[Element], element: Element, notes: list[Element], inside: int | None) -> None:
    index = len(flat)
    flat.append(replace(element, index=index, inside=inside))
    for note in sorted(notes, key=lambda n: n.at or 0):
        flat.append(replace(note, index=len(flat), inside=index))


def _paragraphs_of(block: Xml) -> list[Xml]:
    """Paragraphs of the script inside an omitted scene, those of its dual dialogues included."""
    paragraphs: list[Xml] = []
    for xml in block.iterfind("Paragraph"):
        dual = xml.find("DualDialogue")
        if dual is None or text_of(xml):
            paragraphs.append(xml)
        if dual is not None:
            paragraphs += dual.iterfind("Paragraph")
    return paragraphs


def _last_at_most(starts: list[int], value: int) -> int | None:
    """Index of the last start that is not beyond the value."""
    at = bisect_right(starts, value) - 1
    return at if at >= 0 else None


def _title_page(content: Xml | None) -> tuple[TitleEntry, ...]:
    if content is None:
        return ()
    return tuple(
        TitleEntry(key="", value=text, line=n)
        for n, p in enumerate(content.iterfind("Paragraph"), start=1)
        if (text := text_of(p).strip())
    )


def _summary(properties: Xml | None) -> str:
    """The synopsis kept with a paragraph."""
    summary = None if properties is None else properties.find("Summary")
    return "" if summary is None else "\n".join(lines_of(summary)).strip()
