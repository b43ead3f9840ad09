"""Fountain, rule by rule."""

from __future__ import annotations

import pytest

from intercut.domain.finding import Level
from intercut.script.fountain import read_fountain
from intercut.script.screenplay import Element, Emphasis, Kind, Screenplay, scenes_of


def short(text: str) -> list[tuple[str, str]]:
    """Kinds and texts of a script, notes and boneyard included."""
    return [(e.kind.value, e.text) for e in read_fountain(text).elements]


def codes(script: Screenplay) -> list[str]:
    return [f.code for f in script.findings]


def only(text: str) -> Element:
    (element,) = read_fountain(text).elements
    return element


# ------------------------------------------------------------------------------------- headings


@pytest.mark.parametrize(
    "line",
    [
        "INT. KITCHEN - DAY",
        "EXT. KITCHEN - DAY",
        "EST. KITCHEN",
        "EST KITCHEN",
        "INT KITCHEN",
        "int. kitchen - day",
        "INT./EXT. CAR - NIGHT",
        "INT/EXT CAR",
        "INT / EXT. CAR",
        "EXT./INT. CAR",
        "EXT/INT. CAR",
        "I/E. CAR",
        "I/E CAR",
        "E/I. CAR",
        "INT.- KITCHEN",
        "INT.KITCHEN",
        "   INT. KITCHEN",
        "**INT. KITCHEN - DAY**",
        "INT。 病院-日",
    ],
)
def test_a_heading_begins_with_inside_or_outside(line: str) -> None:
    script = read_fountain(f"Before.\n\n{line}\n\nAfter.")
    assert [e.kind for e in script.elements] == [Kind.ACTION, Kind.HEADING, Kind.ACTION]


@pytest.mark.parametrize(
    "line",
    ["INTERIOR OF A CAR", "INTERCUT - PHONE", "EXTRAS mill about.", "Est une maison.", "ESTHER."],
)
def test_words_that_only_begin_like_a_heading_are_action(line: str) -> None:
    assert short(f"Before.\n\n{line}\n\nAfter.")[1] == ("action", line)


def test_a_heading_needs_an_empty_line_before_it() -> None:
    script = read_fountain("He waits.\nINT. KITCHEN - DAY\n\nAfter.")
    assert [e.kind for e in script.elements] == [Kind.ACTION, Kind.ACTION]
    assert codes(script) == ["script.heading.no_blank_before"]
    assert script.findings[0].where.line == 2


def test_a_heading_in_capitals_directly_over_text_is_no_cue_but_a_heading_with_a_note() -> None:
    script = read_fountain("INT. HALL - NIGHT\nShe runs.\n")
    assert [e.kind for e in script.elements] == [Kind.HEADING, Kind.ACTION]
    assert codes(script) == ["script.heading.no_blank_after"]
    assert short("Int. the hall we see\na man.") == [("action", "Int. the hall we see\na man.")]


def test_one_dot_forces_a_heading() -> None:
    heading = only(".INTERCUT - A / B #14#")
    assert (heading.kind, heading.text, heading.number, heading.forced) == (
        Kind.HEADING,
        "INTERCUT - A / B",
        "14",
        True,
    )
    assert short("... and then") == [("action", "... and then")]
    assert short(". NOT ONE") == [("action", ". NOT ONE")]
    assert short(".élan") == [("heading", "élan")]
    assert short(".'80S BAR") == [("heading", "'80S BAR")]


@pytest.mark.parametrize("number", ["1", "1A", "1a", "110A", "I-1-A", "1-A", "1.", "A10", "12pt1"])
def test_a_scene_number_stands_between_hashes_at_the_end(number: str) -> None:
    heading = only(f"INT. HOUSE - DAY #{number}#")
    assert (heading.text, heading.number) == ("INT. HOUSE - DAY", number)


def test_a_scene_number_may_stand_before_or_behind_a_note() -> None:
    for line in ("INT. X - DAY [[red]] #1#", "INT. X - DAY #1# [[red]]"):
        heading, note = read_fountain(line).elements
        assert (heading.text, heading.number) == ("INT. X - DAY", "1")
        assert (note.kind, note.text, note.inside) == (Kind.NOTE, "red", 0)


def test_an_empty_scene_number_is_none() -> None:
    heading = only("INT. X - DAY # #")
    assert (heading.text, heading.number) == ("INT. X - DAY", "")


