"""How fast a feature is read: our readers beside screenplain, in one run, and its eighths and pages.

`python bench/reading.py` writes a script of 120 pages from a seed, reads it as Fountain and as Final
Draft, counts its eighths and pages, and has screenplain read the same text. Bar: reading and
breaking down together under 0.3 s; how well it is broken down is in `bench/breakdown.py`.

`--scripts FOLDER` (default: `../shared/scripts` beside the checkout) holds our eighths against those
Final Draft and others wrote into the files there.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import time
from collections.abc import Callable
from io import StringIO
from pathlib import Path

from intercut.breakdown import Script, break_down
from intercut.script.fdx import read_fdx
from intercut.script.fdx_write import write_fdx
from intercut.script.fountain import read_fountain
from intercut.script.fountain_write import write_fountain
from intercut.script.pages import lengths_of, pages_of
from intercut.script.read import read_script
from intercut.script.screenplay import scenes_of

SCRIPTS = Path(__file__).resolve().parent.parent.parent / "shared" / "scripts"
THIN = "stripboard-dev/screenplay-longform"
PAGES = 120
SEED = 1
RUNS = 7
BAR_SECONDS = 0.3
PLACES = ("KITCHEN", "HALL", "TRAM STOP", "GLASSHOUSE", "BANK", "QUAY", "LIFT", "ROOF", "OFFICE")
NAMES = ("MARA", "JONAS", "SABINE", "THE CLERK", "OLD FISHMONGER", "WOMAN #2", "DR. HALE")
EXTENSIONS = ("", "", "", "", " (V.O.)", " (O.S.)", " (CONT'D)", " (on the phone)")
WORDS = [
    "the",
    "a",
    "door",
    "light",
    "slowly",
    "opens",
    "waits",
    "rain",
    "glass",
    "hand",
    "turns",
    "kettle",
    "street",
    "nobody",
    "looks",
    "again",
    "under",
    "over",
    "letter",
    "phone",
    "rings",
    "once",
    "twice",
    "floor",
    "empty",
    "chair",
    "window",
    "someone",
    "laughs",
    "quietly",
    "and",
    "then",
    "not",
    "yet",
    "before",
    "after",
    "into",
    "with",
    "without",
    "*always*",
    "_never_",
    "INTERCUT",
]


def sentence(chance: random.Random, least: int, most: int) -> str:
    words = chance.choices(WORDS, k=chance.randint(least, most))
    return " ".join(words).capitalize() + chance.choice((".", ".", "?", "..."))


def feature(pages: int = PAGES, seed: int = SEED) -> str:
    """A script of about so many pages: headings, action, speeches, notes, cuts."""
    chance = random.Random(seed)
    blocks = ["Title: The Long Line\nAuthor: nobody\nDraft date: 2026-01-01"]
    number, lines = 0, 0
    while lines < pages * 53:
        number += 1
        light = chance.choice(("DAY", "NIGHT", "LATER"))
        intro = chance.choice(("INT.", "EXT.", "INT./EXT."))
        note = " [[storyline]]" if chance.random() < 0.1 else ""
        blocks.append(f"{intro} {chance.choice(PLACES)} - {light}{note} #{number}#")
        lines += 3
        for _ in range(chance.randint(2, 14)):
            what = chance.random()
            if what < 0.4:
                blocks.append(
                    " ".join(sentence(chance, 5, 14) for _ in range(chance.randint(1, 3)))
                )
                lines += 2 + len(blocks[-1]) // 61
            else:
                aside = f"({sentence(chance, 1, 3)})\n" if chance.random() < 0.2 else ""
                said = " ".join(sentence(chance, 2, 12) for _ in range(chance.randint(1, 3)))
                cue = chance.choice(NAMES) + chance.choice(EXTENSIONS)
                blocks.append(f"{cue}\n{aside}{said}")
                lines += 3 + len(said) // 35 + bool(aside)
        if chance.random() < 0.2:
            blocks.append("CUT TO:")
            lines += 2
    return "\n\n".join(blocks) + "\n"


def seconds(work: Callable[[], object], runs: int = RUNS) -> float:
    """Processor time, the median of several runs: other work on the machine counts less."""
    times = []
    for _ in range(runs):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return statistics.median(times)


def screenplain_reader() -> Callable[[str], object] | None:
    try:
        from screenplain.parsers import fountain  # type: ignore[import-untyped,unused-ignore]
    except ImportError:
        return None
    return lambda text: list(fountain.parse(StringIO(text)))


def measure() -> dict[str, float]:
    """Seconds of each piece of work, and what the script is like."""
    text = feature()
    data = text.encode()
    script = read_fountain(data)
    final_draft = write_fdx(script)
    found = {
        "pages": float(pages_of(script)),
        "scenes": float(len(scenes_of(script))),
        "eighths": float(sum(lengths_of(script))),
        "kilobytes": len(data) / 1000,
        "read fountain": seconds(lambda: read_fountain(data)),
        "count eighths and pages": seconds(lambda: (lengths_of(script), pages_of(script))),
        "read and break down": seconds(
            lambda: break_down([Script(screenplay=read_fountain(data))])
        ),
        "read final draft": seconds(lambda: read_fdx(final_draft)),
        "write fountain": seconds(lambda: write_fountain(script)),
        "write final draft": seconds(lambda: write_fdx(script)),
    }
    theirs = screenplain_reader()
    if theirs is not None:
        found["screenplain reads fountain"] = seconds(lambda: theirs(text))
        found["ours / screenplain"] = found["read fountain"] / found["screenplain reads fountain"]
    return found


def agreement(folder: Path) -> list[tuple[str, list[int]]]:
    """For each file with lengths of its own: ours less theirs in eighths, scene by scene."""
    found = []
    for path in sorted(folder.rglob("*.fdx")):
        script = read_script(path)
        told = [s.heading.imported_eighths for s in scenes_of(script)]
        off = [a - b for a, b in zip(lengths_of(script), told, strict=True) if b is not None]
        if off:
            found.append((path.name, off))
    listed = folder / f"{THIN}.breakdown.json"
    if listed.exists():
        told = [s["eighths"] for s in json.loads(listed.read_text(encoding="utf-8"))["scenes"]]
        ours = lengths_of(read_script(folder / f"{THIN}.fountain"))
        off = [a - b for a, b in zip(ours, told, strict=True)]
        found.append((f"{listed.name} (made up, not counted from its thin text)", off))
    return found


def print_agreement(folder: Path) -> None:
    """How many scenes are as long by our count as by the file's own."""
    found = agreement(folder) if folder.is_dir() else []
    if not found:
        print(f"eighths: no file with lengths of its own under {folder.name}/, nothing to compare")
    for name, off in found:
        equal, near = (sum(abs(d) <= n for d in off) for n in (0, 1))
        print(
            f"eighths: {equal} of {len(off)} scenes equal, {near} within one, "
            f"farthest {max(map(abs, off))}/8 off: {name}"
        )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--scripts", type=Path, default=SCRIPTS, help="folder of real scripts")
    folder = parser.parse_args().scripts
    found = measure()
    print(
        f"{found.pop('pages'):.0f} pages, {found.pop('scenes'):.0f} scenes, "
        f"{found.pop('eighths') / 8:.1f} pages by eighths, {found.pop('kilobytes'):.0f} kB"
    )
    for name, value in found.items():
        unit = "" if "/" in name else " s"
        print(f"{name:<30}{value:>8.3f}{unit}")
    together = found["read and break down"]
    print_agreement(folder)
    print(f"read and broken down in {together:.3f} s; the bar is {BAR_SECONDS} s")
    return 0 if together < BAR_SECONDS else 1


if __name__ == "__main__":
    sys.exit(main())
