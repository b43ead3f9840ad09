"""How long a scene takes to shoot, estimated from its length, the kind of production and what is in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from intercut.domain.scene import PART_PERCENT, Estimate, IntExt, Light
from intercut.domain.source import Source

NET_MINUTES: Final = 480
"""Minutes of a normal day left for shooting: 11 h less meal, first set-up and changes of set.

Our assumption, matching the defaults of `Unit` (660 minutes, of which 60 meal, 45 first shot and
about 75 for changes)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How many eighths a kind of production shoots in a normal day, and who says so."""

    kind: str
    eighths_per_day: int
    says: str


_SOURCES: Final = "yamdu.com, cutprint.io, storiara.com: pages per day"
PACES: Final = tuple(
    Pace(kind=kind, eighths_per_day=eighths, says=says)
    for kind, eighths, says in (
        ("feature", 20, f"2-3 pages a day ({_SOURCES})"),
        ("effects feature", 12, "1-2 pages a day (our assumption)"),
        ("low-budget feature", 32, f"3-5 pages a day ({_SOURCES})"),
        ("micro-budget feature", 64, f"up to 8-9 pages a day ({_SOURCES})"),
        ("single-camera drama", 52, f"5-8 pages a day ({_SOURCES})"),
        ("multi-camera", 160, "about 20 pages a day (our assumption)"),
        ("serial", 240, f"15-60 pages a day ({_SOURCES})"),
        ("short", 32, "as a low-budget feature (our assumption)"),
        ("commercial", 8, "one page a day (our assumption)"),
    )
)
"""Paces by kind; the first is used for a kind nobody knows."""


LEAST_PART_PERCENT: Final = 30
"""Least share of a scene's time that one end takes; our assumption. A page plays for about a
minute, far below any pace, so this is time for takes and not for running through once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surcharges:
    """Percent added for what takes longer. All are our assumptions, to be set by the production.

    ``part_percent`` is what one end of a split scene takes of the time of the whole: the whole is
    covered from everybody's side, an end from one only. The end is played through, and that alone
    takes a share of the time, so it is never less than `LEAST_PART_PERCENT`.
    """

    stunts: int = 60
    effects: int = 40
    animals: int = 30
    crowd: int = 25
    vehicles: int = 15
    night_exterior: int = 25
    dawn_dusk_exterior: int = 15
    each_role_beyond_four: int = 5
    part_percent: int = PART_PERCENT

    def __post_init__(self) -> None:
        if not LEAST_PART_PERCENT <= self.part_percent <= 100:
            msg = (
                f"part_percent is {self.part_percent}; an end that is played through takes "
                f"{LEAST_PART_PERCENT} to 100 percent of the whole scene"
            )
            raise ValueError(msg)


USUAL: Final = Surcharges()
STUNTS, EFFECTS, ANIMALS, CROWD, VEHICLES = (102,), (105, 121, 122), (108,), (101,), (103,)


def pace_of(kind: str) -> Pace:
    """The pace of a kind of production; that of a feature for an unknown one."""
    wanted = " ".join(kind.lower().replace("_", " ").split())
    return next((p for p in PACES if p.kind == wanted), PACES[0])


def is_known_kind(kind: str) -> bool:
    """Whether a kind of production has a pace of its own."""
    return " ".join(kind.lower().replace("_", " ").split()) in {p.kind for p in PACES}


def estimate(
    eighths: int,
    kind: str,
    *,
    int_ext: IntExt,
    light: Light,
    roles: int,
    categories: Iterable[int] = (),
    one_end: bool = False,
    surcharges: Surcharges = USUAL,
) -> Estimate:
    """Minutes of shooting, without set-up, rounded up to 5; 0 for a scene without length.

    Parameters
    ----------
    eighths
        Length in eighths of a page.
    kind
        A kind of `PACES`.
    int_ext, light
        Of the place as written.
    roles
        How many work in it.
    categories
        Universal category numbers of the elements in it.
    one_end
        Whether only one end of a split scene is shot: a share of the time of the whole.
    surcharges
        Percent added, each once, and the share that one end takes.
    """
    pace = pace_of(kind)
    if eighths <= 0:
        return Estimate(minutes=0, source=_source(pace, []))
    present = set(categories)
    added: list[tuple[str, int]] = []
    for name, kinds, percent in (
        ("stunts", STUNTS, surcharges.stunts),
        ("effects", EFFECTS, surcharges.effects),
        ("animals", ANIMALS, surcharges.animals),
        ("crowd", CROWD, surcharges.crowd),
        ("vehicles", VEHICLES, surcharges.vehicles),
    ):
        if present & set(kinds):
            added.append((name, percent))
    if int_ext.outside and light is Light.NIGHT:
        added.append(("night exterior", surcharges.night_exterior))
    elif int_ext.outside and light in {Light.DAWN, Light.DUSK}:
        added.append(("dawn or dusk exterior", surcharges.dawn_dusk_exterior))
    if roles > 4:
        added.append((f"{roles} people", (roles - 4) * surcharges.each_role_beyond_four))
    percent = 100 + sum(p for _, p in added)
    share = surcharges.part_percent if one_end else 100
    minutes = -(-eighths * NET_MINUTES * percent * share // (pace.eighths_per_day * 100 * 100))
    return Estimate(
        minutes=max(5, -(-minutes // 5) * 5), source=_source(pace, added, share if one_end else 0)
    )


def _source(pace: Pace, added: list[tuple[str, int]], share: int = 0) -> Source:
    more = "".join(f", {name} +{percent} %" for name, percent in added)
    if share:
        more += f", one end alone {share} % of the whole (our assumption)"
    return Source(who="intercut", where=f"estimate for {pace.kind}: {pace.says}{more}")
