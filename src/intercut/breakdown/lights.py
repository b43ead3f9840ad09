"""What a heading's last words say of the light: in English, and as writers elsewhere write it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from intercut.breakdown.name_keys import words_of
from intercut.domain.scene import Light

_ENGLISH: Final = {
    Light.DAY: "DAY DAYTIME DAYLIGHT MORNING AFTERNOON NOON NOONTIME MIDDAY MIDMORNING MIDAFTERNOON "
    "LUNCHTIME BREAKFAST MID-MORNING MID-AFTERNOON MID-DAY",
    Light.NIGHT: "NIGHT NIGHTTIME NIGHT-TIME MIDNIGHT EVENING EVE EVENINGS",
    Light.DAWN: "DAWN SUNRISE DAYBREAK PREDAWN PRE-DAWN SUN-UP SUNUP",
    Light.DUSK: "DUSK SUNSET TWILIGHT SUNDOWN NIGHTFALL GLOAMING",
}
_PHRASES: Final = {
    "MAGIC HOUR": Light.DUSK,
    "GOLDEN HOUR": Light.DUSK,
    "BLUE HOUR": Light.DUSK,
    "FIRST LIGHT": Light.DAWN,
    "LAST LIGHT": Light.DUSK,
    "CRACK OF DAWN": Light.DAWN,
    "DAY FOR NIGHT": Light.NIGHT,
    "DEAD OF NIGHT": Light.NIGHT,
    "MIDDLE OF THE NIGHT": Light.NIGHT,
    "SMALL HOURS": Light.NIGHT,
    "WEE HOURS": Light.NIGHT,
}
_ELSEWHERE: Final = {
    Light.DAY: "TAG TAGS MORGEN MORGENS VORMITTAG MITTAG NACHMITTAG "  # German
    "JOUR JOURNEE MATIN MATINEE MIDI APRES-MIDI "  # French
    "DIA MANANA TARDE MEDIODIA "  # Spanish, Portuguese
    "MANHA GIORNO MATTINA MATTINO POMERIGGIO MEZZOGIORNO "  # Portuguese, Italian
    "DAGTID MORGON OCHTEND MIDDAG FORMIDDAG EFTERMIDDAG "  # Nordic, Dutch
    "DZIEN RANO POPOLUDNIE DEN РАНОК ДЕНЬ УТРО 日 昼 朝 白天 日内",  # Slavic, Japanese, Chinese
    Light.NIGHT: "NACHT NACHTS ABEND ABENDS NUIT SOIR SOIREE NOCHE NOITE NOTTE SERA AVOND NATT AFTEN "
    "KVALL NOC WIECZOR VECER НОЧЬ ВЕЧЕР НІЧ ВЕЧІР 夜 夜晚 晚",
    Light.DAWN: "MORGENDAMMERUNG MORGENGRAUEN SONNENAUFGANG AUBE AMANECER AMANHECER ALBA ALBORADA "
    "MADRUGADA SWIT РАССВЕТ 黎明",
    Light.DUSK: "DAMMERUNG ABENDDAMMERUNG SONNENUNTERGANG CREPUSCULE ATARDECER CREPUSCULO ENTARDECER "
    "TRAMONTO SKYMNING ZMIERZCH СУМЕРКИ ЗАКАТ 黄昏 夕方",
}
_INHERITS: Final = words_of(
    "CONTINUOUS CONTINOUS CONTINUED CONTINUING CONT CONT'D CONTD LATER SAME SIMULTANEOUS "
    "SIMULTANEOUSLY MEANWHILE MOMENTS MOMENT SECONDS MINUTES MINUTE HOUR HOURS IMMEDIATELY "
    "SHORTLY AFTER AFTERWARDS AFTERWARD SUITE GLEICH SPATER WEITER CONTINUO PLUS SEGUE"
)
_FILLERS: Final = words_of(
    "A AN THE THAT THIS SAME NEXT FOLLOWING EARLY LATE LATER VERY MID EARLIER FEW LITTLE "
    "WHILE BIT SOME SEVERAL ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE TEN TWELVE MANY "
    "TIME TIMES DAYS WEEKS MONTHS YEARS WEEK MONTH YEAR HOURS HOUR MINUTES MINUTE SECONDS "
    "MOMENTS MOMENT AGO BEFORE AFTER IN ON OF AT AND TO BRIGHT DARK GREY GRAY RAINY SUNNY "
    "STORMY SNOWY FOGGY CLOUDY HOT COLD WARM RAIN STORMING RAINING SNOWING DRIZZLE OVERCAST "
    "STORM SNOW FOG SUMMER WINTER SPRING AUTUMN FALL CHRISTMAS MONDAY TUESDAY WEDNESDAY "
    "THURSDAY FRIDAY SATURDAY SUNDAY STILL SHORTLY JUST WET HAZY PRESENT FRUHER SPATER AM "
    "DER DIE DAS PRESENTE"
)
_JUMPS: Final = re.compile(
    r"\b(?:NEXT|FOLLOWING) (?:DAY|MORNING|AFTERNOON|EVENING|NIGHT)|\b(?:DAYS?|WEEKS?|MONTHS?|YEARS?) "
    r"(?:LATER|AFTER|EARLIER|AGO)|\b(?:ANOTHER|NEW) (?:DAY|MORNING|NIGHT)"
)
_CLOCK: Final = re.compile(
    r"^(?:(?P<h>\d{1,2})(?:[:.](?P<m>\d{2}))?\s*(?P<half>A\.?M\.?|P\.?M\.?|O'CLOCK|UHR|H)?)$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LightWords:
    """A stretch of a heading that speaks of time: the light it names, or that it inherits.

    ``light`` None with ``inherits`` False cannot be. ``foreign`` marks a word of another language.
    """

    light: Light | None
    inherits: bool = False
    foreign: bool = False


def _fold(text: str) -> str:
    """Capitals without accents, straight quotes, one blank between words."""
    bare = unicodedata.normalize("NFKD", text.replace("’", "'").upper())
    return " ".join("".join(c for c in bare if not unicodedata.combining(c)).split())


def _table(words: dict[Light, str]) -> dict[str, Light]:
    return {_fold(w): light for light, line in words.items() for w in line.split()}


_NAMED: Final = _table(_ENGLISH)
_FOREIGN: Final = _table(_ELSEWHERE)


def light_words(segment: str) -> LightWords | None:
    """What a segment of a heading says of the light; None when it speaks of something else.

    The whole segment has to be words of time: `NIGHT BUS` and `MORNING ROOM` are sets.
    """
    text = _fold(segment).strip(" .,:;()[]")
    if not text:
        return None
    for phrase, light in _PHRASES.items():
        if phrase in text and _all_time(text.replace(phrase, " ")):
            return LightWords(light=light)
    if found := _clock(text):
        return LightWords(light=found)
    words = re.split(r"[\s/&,]+", text)
    named: Light | None = None
    foreign = inherits = False
    for word in (w.strip(".") for w in words):
        bare = re.sub(r"(?<=\D)\d{1,3}$", "", word)  # DAY2
        if bare in _NAMED:
            # Of DAY/NIGHT the first is kept; LATE NIGHT is night.
            named = named or _NAMED[bare]
        elif bare in _INHERITS:
            inherits = True
        elif bare in _FOREIGN:
            named, foreign = named or _FOREIGN[bare], True
        elif word not in _FILLERS and not re.fullmatch(r"#?\d{1,4}|[DN]\d+|(?:19|20)\d\ds?", word):
            return None
    if named is not None:
        return LightWords(light=named, foreign=foreign)
    return LightWords(light=None, inherits=True) if inherits else None


def _all_time(text: str) -> bool:
    return all(w in _FILLERS or w in _NAMED or w in _INHERITS for w in text.split())


def _clock(text: str) -> Light | None:
    hit = _CLOCK.match(text)
    if not hit or not (hit["half"] or hit["m"]):
        return None
    hour = int(hit["h"])
    half = (hit["half"] or "").replace(".", "")
    if half == "PM" and hour < 12:
        hour += 12
    elif half == "AM" and hour == 12:
        hour = 0
    if hour > 24:
        return None
    if 5 <= hour < 7:
        return Light.DAWN
    return Light.DAY if 7 <= hour < 19 else Light.NIGHT


def names_new_day(light_text: str) -> bool:
    """Whether the words say that the story jumps to another day: NEXT MORNING, DAYS LATER."""
    return bool(_JUMPS.search(_fold(light_text)))
