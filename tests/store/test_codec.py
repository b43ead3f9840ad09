from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intercut.domain.calendar import Calendar, DateSpan, Hours
from intercut.domain.facts import Facts, SceneFacts
from intercut.domain.ids import PersonId, PlaceId, SceneId, StripId, UnitId
from intercut.domain.people import AvailabilityWindow, PayKind, Person, Terms
from intercut.domain.plan import Banner, PlacedStrip, Plan, UnitDay, UnitLight
from intercut.domain.scene import Breakdown, Mode
from intercut.domain.source import Source
from intercut.domain.units import Money
from intercut.errors import NewerFormat, Unreadable
from intercut.store import codec

DATES = st.dates(dt.date(2026, 1, 1), dt.date(2027, 12, 31))
NAMES = st.text(min_size=1, max_size=8)
MONEY = st.builds(Money, minor=st.integers(0, 10**9), currency=st.sampled_from(["EUR", "USD"]))
SOURCES = st.recursive(
    st.builds(Source, who=NAMES, where=st.text(max_size=5)),
    lambda inner: st.builds(Source, who=NAMES, via=inner),
    max_leaves=3,
)
SPANS = st.builds(
    lambda first, n: DateSpan(first=first, last=first + dt.timedelta(days=n)),
    DATES,
    st.integers(0, 20),
)
CALENDARS = st.builds(
    Calendar,
    span=SPANS,
    days_off=st.frozensets(st.integers(0, 6)),
    extra_days=st.frozensets(DATES, max_size=8),
    travel_days=st.frozensets(DATES, max_size=3),
    source=SOURCES,
)
PEOPLE = st.builds(
    Person,
    id=NAMES.map(PersonId),
    name=NAMES,
    availability=st.lists(
        st.builds(
            AvailabilityWindow,
            dates=SPANS,
            available=st.booleans(),
            hours=st.none() | st.just(Hours(start=480, end=1500)),
            source=SOURCES,
        ),
        max_size=2,
    ).map(tuple),
    terms=st.builds(Terms, kind=st.sampled_from(PayKind), rate=st.none() | MONEY),
    born=st.none() | DATES,
)
FACTS = st.builds(
    Facts,
    title=st.none() | NAMES,
    calendar=st.none() | CALENDARS,
    people=st.lists(PEOPLE, max_size=3).map(tuple),
    scenes=st.lists(
        st.builds(
            SceneFacts,
            scene=NAMES.map(SceneId),
            minutes=st.none() | st.integers(0, 600),
            modes=st.lists(st.sampled_from(Mode), max_size=2).map(tuple),
            omitted=st.none() | st.booleans(),
        ),
        max_size=3,
    ).map(tuple),
)
PLANS = st.builds(
    Plan,
    days=st.lists(
        st.builds(
            UnitDay,
            unit=st.sampled_from([UnitId("main"), UnitId("second")]),
            date=DATES,
            call=st.integers(0, 95).map(lambda n: n * 15),
            light=st.sampled_from(UnitLight),
            entries=st.lists(
                st.builds(PlacedStrip, strip=NAMES.map(StripId), place=NAMES.map(PlaceId))
                | st.builds(Banner, text=st.text(max_size=8), minutes=st.integers(0, 60)),
                max_size=4,
            ).map(tuple),
            locked=st.booleans(),
        ),
        max_size=4,
    ).map(tuple),
    modes=st.lists(st.tuples(NAMES.map(SceneId), st.sampled_from(Mode)), max_size=2).map(tuple),
    boneyard=st.lists(NAMES.map(StripId), max_size=3).map(tuple),
)


@given(PLANS | FACTS)
def test_what_is_kept_comes_back(kept: Plan | Facts) -> None:
    assert codec.decode(codec.encode(kept), type(kept)) == kept


@given(PLANS | FACTS)
def test_same_object_gives_same_text_after_a_round_trip(kept: Plan | Facts) -> None:
    text = codec.encode(kept)
    assert codec.encode(codec.decode(text, type(kept))) == text


def test_sets_are_written_in_the_same_order_in_every_process() -> None:
    code = (
        "import datetime as dt\n"
        "from intercut.domain.calendar import Calendar, DateSpan\n"
        "from intercut.domain.facts import Facts\n"
        "from intercut.store import codec\n"
        "days = [dt.date(2026, 3, d) for d in range(1, 29)]\n"
        "span = DateSpan(first=days[0], last=days[-1])\n"
        "print(codec.encode(Facts(calendar=Calendar(span=span, extra_days=frozenset(days)))))\n"
    )
    texts = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": "src"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(texts) == 1


GOLDEN = Path(__file__).parent / "golden"


