"""A transcript: words with their times, as a recogniser or a person wrote them down."""

from __future__ import annotations

from dataclasses import dataclass

from intercut.domain.finding import Finding
from intercut.domain.spoken import TimeSpan


@dataclass(frozen=True, slots=True)
class Word:
    """One word as the transcript has it, punctuation and all; times in milliseconds of its media.

    ``percent`` is how sure the recogniser was, None where it does not say.
    """

    text: str
    start_ms: int
    end_ms: int
    speaker: str = ""
    percent: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sound:
    """Something heard that is no word, as the transcript writes it in brackets: `[laughs]`.

    ``before_word`` is the index of the word that follows it.
    """

    text: str
    span: TimeSpan
    before_word: int
    speaker: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """All words in the order of time; ``language`` as its file says, "" when it does not."""

    name: str
    sha256: str
    words: tuple[Word, ...]
    sounds: tuple[Sound, ...] = ()
    language: str = ""
    findings: tuple[Finding, ...] = ()
