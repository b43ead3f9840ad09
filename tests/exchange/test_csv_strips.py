"""Strip lists: every column under every name, days by date, number or break, no cell a formula."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.exchange.plans import any_plan

from intercut.domain.assemble import assemble
from intercut.domain.finding import Level
from intercut.domain.plan import Plan
from intercut.domain.production import Production
from intercut.domain.scene import IntExt, Light
from intercut.domain.strips import strips_of
from intercut.exchange import BoardRead, match_board
from intercut.exchange.csv_strips import read_csv, write_csv

DIALECTS: tuple[Literal["csv", "tsv"], ...] = ("csv", "tsv")


def read(text: str, file: str = "strips.csv") -> BoardRead:
    return read_csv(text.encode(), file)


def codes(read_: BoardRead) -> list[str]:
    return [f.code for f in read_.findings if not f.code.startswith("board.")]


def days(plan: Plan) -> list[tuple[date, list[str]]]:
    return [
        (d.date, [getattr(e, "strip", getattr(e, "text", "")) for e in d.entries])
        for d in plan.days
    ]


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("seed", range(20))
def test_a_list_comes_back_as_it_went_out(
    brownstone: Production, seed: int, dialect: Literal["csv", "tsv"]
) -> None:
    plan = any_plan(brownstone, seed)
    back, _ = match_board(brownstone, read_csv(write_csv(brownstone, plan, dialect=dialect)))

    def told(plan: Plan) -> list[Any]:
        return [
            (d.date, d.unit, [(getattr(e, "strip", ""), getattr(e, "place", ""), getattr(e, "text", "")) for e in d.entries])
            for d in plan.days
        ]  # fmt: skip

    assert told(back) == told(plan)
    assert back.boneyard == plan.boneyard


def test_strips_keep_their_length_time_and_light(brownstone: Production) -> None:
    film = read_csv(write_csv(brownstone))
    known = {s.id: s for s in strips_of(assemble(film.breakdown, film.facts).production)}
    for strip in strips_of(brownstone):
        back = known[strip.id]
        assert (back.eighths, back.minutes, back.light, back.int_ext) == (
            strip.eighths,
            strip.minutes,
            strip.light,
            strip.int_ext,
        )


def test_no_cell_is_a_formula(brownstone: Production) -> None:
    plan = any_plan(brownstone, 3)
    text = write_csv(brownstone, plan).decode("utf-8-sig")
    cells = [c for row in csv.reader(io.StringIO(text)) for c in row]
    assert not [c for c in cells if c.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_no_secret_name_is_in_a_list(brownstone: Production) -> None:
    text = write_csv(brownstone).decode().casefold()
    for secret in ("honor", "blackwell", "magpie"):
        assert secret not in text
    assert "j. winter" in text


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_any_dialect_is_read(delimiter: str, end: str, encoding: str) -> None:
    lines = [["Scene", "I/E", "Set", "D/N", "Pgs"], ["1", "EXT", "CAFÉ", "NIGHT", "1 3/8"]]
    text = end.join(delimiter.join(line) for line in lines)
    film = read_csv(text.encode(encoding))
    (scene,) = film.breakdown.scenes
    assert (scene.number, scene.heading.int_ext, scene.set) == ("1", IntExt.EXT, "CAFÉ")
    assert (scene.heading.light, scene.eighths.value) == (Light.NIGHT, 11)


def test_windows_text_is_read_with_a_warning() -> None:
    film = read_csv("Scene,Set\n1,CAFÉ\n".encode("cp1252"))
    assert film.breakdown.scenes[0].set == "CAFÉ"
    assert codes(film) == ["csv.encoding"]


def test_the_line_of_headings_may_come_late_and_in_other_words() -> None:
    film = read(
        "My film,,,\nprinted on Monday,,,\n"
        "sc #,Slugline,Page Count,Cast IDs,Est. Time,Mood\n"
        '12A,INT. KITCHEN - NIGHT,2/8,"1, 3",1:15,tense\n'
    )
    (scene,) = film.breakdown.scenes
    assert (scene.number, scene.set, scene.heading.light) == ("12A", "KITCHEN", Light.NIGHT)
    assert scene.eighths.value == 2
    assert scene.minutes.minutes == 75
    assert [r.board_number for r in film.breakdown.roles] == ["1", "3"]
    assert codes(film) == ["csv.column"]


@pytest.mark.parametrize(
    ("text", "eighths"),
    [("3/8", 3), ("1", 8), ("1 3/8", 11), ("11/8", 11), ("1.375", 11), ("0,5", 4), ("", 0)],
)
def test_pages_are_read_as_programs_write_them(text: str, eighths: int) -> None:
    film = read(f'Scene,Set,Pages\n1,A,"{text}"\n')
    assert film.breakdown.scenes[0].eighths.value == eighths
    assert codes(film) == []


@pytest.mark.parametrize(
    ("text", "eighths"), [("3-Aug", 3), ("8-Mar", 3), ("Mar-08", 3), ("8-Aug", 8), ("05-Aug", 5)]
)
def test_a_length_a_spreadsheet_made_a_date_of_is_taken_back(text: str, eighths: int) -> None:
    film = read(f"Scene,Set,Pages\n1,A,{text}\n")
    assert film.breakdown.scenes[0].eighths.value == eighths
    assert codes(film) == ["csv.pages_date"]


def test_a_length_that_is_none_is_told_with_its_line() -> None:
    film = read("Scene,Set,Pages,Minutes\n1,A,long,soon\n")
    found = {f.code: f.where.line for f in film.findings}
    assert found["csv.pages"] == 2
    assert found["csv.minutes"] == 2


@pytest.mark.parametrize(
    "text",
    ["2026-03-18", "2026/03/18", "18.03.2026", "18 Mar 2026", "Mar 18, 2026", "3/18/2026", "18/3/2026",
     "Wed 18 March 2026", "18-Mar-2026"],
)  # fmt: skip
def test_dates_are_read_as_programs_write_them(text: str) -> None:
    film = read(f'Scene,Set,Date\n1,A,"{text}"\n')
    assert days(film.boards[0][1]) == [(date(2026, 3, 18), ["1"])]


def test_a_date_that_could_be_two_is_not_guessed() -> None:
    film = read("Scene,Set,Date\n1,A,03/08/2026\n2,A,2026-03-09\n")
    assert codes(film) == ["csv.date"]
    assert film.boards[0][1].boneyard == ("1",)


def test_day_numbers_without_dates_are_put_on_assumed_ones() -> None:
    film = read("Scene,Set,Shoot Day\n1,A,Day 2\n2,A,Day 1\n3,A,\n4,A,Day 6\n")
    assert days(film.boards[0][1]) == [
        (date(2027, 1, 4), ["2"]),
        (date(2027, 1, 5), ["1"]),
        (date(2027, 1, 11), ["4"]),
    ]
    assert film.boards[0][1].boneyard == ("3",)
    assert codes(film) == ["csv.assumed_dates"]


def test_day_breaks_come_after_their_strips() -> None:
    film = read(
        "Scene,Set,Pages\n1,A,1\n,COMPANY MOVE,\n2,A,1\nEnd of Day 1 - Mon,,2\n3,A,1\n"
        "End of Day 2,,\n4,A,1\n"
    )
    assert days(film.boards[0][1]) == [
        (date(2027, 1, 4), ["1", "COMPANY MOVE", "2"]),
        (date(2027, 1, 5), ["3"]),
    ]
    assert film.boards[0][1].boneyard == ("4",)


def test_parts_and_sittings_are_put_together() -> None:
    film = read(
        "Scene,Set,Pages,Minutes\n12pt1,A,3/8,60\n12 pt 2,B,2/8,50\n"
        "20 (1/2),A,1,90\n20 (2/2),A,2/8,30\n30 (2/3),A,1,20\n"
    )
    assembled = assemble(film.breakdown, film.facts)
    assert [s.id for s in strips_of(assembled.production)] == [
        "12pt1", "12pt2", "20 (1/2)", "20 (2/2)", "30 (2/3)",
    ]  # fmt: skip
    assert not [f for f in assembled.findings if f.level is Level.ERROR]


def test_a_quote_against_formulas_is_taken_off_again() -> None:
    film = read("Scene,Set,Synopsis\n1,A,'=1+1\n2,A,'tis late\n")
    assert [s.synopsis for s in film.breakdown.scenes] == ["=1+1", "'tis late"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "csv.header"),
        ("hello,world\n1,2\n", "csv.header"),
        ("Set,Pages\nA,1\n", "csv.no_scene"),
        ("Scene,Set\n", "csv.empty"),
    ],
)
def test_what_is_no_strip_list_is_one_sentence(text: str, code: str) -> None:
    film = read(text)
    assert [f.code for f in film.findings if f.level is Level.ERROR] == [code]
    assert film.boards == ()


def test_a_number_twice_is_kept_and_told() -> None:
    film = read("Scene,Set\n1,A\n1,B\n")
    assert [s.number for s in film.breakdown.scenes] == ["1", "1 [2]"]
    assert codes(film) == ["csv.number_twice"]


CELLS = st.sampled_from(
    ["Scene", "Set", "Pages", "Date", "Day", "Cast", "1", "12pt1", "3/8", "", '"', "'", "=", "\n",
     "2026-03-04", "End of Day 1", "\x00", "é", "9" * 30, "0001-01-01", "31.12.9999", "/", "1e9"],
)  # fmt: skip


@settings(max_examples=300)
@given(st.lists(st.lists(CELLS, max_size=8), max_size=12), st.sampled_from(",;\t|"))
def test_a_spoilt_list_never_crashes(rows: list[list[str]], delimiter: str) -> None:
    text = "Scene,Set,Pages,Date,Day\n".replace(",", delimiter)
    read(text + "\n".join(delimiter.join(row) for row in rows))


@settings(max_examples=100)
@given(st.binary(max_size=300))
def test_bytes_are_never_a_traceback(data: bytes) -> None:
    read_csv(data)
    read_csv(b"Scene,Set,Pages,Date\n" + data)
