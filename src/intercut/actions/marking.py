"""A line of the script marked: a prop, a piece of wardrobe, an animal that its scene needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from intercut.access import Action, require
from intercut.actions.amending import FactsChange, amend_facts, facts_tables
from intercut.actions.logging_takes import scene_ids
from intercut.actions.office import KeptFilm
from intercut.domain.elements import ACTION_CATEGORIES
from intercut.domain.lookup import folded
from intercut.errors import Unreadable
from intercut.exchange.facts.amending import Amendment

LONGEST: Final = 80
"""Letters of an element's name; ours."""

CATEGORIES: Final = tuple(n for c, n in ACTION_CATEGORIES.items() if c != 100)
"""What can be marked: every category but the cast, who are roles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """An element that a scene needs (or, with ``needed`` False, does not)."""

    scene: str
    name: str
    category: str = ""
    needed: bool = True


def mark_element(film: KeptFilm, mark: Mark, *, expected: int) -> FactsChange:
    """The film with an element marked in a scene, or taken out of it.

    An element nobody has heard of is made, in its category.

    Parameters
    ----------
    expected
        The revision the person saw.

    Raises
    ------
    NotFound
        When there is no such scene.
    Unreadable
        When the name or the category is none.
    NotAllowed, Stale, Unwritable
        As `intercut.actions.amending.amend_facts`.
    """
    require(film.actor, Action.CHANGE_FACTS)
    production = film.assembly().production
    (scene_id,) = scene_ids(film, mark.scene) if mark.scene else (None,)
    scene = next((s for s in production.scenes if s.id == scene_id), None)
    name = " ".join(mark.name.split())
    if scene is None or not 0 < len(name) <= LONGEST:
        msg = f"an element has a name of at most {LONGEST} letters and stands in a scene."
        raise Unreadable(msg)
    tables = facts_tables(film).tables
    known = next(
        (e for e in production.elements if folded(name) in {folded(e.name), folded(e.id)}), None
    )
    amendments: list[Amendment] = []
    if known is None:
        category = next((c for c in CATEGORIES if folded(c) == folded(mark.category)), "")
        if not category:
            msg = f"{mark.category!r} is no category."
            raise Unreadable(msg, f"Categories are: {', '.join(CATEGORIES)}.")
        row = len(tables.get("elements") or ())
        amendments += [
            Amendment(path=("elements", row, "name"), value=_quoted(name)),
            Amendment(path=("elements", row, "category"), value=_quoted(category)),
            Amendment(
                path=("elements", row, "source"),
                value=_quoted(f"{film.actor.name} (script, scene {scene.number})"),
            ),
        ]
    else:
        name = known.name if _is_only(known.name, production.elements) else str(known.id)
    rows = list(tables.get("scenes") or ())
    row = _row_of(rows, {folded(scene.number), folded(scene.id)})
    if row == len(rows):
        amendments.append(Amendment(path=("scenes", row, "scene"), value=_quoted(scene.number)))
        rows.append({})
    stated = rows[row] if isinstance(rows[row], dict) else {}
    add, take = ("elements", "not_elements") if mark.needed else ("not_elements", "elements")
    amendments += _without(stated, row, take, name)
    listed = _listed(stated.get(add))
    if not any(_is_named(x, name) for x in listed):
        amendments.append(Amendment(path=("scenes", row, add, len(listed)), value=_quoted(name)))
    return amend_facts(film, amendments, expected=expected)


def _row_of(rows: list[Any], names: set[str]) -> int:
    """Where the facts speak of a scene; one past the end when they do not."""
    return next(
        (
            n
            for n, r in enumerate(rows)
            if isinstance(r, dict) and folded(str(r.get("scene"))) in names
        ),
        len(rows),
    )


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]


def _is_named(entry: Any, name: str) -> bool:
    said = entry.get("element") if isinstance(entry, dict) else entry
    return folded(str(said)) == folded(name)


def _without(stated: dict[str, Any], row: int, key: str, name: str) -> list[Amendment]:
    """A name taken out of a list of the facts; the list as well when nothing is left of it."""
    value = stated.get(key)
    listed = _listed(value)
    at = [n for n, x in enumerate(listed) if _is_named(x, name)]
    if not at:
        return []
    if len(at) == len(listed):
        return [Amendment(path=("scenes", row, key), value="")]
    return [Amendment(path=("scenes", row, key, n), value="") for n in reversed(at)]


def _is_only(name: str, elements: Any) -> bool:
    return sum(folded(e.name) == folded(name) for e in elements) == 1


def _quoted(text: str) -> str:
    plain = text.replace("'", "''")
    return f"'{plain}'"
