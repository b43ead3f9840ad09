"""What an answer about people brought together is made of."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from intercut.domain.apart import ApartRule
from intercut.domain.calendar import DateSpan
from intercut.domain.finding import Finding
from intercut.domain.ids import PersonId
from intercut.domain.key_point import KeyPoint
from intercut.domain.plan import Plan
from intercut.domain.production import Production
from intercut.planning.together.ways import Meeting
from intercut.planning.whatif import PersonDays
from intercut.planning.wording import day_text
from intercut.schedule import Judgement, PlanDiff


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What the ways must keep to.

    ``within`` empty: any date of the shoot. ``budget`` and ``waiver_hour`` (the price of waiving
    a rule, per started hour) are minor units of the reporting currency; None: no limit, no price.
    ``homebound`` people do not travel. ``waivers`` False: no rule may be waived.
    """

    within: tuple[DateSpan, ...] = ()
    budget: int | None = None
    waiver_hour: int = 0
    homebound: frozenset[PersonId] = frozenset()
    waivers: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """A keep-apart rule waived on one date: who meets, for how many minutes, at what price."""

    rule: ApartRule
    people: tuple[PersonId, ...]
    date: dt.date
    minutes: int
    price: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """Somebody who travels on other dates than in today's plan."""

    person: PersonId
    dates: tuple[dt.date, ...]
    dropped: tuple[dt.date, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way to bring them together, judged.

    ``price`` is what it costs more than today's plan, waivers included; ``cost`` the judge's total
    of ``plan`` under ``production``. ``open_dates`` are the dates on which this way was found
    to be possible.
    """

    meeting: Meeting
    date: dt.date
    production: Production
    plan: Plan
    judgement: Judgement
    cost: int
    price: int
    waivers: tuple[Waiver, ...]
    journeys: tuple[Journey, ...]
    changes: PlanDiff
    people: tuple[PersonDays, ...]
    bound: int | None
    open_dates: tuple[dt.date, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """A meeting for which no way was found; ``proof`` says why there is none, "" where that is
    open. ``nearest`` says what the cheapest plan with it costs where the budget leaves it out, ""
    else; ``looked`` False: the time was over before it."""

    words: str
    proof: str
    nearest: str = ""
    looked: bool = True

    @property
    def text(self) -> str:
        """What is known of it, in a sentence."""
        said = f"{self.words[:1].upper()}{self.words[1:]}"
        if not self.looked:
            return f"{said}: not looked into, the time was over."
        if self.nearest:
            return f"{said}: {self.nearest}. " + (self.proof or "A cheaper way is not excluded.")
        return self.proof or f"{said}: no way was found, and it is not proved that there is none."


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """The ways, the cheapest first. ``proof`` is "" unless it is proved that there is none.
    ``closed`` are the meetings asked about for which there is no way among them.

    ``findings`` name people without a date and the like, each with the remedy. ``today`` is the
    cost of today's plan, ``again`` what the same search makes of it with nobody brought together
    (None where it finds no legal plan); ``tried`` counts the plans that were made, ``left_out``
    the dates of meetings that were not planned, less promising than those.
    """

    scene: str
    people: tuple[PersonId, ...]
    currency: str
    today: int
    again: int | None
    ways: tuple[Way, ...]
    closed: tuple[Closed, ...]
    proof: str
    findings: tuple[Finding, ...]
    tried: int
    left_out: int
    seconds: float
    points: tuple[KeyPoint, ...]


def said_of(way: Way) -> str:
    """A way in a line: `scene 27 shot whole on Sat 9 Oct 2027`."""
    return f"{way.meeting.words} on {day_text(way.date)}"
