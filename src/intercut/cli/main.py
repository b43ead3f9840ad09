"""Where the command begins and ends: errors become sentences here, and sentences exit codes."""

from __future__ import annotations

import difflib
import errno
import io
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import cyclopts

from intercut.cli.app import GROUPS, VERBS, make_app
from intercut.cli.exits import Exit
from intercut.errors import IntercutError


def main(tokens: Sequence[str] | None = None) -> int:
    """Exit code of a command; whatever goes wrong is said in a sentence on stderr.

    ``--debug`` anywhere (or INTERCUT_DEBUG) shows the traceback as well.
    """
    given = list(sys.argv[1:] if tokens is None else tokens)
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot write é shows \xe9: less pretty than the name, better than nothing.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    debug = "--debug" in given or os.environ.get("INTERCUT_DEBUG", "") not in {"", "0"}
    given = [t for t in given if t != "--debug"]
    try:
        code = _run(given)
        sys.stdout.flush()
    except cyclopts.CycloptsError as wrong:
        _say(_first_small(str(wrong)), debug)
        _say(f"See: intercut {_verb_of(given)}--help", debug=False)
        code = Exit.WRONG_USE
    except IntercutError as refused:
        _say(_first_small(str(refused)), debug)
        code = Exit.WRONG_USE
    except BrokenPipeError:
        # The reader (head, less) has what it wanted. Python would complain once more on exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = Exit.FINE
    except KeyboardInterrupt:
        _say("stopped.", debug=False)
        code = 130
    except MemoryError:
        _say("there is not enough memory for this.", debug)
        code = Exit.WRONG_USE
    except OSError as problem:
        what = problem.strerror or str(problem)
        at = problem.filename or "what was asked for could not be written"
        _say(
            f"{at}: {what}. {_REMEDIES.get(problem.errno or 0, 'Look at it and try again.')}", debug
        )
        code = Exit.WRONG_USE
    except Exception as fault:  # noqa: BLE001 - the last door: nobody gets a traceback unasked
        _say(
            f"this is a fault of intercut, not yours ({type(fault).__name__}: {fault}). "
            "Please report it with what --debug shows.",
            debug,
        )
        code = 70
    return int(code)


_REMEDIES: Final = {
    errno.ENOSPC: "Make room, or write it elsewhere.",
    errno.EDQUOT: "Make room, or write it elsewhere.",
    errno.EACCES: "Check the rights of the file and its folder.",
    errno.EPERM: "Check the rights of the file and its folder.",
    errno.EROFS: "The disk takes no changes: copy the film to another.",
}
"""What to do about what the system refused."""


def _run(tokens: list[str]) -> int:
    if tokens and not tokens[0].startswith("-") and tokens[0] not in {*VERBS, *GROUPS}:
        if not _is_film(tokens[0]):
            return _no_verb(tokens[0])
        tokens = ["open", *tokens]
    words = GROUPS.get(tokens[0], {}) if tokens else {}
    if len(tokens) > 2 and tokens[1] not in words and tokens[2] in words:
        tokens = [tokens[0], tokens[2], tokens[1], *tokens[3:]]
    result = make_app()(tokens, exit_on_error=False, print_error=False)
    return result if isinstance(result, int) else Exit.FINE


def _is_film(word: str) -> bool:
    """Whether the first word names a film to open, be it there or yet to be made."""
    return word.endswith(".intercut") or (
        Path(word).is_file() and Path(word).suffix not in {".fountain", ".fdx"}
    )


def _no_verb(word: str) -> int:
    """The first word is neither a verb nor a film: a script, or a slip."""
    if Path(word).is_file():
        _say(
            f"{word} is a script. Look at it: intercut breakdown {word}. "
            f"Make a film of it: intercut new film.intercut --script {word}.",
            debug=False,
        )
        return Exit.WRONG_USE
    near = difflib.get_close_matches(word, [*VERBS, *GROUPS], n=1)
    hint = f"Did you mean {near[0]}?" if near else "See: intercut --help"
    _say(f"there is no verb {word!r}. {hint}", debug=False)
    return Exit.WRONG_USE


def _verb_of(tokens: Sequence[str]) -> str:
    if not tokens or tokens[0] not in {*VERBS, *GROUPS}:
        return ""
    if len(tokens) > 1 and tokens[1] in GROUPS.get(tokens[0], {}):
        return f"{tokens[0]} {tokens[1]} "
    return f"{tokens[0]} "


def _first_small(text: str) -> str:
    """A sentence to follow ``intercut:``; names that start it keep their letters."""
    text = " ".join(text.split())
    first = text.split(" ", 1)[0]
    return (
        text[:1].lower() + text[1:] if first[1:] == first[1:].lower() and "." not in first else text
    )


def _say(sentence: str, debug: bool) -> None:
    if debug:
        traceback.print_exc()
    sys.stderr.write(f"intercut: {sentence}\n")
