"""A take log in YAML, as a script supervisor keeps one where there is no tablet.

date: 2027-10-05
rate: 25
unit: Splinter
rolls:
- {name: A001, kind: camera, camera: A}
set_ups:
- {set_up: 17pt1/A, description: MCU Sabine, lens: 50 mm, on: own, off: rest,
match: {eyeline: left of lens}}
takes:
- {slate: 17pt1/A/1, status: circled, in: 05:10:00:00, out: 05:14:10:00, camera_roll: A001,
sound_roll: S001, business: [{text: kisses the phone, after: 55}], transcript: a1.srt}
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from intercut.domain.finding import Finding, Where, error
from intercut.domain.ids import EntryId, LineId, PartId, RoleId, SceneId, SetUpId, TakeId, UnitId
from intercut.domain.lookup import folded
from intercut.domain.scene import Scene
from intercut.domain.spoken import NonVerbal, ScriptLine, TimeSpan
from intercut.domain.takes import (
    Camera,
    LineCoverage,
    LogItem,
    MatchItem,
    MatchKind,
    MatchList,
    Recording,
    Remark,
    Roll,
    RollKind,
    SetUp,
    Take,
    TakeKind,
    TakeNote,
    TakeStatus,
    parse_slate,
)
from intercut.domain.timecode import Rate, Timecode, parse_rate, parse_timecode
from intercut.exchange.facts.nodes import Node, read_yaml

STATUSES: Final = {
    **{s.value: s for s in TakeStatus},
    "ng": TakeStatus.NG,
    "inc": TakeStatus.INCOMPLETE,
    "print": TakeStatus.CIRCLED,
    "hold": TakeStatus.HELD,
    "fs": TakeStatus.FALSE_START,
}
_TOP: Final = frozenset({"date", "rate", "unit", "rolls", "set_ups", "takes"})
_ROLL: Final = frozenset({"name", "kind", "date", "unit", "camera", "rate", "start", "end", "note"})
_SET_UP: Final = frozenset({"set_up", "description", "lens", "camera", "on", "off", "match"})
_TAKE: Final = frozenset(
    [
        "slate",
        "date",
        "unit",
        "status",
        "reason",
        "kind",
        "rate",
        "in",
        "out",
        "stopwatch",
        "lens",
        "camera_roll",
        "camera_media",
        "camera_start",
        "sound_roll",
        "sound_media",
        "sound_start",
        "on",
        "off",
        "notes",
        "business",
        "match",
        "stills",
        "transcript",
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakesRead:
    """What a take log file says: entries by name, transcripts by take, and all that is off.

    An entry that cannot be read is left out, with an error; the others stand. ``revisions`` are
    the film's, in whose script each entry counts lines.
    """

    entries: tuple[tuple[EntryId, LogItem], ...]
    transcripts: tuple[tuple[TakeId, str], ...]
    findings: tuple[Finding, ...]
    revisions: Mapping[EntryId, int] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class Ground:
    """What a log speaks of: scenes, their lines, roles by name, the revision on set."""

    scenes: Sequence[Scene]
    lines: Mapping[SceneId, Sequence[ScriptLine]]
    roles: Mapping[str, RoleId] = field(default_factory=dict)
    revision: int = 0

    def target(self, text: str) -> tuple[SceneId, PartId | None]:
        """Scene and part a slate names; an unknown one is kept as it is written."""
        for scene in self.scenes:
            for part in scene.parts:
                if folded(text) in {folded(f"{scene.number}pt{part.number}"), folded(part.id)}:
                    return scene.id, part.id
            if folded(text) in {folded(scene.number), folded(scene.id)}:
                return scene.id, None
        return SceneId(text), None


def read_takes(
    data: bytes, file: str, ground: Ground, logged: Mapping[str, Ground] = MappingProxyType({})
) -> TakesRead:
    """The entries of a take log file. Never raises for what stands in it.

    Parameters
    ----------
    logged
        For set-ups and takes that are in the log already, the ground they were logged on: a file
        that is read again after a new draft came still speaks of the old one.
    """
    read = read_yaml(data, file)
    if read.root is None or read.findings:
        return TakesRead(entries=(), transcripts=(), findings=read.findings)
    return _Reader(file, ground, logged).read(read.root)


def coverage(
    ground: Ground, scene: SceneId, part: PartId | None, on: str, off: str, camera: str = "A"
) -> tuple[LineCoverage, ...]:
    """Lines on and off camera: numbers within the scene (`1-4, 7`), `own`, `rest`, `all`.

    Raises
    ------
    ValueError
        When a text is none of these.
    """
    lines = ground.lines.get(scene, ())
    own = [n.number for n in lines if part is None or n.part in {None, part}]
    seen = _numbers(on, own, [n.number for n in lines], ())
    heard = _numbers(off, own, [n.number for n in lines], seen)
    return tuple(
        LineCoverage(line=LineId(f"{scene}.{n}"), on=state, camera=camera)
        for state, numbers in ((Camera.ON, seen), (Camera.OFF, heard))
        for n in numbers
    )


def _numbers(
    text: str, own: Sequence[int], every: Sequence[int], taken: Sequence[int]
) -> list[int]:
    plain = text.strip().casefold()
    if plain in {"own", "all", "rest", ""}:
        chosen = {"own": own, "all": every, "rest": every, "": ()}[plain]
        return [n for n in chosen if n not in taken]
    found: list[int] = []
    for piece in plain.split(","):
        span = re.fullmatch(r"\s*(\d+)\s*(?:(?:-|–|to|\.\.)\s*(\d+)\s*)?", piece)
        if not span:
            msg = f"not a list of lines: {text!r}; write 1-4, 7 or own, rest, all"
            raise ValueError(msg)
        last = int(span[2] or span[1])
        if last - int(span[1]) > 10_000:
            msg = f"not a list of lines: {text!r} names {last} lines"
            raise ValueError(msg)
        found += range(int(span[1]), last + 1)
    return [n for n in dict.fromkeys(found) if n not in taken]


def entry_id(item_id: str, item: LogItem) -> EntryId:
    """A name for an entry out of what it says: read twice it is the same, changed another."""
    return EntryId(f"{item_id}:{hashlib.sha256(repr(item).encode()).hexdigest()[:10]}")


class _Reader:
    def __init__(self, file: str, ground: Ground, logged: Mapping[str, Ground]) -> None:
        self.file = file
        self.newest = ground
        self.ground = ground
        self.logged = logged
        self.revisions: dict[EntryId, int] = {}
        self.findings: list[Finding] = []
        self.entries: list[tuple[EntryId, LogItem]] = []
        self.transcripts: list[tuple[TakeId, str]] = []
        self.defaults: dict[str, str] = {}
        self.set_ups: set[str] = set()
        self.slates: dict[str, int] = {}

    def read(self, root: Node) -> TakesRead:
        top = self._mapping(root, _TOP, "The file")
        self.defaults = {k: v.text for k, v in top.items() if v.kind == "text" and not v.is_null}
        for section, work in (
            ("rolls", self._roll),
            ("set_ups", self._set_up),
            ("takes", self._take),
        ):
            node = top.get(section)
            if node is None or node.is_null:
                continue
            if not node.items:
                self._wrong(node, f"`{section}` is a list: one entry a line, each with a dash.")
            for item in node.items:
                before = len(self.entries)
                self.ground = self.newest
                try:
                    work(item)
                except ValueError as problem:
                    self._wrong(item, f"{str(problem)[:1].upper()}{str(problem)[1:]}.")
                self.revisions |= {id_: self.ground.revision for id_, _ in self.entries[before:]}
        return TakesRead(
            entries=tuple(self.entries),
            transcripts=tuple(self.transcripts),
            findings=tuple(self.findings),
            revisions=self.revisions,
        )

    def _wrong(self, node: Node, message: str) -> None:
        where = Where(file=self.file, line=node.line, column=node.column)
        self.findings.append(
            error("takes.entry", message, where, "Correct it and read the file again.")
        )

    def _mapping(self, node: Node, allowed: frozenset[str], what: str) -> dict[str, Node]:
        if not node.entries and not node.is_null:
            self._wrong(node, f"{what} is no mapping of names to values.")
        found: dict[str, Node] = {}
        for key, value in node.entries:
            if key.text not in allowed:
                known = ", ".join(sorted(allowed))
                self._wrong(key, f"{what} has no {key.text!r}; it has {known}.")
            elif not value.is_null:
                found[key.text] = value
        return found

    def _text(self, found: Mapping[str, Node], key: str) -> str:
        node = found.get(key)
        return node.text if node is not None else self.defaults.get(key, "")

    def _date(self, found: Mapping[str, Node]) -> dt.date:
        text = self._text(found, "date")
        try:
            return dt.date.fromisoformat(text.strip())
        except ValueError:
            msg = f"a date is needed, as 2027-10-05, not {text!r}"
            raise ValueError(msg) from None

    def _rate(self, found: Mapping[str, Node]) -> Rate | None:
        text = self._text(found, "rate")
        return parse_rate(text) if text else None

    def _code(self, found: Mapping[str, Node], key: str, rate: Rate | None) -> Timecode | None:
        text = found[key].text if key in found else ""
        if not text:
            return None
        if rate is None:
            msg = f"timecode {text} needs a frame rate: write `rate`"
            raise ValueError(msg)
        return parse_timecode(text, rate)

    def _unit(self, found: Mapping[str, Node]) -> UnitId | None:
        text = self._text(found, "unit")
        return UnitId(text) if text else None

    def _roll(self, node: Node) -> None:
        found = self._mapping(node, _ROLL, "A roll")
        rate = self._rate(found)
        roll = Roll(
            name=_needed(found, "name", "a roll"),
            kind=RollKind(self._text(found, "kind") or "camera"),
            date=self._date(found),
            unit=self._unit(found),
            camera=self._text(found, "camera"),
            rate=rate,
            start=self._code(found, "start", rate),
            end=self._code(found, "end", rate),
            note=self._text(found, "note"),
        )
        self.entries.append((entry_id(f"roll {roll.name}", roll), roll))

    def _set_up(self, node: Node) -> None:
        found = self._mapping(node, _SET_UP, "A set-up")
        name = _needed(found, "set_up", "a set-up")
        target, slash, letter = name.partition("/")
        if not slash:
            msg = f"a set-up is written 17pt1/A, not {name!r}"
            raise ValueError(msg)
        self.ground = self.logged.get(name, self.newest)
        scene, part = self.ground.target(target)
        camera = self._text(found, "camera") or "A"
        set_up = SetUp(
            id=SetUpId(name),
            scene=scene,
            part=part,
            target=target,
            letter=letter,
            description=self._text(found, "description"),
            lens=self._text(found, "lens"),
            camera=camera,
            lines=self._coverage(found, scene, part, camera),
            match=self._match(found.get("match")),
        )
        self.set_ups.add(name)
        self.entries.append((entry_id(f"set-up {name}", set_up), set_up))

    def _coverage(
        self, found: Mapping[str, Node], scene: SceneId, part: PartId | None, camera: str
    ) -> tuple[LineCoverage, ...]:
        on = found["on"].text if "on" in found else ""
        off = found["off"].text if "off" in found else ""
        return coverage(self.ground, scene, part, on, off, camera)

    def _match(self, node: Node | None) -> MatchList:
        if node is None:
            return MatchList()
        kinds = frozenset(k.value for k in MatchKind)
        return MatchList(
            items=tuple(
                MatchItem(kind=MatchKind(key), value=value.text)
                for key, value in self._mapping(node, kinds, "A match list").items()
            )
        )

    def _take(self, node: Node) -> None:
        found = self._mapping(node, _TAKE, "A take")
        slate = parse_slate(_needed(found, "slate", "a take"))
        take_id = self._take_id(str(slate))
        self.ground = self.logged.get(take_id, self.newest)
        scene, part = self.ground.target(slate.target)
        rate = self._rate(found)
        status = folded(self._text(found, "status") or "held")
        if status not in STATUSES:
            msg = f"a take is {', '.join(s.value for s in TakeStatus)}, not {status!r}"
            raise ValueError(msg)
        set_up = f"{slate.target}/{slate.set_up}"
        take = Take(
            id=take_id,
            slate=slate,
            scene=scene,
            part=part,
            date=self._date(found),
            status=STATUSES[status],
            revision=self.ground.revision,
            set_up=SetUpId(set_up) if set_up in self.set_ups else None,
            kind=TakeKind(self._text(found, "kind") or "full"),
            reason=self._text(found, "reason"),
            unit=self._unit(found),
            rate=rate,
            tc_in=self._code(found, "in", rate),
            tc_out=self._code(found, "out", rate),
            stopwatch_ms=stopwatch_ms(self._text(found, "stopwatch")),
            lens=self._text(found, "lens"),
            recordings=tuple(self._recordings(found, rate)),
            lines=self._coverage(found, scene, part, "A"),
            notes=tuple(self._notes(found.get("notes"))),
            business=tuple(self._business(found.get("business"), scene)),
            match=self._match(found.get("match")),
            stills=tuple(n.text for n in _items(found.get("stills"))),
        )
        self.entries.append((entry_id(f"take {take.id}", take), take))
        if "transcript" in found:
            self.transcripts.append((take.id, found["transcript"].text))

    def _take_id(self, slate: str) -> TakeId:
        """A slate written twice stands for two takes until somebody says otherwise."""
        self.slates[slate] = self.slates.get(slate, 0) + 1
        count = self.slates[slate]
        return TakeId(slate if count == 1 else f"{slate}#{count}")

    def _recordings(self, found: Mapping[str, Node], rate: Rate | None) -> Iterator[Recording]:
        for kind, name in ((RollKind.CAMERA, "camera"), (RollKind.SOUND, "sound")):
            roll = found[f"{name}_roll"].text if f"{name}_roll" in found else ""
            media = found[f"{name}_media"].text if f"{name}_media" in found else ""
            if roll or media:
                yield Recording(
                    kind=kind,
                    roll=roll,
                    camera="A" if kind is RollKind.CAMERA else "",
                    media=media,
                    rate=rate,
                    start=self._code(found, f"{name}_start", rate),
                )

    def _notes(self, node: Node | None) -> Iterator[TakeNote]:
        for item in _items(node):
            about, colon, text = item.text.partition(":")
            known = {r.value: r for r in Remark}
            if colon and folded(about) in known:
                yield TakeNote(text=text.strip(), about=known[folded(about)])
            else:
                yield TakeNote(text=item.text)

    def _business(self, node: Node | None, scene: SceneId) -> Iterator[NonVerbal]:
        allowed = frozenset({"text", "after", "who", "at", "audible"})
        for item in _items(node):
            if not item.entries:
                yield NonVerbal(text=item.text)
                continue
            found = self._mapping(item, allowed, "Business")
            after, at = self._own(found, "after"), self._own(found, "at")
            who = self._own(found, "who")
            if after and not after.isdigit():
                msg = f"business stands after a line's number, not {after!r}"
                raise ValueError(msg)
            start = round(float(at) * 1000) if at else None
            role = self.ground.roles.get(folded(who))
            if who and role is None:
                msg = f"nobody in the script is called {who!r}"
                raise ValueError(msg)
            yield NonVerbal(
                text=_needed(found, "text", "business"),
                after=LineId(f"{scene}.{int(after)}") if after else None,
                roles=(role,) if role is not None else (),
                span=TimeSpan(start_ms=start, end_ms=start) if start is not None else None,
                audible=self._own(found, "audible").casefold() in {"yes", "true"},
            )

    @staticmethod
    def _own(found: Mapping[str, Node], key: str) -> str:
        return found[key].text.strip() if key in found else ""


def _items(node: Node | None) -> Sequence[Node]:
    if node is None:
        return ()
    return node.items or (() if node.entries or node.is_null else (node,))


def _needed(found: Mapping[str, Node], key: str, what: str) -> str:
    if key not in found or not found[key].text.strip():
        msg = f"{what} needs its `{key}`"
        raise ValueError(msg)
    return found[key].text.strip()


def stopwatch_ms(text: str) -> int | None:
    """Milliseconds of `95.5`, `1:35` or `1:35.5`.

    Raises
    ------
    ValueError
        When it is none of these.
    """
    plain = text.strip()
    if not plain:
        return None
    found = re.fullmatch(r"(?:(\d+):)?(\d+(?:\.\d+)?)", plain)
    if not found:
        msg = f"not a stopwatch's time: {text!r}; write 95.5 or 1:35.5"
        raise ValueError(msg)
    return int(found[1] or 0) * 60_000 + round(float(found[2]) * 1000)
