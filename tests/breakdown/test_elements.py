"""Things a scene needs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from intercut.breakdown import Script, break_down
from intercut.domain.facts import Answer
from intercut.domain.scene import Breakdown, ProposalKind
from intercut.script.fdx import read_fdx

Taken = Callable[..., Breakdown]

FDX = b"""<?xml version="1.0" encoding="UTF-8"?>
<FinalDraft DocumentType="Script" Template="No" Version="5">
<Content>
<Paragraph Number="1" Type="Scene Heading"><SceneProperties Length="5/8" Page="1"/><Text>INT. SHED - DAY</Text></Paragraph>
<Paragraph Type="Action"><Text>Ada shows </Text><Text TagNumber="1">the old lamp</Text><Text> to </Text><Text TagNumber="2">the twins</Text><Text>.</Text></Paragraph>
<Paragraph Type="Character"><Text>ADA</Text></Paragraph>
<Paragraph Type="Dialogue"><Text>Look.</Text></Paragraph>
</Content>
<TagData>
<TagCategories>
<TagCategory Color="#000000" Id="05c556eb-6bc1-4a3a-b09f-f8b5ba1b6afa" Name="Props" Number="5"/>
<TagCategory Color="#000000" Id="01fc9642-84ff-4366-b37c-a3068dee57e8" Name="Cast Members" Number="1"/>
</TagCategories>
<TagDefinitions>
<TagDefinition CatId="05c556eb-6bc1-4a3a-b09f-f8b5ba1b6afa" Id="d1" Label="Old lamp" Number="1"/>
<TagDefinition CatId="01fc9642-84ff-4366-b37c-a3068dee57e8" Id="d2" Label="Twins" Number="2"/>
</TagDefinitions>
<Tags>
<Tag Number="1"><DefId>d1</DefId></Tag>
<Tag Number="2"><DefId>d2</DefId></Tag>
</Tags>
</TagData>
</FinalDraft>
"""


def things(found: Breakdown, scene: int = 1) -> dict[str, tuple[int, int]]:
    """Name, category and count of what a scene uses."""
    by_id = {e.id: e for e in found.elements}
    uses = found.scenes[scene - 1].elements
    return {by_id[u.element].name: (by_id[u.element].category, u.count) for u in uses}


@pytest.mark.parametrize(
    ("action", "name", "category", "count"),
    [
        ("Ada lifts a RIFLE.", "RIFLE", 104, 1),
        ("Outside, SIX HORSES wait.", "HORSES", 108, 6),
        ("A dozen COMMUTERS stare.", "COMMUTERS", 101, 12),
        ("She wears a HARD HAT.", "HARD HAT", 106, 1),
        ("He hammers in a FOR SALE SIGN.", "FOR SALE SIGN", 116, 1),
        ("A long BLACK SEDAN stops.", "BLACK SEDAN", 103, 1),
        ("A BANG from below.", "BANG", 113, 1),
        ("Ben reaches for ADA'S VIOLIN.", "VIOLIN", 104, 1),
        ("REX, an old DOG, sleeps.", "REX", 108, 1),
    ],
)
def test_capitals_name_a_thing_its_category_and_how_many(
    taken_apart: Taken, action: str, name: str, category: int, count: int
) -> None:
    found = taken_apart(f"INT. ROOM - DAY\n\n{action} Ada waits.\n\nADA\nHm.\n")
    assert things(found)[name] == (category, count)
    (asked,) = [p for p in found.proposals if p.kind is ProposalKind.ELEMENT]
    assert name in asked.message
    assert asked.applied


@pytest.mark.parametrize(
    "action",
    [
        "CLOSE ON Ada.",
        "Ada is NOT amused.",
        "SUPER: MARSEILLE, 1931",
        "The sign says ANCHOR.",
        "ADA CORBY, 33, waits.",
    ],
)
def test_camera_stress_titles_writing_and_names_are_no_things(
    taken_apart: Taken, action: str
) -> None:
    found = taken_apart(f"INT. ROOM - DAY\n\n{action}\n\nADA\nHm.\n")
    assert found.elements == ()
    assert not [p for p in found.proposals if p.kind is ProposalKind.ELEMENT]


def test_a_thing_nobody_knows_is_asked_about_and_not_counted_until_a_yes(
    taken_apart: Taken,
) -> None:
    text = "INT. ROOM - DAY\n\nAda unwraps the ASTROLABE.\n\nADA\nHm.\n"
    found = taken_apart(text)
    assert found.elements == ()
    (asked,) = [p for p in found.proposals if p.kind is ProposalKind.ELEMENT]
    yes = taken_apart(text, answers=(Answer(proposal=asked.id, accepted=True),))
    assert things(yes) == {"ASTROLABE": (104, 1)}
    no = taken_apart(text, answers=(Answer(proposal=asked.id, accepted=False),))
    assert no.elements == ()


def test_a_thing_set_in_capitals_once_is_found_again_in_small_letters(taken_apart: Taken) -> None:
    found = taken_apart(
        "INT. ROOM - DAY\n\nAda opens a LEDGER.\n\nINT. CAR - DAY\n\nThe ledger on her knees.\n\nINT. BAR - DAY\n\nNothing.\n"
    )
    assert [things(found, n) for n in (1, 2, 3)] == [
        {"LEDGER": (104, 1)},
        {"LEDGER": (104, 1)},
        {},
    ]


def test_tags_of_final_draft_count_as_they_are_and_name_their_file() -> None:
    found = break_down([Script(screenplay=read_fdx(FDX, "tagged.fdx"))])
    assert things(found) == {"Old lamp": (104, 1)}
    (use,) = found.scenes[0].elements
    assert use.reason == "tagged as Props"
    assert "tagged.fdx" in use.source.where
    assert not [p for p in found.proposals if p.kind is ProposalKind.ELEMENT]


def test_cast_tagged_in_final_draft_is_there_without_a_line() -> None:
    found = break_down([Script(screenplay=read_fdx(FDX, "tagged.fdx"))])
    assert {c.role: c.works for c in found.scenes[0].cast} == {"ADA": True, "TWINS": True}


def test_lengths_of_the_file_are_kept_beside_ours() -> None:
    eighths = break_down([Script(screenplay=read_fdx(FDX, "tagged.fdx"))]).scenes[0].eighths
    assert (eighths.imported, eighths.value, eighths.origin) == (5, 5, "imported")
    assert eighths.computed is not None
