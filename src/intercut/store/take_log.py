"""The take log in the film's file: entries are added, and never changed or taken out.

An entry that was returned is on the disk, whatever happens to the machine afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from django.db import connections
from django.utils.timezone import now

from intercut.domain.ids import EntryId
from intercut.domain.spoken import HeardVerdict, Hearing
from intercut.domain.takes import LineChoice, LogEntry, LogItem, Roll, SetUp, Take, Withdrawal
from intercut.store import codec, models
from intercut.store.opened import OpenFilm
from intercut.store.records import NewEntry

_KINDS: Final[dict[str, type[LogItem]]] = {
    "roll": Roll,
    "set_up": SetUp,
    "take": Take,
    "hearing": Hearing,
    "heard_verdict": HeardVerdict,
    "withdrawal": Withdrawal,
    "line_choice": LineChoice,
}
for _name, _kept in _KINDS.items():
    codec.register(codec.Format(type=_kept, name=_name))


class TakeEntries:
    """The take log of one film."""

    def __init__(self, library: OpenFilm) -> None:
        self._library = library

    def all(self) -> tuple[LogEntry, ...]:
        """Every entry in the order of arrival.

        Raises
        ------
        Unreadable, NewerFormat
            When an entry cannot be read.
        """
        rows = models.TakeEntry.objects.using(self._library.alias)
        return tuple(_entry(row) for row in rows.filter(production=self._library.production))

    def append(
        self, entries: Sequence[NewEntry], *, who: str, once: bool = False
    ) -> tuple[LogEntry, ...]:
        """Write entries down, all of them or none; what is returned is safe on the disk.

        An entry that is there already, name and content, is not written again. One that has the
        name of another and other content is written under a name of its own: nothing is lost.

        Parameters
        ----------
        once
            The names are of those who give each only once: an entry whose name is there already
            is that entry, sent again, and is not written whatever it says now.

        Raises
        ------
        Unwritable
            When the film cannot be written; the log stands as it was.
        """
        library = self._library
        rows = models.TakeEntry.objects.using(library.alias)
        with self._durable(), library.writing(counted=False) as row:
            mine = rows.filter(production=row)
            last = mine.order_by("seq").values_list("seq", flat=True).last() or 0
            newest = library.revision()
            kept: list[LogEntry] = []
            for entry in entries:
                data = codec.encode(entry.item)
                known = {
                    r.key: r for r in mine.filter(key__startswith=entry.id) if _same_name(r, entry)
                }
                same = next((r for r in known.values() if once or r.data == data), None)
                if same is None:
                    last += 1
                    same = rows.create(
                        production=row,
                        seq=last,
                        key=f"{entry.id}~{len(known) + 1}" if known else entry.id,
                        kind=codec.name_of(data),
                        data=data,
                        at=entry.at or now().isoformat(timespec="milliseconds"),
                        who=who,
                        revision=entry.revision or newest,
                    )
                kept.append(_entry(same))
            if kept:
                library.events.tell(row, "takes", seq=last, who=who)
        return tuple(kept)

    @contextmanager
    def _durable(self) -> Iterator[None]:
        """Wait for the disk itself: a log on set survives a battery that falls out."""
        connection = connections[self._library.alias]
        if connection.vendor != "sqlite" or self._library.read_only:
            yield
            return
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=FULL")
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA synchronous=NORMAL")


def _same_name(row: models.TakeEntry, entry: NewEntry) -> bool:
    return row.key == entry.id or row.key.rpartition("~")[0] == entry.id


def _entry(row: models.TakeEntry) -> LogEntry:
    return LogEntry(
        id=EntryId(row.key),
        seq=row.seq,
        at=row.at,
        by=row.who,
        item=codec.decode(row.data, _KINDS[row.kind]),
        revision=row.revision,
    )
