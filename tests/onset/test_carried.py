"""A log carried to another draft: laws over drafts edited by chance, and the edits writers make."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intercut.domain.ids import LineId, PartId, RoleId, SceneId, SetUpId, TakeId
from intercut.domain.spoken import HeardLine, Hearing, NonVerbal, Said, ScriptLine, TimeSpan
from intercut.domain.takes import Camera, LineCoverage, SetUp, Slate, Take, TakeLog, TakeStatus
from intercut.onset.carried import Draft, MadeAgainst, carry
from intercut.onset.line_match import match_lines
from intercut.onset.owed import covers

SCENE = SceneId("17")
WHO = ("ANN", "BEN")
ENDS = {"ANN": PartId("17pt1"), "BEN": PartId("17pt2")}


@dataclass(frozen=True)
class Speech:
    """A line by who says it; no two speeches share a word unless one came of the other."""

    name: str
    words: tuple[str, ...]
    identity: int

    @property
    def text(self) -> str:
        return " ".join(self.words)


def word(identity: int, n: int) -> str:
    """A word of its own for each place: letters only, as numbers are read out."""
    letters = "abcdefghij"
    return "".join(letters[int(d)] for d in f"{identity:03d}") + "x" + letters[n]


def speech(identity: int, name: str, size: int) -> Speech:
    return Speech(name, tuple(word(identity, n) for n in range(size)), identity)


def draft(revision: int, speeches: Sequence[Speech]) -> Draft:
    lines = tuple(
        ScriptLine(
            id=LineId(f"17.{n}"),
            scene=SCENE,
            number=n,
            cue=2 * n,
            name=s.name,
            roles=(RoleId(s.name),),
            text=s.text,
            part=ENDS[s.name],
        )
        for n, s in enumerate(speeches, start=1)
    )
    return Draft(revision=revision, scenes={}, lines={SCENE: lines})


def take(number: int, covered: Mapping[int, Camera]) -> Take:
    return Take(
        id=TakeId(f"17pt1/A/{number}"),
        slate=Slate(target="17pt1", set_up="A", take=number),
        scene=SCENE,
        part=ENDS["ANN"],
        date=dt.date(2027, 10, 8),
        status=TakeStatus.CIRCLED,
        revision=1,
        lines=tuple(LineCoverage(line=LineId(f"17.{n}"), on=on) for n, on in covered.items()),
    )


def heard(of: Take, *lines: HeardLine) -> Hearing:
    return Hearing(take=of.id, transcript="t.srt", sha256="", words=9, lines=lines)


def as_written(n: int, said: str) -> HeardLine:
    span = TimeSpan(start_ms=1000 * n, end_ms=1000 * n + 900)
    return HeardLine(number=n, kind=Said.AS_WRITTEN, line=LineId(f"17.{n}"), said=said, span=span)


def added(after: int, said: str, number: int = 90) -> HeardLine:
    return HeardLine(
        number=number,
        kind=Said.ADDED,
        after=LineId(f"17.{after}") if after else None,
        said=said,
        span=TimeSpan(start_ms=50_000, end_ms=51_000),
        roles=(RoleId("ANN"),),
        confidence=95,
    )


def against(log: TakeLog, then: Draft) -> MadeAgainst:
    return MadeAgainst(
        set_ups={s.id: then for s in log.set_ups},
        takes={t.id: then for t in log.takes},
        hearings={h.take: then for h in log.hearings},
    )


# ---------------------------------------------------------------------------------- laws of chance


@dataclass(frozen=True)
class Edited:
    """A draft, the next one, and what became of each speech of the first (None: it is cut)."""

    old: tuple[Speech, ...]
    new: tuple[Speech, ...]
    unchanged: frozenset[int]
    reworded: frozenset[int]


@st.composite
def edits(draw: st.DrawFn) -> Edited:
    old = [
        speech(n, draw(st.sampled_from(WHO)), draw(st.integers(4, 9)))
        for n in range(draw(st.integers(1, 12)))
    ]
    new = list(old)
    fresh = 100
    reworded: set[int] = set()
    touched: set[int] = set()
    for _ in range(draw(st.integers(0, 6))):
        kind = draw(st.sampled_from(["insert", "cut", "reword", "replace", "move", "give away"]))
        at = draw(st.integers(0, max(0, len(new) - 1)))
        fresh += 1
        if kind == "insert":
            new.insert(at, speech(fresh, draw(st.sampled_from(WHO)), draw(st.integers(1, 9))))
            continue
        if not new:
            continue
        before = new[at]
        if kind == "cut":
            del new[at]
        elif kind == "reword" and before.identity not in touched and before.identity < 100:
            n = draw(st.integers(0, len(before.words) - 1))
            words = (*before.words[:n], word(fresh, 0), *before.words[n + 1 :])
            new[at] = replace(before, words=words)
            reworded.add(before.identity)
            touched.add(before.identity)
        elif kind == "replace":
            new[at] = speech(fresh, before.name, len(before.words))
        elif kind == "move" and before.identity not in reworded:
            new.insert(draw(st.integers(0, len(new) - 1)), new.pop(at))
            touched.add(before.identity)
        elif kind == "give away" and before.identity < 100:
            new[at] = replace(before, name="BEN" if before.name == "ANN" else "ANN", identity=fresh)
    there = {s.identity: s for s in new}
    unchanged = {s.identity for s in old if there.get(s.identity) == s}
    return Edited(
        old=tuple(old),
        new=tuple(new),
        unchanged=frozenset(unchanged),
        reworded=frozenset(reworded & there.keys()),
    )


@st.composite
def logs(draw: st.DrawFn, speeches: Sequence[Speech]) -> TakeLog:
    """Takes that note their lines, or have them of their set-up, or were only heard."""
    takes, hearings, set_ups = [], [], []
    for number in range(1, draw(st.integers(1, 3)) + 1):
        covered = {
            n: draw(st.sampled_from(Camera))
            for n in range(1, len(speeches) + 1)
            if draw(st.booleans())
        }
        how = draw(st.sampled_from(["noted", "set-up", "heard"]))
        made = take(number, covered)
        if how == "set-up":
            id_ = SetUpId(f"17pt1/S{number}")
            set_ups.append(
                SetUp(
                    id=id_, scene=SCENE, part=made.part, target="17pt1", letter=f"S{number}",
                    lines=made.lines,
                )
            )  # fmt: skip
            made = replace(made, lines=(), set_up=id_)
        elif how == "heard":
            hearings.append(heard(made, *(as_written(n, speeches[n - 1].text) for n in covered)))
            made = replace(made, lines=())
        takes.append(made)
    return TakeLog(takes=tuple(takes), hearings=tuple(hearings), set_ups=tuple(set_ups))


def covered_by(log: TakeLog, there: Draft, speeches: Sequence[Speech]) -> dict[TakeId, set[int]]:
    """The identities of the speeches each take has."""
    found = {}
    for each in log.takes:
        numbers = {int(n.split(".")[1]) for n in covers(each, log, there.lines[SCENE])}
        found[each.id] = {speeches[n - 1].identity for n in numbers}
    return found


@given(st.data())
def test_a_log_goes_where_its_lines_go_and_nowhere_else(data: st.DataObject) -> None:
    edited = data.draw(edits())
    log = data.draw(logs(edited.old))
    old, new = draft(1, edited.old), draft(2, edited.new)
    carried = carry(log, against(log, old), new)
    before = covered_by(log, old, edited.old)
    after = covered_by(carried, new, edited.new)
    where = {s.identity: LineId(f"17.{n}") for n, s in enumerate(edited.new, start=1)}
    for each in log.takes:
        # Nothing on a line of other words, and nothing unchanged or reworded is lost.
        assert after[each.id] <= before[each.id]
        kept = edited.unchanged & before[each.id]
        assert kept <= after[each.id]
        in_order = match_lines(old.lines[SCENE], new.lines[SCENE]).became.values()
        had = (
            edited.reworded
            & before[each.id]
            & {edited.new[int(n.split(".")[1]) - 1].identity for news in in_order for n in news}
        )
        assert had <= after[each.id]
        for identity in kept:
            assert carried.formerly(each.id, where[identity]) is None
        for identity in had:
            former = carried.formerly(each.id, where[identity])
            assert former is not None
            assert former.text == next(s.text for s in edited.old if s.identity == identity)
        # What a take has and the script has not stays known.
        gone = before[each.id] - after[each.id]
        texts = {f.text for f in carried.former if f.take == each.id and f.line is None}
        assert texts == {s.text for s in edited.old if s.identity in gone}


@given(st.data())
def test_carried_to_the_draft_it_was_made_against_a_log_is_what_it_was(data: st.DataObject) -> None:
    edited = data.draw(edits())
    log = data.draw(logs(edited.old))
    old = draft(1, edited.old)
    assert carry(log, against(log, old), old) == log
    again = draft(3, edited.old)  # the old words come back as a later draft
    assert carry(log, against(log, old), again) == log


@given(edits())
def test_lines_are_matched_each_once_and_in_both_directions_alike(edited: Edited) -> None:
    old, new = draft(1, edited.old).lines[SCENE], draft(2, edited.new).lines[SCENE]
    there, back = match_lines(old, new), match_lines(new, old)
    came = there.came_from()
    assert {(o, n) for o, news in there.became.items() for n in news} == {
        (o, n) for n, olds in came.items() for o in olds
    }
    texts = {n.id: (n.name, n.text) for n in old}, {n.id: (n.name, n.text) for n in new}

    def same(match: Mapping[LineId, tuple[LineId, ...]], a: int, b: int) -> set[object]:
        return {texts[a][o] for o, ns in match.items() for n in ns if texts[a][o] == texts[b][n]}

    assert same(there.became, 0, 1) == same(back.became, 1, 0)


# --------------------------------------------------------------------------------- writers' edits

FIRST = (
    Speech("ANN", ("Yes.",), 1),
    Speech("BEN", ("Did", "you", "lock", "the", "door", "behind", "you"), 2),
    Speech("ANN", ("Yes.",), 3),
    Speech("BEN", ("Then", "who", "is", "that", "on", "the", "stairs"), 4),
    Speech(
        "ANN",
        ("Nobody", "I", "would", "know", "at", "this", "hour.", "Ask", "him", "yourself."),
        5,
    ),
)


def said(name: str, text: str) -> Speech:
    return Speech(name, tuple(text.split()), 0)


@pytest.fixture
def log() -> TakeLog:
    """One take of Ann's end that has all five lines."""
    one = take(1, {n: Camera.ON if n % 2 else Camera.OFF for n in range(1, 6)})
    return TakeLog(takes=(one,))


