"""How a line is spoken: on the spot, out of frame, over a wire, from a screen."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache
from typing import Final


class Spoken(StrEnum):
    """Where a voice comes from.

    ``PLAIN``: nothing said. ``INTO_PHONE``: on the spot, phone in hand. ``OFF``: on the spot, out
    of frame. ``VOICE``: V.O., a narrator or a voice over a wire, the scene tells which. ``WIRE``:
    phone, radio, intercom, loudspeaker. ``UNSURE_WIRE``: "on phone", either end.
    ``SCREEN``: a picture played back. ``VIDEO``: a video call. ``PRELAP``: sound of the next scene.
    """

    PLAIN = "plain"
    INTO_PHONE = "into phone"
    OFF = "off"
    VOICE = "voice"
    WIRE = "wire"
    UNSURE_WIRE = "on phone"
    SCREEN = "screen"
    VIDEO = "video"
    PRELAP = "pre-lap"

    @property
    def is_there(self) -> bool:
        """Whether the speaker stands on the set."""
        return self in {Spoken.PLAIN, Spoken.INTO_PHONE, Spoken.OFF}


_DEVICE: Final = (
    r"(?:(?:TELE|CELL|MOBILE |CAR |SPEAKER ?|EAR|HEAD)?PHONES?|CELL|MOBILE|HANDY|RECEIVER|HANDSET|LINE|SPEAKER|"
    r"RADIO|WALKIE(?:[ -]TALKIE)?|COMMS?|COM|HEADSET|EARPIECE|INTERCOM|ENTRYPHONE|BUZZER|P\.?A\.?"
    r"|TANNOY|LOUDSPEAKER|CB|BABY MONITOR|TELEFON|DISPATCH)"
)
_PICTURE: Final = (
    r"(?:T\.?V\.?|TELEVISION|TELLY|SCREEN|MONITOR|VIDEO(?:TAPE)?|TAPE|RECORDING|FILM|HOME MOVIE|NEWS|DVD|CCTV|"
    r"NEWSREEL|PROJECTOR|PROJECTION|HOLOGRAM|YOUTUBE|CLIP)"
)
_CALL: Final = r"(?:FACETIME|ZOOM|SKYPE|TEAMS|VIDEO[ -]?(?:CALL|CHAT|LINK|CONFERENCE)|WEBCAM|LAPTOP|TABLET|COMPUTER|WHATSAPP)"
_THE: Final = r"(?:THE |HIS |HER |THEIR |A |OWN )?"
_OFF: Final = (
    r"^O ?[./]? ?[SC]\.?$|^OFF(?:[ -]?(?:SCREEN|CAMERA|STAGE))?\.?$|^HORS CHAMP$|\bOUT OF (?:FRAME|SHOT|VIEW)\b"
    r"|^(?:FROM|THROUGH|BEHIND|OUTSIDE|IN) (?:THE )?(?:\w+ )?(?:DOOR|WALL|ROOM|CORRIDOR|HALL(?:WAY)?|KITCHEN|BATHROOM|UPSTAIRS|DOWNSTAIRS)$"
)
_RULES: Final = tuple(
    (re.compile(pattern), spoken)
    for pattern, spoken in (
        (r"^PRE-?LAP", Spoken.PRELAP),
        (rf"\b(?:IN)?TO {_THE}(?:\w+ )?(?:{_DEVICE}|{_CALL}|DEVICE|CAMERA)\b", Spoken.INTO_PHONE),
        (rf"\b(?:ON|OVER|VIA|THROUGH|FROM) {_THE}(?:\w+ )?{_CALL}\b|^{_CALL}$", Spoken.VIDEO),
        (rf"\b(?:ON|OVER|FROM|THROUGH) {_THE}(?:\w+ )?{_PICTURE}\b|^{_PICTURE}$|^RECORDED", Spoken.SCREEN),
        (r"VOICE ?-?MAIL|ANSWER(?:ING)? ?(?:MACHINE|PHONE)|ANSWERPHONE|OUTGOING MESSAGE|^MESSAGE$", Spoken.WIRE),
        (r"^(?:ON|ON THE|BY) (?:TELE|CELL|MOBILE |SPEAKER ?)?PHONES?$|^ON (?:CELL|MOBILE|THE CELL|HIS CELL|HER CELL|HIS PHONE|HER PHONE)$", Spoken.UNSURE_WIRE),
        (rf"\b(?:ON|OVER|VIA|THROUGH|FROM|BY) {_THE}(?:\w+ )?{_DEVICE}\b|^{_DEVICE}(?: VOICE)?$", Spoken.WIRE),
        (r"FILTER(?:ED)?|^ELECTRONIC|^DISTORTED|^AM TELEFON|^AU TELEPHONE|^POR TELEFONO", Spoken.WIRE),
        (r"^V ?[./]? ?O\.?$|^VOICE ?-?OVER$|^NARRAT(?:ION|ING|OR)$|^VOZ EN OFF$|^VOIX OFF$|^VOICE(?: ONLY)?$|^THINKING$", Spoken.VOICE),
        (_OFF, Spoken.OFF),
    )
)  # fmt: skip


_STRENGTH: Final = (
    Spoken.PRELAP,
    Spoken.VIDEO,
    Spoken.SCREEN,
    Spoken.WIRE,
    Spoken.VOICE,
    Spoken.UNSURE_WIRE,
    Spoken.OFF,
    Spoken.INTO_PHONE,
)


def how_spoken(marks: Iterable[str]) -> Spoken:
    """The strongest of the marks behind a name or in brackets under it; `PLAIN` without one.

    A wire beats a mere V.O.: `(V.O.) (FILTERED)` is a call, not a narrator.
    """
    found = {mark_of(m) for m in marks}
    if Spoken.VOICE in found and found & {Spoken.UNSURE_WIRE, Spoken.INTO_PHONE}:
        return Spoken.WIRE
    return next((s for s in _STRENGTH if s in found), Spoken.PLAIN)


@lru_cache(maxsize=2048)
def mark_of(mark: str) -> Spoken:
    """What one extension or parenthetical says of where the voice comes from."""
    text = " ".join(mark.upper().replace("’", "'").strip(" ()").split())
    if not text:
        return Spoken.PLAIN
    for piece in re.split(r"\s*[,;/]\s+|\s+-\s+", text):
        for pattern, spoken in _RULES:
            if pattern.search(piece):
                return spoken
    return Spoken.PLAIN


def is_voice_mail(marks: Iterable[str]) -> bool:
    """Whether the voice is a recording somebody left, not the other end of a call."""
    text = " ".join(marks).upper()
    return bool(re.search(r"VOICE ?-?MAIL|ANSWER(?:ING)? ?(?:MACHINE|PHONE)|MESSAGE|RECORD", text))
