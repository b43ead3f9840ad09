"""Two windows agree: the line, picked up where it was dropped."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any

import requests

from intercut.actions.opening import open_film
from intercut.web.desk import Desk


class Window:
    """A window that listens; what it heard, in order."""

    def __init__(self, base: str, desk: Desk, last: str = "") -> None:
        self.session = requests.Session()
        self.session.get(f"{base}/enter", params={"ticket": desk.doorkeeper.ticket()}, timeout=10)
        headers = {"Last-Event-ID": last} if last else {}
        self.line = self.session.get(f"{base}/api/events", headers=headers, stream=True, timeout=15)
        self.lines = self.line.iter_lines(chunk_size=1, decode_unicode=True)

    def hear(self, wanted: int) -> list[tuple[str, str, Any]]:
        """The next events as (id, kind, payload)."""
        found: list[tuple[str, str, Any]] = []
        number = kind = ""
        for raw in self.lines:
            name, _, value = str(raw).partition(": ")
            if name == "id":
                number = value
            elif name == "event":
                kind = value
            elif name == "data":
                found.append((number, kind, json.loads(value)))
                if len(found) == wanted:
                    return found
        return found

    def close(self) -> None:
        """Drop the line."""
        self.line.close()
        self.session.close()


def test_windows_hear_of_every_change_and_catch_up(
    served: tuple[str, Desk], film_path: Path
) -> None:
    base, desk = served
    one = Window(base, desk)
    ((last, kind, _),) = one.hear(1)
    assert kind == "hello"
    with open_film(film_path, name="Bo") as film:
        film.keep_board("main", film.board("main").plan, {})
    ((number, kind, told),) = one.hear(1)
    assert (kind, told["board"], told["who"]) == ("board", "main", "Bo")
    one.close()
    with open_film(film_path, name="Bo") as film:
        film.keep_board("second", film.board("main").plan, {})
    back = Window(base, desk, last=number)
    heard = back.hear(2)
    assert [k for _, k, _ in heard] == ["hello", "board"]
    assert heard[1][2]["board"] == "second"
    back.close()
    ahead = Window(base, desk, last=str(int(number) + 1000))
    assert [k for _, k, _ in ahead.hear(1)] == ["reset"]
    ahead.close()
    assert int(last) < int(number)


def test_thirty_listeners_hear_and_the_server_still_answers(
    served: tuple[str, Desk], film_path: Path
) -> None:
    base, desk = served
    windows = [Window(base, desk) for _ in range(30)]
    heard: list[str] = []

    def listen(window: Window) -> None:
        heard.append(window.hear(2)[-1][1])

    threads = [threading.Thread(target=listen, args=(w,)) for w in windows]
    for thread in threads:
        thread.start()
    answer = windows[0].session.get(f"{base}/api/board", timeout=10)
    assert answer.status_code == 200
    with open_film(film_path, name="Bo") as film:
        film.keep_board("main", film.board("main").plan, {})
    for thread in threads:
        thread.join(15)
    assert heard == ["board"] * 30
    for window in windows:
        window.close()


def test_line_ends_when_another_film_is_opened(served: tuple[str, Desk], film_path: Path) -> None:
    base, desk = served
    window = Window(base, desk)
    window.hear(1)
    other = film_path.with_name("other.intercut")
    other.write_bytes(film_path.read_bytes())
    desk.turn_to(other)
    assert [k for _, k, _ in window.hear(1)] == ["opened"]
    window.close()
