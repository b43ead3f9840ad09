"""Transcripts read: SRT, WebVTT, Whisper's JSON, and plain text with times.

Nothing in them stops the reading: what is odd becomes a finding with its line, the words stay.

References
----------
W3C, "WebVTT: The Web Video Text Tracks Format", §4; SubRip has no standard, so what is seen is read.
Whisper: `segments` of openai-whisper and whisperX, `transcription` of whisper.cpp.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from intercut.domain.finding import Finding, Where, error, note, warning
from intercut.domain.spoken import TimeSpan
from intercut.errors import Unreadable
from intercut.onset.transcript import Sound, Transcript, Word

LARGEST_BYTES: Final = 50_000_000
GUESSED_WORD_MS: Final = 400
"""A word's time where the transcript gives none: 150 words a minute."""

_CLOCK = (
    r"(?:(?P<{0}h>\d{{1,3}}):)?(?P<{0}m>\d{{1,2}}):(?P<{0}s>\d{{2}})(?:[.,](?P<{0}f>\d{{1,3}}))?"
)
_ARROW: Final = re.compile(rf"^\s*{_CLOCK.format('a')}\s*-+>\s*{_CLOCK.format('b')}")
_LEADING: Final = re.compile(
    rf"^\s*[\[(<]?\s*{_CLOCK.format('a')}(?::\d\d)?\s*(?:(?:-+>?|–|to)\s*{_CLOCK.format('b')}\s*)?[\])>]?[\s:–-]*"
)
_SPEAKER: Final = re.compile(
    r"^\s*(?:>>\s*)?\[?(?P<who>[^\W\d_][\w'’.]*(?: [\w'’.#]+){0,3})\]?\s*:\s+"
)
_VOICE: Final = re.compile(r"<v(?:\.[^ >]*)?\s+([^>]+)>")
_TAG: Final = re.compile(r"</?[a-zA-Z0-9:.][^>]*>|\{\\[^}]*\}")
_SOUND: Final = re.compile(r"\[[^\]]*\]|\([^)]*\)|♪[^♪]*♪?|\*[^*]+\*")


@dataclass(slots=True)
class _Cue:
    """Some words from ``start`` to ``end`` in milliseconds; ``line`` of the file, for messages."""

    start: int | None
    end: int | None
    text: str
    line: int
    speaker: str = ""
    words: list[Word] = field(default_factory=list)


def read_transcript(data: bytes, name: str) -> Transcript:
    """The words of a transcript in the order of time, and all that is odd about it.

    Parameters
    ----------
    name
        Of its file, for messages; the format is told by what is in it.

    Raises
    ------
    Unreadable
        When it is no text, or too large.
    """
    if len(data) > LARGEST_BYTES:
        msg = f"{name} has {len(data):,} bytes; a transcript has no more than {LARGEST_BYTES:,}."
        raise Unreadable(msg)
    told: list[Finding] = []
    text = _text(data, name, told)
    language = ""
    if text.lstrip()[:1] in {"{", "["} and (found := _json(text)) is not None:
        cues, language = _whisper(found)
    elif text.lstrip().startswith("WEBVTT") or re.search(r"\d\s*-+>\s*\d", text):
        cues = list(_captions(text))
    else:
        cues = list(_plain(text))
    cues = [c for c in cues if c.text.strip() or c.words]
    _timed(cues, name, told)
    words: list[Word] = []
    sounds: list[Sound] = []
    for cue in cues:
        _add_words(cue, words, sounds)
    if not words:
        told.append(
            error(
                "transcript.empty",
                "The transcript has no word in it.",
                Where(file=name),
                "Give the transcript of the take, or note what was said on the take by hand.",
            )
        )
    return Transcript(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        words=tuple(words),
        sounds=tuple(sounds),
        language=language,
        findings=tuple(told),
    )


def _text(data: bytes, name: str, told: list[Finding]) -> str:
    for encoding in ("utf-16",) if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else ("utf-8-sig",):
        try:
            return data.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            continue
    if b"\x00" in data:
        msg = f"{name} is no text."
        raise Unreadable(msg, "Give a transcript as SRT, VTT, Whisper JSON or text.")
    told.append(
        note(
            "transcript.encoding",
            "The transcript is not written in UTF-8; it was read as Western European.",
            Where(file=name),
            "Look at its accents; if they are wrong, save it again as UTF-8.",
        )
    )
    return data.decode("cp1252", errors="replace").replace("\r\n", "\n").replace("\r", "\n")


def _ms(found: re.Match[str], which: str) -> int | None:
    if found[f"{which}m"] is None:
        return None
    whole = (int(found[f"{which}h"] or 0) * 60 + int(found[f"{which}m"])) * 60
    return (whole + int(found[f"{which}s"])) * 1000 + int((found[f"{which}f"] or "0").ljust(3, "0"))


def _captions(text: str) -> Iterator[_Cue]:
    """Cues of SRT and WebVTT: a line of times, then text up to a blank line."""
    cue: _Cue | None = None
    for number, line in enumerate(text.split("\n"), start=1):
        found = _ARROW.match(line)
        if found:
            if cue is not None:
                # A cue that lost its blank line ends with the next one's number.
                cue.text = re.sub(r"\n\s*\d+\s*\Z", "", cue.text)
                yield cue
            cue = _Cue(_ms(found, "a"), _ms(found, "b"), "", number)
        elif cue is not None and line.strip():
            cue.text = f"{cue.text}\n{line}" if cue.text else line
        elif cue is not None and cue.text:
            yield cue
            cue = None
    if cue is not None:
        yield cue


