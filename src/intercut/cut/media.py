"""Rolls and files: a reel name for every roll, and where the files of the log lie."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from intercut.domain.finding import Finding, Where, warning
from intercut.domain.takes import Recording, Roll, RollKind, Take, TakeLog

REEL_LENGTH: Final = 8
"""Letters of a reel's name in a CMX 3600 list."""

NO_REEL: Final = "AX"
"""What an edit list calls a source without a reel."""


@dataclass(frozen=True, slots=True)
class _RollKey:
    """What tells one roll from another: its name is not always enough."""

    kind: RollKind
    name: str
    used: str = ""


@dataclass(slots=True)
class Reels:
    """Reel names of at most 8 letters, one for each roll, the same in every list of one log.

    ``shared`` are names that two cameras of one take have for their rolls, which are then two.
    """

    rolls: tuple[Roll, ...]
    shared: frozenset[str] = frozenset()
    names: dict[_RollKey, str] = field(default_factory=dict)

    def of(self, take: Take, recording: Recording | None) -> str:
        """The reel of a recording, `AX` where no roll is noted."""
        if recording is None or not recording.roll.strip():
            return NO_REEL
        return self.names[self._key(take, recording)]

    def _key(self, take: Take, recording: Recording) -> _RollKey:
        name = recording.roll.strip()
        camera = recording.camera.strip().upper()
        if recording.kind is RollKind.CAMERA and name in self.shared:
            return _RollKey(recording.kind, name, f"camera {camera}")
        logged = [r for r in self.rolls if r.kind is recording.kind and r.name.strip() == name]
        of_camera = [r for r in logged if r.camera.strip().upper() == camera]
        if camera and len(of_camera) == 1 and len(logged) > 1:
            return _RollKey(recording.kind, name, f"roll {logged.index(of_camera[0])}")
        if len(logged) == 1:
            return _RollKey(recording.kind, name)
        for n, roll in enumerate(logged):
            if roll.date == take.date and roll.unit in {None, take.unit}:
                return _RollKey(recording.kind, name, f"roll {n}")
        return _RollKey(recording.kind, name, f"{take.date} {take.unit or ''}".strip())

    def add(self, take: Take, recording: Recording) -> None:
        """Give the roll of a recording its reel name."""
        if not recording.roll.strip():
            return
        key = self._key(take, recording)
        if key not in self.names:
            self.names[key] = _fit(key.name, set(self.names.values()))

    def doubled(self) -> Iterator[tuple[str, list[str]]]:
        """Rolls of one kind and one name, each with its reels, where there is more than one."""
        by_name: dict[tuple[RollKind, str], list[str]] = {}
        for key, reel in self.names.items():
            by_name.setdefault((key.kind, key.name), []).append(reel)
        for (kind, name), reels in by_name.items():
            if len(reels) > 1:
                yield f"{kind.value} roll {name}", reels


def reels_of(log: TakeLog, takes: Sequence[Take], scene: str) -> tuple[Reels, list[Finding]]:
    """Reel names for all rolls of some takes; two rolls with one name get two reels, and a finding."""
    shared: set[str] = set()
    for take in takes:
        names = Counter(r.roll.strip() for r in take.recordings if r.kind is RollKind.CAMERA)
        shared.update(name for name, count in names.items() if name and count > 1)
    reels = Reels(rolls=log.rolls, shared=frozenset(shared))
    for take in takes:
        for recording in take.recordings:
            reels.add(take, recording)
    findings = [
        warning(
            "cut.roll_twice",
            f"There are {len(found)} rolls called {what}: in edit lists they are "
            f"{', '.join(found)}.",
            Where(scene=scene),
            "Label them apart in the log, or keep these reel names when the media come in.",
        )
        for what, found in reels.doubled()
    ]
    return reels, findings


def _fit(name: str, taken: set[str]) -> str:
    plain = re.sub(r"[^A-Z0-9_]", "", name.upper())[:REEL_LENGTH] or NO_REEL
    if plain not in taken and plain not in {NO_REEL, "BL"}:
        return plain
    for n in range(2, 10_000):
        tail = f"_{n}"
        reel = f"{plain[: REEL_LENGTH - len(tail)]}{tail}"
        if reel not in taken:
            return reel
    msg = f"more than 10,000 rolls are called {name!r}"
    raise ValueError(msg)


def find_media(
    names: Iterable[str], folders: Sequence[Path], scene: str = "", *, deep: bool = True
) -> tuple[Mapping[str, str], list[Finding]]:
    """Where the files of the log lie, by their name there; what is nowhere is left out.

    Case does not count, and of a path in the log only the last part does, since it names a place
    on another machine.

    Parameters
    ----------
    deep
        Whether the folders within the folders are looked through too.
    """
    there: dict[str, list[Path]] = {}
    for folder in folders:
        for root, inside, files in os.walk(folder):
            inside[:] = sorted(inside) if deep else []
            for file in sorted(files):
                there.setdefault(file.casefold(), []).append(Path(root, file))
    found: dict[str, str] = {}
    findings: list[Finding] = []
    for name in dict.fromkeys(names):
        plain = re.split(r"[/\\]", name)[-1].casefold()
        places = there.get(plain, [])
        if not places:
            continue
        found[name] = str(places[0].resolve())
        if len(places) > 1:
            findings.append(
                warning(
                    "cut.media_twice",
                    f"{places[0].name} lies in {len(places)} folders; the one in "
                    f"{places[0].parent.name or places[0].parent} is used.",
                    Where(scene=scene, file=places[0].name),
                    "Name the folder that holds the right one: --media FOLDER.",
                )
            )
    return found, findings
