"""Questions through the page's own door: the short ones at once, the long ones by the worker."""

from __future__ import annotations

import datetime as dt
import json
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from intercut.actions.opening import open_film
from intercut.actions.reasons import seal_reason
from intercut.planning.changes import WORDS
from intercut.worker import Worker

BUSY = {"seconds": 1}


def answered(visit: Any, path: Path, body: dict[str, Any]) -> Any:
    """A question asked, and answered by a worker of its own as the app's does."""
    asked = visit.post("questions", {**BUSY, **body})
    number = asked["note"]["number"]
    assert asked["note"]["state"] == "queued"
    with open_film(path, name="Ada") as film:
        assert Worker(film, questions=True).work_once()
    found = visit.get("question", number=number)
    assert found["note"]["state"] == "done", found["note"]
    return found


def first_strip(visit: Any) -> tuple[str, str]:
    """Number of the first strip of the board, and its date."""
    day = next(d for d in visit.get("board")["days"] if d["entries"])
    cards = {c["id"]: c["number"] for c in visit.get("cards")["cards"]}
    return cards[next(e["strip"] for e in day["entries"] if e["strip"])], day["date"]


def test_why_is_answered_at_once_and_agrees_with_the_board(ada: Any) -> None:
    strip, date = first_strip(ada)
    (found,) = ada.get("ask/why", scene=strip)["strips"]
    assert (found["strip"], found["date"]) == (strip, date)
    assert found["cost"] == ada.get("board")["cost"]
    here = [r for r in found["rows"] if r["here"]]
    assert [r["date"] for r in here] == [date]
    assert found["key_points"]
    assert all(r["broken"] for r in found["rows"] if not r["legal"])


def test_move_is_priced_at_once_as_it_stands(ada: Any) -> None:
    strip, date = first_strip(ada)
    menus = ada.get("ask/menus")
    other = next(
        d["date"] for d in ada.get("board")["days"] if d["unit"] == "main" and d["date"] != date
    )
    (found,) = ada.get("ask/move", scene=strip, date=other)["strips"]
    assert found["was"] == date
    assert found["repaired"] is None
    assert 1 <= len(found["best"]) <= 3
    assert menus["first"] <= other <= menus["last"]
    refused = ada.get("ask/move", status=404, scene=strip, date="1999-01-01")
    assert "outside the shoot" in refused["message"]


def test_menus_name_what_questions_understand(ada: Any) -> None:
    menus = ada.get("ask/menus")
    strips = {c["number"] for c in ada.get("cards")["cards"]}
    assert {m["id"] for m in menus["strips"]} == strips
    for kind in ("scenes", "people", "places", "sets", "units", "rules", "lights"):
        assert menus[kind], kind
    span = f"{menus['first']}..{menus['first']}"
    texts = [f"away {menus['people'][0]['id']} {span}", f"closed {menus['places'][0]['id']} {span}",
             f"waive {menus['rules'][0]['id']}", f"longest day {menus['units'][0]['id']} 12 h"]  # fmt: skip
    asked = ada.post("questions", {"ask": "whatif", "texts": texts})
    assert asked["note"]["state"] == "queued"
    assert asked["question"]["texts"] == texts


@pytest.mark.slow
def test_whatifs_are_planned_by_the_worker_and_kept_as_children(ada: Any, film_path: Path) -> None:
    menus = ada.get("ask/menus")
    who, day = menus["people"][0]["id"], menus["last"]
    texts = [f"away {who} {day}", f"day off {day}"]
    found = answered(ada, film_path, {"ask": "whatif", "texts": texts, "chained": True})
    answer = found["whatif"]
    assert [b["changes"] for b in answer["boards"]] == [texts[:1], texts]
    assert [b["kept"] for b in found["boards"]] == ["", ""]
    assert [b["parent"] for b in found["boards"]] == ["main", found["boards"][0]["name"]]
    before = {b["name"] for b in ada.get("boards")}
    number = found["note"]["number"]
    kept = ada.post("question/keep", {"number": number, "row": "1"})
    assert kept["board"] == found["boards"][1]["name"]
    assert kept["cost"] == answer["boards"][1]["figures"]["cost"]
    made = {b["name"]: b["parent"] for b in ada.get("boards")}
    assert set(made) - before == {b["name"] for b in found["boards"]}
    assert made[kept["board"]].startswith(found["boards"][0]["name"])
    assert all(b["kept"] for b in ada.get("question", number=number)["boards"])
    ada.post("question/keep", {"number": number, "row": "9"}, status=404)