def _golden_objects() -> dict[str, Any]:
    source = Source(who="casting", where="mail of 3 March", via=Source(who="the agent"))
    return {
        "breakdown": Breakdown(title="Kitchen", scenes=(), roles=(), sets=()),
        "facts": Facts(
            title="Kitchen",
            people=(
                Person(
                    id=PersonId("ann"),
                    name="Ann",
                    terms=Terms(kind=PayKind.DAILY, rate=Money(minor=90000, currency="EUR")),
                    source=source,
                ),
            ),
        ),
        "plan": Plan(
            days=(
                UnitDay(
                    unit=UnitId("main"),
                    date=dt.date(2026, 3, 4),
                    call=420,
                    entries=(
                        PlacedStrip(strip=StripId("12pt1"), place=PlaceId("stage")),
                        Banner(text="LUNCH", minutes=60),
                    ),
                ),
            ),
            modes=((SceneId("12"), Mode.PARTS),),
            boneyard=(StripId("13"),),
        ),
    }


@pytest.mark.parametrize("name", ["breakdown", "facts", "plan"])
def test_kept_form_is_the_one_of_old_films(name: str) -> None:
    # A film on somebody's disk looks like this. When the form changes, raise its version, add the
    # upgrade, keep this file as golden/NAME-1.json and write the new one beside it.
    kept = _golden_objects()[name]
    golden = json.loads((GOLDEN / f"{name}-1.json").read_text(encoding="utf-8"))
    assert json.loads(codec.encode(kept)) == golden
    assert codec.decode(json.dumps(golden), type(kept)) == kept


def test_newer_version_is_refused_in_a_sentence() -> None:
    text = codec.encode(Plan()).replace('"version":1', '"version":7')
    with pytest.raises(NewerFormat, match=r"plan is of version 7, .* up to 1"):
        codec.decode(text, Plan)


def test_every_place_that_does_not_fit_is_named() -> None:
    data = json.loads(codec.encode(_golden_objects()["plan"]))
    data["data"]["days"][0]["call"] = "seven"
    data["data"]["days"][0]["mood"] = "grim"
    data["data"]["boneyard"] = 3
    with pytest.raises(Unreadable) as refused:
        codec.decode(json.dumps(data), Plan)
    assert all(s in str(refused.value) for s in ("days.0.call", "days.0.mood", "boneyard"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '"plan"',
        '{"type":"plan","data":{}}',
        '{"type":"facts","version":1,"data":{}}',
        '{"type":"plan","version":0,"data":{}}',
        '{"type":"plan","version":true,"data":{}}',
        '{"type":"plan","version":"1","data":{}}',
    ],
)
def test_other_text_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        codec.decode(text, Plan)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Slate:
    """A kept type that has been through three versions."""

    scene: str
    take: int
    camera: str


def test_old_versions_are_brought_up_step_by_step() -> None:
    codec.register(
        codec.Format(
            type=_Slate,
            name="test.slate",
            version=3,
            upgrades={
                1: lambda data: {"scene": data["slate"], "take": data["take"]},
                2: lambda data: {**data, "camera": "A"},
            },
        )
    )
    old = '{"type":"test.slate","version":1,"data":{"slate":"12","take":2}}'
    newer = '{"type":"test.slate","version":2,"data":{"scene":"12","take":2}}'
    wanted = _Slate(scene="12", take=2, camera="A")
    assert codec.decode(old, _Slate) == codec.decode(newer, _Slate) == wanted


def test_format_with_a_step_missing_is_refused() -> None:
    with pytest.raises(ValueError, match="one upgrade from each version"):
        codec.Format(type=_Slate, name="gap", version=3, upgrades={1: dict})


def test_name_stands_for_one_type() -> None:
    with pytest.raises(ValueError, match="already stands for Plan"):
        codec.register(codec.Format(type=_Slate, name="plan"))


def test_type_that_is_not_kept_is_refused() -> None:
    with pytest.raises(ValueError, match="int is not kept"):
        codec.encode(3)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Odd:
    """A record with a field JSON has no form for."""

    thing: object


def test_field_without_a_form_is_refused() -> None:
    codec.register(codec.Format(type=_Odd, name="test.odd"))
    with pytest.raises(TypeError, match="complex has no form"):
        codec.encode(_Odd(thing=1j))


@pytest.mark.parametrize(("text", "name"), [("{", ""), ("[]", ""), ('{"type":3}', "")])
def test_text_that_holds_nothing_has_no_name(text: str, name: str) -> None:
    assert codec.name_of(text) == name


def test_every_kept_type_is_listed_by_name() -> None:
    names = [form.name for form in codec.formats()]
    assert names == sorted(names)
    assert {"breakdown", "facts", "plan", "production"} <= set(names)
