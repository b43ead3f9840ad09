"""Who may come in: tickets that open the door once, and the sessions they open.

Both live as long as the server and nowhere else: no film holds a key to itself.
"""

from __future__ import annotations

import secrets
import threading
from dataclasses import dataclass
from hmac import compare_digest
from typing import Final

MOST_SESSIONS: Final = 200
"""Sessions kept at once; the oldest is forgotten beyond. Our assumption."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One browser that came in. ``key`` is in its cookie, ``token`` in the page's own requests."""

    key: str
    token: str


class Doorkeeper:
    """Tickets handed out, and the sessions of those who used one."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._tickets: set[str] = set()
        self._sessions: dict[str, Session] = {}

    def ticket(self) -> str:
        """A new ticket, good for one entrance."""
        made = secrets.token_urlsafe(24)
        with self._lock:
            self._tickets.add(made)
        return made

    def enter(self, ticket: str) -> Session | None:
        """The session a ticket opens; None when it is unknown or was used."""
        with self._lock:
            if ticket not in self._tickets:
                return None
            self._tickets.discard(ticket)
            session = Session(key=secrets.token_urlsafe(32), token=secrets.token_urlsafe(32))
            self._sessions[session.key] = session
            while len(self._sessions) > MOST_SESSIONS:
                del self._sessions[next(iter(self._sessions))]
            return session

    def session(self, key: str | None) -> Session | None:
        """The session of a cookie; None when there is none (any more)."""
        with self._lock:
            return self._sessions.get(key or "")

    def leave(self, key: str) -> None:
        """End a session."""
        with self._lock:
            self._sessions.pop(key, None)


def same(given: str | None, wanted: str) -> bool:
    """Whether two secrets are the same, told in constant time."""
    return compare_digest((given or "").encode(), wanted.encode())
