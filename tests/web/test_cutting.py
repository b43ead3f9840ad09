"""The call of the example cut through the page's own door."""

from __future__ import annotations

import itertools
import json
import shutil
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from intercut.actions.logging_takes import read_take_file
from intercut.actions.opening import open_film


@pytest.fixture(scope="module")
def logged(planned: Path, tmp_path_factory: pytest.TempPathFactory, examples: Path) -> Path:
    """The planned film with the takes of its call; never written again."""
    path = Path(shutil.copy(planned, tmp_path_factory.mktemp("logged") / planned.name))
    with open_film(path, name="Ada") as film:
        for log in ("lisbon.yaml", "new-york.yaml"):
            read_take_file(film, examples / "brownstone" / "takes" / log)
    return path


@pytest.fixture
def cutter(logged: Path, tmp_path: Path, examples: Path, opened: Any) -> Any:
    """Ada at a film with takes, its media beside it."""
    path = Path(shutil.copy(logged, tmp_path / "call.intercut"))
    media = tmp_path / "media"
    media.mkdir()
    for file in (examples / "brownstone" / "takes").glob("*.mp4"):
        shutil.copy(file, media)
    return opened(path)


def test_call_is_two_tracks_on_one_clock(cutter: Any) -> None:
    (scene,) = cutter.get("cut/scenes")
    assert (scene["number"], scene["takes"] >= 3) == ("17", True)
    cut = cutter.post("cut", {"scene": "17"})
    pictures = [t for t in cut["tracks"] if t["kind"] == "picture"]
    sounds = [t for t in cut["tracks"] if t["kind"] == "sound"]
    assert len(pictures) == len(sounds) == 2
    assert {t["label"] for t in pictures} == {"CLARA'S END", "SABINE'S END"}
    for kind in (pictures, sounds):
        items = sorted((i for t in kind for i in t["items"]), key=lambda i: i["frame"])
        assert items[0]["frame"] == 0
        assert all(a["frame"] + a["frames"] <= b["frame"] for a, b in itertools.pairwise(items))
        assert max(i["frame"] + i["frames"] for i in items) == cut["frames"]
    said = [i["line"] for t in sounds for i in t["items"] if i["line"]]
    assert len(said) == len(set(said)) == cut["lines"]
    assert all(i["online"] for t in pictures for i in t["items"] if not i["missing"])
    assert any(m["kind"] == "improvised" and "Night, Clara." in m["text"] for m in cut["marks"])
    assert all(0 <= m["frame"] < cut["frames"] for m in cut["marks"])


def test_another_take_of_a_line_is_chosen_and_given_back(cutter: Any) -> None:
    def clip(cut: Any, line: str) -> Any:
        return next(
            i for t in cut["tracks"] if t["kind"] == "picture" for i in t["items"] if i["line"] == line
        )  # fmt: skip

    before = clip(cutter.post("cut", {"scene": "17"}), "17.42")
    other = before["others"][0]
    assert other["take"] != before["take"]
    wish = {"scene": "17", "takes": {"17.42": other["take"]}}
    done = cutter.post("cut/choose", wish)
    assert (done["before"], done["chosen"]) == ({"17.42": ""}, wish["takes"])
    cut = cutter.post("cut", {"scene": "17"})
    after = clip(cut, "17.42")
    assert (after["take"], cut["chosen"]) == (other["take"], wish["takes"])
    assert [o["take"] for o in after["others"]] == [before["take"]]
    back = cutter.post("cut/choose", {"scene": "17", "takes": done["before"]})
    assert (back["before"], back["chosen"]) == (wish["takes"], {})
    assert clip(cutter.post("cut", {"scene": "17"}), "17.42") == before


def test_a_take_that_cannot_be_is_not_chosen(cutter: Any, opened: Any, film_path: Path) -> None:
    for line, take, said in (
        ("17.42", "17pt1/Z/9", "no usable take"),
        ("17.42", "17pt1/A/1", "no usable take"),
        ("17.99", "17pt1/A/2", "no line"),
        ("17.1", "17pt1/B/1", "not heard in that take"),
    ):
        told = cutter.post("cut/choose", {"scene": "17", "takes": {line: take}}, status=404)
        assert said in told["message"]
    assert cutter.post("cut", {"scene": "17"})["chosen"] == {}
    cy = opened(film_path, who="Cy", seen_as="reader")
    cy.post("cut/choose", {"scene": "17", "takes": {"17.42": ""}}, status=403)


def test_styles_show_other_pictures_of_the_same_lines(cutter: Any) -> None:
    seen = {}
    for style in cutter.post("cut", {"scene": "17"})["styles"]:
        cut = cutter.post("cut", {"scene": "17", "style": style, "handles": 0})
        assert (cut["style"], cut["handles"]) == (style, 0)
        seen[style] = str([t["items"] for t in cut["tracks"] if t["kind"] == "picture"])
    assert len(set(seen.values())) == len(seen) == 4


def test_files_of_the_cutting_room_are_taken_away(cutter: Any) -> None:
    made = cutter.post("cut/files", {"scene": "17", "style": "hold"})
    assert made["files"] == ["scene-17.otio", "scene-17.edl", "scene-17.ale", "scene-17.xml"]
    url = f"/api/cut/file?bundle={made['bundle']}"
    one = cutter.client.get(f"{url}&name=scene-17.otio")
    assert json.loads(one.content)["OTIO_SCHEMA"].startswith("Timeline")
    every = cutter.client.get(url)
    assert "cut.zip" in every["Content-Disposition"]
    assert zipfile.ZipFile(BytesIO(every.content)).namelist() == made["files"]
    assert cutter.get("cut/file", status=404, bundle=made["bundle"], name="other.otio")


def test_what_cannot_be_cut_is_said(cutter: Any, film_path: Path, opened: Any) -> None:
    assert cutter.post("cut", {"scene": "99"}, status=404)["code"] == "not_found"
    assert "no style" in cutter.post("cut", {"scene": "17", "style": "fast"}, status=400)["message"]
    said = cutter.post("cut/files", {"scene": "1"}, status=404)["message"]
    assert "Nothing of scene 1 can be cut" in said
    holes = cutter.post("cut", {"scene": "1"})
    assert holes["cut"] == 0
    assert all(i["missing"] for t in holes["tracks"] for i in t["items"])
    nothing = opened(film_path)
    assert nothing.get("cut/scenes") == []
    cy = opened(film_path, who="Cy", seen_as="reader")
    assert cy.get("cut/scenes", status=403)["code"] == "not_allowed"
