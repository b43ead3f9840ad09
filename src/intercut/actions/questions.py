"""Questions asked in the app: the short ones answered at once, the long ones by a worker."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any, Final

from pydantic import TypeAdapter

from intercut.access import Action, require
from intercut.actions.answering import USUAL_SECONDS, Answered, KeptPlan, Snapshot
from intercut.actions.bringing_together import understood
from intercut.actions.explain_answers import MoveAnswer, WhyAnswer
from intercut.actions.explain_shapes import move_answer, why_answer
from intercut.actions.explaining import (
    Asked,
    asked_of,
    explain_move,
    explain_why,
    sound_production,
    target_named,
)
from intercut.actions.judging import reader_of
from intercut.actions.office import KeptFilm, Office
from intercut.actions.question_answers import (
    KeepableAnswer,
    Question,
    QuestionAnswer,
    QuestionNote,
)
from intercut.actions.replanning import happened_in_words
from intercut.domain.plan import Plan
from intercut.domain.production import Production
from intercut.errors import NotFound, Unreadable
from intercut.planning.changes import apply_changes
from intercut.planning.wording import day_text
from intercut.publish.reader import Names
from intercut.store import codec
from intercut.store.records import BoardState, RunNote

LONGEST_SECONDS: Final = 600
_READ: Final = TypeAdapter(Question)
_SHOWN: Final = TypeAdapter(QuestionAnswer)
_WHY: Final = TypeAdapter(WhyAnswer)
_MOVE: Final = TypeAdapter(MoveAnswer)


def why_now(office: Office, scene: str, board: str = "") -> WhyAnswer:
    """What holds the strips of a scene on their days; errors as `explain_why`."""
    asked, found = explain_why(office, scene, board)
    answer = why_answer(asked, scene, found)
    return _WHY.validate_python(_free(asdict(answer), _names(office, asked.production)))


def move_now(office: Office, scene: str, date: dt.date, board: str = "") -> MoveAnswer:
    """What a move comes to as it stands, and the best places; errors as `explain_move`."""
    asked, found = explain_move(office, scene, date, board, repair=False)
    answer = move_answer(asked, scene, date, found)
    return _MOVE.validate_python(_free(asdict(answer), _names(office, asked.production)))


def ask(film: KeptFilm, question: Question) -> QuestionAnswer:
    """A question queued for the next free worker; what it names is looked for first.

    Raises
    ------
    NotAllowed, NotFound, Unreadable, Unwritable
        As the question's own action, and when the film cannot be written.
    """
    require(film.actor, Action.SEE_COST)
    if question.ask not in USUAL_SECONDS:
        raise Unreadable(
            f"{question.ask!r} is no question.", f"Ask one of: {', '.join(USUAL_SECONDS)}."
        )
    if not 0 <= question.seconds <= LONGEST_SECONDS:
        msg = f"a question takes 0 to {LONGEST_SECONDS} seconds, not {question.seconds:g}."
        raise Unreadable(msg)
    if question.ask == "infeasible":
        production, _ = sound_production(film)
    else:
        asked = asked_of(film, question.board)
        production = asked.production
        question = replace(question, board=asked.board.name)
        _look(asked, question)
    question = replace(question, sentence=sentence_of(production, question))
    written = {"ask": question.ask, **asdict(question)}
    return _answer(film, film.library.runs.ask(written, who=film.actor.name))


def questions_of(film: KeptFilm) -> list[QuestionNote]:
    """The newest questions, the newest first.

    Raises
    ------
    NotAllowed
        When the actor may not see the money.
    """
    require(film.actor, Action.SEE_COST)
    return [_note(film, note) for note in film.library.runs.notes(questions=True)]


def show_question(film: KeptFilm, number: int) -> QuestionAnswer:
    """A question with its answer; errors as `questions_of`, and when there is none."""
    require(film.actor, Action.SEE_COST)
    return _answer(film, _question(film, number))


def stop_question(film: KeptFilm, number: int) -> QuestionAnswer:
    """Ask a worker to answer with what it has; pressed again, to leave it at once.

    Raises
    ------
    NotAllowed, NotFound, Unwritable
        When the actor may not, there is no such question, or the film cannot be written.
    """
    require(film.actor, Action.SEE_COST)
    wish = "cancel" if _question(film, number).wish else "stop"
    return _answer(film, film.library.runs.wish(number, wish))


def keep_plan(film: KeptFilm, number: int, row: str, name: str = "") -> BoardState:
    """A plan of an answer as a board, a child of the board it builds on.

    A plan that builds on another of the answer keeps that one too.

    Raises
    ------
    NotAllowed, NotFound, Unwritable
        When the actor may not, there is no such plan, or the film cannot be written.
    """
    require(film.actor, Action.CHANGE_BOARD)
    plans = _plans(_question(film, number))
    found = next((p for p in plans if p.row == row), None)
    if found is None:
        msg = f"question {number} has no such plan."
        raise NotFound(msg)
    parent = found.parent
    inner = next((p for p in plans if p.name == parent), None)
    if inner is not None and parent not in film.boards():
        keep_plan(film, number, inner.row)
    return film.keep_child(parent, name.strip() or found.name, found.plan, found.made)


def snapshot_of(film: KeptFilm, question: Mapping[str, Any]) -> tuple[Snapshot, Question]:
    """What a child process needs to answer a question, and the question.

    Raises
    ------
    NotFound
        When its board is gone.
    """
    asked = _READ.validate_python(dict(question))
    state = film.board(asked.board) if asked.board or film.boards() else None
    taken = Snapshot(actor=film.actor, taken=film.assembly(), number=film.revision(), state=state)
    return taken, asked


def outcome_of(answered: Answered) -> Mapping[str, Any]:
    """What is kept of an answer: plain data, its plans in their exact form."""
    return {
        "answer": answered.answer,
        "plans": [
            {
                "row": p.row,
                "parent": p.parent,
                "name": p.name,
                "plan": codec.encode(p.plan),
                "made": dict(p.made),
            }
            for p in answered.plans
        ],
    }


def _look(asked: Asked, question: Question) -> None:
    """Find everything a question names, before anybody waits for its answer."""
    production = asked.production
    match question.ask:
        case "move":
            target_named(production, question.scene)
            _date(question.date)
        case "whatif":
            if not any(t.strip() for t in question.texts):
                raise Unreadable("it is not said what is to be otherwise.", "Add a change.")
            so_far: list[str] = []
            for text in question.texts:
                so_far = [*so_far, text] if question.chained else [text]
                apply_changes(production, so_far)
        case "together":
            understood(production, question.together)
        case "replan":
            _date(question.since)
            happened_in_words(production, question.happened)


def _date(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise Unreadable(f"{text!r} is not a date.", "Write 2027-01-06.") from None


def _question(film: KeptFilm, number: int) -> RunNote:
    note = film.library.runs.note(number)
    if "ask" not in note.question:
        msg = f"there is no question {number}."
        raise NotFound(msg)
    return note


def _plans(note: RunNote) -> list[KeptPlan]:
    return [
        KeptPlan(
            row=str(p["row"]),
            parent=str(p["parent"]),
            name=str(p["name"]),
            plan=codec.decode(str(p["plan"]), Plan),
            made=p["made"],
        )
        for p in note.outcome.get("plans", ())
    ]


def _answer(film: KeptFilm, note: RunNote) -> QuestionAnswer:
    names = _names(film, film.assembly().production)
    boards = set(film.boards())
    found: dict[str, Any] = {
        "note": asdict(_note(film, note)),
        "question": _free(dict(note.question), names),
        "names": {str(p.id): names.person(p.id) for p in film.assembly().production.people},
        "boards": [
            asdict(
                KeepableAnswer(
                    row=str(p["row"]),
                    name=names.free(str(p["name"])),
                    parent=names.free(str(p["parent"])),
                    kept=names.free(str(p["name"])) if p["name"] in boards else "",
                )
            )
            for p in note.outcome.get("plans", ())
        ],
    }
    if "answer" in note.outcome:
        found[str(note.question["ask"])] = _free(note.outcome["answer"], names)
    return _SHOWN.validate_python(found)


def _note(film: KeptFilm, note: RunNote) -> QuestionNote:
    production = film.assembly().production
    asked = _READ.validate_python(dict(note.question))
    ended = note.ended_at or note.created_at
    last = note.curve[-1].seconds if note.curve else 0.0
    return QuestionNote(
        number=note.number,
        ask=asked.ask,
        sentence=_names(film, production).free(asked.sentence or asked.ask),
        board=asked.board,
        state=note.state,
        wish=note.wish,
        who=note.who,
        at=note.created_at.isoformat(),
        seconds=max(last, 0.0)
        if note.ended_at is None
        else (ended - note.created_at).total_seconds(),
        limit=limit_of(asked),
        said=note.said,
        outdated=note.revision != film.library.revision(),
    )


def limit_of(question: Question) -> float:
    """Seconds an answer takes at most, roughly: several searches for some."""
    each = question.seconds or USUAL_SECONDS[question.ask]
    times = {"whatif": len(question.texts) + 1, "replan": 6, "move": 2}
    return each * times.get(question.ask, 1)


def sentence_of(production: Production, question: Question) -> str:
    """A question as somebody would say it, with every name found; errors as `ask`."""
    wish = question.together
    match question.ask:
        case "move":
            return (
                f"What would it cost to move {question.scene} to {day_text(_date(question.date))}?"
            )
        case "infeasible":
            return "What cannot hold?"
        case "gap":
            return "What would a cheaper plan have to change?"
        case "whatif":
            so_far: list[str] = []
            said = []
            for text in question.texts:
                so_far = [*so_far, text] if question.chained else [text]
                changes = apply_changes(production, so_far)[1]
                mine = changes[-len([t for t in text.split(";") if t.strip()]) :]
                said.append(" and ".join(c.words for c in mine))
            return f"What if {', then '.join(said) if question.chained else ' / '.join(said)}?"
        case "together":
            new = f"a new scene of {wish.minutes} minutes" if wish.set_name else "a scene they have"
            where = f"scene {wish.scene}" if wish.scene else new
            return f"Together again: {', '.join(wish.people) or 'everybody'} in {where}"
        case _:
            told = happened_in_words(production, question.happened)
            since = day_text(_date(question.since))
            return f"Replan from {since}: {'; '.join(told) or 'nothing happened'}"


def _names(office: Office, production: Production) -> Names:
    return Names(production, reader_of(office.actor))


def _free(data: Any, names: Names) -> Any:
    """Plain data with every secret name covered that this reader may not know."""
    if isinstance(data, str):
        return names.free(data)
    if isinstance(data, Mapping):
        return {k: _free(v, names) for k, v in data.items()}
    if isinstance(data, list | tuple):
        return [_free(v, names) for v in data]
    return data
