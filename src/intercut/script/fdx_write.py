"""A screenplay written as a Final Draft file that Final Draft and Movie Magic open."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Sequence
from typing import Final
from xml.etree.ElementTree import Element as Xml
from xml.etree.ElementTree import SubElement, indent, tostring

from intercut.domain.units import format_eighths
from intercut.script.fdx import STYLES, root_of
from intercut.script.screenplay import Element, Emphasis, Kind, Run, Screenplay, Tag
from intercut.script.tags import UCID_BY_ID

VERSION: Final = "5"

_TYPES: Final = {
    Kind.HEADING: "Scene Heading",
    Kind.ACTION: "Action",
    Kind.CHARACTER: "Character",
    Kind.PARENTHETICAL: "Parenthetical",
    Kind.DIALOGUE: "Dialogue",
    Kind.LYRICS: "Lyrics",
    Kind.TRANSITION: "Transition",
    Kind.CENTRED: "Action",
    Kind.SHOT: "Shot",
    Kind.GENERAL: "General",
    Kind.SYNOPSIS: "Outline Body",
}
_CUT = frozenset({Kind.NOTE, Kind.BONEYARD})
_DEEPEST_OUTLINE = 4
_STYLE_NAMES: Final = {emphasis: name for name, emphasis in STYLES.items()}
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_OWN_CATEGORY = uuid.UUID("5d1cb1f6-6c39-4f0c-9b0f-1f5e8c1d7a02")


def write_fdx(screenplay: Screenplay, like: bytes | None = None) -> bytes:
    """The screenplay as a Final Draft file (version 5, UTF-8).

    What was read from a Final Draft file reads the same again, up to its page layout, window
    states and other settings; with that file as ``like`` these are kept too. Boneyard and notes
    become script notes; sections and synopses outline paragraphs.

    Parameters
    ----------
    like
        A Final Draft file whose settings the new one takes over, all but its script.

    Raises
    ------
    Unreadable
        When ``like`` is no Final Draft file.
    """
    if like is None:
        root = Xml("FinalDraft", DocumentType="Script", Template="No", Version=VERSION)
    else:
        root = root_of(like)
    content = Xml("Content")
    ending = _Writer(screenplay).write(content)
    _replace(root, content, first=True)
    if screenplay.title_page:
        page = root.find("TitlePage")
        if page is None:
            page = SubElement(root, "TitlePage")
        title = Xml("Content")
        for entry in screenplay.title_page:
            is_centred = entry.key.casefold() in ("title", "credit", "author", "authors", "source")
            paragraph = SubElement(
                title, "Paragraph", Alignment="Center" if is_centred else "Left", Type="General"
            )
            _put_text(paragraph, entry.value, ())
        _replace(page, title, first=True)
    notes = Xml("ScriptNotes")
    for note in ending:
        _put_note(notes, note)
    sets = Xml("Revisions")
    for id_, name, colour in screenplay.revisions:
        SubElement(sets, "Revision", ID=_xml(id_), Name=_xml(name), Color=_xml(colour))
    data = Xml("TagData")
    if screenplay.tags:
        _put_tags(data, screenplay.tags)
    for part in (notes, sets, data):
        _replace(root, part)
    indent(root, space="  ")
    head = b'<?xml version="1.0" encoding="UTF-8" standalone="no" ?>\n'
    body: bytes = tostring(root, encoding="utf-8")
    return head + body + b"\n"


def _replace(root: Xml, part: Xml, *, first: bool = False) -> None:
    """Put a part where the old one of its name stood, else at the start or end; no empty ones."""
    old = root.find(part.tag)
    at = list(root).index(old) if old is not None else 0 if first else len(root)
    if old is not None:
        root.remove(old)
    if len(part) or first:
        root.insert(at, part)


class _Writer:
    """Elements as paragraphs, in order."""

    def __init__(self, screenplay: Screenplay) -> None:
        self.screenplay = screenplay
        self.notes: dict[int, list[Element]] = {}
        self.omitted: dict[int, list[Element]] = {}
        self.ending: list[Element] = []

    def write(self, content: Xml) -> list[Element]:
        """Write all paragraphs; the notes that belong to none."""
        top: list[Element] = []
        is_fdx = self.screenplay.format == "fdx"
        for element in self.screenplay.elements:
            owner = element.inside
            if element.kind in _CUT:
                if owner is None and not is_fdx and top:
                    owner = top[-1].index
                if owner is None:
                    self.ending.append(element)
                else:
                    self.notes.setdefault(owner, []).append(element)
            elif owner is not None:
                self.omitted.setdefault(owner, []).append(element)
            else:
                top.append(element)
        self._put_all(content, _without_own_synopses(top))
        return self.ending

    def _put_all(self, parent: Xml, elements: Sequence[Element]) -> None:
        dual: Xml | None = None
        side = 0
        starts_page = False
        for element in elements:
            if element.kind is Kind.PAGE_BREAK:
                starts_page = True
                continue
            if not element.dual or (element.dual == 1 and side == 2):
                dual, side = None, 0
            if element.dual:
                if dual is None:
                    dual = SubElement(SubElement(parent, "Paragraph"), "DualDialogue")
                side = element.dual
            paragraph = self._put(parent if dual is None else dual, element)
            if starts_page:
                paragraph.set("StartsNewPage", "Yes")
                starts_page = False

    def _put(self, parent: Xml, element: Element) -> Xml:
        kind = element.kind
        if kind is Kind.SECTION:
            name = f"Outline {min(max(1, element.level), _DEEPEST_OUTLINE)}"
        else:
            name = _TYPES[kind]
        paragraph = SubElement(parent, "Paragraph", Type=name)
        if kind is Kind.CENTRED:
            paragraph.set("Alignment", "Center")
        if element.number:
            paragraph.set("Number", _xml(element.number))
        if kind is Kind.HEADING:
            _put_properties(paragraph, element)
        text = element.text
        at = 0
        for note in sorted(self.notes.get(element.index, ()), key=lambda n: n.at or 0):
            place = min(max(note.at or 0, at), len(text))
            _put_text(paragraph, text[at:place], _runs_in(element.runs, at, place))
            _put_note(paragraph, note)
            at = place
        _put_text(paragraph, text[at:], _runs_in(element.runs, at, len(text)))
        inner = self.omitted.get(element.index)
        if inner:
            self._put_all(SubElement(paragraph, "OmittedScene"), _without_own_synopses(inner))
        return paragraph


def _without_own_synopses(elements: Sequence[Element]) -> list[Element]:
    """The elements without the synopses that a heading's own summary says."""
    kept: list[Element] = []
    left = ""
    for element in elements:
        if element.kind is Kind.HEADING:
            left = element.synopsis
        elif element.kind is Kind.SYNOPSIS and element.text and left.startswith(element.text):
            left = left[len(element.text) :].lstrip("\n")
            continue
        kept.append(element)
    return kept


