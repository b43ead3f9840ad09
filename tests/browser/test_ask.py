"""The page Ask as people use it."""

from __future__ import annotations

from typing import Any

from intercut.actions.opening import open_film


def test_why_leads_from_the_board_to_rows_and_back(app: Any, violations: Any) -> None:
    page = app.window()
    page.goto(f"{app.base}/board")
    strip = page.locator(".date-row [data-strip]").first
    number = strip.locator(".number").inner_text()
    strip.locator(".set").click()
    page.get_by_role("link", name="Why here?").click()
    answer = page.get_by_role("article", name="Answer")
    answer.get_by_role("region", name=f"Other dates for {number}").wait_for()
    answer.locator(".points button").first.click()
    lit = answer.locator("[data-row][data-lit]")
    assert lit.count() >= 1
    assert "it is here" in lit.first.inner_text()
    assert violations(page) == []
    answer.get_by_role("button", name="Price it").first.click()
    page.get_by_role("article", name="Answer").get_by_text("as it stands").first.wait_for()
    whole = page.get_by_role("article", name="Question 1").get_by_text("after repair", exact=True)
    whole.wait_for(timeout=90_000)
    page.get_by_role("article", name="Answer").wait_for(state="detached")
    assert violations(page) == []
    page.get_by_role("article", name="Question 1").get_by_role("link", name=number).first.click()
    page.get_by_role("region", name="Strips picked").get_by_text(f"Strip {number}").wait_for()


def test_whatifs_stand_side_by_side_and_one_is_kept(app: Any, violations: Any) -> None:
    page = app.window()
    page.goto(f"{app.base}/ask?q=whatif")
    page.get_by_label("Person").select_option(index=1)
    page.get_by_label("From").fill("2027-10-12")
    page.get_by_role("button", name="Another what-if beside it").click()
    page.get_by_label("Kind of change").nth(1).select_option("page limit")
    page.get_by_role("textbox", name="Pages").fill("6")
    page.get_by_label("Seconds for each").fill("1")
    page.locator("form").get_by_role("button", name="Ask").dblclick()
    table = page.get_by_role("region", name="What-ifs side by side")
    table.wait_for(timeout=90_000)
    assert page.locator(".question").count() == 1
    assert table.get_by_role("columnheader").count() == 4
    assert "is away 2027-10-12" in table.get_by_role("columnheader").nth(2).inner_text()
    assert violations(page) == []
    keep = table.get_by_role("button", name="Keep this board")
    assert keep.count() == 2
    keep.first.dblclick()
    table.get_by_role("link", name="compare").wait_for()
    with open_film(app.path, name="Bo") as film:
        (kept,) = (n for n in film.boards() if n != "main")
    assert kept.startswith("main if away ")
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(color_scheme="dark")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    table.get_by_role("link", name="compare").click()
    page.get_by_role("heading", name="People").wait_for()


def test_long_question_shows_its_progress_and_is_stopped(app: Any, violations: Any) -> None:
    page = app.window(width=390, height=844)
    page.goto(f"{app.base}/ask?q=whatif")
    page.get_by_label("Kind of change").select_option("longest day")
    page.get_by_label("Hours").fill("12")
    page.get_by_label("Seconds for each").fill("300")
    page.locator("form").get_by_role("button", name="Ask").click()
    page.get_by_text("s of about 600 s").wait_for(timeout=90_000)
    assert violations(page) == []
    page.goto(f"{app.base}/cost")  # the server answers others meanwhile
    page.locator(".verdict").wait_for()
    page.goto(f"{app.base}/ask")
    page.get_by_role("button", name="Stop, answer with what is found").click()
    question = page.get_by_role("article", name="Question 1")
    question.get_by_text("stopped").wait_for(timeout=90_000)
    page.get_by_role("region", name="What-ifs side by side").wait_for()


def test_replan_says_who_must_be_told_and_together_what_to_waive(app: Any, violations: Any) -> None:
    page = app.window()
    page.goto(f"{app.base}/ask?q=together")
    for _ in range(2):
        page.get_by_label("People, one more").select_option(index=1)
    page.get_by_role("button", name="Without").first.wait_for()
    page.get_by_label("Scene", exact=True).select_option("new")
    page.get_by_label("Set", exact=True).select_option(index=2)
    page.get_by_label("Minutes").fill("30")
    page.get_by_label("Price of a waived hour").fill("500")
    page.locator("form").get_by_role("button", name="Ask").click()
    page.get_by_role("article", name="Question 1").locator(".points").wait_for(timeout=90_000)
    assert violations(page) == []
    page.get_by_role("button", name="Replan").click()
    page.get_by_label("What happened").select_option("away")
    page.get_by_label("Person").select_option(index=1)
    page.get_by_label("Price of a call").fill("40")
    page.locator("form").get_by_role("button", name="Replan").click()
    answer = page.get_by_role("article", name="Question 2")
    answer.get_by_role("region", name="Plans from fewest calls").wait_for(timeout=90_000)
    answer.get_by_text("who must be told what").first.wait_for()
    assert violations(page) == []


def test_question_that_is_not_finished_stays_with_the_page(app: Any) -> None:
    page = app.window()
    page.goto(f"{app.base}/ask?q=whatif")
    page.locator("form").get_by_role("button", name="Ask").click()
    assert page.get_by_label("Person").evaluate("field => !field.validity.valid")
    page.get_by_label("Person").select_option(index=1)
    page.get_by_label("From").fill("2027-10-12")
    page.get_by_label("To", exact=True).fill("2027-10-12")
    page.get_by_label("Kind of change").select_option("split")
    page.get_by_label("Strip").select_option(index=1)
    page.get_by_role("textbox", name="Pages").fill("soon")
    page.locator("form").get_by_role("button", name="Ask").click()
    page.get_by_role("log", name="Messages").get_by_text("soon").wait_for()
    assert page.locator(".question").count() == 0