def test_a_hash_in_a_heading_is_text() -> None:
    assert only("INT. ROOM #5 - DAY").text == "INT. ROOM #5 - DAY"
    heading = only("INT. ROOM #5 - DAY #12#")
    assert (heading.text, heading.number) == ("INT. ROOM #5 - DAY", "12")


def test_tags_of_another_program_do_not_hide_the_scene_number() -> None:
    heading = only("INT. X - DAY #3# #mood:dark")
    assert (heading.text, heading.number) == ("INT. X - DAY #mood:dark", "3")


def test_a_number_given_twice_is_reported() -> None:
    script = read_fountain("INT. A #1#\n\nINT. B #1#\n\nINT. C #2#")
    assert codes(script) == ["script.number.twice"]
    assert script.findings[0].where.line == 3


# --------------------------------------------------------------------------------------- action


def test_action_keeps_its_line_breaks_and_leading_blanks() -> None:
    assert short("One.\n    Scott --\n\tBillups") == [("action", "One.\n    Scott --\n    Billups")]


def test_blank_lines_beyond_one_are_counted() -> None:
    first, second = read_fountain("One.\n\n\n\nTwo.").elements
    assert (first.space_before, second.space_before) == (0, 2)


def test_a_mark_forces_action() -> None:
    forced = only("!INT. THIS IS ACTION")
    assert (forced.kind, forced.text, forced.forced) == (Kind.ACTION, "INT. THIS IS ACTION", True)
    assert short("!CUT TO:\n\nx")[0] == ("action", "CUT TO:")
    assert short("!SCANNING THE AISLES\nWhere is he?")[0][1] == "SCANNING THE AISLES\nWhere is he?"


def test_two_marks_make_a_shot() -> None:
    assert short("!!CLOSE ON: the ring\nIt turns.") == [
        ("shot", "CLOSE ON: the ring"),
        ("action", "It turns."),
    ]


def test_centred_text_stands_between_angles() -> None:
    assert short("> THE END <") == [("centred", "THE END")]
    assert short(">**THE END**<") == [("centred", "THE END")]


def test_three_equal_signs_break_the_page() -> None:
    assert short("One.\n\n===\n\nTwo.")[1] == ("page break", "")
    assert short("   =====  ")[0][0] == "page break"
    assert short("== not one")[0][0] == "action"


# ------------------------------------------------------------------------------------- speeches


@pytest.mark.parametrize(
    ("cue", "name", "extensions"),
    [
        ("STEEL", "STEEL", ()),
        ("    STEEL", "STEEL", ()),
        ("STEEL (V.O.)", "STEEL", ("V.O.",)),
        ("MOM (O. S.)", "MOM", ("O. S.",)),
        ("HANS (on the radio)", "HANS", ("on the radio",)),
        ("STEEL (V.O.) (CONT'D)", "STEEL", ("V.O.", "CONT'D")),
        ("EDWARD (V.O.)(CONT’D)", "EDWARD", ("V.O.", "CONT’D")),
        ("ANN (ON PHONE (V.O.))", "ANN", ("ON PHONE (V.O.)",)),
        ("R2D2", "R2D2", ()),
        ("WOMAN #2", "WOMAN #2", ()),
        ("SAM & ANN", "SAM & ANN", ()),
        ("SAM’S VOICE", "SAM’S VOICE", ()),
        ("МАША", "МАША", ()),
        ("ÉLODIE", "ÉLODIE", ()),
        ("ΝΙΚΟΣ (V.O.)", "ΝΙΚΟΣ", ("V.O.",)),
        ("@McCLANE", "McCLANE", ()),
        ("@Han (O.S.)", "Han", ("O.S.",)),
        ("**BOB**", "BOB", ()),
        ("JIM #jimtag", "JIM", ()),
        ("\u00a0JIM", "JIM", ()),
    ],
)
def test_a_cue_is_a_name_in_capitals_over_text(
    cue: str, name: str, extensions: tuple[str, ...]
) -> None:
    first, second = read_fountain(f"{cue}\nHello.").elements
    assert (first.kind, first.name, first.extensions) == (Kind.CHARACTER, name, extensions)
    assert (second.kind, second.text) == (Kind.DIALOGUE, "Hello.")


@pytest.mark.parametrize("line", ["23", "Han (O.S.)", "(CAPITALS)", "..."])
def test_a_line_without_capital_letters_is_no_cue(line: str) -> None:
    assert short(f"{line}\nHello.") == [("action", f"{line}\nHello.")]


