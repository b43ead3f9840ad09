"""What every request passes: size, host, and the headers that keep everything else out."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from typing import Final

from asgiref.sync import iscoroutinefunction, markcoroutinefunction
from django.http import HttpRequest, HttpResponseBase, JsonResponse

from intercut.web.desk import the_desk
from intercut.web.settings import LARGEST_BODY
from intercut.web.visiting import session_of, visited_by

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; "
    "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Nothing of any other host is ever loaded, asked or framed."""

HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Gate:
    """Refuses bodies that are too large before they are read; adds the headers."""

    async_capable = True
    sync_capable = False

    def __init__(self, get_response: Callable[[HttpRequest], Awaitable[HttpResponseBase]]) -> None:
        self.get_response = get_response
        if iscoroutinefunction(get_response):
            markcoroutinefunction(self)

    async def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer of the inner doors, or a refusal, with our headers."""
        request.nonce = secrets.token_urlsafe(16)  # type: ignore[attr-defined]
        response = _too_large(request) or _wrong_host(request) or await self._inside(request)
        response["Content-Security-Policy"] = POLICY.format(nonce=request.nonce)  # type: ignore[attr-defined]
        for name, value in HEADERS.items():
            response[name] = value
        if "Cache-Control" not in response:
            response["Cache-Control"] = "no-store"
        return response

    async def _inside(self, request: HttpRequest) -> HttpResponseBase:
        session = session_of(the_desk(), request)
        with visited_by(session.guest if session is not None else None):
            return await self.get_response(request)


def _too_large(request: HttpRequest) -> HttpResponseBase | None:
    if request.method in {"GET", "HEAD"}:
        return None
    length = request.headers.get("Content-Length", "")
    if "chunked" in request.headers.get("Transfer-Encoding", "").lower():
        return said(411, "unreadable", "A request says how long it is.")
    if length and (not length.isascii() or not length.isdigit() or int(length) > LARGEST_BODY):
        return said(
            413, "unreadable", f"That is larger than {LARGEST_BODY // 1_000_000} MB.",
            "Take a smaller file.",
        )  # fmt: skip
    return None


def _wrong_host(request: HttpRequest) -> HttpResponseBase | None:
    from django.core.exceptions import DisallowedHost

    try:
        request.get_host()
    except DisallowedHost:
        return said(421, "not_allowed", "This server answers on this machine only.")
    return None


def said(status: int, code: str, message: str, fix: str = "") -> JsonResponse:
    """A refusal as every route gives it."""
    return JsonResponse({"code": code, "message": message, "fix": fix, "since": []}, status=status)
