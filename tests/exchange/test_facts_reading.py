"""Facts files as people write them: what is understood, and every slip told with its place."""

from __future__ import annotations

import textwrap
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from intercut.domain.assemble import Assembly
from intercut.domain.calendar import DateSpan, Hours
from intercut.domain.facts import Facts
from intercut.domain.finding import Level
from intercut.domain.people import AvailabilityWindow, PayKind, PersonKind
from intercut.domain.rulebooks import SAG_THEATRICAL
from intercut.domain.scene import Breakdown, Light, Mode
from intercut.domain.source import Source
from intercut.domain.units import Money
from intercut.domain.wishes import usual_ad
from intercut.exchange.facts import (
    FactsRead,
    facts_schema,
    facts_template,
    read_facts,
    write_facts,
)
from intercut.exchange.facts.nodes import MOST_BYTES
from intercut.exchange.facts.template import EXAMPLES


def facts(text: str, file: str = "") -> Facts:
    read = read_facts(textwrap.dedent(text), file)
    assert [str(f) for f in read.findings] == []
    assert read.facts is not None
    return read.facts


def told(text: str) -> list[tuple[int | None, int | None, str, str]]:
    """Line, column, code and path of everything that is off."""
    read = read_facts(textwrap.dedent(text), "f.yaml")
    assert read.facts is None
    assert all(f.where.file == "f.yaml" and f.fix for f in read.findings)
    return [(f.where.line, f.where.column, f.code, f.where.path) for f in read.findings]


@pytest.mark.parametrize(
    "text", ["", "\n\n", "# nothing yet\n", "---\n", "{}", "~", b"\xef\xbb\xbf"]
)
def test_an_empty_file_decides_nothing(text: str | bytes) -> None:
    assert read_facts(text) == FactsRead(facts=Facts(), findings=(), lines=read_facts(text).lines)


@pytest.mark.parametrize(
    ("text", "minor", "currency"),
    [
        ("1200 EUR", 120000, "EUR"),
        ("EUR 1200", 120000, "EUR"),
        ('"1,200.50 GBP"', 120050, "GBP"),
        ("1200", 120000, "USD"),
        ("1200.5", 120050, "USD"),
        ("1200 jpy", 1200, "JPY"),
        ("0", 0, "USD"),
    ],
)
def test_money_is_read_as_people_write_it(text: str, minor: int, currency: str) -> None:
    found = facts(f"production: {{currency: USD}}\nsoft: [{{rule: x, price: {text}}}]")
    assert found.soft[0].price == Money(minor=minor, currency=currency)


@pytest.mark.parametrize(
    "text", ["1.200,50 EUR", "12.345 EUR", "€ 5", "a lot", "5 EUR EUR", "1,2,3"]
)
def test_money_that_could_be_misread_is_refused(text: str) -> None:
    assert [t[2] for t in told(f'soft: [{{rule: x, price: "{text}"}}]')] == ["facts.value"]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-03-04", "2026-03-04", "2026-03-04"),
        ("2026-03-04..2026-03-06", "2026-03-04", "2026-03-06"),
        ("2026-03-04 .. 06", "2026-03-04", "2026-03-06"),
        ("2026-03-04 to 04-02", "2026-03-04", "2026-04-02"),
        ("2026-3-4–2026-3-6", "2026-03-04", "2026-03-06"),
    ],
)
def test_dates_are_read_as_people_write_them(text: str, first: str, last: str) -> None:
    found = facts(f"calendar: {{dates: {text}}}")
    assert found.calendar is not None
    assert found.calendar.span == DateSpan(
        first=date.fromisoformat(first), last=date.fromisoformat(last)
    )


@pytest.mark.parametrize(
    "text",
    ["4 March", "2026-02-30", "2026-03-06..2026-03-04", "2026-03-04..2926-03-06", "03/04/2026"],
)
def test_dates_that_are_none_are_refused(text: str) -> None:
    assert [t[2:] for t in told(f"calendar: {{dates: {text}}}")] == [
        ("facts.value", "calendar.dates")
    ]


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("90", 90),
        ("1 h 30", 90),
        ("1h30", 90),
        ("2 h", 120),
        ("45 min", 45),
        ("0", 0),
        ("10 hours", 600),
    ],
)
def test_durations_are_read_as_people_write_them(text: str, minutes: int) -> None:
    assert facts(f"scenes: [{{scene: 1, minutes: {text}}}]").scenes[0].minutes == minutes


