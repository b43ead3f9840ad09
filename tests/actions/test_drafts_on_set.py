"""A new draft after a call was half shot: what is logged stays with the lines it is of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import intercut as ic
from intercut.actions.decisions import get_facts, set_facts
from intercut.actions.drafts import revise_script
from intercut.actions.logging_takes import hear_again, judge_heard, read_take_file
from intercut.actions.office import KeptFilm
from intercut.actions.set_log import take_log
from intercut.actions.set_reports import script_as_shot, what_is_owed
from intercut.domain.spoken import Covered, LineOwed, PartOwed, Said

ADDED = "Night, Clara. Step over the gap for me."
Edit = Callable[[str], str]
Draft = Callable[..., None]


@pytest.fixture
def film(tmp_path: Path, examples: Path) -> Iterator[KeptFilm]:
    """Brownstone with Sabine's end of the call shot, heard and confirmed."""
    folder = examples / "brownstone"
    with ic.new(
        tmp_path / "b.intercut",
        script=folder / "brownstone.fountain",
        facts=folder / "brownstone.facts.yaml",
        name="Bo",
    ) as made:
        assert isinstance(made.office, KeptFilm)
        read_take_file(made.office, folder / "takes" / "lisbon.yaml")
        judge_heard(made.office, "17pt1/A/2", 6, accepted=False)
        judge_heard(made.office, "17pt1/A/2", 57, accepted=True)
        yield made.office


@pytest.fixture
def draft(film: KeptFilm, examples: Path, tmp_path: Path) -> Draft:
    """Bring in the script with some words replaced; with none it is the first draft again."""
    first = (examples / "brownstone" / "brownstone.fountain").read_text("utf-8")

    def bring(**changes: str) -> None:
        text = first
        for old, new in changes.items():
            assert KNOWN[old] in text
            text = text.replace(KNOWN[old], new, 1)
        path = tmp_path / "draft.fountain"
        path.write_text(text, encoding="utf-8")
        revise_script(film, path)

    return bring


KNOWN = {
    "first": "CLARA\nYou picked up.\n",
    "gulls": "Six. There are gulls. What time is it there?",
    "so": "SABINE\nSo you said.\n\n",
    "last": "Then I suppose we have. Goodnight, Bee.\n",
}


def sabine(film: KeptFilm) -> PartOwed:
    (scene,) = what_is_owed(film).scenes
    return scene.parts[0]


def line(part: PartOwed, text: str) -> LineOwed:
    return next(x for x in part.lines if x.text.startswith(text))


def answer(film: KeptFilm) -> tuple[object, ...]:
    """All that the set says of the film."""
    owing, shot = what_is_owed(film), script_as_shot(film)
    return owing.scenes, owing.findings, shot.scenes, shot.changes


def test_a_line_above_moves_no_coverage(film: KeptFilm, draft: Draft) -> None:
    before = {x.text: (x.needed, x.covered, x.takes) for x in sabine(film).lines}
    draft(first=f"SABINE\nThis is the switchboard.\n\n{KNOWN['first']}")
    after = {x.text: (x.needed, x.covered, x.takes) for x in sabine(film).lines}
    new = after.pop("This is the switchboard.")
    assert (new[1], new[2]) == (Covered.NOT_AT_ALL, ())
    assert after == before
    assert [x.text for x in sabine(film).lines if x.owed] == ["This is the switchboard."]


def test_a_line_cut_is_owed_no_more_and_its_takes_keep_it(film: KeptFilm, draft: Draft) -> None:
    draft(so="")
    assert sabine(film).complete
    assert [f.code for f in what_is_owed(film).findings] == ["owed.cut"]
    kept = [f for f in take_log(film).former if f.line is None]
    assert {(f.take, f.text) for f in kept} >= {("17pt1/A/2", "So you said.")}


