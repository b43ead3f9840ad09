"""The line every open window listens on: server-sent events, picked up where it was dropped."""

from __future__ import annotations

from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse

from intercut.access import Action, require
from intercut.errors import IntercutError
from intercut.web.desk import the_desk
from intercut.web.gate import said
from intercut.web.visiting import session_of


async def events(request: HttpRequest) -> HttpResponseBase:
    """What happens to the open film, from the event named in `Last-Event-ID` on."""
    desk = the_desk()
    if session_of(desk, request) is None:
        return said(401, "session_ended", "Your session has ended.", "Open the app again.")
    try:
        tail = await sync_to_async(desk.tail)()
        require(desk.actor, Action.SEE_OWN_DATES)
    except IntercutError as problem:
        return said(404, problem.code, problem.message, problem.fix)
    given = request.headers.get("Last-Event-ID") or request.GET.get("last", "")
    last = int(given) if given.isascii() and given.isdigit() and len(given) < 18 else None
    response = StreamingHttpResponse(
        tail.listen(last), content_type="text/event-stream; charset=utf-8"
    )
    response["Cache-Control"] = "no-cache"
    response["X-Accel-Buffering"] = "no"
    return response