def test_a_wrap_after_midnight_is_on_the_next_day() -> None:
    found = facts("performers: [{name: Ada, availability: 2026-03-04 18:00-02:00}]")
    assert found.people[0].availability == (
        AvailabilityWindow(
            dates=DateSpan(first=date(2026, 3, 4), last=date(2026, 3, 4)),
            hours=Hours(start=1080, end=1560),
        ),
    )


def test_words_of_other_yaml_versions_stay_words() -> None:
    found = facts(
        """
        roles:
          - {name: NO}
          - {name: ON, number: 010}
        scenes:
          - {scene: 12.10, synopsis: yes}
          - {scene: 1:30, cover: true, weather_bound: no}
        """
    )
    assert [r.name for r in found.roles] == ["NO", "ON"]
    assert found.roles[1].board_number == "010"
    assert [s.scene for s in found.scenes] == ["12.10", "1:30"]
    assert (found.scenes[0].synopsis, found.scenes[1].cover) == ("yes", True)
    assert found.scenes[1].weather_bound is False


def test_a_performer_is_read_whole() -> None:
    (ada,) = facts(
        """
        performers:
          - name: Ada Lund
            roles: [CLARA, {role: NURSE, source: director}]
            kind: performer
            availability: 2026-03-02..06
            away: [2026-03-04, 2026-03-05 09:00-12:00]
            pay: {kind: daily, rate: 1200, drops: 1}
            source: agent's mail (2026-01-03) via casting
        """
    ).people
    mail = Source(who="agent's mail", where="2026-01-03", via=Source(who="casting"))
    assert ada.id == "ada-lund"
    assert ada.kind is PersonKind.PERFORMER
    assert [w.available for w in ada.availability] == [True, False, False]
    assert (ada.terms.kind, ada.terms.rate) == (PayKind.DAILY, Money(minor=120000, currency="EUR"))
    assert {ada.source, ada.terms.source, ada.availability[0].source} == {mail}


def test_a_role_keeps_a_source_of_its_own() -> None:
    found = facts(
        """
        performers:
          - name: Ada
            roles: [CLARA, {role: NURSE, source: director}]
            source: casting
        """
    )
    assert [c.source.who for c in found.casting] == ["casting", "director"]
    assert {c.person for c in found.casting} == {"ada"}


def test_what_stands_in_a_file_has_file_and_line_as_its_source() -> None:
    found = facts("performers:\n  - name: Ada\n  - name: Bo\n", "crew.yaml")
    assert [str(p.source) for p in found.people] == [
        "facts file (crew.yaml, line 2)",
        "facts file (crew.yaml, line 3)",
    ]


def test_parts_are_numbered_and_named_by_their_scene() -> None:
    (scene,) = facts(
        """
        scenes:
          - scene: 12
            parts:
              - {int_ext: INT, light: night, on_camera: [CLARA]}
              - {int_ext: EXT, light: day, on_camera: [SABINE], minutes: 1 h, pages: 3/8}
            modes: [whole, parts]
        """
    ).scenes
    assert [(p.id, p.number) for p in scene.parts] == [("12pt1", 1), ("12pt2", 2)]
    assert (scene.parts[1].light, scene.parts[1].eighths) == (Light.DAY, 3)
    assert scene.parts[1].minutes.minutes == 60
    assert scene.modes == (Mode.WHOLE, Mode.PARTS)


def test_a_country_brings_its_holidays_with_their_source() -> None:
    found = facts("calendar: {dates: 2026-12-01..2026-12-31, country: gb, subdivision: eng}")
    assert found.calendar is not None
    assert [h.day.day for h in found.calendar.holidays] == [25, 26, 28]
    assert str(found.calendar.holidays[0].source) == "holidays package (GB ENG)"
    assert not found.calendar.is_working_day(date(2026, 12, 25))


