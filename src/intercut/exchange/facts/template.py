"""A facts file to fill in: everything that can be decided, beside what the program read."""

from __future__ import annotations

from typing import Final

from intercut.domain.facts import Facts
from intercut.domain.rulebooks import PROFILES
from intercut.domain.scene import Breakdown, Mode, Presence, Scene
from intercut.domain.units import format_duration, format_eighths
from intercut.exchange.facts.emit import scalar
from intercut.exchange.facts.writing import HEADINGS, comment, section_lines, sections_of

EXAMPLES: Final[dict[str, str]] = {
    "production": """\
production:
  title: The title
  kind: feature
  currency: EUR
""",
    "rulebook": """\
rulebook:
  profile: SAG-AFTRA theatrical
  clauses:
    rest.daily_minutes: {value: 11 h, text: agreed with the cast, source: deal memos}
""",
    "exchange_rates": """\
exchange_rates:
  - {currency: USD, rate: 0.92, dated: 2026-01-05, source: bank's letter (2026-01-05)}
""",
    "bases": """\
bases:
  - {name: Lisbon, timezone: Europe/Lisbon, latitude: 38.7223, longitude: -9.1393}
""",
    "places": """\
places:
  - name: Stage 4
    base: Lisbon
    sets: [KITCHEN, HALL]
    address: 12 Mill Road
    permits:
      - {dates: 2026-03-02..2026-03-20, hours: 07:00-19:30, weekdays: [monday, friday]}
    closed: [2026-03-09]
    fee_day: 1200
    fee_opening: 400
    setup: 30 min
    sun:
      - {date: 2026-03-02, sunrise: 07:05, sunset: 18:31}
    source: location manager's call (2026-01-08)
""",
    "moves": """\
moves:
  - {from: Stage 4, to: Harbour, takes: 45 min, cost: 300}
""",
    "sets": """\
sets:
  - {name: CLARA'S KITCHEN, aliases: [KITCHEN]}
""",
    "units": """\
units:
  - name: Main
    base: Lisbon
    calendar: {dates: 2026-03-02..2026-03-27, days_off: [saturday, sunday]}
    normal_day: 11 h
    longest_day: 13 h
    page_limit: 6
    lights: [day, split, night]
    day_cost: 28000
    overtime_hour: 3100
    most_moves: 2
    first_shot: 45 min
    set_change: 30 min
    light_change: 20 min
    earliest_call: 06:00
    latest_call: 10:00
""",
    "calendar": """\
calendar:
  dates: 2026-03-02..2026-03-27
  days_off: [saturday, sunday]
  country: PT
  holidays:
    - {date: 2026-03-19, name: wrap of block one}
  extra_days: [2026-03-14]
  travel_days: [2026-03-16]
""",
    "roles": """\
roles:
  - {name: CLARA, number: 1, aliases: [YOUNG CLARA]}
""",
    "names": """\
names:
  - {names: [BOTH], means: [CLARA, SABINE]}
""",
    "performers": """\
performers:
  - name: Ada Lund
    roles: [CLARA]
    secret: yes
    code_name: M. Winter
    home: Lisbon
    availability: [2026-03-02..2026-03-13, 2026-03-16 07:00-14:00]
    away: [2026-03-05]
    pay:
      kind: daily
      rate: 1200
      hold_rate: 600
      travel_rate: 600
      event_rate: 300
      weekly_rate: 5000
      hold_paid: yes
      drops: 1
      drop_gap_days: 10
      guarantee: 3
      overtime_hour: 150
    normal_day: 10 h
    longest_day: 12 h
    preparation: 45 min
    strike: 20 min
    rest: 12 h
    source: agent's mail (2026-01-03) via casting
  - {name: Pia Lund, minor: England, born: 2017-05-02}
  - {name: Bo Reyes, kind: double}
""",
    "casting": """\
casting:
  - {role: CLARA, person: Bo Reyes, scenes: [12, 14]}
""",
    "elements": """\
elements:
  - {name: crane, category: Special Equipment, availability: [2026-03-04..2026-03-06], away: [2026-03-05], day_rate: 900, hold_rate: 300, on_dood: yes}
""",
    "scenes": """\
scenes:
  - scene: 12
    set: CLARA'S KITCHEN
    int_ext: INT
    light: night
    pages: 1 3/8
    minutes: 90
    setup: 20 min
    script_day: D2
    synopsis: One line.
    cast: [CLARA, {role: SABINE, presence: heard, works: no}]
    not_cast: [DENNY]
    elements: [{element: crane, count: 1}]
    not_elements: ["Props: LETTER"]
    modes: [whole, parts]
    parts:
      - {label: CLARA'S END, set: CLARA'S KITCHEN, int_ext: INT, light: night, on_camera: [CLARA], voices: [SABINE], present: [Bo Reyes], pages: 6/8, minutes: 80}
      - {label: SABINE'S END, set: FLAT, int_ext: INT, light: day, on_camera: [SABINE], voices: [CLARA], pages: 5/8, minutes: 80}
    parts_price: 1500
    parts_minutes: 15 min
    present: [Bo Reyes]
    places: [Stage 4]
    units: [Main]
    dates: [2026-03-04..2026-03-06]
    weather_bound: no
    cover: yes
  - {scene: 13, no_parts: yes, continues: 12, continues_freed: no}
  - {scene: 14, omitted: yes}
""",
    "joined": """\
joined:
  - {scenes: [9, 10, 11]}
""",
    "sittings": """\
sittings:
  - {of: 20, sittings: [{pages: 2, minutes: 4 h}, {pages: 1 4/8, minutes: 3 h}], freed: no}
""",
    "events": """\
events:
  - {name: Ada's fitting, kind: fitting, people: [Ada Lund], dates: [2026-03-02], minutes: 60, place: Stage 4, hours: 09:00-18:00}
  - {name: to the coast, kind: travel, people: [Ada Lund], dates: [2026-03-15], minutes: 4 h, to_base: Lisbon}
""",
    "apart": """\
apart:
  - {id: a, degree: base, people: [Ada Lund], others: [Bo Reyes], period: 2026-03-02..2026-03-20, known_to: [Cy]}
  - {id: b, degree: calls, people: [Ada Lund], others: [Pia Lund], gap: 30 min, price: 500}
  - {id: c, degree: set, people: [Bo Reyes], place: Stage 4}
""",
    "order": """\
order:
  - {id: a, kind: before, first: [5], then: [9], gap_days: 1, most_gap_days: 10}
  - {id: b, kind: same day, first: [8, 30]}
  - {id: c, kind: not same day, first: [12pt1, 12pt2], price: 400}
  - {id: d, kind: second end after, first: [12]}
""",
    "pins": """\
pins:
  - {target: 6, date: 2026-03-05, unit: Main, place: Stage 4, position: 0}
  - {target: 7, date: 2026-03-02, shot: yes}
""",
    "days": """\
days:
  - {unit: Main, date: 2026-03-06, targets: [8, 30]}
""",
    "preferences": """\
preferences:
  - {name: few_moves, price: 500}
  - {name: exteriors_early, price: 150, settings: {percent: 60}}
""",
    "soft": """\
soft:
  - {rule: page_limit, price: 400}
""",
    "baseline": """\
baseline:
  price: 50
  people: {Ada Lund: 500}
  plan:
    days:
      - unit: Main
        date: 2026-03-02
        call: 07:00
        light: day
        entries:
          - {strip: 12pt1, place: Stage 4}
          - {banner: LUNCH, minutes: 60}
""",
}
"""What each section may hold, as it is shown where nothing is decided yet."""


