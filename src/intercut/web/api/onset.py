"""The set: the day as whoever logs it sees it, entries in, transcripts heard, guests let in."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from django.http import HttpRequest
from pydantic import Field

from intercut.access import GUESTS, Action, spoken
from intercut.actions.inviting import guest_invited
from intercut.actions.logging_takes import hear_again, hear_take, judge_heard
from intercut.actions.set_answers import HearAnswer
from intercut.actions.set_day import set_day
from intercut.actions.set_day_answers import SetDayAnswer
from intercut.actions.set_entries import (
    MOST,
    BusinessWords,
    EntryKept,
    MatchWords,
    NoteWords,
    SetEntry,
    write_down,
)
from intercut.actions.set_shapes import hear_answer
from intercut.errors import NotFound, Unreadable
from intercut.onset.captions import LARGEST_BYTES
from intercut.web.framework import File, Form, Schema, UploadedFile
from intercut.web.routes import Room, desk
from intercut.web.sessions import INVITED_SECONDS

room = Room("onset")

Word = Annotated[str, Field(max_length=200)]
Text = Annotated[str, Field(max_length=2_000)]
Number = Annotated[int, Field(ge=0, le=100_000)]
Numbers = Annotated[list[Number], Field(max_length=2_000, default_factory=list)]


class NoteBody(Schema):
    """A note on a take."""

    text: Text
    about: Word = "other"
    line: Number = 0


class BusinessBody(Schema):
    """Something done that the script does not have."""

    text: Text
    after: Number = 0
    audible: bool = False


class MatchBody(Schema):
    """Something the other end has to match."""

    kind: Word
    value: Text


class EntryBody(Schema):
    """An entry of a device, under a name of its own."""

    id: Annotated[str, Field(min_length=8, max_length=64)]
    kind: Word
    at: Word
    slate: Word = ""
    corrects: Word = ""
    date: Word = ""
    unit: Word = ""
    status: Word = "held"
    take_kind: Word = "full"
    reason: Text = ""
    rate: Word = ""
    tc_in: Word = ""
    tc_out: Word = ""
    stopwatch: Word = ""
    lens: Word = ""
    camera_roll: Word = ""
    sound_roll: Word = ""
    description: Text = ""
    on: Numbers
    off: Numbers
    notes: Annotated[list[NoteBody], Field(max_length=200, default_factory=list)]
    business: Annotated[list[BusinessBody], Field(max_length=200, default_factory=list)]
    match: Annotated[list[MatchBody], Field(max_length=100, default_factory=list)]
    draft: Annotated[int, Field(ge=0)] = 0

    def entry(self) -> SetEntry:
        """As the action takes it."""
        given = self.dict()
        given["notes"] = [NoteWords(**n) for n in given["notes"]]
        given["business"] = [BusinessWords(**b) for b in given["business"]]
        given["match"] = [MatchWords(**m) for m in given["match"]]
        return SetEntry(**given)


class EntriesBody(Schema):
    """What a device wrote down for a film, in the order it was written."""

    film: Word
    entries: Annotated[list[EntryBody], Field(min_length=1, max_length=MOST)]


class VerdictBody(Schema):
    """What a person says of a heard line; ``said`` the words as they really were, null as heard."""

    take: Word
    number: Annotated[int, Field(ge=1, le=100_000)]
    accepted: bool
    said: Text | None = None
    role: Word = ""


class InviteBody(Schema):
    """Who is to come in over the network."""

    role: Word = "script_supervisor"
    name: Annotated[str, Field(max_length=60)] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationAnswer:
    """A way in, once: the link, or the address with the code. ``mark`` is the certificate's."""

    link: str
    address: str
    code: str
    role: str
    minutes: int
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestAnswer:
    """Somebody who came in over the network."""

    name: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorAnswer:
    """The door to the set's network; ``address`` "" when it is closed (no `--lan`)."""

    address: str
    mark: str
    roles: dict[str, str]
    guests: list[GuestAnswer]