@pytest.mark.parametrize(
    "text", ["country: XX", "country: GB, subdivision: ZZ", "subdivision: ENG"]
)
def test_a_country_nobody_knows_is_refused(text: str) -> None:
    assert [t[2] for t in told(f"calendar: {{dates: 2026-12-01, {text}}}")] == ["facts.value"]


def test_a_rulebook_is_a_profile_changed_clause_by_clause() -> None:
    found = facts(
        """
        rulebook:
          profile: sag-aftra theatrical
          clauses:
            rest.daily_minutes: 11 h
            own.thing: {value: 3, text: ours, source: the producer}
        """
    ).rulebook
    assert found is not None
    assert found.value("rest.daily_minutes", 0) == 660
    assert found.value("own.thing", 0) == 3
    assert found.value("meal.after_minutes", 0) == 360
    assert found.clauses[0].key == SAG_THEATRICAL.clauses[0].key


def test_an_unknown_rulebook_names_the_nearest() -> None:
    read = read_facts("rulebook: SAG-AFTRA theatrcal")
    assert read.facts is None
    assert "Did you mean `SAG-AFTRA theatrical`?" in read.findings[0].fix


def test_every_slip_is_told_at_once_with_line_and_column() -> None:
    assert told(
        """\
        production: {titel: X}
        calendar:
          dates: never
        performers:
          - name: Ada
            pay: {kind: dayly, rate: lots}
          - roles: [CLARA]
        nonsense: 1
        """
    ) == [
        (1, 14, "facts.unknown_key", "production.titel"),
        (3, 10, "facts.value", "calendar.dates"),
        (6, 17, "facts.value", "performers.0.pay.kind"),
        (6, 30, "facts.value", "performers.0.pay.rate"),
        (7, 5, "facts.missing", "performers.1"),
        (8, 1, "facts.unknown_key", "nonsense"),
    ]


def test_an_unknown_key_names_the_nearest_one() -> None:
    (finding,) = read_facts("performers: [{name: Ada, availabilty: 2026-03-04}]").findings
    assert finding.fix == "Did you mean `availability`?"


def test_the_reason_of_a_keep_apart_rule_is_refused_in_a_sentence() -> None:
    (finding,) = read_facts(
        "apart: [{id: a, degree: day, people: [A], others: [B], reason: they quarrelled}]"
    ).findings
    assert finding.level is Level.ERROR
    assert "never stand in a plain file" in finding.message
    assert "passphrase" in finding.fix
    assert "quarrelled" not in str(finding)


def test_a_key_given_twice_is_told() -> None:
    assert told("production:\n  title: A\n  title: B\n") == [
        (3, 3, "facts.twice", "production.title")
    ]


def test_a_comma_in_braces_is_explained() -> None:
    codes = [t[2] for t in told("soft: [{rule: x, price: 1,200}]")]
    assert codes == ["facts.comma"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a:\n\t- b", "facts.yaml"),
        ("a: [1", "facts.yaml"),
        ("a: 'b", "facts.yaml"),
        ("a: &x 1\nb: *x", "facts.alias"),
        ("a: !!python/object:x 1", "facts.tag"),
        ("---\na: 1\n---\nb: 1", "facts.documents"),
        ("[" * 1000, "facts.depth"),
        ("{a: " * 1000, "facts.depth"),
        ("- a\n- b", "facts.value"),
        ("just text", "facts.value"),
        ("a: \x07", "facts.yaml"),
        ("? [a]\n: b", "facts.key"),
        ("x" * (MOST_BYTES + 1), "facts.too_large"),
    ],
    ids=range(13),
)
def test_what_is_no_facts_file_is_a_sentence(text: str, code: str) -> None:
    read = read_facts(text, "f.yaml")
    assert read.facts is None
    assert code in {f.code for f in read.findings}


def test_a_tab_is_named() -> None:
    (finding,) = read_facts("performers:\n\t- name: Ada").findings
    assert "tab" in finding.message
    assert finding.where.line == 2


