"""Fountain, the plain-text screenplay: its elements with their text and place."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from intercut.domain.finding import Level
from intercut.script.collected import Collected
from intercut.script.cues import (
    LONGEST_CUE,
    is_uncased_name,
    is_upper,
    looks_like_direction,
    split_cue,
    trailing_tags,
)
from intercut.script.emphasis import Span, plain, runs_of
from intercut.script.encoding import sha256_of, text_of
from intercut.script.headings import (
    NUMBER,
    heading_intro,
    is_omitted_text,
    number_in,
    report_numbers,
)
from intercut.script.lines import Line, lines_of
from intercut.script.printed import NO_MARKS, Marks, printed
from intercut.script.screenplay import Element, Kind, Screenplay
from intercut.script.title_page import title_page_of

_HEADING_OPENERS: Final = frozenset("(\"'“‘«¿¡")

_PAGE_BREAK = re.compile(r"={3,}")
_SECTION = re.compile(r"(#{1,6})(?!#)\s*(\S.*)", re.DOTALL)
_INCLUDE = re.compile(r"^\{\{.*\}\}$")


def read_fountain(data: bytes | str, file: str = "") -> Screenplay:
    """A Fountain script (spec 1.1 and the dialects in use) as a screenplay.

    Every line of the file is in the ``raw`` of an element or in the title page; what had to be
    guessed is among the findings.

    Parameters
    ----------
    data
        The file's bytes, or its text.
    file
        Name for messages.

    Raises
    ------
    Unreadable
        When the bytes are no text.
    """
    text, guessed = text_of(data, file)
    found = Collected(file)
    found.keep(guessed)
    lines = lines_of(text, found)
    title_page, body = title_page_of(lines, found)
    reader = _Reader(lines, found)
    for line in lines[:body]:
        reader.add_cuts(line, None, None)
    reader.read_from(body)
    elements = _with_synopses(reader.elements)
    report_numbers(elements, found, "line")
    return Screenplay(
        file=file,
        format="fountain",
        sha256=sha256_of(data),
        title_page=title_page,
        elements=elements,
        findings=found.all(),
    )


class _Reader:
    """Block by block through the lines; knows whether a speech is open and where the last was."""

    def __init__(self, lines: list[Line], found: Collected) -> None:
        self.lines = lines
        self.found = found
        self.elements: list[Element] = []
        self.blanks = 0
        self.blanks_before_cut = 0
        # Blank before: the start of the body counts, and what never runs on.
        self.is_fresh = True
        self.speech: list[int] = []
        self.is_speech_last = False

    # ---------------------------------------------------------------- walking

    def read_from(self, at: int) -> None:
        while at < len(self.lines):
            line = self.lines[at]
            if line.cuts and not line.shown.strip():
                # Taken out with its line: blank lines around it are not added up.
                self.blanks_before_cut = max(self.blanks_before_cut, self.blanks)
                self.blanks = 0
                self.add_cuts(line, None, None)
                self.is_fresh |= line.is_blank
                at += 1
            elif line.is_blank:
                self.blanks += 1
                self.is_fresh = True
                at += 1
            else:
                at = self._block(at)

    def _block(self, at: int) -> int:
        """Read one block from a line with text; the line after it."""
        line = self.lines[at]
        text = line.shown.strip()
        if single := self._single(text):
            kind, lo, hi, level = single
            self._add(
                [at],
                kind,
                Marks(lead=lo, trail=hi),
                level=level,
                forced=kind is Kind.TRANSITION,
            )
            self.is_fresh = kind is not Kind.CENTRED
            return at + 1
        if text[0] == "~":
            return self._lyrics(at)
        if self.is_fresh and text[0] != "!":
            if (end := self._heading(at, text)) is not None:
                return end
            if (end := self._transition(at)) is not None:
                return end
            if self._is_cue(at, text):
                return self._speech(at, text)
        return self._action(at)

    def _single(self, text: str) -> tuple[Kind, int, int, int] | None:
        """Kind of a line that is a block by itself, with the marks to take off both ends."""
        first = text[0]
        if first == "=":
            if _PAGE_BREAK.fullmatch(text):
                return Kind.PAGE_BREAK, len(text), 0, 0
            if len(text) > 1 and text[1] != "=":
                return Kind.SYNOPSIS, 1, 0, 0
        elif first == ">":
            if text[-1] == "<" and len(text) > 1:
                return Kind.CENTRED, 1, 1, 0
            if text[1:].strip():
                return Kind.TRANSITION, 1, 0, 0
        elif first == "#" and (hit := _SECTION.match(text)):
            return Kind.SECTION, len(hit[1]), 0, len(hit[1])
        return None

    def _blank_after(self, at: int) -> bool:
        """Nothing printed on the next line that counts; a page break is as good."""
        after = self._next(at)
        if after is None or self.lines[after].is_blank:
            return True
        return bool(_PAGE_BREAK.fullmatch(self.lines[after].shown.strip()))

    def _next(self, at: int) -> int | None:
        """Next line that is no ghost."""
        after = at + 1
        while after < len(self.lines) and self.lines[after].is_ghost:
            after += 1
        return after if after < len(self.lines) else None

    # --------------------------------------------------------------- headings

    def _heading(self, at: int, text: str) -> int | None:
        line = self.lines[at]
        forced = text[0] == "." and (text[1:2].isalnum() or text[1:2] in _HEADING_OPENERS)
        bare = plain(text)[0] if text[0] in "*_" else text
        if not forced:
            hit = heading_intro(bare)
            if not hit:
                return None
            if not self._blank_after(at):
                # A shouted line with an intro is no cue: a scene lost costs more than a question.
                if not is_upper(NUMBER.sub("", bare)) or hit["stop"].isspace():
                    return None
                self.found.add(
                    Level.NOTE,
                    "script.heading.no_blank_after",
                    f"`{_short(bare)}` has no empty line behind it; read as a scene heading.",
                    line.line,
                    "Put an empty line behind it, or `!` before it when it is action.",
                )
        number, start, stop = number_in(line.shown)
        marks = Marks(lead=1 if forced else 0, number=(start, stop))
        self._add([at], Kind.HEADING, marks, forced=forced, number=number)
        heading = next(e for e in reversed(self.elements) if e.inside is None)
        if is_omitted_text(heading.text):
            self.elements[heading.index] = replace(heading, omitted=True)
        self.is_fresh = True
        return at + 1

    def _transition(self, at: int) -> int | None:
        line = self.lines[at]
        if "TO:" not in line.shown:
            return None
        is_over_text = not self._blank_after(at)
        # A blank behind the colon makes it action, but not between a cut and a heading.
        shown = line.shown.rstrip() if line.cuts or is_over_text else line.shown
        bare = plain(shown[: trailing_tags(shown)])[0].lstrip()
        if not bare.endswith("TO:") or not is_upper(bare):
            return None
        if is_over_text:
            after = self._next(at)
            follows = plain(self.lines[after].shown.strip())[0] if after is not None else ""
            hit = heading_intro(follows)
            if not hit or hit["stop"].isspace():
                return None
        self._add([at], Kind.TRANSITION)
        self.is_fresh = True
        return at + 1

    # --------------------------------------------------------------- speeches

    def _is_cue(self, at: int, text: str) -> bool:
        if len(text) > LONGEST_CUE:
            return False
        if text[0] == "@":
            return not text[1:2].isspace() and bool(split_cue(text[1:])[0].strip("^ "))
        if self._blank_after(at) or text[0] in "(（":
            return False
        bare = plain(text[: trailing_tags(text)])[0]
        name = split_cue(bare)[0]
        if is_upper(name):
            return not name.endswith("TO:") or not self._blank_after(at)
        if is_uncased_name(name):
            self.found.add(
                Level.NOTE,
                "script.cue.uncased",
                f"`{_short(name)}` is read as the name over a speech; its letters know no capitals.",
                self.lines[at].line,
                "Write `@` before it when it is, `!` when it is action.",
            )
            return True
        return False

    def _speech(self, at: int, text: str) -> int:
        forced = text[0] == "@"
        line = self.lines[at]
        before = self.speech if self.is_speech_last else []
        start = len(self.elements)
        self._add([at], Kind.CHARACTER, Marks(lead=1 if forced else 0), forced=forced)
        cue = self.elements[start]
        shown = cue.text[: trailing_tags(cue.text)]
        name, extensions, is_dual = split_cue(shown)
        if len(shown) < len(cue.text):
            self.found.add(
                Level.NOTE,
                "script.dialect.tag",
                f"`{_short(cue.text[len(shown) :].strip())}` is left out of the name before it.",
                line.line,
                "Other programs use such tags; take it away when it is none.",
            )
        printed = cue.text.rstrip().removesuffix("^").rstrip() if is_dual else cue.text
        self.elements[start] = replace(cue, text=printed, name=name, extensions=extensions)
        if looks_like_direction(name):
            self.found.add(
                Level.WARNING,
                "script.cue.looks_like_direction",
                f"`{_short(name)}` stands directly over text, so it is read as a character's name.",
                line.line,
                "Put an empty line behind it when it is a direction.",
            )
        end = self._speech_lines(at + 1, start)
        own = [i for i in range(start, len(self.elements)) if self.elements[i].inside is None]
        if is_dual:
            self._pair(before, own, line.line)
        self.speech = own
        self.is_speech_last = True
        self.is_fresh = False
        return end

    def _pair(self, left: list[int], right: list[int], line: int) -> None:
        if not left or self.elements[left[0]].dual:
            self.found.add(
                Level.WARNING,
                "script.dual.alone",
                "`^` marks this speech as spoken over the one before, but none stands before it.",
                line,
                "Put it on the second of two speeches that follow each other.",
            )
            return
        for side, speech in ((1, left), (2, right)):
            for i in speech:
                self.elements[i] = replace(self.elements[i], dual=side)

    def _speech_lines(self, at: int, cue: int) -> int:
        """Read what is said under a cue; the line after it."""
        said: list[int] = []
        kind = Kind.DIALOGUE
        while at < len(self.lines):
            line = self.lines[at]
            text = line.shown.strip()
            if line.is_ghost:
                if said:
                    said.append(at)
                else:
                    self.add_cuts(line, cue, None)
                at += 1
                continue
            if not text:
                resumes = self._speech_resumes(at)
                if resumes is None:
                    break
                if said and kind is not Kind.PARENTHETICAL:
                    said += range(at, resumes)
                at = resumes
                continue
            if _PAGE_BREAK.fullmatch(text):
                break
            now = Kind.DIALOGUE
            if text[0] in "(（" and text[-1] in ")）":
                now = Kind.PARENTHETICAL
            elif text[0] == "~":
                now = Kind.LYRICS
            if said and (now is not kind or now is Kind.PARENTHETICAL):
                self._flush(said, kind)
                said = []
            kind = now
            said.append(at)
            at += 1
        if said:
            self._flush(said, kind)
        return at

    def _speech_resumes(self, at: int) -> int | None:
        """Line where a speech goes on behind blanks held open by two spaces, None if it ends."""
        while at < len(self.lines) and self.lines[at].is_held_blank:
            at += 1
        return at if at < len(self.lines) and self.lines[at].shown.strip() else None

    def _flush(self, said: list[int], kind: Kind) -> None:
        while self.lines[said[-1]].is_held_blank:
            said.pop()
        index = len(self.elements)
        self._add(said, kind, Marks(lead=1 if kind is Kind.LYRICS else 0))
        if kind is Kind.LYRICS:
            self.elements[index] = replace(self.elements[index], spoken=True)

    # ----------------------------------------------------------------- action

    def _lyrics(self, at: int) -> int:
        lines = [at]
        at += 1
        while at < len(self.lines) and self.lines[at].shown.lstrip().startswith("~"):
            lines.append(at)
            at += 1
        self._add(lines, Kind.LYRICS, Marks(lead=1))
        self.is_fresh = False
        return at

    def _action(self, at: int) -> int:
        """Read an action paragraph: to the next blank line, or a line that is its own block."""
        first = self.lines[at].shown.strip()
        if first.startswith("!!") and first[2:].strip():
            self._add([at], Kind.SHOT, Marks(lead=2), forced=True)
            self.is_fresh = True
            return at + 1
        forced = first[0] == "!" and len(first) > 1
        lines = [at]
        at += 1
        while at < len(self.lines):
            line = self.lines[at]
            text = line.shown.strip()
            if not text:
                if not line.is_ghost:
                    break
            elif text[0] == "~" or self._single(text) or (text[0] == "!" and not forced):
                break
            lines.append(at)
            at += 1
        self._watch_action(lines)
        self._add(lines, Kind.ACTION, Marks(lead=1 if forced else 0), forced=forced)
        self.is_fresh = False
        return at

    def _watch_action(self, lines: list[int]) -> None:
        """Say where action looks like something else that a rule kept it from being."""
        last = self.lines[lines[-1]]
        text = last.shown.strip()
        if len(lines) > 1 and (hit := heading_intro(text)) and is_upper(text):
            if not hit["stop"].isspace() and self._blank_after(lines[-1]):
                self.found.add(
                    Level.WARNING,
                    "script.heading.no_blank_before",
                    f"`{_short(text)}` looks like a scene heading but no empty line is before it.",
                    last.line,
                    "Put an empty line before it.",
                )
        elif _INCLUDE.match(text):
            self.found.add(
                Level.WARNING,
                "script.dialect.include",
                f"`{_short(text)}` asks another program for another file; it is read as action.",
                last.line,
                "Put the other file's text in its place.",
            )

    # --------------------------------------------------------------- elements

    def _add(
        self,
        lines: list[int],
        kind: Kind,
        marks: Marks = NO_MARKS,
        *,
        forced: bool = False,
        level: int = 0,
        number: str = "",
    ) -> None:
        """Put one element and the notes inside it on the list."""
        texts: list[str] = []
        spans: list[Span] = []
        notes: list[tuple[Line, list[int]]] = []
        width = 0
        for n in lines:
            line = self.lines[n]
            if line.is_ghost and texts:
                # The text runs on around a note on a line of its own.
                notes.append((line, [width - 1] * len(line.cuts)))
                continue
            shown = printed(line.shown, kind, marks)
            if line.cuts:
                places = shown.places_of([c.at for c in line.cuts])
                notes.append((line, [width + place for place in places]))
            spans += [(width + a, width + b, style) for a, b, style in shown.spans]
            texts.append(shown.text)
            width += len(shown.text) + 1
        index = len(self.elements)
        self.elements.append(
            Element(
                kind=kind,
                text="\n".join(texts),
                raw="\n".join(self.lines[n].raw for n in lines),
                line=self.lines[lines[0]].line,
                end_line=self.lines[lines[-1]].end_line,
                index=index,
                number=number,
                level=level,
                forced=forced,
                runs=runs_of(spans) if spans else (),
                space_before=max(1, self.blanks, self.blanks_before_cut) - 1 if index else 0,
            )
        )
        self.blanks = self.blanks_before_cut = 0
        self.is_speech_last = False
        for line, places in notes:
            self.add_cuts(line, index, places)

    def add_cuts(self, line: Line, inside: int | None, places: list[int] | None) -> None:
        """Put the notes and boneyard of a line on the list."""
        if inside is not None and places is None:
            places = [len(self.elements[inside].text)] * len(line.cuts)
        for n, cut in enumerate(line.cuts):
            self.elements.append(
                Element(
                    kind=cut.kind,
                    text=cut.text,
                    raw=cut.raw,
                    line=cut.line,
                    end_line=cut.end_line,
                    index=len(self.elements),
                    inside=inside,
                    at=places[n] if places is not None else None,
                )
            )


def _with_synopses(elements: list[Element]) -> tuple[Element, ...]:
    """The elements, each heading knowing the synopses that belong to it."""
    heading: int | None = None
    for element in elements:
        if element.kind is Kind.HEADING:
            heading = element.index
        elif element.kind is Kind.SECTION:
            heading = None
        elif element.kind is Kind.SYNOPSIS and heading is not None:
            owner = elements[heading]
            joined = f"{owner.synopsis}\n{element.text}" if owner.synopsis else element.text
            elements[heading] = replace(owner, synopsis=joined)
    return tuple(elements)


def _short(text: str, width: int = 60) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…"
