"""The drafts a film's takes were shot against, each as it was in force."""

from __future__ import annotations

from bisect import bisect_right
from typing import Final

from intercut.actions.office import KeptFilm
from intercut.actions.scripts import read_again
from intercut.actions.spoken_lines import done_between, lines_of, spoken_lines, texts_of
from intercut.domain.assemble import assemble
from intercut.domain.lookup import folded
from intercut.domain.production import Production
from intercut.domain.spoken import ScriptLine
from intercut.onset.carried import Draft
from intercut.onset.line_match import Speaker
from intercut.store.records import ScriptFile

_KEPT: Final = 8
"""Earlier drafts kept read in one process; a film with more of them reads some again."""


_known: Final[dict[tuple[str, int, str, tuple[ScriptFile, ...]], Draft]] = {}
"""Earlier drafts by film, revision, the moment it was made (copies of a film part), and scripts."""


def draft_of(film: KeptFilm, revision: int) -> int:
    """The last revision with the script that was in force at ``revision``: it names the draft.

    The newest revision for one that is not known, 0, and for all with the script of now.
    """
    begun = film.library.drafts()
    at = bisect_right(begun, revision) if revision > 0 else len(begun)
    return begun[at] - 1 if 0 < at < len(begun) else film.library.revision()


def draft_now(film: KeptFilm) -> Draft:
    """The script in force."""
    scenes = film.assembly().production.scenes
    return Draft(
        revision=draft_of(film, 0),
        scenes={s.id: s for s in scenes},
        lines=spoken_lines(film, scenes),
        between=done_between(scenes, texts_of(read_again(film.library.scripts()))),
    )


def draft_at(film: KeptFilm, revision: int) -> Draft:
    """The draft in force at a revision, as it last was.

    Raises
    ------
    Unreadable
        When a script of the film is damaged.
    """
    last = draft_of(film, revision)
    if last == draft_of(film, 0):
        return draft_now(film)
    scripts = film.library.scripts(last)
    made = next(str(r.at) for r in film.library.revisions() if r.number == last)
    name = (film.library.key(), last, made, scripts)
    found = _known.get(name)
    if found is None:
        found = _read(film, last, scripts)
        if len(_known) >= _KEPT:
            _known.pop(next(iter(_known)), None)
        _known[name] = found
    return found


def _read(film: KeptFilm, revision: int, scripts: tuple[ScriptFile, ...]) -> Draft:
    state = film.library.state(revision)
    scenes = assemble(state.breakdown, state.facts).production.scenes
    texts = texts_of(read_again(scripts))
    lines = {
        s.id: lines_of(s, texts[s.episode, s.first_element])
        for s in scenes
        if not s.omitted and (s.episode, s.first_element) in texts
    }
    return Draft(
        revision=revision,
        scenes={s.id: s for s in scenes},
        lines=lines,
        between=done_between(scenes, texts),
    )


def speaker_in(production: Production) -> Speaker:
    """Who says a line, by the names the film knows now: a character renamed is the same one."""
    roles = {folded(n): r.id for r in production.roles for n in (r.id, r.name, *r.aliases)}

    def speaker(line: ScriptLine) -> object:
        name = folded(line.name)
        return roles.get(name) or (line.roles if len(line.roles) == 1 else name)

    return speaker
