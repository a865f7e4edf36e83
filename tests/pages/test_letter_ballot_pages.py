"""The ballot by letter in place of a conference, by the forms of its pages."""

from collections.abc import Iterator

import pytest

from models.store import database
from procedures.access.actor import Actor
from procedures.conference.letter_ballot import asking
from procedures.engine import Waiting, begin_run, settle_run
from tests.by_letter import MATTER, ByLetter
from tests.web.browser import Browser, hidden, words_of
from tests.world import SCAN
from web.app import create_app


@pytest.fixture
def held(sqlite: None) -> Iterator[ByLetter]:
    yield ByLetter()
    database.engine().dispose()


def as_(actor: Actor) -> Browser:
    return Browser(create_app()).sign_in(actor)


def waits(held: ByLetter, key: str) -> None:
    """The last run wrote down for what the conference waits."""
    settle_run(begin_run(held.number), Waiting(key))


def test_hr_plans_the_union_agrees_and_each_finds_the_way(held: ByLetter) -> None:
    held.fail_twice()
    hr, union, at = as_(held.world.hr), as_(held.union), f"/procedures/{held.number}/letter-ballot"
    waits(held, "letter_ballot_plan")
    assert "chờ chuẩn bị phiếu lấy ý kiến" in words_of(hr.open("/")).lower()
    assert "Chuẩn bị phiếu lấy ý kiến" in words_of(hr.open(f"/procedures/{held.number}"))
    assert 'value="7"' in hr.open(at)
    assert hr.submit(f"{at}/plan", {"days": "bảy"}).status_code == 422
    assert hr.submit(f"{at}/plan", {"days": "0", "matters": MATTER}).status_code == 422
    assert "từ 1 đến 60 ngày" in words_of(hr.last)
    assert MATTER in hr.last
    assert hr.submit(f"{at}/plan", {"days": "5", "matters": MATTER}).status_code == 303
    waits(held, "letter_ballot_agreement")
    assert "Đọc và thống nhất" in words_of(union.open(f"/procedures/{held.number}"))
    assert MATTER in words_of(union.open(at))
    assert union.submit(f"{at}/agreement", {"remark": "a" * 3001}).status_code == 422
    assert union.submit(f"{at}/agreement", {"remark": "Nhất trí."}).status_code == 303
    assert "Nhất trí." in words_of(hr.open(at))
    assert "phiếu lấy ý kiến toàn thể" in words_of(
        hr.open(f"/procedures/{held.number}/papers/letter_ballot_decision.html")
    )


def test_a_person_answers_by_the_own_link_and_changes_it_until_the_deadline(held: ByLetter) -> None:
    held.ask_all(MATTER)
    phone, link = Browser(create_app()), f"/p/{held.token(held.entries()[2].id or 0)}"
    at = f"{link}/letter-ballot"
    assert "không đủ người dự" in words_of(phone.open(link))
    assert phone.submit(f"{at}/review", {"choice_resolution": "agree"}).status_code == 422
    both = {"choice_resolution": "agree", "choice_1": "other", "said": "Giảm mức đóng góp."}
    assert phone.submit(f"{at}/review", {**both, "said": ""}).status_code == 422
    phone.open(link)
    assert phone.submit(f"{at}/review", both).status_code == 200
    assert "Giảm mức đóng góp." in words_of(phone.last)
    assert held.ballot.counts == {}
    assert phone.submit(f"{at}/answer", both).status_code == 303
    assert "Đã ghi nhận" in words_of(phone.open(link))
    held.close_letters()
    assert "Phiếu của đồng chí" in words_of(phone.open(link))
    assert "Kết quả" in words_of(phone.last)
    assert phone.get(f"{link}x").status_code == 410


def test_an_answer_sent_from_another_window_is_not_replaced_unseen(held: ByLetter) -> None:
    held.ask_all()
    link, windows = f"/p/{held.token(held.entries()[2].id or 0)}", (Browser(create_app()), Browser(create_app()))
    reviewed = []
    for window, choice in zip(windows, ("agree", "disagree"), strict=True):
        window.open(link)
        reviewed.append(hidden(window.submit(f"{link}/letter-ballot/review", {"choice_resolution": choice}).text))
    assert windows[0].submit(f"{link}/letter-ballot/answer", reviewed[0]).status_code == 303
    refused = windows[1].submit(f"{link}/letter-ballot/answer", reviewed[1])
    assert refused.status_code == 422
    assert "có thể từ một cửa sổ khác" in words_of(refused.text)
    again = windows[1].submit(f"{link}/letter-ballot/review", {"choice_resolution": "disagree"})
    assert "Thay cho phiếu đã gửi lúc" in words_of(again.text)
    assert windows[1].submit(f"{link}/letter-ballot/answer", hidden(again.text)).status_code == 303
    held.close_letters()
    assert held.ballot.counts == {"resolution": [0, 1, 0]}


def test_hr_enters_the_sheets_of_those_without_mail_and_all_see_only_how_many_answered(held: ByLetter) -> None:
    held.without_mail(5)
    held.ask_all()
    waits(held, "letter_answers")
    hr, at, entry = as_(held.world.hr), f"/procedures/{held.number}/letter-ballot", held.entries()[5].id
    held.say(0, "agree")
    assert "1/28" in words_of(hr.open(at))
    assert "Tán thành" not in words_of(hr.last).replace("Cần tán thành", "")
    sheet = f"{at}/sheets/{entry}"
    hr.open(sheet)
    assert hr.submit(sheet, {"choice_resolution": "agree"}).status_code == 422
    hr.open(sheet)
    sent = hr.submit(sheet, {"choice_resolution": "agree"}, files={"scan": (SCAN.name, SCAN.content)})
    assert sent.status_code == 303
    assert "2/28" in words_of(hr.open(at))
    assert hr.get(f"{at}/sheets/999").status_code == 303
    assert "Phiếu lấy ý kiến" in words_of(hr.open(f"/procedures/{held.number}/papers/letter_ballot_sheet.html"))
    assert as_(held.union).get(sheet).status_code == 403
    asking.remind(held.number)
    held.close_letters()
    assert "không thông qua" in words_of(as_(held.union).open(f"/procedures/{held.number}"))
    assert hr.get(sheet).status_code == 303
