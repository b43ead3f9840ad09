"""All there is to cut a scene from: its usable takes by end, at one rate, with one reel a roll."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from intercut.cut.footage import Footage
from intercut.cut.laid_out import Speakers, laid_out
from intercut.cut.media import reels_of
from intercut.cut.timeline import End, Media
from intercut.domain.finding import Finding, Where, error, note, warning
from intercut.domain.scene import Scene
from intercut.domain.spoken import ScriptLine
from intercut.domain.takes import Take, TakeLog, TakeStatus
from intercut.domain.timecode import FPS_24, Rate

ASSUMED_RATE: Final = FPS_24
"""Our assumption where nobody logged a rate; a finding says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """All footage of a scene by end, the rate it is cut at, and what is off about it."""

    rate: Rate
    of_end: Mapping[str, tuple[Footage, ...]]
    unheard: tuple[Take, ...]
    findings: tuple[Finding, ...]


def ends_of(scene: Scene) -> tuple[End, ...]:
    """The ends of a scene in the order of its parts; the scene itself where it has none."""
    if not scene.parts:
        return (End(part=None, target=scene.number, label=""),)
    return tuple(
        End(part=p.id, target=f"{scene.number}pt{p.number}", label=p.label) for p in scene.parts
    )


def material(
    scene: Scene,
    ends: Sequence[End],
    lines: Sequence[ScriptLine],
    log: TakeLog,
    found: Mapping[str, str],
) -> Material:
    """Everything usable that was shot of a scene.

    Parameters
    ----------
    lines
        The scene's speeches in script order.
    found
        Where media files lie, by the name the log has.
    """
    number = scene.number
    usable = [t for t in log.takes if t.scene == scene.id and t.status.usable]
    rate, findings = _rate_of(usable, number)
    same, odd = _of_rate(usable, rate)
    findings += _mixed(odd, rate, number)
    reels, told = reels_of(log, same, number)
    findings += told
    who = Speakers(
        homes={line.id: line.part for line in lines},
        roles={line.id: frozenset(line.roles) for line in lines},
        here={p.id: frozenset(p.on_camera) for p in scene.parts},
    )
    of_end: dict[str, tuple[Footage, ...]] = {}
    made: dict[str, Footage] = {}
    for end in ends:
        mine: list[Footage] = []
        for n, take in enumerate(same):
            if take.part not in {end.part, None}:
                continue
            if take.id not in made:
                laid, told = laid_out(take, n, log, rate, reels, found, who, number)
                made[take.id] = laid
                findings += told
            mine.append(made[take.id])
        # What was shot of this end alone goes before the scene shot whole.
        mine.sort(key=lambda f: (f.take.part is None and end.part is not None, f.rank))
        of_end[end.target] = tuple(mine)
    findings += _about_media([m for f in made.values() for m in _all_media(f)], number)
    return Material(
        rate=rate,
        of_end=of_end,
        unheard=tuple(f.take for f in made.values() if not f.heard),
        findings=tuple(findings),
    )


def _all_media(footage: Footage) -> tuple[Media, ...]:
    return (*footage.cameras.values(), footage.sound)


def _rates(take: Take) -> list[Rate]:
    return [r for r in (take.rate, *(rec.rate for rec in take.recordings)) if r is not None]


def _rate_of(takes: Sequence[Take], number: str) -> tuple[Rate, list[Finding]]:
    counted: Counter[Rate] = Counter()
    for take in takes:
        for rate in _rates(take)[:1]:
            counted[rate] += 3 if take.status is TakeStatus.CIRCLED else 1
    if counted:
        most = max(counted.values())
        return next(r for r in counted if counted[r] == most), []
    if not takes:
        return ASSUMED_RATE, []
    told = warning(
        "cut.no_rate",
        f"No take of scene {number} says its frame rate: {ASSUMED_RATE} frames a second are assumed.",
        Where(scene=number),
        "Log the rate of its takes.",
    )
    return ASSUMED_RATE, [told]


def _of_rate(takes: Sequence[Take], rate: Rate) -> tuple[list[Take], list[Take]]:
    """Takes that run at a rate (drop-frame or not), and those that do not."""
    fits = {t.id: all(r.fps == rate.fps for r in _rates(t)) for t in takes}
    return [t for t in takes if fits[t.id]], [t for t in takes if not fits[t.id]]


def _mixed(odd: Sequence[Take], rate: Rate, number: str) -> list[Finding]:
    found: list[Finding] = []
    for take in odd:
        others = " and ".join(dict.fromkeys(str(r) for r in _rates(take) if r.fps != rate.fps))
        found.append(
            error(
                "cut.mixed_rates",
                f"Take {take.slate} has {others} frames a second, the rest of scene {number} "
                f"{rate}: it is left out.",
                Where(scene=number, strip=take.slate.target),
                "Correct the rate in the log, or log the file conformed to that rate.",
            )
        )
    return found


def _about_media(media: Sequence[Media], number: str) -> list[Finding]:
    found = [
        warning(
            "cut.media_missing",
            f"The media file {name} is not there.",
            Where(scene=number, file=name),
            "Name the folder it lies in (--media FOLDER); until then its clips are offline.",
        )
        for name in dict.fromkeys(m.file for m in media if m.file and not m.path)
    ]
    if media and not any(m.file for m in media):
        found.append(
            note(
                "cut.no_media",
                f"The log names no media files for scene {number}: clips point at rolls.",
                Where(scene=number),
                "Log the file of each recording, or relink by reel and timecode.",
            )
        )
    return found
