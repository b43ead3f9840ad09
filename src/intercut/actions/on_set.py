"""What a film does with its takes, for the Python API."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Sequence
from pathlib import Path

from intercut.actions.logging_takes import (
    HeardTake,
    Logged,
    hear_again,
    hear_take,
    judge_heard,
    log_take,
    read_take_file,
)
from intercut.actions.office import KeptFilm, PlainFilm
from intercut.actions.set_log import take_log
from intercut.actions.set_reports import (
    AsShotFilm,
    Owing,
    report_day,
    script_as_shot,
    what_is_owed,
    write_set_papers,
)
from intercut.domain.takes import Take, TakeLog
from intercut.errors import NotAllowed
from intercut.onset.as_shot import SURE
from intercut.onset.day_report import DayReport

PathLike = str | os.PathLike[str]


class OnSet:
    """The takes of a film in a file: log, hear, confirm, as shot, owed, papers."""

    office: KeptFilm | PlainFilm

    @property
    def takes(self) -> TakeLog:
        """The take log as it stands."""
        return take_log(self._in_file())

    def log(self, take: Take | PathLike, *, correct: bool = False) -> Logged:
        """A take, or a log kept as a YAML file, written down; safe once this returns.

        Raises
        ------
        NotAllowed, NotFound, Unreadable, Unwritable
            As `intercut.actions.logging_takes.read_take_file`.
        """
        if isinstance(take, Take):
            return log_take(self._in_file(), take, correct=correct)
        return read_take_file(self._in_file(), Path(take))

    def hear(
        self, slate: str, transcript: PathLike | None = None, *, roll: bool = False
    ) -> HeardTake:
        """A transcript laid on a take; without one, what was heard of it before.

        Raises
        ------
        NotAllowed, NotFound, Unreadable, Unwritable
            As `intercut.actions.logging_takes.hear_take`.
        """
        if transcript is None:
            return hear_again(self._in_file(), slate)
        return hear_take(self._in_file(), slate, Path(transcript), roll=roll)

    def confirm(
        self,
        slate: str,
        number: int,
        *,
        right: bool = True,
        said: str | None = None,
        role: str = "",
    ) -> HeardTake:
        """What you say of a heard line: right or wrong, in these words, by that role."""
        film = self._in_file()
        return judge_heard(film, slate, number, accepted=right, said=said, role=role)

    def as_shot(
        self,
        scene: str = "",
        *,
        out: Sequence[PathLike] = (),
        sure: int = SURE,
        tell_planner: bool = False,
    ) -> AsShotFilm:
        """The script as it was really said, written as `intercut asshot` does."""
        return script_as_shot(
            self._in_file(),
            scene=scene,
            out=[Path(o) for o in out],
            sure=sure,
            tell_planner=tell_planner,
        )

    def owed(self, scene: str = "") -> Owing:
        """Which lines no usable take has yet."""
        return what_is_owed(self._in_file(), scene)

    def day_report(self, date: dt.date, board: str = "") -> DayReport:
        """What a day brought against what was planned."""
        return report_day(self._in_file(), date, board)[0]

    def set_papers(self, out: PathLike, *, scene: str = "") -> tuple[Path, ...]:
        """Day report, lined script with facing pages and editor's log, written into a folder."""
        return write_set_papers(self._in_file(), Path(out), scene=scene)

    def _in_file(self) -> KeptFilm:
        if isinstance(self.office, KeptFilm):
            return self.office
        msg = "this film is plain data and has no take log."
        raise NotAllowed(msg, "Make a film in a file: intercut.new(...).")
