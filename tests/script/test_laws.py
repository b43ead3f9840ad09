"""Laws both readers and writers keep on any input: no crash, nothing lost, there and back."""

from __future__ import annotations

import gc
import random
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from intercut.errors import Unreadable
from intercut.script.encoding import text_of
from intercut.script.fdx import read_fdx
from intercut.script.fdx_write import write_fdx
from intercut.script.fountain import read_fountain
from intercut.script.fountain_write import write_fountain
from intercut.script.pages import eighths_of, pages_of
from intercut.script.screenplay import Element, Emphasis, Kind, Run, Screenplay, scenes_of

CUT = (Kind.NOTE, Kind.BONEYARD)

PIECES = [
    "INT. KITCHEN - DAY",
    "EXT. YARD - NIGHT #12A#",
    "INT. HALL\nCONTINUOUS",
    ".forced heading # #",
    ".OMITTED #7#",
    "ANN",
    "ANN (V.O.) (CONT'D)",
    "BOB ^",
    "@McCoy",
    "INTERCUT PHONE CALL",
    "ジョン",
    "(beat)",
    "He waits.",
    "    indented",
    "\ttabbed",
    "!FORCED",
    "!!SHOT",
    "> CENTRED <",
    "> fade",
    "CUT TO:",
    "BACK TO: ",
    "~la la",
    "# Act",
    "### Deep",
    "= synopsis",
    "===",
    "[[note]]",
    "in[[side]]line",
    "/* gone */",
    "/*\n\ngone\n\n*/",
    "[[two\n  \nlines]]",
    "[[open",
    "/* open",
    "*/",
    "]]",
    "*i*",
    "**b** and ***both***",
    "_u *ui* u_",
    "5 * 3 _ 2",
    "\\*not\\* C:\\x",
    "#tag",
    "Title: X",
    "Author: Y",
    "    value",
    "{{INCLUDE: x}}",
    "+high+",
    "“Quoted” – ‘so’",
    " ",
    "  ",
    "",
    "",
    "",
    "\u00a0",
    "WOMAN #2",
    "SÃO\u2028PAULO",
    ". no",
    "...",
    "==",
    "#",
    "@",
    ">",
    "~",
    "!",
]
TEXTS = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=14).map("\n".join),
    st.text(alphabet="AB ab.#*_[]/\\=~>!@()^:-\n\t", max_size=60),
    st.text(max_size=60),
)


def without_places(elements: tuple[Element, ...]) -> list[Element]:
    # A kind that stood by its neighbours may have to be forced when it is written.
    return [replace(e, raw="", line=0, end_line=0, forced=False) for e in elements]


def letters(text: str) -> Counter[str]:
    return Counter(c for c in text if c.isalnum())


def assert_nothing_is_lost(text: str, script: Screenplay) -> None:
    """Every line with text is in an element or the title page, and every letter is printed."""
    lines = text_of(text)[0].split("\n")
    covered: set[int] = set()
    for element in script.elements:
        covered.update(range(element.line, element.end_line + 1))
        assert element.index == script.elements.index(element)
        own = "\n".join(lines[element.line - 1 : element.end_line])
        if element.kind in CUT:
            assert element.raw in own
            assert element.text in element.raw
            continue
        assert element.raw == own
        cuts = [e for e in script.elements if e.inside == element.index and e.raw in own]
        seen = letters(element.text) + letters(element.number)
        for cut in cuts:
            assert cut.at is not None
            assert 0 <= cut.at <= len(element.text)
            seen += letters(cut.raw)
        assert letters(element.raw) <= seen
    body_begins = min(
        (e.line for e in script.elements if e.kind not in CUT), default=len(lines) + 1
    )
    in_title = " ".join(f"{e.key} {e.value}" for e in script.title_page)
    for n, line in enumerate(lines, start=1):
        if n in covered or not line.strip():
            continue
        assert n < body_begins
        assert letters(line) <= letters(in_title)


@given(TEXTS)
def test_fountain_loses_nothing(text: str) -> None:
    assert_nothing_is_lost(text, read_fountain(text))


@given(TEXTS)
@example("~\nINT. KITCHEN - DAY")
@example("BACK TO: ")
@example("BACK TO: \nINT. KITCHEN - DAY")
@example("CUT TO:\n===")
@example("ANN\n(beat)\n[[two\n  \nlines]]")
@example("ANN\n[[note]]\n[[note]]\n~la")
@example("@McCoy\n  \n~la la\nHe sings.")
@example("!FORCED\n!\n!# no section")
@example("Title: X\n\n\nTitle: X")
@example("@^^\nx")
@example("[[open\n\u00a0\n[[note]]")
def test_fountain_goes_there_and_back(text: str) -> None:
    once = read_fountain(text)
    again = read_fountain(write_fountain(once))
    assert without_places(again.elements) == without_places(once.elements)
    assert [(e.key, e.value) for e in again.title_page] == [
        (e.key, e.value) for e in once.title_page
    ]


