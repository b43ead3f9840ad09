"""What is written reads back equal, whatever people decided."""

from __future__ import annotations

import types
import typing
from dataclasses import MISSING, fields, is_dataclass, replace
from datetime import date, timedelta
from enum import Enum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intercut.domain.calendar import Calendar, DateSpan, Holiday, Hours
from intercut.domain.facts import Facts
from intercut.domain.plan import Plan
from intercut.domain.production import Baseline, ExchangeRate, Preference
from intercut.domain.rulebook import Clause, MinorProfile, Rulebook
from intercut.domain.rulebooks import PROFILES, with_clauses
from intercut.domain.source import Source
from intercut.domain.units import Money
from intercut.exchange.facts import read_facts, write_facts
from intercut.exchange.facts.dates import public_holidays

WORDS = [
    *("Ada", "Bo", "Cy", "Dee", "Élodie", "O'Neil", "MARK'S-HOUSE", "Zoë", "佳", "🎬", "«x»"),
    *("12", "12A", "12pt1", "2026-03-04", "1e3", "07:00", "0x1F", "yes", "NO", "null"),
    *(
        "~",
        "-",
        "#",
        ":",
        "a:b",
        "a#b",
        "{a}",
        "[b]",
        "*c",
        "&d",
        "!e",
        "|f",
        ">g",
        "%h",
        "@i",
        "`j",
    ),
]
TEXT = st.one_of(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join),
    st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=12)
    .filter(str.isprintable)
    .filter(str.strip),
)
DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))
SPAN = st.builds(
    lambda first, n: DateSpan(first=first, last=first + timedelta(days=n)), DAYS, st.integers(0, 90)
)
MINUTES = st.integers(0, 3000)
SOURCE = st.recursive(
    st.builds(Source, who=TEXT, where=st.one_of(st.just(""), TEXT)),
    lambda via: st.builds(
        Source,
        who=TEXT,
        where=st.one_of(st.just(""), TEXT),
        via=st.one_of(st.none(), via),
        entered_at=st.sampled_from(["", "2026-01-03T10:00:00Z"]),
        entered_by=st.one_of(st.just(""), TEXT),
    ),
    max_leaves=3,
)
HOURS = st.builds(
    lambda start, n: Hours(start=start, end=min(2880, start + n)),
    st.integers(-1440, 2800),
    st.integers(1, 1500),
).filter(lambda h: h.end > 0 or h.start < 0)
CLAUSES = st.lists(
    st.builds(Clause, key=TEXT, value=st.integers(-100, 9000), text=TEXT, source=SOURCE),
    max_size=3,
    unique_by=lambda c: c.key,
).map(tuple)
RULEBOOK = st.one_of(
    st.sampled_from(PROFILES),
    st.builds(with_clauses, st.sampled_from(PROFILES), CLAUSES),
    st.builds(
        Rulebook,
        name=TEXT,
        dated=TEXT,
        clauses=CLAUSES,
        minors=st.deferred(lambda: st.lists(strategy_of(MinorProfile), max_size=2).map(tuple)),
        source=SOURCE,
    ),
)
CALENDAR = st.builds(
    Calendar,
    span=SPAN,
    days_off=st.frozensets(st.integers(0, 6)),
    holidays=st.lists(st.builds(Holiday, day=DAYS, name=TEXT, source=SOURCE), max_size=3).map(
        tuple
    ),
    extra_days=st.frozensets(DAYS, max_size=3),
    travel_days=st.frozensets(DAYS, max_size=3),
    source=SOURCE,
)
PAIRS = st.lists(st.tuples(TEXT, st.integers(-99, 999)), max_size=3, unique_by=lambda p: p[0])
BY_TYPE: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXT,
    int: st.integers(0, 99),
    bool: st.booleans(),
    float: st.floats(-90, 90, allow_nan=False).map(lambda f: round(f, 9)),
    date: DAYS,
    DateSpan: SPAN,
    Hours: HOURS,
    Source: SOURCE,
    Money: st.builds(
        Money, minor=st.integers(-(10**6), 10**12), currency=st.sampled_from(["EUR", "GBP", "JPY"])
    ),
    Calendar: CALENDAR,
    Rulebook: RULEBOOK,
    Preference: st.builds(
        Preference,
        name=TEXT,
        price=st.builds(Money, minor=MINUTES, currency=st.just("EUR")),
        settings=PAIRS.map(tuple),
        source=SOURCE,
    ),
}
BY_NAME: dict[tuple[str, str], st.SearchStrategy[Any]] = {
    ("Element", "category"): st.sampled_from([100, 104, 126, 500, 777]),
    ("MinorBand", "from_months"): st.integers(0, 200),
    ("MinorProfile", "consecutive_days"): st.integers(1, 14),
    ("Permit", "weekdays"): st.frozensets(st.integers(0, 6)),
    ("Pin", "position"): st.one_of(st.none(), st.integers(-1, 9)),
    ("ExchangeRate", "currency"): st.sampled_from(["USD", "GBP"]),
    ("ExchangeRate", "rate_millionths"): st.integers(1, 10**9),
    ("Unit", "earliest_call"): st.integers(-600, 2880),
    ("Facts", "currency"): st.one_of(st.none(), st.sampled_from(["EUR", "JPY"])),
    ("Plan", "modes"): st.just(()),
    ("Baseline", "overrides"): st.just(()),
}


