"""Scripts written: what a person finds in the file."""

from __future__ import annotations

from dataclasses import replace

import pytest

from intercut.script.fdx import read_fdx
from intercut.script.fdx_write import write_fdx
from intercut.script.fountain import read_fountain
from intercut.script.fountain_write import write_fountain
from intercut.script.marked import marked_lines
from intercut.script.screenplay import Element, Emphasis, Kind, Run, Screenplay, Tag, TitleEntry
from intercut.script.write import script_bytes

SCRIPT = """\
Title: Night Call
Contact:
    Ada
    12 Mill Rd

INT. KITCHEN - NIGHT #1#

= She waits.

MARA [[who?]] pours *cold* tea.

MARA (V.O.)
(low)
I _said_ no.
\x20\x20
Twice.

JONAS
Hello?

MARA ^
Hello!

> CUT TO:

.THE LINE ITSELF #2#

!INT. IS A STRANGE WORD

===

~La la

> THE END <
"""


def test_a_tidy_script_is_written_as_it_was() -> None:
    assert write_fountain(read_fountain(SCRIPT)) == SCRIPT


def element(kind: Kind, text: str, **more: object) -> Element:
    made = Element(kind=kind, text=text, raw="", line=1, end_line=1)
    return replace(made, **more)  # type: ignore[arg-type]


def script(*elements: Element) -> Screenplay:
    return Screenplay(
        file="",
        format="fdx",
        sha256="",
        title_page=(),
        elements=tuple(replace(e, index=n) for n, e in enumerate(elements)),
    )


@pytest.mark.parametrize(
    ("made", "written"),
    [
        (element(Kind.HEADING, "INT. A"), "INT. A"),
        (element(Kind.HEADING, "LATER", number="9-12, 13"), ".LATER #9-12-13#"),
        (element(Kind.HEADING, "INT. ROOM #5#"), "INT. ROOM #5# # #"),
        (element(Kind.ACTION, "He waits."), "He waits."),
        (element(Kind.ACTION, "INT. X"), "!INT. X"),
        (element(Kind.ACTION, "# 1 fan"), "!# 1 fan"),
        (element(Kind.ACTION, "a\n\nb"), "!a\n!\nb"),
        (element(Kind.ACTION, "5 * 3 _ 2"), "5 * 3 _ 2"),
        (element(Kind.ACTION, "*not*"), "\\*not\\*"),
        (element(Kind.ACTION, "a [[b]]"), "a [\\[b]]"),
        (element(Kind.ACTION, "a /* b"), "a /\\* b"),
        (element(Kind.GENERAL, "Text."), "Text."),
        (element(Kind.TRANSITION, "CUT TO:"), "CUT TO:"),
        (element(Kind.TRANSITION, "Fade out."), "> Fade out."),
        (element(Kind.CENTRED, "FIN"), "> FIN <"),
        (element(Kind.SHOT, "CLOSE ON"), "!!CLOSE ON"),
        (element(Kind.CHARACTER, "ANN"), "@ANN"),
        (element(Kind.DIALOGUE, "Nobody said this."), "!Nobody said this."),
        (element(Kind.SECTION, "Act", level=2), "## Act"),
        (element(Kind.SYNOPSIS, "a\nb"), "= a\n= b"),
        (element(Kind.NOTE, "a ]] b\n\nc"), "[[a ] ] b\n  \nc]]"),
        (element(Kind.BONEYARD, "a */ b"), "/*a * / b*/"),
        (element(Kind.PAGE_BREAK, ""), "==="),
        (element(Kind.LYRICS, "la\nli"), "~la\n~li"),
    ],
)
def test_an_element_is_forced_only_where_it_would_be_read_as_another(
    made: Element, written: str
) -> None:
    assert write_fountain(script(made)) == f"{written}\n"


def test_a_speech_from_final_draft_stays_together() -> None:
    text = write_fountain(
        script(
            element(Kind.CHARACTER, "Henry (o.s.)", name="Henry"),
            element(Kind.PARENTHETICAL, "low"),
            element(Kind.DIALOGUE, "One."),
            element(Kind.DIALOGUE, "\n"),
            element(Kind.LYRICS, "la", spoken=True),
        )
    )
    assert text == "@Henry (o.s.)\n(low)\nOne.\n  \n  \n~la\n"


