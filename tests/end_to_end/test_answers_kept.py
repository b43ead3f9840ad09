"""What people said to the program's questions, in a draft that moved, changed, cut and added scenes."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from intercut.actions.opening import open_film
from intercut.domain.facts import Answer
from intercut.domain.scene import Proposal, Scene

Run = Callable[..., Any]


def scenes_in(text: str) -> tuple[str, dict[str, str]]:
    """What stands before the first scene, and each scene's text by its number."""
    head, *rest = re.split(r"(?m)^(?=(?:INT|EXT)\. )", text)
    found = [(re.search(r"#(\w+)#", scene), scene) for scene in rest]
    return head, {number[1]: scene for number, scene in found if number}


def open_questions(path: Path) -> dict[tuple[str, str, str], Proposal]:
    """Every open proposal by kind, scene and first subject."""
    with open_film(path, name="Bo") as film:
        proposals = film.assembly().production.proposals
    return {(p.kind.value, p.scene or "", (*p.subjects, "")[0]): p for p in proposals}


def scene_of(path: Path, number: str) -> Scene:
    with open_film(path, name="Bo") as film:
        return next(s for s in film.assembly().production.scenes if s.number == number)


def answers_of(path: Path) -> tuple[Answer, ...]:
    with open_film(path, name="Bo") as film:
        return film.library.state().facts.answers


def findings_of(path: Path, code: str) -> list[str]:
    with open_film(path, name="Bo") as film:
        return [f.message for f in film.assembly().findings if f.code == code]


def there(scene: Scene) -> set[str]:
    return {str(c.role) for c in scene.cast if c.works}


@pytest.fixture
def answered(run: Run, kitchen: Path, tmp_path: Path) -> Path:
    """KITCHEN with every question about a scene answered: no to people and days, yes to things."""
    asked = open_questions(kitchen)
    assert {("silent presence", "9", "NELL"), ("silent presence", "11", "IDRIS")} <= set(asked)
    lines = [
        f"  - {{proposal: {p.id}, accept: {'yes' if kind == 'element' else 'no'}}}"
        for (kind, scene, _), p in asked.items()
        if scene
    ]
    facts = tmp_path / "answered.yaml"
    facts.write_text(run("facts", kitchen).out + "\nproposals:\n" + "\n".join(lines) + "\n")
    done = run("facts", kitchen, "--set", facts)
    assert done.code == 0, done.err
    assert not [k for k in open_questions(kitchen) if k[1]]
    return kitchen


def revised(run: Run, film: Path, to: Path, head: str, scenes: list[str]) -> Any:
    to.write_text(head + "".join(scenes))
    done = run("revise", film, "--script", to, "--json")
    assert done.code == 0, done.err
    return done.answer


def test_answers_stand_after_scenes_were_moved_changed_added_and_cut(
    run: Run, answered: Path, examples: Path, tmp_path: Path
) -> None:
    head, text = scenes_in((examples / "kitchen" / "kitchen.fountain").read_text())
    before = answers_of(answered)
    order = [n for n in text if n not in {"3", "9"}]
    order.insert(order.index("8"), "9")
    text["1"] = text["1"].replace("from the bank", "from the bank again")
    text["4"] += "INT. COAT CHECK - NIGHT\n\nRuth hangs up her coat.\n\nRUTH\nThank you.\n\n"
    answer = revised(run, answered, tmp_path / "blue.fountain", head, [text[n] for n in order])
    assert (answer["moved"], answer["added"], answer["omitted"]) == (["9"], ["4A"], ["3"])
    assert "1" in answer["changed"]
    assert answers_of(answered) == before
    assert "NELL" not in there(scene_of(answered, "9"))
    assert "IDRIS" not in there(scene_of(answered, "11"))
    assert "OTTO" not in there(scene_of(answered, "11"))
    assert any("PENCIL" in u.element for u in scene_of(answered, "11").elements)
    # Only the new scene may ask; what was answered is not asked again.
    assert {scene for _, scene, _ in open_questions(answered) if scene} <= {
        scene_of(answered, "4A").id
    }
    # The scene that is gone keeps its answer for the day it comes back.
    (told,) = findings_of(answered, "breakdown.answer.unknown")
    assert "element-3-" in told
    head, text = scenes_in((examples / "kitchen" / "kitchen.fountain").read_text())
    answer = revised(run, answered, tmp_path / "pink.fountain", head, list(text.values()))
    assert answer["added"] == ["3"]
    assert not findings_of(answered, "breakdown.answer.unknown")
    assert not [k for k in open_questions(answered) if k[1]]


def test_a_refusal_whose_words_changed_is_asked_again_and_told(
    run: Run, answered: Path, examples: Path, tmp_path: Path
) -> None:
    head, text = scenes_in((examples / "kitchen" / "kitchen.fountain").read_text())
    text["11"] = text["11"].replace("Otto glances at Nell.", "Otto dances with Nell.")
    revised(run, answered, tmp_path / "blue.fountain", head, list(text.values()))
    asked = open_questions(answered)["silent presence", "11", "OTTO"]
    (told,) = findings_of(answered, "breakdown.answer.words_changed")
    assert "You said no" in told
    assert asked.id in told
    assert "IDRIS" not in there(scene_of(answered, "11"))
