"""The scene in script order: its lines, what was improvised between them, and the take of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from intercut.cut.footage import Choice, Footage, Moment
from intercut.cut.material import Material
from intercut.cut.timeline import End, Missing
from intercut.domain.ids import LineId, RoleId, TakeId
from intercut.domain.scene import Scene
from intercut.domain.spoken import HeardLine, NonVerbal, Said, ScriptLine
from intercut.domain.takes import TakeKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Beat:
    """One thing that is heard (or, business, done) in the scene, in script order.

    ``line`` None: improvised, then ``business`` tells deed from word. ``voice`` is the take it is
    heard in, ``picture`` the take that sees it, each None where there is none. ``others`` are the
    further takes with it, the best first.
    """

    end: End
    line: ScriptLine | None
    text: str
    voice: Choice | None
    picture: Choice | None
    others: tuple[Choice, ...] = ()
    missing: Missing | None = None
    business: NonVerbal | None = None
    after: LineId | None = None

    @property
    def name(self) -> str:
        """What its clip is called."""
        if self.line is not None:
            return f"{self.line.id} {self.line.name}"
        return "BUSINESS" if self.business is not None else "IMPROVISED"


def script_order(
    scene: Scene,
    ends: Sequence[End],
    lines: Sequence[ScriptLine],
    stuff: Material,
    chosen: Mapping[LineId, TakeId] = MappingProxyType({}),
) -> tuple[Beat, ...]:
    """Every line of the scene once, in script order, and between them what was improvised.

    A line is taken from the best take of its own end that sees its speaker: circled before held,
    the later before the earlier, as the director's last word; ``chosen`` names another take for
    some lines, passed over where it does not have the line. An improvised moment goes in where the
    take it was made in is the one cut to around it.
    """
    spoken = [_line_beat(line, ends, stuff, chosen.get(line.id)) for line in lines]
    between: dict[LineId | None, list[Beat]] = {}
    told: set[tuple[str, int]] = set()
    for end in ends:
        serving = _serving(end, lines, spoken)
        parts = [p for p in scene.parts if p.id == end.part]
        here = frozenset(parts[0].on_camera) if parts else None
        for footage in stuff.of_end[end.target]:
            found = [*_said(end, footage), *_done(end, footage, here)]
            for start, beat in sorted(found, key=lambda f: f[0]):
                # A take of the whole scene stands at every end: what it has is there once.
                if serving.get(beat.after) is footage and (footage.take.id, start) not in told:
                    told.add((footage.take.id, start))
                    between.setdefault(beat.after, []).append(beat)
    beats = [*between.get(None, ())]
    for line, beat in zip(lines, spoken, strict=True):
        beats += [beat, *between.get(line.id, ())]
    return tuple(beats)


def end_of(line: ScriptLine, ends: Sequence[End], of_end: Mapping[str, Sequence[Footage]]) -> End:
    """The end a line is spoken at; one that names none goes where a camera saw it."""
    for end in ends:
        if end.part is not None and end.part == line.part:
            return end
    for seen in (True, False):
        for end in ends:
            for footage in of_end[end.target]:
                moment = footage.moments.get(line.id)
                if moment is not None and moment.seen >= seen:
                    return end
    return ends[0]


def _line_beat(
    line: ScriptLine, ends: Sequence[End], stuff: Material, chosen: TakeId | None
) -> Beat:
    end = end_of(line, ends, stuff.of_end)
    mine = stuff.of_end[end.target]
    have = [
        Choice(f, f.moments[line.id], f.moments[line.id].camera)
        for f in mine
        if line.id in f.moments
    ]
    have.sort(key=lambda c: c.footage.take.id != chosen)
    seen = [c for c in have if c.moment.seen and c.moment.cameras]
    if seen:
        best, *others = seen
        return Beat(
            end=end,
            line=line,
            text=best.moment.heard.said or line.text,
            voice=best,
            picture=best,
            others=tuple(others),
        )
    # A wild track is sound made on purpose; a line off camera at its own end serves last.
    heard = sorted(
        have, key=lambda c: (c.footage.take.id != chosen, c.footage.take.kind is not TakeKind.WILD)
    )
    if heard:
        best, *others = heard
        return Beat(
            end=end,
            line=line,
            text=best.moment.heard.said or line.text,
            voice=best,
            picture=None,
            others=tuple(others),
            missing=Missing.NO_PICTURE,
        )
    missing = Missing.OWED
    if any(line.id in f.dropped for f in mine):
        missing = Missing.DROPPED
    elif any(not f.heard for f in mine):
        missing = Missing.NO_TIMES
    return Beat(end=end, line=line, text=line.text, voice=None, picture=None, missing=missing)


def _serving(
    end: End, lines: Sequence[ScriptLine], spoken: Sequence[Beat]
) -> dict[LineId | None, Footage]:
    """For the gap after each line: the take cut to at this end around it, the one before first."""
    users = [b.voice.footage if b.end == end and b.voice else None for b in spoken]
    first = next((u for u in users if u is not None), None)
    if first is None:
        return {}
    serving: dict[LineId | None, Footage] = {None: first}
    last = first
    for line, user in zip(lines, users, strict=True):
        last = user or last
        serving[line.id] = last
    return serving


def _is_here(roles: Iterable[RoleId], here: frozenset[RoleId] | None) -> bool:
    """Whether some of these roles are on camera at an end; where nobody knows, they are."""
    named = set(roles)
    return here is None or not named or not here.isdisjoint(named)


def _said(end: End, footage: Footage) -> Iterator[tuple[int, Beat]]:
    """What was improvised in words; not what somebody off camera read to this end."""
    for moment in footage.added:
        if moment.seen:
            choice = Choice(footage, moment, moment.camera)
            beat = Beat(
                end=end,
                line=None,
                text=moment.heard.said,
                voice=choice,
                picture=choice if moment.cameras else None,
                after=moment.heard.after,
            )
            yield moment.start, beat


def _done(end: End, footage: Footage, here: frozenset[RoleId] | None) -> Iterator[tuple[int, Beat]]:
    """Business with a time of its own; what happens during a line is a marker on that line."""
    taken = [(m.start, m.end) for m in (*footage.moments.values(), *footage.added)]
    for business in footage.take.business:
        if business.span is None or not footage.cameras or not _is_here(business.roles, here):
            continue
        start, stop = footage.frame_span(business.span)
        start, stop = max(start, footage.sound.start), min(stop, footage.sound.end)
        cameras = footage.likely(start, stop, business.roles)
        if not cameras or stop <= start or any(s < stop and start < e for s, e in taken):
            continue
        heard = HeardLine(number=0, kind=Said.ADDED, after=business.after, said=business.text)
        moment = Moment(line=None, start=start, end=stop, heard=heard, cameras=cameras)
        choice = Choice(footage, moment, moment.camera)
        beat = Beat(
            end=end,
            line=None,
            text=business.text,
            voice=choice,
            picture=choice,
            business=business,
            after=business.after,
        )
        yield start, beat
