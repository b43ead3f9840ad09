"""Board numbers proposed by size of part; published ones stay what they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from intercut.domain.ids import RoleId
from intercut.domain.people import Role
from intercut.domain.scene import Presence, Scene


def with_board_numbers(roles: Sequence[Role], scenes: Sequence[Scene]) -> tuple[Role, ...]:
    """Roles in order of size of part, numbered 1, 2, 3 ...

    Size is the eighths of the scenes a role works in plus its speeches; then who comes first.
    Voices that never work come after all who do; who is only spoken of gets no number. A number
    a role already has is kept, and nobody else gets it.
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
    taken = {r.board_number for r in roles if r.board_number}
    numbered: list[Role] = []
    n = 0
    for i in order:
        role = roles[i]
        if role.board_number or not size[role.id][0]:
            numbered.append(role)
            continue
        n += 1
        while str(n) in taken:
            n += 1
        numbered.append(replace(role, board_number=str(n)))
    return tuple(numbered)
