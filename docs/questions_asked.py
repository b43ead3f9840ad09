"""Writes `docs/guides/questions-on-films.md`: every question put to two films, as the program answers.

    python docs/questions_asked.py [FOLDER_OF_REAL_SCRIPTS]

The films are the example Brownstone and, where its script is at hand (it is not ours and not in
this repository), the 112-scene script with the invented facts of `bench/longform.py`. Long answers
are cut in the middle. Without the folder what the page has of that film stays.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import sys
import tempfile
from pathlib import Path

DOCS = Path(__file__).resolve().parent
ROOT = DOCS.parent
PAGE = DOCS / "guides" / "questions-on-films.md"
for _path in (str(ROOT), str(ROOT / "src")):
    if _path not in sys.path:
        sys.path.insert(0, _path)

from bench.longform import SCRIPT, longform_facts  # noqa: E402 - the path to it is made above

from intercut.cli.main import main as intercut  # noqa: E402

_MOST, _ERRORS, _WIDE = 24, 3, 200
_HEAD = """\
# Every question, on two films

Written by `docs/questions_asked.py`; every answer is what the program printed on that day, cut to {most} lines and {wide} columns. A search
that gets better may find better plans on another day.
"""

_BROWNSTONE = """
## Brownstone

{asked}
"""
_FEATURE = """
## A feature of 112 scenes

A machine-made script of others with people, places, rates and dates of our own invention (`bench/longform.py`).

{asked}
"""

_NEVER = ("availability: 2027-10-04..2027-10-11", "availability: 2027-10-07..2027-10-11")
"""Brownstone's Sabine not to be had while Lisbon is open."""

BROWNSTONE = (
    "explain brownstone.intercut why 17pt2",
    "explain brownstone.intercut move 27pt1 2027-10-09 --iterations 400",
    "explain never.intercut infeasible --iterations 200",
    "explain brownstone.intercut gap --iterations 2000",
    (
        'whatif brownstone.intercut "away Leopold 2027-10-08" "extra day 2027-10-12" '
        '"page limit 7" "whole 27" --iterations 400'
    ),
    "together brownstone.intercut --scene 17 --waiver-price 500",
    "together brownstone.intercut --scene 27 --waiver-price 500",
    (
        'together brownstone.intercut --people Clara,Sabine,Poppy,August --set "BROWNSTONE - KITCHEN" '
        "--minutes 90 --waiver-price 500"
    ),
    (
        "replan brownstone.intercut --from 2027-10-08 --away Leopold:2027-10-08 --call-price 150 "
        "--iterations 1500"
    ),
)
FEATURE = (
    "explain feature.intercut why 40",
    "explain feature.intercut move 40 2027-02-22 --iterations 400",
    "explain feature-never.intercut infeasible --iterations 100",
    "explain feature.intercut gap --iterations 400",
    (
        'whatif feature.intercut "away Isla 2027-02-09..11" "away Oona 2027-02-16" "cut 40" '
        '"extra day 2027-02-13" "longest day 12 h" "page limit 3" "day off 2027-03-01" '
        '"rate Oona 900" "until 2027-04-16" "weather 2027-02-18" --iterations 200'
    ),
    (
        'together feature.intercut --people Isla,Oona --set "Allotment Gardens" --minutes 45 '
        "--iterations 200"
    ),
    (
        'replan feature.intercut --from 2027-02-10 --away "Isla:2027-02-10..11" --call-price 150 '
        "--iterations 1500"
    ),
)


def answered(command: str) -> str:
    """A command with what it printed, as a block."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        code = intercut(shlex.split(command))
    if code == 2:
        raise SystemExit(f"wrong use: {command}\n{out.getvalue()}")
    lines = [line.rstrip()[:_WIDE] for line in out.getvalue().strip("\n").splitlines()]
    wrong = [n for n, line in enumerate(lines) if line.startswith("error: ")]
    if len(wrong) > _ERRORS:
        lines[wrong[_ERRORS] : wrong[-1] + 1] = ["..."]
    if len(lines) > _MOST:
        lines = [*lines[: _MOST - 2], "...", lines[-1]]
    said = "\n".join(lines)
    return f"```text\n$ intercut {command}\n{said}\n```"


def _made(name: str, script: Path, facts: str, iterations: int) -> None:
    file = Path(f"{name}.facts.yaml")
    file.write_text(facts, "utf-8")
    hidden = io.StringIO()
    with contextlib.redirect_stdout(hidden), contextlib.redirect_stderr(hidden):
        intercut(["new", f"{name}.intercut", "--script", str(script), "--facts", str(file)])
        intercut(["plan", f"{name}.intercut", "--iterations", str(iterations), "--threads", "1"])


def _never_meeting(facts: str) -> str:
    """Of two leads who share scenes one is to be had in March only, one never in March."""
    for name, dates in (("Isla Garrow", "2027-02-01..2027-02-26"),
                        ("Oona Arden", "2027-03-01..2027-04-23")):  # fmt: skip
        facts = re.sub(
            rf"(\n( +)- name: {name}\n)", rf"\1\2  availability: {dates}\n", facts, count=1
        )
    return facts


def _asked(commands: tuple[str, ...]) -> str:
    return "\n\n".join(answered(c) for c in commands)


def main(arguments: list[str]) -> int:
    """Writes the page; 0."""
    films = (ROOT / "examples" / "brownstone").resolve()
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        os.environ["COLUMNS"] = str(_WIDE)
        facts = (films / "brownstone.facts.yaml").read_text("utf-8")
        script = films / "brownstone.fountain"
        _made("brownstone", script, facts, 3000)
        assert _NEVER[0] in facts
        _made("never", script, facts.replace(*_NEVER), 0)
        page = _HEAD.format(most=_MOST, wide=_WIDE) + _BROWNSTONE.format(asked=_asked(BROWNSTONE))
        if arguments:
            real = Path(arguments[0])
            facts = longform_facts(real)
            _made("feature", real / SCRIPT, facts, 2000)
            _made("feature-never", real / SCRIPT, _never_meeting(facts), 0)
            page += _FEATURE.format(asked=_asked(FEATURE))
        elif PAGE.exists():
            old = PAGE.read_text("utf-8")
            page += (
                old[old.index(_FEATURE.split("{", maxsplit=1)[0].rstrip("\n")) :].rstrip("\n")
                + "\n"
            )
    PAGE.write_text(page, "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
