"""Script and facts through the page's own door."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from intercut.errors import Unreadable
from intercut.exchange.facts.amending import Amendment, amended, tables_of


def amend(visit: Any, path: list[Any], value: str, status: int = 200) -> Any:
    revision = visit.get("session")["revision"]
    body = {"revision": revision, "amendments": [{"path": path, "value": value}]}
    return visit.post("facts", body, status=status)


def test_cell_of_a_table_is_changed_and_comments_stay(ada: Any) -> None:
    before = ada.get("facts")
    done = amend(ada, ["performers", 0, "away"], "[2027-10-06, 2027-10-09]")
    assert done["changed"]
    after = ada.get("facts")
    assert after["tables"]["performers"][0]["away"] == ["2027-10-06", "2027-10-09"]
    comments = [line for line in before["text"].splitlines() if line.lstrip().startswith("#")]
    assert [c for c in comments if c not in after["text"]] == []
    assert after["revision"] == before["revision"] + 1


def test_value_that_says_nothing_is_refused_with_its_place(ada: Any) -> None:
    done = amend(ada, ["performers", 0, "pay"], "{kind: daily, rate: a lot}")
    assert not done["changed"]
    (finding,) = [f for f in done["findings"] if f["level"] == "error"]
    assert finding["where"]["line"]
    assert "rate" in finding["where"]["path"]


def test_two_people_changing_facts_lose_nothing(ada: Any) -> None:
    revision = ada.get("facts")["revision"]
    body = {"revision": revision, "amendments": [{"path": ["production", "title"], "value": "One"}]}
    ada.post("facts", body)
    refused = ada.post("facts", body, status=409)
    assert "changed script or facts first" in refused["message"]
    assert ada.get("session")["title"] == "One"


def test_proposals_are_answered_and_taken_back(ada: Any) -> None:
    asked = ada.get("proposals")
    first, second = [p["id"] for p in asked["proposals"] if p["kind"] == "element"][:2]
    answers = [{"proposal": first, "accepted": True}, {"proposal": second, "accepted": False}]
    done = ada.post("proposals", {"revision": asked["revision"], "answers": answers})
    assert done["changed"]
    again = ada.get("proposals")
    assert again["answered"] == {first: True, second: False}
    ada.post(
        "proposals",
        {"revision": again["revision"], "answers": [{"proposal": first, "accepted": None}]},
    )
    assert ada.get("proposals")["answered"] == {second: False}
    ada.post(
        "proposals",
        {"revision": done["revision"] + 1, "answers": [{"proposal": "no such", "accepted": True}]},
        status=404,
    )


def test_strip_is_held_to_its_date_and_let_go(ada: Any) -> None:
    board = ada.get("board")
    day = next(d for d in board["days"] if d["unit"] == "main")
    strip = next(e["strip"] for e in day["entries"] if e["strip"])
    revision = ada.get("session")["revision"]
    body = {"revision": revision, "target": strip, "date": day["date"], "unit": "main"}
    assert ada.post("pins", body)["changed"]
    (card,) = [c for c in ada.get("cards")["cards"] if c["id"] == strip]
    assert day["date"] in card["pinned"]
    assert ada.post("pins", {"revision": revision + 1, "target": strip})["changed"]
    (card,) = [c for c in ada.get("cards")["cards"] if c["id"] == strip]
    assert card["pinned"] == ""


def test_script_has_its_words_and_the_ends_of_its_calls(ada: Any) -> None:
    script = ada.get("script")
    (call,) = [s for s in script["scenes"] if s["number"] == "17"]
    speaks: dict[int, set[str]] = {}
    for p in call["paragraphs"]:
        if p["kind"] == "character":
            speaks.setdefault(p["part"], set()).add(p["text"].split(" (")[0])
    assert speaks[1] == {"SABINE"}
    assert speaks[2] == {"CLARA"}
    assert call["paragraphs"][0]["kind"] == "heading"
    sheets = ada.get("scenes")
    assert [s["number"] for s in sheets["scenes"]] == [s["number"] for s in script["scenes"]]
    assert all(s["paragraphs"] == [] for s in sheets["scenes"])


def test_known_facts_carry_their_sources(ada: Any) -> None:
    shown = ada.get("person", name="Inês Valente")
    assert any("agent's mail" in s for f in shown["facts"] for s in f["sources"])
    assert ada.get("scene", number="17")["days"]


def test_script_is_dropped_and_becomes_a_film(tmp_path: Path, opened: Any, examples: Path) -> None:
    ada = opened(tmp_path / "new.intercut")
    assert ada.get("session")["film"] == ""
    assert ada.get("board", status=404)["code"] == "not_found"
    script = examples / "kitchen" / "kitchen.fountain"
    with script.open("rb") as file:
        made = ada.upload("films/new", script=file, name="new.intercut")
    assert made["made"]
    assert ada.get("session")["film"] == "new.intercut"
    assert (tmp_path / "new.intercut").exists()
    with script.open("rb") as file:
        again = ada.upload("films/new", status=423, script=file, name="new")
    assert "exists already" in again["message"]
    with script.open("rb") as file:
        draft = ada.upload("script/draft", script=file)
    assert any("kept" in told for told in draft["told"])


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("photo.fdx", b"\x89PNG\r\n\x1a\n" + bytes(200)),
        ("empty.fountain", b""),
        ("x.exe", b"MZ\x90\x00\x03" + bytes(range(256)) * 4),
    ],
)
def test_dropped_file_that_is_no_script_gets_a_sentence(
    tmp_path: Path, opened: Any, name: str, data: bytes
) -> None:
    import io

    ada = opened(tmp_path / "new.intercut")
    file = io.BytesIO(data)
    file.name = name
    answer = ada.client.post(
        "/api/films/new", {"script": file}, headers={"X-Intercut-Token": ada.token}
    )
    said = answer.json()
    if answer.status_code == 200:
        assert name == "empty.fountain"
    else:
        assert answer.status_code == 400
        assert said["message"]
        assert not list(tmp_path.glob("*.intercut"))
    assert str(tmp_path) not in answer.content.decode()


@pytest.mark.parametrize("name", ["../out", "/etc/passwd", "..", ".hidden", "a\\b", "a/b", ""])
def test_films_stay_in_their_folder(film_path: Path, opened: Any, name: str) -> None:
    ada = opened(film_path)
    assert ada.post("films/open", {"name": name}, status=422 if not name else 400)["message"]
    assert ada.get("session")["film"] == film_path.name


def test_example_opens_and_another_film_after_it(film_path: Path, opened: Any) -> None:
    ada = opened(film_path)
    ada.post("films/example", {"name": "example"})
    assert ada.get("session")["film"] == "example.intercut"
    ada.post("films/open", {"name": film_path.name})
    assert ada.get("session")["film"] == film_path.name
    assert ada.post("films/open", {"name": "none"}, status=404)["code"] == "not_found"


def test_amendments_make_lists_and_take_entries_away() -> None:
    text = "# ours\nperformers:\n  - name: Ada Lund   # the lead\n    away: 2027-10-06\n"
    more = amended(text, [Amendment(path=("performers", 0, "away", 1), value="2027-10-08")])
    assert tables_of(more)["performers"][0]["away"] == ["2027-10-06", "2027-10-08"]
    assert "# ours" in more
    assert "# the lead" in more
    added = amended(
        more, [Amendment(path=("performers", 1, "name"), value="Bo: the second # of two")]
    )
    assert tables_of(added)["performers"][1]["name"] == "Bo: the second # of two"
    gone = amended(added, [Amendment(path=("performers", 0), value="")])
    assert len(tables_of(gone)["performers"]) == 1
    assert tables_of(amended(gone, [Amendment(path=("performers", 0), value="")])) == {}


def test_amendment_that_leads_nowhere_is_refused() -> None:
    with pytest.raises(Unreadable, match="nothing at"):
        amended("a:\n  - 1\n", [Amendment(path=("a", 7, "b"), value="x")])
    with pytest.raises(Unreadable, match="no YAML"):
        amended("a: [", [Amendment(path=("a",), value="x")])
    with pytest.raises(Unreadable, match="brackets"):
        amended("", [Amendment(path=("a",), value="[1, 2")])
