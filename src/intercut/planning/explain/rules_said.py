"""Apart rules, order rules and pins in a sentence each; never why people are kept apart."""

from __future__ import annotations

from intercut.domain.apart import ApartRule, Degree
from intercut.domain.calendar import DateSpan
from intercut.domain.production import OrderKind, OrderRule, Pin, Production
from intercut.planning.waiving import FIRST, LAST
from intercut.planning.wording import dates_text, day_text, list_text

_DEGREES = {
    Degree.FRAME: "never in one frame",
    Degree.SET: "never on one set at once",
    Degree.CALLS: "never called at the same time",
    Degree.BASE: "never at one base on one date",
    Degree.DAY: "never called on one date",
    Degree.WEEK: "never in one unit in one week",
}


def degree_said(rule: ApartRule) -> str:
    """What a rule asks: `never at one base on one date`."""
    words = _DEGREES[rule.degree]
    if rule.degree is Degree.CALLS and rule.gap_minutes:
        words += f", {rule.gap_minutes} minutes between"
    return words


def apart_said(production: Production, rule: ApartRule) -> str:
    """`Ada Hart and Bo Lind are kept apart: never on one set at once.`"""
    names = {p.id: p.name for p in production.people}
    people = [names.get(p, p) for p in rule.people]
    others = [names.get(p, p) for p in rule.others]
    if rule.place is not None:
        place = next((p.name for p in production.places if p.id == rule.place), rule.place)
        whom = f"{list_text(people)} kept from {list_text([*others, place])}"
    elif others:
        whom = f"{list_text(people)} kept from {list_text(others)}"
    else:
        whom = f"{list_text(people)} kept apart"
    when = f" ({_period(rule.period)})" if rule.period is not None else ""
    verb = "is" if len(people) == 1 and (others or rule.place is not None) else "are"
    head, _, tail = whom.partition(" kept ")
    return f"{head} {verb} kept {tail}{when}: {degree_said(rule)}."


def _period(period: DateSpan) -> str:
    """When a rule holds: from, to or between dates."""
    if period.first <= FIRST and period.last >= LAST:
        return "always"
    if period.first <= FIRST:
        return f"to {day_text(period.last)}"
    if period.last >= LAST:
        return f"from {day_text(period.first)}"
    return dates_text([period])


def order_said(rule: OrderRule) -> str:
    """`5 comes before 9, at least 2 days apart.`"""
    first = list_text(rule.first)
    if rule.kind is OrderKind.BEFORE:
        gap = f", at least {rule.gap_days} days" if rule.gap_days > 0 else ""
        most = f", at most {rule.most_gap_days} days" if rule.most_gap_days is not None else ""
        return f"{first} before {list_text(rule.then)}{gap}{most}."
    if rule.kind is OrderKind.SECOND_END_AFTER:
        return f"The second end of {first} comes after the first."
    if rule.kind is OrderKind.LIVE_READ:
        return f"All ends of {first} are played on one date."
    every = list_text((*rule.first, *rule.then))
    return f"{every} {'on one date' if rule.kind is OrderKind.SAME_DAY else 'not on one date'}."


def pin_said(production: Production, pin: Pin) -> str:
    """`6 is held to Tue 5 Oct 2027.`"""
    held: list[str] = []
    if pin.date is not None:
        held.append(day_text(pin.date))
    if pin.unit is not None:
        held.append(f"{pin.unit} unit")
    if pin.place is not None:
        held.append(next((p.name for p in production.places if p.id == pin.place), pin.place))
    if pin.position is not None:
        held.append("the end of its day" if pin.position == -1 else f"number {pin.position + 1}")
    shot = " (shot)" if pin.shot else ""
    return f"{pin.target} is held to {list_text(held) or 'where it is'}{shot}."
