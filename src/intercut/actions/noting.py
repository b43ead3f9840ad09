"""What stands beside strips on paper: owed ends, and what was noted on set for them to match."""

from __future__ import annotations

from intercut.actions.office import KeptFilm, Office
from intercut.actions.set_log import take_log
from intercut.actions.spoken_lines import spoken_lines
from intercut.domain.handover import strip_notes
from intercut.domain.plan import Plan
from intercut.domain.production import Production
from intercut.domain.strips import strips_in_mode
from intercut.onset.owed import owed
from intercut.publish.day_paper import Notes


def notes_of(office: Office, production: Production, plan: Plan) -> Notes:
    """The notes of a plan's strips; with a film in a file, what its take log says as well.

    Raises
    ------
    Unreadable, NewerFormat
        When an entry of the log cannot be read.
    """
    if not isinstance(office, KeptFilm):
        return strip_notes(production, plan)
    log = take_log(office)
    begun = {t.scene for t in log.takes if t.status.usable}
    scenes = [s for s in production.scenes if s.id in begun and not s.omitted]
    if not scenes:
        return strip_notes(production, plan)
    lines = spoken_lines(office, scenes)
    complete = {
        part.target for s in scenes for part in owed(s, lines[s.id], log).parts if part.complete
    }
    shot = {s.id for s in strips_in_mode(production, plan) if s.number in complete}
    return strip_notes(production, plan, log, shot)
