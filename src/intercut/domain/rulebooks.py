"""The work rules we ship: named, dated profiles, every clause with its text and where it is from.

None of these numbers is ours to set: a production chooses a profile and overrides it clause by
clause. In a clause's text, ``[C]`` marks what an agreement or statute says, ``[U]`` usual
practice, ``[V]`` what varies by contract, ``[B]`` what we could not verify. What a profile does
not name is read with the judge's own default, an assumption and a setting too.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from intercut.domain.calendar import Hours
from intercut.domain.lookup import folded
from intercut.domain.rulebook import Clause, MinorBand, MinorProfile, Rulebook
from intercut.domain.source import Source


def _from(who: str, where: str = "") -> Source:
    return Source(who=who, where=where)


_OURS = _from("intercut", "our assumption")
_SAG_REST = _from("SAG-AFTRA", "sagaftra.org, rest periods and forced calls")
_SAG_MEALS = _from("SAG-AFTRA", "sagaftra.org, meal periods")
_SAG_SPAN = _from("SAG-AFTRA", "sagaftra.org, consecutive employment")
_UK_HOURS = _from(
    "Pact/Bectu TV drama agreement", "ep.com, types of working days in UK HETV, from 2023-01-01"
)
_UK_REST = _from("Working Time Regulations 1998", "regulation 10")


def _c(key: str, value: int, text: str, source: Source = _OURS) -> Clause:
    return Clause(key=key, value=value, text=text, source=source)


CALIFORNIA: Final = MinorProfile(
    name="California",
    # Stay and work in minutes; stay includes school and rest. A window to 0:30 holds only before a
    # day without school: 22:00 is taken, the stricter one.
    bands=(
        MinorBand(
            from_months=0,
            to_months=6,
            place_minutes=120,
            work_minutes=20,
            window=Hours(start=9 * 60 + 30, end=16 * 60 + 30),
        ),
        MinorBand(
            from_months=6,
            to_months=24,
            place_minutes=240,
            work_minutes=120,
            window=Hours(start=300, end=1320),
        ),
        MinorBand(
            from_months=24,
            to_months=72,
            place_minutes=360,
            work_minutes=180,
            window=Hours(start=300, end=1320),
        ),
        MinorBand(
            from_months=72,
            to_months=108,
            place_minutes=480,
            work_minutes=240,
            work_minutes_no_school=360,
            window=Hours(start=300, end=1320),
        ),
        MinorBand(
            from_months=108,
            to_months=192,
            place_minutes=540,
            work_minutes=300,
            work_minutes_no_school=420,
            window=Hours(start=300, end=1320),
        ),
        MinorBand(
            from_months=192,
            to_months=216,
            place_minutes=600,
            work_minutes=360,
            work_minutes_no_school=480,
            window=Hours(start=300, end=1320),
        ),
    ),
    week_minutes=48 * 60,
    source=_from("California", "8 CCR 11760 and Labor Code 1308.7 [C]"),
)

ENGLAND: Final = MinorProfile(
    name="England",
    bands=(
        MinorBand(
            from_months=0,
            to_months=60,
            place_minutes=300,
            work_minutes=120,
            window=Hours(start=420, end=1320),
        ),
        MinorBand(
            from_months=60,
            to_months=108,
            place_minutes=480,
            work_minutes=180,
            window=Hours(start=420, end=1380),
        ),
        MinorBand(
            from_months=108,
            to_months=192,
            place_minutes=570,
            work_minutes=300,
            window=Hours(start=420, end=1380),
        ),
        # From 16 (more exactly from the end of compulsory school) no licence is needed.
        MinorBand(
            from_months=192,
            to_months=216,
            place_minutes=720,
            work_minutes=600,
            window=Hours(start=360, end=1440),
        ),
    ),
    consecutive_days=6,
    source=_from(
        "England", "Children (Performances and Activities) Regulations 2014, as advised 2015 [B]"
    ),
)

NONE: Final = Rulebook(
    name="none",
    dated="no agreement: our assumptions stand",
    minors=(CALIFORNIA, ENGLAND),
    source=_OURS,
)

_SAG_THEATRICAL: Final = (
    _c("rest.daily_minutes", 12 * 60, "[C] 12 h from dismissal to the next call for any purpose", _SAG_REST),
    _c("rest.weekly_minutes", 56 * 60, "[C] 56 h in a week of five days", _SAG_REST),
    _c("meal.after_minutes", 6 * 60, "[C] first meal within 6 h of the call, the next within 6 h of its end", _SAG_MEALS),
    _c("meal.length_minutes", 30, "[C] a meal lasts 30 to 60 min", _SAG_MEALS),
    _c("meal.grace_minutes", 12, "[B] grace to finish a shot before a penalty"),
    _c("meal.person_clock", 1, "[C] the clock runs from each performer's own call", _SAG_MEALS),
    _c("drop.gap_days", 10, "[C] pick-up more than 10 calendar days after the drop where all is shot in the USA, else 14", _SAG_SPAN),
    _c("pay.week_days", 5, "[U] a week of pay holds five days"),
)  # fmt: skip

SAG_THEATRICAL: Final = Rulebook(
    name="SAG-AFTRA theatrical",
    dated="as published, read 2026-11; sums and terms change with each contract",
    clauses=_SAG_THEATRICAL,
    minors=(CALIFORNIA, ENGLAND),
    source=_from("SAG-AFTRA", "pages of sagaftra.org, undated"),
)

SAG_TELEVISION: Final = replace(
    SAG_THEATRICAL,
    name="SAG-AFTRA television",
    clauses=tuple(
        c
        if c.key != "drop.gap_days"
        else _c(
            "drop.gap_days",
            14,
            "[C] 14 days; an episode's double-scale day performer may be dropped once per episode",
            _SAG_SPAN,
        )
        for c in _SAG_THEATRICAL
    ),
)

UK_DRAMA: Final = Rulebook(
    name="UK drama",
    dated="crew terms from 2023-01-01; cast terms are for the production to set",
    clauses=(
        _c("rest.daily_minutes", 11 * 60, "[C] 11 h in each 24", _UK_REST),
        _c("rest.weekly_minutes", 35 * 60, "[B] 24 h a week on top of the daily 11 h", _UK_REST),
        _c("meal.after_minutes", 6 * 60, "[B] a break within 6 h"),
        _c("meal.length_minutes", 60, "[C] standard day: 10 h and a lunch of 1 h", _UK_HOURS),
        _c("meal.grace_minutes", 15, "[B] grace to finish a shot"),
        _c("meal.person_clock", 0, "[U] the unit breaks together"),
        _c("drop.gap_days", 14, "[V] no agreement text read: a setting"),
        _c("pay.week_days", 5, "[U] a week of pay holds five days"),
    ),
    minors=(ENGLAND, CALIFORNIA),
    source=_from("Pact, Bectu and statute", "as named clause by clause"),
)

PROFILES: Final = (NONE, SAG_THEATRICAL, SAG_TELEVISION, UK_DRAMA)


def shipped(name: str) -> Rulebook | None:
    """The shipped profile of that name, whatever its case; None when we ship none."""
    return next((p for p in PROFILES if folded(p.name) == folded(name)), None)


def with_clauses(profile: Rulebook, changed: tuple[Clause, ...]) -> Rulebook:
    """A profile with clauses replaced, new ones at the end."""
    new = {c.key: c for c in changed}
    kept = tuple(new.pop(c.key, c) for c in profile.clauses)
    return replace(profile, clauses=(*kept, *new.values()))
