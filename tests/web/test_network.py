"""The door to the set's network: who comes in, as what, and what is kept out."""

from __future__ import annotations

import datetime as dt
import http.client
import ipaddress
import json
import ssl
import stat
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from cryptography import x509

from intercut.access import ALLOWED, GUESTS, Action, Actor, Role
from intercut.actions.inviting import Guest, guest_invited
from intercut.errors import NotAllowed, NotFound, Unwritable
from intercut.web.certificate import certificate_for
from intercut.web.desk import Desk
from intercut.web.network import LARGEST_STRANGER, REQUESTS_AT_ONCE, Network, local_address
from intercut.web.server import bound, prepared
from intercut.web.sessions import INVITED_SECONDS, TRIES_A_MINUTE, TRIES_IN_ALL, Doorkeeper

LOCAL = ipaddress.ip_address("127.0.0.1")
DEE = Guest(name="Dee", role=Role.SCRIPT_SUPERVISOR)


class Tablet:
    """A browser on the network, that trusts the film's machine."""

    def __init__(self, network: Network) -> None:
        self.port = network.port
        pem = ssl.DER_cert_to_PEM_cert(network.authority)
        self.trust = ssl.create_default_context(cadata=pem)
        self.cookie = ""
        self.token = ""

    def ask(
        self, method: str, path: str, body: bytes = b"", **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body of an answer."""
        line = http.client.HTTPSConnection("127.0.0.1", self.port, context=self.trust, timeout=30)
        sent = {k.replace("_", "-"): v for k, v in headers.items()}
        if self.cookie:
            sent["Cookie"] = self.cookie
        if self.token:
            sent["X-Intercut-Token"] = self.token
        line.request(method, path, body or None, sent)
        answer = line.getresponse()
        found = {k.lower(): v for k, v in answer.getheaders()}
        data = answer.read()
        line.close()
        if "set-cookie" in found:
            self.cookie = found["set-cookie"].partition(";")[0]
        return answer.status, found, data

    def join(self, code: str, name: str = "Dee") -> int:
        """Type a code in; the status of the answer."""
        form = urlencode({"code": code, "name": name}).encode()
        return self.ask("POST", "/join", form, Content_Type="application/x-www-form-urlencoded")[0]

    def api(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        """What the API answers."""
        data = json.dumps(body).encode() if body is not None else b""
        status, _, answer = self.ask(method, f"/api/{path}", data, Content_Type="application/json")
        found = json.loads(answer)
        if path == "session" and status == 200:
            self.token = found["token"]
        return status, found


@pytest.fixture
def door(
    film_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Desk, Network, str]]:
    """The film behind both doors: desk, network, and the address of the machine's own door."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    desk = Desk(film_path, who="Ada")
    sock = bound(0)
    desk.network = Network(desk, LOCAL, 0)
    ready = threading.Event()
    server = prepared(desk, port=sock.getsockname()[1], started=lambda _: ready.set())
    thread = threading.Thread(target=server.run, kwargs={"sockets": [sock]}, daemon=True)
    thread.start()
    assert ready.wait(20)
    yield desk, desk.network, f"http://127.0.0.1:{sock.getsockname()[1]}"
    desk.network.end()
    server.should_exit = True
    thread.join(20)
    assert not thread.is_alive()
    desk.close()
    sock.close()


def test_code_opens_the_door_once_in_the_role_it_was_given(door: Any) -> None:
    desk, network, _ = door
    tablet, second = Tablet(network), Tablet(network)
    status, headers, _ = tablet.ask("GET", "/")
    assert (status, headers["location"]) == (302, "/join")
    invited = desk.doorkeeper.invite(DEE)
    assert tablet.join(f"{invited.code[:4]} {invited.code[4:]}", "  Dee   Dahl ") == 302
    assert second.join(invited.code) == 401
    status, found = tablet.api("GET", "session")
    assert (found["who"], found["role"], found["guest"]) == ("Dee Dahl", "script_supervisor", True)
    assert found["films"] == []
    assert found["folder"] == found["wanted"] == ""
    assert [g.name for g in desk.doorkeeper.guests()] == ["Dee Dahl"]
    status, headers, _ = second.ask("GET", f"/enter?ticket={invited.ticket}")
    assert headers["location"] == "/join"


def test_guest_logs_takes_and_neither_sees_money_nor_changes_the_plan(door: Any) -> None:
    desk, network, _ = door
    tablet = Tablet(network)
    status, headers, _ = tablet.ask("GET", f"/enter?ticket={desk.doorkeeper.invite(DEE).ticket}")
    assert (status, headers["location"]) == (302, "/set")
    for word in ("HttpOnly", "Secure", "SameSite=Strict"):
        assert word in headers["set-cookie"]
    tablet.api("GET", "session")
    status, day = tablet.api("GET", "set")
    assert status == 200
    take = {
        "id": "tablet-000001", "kind": "take", "at": "2027-10-05T08:00:00Z", "slate": "12/A/1",
        "date": day["date"],
    }  # fmt: skip
    status, kept = tablet.api("POST", "set/entries", {"film": day["film"], "entries": [take]})
    assert (status, kept[0]["saved"]) == (200, True)
    assert desk.film().library.takes.all()[0].by == "Dee"
    for method, path, body in (
        ("GET", "board/cost", None),
        ("GET", "facts", None),
        ("POST", "boards", {"name": "theirs"}),
        ("POST", "facts/text", {"revision": 1, "text": ""}),
        ("POST", "films/open", {"name": "other"}),
        ("POST", "runs", {"seconds": 1}),
        ("POST", "set/door", {"role": "reader"}),
        ("GET", "set/door", None),
    ):
        assert tablet.api(method, path, body)[0] == 403, path
    assert Actor(name="Ada") == desk.actor, "the machine's own door is not the guest's"
    status, board = tablet.api("GET", "board")
    assert (status, board["cost"]) == (200, None)


def test_what_opens_one_door_does_not_open_the_other(door: Any) -> None:
    desk, network, base = door
    tablet = Tablet(network)
    owners = desk.doorkeeper.enter(desk.doorkeeper.ticket())
    tablet.cookie = f"{desk.cookie}={owners.key}"
    assert tablet.api("GET", "session")[0] == 401
    assert tablet.ask("GET", f"/enter?ticket={desk.doorkeeper.ticket()}")[1]["location"] == "/join"
    guests = desk.doorkeeper.enter_invited(desk.doorkeeper.invite(DEE).ticket, "here")
    own = http.client.HTTPConnection(urlsplit(base).netloc, timeout=30)
    headers = {"Cookie": f"{desk.cookie}={guests.key}", "X-Forwarded-Proto": "https"}
    own.request("GET", "/api/session", headers=headers)
    assert own.getresponse().status == 401
    own.close()
    own.request("GET", "/join")
    assert own.getresponse().status == 404
    own.close()


def test_wrong_codes_make_one_wait_and_at_last_void_them_all() -> None:
    now = [0.0]
    keeper = Doorkeeper(clock=lambda: now[0])
    invited = keeper.invite(DEE)
    wrong = "0" * 8 if invited.code != "0" * 8 else "1" * 8
    for _ in range(TRIES_A_MINUTE):
        assert keeper.enter_by_code(wrong, "", "10.0.0.9") is None
    assert keeper.must_wait("10.0.0.9")
    assert keeper.enter_by_code(invited.code, "", "10.0.0.9") is None, "even the right one waits"
    assert not keeper.must_wait("10.0.0.8")
    now[0] += 61
    assert not keeper.must_wait("10.0.0.9")
    for n in range(TRIES_IN_ALL):
        keeper.enter_by_code(wrong, "", f"10.0.1.{n}")
    assert keeper.enter_by_code(invited.code, "", "10.0.0.7") is None


def test_invitation_and_session_end_by_themselves() -> None:
    now = [0.0]
    keeper = Doorkeeper(clock=lambda: now[0])
    late = keeper.invite(DEE)
    now[0] += INVITED_SECONDS + 1
    assert keeper.enter_by_code(late.code, "", "x") is None
    session = keeper.enter_invited(keeper.invite(DEE).ticket, "y")
    assert session is not None
    assert keeper.session(session.key) == session
    now[0] += 17 * 3600
    assert keeper.session(session.key) is None
    assert keeper.guests() == []


def test_stranger_is_refused_before_a_body_is_read(door: Any) -> None:
    _, network, _ = door
    tablet = Tablet(network)
    status, _, said = tablet.ask("POST", "/api/films/new", b"x" * (LARGEST_STRANGER + 1))
    assert (status, json.loads(said)["code"]) == (413, "unreadable")
    assert tablet.ask("POST", "/api/set/entries", Transfer_Encoding="chunked")[0] == 411
    assert tablet.ask("GET", "/", Host="rebound.example")[0] == 421
    assert tablet.ask("POST", "/join", b"code=1", Origin="https://evil.example")[0] == 403
    codes = {tablet.ask("GET", "/sw.js")[0] for _ in range(REQUESTS_AT_ONCE + 60)}
    assert 429 in codes


def test_certificate_speaks_for_local_addresses_only(tmp_path: Path) -> None:
    now = dt.datetime(2027, 10, 1, tzinfo=dt.UTC)
    folder = tmp_path / "network"
    first = certificate_for([LOCAL], folder, now)
    again = certificate_for([ipaddress.ip_address("192.168.1.5")], folder, now)
    assert first.fingerprint == again.fingerprint
    assert stat.S_IMODE((folder / "authority.pem").stat().st_mode) == 0o600
    leaf = x509.load_pem_x509_certificate(again.leaf_pem)
    names = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert names.get_values_for_type(x509.IPAddress) == [ipaddress.ip_address("192.168.1.5")]
    authority = x509.load_der_x509_certificate(again.authority_der)
    limits = authority.extensions.get_extension_for_class(x509.NameConstraints)
    assert limits.critical
    permitted = limits.value.permitted_subtrees or []
    assert all(ipaddress.ip_network(n.value).is_private or "100.64" in str(n) for n in permitted)
    leaf.verify_directly_issued_by(authority)
    (folder / "authority.pem").write_text("damaged")
    assert certificate_for([LOCAL], folder, now).fingerprint != first.fingerprint
    late = now + dt.timedelta(days=3650)
    assert certificate_for([LOCAL], folder, late).authority_der != again.authority_der


def test_only_an_address_of_a_local_network_is_served() -> None:
    assert local_address("192.168.7.7") == ipaddress.ip_address("192.168.7.7")
    for wrong in ("8.8.8.8", "0.0.0.0", "the set", "2606:4700::1111"):
        with pytest.raises(Unwritable):
            local_address(wrong)
    with pytest.raises(Unwritable, match="no address of this machine"):
        Network(Desk(Path("none.intercut"), who="Ada"), ipaddress.ip_address("192.0.2.7"))


def test_nobody_is_invited_who_could_see_money_or_change_the_plan() -> None:
    for role in Role:
        invited: Callable[[], Guest] = lambda role=role: guest_invited(  # type: ignore[misc]  # noqa: E731
            Actor(name="Ada"), role.value
        )
        if role in GUESTS:
            assert invited().role is role
            assert not ALLOWED[role] & {
                Action.SEE_COST, Action.CHANGE_FACTS, Action.CHANGE_BOARD, Action.INVITE,
            }  # fmt: skip
        else:
            with pytest.raises(NotAllowed, match="over the network"):
                invited()
    assert Role.SCRIPT_SUPERVISOR in GUESTS
    with pytest.raises(NotFound, match="no role"):
        guest_invited(Actor(name="Ada"), "king")
    with pytest.raises(NotAllowed, match="let somebody in"):
        guest_invited(Actor(name="Cy", role=Role.READER), "reader")


def test_closed_door_says_how_to_open_it(ada: Any) -> None:
    assert ada.get("set/door")["address"] == ""
    assert "--lan" in ada.post("set/door", {"role": "reader"}, status=404)["fix"]
    assert ada.client.get("/join").status_code == 404
    assert ada.client.get("/certificate").status_code == 404
