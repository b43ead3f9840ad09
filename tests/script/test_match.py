"""A new draft on the old one: what stayed, changed, moved, came and went."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from intercut.script.fountain import read_fountain
from intercut.script.match import Fate, Matching, match_scenes
from intercut.script.screenplay import SceneText, scenes_of

PLOTS = [
    "The kettle screams. Mara lets it, and counts the spoons again, slower than before.",
    "A tram rolls by empty. Jonas runs after it with one shoe in his hand and gives up.",
    "Rain on the glass roof. Nobody has swept the leaves; somebody has watered the palms.",
    "The bank clerk stamps four forms without reading one. The queue sighs as a single animal.",
    "She dials. It rings in an empty flat. She lets it ring and writes the shopping list.",
    "Two boys carry a door across the square. A third walks behind them and knocks on it.",
    "The lift stops between floors. The light goes out. Somebody begins to hum, off key.",
    "Dawn. The fishmonger hoses down his step and reads yesterday's paper as it floats away.",
]


def scenes(*parts: tuple[str, str, int | str]) -> tuple[SceneText, ...]:
    """Scenes from (number, place, plot)."""
    text = ""
    for number, place, plot in parts:
        body = PLOTS[plot] if isinstance(plot, int) else plot
        mark = f" #{number}#" if number else ""
        text += f".{place}{mark}\n\n{body}\n\n"
    return scenes_of(read_fountain(text))


DRAFT: tuple[tuple[str, str, int | str], ...] = (
    ("1", "INT. KITCHEN - DAY", 0),
    ("2", "EXT. STREET - DAY", 1),
    ("3", "INT. GLASSHOUSE - NIGHT", 2),
    ("4", "INT. BANK - DAY", 3),
    ("5", "INT. OFFICE - DAY", 4),
)


def fates(matching: Matching) -> list[tuple[int, int, str]]:
    return [(p.old, p.new, p.fate.value) for p in matching.pairs]


def test_an_equal_draft_is_kept_whole() -> None:
    matching = match_scenes(scenes(*DRAFT), scenes(*DRAFT))
    assert fates(matching) == [(n, n, "kept") for n in range(5)]
    assert not matching.added
    assert not matching.omitted
    assert not matching.is_renumbered


def test_a_scene_with_other_words_is_changed() -> None:
    new = list(DRAFT)
    new[1] = ("2", "EXT. STREET - NIGHT", PLOTS[1].replace("shoe", "boot"))
    matching = match_scenes(scenes(*DRAFT), scenes(*new))
    assert fates(matching)[1] == (1, 1, "changed")
    assert 0.8 < matching.pairs[1].likeness < 1


def test_a_scene_rewritten_from_scratch_keeps_its_number() -> None:
    new = list(DRAFT)
    new[2] = ("3", "EXT. BEACH - DAY", 7)
    matching = match_scenes(scenes(*DRAFT), scenes(*new))
    assert fates(matching)[2] == (2, 2, "changed")


def test_a_new_scene_between_two_gets_a_letter() -> None:
    new = (*DRAFT[:2], ("", "INT. LIFT - DAY", 6), ("", "EXT. QUAY - DAWN", 7), *DRAFT[2:])
    matching = match_scenes(scenes(*DRAFT), scenes(*new))
    assert [(a.new, a.number, a.is_proposed) for a in matching.added] == [
        (2, "2A", True),
        (3, "2B", True),
    ]
    assert all(p.fate is Fate.KEPT for p in matching.pairs)


def test_a_new_scene_keeps_the_number_its_writer_gave() -> None:
    new = (*DRAFT[:2], ("2A", "INT. LIFT - DAY", 6), *DRAFT[2:])
    matching = match_scenes(scenes(*DRAFT), scenes(*new))
    assert [(a.number, a.is_proposed) for a in matching.added] == [("2A", False)]


def test_a_scene_that_is_gone_is_omitted_and_its_number_stays_taken() -> None:
    new = (DRAFT[0], ("", "INT. LIFT - DAY", 6), *DRAFT[2:])
    matching = match_scenes(scenes(*DRAFT), scenes(*new))
    assert matching.omitted == (1,)
    assert [a.number for a in matching.added] == ["1A"]


def test_a_scene_marked_omitted_is_omitted() -> None:
    new = list(DRAFT)
    new[3] = ("4", "OMITTED", "")
    matching = match_scenes(scenes(*DRAFT), scenes(*new))
    assert matching.omitted == (3,)
    assert not matching.added
    again = match_scenes(scenes(*new), scenes(*new))
    assert fates(again) == [(n, n, "kept") for n in range(5)]


def test_a_scene_at_another_place_is_moved() -> None:
    new = (DRAFT[0], DRAFT[4], *DRAFT[1:4])
    matching = match_scenes(scenes(*DRAFT), scenes(*new))
    assert [p.fate.value for p in matching.pairs] == ["kept", "moved", "kept", "kept", "kept"]
    assert matching.pairs[1].number == "5"
    assert not matching.pairs[1].has_changed


def test_a_draft_counted_anew_is_matched_by_its_words() -> None:
    new: list[tuple[str, str, int | str]] = [("1", "INT. LIFT - DAY", 6)]
    new += [(str(n + 2), place, plot) for n, (_, place, plot) in enumerate(DRAFT)]
    new[3] = ("4", "INT. GLASSHOUSE - NIGHT", PLOTS[2].replace("Rain", "Hail"))
    matching = match_scenes(scenes(*DRAFT), scenes(*new))
    assert matching.is_renumbered
    assert [(p.old, p.new, p.number) for p in matching.pairs] == [
        (n, n + 1, str(n + 1)) for n in range(5)
    ]
    assert [a.number for a in matching.added] == ["A1"]


def test_words_beat_a_number_that_two_drafts_give_to_different_scenes() -> None:
    new = (*DRAFT[:3], ("4", "INT. OFFICE - DAY", PLOTS[4] + " Twice."), ("5", "INT. BANK", 7))
    matching = match_scenes(scenes(*DRAFT), scenes(*new))
    assert (4, 3) in {(p.old, p.new) for p in matching.pairs}


def test_drafts_without_numbers_get_none() -> None:
    bare = tuple(("", place, plot) for _, place, plot in DRAFT)
    matching = match_scenes(scenes(*bare), scenes(*bare[:2], ("", "INT. LIFT - DAY", 6)))
    assert [p.number for p in matching.pairs] == ["", ""]
    assert [(a.number, a.is_proposed) for a in matching.added] == [("", False)]
    assert matching.omitted == (2, 3, 4)


def test_equal_scenes_are_told_apart_by_their_numbers() -> None:
    old = scenes(("1", "INT. CAR", 0), ("2", "INT. CAR", 0), ("3", "INT. CAR", 0))
    new = scenes(("1", "INT. CAR", 0), ("3", "INT. CAR", 0))
    matching = match_scenes(old, new)
    assert [(p.old, p.new) for p in matching.pairs] == [(0, 0), (2, 1)]
    assert matching.omitted == (1,)


PART = st.tuples(
    st.sampled_from(["", "1", "2", "3", "4", "2A", "10"]),
    st.sampled_from(["INT. KITCHEN - DAY", "EXT. STREET - NIGHT", "OMITTED", "INT. LIFT"]),
    st.one_of(st.integers(0, 7), st.sampled_from(["", "He waits.", "MARA\nNo."])),
)


@given(st.lists(PART, max_size=6), st.lists(PART, max_size=6))
def test_every_scene_has_exactly_one_fate(
    before: list[tuple[str, str, int | str]], after: list[tuple[str, str, int | str]]
) -> None:
    old, new = scenes(*before), scenes(*after)
    matching = match_scenes(old, new)
    olds = [p.old for p in matching.pairs] + list(matching.omitted)
    assert sorted(olds) == list(range(len(old)))
    news = [p.new for p in matching.pairs] + [a.new for a in matching.added]
    assert len(set(news)) == len(news)
    # Only a placeholder for an omitted scene has no fate of its own.
    assert all(new[n].heading.omitted for n in set(range(len(new))) - set(news))
    assert [p.new for p in matching.pairs] == sorted(p.new for p in matching.pairs)
    assert match_scenes(old, new) == matching


@given(st.lists(PART, max_size=6))
def test_a_draft_matched_with_itself_is_kept(parts: list[tuple[str, str, int | str]]) -> None:
    numbered = [(str(n + 1), place, plot) for n, (_, place, plot) in enumerate(parts)]
    old = scenes(*numbered)
    matching = match_scenes(old, old)
    assert fates(matching) == [(n, n, "kept") for n in range(len(old))]


@given(st.permutations(range(5)))
def test_moved_scenes_are_as_few_as_can_be(order: list[int]) -> None:
    matching = match_scenes(scenes(*DRAFT), scenes(*(DRAFT[n] for n in order)))
    still = [p.old for p in matching.pairs if p.fate is Fate.KEPT]
    assert still == sorted(still)
    longest = max(
        mask.bit_count()
        for mask in range(1, 32)
        if (run := [o for i, o in enumerate(order) if mask >> i & 1]) == sorted(run)
    )
    assert len(still) == longest


def test_likeness_is_told_with_the_pair() -> None:
    old = scenes(*DRAFT)
    new = (replace(old[0], number="9"), *old[1:])
    assert match_scenes(old, new).pairs[0].likeness == 1
