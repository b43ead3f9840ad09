"""What people give by mistake or malice: a sentence, the right exit code, and the old state whole."""

from __future__ import annotations

import os
import random
import resource
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

SCENE = "INT. KITCHEN - DAY #1#\n\nANN\nHi.\n"
CATEGORY_BOMB = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + ']><FinalDraft><Content><Paragraph Type="Action"><Text>&j;</Text></Paragraph></Content>'
    "</FinalDraft>"
)


def written(path: Path, data: bytes | str) -> Path:
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def sparse(path: Path) -> Path:
    """A file of 100 MB that takes no room."""
    path.touch()
    os.truncate(path, 100_000_000)
    return path


def pipe(path: Path) -> Path:
    """A pipe nobody writes to: whoever opens it waits for ever."""
    os.mkfifo(path)
    return path


def folder(path: Path) -> Path:
    path.mkdir()
    return path


def zip_bomb(path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("script", b"\0" * 10_000_000)
    return path


SCRIPTS: dict[str, tuple[str, Callable[[Path], Path], str]] = {
    "not there": ("a.fountain", lambda p: p, "Check the name"),
    "a picture": (
        "a.fountain",
        lambda p: written(p, b"\x89PNG\r\n\x1a\n\0\0\0" * 99),
        "not a text",
    ),
    "empty": ("a.fountain", lambda p: written(p, b""), "is empty"),
    "cut off": ("a.fdx", lambda p: written(p, b"<?xml version='1.0'?><FinalDraft><Con"), "cut off"),
    "web page": (
        "a.fdx",
        lambda p: written(p, "<html><body>x</body></html>"),
        "begins with <html>",
    ),
    "100 MB": ("a.fountain", sparse, "100 MB"),
    "100 MB of FDX": ("a.fdx", sparse, "100 MB"),
    "zip bomb": ("a.fdx", zip_bomb, "zip archive"),
    "entity bomb": ("a.fdx", lambda p: written(p, CATEGORY_BOMB), "entities"),
    "UTF-16 unmarked": ("a.fountain", lambda p: written(p, SCENE.encode("utf-16-le")), "UTF-8"),
    "folder": ("a.fountain", folder, "folder"),
    "pipe": ("a.fountain", pipe, "no ordinary file"),
    "device": ("a.fountain", lambda _: Path("/dev/zero"), "no ordinary file"),
}


@pytest.mark.parametrize("what", SCRIPTS)
def test_a_script_that_is_none_is_refused_and_leaves_nothing(
    run: Run, tmp_path: Path, what: str
) -> None:
    name, make, words = SCRIPTS[what]
    path = make(tmp_path / name)
    run("breakdown", path).is_a_sentence(2, words)
    there = set(tmp_path.iterdir())
    run("new", tmp_path / "film.intercut", "--script", path).is_a_sentence(2, words)
    assert set(tmp_path.iterdir()) == there


@pytest.mark.parametrize(
    ("encoding", "place", "name"),
    [
        ("cp1252", "CAFÉ", "Windows western"),
        ("shift-jis", "太郎のすし屋", "Shift-JIS"),
        ("cp1251", "КУХНЯ АННЫ", "Cyrillic"),
        ("utf-16-le", "家", "UTF-16-LE"),
    ],
)
def test_a_script_in_another_encoding_is_read_and_says_that_it_was_guessed(
    run: Run, tmp_path: Path, encoding: str, place: str, name: str
) -> None:
    text = f"INT. {place} - DAY\n\nANN\nHi.\n"
    path = written(tmp_path / "a.fountain", text.encode(encoding))
    done = run("breakdown", path)
    done.is_a_sentence(
        0, "not UTF-8", "line 1", "UTF-8 makes it certain", name, place.rsplit(maxsplit=1)[-1]
    )
    assert place in done.out
    assert "1 warning" in done.out


def test_a_script_whose_encoding_cannot_be_told_is_refused_and_not_garbled(
    run: Run, tmp_path: Path
) -> None:
    path = written(tmp_path / "a.fountain", "INT. 家 - DAY\n\nANN\nHi.\n".encode("shift-jis"))
    run("breakdown", path).is_a_sentence(2, "could not be told", "line 1", "again as UTF-8")


def test_a_script_without_a_heading_says_how_headings_are_written(run: Run, tmp_path: Path) -> None:
    path = written(tmp_path / "novel.fountain", "It was a dark night.\n\nVery dark.\n")
    words = ("No scene heading was found", "INT. or EXT.", "warning")
    run("breakdown", path).is_a_sentence(0, *words)
    run("new", tmp_path / "film.intercut", "--script", path).is_a_sentence(0, *words)


FACTS: dict[str, tuple[str | bytes, tuple[str, ...]]] = {
    "person who is not there": (
        "casting:\n  - {role: OTTO, person: Ghost Rider}\n",
        ("line 2", "Ghost Rider", "Add it to `performers`"),
    ),
    "dates the wrong way round": (
        "performers:\n  - name: Ann\n    roles: OTTO\n    away: [2027-05-09..2027-05-02]\n",
        ("line 4", "ends before it starts", "earlier date first"),
    ),
    "tabs": ("performers:\n\t- name: Ann\n", ("line 2", "tab", "blanks only")),
    "a key twice": ("production:\n  kind: short\n  kind: feature\n", ("line 3", "given twice")),
    "aliases": (
        "a: &a [x, x]\nb: &b [*a, *a]\nperformers: [*b, *b]\n",
        ("line 2", "repeats another entry"),
    ),
    "itself inside": ("performers: &a [*a]\n", ("line 1", "repeats another entry")),
    "too deep": ("[" * 5000, ("nested more than",)),
    "a program": ("performers: !!python/object/apply:os.system ['echo hi']\n", ("line 1",)),
    "a list": ("- a\n- b\n", ("line 1", "Write `key: value`")),
    "binary": (b"\x00\x01\x02", ("cannot be read as YAML",)),
    "Latin-1": ("production:\n  kind: \xe9\n".encode("latin-1"), ("line 2", "UTF-8")),
    "a number without end": (
        f"scenes:\n  - {{scene: 1, minutes: {'9' * 5000}}}\n",
        ("line 2", "no duration"),
    ),
    "two documents": ("production:\n  kind: short\n---\nunits: []\n", ("line 3", "`---`")),
}


@pytest.mark.parametrize("what", FACTS)
def test_facts_that_are_off_are_refused_with_line_and_remedy_and_the_film_stays(
    run: Run, kitchen: Path, tmp_path: Path, what: str
) -> None:
    data, words = FACTS[what]
    before = kitchen.read_bytes()
    done = run("facts", kitchen, "--set", written(tmp_path / "off.yaml", data))
    done.is_a_sentence(1, *words, "was not changed")
    assert len(done.err) < 20_000
    assert kitchen.read_bytes() == before


def test_fifty_errors_are_told_at_once(run: Run, kitchen: Path, tmp_path: Path) -> None:
    text = "performers:\n" + "".join(f"  - name: P{n}\n    awayy: x\n" for n in range(50))
    done = run("facts", kitchen, "--set", written(tmp_path / "off.yaml", text))
    done.is_a_sentence(1, "50 errors", *(f"line {3 + 2 * n}," for n in range(50)))


def test_rules_that_cannot_both_hold_are_named(run: Run, kitchen: Path, tmp_path: Path) -> None:
    text = "order:\n" + "".join(
        f"  - {{id: {a}-then-{b}, kind: before, first: [{a}], then: [{b}]}}\n"
        for a, b in ((1, 2), (2, 1))
    )
    done = run("facts", kitchen, "--set", written(tmp_path / "off.yaml", text))
    done.is_a_sentence(
        1, "error: off.yaml, line 3", "circle", "1 before 2 before 1", "Take a rule out"
    )


@pytest.mark.parametrize("make", [pipe, sparse, folder, lambda _: Path("/dev/zero")])
@pytest.mark.parametrize("verb", ["facts", "import", "revise", "sequence", "new"])
def test_a_file_that_never_ends_is_refused_by_every_verb(
    run: Run, kitchen: Path, tmp_path: Path, make: Callable[[Path], Path], verb: str
) -> None:
    name = {"facts": "a.yaml", "revise": "a.fountain", "sequence": "a.txt"}.get(verb, "a.uss")
    path = make(tmp_path / name)
    before = kitchen.read_bytes()
    tokens = {
        "facts": ("facts", kitchen, "--set", path),
        "import": ("import", kitchen, "--board", path),
        "revise": ("revise", kitchen, "--script", path),
        "sequence": ("sequence", path),
        "new": ("new", tmp_path / "other.intercut", "--board", path),
    }[verb]
    done = run(*tokens)
    if done.code == 1:  # 100 MB of zeros are short enough for some to be read, and are nothing
        assert make is sparse
    else:
        done.is_a_sentence(2)
        assert done.err.startswith("intercut: ")
    assert kitchen.read_bytes() == before
    assert not (tmp_path / "other.intercut").exists()


def film_files(folder: Path, good: bytes) -> dict[str, tuple[Path, str]]:
    """Spoiled films by what was done to them, each with what is said about it."""
    chance = random.Random(7)
    spoiled = bytearray(good)
    spoiled[4096:60_000] = chance.randbytes(60_000 - 4096)
    newer = bytearray(good)
    newer[60:64] = (99).to_bytes(4, "big")
    return {
        "garbage": (written(folder / "g.intercut", chance.randbytes(5000)), "not a film"),
        "empty": (written(folder / "e.intercut", b""), "not a film"),
        "half": (written(folder / "h.intercut", good[: len(good) // 2]), "cut short"),
        "overwritten": (written(folder / "o.intercut", bytes(spoiled)), "damaged"),
        "newer": (written(folder / "n.intercut", bytes(newer)), "newer intercut"),
        "pipe": (pipe(folder / "p.intercut"), "no ordinary file"),
        "device": (Path("/dev/zero"), "no"),
        "not there": (folder / "none.intercut", "no film"),
    }


@pytest.mark.slow
def test_a_film_that_is_none_is_refused_by_every_verb_and_left_alone(
    run: Run, kitchen: Path, tmp_path: Path
) -> None:
    for what, (path, words) in film_files(tmp_path, kitchen.read_bytes()).items():
        before = path.read_bytes() if what not in {"pipe", "device", "not there"} else b""
        for tokens in (
            ("check", path),
            ("facts", path),
            ("plan", path, "--iterations", 1),
            ("show", "board", path),
            ("publish", path, "--out", tmp_path / "out"),
        ):
            run(*tokens).is_a_sentence(2, words)
        assert what in {"pipe", "device", "not there"} or path.read_bytes() == before
        assert not (tmp_path / "out").exists()


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(12))
def test_a_film_with_flipped_bytes_is_never_a_fault_of_ours(
    run: Run, kitchen: Path, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    data = bytearray(kitchen.read_bytes())
    for _ in range(chance.choice((1, 5, 40))):
        data[chance.randrange(100, len(data))] = chance.randrange(256)
    path = written(tmp_path / "spoiled.intercut", bytes(data))
    done = run("facts", path)
    assert done.code in {0, 2}, done.err
    done.is_a_sentence(done.code)


@pytest.mark.parametrize("name", ["a b.intercut", 'it\'s "q".intercut', "line\nbreak.intercut"])
def test_films_may_have_odd_names(run: Run, tmp_path: Path, name: str) -> None:
    script = written(tmp_path / f"{name}.fountain", SCENE)
    assert run("new", tmp_path / name, "--script", script).code == 0
    assert run("facts", tmp_path / name).code == 0
    assert (tmp_path / name).exists()


def test_files_whose_names_are_no_text_can_be_read_and_kept(run: Run, tmp_path: Path) -> None:
    def odd(ending: bytes) -> Path:
        return Path(os.fsdecode(os.fsencode(tmp_path) + b"/dr\xffaft." + ending))

    script = written(odd(b"fountain"), SCENE)
    facts = written(odd(b"yaml"), "production: {kind: short}\n")
    board = written(odd(b"csv"), "Day,Scene,Set\n1,1,KITCHEN\n")
    film = tmp_path / "film.intercut"
    run("breakdown", script).is_a_sentence(0)
    run("new", film, "--script", script).is_a_sentence(0)
    run("revise", film, "--script", script).is_a_sentence(0)
    assert run("breakdown", script, "--json").answer["scenes"]
    run("facts", film, "--set", facts).is_a_sentence(0)
    done = run("import", film, "--board", board)
    done.is_a_sentence(done.code)
    assert len(run("show", "board", film, "--json").answer["boards"]) == 1
    done = run("new", tmp_path / "two.intercut", "--board", board, "--facts", facts)
    done.is_a_sentence(done.code)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_full_disk_leaves_the_old_film(run: Run, kitchen: Path, tmp_path: Path) -> None:
    text = run("facts", kitchen).out
    facts = written(tmp_path / "new.yaml", text.replace("kind: short", "kind: feature"))
    before = run("facts", kitchen).out
    room = kitchen.stat().st_size
    pid = os.fork()
    if pid == 0:
        # No file may grow beyond what the film has: the journal of the change does.
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
        from intercut.cli.main import main

        os._exit(main(["facts", str(kitchen), "--set", str(facts)]))
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    assert code == 2
    assert run("facts", kitchen).out == before
    assert kitchen.stat().st_size <= room * 2


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_killed_in_the_middle_a_film_opens_as_before_or_after(
    run: Run, kitchen: Path, tmp_path: Path, root: Path, seed: int
) -> None:
    import subprocess
    import sys

    before = run("facts", kitchen).out
    facts = written(tmp_path / "new.yaml", before + "\n# one line more\n")
    process = subprocess.Popen(
        [sys.executable, "-m", "intercut", "facts", str(kitchen), "--set", str(facts)],
        env=os.environ | {"PYTHONPATH": str(root / "src")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    # Dies some way into the write: from when the log appears, after a spell drawn by chance.
    log = kitchen.with_name(kitchen.name + "-wal")
    while process.poll() is None and not log.exists():
        pass
    for _ in range(random.Random(seed).randrange(200_000)):
        pass
    process.kill()
    process.wait()
    assert run("facts", kitchen).out in {before, facts.read_text()}
    assert run("doctor", kitchen).code in {0, 1}
    assert not log.exists()


HOSTILE = (
    *('=HYPERLINK("http://x")', "+1+1", "@SUM(1)", "-1+1", '#panic("x")', "$x^2$", "\\u{41}"),
    *("<script>alert(1)</script>", "*bold* _it_ `raw`", "// comment", "/* c", "[bracket]"),
    *("НИНА", "花子", "മായ", "A" * 2000),
)


@pytest.mark.slow
def test_names_are_words_on_paper_and_never_formulas_or_markup(run: Run, tmp_path: Path) -> None:
    text = "".join(
        f"INT. ROOM {n} - DAY #{n}#\n\n!{name} waits.\n\n@{name}\nHello.\n\n"
        for n, name in enumerate(HOSTILE, start=1)
    )
    script = written(tmp_path / "hostile.fountain", f"Title: {HOSTILE[0]}\n\n{text}")
    film = tmp_path / "hostile.intercut"
    assert run("new", film, "--script", script).code == 0
    run("plan", film, "--iterations", 2)
    out = tmp_path / "papers"
    assert run("publish", film, "--out", out).code == 0
    assert all(p.parent == out for p in out.rglob("*"))
    for book in out.glob("*.xlsx"):
        with zipfile.ZipFile(book) as parts:
            sheets = [parts.read(n) for n in parts.namelist() if "worksheets" in n]
        assert not [s for s in sheets if b"<f>" in s or b"<f " in s or b"<hyperlink" in s]
    import csv

    for row in csv.reader((out / "strips.csv").read_text("utf-8-sig").splitlines()):
        assert not [cell for cell in row if cell[:1] in {"=", "@", "\t", "\r"}]


def test_scene_numbers_that_look_like_paths_stay_numbers(run: Run, tmp_path: Path) -> None:
    numbers = ("../../x", "/etc/passwd", "a b", "=1+1", "1")
    text = "".join(
        f'<Paragraph Type="Scene Heading" Number="{n}"><Text>INT. R - DAY</Text></Paragraph>'
        '<Paragraph Type="Character"><Text>../../ANN</Text></Paragraph>'
        '<Paragraph Type="Dialogue"><Text>x</Text></Paragraph>'
        for n in numbers
    )
    script = written(tmp_path / "paths.fdx", f"<FinalDraft><Content>{text}</Content></FinalDraft>")
    film = tmp_path / "inner" / "film.intercut"
    film.parent.mkdir()
    assert run("new", film, "--script", script).code == 0
    assert run("plan", film, "--iterations", 1).code in {0, 3}
    assert run("publish", film, "--out", film.parent / "papers").code == 0
    assert run("show", "scene", film, "../../x").code == 0
    assert {p.name for p in tmp_path.iterdir()} == {"paths.fdx", "inner"}
    assert {p.name for p in film.parent.iterdir()} == {"film.intercut", "papers"}


WRONG_USES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "more threads than there are": (
        ("plan", "FILM", "--threads", "9999"),
        ("1 to 256 threads, not 9999", "One for each core"),
    ),
    "time that runs backwards": (
        ("plan", "FILM", "--seconds", "-1"),
        ("cannot take -1 seconds", "0 or more"),
    ),
    "less than no steps": (
        ("plan", "FILM", "--iterations", "-3"),
        ("cannot take -3 iterations", "0 or more"),
    ),
    "papers into a file": (
        ("publish", "FILM", "--out", "FILM"),
        ("is a file, not a folder", "Name a folder"),
    ),
    "a draft without scenes": (
        ("revise", "FILM", "--script", "WORDS"),
        ("has no scene heading", "every scene of the film would be omitted", "INT. or EXT."),
    ),
    "one script twice": (
        ("new", "NEW", "--script", "WORDS", "--script", "WORDS"),
        ("is named twice", "Name each script once"),
    ),
    "a film for a script": (("breakdown", "FILM"), ("a film", "not a script")),
    "a schema nobody knows": (("schema", "plam"), ("no schema 'plam'", "There are: asshot, ")),
    "a film of no bytes": (("check", "EMPTY"), ("is empty: it is not a film",)),
}
"""Commands with the words they are refused with."""


@pytest.mark.parametrize("what", WRONG_USES)
def test_wrong_use_is_refused_with_a_remedy_and_changes_nothing(
    run: Run, kitchen: Path, tmp_path: Path, what: str
) -> None:
    assert run("plan", kitchen, "--iterations", 10).code == 0
    tokens, words = WRONG_USES[what]
    names = {
        "FILM": kitchen,
        "NEW": tmp_path / "new.intercut",
        "WORDS": written(tmp_path / "words.fountain", "Nothing but words.\n"),
        "EMPTY": written(tmp_path / "empty.intercut", ""),
    }
    before = kitchen.read_bytes()
    run(*(names.get(t, t) for t in tokens)).is_a_sentence(2, *words)
    assert kitchen.read_bytes() == before
    assert not names["NEW"].exists()


def test_a_zone_nobody_knows_and_sets_without_a_place_are_told_once_each(
    run: Run, kitchen: Path, tmp_path: Path
) -> None:
    text = "bases: [{name: Hull, timezone: Mars/One}]\nplaces: [{name: Yard, base: Hull}]\n"
    done = run("facts", kitchen, "--set", written(tmp_path / "off.yaml", text))
    done.is_a_sentence(1, "line 1", "'Mars/One', which is no time zone", "Europe/Berlin")
    assert done.err.count("stand nowhere, and a free place is assumed for each") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_an_answer_nobody_has_room_for_says_what_to_do(kitchen: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "intercut", "facts", str(kitchen)],
            stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert "Make room, or write it elsewhere." in done.stderr
    assert "Traceback" not in done.stderr