@pytest.mark.parametrize(
    ("text", "runs", "written"),
    [
        ("a b c", [(2, 3, {Emphasis.BOLD})], "a **b** c"),
        ("a b c", [(2, 3, {Emphasis.BOLD, Emphasis.ITALIC})], "a ***b*** c"),
        ("ab", [(0, 1, {Emphasis.BOLD}), (1, 2, {Emphasis.BOLD, Emphasis.ITALIC})], "**a*b***"),
        ("a b ", [(0, 4, {Emphasis.UNDERLINE})], "_a b_ "),
        ("half", [(0, 2, {Emphasis.UNDERLINE})], "half"),
        ("half", [(0, 2, {Emphasis.STRIKEOUT})], "half"),
        ("a *b", [(0, 4, {Emphasis.BOLD})], "**a *b**"),
        ("*b*", [(0, 3, {Emphasis.BOLD})], "**\\*b\\***"),
    ],
)
def test_emphasis_is_written_where_fountain_can_say_it(
    text: str, runs: list[tuple[int, int, set[Emphasis]]], written: str
) -> None:
    made = [Run(start=a, end=b, emphasis=frozenset(e)) for a, b, e in runs]
    assert marked_lines(text, made) == [written]


def test_old_text_of_an_omitted_scene_becomes_boneyard() -> None:
    text = write_fountain(
        script(
            element(Kind.HEADING, "OMITTED", number="7", omitted=True),
            element(Kind.HEADING, "INT. OLD", omitted=True, inside=0),
            element(Kind.ACTION, "She went.", omitted=True, inside=0),
            element(Kind.ACTION, "On."),
        )
    )
    assert text == ".OMITTED #7#\n\n/*\n\nINT. OLD\n\nShe went.\n\n*/\n\nOn.\n"


def test_a_free_title_page_gets_keys() -> None:
    titled = replace(
        script(element(Kind.ACTION, "Title: not one")),
        title_page=(
            TitleEntry(key="", value="NIGHT CALL", line=1),
            TitleEntry(key="", value="by Ada", line=2),
        ),
    )
    assert write_fountain(titled) == "Title: NIGHT CALL\nNotes: by Ada\n\n!Title: not one\n"


def test_final_draft_gets_numbers_lengths_notes_and_tags() -> None:
    made = replace(
        script(
            element(Kind.HEADING, "INT. A", number="12A", imported_eighths=11, page="14A"),
            element(
                Kind.ACTION,
                "A gun & more",
                runs=(Run(start=2, end=5, tags=("1", "1.2"), emphasis=frozenset()),),
            ),
            element(Kind.NOTE, "Which?", inside=1, at=5, title="prop"),
        ),
        tags=(
            Tag(id="1", category="Props", ucid=104, label="Gun"),
            Tag(id="1.2", category="Own", ucid=None, label="Bang"),
        ),
        revisions=(("1", "Blue", "#00000000FFFF"),),
    )
    data = write_fdx(made)
    assert b'Length="1 3/8"' in data
    assert b'Number="12A"' in data
    assert b"&amp;" in data
    again = read_fdx(data)
    assert again.tags == made.tags
    assert again.revisions == made.revisions
    assert again.elements[1].runs == made.elements[1].runs
    assert (again.elements[2].text, again.elements[2].at) == ("Which?", 5)


def test_a_fountain_script_becomes_a_final_draft_file_with_all_it_prints() -> None:
    once = read_fountain(SCRIPT)
    again = read_fdx(write_fdx(once))
    assert again.title() == "Night Call"
    unprinted = (Kind.NOTE, Kind.PAGE_BREAK)
    assert [
        (e.kind, e.text, e.number, e.dual) for e in again.elements if e.kind not in unprinted
    ] == [(e.kind, e.text, e.number, e.dual) for e in once.elements if e.kind not in unprinted]


def test_the_name_decides_the_format() -> None:
    once = read_fountain(SCRIPT)
    assert script_bytes(once, "a.fdx") == write_fdx(once)
    assert script_bytes(once, "a.FOUNTAIN") == write_fountain(once).encode()
    with pytest.raises(ValueError, match="pdf"):
        script_bytes(once, "a.pdf")


def test_settings_of_the_file_it_came_from_are_kept() -> None:
    original = (
        b'<FinalDraft Version="6"><Content><Paragraph Type="Action"><Text>old</Text></Paragraph>'
        b'</Content><PageLayout TopMargin="72" BottomMargin="72"><PageSize Height="11.69"/>'
        b"</PageLayout><TitlePage><Content/><HeaderAndFooter/></TitlePage><Revisions>"
        b'<Revision ID="1" Name="Blue"/></Revisions><SmartType/></FinalDraft>'
    )
    once = read_fdx(original)
    changed = replace(
        once,
        elements=(replace(once.elements[0], text="new"),),
        title_page=(TitleEntry(key="", value="NIGHT", line=1),),
        revisions=(),
    )
    data = write_fdx(changed, like=original)
    again = read_fdx(data)
    assert again.layout == once.layout is not None
    assert [e.text for e in again.elements] == ["new"]
    assert again.title() == "NIGHT"
    assert again.revisions == ()
    for part in (b'Version="6"', b"<SmartType", b"<HeaderAndFooter"):
        assert part in data
    assert data.index(b"<Content") < data.index(b"<PageLayout")
