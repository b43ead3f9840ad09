"""What the sentences of the page Ask may name."""

from __future__ import annotations

from intercut.access import Action, require
from intercut.actions.board_view import cards_of
from intercut.actions.judging import reader_of
from intercut.actions.office import Office
from intercut.actions.question_answers import MenuItem, MenusAnswer
from intercut.domain.apart import ApartRule
from intercut.domain.scene import Light
from intercut.publish.reader import Names


def menus_of(office: Office) -> MenusAnswer:
    """Everything a question may name, as its menus list it.

    Raises
    ------
    NotAllowed
        When the actor may not see the money, and so may not ask.
    """
    require(office.actor, Action.SEE_COST)
    production = office.assembly().production
    names = Names(production, reader_of(office.actor))
    spans = [production.calendar_of(u).span for u in production.units]

    def person(index: int) -> MenuItem:
        one = production.people[index]
        name = names.person(one.id)
        roles = ", ".join(names.role(r) for r in names.roles_of(one.id))
        return MenuItem(id=name, name=f"{name} ({roles})" if roles else name)

    def apart(rule: ApartRule) -> MenuItem:
        who = ", ".join(names.person(p) for p in (*rule.people, *rule.others))
        place = f" from {names.place(rule.place)}" if rule.place else ""
        return MenuItem(id=str(rule.id), name=f"{who}{place}: apart by {rule.degree.value}")

    return MenusAnswer(
        currency=production.currency,
        first=min(s.first for s in spans).isoformat() if spans else "",
        last=max(s.last for s in spans).isoformat() if spans else "",
        strips=[
            MenuItem(id=c.number, name=f"{c.number} · {c.label or f'{c.int_ext} {c.set}'}")
            for c in cards_of(office).cards
        ],
        scenes=[
            MenuItem(id=s.number, name=f"{s.number} · {names.set(s.set)}")
            for s in production.scenes
            if not s.omitted
        ],
        people=[person(n) for n in range(len(production.people))],
        places=[MenuItem(id=n, name=n) for n in (names.place(p.id) for p in production.places)],
        sets=[MenuItem(id=n, name=n) for n in (names.set(s.id) for s in production.sets)],
        units=[MenuItem(id=u.name, name=u.name) for u in production.units],
        rules=[
            *(apart(r) for r in production.apart),
            *(
                MenuItem(
                    id=str(r.id),
                    name=f"{', '.join(r.first)} {r.kind.value} {', '.join(r.then)}".strip(),
                )
                for r in production.order
            ),
        ],
        lights=[light.value for light in Light],
    )