def after_edit(log: TakeLog, *speeches: Speech) -> tuple[dict[int, Camera], TakeLog]:
    old, new = draft(1, FIRST), draft(2, speeches)
    carried = carry(log, against(log, old), new)
    found = covers(carried.takes[0], carried, new.lines[SCENE])
    return {int(n.split(".")[1]): on for n, on in found.items()}, carried


def test_of_two_lines_that_are_alike_the_one_that_stayed_is_kept(log: TakeLog) -> None:
    found, _ = after_edit(log, *FIRST[1:])
    assert found == {1: Camera.OFF, 2: Camera.ON, 3: Camera.OFF, 4: Camera.ON}
    found, _ = after_edit(log, FIRST[0], *FIRST[3:])
    assert found == {1: Camera.ON, 2: Camera.OFF, 3: Camera.ON}


def test_the_same_short_answer_elsewhere_is_another_line(log: TakeLog) -> None:
    found, _ = after_edit(log, *FIRST[1:2], *FIRST[3:], said("BEN", "Was it locked?"), FIRST[0])
    assert 5 not in found


def test_a_speech_cut_in_two_is_covered_in_both_halves_and_told(log: TakeLog) -> None:
    halves = said("ANN", "Nobody I would know at this hour."), said("ANN", "Ask him yourself, Ben.")
    found, carried = after_edit(log, *FIRST[:4], halves[0], said("BEN", "Sh."), halves[1])
    assert found[5] is Camera.ON
    assert 6 not in found
    former = carried.formerly(carried.takes[0].id, LineId("17.5"))
    assert former is not None
    assert former.text == FIRST[4].text


