"""The page as people use it."""

from __future__ import annotations

import os
import signal
import zipfile
from pathlib import Path
from typing import Any

import pytest

from intercut.actions.opening import open_film

PAGES = (
    "/", "/script", "/scenes?scene=17", "/people", "/places", "/rules", "/board", "/plan",
    "/days", "/cost", "/compare?first=main&second=other", "/ask", "/ask?q=whatif", "/ask?q=replan",
    "/cut", "/documents", "/history",
)  # fmt: skip


def strips(page: Any, day: str) -> list[str]:
    """Strips of a day (or `boneyard`) in order, as the page shows them."""
    found = page.locator(f'[data-day="{day}"] [data-strip]')
    return [found.nth(n).get_attribute("data-strip") for n in range(found.count())]


def days(page: Any) -> list[str]:
    """Keys of the unit days, in order."""
    page.locator(".date-row .day").first.wait_for()
    found = page.locator(".date-row .day")
    return [found.nth(n).get_attribute("data-day") for n in range(found.count())]


def until_holds(page: Any, day: str, strip: str) -> None:
    page.locator(f'[data-day="{day}"] [data-strip="{strip}"]').wait_for()


def kept(path: Path, board: str = "main") -> dict[str, list[str]]:
    """What the film's file holds: strips by day."""
    with open_film(path, name="Bo") as film:
        plan = film.board(board).plan
    return {f"{d.date.isoformat()}|{d.unit}": [s.strip for s in d.strips] for d in plan.days}


def test_from_a_dropped_script_to_a_printed_one_liner(
    start: Any, tmp_path: Path, examples: Path
) -> None:
    app = start(tmp_path / "kitchen.intercut")
    page = app.window()
    page.get_by_text("Drop a script here").wait_for()
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Choose a file").click()
    chooser.value.set_files(examples / "kitchen" / "kitchen.fountain")
    page.get_by_role("heading", name="For your eye").wait_for()
    assert (tmp_path / "kitchen.intercut").exists()
    yes = page.get_by_role("button", name="Yes: ").first
    asked = yes.get_attribute("aria-label")
    yes.click()
    page.locator(f'[aria-label="{asked}"]').wait_for(state="detached")

    page.get_by_role("link", name="Calendar & rules").click()
    page.get_by_role("button", name="As text").click()
    facts = (examples / "kitchen" / "kitchen.facts.yaml").read_text()
    page.get_by_label("Facts as text").fill(facts)
    page.get_by_role("button", name="Set").click()
    page.get_by_text("Kept.").first.wait_for()

    page.get_by_role("link", name="Plan", exact=True).click()
    page.get_by_label("Seconds to look").fill("2")
    page.get_by_role("button", name="Plan", exact=True).dblclick()
    page.get_by_role("article", name="Run 1").get_by_text("done").wait_for(timeout=90_000)
    assert page.get_by_role("article").count() == 1
    page.get_by_role("button", name="Keep as a board").click()
    page.locator(".board .verdict").get_by_text("no rule broken").wait_for()

    page.get_by_role("link", name="Documents").click()
    page.get_by_role("img", name="One-line schedule, page 1").wait_for()
    page.get_by_role("button", name="Publish").click()
    page.get_by_text("White").first.wait_for()
    with page.expect_download() as taken:
        page.get_by_role("link", name="oneliner.pdf").click()
    assert Path(taken.value.path()).read_bytes().startswith(b"%PDF")
    with page.expect_download() as taken:
        page.get_by_role("link", name="All as one archive").click()
    assert "oneliner.pdf" in zipfile.ZipFile(taken.value.path()).namelist()


