"""Said against written: what became of each line, however it was spoken and heard."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intercut.domain.ids import LineId, SceneId
from intercut.domain.spoken import HeardLine, Said, ScriptLine
from intercut.onset.alignment import align, matched_share
from intercut.onset.transcript import Word

Spoken = Callable[..., tuple[Word, ...]]
AS_WRITTEN = (
    "you picked up you rang i've rung before you've dialed before you always hang up on the second "
    "ring i know it's you nobody else in the world is that punctual what time is it there six "
    "there are twelve gulls what time is it there one there's august oh he's still in b flat "
    "good night bee"
)


def kinds(found: tuple[HeardLine, ...]) -> list[tuple[str, str]]:
    return [(h.kind.value, h.line or f"{h.after}-{h.before}") for h in found if h.chosen]


def test_lines_spoken_as_written_are_told_so_whatever_their_spelling(
    call: tuple[ScriptLine, ...], spoken: Spoken
) -> None:
    found = align(call, spoken(AS_WRITTEN))
    assert kinds(found) == [("as written", line.id) for line in call]
    assert all(h.confidence >= 90 for h in found)
    assert found[1].span is not None
    assert (found[1].span.start_ms, found[1].span.end_ms) == (900, 1480)


def test_an_improvised_last_line_is_found_with_its_time_and_place(
    call: tuple[ScriptLine, ...], spoken: Spoken
) -> None:
    found = align(call, spoken(f"{AS_WRITTEN} kiss the bird for me"))
    added = found[-1]
    assert (added.kind, added.after, added.before) == (Said.ADDED, "17.9", None)
    assert added.said == "kiss the bird for me"
    assert added.span is not None
    assert added.span.start_ms == len(AS_WRITTEN.split()) * 300


def test_an_addition_stands_between_the_lines_it_was_said_between(
    call: tuple[ScriptLine, ...], spoken: Spoken
) -> None:
    said = AS_WRITTEN.replace("you rang", "you rang and i am glad you did")
    (added,) = [h for h in align(call, spoken(said)) if h.kind is Said.ADDED]
    assert (added.after, added.before, added.said) == ("17.2", "17.3", "and i am glad you did")
    assert added.confidence >= 80


def test_a_dropped_line_is_named(call: tuple[ScriptLine, ...], spoken: Spoken) -> None:
    found = align(call, spoken(AS_WRITTEN.replace("i've rung before ", "")))
    assert [h.line for h in found if h.kind is Said.DROPPED] == ["17.3"]


def test_changed_words_are_told_stretch_by_stretch(
    call: tuple[ScriptLine, ...], spoken: Spoken
) -> None:
    said = AS_WRITTEN.replace("hang up on the second ring", "put the phone down on the second ring")
    (changed,) = [h for h in align(call, spoken(said)) if h.kind is Said.CHANGED]
    assert changed.line == "17.4"
    real = [(c.written, c.said) for c in changed.changes if not c.same]
    assert real == [("hang up", "put the phone down")]


def test_a_line_begun_again_is_one_line(call: tuple[ScriptLine, ...], spoken: Spoken) -> None:
    said = AS_WRITTEN.replace("you've dialed before", "you've dialed you've dialed before")
    found = align(call, spoken(said))
    assert kinds(found) == [("as written", line.id) for line in call]
    assert [h.attempt for h in found if h.line == "17.4"] == [1, 2]


def test_of_repeated_attempts_the_last_whole_one_counts(
    call: tuple[ScriptLine, ...], spoken: Spoken
) -> None:
    words = "you picked up you rang i've rung before"
    found = align(call, spoken(f"{words} sorry from the top please {words} you've dialed"))
    attempts = [(h.attempt, h.chosen) for h in found if h.line == "17.2"]
    assert attempts == [(1, False), (2, True)]
    talk = [h for h in found if h.kind is Said.ADDED]
    assert [h.chosen for h in talk] == [False]  # between two goes: nobody's line
    assert talk[0].confidence < 60


def test_an_abandoned_last_attempt_does_not_count(
    call: tuple[ScriptLine, ...], spoken: Spoken
) -> None:
    whole = "you've dialed before you always hang up on the second ring i know it's you nobody"
    found = align(call, spoken(f"i've rung before {whole} you've dialed before"))
    chosen = [h for h in found if h.line == "17.4" and h.chosen]
    assert len(chosen) == 1
    assert "second ring" in chosen[0].said


def test_a_name_misheard_is_no_change(call: tuple[ScriptLine, ...], spoken: Spoken) -> None:
    found = align(call, spoken(AS_WRITTEN.replace("august", "auguste")))
    heard = next(h for h in found if h.line == "17.7")
    assert heard.kind is Said.AS_WRITTEN
    assert heard.confidence < 99
    assert [(c.written, c.said) for c in heard.changes if not c.same] == [("August", "auguste")]


def test_what_is_called_out_around_a_take_is_no_improvisation(
    call: tuple[ScriptLine, ...], spoken: Spoken
) -> None:
    found = align(call, spoken(f"scene seventeen take three mark action {AS_WRITTEN} and cut"))
    assert not [h for h in found if h.kind is Said.ADDED]


def test_two_people_at_once_are_both_heard(call: tuple[ScriptLine, ...], spoken: Spoken) -> None:
    said = AS_WRITTEN.replace("you picked up you rang", "you picked you rang up")
    found = align(call, spoken(said))
    assert [h.line for h in found if h.kind is Said.DROPPED] == []
    assert {h.line for h in found} >= {"17.1", "17.2"}


def test_the_voice_of_an_addition_is_known_from_the_lines_it_speaks(
    call: tuple[ScriptLine, ...], spoken: Spoken
) -> None:
    said = ["A: you picked up", "B: you rang", "B: and it rang for ages", "A: i've rung before"]
    (added,) = [h for h in align(call, spoken(said)) if h.kind is Said.ADDED]
    assert added.roles == ("SABINE",)


def test_a_take_of_some_lines_drops_none_of_the_others(
    call: tuple[ScriptLine, ...], spoken: Spoken
) -> None:
    found = align(call, spoken("what time is it there six there are twelve gulls"))
    assert {h.line for h in found} == {"17.5", "17.6"}


def test_lines_the_take_should_have_are_dropped_when_not_heard(
    call: tuple[ScriptLine, ...], spoken: Spoken
) -> None:
    expected = {LineId("17.5"), LineId("17.6"), LineId("17.9")}
    found = align(
        call, spoken("what time is it there six there are twelve gulls"), expected=expected
    )
    assert [h.line for h in found if h.kind is Said.DROPPED] == ["17.9"]


def test_times_are_counted_from_the_start_of_the_take(
    call: tuple[ScriptLine, ...], spoken: Spoken
) -> None:
    heard = align(call, spoken("you picked up you rang"), start_ms=900)
    assert heard[1].span is not None
    assert heard[1].span.start_ms == 0


@pytest.mark.parametrize("said", ["", "completely other talk about fish and boats and weather"])
def test_talk_of_another_matter_makes_no_line(
    call: tuple[ScriptLine, ...], spoken: Spoken, said: str
) -> None:
    found = align(call, spoken(said))
    assert not [h for h in found if h.line is not None]
    assert matched_share(call, spoken(said)) < 0.2


def test_a_script_without_words_takes_any_talk(spoken: Spoken) -> None:
    (added,) = align((), spoken("nobody wrote any of this"))
    assert added.kind is Said.ADDED
    assert align((), ()) == ()


@settings(max_examples=60)
@given(st.lists(st.sampled_from([*AS_WRITTEN.split(), "um", "fish", "12"]), max_size=60))
def test_whatever_is_said_every_line_is_told_once_in_order(said: list[str]) -> None:
    lines = tuple(
        ScriptLine(
            id=LineId(f"1.{n}"),
            scene=SceneId("1"),
            number=n,
            cue=n,
            name="A",
            roles=(),
            text=text,
        )
        for n, text in enumerate(("You picked up.", "What time is it there?", "One. 12 gulls."))
    )
    words = [Word(w, n, n + 1) for n, w in enumerate(said)]
    found = align(lines, words, expected={line.id for line in lines})
    chosen = [h.line for h in found if h.line is not None and h.chosen]
    assert chosen == [line.id for line in lines]
    assert [h.number for h in found] == list(range(1, len(found) + 1))
    order = [lines.index(line) for h in found for line in lines if line.id == h.line]
    assert order == sorted(order)


def test_a_script_spoken_back_is_found_whole_whatever_it_says() -> None:
    chance = random.Random(4)
    vocabulary = [f"w{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(300)]
    lines = [
        ScriptLine(
            id=LineId(f"1.{n}"),
            scene=SceneId("1"),
            number=n,
            cue=n,
            name="A",
            roles=(),
            text=" ".join(chance.choices(vocabulary, k=chance.randint(1, 30))),
        )
        for n in range(200)
    ]
    words = [Word(w, 0, 1) for line in lines for w in line.text.split()]
    assert kinds(align(lines, words)) == [("as written", line.id) for line in lines]
