"""The judge: takes any plan, tells its clock, the rules it breaks and what it costs."""

from __future__ import annotations

from intercut.domain.wishes import USUAL_AD, usual_ad
from intercut.schedule.case import Case
from intercut.schedule.index import Index
from intercut.schedule.judgement import check, cost, diff, dood, judge, timetable
from intercut.schedule.preferences import PREFERENCES
from intercut.schedule.results import (
    CostLine,
    CostSheet,
    DayOutOfDays,
    DayTimes,
    DoodRow,
    EventTimes,
    Judgement,
    LineKind,
    Meal,
    PersonChange,
    PersonTimes,
    PlanDiff,
    StripMove,
    StripTimes,
    Timetable,
)
from intercut.schedule.rules import NEVER_SOFT, RULES, SOFTENABLE
from intercut.schedule.settings import SETTINGS

__all__ = [
    "NEVER_SOFT",
    "PREFERENCES",
    "RULES",
    "SETTINGS",
    "SOFTENABLE",
    "USUAL_AD",
    "Case",
    "CostLine",
    "CostSheet",
    "DayOutOfDays",
    "DayTimes",
    "DoodRow",
    "EventTimes",
    "Index",
    "Judgement",
    "LineKind",
    "Meal",
    "PersonChange",
    "PersonTimes",
    "PlanDiff",
    "StripMove",
    "StripTimes",
    "Timetable",
    "check",
    "cost",
    "diff",
    "dood",
    "judge",
    "timetable",
    "usual_ad",
]
