"""A breakdown as tables: scenes in order, and what waits for a person's eye."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text

from intercut.cli.draw.strip_colours import light_words, strip_style
from intercut.domain.ids import RoleId
from intercut.domain.scene import Breakdown, Presence, Scene
from intercut.domain.units import format_eighths


def scenes_table(breakdown: Breakdown) -> Table:
    """One row a scene, its colour with the words, who is seen and who is only heard."""
    table = Table(box=None, pad_edge=False, header_style="bold", expand=False)
    table.add_column("scene", no_wrap=True)
    table.add_column("int/ext, light", no_wrap=True)
    table.add_column("set")
    table.add_column("pages", justify="right", no_wrap=True)
    table.add_column("min", justify="right", no_wrap=True)
    table.add_column("day", no_wrap=True)
    table.add_column("seen")
    table.add_column("heard")
    names = {r.id: r.name for r in breakdown.roles}
    for scene in breakdown.scenes:
        style = strip_style(scene.heading.int_ext, scene.heading.light)
        table.add_row(
            scene.number,
            Text(f" {light_words(scene.heading.int_ext, scene.heading.light)} ", style=style),
            scene.heading.set_name if not scene.omitted else "OMITTED",
            format_eighths(scene.eighths.value),
            str(scene.minutes.minutes),
            scene.script_day,
            _cast(scene, names, works=True),
            _cast(scene, names, works=False),
        )
        for part in scene.parts:
            table.add_row(
                f"{scene.number}pt{part.number}",
                Text(
                    f" {light_words(part.int_ext, part.light)} ",
                    style=strip_style(part.int_ext, part.light),
                ),
                part.label,
                format_eighths(part.eighths),
                str(part.minutes.minutes),
                "",
                ", ".join(names.get(r, r) for r in part.on_camera),
                ", ".join(names.get(r, r) for r in part.voices),
                style="italic",
            )
    return table


def _cast(scene: Scene, names: dict[RoleId, str], *, works: bool) -> str:
    return ", ".join(
        names.get(c.role, c.role)
        for c in scene.cast
        if c.works is works and c.presence is not Presence.MENTIONED
    )


def proposals_table(breakdown: Breakdown) -> Table:
    """What the program would like to have confirmed, the surest first, with its reason."""
    table = Table(
        box=None,
        pad_edge=False,
        header_style="bold",
        title="For your eye (counted already unless marked `waits`)",
        title_justify="left",
        title_style="bold",
    )
    table.add_column("sure", justify="right", no_wrap=True)
    table.add_column("", no_wrap=True)
    table.add_column("scene", no_wrap=True)
    table.add_column("what", ratio=3)
    table.add_column("because", style="dim", ratio=2)
    numbers = {s.id: s.number for s in breakdown.scenes}
    for proposal in sorted(breakdown.proposals, key=lambda p: -p.confidence):
        table.add_row(
            f"{proposal.confidence} %",
            "" if proposal.applied else "waits",
            numbers.get(proposal.scene, "") if proposal.scene else "",
            f"{proposal.kind.value}: {proposal.message}",
            proposal.reason,
        )
    return table
