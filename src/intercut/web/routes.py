"""Routes, each with the action it is for. One without an action does not start."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar

from django.http import HttpRequest

from intercut.access import Action, require
from intercut.actions.history import changes_since
from intercut.actions.office import KeptFilm
from intercut.errors import Stale
from intercut.web.desk import Desk, the_desk
from intercut.web.errors import Refusal
from intercut.web.framework import APIKeyCookie, HttpError, NinjaAPI, Router
from intercut.web.sessions import Session, same
from intercut.web.visiting import session_of

_F = TypeVar("_F", bound=Callable[..., Any])

TOKEN_HEADER: Final = "X-Intercut-Token"  # noqa: S105 - its name, not its value
ENDED: Final = "Your session has ended. Open the app again from the terminal."
ENDED_GUEST: Final = "Your session has ended. Ask for a new code and come in again."
SAFE: Final = frozenset({"GET", "HEAD"})
REFUSALS: Final[dict[int, Any]] = dict.fromkeys((400, 401, 403, 404, 409, 413, 422, 423), Refusal)


class Visitor(APIKeyCookie):
    """A browser that came in by a ticket, whose person may do what the route is for.

    What changes something also carries the page's token.
    """

    param_name = "intercut"

    def __init__(self, action: Action) -> None:
        super().__init__(csrf=False)  # the token below is ours
        self.action = action

    def _get_key(self, request: HttpRequest) -> str | None:
        return request.COOKIES.get(the_desk().cookie)

    def authenticate(self, request: HttpRequest, key: str | None) -> Session:  # noqa: ARG002
        """The session.

        Raises
        ------
        HttpError
            401 when there is none, 403 when the request did not come from our own page.
        NotAllowed
            When the person's role may not do that.
        """
        here = the_desk()
        session = session_of(here, request)
        if session is None:
            raise HttpError(401, ENDED_GUEST if request.is_secure() else ENDED)
        if request.method not in SAFE:
            require_own_page(request, session)
        if here.is_there():
            here.film()
        require(here.actor, self.action)
        return session


def require_own_page(request: HttpRequest, session: Session) -> None:
    """Let only our own page change something.

    Raises
    ------
    HttpError
        403 when another page sent the request.
    """
    origin = request.headers.get("Origin")
    if origin is not None and origin != f"{request.scheme}://{request.get_host()}":
        raise HttpError(403, "Another page sent this.")
    if not same(request.headers.get(TOKEN_HEADER), session.token):
        raise HttpError(403, "This page is out of date. Load it again.")


class Room:
    """A set of routes under one name."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.router = Router(tags=[name])

    def route(self, method: str, path: str, action: Action, response: Any) -> Callable[[_F], _F]:
        """A route for an action: nobody comes in whose role may not do it."""

        def register(view: _F) -> _F:
            view.action = action  # type: ignore[attr-defined]
            self.router.add_api_operation(
                path,
                [method],
                view,
                auth=Visitor(action),
                response={200: response, **REFUSALS},
                operation_id=view.__name__,
                summary=(view.__doc__ or "").split("\n", 1)[0],
            )
            return view

        return register


def check_routes(api: NinjaAPI) -> int:
    """How many routes there are; each must name its action.

    Raises
    ------
    RuntimeError
        When one does not.
    """
    count = 0
    for prefix, router in api._routers:  # noqa: SLF001 - Ninja has no other list
        for path, view in router.path_operations.items():
            for operation in view.operations:
                if getattr(operation.view_func, "action", None) not in set(Action):
                    msg = f"route {prefix}{path} ({operation.view_func.__name__}) names no action"
                    raise RuntimeError(msg)
                count += 1
    return count


class Meanwhile(Stale):
    """Somebody was first, and this is what they did."""

    def __init__(self, problem: Stale, since: list[Any]) -> None:
        super().__init__(problem.message, problem.fix)
        self.since = since


def told_meanwhile(film: KeptFilm, board: str, expected: int, change: Callable[[], Any]) -> Any:
    """What a change gives; a stale one says what happened to the board since.

    Raises
    ------
    Meanwhile
        When somebody was first.
    """
    try:
        return change()
    except Stale as problem:
        raise Meanwhile(problem, changes_since(film, board, expected)) from problem


def desk() -> Desk:
    """The desk of this process."""
    return the_desk()
