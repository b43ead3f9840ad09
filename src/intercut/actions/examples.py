"""The example that comes with the program: our own half-hour script and its facts."""

from __future__ import annotations

from pathlib import Path


def example_files() -> tuple[Path, Path] | None:
    """Script and facts of the example; None where it was not installed."""
    package = Path(__file__).parent.parent
    for home in (package / "examples", package.parent.parent / "examples"):
        script = home / "brownstone" / "brownstone.fountain"
        facts = home / "brownstone" / "brownstone.facts.yaml"
        if script.is_file() and facts.is_file():
            return script, facts
    return None
