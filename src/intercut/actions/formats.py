"""Types of other rooms that the store's codec keeps but may not import."""

from __future__ import annotations

from intercut.publish.calendars import CalendarLedger
from intercut.script.screenplay import Screenplay
from intercut.store import codec


def register_formats() -> None:
    """Make the codec know screenplays and the ledger of calendars; again and again is fine."""
    codec.register(codec.Format(type=CalendarLedger, name="publish.calendar-ledger"))
    codec.register(codec.Format(type=Screenplay, name="screenplay"))
