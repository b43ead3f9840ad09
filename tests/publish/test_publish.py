"""What is published: right, the same twice, whole or not at all, and silent about secrets."""

from __future__ import annotations

import datetime as dt
import io
import re
import subprocess
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from icalendar import Calendar
from python_calamine import CalamineWorkbook

from intercut.domain.ids import PersonId
from intercut.domain.plan import Plan, UnitDay, UnitLight
from intercut.domain.production import Production
from intercut.errors import NotFound, Unwritable
from intercut.publish import DOCUMENTS, CalendarLedger, Reader, publish
from intercut.publish.calendars import person_calendar
from intercut.publish.documents import board_paper, dood_paper
from intercut.publish.pdf import pictures
from intercut.publish.publish import file_stem
from intercut.schedule import judge

MONDAY = dt.date(2026, 3, 2)
STAMP = dt.datetime(2026, 2, 1, 12, 0, tzinfo=dt.UTC)


def text_of(pdf: Path) -> str:
    """All words of a PDF, by poppler."""
    done = subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True
    )
    return done.stdout


def all_bytes_of(path: Path) -> bytes:
    """Every byte of a file, with packed members of workbooks and streams of PDFs unpacked."""
    raw = path.read_bytes()
    found = [raw]
    if zipfile.is_zipfile(io.BytesIO(raw)):
        with zipfile.ZipFile(io.BytesIO(raw)) as members:
            found += [members.read(name) for name in members.namelist()]
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", raw, re.DOTALL):
        try:
            found.append(zlib.decompress(stream))
        except zlib.error:
            found.append(stream)
    return b"\n".join(found)


def test_everything_is_written_by_default(show: Production, board: Plan, tmp_path: Path) -> None:
    done = publish(show, board, tmp_path, stamp=STAMP)
    names = {p.name for p in done.files}
    assert {"stripboard.pdf", "stripboard.xlsx", "oneliner.pdf", "oneliner.xlsx"} <= names
    assert {"dood.pdf", "dood.xlsx", "schedule.uss", "strips.csv"} <= names
    assert {"calendar-ida-marsh.ics", "calendar-tom-ørsted.ics", "calendar-mr-blue.ics"} <= names
    assert {p.name for p in tmp_path.iterdir()} == names


def test_the_stripboard_shows_strips_moves_breaks_and_boneyard(
    show: Production, board: Plan, tmp_path: Path
) -> None:
    publish(show, board, tmp_path, documents=["stripboard"], issued=dt.date(2026, 2, 1))
    words = text_of(tmp_path / "stripboard.pdf")
    assert "End of day 1 · Mon 2 Mar 2026" in words
    assert "COMPANY MOVE to Old farm" in words
    assert "Lamp Day" in words
    assert "EXT" in words
    assert "NIGHT" in words
    assert "Boneyard" in words
    assert "2026-02-01" in words
    assert "<b>& part</b>" in words


def test_the_one_liner_totals_pages_per_day(show: Production, board: Plan, tmp_path: Path) -> None:
    publish(show, board, tmp_path, documents=["oneliner"])
    words = re.sub(r"\s+", " ", text_of(tmp_path / "oneliner.pdf"))
    assert "Total of day 1 1 7/8" in words
    assert "Total 3 1/8 pages on 3 days." in words


def test_the_day_out_of_days_counts_work_and_hold(show: Production, board: Plan) -> None:
    judgement = judge(show, board)
    paper = dood_paper(show, judgement, reader=Reader())
    ida = next(line for line in paper.lines if line.role == "IDA")
    row = next(r for r in judgement.dood.rows if r.id == "ida")
    assert (ida.worked, ida.held) == (row.worked, row.held)
    assert ida.worked == 2
    assert len(ida.codes) == len(paper.columns)
    assert [line.number for line in paper.lines] == ["1", "2", "10"]


def test_key_points_rest_on_rows_that_are_there(show: Production, board: Plan) -> None:
    paper = board_paper(show, judge(show, board), reader=Reader(), document="Stripboard")
    rows = {d.date for d in paper.days} | {r.strip for r in paper.boneyard}
    assert paper.key_points
    for point in paper.key_points:
        assert point.evidence
        assert set(point.evidence) <= rows


def test_the_same_plan_gives_the_same_bytes(show: Production, board: Plan, tmp_path: Path) -> None:
    same = [name for name in DOCUMENTS if name not in {"calendar", "uss"}]
    publish(show, board, tmp_path / "a", documents=same)
    publish(show, board, tmp_path / "b", documents=same)
    for path in sorted((tmp_path / "a").iterdir()):
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes(), path.name


def test_the_workbook_holds_the_strips(show: Production, board: Plan, tmp_path: Path) -> None:
    publish(show, board, tmp_path, documents=["stripboard"])
    book = CalamineWorkbook.from_path(tmp_path / "stripboard.xlsx")
    cells = [[str(c) for c in row] for row in book.get_sheet_by_index(0).to_python()]
    first = next(row for row in cells if row[0] == "1")
    assert first[1] == "INT"
    assert first[5] == "1 3/8"
    assert first[6] == "1, 2"
    assert any(row[0].startswith("End of day 3") for row in cells)


