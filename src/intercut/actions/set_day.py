"""A day on set as whoever logs it sees it: its strips, their lines, what was taken, what is owed.

Everything a tablet needs for the day comes in one answer, so that it can go on without a network.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from intercut.access import Action, require
from intercut.actions.judging import judged, reader_of
from intercut.actions.logging_takes import ground_of
from intercut.actions.office import KeptFilm
from intercut.actions.set_day_answers import (
    CarriedAnswer,
    LoggedSetUp,
    LoggedTake,
    OnSetChange,
    OnSetLine,
    OnSetStrip,
    OnSetTarget,
    OweToSet,
    SetDateAnswer,
    SetDayAnswer,
)
from intercut.actions.set_entries import BusinessWords, MatchWords, NoteWords
from intercut.actions.set_log import log_in
from intercut.domain.ids import LineId, PartId, SceneId, SetId, StripId, TakeId
from intercut.domain.lookup import folded
from intercut.domain.plan import PlacedStrip, Plan
from intercut.domain.production import Production
from intercut.domain.scene import Scene
from intercut.domain.spoken import AsShotScene, HeardLine, PartOwed, Said, SceneOwed, ScriptLine
from intercut.domain.strips import Strip, strips_of
from intercut.domain.takes import Camera, LogEntry, MatchList, SetUp, Take, TakeLog
from intercut.domain.units import format_clock, format_eighths
from intercut.onset.as_shot import as_shot, for_the_other_end
from intercut.onset.owed import covers, owed
from intercut.publish.day_paper import tone
from intercut.publish.reader import Names
from intercut.schedule import DayTimes


@dataclass(slots=True, kw_only=True)
class _Set:
    """What the answer is drawn from."""

    revision: int
    production: Production
    names: Names
    lines: Mapping[SceneId, Sequence[ScriptLine]]
    log: TakeLog
    entries: Mapping[TakeId, LogEntry]
    set_up_entries: Mapping[str, LogEntry]
    owed: dict[SceneId, SceneOwed]
    as_shot: dict[SceneId, AsShotScene]

    def owed_of(self, scene: Scene) -> SceneOwed:
        """What a scene owes; looked up once."""
        if scene.id not in self.owed:
            self.owed[scene.id] = owed(scene, self.lines.get(scene.id, ()), self.log)
        return self.owed[scene.id]

    def as_shot_of(self, scene: Scene) -> AsShotScene:
        """A scene as shot; looked up once."""
        if scene.id not in self.as_shot:
            self.as_shot[scene.id] = as_shot(scene, self.lines.get(scene.id, ()), self.log)
        return self.as_shot[scene.id]


def set_day(
    film: KeptFilm,
    *,
    board: str = "",
    date: dt.date | None = None,
    unit: str = "",
    also: Sequence[str] = (),
) -> SetDayAnswer:
    """A unit day of a board for the one who logs it, with takes of other scenes made that day.

    Parameters
    ----------
    board
        "" the one written last. A film without a board has the takes and what is asked for.
    date
        None: today when something is planned or was shot today, else the next day with work, else
        the last one.
    unit
        "" the first that works on the date.
    also
        Further scenes and parts by number, to be shot beyond the plan.

    Raises
    ------
    NotAllowed, NotFound
        When the actor may not read the script, or there is no such board.
    """
    require(film.actor, Action.READ_SCRIPT)
    on_set = _read(film)
    production, names = on_set.production, on_set.names
    found = judged(film, board) if board or film.boards() else None
    plan = found.board.plan if found is not None else Plan(days=(), boneyard=())
    times = {(d.unit, d.date): d for d in found.judgement.timetable.days} if found else {}
    worked = [d for d in plan.days if d.strips]
    chosen = date or _day_to_show(
        [d.date for d in worked], [t.date for t in on_set.log.takes], _today()
    )
    units = {str(u.id): u.name for u in production.units}
    here = [d for d in worked if d.date == chosen and unit in {"", str(d.unit)}]
    day = here[0] if here else None
    strips = {s.id: s for s in strips_of(production)}
    shown: list[OnSetStrip] = []
    if day is not None:
        for placed in day.strips:
            strip = strips.get(placed.strip)
            if strip is not None:
                clock = times.get((day.unit, day.date))
                shown.append(_strip(on_set, strip, clock))
    known = {t.target for s in shown for t in s.targets}
    wanted = [str(t.slate.target) for t in on_set.log.takes if t.date == chosen]
    shown += _beyond(on_set, [*wanted, *also], known)
    return SetDayAnswer(
        film=film.library.key(),
        draft=on_set.revision,
        title=names.free(production.title),
        board=found.board.name if found is not None else "",
        date=chosen.isoformat(),
        unit=str(day.unit) if day is not None else unit,
        unit_name=names.free(units.get(str(day.unit), str(day.unit))) if day is not None else "",
        call=format_clock(times[day.unit, day.date].call)
        if day is not None and (day.unit, day.date) in times
        else "",
        dates=[
            SetDateAnswer(
                date=d.date.isoformat(),
                unit=str(d.unit),
                unit_name=names.free(units.get(str(d.unit), str(d.unit))),
                number=times[d.unit, d.date].number if (d.unit, d.date) in times else 0,
            )
            for d in worked
        ],
        strips=shown,
        sets=list(_sets(on_set, plan, strips, chosen, day.strips if day else ())),
        targets=list(_targets(production)),
        rate=next((str(t.rate) for t in reversed(on_set.log.takes) if t.rate), ""),
    )


def _read(film: KeptFilm) -> _Set:
    production = film.assembly().production
    entries = film.library.takes.all()
    log = log_in(film, entries)
    latest = {e.item.id: e for e in entries if isinstance(e.item, Take)}
    set_ups = {str(e.item.id): e for e in entries if isinstance(e.item, SetUp)}
    ground = ground_of(film)
    return _Set(
        revision=ground.revision,
        production=production,
        names=Names(production, reader_of(film.actor)),
        lines=ground.lines,
        log=log,
        entries=latest,
        set_up_entries=set_ups,
        owed={},
        as_shot={},
    )


def _today() -> dt.date:
    return dt.datetime.now().astimezone().date()


def _day_to_show(planned: Sequence[dt.date], taken: Sequence[dt.date], today: dt.date) -> dt.date:
    """Today when there is something today, else the next day with work, else the last one."""
    if today in {*planned, *taken}:
        return today
    after = [d for d in sorted(planned) if d > today]
    return after[0] if after else max([*planned, *taken], default=today)


def _targets(production: Production) -> Iterator[str]:
    """Everything a slate may name, in script order."""
    for scene in production.scenes:
        if not scene.omitted:
            yield scene.number
            yield from (f"{scene.number}pt{p.number}" for p in scene.parts)


def _strip(on_set: _Set, strip: Strip, clock: DayTimes | None) -> OnSetStrip:
    names = on_set.names
    hours = next((e for e in clock.entries if e.strip == strip.id), None) if clock else None
    by_id = {s.id: s for s in on_set.production.scenes}
    return OnSetStrip(
        strip=str(strip.id),
        number=strip.number,
        label=names.free(strip.label),
        planned=True,
        tone=tone(strip.int_ext, strip.light),
        set=names.set(strip.set),
        int_ext=strip.int_ext.value,
        light=strip.light.value,
        pages=format_eighths(strip.eighths),
        minutes=strip.minutes,
        start=clock.clock(hours.start) if clock and hours else "",
        end=clock.clock(hours.end) if clock and hours else "",
        cast=[names.role(r) for r in strip.roles],
        targets=[_target(on_set, by_id[s], strip.part) for s in strip.scenes if s in by_id],
    )


def _beyond(on_set: _Set, wanted: Iterable[str], known: set[str]) -> Iterator[OnSetStrip]:
    """What was or is to be shot beyond the plan, each once."""
    seen = {folded(k) for k in known}
    for text in wanted:
        if folded(text) in seen:
            continue
        seen.add(folded(text))
        for scene in on_set.production.scenes:
            names = {folded(scene.number): None} | {
                folded(f"{scene.number}pt{p.number}"): p for p in scene.parts
            }
            if folded(text) not in names:
                continue
            part = names[folded(text)]
            place = part.set if part is not None else scene.set
            light = part.light if part is not None else scene.heading.light
            int_ext = part.int_ext if part is not None else scene.heading.int_ext
            target = _target(on_set, scene, part.id if part is not None else None)
            roles = part.on_camera if part is not None else ()
            yield OnSetStrip(
                strip="",
                number=target.target,
                label=target.label,
                planned=False,
                tone=tone(int_ext, light),
                set=on_set.names.set(place),
                int_ext=int_ext.value,
                light=light.value,
                pages=format_eighths(part.eighths if part is not None else scene.eighths.value),
                minutes=(part.minutes if part is not None else scene.minutes).minutes,
                start="",
                end="",
                cast=[on_set.names.role(r) for r in roles],
                targets=[target],
            )
            break


def _target(on_set: _Set, scene: Scene, part_id: PartId | None) -> OnSetTarget:
    part = next((p for p in scene.parts if p.id == part_id), None)
    target = f"{scene.number}pt{part.number}" if part is not None else scene.number
    lines = on_set.lines.get(scene.id, ())
    numbers = {line.id: line.number for line in lines}
    ends = {p.id: p.number for p in scene.parts}
    mine = [t for t in on_set.log.takes if t.scene == scene.id and t.part == part_id]
    told = _owed_part(on_set.owed_of(scene), part_id)
    free = on_set.names.free
    return OnSetTarget(
        target=target,
        scene=scene.number,
        part=part.number if part is not None else 0,
        label=free(part.label) if part is not None else "",
        heading=free(scene.heading.original),
        synopsis=free(scene.synopsis),
        lines=[
            OnSetLine(
                number=n.number,
                name=free(n.name),
                text=free(n.text),
                directions=[free(d) for d in n.directions],
                part=ends.get(n.part, 0) if n.part is not None else 0,
                own=part is None or n.part in {None, part.id},
            )
            for n in lines
        ],
        set_ups=[
            _set_up(on_set, s, numbers)
            for s in on_set.log.set_ups
            if s.scene == scene.id and s.part == part_id
        ],
        takes=[_take(on_set, t, numbers, lines) for t in mine],
        carried=list(_carried(on_set, scene, part_id, numbers)),
        shot=told.shot if told is not None else bool(mine),
        complete=told.complete if told is not None else False,
        owed=[numbers[o.line] for o in told.lines if o.owed and o.line in numbers] if told else [],
        formerly={numbers[o.line]: free(o.formerly) for o in told.lines if o.formerly}
        if told
        else {},
    )


def _owed_part(found: SceneOwed, part: PartId | None) -> PartOwed | None:
    return next((p for p in found.parts if p.part == part), None)


def _words(match: MatchList, on_set: _Set) -> list[MatchWords]:
    return [MatchWords(kind=i.kind.value, value=on_set.names.free(i.value)) for i in match.items]


def _set_up(on_set: _Set, found: SetUp, numbers: Mapping[LineId, int]) -> LoggedSetUp:
    entry = on_set.set_up_entries.get(str(found.id))
    return LoggedSetUp(
        entry=str(entry.id) if entry is not None else "",
        letter=found.letter,
        description=on_set.names.free(found.description),
        lens=found.lens,
        on=[numbers[c.line] for c in found.lines if c.on is Camera.ON and c.line in numbers],
        off=[numbers[c.line] for c in found.lines if c.on is Camera.OFF and c.line in numbers],
        match=_words(found.match, on_set),
    )


def _take(
    on_set: _Set, take: Take, numbers: Mapping[LineId, int], lines: Sequence[ScriptLine]
) -> LoggedTake:
    entry = on_set.entries.get(take.id)
    covered = covers(take, on_set.log, lines)
    hearing = on_set.log.hearing(take.id)
    free = on_set.names.free
    seconds = take.seconds
    return LoggedTake(
        entry=str(entry.id) if entry is not None else "",
        id=str(take.id),
        slate=str(take.slate),
        set_up=take.slate.set_up,
        number=take.slate.take,
        date=take.date.isoformat(),
        status=take.status.value,
        kind=take.kind.value,
        reason=free(take.reason),
        rate=str(take.rate or ""),
        tc_in=str(take.tc_in or ""),
        tc_out=str(take.tc_out or ""),
        seconds=None if seconds is None else round(float(seconds), 1),
        stopwatch_ms=take.stopwatch_ms,
        lens=take.lens,
        camera_roll=take.camera_roll,
        sound_roll=take.sound_roll,
        on=[numbers[n] for n, c in covered.items() if c is Camera.ON and n in numbers],
        off=[numbers[n] for n, c in covered.items() if c is Camera.OFF and n in numbers],
        notes=[
            NoteWords(
                text=free(n.text),
                about=n.about.value,
                line=numbers.get(n.line, 0) if n.line is not None else 0,
            )
            for n in take.notes
        ],
        business=[
            BusinessWords(
                text=free(b.text),
                after=numbers.get(b.after, 0) if b.after is not None else 0,
                audible=b.audible,
            )
            for b in take.business
        ],
        match=_words(take.match, on_set),
        heard=hearing is not None,
        to_judge=sum(map(to_judge, hearing.lines)) if hearing is not None else 0,
        by=entry.by if entry is not None else "",
        at=entry.at if entry is not None else "",
    )


def to_judge(line: HeardLine) -> bool:
    """Whether a person has yet to say if it was heard right: what is otherwise than written."""
    return (
        line.chosen
        and line.kind is not Said.AS_WRITTEN
        and not line.confirmed_by
        and not line.rejected
    )


def _carried(
    on_set: _Set, scene: Scene, part_id: PartId | None, numbers: Mapping[LineId, int]
) -> Iterator[CarriedAnswer]:
    """What the other ends already have, which this one has to match and to answer."""
    if part_id is None:
        return
    free = on_set.names.free
    changes = for_the_other_end(on_set.as_shot_of(scene), part_id)
    for part in scene.parts:
        if part.id == part_id:
            continue
        takes = [t for t in on_set.log.takes if t.part == part.id]
        usable = [t for t in takes if t.status.usable]
        matched: dict[tuple[str, str], None] = {}
        sources = [s.match for s in on_set.log.set_ups if s.part == part.id]
        for item in (i for m in [*sources, *(t.match for t in usable)] for i in m.items):
            matched[item.kind.value, free(item.value)] = None
        lenses = dict.fromkeys(t.lens for t in usable if t.lens)
        matched |= {("lens", lens): None for lens in lenses if ("lens", lens) not in matched}
        yield CarriedAnswer(
            target=f"{scene.number}pt{part.number}",
            label=free(part.label),
            shot=bool(usable),
            match=[MatchWords(kind=k, value=v) for k, v in matched],
            changes=[
                OnSetChange(
                    kind="business" if a.business else a.kind.value if a.kind is not None else "",
                    after=numbers.get(a.after, 0) if a.after is not None else 0,
                    line=numbers.get(a.line, 0) if a.line is not None else 0,
                    name=free(a.name),
                    written=free(a.written),
                    said=free(a.said),
                    slate=a.evidence[0].slate if a.evidence else "",
                    confirmed=any(e.confirmed_by for e in a.evidence),
                )
                for a in changes
                if a.part == part.id
            ],
        )


def _sets(
    on_set: _Set,
    plan: Plan,
    strips: Mapping[StripId, Strip],
    date: dt.date,
    today: Sequence[PlacedStrip],
) -> Iterator[OweToSet]:
    """The day's sets: when each is worked on again, and what its scenes owe before it is struck."""
    here = dict.fromkeys(strips[p.strip].set for p in today if p.strip in strips)
    later: dict[SetId, dt.date] = {}
    for day in plan.days:
        for placed in day.strips:
            strip = strips.get(placed.strip)
            if strip is not None and day.date > date:
                later.setdefault(strip.set, day.date)
    for place in here:
        owing: dict[str, list[int]] = {}
        waiting: list[str] = []
        for scene in on_set.production.scenes:
            if scene.omitted:
                continue
            found = on_set.owed_of(scene)
            for part in found.parts:
                at = next((p.set for p in scene.parts if p.id == part.part), scene.set)
                if at != place or part.complete:
                    continue
                if not part.shot:
                    waiting.append(part.target)
                    continue
                numbers = {n.id: n.number for n in on_set.lines.get(scene.id, ())}
                owing[part.target] = [numbers[o.line] for o in part.lines if o.owed]
        again = later.get(place)
        yield OweToSet(
            set=on_set.names.set(place),
            again=again.isoformat() if again is not None else "",
            unshot=waiting,
            owed={k: v for k, v in owing.items() if v},
        )
