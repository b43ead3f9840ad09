"""How long it takes to stitch a long film: every scene of it, in each style, and to hand it over.

    python bench/stitch.py

A film of 2,000 lines in 100 phone calls of 20 lines, each end with six takes of which two are
circled; and the same 2,000 lines as one scene, to see how time grows. All of it heard, with
improvised moments. The library's writing of the same cuts stands beside ours. No bar is set in
`design.md`; ours is that nobody waits: 5 s for the whole film in one style.
"""

from __future__ import annotations

import datetime as dt
import random
import sys
import time
from collections.abc import Callable

from intercut.cut import Cut, Settings, Style, stitch
from intercut.cut.handover import FORMATS
from intercut.domain.ids import LineId, PartId, RoleId, SceneId, SetId, TakeId
from intercut.domain.scene import EighthsCount, Estimate, Heading, IntExt, Light, Mode, Part, Scene
from intercut.domain.spoken import HeardLine, Hearing, Said, ScriptLine, TimeSpan
from intercut.domain.takes import Recording, RollKind, Slate, Take, TakeLog, TakeStatus
from intercut.domain.timecode import FPS_23_976, Timecode

LINES = 2000
SCENES = 100
TAKES = 6
BAR_SECONDS = 5.0

Call = tuple[Scene, tuple[ScriptLine, ...], TakeLog]


def call(number: str, count: int, chance: random.Random) -> Call:
    """One call of so many lines, shot and heard."""
    scene_id = SceneId(number)
    parts = [PartId(f"{number}pt1"), PartId(f"{number}pt2")]
    roles = [RoleId("ANN"), RoleId("BEN")]
    heading = Heading(
        original="INT. ROOM - DAY", int_ext=IntExt.INT, set_name="ROOM", light=Light.DAY
    )
    scene = Scene(
        id=scene_id, number=number, heading=heading, set=SetId("one"),
        eighths=EighthsCount(computed=8), minutes=Estimate(minutes=60), modes=(Mode.PARTS,),
        parts=tuple(
            Part(
                id=part, number=n, label=f"{role}'S END", set=SetId(part), int_ext=IntExt.INT,
                light=Light.DAY, on_camera=(role,),
            )
            for n, (part, role) in enumerate(zip(parts, roles, strict=True), start=1)
        ),
    )  # fmt: skip
    lines = tuple(
        ScriptLine(
            id=LineId(f"{number}.{n}"), scene=scene_id, number=n, cue=2 * n, name=roles[n % 2],
            roles=(roles[n % 2],), part=parts[n % 2], text="word " * chance.randint(1, 14),
        )
        for n in range(1, count + 1)
    )  # fmt: skip
    takes: list[Take] = []
    hearings: list[Hearing] = []
    for part in parts:
        for take in range(1, TAKES + 1):
            laid, heard = shot(scene_id, part, take, lines, chance)
            takes.append(laid)
            hearings.append(heard)
    return scene, lines, TakeLog(takes=tuple(takes), hearings=tuple(hearings))


def shot(
    scene: SceneId, part: PartId, number: int, lines: tuple[ScriptLine, ...], chance: random.Random
) -> tuple[Take, Hearing]:
    """A take of one end with every line, some changed, now and then one improvised."""
    at, heard = 1000, []
    for line in lines:
        long = 250 * len(line.text.split()) + chance.randint(0, 300)
        kind = chance.choice([Said.AS_WRITTEN] * 9 + [Said.CHANGED])
        span = TimeSpan(start_ms=at, end_ms=at + long)
        heard.append(
            HeardLine(number=len(heard) + 1, kind=kind, line=line.id, said=line.text, span=span)
        )
        at += long + chance.randint(100, 900)
        if chance.random() < 0.02:
            span = TimeSpan(start_ms=at, end_ms=at + 600)
            heard.append(
                HeardLine(
                    number=len(heard) + 1, kind=Said.ADDED, after=line.id, said="Well.", span=span
                )
            )
            at += 900
    rate = FPS_23_976
    start = Timecode(frames=rate.frames_per_day * (6 + number) // 24, rate=rate)
    take = Take(
        id=TakeId(f"{part}/A/{number}"), slate=Slate(target=part, set_up="A", take=number),
        scene=scene, part=part, date=dt.date(2027, 10, 9), rate=rate, tc_in=start,
        status=TakeStatus.CIRCLED if number > TAKES - 2 else TakeStatus.HELD,
        tc_out=start.plus(at * 24 // 1000 + 48),
        recordings=(
            Recording(kind=RollKind.CAMERA, roll=f"A{number}", camera="A"),
            Recording(kind=RollKind.SOUND, roll=f"S{number}"),
        ),
    )  # fmt: skip
    hearing = Hearing(take=take.id, transcript="", sha256="", words=0, lines=tuple(heard))
    return take, hearing


def timed(work: Callable[[], list[Cut]]) -> tuple[float, list[Cut]]:
    """Seconds of processor time, and what came of it."""
    began = time.process_time()
    cuts = work()
    return time.process_time() - began, cuts


def main() -> int:
    """Print the table; 1 when the bar is missed."""
    chance = random.Random(1)
    film = [call(str(n), LINES // SCENES, chance) for n in range(1, SCENES + 1)]
    long = [call("1", LINES, chance)]
    worst = 0.0
    print(f"{'what':<34} {'style':<9} {'seconds':>8} {'clips':>6} {'findings':>8}")
    for name, calls in (
        (f"{LINES} lines in {SCENES} scenes", film),
        (f"{LINES} lines in one scene", long),
    ):
        for style in Style:
            settings = Settings(style=style)

            def work(calls: list[Call] = calls, settings: Settings = settings) -> list[Cut]:
                return [stitch(s, lines, log, settings=settings) for s, lines, log in calls]

            took, cuts = timed(work)
            worst = max(worst, took)
            clips = sum(len(t.clips) for c in cuts for t in c.tracks)
            told = sum(len(c.findings) for c in cuts)
            print(f"{name:<34} {style.value:<9} {took:>8.2f} {clips:>6} {told:>8}")
    cuts = [stitch(s, lines, log) for s, lines, log in film]
    print(f"\n{'handed over':<34} {'seconds':>18} {'MB':>6}")
    for ending, write in FORMATS.items():
        began = time.process_time()
        size = sum(len(write(cut).encode()) for cut in cuts)
        print(f"{ending:<34} {time.process_time() - began:>18.2f} {size / 1e6:>6.1f}")
    print(f"bar {BAR_SECONDS:.0f} s for one style of the whole film")
    return int(worst > BAR_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
