"""People kept apart brought together: the cheapest ways, each judged, or a proof that none exists."""

from intercut.planning.together.answer import together
from intercut.planning.together.found import Closed, Journey, Limits, Together, Waiver, Way, said_of
from intercut.planning.together.ways import Meeting, NewScene

__all__ = [
    "Closed",
    "Journey",
    "Limits",
    "Meeting",
    "NewScene",
    "Together",
    "Waiver",
    "Way",
    "said_of",
    "together",
]
