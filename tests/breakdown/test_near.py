"""Names one letter apart."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import DamerauLevenshtein

from intercut.breakdown.near import near_names


@given(st.lists(st.text(alphabet="AB C", max_size=6), max_size=25))
def test_near_names_are_those_that_comparing_each_with_each_finds(names: list[str]) -> None:
    distinct = list(dict.fromkeys(names))
    slow = {
        one: tuple(o for o in distinct if o != one and DamerauLevenshtein.distance(one, o) <= 1)
        for one in distinct
    }
    assert near_names(names) == {one: found for one, found in slow.items() if found}


def test_a_whole_sentence_is_nobodys_slip() -> None:
    assert near_names(["A" * 80, "A" * 79 + "B"]) == {}
