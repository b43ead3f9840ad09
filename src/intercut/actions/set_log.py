"""The take log of a film as it stands: what counts of all that was written down."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from intercut.actions.drafts_on_set import draft_at, draft_of, speaker_in
from intercut.actions.office import KeptFilm
from intercut.domain.ids import EntryId, SetUpId, TakeId
from intercut.domain.spoken import HeardLine, HeardVerdict, Hearing
from intercut.domain.takes import LineChoice, LogEntry, Roll, SetUp, Take, TakeLog, Withdrawal
from intercut.onset.carried import MadeAgainst, carry


def take_log(film: KeptFilm, revision: int = 0) -> TakeLog:
    """The log with later entries in the place of earlier ones, and without what was withdrawn.

    Its lines are those of the script in force, or of that at ``revision``: each take is carried
    there from the draft it was logged against.

    Raises
    ------
    Unreadable, NewerFormat
        When an entry cannot be read.
    """
    return log_in(film, film.library.takes.all(), revision)


def log_in(film: KeptFilm, entries: Sequence[LogEntry], revision: int = 0) -> TakeLog:
    """As `take_log`, of entries that were read already."""
    log = standing(entries)
    gone = {e.item.entry for e in entries if isinstance(e.item, Withdrawal)}
    counted = [
        (e.item, draft_of(film, _revision_of(e, log)))
        for e in sorted(entries, key=lambda e: e.seq)
        if e.id not in gone and isinstance(e.item, SetUp | Take | Hearing | LineChoice)
    ]
    wanted = draft_of(film, revision)
    if all(there == wanted for _, there in counted):
        return log
    drafts = {n: draft_at(film, n) for n in {wanted, *(n for _, n in counted)}}
    against = MadeAgainst(
        set_ups={i.id: drafts[n] for i, n in counted if isinstance(i, SetUp)},
        takes={i.id: drafts[n] for i, n in counted if isinstance(i, Take)},
        hearings={i.take: drafts[n] for i, n in counted if isinstance(i, Hearing)},
        choices=tuple(drafts[n] for i, n in counted if isinstance(i, LineChoice)),
    )
    speaker = speaker_in(film.assembly().production)
    return carry(log, against, drafts[wanted], speaker=speaker)


def drafts_logged(film: KeptFilm) -> Mapping[TakeId, int]:
    """The draft each take was shot against, by the last revision that had it."""
    log = standing(film.library.takes.all())
    return {t.id: draft_of(film, t.revision) for t in log.takes}


def _revision_of(entry: LogEntry, log: TakeLog) -> int:
    """The revision whose lines an entry speaks of; of an older film that of its take."""
    match entry.item:
        case Take():
            own = entry.item.revision
        case Hearing():
            take = log.take(entry.item.take)
            own = take.revision if take is not None else 0
        case SetUp():
            own = next((t.revision for t in log.takes if t.set_up == entry.item.id), 0)
        case _:
            own = 0
    return entry.revision or own


def standing(entries: Iterable[LogEntry]) -> TakeLog:
    """What counts of some entries, in the order of first entry."""
    listed = sorted(entries, key=lambda e: e.seq)
    gone = {e.item.entry for e in listed if isinstance(e.item, Withdrawal)}
    rolls: dict[Roll, None] = {}
    set_ups: dict[SetUpId, SetUp] = {}
    takes: dict[TakeId, Take] = {}
    hearings: dict[TakeId, tuple[EntryId, Hearing]] = {}
    verdicts: dict[EntryId, dict[int, tuple[str, HeardVerdict]]] = {}
    choices: list[LineChoice] = []
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
            case LineChoice():
                choices.append(entry.item)
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
        choices=tuple(choices),
    )


def _judged(line: HeardLine, said: dict[int, tuple[str, HeardVerdict]]) -> HeardLine:
    """A heard line with what a person said of it."""
    if line.number not in said:
        return line
    by, verdict = said[line.number]
    words = line.said if verdict.said is None else verdict.said
    roles = verdict.roles or line.roles
    return replace(line, confirmed_by=by, rejected=not verdict.accepted, said=words, roles=roles)
