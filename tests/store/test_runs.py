from __future__ import annotations

import datetime as dt

import pytest

from intercut.domain.ids import StripId
from intercut.domain.plan import Plan
from intercut.errors import NotFound
from intercut.store.library import Library
from intercut.store.records import Point

MINUTE = dt.timedelta(minutes=1)
OVER = dt.timedelta(seconds=-1)
BEST = Plan(boneyard=(StripId("1"),))
FIRST = Point(seconds=0.5, cost=900, bound=None, unplaced=8)


def test_run_is_taken_by_one_worker_only(kept: Library) -> None:
    kept.runs.ask({"seconds": 5}, who="Ada")
    taken = kept.runs.take("one", MINUTE)
    assert taken is not None
    assert (taken.number, taken.state, taken.attempts, taken.question) == (
        1, "running", 1, {"seconds": 5},
    )  # fmt: skip
    assert kept.runs.take("two", MINUTE) is None
    assert kept.runs.report(1, "two", MINUTE, points=[FIRST]) is None
    assert not kept.runs.finish(1, "two", "done")
    assert kept.runs.note(1).curve == ()


def test_progress_and_outcome_are_kept(kept: Library) -> None:
    kept.runs.ask({}, who="Ada")
    kept.runs.take("one", MINUTE)
    assert kept.runs.report(1, "one", MINUTE, points=[FIRST], plan=BEST) == ""
    assert kept.runs.plan(1) == BEST
    kept.runs.wish(1, "stop")
    assert kept.runs.report(1, "one", MINUTE) == "stop"
    assert kept.runs.finish(1, "one", "stopped", plan=Plan(), outcome={"cost": 1}, said="fine")
    note = kept.runs.note(1)
    assert (note.state, note.curve, note.outcome, note.said) == (
        "stopped", (FIRST,), {"cost": 1}, "fine",
    )  # fmt: skip
    assert kept.runs.plan(1) == Plan()


def test_dead_workers_run_goes_on_and_the_second_time_is_given_back(kept: Library) -> None:
    kept.runs.ask({}, who="Ada")
    kept.runs.take("one", OVER)
    kept.runs.report(1, "one", OVER, plan=BEST)
    assert kept.runs.sweep() == 1
    assert (kept.runs.note(1).state, kept.runs.plan(1)) == ("queued", BEST)
    assert kept.runs.report(1, "one", MINUTE) is None
    kept.runs.take("two", OVER)
    assert kept.runs.sweep() == 1
    lost = kept.runs.note(1)
    assert (lost.state, lost.plan, lost.attempts) == ("lost", True, 2)
    assert "best plan so far is kept" in lost.said
    assert kept.runs.sweep() == 0


def test_dead_workers_run_that_was_called_off_stays_off(kept: Library) -> None:
    kept.runs.ask({}, who="Ada")
    kept.runs.take("one", OVER)
    kept.runs.wish(1, "cancel")
    kept.runs.sweep()
    assert kept.runs.note(1).state == "stopped"


def test_run_that_waits_is_called_off_at_once(kept: Library) -> None:
    kept.runs.ask({}, who="Ada")
    assert kept.runs.wish(1, "cancel").state == "stopped"
    assert kept.runs.take("one", MINUTE) is None
    with pytest.raises(NotFound, match="no run 7"):
        kept.runs.note(7)


def test_curve_stays_short_and_keeps_its_ends(kept: Library) -> None:
    kept.runs.ask({}, who="Ada")
    kept.runs.take("one", MINUTE)
    for n in range(60):
        points = [
            Point(seconds=n * 10.0 + k, cost=1000 - n, bound=n, unplaced=0) for k in range(10)
        ]
        kept.runs.report(1, "one", MINUTE, points=points)
    curve = kept.runs.note(1).curve
    assert len(curve) <= 410
    assert (curve[0].seconds, curve[-1].seconds) == (0.0, 599.0)
    assert [p.seconds for p in curve] == sorted(p.seconds for p in curve)


def test_what_a_run_does_is_no_change_of_the_film(kept: Library) -> None:
    version = kept.version()
    kept.runs.ask({}, who="Ada")
    kept.runs.take("one", MINUTE)
    kept.runs.report(1, "one", MINUTE, points=[FIRST])
    assert kept.version() == version
