"""What each way of cutting means, on random shoots: who is seen while a line is heard."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.cut.phone_call import Shoot
from tests.cut.test_laws import shoots

from intercut.cut import Clip, Cut, Gap, Style, TrackKind
from intercut.cut.material import ends_of, material
from intercut.cut.timeline import MarkKind

Heard = tuple[tuple[str | None, str, int, int, int, int], ...]


def heard(cut: Cut) -> Heard:
    """Every voice: its line, take, source, length, place and pause."""
    return tuple(
        (c.line, c.take.id, c.start, c.frames, c.at, c.pause) for c in cut.clips(TrackKind.SOUND)
    )


def pictures(cut: Cut) -> list[tuple[Clip | Gap, str]]:
    """What is seen, in order, each with its end."""
    found = [
        (item, track.end.target)
        for track in cut.of_kind(TrackKind.PICTURE)
        for item in track.items
        if isinstance(item, Clip) or item.missing
    ]
    return sorted(found, key=lambda f: f[0].at)


def listens(item: Clip | Gap) -> bool:
    return isinstance(item, Clip) and "(seen:" in item.name


@given(shoots(), st.sampled_from(Style))
def test_the_style_changes_who_is_seen_and_never_what_is_heard(shoot: Shoot, style: Style) -> None:
    assert heard(shoot.cut(style=style)) == heard(shoot.cut())


@given(shoots())
def test_on_the_speaker_means_the_speaker_wherever_there_is_a_picture_of_one(shoot: Shoot) -> None:
    cut = shoot.cut(style=Style.SPEAKER)
    voices = {(c.at, c.line): c for c in cut.clips(TrackKind.SOUND)}
    unseen = " ".join(f.message for f in cut.findings if f.code == "cut.no_picture")
    for item, _ in pictures(cut):
        if not isinstance(item, Clip):
            continue
        voice = voices[item.at, item.line]
        if listens(item):
            assert unseen
        else:
            assert (item.take.id, item.start, item.frames) == (
                voice.take.id, voice.start, voice.frames,
            )  # fmt: skip


@given(shoots())
def test_on_the_listener_shows_the_speaker_only_where_that_is_told(shoot: Shoot) -> None:
    cut = shoot.cut(style=Style.REACTION)
    seen = [i for i, _ in pictures(cut) if isinstance(i, Clip) and i.line is not None]
    plain = [i for i in seen if not listens(i)]
    told = [f.message for f in cut.findings if f.code == "cut.no_listening"]
    assert bool(plain) == bool([t for t in told if plain])
    if plain:
        lines = {i.line for i in plain}
        count = int(told[0].split()[1])
        assert count >= len(lines)


@given(shoots(), st.integers(0, 4000))
def test_hold_stays_only_where_it_was_and_only_through_short_answers(
    shoot: Shoot, hold_ms: int
) -> None:
    cut = shoot.cut(style=Style.HOLD, hold_ms=hold_ms)
    speaker = dict.fromkeys((i.at for i, _ in pictures(shoot.cut()) if listens(i)), True)
    shown = pictures(cut)
    most = hold_ms * cut.rate.fps / 1000
    for n, (item, end) in enumerate(shown):
        if not listens(item) or item.at in speaker:
            continue
        assert item.frames <= most + 1
        assert n > 0
        assert shown[n - 1][1] == end


@given(shoots())
def test_hold_of_nothing_is_on_the_speaker(shoot: Shoot) -> None:
    held, plain = shoot.cut(style=Style.HOLD, hold_ms=0), shoot.cut()
    assert pictures(held) == pictures(plain)


@given(shoots(), st.integers(0, 1500))
def test_overlap_lets_the_sound_lead_by_what_was_asked_and_never_the_picture(
    shoot: Shoot, lead_ms: int
) -> None:
    cut = shoot.cut(style=Style.OVERLAP, lead_ms=lead_ms)
    sounds: list[Clip | Gap] = [*cut.clips(TrackKind.SOUND), *cut.missing(TrackKind.SOUND)]
    sounds.sort(key=lambda i: i.at)
    lead = lead_ms * cut.rate.fps / 1000
    for (item, _), voice in zip(pictures(cut), sounds, strict=True):
        assert item.at >= voice.at
        if item.at == voice.at or not isinstance(item, Clip):
            continue
        assert isinstance(voice, Clip)
        assert item.at <= voice.at + voice.pause + lead + 1
        if not listens(item):
            # Lips and voice stay in step.
            assert item.start - item.at == voice.start - voice.at


@given(shoots(), st.sampled_from(Style))
def test_every_improvised_moment_is_marked_with_its_note_once(shoot: Shoot, style: Style) -> None:
    cut = shoot.cut(style=style)
    marks = cut.marks()
    assert all(m.note and m.text for _, m in marks)
    for clip in cut.clips(TrackKind.SOUND):
        if clip.line is None:
            own = [at for at, m in marks if m.kind is MarkKind.IMPROVISED and m.text == clip.text]
            assert clip.at + clip.pause in own
    if not cut.clips(TrackKind.SOUND):
        return
    # What was improvised in any usable take is there too, also where the cut does not use it.
    stuff = material(shoot.scene, ends_of(shoot.scene), shoot.lines, shoot.log, {})
    added = {
        (f.used.slate, m.heard.said, m.start) for of in stuff.of_end.values() for f in of
        for m in f.added
    }  # fmt: skip
    kinds = {MarkKind.IMPROVISED, MarkKind.ELSEWHERE}
    told = [(m.slate, m.text, m.timecode) for _, m in marks if m.kind in kinds]
    assert len(told) == len(set(told)) == len(added)
    assert {(slate, text) for slate, text, _ in told} == {(s, t) for s, t, _ in added}