def test_text_that_is_not_utf8_is_told_with_its_line() -> None:
    (finding,) = read_facts(b"production:\n  title: Caf\xe9\n", "f.yaml").findings
    assert (finding.code, finding.where.line, finding.where.column) == ("facts.encoding", 2, 13)


def test_windows_notepad_may_save_a_facts_file() -> None:
    text = "production:\r\n  title: Café\r\n"
    assert read_facts(text.encode("utf-16")).facts == Facts(title="Café")
    assert read_facts(text.encode("utf-8-sig")).facts == Facts(title="Café")


@pytest.mark.parametrize("section", sorted(EXAMPLES))
def test_every_example_of_the_template_can_be_read(section: str) -> None:
    read = read_facts(EXAMPLES[section])
    assert [str(f) for f in read.findings] == []
    assert read.facts != Facts()


@pytest.mark.parametrize("section", sorted(EXAMPLES))
def test_the_examples_of_the_template_name_every_key(section: str) -> None:
    from intercut.exchange.facts.records import Record
    from intercut.exchange.facts.sections import FACTS_FILE

    kind: Any = FACTS_FILE.keys[section].kind
    record = getattr(kind, "kind", kind)
    assert isinstance(record, Record)
    text = EXAMPLES[section]
    left_out = {
        "id",
        "latitude",
        "longitude",
        "profile",
        "dated",
        "minors",
        "name",
        "subdivision",
        "to_be_cast",
        "modes",
    }
    missing = {k for k in record.keys if f"{k}:" not in text} - left_out
    assert missing == set()


def test_the_template_reads_back_as_nothing_decided(brownstone_script: Breakdown) -> None:
    text = facts_template(brownstone_script)
    assert read_facts(text).facts == Facts()
    assert "17: INTERCUT" not in text or "parts:" in text
    for scene in brownstone_script.scenes:
        assert f"#   {scene.number}: {scene.heading.original}" in text
    for proposal in brownstone_script.proposals:
        assert f"proposal: {proposal.id}" in text


def test_the_template_of_a_film_under_way_keeps_what_is_decided(
    brownstone_script: Breakdown, brownstone_facts: FactsRead
) -> None:
    read = read_facts(facts_template(brownstone_script, brownstone_facts.facts), "f.yaml")
    again = read_facts(write_facts(brownstone_facts.facts or Facts()), "f.yaml")
    assert read.facts is not None
    assert again.facts is not None
    assert write_facts(read.facts) == write_facts(again.facts)


def test_an_answered_proposal_is_an_answer_and_an_empty_one_is_none() -> None:
    found = facts("proposals:\n  - {proposal: a-1, accept: no}\n  - {proposal: b-2, accept: }\n")
    assert [(a.proposal, a.accepted) for a in found.answers] == [("a-1", False)]


@pytest.mark.parametrize("film", ["brownstone", "kitchen"])
def test_our_examples_have_no_error(film: str, examples: Path) -> None:
    from tests.exchange.conftest import breakdown_of

    from intercut.domain.assemble import assemble

    path = examples / film / f"{film}.facts.yaml"
    read = read_facts(path.read_bytes(), path.name)
    assert read.findings == ()
    assert read.facts is not None
    breakdown = breakdown_of(path.parent, read.facts.kind or "feature")
    found = read.located(assemble(breakdown, read.facts).findings, path.name)
    assert [str(f) for f in found if f.level is not Level.NOTE] == []


def test_findings_about_facts_get_their_line(brownstone_assembly: Assembly) -> None:
    read = read_facts("performers:\n  - name: Ada\n    roles: [NOBODY, CLARA]\n", "f.yaml")
    from intercut.domain.assemble import assemble

    breakdown = Breakdown(title="T", scenes=(), roles=(), sets=())
    assert read.facts is not None
    found = read.located(assemble(breakdown, read.facts).findings, "f.yaml")
    places = {
        f.where.path: (f.where.line, f.where.column) for f in found if f.code == "unknown.role"
    }
    assert places == {"performers.0.roles.0": (3, 13), "performers.0.roles.1": (3, 21)}


