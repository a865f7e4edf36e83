"""Two officers of HR at the same draft or meeting at once: nothing of the one is lost, or sent, unseen by the other."""

import re

from models import Appointment, Role
from models.store import database
from procedures.appointment import drafting
from procedures.meetings.summoning import convening
from tests.appointment.appointing import Appointing
from tests.meeting_world import Meeting28
from tests.pages.test_appointment_wizard import CASE
from tests.web.browser import Browser, words_of
from tests.world import World


def test_whoever_saves_second_hears_who_was_first_and_replaces_only_knowingly(sqlite: None) -> None:
    case = Appointing(World())
    number = case.draft()
    address = f"/hr/procedures/{number}/case"
    hr = Browser().sign_in(case.world.hr)
    seen = _seen(hr.open(address))
    other = case.world.account("Ngô Thị Chức", Role.HR, Role.CLERK)
    drafting.write_case(other, number, case.plan(purpose="Trưởng phòng nghỉ hưu."))
    refused = hr.submit(address, {**CASE, "seen": seen})
    assert refused.status_code == 422
    assert "Đồng chí Ngô Thị Chức đã lưu bước này" in words_of(refused.text)
    assert str(CASE["purpose"]) in refused.text
    assert _purpose(number) == "Trưởng phòng nghỉ hưu."
    assert hr.submit(address, {**CASE, "seen": _seen(refused.text)}).status_code == 303
    assert _purpose(number) == CASE["purpose"]


def test_who_saves_alone_saves_as_often_as_they_like(sqlite: None) -> None:
    case = Appointing(World())
    address = f"/hr/procedures/{case.draft()}/case"
    hr = Browser().sign_in(case.world.hr)
    seen = _seen(hr.open(address))
    for _ in range(2):
        assert hr.submit(address, {**CASE, "seen": seen}).status_code == 303


def test_a_summons_goes_out_as_it_was_read_last(sqlite: None) -> None:
    case = Meeting28()
    case.set()
    case.document()
    address = f"/hr/procedures/{case.number}/meetings/{case.meeting_id}/confirm"
    hr = Browser().sign_in(case.world.hr)
    seen = _seen(hr.open(address))
    other = case.world.account("Ngô Thị Chức", Role.HR, Role.CLERK)
    convening.set_meeting(other, *case.here, case.plan(place="Hội trường tầng 1"))
    refused = hr.submit(address, {"seen": seen})
    assert refused.status_code == 422
    said = words_of(refused.text)
    assert "Đồng chí Ngô Thị Chức đã đổi giờ, nơi họp hoặc danh sách" in said
    assert "Hội trường tầng 1" in said
    assert not case.meeting.is_set
    assert hr.submit(address, {"seen": _seen(refused.text)}).status_code == 303
    assert case.meeting.is_set


def _seen(page: str) -> str:
    return re.search(r'name="seen" value="([0-9]+)"', page)[1]  # pyright: ignore


def _purpose(number: int) -> str:
    with database.reading() as session:
        return session.get_one(Appointment, number).purpose
