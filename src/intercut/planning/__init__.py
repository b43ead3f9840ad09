"""The player: from a production to the cheapest legal plan found, with a proved bound."""

from intercut.planning.result import GapPart, Progress, Result
from intercut.planning.solve import solve

__all__ = ["GapPart", "Progress", "Result", "solve"]
