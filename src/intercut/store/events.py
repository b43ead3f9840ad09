"""The outbox: what happened, in order, for every open window of every program on the film."""

from __future__ import annotations

import json
from typing import Any, Final

from django.db import connections
from django.utils.timezone import now

from intercut.store import models
from intercut.store.opened import OpenFilm
from intercut.store.records import Happened

KEPT: Final = 5_000
"""Events kept; a window that slept longer reads everything anew. Our assumption."""


class Events:
    """What happened to one film."""

    def __init__(self, library: OpenFilm) -> None:
        self._library = library

    def tell(self, row: models.Production, kind: str, **payload: Any) -> None:
        """Write an event into the transaction that makes it true."""
        rows = models.Event.objects.using(self._library.alias)
        made = rows.create(production=row, kind=kind, payload=json.dumps(payload), at=now())
        if made.pk % 500 == 0:
            rows.filter(production=row, pk__lte=made.pk - KEPT).delete()

    def last(self) -> int:
        """Id of the newest event, 0 when nothing happened yet."""
        rows = models.Event.objects.using(self._library.alias)
        found = rows.filter(production=self._library.production).order_by("pk")
        return int(found.values_list("pk", flat=True).last() or 0)

    def first(self) -> int:
        """Id of the oldest event still kept, 0 when there is none."""
        rows = models.Event.objects.using(self._library.alias)
        found = rows.filter(production=self._library.production).order_by("pk")
        return int(found.values_list("pk", flat=True).first() or 0)

    def since(self, last: int) -> tuple[Happened, ...]:
        """Everything after an event, the oldest first."""
        rows = models.Event.objects.using(self._library.alias)
        found = rows.filter(production=self._library.production, pk__gt=last)
        return tuple(
            Happened(id=row.pk, kind=row.kind, payload=json.loads(row.payload)) for row in found
        )

    def stir(self) -> int:
        """A number that changes whenever another connection wrote the film; costs microseconds.

        Ask always from the same thread. On a database that does not count, the newest event's id.
        """
        connection = connections[self._library.alias]
        if connection.vendor != "sqlite":
            return self.last()
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA data_version")
            return int(cursor.fetchone()[0])
