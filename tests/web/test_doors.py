"""Who comes in, and what is kept out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from intercut.access import Action, Role, may
from intercut.web.api import whole
from intercut.web.framework import NinjaAPI, Router
from intercut.web.gate import Gate
from intercut.web.routes import Room, check_routes
from intercut.web.settings import LARGEST_BODY

Open = Callable[..., Any]


def routes() -> list[tuple[str, str, Action]]:
    """Method, path and action of every route there is."""
    api = whole.make_api()
    return [
        (method, path, getattr(operation.view_func, "action"))  # noqa: B009 - set by the room
        for _, router in api._routers
        for path, view in router.path_operations.items()
        for operation in view.operations
        for method in operation.methods
    ]


@pytest.fixture(autouse=True)
def fresh_routers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ninja lets a router belong to one API only; a test that makes another says so."""
    monkeypatch.setenv("NINJA_SKIP_REGISTRY", "1")


def test_link_opens_the_door_once(film_path: Path, opened: Open) -> None:
    visit = opened(film_path, enter=False)
    ticket = visit.desk.doorkeeper.ticket()
    assert visit.client.get("/").status_code == 401
    first = visit.client.get("/enter", {"ticket": ticket})
    cookie = visit.client.cookies[visit.desk.cookie]
    assert (first.status_code, first["Location"]) == (302, "/")
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Strict")
    visit.client.cookies.clear()
    again = visit.client.get("/enter", {"ticket": ticket})
    assert again.status_code == 401
    assert "the link works once" in again.content.decode()


def test_stranger_gets_nothing_but_a_sentence(film_path: Path, opened: Open) -> None:
    visit = opened(film_path, enter=False)
    for method, path, _ in routes():
        if method == "GET":
            answer = visit.get(path.removeprefix("/"), status=401)
            assert answer["code"] == "session_ended"
    assert visit.client.get("/api/events").status_code == 401
    assert visit.get("nowhere", status=404)["code"] == "not_found"


def test_another_page_cannot_act(ada: Any) -> None:
    body = {"name": "theirs"}
    token, ada.token = ada.token, "guessed"
    assert "out of date" in ada.post("boards", body, status=403)["message"]
    ada.token = token
    ada.headers = {"Origin": "http://evil.example"}
    assert "Another page" in ada.post("boards", body, status=403)["message"]
    ada.headers = {"Origin": "http://127.0.0.1:4820"}
    ada.post("boards", body)
    assert [b["name"] for b in ada.get("boards")] == ["main", "theirs"]


def test_name_of_another_host_is_refused(ada: Any) -> None:
    answer = ada.client.get("/", headers={"host": "rebound.example"})
    assert answer.status_code == 421


def test_nothing_of_another_host_may_load(ada: Any) -> None:
    for path in ("/", "/api/session", "/static/none.js", "/enter"):
        answer = ada.client.get(path)
        policy = answer["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "http" not in policy
        assert "unsafe" not in policy
        assert answer["X-Content-Type-Options"] == "nosniff"


def test_body_beyond_the_limit_is_refused_unread(ada: Any) -> None:
    answer = ada.client.post(
        "/api/boards", b"{}", content_type="application/json",
        headers={"Content-Length": str(LARGEST_BODY + 1)},
    )  # fmt: skip
    assert answer.status_code == 413
    answer = ada.client.post(
        "/api/boards", b"{}", content_type="application/json",
        headers={"Transfer-Encoding": "chunked"},
    )  # fmt: skip
    assert answer.status_code == 411
    assert Gate.async_capable


@pytest.mark.parametrize("role", list(Role))
def test_role_does_what_the_table_says_and_no_more(
    film_path: Path, opened: Open, role: Role
) -> None:
    visit = opened(film_path, who="Cy", seen_as=role.value)
    for method, path, action in routes():
        answer = visit.client.generic(
            method,
            f"/api{path}",
            b"{}",
            "application/json",
            headers={"X-Intercut-Token": visit.token},
        )
        assert (answer.status_code == 403) is not may(role, action), f"{method} {path}"


def test_reader_changes_nothing(film_path: Path, opened: Open) -> None:
    cy = opened(film_path, who="Cy", seen_as="reader")
    board = cy.get("board")
    assert board["cost"] is None
    assert board["findings"] == []
    assert cy.get("session")["may"] == ["read_script", "see_board", "see_own_dates"]
    name = board["board"]
    strip = next(e["strip"] for e in board["days"][0]["entries"] if e["strip"])
    move = {"version": board["version"], "strips": [strip], "to": {"position": -1}}
    for path, body in {
        "board/move": move,
        "board/undo": {"version": board["version"]},
        "board/preview": {"strips": [strip], "spots": []},
    }.items():
        assert cy.post(path, body, status=403, name=name)["code"] == "not_allowed"
    assert cy.post("runs", {"seconds": 1}, status=403)["code"] == "not_allowed"
    assert cy.post("facts/text", {"revision": 1, "text": ""}, status=403)["code"] == "not_allowed"
    assert cy.get("board") == board


def test_secret_name_never_reaches_a_reader(film_path: Path, opened: Open) -> None:
    cy = opened(film_path, who="Cy", seen_as="head_of_department")
    for path in ("cards", "board", "scenes", "script", "history", "board/dood", "proposals"):
        text = cy.client.get(f"/api/{path}").content.decode()
        assert "Honor Blackwell" not in text, path
        assert "honor" not in text.casefold(), path


def test_route_without_an_action_does_not_start() -> None:
    api = NinjaAPI(urls_namespace="bare")
    router = Router()

    @router.get("/bare")
    def bare(request: Any) -> str:
        return ""

    api.add_router("", router)
    with pytest.raises(RuntimeError, match=r"route /bare .* names no action"):
        check_routes(api)
    room = Room("kept")

    @room.route("GET", "/kept", Action.SEE_BOARD, str)
    def kept(request: Any) -> str:
        return ""

    fine = NinjaAPI(urls_namespace="fine")
    fine.add_router("", room.router)
    assert check_routes(fine) == 1
