"""The literature's text form: read, and refused with the line that is wrong."""

from __future__ import annotations

import pytest

from intercut.planning.sequence import Instance, read_instance

SMALL = """three scenes
3
2
1 0 1  20
0 1 1  5
1 2 1
"""


def test_text_becomes_an_instance() -> None:
    instance = read_instance(SMALL)
    assert instance == Instance.of("three scenes", [[1, 0, 1], [0, 1, 1]], [20, 5], [1, 2, 1])
    assert instance.cost([0, 2, 1]) == 20 * 2 + 5 * 3
    assert instance.worked == 20 * 2 + 5 * 3


def test_blank_lines_tabs_and_windows_line_ends_are_free() -> None:
    assert read_instance("\n\n" + SMALL.replace(" ", "\t", 9).replace("\n", "\r\n")).days == (
        1,
        2,
        1,
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "line 1: the file is empty"),
        ("name\nthree\n", "line 2: the number of scenes is 'three'"),
        (SMALL.replace("1 0 1", "1 2 1"), "line 4: scene 2 of person 1 is 2; expected 0 or 1"),
        (SMALL.replace("0 1 1  5", "0 1 1 -5"), "line 5: the pay of person 2 is '-5'"),
        (SMALL.replace("1 2 1", "1 2"), "line 6: the file ends where the days of scene 3"),
        (SMALL + "7\n", "line 7: '7' stands after"),
        (SMALL.replace("\n3\n", "\n999999\n"), "line 2: the number of scenes is 999999"),
    ],
)
def test_other_text_is_refused_with_its_line(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        read_instance(text)


@pytest.mark.parametrize(
    ("cast", "pay", "days", "sentence"),
    [
        ((1,), (), (1,), "one pay each"),
        ((2,), (1,), (1,), "beyond the 1 there are"),
        ((1,), (-1,), (1,), r"pay\[0\] is -1"),
        ((1,), (1,), (-1,), r"days\[0\] is -1"),
    ],
)
def test_what_can_never_be_a_question_is_refused(
    cast: tuple[int, ...], pay: tuple[int, ...], days: tuple[int, ...], sentence: str
) -> None:
    with pytest.raises(ValueError, match=sentence):
        Instance(name="wrong", cast=cast, pay=pay, days=days)


def test_rows_of_unequal_length_are_refused() -> None:
    with pytest.raises(ValueError, match=r"rows\[1\] has 1 scenes; expected 2"):
        Instance.of("ragged", [[1, 1], [1]], [1, 1], [1, 1])


def test_an_order_that_leaves_scenes_out_has_no_cost() -> None:
    with pytest.raises(ValueError, match="not a permutation"):
        read_instance(SMALL).cost([0, 1])
