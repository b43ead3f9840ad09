"""The door to the set's network: TLS on one local address, beside this machine's own door."""

from __future__ import annotations

import ipaddress
import json
import socket
import threading
import time
from collections.abc import Awaitable, Callable, MutableMapping
from http.cookies import CookieError, SimpleCookie
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import uvicorn

from intercut.errors import Unwritable
from intercut.web.certificate import IP, authority_folder, certificate_for
from intercut.web.desk import Desk

PORT: Final = 4821
LARGEST_STRANGER: Final = 10_000
"""Bytes somebody may send who has not come in: a code fits. Ours."""

LARGEST_GUEST: Final = 20_000_000
"""Bytes a guest may send at once: a transcript fits. Ours."""

REQUESTS_A_SECOND: Final = 20
REQUESTS_AT_ONCE: Final = 120
"""Of one address: what a page asks for as it opens, several times over. Ours."""

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]


class NetworkDoor:
    """What every request of the network passes before a byte of its body is read."""

    def __init__(self, app: App, desk: Desk, clock: Callable[[], float] = time.monotonic) -> None:
        self._app = app
        self._desk = desk
        self._clock = clock
        self._left: dict[str, tuple[float, float]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or refuse it in a sentence."""
        if scope["type"] != "http":
            return
        address = (scope.get("client") or ("",))[0]
        if not self._has_left(address):
            await _refuse(send, 429, "too_many", "Too many requests at once. Wait a moment.")
            return
        headers = {k.lower(): v for k, v in scope["headers"]}
        if scope["method"] not in {"GET", "HEAD"}:
            length = headers.get(b"content-length", b"")
            if b"transfer-encoding" in headers or not length.isdigit():
                await _refuse(send, 411, "unreadable", "A request says how long it is.")
                return
            most = LARGEST_GUEST if self._is_guest(headers) else LARGEST_STRANGER
            if int(length[:20]) > most:
                await _refuse(send, 413, "unreadable", "That is too large to come in here.")
                return
        await self._app(scope, receive, send)

    def _has_left(self, address: str) -> bool:
        """Whether an address may ask once more now (a bucket that fills again)."""
        now = self._clock()
        left, at = self._left.get(address, (float(REQUESTS_AT_ONCE), now))
        left = min(REQUESTS_AT_ONCE, left + (now - at) * REQUESTS_A_SECOND)
        if len(self._left) > 1_000:
            self._left.clear()
        self._left[address] = (left - 1 if left >= 1 else left, now)
        return left >= 1

    def _is_guest(self, headers: dict[bytes, bytes]) -> bool:
        try:
            cookies = SimpleCookie(headers.get(b"cookie", b"").decode("latin-1"))
        except CookieError:
            return False
        found = cookies.get(self._desk.cookie)
        return found is not None and self._desk.doorkeeper.session(found.value) is not None


async def _refuse(send: Send, status: int, code: str, message: str) -> None:
    body = json.dumps({"code": code, "message": message, "fix": "", "since": []}).encode()
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def local_address(given: str = "") -> IP:
    """The address of this machine in the local network, or the one given.

    Raises
    ------
    Unwritable
        When there is none, or it is one of the internet.
    """
    text = given
    if not text:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            try:
                probe.connect(("10.255.255.255", 9))  # chooses the way; nothing is sent
                text = str(probe.getsockname()[0])
            except OSError:
                text = ""
    try:
        found = ipaddress.ip_address(text)
    except ValueError:
        msg = (
            f"{given!r} is no address of this machine."
            if given
            else "this machine is in no network."
        )
        raise Unwritable(msg, "Join the network of the set first, or leave --lan out.") from None
    if found.is_global or found.is_unspecified or (found.is_loopback and not given):
        msg = f"{found} is not an address of a local network."
        raise Unwritable(msg, "Name one with --address, or leave --lan out.")
    return found


class Network:
    """The network's server, in a thread of its own from `start` to `end`."""

    def __init__(self, desk: Desk, address: IP, port: int | None = None) -> None:
        self.address = address
        self._desk = desk
        self._sock = _bound(address, port)
        self.port = int(self._sock.getsockname()[1])
        try:
            self._certificate = certificate_for([address], authority_folder())
        except OSError as problem:
            self._sock.close()
            msg = f"the certificate cannot be kept ({problem.strerror})."
            raise Unwritable(msg, "Set XDG_DATA_HOME to a folder that can be written.") from None
        self.fingerprint = self._certificate.fingerprint
        self.authority = self._certificate.authority_der
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None

    @property
    def base(self) -> str:
        """Where a tablet finds it."""
        host = f"[{self.address}]" if self.address.version == 6 else str(self.address)
        return f"https://{host}:{self.port}"

    def start(self, app: App) -> None:
        """Answer from now on."""
        from django.conf import settings

        host = f"[{self.address}]" if self.address.version == 6 else str(self.address)
        settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, host]
        with TemporaryDirectory(prefix="intercut-") as folder:
            chain, key = Path(folder) / "leaf.pem", Path(folder) / "key.pem"
            chain.write_bytes(self._certificate.leaf_pem)
            key.touch(mode=0o600)
            key.write_bytes(self._certificate.key_pem)
            config = uvicorn.Config(
                NetworkDoor(app, self._desk),
                log_level="critical",  # a tablet that does not trust us yet is no news
                access_log=False,
                lifespan="off",
                server_header=False,
                proxy_headers=False,
                timeout_graceful_shutdown=2,
                limit_concurrency=120,
                ssl_certfile=str(chain),
                ssl_keyfile=str(key),
            )
            config.load()
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(
            target=self._server.run, kwargs={"sockets": [self._sock]}, name="network", daemon=True
        )
        self._thread.start()

    def end(self) -> None:
        """Answer no more."""
        if self._server is not None:
            self._server.should_exit = True
        if self._thread is not None:
            self._thread.join(timeout=10)
        self._sock.close()


def _bound(address: IP, port: int | None) -> socket.socket:
    family = socket.AF_INET6 if address.version == 6 else socket.AF_INET
    for number in [PORT, 0] if port is None else [port]:
        sock = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            sock.bind((str(address), number))
            sock.listen(100)  # who knocks while the thread starts waits and is not sent away
        except OSError:
            sock.close()
            continue
        return sock
    msg = f"{address} cannot be served: it is no address of this machine, or its port is taken."
    raise Unwritable(msg, "Look at the network, or leave --lan out.")
