"""Two officers of HR at the same draft or meeting at once: nothing of the one is lost, or sent, unseen by the other."""

import re

from models import Appointment, DutyKind, Role
from models.store import database
from procedures.access import duties
from procedures.access.actor import Actor
from procedures.appointment import drafting
from procedures.appointment.drafting import PostPlan
from procedures.meetings.summoning import convening
from tests.appointment.appointing import Appointing
from tests.meeting_world import Meeting28
from tests.pages.test_appointment_wizard import CASE
from tests.web.browser import Browser, words_of
from tests.world import World

OTHER = "Ngô Thị Chức"
SAVED_FIRST = f"Đồng chí {OTHER} đã lưu phần này"


def test_whoever_saves_second_hears_who_was_first_and_replaces_only_knowingly(any_database: str) -> None:
    case = Appointing(World())
    number = case.draft()
    address = f"/hr/procedures/{number}/case"
    hr = Browser().sign_in(case.world.hr)
    seen = seen_on(hr.open(address))
    other = second_officer(case.world)
    drafting.write_case(other, number, case.plan(purpose="Trưởng phòng nghỉ hưu."))
    refused = hr.submit(address, {**CASE, "seen": seen})
    assert refused.status_code == 422
    assert SAVED_FIRST in words_of(refused.text)
    assert str(CASE["purpose"]) in refused.text
    assert _purpose(number) == "Trưởng phòng nghỉ hưu."
    assert hr.submit(address, {**CASE, "seen": seen_on(refused.text)}).status_code == 303
    assert _purpose(number) == CASE["purpose"]


def test_who_saves_alone_saves_as_often_as_they_like(sqlite: None) -> None:
    case = Appointing(World())
    address = f"/hr/procedures/{case.draft()}/case"
    hr = Browser().sign_in(case.world.hr)
    seen = seen_on(hr.open(address))
    for _ in range(2):
        assert hr.submit(address, {**CASE, "seen": seen}).status_code == 303


def test_another_mistake_does_not_let_the_second_save_pass_unseen(sqlite: None) -> None:
    case = Appointing(World())
    number = case.draft()
    address = f"/hr/procedures/{number}/case"
    hr = Browser().sign_in(case.world.hr)
    seen = seen_on(hr.open(address))
    drafting.write_case(second_officer(case.world), number, case.plan(purpose="Trưởng phòng nghỉ hưu."))
    wrong = hr.submit(address, {**CASE, "subject": "", "seen": seen})
    again = hr.submit(address, {**CASE, "seen": seen_on(wrong.text)})
    assert SAVED_FIRST in words_of(again.text)
    assert _purpose(number) == "Trưởng phòng nghỉ hưu."


def test_posts_that_another_wrote_meanwhile_are_named_and_kept(any_database: str) -> None:
    case = Appointing(World())
    number = case.draft()
    address = f"/hr/procedures/{number}/posts"
    hr = Browser().sign_in(case.world.hr)
    seen = seen_on(hr.open(address))
    post = str(case.posts()[0].id)
    other = second_officer(case.world)
    drafting.set_posts(other, number, [PostPlan("Chánh Văn phòng", "Văn phòng Sở", id=int(post))])
    typed = {"post": post, "title": "Chánh Thanh tra", "unit": "Thanh tra Sở"}
    refused = hr.submit(address, {**typed, "seen": seen})
    assert refused.status_code == 422
    assert f"{SAVED_FIRST} lúc" in words_of(refused.text)
    assert "Chánh Văn phòng, Văn phòng Sở." in words_of(refused.text)
    assert 'value="Chánh Thanh tra"' in refused.text
    assert [each.title for each in case.posts()] == ["Chánh Văn phòng"]
    assert hr.submit(address, {**typed, "seen": seen_on(refused.text)}).status_code == 303
    assert [each.title for each in case.posts()] == ["Chánh Thanh tra"]


