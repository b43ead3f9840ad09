"""The colours of strips; never the only carrier of meaning, the words stand beside them.

The two night colours are really swapped between houses; ours is the common one of today: blue
inside, green outside (`docs/glossary.md`).
"""

from __future__ import annotations

from typing import Final

from intercut.domain.scene import IntExt, Light

STYLES: Final = {
    (False, False): "black on white",
    (True, False): "black on bright_yellow",
    (False, True): "white on blue",
    (True, True): "black on green",
}
"""(outside, night) -> rich style."""

TWILIGHT: Final = "black on bright_magenta"
DAY_BREAK: Final = "bold white on black"


def strip_style(int_ext: IntExt, light: Light) -> str:
    """Rich style of a strip; dawn and dusk are the same pink."""
    if light in {Light.DAWN, Light.DUSK}:
        return TWILIGHT
    return STYLES[int_ext.outside, light is Light.NIGHT]


def light_words(int_ext: IntExt, light: Light) -> str:
    """What the colour says, in words: `EXT NIGHT`."""
    return f"{int_ext.value} {light.value.upper()}"
