"""Who is in a scene, and how."""

from __future__ import annotations

from collections.abc import Callable

from intercut.breakdown.spoken import Spoken, how_spoken
from intercut.domain.facts import Answer
from intercut.domain.scene import Breakdown, Presence, ProposalKind

Taken = Callable[..., Breakdown]


def presence(found: Breakdown, scene: int) -> dict[str, tuple[str, bool]]:
    return {c.role: (c.presence.value, c.works) for c in found.scenes[scene - 1].cast}


def test_a_cue_is_somebody_seen_with_the_offset_of_each_line(taken_apart: Taken) -> None:
    found = taken_apart("INT. ROOM - DAY\n\nADA\nOne.\n\nBO\nTwo.\n\nADA (CONT'D)\nThree.\n")
    ada, bo = found.scenes[0].cast
    assert (ada.role, ada.lines) == ("ADA", (1, 5))
    assert (bo.role, bo.lines) == ("BO", (3,))
    assert presence(found, 1) == {"ADA": ("seen", True), "BO": ("seen", True)}


def test_voice_over_does_not_work_and_off_screen_does(taken_apart: Taken) -> None:
    found = taken_apart(
        "INT. ROOM - DAY\n\nADA\nWho?\n\nBO (O.S.)\nMe.\n\nNARRATOR (V.O.)\nIt was Bo.\n"
    )
    assert presence(found, 1) == {
        "ADA": ("seen", True),
        "BO": ("heard", True),
        "NARRATOR": ("heard", False),
    }


def test_off_screen_and_then_in_the_room_is_seen(taken_apart: Taken) -> None:
    found = taken_apart("INT. ROOM - DAY\n\nBO (O.S.)\nMe.\n\nBO\nHere.\n")
    assert presence(found, 1) == {"BO": ("seen", True)}


def test_the_other_end_of_a_call_is_heard_and_a_person_is_told_to_record_it(
    taken_apart: Taken,
) -> None:
    found = taken_apart("INT. ROOM - DAY\n\nADA\n(into phone)\nYes?\n\nBO (V.O.)\nMe.\n")
    assert presence(found, 1)["BO"] == ("heard", False)
    (asked,) = [p for p in found.proposals if p.kind is ProposalKind.PRESENCE]
    assert asked.subjects == ("BO",)
    assert "recorded" in asked.message


def test_saying_no_to_a_voice_puts_its_owner_on_the_set(taken_apart: Taken) -> None:
    text = "INT. ROOM - DAY\n\nADA\n(into phone)\nYes?\n\nBO (V.O.)\nMe.\n"
    (asked,) = [p for p in taken_apart(text).proposals if p.kind is ProposalKind.PRESENCE]
    found = taken_apart(text, answers=(Answer(proposal=asked.id, accepted=False),))
    assert presence(found, 1)["BO"] == ("seen", True)
    assert not [p for p in found.proposals if p.kind is ProposalKind.PRESENCE]


def test_silence_is_proposed_with_the_words_it_rests_on(taken_apart: Taken) -> None:
    found = taken_apart(
        "INT. ROOM - DAY\n\nBo leans on the wall.\n\nADA\nWell?\n\nINT. HALL - DAY\n\nBO\nWell.\n"
    )
    assert presence(found, 1)["BO"] == ("seen", True)
    (asked,) = [p for p in found.proposals if p.kind is ProposalKind.SILENT_PRESENCE]
    assert "Bo leans on the wall." in asked.reason
    assert asked.applied


def test_a_name_in_a_speech_is_only_mentioned(taken_apart: Taken) -> None:
    found = taken_apart("INT. ROOM - DAY\n\nADA\nWhere is Bo?\n\nINT. HALL - DAY\n\nBO\nHere.\n")
    entry = next(c for c in found.scenes[0].cast if c.role == "BO")
    assert entry.presence is Presence.MENTIONED
    assert not entry.works
    assert "Where is Bo" in entry.reason


def test_a_part_introduced_with_an_age_is_a_role_though_it_never_speaks(taken_apart: Taken) -> None:
    found = taken_apart(
        "INT. ROOM - DAY\n\nLENA (8) draws. Nobody talks.\n\nINT. HALL - DAY\n\nLena sleeps.\n"
    )
    assert [r.name for r in found.roles] == ["LENA"]
    assert presence(found, 2) == {"LENA": ("seen", True)}
    assert len([p for p in found.proposals if p.scene == "1" and "LENA" in p.subjects]) == 1


def test_extensions_say_where_a_voice_comes_from() -> None:
    assert how_spoken(["V.O."]) is Spoken.VOICE
    assert how_spoken(["V. O.", "CONT'D"]) is Spoken.VOICE
    assert how_spoken(["O.S."]) is Spoken.OFF
    assert how_spoken(["OC"]) is Spoken.OFF
    assert how_spoken(["V.O.", "FILTERED"]) is Spoken.WIRE
    assert how_spoken(["over the radio"]) is Spoken.WIRE
    assert how_spoken(["into phone"]) is Spoken.INTO_PHONE
    assert how_spoken(["on phone"]) is Spoken.UNSURE_WIRE
    assert how_spoken(["V.O.", "on phone"]) is Spoken.WIRE
    assert how_spoken(["ON TV"]) is Spoken.SCREEN
    assert how_spoken(["PRE-LAP"]) is Spoken.PRELAP
    assert how_spoken(["on FaceTime"]) is Spoken.VIDEO
    assert how_spoken(["whispering", "IN FRENCH", "CONT'D"]) is Spoken.PLAIN
    assert how_spoken([]) is Spoken.PLAIN


def test_an_omitted_scene_has_nobody(taken_apart: Taken) -> None:
    found = taken_apart("INT. ROOM - DAY #1#\n\nADA\nHm.\n\nOMITTED\n")
    assert presence(found, 1) == {"ADA": ("seen", True)}


def test_a_word_the_script_uses_in_small_letters_is_no_name_by_itself(taken_apart: Taken) -> None:
    found = taken_apart(
        "INT. ROOM - DAY\n\nLong ago. It takes a long time.\n\nINT. HALL - DAY\n\nMISTER LONG LEGS\nHm.\n"
    )
    assert found.scenes[0].cast == ()


def test_action_in_another_alphabet_than_the_names_is_told(taken_apart: Taken) -> None:
    found = taken_apart("INT. ROOM - DAY\n\nАнна стоит у окна и молчит.\n\nANNA\nHm.\n")
    assert "breakdown.action.other_alphabet" in [f.code for f in found.findings]


def test_a_numbered_part_is_found_in_action_with_its_hash(taken_apart: Taken) -> None:
    found = taken_apart(
        "INT. ROOM - DAY\n\nCop #1 sits down. Cop 2 is gone.\n\nINT. HALL - DAY\n\nCOP #1\nHm.\n\nCOP #2\nHm.\n"
    )
    assert presence(found, 1) == {"COP #1": ("seen", True), "COP #2": ("mentioned", False)}
