from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intercut.domain.ids import PlaceId, StripId, UnitId
from intercut.domain.plan import Plan, UnitDay
from intercut.errors import NotFound, Stale, Unwritable
from intercut.store.library import Library
from intercut.store.operations import MoveStrip, SetDay

ONE, TWO = StripId("1"), StripId("2")
MAIN, STAGE = UnitId("main"), PlaceId("stage")
MONDAY = dt.date(2026, 3, 2)
EMPTY_DAY = SetDay(unit=MAIN, date=MONDAY, day=UnitDay(unit=MAIN, date=MONDAY, call=420))
SHOOT_ONE = MoveStrip(strip=ONE, unit=MAIN, date=MONDAY, place=STAGE)
START = Plan(boneyard=(ONE, TWO))


def test_board_is_its_snapshot_and_the_operations_since(kept: Library) -> None:
    kept.boards.add("main", START, who="Bo", made={"seed": 1})
    kept.boards.apply("main", EMPTY_DAY, who="Bo")
    board = kept.boards.apply("main", SHOOT_ONE, who="Ada")
    assert (board.version, board.plan.boneyard, board.made) == (2, ("2",), {"seed": 1})
    assert [s.strip for s in board.plan.days[0].strips] == ["1"]
    assert kept.boards.get("main", at=1).plan.boneyard == ("1", "2")
    assert kept.boards.get("main", at=0).plan == START
    assert [(o.seq, o.operation, o.who) for o in kept.boards.history("main")] == [
        (1, EMPTY_DAY, "Bo"),
        (2, SHOOT_ONE, "Ada"),
    ]


def test_undo_and_redo_walk_back_and_forth(kept: Library) -> None:
    boards = kept.boards
    boards.add("main", START, who="Bo")
    boards.apply("main", EMPTY_DAY, who="Bo")
    full = boards.apply("main", SHOOT_ONE, who="Bo").plan
    assert boards.undo("main", who="Bo").plan.boneyard == ("1", "2")
    assert boards.undo("main", who="Bo").plan == START
    with pytest.raises(NotFound, match="nothing to undo"):
        boards.undo("main", who="Bo")
    boards.redo("main", who="Bo")
    assert boards.redo("main", who="Bo").plan == full
    with pytest.raises(NotFound, match="nothing to redo"):
        boards.redo("main", who="Bo")
    assert boards.undo("main", who="Bo").plan.boneyard == ("1", "2")
    boards.apply("main", MoveStrip(strip=TWO, position=0), who="Bo")
    with pytest.raises(NotFound, match="nothing to redo"):
        boards.redo("main", who="Bo")


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.sampled_from(["move", "undo", "redo"]), max_size=12), data=st.data())
def test_undo_and_redo_agree_with_two_stacks(
    film: Library, steps: list[str], data: st.DataObject
) -> None:
    name = f"board {len(film.boards.names())}"
    film.boards.add(name, START, who="Bo")
    past: list[Plan] = []
    future: list[Plan] = []
    now = START
    for step in steps:
        if step == "move":
            move = MoveStrip(strip=data.draw(st.sampled_from([ONE, TWO])), position=0)
            past.append(now)
            future.clear()
            now = film.boards.apply(name, move, who="Bo").plan
        elif step == "undo" and past:
            future.append(now)
            now = past.pop()
            assert film.boards.undo(name, who="Bo").plan == now
        elif step == "redo" and future:
            past.append(now)
            now = future.pop()
            assert film.boards.redo(name, who="Bo").plan == now
    assert film.boards.get(name).plan == now


def test_second_to_move_is_told(kept: Library) -> None:
    kept.boards.add("main", START, who="Bo")
    kept.boards.apply("main", EMPTY_DAY, who="Ada", expected=0)
    with pytest.raises(Stale, match="somebody changed board 'main' first"):
        kept.boards.apply("main", EMPTY_DAY, who="Bo", expected=0)
    assert kept.boards.get("main").version == 1


def test_branch_starts_where_its_parent_stood(kept: Library) -> None:
    kept.boards.add("main", START, who="Bo")
    kept.boards.apply("main", EMPTY_DAY, who="Bo")
    kept.boards.apply("main", SHOOT_ONE, who="Bo")
    branch = kept.boards.branch("main", "what if", who="Ada", at=1)
    assert branch.plan == kept.boards.get("main", at=1).plan
    kept.boards.undo("main", who="Bo")
    assert kept.boards.get("what if").plan == branch.plan
    note = kept.boards.notes()[1]
    assert (note.name, note.parent, note.parent_seq) == ("what if", "main", 1)


def test_replacing_makes_the_board_when_there_is_none(kept: Library) -> None:
    assert kept.boards.replace("main", START, who="Bo", made={"seed": 3}).version == 0
    again = kept.boards.replace("main", Plan(), who="Bo", made={"seed": 4})
    assert (again.version, again.plan, again.made) == (1, Plan(), {"seed": 4})


def test_board_written_last_is_the_current_one(kept: Library) -> None:
    assert kept.boards.current() == ""
    kept.boards.add("a", START, who="Bo")
    kept.boards.add("b", START, who="Bo")
    kept.boards.apply("a", EMPTY_DAY, who="Bo")
    assert kept.boards.current() == "a"


def test_names_are_not_taken_twice(kept: Library) -> None:
    kept.boards.add("main", START, who="Bo")
    with pytest.raises(Unwritable, match="already"):
        kept.boards.add("main", Plan(), who="Bo")
    with pytest.raises(Unwritable, match="needs a name"):
        kept.boards.add(" ", Plan(), who="Bo")
    assert kept.boards.get("main").plan == START


def test_unknown_board_is_refused_with_those_there_are(kept: Library) -> None:
    with pytest.raises(NotFound, match="Make one"):
        kept.boards.get("nope")
    kept.boards.add("main", START, who="Bo")
    with pytest.raises(NotFound, match="There is: main"):
        kept.boards.get("nope")
    with pytest.raises(NotFound, match="operations 0 to 0, not 4"):
        kept.boards.get("main", at=4)


def test_boards_of_another_production_are_not_seen(kept: Library) -> None:
    from intercut.store import models

    kept.boards.add("main", START, who="Bo")
    other = models.Production.objects.using(kept.alias).exclude(pk=kept.production).first()
    if other is None:  # a file holds one production
        return
    theirs = Library(kept.alias, other.pk, None, read_only=False)
    assert theirs.boards.names() == ()
    theirs.boards.add("main", Plan(), who="Dee")
    assert kept.boards.get("main").plan == START
