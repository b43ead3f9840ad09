"""Facts as a facts file, the same for the same facts, with a heading over each section."""

from __future__ import annotations

from typing import Any, Final

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
    out: list[str] = []
    for section, value in sections_of(facts).items():
        out += [""] if out else []
        out += [f"# {HEADINGS[section][:1].upper()}{HEADINGS[section][1:]}"]
        out += section_lines(section, value, facts, breakdown)
    return "\n".join(out) + "\n" if out else ""


def sections_of(facts: Facts) -> dict[str, Any]:
    """What is decided, section by section, as trees."""
    tree = FACTS_FILE.write(file_of(facts), Writing(currency=facts.currency or ""))
    assert isinstance(tree, dict)
    return tree


def section_lines(
    section: str, tree: Any, facts: Facts, breakdown: Breakdown | None = None
) -> list[str]:
    """One section as lines; over each scene its heading, where the breakdown has it."""
    if section != "scenes" or breakdown is None:
        return lines_of({section: tree}, 0)
    headings = _scene_headings(breakdown)
    lines = ["scenes:"]
    for item, scene in zip(tree, facts.scenes, strict=True):
        heading = headings.get(scene.scene)
        lines += [f"  # {heading}"] if heading else []
        lines += lines_of([item], 2)
    return lines


def _scene_headings(breakdown: Breakdown) -> dict[str, str]:
    found: dict[str, str] = {}
    for scene in breakdown.scenes:
        told = comment(f"{scene.heading.original}, {format_eighths(scene.eighths.value)}")
        found.setdefault(scene.number, told)
        found.setdefault(scene.id, told)
    return found


def comment(text: str) -> str:
    """Text that may stand in a comment: on one line, nothing unprintable."""
    return "".join(c if c.isprintable() and c != "\ufeff" else " " for c in text)
