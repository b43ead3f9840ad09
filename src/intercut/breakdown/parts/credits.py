"""How the eighths of a split scene are credited to its ends."""

from __future__ import annotations

from collections.abc import Sequence


def credited(eighths: int, shares: Sequence[int]) -> tuple[int, ...]:
    """Eighths dealt out in proportion to the shares, by largest remainder; they add up.

    Parameters
    ----------
    eighths
        The scene's, 0 or more.
    shares
        Lines played at each end, 0 or more; all 0: the eighths are dealt evenly. Of equal
        remainders the earlier end wins.

    Returns
    -------
    tuple of int
        One per end, adding up to ``eighths``; an end may be credited 0.
    """
    weights = list(shares) if any(shares) else [1] * len(shares)
    total = sum(weights)
    whole = [eighths * w // total for w in weights]
    rest = [eighths * w % total for w in weights]
    order = sorted(range(len(weights)), key=lambda i: (-rest[i], i))
    for i in order[: eighths - sum(whole)]:
        whole[i] += 1
    return tuple(whole)
