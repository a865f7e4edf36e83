"""Mail scanners open what letters link to; nothing that they do may count as an answer."""

from playwright.sync_api import sync_playwright

from tests.chromium import QUIET
from tests.web.browser import Browser, Forms
from tests.web.rows import rows
from tests.web.server import served
from tests.world import World


def links(world: World, number: int) -> list[str]:
    return [f"/p/{world.token(entry)}" for entry in world.entries(number)]


def test_a_robot_that_asks_for_heads_and_pages_changes_no_row(
    small_world: World, circulated: int, browser: Browser
) -> None:
    before = rows()
    for path in links(small_world, circulated):
        for address in (path, f"{path}/resolution.pdf", f"{path}/review", f"{path}/answer"):
            head, got = browser.head(address), browser.get(address)
            assert head.status_code == got.status_code == (405 if address.endswith(("review", "answer")) else 200)
            assert head.content == b""
            assert browser.options(address).status_code == 405
    assert rows() == before


def test_a_robot_that_presses_the_first_button_of_every_form_changes_no_row(
    small_world: World, circulated: int, browser: Browser
) -> None:
    before = rows()
    for path in links(small_world, circulated):
        to_press = Forms(browser.open(path)).forms
        assert [form["action"] for form in to_press] == [f"{path}/review"]
        for form in to_press:
            answered = browser.submit(form["action"], form["fields"])
            assert answered.status_code == 422
            to_press += [again for again in Forms(answered.text).forms if again not in to_press]
    assert rows() == before


def test_a_robot_with_a_real_browser_changes_no_row(small_world: World, circulated: int) -> None:
    before = rows()
    with served() as address, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)
        page = chromium.new_page()
        for path in links(small_world, circulated)[:3]:
            page.goto(address + path, wait_until="networkidle")
            page.locator("form button").first.click()
            page.wait_for_url(f"**{path}/review")
            assert page.locator(".errors").count() == 1
        chromium.close()
    assert rows() == before
