"""A film opened, by the one who owns it or as somebody else sees it."""

from __future__ import annotations

from pathlib import Path

from intercut.access import Actor, Role, role_named
from intercut.actions.office import KeptFilm
from intercut.domain.lookup import folded
from intercut.domain.production import Production
from intercut.errors import NotFound


def open_film(path: Path, *, name: str, seen_as: str = "") -> KeptFilm:
    """A film from its file, for the one who opens it or, with ``seen_as``, as somebody else.

    Whoever opens the file owns it. ``seen_as`` is a role or a person of the film by name: the
    same film with that one's rights, never with more.

    Raises
    ------
    NotFound
        When there is no such file, role or person.
    Unreadable, NewerFormat, Unwritable
        As `intercut.store.library.open`.
    """
    from intercut.store import library

    film = KeptFilm(library=library.open(path), actor=Actor(name=name))
    if seen_as:
        try:
            film.actor = actor_named(seen_as, name, film.assembly().production)
        except NotFound:
            film.library.close()
            raise
    return film


def actor_named(text: str, name: str, production: Production) -> Actor:
    """The role or person somebody asks to see a film as.

    Raises
    ------
    NotFound
        When it is neither.
    """
    role = role_named(text)
    if role is not None:
        return Actor(name=name, role=role)
    wanted = folded(text)
    for person in production.people:
        if wanted in {folded(person.id), folded(person.name), folded(person.code_name or "-")}:
            return Actor(name=name, role=Role.PERFORMER, person=person.id)
    msg = f"{text!r} is neither a role nor a person of this film."
    raise NotFound(msg, f"Roles are: {', '.join(r.value for r in Role)}.")
