"""The take log and the script as somebody may see them who may not know every name in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from intercut.domain.ids import RoleId
from intercut.domain.spoken import HeardLine, Hearing, NonVerbal, ScriptLine
from intercut.domain.takes import MatchList, SetUp, Take, TakeLog
from intercut.publish.reader import Names
from intercut.script.screenplay import Element, Screenplay


def freed_lines(lines: Iterable[ScriptLine], names: Names) -> tuple[ScriptLine, ...]:
    """Lines of the script with every secret name covered."""
    return tuple(
        replace(
            line,
            name=names.free(line.name),
            text=names.free(line.text),
            roles=tuple(RoleId(names.free(r)) for r in line.roles),
            directions=tuple(map(names.free, line.directions)),
        )
        for line in lines
    )


def freed_log(log: TakeLog, names: Names) -> TakeLog:
    """A take log with every secret name covered in all that somebody wrote or said.

    It is for reading: what is written back into the film is the log itself.
    """
    return replace(
        log,
        rolls=tuple(
            replace(r, name=names.free(r.name), note=names.free(r.note)) for r in log.rolls
        ),
        set_ups=tuple(_set_up(s, names) for s in log.set_ups),
        takes=tuple(freed_take(t, names) for t in log.takes),
        hearings=tuple(freed_hearing(h, names) for h in log.hearings),
        former=tuple(
            replace(f, name=names.free(f.name), text=names.free(f.text)) for f in log.former
        ),
    )


def freed_take(take: Take, names: Names) -> Take:
    """A take with every secret name covered, file names too."""
    free = names.free
    return replace(
        take,
        reason=free(take.reason),
        notes=tuple(replace(n, text=free(n.text)) for n in take.notes),
        business=tuple(_business(b, names) for b in take.business),
        match=_match(take.match, names),
        stills=tuple(map(free, take.stills)),
        recordings=tuple(
            replace(r, roll=free(r.roll), clip=free(r.clip), media=free(r.media))
            for r in take.recordings
        ),
    )


def freed_hearing(hearing: Hearing, names: Names) -> Hearing:
    """What was heard, with every secret name covered."""
    return replace(
        hearing,
        transcript=names.free(hearing.transcript),
        lines=tuple(_heard(h, names) for h in hearing.lines),
    )


def freed_script(script: Screenplay, names: Names) -> Screenplay:
    """A script with every secret name covered; emphasis is lost where words changed."""
    return replace(
        script,
        file=names.free(script.file),
        title_page=tuple(
            replace(e, key=names.free(e.key), value=names.free(e.value)) for e in script.title_page
        ),
        elements=tuple(_element(e, names) for e in script.elements),
        tags=tuple(replace(t, label=names.free(t.label)) for t in script.tags),
    )


def _element(element: Element, names: Names) -> Element:
    text = names.free(element.text)
    return replace(
        element,
        text=text,
        raw=names.free(element.raw),
        name=names.free(element.name),
        title=names.free(element.title),
        synopsis=names.free(element.synopsis),
        present=tuple(map(names.free, element.present)),
        runs=element.runs if text == element.text else (),
    )


def _set_up(set_up: SetUp, names: Names) -> SetUp:
    return replace(
        set_up, description=names.free(set_up.description), match=_match(set_up.match, names)
    )


def _match(match: MatchList, names: Names) -> MatchList:
    return MatchList(items=tuple(replace(i, value=names.free(i.value)) for i in match.items))


def _business(done: NonVerbal, names: Names) -> NonVerbal:
    roles = tuple(RoleId(names.free(r)) for r in done.roles)
    return replace(done, text=names.free(done.text), roles=roles)


def _heard(heard: HeardLine, names: Names) -> HeardLine:
    return replace(
        heard,
        said=names.free(heard.said),
        speaker=names.free(heard.speaker),
        roles=tuple(RoleId(names.free(r)) for r in heard.roles),
        confirmed_by=names.free(heard.confirmed_by),
        changes=tuple(
            replace(c, written=names.free(c.written), said=names.free(c.said))
            for c in heard.changes
        ),
    )
