from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from intercut.store import library

Run = Callable[..., Any]


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    """A title, a currency, and Ada's own remark."""
    path = tmp_path / "facts.yaml"
    path.write_text("production:\n  title: Rooms # Ada's\n  currency: EUR\n")
    return path


def test_film_without_facts_prints_what_can_be_decided(run: Run, film: Path) -> None:
    done = run("facts", film)
    assert done.code == 0
    assert "ANN" in done.out


def test_what_is_printed_can_be_set_again(run: Run, film: Path, tmp_path: Path) -> None:
    path = tmp_path / "printed.yaml"
    path.write_text(run("facts", film).out)
    done = run("facts", film, "--set", path, "--json")
    assert done.code == 0, done.out
    assert run("facts", film).out == path.read_text()


def test_text_of_a_person_is_kept_to_the_letter(run: Run, film: Path, facts: Path) -> None:
    done = run("facts", film, "--set", facts)
    assert done.code == 0
    assert "revision 2" in done.verdict
    assert run("facts", film).out == facts.read_text()


def test_every_error_is_told_with_its_line_and_nothing_is_set(
    run: Run, film: Path, facts: Path, tmp_path: Path
) -> None:
    run("facts", film, "--set", facts)
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(
        "production:\n  currency: EURO\nperformers:\n  - name: Ann\n    rate: lots\n    roles: [ANN]\n"
    )
    done = run("facts", film, "--set", wrong)
    assert done.code == 1
    assert "wrong.yaml, line 2" in done.err
    assert "wrong.yaml, line 5" in done.err
    assert "was not changed" in done.verdict
    assert run("facts", film).out == facts.read_text()


def test_cross_checks_are_told_with_their_line(run: Run, film: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("performers:\n  - name: Ann\n    roles: [NOBODY]\nscenes:\n  - scene: 99\n")
    done = run("facts", film, "--set", wrong, "--json")
    assert done.code == 1
    assert done.answer["changed"] is False
    lines = {f["where"]["line"] for f in done.answer["findings"] if f["level"] == "error"}
    assert {3, 5} <= lines


def test_same_facts_make_no_new_revision(run: Run, film: Path, facts: Path) -> None:
    run("facts", film, "--set", facts)
    done = run("facts", film, "--set", facts)
    assert "already" in done.verdict
    with library.open(film) as kept:
        assert len(kept.revisions()) == 2


def test_answer_to_a_proposal_is_applied(run: Run, script: Path, tmp_path: Path) -> None:
    script.write_text("INT. BAR - DAY\n\nA BICYCLE falls.\n\nANN\nHm.\n")
    film = tmp_path / "bar.intercut"
    made = run("new", film, "--script", script, "--json").answer
    proposal = next(p for p in made["proposals"] if "BICYCLE" in p["message"])
    facts = tmp_path / "facts.yaml"
    facts.write_text(f"proposals:\n  - {{proposal: {proposal['id']}, accept: no}}\n")
    assert run("facts", film, "--set", facts).code == 0
    with library.open(film) as kept:
        breakdown = kept.state().breakdown
        assert proposal["id"] not in [p.id for p in breakdown.proposals]
        assert "BICYCLE" not in [e.name for e in breakdown.elements]


def test_reader_may_not_see_rates(run: Run, film: Path) -> None:
    done = run("facts", film, "--as", "reader")
    assert (done.code, done.out) == (2, "")
    assert "a reader may not see the facts" in done.err


def test_unknown_reader_is_refused(run: Run, film: Path) -> None:
    done = run("facts", film, "--as", "gaffer")
    assert done.code == 2
    assert "neither a role nor a person" in done.err


def test_template_shows_what_waits_beside_what_is_decided(
    run: Run, film: Path, facts: Path, tmp_path: Path
) -> None:
    run("facts", film, "--set", facts)
    template = tmp_path / "template.yaml"
    template.write_text(run("facts", film, "--template").out)
    assert "title: Rooms" in template.read_text()
    assert len(template.read_text()) > 5 * len(facts.read_text())
    with library.open(film) as kept:
        decided = kept.state().facts
    assert run("facts", film, "--set", template).code == 0
    with library.open(film) as kept:
        again = kept.state().facts
    assert (again.title, again.currency) == (decided.title, decided.currency)


def test_facts_of_a_board_can_be_printed_and_set_again(
    run: Run, film: Path, tmp_path: Path
) -> None:
    run("plan", film, "--iterations", "5")
    run("publish", film, "--out", tmp_path / "docs", "--documents", "uss")
    board = tmp_path / "board.intercut"
    run("new", board, "--board", tmp_path / "docs" / "schedule.uss")
    printed = tmp_path / "printed.yaml"
    printed.write_text(run("facts", board).out)
    before = run("check", board).verdict
    done = run("facts", board, "--set", printed)
    assert done.code == 0, done.err
    assert run("check", board).verdict == before


def test_the_facts_a_film_gives_are_taken_as_they_are(film: Path) -> None:
    import intercut as ic

    for _ in range(2):  # the file to fill in, then the file a person wrote
        with ic.open(film) as opened:
            given = opened.facts()
            assert not opened.set_facts(given.encode()).changed
            opened.set_facts(b"production: {kind: short}\n")
