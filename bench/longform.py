"""Facts for the longest real script we may read: invented people, places, rates and dates.

The script (112 scenes, machine-made, by others, never part of this repository) comes with a
breakdown that says how long each scene really is and who is in it without speaking. Around that
a whole production is invented, always the same for one seed.

    python bench/longform.py FOLDER_WITH_SCRIPTS > longform.facts.yaml
"""

from __future__ import annotations

import json
import random
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from intercut.domain.apart import ApartRule, Degree
from intercut.domain.calendar import Calendar, DateSpan, Hours
from intercut.domain.facts import Facts, SceneFacts
from intercut.domain.ids import (
    BaseId,
    PersonId,
    PlaceId,
    RoleId,
    RuleId,
    SceneId,
    SetId,
    UnitId,
)
from intercut.domain.people import AvailabilityWindow, Casting, PayKind, Person, Role, Terms
from intercut.domain.places import Base, Move, Permit, Place
from intercut.domain.production import OrderKind, OrderRule, Unit
from intercut.domain.rulebooks import UK_DRAMA
from intercut.domain.scene import CastEntry, Presence, Sitting, SittingsOf
from intercut.domain.source import Source
from intercut.domain.units import Money
from intercut.exchange.facts import write_facts
from intercut.exchange.facts.dates import public_holidays

SCRIPT = "stripboard-dev/screenplay-longform.fountain"
BREAKDOWN = "stripboard-dev/screenplay-longform.breakdown.json"
SPAN = DateSpan(first=date(2027, 2, 1), last=date(2027, 4, 23))
PACE = 24
"""Minutes an eighth, as a feature shoots."""
INVENTED = Source(who="bench", where="invented")
HOME = BaseId("grimsby")
FIRST_NAMES = (
    *("Alma", "Bram", "Carys", "Dov", "Elke", "Farid", "Gwen", "Hari", "Isla", "Jonas"),
    *("Kezia", "Luca", "Mabel", "Nico", "Oona", "Piers", "Rhona", "Stellan", "Tamsin", "Uri"),
)
LAST_NAMES = (
    *("Arden", "Bexley", "Croft", "Dunmore", "Ellery", "Finch", "Garrow", "Hale", "Ingram"),
    *("Jarrow", "Kemble", "Larch", "Merrow", "Norwood", "Osborne", "Pell", "Quill", "Rusk"),
)


def longform_facts(scripts_dir: Path, seed: int = 1) -> str:
    """A facts file for the long script: 14 performers, 25 places, 12 weeks, one child.

    Parameters
    ----------
    scripts_dir
        The folder of real screenplays (`stripboard-dev/` is in it).
    seed
        Of names, rates, dates and permits.
    """
    told = json.loads((scripts_dir / BREAKDOWN).read_text(encoding="utf-8"))["scenes"]
    chance = random.Random(seed)
    counts: dict[str, int] = {}
    for scene in told:
        for role in scene["cast"]:
            counts[role] = counts.get(role, 0) + 1
    people, casting = _cast(counts, chance)
    places = _places(told, chance)
    facts = Facts(
        title="Longform",
        currency="GBP",
        kind="feature",
        rulebook=UK_DRAMA,
        calendar=Calendar(span=SPAN, holidays=public_holidays("GB", "ENG", SPAN), source=INVENTED),
        bases=(
            Base(
                id=HOME,
                name="Grimsby",
                timezone="Europe/London",
                latitude=53.5654,
                longitude=-0.0755,
                source=INVENTED,
            ),
        ),
        places=places,
        moves=_moves(places, chance),
        units=(
            Unit(
                id=UnitId("main"),
                name="Main",
                base=HOME,
                normal_minutes=660,
                longest_minutes=780,
                day_cost=_gbp(24_000),
                overtime_hour=_gbp(2_600),
                most_moves=2,
                source=INVENTED,
            ),
        ),
        # Some of them never speak, and the script alone does not know them.
        roles=tuple(Role(id=c.role, name=c.role, source=INVENTED) for c in casting),
        people=people,
        casting=casting,
        scenes=tuple(_scene(scene) for scene in told),
        sittings=tuple(_sittings(scene) for scene in told if _too_long_for_a_child(scene)),
        apart=_apart(told, people, casting),
        order=(
            OrderRule(
                id=RuleId("first-last"),
                kind=OrderKind.BEFORE,
                first=("1",),
                then=("112",),
                gap_days=3,
                source=INVENTED,
            ),
        ),
    )
    return write_facts(facts)


def _gbp(pounds: int) -> Money:
    return Money(minor=pounds * 100, currency="GBP")


def _days(first: int, length: int) -> DateSpan:
    start = SPAN.first + timedelta(days=first)
    return DateSpan(first=start, last=min(SPAN.last, start + timedelta(days=length - 1)))