def test_two_speeches_put_together_are_covered_by_who_has_both(log: TakeLog) -> None:
    found, carried = after_edit(
        log,
        *FIRST[:1],
        said("BEN", "Did you lock the door behind you? Then who is that on the stairs?"),
        FIRST[4],
    )
    assert found == {1: Camera.ON, 2: Camera.OFF, 3: Camera.ON}
    former = carried.formerly(carried.takes[0].id, LineId("17.2"))
    assert former is not None
    assert former.text == f"{FIRST[1].text} {FIRST[3].text}"


def test_punctuation_and_spelling_are_no_other_words(log: TakeLog) -> None:
    found, carried = after_edit(
        log, *FIRST[:3], said("BEN", "Then -- who's that, on the STAIRS?!"), FIRST[4]
    )
    assert len(found) == 5
    assert carried.former == ()


def test_a_line_nobody_had_is_not_taken_for_one_that_came(log: TakeLog) -> None:
    odd = replace(log.takes[0], lines=(LineCoverage(line=LineId("17.6"), on=Camera.ON),))
    old, new = draft(1, FIRST), draft(2, (*FIRST, said("ANN", "It is the lighthouse man.")))
    log = replace(log, takes=(odd,))
    carried = carry(log, against(log, old), new)
    assert LineId("17.6") not in covers(carried.takes[0], carried, new.lines[SCENE])


