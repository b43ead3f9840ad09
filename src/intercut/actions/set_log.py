"""The take log of a film as it stands: what counts of all that was written down."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from intercut.actions.office import KeptFilm
from intercut.domain.ids import EntryId, SetUpId, TakeId
from intercut.domain.spoken import HeardLine, HeardVerdict, Hearing
from intercut.domain.takes import LogEntry, Roll, SetUp, Take, TakeLog, Withdrawal


def take_log(film: KeptFilm) -> TakeLog:
    """The log with later entries in the place of earlier ones, and without what was withdrawn.

    Raises
    ------
    Unreadable, NewerFormat
        When an entry cannot be read.
    """
    return standing(film.library.takes.all())


def standing(entries: Iterable[LogEntry]) -> TakeLog:
    """What counts of some entries, in the order of first entry."""
    listed = sorted(entries, key=lambda e: e.seq)
    gone = {e.item.entry for e in listed if isinstance(e.item, Withdrawal)}
    rolls: dict[Roll, None] = {}
    set_ups: dict[SetUpId, SetUp] = {}
    takes: dict[TakeId, Take] = {}
    hearings: dict[TakeId, tuple[EntryId, Hearing]] = {}
    verdicts: dict[EntryId, dict[int, tuple[str, HeardVerdict]]] = {}
    for entry in (e for e in listed if e.id not in gone):
        match entry.item:
            case Roll():
                rolls[entry.item] = None
            case SetUp():
                set_ups[entry.item.id] = entry.item
            case Take():
                takes[entry.item.id] = entry.item
            case Hearing():
                hearings[entry.item.take] = (entry.id, entry.item)
            case HeardVerdict():
                said = verdicts.setdefault(entry.item.hearing, {})
                said[entry.item.number] = (entry.by, entry.item)
            case Withdrawal():
                pass
    return TakeLog(
        rolls=tuple(rolls),
        set_ups=tuple(set_ups.values()),
        takes=tuple(takes.values()),
        hearings=tuple(
            replace(h, lines=tuple(_judged(line, verdicts.get(id_, {})) for line in h.lines))
            for id_, h in hearings.values()
        ),
    )


def _judged(line: HeardLine, said: dict[int, tuple[str, HeardVerdict]]) -> HeardLine:
    """A heard line with what a person said of it."""
    if line.number not in said:
        return line
    by, verdict = said[line.number]
    words = line.said if verdict.said is None else verdict.said
    roles = verdict.roles or line.roles
    return replace(line, confirmed_by=by, rejected=not verdict.accepted, said=words, roles=roles)