def test_a_name_with_an_empty_line_behind_it_is_action() -> None:
    assert short("BOB\n\nHello.") == [("action", "BOB"), ("action", "Hello.")]
    assert short("Hello.\n\nBOB") == [("action", "Hello."), ("action", "BOB")]


def test_a_name_without_an_empty_line_before_it_is_action() -> None:
    assert short("He turns.\nBOB\nHello.") == [("action", "He turns.\nBOB\nHello.")]


def test_letters_without_capitals_make_a_cue_when_short_and_the_reader_is_told() -> None:
    script = read_fountain("ジョン\n（失われた）\nこの場所は何ですか？")
    assert [e.kind for e in script.elements] == [
        Kind.CHARACTER,
        Kind.PARENTHETICAL,
        Kind.DIALOGUE,
    ]
    assert codes(script) == ["script.cue.uncased"]
    assert short("そして、何も起こりません。\n次の1時間")[0][0] == "action"


def test_a_speech_has_parentheticals_anywhere() -> None:
    assert short("BOB\n(slowly)\nOne.\n  (loud)\n(louder)\nTwo.\nThree.") == [
        ("character", "BOB"),
        ("parenthetical", "(slowly)"),
        ("dialogue", "One."),
        ("parenthetical", "(loud)"),
        ("parenthetical", "(louder)"),
        ("dialogue", "Two.\nThree."),
    ]
    assert short("BOB\n(beat) Hello.")[1] == ("dialogue", "(beat) Hello.")


def test_two_blanks_keep_a_speech_open() -> None:
    assert short("DEALER\nSeven.\n  \nHit or stand?\n\nHe waits.") == [
        ("character", "DEALER"),
        ("dialogue", "Seven.\n\nHit or stand?"),
        ("action", "He waits."),
    ]
    assert short("DEALER\nSeven.\n \nHit or stand?")[2] == ("action", "Hit or stand?")
    assert short("DEALER\nSeven.\n  \n\nHit or stand?")[2] == ("action", "Hit or stand?")


def test_dual_dialogue_pairs_with_the_speech_directly_before() -> None:
    script = read_fountain("BRICK\nScrew retirement.\n\nSTEEL ^\n(loud)\nScrew retirement.")
    assert [(e.kind.value, e.dual) for e in script.elements] == [
        ("character", 1),
        ("dialogue", 1),
        ("character", 2),
        ("parenthetical", 2),
        ("dialogue", 2),
    ]
    assert script.elements[2].text == "STEEL"
    assert not script.findings


def test_dual_dialogue_without_a_first_speech_is_reported() -> None:
    for text in ("ANN\nHi.\n\nShe waits.\n\nBOB ^\nHi.", "BOB^\nHi."):
        script = read_fountain(text)
        assert codes(script) == ["script.dual.alone"]
        assert all(e.dual == 0 for e in script.elements)
    three = read_fountain("A\nx\n\nB ^\nx\n\nC ^\nx")
    assert [e.dual for e in three.elements] == [1, 1, 2, 2, 0, 0]


def test_lyrics_begin_with_a_tilde_in_action_and_in_speech() -> None:
    assert short("~La la\n~li li\nHe stops.") == [
        ("lyrics", "La la\nli li"),
        ("action", "He stops."),
    ]
    assert short("ANN\nSing.\n~La\n~li") == [
        ("character", "ANN"),
        ("dialogue", "Sing."),
        ("lyrics", "La\nli"),
    ]


# ---------------------------------------------------------------------------------- transitions


def test_a_transition_ends_in_to() -> None:
    assert short("One.\n\nCUT TO:\n\nTwo.")[1] == ("transition", "CUT TO:")
    assert short("One.\n\n   BACK TO:\n\nTwo.")[1] == ("transition", "BACK TO:")
    assert short("One.\n\nCUT TO: \n\nTwo.")[1][0] == "action"
    assert short("One.\n\ncut TO:\n\nTwo.")[1][0] == "action"
    assert short("One.\n\nFADE IN:\n\nTwo.")[1][0] == "action"
    assert short("One.\n\nFADE OUT.\n\nTwo.")[1][0] == "action"


def test_an_angle_forces_a_transition() -> None:
    forced = only("> fade to black.")
    assert (forced.kind, forced.text, forced.forced) == (Kind.TRANSITION, "fade to black.", True)


def test_a_transition_right_above_a_heading_is_still_one() -> None:
    assert [k for k, _ in short("One.\n\nCUT TO:\nEXT. YARD - DAY\n\nTwo.")] == [
        "action",
        "transition",
        "heading",
        "action",
    ]


