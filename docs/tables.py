"""The tables that stand in the reference, made from the code they speak of."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from finding_codes import Told, told

from intercut.errors import IntercutError
from intercut.exchange.facts import facts_schema
from intercut.schedule.rules import RULES
from intercut.schedule.rules.unit_day import page_limit

SPOKEN: Final = {
    "apart.live_read": (
        "error",
        "A live read asks two people to be together who are to be kept apart.",
        "Take the read out, or give the apart rule a period or a price.",
    ),
    "facts.comma": (
        "error",
        "In braces a comma ends a value, so a number with a thousands comma falls in two.",
        "Write 1200 without the comma, or put the text in double quotes.",
    ),
    "facts.refused_key": (
        "error",
        "A key people try that the file does not have; the finding names the one that is meant.",
        "Use the key the finding names.",
    ),
    "facts.value": (
        "error",
        "What stands here cannot be what the key asks for: a date, an amount, a time, a word.",
        "The finding shows how it is written.",
    ),
    "rule.apart": (
        "error, warning",
        "Two people who are to be kept apart meet, in the degree of their rule. A warning where the rule has a price.",
        "Move one of the strips, or give the rule a period or a price.",
    ),
    "rule.meals": (
        "warning",
        "Somebody called early has no meal within the hours the rulebook counts from a person's own call. Only where `meal.person_clock` is 1.",
        "Give a breakfast near the call, or call later.",
    ),
    "scene.no_date": (
        "error",
        "A scene has no date on which its place is open and all its people can be had.",
        "Correct what the finding names: the permit, the dates of a person, or the calendar.",
    ),
    "script.boneyard.nested": (
        "warning",
        "A boneyard `/* ... */` opens inside another one; the first `*/` closes both.",
        "Close the first before the second opens.",
    ),
    "script.boneyard.unclosed": (
        "warning",
        "A boneyard `/*` is never closed, so its text is read as script.",
        "Write `*/` where it ends.",
    ),
    "script.note.unclosed": (
        "warning",
        "A note `[[` is never closed, so its text is read as script.",
        "Write `]]` where it ends.",
    ),
    "start.left_out": (
        "note",
        "A strip of the plan started from could not stay where it was, or is not known any more.",
        "Look for it in the boneyard.",
    ),
    "uss.type": (
        "warning",
        "A value is not of the kind the format has there; it is left out.",
        "Nothing, or export the board again.",
    ),
    "rule.order": (
        "error, warning",
        "What must come before what, on one day, or not on one day, does not. A warning where the rule has a price.",
        "Change their order, or give the rule a price.",
    ),
    "soft.refused": (
        "warning",
        "A rule that no production can make soft, or that is not known, stands under `soft`; it stays as hard as it is.",
        "Choose one of those the finding names.",
    ),
} | {
    f"unknown.{kind}": (
        "error",
        f"The facts name a {kind} that nobody knows. The finding shows the nearest name there is.",
        f"Correct the name, or describe the {kind} in `{section}`."
        if section
        else "Scene numbers are those of the script.",
    )
    for kind, section in (
        ("person", "performers"), ("role", "roles"), ("set", "sets"), ("place", "places"),
        ("base", "bases"), ("unit", "units"), ("element", "elements"), ("scene", ""),
    )
}  # fmt: skip
"""Codes whose sentence only exists when it is said: level, what it means, what to do."""

MEANINGS: Final = {
    "takes.entry": "An entry of a take log cannot be read and is left out; the sentence says what is wrong with it.",
    "minor.unknown": "A child's birth date, or the rules named for the child, are not known, so no "
    "hours of children are checked.",
    "facts.unknown_key": "A key the file does not have. The finding names the nearest one.",
}
"""Where the sentence says too little with its names left out."""

REMEDIES: Final = {
    "board.missing_strips": "Place them, or leave them there.",
    "board.strip_twice": "Take one of the two off the board, or number the parts 12pt1, 12pt2.",
    "breakdown.light.foreign": "Look at the light of those scenes; say otherwise in the facts.",
    "csv.column": "Nothing, unless it was to be kept.",
    "csv.empty": "Look whether the right sheet was saved.",
    "csv.too_large": "Save the strip list alone.",
    "csv.too_many": "Split the list by episode.",
    "facts.unknown_key": "Use the name the finding gives, or take the line out.",
    "rule.available": "Move the strip, or correct the person's dates.",
    "rule.calendar": "Move the day, or give the calendar an extra day.",
    "rule.continues": "Move it there, or free it: `continues_freed: yes`.",
    "rule.day_pins": "Put the day back as it is fixed, or take it out of `days`.",
    "rule.element_available": "Move the strip, or correct the dates of the thing.",
    "rule.events": "Move the event, or correct its dates and hours.",
    "rule.longest_day": "Move a strip to another day, or let the unit's `longest_day` be longer.",
    "rule.minors_days": "Give the child a date off in between.",
    "rule.minors_hours": "Put the child's scenes earlier, or call later.",
    "rule.minors_stay": "Put the child's scenes next to each other.",
    "rule.minors_week": "Move one of the child's scenes to another week.",
    "rule.minors_work": "Give the child less to do that day.",
    "rule.most_moves": "Put strips of one place on one day, or allow more moves.",
    "rule.own_longest_day": "Put the person's strips closer together, or on two days.",
    "rule.page_limit": "Move a strip to another day, or raise the limit.",
    "rule.permit": "Move the strip, or correct the permit.",
    "rule.pins": "Put it back where it is pinned, or take the pin out.",
    "rule.rest": "Call later, wrap earlier, or give the person a day in between.",
    "rule.travel": "Leave a date for the journey.",
    "rule.unit_light": "Work that day in a light the unit may make.",
    "script.fdx.length": "Nothing: it is counted. Or clear the length in Final Draft.",
    "script.fdx.no_content": "Look whether it is the right file.",
    "script.fdx.version": "Look closely at what was read; it may lack something.",
    "start.repaired": "Nothing: the plan mends it and says where the strip went.",
    "unknown.minor_profile": "Choose one the finding names, or describe it in `rulebook`.",
    "unknown.strip": "Correct the number; the finding shows the nearest.",
    "uss.calendar": "Give `calendar` its dates in the facts.",
    "uss.element": "Nothing: it is left out. Or export the board again.",
    "uss.no_board": "Nothing: the breakdown is read. Plan it.",
    "uss.spelling": "Nothing.",
    "uss.strip_twice": "Take one of the two off the board.",
    "uss.too_large": "Look whether it is the right file.",
    "uss.too_many": "Export fewer boards at once.",
    "uss.too_many_days": "Look whether it is the right file.",
    "uss.twice": "Nothing, if both say the same. Else export the board again.",
    "uss.unknown_strip": "Nothing: it is left out. Or export the board again.",
}
"""What to do where the sentence's own remedy is put together when it is said."""

