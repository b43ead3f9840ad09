"""Paper looked at, published, taken away."""

from __future__ import annotations

import base64
import io
import zipfile
from typing import Any


def test_page_is_looked_at_without_being_published(ada: Any) -> None:
    seen = ada.get("papers/pages", document="oneliner")
    head, _, data = seen["pages"][0].partition(",")
    assert head == "data:image/png;base64"
    assert base64.b64decode(data).startswith(b"\x89PNG")
    assert ada.get("history")["published"] == []
    assert "no document" in ada.get("papers/pages", status=404, document="x")["message"].lower()


def test_published_paper_takes_its_colour_and_is_taken_away(ada: Any) -> None:
    done = ada.post("papers", {"documents": ["oneliner", "csv"]})
    assert done["colour"] == "White"
    assert set(done["files"]) == {"oneliner.pdf", "oneliner.xlsx", "strips.csv"}
    file = ada.client.get("/api/papers/file", {"bundle": done["bundle"], "name": "oneliner.pdf"})
    assert file.content.startswith(b"%PDF")
    assert "attachment" in file["Content-Disposition"]
    whole = ada.client.get("/api/papers/file", {"bundle": done["bundle"]})
    assert set(zipfile.ZipFile(io.BytesIO(whole.content)).namelist()) == set(done["files"])
    gone = ada.client.get("/api/papers/file", {"bundle": "guessed", "name": "oneliner.pdf"})
    assert gone.status_code == 404
    assert [p["colour"] for p in ada.get("history")["published"]] == ["White"]
