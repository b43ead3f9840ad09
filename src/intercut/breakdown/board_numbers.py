"""Board numbers proposed by size of part; published ones stay what they are."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from intercut.domain.ids import RoleId
from intercut.domain.people import Role
from intercut.domain.scene import Breakdown, Presence, ProposalKind, Scene


def with_numbers_kept(breakdown: Breakdown, fixed: Mapping[RoleId, str]) -> Breakdown:
    """A breakdown whose roles have the numbers they were published with.

    Others that were numbered take numbers that nobody was ever published with, and are no question
    any more.
    """
    cleared = [replace(r, board_number=fixed.get(r.id, "")) for r in breakdown.roles]
    made = with_board_numbers(cleared, breakdown.scenes, taken=fixed.values())
    number = {r.id: r.board_number for r in made}
    return replace(
        breakdown,
        roles=tuple(
            replace(r, board_number=number[r.id]) if r.board_number or r.id in fixed else r
            for r in breakdown.roles
        ),
        proposals=tuple(p for p in breakdown.proposals if p.kind is not ProposalKind.BOARD_NUMBER),
    )


def with_board_numbers(
    roles: Sequence[Role], scenes: Sequence[Scene], *, taken: Collection[str] = ()
) -> tuple[Role, ...]:
    """Roles in order of size of part, numbered 1, 2, 3 ...

    Size is the eighths of the scenes a role works in plus its speeches; then who comes first.
    Voices that never work come after all who do; who is only spoken of gets no number. A number
    a role already has is kept, and nobody else gets it, nor one of ``taken``.
    """
    size: dict[RoleId, tuple[int, int]] = {r.id: (0, 0) for r in roles}
    for scene in scenes:
        for entry in scene.cast:
            works, part = size.get(entry.role, (0, 0))
            if entry.presence is Presence.MENTIONED:
                continue
            size[entry.role] = (
                max(works, 2 if entry.works else 1),
                part + (scene.eighths.value if entry.works else 0) + len(entry.lines),
            )
    order = sorted(range(len(roles)), key=lambda i: (*(-x for x in size[roles[i].id]), i))
    used = {*taken, *(r.board_number for r in roles if r.board_number)}
    numbered: list[Role] = []
    n = 0
    for i in order:
        role = roles[i]
        if role.board_number or not size[role.id][0]:
            numbered.append(role)
            continue
        n += 1
        while str(n) in used:
            n += 1
        numbered.append(replace(role, board_number=str(n)))
    return tuple(numbered)