SECTIONS: Final = (
    ("A plan that is off", "What `check` says of a board. All but warnings make it illegal; [rules.md](rules.md) states each rule to the minute.", "schedule"),
    ("Planning and asking", "What `plan --from` could not keep, and what stands in the way of an answer.", "planning"),
    ("Facts that do not hold together", "What `facts --set`, `new` and `plan` say when decisions contradict each other, the calendar or the script, and what is assumed where nobody decided.", "domain"),
    ("A facts file that cannot be read", "Each with line and column. Half a file is never taken.",
     "facts."),
    ("A script", "What `new`, `breakdown` and `revise` say about the file.", "script"),
    ("A breakdown", "What reading the script left open.", "breakdown"),
    ("A board made elsewhere", "What `import` and `new --board` say.", "exchange"),
    ("On set", "What `take`, `hear`, `asshot` and `owed` say of takes and transcripts. Nothing logged is ever refused or lost for them.", "onset"),
    ("In the cut", "What `stitch` says of a scene's takes and of what it writes.", "cut."),
    ("Elsewhere", "", ""),
)  # fmt: skip
"""Heading, what stands under it, and which room tells them (or how their codes begin)."""


def findings_table() -> str:
    """Every finding by where one meets it: code, level, what it says, what to do."""
    by_code: dict[str, list[Told]] = {}
    for one in told()[0]:
        by_code.setdefault(one.code, []).append(one)
    rooms = {code: tellers[0].room for code, tellers in by_code.items()}
    rooms |= {code: _room_of(code, rooms) for code in SPOKEN if code not in rooms}
    left = dict(rooms)
    lines: list[str] = []
    for title, lead, of in SECTIONS:
        by_head = of.endswith(".") or not of
        codes = sorted(
            c for c, room in left.items() if (c.startswith(of) if by_head else room == of)
        )
        for code in codes:
            del left[code]
        if not codes:
            continue
        lines += [f"## {title}", "", *([lead, ""] if lead else [])]
        lines += ["| code | level | what it says | what to do |", "|---|---|---|---|"]
        for code in codes:
            level, meaning, fix = _meaning(code, by_code.get(code, []))
            lines.append(f"| `{code}` | {level} | {_cell(meaning)} | {_cell(fix)} |")
        lines.append("")
    return "\n".join(lines)


