from __future__ import annotations

import pytest

from intercut.domain.ids import StripId
from intercut.domain.plan import Plan
from intercut.errors import NotFound
from intercut.store.library import Library

PLAN = Plan(boneyard=(StripId("1"),))


def test_published_schedule_never_changes(kept: Library) -> None:
    kept.boards.add("main", PLAN, who="Bo")
    white = kept.publications.keep("main", PLAN, colour="White", who="Ada")
    kept.boards.replace("main", Plan(), who="Bo")
    blue = kept.publications.keep("main", Plan(), colour="Blue", who="Ada")
    assert (white.number, white.board_version, blue.number, blue.board_version) == (1, 0, 2, 1)
    assert white.sha256 != blue.sha256
    assert kept.publications.plan(1) == PLAN
    assert kept.publications.notes() == (white, blue)
    with pytest.raises(NotFound, match="number 3"):
        kept.publications.plan(3)


def test_same_schedule_is_not_kept_twice(kept: Library) -> None:
    first = kept.publications.keep("main", PLAN, colour="White", who="Ada")
    assert kept.publications.keep("main", PLAN, colour="White", who="Bo") == first
    kept.publications.keep("main", PLAN, colour="Blue", who="Bo")
    assert [n.colour for n in kept.publications.notes()] == ["White", "Blue"]


def test_next_publication_finds_what_was_left_for_it(kept: Library) -> None:
    assert kept.publications.ledger("calendars") == ""
    for data in ("first", "second"):
        kept.publications.keep("main", PLAN, colour="White", who="Ada", ledgers={"calendars": data})
        assert kept.publications.ledger("calendars") == data
