"""JSON Schema of `intercut.breakdown.report.as_json`, which has no records to draw it from."""

from __future__ import annotations

from typing import Any, Final

from intercut.breakdown.report import SCHEMA, VERSION

TEXT: Final = {"type": "string"}
COUNT: Final = {"type": "integer", "minimum": 0}
PERCENT: Final = {"type": "integer", "minimum": 0, "maximum": 100}
YES_NO: Final = {"type": "boolean"}
MAYBE_TEXT: Final = {"type": ["string", "null"]}


def _list(of: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": of}


def _record(**fields: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": fields, "required": list(fields)}


def breakdown_schema() -> dict[str, Any]:
    """What `intercut breakdown --json` prints; lengths in eighths, times in minutes."""
    part = _record(
        id=TEXT,
        number=COUNT,
        label=TEXT,
        set=TEXT,
        int_ext=TEXT,
        light=TEXT,
        on_camera=_list(TEXT),
        voices=_list(TEXT),
        lines=_list(COUNT),
        eighths=COUNT,
        minutes=COUNT,
        reason=TEXT,
        confidence=PERCENT,
    )
    cast = _record(
        role=TEXT,
        presence={"enum": ["seen", "heard", "mentioned"]},
        works=YES_NO,
        lines=_list(COUNT),
        reason=TEXT,
        confidence=PERCENT,
    )
    scene = _record(
        id=TEXT,
        number=TEXT,
        episode=TEXT,
        heading=TEXT,
        int_ext={"enum": ["INT", "EXT", "INT/EXT"]},
        set=TEXT,
        light={"enum": ["day", "night", "dawn", "dusk", "any"]},
        light_text=TEXT,
        light_inherited=YES_NO,
        script_day=TEXT,
        script_page=TEXT,
        synopsis=TEXT,
        omitted=YES_NO,
        eighths=COUNT,
        eighths_source={"enum": ["override", "imported", "computed", "none"]},
        minutes=COUNT,
        seen=_list(TEXT),
        off_screen=_list(TEXT),
        heard=_list(TEXT),
        mentioned=_list(TEXT),
        cast=_list(cast),
        elements=_list(_record(element=TEXT, count=COUNT, reason=TEXT, confidence=PERCENT)),
        modes=_list({"enum": ["whole", "parts"]}),
        parts=_list(part),
        continues=MAYBE_TEXT,
    )
    episode = _record(
        episode=TEXT,
        seen=_list(TEXT),
        heard=_list(TEXT),
        mentioned=_list(TEXT),
        first=TEXT,
        last=TEXT,
    )
    finding = _record(
        code=TEXT,
        level={"enum": ["error", "warning", "note"]},
        message=TEXT,
        where=TEXT,
        fix=TEXT,
    )
    proposal = _record(
        id=TEXT,
        kind=TEXT,
        message=TEXT,
        reason=TEXT,
        confidence=PERCENT,
        scene=MAYBE_TEXT,
        subjects=_list(TEXT),
        applied=YES_NO,
    )
    top = _record(
        schema={"const": SCHEMA},
        version={"const": VERSION},
        title=TEXT,
        pages=COUNT,
        eighths=COUNT,
        scenes=_list(scene),
        roles=_list(_record(name=TEXT, board_number=TEXT, aliases=_list(TEXT))),
        sets=_list(TEXT),
        elements=_list(_record(name=TEXT, category=COUNT)),
        appearances=_list(
            _record(role=TEXT, board_number=TEXT, first=TEXT, last=TEXT, episodes=_list(episode))
        ),
        proposals=_list(proposal),
        findings=_list(finding),
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:intercut:breakdown:{VERSION}",
        "title": "Breakdown",
        **top,
    }
