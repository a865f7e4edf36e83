"""A person reads a resolution by the personal link and acknowledges it: what is kept, when, and what the page says."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from models import Answer, AuditEvent
from models.store import database
from notifications import links
from procedures import filing
from procedures.resolution import answering, circulation
from tests.web.browser import Browser, words_of
from tests.web.rows import rows
from tests.world import SCAN, World


def answers() -> list[Answer]:
    with database.reading() as session:
        return list(session.exec(select(Answer)).all())


def link(world: World, number: int, person: int = 0) -> str:
    return f"/p/{world.token(world.entries(number)[person])}"


def test_reading_reviewing_and_acknowledging_leaves_one_receipt(
    small_world: World, circulated: int, browser: Browser
) -> None:
    path = link(small_world, circulated)
    shown = words_of(browser.open(path))
    assert "đề nghị đồng chí Nguyễn Thị Số 0, Văn phòng, đọc nghị quyết" in shown
    assert "Điều 1. Thông qua các báo cáo Hội nghị thông qua báo cáo của Giám đốc." in shown
    assert "còn 4 ngày 23 giờ" in shown
    assert "checked" not in browser.last
    reviewed = browser.submit(f"{path}/review", {"choice": "read"})
    assert "Xác nhận đã đọc" in reviewed.text
    assert answers() == []
    sent = browser.submit(f"{path}/answer", {"choice": "read"})
    assert (sent.status_code, sent.headers["location"]) == (303, path)
    receipt = words_of(browser.open(path))
    [answer] = answers()
    assert re.search(rf"Đã ghi nhận lúc \d\d:\d\d \d\d/\d\d?/\d{{4}} Mã nhận {answer.receipt}", receipt)
    assert "Xem lại" not in receipt


@pytest.mark.parametrize("step", ["review", "answer"])
@pytest.mark.parametrize("fields", [{}, {"choice": ""}, {"choice": "on"}, {"choice": "READ"}], ids=str)
def test_without_a_choice_the_page_comes_back_with_the_error_at_the_field(
    small_world: World, circulated: int, browser: Browser, step: str, fields: dict[str, str]
) -> None:
    path = link(small_world, circulated)
    browser.open(path)
    before = rows()
    answered = browser.submit(f"{path}/{step}", fields)
    assert answered.status_code == 422
    assert '<p class="error" id="e-choice">Chưa chọn dòng nào.' in answered.text
    assert "<title>Cần sửa: Đọc và xác nhận nghị quyết" in answered.text
    assert rows() == before


def test_someone_who_has_not_finished_hears_until_when_and_nothing_is_kept(
    small_world: World, circulated: int, browser: Browser
) -> None:
    path = link(small_world, circulated)
    browser.open(path)
    before = rows()
    answered = browser.submit(f"{path}/review", {"choice": "not_yet"})
    assert answered.status_code == 200
    assert re.search(r"đến \d\d:\d\d thứ|đến \d\d:\d\d Chủ nhật", words_of(answered.text))
    assert rows() == before


def test_an_answer_counts_before_the_deadline_and_not_after_it(
    small_world: World, circulated: int, browser: Browser
) -> None:
    in_time, late = link(small_world, circulated), link(small_world, circulated, 1)
    small_world.move(days=5, seconds=-60)
    browser.open(in_time)
    assert browser.submit(f"{in_time}/answer", {"choice": "read"}).status_code == 303
    browser.open(late)
    small_world.move(seconds=61)
    before = rows()
    refused = browser.submit(f"{late}/answer", {"choice": "read"})
    assert refused.status_code == 409
    assert "Đã hết hạn trả lời lúc" in words_of(refused.text)
    assert rows() == before
    assert len(answers()) == 1


def test_after_the_close_the_text_stays_readable_and_the_form_is_gone(
    small_world: World, circulated: int, browser: Browser
) -> None:
    read, unread = link(small_world, circulated), link(small_world, circulated, 1)
    small_world.acknowledge(circulated, 1)
    small_world.move(days=5)
    circulation.close(circulated)
    shown = browser.open(unread)
    assert "Đã đóng" in shown
    assert "Hội nghị thông qua báo cáo của Giám đốc." in shown
    assert "<form" not in shown
    assert "Mã nhận" in words_of(browser.open(read))
    token_from_elsewhere = links.form_token("link", unread.removeprefix("/p/"))
    going = browser.submit(f"{unread}/review", {"choice": "read", "csrf": token_from_elsewhere})
    assert (going.status_code, going.headers["location"]) == (303, unread)


def test_a_double_click_leaves_one_answer_one_event_and_one_letter(small_world: World, circulated: int) -> None:
    path = link(small_world, circulated)
    browsers = [Browser() for _ in range(6)]
    for browser in browsers:
        browser.open(path)
    with ThreadPoolExecutor(6) as clicks:
        pressed = list(clicks.map(lambda one: one.submit(f"{path}/answer", {"choice": "read"}), browsers))
    assert [answered.status_code for answered in pressed] == [303] * 6
    assert len(answers()) == 1
    assert len(small_world.letters("answer_recorded")) == 1
    with database.reading() as session:
        assert len(session.exec(select(AuditEvent).where(AuditEvent.name == "Acknowledged")).all()) == 1


def test_who_signed_on_paper_sees_so(small_world: World, circulated: int, browser: Browser) -> None:
    entry = small_world.entries(circulated)[3]
    answering.enter_paper_list(small_world.hr, circulated, [entry.id or 0], SCAN)
    assert "Ghi theo danh sách ký trên giấy" in browser.open(f"/p/{small_world.token(entry)}")


def test_the_signed_scan_opens_from_the_page(small_world: World, circulated: int, browser: Browser) -> None:
    path = link(small_world, circulated)
    assert f'href="{path}/resolution.pdf"' in browser.open(path)
    file = browser.get(f"{path}/resolution.pdf")
    assert (file.content, file.headers["content-type"]) == (SCAN.content, "application/pdf")
    assert file.headers["content-disposition"].startswith('inline; filename="nghi-quyet-hoi-nghi-can-bo')


def test_a_photograph_of_the_signed_paper_keeps_its_kind(small_world: World, browser: Browser) -> None:
    number = small_world.opened()
    photograph = filing.Upload("anh.png", b"\x89PNG\r\n\x1a\n made up")
    day = small_world.now().date() - timedelta(days=1)
    filing.file_signed(small_world.clerk, number, "resolution", 5, "NQ-HNCBCC", day, "Nguyễn Văn Giám", photograph)
    circulation.circulate(number)
    file = browser.get(f"{link(small_world, number)}/resolution.pdf")
    assert file.headers["content-type"] == "image/png"
    assert file.headers["content-disposition"].endswith('.png"')


def test_before_the_letters_went_there_is_nothing_to_answer(small_world: World, browser: Browser) -> None:
    number = small_world.signed()
    answered = browser.get(link(small_world, number))
    assert answered.status_code == 409
    assert "Thư mời chưa được gửi đi" in words_of(answered.text)


@pytest.mark.parametrize("more", ["", "/resolution.pdf"])
@pytest.mark.parametrize(
    "token", ["1-" + "0" * 32, "999999999999999999-" + "a" * 32, "x", "1", "%00", "1-" + "0" * 4000]
)
def test_a_made_up_link_leads_to_a_new_one(
    small_world: World, circulated: int, browser: Browser, token: str, more: str
) -> None:
    answered = browser.get(f"/p/{token}{more}")
    assert answered.status_code == 410
    assert 'href="/lost-link"' in answered.text


@given(token=st.text(max_size=60))
def test_no_text_passes_for_a_link(token: str) -> None:
    assert links.entry_of(token) is None or re.fullmatch(r"[1-9]\d{0,17}-[0-9a-f]{32}", token, re.ASCII)


def test_a_lost_link_is_replaced_by_letter_and_the_old_one_is_void(
    small_world: World, circulated: int, browser: Browser
) -> None:
    old, entry = link(small_world, circulated), small_world.entries(circulated)[0]
    browser.open("/lost-link")
    known = browser.submit("/lost-link", {"email": (entry.email or "").upper()})
    browser.open("/lost-link")
    unknown = browser.submit("/lost-link", {"email": "khong.ai@example.gov.vn"})
    assert words_of(known.text) == words_of(unknown.text)
    assert "Nếu địa chỉ này có trong danh sách, thư đã được gửi." in words_of(known.text)
    assert browser.get(old).status_code == 410
    assert browser.get(link(small_world, circulated)).status_code == 200
    assert len(small_world.letters("link_reissued")) == 1


def test_a_typed_code_opens_the_own_page(small_world: World, circulated: int, browser: Browser) -> None:
    entry = small_world.entries(circulated)[4]
    code = links.typed_code(entry.id or 0, entry.link_version)
    browser.open("/code")
    wrong = browser.submit("/code", {"email": "nguoi0@example.gov.vn", "code": code})
    assert wrong.status_code == 422
    assert 'value="nguoi0@example.gov.vn"' in wrong.text
    right = browser.submit("/code", {"email": f" {entry.email} ", "code": code.lower().replace("-", " ")})
    assert right.headers["location"] == f"/p/{small_world.token(entry)}"