@pytest.mark.parametrize("reader", [Reader(), Reader(role="performer", person=PersonId("tom"))])
def test_no_byte_for_the_crew_names_the_secret_cameo(
    show: Production,
    board: Plan,
    tmp_path: Path,
    reader: Reader,
    secrets: frozenset[str],
) -> None:
    done = publish(show, board, tmp_path, reader=reader, stamp=STAMP)
    for path in done.files:
        everything = all_bytes_of(path) + path.name.encode()
        for secret in secrets:
            for form in {secret, secret.upper(), secret.lower().replace(" ", "-")}:
                assert form.encode() not in everything, f"{form} in {path.name}"
                assert form.encode("utf-16-be") not in everything, f"{form} in {path.name}"
    words = "".join(text_of(p) for p in done.files if p.suffix == ".pdf")
    for secret in secrets:
        assert secret.casefold() not in words.casefold()


def test_the_producer_sees_the_name_behind_the_code_name(
    show: Production, board: Plan, tmp_path: Path
) -> None:
    publish(show, board, tmp_path, documents=["oneliner"], reader=Reader(role="producer"))
    assert "Quastenberg" in text_of(tmp_path / "oneliner.pdf")
    publish(show, board, tmp_path, documents=["oneliner"])
    assert "MR. BLUE" in text_of(tmp_path / "oneliner.pdf")


def test_a_performer_gets_only_the_own_calendar(
    show: Production, board: Plan, tmp_path: Path
) -> None:
    done = publish(show, board, tmp_path, reader=Reader(person=PersonId("tom")), stamp=STAMP)
    assert [p.name for p in done.files] == ["calendar-tom-ørsted.ics"]
    assert b"Ida" not in done.files[0].read_bytes()


def test_a_calendar_has_calls_in_the_zone_of_the_base(show: Production, board: Plan) -> None:
    data, _ = person_calendar(show, judge(show, board), PersonId("ida"), stamp=STAMP)
    events = list(Calendar.from_ical(data).walk("VEVENT"))
    days = {e.decoded("dtstart") for e in events}
    calls = sorted(d for d in days if isinstance(d, dt.datetime))
    assert str(calls[0].tzinfo) == "Europe/Lisbon"
    assert calls[0].date() == MONDAY
    assert all(e.decoded("dtend") > e.decoded("dtstart") for e in events)
    assert b"BEGIN:VTIMEZONE" in data
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))


def test_a_day_taken_away_is_sent_as_cancelled_under_its_old_uid(
    show: Production, board: Plan
) -> None:
    first, ledger = person_calendar(show, judge(show, board), PersonId("tom"), stamp=STAMP)
    fewer = Plan(days=board.days[:2], boneyard=(*board.boneyard, board.days[2].strips[0].strip))
    second, after = person_calendar(
        show, judge(show, fewer), PersonId("tom"), ledger=ledger, stamp=STAMP
    )
    uids = {e["uid"]: e for e in Calendar.from_ical(first).walk("VEVENT")}
    cancelled = [
        e for e in Calendar.from_ical(second).walk("VEVENT") if e.get("status") == "CANCELLED"
    ]
    assert cancelled
    for event in cancelled:
        assert event["uid"] in uids
        assert event["sequence"] == 1
    again, _ = person_calendar(show, judge(show, fewer), PersonId("tom"), ledger=after, stamp=STAMP)
    assert again == second


def test_an_unchanged_day_keeps_its_sequence(show: Production, board: Plan) -> None:
    first, ledger = person_calendar(show, judge(show, board), PersonId("ida"), stamp=STAMP)
    second, _ = person_calendar(
        show, judge(show, board), PersonId("ida"), ledger=ledger, stamp=STAMP
    )
    assert first == second


def test_a_night_shoot_ends_after_it_starts(show: Production) -> None:
    night = Plan(
        days=(UnitDay(unit=show.units[0].id, date=dt.date(2026, 3, 28), call=1200, entries=()),)
    )
    data, ledger = person_calendar(show, judge(show, night), PersonId("ida"), stamp=STAMP)
    assert ledger == CalendarLedger()
    assert b"VEVENT" not in data


def test_unknown_documents_are_all_named(show: Production, board: Plan, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"poster, trailer.*stripboard"):
        publish(show, board, tmp_path, documents=["poster", "oneliner", "trailer"])
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_a_file_is_refused_and_kept(
    show: Production, board: Plan, tmp_path: Path
) -> None:
    taken = tmp_path / "out"
    taken.write_text("mine")
    with pytest.raises(Unwritable, match="nothing was changed"):
        publish(show, board, taken, documents=["csv"])
    assert taken.read_text() == "mine"


@pytest.mark.parametrize(
    ("text", "stem"),
    [
        ("Ida Marsh", "ida-marsh"),
        ("../../etc/passwd", "etc-passwd"),
        ("李雷", "李雷"),
        ("…", "person"),
        ("Nguyễn Ánh", "nguyen-anh"),
        ("Ада Й./\\", "ада-й"),
        ("x" * 300, "x" * 120),
    ],
)
def test_a_name_never_reaches_outside_the_folder(text: str, stem: str) -> None:
    assert file_stem(text) == stem


