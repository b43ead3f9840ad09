"""A cut handed to the cutting room: the format by the file's ending, written whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from intercut.cut.ale import ale_text
from intercut.cut.bundle import ARCHIVE, FOLDER, write_archive, write_folder
from intercut.cut.edl import MOST_EVENTS, edl_text, events_of
from intercut.cut.opentimeline import fcp_xml_text, otio_text
from intercut.cut.timeline import Cut, TrackKind
from intercut.domain.finding import Finding, Where, note, warning
from intercut.errors import Unwritable

FORMATS: Final[Mapping[str, Callable[[Cut], str]]] = {
    ".otio": otio_text,
    ".edl": edl_text,
    ".ale": ale_text,
    ".xml": fcp_xml_text,
}
"""Ending of the file -> what writes it."""

BUNDLES: Final[Mapping[str, Callable[[Cut, Path], tuple[Finding, ...]]]] = {
    ARCHIVE: write_archive,
    FOLDER: write_folder,
}
"""Ending of a file or folder that holds the media too -> what writes it."""


def format_of(path: Path) -> str:
    """The format a file's ending asks for.

    Raises
    ------
    Unwritable
        When it is none of `FORMATS` and `BUNDLES`.
    """
    ending = path.suffix.casefold()
    if ending in FORMATS or ending in BUNDLES:
        return ending
    known = ", ".join((*FORMATS, *BUNDLES))
    msg = f"a cut cannot be written as {path.name}."
    raise Unwritable(msg, f"End its name in one of {known}.")


def hand_over(cut: Cut, path: Path) -> tuple[Finding, ...]:
    """Write a cut; what the format cannot say comes back as findings.

    Raises
    ------
    Unwritable
        When the format is unknown, a library is missing, or the file cannot be written.
    """
    ending = format_of(path)
    if ending in BUNDLES:
        return BUNDLES[ending](cut, path)
    text = FORMATS[ending](cut)
    partial = path.with_name(f".{path.name}.part")
    try:
        partial.write_text(text, encoding="utf-8", newline="\n")
        partial.replace(path)
    except OSError as problem:
        partial.unlink(missing_ok=True)
        msg = f"{path} cannot be written: {problem.strerror}."
        raise Unwritable(msg, "Name a folder that is there and may be written to.") from problem
    return tuple(_lost(cut, ending))


def _lost(cut: Cut, ending: str) -> list[Finding]:
    found: list[Finding] = []
    where = Where(scene=cut.number)
    if ending == ".edl" and (events := events_of(cut)) > MOST_EVENTS:
        found.append(
            warning(
                "cut.edl_long",
                f"The edit list has {events} events; the format numbers {MOST_EVENTS}.",
                where,
                "Hand over .otio or .xml instead.",
            )
        )
    day = cut.rate.frames_per_day
    clips = [c for kind in TrackKind for c in cut.clips(kind)]
    over = [c for c in clips if c.start < day * (c.start // day + 1) < c.start + c.frames]
    if over and ending in {".edl", ".ale"}:
        found.append(
            warning(
                "cut.source_midnight",
                f"{len(over)} clips run over midnight of their source's timecode, first "
                f"{over[0].name}: their out stands before their in.",
                where,
                "Hand over .otio, which counts on.",
            )
        )
    if ending in {".edl", ".ale", ".xml"} and any(c.alternates for c in clips) and ending != ".ale":
        found.append(
            note(
                "cut.alternates_lost",
                f"{ending} has no place for alternate takes and other cameras: it names the chosen ones only.",
                where,
                "Hand over .otio or .ale as well.",
            )
        )
    return found
