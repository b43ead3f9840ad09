"""Cues and roles."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intercut.breakdown.name_keys import name_key
from intercut.domain.facts import Answer, NameJoin
from intercut.domain.ids import RoleId
from intercut.domain.scene import Breakdown, ProposalKind

Taken = Callable[..., Breakdown]


def room(*cues: str) -> str:
    return "INT. ROOM - DAY\n\n" + "\n\n".join(f"{c}\nHm." for c in cues) + "\n"


def asked(found: Breakdown, kind: ProposalKind) -> list[tuple[str, ...]]:
    return [p.subjects for p in found.proposals if p.kind is kind]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mr. O’Neil", "MR O'NEIL"),
        ("WOMAN #2", "WOMAN 2"),
        ("J.R.", "JR"),
        ("ADA:", "ADA"),
        ("  ADA   LOVELACE ", "Ada Lovelace"),
    ],
)
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@given(st.text(max_size=40))
def test_a_key_is_its_own_key(text: str) -> None:
    assert name_key(name_key(text)) == name_key(text)


def test_a_voice_waits_for_a_yes_and_then_is_its_owner_heard(taken_apart: Taken) -> None:
    text = room("SAM", "ANN") + "\nINT. CAVE - DAY\n\nSAM'S VOICE\nHere.\n"
    found = taken_apart(text)
    assert "SAM'S VOICE" in {r.id for r in found.roles}
    (ask,) = [p for p in found.proposals if p.kind is ProposalKind.JOIN_NAMES]
    assert not ask.applied
    joined = taken_apart(text, answers=(Answer(proposal=ask.id, accepted=True),))
    assert {r.id for r in joined.roles} == {"SAM", "ANN"}
    (entry,) = joined.scenes[1].cast
    assert (entry.role, entry.presence.value, entry.works) == ("SAM", "heard", False)
    assert next(r for r in joined.roles if r.id == "SAM").aliases == ("SAM'S VOICE",)


def test_a_join_a_person_wrote_is_applied_however_the_role_is_spelled(taken_apart: Taken) -> None:
    join = NameJoin(names=("YOUNG SAM",), roles=(RoleId("sam"),))
    found = taken_apart(room("SAM", "YOUNG SAM"), names=(join,))
    assert [r.id for r in found.roles] == ["SAM"]
    assert found.scenes[0].cast[0].lines == (1, 3)
    assert not asked(found, ProposalKind.JOIN_NAMES)


def test_young_sam_stays_another_role_until_somebody_says_so(taken_apart: Taken) -> None:
    found = taken_apart(room("SAM", "YOUNG SAM"))
    assert {r.id for r in found.roles} == {"SAM", "YOUNG SAM"}
    assert asked(found, ProposalKind.JOIN_NAMES) == [("YOUNG SAM", "SAM")]


def test_both_counts_for_the_two_who_speak(taken_apart: Taken) -> None:
    found = taken_apart(room("SAM", "ANN", "BOTH"))
    assert {c.role: c.lines for c in found.scenes[0].cast} == {"SAM": (1, 5), "ANN": (3, 5)}
    assert asked(found, ProposalKind.SPLIT_NAME) == [("BOTH", "SAM", "ANN")]


def test_both_with_nobody_to_mean_is_asked_and_counts_for_nobody(taken_apart: Taken) -> None:
    found = taken_apart(room("BOTH"))
    assert found.scenes[0].cast == ()
    assert asked(found, ProposalKind.SPLIT_NAME) == [("BOTH",)]


@pytest.mark.parametrize("cue", ["SAM & ANN", "SAM AND ANN", "SAM/ANN", "SAM + ANN", "SAM, ANN"])
def test_two_names_in_a_cue_are_two_roles(taken_apart: Taken, cue: str) -> None:
    found = taken_apart(room("SAM", "ANN", cue))
    assert {r.id for r in found.roles} == {"SAM", "ANN"}
    assert all(c.lines[-1] == 5 for c in found.scenes[0].cast)


def test_a_no_makes_the_two_names_a_role_of_its_own(taken_apart: Taken) -> None:
    text = room("SAM", "ANN", "SAM & ANN")
    (ask,) = [p for p in taken_apart(text).proposals if p.kind is ProposalKind.SPLIT_NAME]
    found = taken_apart(text, answers=(Answer(proposal=ask.id, accepted=False),))
    assert {r.id for r in found.roles} == {"SAM", "ANN", "SAM & ANN"}


def test_a_confirmed_join_of_several_counts_for_all(taken_apart: Taken) -> None:
    join = NameJoin(names=("TWINS",), roles=(RoleId("SAM"), RoleId("ANN")))
    found = taken_apart(room("SAM", "ANN", "TWINS"), names=(join,))
    assert {c.role: c.lines for c in found.scenes[0].cast} == {"SAM": (1, 5), "ANN": (3, 5)}


@pytest.mark.parametrize(
    ("cues", "subjects"),
    [
        (("DR. NAIR", "NAIR"), ("DR. NAIR", "NAIR")),
        (("HELENA", "HELENA BRANDT"), ("HELENA BRANDT", "HELENA")),
        (("MICHAEL", "MICHAEL", "MICHEAL"), ("MICHEAL", "MICHAEL")),
    ],
)
def test_likely_variants_are_asked_about(
    taken_apart: Taken, cues: tuple[str, ...], subjects: tuple[str, ...]
) -> None:
    assert asked(taken_apart(room(*cues)), ProposalKind.JOIN_NAMES) == [subjects]


@pytest.mark.parametrize(
    "cues",
    [("COP #1", "COP #2"), ("OLD BOY", "BOY"), ("LORD ASHBY", "LADY ASHBY"), ("SAM", "PAM")],
)
def test_names_that_are_two_people_are_not_asked_about(
    taken_apart: Taken, cues: tuple[str, ...]
) -> None:
    assert asked(taken_apart(room(*cues)), ProposalKind.JOIN_NAMES) == []


def test_a_crowd_is_background_and_no_role(taken_apart: Taken) -> None:
    found = taken_apart(room("ADA", "CROWD"))
    assert [r.id for r in found.roles] == ["ADA"]
    assert [(e.name, e.category) for e in found.elements] == [("CROWD", 101)]


def test_an_answer_to_a_question_nobody_asks_is_a_note(taken_apart: Taken) -> None:
    found = taken_apart(room("ADA"), answers=(Answer(proposal="parts-9-beef", accepted=True),))
    assert [f.code for f in found.findings] == ["breakdown.answer.unknown"]