def test_only_the_shipped_faces_are_used(show: Production, board: Plan, tmp_path: Path) -> None:
    publish(show, board, tmp_path, documents=["stripboard", "oneliner", "dood"])
    for pdf in sorted(tmp_path.glob("*.pdf")):
        done = subprocess.run(["pdffonts", str(pdf)], check=True, capture_output=True, text=True)
        faces = [line.split()[0] for line in done.stdout.splitlines()[2:]]
        assert faces
        assert all("IBMPlexSans" in face for face in faces), faces


def test_pages_can_be_had_as_pictures(show: Production, board: Plan) -> None:
    paper = board_paper(show, judge(show, board), reader=Reader(), document="Stripboard")
    pages = pictures(paper, "stripboard", size="a4")
    assert len(pages) == 1
    assert pages[0].startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("date", "hours_by_clock_more"),
    [
        (dt.date(2026, 3, 28), 1),  # clocks go forward in the night
        (dt.date(2026, 10, 24), -1),  # and back
        (dt.date(2026, 12, 31), 0),  # and a year ends
    ],
)
def test_a_night_lasts_as_long_as_it_does_whatever_the_clocks_say(
    show: Production, board: Plan, date: dt.date, hours_by_clock_more: int
) -> None:
    first = board.days[0]
    night = Plan(days=(replace(first, date=date, call=23 * 60, light=UnitLight.NIGHT),))
    judged = judge(show, night)
    (told,) = [t for d in judged.timetable.days for t in d.people if t.person == "ida"]
    data, _ = person_calendar(show, judged, PersonId("ida"), stamp=STAMP)
    (event,) = [
        e
        for e in Calendar.from_ical(data).walk("VEVENT")
        if isinstance(e.decoded("dtstart"), dt.datetime)
    ]
    start, end = event.decoded("dtstart"), event.decoded("dtend")
    lasted = end.astimezone(dt.UTC) - start.astimezone(dt.UTC)
    assert lasted == dt.timedelta(minutes=told.wrap - told.call)
    assert start.date() == date
    assert end.date() == date + dt.timedelta(days=1)
    by_clock = end.replace(tzinfo=None) - start.replace(tzinfo=None)
    assert by_clock - lasted == dt.timedelta(hours=hours_by_clock_more)


def test_a_printed_day_out_of_days_repeats_names_and_dates_on_every_page(
    show: Production, board: Plan, tmp_path: Path
) -> None:
    publish(show, board, tmp_path, documents=["dood"])
    with zipfile.ZipFile(tmp_path / "dood.xlsx") as book:
        names = book.read("xl/workbook.xml").decode()
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert re.search(r"Print_Titles.*\$A:\$C,.*\$\d+:\$\d+", names)
    assert 'fitToHeight="0"' in sheet


def test_a_day_of_the_one_liner_begins_and_ends_on_one_page(
    show: Production, board: Plan, tmp_path: Path
) -> None:
    first = board.days[0]
    days = tuple(replace(first, date=MONDAY + dt.timedelta(days=n), call=480) for n in range(18))
    publish(show, replace(board, days=days), tmp_path, documents=["oneliner"])
    pages = text_of(tmp_path / "oneliner.pdf").split("\f")
    assert len(pages) > 2
    for n in range(1, 19):
        (page,) = (p for p in pages if f"Day {n} · " in p)
        assert re.search(rf"Total of day {n}\b", page)


def test_the_legend_says_what_every_code_on_the_grid_means(show: Production, board: Plan) -> None:
    paper = dood_paper(show, judge(show, board), reader=Reader())
    used = {c for line in paper.lines for c in line.codes if c}
    meant = {words.split()[0] for words in paper.legend.split(" · ")}
    assert used
    for code in used:
        assert code in meant or set(code) <= meant, code
    assert "TS test" not in paper.legend


def test_workbooks_print_on_the_paper_asked_for_with_numbered_pages(
    show: Production, board: Plan, tmp_path: Path
) -> None:
    for size, number in (("a4", b'paperSize="9"'), ("us-letter", b'paperSize="1"')):
        publish(show, board, tmp_path / size, documents=["stripboard", "dood"], paper=size)
        for name in ("stripboard.xlsx", "dood.xlsx"):
            whole = all_bytes_of(tmp_path / size / name)
            assert number in whole or (size == "us-letter" and b"paperSize" not in whole)
            assert b"page &amp;P of &amp;N" in whole
            assert b'state="frozen"' in whole
    book = CalamineWorkbook.from_path(tmp_path / "a4" / "stripboard.xlsx")
    cells = [str(c) for row in book.get_sheet_by_index(0).to_python() for c in row]
    days = len(board_paper(show, judge(show, board), reader=Reader(), document="Board").days)
    assert [c for c in cells if c.startswith("Total ") and f"on {days} days" in c]
