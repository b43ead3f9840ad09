"""What a device on set wrote down, taken into the log: each entry once, however often it is sent.

The device names its entries itself, so that it may send them again when an answer was lost. An
entry that cannot be read is refused in a sentence and the others are taken.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from intercut.access import Action, require
from intercut.actions.drafts_on_set import draft_at, draft_of, speaker_in
from intercut.actions.logging_takes import ground_of
from intercut.actions.office import KeptFilm
from intercut.actions.set_log import take_log
from intercut.actions.take_words import TakeWords, take_on
from intercut.domain.ids import EntryId, LineId, SetUpId, TakeId
from intercut.domain.lookup import folded
from intercut.domain.spoken import Hearing, NonVerbal
from intercut.domain.takes import (
    LogEntry,
    LogItem,
    MatchItem,
    MatchKind,
    MatchList,
    Remark,
    SetUp,
    Take,
    TakeLog,
    TakeNote,
    Withdrawal,
)
from intercut.errors import IntercutError, NotFound, Stale, Unreadable
from intercut.exchange.take_file import Ground, coverage
from intercut.onset.carried import MadeAgainst, carry
from intercut.onset.owed import covers
from intercut.store.records import NewEntry

MOST: Final = 500
"""Entries sent at once; a device with more sends them in several goes. Ours."""

_NAME: Final = re.compile(r"[A-Za-z0-9-]{8,64}")
_at_the_log = threading.Lock()
"""Two devices that log the same slate at once get two takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteWords:
    """A note on a take; ``line`` is the number of the line it speaks of, 0 for none."""

    text: str
    about: str = "other"
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class BusinessWords:
    """Something done that the script does not have, after line ``after`` (0: before the first)."""

    text: str
    after: int = 0
    audible: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchWords:
    """Something the other end has to match: `eyeline`, `left of lens`."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetEntry:
    """One entry of a device.

    ``kind`` is take, set_up or withdrawal. ``at`` is when it was written down on the device, ISO
    8601. ``slate`` is `17pt1/A/3`, of a set-up `17pt1/A`. ``corrects`` names the entry or the take
    in whose place this one stands, or which is withdrawn. ``on`` and ``off`` are numbers of lines
    in the script the device had, which is that of the film's revision ``draft``; 0 the newest.
    """

    id: str
    kind: str
    at: str
    slate: str = ""
    corrects: str = ""
    date: str = ""
    unit: str = ""
    status: str = "held"
    take_kind: str = "full"
    reason: str = ""
    rate: str = ""
    tc_in: str = ""
    tc_out: str = ""
    stopwatch: str = ""
    lens: str = ""
    camera_roll: str = ""
    sound_roll: str = ""
    description: str = ""
    on: Sequence[int] = ()
    off: Sequence[int] = ()
    notes: Sequence[NoteWords] = field(default=())
    business: Sequence[BusinessWords] = field(default=())
    match: Sequence[MatchWords] = field(default=())
    draft: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryKept:
    """What became of an entry: ``saved`` on the disk of the film, or why not and what to do.

    ``new`` False: it had arrived before. ``take`` is the take it logged.
    """

    id: str
    saved: bool
    new: bool
    take: str
    message: str
    fix: str


def write_down(film: KeptFilm, key: str, entries: Sequence[SetEntry]) -> list[EntryKept]:
    """The log with the entries of a device; those answered as saved are on the disk.

    Parameters
    ----------
    key
        The film they were written for: a device must not log one film's takes in another.

    Raises
    ------
    NotAllowed, Unwritable
        When the actor may not log takes, or the film cannot be written.
    Stale
        When another film is open here now.
    """
    require(film.actor, Action.LOG_TAKES)
    if key != film.library.key():
        msg = "another film is open here now; these entries belong to the one they were made for."
        raise Stale(msg, "They stay on the device and are sent when that film is open again.")
    newest = film.library.revision()
    drafts = {e.draft if 0 < e.draft < newest else 0 for e in entries}
    grounds = {draft: ground_of(film, draft) for draft in drafts}
    return [_write_one(film, grounds.get(e.draft) or grounds[0], e) for e in entries]


def _write_one(film: KeptFilm, ground: Ground, entry: SetEntry) -> EntryKept:
    try:
        with _at_the_log:
            return _written(film, ground, entry)
    except (ValueError, IntercutError) as problem:
        if isinstance(problem, IntercutError) and not isinstance(problem, NotFound | Unreadable):
            raise
        said = problem.message if isinstance(problem, IntercutError) else f"{problem}."
        fix = problem.fix if isinstance(problem, IntercutError) else ""
        return EntryKept(
            id=entry.id, saved=False, new=False, take="",
            message=said[:1].upper() + said[1:],
            fix=fix if fix and fix != "Nothing was logged." else "Correct it or leave it out.",
        )  # fmt: skip


def _written(film: KeptFilm, ground: Ground, entry: SetEntry) -> EntryKept:
    if not _NAME.fullmatch(entry.id):
        msg = f"not the name of an entry: {entry.id[:80]!r}"
        raise ValueError(msg)
    known = {e.id: e for e in film.library.takes.all()}
    there = known.get(EntryId(entry.id))
    if there is None:
        at = _moment(entry.at)
        revision, items = _items(film, ground, entry, known)
        new = [
            NewEntry(
                id=EntryId(entry.id if n == 0 else f"{entry.id}.{n + 1}"),
                item=item,
                at=at,
                revision=revision,
            )
            for n, item in enumerate(items)
        ]
        there = film.library.takes.append(new, who=film.actor.name, once=True)[0]
        is_new = True
    else:
        is_new = False
    take = there.item.id if isinstance(there.item, Take) else ""
    return EntryKept(id=entry.id, saved=True, new=is_new, take=take, message="", fix="")


def _moment(text: str) -> str:
    """When a device wrote it down; its own clock, whatever it shows."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        msg = f"not a moment: {text!r}"
        raise ValueError(msg) from None
    if found.tzinfo is None:
        msg = f"a moment without its zone: {text!r}"
        raise ValueError(msg)
    return found.isoformat(timespec="milliseconds")


