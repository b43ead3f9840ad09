"""``intercut FILE.intercut``: the app, opened on a film."""

from __future__ import annotations

import threading
import webbrowser
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from intercut.cli.screen import As, Screen, plain_name
from intercut.cli.supervising import Supervisor
from intercut.errors import NotFound
from intercut.store import file as files


def open_app(
    file: Annotated[
        Path, Parameter(help="The film; one that is not there yet is made in the app.")
    ],
    /,
    *,
    port: Annotated[
        int | None, Parameter(help="Port of this machine; 4820 or any free one when not given.")
    ] = None,
    no_browser: Annotated[
        bool, Parameter(negative="", help="Print the link only; open no browser.")
    ] = False,
    as_: As = "",
) -> int:
    """Open the app on a film, on this machine only, until Ctrl-C.

    The link it prints opens the door once; whoever came in stays until the program ends.
    """
    screen = Screen()
    if file.exists():
        files.examine(file)
    elif not file.absolute().parent.is_dir():
        msg = f"there is no folder {file.absolute().parent}."
        raise NotFound(msg)
    from intercut.web.desk import Desk
    from intercut.web.server import bound, serve

    supervisor = Supervisor()
    desk = Desk(file, who=plain_name(), seen_as=as_, on_open=supervisor.follow)
    sock = bound(port)
    try:
        if desk.is_there():
            desk.film()

        def started(address: str) -> None:
            screen.text(f"{address}/enter?ticket={desk.doorkeeper.ticket()}")
            screen.say("The link works once. Ctrl-C ends the app; everything is saved as you go.")
            if not no_browser:
                link = f"{address}/enter?ticket={desk.doorkeeper.ticket()}"
                threading.Thread(target=webbrowser.open, args=(link,), daemon=True).start()

        serve(desk, sock, started=started)
    finally:
        supervisor.end()
        desk.close()
    return 0
