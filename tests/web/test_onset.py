"""The set by the app's door: a day, entries once, transcripts dropped and judged line by line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from intercut.actions.opening import open_film

Open = Callable[..., Any]


def sent(day: Any, name: str, slate: str, **more: Any) -> dict[str, Any]:
    """An entry as the page makes it."""
    return {
        "id": name, "kind": "take", "at": "2027-10-05T08:00:00.000Z", "slate": slate,
        "date": day["date"], "unit": day["unit"], **more,
    }  # fmt: skip


def test_entries_are_kept_once_and_another_films_are_refused(ada: Any) -> None:
    day = ada.get("set")
    target = day["strips"][0]["targets"][0]
    line = target["lines"][0]["number"] if target["lines"] else 0
    take = sent(
        day, "00000000-aaaa", f"{target['target']}/A/1", status="circled",
        on=[line] if line else [], notes=[{"text": "rain on the roof", "about": "sound"}],
        match=[{"kind": "eyeline", "value": "left of lens"}],
    )  # fmt: skip
    wrong = sent(day, "00000000-bbbb", "no slate")
    body = {"film": day["film"], "entries": [take, wrong]}
    first = ada.post("set/entries", body)
    assert [(k["saved"], k["new"]) for k in first] == [(True, True), (False, False)]
    again = ada.post("set/entries", body)
    assert [(k["saved"], k["new"]) for k in again] == [(True, False), (False, False)]
    (kept,) = ada.get("set", date=day["date"])["strips"][0]["targets"][0]["takes"]
    assert (kept["entry"], kept["status"], kept["by"]) == (take["id"], "circled", "Ada")
    assert kept["notes"] == [{"text": "rain on the roof", "about": "sound", "line": 0}]
    other = {**body, "film": "another"}
    assert ada.post("set/entries", other, status=409)["code"] == "stale"
    ada.post("set/entries", {"film": day["film"], "entries": []}, status=422)


def test_reader_sees_the_day_and_logs_nothing(film_path: Path, opened: Open) -> None:
    cy = opened(film_path, who="Cy", seen_as="reader")
    day = cy.get("set")
    body = {"film": day["film"], "entries": [sent(day, "00000000-cccc", "12/A/1")]}
    assert cy.post("set/entries", body, status=403)["code"] == "not_allowed"
    assert "Honor Blackwell" not in cy.client.get("/api/set").content.decode()
    with open_film(film_path, name="Bo") as film:
        assert film.library.takes.all() == ()


def test_transcript_is_laid_on_its_take_and_judged_line_by_line(ada: Any, examples: Path) -> None:
    day = ada.get("set", also="17pt1")
    body = {
        "film": day["film"],
        "entries": [sent(day, "00000000-dddd", "17pt1/B/1", status="circled")],
    }
    (kept,) = ada.post("set/entries", body)
    with (examples / "brownstone" / "takes" / "17pt1-B-1.vtt").open("rb") as file:
        heard = ada.upload("set/hear", transcript=file, take=kept["take"])
    odd = [h for h in heard["lines"] if h["kind"] != "as written" and h["chosen"]]
    assert odd
    added = next(h for h in odd if h["kind"] == "added")
    verdict = {"take": kept["take"], "number": added["number"], "accepted": True}
    now = ada.post("set/verdict", {**verdict, "said": "Good night, Clara."})
    line = next(h for h in now["lines"] if h["number"] == added["number"])
    assert (line["confirmed_by"], line["said"]) == ("Ada", "Good night, Clara.")
    refused = ada.post("set/verdict", {**verdict, "accepted": False})
    assert next(h for h in refused["lines"] if h["number"] == added["number"])["rejected"]
    assert ada.get("set/heard", take=kept["take"]) == {**refused, "findings": []}
    ada.post("set/verdict", {**verdict, "number": 9_999}, status=404)
    assert ada.get("set/heard", status=404, take="12/A/1")["code"] == "not_found"
    with (examples / "brownstone" / "takes" / "17pt1-A-2.mp4").open("rb") as film:
        said = ada.upload("set/hear", status=400, transcript=film, take=kept["take"])
    assert said["message"].endswith(".")


def test_element_is_marked_from_a_line_of_the_script(ada: Any) -> None:
    revision = ada.get("session")["revision"]
    body = {"revision": revision, "scene": "3", "name": "brass lamp", "category": "Props"}
    assert ada.post("script/mark", body)["changed"]
    (scene,) = [s for s in ada.get("scenes")["scenes"] if s["number"] == "3"]
    assert "brass lamp" in {m["name"] for m in scene["marks"]}
    assert ada.post("script/mark", body, status=409)["code"] == "stale"
    assert ada.post("script/mark", {**body, "scene": "999"}, status=404)["code"] == "not_found"


def test_page_is_opened_without_the_network_by_a_worker_at_the_root(ada: Any) -> None:
    answer = ada.client.get("/sw.js")
    if answer.status_code == 404:  # the page is not built in this checkout
        return
    assert answer["Content-Type"].startswith("text/javascript")
    assert "worker-src 'self'" in answer["Content-Security-Policy"]
