"""Who may come in: tickets and codes that open the door once, and the sessions they open.

All live as long as the server and nowhere else: no film holds a key to itself. There are two doors:
this machine's own, for whoever opened the film, and the network's, for guests (`--lan`); what opens
the one does not open the other.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from hmac import compare_digest
from typing import Final

from intercut.actions.inviting import Guest

MOST_SESSIONS: Final = 200
"""Sessions kept at once; the oldest is forgotten beyond. Our assumption."""

INVITED_SECONDS: Final = 15 * 60
"""How long an invitation stands. Ours: a walk from the laptop to the monitor and back."""

GUEST_SECONDS: Final = 16 * 3600
"""How long a guest stays: a long day. Ours."""

MOST_INVITATIONS: Final = 20
TRIES_A_MINUTE: Final = 6
"""Wrong codes from one address before it has to wait. Ours."""

TRIES_IN_ALL: Final = 40
"""Wrong codes from anywhere after which every code is void: 40 of 100,000,000. Ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One browser that came in. ``key`` is in its cookie, ``token`` in the page's own requests.

    ``guest`` is who came in over the network, None for whoever opened the film; ``until`` on the
    doorkeeper's clock, None for as long as the server runs.
    """

    key: str
    token: str
    guest: Guest | None = None
    until: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """A guest asked in, once: by the ticket in a link, or by the code typed in."""

    ticket: str
    code: str
    guest: Guest
    until: float


class Doorkeeper:
    """Tickets handed out, and the sessions of those who used one.

    ``clock`` counts seconds and never goes back.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._tickets: set[str] = set()
        self._invited: dict[str, Invitation] = {}
        self._sessions: dict[str, Session] = {}
        self._wrong: dict[str, deque[float]] = {}
        self._wrong_in_all = 0

    def ticket(self) -> str:
        """A new ticket for whoever opened the film, good for one entrance."""
        made = secrets.token_urlsafe(24)
        with self._lock:
            self._tickets.add(made)
        return made

    def invite(self, guest: Guest) -> Invitation:
        """A guest asked in; the oldest invitation goes when there are too many."""
        with self._lock:
            codes = {i.code for i in self._standing()}
            code = ""
            while not code or code in codes:
                code = f"{secrets.randbelow(100_000_000):08d}"
            made = Invitation(
                ticket=secrets.token_urlsafe(24),
                code=code,
                guest=guest,
                until=self._clock() + INVITED_SECONDS,
            )
            self._invited[made.ticket] = made
            while len(self._invited) > MOST_INVITATIONS:
                del self._invited[next(iter(self._invited))]
            return made

    def enter(self, ticket: str) -> Session | None:
        """The session a ticket opens at this machine's own door; None when it opens none."""
        with self._lock:
            if ticket not in self._tickets:
                return None
            self._tickets.discard(ticket)
            return self._begin(None)

    def enter_invited(self, ticket: str, address: str) -> Session | None:
        """The session a guest's ticket opens at the network's door; a wrong one counts as a try."""
        with self._lock:
            if not self._may_try(address):
                return None
            found = next((i for i in self._standing() if same(ticket, i.ticket)), None)
            return self._welcome(found, address, "")

    def enter_by_code(self, code: str, name: str, address: str) -> Session | None:
        """The session a code opens for somebody of that name; a wrong one counts as a try."""
        plain = "".join(c for c in code if c.isdigit())[:20]
        with self._lock:
            if not self._may_try(address):
                return None
            found = next((i for i in self._standing() if same(plain, i.code)), None)
            return self._welcome(found, address, name)

    def must_wait(self, address: str) -> bool:
        """Whether an address has tried too often for now."""
        with self._lock:
            return not self._may_try(address)

    def session(self, key: str | None) -> Session | None:
        """The session of a cookie; None when there is none (any more)."""
        with self._lock:
            found = self._sessions.get(key or "")
            if found is not None and found.until is not None and found.until <= self._clock():
                del self._sessions[found.key]
                return None
            return found

    def leave(self, key: str) -> None:
        """End a session."""
        with self._lock:
            self._sessions.pop(key, None)

    def guests(self) -> list[Guest]:
        """Who came in over the network and is still here, in the order they came."""
        with self._lock:
            now = self._clock()
            return [
                s.guest
                for s in self._sessions.values()
                if s.guest is not None and (s.until is None or s.until > now)
            ]

    def _standing(self) -> list[Invitation]:
        now = self._clock()
        self._invited = {t: i for t, i in self._invited.items() if i.until > now}
        return list(self._invited.values())

    def _may_try(self, address: str) -> bool:
        now = self._clock()
        for known in [a for a, w in self._wrong.items() if not w or w[-1] <= now - 60]:
            del self._wrong[known]
        wrong = self._wrong.get(address, deque())
        return sum(at > now - 60 for at in wrong) < TRIES_A_MINUTE

    def _welcome(self, found: Invitation | None, address: str, name: str) -> Session | None:
        if found is None:
            wrong = self._wrong.setdefault(address, deque(maxlen=TRIES_A_MINUTE))
            wrong.append(self._clock())
            self._wrong_in_all += 1
            if self._wrong_in_all >= TRIES_IN_ALL:
                self._invited.clear()
                self._wrong_in_all = 0
            return None
        del self._invited[found.ticket]
        guest = found.guest
        said = " ".join(name.split())[:60]
        return self._begin(replace(guest, name=said) if said else guest)

    def _begin(self, guest: Guest | None) -> Session:
        session = Session(
            key=secrets.token_urlsafe(32),
            token=secrets.token_urlsafe(32),
            guest=guest,
            until=self._clock() + GUEST_SECONDS if guest is not None else None,
        )
        self._sessions[session.key] = session
        while len(self._sessions) > MOST_SESSIONS:
            del self._sessions[next(iter(self._sessions))]
        return session


def same(given: str | None, wanted: str) -> bool:
    """Whether two secrets are the same, told in constant time."""
    return compare_digest((given or "").encode(), wanted.encode())