def _room_of(code: str, rooms: dict[str, str]) -> str:
    head = code.partition(".")[0]
    return next((room for other, room in rooms.items() if other.startswith(f"{head}.")), "domain")


def _meaning(code: str, tellers: list[Told]) -> tuple[str, str, str]:
    if code in SPOKEN:
        return SPOKEN[code]
    levels = sorted({t.level for t in tellers})
    fixes = sorted({t.fix for t in tellers if _is_sentence(t.fix)})
    if code.startswith("rule."):
        rule = next(r for r in RULES if r.__name__ == code.removeprefix("rule."))
        meaning = " ".join(inspect.getdoc(rule).split("\n\n")[0].split())  # type: ignore[union-attr]
    else:
        meaning = " / ".join(sorted({t.message for t in tellers if t.message}))
    said = " / ".join(fixes) or REMEDIES.get(code, "")
    return ", ".join(levels), MEANINGS.get(code, meaning), said


def _is_sentence(text: str) -> bool:
    return len(text) > 8 and text.endswith((".", "?")) and (text[0].isupper() or text[0] == "…")


def _cell(text: str) -> str:
    """Text in one cell of a table; the first letter of a rule's sentence is a capital anyway."""
    while "……" in text:
        text = text.replace("……", "…")
    return text.replace("|", "\\|")


def refusals_table() -> str:
    """Why a request is refused: the classes of `intercut.errors`."""
    kinds: list[type[IntercutError]] = []
    waiting = [IntercutError]
    while waiting:
        kind = waiting.pop()
        # a room's own refinement (its parent says what it means) is there only once it is imported
        own = [k for k in kind.__subclasses__() if k.__module__ == IntercutError.__module__]
        kinds += own
        waiting += own
    rows = [
        f"| `{k.__name__}` | {' '.join((inspect.getdoc(k) or '').split())} |"
        for k in sorted(kinds, key=lambda k: k.__name__)
    ]
    return "\n".join(["| refusal | means |", "|---|---|", *rows, ""])


# ------------------------------------------------------------------------------------------ facts


def facts_table() -> str:
    """Every entry of the facts file with its keys, section by section."""
    schema = facts_schema()
    known: dict[str, Any] = schema["$defs"]
    lines = ["| section | what it decides | an entry is |", "|---|---|---|"]
    for key, shape in known["facts"]["properties"].items():
        lines.append(f"| `{key}` | {shape['description']} | {_written(key, shape)} |")
    lines.append("")
    for name in _reached(known):
        entry = _whole(known[name])
        if "properties" not in entry:
            continue
        lines += [f"## {name}", ""]
        short = _short(known[name])
        if short:
            lines += [f"May be written as {short} alone.", ""]
        lines += ["| key | written | what it says |", "|---|---|---|"]
        for key, shape in entry["properties"].items():
            must = " **needed**" if key in entry["required"] else ""
            said = shape.get("description") or ("who said it" if key == "source" else "")
            lines.append(f"| `{key}`{must} | {_written(key, shape)} | {_cell(said)} |")
        lines.append("")
    return "\n".join(lines)


