"""A relaxation of the whole problem at the level of unit days: a proved bound, and where it leads."""

from intercut.planning.relaxed.relax import Relaxation, Run, lasting, provable, relax, suits

__all__ = ["Relaxation", "Run", "lasting", "provable", "relax", "suits"]
