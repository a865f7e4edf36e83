"""Whoever types wrong codes waits, by machine and address; the owner of a code still has the link."""

from datetime import timedelta

import pytest
from sqlmodel import select

from models import WrongCode
from models.store import clock, database
from notifications import links
from procedures.access.typed_codes import WINDOW, WRONG_FOR_AN_ADDRESS, WRONG_OF_A_CLIENT
from procedures.meetings.holding import attending
from tests.meeting_world import Meeting28
from tests.web.browser import Browser, words_of
from web.app import create_app

OFTEN = "Từ máy này đã gõ sai mã nhiều lần."


@pytest.fixture
def case(any_database: str) -> Meeting28:
    made = Meeting28()
    made.call()
    return made


def pages(case: Meeting28) -> list[tuple[str, str]]:
    """Each page that takes a typed code, and where its form goes."""
    hall = f"/here/{attending.hall_token(case.meeting)}"
    return [("/code", "/code"), (hall, f"{hall}/review"), (hall, hall)]


def owner(case: Meeting28, place: int = 0) -> dict[str, str]:
    entry = case.entry(place)
    return {"email": entry.email or "", "code": links.typed_code(entry.id or 0, entry.link_version)}


def type_wrong(phone: Browser, form: str, email: str, times: int) -> None:
    for _ in range(times):
        assert phone.submit(form, {"email": email, "code": "SAISAI12"}).status_code == 422


@pytest.mark.parametrize("at", range(3))
def test_after_wrong_codes_for_an_address_this_machine_waits_and_others_do_not(case: Meeting28, at: int) -> None:
    page, form = pages(case)[at]
    phone, mine = Browser(create_app()), owner(case)
    phone.open(page)
    type_wrong(phone, form, mine["email"], WRONG_FOR_AN_ADDRESS)
    refused = phone.submit(form, mine)
    assert (refused.status_code, OFTEN in words_of(refused.text)) == (422, True)
    assert phone.submit(form, owner(case, 1)).status_code < 400
    with database.transaction() as session:
        for row in session.exec(select(WrongCode)).all():
            row.client_hash = "of another machine"
            session.add(row)
    phone.open(page)
    assert phone.submit(form, mine).status_code < 400


def test_a_right_code_before_the_last_try_is_taken_and_after_the_wait_again(case: Meeting28) -> None:
    page, form = pages(case)[0]
    phone, mine = Browser(create_app()), owner(case)
    phone.open(page)
    type_wrong(phone, form, mine["email"], WRONG_FOR_AN_ADDRESS - 1)
    assert phone.submit(form, mine).status_code == 303
    type_wrong(phone, form, mine["email"], 1)
    assert phone.submit(form, mine).status_code == 422
    with database.transaction() as session:
        for row in session.exec(select(WrongCode)).all():
            row.typed_at = clock.unmoved(session) - WINDOW - timedelta(seconds=1)
            session.add(row)
    assert phone.submit(form, mine).status_code == 303


def test_a_machine_that_tries_everybody_waits_for_everybody(case: Meeting28) -> None:
    page, form = pages(case)[0]
    phone = Browser(create_app())
    phone.open(page)
    type_wrong(phone, form, "ai@example.gov.vn", 1)
    with database.transaction() as session:
        row = session.exec(select(WrongCode)).one()
        for number in range(WRONG_OF_A_CLIENT - 1):
            of_it = {"client_hash": row.client_hash, "typed_at": row.typed_at}
            session.add(WrongCode(address_hash=f"{number}", **of_it))
    assert phone.submit(form, owner(case)).status_code == 422


def test_neither_the_address_typed_nor_the_machine_is_kept_in_words(case: Meeting28) -> None:
    page, form = pages(case)[0]
    phone = Browser(create_app())
    phone.open(page)
    type_wrong(phone, form, "ai@example.gov.vn", 1)
    with database.reading() as session:
        row = session.exec(select(WrongCode)).one()
    assert {len(row.client_hash), len(row.address_hash)} == {64}
