"""Scene numbers as people really write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intercut.script.numbers import (
    inserted_numbers,
    plain_number,
    same_number,
    sort_key,
    split_part,
)

IN_ORDER = [
    ["A10", "B10", "10", "10pt1", "10pt2", "A10A", "10A", "10AA", "10B", "11"],
    ["10", "10aA", "10A"],
    ["9", "9-12", "10", "13"],
    ["203-14", "203-14A", "203-15", "204-1"],
    ["101S2", "101S10", "102S1"],
    ["1.", "2.", "10."],
    ["109", "110", "110A"],
    ["I-1-A", "I-1-B", "I-2-A", "I-10-A"],
    ["", "1"],
    ["88", "89PT1", "89PT2", "90"],
]


@pytest.mark.parametrize("numbers", IN_ORDER)
def test_numbers_sort_as_in_the_script(numbers: list[str]) -> None:
    shuffled = numbers[::-1]
    shuffled.sort(key=sort_key)
    assert shuffled == numbers


def test_case_and_a_closing_dot_do_not_count() -> None:
    assert sort_key("10a") == sort_key("10A") == sort_key(" 10A. ")
    assert same_number("12a", "12A.")
    assert not same_number("10aA", "10AA")
    assert not same_number("", "")
    assert plain_number(" 12 a. ") == "12A"


@pytest.mark.parametrize(
    ("number", "split"),
    [
        ("12pt1", ("12", 1)),
        ("89PT1", ("89", 1)),
        ("12 pt. 2", ("12", 2)),
        ("12A part 3", ("12A", 3)),
        ("203-14pt2", ("203-14", 2)),
        ("12A", ("12A", None)),
        ("pt1", ("pt1", None)),
        ("", ("", None)),
    ],
)
def test_a_part_is_split_off(number: str, split: tuple[str, int | None]) -> None:
    assert split_part(number) == split


@pytest.mark.parametrize(
    ("before", "after", "first"),
    [
        ("10", "11", "10A"),
        ("10A", "11", "10B"),
        ("10H", "11", "10J"),
        ("10Z", "11", "10ZA"),
        ("10A", "10B", "10AA"),
        ("10", "10A", "A10A"),
        ("", "1", "A1"),
        ("A10", "10", "B10"),
        ("120", "", "121"),
        ("120A", "", "120B"),
        ("203-14", "203-15", "203-14A"),
        ("", "", "1"),
    ],
)
def test_an_inserted_scene_has_a_usual_number(before: str, after: str, first: str) -> None:
    assert inserted_numbers(before, after)[0] == first


def test_a_number_is_never_given_twice() -> None:
    assert inserted_numbers("10", "11", taken={"10A"})[0] == "10B"
    assert inserted_numbers("10", "11", taken={"10a.", "10B"})[0] == "10C"
    assert inserted_numbers("", "", taken={"1"}) == ()


def test_between_some_numbers_habit_has_none_left() -> None:
    assert inserted_numbers("", "A1") == ()
    assert inserted_numbers("last", "X") == ()


NUMBERS = st.from_regex(r"\A(?:20[1-3]-)?[A-D]?[1-9][0-9]{0,2}[A-D]{0,2}(?:pt[1-3])?\Z")


@given(NUMBERS, NUMBERS, st.lists(NUMBERS, max_size=5))
def test_proposals_sort_between_their_neighbours_and_are_free(
    one: str, other: str, taken: list[str]
) -> None:
    before, after = sorted((one, other), key=sort_key)
    for number in inserted_numbers(before, after, taken):
        assert sort_key(before) < sort_key(number) < sort_key(after)
        assert plain_number(number) not in {plain_number(t) for t in taken}


@given(st.text(max_size=12), st.text(max_size=12))
def test_any_text_has_a_place_in_the_order(one: str, other: str) -> None:
    assert (sort_key(one) < sort_key(other)) or (sort_key(one) >= sort_key(other))
    inserted_numbers(one, other)
