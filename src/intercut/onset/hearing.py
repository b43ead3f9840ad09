"""A transcript heard against a take: what was said, and what is odd about the transcript."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from intercut.domain.finding import Finding, Where, error, warning
from intercut.domain.ids import LineId, SceneId
from intercut.domain.spoken import HeardLine, Hearing, NonVerbal, ScriptLine, TimeSpan
from intercut.domain.takes import Take, TakeKind, TakeLog
from intercut.onset.alignment import align, matched_share
from intercut.onset.transcript import Sound, Transcript, Word
from intercut.onset.words import tokens

OTHER_SCENE_SHARE: Final = 0.35
"""With a smaller share of its words in the scene a transcript is of something else."""
LANGUAGE_SHARE: Final = 0.15
"""From that share of its words on another language is told."""

_COMMON: Final[Mapping[str, frozenset[str]]] = {
    "English": frozenset(
        [
            "the",
            "and",
            "you",
            "that",
            "have",
            "for",
            "not",
            "with",
            "this",
            "but",
            "what",
            "are",
            "was",
            "they",
            "from",
            "would",
            "there",
        ]
    ),
    "French": frozenset(
        [
            "je",
            "tu",
            "il",
            "elle",
            "nous",
            "vous",
            "est",
            "les",
            "des",
            "une",
            "dans",
            "pas",
            "que",
            "qui",
            "pour",
            "avec",
            "mais",
            "c'est",
            "suis",
        ]
    ),
    "Spanish": frozenset(
        [
            "el",
            "los",
            "las",
            "una",
            "pero",
            "como",
            "para",
            "con",
            "que",
            "yo",
            "tu",
            "eres",
            "esta",
            "muy",
            "por",
            "usted",
            "hola",
            "porque",
        ]
    ),
    "Portuguese": frozenset(
        [
            "eu",
            "voce",
            "não",
            "nao",
            "uma",
            "com",
            "para",
            "que",
            "é",
            "esta",
            "muito",
            "mas",
            "como",
            "ela",
            "ele",
            "por",
            "obrigado",
            "isso",
        ]
    ),
    "German": frozenset(
        [
            "ich",
            "du",
            "er",
            "sie",
            "wir",
            "ist",
            "nicht",
            "das",
            "der",
            "die",
            "und",
            "ein",
            "eine",
            "mit",
            "aber",
            "auch",
            "was",
            "hast",
        ]
    ),
    "Italian": frozenset(
        [
            "io",
            "tu",
            "lui",
            "lei",
            "noi",
            "sono",
            "non",
            "che",
            "con",
            "per",
            "una",
            "gli",
            "della",
            "ma",
            "come",
            "questo",
            "anche",
            "è",
        ]
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One take with its transcript laid against the script. ``sounds`` are noises the transcript
    names, each a proposal for a note on the take."""

    hearing: Hearing
    sounds: tuple[NonVerbal, ...]
    findings: tuple[Finding, ...]


def hear(
    take: Take,
    transcript: Transcript,
    scenes: Mapping[SceneId, Sequence[ScriptLine]],
    log: TakeLog,
    *,
    start_ms: int = 0,
    end_ms: int | None = None,
) -> Heard:
    """What was said in a take.

    Parameters
    ----------
    scenes
        The lines of every scene; those of the take's own are laid against the words, the others
        are asked when little of it fits.
    start_ms, end_ms
        Where the take lies in the transcript, when that is of a whole roll.
    """
    lines = tuple(scenes.get(take.scene, ()))
    words = [
        w
        for w in transcript.words
        if w.start_ms >= start_ms and (end_ms is None or w.start_ms < end_ms)
    ]
    where = Where(file=transcript.name, scene=take.slate.target)
    told: list[Finding] = []
    if not words and transcript.words:
        told.append(
            error(
                "transcript.empty",
                f"The transcript has no word within {take.slate}.",
                where,
                "Check the take's timecode against that of the roll.",
            )
        )
    told += _other_scene(take, lines, words, scenes, where)
    told += _languages(lines, words, where)
    # A pick-up or a take cut short need not have all lines of its set-up.
    whole = take.kind is TakeKind.FULL and take.status.usable
    expected = frozenset(c.line for c in log.coverage(take) if whole) & {x.id for x in lines}
    found = align(lines, words, expected=expected or None, start_ms=start_ms)
    return Heard(
        hearing=Hearing(
            take=take.id,
            transcript=transcript.name,
            sha256=transcript.sha256,
            words=len(words),
            lines=found,
        ),
        sounds=tuple(
            _business(s, start_ms, found)
            for s in transcript.sounds
            if s.span.start_ms >= start_ms and (end_ms is None or s.span.start_ms < end_ms)
        ),
        findings=tuple(told),
    )