def _put_properties(paragraph: Xml, heading: Element) -> None:
    properties = Xml("SceneProperties")
    if heading.imported_eighths is not None:
        properties.set("Length", format_eighths(heading.imported_eighths))
    if heading.page:
        properties.set("Page", _xml(heading.page))
    if heading.title:
        properties.set("Title", _xml(heading.title))
    if heading.synopsis:
        summary = SubElement(properties, "Summary")
        for line in heading.synopsis.split("\n"):
            _put_text(SubElement(summary, "Paragraph"), line, ())
    if heading.present:
        beats = SubElement(properties, "SceneArcBeats")
        for name in heading.present:
            SubElement(beats, "CharacterArcBeat", Name=_xml(name))
    if properties.attrib or len(properties):
        paragraph.append(properties)


def _put_text(paragraph: Xml, text: str, runs: Iterable[Run]) -> None:
    at = 0
    for run in runs:
        _put_run(paragraph, text[at : run.start], None)
        _put_run(paragraph, text[run.start : run.end], run)
        at = run.end
    _put_run(paragraph, text[at:], None)


def _put_run(paragraph: Xml, text: str, run: Run | None) -> None:
    if not text:
        return
    xml = SubElement(paragraph, "Text")
    if run is not None:
        names = [_STYLE_NAMES[e] for e in Emphasis if e in run.emphasis]
        if names:
            xml.set("Style", "+".join(names))
        if run.revision:
            xml.set("RevisionID", _xml(run.revision))
        numbers = dict.fromkeys(tag.partition(".")[0] for tag in run.tags)
        if numbers:
            xml.set("TagNumber", _xml(",".join(numbers)))
    xml.text = _xml(text)


def _put_note(parent: Xml, note: Element) -> None:
    xml = SubElement(parent, "ScriptNote")
    name = "Boneyard" if note.kind is Kind.BONEYARD else note.title
    if name:
        xml.set("Name", _xml(name))
    for line in note.text.split("\n"):
        _put_text(SubElement(xml, "Paragraph"), line, ())


def _put_tags(data: Xml, tags: Sequence[Tag]) -> None:
    categories = SubElement(data, "TagCategories")
    definitions = SubElement(data, "TagDefinitions")
    marks = SubElement(data, "Tags")
    ids: dict[tuple[str, int | None], str] = {}
    by_ucid = {ucid: id_ for id_, ucid in UCID_BY_ID.items()}
    numbers: dict[str, Xml] = {}
    for n, tag in enumerate(tags, start=1):
        key = (tag.category, tag.ucid)
        if key not in ids:
            own = str(uuid.uuid5(_OWN_CATEGORY, f"{tag.category}\n{tag.ucid}"))
            ids[key] = by_ucid.pop(tag.ucid, own) if tag.ucid is not None else own
            SubElement(
                categories,
                "TagCategory",
                Id=ids[key],
                Name=_xml(tag.category),
                Number=str(len(ids)),
            )
        definition = str(uuid.uuid5(_OWN_CATEGORY, f"{n}\n{tag.id}\n{tag.label}"))
        SubElement(
            definitions, "TagDefinition", Id=definition, CatId=ids[key], Label=_xml(tag.label)
        )
        number = tag.id.partition(".")[0]
        if number not in numbers:
            numbers[number] = SubElement(marks, "Tag", Number=_xml(number))
        SubElement(numbers[number], "DefId").text = definition


def _runs_in(runs: Sequence[Run], start: int, end: int) -> list[Run]:
    return [
        Run(
            start=max(r.start, start) - start,
            end=min(r.end, end) - start,
            emphasis=r.emphasis,
            tags=r.tags,
            revision=r.revision,
        )
        for r in runs
        if r.start < end and r.end > start
    ]


def _xml(text: str) -> str:
    """Text without the characters XML cannot hold."""
    return _NO_XML.sub("\ufffd", text.replace("\r", "\n"))
