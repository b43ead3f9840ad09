"""Universal Schedule Standard: boards of other programs, both ways."""

from intercut.exchange.uss.reading import read_uss
from intercut.exchange.uss.writing import write_uss

__all__ = ["read_uss", "write_uss"]
