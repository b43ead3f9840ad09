"""A sealed reason is in no byte of what the program says or writes, whatever is asked of it."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.end_to_end.test_reasons import PASSPHRASE, SECRET, is_told, unpacked

Run = Callable[..., Any]

QUICK = ("--iterations", "5")
FEW = (*QUICK, "--tries", "1")

ASKED: tuple[tuple[str, ...], ...] = (
    ("check", "FILM"),
    ("cost", "FILM"),
    ("dood", "FILM"),
    ("facts", "FILM"),
    ("facts", "FILM", "--set", "FACTS"),
    ("facts", "FILM", "--set", "NO SUCH FILE"),
    ("show", "board", "FILM"),
    ("show", "scene", "FILM", "9"),
    ("show", "person", "FILM", "Marcus Bell"),
    ("explain", "FILM", "why", "9"),
    ("explain", "FILM", "why", "no such scene"),
    ("explain", "FILM", "move", "9", "2027-11-10", *QUICK),
    ("explain", "FILM", "gap", *QUICK),
    ("explain", "FILM", "infeasible", *QUICK),
    ("whatif", "FILM", "waive pair", *QUICK),
    ("whatif", "FILM", "waive pair 2027-11-09; away Marcus 2027-11-10", *QUICK),
    ("whatif", "FILM", "waive nothing", *QUICK),
    ("together", "FILM", "--people", "Nell,Otto", *FEW),
    ("together", "FILM", "--people", "Nell,Otto", "--set", "DINING ROOM", "--minutes", "30", *FEW),
    ("together", "FILM", "--people", "Nell,Otto", "--no-waivers", *FEW),
    ("replan", "FILM", "--from", "2027-11-09", "--all", *QUICK),
    ("replan", "FILM", "--from", "soon"),
    ("plan", "FILM", "--iterations", "3", "--threads", "1"),
    ("plan", "FILM", "--board", "other", "--iterations", "3", "--threads", "1"),
    ("publish", "FILM", "--out", "PAPERS"),
    ("publish", "FILM", "--out", "PAPERS", "--for", "Marcus Bell"),
    ("publish", "FILM", "--out", "PAPERS", "--for", "second_ad"),
    ("reason", "FILM", "pair", "--read"),
    ("reason", "FILM", "nobody", "--read"),
    ("revise", "FILM", "--script", "SCRIPT"),
    ("owed", "FILM"),
    ("schema",),
    ("doctor",),
)
READERS = ("", "reader", "second_ad", "Marcus Bell")


@pytest.fixture(scope="module")
def sealed(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Kitchen with two of its people kept apart, the reason sealed."""
    from intercut.actions.opening import open_film
    from intercut.actions.reasons import seal_reason
    from intercut.cli.main import main

    folder = tmp_path_factory.mktemp("sealed")
    source = examples / "kitchen"
    facts = folder / "facts.yaml"
    facts.write_text(
        (source / "kitchen.facts.yaml").read_text("utf-8")
        + "\napart:\n  - {id: pair, degree: frame, people: [Edith Farrow], others: [Marcus Bell], "
        "price: 100}\n",
        "utf-8",
    )
    shutil.copy(source / "kitchen.fountain", folder / "script.fountain")
    film = folder / "kitchen.intercut"
    made = ["--script", str(folder / "script.fountain"), "--facts", str(facts)]
    assert main(["new", str(film), *made]) in {0, 1}
    assert main(["plan", str(film), "--iterations", "40", "--threads", "1"]) in {0, 1}
    with open_film(film, name="Ada") as office:
        seal_reason(office, "pair", SECRET, PASSPHRASE)
    return folder


@pytest.mark.slow
@settings(
    max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    asked=st.lists(
        st.tuples(st.sampled_from(ASKED), st.sampled_from(READERS), st.booleans()),
        min_size=4,
        max_size=7,
    )
)
def test_whatever_is_asked_the_reason_is_not_told(
    run: Run, sealed: Path, tmp_path_factory: pytest.TempPathFactory, asked: list[Any]
) -> None:
    """Said, refused, logged, printed, exported or kept: every byte is searched, packed or not."""
    folder = tmp_path_factory.mktemp("asked")
    shutil.copytree(sealed, folder, dirs_exist_ok=True)
    names = {
        "FILM": folder / "kitchen.intercut",
        "FACTS": folder / "facts.yaml",
        "SCRIPT": folder / "script.fountain",
        "PAPERS": folder / "papers",
    }
    for verb, reader, as_json in asked:
        typed = [names.get(word, word) for word in verb]
        seen = ("--as", reader) if reader and verb[0] not in {"schema", "doctor"} else ()
        done = run(*typed, *seen, *(("--json",) if as_json else ()))
        assert done.code in {0, 1, 2, 3}, (verb, done.err)
        assert not is_told((done.out + done.err).encode()), (verb, reader)
    for path in folder.rglob("*"):
        assert not is_told(path.name.encode())
        if path.is_file():
            assert not is_told(path.read_bytes()), path
            assert not is_told(unpacked(path)), path


def test_the_search_would_find_it(sealed: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who knows the passphrase reads the very words that are searched for."""
    monkeypatch.setenv("INTERCUT_PASSPHRASE", PASSPHRASE)
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    done = run("reason", sealed / "kitchen.intercut", "pair", "--read")
    assert is_told(done.out.encode())