def _items(
    film: KeptFilm, ground: Ground, entry: SetEntry, known: dict[EntryId, LogEntry]
) -> tuple[int, Sequence[LogItem]]:
    """What an entry writes down, and the revision in whose script it counts lines."""
    match entry.kind:
        case "take":
            revision, take = _take(film, ground, entry, known)
            return revision, [take]
        case "set_up":
            return ground.revision, [_set_up(ground, entry)]
        case "withdrawal":
            return ground.revision, _withdrawals(film, entry, known)
        case _:
            msg = f"an entry is a take, a set_up or a withdrawal, not {entry.kind!r}"
            raise ValueError(msg)


def _take(
    film: KeptFilm, ground: Ground, entry: SetEntry, known: dict[EntryId, LogEntry]
) -> tuple[int, Take]:
    words = TakeWords(
        slate=entry.slate,
        status=entry.status,
        reason=entry.reason,
        kind=entry.take_kind,
        date=entry.date,
        unit=entry.unit,
        rate=entry.rate,
        tc_in=entry.tc_in,
        tc_out=entry.tc_out,
        stopwatch=entry.stopwatch,
        lens=entry.lens,
        camera_roll=entry.camera_roll,
        sound_roll=entry.sound_roll,
        on=_row(entry.on),
        off=_row(entry.off),
    )
    made = take_on(film, words, ground)
    scene = made.scene
    number = {n.number: n.id for n in ground.lines.get(scene, ())}

    def line(at: int) -> LineId | None:
        return number.get(at, LineId(f"{scene}.{at}")) if at else None

    made = replace(
        made,
        notes=tuple(
            TakeNote(text=n.text, about=Remark(n.about), line=line(n.line)) for n in entry.notes
        ),
        business=tuple(
            NonVerbal(text=b.text, after=line(b.after), audible=b.audible) for b in entry.business
        ),
        match=_match(entry.match),
    )
    log = take_log(film)
    corrected = _meant(entry.corrects, known)
    before = log.take(corrected) if corrected else None
    if before is not None:
        made = replace(
            made,
            id=before.id,
            recordings=made.recordings or before.recordings,
            revision=before.revision,
        )
        return _as_it_was(film, ground, made)
    taken = {t.id for t in log.takes} | {
        e.item.id for e in known.values() if isinstance(e.item, Take)
    }
    free = made.id not in taken
    named = made if free else replace(made, id=TakeId(f"{made.slate}#{entry.id[:8]}"))
    return ground.revision, named