def test_hour_and_place_that_another_fixed_meanwhile_are_told_and_kept(any_database: str) -> None:
    case = Meeting28()
    case.set()
    address = f"/hr/procedures/{case.number}/meetings/{case.meeting_id}"
    hr = Browser().sign_in(case.world.hr)
    page = hr.open(address)
    other = second_officer(case.world)
    convening.set_meeting(other, *case.here, case.plan(place="Hội trường tầng 1"))
    typed = {
        **{name: _typed(page, name) for name in ("starts_day", "starts_clock", "chair", "place_kind")},
        "place": "Phòng họp tầng 5",
        "seen": seen_on(page),
    }
    refused = hr.submit(address, typed)
    assert refused.status_code == 422
    assert "Hội trường tầng 1" in words_of(refused.text)
    assert 'value="Phòng họp tầng 5"' in refused.text
    assert case.meeting.place == "Hội trường tầng 1"
    assert hr.submit(address, {**typed, "seen": seen_on(refused.text)}).status_code == 303
    assert case.meeting.place == "Phòng họp tầng 5"


def test_a_secretary_whom_another_named_meanwhile_is_not_replaced_unseen(any_database: str) -> None:
    case = Appointing(World())
    number = case.draft()
    address = f"/hr/procedures/{number}/duties"
    hr = Browser().sign_in(case.world.hr)
    seen = seen_on(hr.open(address))
    other, chosen = second_officer(case.world), case.world.account("Đào Thị Thư", Role.CLERK, Role.MANAGER)
    duties.assign(other, number, DutyKind.SECRETARY, chosen.account_id or 0)
    typed = {"kind": "secretary", "account": str(case.union.account_id), "takes_over_after": "24"}
    refused = hr.submit(address, {**typed, "seen": seen})
    assert refused.status_code == 422
    assert f"Đồng chí {OTHER} đã giao hoặc thôi giao nhiệm vụ thư ký" in words_of(refused.text)
    assert "<strong>Đào Thị Thư</strong>, thư ký" in refused.text
    assert _secretaries(number) == [chosen.account_id]
    assert hr.submit(address, {**typed, "seen": seen_on(refused.text)}).status_code == 303
    assert _secretaries(number) == [case.union.account_id]


def test_a_teller_is_added_beside_whoever_another_named_meanwhile(sqlite: None) -> None:
    case = Appointing(World())
    number = case.draft()
    address = f"/hr/procedures/{number}/duties"
    hr = Browser().sign_in(case.world.hr)
    seen = seen_on(hr.open(address))
    duties.assign(second_officer(case.world), number, DutyKind.TELLER, case.world.clerk.account_id or 0)
    typed = {"kind": "teller", "account": str(case.world.manager.account_id), "takes_over_after": "24", "seen": seen}
    assert hr.submit(address, typed).status_code == 303


def test_a_summons_goes_out_as_it_was_read_last(sqlite: None) -> None:
    case = Meeting28()
    case.set()
    case.document()
    address = f"/hr/procedures/{case.number}/meetings/{case.meeting_id}/confirm"
    hr = Browser().sign_in(case.world.hr)
    seen = seen_on(hr.open(address))
    other = second_officer(case.world)
    convening.set_meeting(other, *case.here, case.plan(place="Hội trường tầng 1"))
    refused = hr.submit(address, {"seen": seen})
    assert refused.status_code == 422
    said = words_of(refused.text)
    assert "Đồng chí Ngô Thị Chức đã đổi giờ, nơi họp hoặc danh sách" in said
    assert "Hội trường tầng 1" in said
    assert not case.meeting.is_set
    assert hr.submit(address, {"seen": seen_on(refused.text)}).status_code == 303
    assert case.meeting.is_set


def second_officer(world: World) -> Actor:
    """Another of HR, who may do the same."""
    return world.account(OTHER, Role.HR, Role.CLERK)


def seen_on(page: str) -> str:
    """The last event that a page knows."""
    return _typed(page, "seen")


def _typed(page: str, name: str) -> str:
    return re.search(rf'name="{name}"[^>]* value="([^"]*)"', page)[1]  # pyright: ignore


def _purpose(number: int) -> str:
    with database.reading() as session:
        return session.get_one(Appointment, number).purpose


def _secretaries(number: int) -> list[int]:
    with database.reading() as session:
        return [duty.account_id for duty in duties.duties_of(session, number, DutyKind.SECRETARY)]
