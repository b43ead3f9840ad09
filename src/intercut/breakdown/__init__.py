"""Scripts taken apart: who is in which scene, where, in what light, in which parts, and what to ask."""

from intercut.breakdown.appearances import Appearances, appearances
from intercut.breakdown.reading import Script
from intercut.breakdown.whole import break_down

__all__ = ["Appearances", "Script", "appearances", "break_down"]
