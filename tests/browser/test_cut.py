"""The page Cut as people use it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from intercut.actions.logging_takes import read_take_file
from intercut.actions.opening import open_film
from intercut.actions.stitching import stitch_scene
from intercut.cut import TrackKind


@pytest.fixture
def logged(film_path: Path, examples: Path) -> Path:
    """The planned film with the takes of its call, and their media beside it."""
    folder = examples / "brownstone" / "takes"
    with open_film(film_path, name="Ada") as film:
        for log in ("lisbon.yaml", "new-york.yaml"):
            read_take_file(film, folder / log)
    media = film_path.parent / "media"
    media.mkdir()
    for file in folder.glob("*.mp4"):
        shutil.copy(file, media)
    return film_path


def test_call_is_cut_line_by_line_and_taken_away(start: Any, logged: Path, violations: Any) -> None:
    app = start(logged)
    page = app.window()
    page.get_by_role("link", name="Cut", exact=True).click()
    page.get_by_text("55 of 55 lines cut").wait_for()
    assert page.locator(".lane .clip").count() > 100
    assert page.locator(".marker").count() >= 4
    assert violations(page) == []

    line = page.locator('.spoken [data-line="17.42"]')
    menu = line.get_by_label("Take of line 17.42")
    best = menu.input_value()
    other = menu.locator("option").evaluate_all(
        "(options, best) => options.map(o => o.value).find(v => v !== best)", best
    )
    menu.select_option(other)
    page.get_by_role("button", name="Back to the best takes (1 chosen)").wait_for()
    assert menu.input_value() == other
    undo = page.get_by_role("button", name="Undo the choice")
    undo.click()
    undo.wait_for(state="detached")
    page.get_by_role("button", name="Back to the best takes").wait_for(state="detached")
    assert menu.input_value() == best
    menu.select_option(other)
    page.get_by_role("button", name="Back to the best takes (1 chosen)").wait_for()
    # Kept with the film: it is there after the page is loaded again, and at the command line.
    page.reload()
    page.get_by_role("button", name="Back to the best takes (1 chosen)").wait_for()
    assert menu.input_value() == other
    with open_film(logged, name="Ada") as film:
        clips = stitch_scene(film, "17").cut.clips(TrackKind.SOUND)
    assert next(c.take.id for c in clips if c.line == "17.42") == other
    page.get_by_label("Style").select_option("reaction")
    page.get_by_role("button", name="Closer").click()
    page.get_by_role("button", name="improvised at").first.click()
    page.locator(".spoken [data-now]").first.wait_for()

    page.get_by_role("button", name="Write the files").dblclick()
    with page.expect_download() as taken:
        page.get_by_role("link", name="scene-17.otio").click()
    timeline = json.loads(Path(taken.value.path()).read_text(encoding="utf-8"))
    assert timeline["OTIO_SCHEMA"].startswith("Timeline")
    assert other in json.dumps(timeline)
    page.get_by_role("button", name="Back to the best takes (1 chosen)").click()
    page.get_by_role("button", name="Back to the best takes").wait_for(state="detached")
    assert menu.input_value() == best


@pytest.mark.parametrize("dark", [False, True])
def test_tracks_scroll_in_their_own_box_on_a_phone(
    start: Any, logged: Path, violations: Any, dark: bool
) -> None:
    app = start(logged)
    page = app.window(width=390, height=844, dark=dark)
    page.goto(f"{app.base}/cut")
    page.locator(".spoken li").first.wait_for()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    box = page.get_by_role("region", name="Time axis of the cut")
    assert box.evaluate("box => box.scrollWidth > 2 * box.clientWidth")
    page.locator('.spoken [data-line="17.50"] .at').click()
    page.locator(".playhead").wait_for()
    assert box.evaluate("box => box.scrollLeft") > 0


def test_without_takes_the_page_says_how_to_get_them(app: Any) -> None:
    page = app.window()
    page.goto(f"{app.base}/cut")
    page.get_by_text("No takes are logged yet").wait_for()
