"""The cut and its media in one piece: an `.otioz` archive, or an `.otiod` folder.

Written here: the library's adapters (0.18) take along the chosen takes only, leave this machine's
paths in all others, and refuse two files of one name. They read what is written here.

References
----------
OpenTimelineIO, "File Bundles": `content.otio`, `version.txt` and the folder `media`.
"""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final
from urllib.parse import quote

from intercut.cut.opentimeline import otio_text
from intercut.cut.timeline import Cut, Media, TrackKind
from intercut.domain.finding import Finding, Where, warning
from intercut.errors import Unwritable

ARCHIVE: Final = ".otioz"
FOLDER: Final = ".otiod"

VERSION: Final = "1.0.0"
_CONTENT: Final = "content.otio"
_WRITTEN: Final = (1980, 1, 1, 0, 0, 0)
"""When every file of an archive says it was written, so that the same cut is the same bytes."""


def write_archive(cut: Cut, path: Path) -> tuple[Finding, ...]:
    """Write a cut with all media there are into one file; what is not in it comes back.

    Raises
    ------
    Unwritable
        When the library is missing, or a file cannot be read or written.
    """
    names = _names(cut)
    text = otio_text(cut, urls=_urls(names))
    partial = path.with_name(f".{path.name}.part")
    try:
        with zipfile.ZipFile(partial, "w") as archive:
            for name, said in (("version.txt", VERSION), (_CONTENT, text)):
                archive.writestr(_entry(name), said, zipfile.ZIP_DEFLATED)
            for source, name in names.items():
                with (
                    Path(source).open("rb") as file,
                    archive.open(_entry(f"media/{name}"), "w", force_zip64=True) as kept,
                ):
                    shutil.copyfileobj(file, kept, 1 << 20)
        partial.replace(path)
    except OSError as problem:
        partial.unlink(missing_ok=True)
        raise _failed(path, problem) from problem
    return _left_out(cut, path)


def write_folder(cut: Cut, path: Path) -> tuple[Finding, ...]:
    """Write a cut with all media there are into a folder of its own, in place of an older one.

    Raises
    ------
    Unwritable
        When the library is missing, a file cannot be read or written, or something that is no such
        folder lies there.
    """
    if path.exists() and not (path / _CONTENT).is_file():
        msg = f"{path} is there already and is no {FOLDER} folder."
        raise Unwritable(msg, "Give another name: it would be written over.")
    names = _names(cut)
    text = otio_text(cut, urls=_urls(names))
    partial = path.with_name(f".{path.name}.part")
    old = path.with_name(f".{path.name}.old")
    try:
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir()
        (partial / "media").mkdir()
        (partial / _CONTENT).write_text(text, encoding="utf-8", newline="\n")
        for source, name in names.items():
            shutil.copyfile(source, partial / "media" / name)
        if path.exists():
            shutil.rmtree(old, ignore_errors=True)
            path.rename(old)
        partial.rename(path)
    except OSError as problem:
        shutil.rmtree(partial, ignore_errors=True)
        if old.exists() and not path.exists():
            old.rename(path)
        raise _failed(path, problem) from problem
    shutil.rmtree(old, ignore_errors=True)
    return _left_out(cut, path)


def _failed(path: Path, problem: OSError) -> Unwritable:
    what = Path(problem.filename).name if problem.filename else path.name
    msg = f"{path} cannot be written: {what}: {problem.strerror}."
    return Unwritable(msg, "Name a folder that is there, may be written to, and has room.")


def _entry(name: str) -> zipfile.ZipInfo:
    return zipfile.ZipInfo(name, date_time=_WRITTEN)


def _media(cut: Cut) -> Iterator[Media]:
    """Every file the cut names, also those of its alternates."""
    for kind in TrackKind:
        for clip in cut.clips(kind):
            yield clip.media
            if clip.guide is not None:
                yield clip.guide
            for other in clip.alternates:
                yield other.media


def _names(cut: Cut) -> dict[str, str]:
    """Where each file that is there lies, and its name in the bundle, different for each."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for media in _media(cut):
        if not media.path or media.path in found or not Path(media.path).is_file():
            continue
        plain = Path(media.path)
        name, n = plain.name, 1
        # Names that differ in case alone are one name on some machines.
        while name.casefold() in taken:
            n += 1
            name = f"{plain.stem}-{n}{plain.suffix}"
        taken.add(name.casefold())
        found[media.path] = name
    return found


def _urls(names: Mapping[str, str]) -> Mapping[str, str]:
    """Where a file lies -> its address within the bundle."""
    return {path: f"media/{quote(name)}" for path, name in names.items()}


def _left_out(cut: Cut, path: Path) -> tuple[Finding, ...]:
    wanted = {m.file for m in _media(cut) if m.file}
    there = {m.file for m in _media(cut) if m.path and Path(m.path).is_file()}
    missing = sorted(wanted - there)
    where = Where(scene=cut.number, file=path.name)
    if not wanted:
        told = warning(
            "cut.bundle_incomplete",
            f"{path.name} carries no media: the log names none for scene {cut.number}.",
            where,
            "Log the file of each recording, and write it again.",
        )
        return (told,)
    if not missing:
        return ()
    more = f" and {len(missing) - 3} more" if len(missing) > 3 else ""
    told = warning(
        "cut.bundle_incomplete",
        f"{path.name} carries {len(there)} of {len(wanted)} media files; not there: "
        f"{', '.join(missing[:3])}{more}.",
        where,
        "Name the folder they lie in (--media FOLDER) and write it again.",
    )
    return (told,)
