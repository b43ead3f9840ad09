"""Who appears where: per character and episode, seen, heard or only spoken of, first and last."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from intercut.domain.ids import RoleId, SceneId
from intercut.domain.scene import Breakdown, Presence, Scene


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeAppearances:
    """One role in one episode: scenes in script order.

    ``seen`` holds every scene its performer works in (off-screen speech too), ``heard`` those it
    is only a voice in, ``mentioned`` those it is only spoken of. ``first`` and ``last`` are the
    first and last scene seen or heard; None for a role only spoken of.
    """

    episode: str
    seen: tuple[SceneId, ...]
    heard: tuple[SceneId, ...]
    mentioned: tuple[SceneId, ...]
    first: SceneId | None
    last: SceneId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleAppearances:
    """One role over the whole production, and per episode in story order."""

    role: RoleId
    name: str
    board_number: str
    episodes: tuple[EpisodeAppearances, ...]
    first: SceneId | None
    last: SceneId | None

    @property
    def seen(self) -> tuple[SceneId, ...]:
        """Scenes seen in, over all episodes."""
        return tuple(s for e in self.episodes for s in e.seen)

    @property
    def heard(self) -> tuple[SceneId, ...]:
        """Scenes only heard in, over all episodes."""
        return tuple(s for e in self.episodes for s in e.heard)

    @property
    def mentioned(self) -> tuple[SceneId, ...]:
        """Scenes only spoken of in, over all episodes."""
        return tuple(s for e in self.episodes for s in e.mentioned)


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearances:
    """The whole report, roles by size of part."""

    roles: tuple[RoleAppearances, ...]


def appearances(breakdown: Breakdown) -> Appearances:
    """The appearances report of a breakdown; omitted scenes do not count."""
    found: dict[RoleId, dict[str, list[tuple[Scene, Presence, bool]]]] = {}
    for scene in breakdown.scenes:
        if scene.omitted:
            continue
        for entry in scene.cast:
            found.setdefault(entry.role, {}).setdefault(scene.episode, []).append(
                (scene, entry.presence, entry.works)
            )
    rows: list[RoleAppearances] = []
    for role in breakdown.roles:
        episodes = tuple(
            _episode(name, list(hits)) for name, hits in found.get(role.id, {}).items()
        )
        there = [e for e in episodes if e.first is not None]
        rows.append(
            RoleAppearances(
                role=role.id,
                name=role.name,
                board_number=role.board_number,
                episodes=episodes,
                first=there[0].first if there else None,
                last=there[-1].last if there else None,
            )
        )
    return Appearances(roles=tuple(rows))


def _episode(name: str, hits: Iterable[tuple[Scene, Presence, bool]]) -> EpisodeAppearances:
    seen: list[SceneId] = []
    heard: list[SceneId] = []
    mentioned: list[SceneId] = []
    there: list[SceneId] = []
    for scene, presence, works in hits:
        if works or presence is Presence.SEEN:
            seen.append(scene.id)
        elif presence is Presence.HEARD:
            heard.append(scene.id)
        else:
            mentioned.append(scene.id)
            continue
        there.append(scene.id)
    return EpisodeAppearances(
        episode=name,
        seen=tuple(seen),
        heard=tuple(heard),
        mentioned=tuple(mentioned),
        first=there[0] if there else None,
        last=there[-1] if there else None,
    )
