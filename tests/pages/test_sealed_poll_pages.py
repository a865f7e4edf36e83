"""The pages of a poll by sealed ballots: the choice, the desk of the box, what each reads at each moment."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from models import ConfidencePoll
from models.store import database
from procedures.sealed import opening, preparing
from tests.confidence_poll.sealed_poll import HIGH, LOW, NONE, SealedPoll
from tests.pages.test_poll_pages import PLAN, anybody, as_, in_days
from tests.polling import AHEAD
from tests.web.browser import words_of


@pytest.fixture
def poll(sqlite: None) -> Iterator[SealedPoll]:
    yield SealedPoll()
    database.engine().dispose()


def test_hr_chooses_sealed_ballots_by_their_own_words(poll: SealedPoll) -> None:
    hr = as_(poll.world.hr)
    poll.draft(by_correspondence=False, is_sealed=False)
    page = f"/hr/procedures/{poll.number}/poll"
    said = words_of(hr.open(page))
    assert "hai trong ba người kiểm phiếu cùng nhau mới mở được hòm" in said
    assert "máy chủ của cơ quan có thể bỏ phiếu thay người không bỏ phiếu" in said
    assert "từ 7 người bỏ phiếu" in said

    assert hr.submit(page, {**PLAN, "way": "sealed", "starts_day": in_days(poll, AHEAD)}).status_code == 303

    with database.reading() as session:
        kept = session.get_one(ConfidencePoll, poll.number)
        assert (kept.by_correspondence, kept.is_sealed) == (True, True)
    assert 'value="sealed" checked' in hr.open(page)
    assert "Không họp mà phải có văn bản" not in words_of(hr.last)
    review = words_of(hr.open(f"{page}/open"))
    assert "Còn thiếu: Gửi phiếu mà không họp thì phải có văn bản" in review
    assert "bỏ phiếu kín niêm phong" in review
    assert "Dưới 7 người bỏ phiếu thì hệ thống chuyển sang phiếu giấy" in review


def test_two_tellers_are_not_enough_and_the_page_says_where_to_add_one(poll: SealedPoll) -> None:
    poll.draft()
    poll.drop_teller()
    review = as_(poll.world.hr).open(f"/hr/procedures/{poll.number}/poll/open")
    assert "đúng ba người kiểm phiếu giữ khóa" in words_of(review)
    assert f"/hr/procedures/{poll.number}/duties" in review


def test_the_desk_of_the_box_asks_for_no_hour_but_the_poll_s(poll: SealedPoll) -> None:
    poll.answered()
    hr, sealed = as_(poll.world.hr), f"/procedures/{poll.number}/sealed"
    assert "closes_day" not in hr.open(sealed)
    poll.make_keys()
    assert hr.submit(f"{sealed}/prepare", {"meeting": str(poll.meeting.id)}).status_code == 303
    said = words_of(hr.open(sealed))
    assert "Mức tín nhiệm đối với đồng chí" in said
    assert "Không chọn mức nào" in said


def test_each_page_says_where_the_ballots_are(poll: SealedPoll) -> None:
    poll.answered()
    page, card = f"/procedures/{poll.number}", f"/p/{poll.token(9)}"
    hr, manager = as_(poll.world.hr), as_(poll.world.manager)
    assert "Trang phiếu kín" in words_of(hr.open(page))
    assert "Liên kết bỏ phiếu và mã của riêng đồng chí đến trong thư" in words_of(anybody().open(card))
    assert "Hạn bỏ phiếu" in words_of(anybody().open(card))
    held = words_of(as_(poll.world.clerk).open(f"{page}/meetings/{poll.meeting.id}"))
    assert "không điểm danh, không phát phiếu giấy" in held
    assert "Ghi lý do vắng" not in held

    poll.world.move(days=AHEAD - 3)
    poll.make_keys()
    poll.sealed_id = preparing.prepare_meeting(poll.world.hr, *poll.here)
    poll.agree()
    poll.sign_opening()
    opening.let_vote(poll.sealed_id)
    poll.vote_of(((HIGH, LOW, NONE),) * 7)
    for browser in (hr, manager):
        said = words_of(browser.open(page))
        assert "Ít nhất 5/28 người đã bỏ phiếu" in said
        assert "Kết quả" not in said.split("Các bước theo luật")[0]

    poll.close_box()
    assert "7/28 người đã bỏ phiếu" in words_of(manager.open(page))
    poll.open_box()
    poll.conclude()
    for browser in (hr, manager):
        assert "Phát ra 28 phiếu, thu về 7, hợp lệ 7" in words_of(browser.open(page))
    own = words_of(anybody().open(card))
    assert "đồng chí đã nhận mã bỏ phiếu" in own
    assert "tín nhiệm cao 7 phiếu (100" in own
    assert "đã nhận phiếu" not in words_of(as_(poll.world.clerk).open(f"{page}/meetings/{poll.meeting.id}")).lower()


def test_too_few_ballots_are_told_as_what_they_are(poll: SealedPoll) -> None:
    poll.let_vote()
    poll.vote_of(((HIGH, LOW, NONE),) * 4)
    poll.close_box()
    poll.conclude()
    assert "Quá ít phiếu nên hòm phiếu không được mở" in words_of(anybody().open(f"/p/{poll.token(9)}"))
    assert timedelta(0) < poll.world.now() - poll.meeting.starts_at  # pyright: ignore
