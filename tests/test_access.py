from __future__ import annotations

import pytest

from intercut.access import ALLOWED, Action, Actor, Role, may, require, role_named
from intercut.errors import NotAllowed

WRITES = {
    Action.REVISE_SCRIPT,
    Action.CHANGE_FACTS,
    Action.CHANGE_BOARD,
    Action.PUBLISH,
    Action.EXPORT,
}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("action", Action)
def test_what_is_not_in_the_table_is_refused(role: Role, action: Action) -> None:
    actor = Actor(name="somebody", role=role)
    if action in ALLOWED[role]:
        assert may(role, action)
        require(actor, action)
        return
    assert not may(role, action)
    with pytest.raises(NotAllowed, match=f"may not {action}"):
        require(actor, action)


def test_every_role_has_its_line() -> None:
    assert set(ALLOWED) == set(Role)


def test_producer_and_first_ad_may_all_the_owner_may() -> None:
    assert ALLOWED[Role.PRODUCER] == ALLOWED[Role.FIRST_AD] == ALLOWED[Role.OWNER] == set(Action)


def test_reader_changes_nothing_and_sees_no_money() -> None:
    assert not ALLOWED[Role.READER] & (WRITES | {Action.SEE_COST, Action.SEE_FACTS})


def test_performer_sees_own_dates_and_nothing_else() -> None:
    assert ALLOWED[Role.PERFORMER] == {Action.SEE_OWN_DATES}


def test_only_those_who_pay_see_money() -> None:
    allowed = {role for role in Role if may(role, Action.SEE_COST)}
    assert allowed == {Role.OWNER, Role.PRODUCER, Role.FIRST_AD}


def test_refusal_says_whom_to_ask() -> None:
    with pytest.raises(NotAllowed, match="Ask one who may: producer, first AD, second AD"):
        require(Actor(name="Cy", role=Role.READER), Action.PUBLISH)


@pytest.mark.parametrize("text", ["first_ad", "First AD", " first-ad "])
def test_roles_are_named_as_people_name_them(text: str) -> None:
    assert role_named(text) is Role.FIRST_AD


def test_unknown_role_is_no_role() -> None:
    assert role_named("gaffer") is None