# ------------------------------------------------------------------------------------- intercut


def test_intercut_lines_are_read_to_the_letter() -> None:
    assert short("INTERCUT - PHONE CONVERSATION\n\nHi.")[0][0] == "action"
    assert short("INTERCUT WITH:\n\nHi.")[0][0] == "action"
    assert short("BACK TO:\n\nHi.")[0][0] == "transition"
    script = read_fountain("INTERCUT PHONE CALL\nThey talk.\n")
    assert script.elements[0].name == "INTERCUT PHONE CALL"
    assert codes(script) == ["script.cue.looks_like_direction"]
    assert script.findings[0].level is Level.WARNING
    assert script.findings[0].where.line == 1


# ----------------------------------------------------------- sections, synopses, notes, boneyard


def test_sections_nest_six_deep() -> None:
    script = read_fountain("# Act\n\n###### Deep\n\n#tight")
    assert [(e.text, e.level) for e in script.elements] == [("Act", 1), ("Deep", 6), ("tight", 1)]
    assert short("####### seven")[0][0] == "action"


def test_a_synopsis_belongs_to_the_heading_before_it() -> None:
    script = read_fountain("# Act\n\n= of the act\n\nINT. A\n\n= one\n= two\n\nText.")
    assert [e.kind for e in script.elements] == [
        Kind.SECTION,
        Kind.SYNOPSIS,
        Kind.HEADING,
        Kind.SYNOPSIS,
        Kind.SYNOPSIS,
        Kind.ACTION,
    ]
    assert script.elements[2].synopsis == "one\ntwo"


def test_a_note_inside_a_line_is_taken_out_and_remembered() -> None:
    action, note = read_fountain("DAN and JACK[[their names?]]. Beer.").elements
    assert action.text == "DAN and JACK. Beer."
    assert action.raw == "DAN and JACK[[their names?]]. Beer."
    assert (note.text, note.raw, note.inside, note.at) == (
        "their names?",
        "[[their names?]]",
        0,
        12,
    )


def test_a_note_may_be_a_paragraph_of_its_own() -> None:
    script = read_fountain("One.\n\n[[alone]]\n\nTwo.")
    assert [(e.kind.value, e.inside) for e in script.elements] == [
        ("action", None),
        ("note", None),
        ("action", None),
    ]
    assert script.elements[2].space_before == 0


def test_a_note_spans_lines_and_held_blank_lines_only() -> None:
    action, note = read_fountain("One [[a\nb\n  \nc]] two.\nThree.").elements
    assert action.text == "One  two.\nThree."
    assert (action.line, action.end_line) == (1, 5)
    assert (note.line, note.end_line, note.text) == (1, 4, "a\nb\n  \nc")
    script = read_fountain("One [[a\n\nb]] two.")
    assert [e.text for e in script.elements] == ["One [[a", "b]] two."]
    assert codes(script) == ["script.note.unclosed"]


def test_a_note_line_does_not_part_a_cue_from_its_speech() -> None:
    script = read_fountain("JACK\n[[who?]]\nHello.\n[[loud]]\nBye.")
    assert [(e.kind.value, e.text, e.inside) for e in script.elements] == [
        ("character", "JACK", None),
        ("note", "who?", 0),
        ("dialogue", "Hello.\nBye.", None),
        ("note", "loud", 2),
    ]


def test_a_note_line_is_as_good_as_an_empty_one_for_a_heading() -> None:
    script = read_fountain("One.\n\nINT. A - DAY\n[[red]]\nText.")
    assert [e.kind.value for e in script.elements][1] == "heading"


def test_boneyard_is_cut_out_and_kept() -> None:
    script = read_fountain("One /* two */ three.\n\n/*\n\nINT. GONE\n\n*/\n\nFour.")
    assert [(e.kind.value, e.text) for e in script.elements] == [
        ("action", "One  three."),
        ("boneyard", "two"),
        ("boneyard", "INT. GONE"),
        ("action", "Four."),
    ]
    assert scenes_of(script) == ()


def test_a_boneyard_with_an_empty_line_inside_parts_what_is_around_it() -> None:
    script = read_fountain("CUT TO:\n/*\nINT. A\n\nText.\n*/\nEXT. B - DAY\n\nText.")
    assert [e.kind.value for e in script.elements] == [
        "transition",
        "boneyard",
        "heading",
        "action",
    ]


