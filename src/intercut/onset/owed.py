"""What is owed: which lines the usable takes of each part have, and how."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from intercut.domain.finding import Finding, Where, warning
from intercut.domain.ids import LineId, PartId
from intercut.domain.scene import Mode, Scene
from intercut.domain.spoken import (
    Covered,
    LineOwed,
    PartOwed,
    Said,
    SceneOwed,
    ScriptLine,
)
from intercut.domain.takes import Camera, Take, TakeKind, TakeLog, TakeStatus


def owed(scene: Scene, lines: Sequence[ScriptLine], log: TakeLog) -> SceneOwed:
    """Every line of a scene as each of its parts has it.

    Usable takes are those circled or held. A take has the lines noted on it, else those of its
    set-up, else those heard in it; a line heard to be left out is not had.
    """
    takes = [t for t in log.takes if t.scene == scene.id]
    if shot_in_parts(scene, takes):
        parts = tuple(
            _part(f"{scene.number}pt{p.number}", p.id, p.label, lines, takes, log)
            for p in scene.parts
        )
    else:
        parts = (_part(scene.number, None, "", lines, takes, log),)
    return SceneOwed(scene=scene.id, number=scene.number, parts=parts)


def shot_in_parts(scene: Scene, takes: Sequence[Take]) -> bool:
    """Whether a scene is shot end by end: it must be, or its takes so far are."""
    if not scene.parts:
        return False
    if Mode.WHOLE not in scene.modes:
        return True
    return any(t.part is not None for t in takes) and not any(t.part is None for t in takes)


def covers(take: Take, log: TakeLog, lines: Sequence[ScriptLine]) -> dict[LineId, Camera]:
    """The lines a take has, each on or off camera."""
    hearing = log.hearing(take.id)
    noted = log.coverage(take)
    found: dict[LineId, Camera] = {}
    for covered in noted:
        if found.get(covered.line) is not Camera.ON:
            found[covered.line] = covered.on
    if not noted and hearing is not None:
        ends = {line.id: line.part for line in lines}
        for heard in hearing.lines:
            if heard.line is not None and heard.chosen and not heard.rejected:
                own = take.part is None or ends.get(heard.line) == take.part
                found[heard.line] = Camera.ON if own else Camera.OFF
    if take.kind is TakeKind.WILD:
        found = dict.fromkeys(found, Camera.OFF)
    if hearing is not None:
        for heard in hearing.lines:
            if heard.kind is Said.DROPPED and heard.line in found and not heard.rejected:
                del found[heard.line]
    return found


def _part(
    target: str,
    part: PartId | None,
    label: str,
    lines: Sequence[ScriptLine],
    takes: Sequence[Take],
    log: TakeLog,
) -> PartOwed:
    usable = [t for t in takes if t.part == part and t.status.usable]
    has = [(t, covers(t, log, lines)) for t in usable]
    return PartOwed(
        target=target,
        part=part,
        label=label,
        shot=any(t.kind is not TakeKind.WILD for t in usable),
        lines=tuple(_line(line, part, has, log) for line in lines),
    )


def _line(
    line: ScriptLine,
    part: PartId | None,
    has: Sequence[tuple[Take, dict[LineId, Camera]]],
    log: TakeLog,
) -> LineOwed:
    mine = [(t, found[line.id]) for t, found in has if line.id in found]
    mine.sort(
        key=lambda m: (
            m[1] is not Camera.ON,
            log.formerly(m[0].id, line.id) is not None,
            m[0].status is not TakeStatus.CIRCLED,
        )
    )
    former = log.formerly(mine[0][0].id, line.id) if mine else None
    covered = Covered.NOT_AT_ALL
    if mine:
        covered = Covered.ON_CAMERA if mine[0][1] is Camera.ON else Covered.OFF_CAMERA
    return LineOwed(
        line=line.id,
        name=line.name,
        text=line.text,
        needed=_needed(line, part),
        covered=covered,
        takes=tuple(t.id for t, _ in mine),
        formerly=former.text if former is not None else "",
    )


def _needed(line: ScriptLine, part: PartId | None) -> Covered:
    """What a part has to give of a line: its own speakers seen, a mere voice heard anywhere."""
    if line.voice:
        return Covered.OFF_CAMERA if part is None else Covered.NOT_AT_ALL
    if part is None or line.part is None or line.part == part:
        return Covered.ON_CAMERA
    return Covered.NOT_AT_ALL


def holes(found: SceneOwed, *, started_only: bool = True) -> Iterator[Finding]:
    """A warning for each part with lines still owed, before its set is struck.

    Parameters
    ----------
    started_only
        Leave out parts of which nothing is shot yet.
    """
    for part in found.parts:
        missing = [line for line in part.lines if line.owed]
        if part.shot and missing:
            first, more = missing[0], len(missing) - 1
            line = f'line {first.line} ({first.name}: "{short(first.text)}")'
            where = Where(scene=found.number, strip=part.target)
            if first.covered is Covered.OFF_CAMERA:
                yield warning(
                    "owed.line",
                    f"{named(found, part)} is shot, and its usable takes have {line} only off "
                    f"camera{f'; {more} more are owed' if more else ''}.",
                    where,
                    "Shoot a pick-up of it before the set is struck, or circle a take that sees it.",
                )
                continue
            yield warning(
                "owed.line",
                f"{named(found, part)} is shot, and no usable take of it has {line}"
                f"{f', nor {more} more' if more else ''}.",
                where,
                "Shoot a pick-up of it before the set is struck, or circle a take that has it.",
            )
        elif not part.shot and not started_only:
            yield warning(
                "owed.part",
                f"Nothing of {named(found, part)} is shot yet.",
                Where(scene=found.number, strip=part.target),
                "Plan it before its set is struck.",
            )


def named(scene: SceneOwed, part: PartOwed) -> str:
    """A part as one says it: 17pt1, or Scene 4 where it is shot whole."""
    return part.target if part.part is not None else f"Scene {scene.number}"


def short(text: str) -> str:
    """The beginning of a line, in one row."""
    plain = " ".join(text.split())
    return plain if len(plain) <= 40 else f"{plain[:38].rstrip()} …"
