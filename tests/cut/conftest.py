"""Phone calls to cut from."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.cut.phone_call import SPEECHES, Shoot, lines_of, scene_of_two

from intercut.domain.timecode import FPS_25, Rate


@pytest.fixture
def shoot() -> Shoot:
    """The call of six lines; nothing is shot yet."""
    return Shoot(scene=scene_of_two(), lines=lines_of(SPEECHES))


@pytest.fixture
def same_room() -> Shoot:
    """The same six lines in one room, shot in parts."""
    return Shoot(scene=scene_of_two(("flat", "flat")), lines=lines_of(SPEECHES))


@pytest.fixture
def shoot_of() -> Callable[..., Shoot]:
    """A call with speeches of one's own: ``shoot_of(("CLARA", "Hello."), rate=FPS_24)``."""

    def made(*speeches: tuple[str, str], rate: Rate = FPS_25) -> Shoot:
        return Shoot(scene=scene_of_two(), lines=lines_of(speeches), rate=rate)

    return made
