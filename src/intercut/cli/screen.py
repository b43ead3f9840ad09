"""Where words go: data to stdout, talk to stderr; colours and bars on a terminal only."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Any, Final, TextIO

from cyclopts import Parameter
from rich.console import Console, RenderableType

WIDE: Final = 100_000
"""Columns of a line nobody looks at on a terminal: nothing is cut or wrapped in a pipe."""

Json = Annotated[bool, Parameter(negative="", help="Print the answer as JSON.")]
As = Annotated[
    str,
    Parameter(
        name="--as",
        help="See the film as a role (reader, second_ad ...) or as a person of it does.",
    ),
]
BoardName = Annotated[str, Parameter(help="Board to use; the one written last when not given.")]


@dataclass(frozen=True, slots=True)
class Screen:
    """Both ends of the command. With ``json`` the only word on stdout is the answer."""

    json: bool = False

    @property
    def is_terminal(self) -> bool:
        """Whether somebody looks at stdout."""
        return sys.stdout.isatty()

    @property
    def width(self) -> int | None:
        """Columns of the terminal; None in a pipe, where nothing is cut."""
        return Console(file=sys.stdout).width if self.is_terminal else None

    def answer(self, shape: Any) -> None:
        """Print an answer as JSON."""
        text = json.dumps(shape, ensure_ascii=False, indent=2)
        sys.stdout.write(f"{text}\n")

    def text(self, text: str) -> None:
        """Print data as it is."""
        sys.stdout.write(text if text.endswith("\n") or not text else f"{text}\n")

    def show(self, *shown: RenderableType) -> None:
        """Print tables and the like, in colours on a terminal, plain and unwrapped in a pipe."""
        _draw(sys.stdout, shown)

    def say(self, *sentences: str) -> None:
        """Talk to the person, on stderr."""
        sys.stdout.flush()
        for sentence in sentences:
            sys.stderr.write(f"{sentence}\n")

    def talk(self, *shown: RenderableType) -> None:
        """Talk in tables, on stderr."""
        sys.stdout.flush()
        _draw(sys.stderr, shown)

    def wipe(self) -> None:
        """Take a progress line off the terminal."""
        if sys.stderr.isatty():
            sys.stderr.write("\r\x1b[K")

    def verdict(self, sentence: str) -> None:
        """The last line: what it comes to. Stdout, unless the answer is JSON."""
        if self.json:
            self.say(sentence)
        else:
            sys.stdout.write(f"{sentence}\n")


def _draw(stream: TextIO, shown: tuple[RenderableType, ...]) -> None:
    if stream.isatty():
        Console(file=stream, highlight=False).print(*shown, sep="\n")
        return
    plain = Console(file=stream, width=WIDE, no_color=True, color_system=None, highlight=False)
    with plain.capture() as captured:
        plain.print(*shown, sep="\n")
    stream.write("".join(f"{line.rstrip()}\n" for line in captured.get().splitlines()))


def plain_name() -> str:
    """Name under which changes are recorded: INTERCUT_WHO, else the login name."""
    named = os.environ.get("INTERCUT_WHO", "").strip()
    if named:
        return named
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "somebody"


def listed(words: Iterable[str], most: int = 8) -> str:
    """Words in a row, `and 3 more` beyond so many."""
    them = list(words)
    rest = len(them) - most
    return ", ".join(them[:most]) + (f" and {rest} more" if rest > 0 else "")