def take_in_roll(take: Take, log: TakeLog) -> tuple[int, int | None] | None:
    """Where a take lies in the time of its sound roll (else camera roll), in milliseconds.

    None when the take or its roll has no timecode.
    """
    if take.tc_in is None or take.rate is None:
        return None
    for name in (take.sound_roll, take.camera_roll):
        roll = next((r for r in log.rolls if r.name == name and r.start is not None), None)
        if roll is None or roll.start is None or roll.start.rate != take.rate:
            continue
        start = _ms(take.rate.seconds(roll.start.until(take.tc_in)))
        length = take.seconds
        return start, None if length is None else start + _ms(length)
    return None


def _ms(seconds: Fraction) -> int:
    return round(seconds * 1000)


def _other_scene(
    take: Take,
    lines: Sequence[ScriptLine],
    words: Sequence[Word],
    scenes: Mapping[SceneId, Sequence[ScriptLine]],
    where: Where,
) -> list[Finding]:
    if len(words) < 5:
        return []
    own = matched_share(lines, words)
    if own >= OTHER_SCENE_SHARE:
        return []
    heard = {k for w in words for k in (t.key for t in tokens(w.text)) if len(k) > 3}

    def rough(of: Sequence[ScriptLine]) -> int:
        return len(heard & {t.key for line in of for t in tokens(line.text)})

    near = sorted((s for s in scenes if s != take.scene), key=lambda s: -rough(scenes[s]))[:3]
    best = max(near, key=lambda s: matched_share(scenes[s], words), default=None)
    share = matched_share(scenes[best], words) if best is not None else 0.0
    if best is not None and share > max(own, OTHER_SCENE_SHARE):
        return [
            error(
                "transcript.other_scene",
                f"The transcript does not fit scene {take.slate.target}: {share:.0%} of its words "
                f"stand in scene {best}, {own:.0%} in this one.",
                where,
                f"Give it to a take of scene {best}, or the right transcript to this take.",
            )
        ]
    return [
        warning(
            "transcript.fits_little",
            f"Only {own:.0%} of the transcript's words stand in scene {take.slate.target}.",
            where,
            "Check that it is of this take, and in the script's language.",
        )
    ]


def _languages(lines: Sequence[ScriptLine], words: Sequence[Word], where: Where) -> list[Finding]:
    """A warning when much of the talk is in languages the scene is not written in."""
    said = [w.text.strip(".,!?;:…\"'").casefold() for w in words]
    written = {w.strip(".,!?;:…\"'").casefold() for line in lines for w in line.text.split()}
    marks = {name: sum(w in common for w in said) for name, common in _COMMON.items()}
    foreign = sum(bool(w) and not w[0].isascii() and w[0].isalpha() for w in said)
    of_script = {name: len(common & written) for name, common in _COMMON.items()}
    total = sum(marks.values()) or 1
    heard = [
        name
        for name, count in marks.items()
        if count >= 3 and count / total >= LANGUAGE_SHARE and count > sum(marks.values()) * 0.1
    ]
    home = max(of_script, key=of_script.__getitem__) if any(of_script.values()) else "English"
    others = [name for name in heard if name != home]
    if said and foreign / len(said) >= LANGUAGE_SHARE and not others:
        others = ["another script"]
    if not others:
        return []
    return [
        warning(
            "transcript.languages",
            f"The transcript is partly in {' and '.join(others)}, the scene in {home}.",
            where,
            "What was said in another language is kept as an addition; put it into words by hand.",
        )
    ]


def _line_before(sound: Sound, start_ms: int, found: Sequence[HeardLine]) -> LineId | None:
    before: LineId | None = None
    for heard in found:
        begun = heard.span is not None and heard.span.start_ms + start_ms <= sound.span.start_ms
        if heard.line is not None and heard.chosen and begun:
            before = heard.line
    return before


def _business(sound: Sound, start_ms: int, found: Sequence[HeardLine]) -> NonVerbal:
    span = TimeSpan(start_ms=sound.span.start_ms - start_ms, end_ms=sound.span.end_ms - start_ms)
    after = _line_before(sound, start_ms, found)
    return NonVerbal(text=sound.text, after=after, span=span, audible=True)
