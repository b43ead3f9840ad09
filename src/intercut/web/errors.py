"""Refusals as HTTP; nowhere else is one turned into the other."""

from __future__ import annotations

import traceback
from dataclasses import asdict, dataclass
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, JsonResponse

from intercut.actions.history import ChangeAnswer
from intercut.errors import IntercutError
from intercut.web.framework import HttpError, NinjaAPI, ValidationError
from intercut.web.gate import said

STATUS: Final = {
    "not_found": 404,
    "not_allowed": 403,
    "stale": 409,
    "unreadable": 400,
    "unwritable": 423,
    "newer_format": 400,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a request was not done, and what to do; ``since``: what happened to the board meanwhile."""

    code: str
    message: str
    fix: str
    since: list[ChangeAnswer]


def install(api: NinjaAPI) -> None:
    """Every refusal and every mistake gives an answer of the same shape."""

    @api.exception_handler(IntercutError)
    def refused(_request: HttpRequest, problem: IntercutError) -> HttpResponse:
        refusal = Refusal(
            code=problem.code,
            message=_capital(problem.message),
            fix=problem.fix,
            since=getattr(problem, "since", []),
        )
        return JsonResponse(asdict(refusal), status=STATUS.get(problem.code, 400))

    @api.exception_handler(ValidationError)
    def invalid(_request: HttpRequest, problem: ValidationError) -> HttpResponse:
        first: dict[str, Any] = problem.errors[0] if problem.errors else {}
        at = ".".join(str(p) for p in first.get("loc", ()) if p not in {"body", "payload"})
        return said(422, "unreadable", f"{at}: {first.get('msg', 'not understood')}.".strip(": "))

    @api.exception_handler(HttpError)
    def http(_request: HttpRequest, problem: HttpError) -> HttpResponse:
        code = {401: "session_ended", 403: "not_allowed"}.get(problem.status_code, "unreadable")
        return said(problem.status_code, code, str(problem))

    @api.exception_handler(Exception)
    def fault(_request: HttpRequest, problem: Exception) -> HttpResponse:
        traceback.print_exception(problem)
        return said(
            500, "fault",
            f"This is a fault of intercut, not yours ({type(problem).__name__}).",
            "Nothing was changed. The terminal shows what to report.",
        )  # fmt: skip


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
