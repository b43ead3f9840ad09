"""The clock of a unit day in integers, counted from its call: the same minutes the judge finds.

`intercut.schedule.clock` is the meaning; this is its twin over arrays, kept per order of shooting,
because nothing in it depends on the date or on when the call is.
"""

from __future__ import annotations

from dataclasses import dataclass

from intercut.planning.problem import Problem

Sequence = tuple[int, ...]
"""Options in shooting order; -1-n stands for banner n of the problem."""


@dataclass(frozen=True, slots=True)
class Clock:
    """One order of shooting by one unit, minutes from the call.

    ``entries`` are (option, arrive, start, end) of the strips; ``people`` the first shot and the
    last of everybody; ``visits`` the places in the order the unit comes to them.
    """

    entries: tuple[tuple[int, int, int, int], ...]
    people: dict[int, tuple[int, int]]
    visits: tuple[int, ...]
    moves: int
    move_cost: int
    wrap: int
    eighths: int
    minutes: int
    people_base: dict[int, int]


def clock_of(problem: Problem, unit: int, sequence: Sequence) -> Clock:
    """The clock of a unit shooting these options in this order.

    Parameters
    ----------
    sequence
        Options of `Problem`, banners as negative numbers.
    """
    crew = problem.production.units[unit]
    after, length = problem.meal_after, problem.meal_length
    if after <= 0:
        length = 0
    now = since = moves = move_cost = eighths = 0
    place_before = set_before = -1
    light_before = ""
    entries: list[tuple[int, int, int, int]] = []
    people: dict[int, tuple[int, int]] = {}
    people_base: dict[int, int] = {}
    visits: list[int] = []
    for option in sequence:
        move = 0
        if option < 0:
            setup, minutes = 0, problem.banners[-1 - option].minutes
            strip = place = -1
        else:
            strip, place = problem.option_strip[option], problem.option_place[option]
            setup, minutes = problem.setup[strip], problem.minutes[strip]
            if place_before < 0:
                setup += crew.first_shot_minutes + problem.place_setup[place]
                visits.append(place)
            elif place != place_before:
                move = problem.move_minutes[place_before][place]
                move_cost += problem.move_cost[place_before][place]
                moves += 1
                setup += problem.place_setup[place]
                visits.append(place)
            elif problem.set_of[strip] != set_before:
                setup += crew.set_change_minutes
            elif problem.light_of[strip] != light_before:
                setup += crew.light_change_minutes
        total = move + setup + minutes
        if length > 0 and now > since and now + total > since + after:
            now = since = now + length
        arrive = now + move
        start = arrive + setup
        end = start + minutes
        while length > 0 and end > since + after:
            at = since + after
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
        eighths += problem.eighths[strip]
        place_before, set_before = place, problem.set_of[strip]
        light_before = problem.light_of[strip]
        for person in problem.people_of[strip]:
            if person in people:
                people[person] = (people[person][0], end)
            else:
                people[person] = (start, end)
                people_base[person] = problem.place_base[place]
    return Clock(
        entries=tuple(entries),
        people=people,
        visits=tuple(visits),
        moves=moves,
        move_cost=move_cost,
        wrap=now + (problem.unit_wrap if entries else 0),
        eighths=eighths,
        minutes=now,
        people_base=people_base,
    )
