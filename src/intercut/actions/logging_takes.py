"""The take log, written and read: takes one by one, a log as a file, transcripts, what people say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

from intercut.access import Action, require
from intercut.actions.drafts_on_set import draft_at, draft_of
from intercut.actions.freed_set import freed_hearing, freed_lines, freed_log, freed_take
from intercut.actions.given_files import given_bytes
from intercut.actions.judging import reader_of
from intercut.actions.office import KeptFilm
from intercut.actions.set_log import take_log
from intercut.actions.spoken_lines import spoken_lines
from intercut.domain.finding import Finding, Where, error
from intercut.domain.ids import EntryId, RoleId, SceneId, TakeId
from intercut.domain.lookup import folded
from intercut.domain.spoken import HeardVerdict, Hearing, ScriptLine
from intercut.domain.takes import LogEntry, LogItem, SetUp, Take, TakeLog, Withdrawal, parse_slate
from intercut.errors import NotFound, Unreadable
from intercut.exchange.take_file import Ground, entry_id, read_takes
from intercut.onset.captions import LARGEST_BYTES, read_transcript
from intercut.onset.hearing import hear, take_in_roll
from intercut.onset.log_checks import check_log, missing_media
from intercut.onset.recogniser import recognised
from intercut.onset.transcript import Transcript
from intercut.publish.reader import Names
from intercut.store.records import NewEntry

LARGEST_LOG_BYTES: Final = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    """What was written down, and all that is odd about the log now. ``new`` counts the entries
    that were not there before."""

    entries: tuple[LogEntry, ...]
    new: int
    log: TakeLog
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardTake:
    """A take with what was heard in it, as it stands with people's verdicts."""

    take: Take
    hearing: Hearing
    lines: tuple[ScriptLine, ...]
    findings: tuple[Finding, ...]


def ground_of(film: KeptFilm, revision: int = 0) -> Ground:
    """What a take log speaks of: scenes, lines, roles; now, or as they were at a revision."""
    production = film.assembly().production
    roles: dict[str, RoleId] = {}
    for role in production.roles:
        for name in (role.id, role.name, *role.aliases):
            roles.setdefault(folded(name), role.id)
    if revision and draft_of(film, revision) != draft_of(film, 0):
        then = draft_at(film, revision)
        return Ground(
            scenes=tuple(then.scenes.values()), lines=then.lines, roles=roles, revision=revision
        )
    return Ground(
        scenes=production.scenes,
        lines=spoken_lines(film, production.scenes),
        roles=roles,
        revision=revision or film.library.revision(),
    )


def log_items(
    film: KeptFilm,
    items: Sequence[tuple[EntryId, LogItem]],
    told: Sequence[Finding] = (),
    revisions: Mapping[EntryId, int] = MappingProxyType({}),
) -> Logged:
    """The log with these entries added; they are safe once this returns.

    Parameters
    ----------
    revisions
        In whose script each counts its lines, where that is not the newest.

    Raises
    ------
    NotAllowed, Unwritable
        When the actor may not log takes, or the film cannot be written.
    """
    return _for(film, _written_down(film, items, told, revisions))


def _for(film: KeptFilm, logged: Logged) -> Logged:
    """What was logged as its reader may see it."""
    names = Names(film.assembly().production, reader_of(film.actor))
    return replace(
        logged,
        log=freed_log(logged.log, names),
        findings=tuple(_freed(f, names) for f in logged.findings),
    )


def _heard_for(film: KeptFilm, heard: HeardTake) -> HeardTake:
    """What was heard as its reader may see it."""
    names = Names(film.assembly().production, reader_of(film.actor))
    return HeardTake(
        take=freed_take(heard.take, names),
        hearing=freed_hearing(heard.hearing, names),
        lines=freed_lines(heard.lines, names),
        findings=tuple(_freed(f, names) for f in heard.findings),
    )


def _freed(finding: Finding, names: Names) -> Finding:
    return replace(finding, message=names.free(finding.message), fix=names.free(finding.fix))


