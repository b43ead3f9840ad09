"""Paper and files for others: what is on them first, then how they are drawn."""

from intercut.publish.calendars import CalendarLedger
from intercut.publish.faces import Faces
from intercut.publish.publish import DOCUMENTS, Published, publish
from intercut.publish.reader import Reader

__all__ = ["DOCUMENTS", "CalendarLedger", "Faces", "Published", "Reader", "publish"]
