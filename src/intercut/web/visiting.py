"""Who the request at hand comes from: whoever opened the film, or a guest of the network."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.http import HttpRequest

    from intercut.actions.inviting import Guest
    from intercut.web.desk import Desk
    from intercut.web.sessions import Session

_guest: ContextVar[Guest | None] = ContextVar("guest", default=None)


def guest_at_hand() -> Guest | None:
    """The guest whose request is answered; None for whoever opened the film."""
    return _guest.get()


@contextmanager
def visited_by(guest: Guest | None) -> Iterator[None]:
    """Answer a request for a guest."""
    before = _guest.set(guest)
    try:
        yield
    finally:
        _guest.reset(before)


def session_of(desk: Desk, request: HttpRequest) -> Session | None:
    """The session a request belongs to; one of the other door is none here."""
    found = desk.doorkeeper.session(request.COOKIES.get(desk.cookie))
    if found is None or (found.guest is not None) != request.is_secure():
        return None
    return found