def test_a_line_reworded_is_covered_as_it_was(film: KeptFilm, draft: Draft) -> None:
    draft(gulls="Six in the morning. There are gulls. What time is it there?")
    found = line(sabine(film), "Six")
    assert (found.covered, found.formerly) == (Covered.ON_CAMERA, KNOWN["gulls"])
    assert [f.code for f in what_is_owed(film).findings] == ["owed.former"]
    former = take_log(film).formerly(found.takes[0], found.line)
    assert former is not None
    assert former.text == KNOWN["gulls"]
    (shot,) = script_as_shot(film).scenes
    said = next(x for x in shot.lines if x.line == found.line)
    assert (said.kind, said.said) == (Said.CHANGED, KNOWN["gulls"])


def test_a_line_in_another_scene_is_owed_there_and_told(film: KeptFilm, draft: Draft) -> None:
    key = "You mailed me a key in an envelope from a lawyer."
    KNOWN.update(key=f"SABINE\n{key}\n\n", roof="AUGUST\nYou were laughing. Down there.\n")
    draft(key="", roof=f"{KNOWN['roof']}\nSABINE\n{key}\n")
    told = {f.code: f.message for f in what_is_owed(film).findings}
    assert key[:30] in told["owed.elsewhere"]
    assert "line 18.2" in told["owed.elsewhere"]
    assert not any(x.text == key for x in sabine(film).lines)


def test_another_name_is_another_person_until_somebody_says_so(
    film: KeptFilm, draft: Draft
) -> None:
    KNOWN.update(rang="SABINE\nYou mailed me a key in")
    draft(rang="SABRINA\nYou mailed me a key in")
    found = line(sabine(film), "You mailed")
    assert found.takes == ()
    assert "owed.speaker" in {f.code for f in what_is_owed(film).findings}
    facts = f"{get_facts(film)}\nroles:\n  - {{name: SABINE, aliases: [SABRINA]}}\n"
    set_facts(film, facts.encode(), "facts.yaml")
    assert line(sabine(film), "You mailed").covered is Covered.ON_CAMERA


def test_another_line_in_its_place_is_owed(film: KeptFilm, draft: Draft) -> None:
    draft(gulls="Nobody rings a lighthouse before breakfast.")
    found = line(sabine(film), "Nobody")
    assert (found.covered, found.takes) == (Covered.NOT_AT_ALL, ())


def test_what_was_improvised_and_written_down_counts_once(film: KeptFilm, draft: Draft) -> None:
    draft(
        last=f"{KNOWN['last']}\nOn the sill Sabine kisses the phone.\n\nSABINE\n{ADDED}\n",
    )
    (shot,) = script_as_shot(film).scenes
    assert [x.kind for x in shot.lines if x.said == ADDED] == [Said.AS_WRITTEN]
    assert not any(x.business for x in shot.lines)
    found = line(sabine(film), "Night, Clara")
    assert found.covered is Covered.ON_CAMERA
    assert set(found.takes) == {"17pt1/A/2", "17pt1/B/1"}
    assert sabine(film).complete


def test_the_first_draft_again_is_the_first_answer_again(film: KeptFilm, draft: Draft) -> None:
    before = answer(film)
    draft(first="CLARA\nHello?\n\nSABINE\nHello.\n", gulls="Six.", so="")
    assert answer(film) != before
    draft()
    assert answer(film) == before


def test_a_log_read_again_after_a_draft_adds_nothing(
    film: KeptFilm, draft: Draft, examples: Path
) -> None:
    draft(first=f"SABINE\nThis is the switchboard.\n\n{KNOWN['first']}")
    before = answer(film)
    assert read_take_file(film, examples / "brownstone" / "takes" / "lisbon.yaml").new == 0
    assert answer(film) == before


def test_a_take_is_heard_against_the_draft_it_was_shot_against(
    film: KeptFilm, draft: Draft
) -> None:
    before = hear_again(film, "17pt1/A/2")
    draft(first=f"SABINE\nThis is the switchboard.\n\n{KNOWN['first']}")
    assert hear_again(film, "17pt1/A/2").lines == before.lines
    assert hear_again(film, "17pt1/A/2").hearing == before.hearing