def strategy_of(kind: Any) -> st.SearchStrategy[Any]:
    """Values of a type, field by field, each as often its default as another one."""
    if kind in BY_TYPE:
        return BY_TYPE[kind]
    if hasattr(kind, "__supertype__"):
        return strategy_of(kind.__supertype__)
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple and args[-1] is ...:
        return st.lists(strategy_of(args[0]), max_size=2).map(tuple)
    if origin is tuple:
        return st.tuples(*map(strategy_of, args))
    if origin is frozenset:
        return st.frozensets(strategy_of(args[0]), max_size=2)
    if origin in {typing.Union, types.UnionType}:
        return st.one_of(*(st.none() if a is type(None) else strategy_of(a) for a in args))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return st.sampled_from(list(kind))
    assert isinstance(kind, type)
    assert is_dataclass(kind)
    hints = typing.get_type_hints(kind)
    given_: dict[str, st.SearchStrategy[Any]] = {}
    for f in fields(kind):
        named = BY_NAME.get((kind.__name__, f.name))
        strategy = named if named is not None else strategy_of(hints[f.name])
        given_[f.name] = (
            strategy if f.default is MISSING else st.one_of(st.just(f.default), strategy)
        )
    return st.builds(kind, **given_)


@st.composite
def decisions(draw: st.DrawFn) -> Facts:
    """Facts with one or two sections filled: errors show without the whole file around them."""
    hints = typing.get_type_hints(Facts)
    names = draw(
        st.lists(
            st.sampled_from([f.name for f in fields(Facts)]), min_size=1, max_size=2, unique=True
        )
    )
    values = {
        n: draw(BY_NAME[key] if (key := ("Facts", n)) in BY_NAME else strategy_of(hints[n]))
        for n in names
    }
    return Facts(**values)


@given(decisions())
def test_what_is_written_reads_back_equal(facts: Facts) -> None:
    text = write_facts(facts)
    read = read_facts(text)
    assert [str(f) for f in read.findings] == [], text
    assert read.facts == facts, text


@given(decisions())
def test_the_same_facts_give_the_same_text(facts: Facts) -> None:
    read = read_facts(write_facts(facts))
    assert read.facts is not None
    assert write_facts(read.facts) == write_facts(facts)


def test_public_holidays_are_written_as_their_country() -> None:
    span = DateSpan(first=date(2026, 12, 1), last=date(2027, 1, 31))
    calendar = Calendar(span=span, holidays=public_holidays("GB", "ENG", span))
    text = write_facts(Facts(calendar=calendar))
    assert "country: GB" in text
    assert "Christmas" not in text
    assert read_facts(text).facts == Facts(calendar=calendar)


def test_a_line_of_an_earlier_file_is_no_source_to_write() -> None:
    first = read_facts("performers: [{name: Ada}]", "a.yaml").facts
    assert first is not None
    assert first.people[0].source == Source(who="facts file", where="a.yaml, line 1")
    text = write_facts(first)
    assert "source" not in text
    again = read_facts(text, "b.yaml").facts
    assert again is not None
    assert replace(again.people[0], source=first.people[0].source) == first.people[0]


@pytest.mark.parametrize("profile", PROFILES, ids=lambda p: p.name)
def test_a_shipped_rulebook_is_written_as_its_name(profile: Rulebook) -> None:
    text = write_facts(Facts(rulebook=profile))
    assert "clauses" not in text
    assert read_facts(text).facts == Facts(rulebook=profile)


def test_an_exchange_rate_keeps_its_six_digits() -> None:
    rate = ExchangeRate(
        currency="USD", rate_millionths=918_273, dated=date(2026, 1, 5), source=Source(who="ECB")
    )
    text = write_facts(Facts(exchange=(rate,)))
    assert "rate: 0.918273" in text
    assert read_facts(text).facts == Facts(exchange=(rate,))


def test_a_baseline_keeps_plan_modes_and_prices() -> None:
    from intercut.domain.ids import PersonId, SceneId
    from intercut.domain.scene import Mode

    baseline = Baseline(
        plan=Plan(modes=((SceneId("12"), Mode.PARTS),)),
        price=Money(minor=5000, currency="EUR"),
        overrides=((PersonId("ada"), Money(minor=9000, currency="GBP")),),
    )
    assert read_facts(write_facts(Facts(baseline=baseline))).facts == Facts(baseline=baseline)
