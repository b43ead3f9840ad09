"""A planned film behind the app's doors, without a network and with one."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from intercut.access import Actor
from intercut.actions.films import new_film
from intercut.actions.opening import open_film
from intercut.actions.planning import plan_board
from intercut.web.settings import configure

configure()

from django.test import Client  # noqa: E402

from intercut.web.desk import Desk, set_desk  # noqa: E402
from intercut.web.server import bound, prepared  # noqa: E402

HOST = "127.0.0.1:4820"


@pytest.fixture(scope="session")
def planned(tmp_path_factory: pytest.TempPathFactory, examples: Path) -> Path:
    """Our half-hour, planned for a few steps; never written again."""
    path = tmp_path_factory.mktemp("planned") / "brownstone.intercut"
    folder = examples / "brownstone"
    made = new_film(
        path,
        actor=Actor(name="Ada"),
        scripts=[folder / "brownstone.fountain"],
        facts=folder / "brownstone.facts.yaml",
    )
    assert made.made
    with open_film(path, name="Ada") as film:
        plan_board(film, iterations=60, seed=1, threads=1)
    return path


@pytest.fixture
def film_path(planned: Path, tmp_path: Path) -> Path:
    """A copy of the planned film for one test."""
    return Path(shutil.copy(planned, tmp_path / planned.name))


@dataclass
class Visit:
    """Somebody at the page: asks and does, as the page itself would."""

    client: Client
    desk: Desk
    token: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    def come_in(self) -> Any:
        """Use a ticket; the session's answer."""
        entered = self.client.get("/enter", {"ticket": self.desk.doorkeeper.ticket()})
        assert entered.status_code == 302
        found = self.get("session")
        self.token = found["token"]
        return found

    def get(self, path: str, status: int = 200, **names: Any) -> Any:
        """The JSON a question is answered with."""
        answer = self.client.get(f"/api/{path}", names)
        assert answer.status_code == status, answer.content[:500]
        return json.loads(answer.content)

    def post(self, path: str, body: Any, status: int = 200, **names: Any) -> Any:
        """The JSON something done is answered with."""
        query = "&".join(f"{k}={v}" for k, v in names.items())
        answer = self.client.post(
            f"/api/{path}?{query}",
            json.dumps(body),
            content_type="application/json",
            headers={"X-Intercut-Token": self.token, **self.headers},
        )
        assert answer.status_code == status, answer.content[:500]
        return json.loads(answer.content)

    def upload(self, path: str, status: int = 200, **files: Any) -> Any:
        """The JSON an uploaded file is answered with."""
        answer = self.client.post(
            f"/api/{path}", files, headers={"X-Intercut-Token": self.token, **self.headers}
        )
        assert answer.status_code == status, answer.content[:500]
        return json.loads(answer.content)


Open = Callable[..., Visit]


@pytest.fixture
def opened() -> Iterator[Open]:
    """Opens a film in the app for somebody, who has come in."""
    desks: list[Desk] = []

    def visit(path: Path, *, who: str = "Ada", seen_as: str = "", enter: bool = True) -> Visit:
        desk = Desk(path, who=who, seen_as=seen_as)
        desks.append(desk)
        set_desk(desk)
        found = Visit(client=Client(headers={"host": HOST}), desk=desk)
        if enter:
            found.come_in()
        return found

    yield visit
    for desk in desks:
        desk.close()


@pytest.fixture
def ada(film_path: Path, opened: Open) -> Visit:
    """Ada, whose film it is, at the page."""
    return opened(film_path)


@pytest.fixture
def served(film_path: Path) -> Iterator[tuple[str, Desk]]:
    """The film behind a real server on a port of its own: its address, and the desk."""
    desk = Desk(film_path, who="Ada")
    sock = bound(0)
    ready = threading.Event()
    server = prepared(desk, port=sock.getsockname()[1], started=lambda _address: ready.set())
    thread = threading.Thread(target=server.run, kwargs={"sockets": [sock]}, daemon=True)
    thread.start()
    assert ready.wait(20)
    yield f"http://127.0.0.1:{sock.getsockname()[1]}", desk
    server.should_exit = True
    thread.join(20)
    assert not thread.is_alive()
    desk.close()
    sock.close()