@given(st.binary(max_size=80))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for read in (read_fountain, read_fdx):
        try:
            script = read(data, "x")
        except Unreadable:
            continue
        pages_of(script)
        assert all(eighths_of(s) >= 0 for s in scenes_of(script))


# --------------------------------------------------------------------------------- Final Draft

WORDS = st.text(
    alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=12
).map(lambda t: " ".join(t.split()).strip("\ufffe\uffff"))


@st.composite
def paragraphs(draw: st.DrawFn) -> list[Element]:
    """Elements as a Final Draft file may hold them: runs, notes, dual dialogue, omitted scenes."""
    elements: list[Element] = []

    def put(kind: Kind, text: str, **more: object) -> None:
        element = Element(kind=kind, text=text, raw="", line=0, end_line=0, index=len(elements))
        elements.append(replace(element, **more))  # type: ignore[arg-type]

    for _ in range(draw(st.integers(0, 6))):
        what = draw(st.sampled_from(["scene", "action", "speech", "dual", "omitted", "note"]))
        text = draw(WORDS)
        if what == "scene":
            synopsis = draw(WORDS)
            put(
                Kind.HEADING,
                f"INT. {text} X",
                number=draw(st.sampled_from(["", "1", "12A", "203-4"])),
                imported_eighths=draw(st.one_of(st.none(), st.integers(0, 30))),
                page=draw(st.sampled_from(["", "3", "14A"])),
                synopsis=synopsis,
                present=draw(st.sampled_from([(), ("ANN", "BOB")])),
            )
            if synopsis:
                put(Kind.SYNOPSIS, synopsis)
        elif what == "action":
            runs: tuple[Run, ...] = ()
            if len(text) > 2:
                runs = (
                    Run(
                        start=1,
                        end=len(text),
                        emphasis=draw(st.frozensets(st.sampled_from(Emphasis), min_size=1)),
                        revision=draw(st.sampled_from(["", "2"])),
                    ),
                )
            put(draw(st.sampled_from([Kind.ACTION, Kind.GENERAL])), text, runs=runs)
            if draw(st.booleans()):
                owner = len(elements) - 1
                put(
                    Kind.NOTE,
                    text or "?",
                    inside=owner,
                    at=draw(st.integers(0, len(text))),
                    title="n",
                )
        elif what in ("speech", "dual"):
            for side in (1, 2) if what == "dual" else (0,):
                put(Kind.CHARACTER, f"A{side}", name=f"A{side}", dual=side)
                put(Kind.DIALOGUE, text, dual=side)
        elif what == "omitted":
            owner = len(elements)
            put(Kind.HEADING, "OMITTED", number="9", omitted=True)
            put(Kind.HEADING, f"EXT. {text} Y", omitted=True, inside=owner)
            put(Kind.ACTION, text, omitted=True, inside=owner)
        else:
            put(Kind.SHOT, text)
    return elements


@given(paragraphs())
def test_final_draft_goes_there_and_back(elements: list[Element]) -> None:
    script = Screenplay(file="", format="fdx", sha256="", title_page=(), elements=tuple(elements))
    again = read_fdx(write_fdx(script))
    assert [replace(e, revision="") for e in without_places(again.elements)] == elements
    once_more = read_fdx(write_fdx(again))
    assert once_more.elements == again.elements


@given(TEXTS)
def test_a_fountain_script_keeps_its_words_in_final_draft(text: str) -> None:
    # XML has no room for control characters and lone surrogates.
    text = "".join(c for c in text if c.isprintable() or c in "\n\t")
    script = read_fountain(text)
    again = read_fdx(write_fdx(script))

    def spoken(s: Screenplay) -> list[tuple[str, str]]:
        return [
            (e.kind.value, e.text.strip())
            for e in s.elements
            if e.kind in (Kind.HEADING, Kind.CHARACTER, Kind.DIALOGUE, Kind.PARENTHETICAL)
        ]

    assert spoken(again) == spoken(script)


# ------------------------------------------------------------------------------- mutated files


def mutations(data: bytes, chance: random.Random, count: int) -> list[bytes]:
    """The file cut, doubled, with bytes flipped and pieces moved."""
    made = []
    for _ in range(count):
        piece = bytearray(data)
        for _ in range(chance.randint(1, 8)):
            a, b = sorted(chance.randint(0, len(piece)) for _ in range(2))
            b = min(b, a + 400)
            match chance.randint(0, 4):
                case 0:
                    del piece[a:b]
                case 1:
                    piece[a:a] = piece[a:b]
                case 2 if piece:
                    piece[chance.randrange(len(piece))] = chance.randrange(256)
                case 3:
                    piece[a:a] = chance.choice([b"[[", b"/*", b"*", b"\n", b"<", b"&", b"\r", b'"'])
                case _:
                    del piece[max(a, 1) :]
        made.append(bytes(piece))
    return made


