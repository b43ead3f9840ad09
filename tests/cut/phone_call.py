"""A phone call of two ends, and takes of it to cut from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from intercut.cut import Cut, Settings, stitch
from intercut.domain.ids import LineId, PartId, RoleId, SceneId, SetId, TakeId
from intercut.domain.scene import EighthsCount, Estimate, Heading, IntExt, Light, Mode, Part, Scene
from intercut.domain.spoken import HeardLine, Hearing, Said, ScriptLine, TimeSpan
from intercut.domain.takes import (
    Recording,
    RollKind,
    Take,
    TakeLog,
    TakeStatus,
    parse_slate,
)
from intercut.domain.timecode import FPS_25, Rate, parse_timecode

Words = tuple[str, int, int] | tuple[str, int, int, str] | tuple[str, int, int, str, str]
"""What was heard: the line's number (`"3"`) or `"+3"` for an addition after line 3, from and to
in milliseconds of the take, what was said where that is not the script's, and by which role."""


@dataclass
class Shoot:
    """Scene 17, Clara in the kitchen and Sabine in Lisbon, with whatever takes a test gives it."""

    scene: Scene
    lines: tuple[ScriptLine, ...]
    rate: Rate = FPS_25
    takes: list[Take] = field(default_factory=list)
    hearings: list[Hearing] = field(default_factory=list)
    rolls: tuple[Any, ...] = ()

    def take(
        self,
        slate: str,
        *heard: Words,
        start: str = "10:00:00:00",
        end: str = "10:01:10:00",
        status: TakeStatus = TakeStatus.CIRCLED,
        rate: Rate | None = None,
        recordings: Sequence[Recording] | None = None,
        **more: Any,
    ) -> Take:
        """Log a take; with words heard in it a hearing too."""
        named = parse_slate(slate)
        rate = rate or self.rate
        part = PartId(named.target) if "pt" in named.target else None
        camera = Recording(kind=RollKind.CAMERA, roll=f"A00{named.target[-1]}", camera="A")
        sound = Recording(kind=RollKind.SOUND, roll=f"S00{named.target[-1]}")
        take = Take(
            id=TakeId(slate),
            slate=named,
            scene=self.scene.id,
            part=part,
            date=dt.date(2027, 10, 9),
            status=status,
            rate=rate,
            tc_in=parse_timecode(start, rate) if start else None,
            tc_out=parse_timecode(end, rate) if end else None,
            recordings=tuple(recordings if recordings is not None else (camera, sound)),
            **more,
        )
        self.takes.append(take)
        if heard:
            self.hear(take.id, *heard)
        return take

    def hear(self, take: TakeId, *heard: Words) -> None:
        """What a transcript of a take has."""
        found = []
        for n, (line, first, last, *said) in enumerate(heard, start=1):
            span = TimeSpan(start_ms=first, end_ms=last)
            if line.startswith("+"):
                after = self.id(int(line[1:])) if line != "+0" else None
                roles = tuple(RoleId(r) for r in said[1:])
                found.append(
                    HeardLine(
                        number=n, kind=Said.ADDED, after=after, said=said[0], span=span, roles=roles
                    )
                )
            else:
                written = self.lines[int(line) - 1]
                kind = Said.CHANGED if said else Said.AS_WRITTEN
                text = said[0] if said else written.text
                found.append(HeardLine(number=n, kind=kind, line=written.id, said=text, span=span))
        self.hearings.append(
            Hearing(take=take, transcript="t.srt", sha256="", words=0, lines=tuple(found))
        )

    def change(self, slate: str, n: int, **more: Any) -> None:
        """Change the n-th thing heard of a take (from 1)."""
        at = next(i for i, h in enumerate(self.hearings) if h.take == slate)
        lines = list(self.hearings[at].lines)
        lines[n - 1] = replace(lines[n - 1], **more)
        self.hearings[at] = replace(self.hearings[at], lines=tuple(lines))

    @staticmethod
    def id(number: int) -> LineId:
        """Id of a line by its number."""
        return LineId(f"17.{number}")

    @property
    def log(self) -> TakeLog:
        """The take log as it stands."""
        return TakeLog(rolls=self.rolls, takes=tuple(self.takes), hearings=tuple(self.hearings))

    def cut(self, found: Mapping[str, str] | None = None, **settings: Any) -> Cut:
        """The scene stitched."""
        return stitch(
            self.scene, self.lines, self.log, settings=Settings(**settings), found=found or {}
        )

    def both_ends(self) -> None:
        """Both ends shot through, one circled take each, every cue read from off camera."""
        spoken = [(str(n), 2000 * n, 2000 * n + 1200) for n in range(1, len(self.lines) + 1)]
        self.take("17pt1/A/1", *spoken, start="10:00:00:00")
        self.take("17pt2/A/1", *spoken, start="14:00:00:00", end="14:01:10:00")


def scene_of_two(places: tuple[str, str] = ("flat", "kitchen")) -> Scene:
    ends = ((1, "SABINE", places[0]), (2, "CLARA", places[1]))
    return Scene(
        id=SceneId("17"),
        number="17",
        heading=Heading(
            original="INT. FLAT - DAWN", int_ext=IntExt.INT, set_name="FLAT", light=Light.DAWN
        ),
        set=SetId(places[0]),
        eighths=EighthsCount(computed=8),
        minutes=Estimate(minutes=60),
        modes=(Mode.PARTS,),
        parts=tuple(
            Part(
                id=PartId(f"17pt{n}"),
                number=n,
                label=f"{who}'S END",
                set=SetId(place),
                int_ext=IntExt.INT,
                light=Light.DAWN,
                on_camera=(RoleId(who),),
            )
            for n, who, place in ends
        ),
    )


SPEECHES = (
    ("CLARA", "You picked up."),
    ("SABINE", "You rang."),
    ("CLARA", "I've rung before."),
    ("SABINE", "You always hang up on the second ring."),
    ("CLARA", "What time is it there?"),
    ("SABINE", "Six. There are gulls."),
)


def lines_of(speeches: Sequence[tuple[str, str]]) -> tuple[ScriptLine, ...]:
    ends = {"SABINE": PartId("17pt1"), "CLARA": PartId("17pt2")}
    return tuple(
        ScriptLine(
            id=Shoot.id(n),
            scene=SceneId("17"),
            number=n,
            cue=2 * n,
            name=who,
            roles=(RoleId(who),),
            text=text,
            part=ends.get(who),
        )
        for n, (who, text) in enumerate(speeches, start=1)
    )
