"""Scanners open what a letter about a meeting links to, and the code on the wall; nothing of it says who comes."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import sync_playwright
from sqlmodel import SQLModel, select

from models import Attendee
from models.store import database
from notifications import links
from procedures.meetings.holding import attending
from tests.chromium import QUIET
from tests.meeting_world import Meeting28
from tests.web.browser import Browser, Forms
from tests.web.rows import rows
from tests.web.server import served
from web.app import create_app


@pytest.fixture
def case(sqlite: None) -> Iterator[Meeting28]:
    """A case on the day of its first meeting, its list open."""
    made = Meeting28()
    made.call()
    yield made
    database.engine().dispose()


def pages(case: Meeting28) -> list[str]:
    """What letters and the wall of the hall lead to."""
    people = [entry for _, entry in case.attendees() if entry.email]
    own = [f"/p/{links.token(entry.id or 0, entry.link_version)}" for entry in people]
    return [*own, f"/here/{attending.hall_token(case.meeting)}"]


def kept() -> tuple[dict[str, int], list[SQLModel]]:
    """Everything that a wrong click could change: how many rows there are, and what each attendee said."""
    with database.reading() as session:
        return rows(), list(session.exec(select(Attendee).order_by(Attendee.id)).all())  # pyright: ignore


def test_a_robot_that_asks_for_heads_and_pages_says_for_nobody_that_they_come(case: Meeting28) -> None:
    before, robot = kept(), Browser(create_app())
    for path in pages(case):
        assert robot.head(path).status_code == robot.get(path).status_code == 200
        assert robot.options(path).status_code == 405
        forms = [f"{path}/meetings/{case.meeting_id}/{end}" for end in ("review", "reply")]
        for address in forms if path.startswith("/p/") else [f"{path}/review"]:
            assert robot.head(address).status_code == robot.get(address).status_code == 405
    assert kept() == before


def test_a_robot_that_presses_the_first_button_of_every_form_checks_nobody_in(case: Meeting28) -> None:
    before, robot = kept(), Browser(create_app())
    for path in pages(case):
        to_press = Forms(robot.open(path)).forms
        assert to_press
        for form in to_press:
            answered = robot.submit(form["action"], form["fields"])
            assert answered.status_code == 422
            to_press += [again for again in Forms(answered.text).forms if again not in to_press]
    assert kept()[1] == before[1]


def test_a_robot_with_a_real_browser_says_for_nobody_that_they_come(case: Meeting28) -> None:
    before = kept()
    with served() as address, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)
        page = chromium.new_page()
        for path in pages(case)[-3:]:
            page.goto(address + path, wait_until="networkidle")
            page.locator("form button").first.click()
            page.wait_for_url("**/review")
            assert page.locator(".errors").count() == 1
        chromium.close()
    assert kept()[1] == before[1]