def _plain(text: str) -> Iterator[_Cue]:
    """Lines that begin with a time; those that do not go on the line before."""
    cue: _Cue | None = None
    for number, line in enumerate(text.split("\n"), start=1):
        found = _LEADING.match(line)
        speaker = _SPEAKER.match(line)
        if found or speaker or cue is None:
            if cue is not None:
                yield cue
            start, end = (_ms(found, "a"), _ms(found, "b")) if found else (None, None)
            cue = _Cue(start, end, line[found.end() :] if found else line, number)
        else:
            cue.text = f"{cue.text}\n{line}"
    if cue is not None:
        yield cue


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _whisper(found: Any) -> tuple[list[_Cue], str]:
    language = ""
    segments = found
    if isinstance(found, dict):
        result = found.get("result")
        language = (
            str(found.get("language") or (result or {}).get("language") or "")
            if (result is None or isinstance(result, dict))
            else ""
        )
        segments = found.get("segments") or found.get("transcription") or found.get("words") or ()
    cues = []
    for n, segment in enumerate(segments if isinstance(segments, list) else (), start=1):
        if isinstance(segment, dict):
            cues.append(_segment(segment, n))
    return cues, language


def _segment(segment: dict[str, Any], number: int) -> _Cue:
    start, end = _seconds(segment.get("start")), _seconds(segment.get("end"))
    offsets = segment.get("offsets")
    if isinstance(offsets, dict):  # whisper.cpp counts milliseconds
        start, end = _whole(offsets.get("from")), _whole(offsets.get("to"))
    text = segment.get("text", segment.get("word", ""))
    cue = _Cue(start, end, str(text or ""), number, speaker=str(segment.get("speaker") or ""))
    last = start or 0
    for word in segment.get("words") or ():
        if not isinstance(word, dict) or not str(word.get("word", "")).strip():
            continue
        begins = _seconds(word.get("start"))
        ends = _seconds(word.get("end"))
        begins = last if begins is None else begins  # whisperX leaves times of numbers out
        last = max(begins, begins if ends is None else ends)
        sure = word.get("probability", word.get("score"))
        percent = round(100 * sure) if isinstance(sure, int | float) and 0 <= sure <= 1 else None
        who = str(word.get("speaker") or cue.speaker)
        cue.words.append(Word(str(word["word"]).strip(), begins, last, who, percent))
    return cue


def _seconds(value: Any) -> int | None:
    usable = isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 1e6
    return round(value * 1000) if usable else None


def _whole(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def _timed(cues: list[_Cue], name: str, told: list[Finding]) -> None:
    """Give every cue a time, put them in order, and tell where the file's times are wrong."""
    if cues and all(c.start is None for c in cues):
        told.append(
            warning(
                "transcript.no_times",
                "The transcript has no times; its words were spread evenly.",
                Where(file=name),
                "Evidence then names no moment: give a transcript with times if there is one.",
            )
        )
    clock = latest = 0
    for n, cue in enumerate(cues):
        spoken = max(1, len(cue.text.split())) * GUESSED_WORD_MS
        if cue.start is None:
            cue.start = clock
        elif cue.start < latest:
            told.append(_backwards(name, cue, "starts before the line before it"))
        latest = max(latest, cue.start)
        if cue.end is None:
            after = next((c.start for c in cues[n + 1 :] if c.start is not None), None)
            cue.end = cue.start + spoken if after is None else min(cue.start + 2 * spoken, after)
        if cue.end < cue.start:
            told.append(_backwards(name, cue, "ends before it starts"))
            cue.end = cue.start + spoken
        clock = cue.end
    cues.sort(key=lambda c: c.start or 0)


def _backwards(name: str, cue: _Cue, what: str) -> Finding:
    return warning(
        "transcript.backwards",
        f"The transcript's time runs backwards: this line {what}.",
        Where(file=name, line=cue.line),
        "Its words are kept, in the order of their times.",
    )


def _add_words(cue: _Cue, words: list[Word], sounds: list[Sound]) -> None:
    start, end = cue.start or 0, cue.end or 0
    if cue.words:
        words += cue.words
        return
    length = max(1, len(cue.text))
    at = 0
    speaker = cue.speaker
    for line in cue.text.split("\n"):
        said, speaker = _speaker(line, speaker)
        for is_sound, text in _pieces(_TAG.sub("", said)):
            begins = start + (end - start) * at // length
            at += len(text) + 1
            ends = min(end, start + (end - start) * at // length)
            if is_sound:
                span = TimeSpan(start_ms=begins, end_ms=max(begins, ends))
                plain = text.strip("[]()♪* ")
                sounds.append(Sound(text=plain, span=span, before_word=len(words), speaker=speaker))
            else:
                words.append(Word(text, begins, max(begins, ends), speaker))


def _speaker(line: str, before: str) -> tuple[str, str]:
    """A line without the name of its speaker, and the name."""
    voice = _VOICE.search(line)
    if voice:
        return _VOICE.sub("", line), voice[1].strip()
    named = _SPEAKER.match(line)
    if named:
        return line[named.end() :], named["who"]
    return re.sub(r"^\s*(?:-|–|>>)\s*", "", line), before


def _pieces(text: str) -> Iterable[tuple[bool, str]]:
    """Words, and sounds in brackets as one piece each."""
    at = 0
    for found in _SOUND.finditer(text):
        yield from ((False, w) for w in text[at : found.start()].split())
        yield True, found.group()
        at = found.end()
    yield from ((False, w) for w in text[at:].split())
