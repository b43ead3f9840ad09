"""What people should know of a cut: what is owed, what came from where, what was done at one end only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from intercut.cut.footage import Footage
from intercut.cut.material import Material
from intercut.cut.pictures import Segment, alike
from intercut.cut.script_order import Beat
from intercut.cut.timeline import Cut, End, Missing, TrackKind
from intercut.domain.finding import Finding, Where, error, note, warning
from intercut.domain.scene import Scene

_MOST_NAMED = 6


def findings_of(
    scene: Scene, cut: Cut, beats: Sequence[Beat], stuff: Material, short: Sequence[Segment]
) -> tuple[Finding, ...]:
    """Everything off about a cut beyond what its takes and files show by themselves."""
    if not any(b.line is not None for b in beats):
        return (
            error(
                "cut.no_lines",
                f"Scene {scene.number} has no dialogue: there is nothing to stitch.",
                Where(scene=scene.number),
                "Name a scene in which somebody speaks.",
            ),
        )
    if not any(stuff.of_end.values()):
        return (
            error(
                "cut.no_takes",
                f"Scene {scene.number} has no usable take: every line is a gap.",
                Where(scene=scene.number),
                "Log its takes (intercut take), and circle those the director likes.",
            ),
        )
    found: list[Finding] = [*_unheard(scene, stuff)]
    for end in cut.ends:
        mine = [b for b in beats if b.end == end]
        found += _missing(scene, end, mine)
        found += _not_circled(scene, end, mine, stuff)
    found += _short_of_time(scene, short)
    found += _handles(scene, cut)
    found += _one_end_only(scene, cut, beats, stuff)
    return tuple(found)


def _named(beats: Sequence[Beat]) -> str:
    names = [b.name for b in beats]
    rest = len(names) - _MOST_NAMED
    shown = ", ".join(names[:_MOST_NAMED])
    return f"{shown} and {rest} more" if rest > 0 else shown


def _lines(count: int) -> str:
    return f"{count} line{'s' * (count != 1)}"


def _unheard(scene: Scene, stuff: Material) -> Iterator[Finding]:
    for take in stuff.unheard:
        yield warning(
            "cut.not_heard",
            f"Take {take.slate} has no transcript laid against the script: nobody knows where its "
            "lines are, so none is cut.",
            Where(scene=scene.number, strip=take.slate.target),
            "Lay its transcript against it: intercut hear.",
        )


def _missing(scene: Scene, end: End, beats: Sequence[Beat]) -> Iterator[Finding]:
    where = Where(scene=scene.number, strip=end.target)
    who = end.label or f"scene {scene.number}"
    by_reason = {
        reason: [b for b in beats if b.missing is reason and b.line is not None]
        for reason in Missing
    }
    if owed := by_reason[Missing.OWED]:
        yield warning(
            "cut.owed",
            f"{who} owes {_lines(len(owed))}, left open in the cut: {_named(owed)}.",
            where,
            "Shoot them, or circle a take that has them.",
        )
    if dropped := by_reason[Missing.DROPPED]:
        yield warning(
            "cut.dropped",
            f"{who} dropped {_lines(len(dropped))} in every usable take, left open in the cut: "
            f"{_named(dropped)}.",
            where,
            "Close the gap if that is meant; else shoot them.",
        )
    if unknown := by_reason[Missing.NO_TIMES]:
        yield warning(
            "cut.no_times",
            f"Nobody knows yet whether the takes of {who} have {_lines(len(unknown))}, left open "
            f"in the cut: {_named(unknown)}.",
            where,
            "Lay the transcripts of those takes against the script: intercut hear.",
        )
    if unseen := by_reason[Missing.NO_PICTURE]:
        yield warning(
            "cut.no_picture",
            f"{who} has {_lines(len(unseen))} without a picture of the speaker: {_named(unseen)}.",
            where,
            "The cut shows who listens, where there is such a picture. Shoot them on camera.",
        )


def _not_circled(
    scene: Scene, end: End, beats: Sequence[Beat], stuff: Material
) -> Iterator[Finding]:
    held = [b for b in beats if b.line is not None and b.voice and not b.voice.footage.used.circled]
    if not held:
        return
    where = Where(scene=scene.number, strip=end.target)
    takes = ", ".join(dict.fromkeys(b.voice.footage.used.slate for b in held if b.voice))
    if any(f.used.circled for f in stuff.of_end[end.target]):
        yield note(
            "cut.not_circled",
            f"{_lines(len(held))} of {end.label or end.target} are in no circled take and come "
            f"from {takes}: {_named(held)}.",
            where,
            "Circle the take that is meant.",
        )
    else:
        yield warning(
            "cut.no_circled",
            f"No take of {end.label or end.target} is circled: its lines come from {takes}, "
            "the latest that was not refused.",
            where,
            "Circle the takes the director chose.",
        )


def _short_of_time(scene: Scene, short: Sequence[Segment]) -> Iterator[Finding]:
    beats = [s.beat for s in short]
    if beats:
        yield note(
            "cut.no_listening",
            f"For {_lines(len(beats))} no take shows the listener long enough, so the speaker is "
            f"seen: {_named(beats)}.",
            Where(scene=scene.number),
            "Read the cues in full to the one on camera, or pick up reactions.",
        )


def _handles(scene: Scene, cut: Cut) -> Iterator[Finding]:
    clips = [
        c
        for c in (*cut.clips(TrackKind.PICTURE), *cut.clips(TrackKind.SOUND))
        if min(c.head, c.tail) < cut.handles
    ]
    if clips:
        names = list(dict.fromkeys(f"{c.name} ({c.take.slate})" for c in clips))
        more = f" and {len(names) - 3} more" if len(names) > 3 else ""
        yield note(
            "cut.handles",
            f"{len(clips)} clips have less than {cut.handles} frames of handle, as their takes end "
            f"there: {', '.join(names[:3])}{more}.",
            Where(scene=scene.number),
            "Ask for shorter handles, or use longer files of these takes.",
        )


def _one_end_only(
    scene: Scene, cut: Cut, beats: Sequence[Beat], stuff: Material
) -> Iterator[Finding]:
    """Improvised moments that the other end could hear, and that its takes do not know of."""
    for beat in beats:
        if beat.line is not None or beat.voice is None:
            continue
        if beat.business is not None and not beat.business.audible:
            continue
        for other in cut.ends:
            if other == beat.end:
                continue
            takes = stuff.of_end[other.target]
            if any(_knows(f, beat) for f in takes):
                continue
            slate = beat.voice.footage.used.slate
            where = Where(scene=scene.number, strip=beat.end.target)
            after = f"after {beat.after}" if beat.after else "before the first line"
            what = f"{beat.end.label or beat.end.target} has {_quoted(beat)} {after} (take {slate})"
            if takes:
                yield note(
                    "cut.improvised_one_end",
                    f"{what}; {other.label or other.target} was shot without it.",
                    where,
                    "Pick up who hears it while that set stands; until then the cut stays on who "
                    "does it.",
                )
            else:
                yield note(
                    "cut.improvised_to_answer",
                    f"{what}; {other.label or other.target} is still to be shot.",
                    where,
                    "Take the script as shot to that end: intercut asshot.",
                )


def _quoted(beat: Beat) -> str:
    return f"({beat.text})" if beat.business is not None else f'"{beat.text}"'


def _knows(footage: Footage, beat: Beat) -> bool:
    """Whether a take at the other end has it too: heard there, or noted as done."""
    if footage.take.part is None:
        return True
    said = any(
        m.heard.after == beat.after and alike(m.heard.said, beat.text) for m in footage.added
    )
    done = any(d.after == beat.after and alike(d.text, beat.text) for d in footage.take.business)
    return said or done
