"""How a guest comes in over the network: by a link, or by a code typed in; and the certificate."""

from __future__ import annotations

from html import escape
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from intercut.web.desk import Desk, the_desk
from intercut.web.gate import said
from intercut.web.sessions import Session
from intercut.web.visiting import session_of

WAIT: Final = "Too many wrong codes. Wait a minute, then ask for a new one."
WRONG: Final = (
    "That code opens nothing: it works once and for fifteen minutes. Ask whoever runs intercut for "
    "a new one."
)


def join(request: HttpRequest) -> HttpResponse:
    """The form for a code; with a code, the way in."""
    desk = the_desk()
    if not request.is_secure():
        raise Http404
    if session_of(desk, request) is not None:
        return HttpResponseRedirect("/")
    if request.method != "POST":
        return _form(request, desk, "")
    origin = request.headers.get("Origin")
    if origin is not None and origin != f"https://{request.get_host()}":
        return said(403, "not_allowed", "Another page sent this.")
    address = request.META.get("REMOTE_ADDR", "")
    if desk.doorkeeper.must_wait(address):
        return _form(request, desk, WAIT, 429)
    session = desk.doorkeeper.enter_by_code(
        request.POST.get("code", ""), request.POST.get("name", ""), address
    )
    if session is None:
        return _form(request, desk, WRONG, 401)
    return come_in(desk, session, secure=True)


def come_in(desk: Desk, session: Session, *, secure: bool) -> HttpResponse:
    """The page, with the cookie that keeps the door open."""
    response = HttpResponseRedirect("/" if session.guest is None else "/set")
    response.set_cookie(
        desk.cookie, session.key, httponly=True, samesite="Strict", path="/", secure=secure
    )
    return response


def certificate(request: HttpRequest) -> HttpResponse:
    """The authority of the network's door, for a tablet to trust; nothing secret is in it."""
    network = the_desk().network
    if network is None or not request.is_secure():
        raise Http404
    response = HttpResponse(network.authority, content_type="application/x-x509-ca-cert")
    response["Content-Disposition"] = 'attachment; filename="intercut.crt"'
    return response


_STYLE: Final = """
:root{color-scheme:light dark;font:18px/1.45 system-ui,sans-serif}
body{margin:0;display:grid;min-height:100vh;place-items:center;padding:16px;box-sizing:border-box;
background:light-dark(#f3f2ef,#151514);color:light-dark(#1d1c1a,#efede8)}
main{width:min(420px,100%)}h1{font-size:24px;margin:0 0 4px}
form{display:grid;gap:14px;margin:18px 0}label{display:grid;gap:4px;font-size:16px}
input,button{font:inherit;min-height:52px;border-radius:8px;padding:6px 12px;box-sizing:border-box;
width:100%;border:1px solid light-dark(#8b877d,#8b877d);background:light-dark(#fff,#1e1e1d);color:inherit}
input[name=code]{font-size:28px;letter-spacing:.12em;text-align:center}
button{background:light-dark(#0b5a8a,#7fc1ef);color:light-dark(#fff,#10202c);border:0;font-weight:600}
.bad{color:light-dark(#a01c1c,#ff9a90)}.small{font-size:15px;color:light-dark(#56534d,#b3afa6)}
a{color:light-dark(#0b5a8a,#7fc1ef)}
"""


def _form(request: HttpRequest, desk: Desk, problem: str, status: int = 200) -> HttpResponse:
    nonce = escape(request.nonce)  # type: ignore[attr-defined]
    mark = desk.network.fingerprint if desk.network is not None else ""
    told = f'<p class="bad" role="alert">{escape(problem)}</p>' if problem else ""
    return HttpResponse(
        "<!doctype html><html lang='en'><head><meta charset='utf-8'>"
        "<meta name='viewport' content='width=device-width, initial-scale=1'>"
        f"<title>Come in · intercut</title><style nonce='{nonce}'>{_STYLE}</style></head><body>"
        f"<main><h1>Come in</h1><p>The code stands where intercut was started.</p>{told}"
        "<form method='post' action='/join'>"
        "<label>Code<input name='code' inputmode='numeric' autocomplete='one-time-code' "
        "maxlength='11' required autofocus></label>"
        "<label>Your name, for the log<input name='name' maxlength='60' autocomplete='name'>"
        "</label><button>Come in</button></form>"
        "<p class='small'>To open the page without the network as well, let this tablet trust "
        "<a href='/certificate' download>this certificate</a>. Its mark is "
        f"<b>{escape(mark)}</b>, as printed where intercut was started; it can speak for local "
        "addresses only.</p></main></body></html>",
        status=status,
    )
