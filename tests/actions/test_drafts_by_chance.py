"""Scripts edited by chance under a log: what stayed stays covered, and nothing else is."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import intercut as ic
from intercut.actions.drafts import revise_script
from intercut.actions.logging_takes import log_items, log_take, scene_ids
from intercut.actions.office import KeptFilm
from intercut.actions.set_log import take_log
from intercut.actions.set_reports import what_is_owed
from intercut.actions.take_words import TakeWords, take_of
from intercut.domain.spoken import Covered

SIZE = 7
"""Words of a speech; two speeches never share one unless one came of the other."""


@dataclass(frozen=True)
class Speech:
    """Who says what."""

    name: str
    words: tuple[str, ...]

    @property
    def text(self) -> str:
        return " ".join(self.words)


@dataclass(frozen=True)
class SceneOf:
    """A scene by its place and its speeches; ``number`` "" where the draft numbers none."""

    place: str
    speeches: tuple[Speech, ...]
    number: str = ""


def letters(n: int) -> str:
    return "".join("bcdfghklmn"[int(d)] for d in f"{n:03d}")


def speech(identity: int, name: str) -> Speech:
    return Speech(name, tuple(f"{letters(identity)}o{letters(n)}" for n in range(SIZE)))


def fountain(scenes: tuple[SceneOf, ...]) -> str:
    rows = ["Title: Chance", ""]
    for scene in scenes:
        rows += [f"INT. {scene.place} - DAY{f' #{scene.number}#' if scene.number else ''}", ""]
        for each in scene.speeches:
            rows += [each.name, each.text, ""]
    return "\n".join(rows)


@st.composite
def stories(draw: st.DrawFn) -> tuple[tuple[SceneOf, ...], tuple[SceneOf, ...]]:
    """A script, and another made of it by a writer who moves, cuts, adds and rewords."""
    numbered = draw(st.booleans())
    names = st.sampled_from(["ANN", "BEN"])
    count = draw(st.integers(2, 4))
    identity = iter(range(1, 999))
    old = tuple(
        SceneOf(
            f"ROOM {letters(n).upper()}",
            tuple(speech(next(identity), draw(names)) for _ in range(draw(st.integers(2, 4)))),
            str(n + 1) if numbered else "",
        )
        for n in range(count)
    )
    new = list(old)
    for _ in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, len(new) - 1))
        scene = new[at]
        lines = list(scene.speeches)
        where = draw(st.integers(0, len(lines) - 1))
        kind = draw(st.sampled_from(["insert", "cut", "reword", "move scene", "cut scene", "add"]))
        if kind == "insert":
            lines.insert(where, speech(next(identity), draw(names)))
        elif kind == "cut" and len(lines) > 1:
            del lines[where]
        elif kind == "reword" and not any(w.startswith("new") for w in lines[where].words):
            words = lines[where].words
            lines[where] = replace(lines[where], words=(*words[:2], "newly", *words[3:]))
        elif kind == "move scene":
            new.insert(draw(st.integers(0, len(new) - 1)), new.pop(at))
            continue
        elif kind == "cut scene" and len(new) > 1:
            del new[at]
            continue
        elif kind == "add":
            number = next(identity)
            said = (speech(number, "ANN"), speech(next(identity), "BEN"))
            room = f"HALL {letters(number).upper()}"
            new.insert(at, SceneOf(room, said, f"A{number}" if numbered else ""))
            continue
        new[at] = replace(scene, speeches=tuple(lines))
    if numbered and draw(st.booleans()):
        new = [replace(s, number=str(n)) for n, s in enumerate(new, start=1)]
    return old, tuple(new)


@contextmanager
def film_of(scenes: tuple[SceneOf, ...]) -> Iterator[tuple[KeptFilm, Path]]:
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "s.fountain"
        script.write_text(fountain(scenes), "utf-8")
        with ic.new(Path(folder) / "s.intercut", script=script, name="Bo") as made:
            assert isinstance(made.office, KeptFilm)
            yield made.office, script


def covered(film: KeptFilm) -> dict[str, tuple[str, str]]:
    """Text of each covered line of the film: its scene, and how it was shot."""
    return {
        line.text: (str(scene.scene), line.formerly or line.text)
        for scene in what_is_owed(film).scenes
        for part in scene.parts
        for line in part.lines
        if line.covered is not Covered.NOT_AT_ALL
    }


@given(stories(), st.data())
@settings(max_examples=25, deadline=None, phases=(Phase.explicit, Phase.generate))
def test_coverage_follows_the_words_through_every_draft(
    story: tuple[tuple[SceneOf, ...], tuple[SceneOf, ...]], data: st.DataObject
) -> None:
    old, new = story
    with film_of(old) as (film, script):
        for n, scene in enumerate(old, start=1):
            some = st.lists(st.integers(1, len(scene.speeches)), unique=True, max_size=4)
            lines = data.draw(some)
            if lines:
                on = ",".join(map(str, lines))
                log_take(film, take_of(film, TakeWords(slate=f"{n}/A/1", status="circled", on=on)))
        before, log, owing = covered(film), take_log(film), what_is_owed(film)
        script.write_text(fountain(new), "utf-8")
        revise_script(film, script)
        after = covered(film)
        said = {(s.place, x.text) for s in new for x in s.speeches}
        kept = {text for s in old for text in before if (s.place, text) in said}
        scenes = film.assembly().production.scenes
        places = {str(x.id): x.heading.set_name for x in scenes if not x.omitted}
        # Nothing is covered that was not shot in that scene in these words, or nearly.
        for text, (scene_id, shot) in after.items():
            assert before[shot][0] == scene_id
            assert len({*text.split()} & {*shot.split()}) >= SIZE - 1
        # What stands where it stood in the words it had is covered, and as it is.
        there = {text: places[id_] for text, (id_, shot) in after.items() if shot == text}
        where = {x.text: s.place for s in old for x in s.speeches}
        # A scene much rewritten may be taken for a new one: then it is owed. One unchanged is not.
        known = {t for t in kept if places.get(before[t][0]) == where[t]}
        whole = {(s.place, s.speeches) for s in new}
        same = {x.text for s in old if (s.place, s.speeches) in whole for x in s.speeches}
        assert same & before.keys() <= known
        assert {t: there.get(t) for t in known} == {t: where[t] for t in known}
        script.write_text(fountain(old), "utf-8")
        revise_script(film, script)
        assert take_log(film) == log
        again = what_is_owed(film)
        assert [s.parts for s in again.scenes] == [s.parts for s in owing.scenes]
        assert covered(film) == before
        assert scene_ids(film, "")
        assert log_items(film, []).new == 0