def _written_down(
    film: KeptFilm,
    items: Sequence[tuple[EntryId, LogItem]],
    told: Sequence[Finding],
    revisions: Mapping[EntryId, int],
) -> Logged:
    require(film.actor, Action.LOG_TAKES)
    before = {e.id for e in film.library.takes.all()}
    written = film.library.takes.append(
        [NewEntry(id=i, item=item, revision=revisions.get(i, 0)) for i, item in items],
        who=film.actor.name,
    )
    ground = ground_of(film)
    entries = film.library.takes.all()
    log = take_log(film)
    touched = {getattr(item, "scene", None) for _, item in items}
    odd = check_log(log, ground.scenes, ground.lines, entries)
    names = {s.number for s in ground.scenes if s.id in touched} | {
        item.slate.target for _, item in items if isinstance(item, Take)
    }
    about = tuple(f for f in odd if not f.where.scene or f.where.scene in names)
    return Logged(
        entries=written,
        new=sum(e.id not in before for e in {e.id: e for e in written}.values()),
        log=log,
        findings=tuple(dict.fromkeys((*told, *about))),
    )


def log_take(film: KeptFilm, take: Take, *, correct: bool = False) -> Logged:
    """The log with one take more.

    Parameters
    ----------
    correct
        Whether it stands in the place of the take of that slate; else a slate that is there
        already is logged a second time, and told.
    """
    known = [t for t in take_log(film).takes if t.slate == take.slate]
    if correct and not known:
        msg = f"there is no take {take.slate} to correct."
        raise NotFound(msg, "Log it: leave --correct out.")
    counted_in = take.revision
    if correct:
        take = replace(take, id=known[-1].id, revision=known[-1].revision)
    elif known and all(replace(k, id=take.id, revision=take.revision) != take for k in known):
        take = replace(take, id=TakeId(f"{take.slate}#{len(known) + 1}"))
    id_ = entry_id(f"take {take.id}", take)
    return log_items(film, [(id_, take)], revisions={id_: counted_in})


def read_take_file(film: KeptFilm, path: Path) -> Logged:
    """The log with the entries of a file, and with the transcripts it names laid on their takes.

    Read twice it adds nothing; what cannot be read is told, and the rest is taken.

    Raises
    ------
    NotFound, Unreadable
        When the file is not there or is none.
    NotAllowed, Unwritable
        As `log_items`.
    """
    require(film.actor, Action.LOG_TAKES)
    data = given_bytes(
        path,
        largest_bytes=LARGEST_LOG_BYTES,
        kind="take log",
        name_instead="Name the YAML file with the takes.",
    )
    read = read_takes(data, path.name, ground_of(film), _grounds_logged(film))
    logged = _written_down(film, read.entries, read.findings, read.revisions)
    told = [*logged.findings, *missing_media(logged.log, _beside(path.parent, logged.log))]
    ids = []
    for take_id, name in read.transcripts:
        take = next((t for t in logged.log.takes if t.id == take_id), None)
        if take is None:
            continue
        try:
            found = hear_take(film, str(take.slate), path.parent / name)
        except (NotFound, Unreadable) as problem:
            told.append(
                error(
                    "transcript.missing",
                    f"The transcript of take {take.slate} cannot be read: {problem.message}",
                    Where(file=name, scene=take.slate.target),
                    "The take is logged; give its transcript: intercut hear FILE --transcript T.",
                )
            )
            continue
        ids.append(take_id)
        told += found.findings
    log = take_log(film)
    heard = set(ids)
    stale = {"take.no_lines"} if heard else set()
    done = replace(
        logged,
        log=log,
        findings=tuple(
            dict.fromkeys(
                f
                for f in told
                if f.code not in stale or not any(str(h) in f.message for h in heard)
            )
        ),
    )
    return _for(film, done)


def _grounds_logged(film: KeptFilm) -> dict[str, Ground]:
    """For everything in the log that counts lines: the ground it was logged on."""
    found: dict[str, int] = {}
    for entry in film.library.takes.all():
        match entry.item:
            case Take() as take:
                found[take.id] = take.revision or entry.revision
            case SetUp() as set_up:
                found[set_up.id] = entry.revision
            case _:
                pass
    grounds = {revision: ground_of(film, revision) for revision in {*found.values()}}
    return {name: grounds[revision] for name, revision in found.items()}


