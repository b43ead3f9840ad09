"""The reference pages of the command line and its JSON, written from the code.

``python -m intercut.cli.reference FOLDER`` writes ``command-line.md`` and ``json.md``.
"""

from __future__ import annotations

import inspect
import sys
import types
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin

from cyclopts import App

from intercut.actions.answers import ANSWERS
from intercut.actions.schemas import answer_schema
from intercut.cli.app import GROUPS, HELP, VERBS, make_app

_EXITS = (
    (0, "fine"),
    (1, "findings, and one of them is an error; or, for `new` and `facts --set`, nothing was kept"),
    (2, "wrong use: an unknown option, a file that is not there, something that may not be done"),
    (3, "proved impossible: not everything can be placed"),
    (70, "a fault of intercut; `--debug` shows where"),
    (
        130,
        "stopped by Ctrl-C or SIGTERM (`plan` keeps its best plan and ends as if its time were over)",
    ),
)


def command_line() -> str:
    """The page about every verb with its options."""
    app = make_app()
    lines = [
        "# The command line",
        "",
        "Written by `python -m intercut.cli.reference docs/reference`; a test holds it to the code.",
        "",
        *HELP.split("\n\n")[0].splitlines(),
        "",
        "- Data goes to stdout, talk to stderr; the last line of stdout is the verdict.",
        "- Every verb takes `--json`: stdout is then one JSON answer (see `json.md`) and nothing else.",
        "- Colours and progress appear on a terminal only; in a pipe nothing is cut or wrapped.",
        "- Every option may stand in the environment: `--seconds` is `INTERCUT_SECONDS`.",
        "- `INTERCUT_WHO` is the name changes are recorded under; else it is the login name.",
        "- `--debug` shows the traceback of whatever went wrong.",
        "",
        "| exit code | means |",
        "|---|---|",
        *(f"| {code} | {means} |" for code, means in _EXITS),
        "",
    ]
    for verb in VERBS:
        lines += _verb(app[verb], f"intercut {verb}")
    for group, words in GROUPS.items():
        for word in words:
            lines += _verb(app[group][word], f"intercut {group} {word}")
    return "\n".join(lines).rstrip() + "\n"


def _verb(app: App, name: str) -> Iterator[str]:
    arguments = [a for a in app.assemble_argument_collection() if a.show]
    words = [name]
    rows: list[str] = []
    for argument in arguments:
        field = argument.field_info
        by_place = field.kind in {
            inspect.Parameter.POSITIONAL_ONLY,
            inspect.Parameter.VAR_POSITIONAL,
        }
        shown = argument.names[0]
        kind = _kind(argument.hint)
        several = get_origin(_plain(argument.hint)) in {list, tuple}
        if by_place:
            words.append(
                f"{shown}{' ...' if several else ''}" if argument.required else f"[{shown}]"
            )
        elif argument.required:
            words.append(f"{shown} {kind}")
        default = (
            "" if field.default in {inspect.Parameter.empty, None, "", False} else field.default
        )
        text = argument.parameter.help or ""
        rows.append(
            f"| `{shown}{'' if by_place or not kind else f' {kind}'}` | {text}"
            f"{' Repeats.' if several and not by_place else ''} | {default} |"
        )
    if any(not a.required for a in arguments):
        words.append("[OPTIONS]")
    yield f"## {name}"
    yield ""
    yield "```"
    yield " ".join(words)
    yield "```"
    yield ""
    command: Any = app.default_command
    yield inspect.cleandoc(command.__doc__ or "")
    yield ""
    yield "| | | default |"
    yield "|---|---|---|"
    yield from rows
    yield ""


def _plain(hint: Any) -> Any:
    """A hint without None."""
    if get_origin(hint) in {Union, types.UnionType}:
        kinds = [h for h in get_args(hint) if h is not type(None)]
        return kinds[0]
    return hint


def _kind(hint: Any) -> str:
    hint = _plain(hint)
    if get_origin(hint) in {list, tuple}:
        hint = _plain(get_args(hint)[0])
    if get_origin(hint) is Literal:
        return "|".join(map(str, get_args(hint)))
    return {Path: "FILE", int: "N", float: "N", str: "TEXT", bool: ""}[hint]


def json_answers() -> str:
    """The page about every JSON answer with its fields."""
    lines = [
        "# JSON answers",
        "",
        "Written by `python -m intercut.cli.reference docs/reference`; a test holds it to the code.",
        "",
        "Every answer begins with `schema`, its name, and `version`. Fields are only ever added; one",
        "that changes its meaning raises the version. Money is in minor units (cents) of `currency`,",
        "dates are ISO 8601, lengths are eighths of a page, times minutes. `intercut schema` prints",
        "the JSON Schema of all of them and of the facts file, `intercut schema plan` one.",
        "",
        "`intercut breakdown --json` answers `intercut.breakdown`: `intercut schema breakdown`.",
        "",
    ]
    for name, (record, version) in ANSWERS.items():
        lines += [f"## {name}, version {version}", ""]
        lines += [" ".join((record.__doc__ or "").split()), ""]
        lines += ["| field | type |", "|---|---|"]
        schema = answer_schema(name)
        for field, shape in schema["properties"].items():
            if field not in {"schema", "version"}:
                lines.append(f"| `{field}` | {_type(shape)} |")
        lines.append("")
        for inner, shape in schema.get("$defs", {}).items():
            if inner in _SHARED and name != _SHARED[inner]:
                continue
            fields = ", ".join(f"`{f}` {_type(s)}" for f, s in shape["properties"].items())
            lines += [f"`{inner}`: {fields}.", ""]
    return "\n".join(lines).rstrip() + "\n"


_SHARED = {
    "FindingAnswer": "intercut.new",
    "WhereAnswer": "intercut.new",
    "StripAnswer": "intercut.board",
    "DayAnswer": "intercut.board",
    "CallAnswer": "intercut.board",
}
"""Records of several answers -> the answer under which they are described."""


def _type(shape: dict[str, Any]) -> str:
    if "$ref" in shape:
        return f"`{shape['$ref'].rpartition('/')[2]}`"
    if "anyOf" in shape:
        return " or ".join(_type(s) for s in shape["anyOf"])
    if shape.get("type") == "array":
        return f"list of {_type(shape['items'])}"
    return str(shape.get("type", "anything"))


PAGES: typing.Final = {"command-line.md": command_line, "json.md": json_answers}
"""File name -> what writes it."""


def main(folder: Path) -> None:
    """Write both pages into a folder."""
    for name, page in PAGES.items():
        (folder / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
