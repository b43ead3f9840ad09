"""Files on disk: read, or refused with a sentence that says what to do."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from intercut.errors import NotFound, Unreadable
from intercut.script.read import read_bytes, read_script

FDX = b'<?xml version="1.0"?><FinalDraft><Content/></FinalDraft>'
FOUNTAIN = b"INT. A - DAY\n\nText.\n"


@pytest.mark.parametrize(
    ("name", "data", "format_"),
    [
        ("a.fountain", FOUNTAIN, "fountain"),
        ("a.txt", FOUNTAIN, "fountain"),
        ("a.spmd", FOUNTAIN, "fountain"),
        ("a", FOUNTAIN, "fountain"),
        ("a.fdx", FDX, "fdx"),
        ("a.txt", FDX, "fdx"),
        ("a.fdx", b"\xef\xbb\xbf" + FDX, "fdx"),
        ("a.fdx", FDX.decode().replace("?>", ' encoding="UTF-16"?>').encode("utf-16"), "fdx"),
    ],
)
def test_the_content_decides_what_a_file_is(
    tmp_path: Path, name: str, data: bytes, format_: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    script = read_script(path)
    assert script.format == format_
    assert script.file == name


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.fountain", b"", "empty"),
        ("a.fountain", b"\xef\xbb\xbf\n \n", "empty"),
        ("a.pdf", b"%PDF-1.7\n", "PDF"),
        ("a.docx", b"PK\x03\x04xx", "Word document"),
        ("a.celtx", b"PK\x03\x04xx", "Celtx"),
        ("a.zip", b"PK\x03\x04xx", "zip archive"),
        ("a.rtf", b"{\\rtf1", "rich text"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1xx", "Word"),
        ("a.mmsw", b"anything", "Movie Magic Screenwriter"),
        ("a.fdr", b"anything", "before version 8"),
        ("a.txt", bytes(range(256)) * 10, "not a text file"),
        ("a.txt", "no mark".encode("utf-16-le"), "not a text file"),
        ("a.fdx", b"no xml", "whole XML"),
        ("a.fdx", FDX[:30], "whole XML"),
        ("a.fdx", b"<!DOCTYPE html><html/>", "document type"),
        ("a.htm", b"<html><body>", "whole XML"),
        ("a.htm", b"<html/>", "not a Final Draft script"),
        ("a.uss", b"{}", "not a script"),
        ("a.xlsx", b"PK\x03\x04", "a table"),
        ("a.gz", b"\x1f\x8b\x08", "gzip"),
        ("a.intercut", b"SQLite format 3\x00xx", "database"),
    ],
)
def test_what_is_no_script_is_refused_with_a_way_out(
    tmp_path: Path, name: str, data: bytes, says: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(Unreadable) as refused:
        read_script(path)
    assert says in refused.value.message
    assert name in refused.value.message
    assert refused.value.fix


def test_missing_files_and_folders_are_refused(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        read_script(tmp_path / "none.fountain")
    with pytest.raises(Unreadable, match="folder"):
        read_script(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Unreadable, match="no ordinary file"):
        read_script(tmp_path / "pipe")


def test_a_file_beyond_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "big.fountain"
    with path.open("wb") as handle:
        handle.truncate(100_000_000)
    with pytest.raises(Unreadable, match="100 MB; a script may have 20"):
        read_script(path)
    path.write_bytes(FOUNTAIN)
    with pytest.raises(Unreadable):
        read_script(path, largest_bytes=5)
    assert read_script(path, largest_bytes=len(FOUNTAIN)).elements


def test_uploads_are_read_the_same_way() -> None:
    assert read_bytes(FDX, "upload").format == "fdx"
    with pytest.raises(Unreadable, match="PDF"):
        read_bytes(b"%PDF", "upload")


def test_data_is_no_script() -> None:
    with pytest.raises(Unreadable, match=r"film\.json is data, not a script"):
        read_bytes(b'{"scenes": []}', "film.json")