def _beside(folder: Path, log: TakeLog) -> dict[str, str]:
    """Files of the log that lie in a folder (or in `media` in it), by name."""
    names = {r.media for t in log.takes for r in t.recordings if r.media}
    places = {n: p for n in names for p in (folder / n, folder / "media" / n) if p.is_file()}
    return {name: str(place) for name, place in places.items()}


def find_take(log: TakeLog, slate: str) -> Take:
    """The take of a slate (or of an id), the one logged last.

    Raises
    ------
    NotFound
        When there is none.
    """
    by_id = log.take(TakeId(slate))
    if by_id is not None:
        return by_id
    try:
        wanted = parse_slate(slate)
    except ValueError as problem:
        msg = f"{problem}."
        raise NotFound(msg) from None
    found = [t for t in log.takes if folded(str(t.slate)) == folded(str(wanted))]
    if not found:
        near = [str(t.slate) for t in log.takes if folded(t.slate.target) == folded(wanted.target)]
        fix = f"Of {wanted.target} there is: {', '.join(near)}." if near else "Log it first."
        msg = f"there is no take {wanted}."
        raise NotFound(msg, fix)
    return found[-1]


def hear_take(
    film: KeptFilm,
    slate: str,
    transcript: Path | None = None,
    *,
    audio: Path | None = None,
    roll: bool = False,
) -> HeardTake:
    """A transcript laid on a take, kept as an entry of the log.

    Parameters
    ----------
    audio
        Sound to be put into words first, by the recogniser the user has installed.
    roll
        Whether the transcript is of the take's whole roll; its timecode then says which part.

    Raises
    ------
    NotFound, Unreadable
        When there is no such take or file, or it is no transcript, or the roll's start is not
        known.
    NotAllowed, Unwritable
        When the actor may not, or the film cannot be written.
    """
    require(film.actor, Action.LOG_TAKES)
    take = find_take(take_log(film), slate)
    ground = ground_of(film, take.revision)  # a take has the words of the draft it was shot against
    log = take_log(film, take.revision)
    take = log.take(take.id) or take
    if transcript is None and audio is None:
        msg = "there is nothing to hear."
        raise NotFound(msg, "Name a transcript (--transcript) or its sound (--audio).")
    read = _read(transcript) if transcript is not None else recognised(audio or Path())
    start, end = 0, None
    if roll:
        place = take_in_roll(take, log)
        if place is None:
            msg = f"it is not known where {take.slate} lies in its roll."
            raise Unreadable(
                msg, "Log the roll with its start timecode and the take with its in and out."
            )
        start, end = place
    found = hear(take, read, ground.lines, log, start_ms=start, end_ms=end)
    items: list[tuple[EntryId, LogItem]] = [
        (entry_id(f"hearing {take.id}", found.hearing), found.hearing)
    ]
    noted = {(b.text, b.after) for b in take.business}
    new = tuple(s for s in found.sounds if (s.text, s.after) not in noted)
    if new:
        changed = replace(take, business=(*take.business, *new))
        items.append((entry_id(f"take {take.id}", changed), changed))
    film.library.takes.append(
        [NewEntry(id=id_, item=item, revision=ground.revision) for id_, item in items],
        who=film.actor.name,
    )
    now = take_log(film, take.revision)
    taken_in = HeardTake(
        take=now.take(take.id) or take,
        hearing=now.hearing(take.id) or found.hearing,
        lines=tuple(ground.lines.get(take.scene, ())),
        findings=(*read.findings, *found.findings),
    )
    return _heard_for(film, taken_in)


def hear_again(film: KeptFilm, slate: str) -> HeardTake:
    """What was heard of a take before.

    Raises
    ------
    NotFound, NotAllowed
        When there is no such take, nothing was heard of it, or the actor may not read the script.
    """
    require(film.actor, Action.READ_SCRIPT)
    take = find_take(take_log(film), slate)
    hearing = take_log(film, take.revision).hearing(take.id)
    if hearing is None:
        msg = f"nothing was heard of {take.slate} yet."
        raise NotFound(msg, "Give its transcript: intercut hear FILE --take SLATE --transcript T.")
    lines = ground_of(film, take.revision).lines.get(take.scene, ())
    heard = HeardTake(take=take, hearing=hearing, lines=tuple(lines), findings=())
    return _heard_for(film, heard)


