from __future__ import annotations

import re
from pathlib import Path

import pytest

import intercut as ic
from intercut.actions.contradictions import CONTRADICTIONS, says_nothing
from intercut.domain.finding import Finding, Level, error, warning

SCRIPT = """INT. KITCHEN - DAY #1#

ANN
Is it done?

EXT. YARD - NIGHT #2#

Ann looks up at BEN.

BEN
Nearly.

INT. HALL - DAY #3#

BEN
It was the oven.
"""

FACTS = """
production: {currency: EUR}
calendar: {dates: 2027-01-04..2027-01-15}
places:
  - {name: Stage, base: Studio, sets: [KITCHEN, HALL, YARD]}
bases:
  - {name: Studio, latitude: 52.5, longitude: 13.4, timezone: Europe/Berlin}
performers:
  - {name: Ada Quill, roles: [ANN], pay: {kind: daily, rate: 1000}, availability: 2027-01-04..2027-01-15}
  - {name: Bo Marsh, roles: [BEN], availability: 2027-01-04..2027-01-15}
"""

BROKEN: dict[str, str | tuple[str, str]] = {
    "availability.none": ("2027-01-04..2027-01-15}\n  - {name: Bo", "2028-01-04}\n  - {name: Bo"),
    "apart.scene": "apart:\n  - {id: a, degree: set, people: [Ada Quill], others: [Bo Marsh]}",
    "event.dates": "events:\n  - {id: f, kind: fitting, name: fitting, people: [Ada Quill], dates: [2027-03-01], minutes: 60}",
    "day.calendar": "days:\n  - {unit: Main, date: 2027-01-09, targets: [1]}",
    "pin.calendar": "pins:\n  - {target: 1, date: 2027-01-09}",
    "pin.person_away": (
        "availability: 2027-01-04..2027-01-15}\n  - {name: Bo",
        "availability: 2027-01-04..2027-01-15, away: [2027-01-05]}\n  - {name: Bo",
    ),
    "order.cycle": "order:\n  - {id: a, kind: before, first: [1], then: [3]}\n  - {id: b, kind: before, first: [3], then: [1]}",
    "order.same_day": "order:\n  - {id: a, kind: same day, first: [1], then: [3]}\n  - {id: b, kind: not same day, first: [1], then: [3]}",
    "scene.dates": "scenes:\n  - {scene: 1, dates: [2027-01-09]}",
    "place.never_open": (
        "sets: [KITCHEN, HALL, YARD]",
        "sets: [KITCHEN, HALL, YARD], permits: [2028-01-01]",
    ),
    "light.no_unit": "units:\n  - {name: Main, base: Studio, lights: [day]}",
}


@pytest.fixture
def film(tmp_path: Path) -> ic.Film:
    script = tmp_path / "rooms.fountain"
    script.write_text(SCRIPT)
    return ic.new(tmp_path / "rooms.intercut", script=script)


def facts_with(code: str) -> bytes:
    change = BROKEN[code]
    if isinstance(change, tuple):
        text = FACTS.replace(change[0], change[1], 1)
        if code == "pin.person_away":
            text += "pins:\n  - {target: 1, date: 2027-01-05}\n"
    else:
        text = f"{FACTS}{change}\n"
    return text.encode()


@pytest.mark.parametrize("code", BROKEN)
def test_contradiction_is_kept_and_planned_around(film: ic.Film, code: str) -> None:
    done = film.set_facts(facts_with(code))
    errors = {f.code for f in done.findings if f.level is Level.ERROR}
    assert code in errors, [str(f) for f in done.findings]
    assert done.changed
    plan = film.plan(iterations=60, threads=1)
    assert plan.status in {"infeasible", "unknown", "feasible", "optimal"}
    assert plan.legal == (plan.status in {"feasible", "optimal"})
    if plan.status in {"infeasible", "unknown"}:
        assert plan.bound is None


def test_contradictions_are_known_errors(root: Path) -> None:
    told = "".join(
        p.read_text(encoding="utf-8") for p in (root / "src/intercut/domain").rglob("*.py")
    )
    for code in CONTRADICTIONS:
        assert re.search(f'"{re.escape(code)}"', told), code


def test_what_says_nothing_has_to_be_mended(film: ic.Film) -> None:
    done = film.set_facts(b"order:\n  - {id: a, kind: before, first: [1]}\n")
    assert not done.changed
    assert "order.one_sided" in {f.code for f in done.findings}


@pytest.mark.parametrize(
    ("findings", "wanted"),
    [
        ([], False),
        ([error("availability.none", "x")], False),
        ([error("unknown.role", "x")], True),
        ([warning("unknown.role", "x")], False),
        ([error("availability.none", "x"), error("money.negative", "x")], True),
    ],
)
def test_one_error_to_mend_is_enough(findings: list[Finding], wanted: bool) -> None:
    assert says_nothing(findings) is wanted
