"""A take as somebody types it in: a form's words made into a take."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from intercut.actions.logging_takes import ground_of
from intercut.actions.office import KeptFilm
from intercut.actions.set_log import take_log
from intercut.domain.ids import LineId, SceneId, TakeId, UnitId
from intercut.domain.lookup import folded
from intercut.domain.spoken import NonVerbal
from intercut.domain.takes import (
    MatchItem,
    MatchKind,
    MatchList,
    Recording,
    RollKind,
    Take,
    TakeKind,
    TakeNote,
    parse_slate,
)
from intercut.domain.timecode import parse_rate, parse_timecode
from intercut.errors import Unreadable
from intercut.exchange.take_file import STATUSES, Ground, coverage, stopwatch_ms


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeWords:
    """A take as somebody typed it in; every field is text as it stands in a form.

    ``business`` is written `kisses the phone @55` (after line 55 of the scene), ``match``
    `eyeline=left of lens`. ``date`` "" is today.
    """

    slate: str
    status: str = "held"
    reason: str = ""
    kind: str = "full"
    date: str = ""
    unit: str = ""
    rate: str = ""
    tc_in: str = ""
    tc_out: str = ""
    stopwatch: str = ""
    lens: str = ""
    camera_roll: str = ""
    sound_roll: str = ""
    on: str = ""
    off: str = ""
    notes: Sequence[str] = ()
    business: Sequence[str] = ()
    match: Sequence[str] = ()
    stills: Sequence[str] = ()


def take_of(film: KeptFilm, words: TakeWords) -> Take:
    """The take that somebody's words describe.

    Raises
    ------
    Unreadable
        When a word is not what its field holds; the sentence says what it holds.
    """
    return take_on(film, words, ground_of(film))


def take_on(film: KeptFilm, words: TakeWords, ground: Ground) -> Take:
    """As `take_of`, for one who has read the ground already and has many to make."""
    try:
        return _take_of(film, words, ground)
    except ValueError as problem:
        msg = f"{problem}."
        raise Unreadable(msg, "Nothing was logged.") from None


def _take_of(film: KeptFilm, words: TakeWords, ground: Ground) -> Take:
    slate = parse_slate(words.slate)
    scene, part = ground.target(slate.target)
    rate = parse_rate(words.rate) if words.rate else None
    if rate is None and (words.tc_in or words.tc_out):
        msg = "timecode needs a frame rate: give --rate"
        raise ValueError(msg)
    if folded(words.status) not in STATUSES:
        msg = f"not what becomes of a take: {words.status!r}; it is {', '.join(STATUSES)}"
        raise ValueError(msg)
    known = {f"{s.target}/{s.letter}": s.id for s in take_log(film).set_ups}
    rolls = ((RollKind.CAMERA, words.camera_roll), (RollKind.SOUND, words.sound_roll))
    today = dt.datetime.now().astimezone().date()
    return Take(
        id=TakeId(str(slate)),
        slate=slate,
        scene=scene,
        part=part,
        date=dt.date.fromisoformat(words.date) if words.date else today,
        status=STATUSES[folded(words.status)],
        revision=ground.revision,
        set_up=known.get(f"{slate.target}/{slate.set_up}"),
        kind=TakeKind(words.kind),
        reason=words.reason,
        unit=UnitId(words.unit) if words.unit else None,
        rate=rate,
        tc_in=parse_timecode(words.tc_in, rate) if rate and words.tc_in else None,
        tc_out=parse_timecode(words.tc_out, rate) if rate and words.tc_out else None,
        stopwatch_ms=stopwatch_ms(words.stopwatch),
        lens=words.lens,
        recordings=tuple(Recording(kind=k, roll=r, rate=rate) for k, r in rolls if r),
        lines=coverage(ground, scene, part, words.on, words.off),
        notes=tuple(TakeNote(text=n) for n in words.notes),
        business=tuple(_business(b, scene) for b in words.business),
        match=MatchList(items=tuple(_match(m) for m in words.match)),
        stills=tuple(words.stills),
    )


def _business(text: str, scene: SceneId) -> NonVerbal:
    told, at, after = text.rpartition("@")
    if not at:
        return NonVerbal(text=text.strip())
    if not after.strip().isdigit():
        msg = f"business stands after a line's number, `{told.strip()} @55`, not {after!r}"
        raise ValueError(msg)
    return NonVerbal(text=told.strip(), after=LineId(f"{scene}.{int(after)}"))


def _match(text: str) -> MatchItem:
    kind, equals, value = text.partition("=")
    known = {k.value: k for k in MatchKind}
    if not equals or kind.strip() not in known:
        msg = f"to match is written as `eyeline=left of lens`; kinds are {', '.join(known)}"
        raise ValueError(msg)
    return MatchItem(kind=known[kind.strip()], value=value.strip())
