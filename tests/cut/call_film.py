"""A film of one phone call in a file, with its takes logged and heard."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import intercut as ic
from intercut.actions.office import KeptFilm
from intercut.domain.ids import EntryId, LineId, PartId, RoleId, SceneId, TakeId
from intercut.domain.spoken import HeardLine, HeardVerdict, Hearing, NonVerbal, Said, TimeSpan
from intercut.domain.takes import (
    LogItem,
    Recording,
    RollKind,
    Take,
    TakeNote,
    TakeStatus,
    Withdrawal,
    parse_slate,
)
from intercut.domain.timecode import FPS_25, parse_timecode

SCRIPT = """Title: One Call

INT. GARAGE - NIGHT #1#

INT. KITCHEN - NIGHT #2#

INTERCUT - GARAGE / KITCHEN

ANN
Are you there, Magpie?

MAGPIE
I am.

ANN
Good night.

END INTERCUT
"""

FACTS = """performers:
  - name: Vera Blackwood
    code_name: CODE SEVEN
    secret: yes
    roles: MAGPIE
  - {name: Ada Lind, roles: ANN}
"""


def called(folder: Path) -> Path:
    """The film: both ends shot, Ann's end with an improvised last word."""
    (folder / "call.fountain").write_text(SCRIPT, encoding="utf-8")
    (folder / "call.facts.yaml").write_text(FACTS, encoding="utf-8")
    path = folder / "call.intercut"
    with ic.new(path, script=folder / "call.fountain", facts=folder / "call.facts.yaml") as film:
        scene = next(s for s in film.production.scenes if s.parts)
        ends = {p.on_camera[0]: p.id for p in scene.parts}
        for n, (role, start) in enumerate((("ANN", "10:00:00:00"), ("MAGPIE", "14:00:00:00"))):
            log(film, *end(scene.id, ends[RoleId(role)], n, role, start))
    return path


def end(
    scene: SceneId, part: PartId, number: int, role: str, start: str, take: int = 1
) -> tuple[Take, Hearing]:
    """A take of one end with every line heard in it."""
    begin = parse_timecode(start, FPS_25)
    slate = parse_slate(f"{part}/A/{take}")
    laid = Take(
        id=TakeId(f"{part}/A/{take}"),
        slate=slate,
        scene=scene,
        part=part,
        date=dt.date(2027, 10, 9 + number),
        status=TakeStatus.CIRCLED,
        rate=FPS_25,
        tc_in=begin,
        tc_out=begin.plus(500),
        recordings=(Recording(kind=RollKind.CAMERA, roll=f"A00{number}", media=f"{role}.mov"),),
        notes=(TakeNote(text="Magpie looks left"),),
        business=(NonVerbal(text="Vera sighs", after=LineId(f"{scene}.2")),),
    )
    heard = [
        HeardLine(
            number=n,
            kind=Said.AS_WRITTEN,
            line=LineId(f"{scene}.{n}"),
            said=said,
            span=TimeSpan(start_ms=2000 * n, end_ms=2000 * n + 1000),
        )
        for n, said in enumerate(("Are you there, Magpie?", "I am.", "Good night."), start=1)
    ]
    if role == "ANN":
        heard.append(
            HeardLine(
                number=4,
                kind=Said.ADDED,
                after=LineId(f"{scene}.3"),
                said="Sleep well, Magpie.",
                span=TimeSpan(start_ms=8000, end_ms=9000),
                roles=(RoleId("ANN"),),
            )
        )
    hearing = Hearing(take=laid.id, transcript="a.srt", sha256="", words=9, lines=tuple(heard))
    return laid, hearing


def log(film: ic.Film, *items: LogItem) -> tuple[str, ...]:
    """Write entries into a film's take log; their names come back."""
    from intercut.store.records import NewEntry

    assert isinstance(film.office, KeptFilm)
    takes = film.office.library.takes
    first = len(takes.all())
    entries = [
        NewEntry(id=EntryId(f"e{first + n}"), item=item) for n, item in enumerate(items, start=1)
    ]
    return tuple(str(e.id) for e in takes.append(entries, who="Bo"))


def verdict(entry: str, number: int, *, accepted: bool) -> HeardVerdict:
    """What a person says of one thing heard."""
    return HeardVerdict(hearing=EntryId(entry), number=number, accepted=accepted)


def withdrawn(entry: str) -> Withdrawal:
    """An entry that should not count."""
    return Withdrawal(entry=EntryId(entry), reason="logged twice")
