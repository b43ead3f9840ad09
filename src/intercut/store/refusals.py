"""What a failed read or write of the database means to a person."""

from __future__ import annotations

from pathlib import Path

from django.db import DatabaseError

from intercut.errors import Unwritable
from intercut.store import settings


def refusal(path: Path | None, problem: DatabaseError) -> Unwritable:
    """What a failed write means, in a sentence."""
    said = str(problem)
    name = path or "the film"
    if "full" in said or "too big" in said:
        return Unwritable(
            f"there is no room left to write {name}; it stands as it was.", "Make room."
        )
    if "readonly" in said or "read-only" in said or "unable to open" in said:
        return Unwritable(f"{name} may not be written here; it stands as it was.")
    if "locked" in said:
        return Unwritable(
            f"another program has been writing {name} for {settings.WAIT_SECONDS} seconds.",
            "Try again when it is done.",
        )
    return Unwritable(f"{name} could not be written ({said}); it stands as it was.")


def is_damage(problem: DatabaseError) -> bool:
    """Whether a read failed because what the file holds is spoiled: pages, or the text in them."""
    return any(word in str(problem) for word in ("decode", "malformed", "corrupt"))
