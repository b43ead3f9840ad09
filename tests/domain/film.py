"""A film of four scenes, and facts for it as text."""

from __future__ import annotations

import textwrap

from intercut.domain.assemble import Assembly, assemble
from intercut.domain.elements import Element
from intercut.domain.facts import Facts
from intercut.domain.finding import Level
from intercut.domain.ids import ElementId, PartId, RoleId, SceneId, SetId
from intercut.domain.people import Role
from intercut.domain.places import Set
from intercut.domain.scene import (
    Breakdown,
    CastEntry,
    EighthsCount,
    Estimate,
    Heading,
    IntExt,
    Light,
    Mode,
    Part,
    Presence,
    Scene,
)
from intercut.exchange.facts import read_facts

CLARA, SABINE, DENNY = RoleId("CLARA"), RoleId("SABINE"), RoleId("DENNY")
KITCHEN, FLAT, STREET = SetId("KITCHEN"), SetId("FLAT"), SetId("STREET")


def cast(*seen: RoleId, heard: RoleId | None = None) -> tuple[CastEntry, ...]:
    entries = [CastEntry(role=r, presence=Presence.SEEN, works=True) for r in seen]
    if heard is not None:
        entries.append(CastEntry(role=heard, presence=Presence.HEARD, works=False))
    return tuple(entries)


def scene(
    number: str,
    set_: SetId,
    roles: tuple[CastEntry, ...],
    *,
    int_ext: IntExt = IntExt.INT,
    light: Light = Light.DAY,
    eighths: int = 8,
    minutes: int = 60,
    parts: tuple[Part, ...] = (),
    modes: tuple[Mode, ...] = (Mode.WHOLE,),
) -> Scene:
    return Scene(
        id=SceneId(number),
        number=number,
        heading=Heading(
            original=f"{int_ext}. {set_} - {light.upper()}",
            int_ext=int_ext,
            set_name=set_,
            light=light,
        ),
        set=set_,
        eighths=EighthsCount(computed=eighths),
        minutes=Estimate(minutes=minutes),
        cast=roles,
        parts=parts,
        modes=modes,
    )


def part(number: int, set_: SetId, role: RoleId, voice: RoleId) -> Part:
    return Part(
        id=PartId(f"2pt{number}"),
        number=number,
        label=f"{role}'S END",
        set=set_,
        int_ext=IntExt.INT,
        light=Light.NIGHT,
        on_camera=(role,),
        voices=(voice,),
        eighths=8,
        minutes=Estimate(minutes=90),
    )


SCENES = (
    scene("1", KITCHEN, cast(CLARA, DENNY)),
    # A phone call: two places, no whole.
    scene(
        "2",
        FLAT,
        cast(SABINE, CLARA),
        light=Light.NIGHT,
        eighths=16,
        minutes=90,
        parts=(part(1, FLAT, SABINE, CLARA), part(2, KITCHEN, CLARA, SABINE)),
        modes=(Mode.PARTS,),
    ),
    # One room, everybody together.
    scene("3", KITCHEN, cast(CLARA, SABINE), eighths=4, minutes=30),
    scene("4", STREET, cast(DENNY, heard=CLARA), int_ext=IntExt.EXT, light=Light.NIGHT),
)
LETTER = Element(id=ElementId("Props: LETTER"), name="LETTER", category=104)
SCRIPT = Breakdown(
    title="Four",
    scenes=SCENES,
    roles=tuple(Role(id=r, name=r) for r in (CLARA, SABINE, DENNY)),
    sets=tuple(Set(id=s, name=s) for s in (KITCHEN, FLAT, STREET)),
    elements=(LETTER,),
)

BASIS = """\
production: {currency: EUR}
bases: [{name: Berlin}]
places:
  - {name: Stage, base: Berlin, sets: [KITCHEN, FLAT]}
  - {name: Road, base: Berlin, sets: [STREET]}
units: [{name: Main, base: Berlin}]
calendar: {dates: 2026-03-02..2026-03-13}
performers:
  - {name: Ada, roles: CLARA}
  - {name: Bo, roles: SABINE}
  - {name: Cy, roles: DENNY}
"""
"""Facts in which nothing is off: two weeks from Monday 2 March 2026."""


def facts(text: str) -> Facts:
    """Facts out of text; sections given here replace those of `BASIS`."""
    own = textwrap.dedent(text)
    taken = {line.partition(":")[0] for line in own.splitlines() if line and line[0] not in " #-"}
    kept: list[str] = []
    keep = True
    for line in BASIS.splitlines():
        if not line.startswith(" "):
            keep = line.partition(":")[0] not in taken
        if keep:
            kept.append(line)
    read = read_facts("\n".join([*kept, own]))
    assert [str(f) for f in read.findings] == []
    assert read.facts is not None
    return read.facts


def assembled(text: str = "", script: Breakdown = SCRIPT) -> Assembly:
    """The small film with facts laid over."""
    return assemble(script, facts(text))


def off(text: str = "", script: Breakdown = SCRIPT) -> list[tuple[str, str]]:
    """Code and path of all errors and warnings."""
    return [
        (f.code, f.where.path)
        for f in assembled(text, script).findings
        if f.level is not Level.NOTE
    ]
