"""Names over speeches, and lines that only look like one."""

from __future__ import annotations

import pytest

from intercut.script.cues import looks_like_direction, split_cue, trailing_tags


@pytest.mark.parametrize(
    "name",
    [
        "INTERCUT",
        "INTERCUT PHONE CALL",
        "INTERCUT - ANN / BOB",
        "INTERCUTTING WITH THE BANK",
        "END INTERCUT",
        "BACK TO SCENE",
        "CUT TO",
        "SMASH CUT TO BLACK",
        "FADE IN",
        "FADE OUT",
        "SPLIT SCREEN",
        "MONTAGE",
        "END OF MONTAGE",
        "TRAINING MONTAGE",
        "SERIES OF SHOTS",
        "INSERT - LETTER",
        "FLASHBACK",
        "END FLASHBACK",
        "FLASH FORWARD",
        "TITLE",
        "TITLE CARD",
        "TITLE - THREE YEARS LATER",
        "OPENING TITLES",
        "MAIN TITLES OVER BLACK",
        "END CREDITS",
        "SUPER",
        "CHYRON",
        "LATER",
        "MOMENTS LATER",
        "MUCH LATER",
        "LATER THAT NIGHT",
        "TWO YEARS LATER",
        "A FEW DAYS LATER",
        "MEANWHILE",
        "CONTINUOUS",
        "THE END",
        "END OF ACT ONE",
        "CLOSE ON THE RING",
        "ANGLE ON: MARA",
        "WIDE SHOT",
        "ESTABLISHING SHOT",
        "P.O.V.",
        "MARA'S POV",
        "MARA’S P.O.V.",
        "SCANNING THE AISLES…",
        "SHE RUNS --",
        "BANG!",
        "ON THE TABLE:",
        "intercut phone call",
    ],
)
def test_directions_are_known(name: str) -> None:
    assert looks_like_direction(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "ANN",
        "MARA",
        "DR. HALE",
        "SAM JR.",
        "WOMAN #2",
        "YOUNG SAM",
        "SAM'S VOICE",
        "THE CLERK",
        "INSERTER",
        "LATERNA",
        "MONTAGUE",
        "ENDER",
        "TITLEY",
        "BACKUP SINGER",
        "CUTTER",
        "FLASH",
        "POVILAS",
        "SUPERMAN",
        "CLOSER",
        "R2D2",
    ],
)
def test_people_are_no_directions(name: str) -> None:
    assert not looks_like_direction(name)


@pytest.mark.parametrize(
    ("text", "split"),
    [
        ("ANN", ("ANN", (), False)),
        ("ANN ^", ("ANN", (), True)),
        ("ANN (V.O.)^", ("ANN", ("V.O.",), True)),
        ("ANN ( V.O. )", ("ANN", ("V.O.",), False)),
        ("ANN (V.O.) (CONT'D) ^", ("ANN", ("V.O.", "CONT'D"), True)),
        ("ANN (OLD (60)) (O.S.)", ("ANN", ("OLD (60)", "O.S."), False)),
        ("ANN (V.O.", ("ANN (V.O.", (), False)),
        ("ANN V.O.)", ("ANN V.O.)", (), False)),
        ("(V.O.)", ("(V.O.)", (), False)),
        ("ジョン（声）", ("ジョン", ("声",), False)),
        ("", ("", (), False)),
        ("A" + "(x)" * 20, ("A" + "(x)" * 4, ("x",) * 16, False)),
    ],
)
def test_a_cue_is_split(text: str, split: tuple[str, tuple[str, ...], bool]) -> None:
    assert split_cue(text) == split


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("JIM #jimtag", 3),
        ("JIM #a #mook:music #b?", 3),
        ("WOMAN #A", 8),
        ("Jim #tag", 8),
        ("JIM #2", 6),
        ("JIM", 3),
    ],
)
def test_tags_of_other_programs_begin_behind_the_capitals(text: str, at: int) -> None:
    assert trailing_tags(text) == at
