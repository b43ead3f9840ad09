"""What a new draft means for takes that were shot before it: what a person has to look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from intercut.domain.finding import Finding, Where, note, warning
from intercut.domain.ids import SceneId
from intercut.domain.spoken import Covered, LineOwed, PartOwed, SceneOwed, ScriptLine
from intercut.domain.takes import FormerLine, TakeLog
from intercut.onset.line_match import LEAST_WORDS, keys_of
from intercut.onset.owed import named, short


def against_drafts(
    found: SceneOwed,
    log: TakeLog,
    lines: Mapping[SceneId, Sequence[ScriptLine]],
) -> Iterator[Finding]:
    """What the takes of a scene have otherwise than the script in force.

    Parameters
    ----------
    lines
        Of all scenes, as they are now: a line that is cut may stand in another scene.
    """
    slates = {t.id: str(t.slate) for t in log.takes}
    for part in found.parts:
        yield from _reworded(found, part, log)
    mine = {t.id for t in log.takes if t.scene == found.scene and t.status.usable}
    cut = _once(f for f in log.former if f.line is None and f.take in mine)
    there = {f: _again(f, lines) for f in cut}
    gone = [f for f, line in there.items() if line is None]
    if gone:
        first = gone[0]
        more = f", and {len(gone) - 1} more" if len(gone) > 1 else ""
        yield note(
            "owed.cut",
            f"Cut since scene {found.number} was shot: {first.name}: "
            f'"{short(first.text)}" ({slates[first.take]}){more}. It is owed no more; the takes '
            "keep it.",
            Where(scene=found.number),
            "Nothing, where it is cut for good; else bring it back into the script.",
        )
    yield from _by_another(found, {f: n for f, n in there.items() if n and n.scene == found.scene})
    for former, line in there.items():
        if line is not None and line.scene != found.scene:
            yield warning(
                "owed.elsewhere",
                f'{former.name}: "{short(former.text)}" was shot in scene {found.number} '
                f"({slates[former.take]}) and is line {line.id} of another scene now: it is owed "
                "there.",
                Where(scene=found.number),
                "Shoot it there; where the take may serve, tell the cutting room.",
            )


def _by_another(found: SceneOwed, said: Mapping[FormerLine, ScriptLine]) -> Iterator[Finding]:
    """Lines that another cue has now, word for word: another person, or a new name."""
    names: dict[tuple[str, str], list[ScriptLine]] = {}
    for former, line in said.items():
        names.setdefault((former.name, line.name), []).append(line)
    for (was, now), lines in names.items():
        count = "line" if len(lines) == 1 else "lines"
        yield warning(
            "owed.speaker",
            f"{now} has {len(lines)} {count} of scene {found.number} that {was} has in its takes: "
            f'"{short(lines[0].text)}" (line {lines[0].id}). What {was} said counts for none.',
            Where(scene=found.number),
            f"Shoot them with {now}; where that is only another name, say so in the facts under "
            f"`roles`: name {now}, aliases {was}.",
        )


def _reworded(found: SceneOwed, part: PartOwed, log: TakeLog) -> Iterator[Finding]:
    had = [n for n in part.lines if n.formerly and _gives(n)]
    if not had:
        return
    first = had[0]
    slate = next((str(t.slate) for t in log.takes if t.id == first.takes[0]), first.takes[0])
    more = f" So are {', '.join(n.line for n in had[1:])}." if len(had) > 1 else ""
    yield warning(
        "owed.former",
        f"{named(found, part)} has line {first.line} ({first.name}) as an earlier draft had it: "
        f'"{short(first.formerly)}" in {slate}; it reads "{short(first.text)}" now.{more}',
        Where(scene=found.number, strip=part.target),
        "Shoot a pick-up in the new words; where the old ones may stand, correct the take and "
        "note its lines anew.",
    )


def _gives(line: LineOwed) -> bool:
    return line.needed is not Covered.NOT_AT_ALL and not line.owed


def _once(found: Iterator[FormerLine]) -> list[FormerLine]:
    """Each line once, however many takes have it, in the order of the script it is of."""
    first: dict[tuple[int, int], FormerLine] = {}
    for former in found:
        first.setdefault((former.revision, former.number), former)
    return [first[key] for key in sorted(first)]


def _again(former: FormerLine, lines: Mapping[SceneId, Sequence[ScriptLine]]) -> ScriptLine | None:
    """The same words where they stand now, with the same name first; where they can be told."""
    words = keys_of(former.text)
    if len(words) < LEAST_WORDS:
        return None
    same = [line for there in lines.values() for line in there if keys_of(line.text) == words]
    same.sort(key=lambda line: line.name.casefold() != former.name.casefold())
    return same[0] if same else None
