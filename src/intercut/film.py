"""The Python API: a film, its boards and plans.

    import intercut as ic

    with ic.open("film.intercut") as film:
        plan = film.plan(seconds=10)
        print(plan.verdict)
        plan.cost_sheet()

Without a file: ``ic.Film.from_parts(production)``. A plan draws itself in a notebook.
"""

from __future__ import annotations

import datetime as dt
import getpass
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from intercut.access import Actor
from intercut.actions.asking_whatif import ask_whatif
from intercut.actions.bringing_together import Wish, bring_together
from intercut.actions.decisions import FactsSet, get_facts, read_text, set_facts
from intercut.actions.drafts import Revised, revise_script
from intercut.actions.drawing import board_html
from intercut.actions.explaining import (
    explain_gap,
    explain_infeasible,
    explain_move,
    explain_why,
)
from intercut.actions.films import new_film
from intercut.actions.importing import import_board
from intercut.actions.judging import Drops, check_board, cost_board, dood_board, judged
from intercut.actions.known import Known, show_person, show_scene
from intercut.actions.office import KeptFilm, PlainFilm
from intercut.actions.on_set import OnSet
from intercut.actions.opening import open_film
from intercut.actions.planning import plan_board
from intercut.actions.publishing import publish_board
from intercut.actions.replanning import Happened, replan_board
from intercut.actions.showing import show_board
from intercut.actions.stitching import Stitched, stitch_scene
from intercut.actions.verdicts import of_judgement, proof_of
from intercut.cut import Settings, Style
from intercut.domain.finding import Finding, has_errors
from intercut.domain.plan import Plan
from intercut.domain.production import Production
from intercut.errors import NotAllowed, Unreadable
from intercut.planning import Progress, Result
from intercut.planning.explain import Gap, Infeasible, MovePrice, Why
from intercut.planning.replan import Replan
from intercut.planning.together import Together
from intercut.planning.whatif import WhatIfs
from intercut.schedule import CostSheet, DayOutOfDays, Judgement, PlanDiff, Timetable, diff