def test_strips_are_dragged_by_mouse_one_or_many(app: Any) -> None:
    page = app.window()
    page.goto(f"{app.base}/board")
    keys = days(page)
    source, target = _main(keys)[:2]
    first, second = strips(page, source)[:2]
    page.locator(f'[data-strip="{first}"] .set').click()
    page.locator(f'[data-strip="{second}"] .set').click(modifiers=["Control"])
    page.get_by_role("region", name="Strips picked").get_by_text("2 strips").wait_for()
    last = strips(page, target)[-1]
    _drag(page, f'[data-strip="{first}"] .set', f'[data-strip="{last}"] .set')
    until_holds(page, target, first)
    until_holds(page, target, second)
    page.locator(".preview").first.wait_for(state="detached")
    shown = {key: strips(page, key) for key in keys}
    page.locator("[data-dragging]").first.wait_for(state="detached")
    _until(lambda: kept(app.path) == {k: v for k, v in shown.items() if k != "boneyard"})
    page.get_by_role("button", name="Undo").click()
    until_holds(page, source, first)
    until_holds(page, source, second)
    assert strips(page, source)[:2] == [first, second]


def test_strips_are_moved_by_keyboard_alone(app: Any) -> None:
    page = app.window()
    page.goto(f"{app.base}/board")
    source, target = _main(days(page))[:2]
    strip = strips(page, source)[0]
    page.locator(f'[data-strip="{strip}"]').focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.getAttribute('slot')") == "drag"
    page.keyboard.press("Enter")
    for _ in range(60):
        if page.locator(f'[data-day="{target}"]').evaluate(
            "day => day.contains(document.activeElement)"
        ):
            break
        page.keyboard.press("Tab")
    else:
        pytest.fail("the keyboard never reached the next day")
    page.keyboard.press("Enter")
    until_holds(page, target, strip)
    page.keyboard.press("Control+z")
    until_holds(page, source, strip)


def test_preview_tells_what_a_move_would_cost_and_break(app: Any) -> None:
    page = app.window()
    page.goto(f"{app.base}/board")
    source, target = _main(days(page))[:2]
    strip = strips(page, source)[0]
    page.locator(f'[data-strip="{strip}"] .set').hover()
    page.mouse.down()
    box = page.locator(f'[data-day="{target}"] .break').bounding_box()
    page.mouse.move(box["x"] + 40, box["y"] - 20, steps=8)
    told = page.locator(f'[data-day="{target}"] .preview')
    told.filter(has_text="…").wait_for(state="detached")
    assert any(word in told.inner_text() for word in ("cost", "USD", "breaks", "not here"))
    page.keyboard.press("Escape")
    page.mouse.up()

    page.locator(f'[data-strip="{strip}"] .set').click()
    page.get_by_role("button", name="Move to …").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button").nth(3).get_by_text("…").wait_for(state="detached")
    assert dialog.get_by_role("button").count() >= len(days(page)) - 1


def test_two_windows_agree_and_a_stale_one_is_told(app: Any) -> None:
    one = app.window()
    two = app.window()
    for page in (one, two):
        page.goto(f"{app.base}/board")
    source = _main(days(one))[0]
    strip = strips(one, source)[0]
    days(two)
    _move(one, strip, "boneyard")
    until_holds(two, "boneyard", strip)
    with open_film(app.path, name="Bo") as film:  # the command line at the same time
        film.keep_board("main", film.board("main").plan, {"by": "elsewhere"})
        last = film.board("main").version
    two.get_by_role("link", name="History").click()
    two.get_by_text(f"{last}. Bo").wait_for()
    one.context.set_offline(True)
    one.get_by_role("button", name="Undo").click()
    one.locator("main .line").get_by_text("The connection to intercut is lost").wait_for()
    one.context.set_offline(False)
    one.get_by_role("button", name="Undo").click()
    one.locator("main .line").wait_for(state="hidden")


def test_solve_goes_on_through_a_reload_and_a_killed_worker(app: Any) -> None:
    page = app.window()
    page.goto(f"{app.base}/plan")
    page.get_by_label("Seconds to look").fill("300")
    page.get_by_role("button", name="Plan", exact=True).click()
    run = page.get_by_role("article", name="Run 1")
    run.get_by_role("button", name="Keep as a board").wait_for(timeout=90_000)
    page.reload()
    run.locator(".curve svg").wait_for()
    with open_film(app.path, name="Bo") as film:
        before = film.library.runs.note(1)
        os.kill(int(_holder(film).split(":")[1]), signal.SIGKILL)
        _until(lambda: film.library.runs.note(1).attempts == 2, seconds=90)
        points = len(before.curve)
        _until(lambda: len(film.library.runs.note(1).curve) > points, seconds=90)
    run.get_by_role("button", name="Stop, keep the best").click()
    run.get_by_text("stopped").wait_for(timeout=90_000)
    run.get_by_role("button", name="Keep as a board").click()
    page.locator(".board .verdict").wait_for()


