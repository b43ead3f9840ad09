"""What waits for a person's eye, and what persons already said to it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Final

from intercut.domain.facts import Answer
from intercut.domain.ids import SceneId
from intercut.domain.scene import Proposal, ProposalKind

APPLY_FROM: Final = 60
"""Percent of confidence from which a proposal counts until somebody says no."""


class Desk:
    """Collects proposals; one that was answered is applied or dropped and not shown again."""

    def __init__(self, answers: Sequence[Answer] = ()) -> None:
        self._answers = {a.proposal: a.accepted for a in answers}
        self._used: set[str] = set()
        self._ids: dict[str, int] = {}
        self.proposals: list[Proposal] = []

    def ask(
        self,
        kind: ProposalKind,
        message: str,
        *,
        reason: str,
        confidence: int,
        scene: SceneId | None = None,
        subjects: Iterable[str] = (),
        words: str = "",
        applied: bool | None = None,
        by_words: bool = False,
    ) -> bool:
        """Put a question and say whether the breakdown counts it for now.

        ``words`` are the script's words it rests on: with kind, scene and ``subjects`` they make
        the id, so it stays while they stay; ``by_words``: without ``subjects``, where those come from
        other scenes. ``applied`` None: counted from 60 % confidence.
        """
        named = tuple(subjects)
        wanted = confidence >= APPLY_FROM if applied is None else applied
        proposal_id = self._id(kind, scene, () if by_words else named, words)
        if proposal_id in self._answers:
            self._used.add(proposal_id)
            return self._answers[proposal_id]
        self.proposals.append(
            Proposal(
                id=proposal_id,
                kind=kind,
                message=message,
                reason=reason,
                confidence=confidence,
                scene=scene,
                subjects=named,
                applied=wanted,
            )
        )
        return wanted

    def unused(self) -> tuple[str, ...]:
        """Ids that were answered but that this script does not ask (any more)."""
        return tuple(i for i in self._answers if i not in self._used)

    def _id(
        self, kind: ProposalKind, scene: SceneId | None, subjects: tuple[str, ...], words: str
    ) -> str:
        text = "\x1f".join((*subjects, " ".join(words.upper().split())))
        digest = hashlib.blake2s(text.encode(), digest_size=4).hexdigest()
        stem = "-".join(p for p in (kind.value.replace(" ", "-"), scene or "", digest) if p)
        n = self._ids[stem] = self._ids.get(stem, 0) + 1
        return stem if n == 1 else f"{stem}-{n}"
