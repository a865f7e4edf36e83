"""A conference by the forms of its pages: drafted, opened, agreed, summoned, conducted, seen."""

import re
from collections.abc import Iterator
from html import unescape

import pytest

from models import DutyKind
from models.store import database
from procedures.access import duties
from procedures.access.actor import Actor
from procedures.conference import running
from procedures.conference.steps import PLAN as PLAN_PAPER
from procedures.engine import Waiting, begin_run, settle_run
from procedures.meetings.finding import FIRST
from tests.conferring import RESOLUTION, SUBJECT, Held
from tests.web.browser import Browser, words_of
from web.app import create_app
from words.dates import local_day, short_date

PLAN = {
    "subject": SUBJECT,
    "year": "2026",
    "cause": "yearly",
    "requesters": "",
    "starts_clock": "08:00",
    "place": "Hội trường tầng 2",
    "presidium": "Bà Lê Thị Giám, Giám đốc Sở\nBà Hoàng Thị Đoàn, Chủ tịch Công đoàn",
    "secretaries": "Ông Trần Văn Ký, chuyên viên",
    "preparation": "",
    "invitation": "Đề nghị đến đúng giờ.",
}


@pytest.fixture
def held(sqlite: None) -> Iterator[Held]:
    yield Held()
    database.engine().dispose()


def as_(actor: Actor) -> Browser:
    return Browser(create_app()).sign_in(actor)


def waits(held: Held, key: str) -> None:
    """The last run wrote down for what the conference waits."""
    settle_run(begin_run(held.number), Waiting(key))


def resolution_typed(page: str) -> str:
    """The draft resolution as it stands in the form of the agenda."""
    typed = re.search(r'name="text"[^>]*>(.*?)</textarea>', page, re.DOTALL)
    return unescape(typed[1]).strip() if typed else ""


def test_the_agenda_opened_again_shows_the_draft_resolution_and_who_presents_it(held: Held) -> None:
    held.draft()
    at, hr = f"/hr/procedures/{held.number}/conference/agenda", as_(held.world.hr)
    assert resolution_typed(hr.open(at)) == RESOLUTION
    assert 'value="Thư ký hội nghị"' in hr.last
    sent = {"text": resolution_typed(hr.last), "resolution": "Ông Trần Văn Ký"}
    assert hr.submit(at, sent).status_code == 303
    assert resolution_typed(hr.open(at)) == RESOLUTION
    assert hr.submit(at, {**sent, "text": "a" * 50_001}).status_code == 422
    assert 'value="Ông Trần Văn Ký"' in hr.last