EVERY = (
    "away Leopold 2027-10-08", "free Leopold 2027-10-06", "rate Leopold 3000", "drop Leopold 2",
    "closed Alder Street 2027-10-08", "open Harbor Bridge 2027-10-12", "date 3 2027-10-13",
    "unpin 6", "extra day 2027-10-12", "extra 2027-10-12", "day off 2027-10-16",
    "until 2027-10-16", "cut 10", "page limit 7", "longest day 13 h", "whole 27",
    "whole 27; parts 27", "split 3 1/8", "weather 2027-10-08", "waive leads 2027-10-08",
)  # fmt: skip


@pytest.mark.slow
def test_every_kind_of_change_is_understood_at_the_door(ada: Any, film_path: Path) -> None:
    texts = list(EVERY)
    assert {w for w in WORDS if any(t.startswith(w) or f"; {w} " in t for t in texts)} == set(WORDS)
    body = {"ask": "whatif", "texts": texts, "seconds": 0.01}
    answer = answered(ada, film_path, body)["whatif"]
    assert [b["changes"] for b in answer["boards"]] == [[t] for t in texts]
    assert all(b["words"] for b in answer["boards"])


@pytest.mark.slow
def test_replanned_days_are_kept_one_way_or_another(ada: Any, film_path: Path) -> None:
    days = [d["date"] for d in ada.get("board")["days"] if d["unit"] == "main"]
    lost = days[-2]
    body = {"ask": "replan", "since": lost, "happened": {"lost": [lost]}}
    found = answered(ada, film_path, body)
    answer = found["replan"]
    assert answer["since"] == lost
    assert [b["row"] for b in found["boards"]] == [a["id"] for a in answer["alternatives"]]
    one = answer["alternatives"][0]
    kept = ada.post(
        "question/keep", {"number": found["note"]["number"], "row": one["id"], "board": "rescue"}
    )
    assert kept["board"] == "rescue"
    assert kept["cost"] == one["figures"]["cost"]
    assert lost not in {d["date"] for d in kept["days"] if d["unit"] == "main" and d["entries"]}


@pytest.mark.slow
@pytest.mark.parametrize("ask", ["gap", "infeasible", "move", "together"])
def test_long_questions_are_answered_in_a_child(ada: Any, film_path: Path, ask: str) -> None:
    strip, date = first_strip(ada)
    menus = ada.get("ask/menus")
    people = [p["id"] for p in menus["people"] if "(" in p["name"]][:2]
    wish = {"people": people, "set_name": menus["sets"][0]["id"], "minutes": 30}
    body: dict[str, Any] = {"ask": ask, "scene": strip, "date": date, "together": wish}
    found = answered(ada, film_path, {**body, "seconds": 2})
    answer = found[ask]
    points = answer["strips"][0]["key_points"] if ask == "move" else answer["key_points"]
    assert points
    assert all(p["evidence"] for p in points)
    assert [n["number"] for n in ada.get("questions")] == [found["note"]["number"]]
    assert ada.get("runs") == []


def test_question_that_names_what_is_not_there_is_refused_before_it_waits(ada: Any) -> None:
    cases = [
        ({"ask": "whatif", "texts": ["away Nobody 2027-10-06"]}, 404, "nobody is called"),
        ({"ask": "whatif", "texts": ["banish Clara"]}, 400, "no change that is known"),
        ({"ask": "whatif", "texts": []}, 400, "otherwise"),
        ({"ask": "together", "together": {"people": ["Clara"]}}, 404, "who is to be together"),
        ({"ask": "replan", "since": "soon"}, 400, "not a date"),
        ({"ask": "replan", "since": "2027-10-06", "happened": {"unfinished": ["17"]}}, 400, "not understood"),
        ({"ask": "move", "scene": "999", "date": "2027-10-06"}, 404, "no scene"),
        ({"ask": "gossip"}, 400, "no question"),
        ({"ask": "gap", "board": "none such"}, 404, "no board"),
    ]  # fmt: skip
    for body, status, says in cases:
        assert says.casefold() in ada.post("questions", body, status=status)["message"].casefold()
    assert ada.get("questions") == []


