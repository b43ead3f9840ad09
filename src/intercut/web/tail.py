"""The end of the outbox, watched by one thread and handed to every window that listens."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import AsyncIterator
from typing import Final

from asgiref.sync import sync_to_async
from django.db import DatabaseError, connections

from intercut.store.library import Library
from intercut.store.records import Happened

WATCH_SECONDS: Final = 0.1
"""How often the film is asked whether somebody wrote it: a few microseconds each."""

BEAT_SECONDS: Final = 10.0
"""Silence after which a window hears that the line still stands."""

_Line = tuple[asyncio.AbstractEventLoop, "asyncio.Queue[Happened | str]"]


class Tail:
    """New events of one film, from whatever program, to every listener.

    The watching begins with the first listener and ends with `end`.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._lock = threading.Lock()
        self._lines: set[_Line] = set()
        self._thread: threading.Thread | None = None
        self._over = threading.Event()
        self._last = 0

    async def listen(self, last: int | None) -> AsyncIterator[str]:
        """Server-sent events after the event ``last``, or (None) from now on, without end."""
        queue: asyncio.Queue[Happened | str] = asyncio.Queue()
        line = (asyncio.get_running_loop(), queue)
        begin = await sync_to_async(self._join)(line)
        try:
            if last is None:
                yield sse("hello", {"last": begin}, begin)
                last = begin
            else:
                first, missed = await sync_to_async(self._missed)(last)
                if last > begin or (first > last + 1 and last):
                    yield sse("reset", {"last": begin}, begin)
                    last = begin
                else:
                    yield sse("hello", {"last": last}, last)
                    for event in missed:
                        yield sse(event.kind, dict(event.payload), event.id)
                        last = event.id
            while True:
                try:
                    told = await asyncio.wait_for(queue.get(), BEAT_SECONDS)
                except TimeoutError:
                    yield ": still here\n\n"
                    continue
                if isinstance(told, str):
                    if told:
                        yield sse(told, {}, None)
                    return
                if told.id > last:
                    yield sse(told.kind, dict(told.payload), told.id)
                    last = told.id
        finally:
            with self._lock:
                self._lines.discard(line)

    def end(self, kind: str) -> None:
        """Stop watching; listeners are told ``kind`` ("" nothing) and their line ends."""
        self._over.set()
        with self._lock:
            lines = list(self._lines)
            thread = self._thread
        for loop, queue in lines:
            _put(loop, queue, kind)
        if thread is not None and thread is not threading.current_thread():
            thread.join(timeout=2)

    def _join(self, line: _Line) -> int:
        with self._lock:
            if self._thread is None:
                self._last = self._library.events.last()
                self._thread = threading.Thread(target=self._watch, name="tail", daemon=True)
                self._thread.start()
            self._lines.add(line)
        return self._library.events.last()

    def _missed(self, last: int) -> tuple[int, tuple[Happened, ...]]:
        return self._library.events.first(), self._library.events.since(last)

    def _watch(self) -> None:
        alias = self._library.alias
        try:
            stirred = -1
            while not self._over.wait(WATCH_SECONDS):
                try:
                    now = self._library.events.stir()
                    if now == stirred:
                        continue
                    found = self._library.events.since(self._last)
                    stirred = now
                except DatabaseError:  # busy: asked again at once
                    continue
                for event in found:
                    self._last = event.id
                    with self._lock:
                        lines = list(self._lines)
                    for loop, queue in lines:
                        _put(loop, queue, event)
        finally:
            if alias in connections.settings:
                connections[alias].close()


def _put(
    loop: asyncio.AbstractEventLoop, queue: asyncio.Queue[Happened | str], told: Happened | str
) -> None:
    if not loop.is_closed():
        loop.call_soon_threadsafe(queue.put_nowait, told)


def sse(kind: str, payload: dict[str, object], number: int | None) -> str:
    """One event as it goes over the line."""
    head = f"id: {number}\n" if number is not None else ""
    return f"{head}event: {kind}\ndata: {json.dumps(payload)}\n\n"
