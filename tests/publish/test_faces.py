"""Letters that no font here draws are told, and nothing else is."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from intercut.domain.finding import Level
from intercut.domain.plan import Plan
from intercut.domain.production import Production
from intercut.publish import publish
from intercut.publish.faces import SHIPPED, Faces, letters_in

ALONE = Faces(system=False)
"""Only what is shipped: the same on every machine."""


def test_the_shipped_faces_write_latin_vietnamese_cyrillic_and_greek() -> None:
    assert ALONE.scripts() == ("Latin", "Vietnamese", "Cyrillic", "Greek")


def test_letters_are_read_from_the_font_as_fonttools_reads_them() -> None:
    for path in SHIPPED.glob("*.ttf"):
        assert letters_in(path) == set(TTFont(path).getBestCmap())


@pytest.mark.parametrize("data", [b"", b"ttcf", b"\x00\x01\x00\x00\x00\x09", b"OTTO" * 9])
def test_a_file_that_is_no_font_has_no_letters(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "broken.ttf"
    path.write_bytes(data)
    assert letters_in(path) == frozenset()


def test_nothing_is_said_of_letters_that_are_there() -> None:
    text = "Żofie’s — Ёлка — Άννα — Nguyễn Ngọc Ánh\t\u200d\u00a0½ №"
    assert not list(ALONE.findings([text], "dood.pdf"))


def test_letters_in_no_font_are_told_with_the_words_they_stand_in() -> None:
    texts = ["KITCHEN", "太郎の台所", "花子", "അമ്മ", "台所", "太郎の台所"]
    (found,) = ALONE.findings(texts, "stripboard.pdf")
    assert (found.code, found.level) == ("publish.letters", Level.WARNING)
    assert found.where.file == "stripboard.pdf"
    assert "'太郎の台所', '花子', 'അമ്മ' and 1 more" in found.message
    assert "--fonts DIR" in found.fix


def test_a_document_with_a_strange_set_is_written_and_says_what_is_missing(
    show: Production, board: Plan, tmp_path: Path
) -> None:
    first = replace(show.sets[0], name="太郎の台所")
    production = replace(show, sets=(first, *show.sets[1:]))
    done = publish(production, board, tmp_path, documents=["stripboard", "csv"], faces=ALONE)
    (found,) = done.findings
    assert "太郎の台所" in found.message
    assert {p.name for p in done.files} == {"stripboard.pdf", "stripboard.xlsx", "strips.csv"}


def test_a_folder_of_fonts_lends_its_letters(tmp_path: Path) -> None:
    hebrew = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
    if not hebrew.is_file():
        pytest.skip("needs the font DejaVu Sans")
    (tmp_path / "more").mkdir()
    shutil.copy(hebrew, tmp_path / "more" / "another.ttf")
    faces = Faces(folder=tmp_path, system=False)
    assert "Hebrew" in faces.scripts()
    assert not list(faces.findings(["אנה"], "dood.pdf"))
    assert list(ALONE.findings(["אנה"], "dood.pdf"))


def test_a_font_of_this_machine_is_used_and_named() -> None:
    faces = Faces()
    if ord("א") not in faces.letters_anywhere():
        pytest.skip("needs a font with Hebrew on this machine")
    (found,) = faces.findings(["אנה"], "dood.pdf")
    assert (found.code, found.level) == ("publish.system_font", Level.NOTE)
    assert faces.needs_system(["אנה"])
    assert not faces.needs_system(["Анна"])