def test_an_unclosed_boneyard_is_text() -> None:
    script = read_fountain("One /* two.\n\nThree.")
    assert [e.text for e in script.elements] == ["One /* two.", "Three."]
    assert codes(script) == ["script.boneyard.unclosed"]


def test_a_boneyard_in_a_boneyard_ends_at_the_first_close() -> None:
    script = read_fountain("A /* b /* c */ d */")
    assert script.elements[0].text == "A  d */"
    assert codes(script) == ["script.boneyard.nested"]


# ------------------------------------------------------------------------------------- emphasis


BO, IT, UN = Emphasis.BOLD, Emphasis.ITALIC, Emphasis.UNDERLINE


@pytest.mark.parametrize(
    ("line", "text", "runs"),
    [
        ("*i*", "i", [(0, 1, {IT})]),
        ("**b**", "b", [(0, 1, {BO})]),
        ("***bi***", "bi", [(0, 2, {BO, IT})]),
        ("_u_", "u", [(0, 1, {UN})]),
        ("a _b *c* d_ e", "a b c d e", [(2, 4, {UN}), (4, 5, {UN, IT}), (5, 7, {UN})]),
        ("**b *bi* b**", "b bi b", [(0, 2, {BO}), (2, 4, {BO, IT}), (4, 6, {BO})]),
        ("***bi** i*", "bi i", [(0, 2, {BO, IT}), (2, 4, {IT})]),
        ("***bi* b**", "bi b", [(0, 2, {BO, IT}), (2, 4, {BO})]),
        ("**b *bi***", "b bi", [(0, 2, {BO}), (2, 4, {BO, IT})]),
        ("_**x_**", "x", [(0, 1, {BO, UN})]),
        ("**\\*9765\\***", "*9765*", [(0, 6, {BO})]),
        ("dial *69 and *23, then", "dial *69 and *23, then", []),
        ("dial *69 and 23*, then", "dial 69 and 23, then", [(5, 14, {IT})]),
        ("dial *69 and 23\\*, then", "dial *69 and 23*, then", []),
        ("dial _69 and 23 _, then", "dial _69 and 23 _, then", []),
        ("a * b * c", "a * b * c", []),
        ("my_file_name", "my_file_name", []),
        ("____ (sign here)", "____ (sign here)", []),
        ("f**k", "f**k", []),
        ("**** off", "**** off", []),
        ("C:\\dir\\x", "C:\\dir\\x", []),
        ("\\\\*i*", "\\i", [(1, 2, {IT})]),
        ("unclosed **bold", "unclosed **bold", []),
    ],
)
def test_emphasis_marks(line: str, text: str, runs: list[tuple[int, int, set[Emphasis]]]) -> None:
    action = only(f"x {line}")
    assert action.text == f"x {text}"
    assert [(r.start - 2, r.end - 2, set(r.emphasis)) for r in action.runs] == runs


def test_emphasis_does_not_run_over_lines() -> None:
    action = only("x *a\nb* c")
    assert (action.text, action.runs) == ("x *a\nb* c", ())


def test_a_note_after_emphasis_keeps_its_place() -> None:
    action, note = read_fountain("  **b** c[[n]] d").elements
    assert action.text == "  b c d"
    assert note.at == 5


def test_an_escaped_bracket_opens_no_note() -> None:
    assert only("x [\\[y]] z").text == "x [[y]] z"


# ----------------------------------------------------------------------------------- title page


def title(text: str) -> list[tuple[str, str]]:
    return [(e.key, e.value) for e in read_fountain(text).title_page]


def test_the_title_page_has_values_inline_and_indented() -> None:
    script = read_fountain(
        "Title:\n    _**BRICK & STEEL**_\n    FULL RETIRED\nCredit: Written by\n"
        "Draft date: 1/20/2012\nContact:\n\tNext Level\n   Tel: 12\n\nINT. A - DAY\n\nText."
    )
    assert [(e.key, e.value, e.line) for e in script.title_page] == [
        ("Title", "BRICK & STEEL\nFULL RETIRED", 1),
        ("Credit", "Written by", 4),
        ("Draft date", "1/20/2012", 5),
        ("Contact", "Next Level\nTel: 12", 6),
    ]
    assert script.title() == "BRICK & STEEL FULL RETIRED"
    assert script.elements[0].line == 10


