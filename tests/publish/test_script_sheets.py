"""Script pages of the set: where they end, what goes over, and the lines drawn beside them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intercut.publish.documents import Header
from intercut.publish.pdf import pictures
from intercut.publish.script_sheets import (
    CONTINUED,
    MORE,
    Lane,
    PrintedLine,
    ScriptRow,
    ScriptSheet,
    Table,
    lines_for,
    pages_of,
    wrapped,
)
from intercut.publish.set_papers import SetPaper

SAID = {"dialogue", "parenthetical", "lyrics"}
TEXTS = st.lists(
    st.sampled_from(["Yes.", "gulls", "Step over the gap for me,", "nobody", "punctual", "-"]),
    min_size=1,
    max_size=90,
).map(" ".join)


@st.composite
def scenes(draw: st.DrawFn) -> list[ScriptRow]:
    """A heading, then actions and speeches of any length, with lanes and evidence here and there."""
    lanes = draw(st.integers(0, 3))

    def row(kind: str, text: str, state: tuple[str, ...]) -> ScriptRow:
        beside = draw(st.sampled_from(["", "", "", "17pt1/A/2 at 05:41:51:09, 84 % sure; also B"]))
        return ScriptRow(kind=kind, text=text, lanes=state, beside=beside)

    rows = [ScriptRow(kind="heading", text="INT. FLAT - DAWN", number="17", lanes=("",) * lanes)]
    for _ in range(draw(st.integers(0, 14))):
        state = tuple(draw(st.sampled_from(["on", "off", ""])) for _ in range(lanes))
        if draw(st.booleans()):
            rows.append(row("action", draw(TEXTS), state))
            continue
        rows.append(ScriptRow(kind="character", text="CLARA", number="1", lanes=state))
        for _ in range(draw(st.integers(1, 3))):
            if draw(st.booleans()):
                rows.append(row("parenthetical", "(not to her)", state))
            rows.append(row("dialogue", draw(TEXTS), state))
    return rows


sizes = st.tuples(st.integers(8, 50), st.integers(8, 50))


def laid(rows: list[ScriptRow], size: tuple[int, int]) -> tuple[tuple[PrintedLine, ...], ...]:
    return pages_of(rows, first=size[0], rest=size[1])


@given(scenes(), sizes)
def test_no_page_has_more_than_its_lines(rows: list[ScriptRow], size: tuple[int, int]) -> None:
    first, *rest = laid(rows, size)
    assert len(first) <= size[0]
    assert all(0 < len(page) <= size[1] for page in rest)


@given(scenes(), sizes)
def test_every_word_is_printed_once_in_order(rows: list[ScriptRow], size: tuple[int, int]) -> None:
    printed: list[str] = []
    for page in laid(rows, size):
        for n, line in enumerate(page):
            if line.text == MORE or (n == 0 and line.text.endswith(CONTINUED)):
                continue
            printed += line.text.split()
    assert printed == " ".join(row.text for row in rows).split()
    beside = [line.beside for page in laid(rows, size) for line in page if line.beside]
    assert " ".join(beside).split() == " ".join(row.beside for row in rows).split()


@given(scenes(), sizes)
def test_no_cue_stands_alone_at_the_foot_and_no_speech_begins_a_page_unnamed(
    rows: list[ScriptRow], size: tuple[int, int]
) -> None:
    pages = laid(rows, size)
    for page in pages:
        last = page[-1]
        if last.kind == "character":
            assert last.text == MORE
            assert page[-2].kind in {*SAID, ""}
        assert last.kind not in {"heading", "shot"} or page is pages[-1]
        assert page[0].kind not in SAID


@given(scenes(), sizes)
def test_a_speech_that_goes_on_says_so_on_both_pages(
    rows: list[ScriptRow], size: tuple[int, int]
) -> None:
    for page, following in pairwise(laid(rows, size)):
        goes_on = page[-1].text == MORE
        assert goes_on == following[0].text.endswith(CONTINUED)


@given(scenes())
def test_a_parting_leaves_two_lines_of_speech_on_either_page(rows: list[ScriptRow]) -> None:
    # On pages of full length there always is room to part well.
    for page, following in pairwise(pages_of(rows, first=40, rest=50)):
        if page[-1].text != MORE:
            continue
        cue = max(n for n, line in enumerate(page[:-1]) if line.kind == "character")
        assert sum(line.kind == "dialogue" for line in page[cue:]) >= 2
        assert page[-2].kind in {"dialogue", ""}
        over = [line.kind for line in following]
        end = next((n for n, k in enumerate(over[1:], 1) if k not in {*SAID, ""}), len(over))
        assert over[:end].count("dialogue") >= 2


@given(scenes(), sizes)
def test_lanes_begin_and_end_once_and_run_through_page_ends(
    rows: list[ScriptRow], size: tuple[int, int]
) -> None:
    every = [line for page in laid(rows, size) for line in page]
    for lane in range(len(rows[0].lanes)):
        marks = [line.lanes[lane] for line in every]
        inside = False
        for mark in marks:
            assert mark.begins == (bool(mark.state) and not inside)
            inside = bool(mark.state) and not mark.ends
        assert not inside


def test_a_cue_is_named_again_once() -> None:
    rows = [
        ScriptRow(kind="character", text="CLARA (CONT'D)"),
        ScriptRow(kind="dialogue", text="word " * 60),
    ]
    first, second = pages_of(rows, first=8, rest=50)
    assert (first[-1].text, second[0].text) == (MORE, "CLARA (CONT'D)")


def test_a_heading_goes_over_with_what_it_heads() -> None:
    rows = [
        ScriptRow(kind="action", text="\n".join("abcdefg")),
        ScriptRow(kind="heading", text="INT. FLAT"),
        ScriptRow(kind="action", text="Gulls."),
    ]
    first, second = pages_of(rows, first=10, rest=50)
    assert [line.text for line in first] == list("abcdefg")
    assert second[0].text == "INT. FLAT"


def test_evidence_of_two_lines_takes_the_blank_line_under_a_short_one() -> None:
    told = "17pt1/B/1 at 05:41:51:09, 84 % sure; also 17pt1/A/2"
    rows = [
        ScriptRow(kind="action", text="SABINE: kisses the phone", mark="business", beside=told),
        ScriptRow(kind="action", text="She waits."),
    ]
    (page,) = pages_of(rows, first=50, rest=50)
    assert [bool(line.beside) for line in page] == [True, True, False]
    assert [line.kind for line in page] == ["action", "", "action"]
    assert page[0].told == "business"


def test_letters_of_double_width_count_two_and_long_words_are_broken() -> None:
    assert wrapped("もう一度かけて", 8) == ["もう一度", "かけて"]
    assert wrapped("abcdefghij kl", 4) == ["abcd", "efgh", "ij", "kl"]
    assert wrapped("", 4) == [""]
    assert wrapped("a\nb c", 9) == ["a", "b c"]


def test_a_page_too_short_to_keep_anything_together_is_refused() -> None:
    with pytest.raises(ValueError, match="8 lines or more"):
        pages_of([], first=7, rest=50)


@pytest.mark.parametrize("lanes", [0, 1, 14])
@pytest.mark.parametrize("size", ["us-letter", "a4"])
def test_the_layout_draws_each_page_on_one_sheet(lanes: int, size: str) -> None:
    of = tuple(
        Lane(name=f"17pt1/{n}", takes=" ".join(f"({t})" for t in range(1, 30)), short="29 takes",
             text="Medium of Sabine at the window, down to the floor " * 2)
        for n in range(lanes)
    )  # fmt: skip
    states = ("on", "off")
    rows = []
    for n in range(40):
        state = tuple(states[(n + k) % 2] for k in range(lanes))
        rows.append(ScriptRow(kind="character", text="SABINE", number=str(n), lanes=state))
        rows.append(
            ScriptRow(kind="dialogue", text="WIDEST WORDS " * 9, lanes=state, mark="changed",
                      beside="" if lanes else "17pt1/B/1 at 05:41:51:09, 84 % sure; also A")
        )  # fmt: skip
    first, rest = lines_for(of)
    pages = pages_of(rows, first=first, rest=rest)
    log = Table(title="Takes", columns=("Slate",), widths=(1,), rows=(("17pt1/A/1",),))
    sheet = ScriptSheet(title="Scene 17", pages=pages, lanes=of, facing=log)
    header = Header(title="Brownstone", document="Lined script", board="scene 17", dated="")
    paper = SetPaper(header=header, scenes=(sheet, sheet))
    assert len(pictures(paper, "onset", size=size)) == 2 * (len(pages) + 1)
