"""Questions asked in the app and what came of them, as every door gives them."""

from __future__ import annotations

from dataclasses import dataclass, field

from intercut.actions.bringing_together import Wish
from intercut.actions.explain_answers import GapAnswer, InfeasibleAnswer, MoveAnswer
from intercut.actions.replan_answers import ReplanAnswer
from intercut.actions.replanning import Happened
from intercut.actions.together_answers import TogetherAnswer
from intercut.actions.whatif_answers import WhatIfAnswer


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question that takes a while. ``ask``: move, infeasible, gap, whatif, together, replan.

    What does not belong to its kind stays as it is here. ``seconds`` 0: as long as is usual.
    ``sentence`` is the question as somebody would say it, written when it is asked.
    """

    ask: str
    board: str = ""
    seconds: float = 0
    seed: int = 1
    scene: str = ""
    date: str = ""
    texts: tuple[str, ...] = ()
    chained: bool = False
    together: Wish = field(default_factory=Wish)
    since: str = ""
    happened: Happened = field(default_factory=Happened)
    call_price: str = ""
    sentence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepableAnswer:
    """A plan of an answer that can be kept as a board, a child of ``parent``.

    ``row``: the row of the answer it belongs to. ``kept`` is the board it was kept as, or "".
    """

    row: str
    name: str
    parent: str
    kept: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionNote:
    """A question without its answer. ``state``: queued, running, done, stopped, failed, lost.

    ``seconds`` it has taken so far, ``limit`` what it takes at most when nothing waits.
    ``outdated``: facts changed since it was asked.
    """

    number: int
    ask: str
    sentence: str
    board: str
    state: str
    wish: str
    who: str
    at: str
    seconds: float
    limit: float
    said: str
    outdated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionAnswer:
    """A question with its answer: the one of its kind, the others null.

    ``names`` are the people an answer may speak of, by id.
    """

    note: QuestionNote
    question: Question
    boards: list[KeepableAnswer]
    names: dict[str, str]
    move: MoveAnswer | None = None
    infeasible: InfeasibleAnswer | None = None
    gap: GapAnswer | None = None
    whatif: WhatIfAnswer | None = None
    together: TogetherAnswer | None = None
    replan: ReplanAnswer | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuItem:
    """Something one may choose: what the question says, and how it reads."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MenusAnswer:
    """All that questions of a film may name. ``first`` to ``last`` is the shoot."""

    currency: str
    first: str
    last: str
    strips: list[MenuItem]
    scenes: list[MenuItem]
    people: list[MenuItem]
    places: list[MenuItem]
    sets: list[MenuItem]
    units: list[MenuItem]
    rules: list[MenuItem]
    lights: list[str]
