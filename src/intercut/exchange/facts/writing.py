"""Facts as a facts file, the same for the same facts, with a heading over each section."""

from __future__ import annotations

from typing import Final

from intercut.domain.facts import Facts
from intercut.domain.scene import Breakdown
from intercut.domain.units import format_eighths
from intercut.exchange.facts.emit import lines_of
from intercut.exchange.facts.kinds import Writing
from intercut.exchange.facts.sections import FACTS_FILE, file_of

HEADINGS: Final = {key.key: key.doc for key in FACTS_FILE.keys.values()}


def write_facts(facts: Facts, breakdown: Breakdown | None = None) -> str:
    """The facts as YAML; with a breakdown, scenes carry their headings as comments.

    `read_facts` reads it back equal. Sources that are only a line of an earlier file are left
    out: reading gives the new line.
    """
    tree = FACTS_FILE.write(file_of(facts), Writing(currency=facts.currency or ""))
    assert isinstance(tree, dict)
    headings = _scene_headings(breakdown)
    out: list[str] = []
    for section, value in tree.items():
        out += (
            ["", f"# {HEADINGS[section][:1].upper()}{HEADINGS[section][1:]}"]
            if out
            else [f"# {HEADINGS[section][:1].upper()}{HEADINGS[section][1:]}"]
        )
        if section == "scenes" and isinstance(value, list):
            out.append("scenes:")
            for item, scene in zip(value, facts.scenes, strict=True):
                heading = headings.get(scene.scene)
                out += [f"  # {heading}"] if heading else []
                out += lines_of([item], 2)
        else:
            out += lines_of({section: value}, 0)
    return "\n".join(out) + "\n" if out else ""


def _scene_headings(breakdown: Breakdown | None) -> dict[str, str]:
    found: dict[str, str] = {}
    for scene in breakdown.scenes if breakdown is not None else ():
        told = comment(f"{scene.heading.original}, {format_eighths(scene.eighths.value)}")
        found.setdefault(scene.number, told)
        found.setdefault(scene.id, told)
    return found


def comment(text: str) -> str:
    """Text that may stand in a comment: on one line, nothing unprintable."""
    return "".join(c if c.isprintable() and c != "\ufeff" else " " for c in text)
