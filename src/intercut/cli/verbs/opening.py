"""``intercut FILE.intercut``: the app, opened on a film."""

from __future__ import annotations

import threading
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from intercut.access import Action, Role, require
from intercut.actions.inviting import guest_invited
from intercut.cli.screen import As, Screen, plain_name
from intercut.cli.supervising import Supervisor
from intercut.errors import NotFound
from intercut.store import file as files

if TYPE_CHECKING:
    from intercut.web.desk import Desk
    from intercut.web.network import Network


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
    lan: Annotated[
        bool,
        Parameter(negative="", help="Open a second door to the local network, for tablets on set."),
    ] = False,
    address: Annotated[
        str, Parameter(help="Address of this machine in that network; found when not given.")
    ] = "",
    as_: As = "",
) -> int:
    """Open the app on a film, on this machine only (or, with --lan, for the set too), until Ctrl-C.

    The link it prints opens the door once; whoever came in stays until the program ends. The second
    door speaks TLS; who comes in there logs takes and sees no money.
    """
    screen = Screen()
    if file.exists():
        files.examine(file)
    elif not file.absolute().parent.is_dir():
        msg = f"there is no folder {file.absolute().parent}."
        raise NotFound(msg)
    from intercut.web.desk import Desk
    from intercut.web.network import Network, local_address
    from intercut.web.server import bound, serve

    supervisor = Supervisor()
    desk = Desk(file, who=plain_name(), seen_as=as_, on_open=supervisor.follow)
    sock = bound(port)
    try:
        if desk.is_there():
            desk.film()

        if lan or address:
            require(desk.actor, Action.INVITE)
            desk.network = Network(desk, local_address(address))

        def started(base: str) -> None:
            screen.text(f"{base}/enter?ticket={desk.doorkeeper.ticket()}")
            if desk.network is not None:
                _say_door(screen, desk, desk.network)
            screen.say("The link works once. Ctrl-C ends the app; everything is saved as you go.")
            if not no_browser:
                link = f"{base}/enter?ticket={desk.doorkeeper.ticket()}"
                threading.Thread(target=webbrowser.open, args=(link,), daemon=True).start()

        serve(desk, sock, started=started)
    finally:
        supervisor.end()
        if desk.network is not None:
            desk.network.end()
        desk.close()
    return 0


def _say_door(screen: Screen, desk: Desk, network: Network) -> None:
    """Print the link of the network's door, and how to come in without it."""
    invited = desk.doorkeeper.invite(guest_invited(desk.actor, Role.SCRIPT_SUPERVISOR))
    screen.text(f"{network.base}/enter?ticket={invited.ticket}")
    screen.say(
        f"On set: open {network.base}/join and type {invited.code[:4]} {invited.code[4:]} "
        "(script supervisor; once, within 15 minutes). More codes: page On set.",
        "The tablet warns that it does not know this machine; the certificate to trust is at "
        f"{network.base}/certificate, its mark {network.fingerprint}.",
    )
