"""The server: on this machine only, until it is told to stop."""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Any, Final

import uvicorn

from intercut.errors import Unwritable
from intercut.web.desk import Desk, set_desk
from intercut.web.settings import configure

HOST: Final = "127.0.0.1"
PORT: Final = 4820
"""Where the app is looked for first; any free port otherwise. Our choice."""


def make_app() -> Any:
    """The ASGI application for the desk that was set."""
    configure()
    from django.core.asgi import get_asgi_application
    from django.urls import get_resolver

    app = get_asgi_application()
    get_resolver().url_patterns  # noqa: B018 - a route without an action must not start
    return app


def bound(port: int | None) -> socket.socket:
    """A socket of this machine, bound; with None the usual port or any free one.

    Raises
    ------
    Unwritable
        When the port is taken.
    """
    tried = [PORT, 0] if port is None else [port]
    for number in tried:
        # Named as TCP, so that the event loop sends each answer at once (no Nagle).
        sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            sock.bind((HOST, number))
        except OSError:
            sock.close()
            continue
        return sock
    msg = f"port {port} is taken by another program."
    raise Unwritable(msg, "Name another one with --port, or leave it out.")


def prepared(desk: Desk, *, port: int, started: Callable[[str], None]) -> uvicorn.Server:
    """A server for a desk, not yet running.

    Parameters
    ----------
    started
        Called once the server answers, with its address.
    """
    desk.cookie = f"intercut-{port}"
    set_desk(desk)

    app = make_app()

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets=sockets)
            if desk.network is not None:
                desk.network.start(app)
            started(f"http://{HOST}:{port}")

    return Server(
        uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            lifespan="off",
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=2,
            limit_concurrency=400,
        )
    )


def serve(desk: Desk, sock: socket.socket, *, started: Callable[[str], None]) -> None:
    """Serve a desk on a socket until somebody stops the program; ``started`` as `prepared`."""
    server = prepared(desk, port=sock.getsockname()[1], started=started)
    try:
        server.run(sockets=[sock])
    finally:
        if desk.network is not None:
            desk.network.end()
        desk.close()
