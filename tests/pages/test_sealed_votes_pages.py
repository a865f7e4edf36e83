"""Matters voted by sealed ballots, by the forms of the pages: planned, agreed to, prepared, voted, seen on the wall."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from models.store import database
from procedures.conference.preparing import drafting
from tests.conference.sealed_votes import AGREE, DISAGREE, FUND, HOURS, MATTERS, SealedVotes
from tests.conferring import RESOLUTION
from tests.pages.test_conference_pages import as_
from tests.web.browser import Browser, words_of
from words.dates import VIETNAM, local_day, short_date
from words.names import folded


@pytest.fixture
def held(sqlite: None) -> Iterator[SealedVotes]:
    yield SealedVotes()
    database.engine().dispose()


def test_the_wizard_keeps_what_is_voted_so_and_says_why_codes_are_drawn(held: SealedVotes) -> None:
    held.draft()
    at, hr = f"/hr/procedures/{held.number}/conference", as_(held.world.hr)
    assert "chỉ mở được sau khi đóng 24 giờ, khi hội nghị đã kết thúc" in words_of(hr.open(f"{at}/agenda"))
    sent = {"text": RESOLUTION, "sealed_matters": f"{FUND}\r\n{FUND}", "sealed": "resolution"}
    assert hr.submit(f"{at}/agenda", sent).status_code == 422
    assert "mỗi dòng một nội dung khác nhau" in words_of(hr.last)
    assert hr.submit(f"{at}/agenda", {**sent, "sealed_matters": f"{FUND}\r\n{HOURS}"}).status_code == 303
    assert FUND in hr.open(f"{at}/agenda")
    said = words_of(hr.open(f"{at}/open"))
    assert f"bốc thăm mã tại hội trường: {FUND}; {HOURS}; Thông qua nghị quyết hội nghị" in said
    assert "Còn thiếu: Bỏ phiếu kín niêm phong cần đúng ba người kiểm phiếu" in said


def test_the_union_reads_what_is_voted_so(held: SealedVotes) -> None:
    held.draft(sealed_matters=MATTERS, is_resolution_sealed=True)
    held.tellers()
    drafting.open_(held.world.hr, held.number)
    said = words_of(as_(held.union).open(f"/procedures/{held.number}/agreement"))
    assert f"Biểu quyết bằng phiếu kín niêm phong {FUND}; {HOURS}; Thông qua nghị quyết" in said


def test_the_desk_makes_each_ballot_and_another_hour_for_one_that_is_past(held: SealedVotes) -> None:
    held.called()
    held.keys()
    hr, at = as_(held.world.hr), f"/procedures/{held.number}/sealed"
    said = words_of(hr.open(at))
    assert "Phiếu biểu quyết các nội dung của hội nghị" in said
    assert "Phiếu biểu quyết thông qua nghị quyết hội nghị" in said
    _prepare(held, hr, "matter", hours=1)
    assert "Người giữ khóa chưa làm phiếu mã" in words_of(hr.open(at))
    held.world.move(hours=2)
    assert "Giờ đóng hòm đã qua" in words_of(hr.open(at))
    _prepare(held, hr, "matter", hours=3)
    assert "Giờ đóng hòm đã qua" not in words_of(hr.open(at))
    unknown = {"beside": "99999", "closes_day": "01/01/2027", "closes_clock": "08:00"}
    assert hr.submit(f"{at}/prepare", unknown).status_code == 409


def _prepare(held: SealedVotes, hr: Browser, key: str, hours: int) -> None:
    closes = (held.world.now() + timedelta(hours=hours)).astimezone(VIETNAM)
    sent = {"closes_day": short_date(local_day(closes)), "closes_clock": f"{closes:%H:%M}"}
    at = f"/procedures/{held.number}/sealed"
    hr.open(at)
    assert hr.submit(f"{at}/prepare", {**sent, "beside": str(held.round_of(key))}).status_code == 303


def test_the_hall_sees_turnout_and_then_the_result(held: SealedVotes) -> None:
    held.called(matters=FUND, resolution=False)
    held.meet()
    at, clerk = f"/procedures/{held.number}/meetings/{held.here[1]}", as_(held.world.clerk)
    assert "chưa mở lượt bỏ phiếu" in words_of(clerk.open(f"{at}/agenda"))
    held.let_vote_on("matter")
    held.cast_all(*[(AGREE,)] * 12)
    assert "đang bỏ phiếu trên điện thoại, ít nhất 10/20 người" in words_of(clerk.open(f"{at}/screen"))
    held.close_box()
    assert "hòm đã đóng, 12/20 người đã bỏ phiếu" in words_of(clerk.open(f"{at}/screen"))
    held.open_box()
    said = words_of(clerk.open(f"{at}/screen"))
    assert f"12/20 tán thành: {FUND}, phiếu kín niêm phong (số niêm phong " in said
    assert "Thông qua" in said
    clerk.open(f"{at}/agenda")
    assert clerk.submit(f"{at}/votes/1", {"key": "presidium", "form": "hands", "in_favour": "20"}).status_code == 303


def test_the_wall_shows_each_matter_that_one_box_asked(held: SealedVotes) -> None:
    held.called(resolution=False)
    held.meet()
    held.let_vote_on("matter")
    held.cast_all(*[(AGREE, DISAGREE)] * 11)
    held.close_box()
    held.open_box()
    clerk = as_(held.world.clerk)
    said = words_of(clerk.open(f"/procedures/{held.number}/meetings/{held.here[1]}/screen"))
    assert f"11/20 tán thành: {FUND}, phiếu kín" in said
    assert f"0/20 tán thành: {HOURS}, phiếu kín" in said


@pytest.mark.parametrize(
    ("key", "typed"), [("matter-1", ""), ("matter", FUND), ("matter", FUND.upper()), ("matter", f" {folded(FUND)} ")]
)
def test_what_is_planned_as_secret_is_known_by_choice_and_however_it_is_typed(
    held: SealedVotes, key: str, typed: str
) -> None:
    held.called(matters=FUND, resolution=False)
    held.meet()
    at, clerk = f"/procedures/{held.number}/meetings/{held.here[1]}", as_(held.world.clerk)
    assert f"{FUND}Kế hoạch: phiếu kín niêm phong" in words_of(clerk.open(f"{at}/agenda")).replace(f"{FUND} ", FUND)
    by_hand = {"key": key, "matter": typed, "form": "hands", "in_favour": "20"}
    assert clerk.submit(f"{at}/votes/1", by_hand).status_code == 422
    assert "không biểu quyết giơ tay" in words_of(clerk.last)
    on_paper = by_hand | {"form": "ballots", "in_favour": "15"}
    assert clerk.submit(f"{at}/votes/1", on_paper).status_code == 303
    assert "15" in words_of(clerk.open(f"{at}/agenda"))


@pytest.mark.parametrize("key", ["matter-0", "matter-2", "matter--1", "matter-x", "matter-99999999999", "presidium-1"])
def test_a_matter_that_is_not_in_the_plan_is_not_voted(held: SealedVotes, key: str) -> None:
    held.called(matters=FUND, resolution=False)
    held.meet()
    at, clerk = f"/procedures/{held.number}/meetings/{held.here[1]}", as_(held.world.clerk)
    clerk.open(f"{at}/agenda")
    assert clerk.submit(f"{at}/votes/1", {"key": key, "form": "ballots", "in_favour": "15"}).status_code == 422


def test_whoever_is_summoned_reads_how_they_vote(held: SealedVotes) -> None:
    held.called()
    said = words_of(held.browser.open(f"/p/{held.token(held.voters()[0])}"))
    assert "bốc thăm phiếu mã tại hội trường rồi bỏ phiếu trên điện thoại" in said
