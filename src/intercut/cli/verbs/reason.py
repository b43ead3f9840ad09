"""``intercut reason``: why a keep-apart rule was made, under a passphrase or not at all."""

from __future__ import annotations

import os
import sys
from getpass import getpass
from pathlib import Path
from typing import Annotated, Final

from cyclopts import Parameter

from intercut.actions.opening import open_film
from intercut.actions.reasons import forget_reason, open_reason, seal_reason
from intercut.cli.screen import As, Screen, plain_name
from intercut.errors import Unreadable

_VARIABLE: Final = "INTERCUT_PASSPHRASE"


def reason(
    file: Annotated[Path, Parameter(help="The film.")],
    rule: Annotated[str, Parameter(help="The keep-apart rule, by its id.")],
    /,
    *,
    read: Annotated[bool, Parameter(negative="", help="Print the reason kept.")] = False,
    forget: Annotated[bool, Parameter(negative="", help="Keep it no longer.")] = False,
    as_: As = "",
) -> int:
    """Keep the reason of a keep-apart rule, sealed under a passphrase; read it, or forget it.

    The reason comes from stdin, never from the command line; the passphrase is asked for, or
    stands in INTERCUT_PASSPHRASE. Without a passphrase nothing is kept. No copy, export,
    document or answer has the reason in it, and nobody can open it without the passphrase.
    """
    screen = Screen()
    with open_film(file, name=plain_name(), seen_as=as_) as film:
        if forget:
            forget_reason(film, rule)
            screen.verdict(f"no reason is kept for rule {rule}")
            return 0
        if read:
            screen.text(open_reason(film, rule, _passphrase(again=False)))
            return 0
        if sys.stdin.isatty():
            screen.say("The reason, then Ctrl-D:")
        text = sys.stdin.read().strip()
        kept = seal_reason(film, rule, text, _passphrase(again=True))
    screen.verdict(f"the reason of rule {kept} is kept under the passphrase")
    return 0


def _passphrase(*, again: bool) -> str:
    given = os.environ.get(_VARIABLE, "")
    if given or not sys.stderr.isatty():
        return given
    try:
        first = getpass("Passphrase: ")
        if again and getpass("Again: ") != first:
            raise Unreadable("the two passphrases differ.", "Nothing is kept.")
    except EOFError:
        return ""
    return first
