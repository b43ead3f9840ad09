"""Everything a plan is published as, written whole or not at all."""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Final

from intercut.domain.finding import Finding
from intercut.domain.handover import strip_notes
from intercut.domain.ids import PersonId
from intercut.domain.plan import Plan
from intercut.domain.production import Production
from intercut.errors import NotFound, Unwritable
from intercut.exchange.csv_strips import write_csv
from intercut.exchange.uss import write_uss
from intercut.publish import pdf as drawn
from intercut.publish import xlsx as sheets
from intercut.publish.calendars import CalendarLedger, person_calendar
from intercut.publish.day_paper import Notes
from intercut.publish.documents import BoardPaper, DoodPaper, board_paper, dood_paper
from intercut.publish.faces import Faces, texts_of
from intercut.publish.reader import Names, Reader
from intercut.schedule import Judgement, judge
from intercut.store import leftovers

_Files = dict[str, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What was written: the files, the ledger of calendars to keep for the next time, and what
    of it cannot be read on paper."""

    files: tuple[Path, ...]
    ledger: CalendarLedger
    findings: tuple[Finding, ...] = ()


@dataclass(slots=True, kw_only=True)
class _Order:
    production: Production
    plan: Plan
    judgement: Judgement
    reader: Reader
    board: str
    dated: str
    paper: str
    colours: dict[str, tuple[str, str]]
    stamp: dt.datetime
    ledger: CalendarLedger
    faces: Faces
    carry_calls: bool
    notes: Notes
    files: _Files = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def draw(self, name: str, paper: BoardPaper | DoodPaper) -> None:
        """Add a document as PDF, and say what of it could not be drawn."""
        file = f"{name}.pdf"
        self.files[file] = drawn.pdf(
            paper, name, size=self.paper, colours=self.colours, faces=self.faces
        )
        self.findings += self.faces.findings(texts_of(dataclasses.asdict(paper)), file)


def publish(
    production: Production,
    plan: Plan,
    out: Path,
    *,
    documents: Iterable[str] = (),
    reader: Reader | None = None,
    board: str = "main",
    issued: dt.date | None = None,
    paper: str = "us-letter",
    swap_nights: bool = False,
    ledger: CalendarLedger | None = None,
    stamp: dt.datetime | None = None,
    faces: Faces = drawn.OWN_FACES,
    carry_calls: bool = False,
    notes: Notes | None = None,
) -> Published:
    """Write documents of a plan into a folder.

    Parameters
    ----------
    documents
        Names of `DOCUMENTS`; empty = all of them. ``callsheet:DATE`` and the like are not known
        yet and are refused.
    reader
        Who it is for; the crew's copy when None. A performer's own copy holds the calendar only.
    issued
        Date of issue printed on every page; nothing is printed when None.
    paper
        `us-letter` or `a4`.
    ledger, stamp
        For calendars: what was published before, and the instant (UTC) of this publication.
    faces
        Fonts to draw with besides our own.
    carry_calls
        Let the USS file carry calls and lights of the days, which the standard has no place for,
        in keys of our own (`_intercutDays`).
    notes
        What stands beside strips; None: what the plan itself says is owed.

    Raises
    ------
    NotFound
        When a document's name is not known; all unknown names are in the sentence.
    Unwritable
        When the folder cannot be written; files that stood there before are whole.
    """
    wanted = tuple(dict.fromkeys(documents)) or tuple(DOCUMENTS)
    unknown = [name for name in wanted if name not in DOCUMENTS]
    if unknown:
        msg = f"No document is called {', '.join(unknown)}."
        raise NotFound(msg, f"There are: {', '.join(DOCUMENTS)}.")
    order = _Order(
        production=production,
        plan=plan,
        judgement=judge(production, plan),
        reader=reader or Reader(),
        board=board,
        dated=f"{issued.isoformat()}" if issued else "",
        paper=paper,
        colours=drawn.swapped_nights(drawn.STRIP_COLOURS) if swap_nights else drawn.STRIP_COLOURS,
        stamp=stamp or dt.datetime.now(dt.UTC).replace(microsecond=0),
        ledger=ledger or CalendarLedger(),
        faces=faces,
        carry_calls=carry_calls,
        notes=strip_notes(production, plan) if notes is None else notes,
    )
    if order.reader.person is not None:
        wanted = ("calendar",)
    for name in wanted:
        DOCUMENTS[name](order)
    return Published(
        files=write_files(out, order.files),
        ledger=order.ledger,
        findings=tuple(order.findings),
    )


def write_files(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write every file of a set beside its old version first, then put them all in place.

    Raises
    ------
    Unwritable
        When one cannot be written: none of the old files has been touched then.
    """
    waiting: list[tuple[Path, Path]] = []
    if folder.exists() and not folder.is_dir():
        msg = f"{folder} is a file, not a folder."
        raise Unwritable(msg, "Name a folder for the documents; nothing was changed.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        leftovers.sweep(folder)
        for name, data in files.items():
            beside = folder / leftovers.name_while_made("intercut")
            waiting.append((beside, folder / name))
            with beside.open("xb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
        for beside, final in waiting:
            beside.replace(final)
    except OSError as refused:
        for beside, _ in waiting:
            beside.unlink(missing_ok=True)
        msg = f"{folder}: the documents could not be written ({refused.strerror})."
        raise Unwritable(msg, "Choose another folder or make room; nothing was changed.") from None
    return tuple(final for _, final in waiting)


def _stripboard(order: _Order) -> None:
    paper = board_paper(
        order.production, order.judgement, reader=order.reader,
        document="Stripboard", board=order.board, dated=order.dated, notes=order.notes,
    )  # fmt: skip
    order.draw("stripboard", paper)
    order.files["stripboard.xlsx"] = sheets.board_xlsx(paper, order.colours, order.paper)


def _oneliner(order: _Order) -> None:
    paper = board_paper(
        order.production, order.judgement, reader=order.reader,
        document="One-line schedule", board=order.board, dated=order.dated, notes=order.notes,
    )  # fmt: skip
    order.draw("oneliner", paper)
    order.files["oneliner.xlsx"] = sheets.board_xlsx(paper, order.colours, order.paper)


def _dood(order: _Order) -> None:
    paper = dood_paper(
        order.production, order.judgement, reader=order.reader,
        board=order.board, dated=order.dated,
    )  # fmt: skip
    order.draw("dood", paper)
    order.files["dood.xlsx"] = sheets.dood_xlsx(paper, order.paper)


def _calendar(order: _Order) -> None:
    """A file for each person called, named after the board number or the name printed."""
    names = Names(order.production, order.reader)
    called = {t.person for d in order.judgement.timetable.days for t in d.people}
    called |= {p for e in order.judgement.timetable.events for p in e.people}
    called |= {e.person for e in order.ledger.entries}
    for person in order.production.people:
        if person.id not in called or order.reader.person not in {None, person.id}:
            continue
        data, order.ledger = person_calendar(
            order.production,
            order.judgement,
            person.id,
            ledger=order.ledger,
            stamp=order.stamp,
            notes=order.notes,
        )
        order.files[_calendar_name(order, names, person.id)] = data


def _calendar_name(order: _Order, names: Names, person: PersonId) -> str:
    stem = file_stem(names.person(person))
    name, n = f"calendar-{stem}.ics", 2
    while name in order.files:
        name, n = f"calendar-{stem}-{n}.ics", n + 1
    return name


def _uss(order: _Order) -> None:
    order.files["schedule.uss"] = write_uss(
        order.production, [(order.board, order.plan)], own_keys=order.carry_calls
    )


def _csv(order: _Order) -> None:
    order.files["strips.csv"] = write_csv(order.production, order.plan, notes=order.notes)


def file_stem(text: str) -> str:
    """A file name's stem out of any text: letters of any script, digits and hyphens, never empty.

    Latin letters lose their accents; at most 120 bytes, which every disk takes with an ending.
    """
    plain, base = "", ""
    for c in unicodedata.normalize("NFKD", text.casefold()):
        if not unicodedata.combining(c):
            base = c
        if c == base or base >= "ʰ":
            plain += c
    kept = unicodedata.normalize("NFC", plain)
    stem = "".join(c if unicodedata.category(c)[0] in "LMN" else "-" for c in kept)
    stem = re.sub("-+", "-", stem).strip("-")
    return stem.encode()[:120].decode(errors="ignore").strip("-") or "person"


DOCUMENTS: Final[Mapping[str, Callable[[_Order], None]]] = MappingProxyType(
    {
        "stripboard": _stripboard,
        "oneliner": _oneliner,
        "dood": _dood,
        "calendar": _calendar,
        "uss": _uss,
        "csv": _csv,
    }
)
"""Document name -> what writes it."""