def plain(value: Any) -> Any:
    """YAML's own types as JSON has them."""
    if isinstance(value, dict):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, list):
        return [plain(v) for v in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def test_the_schema_accepts_our_examples_and_the_template(examples: Path) -> None:
    validator = jsonschema.Draft202012Validator(facts_schema())
    validator.check_schema(facts_schema())
    yaml = YAML(typ="safe", pure=True)
    texts = [(examples / f / f"{f}.facts.yaml").read_text() for f in ("brownstone", "kitchen")]
    for text in (*texts, *EXAMPLES.values()):
        errors = [e.message for e in validator.iter_errors(plain(yaml.load(text)))]
        assert errors == [], text


@pytest.mark.parametrize(
    "text",
    [
        "nonsense: 1",
        "performers: [{roles: [A]}]",
        "performers: [{name: Ada, pay: {kind: dayly}}]",
        "apart: [{id: a, degree: day, people: [A], others: [B], reason: x}]",
        "scenes: [{scene: 1, light: dim}]",
    ],
)
def test_the_schema_refuses_what_the_reader_refuses(text: str) -> None:
    validator = jsonschema.Draft202012Validator(facts_schema())
    assert read_facts(text).facts is None
    assert list(validator.iter_errors(plain(YAML(typ="safe", pure=True).load(text))))


BITS = st.sampled_from(
    [*"{}[]:,-#&*!|>'\"%@`?~\n\t ", "  ", "\n  - ", ": ", "performers", "name", "roles", "pay", "2026-03-04",
     "..", "12", "scenes", "parts", "source", "via", "null", "\x00", "\u2028", "é", "9" * 20, "-1", "1e5"],
)  # fmt: skip


@settings(max_examples=400)
@given(st.lists(BITS, max_size=40).map("".join))
def test_any_text_is_facts_or_findings(text: str) -> None:
    read = read_facts(text, "f.yaml")
    assert (read.facts is None) == any(f.level is Level.ERROR for f in read.findings)


@settings(max_examples=150)
@given(data=st.data())
def test_a_spoilt_example_is_facts_or_findings(data: st.DataObject) -> None:
    section = data.draw(st.sampled_from(sorted(EXAMPLES)))
    text = EXAMPLES[section]
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(text)))
        cut = data.draw(st.integers(0, 8))
        text = text[:at] + data.draw(BITS) + text[at + cut :]
    read = read_facts(text)
    assert (read.facts is None) == any(f.level is Level.ERROR for f in read.findings)
    if read.facts is not None:
        assert read_facts(write_facts(read.facts)).facts == read.facts


