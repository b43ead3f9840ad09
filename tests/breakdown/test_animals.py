"""Animals that have cues."""

from __future__ import annotations

import pytest
from tests.breakdown.conftest import Taken

from intercut.domain.facts import Answer
from intercut.domain.scene import Breakdown, ProposalKind


def asked(found: Breakdown) -> list[tuple[str, bool]]:
    return [
        (p.subjects[0], p.applied)
        for p in found.proposals
        if p.kind is ProposalKind.ELEMENT and "not a part to be cast" in p.message
    ]


def uses(found: Breakdown) -> list[list[str]]:
    names = {e.id: e.name for e in found.elements if e.category == 108}
    return [[names[u.element] for u in s.elements if u.element in names] for s in found.scenes]


@pytest.mark.parametrize(
    ("cue", "said"),
    [
        ("DOG", "Woof! Woof!"),
        ("DOG #2", "(growling)\nGrrrr."),
        ("CATS", "Miaow. Meeeow."),
        ("BISCUIT", "Arf!"),
        ("REX (a dog)", "Ruff."),
    ],
)
def test_an_animal_that_only_makes_its_sound_is_an_element_and_no_part(
    taken_apart: Taken, cue: str, said: str
) -> None:
    text = (
        "INT. HALL - DAY\n\nBISCUIT, a terrier, sleeps.\n\n"
        f"{cue}\n{said}\n\nANN\nQuiet.\n\nEXT. YARD - DAY\n\nANN\nCome.\n\n{cue}\n{said}\n"
    )
    found = taken_apart(text)
    assert [r.name for r in found.roles] == ["ANN"]
    name = cue.split(" (", maxsplit=1)[0]
    assert asked(found) == [(name, True)]
    assert all(name in used for used in uses(found))
    (question,) = (p for p in found.proposals if p.subjects[:1] == (name,))
    no = taken_apart(text, answers=(Answer(proposal=question.id, accepted=False),))
    assert {r.name for r in no.roles} == {"ANN", name}


@pytest.mark.parametrize("cue", ["FOX", "PARROT"])
def test_an_animal_that_talks_stays_a_part_until_somebody_says_otherwise(
    taken_apart: Taken, cue: str
) -> None:
    text = f"INT. HALL - DAY\n\n{cue}\nI never said that.\n\nANN\nYou did.\n"
    found = taken_apart(text)
    assert {r.name for r in found.roles} == {"ANN", cue}
    assert asked(found) == [(cue, False)]
    (question,) = (p for p in found.proposals if "to be cast" in p.message)
    yes = taken_apart(text, answers=(Answer(proposal=question.id, accepted=True),))
    assert [r.name for r in yes.roles] == ["ANN"]
    assert uses(yes) == [[cue]]


def test_people_are_no_animals(taken_apart: Taken) -> None:
    found = taken_apart("INT. HALL - DAY\n\nMRS FOXE\nWoof.\n\nBARKER\nArf.\n\nWOLFGANG\nNo.\n")
    assert asked(found) == []
    assert len(found.roles) == 3
