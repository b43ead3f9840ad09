"""Board numbers that were given to people with a published schedule, and stay theirs."""

from __future__ import annotations

import json
from dataclasses import replace

from intercut.actions.office import KeptFilm
from intercut.breakdown.board_numbers import with_numbers_kept
from intercut.domain.assemble import assemble
from intercut.domain.facts import Facts
from intercut.domain.ids import RoleId
from intercut.domain.production import Production
from intercut.domain.scene import Breakdown

LEDGER = "board numbers"


def published_numbers(film: KeptFilm) -> dict[RoleId, str]:
    """The number each role was published with last; empty before the first publication."""
    kept = film.library.publications.ledger(LEDGER)
    return {RoleId(role): number for role, number in json.loads(kept or "{}").items()}


def numbers_given_out(film: KeptFilm, production: Production) -> str:
    """What the ledger holds once this production is published."""
    now = {r.id: r.board_number for r in production.roles if r.board_number}
    return json.dumps({**published_numbers(film), **now}, ensure_ascii=False)


def keep_numbers(film: KeptFilm, breakdown: Breakdown, facts: Facts) -> Breakdown:
    """A breakdown made again, with the numbers that people have on paper already.

    Roles that only the facts know are entered with theirs, so that nobody new pushes them on.
    """
    fixed = published_numbers(film)
    if not fixed:
        return breakdown
    known = {r.id for r in breakdown.roles}
    added = tuple(
        replace(r, board_number=fixed[r.id])
        for r in assemble(breakdown, facts).production.roles
        if r.id in fixed and r.id not in known
    )
    kept = with_numbers_kept(breakdown, fixed)
    return replace(kept, roles=(*kept.roles, *added))
