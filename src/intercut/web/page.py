"""The page itself: built files only, by a list made once; and the door one comes in by."""

from __future__ import annotations

import mimetypes
from functools import cache
from html import escape
from pathlib import Path
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from intercut.web.desk import the_desk
from intercut.web.joining import come_in
from intercut.web.visiting import session_of

BUILT: Final = Path(__file__).parent / "static" / "app"
YEAR: Final = 365 * 24 * 3600

NOT_BUILT: Final = (
    "The page has not been built in this checkout. Run `make web` (it needs Node 20 or newer), "
    "then load this again."
)
ENDED: Final = (
    "This page opens with the link that intercut prints in the terminal, and the link works once. "
    "Run intercut on the film again, or copy a fresh link from there."
)


@cache
def built_files() -> dict[str, Path]:
    """Every file of the built page by its name under `static/`."""
    if not BUILT.is_dir():
        return {}
    return {p.relative_to(BUILT).as_posix(): p for p in BUILT.rglob("*") if p.is_file()}


def index(request: HttpRequest, **_rest: str) -> HttpResponse:
    """The page, for those who came in."""
    desk = the_desk()
    if session_of(desk, request) is None:
        if request.is_secure():
            return HttpResponseRedirect("/join")
        return _plain("Come in by the link", ENDED, 401)
    home = BUILT / "index.html"
    if not home.is_file():
        return _plain("The page is not built", NOT_BUILT, 503)
    nonce = request.nonce  # type: ignore[attr-defined]
    meta = f'<meta property="csp-nonce" nonce="{nonce}">'
    html = home.read_text(encoding="utf-8").replace("<head>", f"<head>{meta}", 1)
    return HttpResponse(html)


def static(_request: HttpRequest, name: str) -> HttpResponse:
    """A file of the built page; hashed names never change."""
    path = built_files().get(name)
    if path is None or not path.is_file():
        raise Http404
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    if kind.startswith("text/") or kind in {"application/javascript", "image/svg+xml"}:
        kind += "; charset=utf-8"
    response = HttpResponse(path.read_bytes(), content_type=kind)
    hashed = name.startswith("assets/")
    response["Cache-Control"] = f"public, max-age={YEAR}, immutable" if hashed else "no-cache"
    return response


def enter(request: HttpRequest) -> HttpResponse:
    """In by a ticket, once; the cookie then opens the door as long as the server runs."""
    desk = the_desk()
    if session_of(desk, request) is not None:
        return HttpResponseRedirect("/")
    ticket, secure = request.GET.get("ticket", ""), request.is_secure()
    if secure:
        session = desk.doorkeeper.enter_invited(ticket, request.META.get("REMOTE_ADDR", ""))
        if session is None:
            return HttpResponseRedirect("/join")
    else:
        session = desk.doorkeeper.enter(ticket)
        if session is None:
            return _plain("Come in by the link", ENDED, 401)
    return come_in(desk, session, secure=secure)


def worker(_request: HttpRequest) -> HttpResponse:
    """The part of the page that opens it without the network; it lies at the root to serve all."""
    path = built_files().get("sw.js")
    if path is None:
        raise Http404
    response = HttpResponse(path.read_bytes(), content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


def _plain(title: str, sentence: str, status: int) -> HttpResponse:
    return HttpResponse(
        "<!doctype html><html lang='en'><meta charset='utf-8'>"
        "<meta name='viewport' content='width=device-width'>"
        f"<title>{escape(title)} · intercut</title>"
        f"<main><h1>{escape(title)}</h1><p>{escape(sentence)}</p></main></html>",
        status=status,
    )