@settings(max_examples=100)
@given(st.binary(max_size=120))
def test_any_bytes_are_facts_or_findings(data: bytes) -> None:
    read = read_facts(data)
    assert (read.facts is None) == any(f.level is Level.ERROR for f in read.findings)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("production: {currency: euros}", "production.currency"),
        ("bases: [{name: B, latitude: north}]", "bases.0.latitude"),
        ("places: [{name: P, base: B, sun: [{date: 2026-03-02, sunrise: early, sunset: 18:00}]}]", "places.0.sun.0.sunrise"),
        ("places: [{name: P, base: B, permits: [{dates: 2026-03-02, hours: all day}]}]", "places.0.permits.0.hours"),
        ("places: [{name: P, base: B, permits: [{dates: 2026-03-02, hours: -03:00--04:00}]}]", "places.0.permits.0.hours"),
        ("calendar: {dates: 2026-03-02, days_off: [someday]}", "calendar.days_off.0"),
        ("calendar: {dates: 2026-03-02, extra_days: [soon]}", "calendar.extra_days.0"),
        ("elements: [{name: E, category: Gadgets}]", "elements.0.category"),
        ("elements: [{name: E, category: 300}]", "elements.0.category"),
        ("exchange_rates: [{currency: USD, rate: high, dated: 2026-01-01, source: x}]", "exchange_rates.0.rate"),
        ("exchange_rates: [{currency: USD, rate: 1, dated: 2026-01-01}]", "exchange_rates.0"),
        ("scenes: [{scene: 1, cover: maybe}]", "scenes.0.cover"),
        ("scenes: [{scene: 1, pages: 5000}]", "scenes.0.pages"),
        ("scenes: [{scene: 1, pages: some}]", "scenes.0.pages"),
        ("scenes: [{scene: 1, eighths: 3}]", "scenes.0.eighths"),
        ("scenes: [{scene: [1]}]", "scenes.0.scene"),
        ("scenes: [{scene: }]", "scenes.0.scene"),
        ('scenes: [{scene: " "}]', "scenes.0.scene"),
        ("scenes: [{scene: 1, synopsis: {a: b}}]", "scenes.0.synopsis"),
        ("scenes: [12]", "scenes.0"),
        ("elements: [{name: E, category: Props, on_dood: 5}]", "elements.0.on_dood"),
        ("pins: [{target: 1, position: last}]", "pins.0.position"),
        ("performers: [{name: Ada, source: {where: here}}]", "performers.0.source"),
        ("performers: [{name: Ada, source: {who: x, when: y}}]", "performers.0.source.when"),
        ("performers: [{name: Ada, source: ← x}]", "performers.0.source"),
        ("rulebook: {clauses: {a: 1}}", "rulebook"),
        ("rulebook: {profile: none, clauses: {a: many}}", "rulebook.clauses.a.value"),
        ("rulebook: {profile: none, clauses: [a]}", "rulebook.clauses"),
        ("baseline: {price: 1, plan: {days: [{unit: M, date: 2026-03-02, call: 07:00, entries: [{place: x}]}]}}", "baseline.plan.days.0.entries.0"),
    ],
)  # fmt: skip
def test_a_value_of_the_wrong_kind_is_told_at_its_path(text: str, path: str) -> None:
    assert path in [t[3] for t in told(text)]


def test_a_rulebook_of_our_own_needs_no_profile() -> None:
    found = facts(
        """
        rulebook:
          name: House rules
          dated: 2026
          clauses: {rest.daily_minutes: 10 h}
          minors:
            - {name: Home, week: 20 h, ages: [{from_months: 0, to_months: 216, stay: 5 h, work: 2 h}]}
        """
    ).rulebook
    assert found is not None
    assert (found.name, found.value("rest.daily_minutes", 0)) == ("House rules", 600)
    home = found.minor("Home")
    assert home is not None
    assert home.bands[0].work_minutes == 120


def test_a_source_may_be_told_key_by_key() -> None:
    (ada,) = facts(
        """
        performers:
          - name: Ada
            source: {who: agent, where: mail, via: {who: casting}, entered_at: "2026-01-03", entered_by: Bo}
        """
    ).people
    assert [s.who for s in ada.source.chain()] == ["agent", "casting"]
    assert (ada.source.entered_at, ada.source.entered_by) == ("2026-01-03", "Bo")


def test_unprintable_and_endless_texts_are_refused() -> None:
    assert [t[2] for t in told('scenes: [{scene: 1, synopsis: "\\u0007"}]')] == ["facts.value"]
    assert [t[2] for t in told(f"scenes: [{{scene: 1, synopsis: {'x' * 30_000}}}]")] == [
        "facts.value"
    ]


def test_an_endless_chain_of_sources_is_refused() -> None:
    chain = " via ".join("x" for _ in range(30))
    assert [t[3] for t in told(f"performers: [{{name: Ada, source: {chain}}}]")] == [
        "performers.0.source"
    ]


@pytest.mark.parametrize("word", ["usual AD", "Usual ad", '"usual  AD"'])
def test_the_usual_preferences_go_by_their_name(word: str) -> None:
    read = read_facts(f"production: {{currency: GBP}}\npreferences: {word}\n")
    assert read.findings == ()
    assert read.facts is not None
    assert read.facts.preferences == usual_ad("GBP")


def test_another_name_of_preferences_is_told() -> None:
    read = read_facts("preferences: whatever\n")
    assert [f.where.line for f in read.findings] == [1]
