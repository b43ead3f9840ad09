"""``intercut schema``: what goes in and out, for other programs."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from intercut.actions.schemas import all_schemas
from intercut.cli.screen import Json, Screen
from intercut.errors import NotFound


def schema(
    name: Annotated[
        str, Parameter(help="One schema alone: facts, plan, check, dood, breakdown ...")
    ] = "",
    /,
    *,
    json: Json = False,  # noqa: ARG001 - the answer is JSON anyway
) -> int:
    """Print the JSON Schema of every answer and of the facts file."""
    every = all_schemas()
    if not name:
        Screen(json=True).answer(every)
        return 0
    if name == "facts":
        Screen(json=True).answer(every["facts"])
        return 0
    full = name if name.startswith("intercut.") else f"intercut.{name}"
    if full not in every["answers"]:
        known = ", ".join(
            sorted({"facts", *(n.removeprefix("intercut.") for n in every["answers"])})
        )
        msg = f"there is no schema {name!r}."
        raise NotFound(msg, f"There are: {known}.")
    Screen(json=True).answer(every["answers"][full])
    return 0