def test_broken_fountain_files_are_read_and_lose_nothing(real_scripts: Path) -> None:
    chance = random.Random(7)
    for file in sorted(real_scripts.glob("*/*.fountain")):
        data = file.read_bytes()[:6000]
        for broken in mutations(data, chance, 12):
            try:
                script = read_fountain(broken, file.name)
            except Unreadable:
                continue
            assert_nothing_is_lost(text_of(broken)[0], script)


def test_broken_final_draft_files_are_read_or_refused(real_scripts: Path) -> None:
    chance = random.Random(7)
    for file in sorted(real_scripts.glob("*/*.fdx")):
        data = file.read_bytes()
        for broken in mutations(data[:8000] if len(data) > 8000 else data, chance, 20):
            try:
                script = read_fdx(broken, file.name)
            except Unreadable:
                continue
            assert read_fdx(write_fdx(script)).elements


def test_every_fountain_file_beside_us_goes_there_and_back(real_scripts: Path) -> None:
    for file in sorted(real_scripts.glob("*/*.fountain")):
        once = read_fountain(file.read_bytes(), file.name)
        assert_nothing_is_lost(text_of(file.read_bytes())[0], once)
        again = read_fountain(write_fountain(once), file.name)
        assert without_places(again.elements) == without_places(once.elements), file.name


def test_every_final_draft_file_beside_us_goes_there_and_back(real_scripts: Path) -> None:
    for file in sorted(real_scripts.glob("*/*.fdx")):
        once = read_fdx(file.read_bytes(), file.name)
        again = read_fdx(write_fdx(once), file.name)
        assert without_places(again.elements) == without_places(once.elements), file.name
        assert (again.tags, again.revisions) == (once.tags, once.revisions)
        kept = read_fdx(write_fdx(once, like=file.read_bytes()), file.name)
        assert kept.layout == once.layout
        assert kept.elements == again.elements


# ----------------------------------------------------------------------------------- large files

TRAPS = [
    "[[",
    "[[\n",
    "[[\n\n",
    "/*",
    "/*\n\n",
    "*a ",
    "***a* ",
    "a* b** c*** *d **e ***f ",
    "_a ",
    "\\",
    "[\\[",
    "#1#",
    " #a",
    "(",
    "(a)",
    ")",
    "[[a]]\n",
    "  \n",
    "A\nb\n  \n",
    "A ^\nb\n\n",
    "    x\n",
]


def seconds(text: str) -> float:
    """Processor time of the quickest of five readings, the collector of garbage at rest."""
    found = []
    gc.collect()
    gc.disable()
    try:
        for _ in range(5):
            start = time.process_time()
            read_fountain(text)
            found.append(time.process_time() - start)
    finally:
        gc.enable()
    return min(found)


@pytest.mark.slow
@pytest.mark.parametrize("before", ["INT. A ", "x\n\nA\n"])
@pytest.mark.parametrize("trap", TRAPS)
def test_time_grows_with_the_length_and_not_with_its_square(trap: str, before: str) -> None:
    size = 12_000
    text = before + trap * (8 * size // len(trap))
    # Eight times the text in eight times the time; a square would take sixty-four.
    ratios = []
    for _ in range(3):
        ratios.append(seconds(text) / max(seconds(text[:size]), 0.001))
        if ratios[-1] < 24:
            return
    pytest.fail(f"{min(ratios):.0f} times the time for 8 times the text")


@pytest.mark.slow
def test_a_megabyte_of_marks_that_never_close_is_read() -> None:
    for trap in ("[[", "/* ", "*a ", "("):
        text = (trap * 1_000_000)[:1_000_000].rstrip()
        script = read_fountain(text)
        assert sum(len(e.raw) for e in script.elements) == len(text)
        assert len(script.findings) <= 45


def test_deep_and_long_xml_is_read_or_refused() -> None:
    deep = b"<FinalDraft><Content>" + b"<Paragraph>" * 20_000
    with pytest.raises(Unreadable):
        read_fdx(deep)
    closed = deep + b"</Paragraph>" * 20_000 + b"</Content></FinalDraft>"
    assert len(read_fdx(closed).elements) == 1
    long = b'<Paragraph Type="Action"><Text>a</Text></Paragraph>' * 20_000
    assert (
        len(read_fdx(b"<FinalDraft><Content>%s</Content></FinalDraft>" % long).elements) == 20_000
    )
