"""What the command ends with."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """What the command ends with."""

    FINE = 0
    FINDINGS = 1
    WRONG_USE = 2
    IMPOSSIBLE = 3
