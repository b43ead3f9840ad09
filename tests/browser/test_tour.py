"""The tour of the guide, walked as it is written; `make tour` keeps what the windows showed."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from intercut.actions.logging_takes import read_take_file
from intercut.actions.opening import open_film

MOST_BYTES = 180_000
"""A picture of the guide is not larger."""


@pytest.fixture
def snap(tmp_path: Path) -> Callable[..., None]:
    """Keeps a picture of a window under the name the guide has for it."""
    kept = os.environ.get("INTERCUT_TOUR")
    folder = Path(kept) if kept else tmp_path / "pictures"
    folder.mkdir(exist_ok=True)

    def take(page: Any, name: str) -> None:
        page.wait_for_timeout(250)  # what fades in has come
        path = folder / f"tour-{name}.png"
        page.screenshot(path=str(path), animations="disabled")
        assert path.stat().st_size <= MOST_BYTES, name

    return take


def test_tour_from_an_empty_start_to_paper_answers_and_cut(
    start: Any, tmp_path: Path, examples: Path, snap: Callable[..., None]
) -> None:
    app = start(tmp_path / "first.intercut")
    page = app.window(width=1060, height=640)
    page.get_by_text("Drop a script here").wait_for()
    snap(page, "start")
    page.get_by_role("button", name="Open the example").click()
    page.get_by_role("heading", name="For your eye").wait_for()
    snap(page, "eye")

    page.goto(f"{app.base}/script?scene=17")
    page.locator(".scene .p").first.wait_for()
    page.get_by_text("You picked up.").first.scroll_into_view_if_needed()
    snap(page, "script")
    page.get_by_role("link", name="People").click()
    page.get_by_role("region", name="Everybody who is called").wait_for()
    snap(page, "people")

    page.get_by_role("link", name="Plan", exact=True).click()
    page.get_by_label("Seconds to look").fill("15")
    page.get_by_role("button", name="Plan", exact=True).click()
    run = page.get_by_role("article", name="Run 1")
    run.get_by_text("done").wait_for(timeout=120_000)
    snap(page, "plan")
    page.get_by_role("button", name="Keep as a board").click()
    page.locator(".date-row [data-strip]").first.wait_for()

    page.locator(".toast").first.wait_for(state="detached")
    page.evaluate("scrollTo(0, 0)")
    strip = page.locator(".date-row [data-strip] .set").nth(3)
    strip.hover()
    page.mouse.down()
    box = page.locator(".date-row .break").nth(1).bounding_box()
    page.mouse.move(box["x"] + 300, box["y"] - 30, steps=10)
    page.locator(".preview").filter(has_not_text="…").first.wait_for()
    for told in page.locator(".preview").all():
        told.filter(has_text=re.compile("^…$")).wait_for(state="detached")
    snap(page, "board")
    page.keyboard.press("Escape")
    page.mouse.up()

    strip.click()
    page.get_by_role("link", name="Why here?").click()
    page.get_by_role("article", name="Answer").locator("table").first.wait_for()
    snap(page, "why")
    page.get_by_role("button", name="What if?").click()
    page.get_by_label("Person").select_option(label="Judith Marlowe (CLARA)")
    page.get_by_label("From").fill("2027-10-08")
    page.get_by_role("button", name="Another what-if beside it").click()
    page.get_by_label("Kind of change").nth(1).select_option("longest day")
    page.get_by_label("Hours").fill("12")
    page.get_by_label("Seconds for each").fill("2")
    page.get_by_role("button", name="Ask", exact=True).click()
    page.get_by_role("region", name="What-ifs side by side").wait_for(timeout=120_000)
    page.locator(".asked").evaluate("asked => asked.scrollIntoView()")
    snap(page, "whatif")

    page.get_by_role("link", name="Documents").click()
    page.get_by_role("img", name="One-line schedule, page 1").wait_for()
    page.get_by_role("button", name="Publish").click()
    page.get_by_role("link", name="oneliner.pdf").wait_for()
    snap(page, "paper")
    with page.expect_download() as taken:
        page.get_by_role("link", name="oneliner.pdf").click()
    assert Path(taken.value.path()).read_bytes().startswith(b"%PDF")

    takes = examples / "brownstone" / "takes"
    film_path = next(tmp_path.glob("brownstone*.intercut"))
    with open_film(film_path, name="Bo") as film:  # the script supervisor's log, read elsewhere
        for log in ("lisbon.yaml", "new-york.yaml"):
            read_take_file(film, takes / log)
    (tmp_path / "media").mkdir()
    for file in takes.glob("*.mp4"):
        shutil.copy(file, tmp_path / "media")
    page.get_by_role("link", name="On set", exact=True).click()
    page.get_by_role("heading", name="On set").wait_for()
    page.get_by_text("to shoot").first.wait_for()
    snap(page, "set")
    page.get_by_role("link", name="Cut", exact=True).click()
    page.get_by_text("55 of 55 lines cut").wait_for()
    page.get_by_role("button", name="Closer").click()
    snap(page, "cut")


def test_every_picture_of_the_guide_is_there_and_small(root: Path) -> None:
    guide = root / "docs" / "guides" / "tour.md"
    shown = re.findall(r"!\[[^\]]+\]\(\.\./pictures/(tour-[a-z]+\.png)\)", guide.read_text())
    there = {p.name: p.stat().st_size for p in (root / "docs" / "pictures").glob("tour-*.png")}
    assert set(shown) == set(there)
    assert max(there.values()) <= MOST_BYTES
    assert len(shown) == len(set(shown)) >= 8
