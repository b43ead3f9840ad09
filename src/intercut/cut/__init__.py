"""From takes to the cutting room: both ends of a scene stitched on one timeline, and handed over."""

from intercut.cut.stitch import Settings, improvised_in, stitch
from intercut.cut.timeline import Clip, Cut, Gap, Style, Track, TrackKind

__all__ = [
    "Clip",
    "Cut",
    "Gap",
    "Settings",
    "Style",
    "Track",
    "TrackKind",
    "improvised_in",
    "stitch",
]