@pytest.mark.slow
def test_question_does_not_wait_behind_a_long_plan_and_is_stopped(
    ada: Any, film_path: Path
) -> None:
    ada.post("runs", {"seconds": 600})
    number = ada.post("questions", {"ask": "gap", "seconds": 300})["note"]["number"]
    with open_film(film_path, name="Ada") as film:
        worker = Worker(film, questions=True)
        thread = threading.Thread(target=worker.work_once)
        thread.start()
        _until(lambda: ada.get("question", number=number)["note"]["seconds"] > 0)
        for _ in range(2):
            ada.post("question/stop", {"number": number})
        thread.join(60)
        assert not thread.is_alive()
    note = ada.get("question", number=number)["note"]
    assert note["state"] == "stopped"
    assert ada.get("run", number=1)["state"] == "queued"


def test_readers_may_not_ask(film_path: Path, opened: Any) -> None:
    cy = opened(film_path, who="Cy", seen_as="reader")
    for path in ("ask/menus", "questions", "ask/why?scene=1"):
        assert cy.get(path, status=403)["code"] == "not_allowed"
    cy.post("questions", {"ask": "gap"}, status=403)


@pytest.mark.slow
def test_reasons_and_secret_names_are_in_no_answer(
    film_path: Path, opened: Any, examples: Path
) -> None:
    """The reason stands sealed beside the facts; the cameo's name is for the inner circle only."""
    facts = (examples / "brownstone" / "brownstone.facts.yaml").read_text()
    with open_film(film_path, name="Ada") as film:
        rules = [str(r.id) for r in film.assembly().production.apart]
        seal_reason(film, rules[0], "an injunction of March", "a pass phrase of length")
    assert "injunction" not in facts
    bo = opened(film_path, who="Bo", seen_as="first_ad")
    menus = bo.get("ask/menus")
    said = str(menus) + str(bo.get("ask/why", scene=menus["strips"][0]["id"]))
    said += str(answered(bo, film_path, {"ask": "whatif", "texts": [f"waive {rules[0]}"]}))
    assert "injunction" not in said


@pytest.mark.slow
def test_the_reason_is_behind_no_door_of_the_page(film_path: Path, opened: Any, root: Path) -> None:
    """Every door that asks for nothing, refusals too; the stream sends what stands in the file."""
    with open_film(film_path, name="Ada") as film:
        rule = str(film.assembly().production.apart[0].id)
        seal_reason(film, rule, "an injunction of March", "a pass phrase of length")
    promised = json.loads((root / "frontend" / "openapi.json").read_text("utf-8"))["paths"]
    doors = [p for p, ways in promised.items() if "get" in ways and "{" not in p]
    assert len(doors) > 20
    for who, role in (("Ada", "owner"), ("Bo", "first_ad"), ("Cy", "reader")):
        visit = opened(film_path, who=who, seen_as=role)
        for door in doors:
            answer = visit.client.get(door)
            if answer.streaming:
                continue
            assert b"injunction" not in answer.content, (door, role)
            assert b"pass phrase" not in answer.content, (door, role)
    assert b"injunction" not in film_path.read_bytes()


def _until(found: Any, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not found():
        assert time.monotonic() < end, "it did not come about"
        threading.Event().wait(0.05)


def test_dates_of_the_shoot_frame_the_menus(ada: Any) -> None:
    menus = ada.get("ask/menus")
    first, last = (dt.date.fromisoformat(menus[k]) for k in ("first", "last"))
    assert first < last
    assert all(first.isoformat() <= d["date"] <= last.isoformat() for d in ada.get("board")["days"])
