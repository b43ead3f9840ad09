"""The house rules: who may import whom, what is locked, what never gets committed."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, metadata, packages_distributions
from pathlib import Path

import grimp
import pytest

from intercut.actions.examples import example_files

ROOMS_WITHOUT_DJANGO = (
    "intercut",
    "intercut.errors",
    "intercut.domain",
    "intercut.script",
    "intercut.breakdown",
    "intercut.schedule",
    "intercut.onset",
    "intercut.cut",
    "intercut.planning",
    "intercut.exchange",
    "intercut.publish",
    "intercut.cli.main",
)
ROOMS_WITHOUT_NUMPY = tuple(room for room in ROOMS_WITHOUT_DJANGO if "planning" not in room)


def built(module: str) -> bool:
    """Whether this room is in the house already."""
    parent = module.rpartition(".")[0]
    return (not parent or built(parent)) and importlib.util.find_spec(module) is not None


def loaded_by(module: str, root: Path) -> set[str]:
    """Top-level packages in a fresh process that imported this module; skips where it is not yet."""
    if not built(module):
        pytest.skip(f"{module} is not built yet")
    code = (
        f"import sys; sys.path.insert(0, {str(root / 'src')!r})\n"
        f"import {module}\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def tracked(root: Path) -> list[Path]:
    """Files in the repository; skips where there is none."""
    if not (root / ".git").exists():
        pytest.skip("not a checkout: nothing is tracked")
    done = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, check=True)
    return [root / name for name in done.stdout.decode().split("\0") if name]


@pytest.mark.parametrize("room", ROOMS_WITHOUT_DJANGO)
def test_room_needs_no_database(root: Path, room: str) -> None:
    assert "django" not in loaded_by(room, root)


@pytest.mark.parametrize("room", ROOMS_WITHOUT_NUMPY)
def test_only_the_planner_needs_arrays(root: Path, room: str) -> None:
    assert not {"numpy", "ortools"} & loaded_by(room, root)


def test_domain_stands_on_the_standard_library() -> None:
    graph = grimp.build_graph("intercut", include_external_packages=True)
    ground = {"intercut.domain", *graph.find_descendants("intercut.domain")}
    allowed = sys.stdlib_module_names | {"intercut"}
    outside = {
        f"{module} imports {other}"
        for module in ground
        for other in graph.find_modules_directly_imported_by(module)
        if other.partition(".")[0] not in allowed
    }
    assert not outside


def test_imports_point_down(root: Path) -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-logo", "--no-cache"]
    done = subprocess.run(
        command,
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": str(root / "src")},
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_place_of_one_machine_is_committed(root: Path) -> None:
    # Put together here so that this file does not name what it looks for.
    places = ["/" + "work/", "/" + "opt/wheels", "/" + "opt/pypi", "/" + "root/"]
    places += [home + "/" for home in [str(Path.home())] if home != "/"]
    telling = re.compile("|".join(map(re.escape, places)).encode())
    found = [
        f"{path.relative_to(root)}: {match.group().decode()}"
        for path in tracked(root)
        if path.is_file()
        for match in [telling.search(path.read_bytes())]
        if match
    ]
    assert not found


@pytest.mark.parametrize("name", ["run.txt", "dev.txt"])
def test_locked_packages_carry_hashes_and_no_addresses(root: Path, name: str) -> None:
    lock = (root / "requirements" / name).read_text()
    assert "://" not in lock
    assert "--index" not in lock
    assert "--find-links" not in lock
    entries = re.split(r"\n(?=[A-Za-z0-9])", lock)
    assert all("--hash=sha256:" in entry for entry in entries)
    assert all(re.match(r"[\w.\-\[\]]+==", entry) for entry in entries)


def test_both_locks_choose_the_same_versions(root: Path) -> None:
    def versions(name: str) -> dict[str, str]:
        text = (root / "requirements" / name).read_text()
        return dict(re.findall(r"^([\w.\-\[\]]+)==([^\s;]+)", text, flags=re.MULTILINE))

    run, dev = versions("run.txt"), versions("dev.txt")
    assert {name: dev.get(name) for name in run} == run


def test_a_wheel_carries_the_example_where_the_program_looks_for_it(root: Path) -> None:
    built_from = tomllib.loads((root / "pyproject.toml").read_text())["tool"]["scikit-build"]
    (packages,) = (
        o["wheel"]["packages"] for o in built_from["overrides"] if o["if"].get("state") == "^wheel$"
    )
    assert packages["intercut"] == "src/intercut"
    files = example_files()
    assert files is not None
    for file in files:
        # In a checkout the example stands beside src, in a wheel inside the package.
        folder = file.parent.relative_to(root)
        assert packages[f"intercut/{folder}"] == str(folder)


def test_package_asks_for_what_is_locked(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text())["project"]
    lines = (root / "requirements" / "run.in").read_text().splitlines()
    assert sorted(project["dependencies"], key=str.lower) == sorted(
        (line for line in lines if line and not line.startswith("#")), key=str.lower
    )


def test_unknown_public_name_is_refused() -> None:
    import intercut

    assert intercut.__version__
    with pytest.raises(AttributeError, match="no_such_thing"):
        getattr(intercut, "no_such_thing")  # noqa: B009


def test_no_copyleft_at_run_time(root: Path) -> None:
    names = re.findall(
        r"^([\w.\-]+)", (root / "requirements" / "run.txt").read_text(), re.MULTILINE
    )
    telling = re.compile(r"\bA?GPL|GNU (Affero )?General Public", re.IGNORECASE)
    found = {}
    for name in names:
        try:
            about = metadata(name).json
        except PackageNotFoundError:  # for another system or another Python
            continue
        classes = [line for line in about.get("classifier", []) if line.startswith("License")]
        said = [str(about.get("license_expression") or about.get("license") or ""), *classes]
        if any(telling.search(line) for line in said):
            found[name] = said
    assert not found


def test_every_outside_import_is_asked_for(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"].values()
    lines = [*project["dependencies"], *(line for extra in extras for line in extra)]
    asked = {re.split(r"[\[<>=]", line)[0].lower() for line in lines}
    graph = grimp.build_graph("intercut", include_external_packages=True)
    outside = {name for name in graph.modules if graph.is_module_squashed(name)}
    homes = packages_distributions()
    strangers = {
        name
        for name in outside - sys.stdlib_module_names
        if not asked & {home.lower() for home in homes.get(name.partition(".")[0], [name])}
    }
    assert not strangers