@room.route("GET", "/set", Action.READ_SCRIPT, SetDayAnswer)
def show_set(
    request: HttpRequest,
    board: Word = "",
    date: dt.date | None = None,
    unit: Word = "",
    also: Text = "",
) -> SetDayAnswer:
    """A day on set: strips, lines, takes, what the other ends carry, what is owed."""
    further = [a.strip() for a in also.split(",") if a.strip()][:50]
    return set_day(desk().film(), board=board, date=date, unit=unit, also=further)


@room.route("POST", "/set/entries", Action.LOG_TAKES, list[EntryKept])
def keep_entries(request: HttpRequest, payload: EntriesBody) -> list[EntryKept]:
    """The log with a device's entries: each once, however often it is sent."""
    return write_down(desk().film(), payload.film, [e.entry() for e in payload.entries])


@room.route("POST", "/set/hear", Action.LOG_TAKES, HearAnswer)
def hear_transcript(
    request: HttpRequest,
    transcript: Annotated[UploadedFile, File()],
    take: Annotated[str, Form()],
) -> HearAnswer:
    """A transcript laid on a take."""
    with _on_disk(transcript) as given:
        return hear_answer(hear_take(desk().film(), take, given))


@room.route("GET", "/set/heard", Action.READ_SCRIPT, HearAnswer)
def show_heard(request: HttpRequest, take: Word) -> HearAnswer:
    """What was heard of a take, with what people said of it."""
    return hear_answer(hear_again(desk().film(), take))


@room.route("POST", "/set/verdict", Action.LOG_TAKES, HearAnswer)
def judge_line(request: HttpRequest, payload: VerdictBody) -> HearAnswer:
    """A heard line with what a person says of it."""
    return hear_answer(
        judge_heard(
            desk().film(),
            payload.take,
            payload.number,
            accepted=payload.accepted,
            said=payload.said,
            role=payload.role,
        )
    )


@room.route("GET", "/set/door", Action.INVITE, DoorAnswer)
def show_door(request: HttpRequest) -> DoorAnswer:
    """The door to the network, and who came in by it."""
    here = desk()
    network = here.network
    return DoorAnswer(
        address=network.base if network is not None else "",
        mark=network.fingerprint if network is not None else "",
        roles={r.value: spoken(r) for r in GUESTS},
        guests=[GuestAnswer(name=g.name, role=spoken(g.role)) for g in here.doorkeeper.guests()],
    )


@room.route("POST", "/set/door", Action.INVITE, InvitationAnswer)
def invite_guest(request: HttpRequest, payload: InviteBody) -> InvitationAnswer:
    """A guest asked in: a link and a code, good once and for a quarter of an hour."""
    here = desk()
    guest = guest_invited(here.actor, payload.role, payload.name)
    if here.network is None:
        msg = "the door to the network is closed."
        raise NotFound(msg, "Start it with: intercut FILE --lan.")
    made = here.doorkeeper.invite(guest)
    return InvitationAnswer(
        link=f"{here.network.base}/enter?ticket={made.ticket}",
        address=f"{here.network.base}/join",
        code=f"{made.code[:4]} {made.code[4:]}",
        role=spoken(guest.role),
        minutes=INVITED_SECONDS // 60,
        mark=here.network.fingerprint,
    )


@contextmanager
def _on_disk(upload: UploadedFile) -> Iterator[Path]:
    """An uploaded transcript under its own plain name, gone afterwards."""
    name = Path((upload.name or "").replace("\\", "/")).name
    if not name or name.startswith("."):
        raise Unreadable("the file has no name.")
    if (upload.size or 0) > LARGEST_BYTES:
        msg = f"{name} is larger than {LARGEST_BYTES // 1_000_000} MB."
        raise Unreadable(msg, "A transcript of one take is small; is this the sound itself?")
    with tempfile.TemporaryDirectory(prefix="intercut-") as folder:
        path = Path(folder) / name[-120:]
        with path.open("wb") as file:
            for chunk in upload.chunks():
                file.write(chunk)
        yield path
