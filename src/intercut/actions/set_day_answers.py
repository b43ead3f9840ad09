"""The JSON shapes of a day on set. Lines go by their number within the scene."""

from __future__ import annotations

from dataclasses import dataclass

from intercut.actions.set_entries import BusinessWords, MatchWords, NoteWords


@dataclass(frozen=True, slots=True, kw_only=True)
class OnSetLine:
    """A speech of the scene. ``part`` is the number of the end it is spoken at, 0 for none;
    ``own``: it is spoken at this end."""

    number: int
    name: str
    text: str
    directions: list[str]
    part: int
    own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedSetUp:
    """A set-up as it was written down."""

    entry: str
    letter: str
    description: str
    lens: str
    on: list[int]
    off: list[int]
    match: list[MatchWords]


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedTake:
    """A take as it stands in the log; ``entry`` is the one that counts. ``on`` and ``off`` are the
    lines it has, its own, its set-up's or those heard. ``to_judge`` counts what was heard otherwise
    than written and nobody has looked at."""

    entry: str
    id: str
    slate: str
    set_up: str
    number: int
    date: str
    status: str
    kind: str
    reason: str
    rate: str
    tc_in: str
    tc_out: str
    seconds: float | None
    stopwatch_ms: int | None
    lens: str
    camera_roll: str
    sound_roll: str
    on: list[int]
    off: list[int]
    notes: list[NoteWords]
    business: list[BusinessWords]
    match: list[MatchWords]
    heard: bool
    to_judge: int
    by: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OnSetChange:
    """Something said or done otherwise at the other end: changed, dropped, added or business."""

    kind: str
    line: int
    after: int
    name: str
    written: str
    said: str
    slate: str
    confirmed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedAnswer:
    """What another end of the scene already has; ``shot``: there is a usable take of it."""

    target: str
    label: str
    shot: bool
    match: list[MatchWords]
    changes: list[OnSetChange]


@dataclass(frozen=True, slots=True, kw_only=True)
class OnSetTarget:
    """What stands on the slate: a scene, or one end of it. ``owed`` are lines no usable take has."""

    target: str
    scene: str
    part: int
    label: str
    heading: str
    synopsis: str
    lines: list[OnSetLine]
    set_ups: list[LoggedSetUp]
    takes: list[LoggedTake]
    carried: list[CarriedAnswer]
    shot: bool
    complete: bool
    owed: list[int]
    formerly: dict[int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class OnSetStrip:
    """A strip of the day, or (``planned`` False) a scene shot beyond the plan."""

    strip: str
    number: str
    label: str
    planned: bool
    tone: str
    set: str
    int_ext: str
    light: str
    pages: str
    minutes: int
    start: str
    end: str
    cast: list[str]
    targets: list[OnSetTarget]


@dataclass(frozen=True, slots=True, kw_only=True)
class OweToSet:
    """A set of the day before it is struck: when it is worked on again ("" never), what is not
    shot there yet, and the lines owed by what is."""

    set: str
    again: str
    unshot: list[str]
    owed: dict[str, list[int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetDateAnswer:
    """A unit day with work."""

    date: str
    unit: str
    unit_name: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SetDayAnswer:
    """A day on set. ``film`` is the film's own key, ``targets`` all a slate may name, ``rate`` the
    frame rate of the last take. Lines are counted in the script of the film's revision ``draft``."""

    film: str
    draft: int
    title: str
    board: str
    date: str
    unit: str
    unit_name: str
    call: str
    dates: list[SetDateAnswer]
    strips: list[OnSetStrip]
    sets: list[OweToSet]
    targets: list[str]
    rate: str
