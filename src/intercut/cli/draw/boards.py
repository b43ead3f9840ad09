"""What became of boards, in sentences."""

from __future__ import annotations

from collections.abc import Iterable

from intercut.actions.following import Followed
from intercut.cli.screen import Screen, listed


def tell_followed(screen: Screen, boards: Iterable[tuple[str, Followed]]) -> None:
    """Say what each board lost, renamed, and holds in its boneyard now."""
    for name, followed in boards:
        words = []
        if followed.dropped:
            words.append(f"dropped {listed(followed.dropped)}")
        if followed.renamed:
            words.append(f"renamed {listed(f'{a} to {b}' for a, b in followed.renamed)}")
        if followed.to_place:
            words.append(f"{listed(followed.to_place)} now to be placed (boneyard)")
        screen.say(f"board {name}: {'; '.join(words) or 'places of filming changed'}.")
