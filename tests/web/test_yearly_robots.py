"""Scanners open what letters of conferences, ballots by letter, items, rules link to; no value of any row changes."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import sync_playwright
from sqlalchemy import select
from sqlmodel import SQLModel

from models import StaffMember
from models.store import database
from procedures.regulation import issuing, steps
from tests.by_letter import MATTER, ByLetter
from tests.carrying_out import CarryingOut
from tests.chromium import QUIET
from tests.conferring import Held
from tests.ruling import Ruling, union_of
from tests.web.browser import Browser, Forms
from tests.web.server import served
from tests.world import World

Kept = dict[str, list[tuple[object, ...]]]


def of_a_conference() -> list[str]:
    """All 28 have their summons."""
    held = Held().summon()
    return [f"/p/{held.token(entry)}" for entry in held.voters()]


def of_a_letter_ballot() -> list[str]:
    """Too few came twice, and all 28 are asked by letter."""
    case = ByLetter().ask_all(MATTER)
    return [f"/p/{case.token(entry.id or 0)}" for entry in case.entries()]


def of_a_resolution() -> list[str]:
    """It is circulated, and its items are entrusted to their owners."""
    world = World()
    case = CarryingOut(world, union=union_of(world)).begun()
    own = [f"/p/{world.token(entry)}" for entry in world.entries(case.number)]
    return [*own, *(f"{own[place]}/items/{place + 1}" for place in range(3))]


def of_rules() -> list[str]:
    """They are public, and everyone has the letter."""
    case = Ruling(World())
    number = case.opened()
    case.answer()
    case.decide()
    for note in (issuing.note_consultation, issuing.note_adoption, issuing.note_decision):
        note(number)
    case.file(steps.DECISION)
    issuing.note_issue(number)
    issuing.disclose(number)
    return [f"/p/{case.world.token(entry)}" for entry in case.world.entries(number)]


MAILED = {
    "conference": of_a_conference,
    "letter_ballot": of_a_letter_ballot,
    "resolution": of_a_resolution,
    "rules": of_rules,
}


@pytest.fixture(params=MAILED.values(), ids=MAILED)
def mailed(request: pytest.FixtureRequest, sqlite: None) -> Iterator[list[str]]:
    """What the letters of one procedure link to."""
    yield request.param()
    database.engine().dispose()


def kept() -> Kept:
    """Every value of every row."""
    with database.reading() as session:
        tables = SQLModel.metadata.sorted_tables
        return {table.name: [tuple(row) for row in session.execute(select(table)).all()] for table in tables}


def test_a_robot_that_asks_for_heads_and_pages_changes_nothing(mailed: list[str]) -> None:
    before, robot = kept(), Browser()
    assert mailed
    for path in mailed:
        assert robot.head(path).status_code == robot.get(path).status_code == 200, path
        assert robot.options(path).status_code == 405
    assert kept() == before


def test_a_robot_that_presses_the_first_button_of_every_form_changes_nothing(mailed: list[str]) -> None:
    before, robot = kept(), Browser()
    for path in mailed:
        to_press = Forms(robot.open(path)).forms
        for form in to_press:
            answered = robot.submit(form["action"], form["fields"])
            assert answered.status_code == 422, form["action"]
            to_press += [again for again in Forms(answered.text).forms if again not in to_press]
    assert kept() == before


def test_a_robot_with_a_real_browser_changes_nothing(mailed: list[str]) -> None:
    before = kept()
    with served() as address, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)
        page = chromium.new_page()
        for path in mailed:
            page.goto(address + path, wait_until="networkidle")
            if page.locator("main form button").count():
                page.locator("main form button").first.click()
                page.wait_for_load_state("networkidle")
                assert page.locator(".errors").count() == 1, path
        chromium.close()
    assert kept() == before


def test_what_a_person_does_with_the_same_link_is_seen_by_the_same_look(sqlite: None) -> None:
    """A look that sees nothing would prove nothing."""
    (path, *_), before = of_a_resolution(), kept()
    with database.transaction() as session:
        member = session.get_one(StaffMember, 1)
        member.position = f"{member.position}."
        session.add(member)
    assert path
    assert {name for name, found in kept().items() if found != before[name]} == {"staff_member"}
