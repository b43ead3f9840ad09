"""A breakdown as the plain data that `intercut breakdown --json` prints."""

from __future__ import annotations

from typing import Any, Final

from intercut.breakdown.appearances import appearances
from intercut.domain.finding import Finding
from intercut.domain.ids import RoleId
from intercut.domain.scene import Breakdown, CastEntry, Part, Presence, Proposal, Scene

SCHEMA: Final = "intercut.breakdown"
VERSION: Final = 1


def as_json(breakdown: Breakdown) -> dict[str, Any]:
    """The breakdown as dicts, lists, text and integers; the same input gives the same answer.

    In a scene ``seen`` names all roles whose performers work that day; those who only speak from
    out of frame (O.S.) are in ``off_screen`` as well. ``heard`` are voices that do not work.
    ``eighths`` at the top is the sum over scenes.
    """
    names = {r.id: r.name for r in breakdown.roles}
    return {
        "schema": SCHEMA,
        "version": VERSION,
        "title": breakdown.title,
        "pages": breakdown.pages,
        "eighths": sum(s.eighths.value for s in breakdown.scenes),
        "scenes": [_scene(s, names) for s in breakdown.scenes],
        "roles": [
            {"name": r.name, "board_number": r.board_number, "aliases": list(r.aliases)}
            for r in breakdown.roles
        ],
        "sets": [s.name for s in breakdown.sets],
        "elements": [{"name": e.name, "category": e.category} for e in breakdown.elements],
        "appearances": _appearances(breakdown),
        "proposals": [_proposal(p) for p in breakdown.proposals],
        "findings": [_finding(f) for f in breakdown.findings],
    }


def _scene(scene: Scene, names: dict[RoleId, str]) -> dict[str, Any]:
    def of(*, works: bool, presence: tuple[Presence, ...]) -> list[str]:
        return [
            names.get(c.role, c.role)
            for c in scene.cast
            if c.works is works and c.presence in presence
        ]

    return {
        "id": scene.id,
        "number": scene.number,
        "episode": scene.episode,
        "heading": scene.heading.original,
        "int_ext": scene.heading.int_ext.value,
        "set": scene.heading.set_name,
        "light": scene.heading.light.value,
        "light_text": scene.heading.light_text,
        "light_inherited": scene.heading.light_inherited,
        "script_day": scene.script_day,
        "script_page": scene.script_page,
        "synopsis": scene.synopsis,
        "omitted": scene.omitted,
        "eighths": scene.eighths.value,
        "eighths_source": scene.eighths.origin,
        "minutes": scene.minutes.minutes,
        "seen": of(works=True, presence=(Presence.SEEN, Presence.HEARD)),
        "off_screen": of(works=True, presence=(Presence.HEARD,)),
        "heard": of(works=False, presence=(Presence.HEARD,)),
        "mentioned": of(works=False, presence=(Presence.MENTIONED,)),
        "cast": [_cast(c, names) for c in scene.cast],
        "elements": [
            {"element": u.element, "count": u.count, "reason": u.reason, "confidence": u.confidence}
            for u in scene.elements
        ],
        "modes": [m.value for m in scene.modes],
        "parts": [_part(p, names) for p in scene.parts],
        "continues": scene.continues,
    }


def _cast(entry: CastEntry, names: dict[RoleId, str]) -> dict[str, Any]:
    return {
        "role": names.get(entry.role, entry.role),
        "presence": entry.presence.value,
        "works": entry.works,
        "lines": list(entry.lines),
        "reason": entry.reason,
        "confidence": entry.confidence,
    }


def _part(part: Part, names: dict[RoleId, str]) -> dict[str, Any]:
    return {
        "id": part.id,
        "number": part.number,
        "label": part.label,
        "set": part.set,
        "int_ext": part.int_ext.value,
        "light": part.light.value,
        "on_camera": [names.get(r, r) for r in part.on_camera],
        "voices": [names.get(r, r) for r in part.voices],
        "lines": list(part.lines),
        "eighths": part.eighths,
        "minutes": part.minutes.minutes,
        "reason": part.reason,
        "confidence": part.confidence,
    }


def _appearances(breakdown: Breakdown) -> list[dict[str, Any]]:
    return [
        {
            "role": row.name,
            "board_number": row.board_number,
            "first": row.first or "",
            "last": row.last or "",
            "episodes": [
                {
                    "episode": e.episode,
                    "seen": list(e.seen),
                    "heard": list(e.heard),
                    "mentioned": list(e.mentioned),
                    "first": e.first or "",
                    "last": e.last or "",
                }
                for e in row.episodes
            ],
        }
        for row in appearances(breakdown).roles
    ]


def _proposal(proposal: Proposal) -> dict[str, Any]:
    return {
        "id": proposal.id,
        "kind": proposal.kind.value,
        "message": proposal.message,
        "reason": proposal.reason,
        "confidence": proposal.confidence,
        "scene": proposal.scene,
        "subjects": list(proposal.subjects),
        "applied": proposal.applied,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "level": finding.level.value,
        "message": finding.message,
        "where": str(finding.where),
        "fix": finding.fix,
    }
