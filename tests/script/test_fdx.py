"""Final Draft files, in the shapes that programs really write."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from intercut.domain.finding import Level
from intercut.errors import Unreadable
from intercut.script.fdx import read_fdx
from intercut.script.layout import US_LETTER
from intercut.script.screenplay import Element, Emphasis, Kind, Screenplay, scenes_of


def fdx(content: str, rest: str = "", version: str = "5") -> Screenplay:
    """A script with this content and the parts behind it."""
    return read_fdx(
        f'<?xml version="1.0" encoding="UTF-8" standalone="no" ?>\n'
        f'<FinalDraft DocumentType="Script" Template="No" Version="{version}">\n'
        f"<Content>{content}</Content>{rest}</FinalDraft>".encode(),
        "x.fdx",
    )


def paragraph(kind: str, text: str, more: str = "") -> str:
    return f'<Paragraph Type="{kind}" {more}><Text>{text}</Text></Paragraph>'


def only(script: Screenplay) -> Element:
    (element,) = script.elements
    return element


def codes(script: Screenplay) -> list[str]:
    return [f.code for f in script.findings]


def test_a_paragraph_is_all_its_runs() -> None:
    script = fdx(
        '<Paragraph Type="Action"><Text>He </Text><Text Style="Bold+Italic">gun</Text>'
        '<Text> fires</Text><Text Style="HiddenText">!</Text></Paragraph>'
    )
    action = only(script)
    assert action.text == "He gun fires!"
    assert [(r.start, r.end, set(r.emphasis)) for r in action.runs] == [
        (3, 6, {Emphasis.BOLD, Emphasis.ITALIC}),
        (12, 13, {Emphasis.HIDDEN}),
    ]


@pytest.mark.parametrize(
    ("type_", "kind"),
    [
        ("Scene Heading", Kind.HEADING),
        ("Action", Kind.ACTION),
        ("Character", Kind.CHARACTER),
        ("Parenthetical", Kind.PARENTHETICAL),
        ("Dialogue", Kind.DIALOGUE),
        ("Transition", Kind.TRANSITION),
        ("Shot", Kind.SHOT),
        ("General", Kind.GENERAL),
        ("Cast List", Kind.GENERAL),
        ("New Act", Kind.CENTRED),
        ("Outline 2", Kind.SECTION),
        ("Outline Body", Kind.SYNOPSIS),
    ],
)
def test_types_of_final_draft_have_a_kind(type_: str, kind: Kind) -> None:
    script = fdx(paragraph(type_, "text"))
    assert only(script).kind is kind
    assert not script.findings


def test_a_type_of_its_own_is_general_text_and_named_once() -> None:
    script = fdx(paragraph("Song Title", "a") + paragraph("Song Title", "b"))
    assert [e.kind for e in script.elements] == [Kind.GENERAL, Kind.GENERAL]
    assert codes(script) == ["script.fdx.type"]
    assert "Song Title" in script.findings[0].message


def test_centred_action_is_centred() -> None:
    assert only(fdx(paragraph("Action", "FIN", 'Alignment="Center"'))).kind is Kind.CENTRED


@pytest.mark.parametrize(
    ("length", "eighths"), [("3/8", 3), ("1", 8), ("1 3/8", 11), ("2", 16), ("8/8", 8), ("", None)]
)
def test_lengths_are_eighths_and_a_bare_number_is_pages(length: str, eighths: int | None) -> None:
    heading = only(
        fdx(
            f'<Paragraph Type="Scene Heading" Number="12A"><SceneProperties Length="{length}" '
            'Page="14A" Title="The call"/><Text>INT. A - DAY</Text></Paragraph>'
        )
    )
    assert heading.imported_eighths == eighths
    assert (heading.number, heading.page, heading.title) == ("12A", "14A", "The call")


def test_a_length_that_is_none_is_reported() -> None:
    script = fdx(
        '<Paragraph Type="Scene Heading"><SceneProperties Length="long"/><Text>INT. A</Text>'
        "</Paragraph>"
    )
    assert only(script).imported_eighths is None
    assert codes(script) == ["script.fdx.length"]
    assert script.findings[0].where.line == 1


def test_synopsis_and_the_characters_present_stand_in_the_scene_properties() -> None:
    heading, synopsis = fdx(
        '<Paragraph Type="Scene Heading"><SceneProperties><Summary><Paragraph><Text>One.</Text>'
        "</Paragraph><Paragraph><Text>Two.</Text></Paragraph></Summary><SceneArcBeats>"
        '<CharacterArcBeat Name="ANN">She hopes.</CharacterArcBeat><CharacterArcBeat Name="BO"/>'
        "</SceneArcBeats></SceneProperties><Text>INT. A</Text></Paragraph>"
    ).elements
    assert heading.text == "INT. A"
    assert heading.synopsis == "One.\nTwo."
    assert heading.present == ("ANN", "BO")
    assert (synopsis.kind, synopsis.text) == (Kind.SYNOPSIS, "One.\nTwo.")


def test_cues_lose_their_extensions() -> None:
    cue = only(fdx(paragraph("Character", "EDWARD (V.O.)(CONT'D)")))
    assert (cue.name, cue.extensions) == ("EDWARD", ("V.O.", "CONT'D"))


def test_text_indented_like_its_xml_is_trimmed_and_real_newlines_stay() -> None:
    assert only(fdx(paragraph("Character", "\n        Henry\n      "))).name == "Henry"
    assert only(fdx(paragraph("Action", "One\nTwo"))).text == "One\nTwo"
    assert only(fdx(paragraph("Action", "  One "))).text == "  One "


def test_dual_dialogue_has_two_sides() -> None:
    script = fdx(
        "<Paragraph><DualDialogue>"
        + paragraph("Character", "A")
        + paragraph("Dialogue", "x")
        + paragraph("Character", "B")
        + paragraph("Parenthetical", "(y)")
        + paragraph("Dialogue", "z")
        + "</DualDialogue></Paragraph>"
    )
    assert [(e.kind.value, e.dual) for e in script.elements] == [
        ("character", 1),
        ("dialogue", 1),
        ("character", 2),
        ("parenthetical", 2),
        ("dialogue", 2),
    ]
    assert [e.line for e in script.elements] == [2, 3, 4, 5, 6]
    assert codes(fdx("<Paragraph><DualDialogue/></Paragraph>")) == ["script.dual.count"]


def test_a_note_on_a_dual_dialogue_is_kept() -> None:
    note = '<ScriptNote Name="too long"><Paragraph/></ScriptNote>'
    speeches = paragraph("Character", "A") + paragraph("Character", "B")
    script = fdx(
        f'<Paragraph Type="General">{note}<DualDialogue>{speeches}</DualDialogue></Paragraph>'
    )
    assert [(e.kind.value, e.text, e.inside) for e in script.elements] == [
        ("character", "A", None),
        ("note", "too long", 0),
        ("character", "B", None),
    ]


TAGS = """
<TagData><TagCategories>
 <TagCategory Id="05c556eb-6bc1-4a3a-b09f-f8b5ba1b6afa" Name="Requisiten"/>
 <TagCategory Id="own" Name="Visual Effects"/><TagCategory Id="own2" Name="Drones"/>
