"""A screenplay written as Fountain, forcing an element only where it would be read as another."""

from __future__ import annotations

import re
from collections.abc import Sequence

from intercut.script.collected import Collected
from intercut.script.fountain import read_fountain
from intercut.script.headings import NUMBER, number_in
from intercut.script.lines import lines_of
from intercut.script.marked import Insert, marked_lines
from intercut.script.screenplay import Element, Kind, Screenplay, TitleEntry
from intercut.script.title_page import KNOWN_KEYS, title_page_of

_SPEECH = frozenset({Kind.PARENTHETICAL, Kind.DIALOGUE})
_CUT = frozenset({Kind.NOTE, Kind.BONEYARD})
_MARKS = "~#=>!"


def write_fountain(screenplay: Screenplay) -> str:
    r"""The screenplay as Fountain text, `\n` line ends.

    What was read from Fountain reads the same again, up to places and raw text. Fountain has no
    lengths, tags, revisions or characters present: they stay behind. Old text of omitted scenes
    becomes boneyard.
    """
    blocks = [_title_page(screenplay.title_page)] if screenplay.title_page else []
    body = _blocks(screenplay.elements)
    if body and _entries("\n\n".join([*blocks, *body[:2]])) != _entries("\n\n".join(blocks)):
        # What follows would be read as title page.
        body[0] = f"!{body[0]}"
    return "\n\n".join([*blocks, *body]) + "\n" if blocks or body else ""


def _entries(text: str) -> tuple[TitleEntry, ...]:
    found = Collected("")
    return title_page_of(lines_of(text, found), found)[0]


def _blocks(elements: Sequence[Element]) -> list[str]:
    """Paragraphs to be parted by one empty line each; a speech is one."""
    notes: dict[int, list[Element]] = {}
    for element in elements:
        if element.kind in _CUT and element.inside is not None:
            notes.setdefault(element.inside, []).append(element)
    blocks: list[str] = []
    in_speech = False
    omitted: list[Element] = []
    for n, element in enumerate(elements):
        if element.kind in _CUT and element.inside is not None:
            continue
        if element.omitted and element.inside is not None:
            omitted.append(element)
            continue
        if omitted:
            blocks.append(_old_text(omitted))
            omitted, in_speech = [], False
        inserts = _inserts(notes.get(element.index, []))
        if in_speech and (element.spoken or element.kind in _SPEECH):
            blocks[-1] += f"\n{_spoken(element, inserts)}"
        else:
            follows = next((e for e in elements[n + 1 :] if e.kind not in _CUT), None)
            block = _block(element, inserts, follows)
            if block or element.kind is Kind.NOTE:
                blocks.append("\n" * element.space_before + block)
            in_speech = element.kind is Kind.CHARACTER
    if omitted:
        blocks.append(_old_text(omitted))
    return blocks


def _inserts(notes: list[Element]) -> list[Insert]:
    return [(note.at or 0, _cut(note)) for note in notes]


def _cut(element: Element) -> str:
    """A note or boneyard with its marks."""
    text = element.text
    if element.kind is Kind.BONEYARD:
        return f"/*{text.replace('*/', '* /')}*/"
    # An empty line would end the note; two blanks keep it open.
    lines = [
        "  " if line in ("", " ", "\t") else line for line in text.replace("]]", "] ]").split("\n")
    ]
    return f"[[{chr(10).join(lines)}]]"


def _old_text(elements: list[Element]) -> str:
    inner = "\n\n".join(_blocks([_free(e) for e in elements]))
    return f"/*\n\n{inner.replace('*/', '* /')}\n\n*/"


def _free(element: Element) -> Element:
    return Element(
        kind=element.kind,
        text=element.text,
        raw="",
        line=element.line,
        end_line=element.end_line,
        number=element.number,
        name=element.name,
        dual=element.dual,
        spoken=element.spoken,
        level=element.level,
        runs=element.runs,
    )


def _block(element: Element, inserts: list[Insert], follows: Element | None) -> str:
    kind = element.kind
    if kind in _CUT:
        return _cut(element)
    if kind is Kind.PAGE_BREAK:
        return "===" + "".join(note for _, note in inserts)
    if kind is Kind.SECTION:
        return f"{'#' * max(1, element.level)} {_one_line(element, inserts)}"
    if kind is Kind.SYNOPSIS:
        return "\n".join(f"= {x}" for x in _lines(element, inserts))
    if kind is Kind.CENTRED:
        return "\n".join(f"> {x} <" for x in _lines(element, inserts))
    if kind is Kind.LYRICS:
        return _spoken(element, inserts)
    if kind is Kind.SHOT:
        return f"!!{_one_line(element, inserts)}"
    if kind is Kind.HEADING:
        return _heading(element, inserts)
    if kind is Kind.TRANSITION:
        text = _one_line(element, inserts)
        return f"> {text}" if element.forced or not _is_read_as(text, element) else text
    if kind is Kind.CHARACTER:
        return _cue(element, inserts, follows)
    return _action(element, inserts)


