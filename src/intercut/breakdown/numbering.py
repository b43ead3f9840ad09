"""Scene numbers as the board shows them, and the ids scenes keep for good."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from intercut.breakdown.reading import SceneRead, Script
from intercut.domain.finding import Finding, Where, warning
from intercut.domain.ids import SceneId
from intercut.script.numbers import inserted_numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """A scene's id and the number printed on its strip."""

    id: SceneId
    number: str


def numbered(scenes: Sequence[SceneRead], findings: list[Finding]) -> list[Numbered]:
    """Id and number of each scene.

    The script's own number, with the episode before it (`203-14`) when there are several
    episodes. A script without numbers is counted 1..n; a scene without one among numbered ones
    gets a number that sorts where it stands, as an inserted scene would. A number that comes
    twice gets `~2` and a finding. Ids carried from an older draft are kept.
    """
    episodes = {s.script.episode for s in scenes}
    carried = {
        i for s in {id(s.script): s.script for s in scenes}.values() for i in s.scene_ids if i
    }
    result: list[Numbered] = []
    used: set[str] = set()
    ids: set[str] = set()
    written: list[str] = []
    script: Script | None = None
    before = ""
    for place, scene in enumerate(scenes):
        if scene.script is not script:
            script = scene.script
            written = [_written(s) for s in scenes if s.script is script]
            before = ""
        own = _written(scene)
        if not own and any(written):
            after = next(
                (w for s in scenes[place + 1 :] if s.script is script and (w := _written(s))), ""
            )
            own = next(iter(inserted_numbers(before, after, written)), f"{before}+")
            written.append(own)
        elif not own:
            own = str(scene.text.ordinal)
        before = own
        episode = scene.script.episode
        if len(episodes) > 1 and episode and not own.startswith((f"{episode}-", f"{episode}S")):
            own = f"{episode}-{own}"
        number, n = own, 1
        while number in used:
            n += 1
            number = f"{own}~{n}"
        if n > 1:
            findings.append(
                warning(
                    "breakdown.number.twice",
                    f"Scene number {own} comes more than once; this one is called {number}.",
                    Where(file=scene.script.screenplay.file, line=scene.line, scene=number),
                    "Number the scenes of the script anew, or give this one a number of its own.",
                )
            )
        used.add(number)
        kept = (
            script.scene_ids[scene.text.ordinal - 1]
            if scene.text.ordinal <= len(script.scene_ids)
            else None
        )
        scene_id = kept or number
        m = 1
        while (scene_id in ids) or (kept is None and scene_id in carried):
            m += 1
            scene_id = f"{number}~{m}"
            kept = None
        ids.add(scene_id)
        result.append(Numbered(id=SceneId(scene_id), number=number))
    return result


def _written(scene: SceneRead) -> str:
    """The number the script gives, without blanks and a closing dot; "" when it gives none."""
    return scene.text.number.strip().rstrip(".")
