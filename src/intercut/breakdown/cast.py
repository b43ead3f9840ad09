"""Who is in a scene and how: on the set, only heard, only spoken of, with the reason."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Final

from intercut.breakdown.name_keys import name_key
from intercut.breakdown.named_in_text import NameFinder, evidence
from intercut.breakdown.names import GROUP_CUES, Register
from intercut.breakdown.proposals import Desk
from intercut.breakdown.reading import SceneRead, Speech, listed_cast
from intercut.breakdown.spoken import Spoken, how_spoken, is_voice_mail
from intercut.domain.ids import RoleId, SceneId
from intercut.domain.scene import CastEntry, Presence, ProposalKind

_PHONE: Final = re.compile(
    r"\b(?:(?:tele|cell|smart|i|speaker)?phones?|mobile|receiver|handset|dials?|dialing|dialling|redials|voice ?mail|"
    r"hangs? up|hung up|rings off|picks? up|on the line|line (?:goes|is) dead|dial tone|answers? (?:it|the call|her|his)|"
    r"facetimes?|zoom call|skype|video ?(?:call|chat|link|conference)|webcam|walkie(?:[ -]talkie)?|radio|headset|intercom|"
    r"ringtone|caller|calls? (?:him|her|them|back|home)|incoming call|speaker ?phone|earpiece|telefon|handy|telefoniert)\b",
    re.IGNORECASE,
)
_ELSEWHERE: Final = frozenset({Spoken.WIRE, Spoken.SCREEN, Spoken.VIDEO})
_WIRES: Final = frozenset({Spoken.INTO_PHONE, Spoken.WIRE, Spoken.UNSURE_WIRE, Spoken.VIDEO})


@dataclass(slots=True)
class InScene:
    """All that one scene says of one role, before it is weighed.

    ``lines`` are offsets of its cues; ``spoken`` how each is spoken. ``there`` and ``away`` hold
    the best evidence of action as (percent, quote), ``there_from`` the offset of the first that
    puts it on the set; ``shown`` that action says so outright. ``on_phone_cue``: `(ON PHONE)`
    stands behind the name, not under it. ``talked_of`` quotes a speech.
    """

    role: RoleId
    lines: list[int] = field(default_factory=list)
    spoken: list[Spoken] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    there: tuple[int, str] | None = None
    there_from: int | None = None
    acts: bool = False
    shown: bool = False
    on_phone_cue: bool = False
    away: tuple[int, str] | None = None
    talked_of: str = ""
    tagged: str = ""

    @property
    def speaks_there(self) -> bool:
        """Whether a line is spoken on the spot, in frame as far as the cue tells."""
        return any(s in {Spoken.PLAIN, Spoken.INTO_PHONE} for s in self.spoken)


@dataclass(slots=True)
class SceneCast:
    """The cast of one scene. ``wire`` tells whether somebody is on a phone, radio or the like."""

    roles: dict[RoleId, InScene]
    wire: bool
    phone_words: str = ""

    def seen(self) -> list[RoleId]:
        """Roles on the set, in order of first notice."""
        return [r for r, s in self.roles.items() if weigh(s, self)[0] is Presence.SEEN]

    def far(self) -> list[RoleId]:
        """Roles whose voice comes from elsewhere over a wire."""
        return [r for r, s in self.roles.items() if s.spoken and is_far(s, self)]


def scene_cast(
    scene: SceneRead,
    scene_id: SceneId,
    register: Register,
    finder: NameFinder,
    desk: Desk,
) -> SceneCast:
    """Everybody the scene hears, shows or names."""
    cast = SceneCast(roles={}, wire=False)
    for item in scene.items:
        if isinstance(item, Speech):
            cast.wire = cast.wire or item.spoken in _WIRES
            for role in _speakers(item, scene, scene_id, register, desk):
                entry = cast.roles.setdefault(role, InScene(role=role))
                entry.lines.append(item.offset)
                voice = item.key in register.voices and item.spoken is Spoken.PLAIN
                entry.spoken.append(Spoken.VOICE if voice else item.spoken)
                entry.marks += item.marks
                if how_spoken(item.element.extensions) is Spoken.UNSURE_WIRE:
                    entry.on_phone_cue = True
            for named in finder.find(item.text):
                entry = cast.roles.setdefault(named.role, InScene(role=named.role))
                entry.talked_of = entry.talked_of or _around(item.text, named.start, named.end)
        else:
            if not cast.phone_words and (hit := _PHONE.search(item.text)):
                cast.phone_words = hit[0]
            for named in finder.find(item.text):
                entry = cast.roles.setdefault(named.role, InScene(role=named.role))
                found = evidence(item.text, named)
                entry.acts = entry.acts or found.acts
                entry.shown = entry.shown or found.shown
                if found.is_there:
                    entry.there_from = item.offset if entry.there_from is None else entry.there_from
                    if entry.there is None or found.confidence > entry.there[0]:
                        entry.there = found.confidence, found.quote
                elif entry.away is None or found.confidence > entry.away[0]:
                    entry.away = found.confidence, found.quote
    for name, why in listed_cast(scene):
        for role in register.of_key.get(name_key(name), ()):
            cast.roles.setdefault(role, InScene(role=role)).tagged = why
    return cast


def _speakers(
    speech: Speech,
    scene: SceneRead,
    scene_id: SceneId,
    register: Register,
    desk: Desk,
) -> tuple[RoleId, ...]:
    """The role or roles of a cue; BOTH and ALL mean who is there."""
    known = register.of_key.get(speech.key)
    if known is not None or speech.key not in GROUP_CUES:
        return known or ()
    # Who spoke on the spot so far, last first; BOTH means two of them.
    there: list[RoleId] = []
    for other in reversed(scene.speeches):
        if other.key in register.of_key and other.spoken.is_there:
            near = register.of_key[other.key]
            if other.offset < speech.offset:
                there = [*(r for r in near if r not in there), *there]
            else:
                there = [*there, *(r for r in near if r not in there)]
    pair = speech.key in {"BOTH", "BEIDE", "LES DEUX", "AMBOS", "THE TWO", "BOTH OF THEM"}
    meant = there
    if pair and len(there) > 2:
        recent: list[RoleId] = []
        for other in reversed([s for s in scene.speeches if s.offset < speech.offset]):
            recent += [r for r in register.of_key.get(other.key, ()) if r not in recent]
        meant = recent[:2]
    if len(meant) < 2:
        desk.ask(
            ProposalKind.SPLIT_NAME,
            f"Who is {speech.name} in this scene?",
            reason=f"`{speech.name}` names nobody and fewer than two speak here",
            confidence=20,
            scene=scene_id,
            subjects=(speech.name,),
            applied=False,
        )
        return ()
    if desk.ask(
        ProposalKind.SPLIT_NAME,
        f"{speech.name} here are {' and '.join(meant)}.",
        reason="they are the two who speak here"
        if len(there) == 2
        else "they spoke last"
        if pair
        else "they all speak here",
        confidence=90 if pair and len(there) == 2 else 60,
        scene=scene_id,
        subjects=(speech.name, *meant),
    ):
        return tuple(meant)
    return ()


def _around(text: str, start: int, end: int) -> str:
    return " ".join(text[max(0, start - 30) : end + 30].split())


def is_far(entry: InScene, cast: SceneCast) -> bool:
    """Whether a speaker is at the other end of a wire: heard here, and nowhere on this set."""
    kinds = set(entry.spoken)
    if entry.shown or kinds & {Spoken.PLAIN, Spoken.INTO_PHONE, Spoken.OFF}:
        return False
    if kinds & {Spoken.WIRE, Spoken.VIDEO}:
        return not is_voice_mail(entry.marks)
    if Spoken.UNSURE_WIRE in kinds:
        return _is_unsure_far(entry, cast)
    return Spoken.VOICE in kinds and _has_call(cast, entry) and not entry.acts


def _has_call(cast: SceneCast, entry: InScene) -> bool:
    """Whether somebody here talks into a phone, or a phone is named and somebody else talks."""
    others = [o for o in cast.roles.values() if o is not entry and o.spoken]
    if any(Spoken.INTO_PHONE in o.spoken or Spoken.UNSURE_WIRE in o.spoken for o in others):
        return True
    return bool(cast.phone_words) and any(o.speaks_there for o in others)


def _is_unsure_far(entry: InScene, cast: SceneCast) -> bool:
    """`(on phone)`: the voice from the phone only when somebody else here is on the phone."""
    if entry.there and entry.there[0] >= 75:
        return False
    others = [o for o in cast.roles.values() if o is not entry and o.spoken]
    if not any(o.speaks_there for o in others):
        return False
    if entry.on_phone_cue and not any(Spoken.UNSURE_WIRE in o.spoken for o in others):
        return True
    # Two say (on phone): the first to speak is taken to be the one we see.
    unsure = [o for o in others if Spoken.UNSURE_WIRE in o.spoken]
    if unsure and min(entry.lines) < min(min(o.lines) for o in unsure):
        return False
    return any(Spoken.INTO_PHONE in o.spoken or (o.there and cast.phone_words) for o in others)


def weigh(entry: InScene, cast: SceneCast) -> tuple[Presence, bool, int, str]:
    """How a role is in a scene, whether it works, how sure that is (percent), and why."""
    kinds = set(entry.spoken)
    there = entry.there[0] if entry.there else 0
    if entry.speaks_there:
        return Presence.SEEN, True, 100, "speaks"
    if Spoken.UNSURE_WIRE in kinds and not is_far(entry, cast):
        return Presence.SEEN, True, 70, "speaks, with a phone"
    if Spoken.OFF in kinds:
        if there >= 65 and entry.acts:
            return (
                Presence.SEEN,
                True,
                there,
                f'speaks off screen, and "{entry.there[1] if entry.there else ""}"',
            )
        return Presence.HEARD, True, 95, "speaks off screen (O.S.): on the set that day"
    if kinds:
        far = is_far(entry, cast)
        if entry.tagged and not far:
            return Presence.SEEN, True, 90, entry.tagged
        if entry.there and (entry.shown or (there >= 65 and not far and not kinds & _ELSEWHERE)):
            return Presence.SEEN, True, there, f'voice over, and "{entry.there[1]}"'
        return Presence.HEARD, False, *_heard_reason(entry, kinds, far=far)
    if entry.tagged:
        return Presence.SEEN, True, 90, entry.tagged
    if entry.there and (entry.away is None or entry.there[0] > entry.away[0] or entry.acts):
        return Presence.SEEN, True, entry.there[0], f'silent: "{entry.there[1]}"'
    if entry.away:
        return Presence.MENTIONED, False, entry.away[0], f'only named: "{entry.away[1]}"'
    return Presence.MENTIONED, False, 85, f'only spoken of: "{entry.talked_of}"'


def _heard_reason(entry: InScene, kinds: set[Spoken], *, far: bool) -> tuple[int, str]:
    said = f" ({', '.join(dict.fromkeys(entry.marks))})" if entry.marks else ""
    if Spoken.PRELAP in kinds:
        return 95, f"sound of the next scene{said}"
    if Spoken.VIDEO in kinds:
        return 75, f"other end of a video call{said}: the picture is filmed apart"
    if Spoken.SCREEN in kinds:
        return 80, f"on a screen or recording{said}: the picture is filmed apart"
    if is_voice_mail(entry.marks):
        return 90, f"a recorded message{said}"
    if Spoken.UNSURE_WIRE in kinds:
        return 60, f"taken for the voice from the phone{said}"
    if far or Spoken.WIRE in kinds:
        return 90, f"other end of a call{said}"
    return 85, f"voice over{said}"


def cast_entries(
    cast: SceneCast,
    scene_id: SceneId,
    seen_at_ends: Sequence[RoleId],
    introduced: Collection[RoleId],
    desk: Desk,
) -> tuple[CastEntry, ...]:
    """The cast list of a scene: speakers and silent ones in order of first notice, then mentions.

    ``seen_at_ends`` are roles shown at an end of an intercut, whatever their cues say;
    ``introduced`` silent parts this scene introduces, which were asked about already.
    """
    entries: list[CastEntry] = []
    for role, entry in cast.roles.items():
        presence, works, confidence, reason = weigh(entry, cast)
        if role in seen_at_ends and not (presence is Presence.SEEN and confidence >= 90):
            presence, works, confidence, reason = (
                Presence.SEEN,
                True,
                85,
                "seen at its end of the intercut",
            )
        elif presence is Presence.SEEN and not entry.spoken and not entry.tagged:
            if role not in introduced and not desk.ask(
                ProposalKind.SILENT_PRESENCE,
                f"{role} is there without a line.",
                reason=reason,
                confidence=confidence,
                scene=scene_id,
                subjects=(role,),
                words=entry.there[1] if entry.there else "",
            ):
                presence, works, reason = Presence.MENTIONED, False, f"only named: {reason}"
        elif presence is Presence.HEARD and not works:
            presence, works = _ask_heard(entry, cast, scene_id, confidence, reason, desk)
        elif (
            Spoken.UNSURE_WIRE in entry.spoken
            and presence is Presence.SEEN
            and not desk.ask(
                ProposalKind.PRESENCE,
                f"{role} is seen here, on the phone.",
                reason="`(on phone)` may also mark the voice from the phone",
                confidence=confidence,
                scene=scene_id,
                subjects=(role,),
                words="on phone",
            )
        ):
            presence, works = Presence.HEARD, False
        entries.append(
            CastEntry(
                role=role,
                presence=presence,
                works=works,
                lines=tuple(entry.lines),
                reason=reason,
                confidence=confidence,
            )
        )
    entries.extend(
        CastEntry(
            role=role,
            presence=Presence.SEEN,
            works=True,
            reason="named in the intercut",
            confidence=75,
        )
        for role in seen_at_ends
        if role not in cast.roles
    )
    order = {Presence.SEEN: 0, Presence.HEARD: 1, Presence.MENTIONED: 2}
    return tuple(sorted(entries, key=lambda e: order[e.presence]))


def _ask_heard(
    entry: InScene, cast: SceneCast, scene_id: SceneId, confidence: int, reason: str, desk: Desk
) -> tuple[Presence, bool]:
    """A voice from elsewhere: it has to be recorded some day, which a person should plan."""
    far = is_far(entry, cast)
    kinds = set(entry.spoken)
    if far or kinds & {Spoken.WIRE, Spoken.SCREEN, Spoken.VIDEO}:
        picture = kinds & {Spoken.SCREEN, Spoken.VIDEO}
        what = "picture and voice have" if picture else "voice has"
        if not desk.ask(
            ProposalKind.PRESENCE,
            f"{entry.role} is heard only; the {what} to be recorded for this scene.",
            reason=reason,
            confidence=confidence,
            scene=scene_id,
            subjects=(entry.role,),
            words=" ".join(entry.marks),
            applied=True,
        ):
            return Presence.SEEN, True
    return Presence.HEARD, False