def _lines(element: Element, inserts: list[Insert]) -> list[str]:
    return marked_lines(element.text, element.runs, inserts)


def _one_line(element: Element, inserts: list[Insert]) -> str:
    (line,) = marked_lines(element.text.replace("\n", " "), element.runs, inserts)
    return line


def _heading(element: Element, inserts: list[Insert]) -> str:
    text = _one_line(element, inserts)
    number = re.sub(r"[^\w.\-]+", "-", element.number)
    if number:
        assert NUMBER.fullmatch(f"#{number}#")
        text += f" #{number}#"
    elif number_in(element.text)[2]:
        text += " # #"
    return f".{text}" if element.forced or not _is_read_as(text, element) else text


def _cue(element: Element, inserts: list[Insert], follows: Element | None) -> str:
    text = _one_line(element, inserts)
    is_spoken = follows is not None and (follows.spoken or follows.kind in _SPEECH)
    # A name in letters without capitals is only read as one with a question: `@` answers it.
    # A name that ends like a cut is one or the other by what is said under it.
    forced = (
        element.forced
        or not is_spoken
        or element.text.endswith("TO:")
        or not _is_read_as(f"{text}\nx", element)
    )
    return ("@" if forced else "") + text + (" ^" if element.dual == 2 else "")


def _spoken(element: Element, inserts: list[Insert]) -> str:
    if element.kind is Kind.PARENTHETICAL:
        text = _one_line(element, inserts)
        return text if element.text[:1] in ("(", "（") else f"({text})"
    lines = _lines(element, inserts)
    if element.kind is Kind.LYRICS:
        return "\n".join(f"~{line}" for line in lines)
    return "\n".join(line if line.strip() else "  " for line in lines)


def _action(element: Element, inserts: list[Insert]) -> str:
    lines = [line if line.strip() else "" for line in _lines(element, inserts)]
    while lines and not lines[0]:
        del lines[0]
    text = "\n".join(lines)
    if not text or (not element.forced and _is_read_as(text, element)):
        return text
    # In forced action `!` alone is an empty line.
    first, *rest = lines
    return "\n".join(
        [f"!{first}", *(f"!{x}" if not x or x.lstrip()[0] in _MARKS else x for x in rest)]
    )


def _is_read_as(text: str, element: Element) -> bool:
    """Whether a paragraph by itself is read as this element and nothing else."""
    if "\n" not in text and _IS_PROSE.match(text) and element.kind is Kind.ACTION:
        return True
    read = [e for e in read_fountain(f"x\n\n{text}\n\nx").elements[1:-1] if e.inside is None]
    if element.kind is Kind.CHARACTER:
        read = read[:1]
    return [(e.kind, e.text.rstrip(), e.forced) for e in read] == [
        (
            Kind.ACTION if element.kind is Kind.GENERAL else element.kind,
            element.text.rstrip(),
            False,
        )
    ]


# Plain prose needs no trial reading: it begins like no other element and has no marks.
_IS_PROSE = re.compile(r"[A-Z]?[a-z’',]+(?: [^*_\[\]\\/{]*)?[a-z.?!]\Z")


def _title_page(entries: tuple[TitleEntry, ...]) -> str:
    lines: list[str] = []
    loose = [e for e in entries if not e.key]
    for key, value in [(e.key, e.value) for e in entries if e.key]:
        lines += _entry(key, value)
    if loose:
        if len(loose) == len(entries):
            lines += _entry("Title", loose[0].value)
            loose = loose[1:]
        if loose:
            lines += _entry("Notes", "\n".join(e.value for e in loose))
    return "\n".join(lines)


def _entry(key: str, value: str) -> list[str]:
    written = [v for v in marked_lines(value) if v.strip()]
    if len(written) == 1 and key.casefold() in KNOWN_KEYS:
        return [f"{key}: {written[0]}"]
    return [f"{key}:", *(f"    {v}" for v in written)]
