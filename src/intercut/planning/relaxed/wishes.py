"""Wishes in the relaxed model: those that dates, places and lengths decide, from below.

Left out, as nothing at this level makes them sure, are those within a day: children, big scenes, moves
back and forth, without times story order; `cuts` adds what an exact day knows of them.
"""

from __future__ import annotations

from ortools.sat.python import cp_model

from intercut.domain.people import PayKind
from intercut.planning.relaxed.alone import EARLIEST, LATEST
from intercut.planning.relaxed.day_model import DayModel, Expr
from intercut.planning.relaxed.neighbours import neighbours
from intercut.planning.relaxed.work import work_beyond, work_within
from intercut.planning.wished import wishes_of

_CLOCKS = 120
"""Minutes clocks are changed by at most from one date to another."""


def add_wishes(m: DayModel) -> None:
    """Prices of wishes that are sure to be due."""
    asked = wishes_of(m.problem)
    for price, settings in asked.get("exteriors_early", ()):
        _exteriors(m, price, settings["percent"])
    for price, _ in asked.get("few_moves", ()):
        for slot, moves in m.moves.items():
            m.pay_day(slot, moves, price)
    for price, _ in asked.get("places_shot_out", ()):
        _shot_out(m, price)
    for price, settings in asked.get("balanced_days", ()):
        for slot in m.by_slot:
            unit = m.problem.production.units[m.problem.slot_unit[slot]]
            longer = _longer(m, slot, unit.normal_minutes + settings["minutes"], waits=False)
            shorter = _shorter(m, slot, unit.normal_minutes - settings["minutes"])
            m.pay_day(slot, longer + shorter, price)
    firsts = asked.get("light_first_day", []), asked.get("big_scene_not_day_one", [])
    if any(firsts):
        _first_days(m, *firsts)
    for price, _ in asked.get("nights_together", ()):
        _nights(m, price)
    for price, _ in asked.get("story_order", ()):
        _story(m, price)
    for price, _ in asked.get("cover_kept", ()):
        _cover(m, price)
    for price, _ in asked.get("few_days", ()):
        for slot, used in m.used.items():
            if m.problem.production.units[m.problem.slot_unit[slot]].day_cost is None:
                m.pay_for(used, price)
    for price, _ in asked.get("few_idle_days", ()):
        _idle(m, price)