def _reached(known: dict[str, Any]) -> Iterable[str]:
    """Entries in the order a reader meets them."""
    order: dict[str, None] = {}

    def walk(shape: Any) -> None:
        if isinstance(shape, dict):
            if "$ref" in shape:
                name = _named(shape)
                if name not in order:
                    order[name] = None
                    walk(known[name])
            for value in shape.values():
                walk(value)
        elif isinstance(shape, list):
            for value in shape:
                walk(value)

    walk(known["facts"])
    return [n for n in order if n not in {"facts", "source"}]


def _named(shape: dict[str, Any]) -> str:
    return str(shape["$ref"]).rpartition("/")[2].replace("%20", " ")


def _whole(shape: dict[str, Any]) -> dict[str, Any]:
    """The written-out form of an entry that also has a short one."""
    return next((s for s in shape.get("anyOf", ()) if "properties" in s), shape)


def _short(shape: dict[str, Any]) -> str:
    others = [s for s in shape.get("anyOf", ()) if "properties" not in s]
    return _written("", others[0]) if others else ""


def _written(key: str, shape: dict[str, Any]) -> str:
    """How a value is written, in words."""
    return next(iter(dict.fromkeys(_ways(key, shape))), "")


def _ways(key: str, shape: dict[str, Any]) -> Iterator[str]:
    if "$ref" in shape:
        name = _named(shape)
        yield (
            "[source](../guides/facts-file.md#sources)"
            if name == "source"
            else f"[{name}](#{name.replace(' ', '-')})"
        )
    elif "enum" in shape:
        words = [str(w) for w in shape["enum"] if not isinstance(w, bool)]
        yield ", ".join(f"`{w}`" for w in words)
    elif "anyOf" in shape:
        options = [o for o in shape["anyOf"] if o != {"type": "null"}]
        types = [o.get("type") for o in options]
        if types == ["number", "string"]:
            yield "amount: `1200`, `900 EUR`"
        elif types == ["integer", "string"]:
            yield "pages: `1 3/8`" if key == "pages" else "time: `45 min`, `1 h 30`"
        else:
            for option in options:
                yield from _ways(key, option)
    elif shape.get("type") == "array":
        yield f"list of: {_written(key, shape['items'])}"
    elif shape.get("format") == "date":
        yield "date: `2026-03-04`"
    elif shape.get("type") == "string":
        yield f"text: {shape['description']}" if ".." in shape.get("description", "") else "text"
    elif shape.get("type") == "integer":
        yield "whole number"
    elif shape.get("type") == "number":
        yield "number"
    elif shape.get("type") == "object":
        yield "names with values"
    elif isinstance(shape.get("type"), list):
        yield "text"


# ------------------------------------------------------------------------------------- one rule


def rule_source() -> str:
    """The rule that the guide walks through, as it stands in the source."""
    return _code(inspect.getsource(page_limit))


def rule_test() -> str:
    """Its pair of tests."""
    path = Path(__file__).resolve().parent.parent / "tests/schedule/rules/test_unit_day.py"
    text = path.read_text(encoding="utf-8")
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef) and node.name.endswith("page_limit"):
            return _code(ast.get_source_segment(text, node) or "")
    raise LookupError("no test of page_limit is left in test_unit_day.py")


def _code(source: str) -> str:
    return f"```py\n{source.strip()}\n```\n"


TABLES: Final[dict[str, Callable[[], str]]] = {
    "findings": findings_table,
    "refusals": refusals_table,
    "facts": facts_table,
    "rule": rule_source,
    "rule-test": rule_test,
}
"""Name in a page -> what writes it."""
