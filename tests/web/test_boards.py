"""A board arranged through the page's own door."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from intercut.actions.opening import open_film


def strips(board: Any) -> dict[str, list[str]]:
    """Strips by date and unit, in order, and the boneyard."""
    found = {
        f"{d['date']} {d['unit']}": [e["strip"] for e in d["entries"] if e["strip"]]
        for d in board["days"]
    }
    return {**found, "boneyard": board["boneyard"]}


def spot(board: Any, n: int, position: int = -1) -> dict[str, Any]:
    day = board["days"][n]
    return {"unit": day["unit"], "date": day["date"], "position": position}


def main_days(board: Any) -> list[int]:
    """Indices of days of the main unit."""
    return [n for n, d in enumerate(board["days"]) if d["unit"] == "main"]


def test_strips_move_together_and_back(ada: Any) -> None:
    board = ada.get("board")
    before = strips(board)
    one, two = main_days(board)[:2]
    picked = [e["strip"] for e in board["days"][one]["entries"] if e["strip"]][:2]
    after = ada.post(
        "board/move",
        {"version": board["version"], "strips": picked, "to": spot(board, two, 0)},
        name="main",
    )
    entries = [e["strip"] for e in after["days"][two]["entries"]]
    assert entries[:2] == picked
    assert after["version"] == board["version"] + 1
    undone = ada.post("board/undo", {"version": after["version"]}, name="main")
    assert strips(undone) == before
    redone = ada.post("board/redo", {"version": undone["version"]}, name="main")
    assert strips(redone) == strips(after)


def test_strips_of_one_day_change_places_among_those_that_stay(ada: Any) -> None:
    board = ada.get("board")
    n = max(range(len(board["days"])), key=lambda k: len(board["days"][k]["entries"]))
    order = [e["strip"] or f"={e['banner']}" for e in board["days"][n]["entries"]]
    picked = [s for s in order if not s.startswith("=")]
    picked = [picked[-1], picked[0]]
    stays = [s for s in order if s not in picked]
    body = {"version": board["version"], "strips": picked, "to": spot(board, n, 1)}
    after = ada.post("board/move", body, name="main")
    now = [e["strip"] or f"={e['banner']}" for e in after["days"][n]["entries"]]
    assert now == [*stays[:1], *picked, *stays[1:]]


def test_boneyard_takes_strips_and_gives_them_to_a_new_day(ada: Any) -> None:
    board = ada.get("board")
    one = main_days(board)[0]
    strip = next(e["strip"] for e in board["days"][one]["entries"] if e["strip"])
    off = ada.post(
        "board/move", {"version": board["version"], "strips": [strip], "to": {}}, name="main"
    )
    assert off["boneyard"] == [*board["boneyard"], strip]
    assert off["legal"] is False
    units = {u["id"]: u["dates"] for u in ada.get("cards")["units"]}
    used = {d["date"] for d in board["days"] if d["unit"] == "main"}
    free = next(d for d in units["main"] if d not in used)
    on = ada.post(
        "board/move",
        {"version": off["version"], "strips": [strip], "to": {"unit": "main", "date": free}},
        name="main",
    )
    assert strips(on)[f"{free} main"] == [strip]
    assert on["boneyard"] == board["boneyard"]


def test_stale_move_is_refused_and_told_what_happened(ada: Any) -> None:
    board = ada.get("board")
    one, two = main_days(board)[:2]
    strip = next(e["strip"] for e in board["days"][one]["entries"] if e["strip"])
    body = {"version": board["version"], "strips": [strip], "to": spot(board, two)}
    ada.post("board/move", body, name="main")
    refused = ada.post("board/move", body, status=409, name="main")
    assert refused["code"] == "stale"
    (told,) = refused["since"]
    assert told["who"] == "Ada"
    assert f"moved strip {strip} to" in told["text"]


def test_locked_day_lets_nothing_in_or_out(ada: Any) -> None:
    board = ada.get("board")
    one, two = main_days(board)[:2]
    day = board["days"][one]
    lock = {"version": board["version"], "unit": "main", "date": day["date"], "locked": True}
    locked = ada.post("board/day", lock, name="main")
    assert locked["days"][one]["locked"]
    strip = next(e["strip"] for e in day["entries"] if e["strip"])
    other = next(e["strip"] for e in board["days"][two]["entries"] if e["strip"])
    for given, to in ((strip, spot(board, two)), (other, spot(board, one))):
        body = {"version": locked["version"], "strips": [given], "to": to}
        assert "locked" in ada.post("board/move", body, status=403, name="main")["message"]
    gone = {"version": locked["version"], "unit": "main", "date": day["date"]}
    ada.post("board/drop-day", gone, status=403, name="main")


def test_day_gets_another_call_a_banner_and_goes(ada: Any) -> None:
    board = ada.get("board")
    n = main_days(board)[0]
    day = board["days"][n]
    body = {"version": board["version"], "unit": "main", "date": day["date"]}
    called = ada.post("board/day", {**body, "call": "09:15"}, name="main")
    assert called["days"][n]["call"] == "09:15"
    assert (
        "clock"
        in ada.post("board/day", {**body, "call": "soon"}, status=400, name="main")["message"]
    )
    body["version"] = called["version"]
    banners = [{"position": 1, "text": "PRE-RIG", "minutes": 20}]
    told = ada.post("board/day", {**body, "banners": banners}, name="main")
    assert told["days"][n]["entries"][1]["banner"] == "PRE-RIG"
    gone = ada.post("board/drop-day", {**body, "version": told["version"]}, name="main")
    assert day["date"] not in {d["date"] for d in gone["days"] if d["unit"] == "main"}
    lost = {e["strip"] for e in day["entries"] if e["strip"]}
    assert set(gone["boneyard"]) == lost | set(board["boneyard"])


def test_preview_says_what_the_move_then_does(ada: Any) -> None:
    board = ada.get("board")
    strip = next(e["strip"] for e in board["days"][0]["entries"] if e["strip"])
    targets = [spot(board, n) for n in range(len(board["days"]))]
    found = ada.post("board/preview", {"strips": [strip], "spots": targets}, name="main")
    assert len(found) == len(targets)
    assert ada.get("board") == board
    for told, target in list(zip(found, targets, strict=True))[1:4]:
        before = ada.get("board")
        body = {"version": before["version"], "strips": [strip], "to": target}
        after = ada.post("board/move", body, name="main")
        assert told["refused"] == ""
        assert told["cost"] == after["cost"] - board["cost"]
        now = {f["message"] for f in after["findings"] if f["level"] == "error"}
        was = {f["message"] for f in board["findings"] if f["level"] == "error"}
        assert told["breaks"] == len(now - was)
        ada.post("board/undo", {"version": after["version"]}, name="main")


def test_preview_of_what_cannot_be_says_so(ada: Any) -> None:
    found = ada.post(
        "board/preview",
        {"strips": ["nothing"], "spots": [{"unit": "main", "date": "2027-10-07"}]},
        name="main",
    )
    assert "no strip nothing" in found[0]["refused"]


def test_board_changed_by_another_program_is_seen_at_once(ada: Any, film_path: Path) -> None:
    board = ada.get("board")
    with open_film(film_path, name="Bo") as film:
        state = film.board("main")
        film.keep_board("main", state.plan, {"by": "elsewhere"})
    strip = next(e["strip"] for e in board["days"][0]["entries"] if e["strip"])
    body = {"version": board["version"], "strips": [strip], "to": {}}
    refused = ada.post("board/move", body, status=409, name="main")
    assert [c["who"] for c in refused["since"]] == ["Bo"]


def test_boards_are_copied_compared_and_taken_back(ada: Any) -> None:
    board = ada.get("board")
    copy = ada.post("boards", {"name": "other", "start": "main"})
    strip = next(e["strip"] for e in copy["days"][0]["entries"] if e["strip"])
    ada.post("board/move", {"version": copy["version"], "strips": [strip], "to": {}}, name="other")
    compared = ada.get("compare", first="main", second="other")
    assert compared["second"]["unplaced"] == compared["first"]["unplaced"] + 1
    assert [s["strip"] for s in compared["strips"]] == [strip]
    assert compared["strips"][0]["after"] == ""
    assert compared["second"]["cost"] - compared["first"]["cost"] == sum(
        line["after"] - line["before"] for line in compared["lines"]
    )
    back = ada.post("board/back", {"version": 1, "to": 0}, name="other")
    assert strips(back) == strips(board)
    history = ada.get("history", board="other")
    assert [c["seq"] for c in history["changes"]] == [2, 1]
    assert "boneyard" in history["changes"][1]["text"]
    assert (
        ada.post("boards", {"name": "other", "start": "main"}, status=423)["code"] == "unwritable"
    )


def test_board_from_nothing_holds_every_strip_in_the_boneyard(ada: Any) -> None:
    empty = ada.post("boards", {"name": "by hand"})
    assert empty["days"] == []
    assert len(empty["boneyard"]) == len({*empty["boneyard"]}) > 30


def test_cost_and_days_out_of_days_agree_with_the_board(ada: Any) -> None:
    board = ada.get("board")
    cost = ada.get("board/cost")
    assert sum(line["amount"] for line in cost["lines"]) == cost["total"] == board["cost"]
    grid = ada.get("board/dood")
    assert sum(row["held"] for row in grid["rows"]) == board["held_days"]
