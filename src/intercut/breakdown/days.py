"""Script days: on which day of the story a scene plays, read from light and the words of headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from intercut.breakdown.lights import names_new_day
from intercut.breakdown.proposals import Desk
from intercut.breakdown.reading import SceneRead
from intercut.domain.ids import SceneId
from intercut.domain.scene import Light, ProposalKind

_TITLE_JUMP: Final = re.compile(
    r"(?:\b(?:SUPER|TITLE|CHYRON|CAPTION|LEGEND|CARD)\b.*)?\b(?:\w+ )?(?:DAYS?|WEEKS?|MONTHS?|YEARS?) (?:LATER|EARLIER|AGO)\b"
    r"|\b(?:THE )?(?:NEXT|FOLLOWING) (?:DAY|MORNING|NIGHT)\b",
)


def script_days(
    scenes: Sequence[SceneRead], ids: Sequence[SceneId], same_call: frozenset[int], desk: Desk
) -> list[str]:
    """`D1`, `N1`, `D2` ... for each scene, "" where an omitted one has none; flashbacks `FB`.

    Parameters
    ----------
    scenes
        In story order; each script starts at day 1 again only when it is the first.
    ids
        Their ids.
    same_call
        Indices of scenes that are cut together with the one before: other light, same day.
    desk
        Takes a proposal for each new day that is inferred.
    """
    days: list[str] = []
    day = 0
    night = False
    fresh = True
    script = None
    for i, scene in enumerate(scenes):
        heading = scene.heading.heading
        if scene.text.heading.omitted:
            days.append("")
            continue
        if scene.heading.is_flashback:
            days.append("FB")
            continue
        dark = heading.light is Light.NIGHT
        why, confidence = "", 0
        if scene.heading.script_day:
            day = int(scene.heading.script_day[1:])
            days.append(scene.heading.script_day)
            night, fresh, script = scene.heading.script_day[0] == "N", False, scene.script
            continue
        if fresh:
            day, fresh = 1, False
        elif script is not scene.script:
            why, confidence = "a new episode begins", 50
        elif names_new_day(heading.light_text) or (jump := _jump_before(scenes, i)):
            said = heading.light_text if names_new_day(heading.light_text) else jump
            why, confidence = f"`{said}`", 90
        elif i in same_call:
            pass
        elif night and not dark and not heading.light_inherited:
            why, confidence = f"{heading.light_text or 'day'} after night", 75
        if why:
            name = f"{'N' if dark else 'D'}{day + 1}"
            if desk.ask(
                ProposalKind.SCRIPT_DAY,
                f"Script day {name} begins here.",
                reason=why,
                confidence=confidence,
                scene=ids[i],
                subjects=(name[0],),
                words=heading.original,
                applied=True,
            ):
                day += 1
        if i not in same_call:
            night = dark
        script = scene.script
        days.append(f"{'N' if dark else 'D'}{day}")
    return days


def _jump_before(scenes: Sequence[SceneRead], index: int) -> str:
    """A title or line in capitals at the close of the scene before, or at this one's start."""
    near = [*scenes[index - 1].directions[-1:]] if index else []
    first = scenes[index].items[:1]
    near += [d for d in first if d in scenes[index].directions]
    for direction in near:
        text = " ".join(direction.text.split())
        if (text.isupper() or re.match(r"(?:SUPER|TITLE|CHYRON|CAPTION|LEGEND|CARD)\b", text)) and (
            hit := _TITLE_JUMP.search(text.upper())
        ):
            return hit[0]
    return ""