WRITTEN = "Mind the third step, it sings."


@pytest.mark.parametrize("noted", [True, False])
@pytest.mark.parametrize(
    ("heard_as", "kind"),
    [(WRITTEN, Said.AS_WRITTEN), ("Mind the last step, it sings.", Said.CHANGED)],
)
def test_what_was_improvised_and_then_written_is_that_line(
    log: TakeLog, heard_as: str, kind: Said, *, noted: bool
) -> None:
    one = log.takes[0] if noted else replace(log.takes[0], lines=())
    lines = [as_written(n, s.text) for n, s in enumerate(FIRST, start=1)]
    log = TakeLog(takes=(one,), hearings=(heard(one, *lines, added(5, heard_as)),))
    found, carried = after_edit(log, *FIRST, said("ANN", WRITTEN))
    assert found[6] is Camera.ON
    (hearing,) = carried.hearings
    assert hearing.added() == ()
    line = hearing.chosen(LineId("17.6"))
    assert line is not None
    assert (line.kind, line.span) == (kind, TimeSpan(start_ms=50_000, end_ms=51_000))


def test_what_was_improvised_and_joined_to_a_line_is_in_that_line(log: TakeLog) -> None:
    lines = [as_written(n, s.text) for n, s in enumerate(FIRST, start=1)]
    log = replace(log, hearings=(heard(log.takes[0], *lines, added(5, WRITTEN)),))
    found, carried = after_edit(log, *FIRST[:4], said("ANN", f"{FIRST[4].text} {WRITTEN}"))
    assert found[5] is Camera.ON
    assert carried.former == ()
    (hearing,) = carried.hearings
    assert hearing.added() == ()
    line = hearing.chosen(LineId("17.5"))
    assert line is not None
    assert line.kind is Said.AS_WRITTEN


def test_what_was_rejected_is_written_by_nobody(log: TakeLog) -> None:
    no = replace(added(5, WRITTEN), rejected=True, confirmed_by="Bo")
    log = replace(log, hearings=(heard(log.takes[0], no),))
    found, _ = after_edit(log, *FIRST, said("ANN", WRITTEN))
    assert 6 not in found


def test_what_is_still_only_improvised_keeps_its_place(log: TakeLog) -> None:
    log = replace(log, hearings=(heard(log.takes[0], added(3, WRITTEN)),))
    _, carried = after_edit(log, said("BEN", "Quiet now, both of you."), *FIRST[:2], *FIRST[3:])
    (line,) = carried.hearings[0].added()
    assert (line.after, line.before, line.said) == ("17.3", "17.4", WRITTEN)


def test_business_that_is_written_down_is_improvised_no_more(log: TakeLog) -> None:
    kiss = NonVerbal(text="kisses the phone", after=LineId("17.5"))
    cup = NonVerbal(text="puts the cup down", after=LineId("17.2"))
    log = replace(log, takes=(replace(log.takes[0], business=(cup, kiss)),))
    old = draft(1, FIRST)
    new = replace(
        draft(2, (said("BEN", "Quiet now, both of you."), *FIRST)),
        between={(SCENE, LineId("17.6")): "She kisses the phone, twice."},
    )
    carried = carry(log, against(log, old), new)
    assert [(b.text, b.after) for b in carried.takes[0].business] == [("puts the cup down", "17.3")]
