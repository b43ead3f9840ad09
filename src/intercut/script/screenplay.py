"""What a reader gives back: the elements of a screenplay in order, each with its text and place."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from intercut.domain.finding import Finding
from intercut.script.layout import Layout


class Kind(StrEnum):
    """What a paragraph of a screenplay is."""

    HEADING = "heading"
    ACTION = "action"
    CHARACTER = "character"
    PARENTHETICAL = "parenthetical"
    DIALOGUE = "dialogue"
    LYRICS = "lyrics"
    TRANSITION = "transition"
    CENTRED = "centred"
    SHOT = "shot"
    PAGE_BREAK = "page break"
    SECTION = "section"
    SYNOPSIS = "synopsis"
    NOTE = "note"
    BONEYARD = "boneyard"
    GENERAL = "general"


class Emphasis(StrEnum):
    """How a run of letters is set."""

    BOLD = "bold"
    ITALIC = "italic"
    UNDERLINE = "underline"
    STRIKEOUT = "strikeout"
    ALL_CAPS = "all caps"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of an element's plain text, `text[start:end]`, with its emphasis and marks.

    ``tags`` are ids of `Tag`s (breakdown marks), ``revision`` the id of a revision set.
    """

    start: int
    end: int
    emphasis: frozenset[Emphasis] = frozenset()
    tags: tuple[str, ...] = ()
    revision: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """One paragraph.

    ``text`` is what is printed: marks, scene number, notes and boneyard removed, emphasis marks
    removed (kept as ``runs``), line breaks kept. ``raw`` is the text as it stood in the file.
    ``line`` to ``end_line`` (inclusive, from 1) is the place: line numbers of a text file,
    paragraph numbers of a Final Draft file. ``index`` is the position in `Screenplay.elements`.

    Headings carry ``number`` (scene number as text, "" when none), ``imported_eighths`` (Final
    Draft's Length) and ``page`` (its page label). Cues carry ``name`` (extensions split off, case
    kept) and ``extensions`` (`V.O.`, `CONT'D`, without brackets). ``dual`` is 1 for the left and
    2 for the right speech of a dual dialogue, on cue, parentheticals and dialogue alike.
    ``spoken`` tells lyrics that are sung under a cue from those that stand by themselves.
    ``level`` is the depth of a section. ``forced`` tells that the writer forced the kind.
    ``omitted`` tells an omitted scene's heading and its kept old text. ``inside`` is the index of
    the element that a note or boneyard interrupts, ``at`` the offset in that element's text; None
    when it stands alone. The old text of an omitted scene is inside that scene's heading. ``space_before`` counts the blank lines the writer left beyond the
    usual one. ``revision`` marks a whole paragraph changed in that revision set.
    ``title`` is the name the writer gave a scene or note apart from its text.
    ``synopsis`` on a heading is the text of the synopses that belong to it (they are elements
    too), ``present`` the characters a Final Draft file says are there, even the silent ones.
    """

    kind: Kind
    text: str
    raw: str
    line: int
    end_line: int
    index: int = 0
    number: str = ""
    name: str = ""
    extensions: tuple[str, ...] = ()
    dual: int = 0
    spoken: bool = False
    level: int = 0
    forced: bool = False
    omitted: bool = False
    inside: int | None = None
    at: int | None = None
    space_before: int = 0
    imported_eighths: int | None = None
    page: str = ""
    runs: tuple[Run, ...] = ()
    revision: str = ""
    title: str = ""
    synopsis: str = ""
    present: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A breakdown mark of a Final Draft file: words in an element that name an element needed.

    ``category`` is the file's category name, ``ucid`` the universal category number when known,
    ``label`` the name of the thing.
    """

    id: str
    category: str
    ucid: int | None
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleEntry:
    """One line group of the title page; ``key`` is "" for Final Draft's free layout."""

    key: str
    value: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Screenplay:
    """A screenplay as read.

    ``format`` is "fountain" or "fdx"; ``file`` its name for messages; ``sha256`` of the bytes.
    ``layout`` is how a Final Draft file sets its pages, None when the file does not say.
    ``tags`` by id. ``findings`` holds all that could not be read or was odd.
    """

    file: str
    format: str
    sha256: str
    title_page: tuple[TitleEntry, ...]
    elements: tuple[Element, ...]
    tags: tuple[Tag, ...] = ()
    revisions: tuple[tuple[str, str, str], ...] = ()
    layout: Layout | None = None
    findings: tuple[Finding, ...] = ()

    def title(self) -> str:
        """The film's title, "" when the script has none."""
        for entry in self.title_page:
            if entry.key.casefold() == "title":
                return " ".join(entry.value.split())
        if self.title_page and not self.title_page[0].key:
            return " ".join(self.title_page[0].value.split())
        return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneText:
    """One scene of a screenplay: the heading's index and the half-open range of its elements.

    ``ordinal`` counts headings from 1; ``number`` is the script's own or "".
    """

    ordinal: int
    number: str
    heading: Element
    elements: tuple[Element, ...]


def scenes_of(screenplay: Screenplay) -> tuple[SceneText, ...]:
    """The scenes in script order: each heading with all elements up to the next heading.

    An omitted scene is one scene, its old headings among its elements.
    """
    starts = [e.index for e in screenplay.elements if e.kind is Kind.HEADING and e.inside is None]
    ends = [*starts[1:], len(screenplay.elements)] if starts else []
    return tuple(
        SceneText(
            ordinal=n,
            number=screenplay.elements[start].number,
            heading=screenplay.elements[start],
            elements=screenplay.elements[start:end],
        )
        for n, (start, end) in enumerate(zip(starts, ends, strict=True), start=1)
    )