def test_the_first_line_is_a_title_page_only_with_a_known_key_or_an_indented_value() -> None:
    assert title("FADE IN:\n\nText.") == []
    assert title("FADE IN:\n    Text.") == []
    assert title("CUT TO:\n\nText.") == []
    assert title("Whatever: it is\n\nText.") == []
    assert title("Whatever:\n    it is\n\nText.") == [("Whatever", "it is")]
    assert title("Show code: X\nTitle: Y\n\nText.") == [("Show code", "X"), ("Title", "Y")]
    assert title("TITLE: Y\n\nText.") == [("TITLE", "Y")]
    assert title("Title：映画\nAuthor：匿名\n\nText.") == [("Title", "映画"), ("Author", "匿名")]
    assert title("INT. A - DAY\n\nTitle: X") == []


def test_broken_title_pages_are_read_on() -> None:
    indented = read_fountain("   Title: X\n   Author: Y\n\nText.")
    assert [e.value for e in indented.title_page] == ["X", "Y"]
    assert codes(indented) == ["script.title_page.odd"]
    assert title("\n\nTitle: X\n\nText.") == [("Title", "X")]
    assert title("Contact:\n    A\n   \n    B\nDate: C\n\nText.") == [
        ("Contact", "A\nB"),
        ("Date", "C"),
    ]
    assert title("Title: X\n\nNotes: one\ntwo: three\n\nText.") == [
        ("Title", "X"),
        ("Notes", "one\ntwo: three"),
    ]


def test_a_line_that_is_neither_key_nor_indented_ends_the_title_page() -> None:
    script = read_fountain("Title: X\nNot one.\nStill: not.")
    assert [e.value for e in script.title_page] == ["X"]
    assert [e.text for e in script.elements] == ["Not one.\nStill: not."]


def test_a_note_before_the_title_page_is_kept() -> None:
    script = read_fountain("[[draft]]\n\nTitle: X\n\nText.")
    assert script.title() == "X"
    assert [e.kind for e in script.elements] == [Kind.NOTE, Kind.ACTION]


# ----------------------------------------------------------------------------------- whole files


def test_line_ends_of_all_systems_give_the_same_elements() -> None:
    text = "Title: X\n\nINT. A - DAY #1#\n\nBOB\nHi.\n\nText.\nMore."
    plain = read_fountain(text)
    for newline in ("\r\n", "\r"):
        other = read_fountain(text.replace("\n", newline).encode())
        assert other.elements == plain.elements
        assert other.title_page == plain.title_page


def test_a_byte_order_mark_is_no_letter() -> None:
    for encoding in ("utf-8-sig", "utf-16"):
        script = read_fountain("Title: Ü\n\nINT. A - DAY".encode(encoding))
        assert script.title() == "Ü"
        assert script.elements[0].kind is Kind.HEADING
        assert not script.findings


def test_windows_text_is_read_and_named() -> None:
    script = read_fountain("BJÖRN\n“Hej” – då\n".encode("cp1252"), "x.fountain")
    assert script.elements[0].name == "BJÖRN"
    assert script.elements[1].text == "“Hej” – då"
    (finding,) = script.findings
    assert finding.code == "script.encoding.guessed"
    assert "cp1252" in finding.message
    assert str(finding.where) == "x.fountain, line 1"


def test_every_element_knows_its_place() -> None:
    text = "One.\nTwo.\n\nBOB\nHi.\n"
    script = read_fountain(text)
    assert [(e.index, e.line, e.end_line) for e in script.elements] == [
        (0, 1, 2),
        (1, 4, 4),
        (2, 5, 5),
    ]
    assert script.format == "fountain"
    assert len(script.sha256) == 64
    assert read_fountain(text.encode()).sha256 == script.sha256


def test_an_empty_text_is_an_empty_script() -> None:
    assert read_fountain("").elements == ()
    assert read_fountain("\n \n").elements == ()


def test_an_include_of_another_file_is_kept_and_reported() -> None:
    script = read_fountain("{{INCLUDE: two.fountain}}\n\nHe is +highlighted+.")
    assert [e.text for e in script.elements] == [
        "{{INCLUDE: two.fountain}}",
        "He is +highlighted+.",
    ]
    assert codes(script) == ["script.dialect.include"]


def test_utf_8_with_a_damaged_place_keeps_every_other_accent() -> None:
    data = "INT. CAFÉ - DAY\n\nÉlodie rit. Ça va très bien, là.\n".encode()[:-4] + b"\xc3\n"
    script = read_fountain(data, "a.fountain")
    (found,) = script.findings
    assert found.code == "script.encoding.broken"
    assert "one place" in found.message
    assert [e.text for e in script.elements][-1].startswith("Élodie rit. Ça va très bien, l")
