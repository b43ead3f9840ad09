"""Schedules as people were given them, kept for ever, and what the next one has to remember."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from django.utils.timezone import now

from intercut.domain.plan import Plan
from intercut.errors import NotFound
from intercut.store import codec, models
from intercut.store.opened import OpenFilm
from intercut.store.records import PublishedNote


class Publications:
    """The published schedules of one film."""

    def __init__(self, library: OpenFilm) -> None:
        self._library = library

    def notes(self) -> tuple[PublishedNote, ...]:
        """Every schedule given to people, the first one first."""
        rows = models.Published.objects.using(self._library.alias)
        return tuple(_note(row) for row in rows.filter(production=self._library.production))

    def plan(self, number: int) -> Plan:
        """The plan as it was published.

        Raises
        ------
        NotFound
            When nothing was published under that number.
        """
        rows = models.Published.objects.using(self._library.alias)
        row = rows.filter(production=self._library.production, number=number).first()
        if row is None:
            msg = f"nothing was published under number {number}."
            raise NotFound(msg)
        return codec.decode(row.plan, Plan)

    def ledger(self, name: str) -> str:
        """What was kept under a name for the next publication, "" for nothing."""
        rows = models.Ledger.objects.using(self._library.alias)
        found = rows.filter(production=self._library.production, name=name)
        return found.values_list("data", flat=True).first() or ""

    def keep(
        self,
        board: str,
        plan: Plan,
        *,
        colour: str,
        who: str,
        ledgers: Mapping[str, str] | None = None,
    ) -> PublishedNote:
        """Keep a plan as it is given to people, for ever, under a colour.

        A plan equal to the one published last, under the same colour, is not kept twice.

        Parameters
        ----------
        ledgers
            What to remember for the next publication, by name.

        Raises
        ------
        Unwritable
            When the film cannot be written.
        """
        alias = self._library.alias
        text = codec.encode(plan)
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        with self._library.writing() as row:
            for name, data in (ledgers or {}).items():
                models.Ledger.objects.using(alias).update_or_create(
                    production=row, name=name, defaults={"data": data}
                )
            mine = models.Published.objects.using(alias).filter(production=row)
            last = mine.order_by("number").last()
            if last is not None and (last.sha256, last.colour) == (sha256, colour):
                return _note(last)
            revisions = models.Revision.objects.using(alias).filter(production=row)
            self._library.events.tell(row, "published", board=board, colour=colour, who=who)
            of_board = models.Board.objects.using(alias).filter(production=row, name=board)
            return _note(
                models.Published.objects.using(alias).create(
                    production=row,
                    number=mine.count() + 1,
                    colour=colour,
                    board=board,
                    board_version=of_board.values_list("version", flat=True).first() or 0,
                    revision=revisions.count(),
                    plan=text,
                    sha256=sha256,
                    at=now(),
                    who=who,
                )
            )


def _note(row: models.Published) -> PublishedNote:
    return PublishedNote(
        number=row.number,
        colour=row.colour,
        board=row.board,
        board_version=row.board_version,
        revision=row.revision,
        sha256=row.sha256,
        at=row.at,
        who=row.who,
    )
