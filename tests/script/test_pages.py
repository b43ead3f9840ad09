"""Lengths in printed lines, eighths and pages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intercut.script.fdx import read_fdx
from intercut.script.fountain import read_fountain
from intercut.script.layout import A4, US_LETTER, Layout
from intercut.script.pages import (
    eighths_of,
    lengths_of,
    line_count,
    on_paper,
    page_of,
    pages_of,
    printed_lines,
)
from intercut.script.screenplay import SceneText, scenes_of


def scene(body: str) -> SceneText:
    return scenes_of(read_fountain(f"INT. A - DAY #1#\n\n{body}"))[0]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, 1),
        ("one two", 10, 1),
        ("one two three", 10, 2),
        ("one two   ", 7, 1),
        ("one\ntwo", 10, 2),
        ("one\n\ntwo", 10, 3),
        ("abcdefghijklmno", 5, 3),
        ("ab abcdefghijk ab", 5, 4),
        ("  one", 5, 1),
        ("日本語日本語", 6, 2),
        ("e\u0301e\u0301e\u0301", 3, 1),
    ],
)
def test_words_are_wrapped_at_the_width(text: str, width: int, lines: int) -> None:
    assert line_count(text, width) == lines


def test_a_scene_is_its_heading_and_what_is_printed_under_it() -> None:
    assert printed_lines(scene("").elements) == 3
    assert printed_lines(scene("He waits.").elements) == 5
    assert printed_lines(scene("BOB\n(low)\nHi.").elements) == 7
    assert printed_lines(scene("He waits.\n\nCUT TO:\n\n").elements) == 7
    assert printed_lines(scene("One.\n\n\n\nTwo.").elements) == 9


def test_what_is_not_printed_takes_no_lines() -> None:
    plain = printed_lines(scene("He waits.").elements)
    assert (
        printed_lines(
            scene("= synopsis\n\n[[note]]\n\n/* gone\n\n */\n\n# Act\n\nHe [[x]]waits.").elements
        )
        == plain
    )


def test_speeches_side_by_side_are_as_high_as_the_higher() -> None:
    one = "ANN\nHi.\n\n"
    assert printed_lines(scene(f"{one}BOB ^\nOne.\n(two)\nThree.").elements) == 3 + 5
    assert printed_lines(scene(f"{one}BOB\nOne.\n(two)\nThree.").elements) == 3 + 3 + 5


def test_lyrics_in_a_speech_run_on_and_alone_stand_apart() -> None:
    assert printed_lines(scene("ANN\n~la\nHi.").elements) == 3 + 4
    assert printed_lines(scene("~la").elements) == 3 + 2


@pytest.mark.parametrize(
    ("lines", "eighths"), [(2, 1), (3, 2), (23, 4), (24, 5), (50, 8), (51, 9), (104, 16), (105, 17)]
)
def test_each_eighth_that_is_begun_counts(lines: int, eighths: int) -> None:
    body = "\n".join(["x"] * lines)
    assert eighths_of(scene(f"!{body}")) == max(1, -(-(lines + 4) * 8 // 54)) == eighths


def test_an_omitted_scene_has_no_length_and_every_other_one_eighth() -> None:
    assert eighths_of(scenes_of(read_fountain(".OMITTED #4#\n"))[0]) == 0
    assert eighths_of(scene("")) == 1


def test_longer_paper_makes_shorter_scenes() -> None:
    body = scene("!" + "\n".join(["x"] * 51))
    assert eighths_of(body, US_LETTER) == 9
    assert eighths_of(body, A4) == 8


def test_a_page_has_eight_lines_at_least() -> None:
    with pytest.raises(ValueError, match="lines_per_page"):
        Layout(name="x", lines_per_page=7)


def test_pages_are_counted_and_a_heading_never_stands_last() -> None:
    def script(lines: int) -> str:
        body = "\n".join(["x"] * lines)
        return f"!{body}\n\nINT. B - DAY\n\nOne.\n\n"

    fits = read_fountain(script(54 - 5))
    assert (pages_of(fits), page_of(fits)) == (1, ("1",))
    pushed = read_fountain(script(54 - 4))
    assert (pages_of(pushed), page_of(pushed)) == (2, ("2",))
    assert pages_of(read_fountain("")) == 0
    assert pages_of(read_fountain("One.\n\n===\n\nTwo.")) == 2


def test_the_page_a_file_names_is_kept() -> None:
    script = read_fountain("INT. A\n\nx\n\nINT. B\n\nx")
    second = replace(script.elements[2], page="14A")
    script = replace(script, elements=(*script.elements[:2], second, *script.elements[3:]))
    assert page_of(script) == ("1", "14A")


@given(st.lists(st.integers(1, 140), max_size=20))
def test_pages_hold_what_is_printed(lengths: list[int]) -> None:
    text = "".join(f"INT. A - DAY\n\n!{chr(10).join(['x'] * n)}\n\n" for n in lengths)
    script = read_fountain(text)
    lines = printed_lines(script.elements)
    pages = pages_of(script)
    assert pages * 54 >= lines - 2 * pages - len(lengths)
    assert pages <= 1 + lines // 40
    labels = [int(p) for p in page_of(script)]
    assert labels == sorted(labels)
    assert len(labels) == len(lengths)
    assert all(eighths_of(s) >= 1 for s in scenes_of(script))


def test_a_scene_at_the_top_of_a_page_is_two_lines_shorter() -> None:
    # 26 lines with heading and one blank line, 28 with the two over the heading.
    body = "!" + "\n".join(["x"] * 24)
    script = read_fountain(f"INT. A\n\n{body}\n\nINT. B\n\n{body}\n\n===\n\nINT. C\n\n{body}")
    assert [eighths_of(s) for s in scenes_of(script)] == [5, 5, 5]
    assert lengths_of(script) == (4, 5, 4)
    assert page_of(script) == ("1", "1", "2")


def test_the_layout_of_the_file_counts_unless_another_is_asked_for() -> None:
    body = "!" + "\n".join(["x"] * 51)
    script = read_fountain(f"One.\n\nINT. A\n\n{body}")
    assert lengths_of(script) == (9,)
    assert lengths_of(script, A4) == (8,)
    assert lengths_of(replace(script, layout=A4)) == (8,)
    assert lengths_of(replace(script, layout=A4), US_LETTER) == (9,)


def test_omitted_scenes_have_no_length_among_the_others() -> None:
    script = read_fountain("INT. A #1#\n\nx\n\n.OMITTED #2#\n\nINT. C #3#\n\nx")
    assert lengths_of(script) == (1, 0, 1)


def test_lengths_are_those_final_draft_counted_itself(real_scripts: Path) -> None:
    script = read_fdx((real_scripts / "screenplay-tools" / "TestFDX-FD.fdx").read_bytes())
    assert lengths_of(script) == tuple(s.heading.imported_eighths for s in scenes_of(script))
    assert lengths_of(script, US_LETTER) == (3, 2)
    assert page_of(script) == ("1", "1")
    for one in scenes_of(script):
        assert one.heading.imported_eighths is not None
        assert abs(eighths_of(one) - one.heading.imported_eighths) <= 1


def test_a_heading_that_is_not_printed_takes_no_place_of_the_next_one() -> None:
    hidden = (
        '<Paragraph Type="Scene Heading"><Text Style="HiddenText">INT. B - DAY</Text></Paragraph>'
    )
    heading = '<Paragraph Type="Scene Heading"><Text>INT. {} - DAY</Text></Paragraph>'
    action = '<Paragraph Type="Action"><Text>x</Text></Paragraph>'
    script = read_fdx(
        f'<FinalDraft DocumentType="Script"><Content>{heading.format("A")}{action}{hidden}'
        f"{heading.format('C')}{action * 40}</Content></FinalDraft>".encode()
    )
    scenes = scenes_of(script)
    paper = on_paper(script)
    assert len(scenes) == len(paper.labels) == len(paper.eighths) == 3
    # 3 lines of heading and 40 of 2, one of them without its blank line at the top of page 2: 82.
    assert paper.eighths[2] == -(-82 * 8 // 54)
    assert (paper.labels, paper.pages) == (("1", "1", "1"), 2)