def facts_template(breakdown: Breakdown, facts: Facts | None = None) -> str:
    """A facts file with what is decided, and beside it, as comments, all that could be.

    Read back as it is, it gives the same facts: examples and scenes not touched are comments,
    proposals wait with an empty answer.
    """
    decided = sections_of(facts or Facts())
    out = [
        comment(f"# {breakdown.title or 'Untitled'}: everything people decide."),
        "# Lines with # are examples or what the program read; take the # away and change them.",
    ]
    for section, heading in HEADINGS.items():
        out += ["", f"# --- {heading[:1].upper()}{heading[1:]}"]
        if section in decided:
            out += section_lines(section, decided[section], facts or Facts(), breakdown)
        elif section in EXAMPLES:
            out += _commented(EXAMPLES[section])
        if section == "rulebook":
            out.append(f"# Profiles: {', '.join(p.name for p in PROFILES)}.")
        if section == "performers":
            out += _uncast(breakdown, facts)
        if section == "sets":
            out += [comment(f"# {s.name}") for s in breakdown.sets]
        if section == "scenes":
            out += ["# The scenes as read:", *map(_scene, breakdown.scenes)]
        if section == "proposals":
            out += _waiting(breakdown, facts, started="proposals" in decided)
    return "\n".join(out) + "\n"


def _commented(text: str) -> list[str]:
    return [f"# {line}" for line in text.splitlines()]


def _uncast(breakdown: Breakdown, facts: Facts | None) -> list[str]:
    cast = {c.role for c in facts.casting} if facts is not None else set()
    open_roles = [r for r in breakdown.roles if r.id not in cast]
    return ["# Not cast yet:" if open_roles else "# Everybody is cast."] + [
        comment(f"#   {r.board_number or '-'} {r.name}") for r in open_roles
    ]


def _scene(scene: Scene) -> str:
    seen = ", ".join(c.role for c in scene.cast if c.works)
    heard = ", ".join(c.role for c in scene.cast if not c.works and c.presence is Presence.HEARD)
    told = (
        f"#   {scene.number}: {scene.heading.original} | {format_eighths(scene.eighths.value)}"
        f" | {format_duration(scene.minutes.minutes)} | {seen or 'nobody'}"
    )
    if heard:
        told += f" | heard: {heard}"
    if Mode.PARTS in scene.modes and scene.parts:
        told += " | parts: " + ", ".join(f"{p.number} {p.label}" for p in scene.parts)
    if scene.omitted:
        told += " | omitted"
    return comment(told)


def _waiting(breakdown: Breakdown, facts: Facts | None, *, started: bool) -> list[str]:
    answered = {a.proposal for a in facts.answers} if facts is not None else set()
    waiting = [p for p in breakdown.proposals if p.id not in answered]
    if not waiting:
        return []
    lines = [] if started else ["proposals:"]
    for proposal in waiting:
        state = "counted until you say no" if proposal.applied else "waits for your yes"
        lines += [
            comment(f"  # {proposal.message} ({proposal.confidence} %, {state})"),
            f"  - {{proposal: {scalar(proposal.id)}, accept: }}",
        ]
    return lines