PathLike = str | os.PathLike[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class FilmPlan:
    """A board's plan with everything the judge says of it.

    ``result`` is how the planner came to it, None for a board that was only opened; ``findings``
    are those of the production and of the plan. It stays as it is, also when the film changes or
    is closed. ``office`` is the film it was made in.
    """

    office: KeptFilm | PlainFilm
    production: Production
    board: str
    plan: Plan
    judgement: Judgement
    findings: tuple[Finding, ...]
    result: Result | None = None

    @property
    def status(self) -> str:
        """`optimal`, `feasible`, `infeasible` or `unknown`; `unknown` where nothing was solved."""
        return self.result.status if self.result else "unknown"

    @property
    def cost(self) -> int:
        """What it costs, wishes included, in minor units of the film's currency."""
        return self.judgement.cost.total

    @property
    def bound(self) -> int | None:
        """What every legal plan costs at least, None where nothing is proved."""
        return self.result.bound if self.result else None

    @property
    def gap(self) -> float | None:
        """Share of the cost that is not proved to be needed, 0.0 to 1.0."""
        return self.result.gap if self.result else None

    @property
    def days(self) -> int:
        """Shooting days."""
        return self.judgement.days

    @property
    def held_days(self) -> int:
        """Days on which people are kept but do not work."""
        return self.judgement.held_days

    @property
    def legal(self) -> bool:
        """No rule broken and nothing left over."""
        return self.judgement.legal

    @property
    def verdict(self) -> str:
        """What it comes to, in one sentence."""
        proof = proof_of(self.result.status, self.result.gap) if self.result else ""
        return of_judgement(self.judgement, self.production.currency, proof)

    def cost_sheet(self) -> CostSheet:
        """Every line of the cost; they add up to `cost`."""
        return cost_board(self._alone(), self.board)[1]

    def dood(self, *, first_gap: bool = False, elements: bool = False) -> DayOutOfDays:
        """Day out of days, with the cheapest drops or, for comparison, the first gaps."""
        drops: Drops = "first gap" if first_gap else "cheapest"
        return dood_board(self._alone(), self.board, drops=drops, elements=elements)[1]

    def timetable(self) -> Timetable:
        """The clock of every day."""
        return self.judgement.timetable

    def compared_with(self, other: FilmPlan) -> PlanDiff:
        """What changes from this plan to another one of the same film."""
        return diff(self.production, self.plan, other.plan)

    def publish(
        self, out: PathLike, *, documents: Sequence[str] = (), reader: str = "", paper: str = "a4"
    ) -> tuple[Path, ...]:
        """Documents written into a folder, as `intercut publish` does."""
        return publish_board(
            self.office,
            Path(out),
            board=self.board,
            documents=documents,
            reader=reader,
            paper=paper,
        ).files

    def __str__(self) -> str:
        return f"board {self.board}: {self.verdict}"

    def _repr_html_(self) -> str:
        """The board in strip colours, for notebooks."""
        return board_html(show_board(self._alone(), self.board), str(self))

    def _alone(self) -> PlainFilm:
        """The plan as the one board of plain data, seen by the same person."""
        film = PlainFilm(production=self.production, actor=self.office.actor)
        film.keep_board(self.board, self.plan, {})
        return film


class Film(OnSet):
    """A film to work on: one in a file (`open`, `new`) or plain data (`from_parts`)."""

    def __init__(self, office: KeptFilm | PlainFilm) -> None:
        self.office = office

    @classmethod
    def from_parts(cls, production: Production, *, name: str = "") -> Self:
        """A film that is nowhere but here; its boards live as long as it does."""
        return cls(PlainFilm(production=production, actor=Actor(name=name or _my_name())))

    # ------------------------------------------------------------------------------------ reading

    @property
    def production(self) -> Production:
        """Everything given, as it stands."""
        return self.office.assembly().production

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What script and facts leave open or contradict."""
        return self.office.assembly().findings

    @property
    def boards(self) -> tuple[str, ...]:
        """Names of all boards."""
        return self.office.boards()

    def board(self, name: str = "") -> FilmPlan:
        """A board, or the one written last, judged.

        Raises
        ------
        NotFound
            When there is no such board.
        """
        found = judged(self.office, name)
        return FilmPlan(
            office=self.office,
            production=found.production,
            board=found.board.name,
            plan=found.board.plan,
            judgement=found.judgement,
            findings=found.findings,
        )

    def check(self, board: str = "") -> tuple[Finding, ...]:
        """A board against every rule; only errors make it illegal."""
        return check_board(self.office, board).findings

    def scene(self, number: str, board: str = "") -> Known:
        """Everything known of a scene, with sources."""
        return show_scene(self.office, number, board)

    def person(self, name: str, board: str = "") -> Known:
        """Everything known of a person, with sources."""
        return show_person(self.office, name, board)

    def facts(self) -> str:
        """Everything people decided, as YAML.

        Raises
        ------
        NotAllowed
            When the film is plain data: its facts are the production itself.
        """
        return get_facts(self._kept())

    # ------------------------------------------------------------------------------------- asking

    def why(self, scene: str, board: str = "") -> tuple[Why, ...]:
        """What holds the strips of a scene on their days, as `intercut explain FILE why`."""
        return explain_why(self.office, scene, board)[1]

    def move(
        self,
        scene: str,
        date: dt.date,
        board: str = "",
        *,
        seconds: float | None = None,
        iterations: int | None = None,
    ) -> tuple[MovePrice, ...]:
        """Both prices of a move before it is made, as `intercut explain FILE move`."""
        return explain_move(
            self.office, scene, date, board, seconds=seconds, iterations=iterations
        )[1]

    def infeasible(self, *, seconds: float = 20, iterations: int = 200) -> Infeasible:
        """Facts that cannot all hold, and the ways out, as `intercut explain FILE infeasible`."""
        return explain_infeasible(self.office, seconds=seconds, iterations=iterations)[0]

    def gap(
        self, board: str = "", *, seconds: float | None = None, iterations: int | None = None
    ) -> Gap:
        """What a cheaper plan would have to change, as `intercut explain FILE gap`."""
        return explain_gap(self.office, board, seconds=seconds, iterations=iterations)[1]

    def whatif(
        self,
        *changes: str,
        board: str = "",
        chained: bool = False,
        keep: bool = False,
        seconds: float | None = None,
        iterations: int | None = None,
        workers: int = 1,
    ) -> WhatIfs:
        """What-ifs beside a board, as `intercut whatif`; with ``keep`` each becomes a board.

        With two ``workers`` or more a program needs its `if __name__ == "__main__"` guard.
        """
        return ask_whatif(
            self.office,
            changes,
            board,
            chained=chained,
            keep=keep,
            seconds=seconds,
            iterations=iterations,
            workers=workers,
        ).found

    def together(
        self, wish: Wish, board: str = "", *, seconds: float | None = None, iterations: int = 400
    ) -> Together:
        """The cheapest ways for people to be together, as `intercut together`."""
        return bring_together(self.office, wish, board, seconds=seconds, iterations=iterations)[1]

    def replan(
        self,
        since: dt.date,
        happened: Happened | None = None,
        board: str = "",
        *,
        call_price: str = "",
        keep: bool = False,
        seconds: float | None = None,
        iterations: int | None = None,
    ) -> Replan:
        """New plans from a date on, as `intercut replan`; with ``keep`` the best is a board."""
        return replan_board(
            self.office,
            since,
            happened or Happened(),
            board,
            call_price=call_price,
            keep=keep,
            seconds=seconds,
            iterations=iterations,
        ).found

    # ------------------------------------------------------------------------------------ writing

    def plan(
        self,
        *,
        seconds: float | None = None,
        iterations: int | None = None,
        board: str = "",
        start: str = "",
        seed: int = 1,
        threads: int = 2,
        progress: Callable[[Progress], None] | None = None,
        cancel: Callable[[], bool] | None = None,
    ) -> FilmPlan:
        """The best plan found within the limits, kept as a board (`main` when not named).

        Parameters
        ----------
        seconds, iterations
            When to stop, whichever comes first; 10 seconds when neither is given.
        start
            A board to start from.

        Raises
        ------
        Unreadable
            When the facts contradict each other; every contradiction is in the sentence.
        NotFound, NotAllowed, Unwritable
            As `intercut.actions.planning.plan_board`.
        """
        planned = plan_board(
            self.office,
            board=board,
            start=start,
            seconds=seconds,
            iterations=iterations,
            seed=seed,
            threads=threads,
            progress=progress,
            cancel=cancel,
        )
        if planned.result is None:
            errors = [f for f in planned.findings if has_errors([f])]
            msg = f"the facts do not hold together: {' '.join(map(str, errors))}"
            raise Unreadable(msg)
        return FilmPlan(
            office=self.office,
            production=self.production,
            board=planned.board,
            plan=planned.result.plan,
            judgement=planned.result.judgement,
            findings=planned.findings,
            result=planned.result,
        )

    def keep(self, plan: Plan, board: str) -> FilmPlan:
        """A plan of your own as a board, judged."""
        self.office.keep_board(board, plan, {"by": "python"})
        return self.board(board)

    def set_facts(self, facts: PathLike | bytes) -> FactsSet:
        """The film with the facts of a YAML file (or of YAML as bytes): all of them, or none."""
        if isinstance(facts, bytes):
            return set_facts(self._kept(), facts, "facts")
        path = Path(facts)
        return set_facts(self._kept(), read_text(path), path.name)

    def revise(self, script: PathLike, *, episode: str = "") -> Revised:
        """A new draft laid onto the film; everything people decided stays."""
        return revise_script(self._kept(), Path(script), episode=episode)

    def import_board(self, path: PathLike, *, name: str = "") -> FilmPlan:
        """A board of another program (.uss, .csv) as a board of its own, judged."""
        return self.board(import_board(self._kept(), Path(path), name=name).board)

    # ------------------------------------------------------------------------------------ closing

    def close(self) -> None:
        """Let go of the file; a film without one needs no closing."""
        if isinstance(self.office, KeptFilm):
            self.office.library.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def stitch(
        self,
        scene: str,
        out: PathLike | Sequence[PathLike] = (),
        *,
        style: str = "speaker",
        handles: int = 12,
        media: Sequence[PathLike] = (),
        rough_cut: PathLike | None = None,
    ) -> Stitched:
        """A scene cut together from its takes, written as `intercut stitch` does.

        Raises
        ------
        ValueError
            When there is no such style.
        NotAllowed, NotFound, Unwritable
            As `intercut.actions.stitching.stitch_scene`.
        """
        return stitch_scene(
            self._kept(),
            scene,
            out=[Path(out)] if isinstance(out, str | os.PathLike) else [Path(p) for p in out],
            settings=Settings(style=Style(style), handles=handles),
            media=[Path(m) for m in media],
            rough=Path(rough_cut) if rough_cut is not None else None,
        )

    def _kept(self) -> KeptFilm:
        if isinstance(self.office, KeptFilm):
            return self.office
        msg = "this film is plain data and has no file."
        raise NotAllowed(msg, "Change its production, or make a film: intercut.new(...).")


def open(path: PathLike, *, name: str = "", seen_as: str = "") -> Film:  # noqa: A001 - as `ic.open`
    """The film in a file; ``seen_as`` a role or person shows it as they see it.

    Raises
    ------
    NotFound, Unreadable, NewerFormat, Unwritable
        As `intercut.store.library.open`.
    """
    return Film(open_film(Path(path), name=name or _my_name(), seen_as=seen_as))


def new(
    path: PathLike,
    *,
    script: PathLike | Sequence[PathLike] = (),
    facts: PathLike | None = None,
    board: PathLike | None = None,
    episodes: Sequence[str] = (),
    name: str = "",
) -> Film:
    """A film made from scripts (or a board) and facts, open.

    Raises
    ------
    Unreadable
        When script, board or facts cannot be taken; every error is in the sentence.
    NotFound, Unwritable
        When a file is not there, or the film's exists.
    """
    scripts = [script] if isinstance(script, str | os.PathLike) else list(script)
    who = name or _my_name()
    made = new_film(
        Path(path),
        actor=Actor(name=who),
        scripts=[Path(s) for s in scripts],
        episodes=episodes,
        facts=Path(facts) if facts is not None else None,
        board=Path(board) if board is not None else None,
    )
    if not made.made:
        errors = [str(f) for f in made.findings if has_errors([f])]
        msg = f"the film was not made: {' '.join(errors)}"
        raise Unreadable(msg)
    return open(path, name=who)


def _my_name() -> str:
    try:
        return os.environ.get("INTERCUT_WHO") or getpass.getuser()
    except (OSError, KeyError):
        return "somebody"
