"""A worker beside the server: started, started again when it dies, ended with the server."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path
from typing import Final

from intercut.cli.exits import Exit

PAUSE_SECONDS: Final = 0.5
"""Between a worker's death and the next one, so that a worker that cannot start is no storm."""


class Supervisor:
    """Keeps one worker at work on the film that is open."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._path: Path | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._thread: threading.Thread | None = None

    @property
    def pid(self) -> int | None:
        """Process id of the worker, None while there is none."""
        with self._lock:
            return self._process.pid if self._process and self._process.poll() is None else None

    def follow(self, path: Path) -> None:
        """Work on this film from now on."""
        with self._lock:
            changed = path != self._path
            self._path = path
            if changed and self._process is not None:
                _end(self._process)
            if self._thread is None:
                self._thread = threading.Thread(target=self._keep, name="supervisor", daemon=True)
                self._thread.start()

    def end(self) -> None:
        """End the worker, and start no other."""
        self._over.set()
        with self._lock:
            process = self._process
        if process is not None:
            _end(process)
            try:
                process.wait(timeout=5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        if self._thread is not None:
            self._thread.join(timeout=5)

    def _keep(self) -> None:
        while not self._over.is_set():
            with self._lock:
                path = self._path
                assert path is not None
                command = [sys.executable, "-m", "intercut", "worker", str(path), "--beside"]
                process = subprocess.Popen(  # noqa: S603 - our own program
                    command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
                )
                self._process = process
            code = process.wait()
            if process.stdin is not None:
                process.stdin.close()
            with self._lock:
                same = path == self._path
            if code == Exit.WRONG_USE and same:
                return  # a film that can only be read needs no worker
            self._over.wait(PAUSE_SECONDS)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ask a worker to end: it does when its standard input is closed."""
    if process.stdin is not None:
        try:
            process.stdin.close()
        except OSError:  # it died first
            return
