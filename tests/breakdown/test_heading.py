"""Slug lines taken apart."""

from __future__ import annotations

import pytest

from intercut.breakdown.heading import read_heading
from intercut.breakdown.lights import light_words, names_new_day
from intercut.domain.scene import Heading, IntExt, Light

BEFORE = Heading(original="EXT. QUAY - DUSK", int_ext=IntExt.EXT, set_name="QUAY", light=Light.DUSK)


@pytest.mark.parametrize(
    ("text", "int_ext", "set_name", "light"),
    [
        ("INT. THE ANCHORAGE PUB - BAR - DAY", "INT", "THE ANCHORAGE PUB - BAR", "day"),
        ("ext. night bus - day", "EXT", "NIGHT BUS", "day"),
        ("INT. MORNING ROOM - 10:30 PM", "INT", "MORNING ROOM", "night"),
        ("INT./EXT. CAR - MOVING - MAGIC HOUR", "INT/EXT", "CAR", "dusk"),
        ("EXT./INT. CAR (DRIVING) - SUNRISE", "INT/EXT", "CAR", "dawn"),
        ("I/E VAN - NIGHT", "INT/EXT", "VAN", "night"),
        ("EST. SKYLINE - EVENING", "EXT", "SKYLINE", "night"),
        ("INT. KITCHEN, NIGHT", "INT", "KITCHEN", "night"),
        ("INT. KITCHEN-NIGHT", "INT", "KITCHEN", "night"),
        ("EXT. DRIVE-IN CINEMA - NIGHT", "EXT", "DRIVE-IN CINEMA", "night"),
        ("INT. HOUSE - DAY - KITCHEN", "INT", "HOUSE - KITCHEN", "day"),
        ("INT. KITCHEN/HALLWAY - LATER THAT NIGHT", "INT", "KITCHEN/HALLWAY", "night"),
        ("EXT. STUDIO 54 - NIGHT 2", "EXT", "STUDIO 54", "night"),
        ("EXT. DAM - DAY - 1953 (FLASHBACK)", "EXT", "DAM", "day"),
        ("INT. CUISINE - NUIT", "INT", "CUISINE", "night"),
        ("EXT. ПЛОЩАДЬ - НОЧЬ", "EXT", "ПЛОЩАДЬ", "night"),
    ],
)
def test_a_heading_gives_inside_or_outside_set_and_light(
    text: str, int_ext: str, set_name: str, light: str
) -> None:
    heading = read_heading(text).heading
    assert (heading.int_ext, heading.set_name, heading.light) == (int_ext, set_name, light)
    assert not heading.light_inherited
    assert heading.original == text


@pytest.mark.parametrize(
    "word",
    ["CONTINUOUS", "LATER", "SAME", "SAME TIME", "MOMENTS LATER", "CONT'D", "A LITTLE LATER"],
)
def test_words_that_name_no_light_take_it_from_the_scene_before(word: str) -> None:
    read = read_heading(f"INT. BOAT - {word}", BEFORE)
    assert read.heading.light is Light.DUSK
    assert read.heading.light_inherited
    assert read.heading.light_text == word
    assert read.has_light


def test_a_heading_without_any_word_of_light_says_so() -> None:
    read = read_heading("INT. BOAT", BEFORE)
    assert read.heading.light is Light.DUSK
    assert not read.has_light
    assert read_heading("INT. BOAT").heading.light is Light.ANY


def test_a_heading_without_int_or_ext_is_kept_and_marked() -> None:
    read = read_heading("SOMEWHERE ELSE - NIGHT")
    assert not read.is_understood
    assert read.heading.set_name == "SOMEWHERE ELSE"


def test_an_intercut_heading_names_its_ends_each_with_its_light() -> None:
    read = read_heading("INTERCUT INT. KIOSK - DAY / EXT. ROOFTOP - NIGHT")
    assert read.is_intercut
    assert [(e.int_ext, e.set_name, e.light) for e in read.ends] == [
        ("INT", "KIOSK", "day"),
        ("EXT", "ROOFTOP", "night"),
    ]


def test_ends_share_the_light_that_is_said_once() -> None:
    read = read_heading("INT. KIOSK / INT. OFFICE - NIGHT - INTERCUT")
    assert [(e.set_name, e.light) for e in read.ends] == [("KIOSK", "night"), ("OFFICE", "night")]


def test_the_slash_of_a_set_makes_no_ends() -> None:
    assert read_heading("INT. KITCHEN / HALL - NIGHT").ends == ()
    assert read_heading("INT./EXT. CAR - NIGHT (INTERCUT)").ends == ()


@pytest.mark.parametrize(
    "text", ["NIGHT BUS", "KITCHEN", "DAY CARE", "MORNING ROOM", "NOONAN'S", ""]
)
def test_a_place_is_no_light(text: str) -> None:
    assert light_words(text) is None


def test_the_next_day_is_another_day_of_the_story() -> None:
    assert names_new_day("NEXT MORNING")
    assert names_new_day("DAY - THREE WEEKS LATER")
    assert not names_new_day("LATER")
    assert not names_new_day("MINUTES LATER")


@pytest.mark.parametrize(
    ("text", "set_name", "is_flashback"),
    [
        ("INT. HOUSE - DAY #flashback", "HOUSE", True),
        ("INT. HOUSE - DAY #b-story #tag1", "HOUSE", False),
        ("INT. FLAT #3 - DAY", "FLAT #3", False),
        ("INT. DAY ROOM #12", "DAY ROOM #12", False),
        ("INT. FLAT #B", "FLAT #B", False),
    ],
)
def test_tags_of_other_programs_are_no_part_of_the_set(
    text: str, set_name: str, is_flashback: bool
) -> None:
    read = read_heading(text, BEFORE)
    assert (read.heading.set_name, read.is_flashback) == (set_name, is_flashback)
    assert read.heading.original == text
    assert read.heading.light is (Light.DAY if " - DAY" in text else Light.DUSK)


def test_a_call_with_a_tag_still_names_its_ends() -> None:
    read = read_heading("INT. INTERCUT KITCHEN / OFFICE - NIGHT #call")
    assert [e.set_name for e in read.ends] == ["KITCHEN", "OFFICE"]
