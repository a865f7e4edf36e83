"""The pages of a conference that elects by sealed ballots: the choice, the way of the codes, what each reads when."""

from collections.abc import Iterator

import pytest

from models import CodeMode, Conference
from models.store import database
from procedures.conference import running
from procedures.conference.preparing import drafting
from procedures.sealed import archive, opening
from tests.conference.electing import STANDING
from tests.conference.sealed_election import SealedElection
from tests.pages.test_conference_pages import as_, waits
from tests.web.browser import Browser, words_of
from web.app import create_app
from words.dates import local_day, short_date


@pytest.fixture
def held(sqlite: None) -> Iterator[SealedElection]:
    yield SealedElection()
    database.engine().dispose()


def test_hr_chooses_sealed_ballots_by_their_own_words(held: SealedElection) -> None:
    held.draft()
    held.tellers()
    hr, page = as_(held.world.hr), f"/hr/procedures/{held.number}/conference/board"
    said = words_of(hr.open(page))
    assert "hai trong ba người kiểm phiếu cùng nhau mới mở được hòm" in said
    assert "máy chủ của cơ quan có thể bỏ phiếu thay người không bỏ" in said
    assert "từ 7 người dự" in said
    assert 'value="paper" checked' in hr.last

    standing = [str(held.member(place)) for place in STANDING]
    assert hr.submit(page, {"seats": "3", "candidates": standing, "form": "sealed"}).status_code == 303
    with database.reading() as session:
        assert session.get_one(Conference, held.number).is_sealed
    assert 'value="sealed" checked' in hr.open(page)
    review = words_of(hr.open(page.replace("board", "open")))
    assert "phiếu kín niêm phong, bỏ trên điện thoại" in review
    assert "Còn thiếu" not in review


def test_the_desk_of_the_box_asks_how_codes_are_got(held: SealedElection) -> None:
    held.summoned()
    held.make_keys()
    hr, sealed = as_(held.world.hr), f"/procedures/{held.number}/sealed"
    said = words_of(hr.open(sealed))
    assert "Mã gửi qua thư cho từng người có mặt" in said
    assert "Bốc thăm phiếu mã tại hội trường" in said
    day = short_date(local_day(held.hour()))
    closing = {"meeting": str(held.meeting.id), "closes_day": day, "closes_clock": "10:00"}
    assert hr.submit(f"{sealed}/prepare", {**closing, "codes": "guessed"}).status_code == 409
    hr.open(sealed)
    assert hr.submit(f"{sealed}/prepare", {**closing, "codes": "strict"}).status_code == 303
    with database.reading() as session:
        box = archive.of_round(session, held.meeting.round_id)
        assert box is not None
        assert box.codes is CodeMode.STRICT


def test_each_page_says_where_the_ballots_are(held: SealedElection) -> None:
    held.summoned()
    page, number = f"/procedures/{held.number}", held.meeting.id
    waits(held, "meeting")
    hr, union = as_(held.world.hr), as_(held.union)
    assert "Trang phiếu kín" in words_of(hr.open(page))
    card = words_of(Browser(create_app()).open(f"/p/{held.token(held.voters()[10])}"))
    assert "đồng chí bỏ phiếu trên điện thoại tại hội trường" in card
    held.make_keys()
    held.meet()
    running.note_meeting(held.number, held.at)
    waits(held, "conference_course")
    assert "Mở trang phiếu kín" in words_of(union.open(page))
    clerk = as_(held.world.clerk)
    assert "Bỏ phiếu kín niêm phong: chuẩn bị phiếu" in words_of(clerk.open(f"{page}/meetings/{number}/agenda"))
    held.prepare_box()
    assert "Bỏ phiếu trên giấy" in words_of(hr.open(f"{page}/sealed"))
    held.consent()
    held.sign_opening()
    opening.let_vote(held.sealed_id)
    held.vote_for([(0, 1, 2)] * 7)
    assert "ít nhất 5/20 người" in words_of(clerk.open(f"{page}/meetings/{number}/agenda"))
    assert "Đã bỏ phiếu bầu 5/20" in words_of(hr.open(page))
    assert "trên điện thoại: ít nhất 5/20 người" in words_of(clerk.open(f"{page}/meetings/{number}/screen"))
    assert "Bỏ phiếu trên giấy" not in words_of(hr.open(f"{page}/sealed"))


def test_what_the_union_agrees_to_names_the_ballots(held: SealedElection) -> None:
    held.summoned()
    said = words_of(as_(held.union).open(f"/procedures/{held.number}/papers/conference_plan.html"))
    assert "bằng phiếu kín niêm phong" in said


def test_the_form_may_go_back_to_paper_on_the_page_before_the_summons(held: SealedElection) -> None:
    held.draft()
    held.name(3, *STANDING)
    held.tellers()
    drafting.open_(held.world.hr, held.number)
    hr, page = as_(held.world.hr), f"/hr/procedures/{held.number}/meetings/{held.meeting.id}"
    said = words_of(hr.open(page))
    assert "Kế hoạch đã thống nhất với Công đoàn ghi bầu bằng phiếu kín niêm phong" in said
    assert "phát mã tại hội trường" not in said
    assert hr.submit(f"{page}/form", {"mode": "paper"}).status_code == 303
    assert 'value="paper" checked' in hr.open(page)