def test_hr_drafts_and_opens_a_conference_step_by_step(held: Held) -> None:
    hr = as_(held.world.hr)
    hr.open("/hr/procedures/new")
    page = hr.submit("/hr/procedures/new", {"kind": "conference", "subject": "Hội nghị"}).headers["location"]
    base, held.number = page.removesuffix("/conference"), int(page.split("/")[3])
    assert "checked" not in hr.open(page)
    assert "ít nhất 2/3" in words_of(hr.last)
    day = local_day(held.hour()).strftime("%d/%m/%Y")
    wrong = {**PLAN, "starts_day": "32/13/2026", "cause": "", "year": "26", "requesters": "vài"}
    assert hr.submit(page, wrong).status_code == 422
    assert "Chọn vì sao họp." in words_of(hr.last)
    assert "bốn chữ số" in words_of(hr.last)
    assert hr.submit(page, {**PLAN, "starts_day": day, "place": "a" * 301}).status_code == 422
    assert hr.submit(page, {**PLAN, "starts_day": day}).headers["location"] == f"{base}/conference/agenda"
    assert "Dự thảo nghị quyết" in words_of(hr.open(f"{base}/conference/agenda"))
    assert hr.get(base).headers["location"] == f"{base}/conference/agenda"
    sent = {"text": RESOLUTION, "head_report": "Bà Giám, Giám đốc Sở", "drafts": "99999"}
    assert hr.submit(f"{base}/conference/agenda", sent).status_code == 422
    hr.open(f"{base}/conference/agenda")
    sent = {"text": RESOLUTION, "head_report": "Bà Giám, Giám đốc Sở"}
    assert hr.submit(f"{base}/conference/agenda", sent).headers["location"] == f"{base}/conference/board"
    hr.open(f"{base}/conference/board")
    assert hr.submit(f"{base}/conference/board", {"seats": "hai"}).status_code == 422
    hr.open(f"{base}/conference/board")
    assert hr.submit(f"{base}/conference/board", {"seats": "3"}).status_code == 303
    hr.open(f"{base}/conference/board")
    standing = [str(held.member(place)) for place in (6, 7, 8)]
    assert hr.submit(f"{base}/conference/board", {"seats": "2", "candidates": standing}).status_code == 422
    hr.open(f"{base}/conference/board")
    assert hr.submit(f"{base}/conference/board", {"seats": ""}).headers["location"] == f"{base}/duties"
    assert "Còn thiếu: Chưa cử thư ký" in words_of(hr.open(f"{base}/conference/open"))
    assert hr.submit(f"{base}/conference/open").status_code == 422
    duties.assign(held.world.hr, held.number, DutyKind.SECRETARY, held.world.clerk.account_id or 0)
    said = words_of(hr.open(f"{base}/conference/open"))
    assert "Còn thiếu" not in said
    assert "Đề nghị đến đúng giờ." in said
    assert hr.submit(f"{base}/conference/test").status_code == 303
    hr.open(f"{base}/conference/open")
    assert hr.submit(f"{base}/conference/open").headers["location"] == f"/procedures/{held.number}"
    assert "Chờ Công đoàn" in words_of(hr.open("/procedures")) or SUBJECT in words_of(hr.last)
    assert hr.get(page).headers["location"] == f"/procedures/{held.number}"


def test_the_union_reads_the_plan_and_agrees(held: Held) -> None:
    held.open()
    union, address = as_(held.union), f"/procedures/{held.number}/agreement"
    assert "Xem lại" in words_of(union.open(address))  # the letter may be opened before the run that waits for it
    waits(held, "union_agreement")
    assert "Chờ Công đoàn thống nhất kế hoạch".lower() in words_of(union.open("/")).lower()
    assert "Đọc và thống nhất kế hoạch" in words_of(union.open(f"/procedures/{held.number}"))
    assert "Thông qua nghị quyết" in words_of(union.open(address))
    assert union.submit(f"{address}/review", {"remark": "Nhất trí."}).status_code == 200
    assert "Nhất trí." in words_of(union.last)
    assert union.submit(address, {"remark": "a" * 3001}).status_code == 422
    assert union.submit(address, {"remark": "Nhất trí."}).status_code == 303
    assert "Đã thống nhất" in words_of(union.open(address))
    assert as_(held.world.hr).get(address).status_code == 403


def test_a_conference_that_elects_nobody_is_summoned_without_tellers_and_ballots(held: Held) -> None:
    held.open()
    held.agree()
    running.note_agreement(held.number)
    held.sign(PLAN_PAPER)
    for verb in (running.note_plan, running.note_drafts):
        verb(held.number)
    running.prepare(held.number, held.at)
    hr, confirm = as_(held.world.hr), f"/hr/procedures/{held.number}/meetings/{held.here[1]}/confirm"
    said = words_of(hr.open(confirm))
    assert "Còn thiếu" not in said
    assert "phiếu để in" not in said
    assert hr.submit(confirm).status_code == 303
    assert held.meeting.is_set
    running.summon(held.number, held.at)
    listed = words_of(hr.open(f"/procedures/{held.number}/papers/summons_list-{held.at}.html"))
    assert "người có quyền biểu quyết" in listed
    assert "Số phiếu được chuẩn bị" not in listed