def _as_it_was(film: KeptFilm, ground: Ground, made: Take) -> tuple[int, Take]:
    """A take corrected after a new draft came: in the lines of its own, where they are as they were.

    Whoever corrects a circle or a lens says nothing of its lines; what a take has as formerly
    written stays so until somebody notes its lines anew.
    """
    draft = draft_of(film, ground.revision)
    if draft_of(film, made.revision) == draft:
        return ground.revision, made
    log = take_log(film, ground.revision)
    before = log.take(made.id)
    given = {(c.line, c.on) for c in made.lines}
    lines = ground.lines.get(made.scene, ())
    if before is None or given != {*covers(before, log, lines).items()}:
        return ground.revision, made
    then, now = draft_at(film, made.revision), draft_at(film, ground.revision)
    alone = TakeLog(takes=(replace(made, lines=()),))
    speaker = speaker_in(film.assembly().production)
    (back,) = carry(alone, MadeAgainst(takes={made.id: now}), then, speaker=speaker).takes
    was = take_log(film, made.revision).take(made.id)
    return made.revision, replace(back, lines=was.lines if was is not None else ())


def _row(numbers: Sequence[int]) -> str:
    return ",".join(str(n) for n in numbers)


def _match(words: Sequence[MatchWords]) -> MatchList:
    return MatchList(items=tuple(MatchItem(kind=MatchKind(m.kind), value=m.value) for m in words))


def _set_up(ground: Ground, entry: SetEntry) -> SetUp:
    target, slash, letter = entry.slate.partition("/")
    if not slash or not letter.strip() or not target.strip():
        msg = f"a set-up is written 17pt1/A, not {entry.slate!r}"
        raise ValueError(msg)
    scene, part = ground.target(target)
    return SetUp(
        id=SetUpId(f"{target}/{letter}"),
        scene=scene,
        part=part,
        target=target,
        letter=letter,
        description=entry.description,
        lens=entry.lens,
        lines=coverage(ground, scene, part, _row(entry.on), _row(entry.off)),
        match=_match(entry.match),
    )


def _withdrawals(
    film: KeptFilm, entry: SetEntry, known: dict[EntryId, LogEntry]
) -> Sequence[LogItem]:
    meant = _meant(entry.corrects, known)
    gone = [
        e.id
        for e in film.library.takes.all()
        if (isinstance(e.item, Take) and e.item.id == meant)
        or (isinstance(e.item, Hearing) and e.item.take == meant)
    ]
    if not gone:
        msg = f"there is no take {entry.corrects!r} to withdraw."
        raise NotFound(msg, "It may have been withdrawn already; leave this out.")
    if not folded(entry.reason):
        msg = "a take is withdrawn for a reason"
        raise ValueError(msg)
    return [Withdrawal(entry=e, reason=entry.reason) for e in gone]


def _meant(name: str, known: dict[EntryId, LogEntry]) -> TakeId | None:
    """The take somebody names, by itself or by the entry that logged it."""
    if not name:
        return None
    entry = known.get(EntryId(name))
    if entry is not None:
        return entry.item.id if isinstance(entry.item, Take) else None
    return TakeId(name)
