from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from intercut.actions.following import follow
from intercut.domain.assemble import assemble
from intercut.domain.facts import Facts
from intercut.domain.ids import PlaceId, RoleId, SceneId, SetId, StripId, UnitId
from intercut.domain.people import Role
from intercut.domain.places import Set
from intercut.domain.plan import Banner, PlacedStrip, Plan, UnitDay
from intercut.domain.production import Production, Unit
from intercut.domain.scene import (
    Breakdown,
    CastEntry,
    EighthsCount,
    Estimate,
    Heading,
    IntExt,
    Light,
    Presence,
    Scene,
)
from intercut.domain.strips import strips_in_mode

DAY = dt.date(2027, 1, 4)


def scene(number: str, *, id_: str = "", omitted: bool = False) -> Scene:
    """A scene of ANN in the kitchen."""
    return Scene(
        id=SceneId(id_ or number),
        number=number,
        heading=Heading(
            original="INT. KITCHEN - DAY", int_ext=IntExt.INT, set_name="KITCHEN", light=Light.DAY
        ),
        set=SetId("kitchen"),
        eighths=EighthsCount(computed=8),
        minutes=Estimate(minutes=60),
        cast=(CastEntry(role=RoleId("ann"), presence=Presence.SEEN, works=True),),
        omitted=omitted,
    )


def production(*scenes: Scene) -> Production:
    return assemble(
        Breakdown(
            title="Rooms",
            scenes=scenes,
            roles=(Role(id=RoleId("ann"), name="ANN"),),
            sets=(Set(id=SetId("kitchen"), name="KITCHEN"),),
        ),
        Facts(),
    ).production


def plan_of(given: Production, *placed: str, boneyard: tuple[str, ...] = ()) -> Plan:
    entries = tuple(PlacedStrip(strip=StripId(s), place=given.places[0].id) for s in placed)
    day = UnitDay(
        unit=given.units[0].id, date=DAY, call=420, entries=(*entries, Banner(text="WRAP"))
    )
    return Plan(days=(day,), boneyard=tuple(StripId(s) for s in boneyard))


def strips_on(plan: Plan) -> list[str]:
    return sorted([*(s.strip for d in plan.days for s in d.strips), *plan.boneyard])


def test_nothing_changes_when_nothing_changed() -> None:
    given = production(scene("1"), scene("2"))
    plan = plan_of(given, "2", boneyard=("1",))
    followed = follow(plan, given, given)
    assert followed.plan == plan
    assert (followed.dropped, followed.renamed, followed.to_place) == ((), (), ())


def test_strip_keeps_its_day_under_its_new_number() -> None:
    before = production(scene("1"), scene("2"))
    after = production(scene("1"), scene("2A", id_="2"))
    followed = follow(plan_of(before, "1", "2"), before, after)
    assert [s.strip for s in followed.plan.days[0].strips] == ["1", "2A"]
    assert followed.renamed == (("2", "2A"),)


def test_omitted_scene_leaves_and_new_one_waits() -> None:
    before = production(scene("1"), scene("2"))
    after = production(scene("1"), scene("2", omitted=True), scene("3"))
    followed = follow(plan_of(before, "1", "2"), before, after)
    assert [s.strip for s in followed.plan.days[0].strips] == ["1"]
    assert (followed.dropped, followed.to_place) == (("2",), ("3",))
    assert followed.plan.boneyard == ("3",)


def test_strip_moves_to_where_its_set_stands_now() -> None:
    before = production(scene("1"))
    stage = replace(before.places[0], id=PlaceId("stage 4"))
    after = replace(before, places=(stage,))
    followed = follow(plan_of(before, "1"), before, after)
    assert [s.place for s in followed.plan.days[0].strips] == ["stage 4"]


def test_strips_of_a_unit_that_is_gone_wait() -> None:
    before = production(scene("1"), scene("2"))
    base = before.units[0].base
    after = replace(before, units=(Unit(id=UnitId("night crew"), name="Night", base=base),))
    followed = follow(plan_of(before, "1", "2"), before, after)
    assert followed.plan.days == ()
    assert followed.plan.boneyard == ("1", "2")


@given(st.data())
def test_every_strip_of_the_new_production_is_on_the_board_once(data: st.DataObject) -> None:
    ids = data.draw(st.lists(st.sampled_from("123456"), unique=True, min_size=1))
    before = production(*(scene(i) for i in ids))
    split = data.draw(st.integers(0, len(ids)))
    plan = plan_of(before, *ids[:split], boneyard=tuple(ids[split:]))
    kept = data.draw(st.lists(st.sampled_from("123456789"), unique=True, min_size=1))
    after = production(*(scene(f"{i}B" if i in "12" else i, id_=i) for i in kept))
    followed = follow(plan, before, after)
    wanted = sorted(s.id for s in strips_in_mode(after, followed.plan))
    assert strips_on(followed.plan) == wanted
    assert follow(followed.plan, after, after).plan == followed.plan