def _read(path: Path) -> Transcript:
    data = given_bytes(
        path,
        largest_bytes=LARGEST_BYTES,
        kind="transcript",
        name_instead="Name the transcript: .srt, .vtt, Whisper's .json or text with times.",
    )
    return read_transcript(data, path.name)


def judge_heard(
    film: KeptFilm,
    slate: str,
    number: int,
    *,
    accepted: bool,
    said: str | None = None,
    role: str = "",
) -> HeardTake:
    """A heard line with what a person says of it.

    Parameters
    ----------
    number
        Of the line within the take's hearing.
    said
        The words as they were really said, where the transcript has them wrong.
    role
        Who said it, where the transcript does not know.

    Raises
    ------
    NotFound
        When there is no such take, line or role.
    NotAllowed, Unwritable
        As `hear_take`.
    """
    require(film.actor, Action.LOG_TAKES)
    entries = film.library.takes.all()
    take = find_take(take_log(film), slate)
    hearing = take_log(film, take.revision).hearing(take.id)
    if hearing is None:
        msg = f"nothing was heard of {take.slate} yet."
        raise NotFound(msg, "Give its transcript: intercut hear FILE --take SLATE --transcript T.")
    if number not in {h.number for h in hearing.lines}:
        msg = f"{take.slate} has no heard line {number}; it has 1 to {len(hearing.lines)}."
        raise NotFound(msg)
    ground = ground_of(film, take.revision)
    known = ground.roles.get(folded(role)) if role else None
    if role and known is None:
        msg = f"nobody in the script is called {role!r}."
        raise NotFound(msg)
    newest = next(
        e for e in reversed(entries) if isinstance(e.item, Hearing) and e.item.take == take.id
    )
    verdict = HeardVerdict(
        hearing=newest.id,
        number=number,
        accepted=accepted,
        said=said,
        roles=(known,) if known else (),
    )
    name = EntryId(f"verdict {len(entries) + 1} {entry_id(newest.id, verdict)}")
    film.library.takes.append([NewEntry(id=name, item=verdict)], who=film.actor.name)
    now = take_log(film, take.revision)
    heard = HeardTake(
        take=take,
        hearing=now.hearing(take.id) or hearing,
        lines=tuple(ground.lines.get(take.scene, ())),
        findings=(),
    )
    return _heard_for(film, heard)


def withdraw(film: KeptFilm, slate: str, reason: str) -> Logged:
    """The log without a take; its entries stay in it, and do not count any more.

    Raises
    ------
    NotFound, NotAllowed, Unwritable
        As `judge_heard`.
    """
    take = find_take(take_log(film), slate)
    gone = [
        e.id
        for e in film.library.takes.all()
        if (isinstance(e.item, Take) and e.item.id == take.id)
        or (isinstance(e.item, Hearing) and e.item.take == take.id)
    ]
    items = [Withdrawal(entry=e, reason=reason) for e in gone]
    return log_items(film, [(entry_id(f"withdrawal {i.entry}", i), i) for i in items])


def see_log(film: KeptFilm, date: dt.date | None = None) -> Logged:
    """The log as it stands, of all days or of one, with all that is odd about it.

    Raises
    ------
    NotAllowed
        When the actor may not read the script.
    """
    require(film.actor, Action.READ_SCRIPT)
    ground = ground_of(film)
    log = take_log(film)
    entries = film.library.takes.all()
    found = tuple(check_log(log, ground.scenes, ground.lines, entries))
    if date is not None:
        log = replace(log, takes=tuple(t for t in log.takes if t.date == date))
    return _for(film, Logged(entries=entries, new=0, log=log, findings=found))


def scene_ids(film: KeptFilm, scene: str) -> tuple[SceneId, ...]:
    """The scene meant by a number or part, or every scene for "".

    Raises
    ------
    NotFound
        When there is no such scene.
    """
    scenes = film.assembly().production.scenes
    if not scene:
        return tuple(s.id for s in scenes)
    wanted = folded(scene)
    for found in scenes:
        names = [found.number, found.id, *(f"{found.number}pt{p.number}" for p in found.parts)]
        if wanted in {folded(n) for n in names}:
            return (found.id,)
    msg = f"there is no scene {scene!r}."
    raise NotFound(msg)
