"""The order of n scenes that pays least, exactly: talent scheduling."""

from __future__ import annotations

from intercut.planning.sequence.instance import Instance, read_instance
from intercut.planning.sequence.solve import (
    Progress,
    SequenceInterrupted,
    SequenceResult,
    solve,
)

__all__ = [
    "Instance",
    "Progress",
    "SequenceInterrupted",
    "SequenceResult",
    "read_instance",
    "solve",
]