def test_someone_invited_says_by_the_own_link_whether_they_come(held: Held) -> None:
    held.summon()
    phone, link = Browser(create_app()), f"/p/{held.token(held.voters()[3])}"
    at = f"{link}/conference/{held.here[1]}"
    assert "dự hội nghị" in words_of(phone.open(link))
    assert phone.submit(f"{at}/review").status_code == 422
    assert phone.submit(f"{at}/reply").status_code == 422
    assert phone.submit(f"{at}/review", {"comes": "no"}).status_code == 200
    assert phone.submit(f"{at}/reply", {"comes": "no"}).status_code == 303
    assert "đồng chí không dự được" in words_of(phone.open(link))


def test_the_secretary_conducts_and_everyone_sees_what_was_decided(held: Held) -> None:
    held.call()
    desk, at = as_(held.world.clerk), f"/procedures/{held.number}/meetings/{held.here[1]}"
    assert "Chưa chốt điểm danh" in words_of(desk.open(f"{at}/agenda"))
    came = held.voters()[0]
    held.come(19)
    waits(held, "conference_course")
    assert "Mở trang điều hành" in words_of(desk.open(at))
    assert "cần ít nhất 19 người" in words_of(desk.open(f"{at}/agenda"))
    assert desk.submit(f"{at}/agenda/1/begin").status_code == 303
    desk.open(f"{at}/agenda?item=1")
    assert desk.submit(f"{at}/agenda/1", {"presenter": "Giám đốc Sở", "said": "Đã báo cáo."}).status_code == 303
    desk.open(f"{at}/agenda")
    asked = {"asked_by": "Bà Hòa", "text": "Nhà để xe?", "answer": "Sẽ sửa.", "due_on": "mai"}
    assert desk.submit(f"{at}/questions/1", asked).status_code == 422
    assert "Nhà để xe?" in words_of(desk.last)
    promised = {**asked, "owner": str(held.member(4)), "due_on": short_date(local_day(held.world.now()))}
    assert desk.submit(f"{at}/questions/1", promised).status_code == 303
    assert "Sửa ý kiến số 1" in words_of(desk.open(f"{at}/agenda?question=1"))
    desk.open(f"{at}/agenda")
    assert desk.submit(f"{at}/votes/1", {"key": "resolution", "in_favour": ""}).status_code == 422
    assert desk.submit(f"{at}/votes/1", {"key": "resolution", "in_favour": "20"}).status_code == 422
    hands = {"key": "resolution", "in_favour": "10", "against": "5", "abstained": "4"}
    assert desk.submit(f"{at}/votes/1", {**hands, "invalid": "1"}).status_code == 422
    assert "giơ tay không có phiếu không hợp lệ" in words_of(desk.last)
    ballots = {"key": "matter", "matter": "Mức đóng góp", "form": "ballots", "in_favour": "15", "invalid": "1"}
    assert desk.submit(f"{at}/votes/1", ballots).status_code == 303
    assert "Mức đóng góp, phiếu kín (1 phiếu không hợp lệ)" in words_of(desk.open(f"{at}/screen"))
    desk.open(f"{at}/agenda")
    assert desk.submit(f"{at}/votes/2", hands).status_code == 303
    wall = words_of(desk.open(f"{at}/screen"))
    assert "19/28" in wall
    assert "10/19" in wall
    assert f'data-mark="{desk.get(f"{at}/mark").text}"' in desk.open(f"{at}/screen")
    assert as_(held.union).get(f"{at}/mark").status_code in (403, 409)
    desk.open(f"{at}/agenda")
    assert desk.submit(f"{at}/close", {"ended_day": "", "ended_clock": ""}).status_code == 422
    ended = {"ended_day": local_day(held.world.now()).strftime("%d/%m/%Y"), "ended_clock": "23:59"}
    assert desk.submit(f"{at}/close", ended).status_code == 422
    held.close()
    for verb in (running.note_meeting, running.note_course, running.conclude):
        verb(held.number, FIRST)
    page = words_of(as_(held.union).open(f"/procedures/{held.number}"))
    assert "10 (52,6 %)" in page
    phone = Browser(create_app())
    assert "10 (52,6 %)" in words_of(phone.open(f"/p/{held.token(came)}"))
    assert as_(held.union).get(f"{at}/agenda").status_code in (403, 409)
