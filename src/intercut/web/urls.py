"""Every address the server answers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path, re_path

from intercut.web.api.whole import make_api
from intercut.web.gate import said
from intercut.web.joining import certificate, join
from intercut.web.line import events
from intercut.web.page import enter, index, static, worker

api = make_api()


def nothing(_request: HttpRequest, **_names: str) -> HttpResponse:
    """An address of the API that is none."""
    return said(404, "not_found", "There is nothing at this address.")


def not_found(_request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's
    """Anything else that is not there."""
    return said(404, "not_found", "There is nothing at this address.")


handler404 = not_found

urlpatterns = [
    path("enter", enter),
    path("join", join),
    path("certificate", certificate),
    path("sw.js", worker),
    path("api/events", events),
    path("api/", api.urls),
    re_path(r"^api/(?P<rest>.*)$", nothing),
    re_path(r"^static/(?P<name>.+)$", static),
    re_path(r"^(?P<rest>[a-z/-]*)$", index),
]
