"""Scenes in parts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intercut.breakdown.parts.credits import credited
from intercut.domain.facts import Answer
from intercut.domain.scene import Breakdown, Mode, ProposalKind

Taken = Callable[..., Breakdown]


def test_an_intercut_scene_has_parts_only_each_with_its_own_place_light_people_and_lines(
    taken_apart: Taken, call: str
) -> None:
    found = taken_apart(call)
    scene = found.scenes[1]
    assert scene.modes == (Mode.PARTS,)
    own, far = scene.parts
    assert (own.id, own.number, own.label) == ("2pt1", 1, "BO'S END")
    assert (own.set, own.int_ext, own.light) == ("HARBOUR", "EXT", "day")
    assert (own.on_camera, own.voices, own.lines) == (("BO",), ("ADA",), (3, 7))
    assert (far.set, far.int_ext, far.light) == ("ADA'S KITCHEN", "INT", "night")
    assert (far.on_camera, far.voices, far.lines) == (("ADA",), ("BO",), (5,))
    assert own.eighths + far.eighths == scene.eighths.value
    assert own.reason
    assert far.reason


def test_the_earlier_heading_of_an_end_carries_the_scene_it_runs_into(
    taken_apart: Taken, call: str
) -> None:
    found = taken_apart(call)
    assert found.scenes[0].continues == "2"
    assert found.scenes[1].continues is None
    assert [p.kind for p in found.proposals].count(ProposalKind.CONTINUES) == 1


def test_both_ends_are_seen_and_work(taken_apart: Taken, call: str) -> None:
    assert {c.role: c.works for c in taken_apart(call).scenes[1].cast} == {"BO": True, "ADA": True}


def test_a_no_to_the_parts_leaves_the_scene_whole(taken_apart: Taken, call: str) -> None:
    (asked,) = [p for p in taken_apart(call).proposals if p.kind is ProposalKind.PARTS]
    found = taken_apart(call, answers=(Answer(proposal=asked.id, accepted=False),))
    assert found.scenes[1].parts == ()
    assert found.scenes[1].modes == (Mode.WHOLE,)
    assert found.scenes[0].continues is None


def test_the_question_keeps_its_id_while_the_words_stay(taken_apart: Taken, call: str) -> None:
    first = {p.id for p in taken_apart(call).proposals if p.kind is ProposalKind.PARTS}
    later = {
        p.id
        for p in taken_apart(call.replace("Who is me?", "Who, please?")).proposals
        if p.kind is ProposalKind.PARTS
    }
    assert first == later


@pytest.mark.parametrize(
    "mark",
    [
        "INTERCUT:",
        "INTERCUT",
        "INTERCUT PHONE CALL",
        "INTERCUT - PHONE CONVERSATION",
        "INTERCUT ADA/BO",
        "INTERCUT Ada and Bo.",
        "INTERCUT WITH ADA",
        "INTERCUT WITH ADA:",
        "INTERCUTTING",
        "INTERCUT BETWEEN ADA AND BO",
        "INTERCUT - ADA'S KITCHEN / HARBOUR",
        "INTERCUT - INT. ADA'S KITCHEN",
        "We intercut between Ada and Bo as they talk.",
        "SPLIT SCREEN",
        "> INTERCUT WITH:",
    ],
)
def test_every_form_counted_in_scripts_gives_the_two_ends(
    taken_apart: Taken, call: str, mark: str
) -> None:
    found = taken_apart(call.replace("INTERCUT PHONE CONVERSATION", mark))
    parts = found.scenes[1].parts
    assert [(p.set, p.on_camera) for p in parts] == [
        ("HARBOUR", ("BO",)),
        ("ADA'S KITCHEN", ("ADA",)),
    ]
    assert [p.lines for p in parts] == [(3, 7), (5,)]


def test_a_mark_read_as_a_cue_is_a_direction_and_its_text_action(
    taken_apart: Taken, call: str
) -> None:
    text = call.replace(
        "INTERCUT PHONE CONVERSATION\n", "INTERCUT PHONE CALL\nAda sits on the sink.\n"
    )
    found = taken_apart(text)
    assert {r.name for r in found.roles} == {"ADA", "BO"}
    assert len(found.scenes[1].parts) == 2
    (asked,) = [p for p in found.proposals if p.kind is ProposalKind.NOT_A_CUE]
    assert asked.subjects == ("INTERCUT PHONE CALL",)
    kept = taken_apart(text, answers=(Answer(proposal=asked.id, accepted=False),))
    assert "INTERCUT PHONE CALL" in {r.name for r in kept.roles}


def test_a_mark_at_the_close_of_a_scene_splits_the_next(taken_apart: Taken) -> None:
    found = taken_apart(
        "INT. BUS - NIGHT\n\nADA\nPick up.\n\nINTERCUT WITH:\n\nINT. BED - NIGHT\n\nBO\nWhat?\n\nADA\nMe.\n"
    )
    assert found.scenes[0].parts == ()
    assert found.scenes[0].continues == "2"
    assert [(p.set, p.lines) for p in found.scenes[1].parts] == [("BED", (1,)), ("BUS", (3,))]


def test_an_end_without_a_place_is_named_as_unknown(taken_apart: Taken) -> None:
    found = taken_apart("INT. LOBBY - DAY\n\nBO\nHello?\n\nINTERCUT\n\nBO\nWho?\n\nADA\nMe.\n")
    far = found.scenes[0].parts[1]
    assert far.set == "ADA'S END (PLACE NOT NAMED)"
    assert far.confidence < 50


def test_lines_before_the_mark_and_after_its_end_belong_to_the_own_place(
    taken_apart: Taken,
) -> None:
    found = taken_apart(
        "INT. BUS - NIGHT\n\nAda phones.\n\nINT. BAR - NIGHT\n\nCY\nPhone!\n\nINTERCUT:\n\nBO\nYes?\n\nADA\nMe.\n\nEND INTERCUT\n\nDEE\nAnother?\n\nBO\nYes.\n"
    )
    own, far = found.scenes[1].parts
    assert own.on_camera == ("CY", "BO", "DEE")
    assert far.on_camera == ("ADA",)
    assert len(own.lines) == 4
    assert len(far.lines) == 1
    assert own.minutes.minutes >= far.minutes.minutes


def test_two_ends_of_one_call_share_the_script_day(taken_apart: Taken, call: str) -> None:
    found = taken_apart(call)
    assert {s.script_day[1:] for s in found.scenes} == {"1"}


@pytest.mark.parametrize(
    "text",
    [
        "INT. ROOM - DAY\n\nADA\nWe could intercut it.\n\nBO\nNo.\n",
        "INT. ROOM - DAY\n\nAda looks at the old intercut again.\n\nBO\nNo.\n",
        "INT. PRISON - DAY\n\nGlass.\n\nADA\n(into phone)\nHi.\n\nBO\n(into phone)\nHi.\n",
        "INT. ROOM - DAY\n\nADA\nNo.\n\nBACK TO:\n\nINT. HALL - DAY\n\nBO\nYes.\n",
    ],
)
def test_what_only_looks_like_an_intercut_is_left_whole(taken_apart: Taken, text: str) -> None:
    found = taken_apart(text)
    assert all(not s.parts for s in found.scenes)
    assert not [p for p in found.proposals if p.kind is ProposalKind.PARTS]


def test_headings_that_alternate_during_a_call_are_asked_about(taken_apart: Taken) -> None:
    a = "INT. BUS - DAY\n\nADA\n(into phone)\nHi.\n\n"
    b = "INT. BAR - DAY\n\nBO\n(into phone)\nHo.\n\n"
    found = taken_apart(a + b + a + b)
    (asked,) = [p for p in found.proposals if p.kind is ProposalKind.PARTS]
    assert asked.subjects == ("1", "2", "3", "4")
    assert not asked.applied


@given(st.integers(0, 400), st.lists(st.integers(0, 60), min_size=1, max_size=6))
def test_credits_add_up_and_no_end_gets_more_than_an_eighth_beyond_its_share(
    eighths: int, lines: list[int]
) -> None:
    dealt = credited(eighths, lines)
    assert sum(dealt) == eighths
    weights = lines if any(lines) else [1] * len(lines)
    for got, weight in zip(dealt, weights, strict=True):
        assert abs(got - eighths * weight / sum(weights)) < 1


def test_a_video_call_asks_for_the_far_picture_and_a_yes_makes_it_a_part(
    taken_apart: Taken,
) -> None:
    text = (
        "INT. CABIN - NIGHT\n\nBo waves off his crew.\n\nEXT. DECK - NIGHT\n\nADA\nHello?\n\n"
        "BO (ON FACETIME)\nIt's me.\n"
    )
    found = taken_apart(text)
    assert found.scenes[1].parts == ()
    (asked,) = [p for p in found.proposals if p.kind is ProposalKind.PARTS]
    assert asked.subjects == ("BO",)
    yes = taken_apart(text, answers=(Answer(proposal=asked.id, accepted=True),))
    assert [(p.set, p.on_camera, p.lines) for p in yes.scenes[1].parts] == [
        ("DECK", ("ADA",), (1,)),
        ("CABIN", ("BO",), (3,)),
    ]
    assert not [p for p in yes.proposals if p.kind is ProposalKind.PARTS]


def test_two_on_the_phone_under_one_heading_are_split_by_a_yes(taken_apart: Taken) -> None:
    text = "INT. OFFICE - DAY\n\nADA\n(into phone)\nHi.\n\nBO\n(into phone)\nHo.\n"
    (asked,) = [p for p in taken_apart(text).proposals if p.kind is ProposalKind.PARTS]
    parts = taken_apart(text, answers=(Answer(proposal=asked.id, accepted=True),)).scenes[0].parts
    assert [(p.set, p.on_camera) for p in parts] == [
        ("OFFICE", ("ADA",)),
        ("BO'S END (PLACE NOT NAMED)", ("BO",)),
    ]


def test_a_yes_keeps_the_scenes_of_each_end_of_an_alternating_call_together(
    taken_apart: Taken,
) -> None:
    a = "INT. BUS - DAY\n\nADA\n(into phone)\nHi.\n\n"
    b = "INT. BAR - NIGHT\n\nBO\n(into phone)\nHo.\n\n"
    (asked,) = [p for p in taken_apart(a + b + a + b).proposals if p.kind is ProposalKind.PARTS]
    found = taken_apart(a + b + a + b, answers=(Answer(proposal=asked.id, accepted=True),))
    assert [s.continues for s in found.scenes] == ["3", "4", None, None]
    assert [s.script_day for s in found.scenes] == ["D1", "N1", "D1", "N1"]


def test_an_intercut_heading_takes_both_places_from_the_headings_before(taken_apart: Taken) -> None:
    found = taken_apart(
        "INT. CHAPEL - DAY\n\nAda waits.\n\nEXT. VAN - DUSK\n\nBo waits.\n\n.INTERCUT - CHAPEL / VAN\n\nADA\nHi.\n\nBO\nHo.\n"
    )
    scene = found.scenes[2]
    assert [(p.set, p.int_ext, p.light, p.on_camera) for p in scene.parts] == [
        ("CHAPEL", "INT", "day", ("ADA",)),
        ("VAN", "EXT", "dusk", ("BO",)),
    ]
    assert [s.continues for s in found.scenes] == ["3", "3", None]
    assert scene.heading.original == "INTERCUT - CHAPEL / VAN"


def test_the_question_keeps_its_id_when_another_scene_gives_the_place(
    taken_apart: Taken, call: str
) -> None:
    moved = call.replace("ADA'S KITCHEN", "ADA'S BOAT")
    ids = [
        {p.id for p in taken_apart(text).proposals if p.kind is ProposalKind.PARTS}
        for text in (call, moved)
    ]
    assert ids[0] == ids[1]


def test_an_intercut_heading_of_known_places_raises_no_doubt_about_inside_and_light(
    taken_apart: Taken,
) -> None:
    found = taken_apart(
        "INT. CHAPEL - DAY\n\nAda waits.\n\nEXT. VAN - DAY\n\nBo waits.\n\n.INTERCUT - CHAPEL / VAN\n\nADA\nHi.\n\nBO\nHo.\n"
    )
    assert found.findings == ()
    assert not [p for p in found.proposals if p.kind is ProposalKind.LIGHT]
