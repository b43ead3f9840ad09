"""Files that others wrote, with what others expect of them."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from intercut.domain.finding import Level
from intercut.script.fdx import read_fdx
from intercut.script.fountain import read_fountain
from intercut.script.read import read_script
from intercut.script.screenplay import Element, Kind, Screenplay, scenes_of

UNPRINTED = (Kind.NOTE, Kind.BONEYARD)

# Files whose count of scenes in the list follows another rule than the format's.
OTHER_COUNTS = {
    # The list counts what begins with INT or EXT; here a heading is forced, or in boneyard.
    "screenplay-tools/SceneHeading.fountain": 5,
    "screenplay-tools/Tags.fountain": 5,
    "afterwriting/jp.fountain": 1,
    "afterwriting/sc.fountain": 1,
}


def test_all_files_have_the_scenes_their_list_says(real_scripts: Path) -> None:
    listing = StringIO((real_scripts / "MANIFEST.tsv").read_text("utf-8"))
    rows = csv.DictReader(listing, delimiter="\t")
    seen = 0
    for row in rows:
        if not row["scenes"] or not row["file"].endswith((".fountain", ".fdx")):
            continue
        script = read_script(real_scripts / row["file"])
        wanted = OTHER_COUNTS.get(row["file"], int(row["scenes"]))
        assert len(scenes_of(script)) == wanted, row["file"]
        seen += 1
    assert seen > 40


# ------------------------------------------------------------------------- jouvence's own cases

SHORTHAND = {
    Kind.HEADING: ".",
    Kind.ACTION: "!",
    Kind.CHARACTER: "@",
    Kind.DIALOGUE: "=",
    Kind.PARENTHETICAL: "_",
    Kind.TRANSITION: ">",
    Kind.CENTRED: "!><",
    Kind.LYRICS: "~",
    Kind.SECTION: "#",
    Kind.SYNOPSIS: "+",
    Kind.PAGE_BREAK: "<pagebreak>",
}
# That program takes lyrics for action when a line without `~` follows, and prints boneyard's lines
# as empty ones.
OTHER_OPINIONS = {"~This is lyrics\nBut this is not\n"}


def jouvence_cases(folder: Path) -> Iterator[tuple[str, dict[str, object]]]:
    yaml = YAML(typ="safe")
    for file in sorted(folder.glob("*.yaml")):
        for case in yaml.load_all(file.read_text(encoding="utf-8")):
            if case:
                yield file.name, case


def by_lines(marks: list[str]) -> list[str]:
    """The shorthand with a mark on each line that has text, so that paragraphs may differ."""
    lines = []
    for mark in marks:
        kind = next((m for m in ("<pagebreak>", "!><") if mark.startswith(m)), mark[:1])
        texts = [t for t in mark[len(kind) :].split("\n") if t.strip()]
        lines += [f"{kind}{t.strip()}" for t in texts] or ([kind] if kind == "<pagebreak>" else [])
    return lines


def emphasis_off(text: str) -> str:
    return text.replace("*", "").replace("_", "")


def test_the_cases_of_another_parser_give_its_elements(real_scripts: Path) -> None:
    seen = 0
    for name, case in jouvence_cases(real_scripts / "jouvence"):
        text = str(case["in"])
        if text in OTHER_OPINIONS:
            continue
        script = read_fountain(text)
        wanted = [
            m[0] + emphasis_off(m[1:])
            for m in by_lines([str(m) for m in case["out"] or []])  # type: ignore[attr-defined]
        ]
        ours = [
            m[0] + emphasis_off(m[1:])
            for m in by_lines(
                [SHORTHAND[e.kind] + e.text for e in script.elements if e.kind not in UNPRINTED]
            )
        ]
        assert ours == wanted, (name, text)
        if "title" in case:
            titles = {e.key.casefold(): e.value for e in script.title_page}
            expected = {
                k: "\n".join(emphasis_off(v).split("\n"))
                for k, v in case["title"].items()  # type: ignore[attr-defined]
            }
            assert titles == expected, (name, text)
        seen += 1
    assert seen > 35


# ---------------------------------------------------------------------------------------- pairs


def printed(script: Screenplay) -> list[tuple[Kind, str]]:
    return [
        (e.kind, " ".join(e.text.split()))
        for e in script.elements
        if e.kind not in (*UNPRINTED, Kind.SYNOPSIS) and e.text
    ]


@pytest.mark.parametrize("name", ["TestFDX-FD", "TestFDX-FI"])
def test_the_same_script_in_two_formats_reads_the_same(real_scripts: Path, name: str) -> None:
    folder = real_scripts / "screenplay-tools"
    one = read_fdx((folder / f"{name}.fdx").read_bytes())
    other = read_fountain((folder / f"{name}.fountain").read_bytes())
    # The Fountain file forces what it need not.
    assert [t.casefold() for _, t in printed(one)] == [t.casefold() for _, t in printed(other)]
    kinds = {Kind.SHOT: Kind.ACTION, Kind.GENERAL: Kind.ACTION}
    assert [kinds.get(k, k) for k, _ in printed(one)] == [k for k, _ in printed(other)]


@pytest.mark.parametrize("name", ["header_note", "note", "synopsis"])
def test_notes_and_synopses_are_found_in_both_formats(real_scripts: Path, name: str) -> None:
    folder = real_scripts / "afterwriting"
    one = read_fdx((folder / f"{name}.fdx").read_bytes())
    other = read_fountain((folder / f"{name}.fountain").read_bytes())
    assert [(e.kind, e.text) for e in one.elements] == [(e.kind, e.text) for e in other.elements]


def test_a_feature_has_the_scenes_its_makers_list(real_scripts: Path) -> None:
    folder = real_scripts / "stripboard-dev"
    script = read_fountain((folder / "screenplay-longform.fountain").read_bytes())
    listed = json.loads((folder / "screenplay-longform.breakdown.json").read_text("utf-8"))
    scenes = listed["scenes"] if isinstance(listed, dict) else listed
    assert len(scenes_of(script)) == len(scenes) == 112
    speakers = {e.name for e in script.elements if e.kind is Kind.CHARACTER}
    assert speakers <= {name for scene in scenes for name in scene["cast"]}
    assert len(speakers) == 12


def test_a_script_in_another_alphabet_has_its_scenes_and_cues(real_scripts: Path) -> None:
    script = read_fountain((real_scripts / "actone" / "Arranged_Love_Story.fountain").read_bytes())
    assert len(scenes_of(script)) == 20
    assert sum(e.kind is Kind.CHARACTER for e in script.elements) == 111
    assert not [f for f in script.findings if f.level is Level.ERROR]


# ------------------------------------------------------------------------------- second opinion


def their_elements(text: str) -> list[tuple[str, str]]:
    """What screenplain makes of a script: headings and cues."""
    fountain = pytest.importorskip("screenplain.parsers.fountain")
    types = pytest.importorskip("screenplain.types")
    found: list[tuple[str, str]] = []
    for part in fountain.parse(StringIO(text)):
        if isinstance(part, types.Slug):
            found.append(("heading", str(part.line)))
        elif isinstance(part, types.Dialog):
            found.append(("cue", str(part.character)))
        elif isinstance(part, types.DualDialog):
            found += [("cue", str(part.left.character)), ("cue", str(part.right.character))]
    return found


def our_elements(script: Screenplay) -> list[tuple[str, str]]:
    def kind(e: Element) -> str:
        return "heading" if e.kind is Kind.HEADING else "cue"

    return [
        (kind(e), e.text)
        for e in script.elements
        if e.kind in (Kind.HEADING, Kind.CHARACTER) and e.inside is None
    ]


# Where we read otherwise on purpose.
WE_DIFFER = {
    "jp": "letters without capitals may be a name",
    "sc": "letters without capitals may be a name",
    "coffee_shop": "`ALICE (28), creative but ...` is no cue",
    "SceneHeading": "a dot and a blank force no heading",
    "UTF8": "a dot and a blank force no heading",
    "UTF8-output": "a dot and a blank force no heading",
    "Sections": "a heading directly over text is no cue",
    "Writer-output": "a heading directly over text is no cue",
    "Tags": "`#tags` are no part of a name or scene number",
}


def test_another_program_finds_the_same_headings_and_cues(real_scripts: Path) -> None:
    pytest.importorskip("screenplain")
    seen = 0
    for file in sorted(real_scripts.glob("*/*.fountain")):
        if file.stem in WE_DIFFER:
            continue
        text = file.read_text("utf-8-sig")
        theirs = [(k, " ".join(t.split()).upper()) for k, t in their_elements(text)]
        ours = [(k, " ".join(t.split()).upper()) for k, t in our_elements(read_fountain(text))]
        assert ours == theirs, file.name
        seen += 1
    assert seen > 30
