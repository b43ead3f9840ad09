"""The clock of a unit day in integers, counted from its call: the same minutes the judge finds.

`intercut.schedule.clock` is the meaning; this is its twin over arrays, kept per order of shooting,
because nothing in it depends on the date or on when the call is.
"""

from __future__ import annotations

from dataclasses import dataclass

from intercut.planning.problem import Problem

Sequence = tuple[int, ...]
"""Options in shooting order; -1-n stands for banner n of the problem."""


@dataclass(slots=True)
class Clock:
    """One order of shooting by one unit, minutes from the call.

    ``entries`` are (option, arrive, start, end) of the strips; ``people`` the first shot and the
    last of everybody, ``ends`` the places of these; ``work`` is what no other
    order saves, set-ups of places aside; ``visits`` the places in the order the unit comes
    to them.
    """

    entries: tuple[tuple[int, int, int, int], ...]
    people: dict[int, tuple[int, int]]
    visits: tuple[int, ...]
    moves: int
    move_cost: int
    wrap: int
    work: int
    eighths: int
    meals: tuple[int, ...]
    ends: dict[int, tuple[int, int]]


def clock_of(problem: Problem, unit: int, sequence: Sequence) -> Clock:
    """The clock of a unit shooting these options in this order.

    Parameters
    ----------
    sequence
        Options of `Problem`, banners as negative numbers.
    """
    first_shot, set_change, light_change = problem.crew[unit]
    after = problem.meal_after
    length = problem.meal_length if after > 0 else 0
    rows, setups = problem.option_row, problem.place_setup
    now = since = moves = move_cost = eighths = 0
    work = first_shot
    place_before = set_before = light_before = -1
    entries: list[tuple[int, int, int, int]] = []
    people: dict[int, tuple[int, int]] = {}
    ends: dict[int, tuple[int, int]] = {}
    visits: list[int] = []
    meals: list[int] = []
    for option in sequence:
        move = 0
        if option < 0:
            setup, minutes = 0, max(0, problem.banners[-1 - option].minutes)
        else:
            place, set_, light, setup, minutes, length_eighths, _, called = rows[option]
            if place_before < 0:
                setup += first_shot + setups[place]
                visits.append(place)
            elif place != place_before:
                move = problem.move_minutes[place_before][place]
                move_cost += problem.move_cost[place_before][place]
                moves += 1
                setup += setups[place]
                visits.append(place)
            elif set_ != set_before:
                setup += set_change
            elif light != light_before:
                setup += light_change
            place_before, set_before, light_before = place, set_, light
            eighths += length_eighths
            work += rows[option][3] + minutes
        total = move + setup + minutes
        if length > 0 and now > since and now + total > since + after:
            meals.append(now)
            now = since = now + length
        arrive = now + move
        start = arrive + setup
        end = start + minutes
        while length > 0 and end > since + after:
            at = since + after
            meals.append(at)
            since = at + length
            if at <= arrive:
                arrive += length
            if at <= start:
                start += length
            end += length
        now = end
        if option < 0:
            continue
        entries.append((option, arrive, start, end))
        for person in called:
            if person in people:
                people[person] = (people[person][0], end)
                if ends[person][1] != place:
                    ends[person] = (ends[person][0], place)
            else:
                people[person] = (start, end)
                ends[person] = (place, place)
    return Clock(
        entries=tuple(entries),
        people=people,
        visits=tuple(visits),
        moves=moves,
        move_cost=move_cost,
        work=work,
        wrap=now + (problem.unit_wrap if entries else 0),
        eighths=eighths,
        meals=tuple(meals),
        ends=ends,
    )


def length_of(problem: Problem, unit: int, sequence: Sequence) -> tuple[int, int, int]:
    """Minutes from call to wrap of an order of shooting, its moves, and what they and the places
    opened cost: the cheap part of the clock, to tell orders apart by."""
    first_shot, set_change, light_change = problem.crew[unit]
    after = problem.meal_after
    length = problem.meal_length if after > 0 else 0
    rows, setups = problem.option_row, problem.place_setup
    now = since = moves = cost = 0
    place_before = set_before = light_before = -1
    for option in sequence:
        if option < 0:
            total = max(0, problem.banners[-1 - option].minutes)
        else:
            row = rows[option]
            place, set_, light = row[0], row[1], row[2]
            total = row[3] + row[4]
            if place != place_before:
                if place_before < 0:
                    total += first_shot
                else:
                    total += problem.move_minutes[place_before][place]
                    cost += problem.move_cost[place_before][place]
                    moves += 1
                total += setups[place]
                cost += problem.fee_opening[place]
            elif set_ != set_before:
                total += set_change
            elif light != light_before:
                total += light_change
            place_before, set_before, light_before = place, set_, light
        if length > 0 and now > since and now + total > since + after:
            now = since = now + length
        now += total
        while length > 0 and now > since + after:
            since += after + length
            now += length
    return now + problem.unit_wrap, moves, cost
