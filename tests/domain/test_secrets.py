"""Names of secret people and their roles never reach those who may not know them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intercut.domain.calendar import Calendar, DateSpan
from intercut.domain.ids import PersonId, RoleId
from intercut.domain.people import Casting, Person, Role
from intercut.domain.production import Production
from intercut.domain.rulebook import Rulebook
from intercut.domain.secrets import secrets_of

DAY = dt.date(2026, 3, 2)
SHOW = Production(
    title="Show",
    currency="EUR",
    calendar=Calendar(span=DateSpan(first=DAY, last=DAY)),
    rulebook=Rulebook(name="none", dated=""),
    roles=(
        Role(id=RoleId("THE MAGPIE"), name="THE MAGPIE", aliases=("VOICE IN THE CAR",)),
        Role(id=RoleId("BEE"), name="BEE"),
    ),
    people=(
        Person(id=PersonId("may-oz"), name="May Oz", secret=True, code_name="J. Winter"),
        Person(id=PersonId("bo"), name="Bo Lind"),
    ),
    casting=(
        Casting(role=RoleId("THE MAGPIE"), person=PersonId("may-oz")),
        Casting(role=RoleId("BEE"), person=PersonId("bo")),
    ),
)


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("May Oz calls.", "J. Winter calls."),
        ("MAY OZ, may oz, May", "J. Winter, J. Winter, J. Winter"),
        ("She may call in May.", "She may call in J. Winter."),
        ("A Magpie's nest", "A J. Winter's nest"),
        ("the magpie lands", "J. Winter lands"),
        ("what is a magpie?", "what is a magpie?"),
        ("The voice in the car", "The J. Winter"),
        ("may-oz@example.org", "J. Winter@example.org"),
        ("Bo Lind and BEE in the Mayor's car", "Bo Lind and BEE in the Mayor's car"),
    ],
)
def test_secret_names_are_covered_as_people_write_them(text: str, hidden: str) -> None:
    assert secrets_of(SHOW).hidden(text) == hidden


def test_people_and_their_roles_have_their_code_name() -> None:
    secrets = secrets_of(SHOW)
    assert dict(secrets.people) == {"may-oz": "J. Winter"}
    assert dict(secrets.roles) == {"THE MAGPIE": "J. Winter"}


def test_whoever_may_know_reads_on() -> None:
    secrets = secrets_of(SHOW, known=[PersonId("may-oz")])
    assert secrets.hidden("May Oz is THE MAGPIE") == "May Oz is THE MAGPIE"
    assert not secrets.people


def test_a_secret_person_without_a_code_name_gets_a_neutral_one() -> None:
    people = (replace(SHOW.people[0], code_name=""), SHOW.people[1])
    assert secrets_of(replace(SHOW, people=people)).hidden("May Oz") == "CODE 1"


@given(st.text(alphabet="MayOz THEGPI.-\n", max_size=40))
def test_covering_leaves_nothing_to_cover(text: str) -> None:
    secrets = secrets_of(SHOW)
    once = secrets.hidden(f"{text} May Oz")
    assert "May Oz" not in once
    assert secrets.hidden(once) == once