def _exteriors(m: DayModel, price: int, percent: int) -> None:
    """Each strip outside shot after so many of the unit's working days: a matter of its date."""
    problem = m.problem
    first = problem.dates[0].toordinal()
    for u, unit in enumerate(problem.production.units):
        days = problem.index.calendar(unit.id).working_days()
        n = -(-len(days) * percent // 100)
        latest = days[min(n, len(days)) - 1].toordinal() - first if days and n > 0 else -first
        for (option, slot), var in m.x.items():
            late = problem.slot_unit[slot] == u and problem.slot_date[slot] > latest
            if late and problem.outside[problem.option_strip[option]]:
                m.pay_for(var, price)


def _shot_out(m: DayModel, price: int) -> None:
    """Openings of a place by a unit beyond the first."""
    for (unit, place), opened in m.opens.items():
        ever = m.flag(f"ever{unit}.{place}")
        visits = [
            v for (p, s), v in m.visit.items() if p == place and m.problem.slot_unit[s] == unit
        ]
        m.model.add_max_equality(ever, visits)
        m.pay_for(sum(opened) - ever, price)


def _longer(m: DayModel, slot: int, length: int, *, waits: bool) -> cp_model.IntVar:
    """Whether a unit day is surely longer than so many minutes, with what it ``waits`` or without."""
    longer = m.flag(f"longer{slot}.{length}.{waits}")
    room = max(-1, work_within(m.problem, length))
    if room < 0:
        m.model.add_implication(m.used[slot], longer)
    else:
        m.model.add(m.work[slot] <= room).only_enforce_if(longer.negated())
    if m.times and waits:
        m.model.add(m.wrap[slot] - m.call[slot] <= length).only_enforce_if(
            [longer.negated(), m.used[slot]]
        )
    return longer


def _shorter(m: DayModel, slot: int, length: int) -> cp_model.IntVar | int:
    """Whether the strips of a unit day surely make it shorter than so many minutes.

    Each strip is counted with the longest way to it there is on that day, and with the most meals.
    """
    problem = m.problem
    room = work_beyond(problem, length)
    if room <= 0:
        return 0
    unit = problem.slot_unit[slot]
    first_shot, set_change, light_change = problem.crew[unit]
    places = m.places_at[slot]
    terms: Expr = 0
    for o in m.by_slot[slot]:
        strip, place = problem.option_strip[o], problem.option_place[o]
        moves = [problem.move_minutes[p][place] for p in places if p != place]
        way = max(0, set_change, light_change, problem.place_setup[place] + max(moves, default=0))
        terms += (problem.minutes[strip] + problem.setup[strip] + way) * m.x[o, slot]
    shorter = m.flag(f"shorter{slot}.{length}")
    m.model.add(terms + first_shot >= room).only_enforce_if([m.used[slot], shorter.negated()])
    return shorter


def _first_days(
    m: DayModel,
    light: list[tuple[int, dict[str, int]]],
    big: list[tuple[int, dict[str, int]]],
) -> None:
    """The first day worked of each unit: its length, and big strips on it."""
    problem = m.problem
    for u, unit in enumerate(problem.production.units):
        slots = [s for s in m.slots if problem.slot_unit[s] == u and s in m.by_slot]
        for n, slot in enumerate(slots):
            first = m.flag(f"first{slot}")
            before = [m.used[s] for s in slots[:n]]
            m.model.add_bool_or([m.used[slot].negated(), *before, first])
            for price, settings in light:
                # Longer than a share of the normal day, in whole minutes.
                most = unit.normal_minutes * settings["percent"] // 100
                due = m.flag(f"due{slot}")
                m.model.add_bool_or(
                    [first.negated(), _longer(m, slot, most, waits=True).negated(), due]
                )
                m.pay_for(due, price)
            for price, settings in big:
                for option in m.by_slot[slot]:
                    if problem.eighths[problem.option_strip[option]] >= settings["eighths"]:
                        due = m.flag(f"big{option}.{slot}")
                        m.model.add_bool_or([first.negated(), m.x[option, slot].negated(), due])
                        m.pay_for(due, price)


def _nights(m: DayModel, price: int) -> None:
    """Each time a unit comes back to nights: a night after another light after a night."""
    problem = m.problem
    for u in range(len(problem.unit_ids)):
        slots = [s for s in m.slots if problem.slot_unit[s] == u and s in m.by_slot]
        if sum((s, 2) in m.light for s in slots) < 2:
            continue
        had = waits = None
        for slot in slots:
            night = m.light.get((slot, 2))
            used = m.used[slot]
            had_now, waits_now = m.flag(f"had{slot}"), m.flag(f"waits{slot}")
            if night is not None:
                m.model.add_implication(night, had_now)
            if had is not None and waits is not None:
                m.model.add_implication(had, had_now)
                # Worked otherwise since the last night.
                other = [used.negated()] + ([night] if night is not None else [])
                m.model.add_bool_or([had.negated(), *other, waits_now])
                rest = [used] if night is None else [night]
                m.model.add_bool_or([waits.negated(), *rest, waits_now])
                if night is not None:
                    back = m.flag(f"back{slot}")
                    m.model.add_bool_or([waits.negated(), night.negated(), back])
                    m.pay_for(back, price)
            had, waits = had_now, waits_now


def _idle(m: DayModel, price: int) -> None:
    """Dates the company works between two dates of work of somebody whose pay nobody has stated.

    People with events are left out: an event may fill the date.
    """
    problem = m.problem
    calendar = problem.production.calendar
    company = sum(
        1 << n for n, day in enumerate(problem.dates) if not calendar.is_company_day_off(day)
    )
    eventful = {p for event in problem.production.events for p in event.people}
    for n, person in enumerate(problem.production.people):
        if person.terms.kind is not PayKind.NONE or person.id in eventful:
            continue
        used: dict[int, cp_model.IntVar] = {}
        for date in sorted({d for p, d, _ in m.at if p == n}):
            used[date] = m.flag(f"called{n}.{date}")
            at = [v for (p, d, _), v in m.at.items() if p == n and d == date]
            m.model.add_max_equality(used[date], at)
        if len(used) > 1:
            m.held_between(used, company, price)


def _story(m: DayModel, price: int) -> None:
    """Neighbours in the script with a role in common, the later of which begins first.

    On different dates the dates tell which that is, at one base and where the later date's first minute
    lies behind the earlier one's last (clocks may change by `_CLOCKS` between). On one unit day
    the minutes tell, if they are in the model; the day's own cost holds it.
    """
    problem, model = m.problem, m.model
    if len(problem.base_ids) != 1 or -1 in problem.place_base:
        return
    dates = sorted(set(problem.slot_date))
    for a, b in neighbours(problem):
        if _first(m, a) + 1440 - _CLOCKS > _last(m, b):
            turned = m.flag(f"turned{a}.{b}")
            for date in dates:
                early = sum(m.on_date(b, d) for d in dates if d <= date)
                late = sum(m.on_date(a, d) for d in dates if d > date)
                model.add(early + late <= 1 + turned)
            m.pay_for(turned, price)
        if not m.times:
            continue
        for slot in {s for _, s in m.by_strip[a]} & {s for _, s in m.by_strip[b]}:
            turned = m.flag(f"turned{a}.{b}.{slot}")
            here = [m.x[o, s] for strip in (a, b) for o, s in m.by_strip[strip] if s == slot]
            if len(here) == 2:
                model.add(m.begin[a] <= m.begin[b]).only_enforce_if([*here, turned.negated()])
                m.pay_day(slot, turned, price)


def _first(m: DayModel, strip: int) -> int:
    """The earliest minute at which a strip may begin on any date."""
    return min(
        (a for way in m.by_strip[strip] for spans in m.windows[way] for a, _ in spans),
        default=LATEST,
    )


def _last(m: DayModel, strip: int) -> int:
    """The latest."""
    return max(
        (b for way in m.by_strip[strip] for spans in m.windows[way] for _, b in spans),
        default=EARLIEST,
    )


def _cover(m: DayModel, price: int) -> None:
    """Weather-bound unit days with no cover strip at their base on a later date.

    With everything placed no cover is left over; a unit day is at one base.
    """
    problem = m.problem
    if -1 in problem.place_base:
        return
    weather = [s.weather_bound for s in problem.strips]
    covers = [s.cover and not s.weather_bound for s in problem.strips]
    later: dict[tuple[int, int], list[cp_model.IntVar]] = {}
    for (option, slot), var in m.x.items():
        if covers[problem.option_strip[option]]:
            base = problem.place_base[problem.option_place[option]]
            later.setdefault((base, problem.slot_date[slot]), []).append(var)
    for slot, options in m.by_slot.items():
        bound = [o for o in options if weather[problem.option_strip[o]]]
        if not bound:
            continue
        due = m.flag(f"uncovered{slot}")
        m.pay_for(due, price)
        for option in bound:
            base = problem.place_base[problem.option_place[option]]
            kept = [
                v for (b, d), found in later.items() for v in found
                if b == base and d > problem.slot_date[slot]
            ]  # fmt: skip
            m.model.add_bool_or([m.x[option, slot].negated(), due, *kept])
