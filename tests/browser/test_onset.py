"""On set: takes logged with a thumb, the network cut in the middle, a transcript confirmed."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from intercut.actions.opening import open_film
from intercut.actions.set_log import take_log
from intercut.domain.spoken import Said

SHOTS = os.environ.get("INTERCUT_SHOTS", "")


def shot(page: Any, name: str) -> None:
    """A picture to look at, when somebody asks for one."""
    if SHOTS:
        page.screenshot(path=str(Path(SHOTS) / f"{name}.png"), full_page=True)


def kept(path: Path) -> list[tuple[str, str]]:
    """Slate and status of the takes in the film's file."""
    with open_film(path, name="Bo") as film:
        return [(str(t.slate), t.status.value) for t in take_log(film).takes]


def entries(path: Path) -> int:
    with open_film(path, name="Bo") as film:
        return len(film.library.takes.all())


def pick(page: Any, target: str = "") -> str:
    """Choose a strip of the day (the first one), or a scene beyond it; what stands on the slate."""
    strips = page.get_by_role("list", name="Strips of the day")
    strips.get_by_role("button").first.wait_for()
    if target:
        page.get_by_label("Another scene or end").select_option(target)
    else:
        strips.get_by_role("button").first.click()
    page.locator(".take-at-hand .slate").wait_for()
    return str(page.locator(".take-at-hand .slate").inner_text()).rpartition("/A/")[0].strip()


def log(page: Any, status: str) -> None:
    page.get_by_role("button", name=status, exact=True).click()
    page.get_by_role("button", name="Log take").dblclick()
    page.wait_for_timeout(950)  # beyond what is still the same press


def test_takes_are_logged_through_a_lost_network_once_each(app: Any) -> None:
    page = app.window(width=820, height=1180)
    page.goto(f"{app.base}/set")
    target = pick(page)
    page.get_by_role("button", name="Action").click()
    page.get_by_role("button", name="Cut", exact=True).click()
    log(page, "Circled")
    page.get_by_role("list", name="Takes so far").locator(
        "[data-state=saved] .kept-state"
    ).wait_for()
    page.get_by_text("Everything is saved").wait_for()
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    page.wait_for_function("caches.match('/').then(found => Boolean(found))")

    page.context.set_offline(True)
    log(page, "NG")
    log(page, "Hold")
    page.get_by_text("2 entries kept on this device").wait_for()
    takes = page.get_by_role("list", name="Takes so far")
    takes.locator("[data-state=kept] .kept-state").first.wait_for()
    shot(page, "offline")
    page.reload()  # the page itself comes from this device
    page.get_by_text("2 entries kept on this device").wait_for()
    page.get_by_text("this day is as it was last seen").wait_for()
    pick(page)
    log(page, "Circled")
    page.get_by_text("3 entries kept on this device").wait_for()
    assert entries(app.path) == 1
    page.context.set_offline(False)
    page.get_by_text("Everything is saved").wait_for()
    takes.locator("[data-state=saved] .kept-state").nth(3).wait_for()
    wanted = ["circled", "no good", "held", "circled"]
    assert kept(app.path) == [(f"{target}/A/{n + 1}", s) for n, s in enumerate(wanted)]
    assert entries(app.path) == 4

    page.get_by_role("button", name=f"Correct {target}/A/3").click()
    page.get_by_role("button", name="Incomplete").click()
    page.get_by_role("button", name="Save the correction").dblclick()
    takes.locator("[data-status=incomplete][data-state=saved] .kept-state").wait_for()
    page.get_by_role("button", name=f"Withdraw {target}/A/2").click()
    page.get_by_label("Why it does not count").fill("wrong slate")
    page.get_by_role("button", name=f"Withdraw {target}/A/2").last.dblclick()
    takes.get_by_text(f"{target}/A/2").wait_for(state="detached")
    page.get_by_text("Everything is saved").wait_for()
    assert kept(app.path) == [
        (f"{target}/A/{n}", s) for n, s in ((1, "circled"), (3, "incomplete"), (4, "circled"))
    ]


def test_transcript_is_confirmed_and_the_other_end_is_told(app: Any, examples: Path) -> None:
    page = app.window(width=820, height=1180)
    page.goto(f"{app.base}/set")
    pick(page, "17pt1")
    page.locator(".shooting summary", has_text="Lines").click()
    page.get_by_role("button", name="This end on, the other off").click()
    page.locator(".shooting summary", has_text="Match list").click()
    page.get_by_label("How it is here").fill("left of lens")
    page.get_by_role("button", name="Add to the match list").click()
    log(page, "Circled")
    page.get_by_role("button", name="Transcript of 17pt1/A/1").click()
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Choose a file").click()
    chooser.value.set_files(examples / "brownstone" / "takes" / "17pt1-B-1.vtt")
    added = page.locator(".heard li", has_text="added").last
    added.get_by_role("button", name="Right").click()
    added.get_by_text("confirmed by Ada").wait_for()
    shot(page, "heard")
    page.get_by_role("button", name="Close").click()
    with open_film(app.path, name="Bo") as film:
        (hearing,) = take_log(film).hearings
        confirmed = [h for h in hearing.lines if h.confirmed_by]
        assert [h.kind for h in confirmed] == [Said.ADDED]
        (take,) = take_log(film).takes
        assert take.match.items[0].value == "left of lens"
    page.get_by_label("Another scene or end").select_option("17pt2")
    carried = page.get_by_role("region", name="What 17pt1 carries")
    carried.get_by_text("left of lens").wait_for()
    assert carried.get_by_text(confirmed[0].said.split()[-1]).count() >= 1


@pytest.mark.parametrize(("width", "dark"), [(390, False), (820, True)])
def test_page_fits_thumb_and_eye(app: Any, violations: Any, width: int, dark: bool) -> None:
    page = app.window(width=width, height=1000, dark=dark)
    page.goto(f"{app.base}/set")
    pick(page, "17pt1")
    log(page, "Circled")
    for summary in page.locator(".shooting summary").all():
        summary.click()
    page.get_by_role("button", name="NG", exact=True).click()
    page.locator("main .toast").first.wait_for(state="detached")
    page.wait_for_timeout(300)
    shot(page, f"set-{width}-{'dark' if dark else 'light'}")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    small = page.evaluate(
        "[...document.querySelectorAll('.shooting button, .shooting select, .shooting input,"
        " .shooting summary, .today button')].filter(x => x.getBoundingClientRect().height > 0 &&"
        " x.getBoundingClientRect().height < 44).map(x => x.outerHTML.slice(0, 90))"
    )
    assert small == []


def test_line_of_the_script_is_clicked_and_marked(app: Any, violations: Any) -> None:
    page = app.window()
    page.goto(f"{app.base}/script?scene=3")
    scene = page.get_by_role("region", name="Scene 3", exact=True)
    scene.locator(".mark-line").first.click()
    form = page.get_by_role("form", name="Mark scene 3")
    form.get_by_label("It needs").fill("brass lamp")
    assert violations(page) == []
    shot(page, "script")
    form.get_by_role("button", name="Mark it").dblclick()
    scene.locator(".mark-element", has_text="brass lamp").wait_for()
    with open_film(app.path, name="Bo") as film:
        names = [e.name for e in film.assembly().production.elements]
    assert names.count("brass lamp") == 1