def test_session_that_ended_says_so(start: Any, film_path: Path) -> None:
    app = start(film_path)
    page = app.window()
    page.get_by_role("link", name="Cost").wait_for()
    page.context.clear_cookies()
    page.get_by_role("link", name="Cost").click()
    page.get_by_text("Your session has ended").first.wait_for()


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (390, False), (1280, True)])
def test_every_page_is_accessible_and_fits(
    app: Any, violations: Any, width: int, dark: bool
) -> None:
    with open_film(app.path, name="Bo") as film:
        film.library.boards.branch("main", "other", who="Bo")
    page = app.window(width=width, dark=dark)
    for path in PAGES:
        page.goto(app.base + path)
        page.locator("main h1").wait_for()
        page.locator("main p.empty[role=status]").first.wait_for(state="detached")
        assert violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_findings_lead_to_their_strip_and_search_dims_the_rest(app: Any) -> None:
    page = app.window()
    page.goto(f"{app.base}/board")
    source = _main(days(page))[0]
    strip = strips(page, source)[0]
    _move(page, strip, "boneyard")
    page.locator(".side .findings .lead").first.click()
    page.get_by_role("region", name="Strips picked").wait_for()
    page.get_by_label("Find strips").fill("lisbon night")
    page.locator("[data-strip][data-dim]").first.wait_for()
    left = page.locator(".days [data-strip]:not([data-dim])")
    assert left.count() >= 1
    assert "LISBON" in left.first.inner_text()


def test_days_are_locked_and_facts_typed_pasted_and_refused(app: Any) -> None:
    page = app.window()
    page.goto(f"{app.base}/board")
    key = _main(days(page))[0]
    page.locator(f'[data-day="{key}"] .more').click()
    page.get_by_role("button", name="Lock the day").click()
    page.locator(f'[data-day="{key}"][data-locked]').wait_for()

    page.get_by_role("link", name="People").click()
    table = page.get_by_role("region", name="Everybody who is called")
    cell = table.get_by_label("pay, row 1", exact=True)
    cell.fill("{kind: daily, rate: a lot}")
    cell.press("Enter")
    page.get_by_role("heading", name="Not taken").wait_for()
    page.get_by_role("button", name="Sol Whitaker, Thu 14 Oct: free").click()
    page.get_by_role("button", name="Sol Whitaker, Thu 14 Oct: away").wait_for()
    with open_film(app.path, name="Bo") as film:
        assert "away: [2027-10-14]" in film.library.state().facts_text


def _main(keys: list[str]) -> list[str]:
    return [k for k in keys if k.endswith("|main")]


def _move(page: Any, strip: str, where: str) -> None:
    page.locator(f'[data-strip="{strip}"] .set').click()
    page.get_by_role("button", name="To the boneyard").click()
    until_holds(page, where, strip)


def _drag(page: Any, source: str, target: str) -> None:
    page.locator(target).scroll_into_view_if_needed()
    page.locator(source).hover()
    page.mouse.down()
    box = page.locator(target).bounding_box()
    page.mouse.move(box["x"] + 30, box["y"] + box["height"] - 3, steps=12)
    page.mouse.move(box["x"] + 34, box["y"] + box["height"] - 2, steps=3)
    page.mouse.up()


def _holder(film: Any) -> str:
    from intercut.store import models

    row = models.SolveRun.objects.using(film.library.alias).get(number=1)
    return str(row.holder)


def _until(found: Any, seconds: float = 45) -> None:
    import time

    end = time.monotonic() + seconds
    while not found():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.1)
