"""Why a keep-apart rule was made: sealed, opened and forgotten by those who may see the facts."""

from __future__ import annotations

from intercut.access import Action, require
from intercut.actions.office import KeptFilm
from intercut.domain.ids import RuleId
from intercut.domain.lookup import folded
from intercut.errors import NotFound


def seal_reason(film: KeptFilm, rule: str, reason: str, passphrase: str) -> RuleId:
    """Keep the reason of a rule under a passphrase; without one nothing is kept.

    Raises
    ------
    NotAllowed, NotFound
        When the actor may not change facts, or there is no such rule.
    Unreadable
        When reason or passphrase are empty or too short.
    Unwritable
        When the film cannot be written.
    """
    require(film.actor, Action.CHANGE_FACTS)
    film.library.require_writable()
    id_ = _rule(film, rule)
    film.library.reasons.seal(id_, reason, passphrase, who=film.actor.name)
    return id_


def open_reason(film: KeptFilm, rule: str, passphrase: str) -> str:
    """The reason of a rule, for who knows the passphrase.

    Raises
    ------
    NotAllowed, NotFound
        When the actor may not see the facts, the passphrase is another one, or none is kept.
    """
    require(film.actor, Action.SEE_FACTS)
    return film.library.reasons.opened(rule, passphrase)


def forget_reason(film: KeptFilm, rule: str) -> None:
    """Nothing is kept for a rule any more.

    Raises
    ------
    NotAllowed, NotFound, Unwritable
        When the actor may not change facts, nothing is kept, or the film cannot be written.
    """
    require(film.actor, Action.CHANGE_FACTS)
    film.library.require_writable()
    film.library.reasons.forget(rule)


def _rule(film: KeptFilm, text: str) -> RuleId:
    rules = film.assembly().production.apart
    found = next((r.id for r in rules if folded(r.id) == folded(text)), None)
    if found is None:
        known = ", ".join(r.id for r in rules) or "none"
        raise NotFound(f"there is no keep-apart rule {text!r}.", f"There is: {known}.")
    return found