def _cast(
    counts: dict[str, int], chance: random.Random
) -> tuple[tuple[Person, ...], tuple[Casting, ...]]:
    """Leads for the run, supporting players by the week or the day, the rest by the day."""
    names = [f"{a} {b}" for a in FIRST_NAMES for b in LAST_NAMES]
    chance.shuffle(names)
    people, casting = [], []
    for n, (role, scenes) in enumerate(sorted(counts.items(), key=lambda r: (-r[1], r[0]))):
        name = names[n]
        id_ = PersonId(name.casefold().replace(" ", "-"))
        child = "TEENAGE" in role
        away = () if n < 2 else (_away(chance),)
        people.append(
            Person(
                id=id_,
                name=name,
                home=HOME,
                availability=away,
                terms=_terms(n, scenes, chance),
                preparation_minutes=chance.choice((15, 30, 45)),
                strike_minutes=15,
                minor_profile="England" if child else "",
                born=date(2013, 6, 11) if child else None,
                source=INVENTED,
            )
        )
        casting.append(Casting(role=RoleId(role), person=id_, source=INVENTED))
    return tuple(people), tuple(casting)


def _away(chance: random.Random) -> AvailabilityWindow:
    dates = _days(chance.randrange(70), chance.randint(3, 9))
    return AvailabilityWindow(dates=dates, available=False, source=INVENTED)


def _terms(n: int, scenes: int, chance: random.Random) -> Terms:
    if n < 2:
        return Terms(kind=PayKind.RUN, rate=_gbp(6_500 - 500 * n), guarantee=8, source=INVENTED)
    if scenes > 10:
        day = chance.randrange(700, 1_100, 50)
        return Terms(
            kind=PayKind.DAILY,
            rate=_gbp(day),
            weekly_rate=_gbp(day * 7 // 2),
            drops=1,
            source=INVENTED,
        )
    return Terms(kind=PayKind.DAILY, rate=_gbp(chance.randrange(350, 600, 50)), source=INVENTED)


def _places(told: list[dict[str, Any]], chance: random.Random) -> tuple[Place, ...]:
    """A place for each location; those with many scenes stand on a stage, the others have permits."""
    sets: dict[str, dict[SetId, None]] = {}
    scenes: dict[str, int] = {}
    for scene in told:
        place = scene["location"]
        sets.setdefault(place, {})[SetId(_set(scene))] = None
        scenes[place] = scenes.get(place, 0) + 1
    places = []
    for name, own in sets.items():
        standing = scenes[name] >= 9
        dates = _days(chance.randrange(0, 50), 33)
        hours = chance.choice((None, Hours(start=360, end=1560)))
        permit = Permit(dates=dates, hours=hours, source=INVENTED)
        places.append(
            Place(
                id=PlaceId(name.casefold()),
                name=name.title(),
                base=HOME,
                sets=tuple(own),
                permits=() if standing or chance.random() < 0.4 else (permit,),
                fee_day=_gbp(chance.randrange(400, 2_400, 100)),
                fee_opening=_gbp(800) if standing else None,
                setup_minutes=15 if standing else 30,
                source=INVENTED,
            )
        )
    return tuple(places)


def _moves(places: tuple[Place, ...], chance: random.Random) -> tuple[Move, ...]:
    """How far each place lies from the first one: a move between others takes the default."""
    hub, *others = places
    return tuple(
        Move(
            start=hub.id,
            end=place.id,
            minutes=chance.randrange(15, 60, 5),
            cost=_gbp(chance.randrange(200, 700, 50)),
            source=INVENTED,
        )
        for place in others
    )


def _set(scene: dict[str, Any]) -> str:
    if scene["set_name"]:
        return f"{scene['location']} - {scene['set_name']}"
    return str(scene["location"])


def _too_long_for_a_child(scene: dict[str, Any]) -> bool:
    return any("TEENAGE" in r for r in scene["cast"]) and scene["eighths"] * PACE > 240


def _sittings(scene: dict[str, Any]) -> SittingsOf:
    """A long scene with the child in two goes."""
    first = scene["eighths"] // 2
    shares = (first, scene["eighths"] - first)
    return SittingsOf(
        target=str(scene["number"]),
        sittings=tuple(Sitting(eighths=n, minutes=n * PACE, source=INVENTED) for n in shares),
        source=INVENTED,
    )


def _scene(scene: dict[str, Any]) -> SceneFacts:
    return SceneFacts(
        scene=SceneId(str(scene["number"])),
        eighths=scene["eighths"],
        minutes=scene["eighths"] * PACE if _too_long_for_a_child(scene) else None,
        cast=tuple(
            CastEntry(role=RoleId(role), presence=Presence.SEEN, works=True, source=INVENTED)
            for role in scene["cast"]
        ),
        source=INVENTED,
    )


def _apart(
    told: list[dict[str, Any]], people: tuple[Person, ...], casting: tuple[Casting, ...]
) -> tuple[ApartRule, ...]:
    """The first two who never share a scene may not be called on one day."""
    roles = [c.role for c in casting]
    for i, one in enumerate(roles):
        for k in range(i + 1, len(roles)):
            if not any({one, roles[k]} <= set(scene["cast"]) for scene in told):
                return (
                    ApartRule(
                        id=RuleId("pair"),
                        degree=Degree.DAY,
                        people=(people[i].id,),
                        others=(people[k].id,),
                        source=INVENTED,
                    ),
                )
    return ()


if __name__ == "__main__":
    sys.stdout.write(longform_facts(Path(sys.argv[1])))
