"""What waits for a person's eye, and what persons already said to it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from intercut.domain.facts import Answer
from intercut.domain.finding import Finding, Where, note, warning
from intercut.domain.ids import SceneId
from intercut.domain.scene import Proposal, ProposalKind

APPLY_FROM: Final = 60
"""Percent of confidence from which a proposal counts until somebody says no."""

_STEM: Final = re.compile(r"-[0-9a-f]{8}(?:-\d+)?$")
"""What a proposal's id has behind its kind and scene."""


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

    def unused(self) -> Iterator[Finding]:
        """What to say of answers to what this script does not ask (any more).

        Where a new draft changed the words an answer rested on, it is asked again in its scene.
        """
        for answered, accepted in self._answers.items():
            if answered in self._used:
                continue
            stem = _STEM.sub("", answered)
            anew = [p for p in self.proposals if _STEM.sub("", p.id) == stem]
            if not anew:
                yield note(
                    "breakdown.answer.unknown",
                    f"An answer speaks of proposal {answered}, which this script does not raise.",
                    fix="Leave it when the scene may come back; else take it out.",
                )
                continue
            asked = "; ".join(f"{p.message} ({p.id})" for p in anew)
            yield warning(
                "breakdown.answer.words_changed",
                f"You said {'yes' if accepted else 'no'} to {answered}; the words it rested on have "
                f"changed, so it is asked again: {asked}",
                Where(scene=anew[0].scene or ""),
                "Answer the new one and take the old answer out.",
            )

    def _id(
        self, kind: ProposalKind, scene: SceneId | None, subjects: tuple[str, ...], words: str
    ) -> str:
        text = "\x1f".join((*subjects, " ".join(words.upper().split())))
        digest = hashlib.blake2s(text.encode(), digest_size=4).hexdigest()
        stem = "-".join(p for p in (kind.value.replace(" ", "-"), scene or "", digest) if p)
        n = self._ids[stem] = self._ids.get(stem, 0) + 1
        return stem if n == 1 else f"{stem}-{n}"