</TagCategories><TagDefinitions>
 <TagDefinition Id="d1" CatId="05c556eb-6bc1-4a3a-b09f-f8b5ba1b6afa" Label="Revolver"/>
 <TagDefinition Id="d2" CatId="own" Label="Muzzle flash"/>
 <TagDefinition Id="d3" CatId="own2" Label="Drone"/>
</TagDefinitions><Tags>
 <Tag Number="1"><DefId>d1</DefId><DefId>d2</DefId></Tag><Tag Number="2"><DefId>d3</DefId></Tag>
 <Tag Number="3"><DefId>gone</DefId></Tag>
</Tags></TagData>"""


def test_tags_have_the_universal_category_by_id_then_by_name() -> None:
    script = fdx(
        '<Paragraph Type="Action"><Text>A </Text><Text TagNumber="1">gun</Text><Text> and </Text>'
        '<Text TagNumber="2,3">a thing</Text></Paragraph>',
        TAGS,
    )
    assert [(t.id, t.category, t.ucid, t.label) for t in script.tags] == [
        ("1", "Requisiten", 104, "Revolver"),
        ("1.2", "Visual Effects", 121, "Muzzle flash"),
        ("2", "Drones", None, "Drone"),
    ]
    action = only(script)
    assert [(action.text[r.start : r.end], r.tags) for r in action.runs] == [
        ("gun", ("1", "1.2")),
        ("a thing", ("2",)),
    ]


def test_a_note_in_a_paragraph_knows_where_it_stands() -> None:
    action, note = fdx(
        '<Paragraph Type="Action"><Text>One </Text><ScriptNote Name="hymn"><Paragraph><Text>Which?'
        "</Text></Paragraph></ScriptNote><Text>two.</Text></Paragraph>"
    ).elements
    assert action.text == "One two."
    assert (note.kind, note.text, note.title) == (Kind.NOTE, "Which?", "hymn")
    assert (note.inside, note.at) == (0, 4)


def test_a_note_at_the_end_of_the_file_goes_to_the_words_its_range_names() -> None:
    script = fdx(
        paragraph("Action", "Hum.") + paragraph("Action", "She 😀 waits."),
        '<ScriptNotes><ScriptNote Range="9,10"><Paragraph><Text>n</Text></Paragraph></ScriptNote>'
        '<ScriptNote Range="999,1000"><Paragraph><Text>m</Text></Paragraph></ScriptNote>'
        "<ScriptNote><Paragraph><Text>o</Text></Paragraph></ScriptNote></ScriptNotes>",
    )
    assert [(e.kind.value, e.text, e.inside, e.at) for e in script.elements] == [
        ("action", "Hum.", None, None),
        ("action", "She 😀 waits.", None, None),
        ("note", "n", 1, 4),
        ("note", "m", None, None),
        ("note", "o", None, None),
    ]


def test_an_omitted_scene_is_one_scene_that_keeps_its_old_text() -> None:
    script = fdx(
        paragraph("Scene Heading", "INT. A", 'Number="20"')
        + '<Paragraph Type="Scene Heading" Number="21"><Text>OMITTED</Text><OmittedScene>'
        + paragraph("Scene Heading", "EXT. YARD - DUSK")
        + paragraph("Action", "Mara waits.")
        + "</OmittedScene></Paragraph>"
        + paragraph("Scene Heading", "INT. B", 'Number="22"')
    )
    assert [(s.number, s.heading.omitted) for s in scenes_of(script)] == [
        ("20", False),
        ("21", True),
        ("22", False),
    ]
    assert [(e.text, e.omitted, e.inside) for e in scenes_of(script)[1].elements] == [
        ("OMITTED", True, None),
        ("EXT. YARD - DUSK", True, 1),
        ("Mara waits.", True, 1),
    ]


def test_revisions_are_kept_on_runs_and_whole_paragraphs() -> None:
    script = fdx(
        '<Paragraph Type="Action"><Text>a</Text><Text RevisionID="2">b</Text></Paragraph>'
        '<Paragraph Type="Action"><Text RevisionID="1">c</Text><Text RevisionID="1">d</Text>'
        "</Paragraph>",
        '<Revisions><Revision ID="1" Name="Blue" Color="#00000000FFFF"/></Revisions>',
    )
    assert script.revisions == (("1", "Blue", "#00000000FFFF"),)
    first, second = script.elements
    assert (first.revision, first.runs[0].revision) == ("", "2")
    assert second.revision == "1"


def test_the_title_page_has_no_keys() -> None:
    script = fdx(
        "",
        "<TitlePage><Content><Paragraph/><Paragraph><Text>NIGHT</Text><Text> CALL</Text>"
        "</Paragraph><Paragraph><Text>by Ada</Text></Paragraph></Content></TitlePage>",
    )
    assert [(e.key, e.value, e.line) for e in script.title_page] == [
        ("", "NIGHT CALL", 2),
        ("", "by Ada", 3),
    ]
    assert script.title() == "NIGHT CALL"


def test_page_and_margins_are_read_when_the_file_has_them() -> None:
    script = fdx(
        "",
        '<PageLayout TopMargin="72" BottomMargin="72"><PageSize Height="11.00" Width="8.50"/>'
        '</PageLayout><ElementSettings Type="Dialogue"><ParagraphSpec LeftIndent="2.50" '
        'RightIndent="6.00" SpaceBefore="0"/></ElementSettings><ElementSettings Type="Shot">'
        '<ParagraphSpec LeftIndent="x" RightIndent="" SpaceBefore="24"/></ElementSettings>',
    )
    assert script.layout is not None
    assert script.layout.lines_per_page == 54
    assert script.layout.dialogue_width == 35
    assert script.layout.shot_before == 2
    assert fdx("").layout is None


def test_the_settings_final_draft_begins_with_are_our_us_letter() -> None:
    indents = {
        "General": (1.5, 7.5, 0),
        "Scene Heading": (1.5, 7.5, 24),
        "Action": (1.5, 7.5, 12),
        "Character": (3.5, 7.25, 12),
        "Parenthetical": (3.0, 5.5, 0),
        "Dialogue": (2.5, 6.0, 0),
        "Transition": (5.5, 7.1, 12),
        "Shot": (1.5, 7.5, 24),
    }
    settings = "".join(
        f'<ElementSettings Type="{kind}"><ParagraphSpec LeftIndent="{left:.2f}" '
        f'RightIndent="{right:.2f}" SpaceBefore="{before}"/></ElementSettings>'
        for kind, (left, right, before) in indents.items()
    )
    page = (
        '<PageLayout TopMargin="72" BottomMargin="72"><PageSize Height="11.00" Width="8.50"/>'
        "</PageLayout>"
    )
    layout = fdx("", page + settings).layout
    assert layout == replace(US_LETTER, name="as the file says")


def test_a_paragraph_that_starts_a_page_has_a_page_break_before_it() -> None:
    script = fdx(
        paragraph("Action", "a", 'StartsNewPage="Yes"')
        + paragraph("Action", "b", 'StartsNewPage="Yes"')
    )
    assert [e.kind.value for e in script.elements] == ["action", "page break", "action"]


def test_text_in_a_part_nobody_knows_is_reported() -> None:
    assert codes(fdx('<Paragraph Type="Action"><Foo>lost?</Foo></Paragraph>')) == [
        "script.fdx.part"
    ]
    assert codes(fdx("<Foo>lost?</Foo>")) == ["script.fdx.part"]
    assert codes(fdx("<Foo/>")) == []


def test_an_empty_heading_and_a_cue_that_is_a_direction_are_reported() -> None:
    assert codes(fdx('<Paragraph Type="Scene Heading"/>')) == ["script.heading.empty"]
    assert codes(fdx(paragraph("Character", "INTERCUT"))) == ["script.cue.looks_like_direction"]


def test_a_number_given_twice_is_reported_with_its_paragraph() -> None:
    script = fdx(paragraph("Scene Heading", "A", 'Number="1"') * 2)
    assert codes(script) == ["script.number.twice"]
    assert "paragraph 1" in script.findings[0].message


@pytest.mark.parametrize("version", ["1", "2", "3", "4", "5", "6", ""])
def test_all_versions_are_read(version: str) -> None:
    assert fdx(paragraph("Action", "a"), version=version).findings == ()


def test_a_newer_version_is_read_with_a_note() -> None:
    script = fdx(paragraph("Action", "a"), version="9")
    assert codes(script) == ["script.fdx.version"]
    assert script.findings[0].level is Level.NOTE


def test_a_file_without_a_script_is_reported() -> None:
    assert codes(read_fdx(b"<FinalDraft/>")) == ["script.fdx.no_content"]


def test_the_encoding_of_the_declaration_counts() -> None:
    text = (
        '<?xml version="1.0" encoding="{}"?><FinalDraft><Content><Paragraph Type="Action">'
        "<Text>Ü</Text></Paragraph></Content></FinalDraft>"
    )
    for encoding in ("utf-8", "utf-16", "iso-8859-1", "windows-1252"):
        assert only(read_fdx(text.format(encoding).encode(encoding))).text == "Ü"


BOMB = """<?xml version="1.0"?>
<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<FinalDraft><Content><Paragraph Type="Action"><Text>&b;</Text></Paragraph></Content></FinalDraft>"""


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (BOMB, "line 2"),
        ('<!DOCTYPE FinalDraft SYSTEM "file:///etc/passwd"><FinalDraft/>', "line 1"),
        ("<FinalDraft>\n<Content>\n<Paragraph>", "line 3"),
        ("<FinalDraft><Content>&nbsp;</Content></FinalDraft>", "line 1"),
        ("<html><body/></html>", "<html>"),
        ('<?xml version="1.0" encoding="klingon"?><FinalDraft/>', "line 1"),
        ("", "line 1"),
    ],
)
def test_what_is_no_final_draft_file_is_refused_with_its_place(text: str, says: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_fdx(text.encode(), "x.fdx")
    assert says in refused.value.message
    assert "x.fdx" in refused.value.message
    assert refused.value.fix


def test_a_file_final_draft_wrote_is_read_whole(real_scripts: Path) -> None:
    script = read_fdx((real_scripts / "screenplay-tools" / "TestFDX-FD.fdx").read_bytes())
    assert [(s.number, s.heading.imported_eighths, s.heading.page) for s in scenes_of(script)] == [
        ("1", 3, "1"),
        ("2", 2, "1"),
    ]
    assert script.elements[0].present == ("DAVE", "DJ", "JIM")
    assert script.title() == "FDX Test Script"
    assert [name for _, name, _ in script.revisions][:3] == ["Blue", "Pink", "Yellow"]
    assert script.findings == ()
    assert script.layout is not None


def test_every_final_draft_file_beside_us_is_read_without_a_warning(real_scripts: Path) -> None:
    files = sorted(real_scripts.glob("*/*.fdx"))
    assert files
    for file in files:
        script = read_fdx(file.read_bytes(), file.name)
        assert not [f for f in script.findings if f.level is not Level.NOTE], file.name
        assert script.elements


def test_the_synopsis_of_a_paragraph_that_is_no_heading_any_more_is_kept() -> None:
    script = read_fdx(
        b"<FinalDraft><Content><Paragraph Type='Slug'><SceneProperties><Summary><Paragraph>"
        b"<Text>They part.</Text></Paragraph></Summary></SceneProperties><Text>INT. HALL</Text>"
        b"</Paragraph></Content></FinalDraft>",
        "x.fdx",
    )
    assert [(e.kind, e.text) for e in script.elements] == [
        (Kind.GENERAL, "INT. HALL"),
        (Kind.SYNOPSIS, "They part."),
    ]
