"""A voter in the booth: choose, review, one button, a receipt."""

import re
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from playwright.sync_api import Page, expect

from ballots import keys, mix
from ballots.ballot import check, tracker
from tests.booth.box import KINDS, box, made_keys
from tests.booth.voting import Voter

FIRST_RESPONSE = re.compile(rb'(?<="response":")\d')
CHOICES = {
    "introduce": [(0, "Trần Thị Bình")],
    "agree": [(0, "Đồng ý"), (1, "Không đồng ý")],
    "levels": [(0, "Tín nhiệm cao"), (1, "Tín nhiệm thấp"), (2, "Tín nhiệm")],
    "several": [(0, "Nguyễn Văn An"), (0, "Hoàng Minh Đức")],
    "several_or_blank": [(0, "Phiếu trắng")],
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_vote_of_every_kind_arrives_and_its_tracker_is_shown(kind, site, window):
    round_, voter = box(kind), Voter(window)
    voter.open(site.link(round_))
    for question, label in CHOICES[kind]:
        voter.choose_in(question, label)
    shown = voter.send()
    (raw,) = round_.last.values()
    assert shown == tracker(raw)
    assert check(round_.election, raw, round_.public).credential == round_.public[0]


def test_a_voter_with_one_question_is_done_in_three_clicks(site, window):
    voter = Voter(window)
    voter.open(site.link(box()))
    voter.choose("Trần Thị Bình")
    voter.send()
    assert voter.clicks == 3


def test_nothing_is_chosen_beforehand_and_nothing_leaves_before_the_button(site, window):
    round_, voter = box(), Voter(window)
    voter.open(site.link(round_))
    assert window.locator("input:checked").count() == 0
    voter.choose("Nguyễn Văn An")
    voter.press("Xem lại")
    voter.sees("review")
    assert not round_.last


def test_what_is_missing_is_named_and_leads_to_its_question(site, window):
    round_, voter = box("levels"), Voter(window)
    voter.open(site.link(round_))
    voter.choose_in(0, "Tín nhiệm")
    voter.press("Xem lại")
    errors = window.get_by_role("alert").filter(has_text="Cần sửa 2 chỗ")
    expect(errors).to_be_focused()
    errors.get_by_role("link", name="Lê Hoàng Cường: chưa chọn.").click()
    assert window.evaluate("document.activeElement.name") == "f-q2"


def test_more_than_the_most_is_named_at_once_and_not_sent(site, window):
    round_, voter = box("several"), Voter(window)
    voter.open(site.link(round_))
    voter.choose("Nguyễn Văn An", "Trần Thị Bình", "Lê Hoàng Cường", "Võ Ngọc Dung")
    expect(window.locator(".picked")).to_have_text("Đã chọn 4, nhiều nhất 3.")
    voter.press("Xem lại")
    expect(window.get_by_role("alert").first).to_contain_text("đã chọn 4, nhiều nhất 3. Bỏ bớt 1.")


@pytest.mark.parametrize(
    ("kind", "none"), [("several", "Không chọn ai (phiếu trắng)"), ("several_or_blank", "Phiếu trắng")]
)
def test_choosing_nobody_is_an_answer_of_its_own_and_puts_out_the_others(kind, none, site, window):
    round_, voter = box(kind), Voter(window)
    voter.open(site.link(round_))
    voter.choose("Nguyễn Văn An", none)
    assert window.locator("input:checked").count() == 1
    voter.press("Xem lại")
    expect(window.locator('[data-part="review"]')).to_contain_text(none)
    expect(window.locator('[data-part="review"]')).not_to_contain_text("Nguyễn Văn An")


def test_the_last_ballot_counts_and_the_pages_say_so(site, window):
    round_, voter = box(), Voter(window)
    voter.open(site.link(round_))
    expect(window.locator('[data-view="choose"]')).to_contain_text("lá phiếu cuối cùng được tính")
    voter.choose("Nguyễn Văn An")
    first = voter.send()
    voter.press("Bỏ lại phiếu")
    assert window.locator("input:checked").count() == 0
    voter.choose("Trần Thị Bình")
    assert voter.send() != first
    assert len(round_.last) == 1
    assert sum(record.body.startswith(b'{"election_uuid"') for record in round_.records) == 2


def test_back_returns_to_the_questions_with_what_was_chosen(site, window):
    voter = Voter(window)
    voter.open(site.link(box()))
    voter.choose("Trần Thị Bình")
    voter.press("Xem lại")
    voter.sees("review")
    window.go_back()
    voter.sees("choose")
    assert window.locator("input:checked").count() == 1
    window.get_by_role("button", name="Xem lại").click()
    window.get_by_role("link", name=re.compile("Sửa")).click()
    voter.sees("choose")
    assert window.evaluate("document.activeElement.id") == "f-q0"


def test_the_code_leaves_the_address_and_reaches_no_request(site, window):
    round_, voter = box(), Voter(window)
    voter.open(site.link(round_))
    assert "#" not in window.url
    voter.choose("Trần Thị Bình")
    voter.send()
    code = round_.codes[0]
    assert not [line for line in site.seen if code in line or "Cookie:" in line]
    stored = "[localStorage.length, sessionStorage.length, document.cookie, document.documentElement.outerHTML]"
    held = window.evaluate(stored)
    assert held[:3] == [0, 0, ""]
    assert code not in held[3]


def test_where_the_code_was_lost_it_is_typed_and_a_wrong_character_is_caught_at_once(site, window):
    round_, voter = box(), Voter(window)
    voter.open(site.add(round_), "code")
    code = round_.codes[0].replace("-", "")
    last = "2" if code[-1] == "1" else "1"
    field = window.get_by_role("textbox", name="Mã bỏ phiếu")
    field.press_sequentially(code[:-1] + last)
    expect(window.locator("#e-code")).to_have_text(
        "Mã gõ sai một chỗ. Đồng chí so lại từng nhóm, để ý chữ hoa và chữ thường."
    )
    field.press("Backspace")
    field.press_sequentially(code[-1])
    expect(window.locator("#e-code")).to_be_hidden()
    assert field.input_value() == round_.codes[0]
    voter.press("Vào phòng phiếu")
    voter.choose("Trần Thị Bình")
    voter.send()
    assert len(round_.last) == 1


def test_a_code_of_another_round_is_refused_in_the_servers_words_and_may_be_retyped(site, window):
    round_, voter = box(), Voter(window)
    voter.open(f"{site.add(round_)}#{box().codes[0]}")
    voter.choose("Trần Thị Bình")
    voter.press("Xem lại")
    voter.press("Gửi phiếu")
    expect(window.get_by_role("alert").filter(has_text="Mã này không có trong danh sách")).to_be_visible(timeout=30_000)
    voter.press("Gõ lại mã")
    window.get_by_role("textbox", name="Mã bỏ phiếu").fill(round_.codes[0])
    voter.press("Vào phòng phiếu")
    voter.sees("choose")
    voter.send()
    assert len(round_.last) == 1


def test_a_lost_answer_is_sent_again_as_the_same_ballot(site, window):
    round_, voter = box(), Voter(window)
    voter.open(site.link(round_))
    voter.choose("Trần Thị Bình")
    voter.press("Xem lại")
    site.lose_answers = 1
    voter.press("Gửi phiếu")
    expect(window.get_by_role("alert").filter(has_text="Chưa biết phiếu đã tới hòm phiếu chưa")).to_be_visible(
        timeout=30_000
    )
    voter.press("Gửi phiếu")
    voter.sees("receipt")
    assert round_.head.height == 1


def test_a_receipt_that_another_key_signed_is_no_receipt(site, window):
    round_, voter = box(), Voter(window)
    round_.shown_key = Ed25519PrivateKey.generate().public_key()
    voter.open(site.link(round_))
    voter.choose("Trần Thị Bình")
    voter.press("Xem lại")
    voter.press("Gửi phiếu")
    told = window.get_by_role("alert").filter(has_text="Biên nhận không có chữ ký đúng của máy chủ.")
    expect(told).to_be_visible(timeout=30_000)
    voter.sees("review")


def test_a_closed_round_an_unknown_round_and_a_false_key_are_said_plainly(site, window):
    voter, closed = Voter(window), box()
    closed.close()
    voter.open(site.link(closed), "problem")
    expect(window.locator("h1:visible")).to_have_text("Đã chốt bỏ phiếu")

    false = box()
    trustees = FIRST_RESPONSE.sub(lambda found: b"2" if found[0] == b"1" else b"1", false.records[2].body, count=1)
    false.records[2] = replace(false.records[2], body=trustees)
    voter.open(site.link(false), "problem")
    expect(window.locator("h1:visible")).to_have_text("Phòng phiếu không đúng")


def test_basic_mode_says_what_the_server_could_do_and_strict_mode_what_a_code_is(site, window):
    voter = Voter(window)
    voter.open(site.link(box()))
    expect(window.get_by_text("Máy chủ của cơ quan có thể bỏ phiếu thay người không bỏ phiếu").first).to_be_visible()
    voter.open(site.link(box(mode="strict")))
    expect(window.locator(".basic-limit")).to_be_hidden()
    window.get_by_text("Điều phiếu kín không hứa").click()
    expect(window.get_by_text("máy chủ không biết mã nào của ai")).to_be_visible()
    expect(window.get_by_text("Nếu mọi người chọn giống nhau").first).to_be_visible()


def test_inside_an_app_the_link_can_be_copied_whole(site, browser):
    agent = "Mozilla/5.0 (Linux; Android 13; wv) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36 Zalo/23"
    context = browser.new_context(user_agent=agent, viewport={"width": 390, "height": 844})
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site.address)
    window: Page = context.new_page()
    link = site.link(box())
    Voter(window).open(link)
    expect(window.get_by_text("đang mở trang trong một ứng dụng khác")).to_be_visible()
    window.get_by_role("button", name="Chép liên kết").click()
    expect(window.get_by_text("Đã chép.")).to_be_visible()
    assert window.evaluate("navigator.clipboard.readText()") == link
    context.close()


def test_a_person_votes_with_the_keyboard_alone(site, window):
    round_, voter = box(), Voter(window)
    voter.open(site.link(round_))
    for _ in range(12):
        window.keyboard.press("Tab")
        if window.evaluate("document.activeElement.type") == "radio":
            break
    window.keyboard.press("Space")
    window.keyboard.press("ArrowDown")
    window.keyboard.press("Tab")
    window.keyboard.press("Enter")
    voter.sees("review")
    while window.evaluate("document.activeElement.textContent") != "Gửi phiếu":
        window.keyboard.press("Tab")
    window.keyboard.press("Enter")
    voter.sees("receipt")
    assert window.evaluate("document.activeElement.tagName") == "H1"
    assert len(round_.last) == 1


def test_the_booth_is_the_same_bytes_for_every_round_and_person(site, window):
    pages = {window.request.get(link).body() for link in (site.link(box()), site.link(box("levels"), 3))}
    assert len(pages) == 1


def test_every_voter_sends_an_envelope_of_one_size_and_the_holders_read_what_was_written(site, window):
    round_, voter = box(), Voter(window)
    round_.words = 2
    said = ["Đề nghị công khai tiêu chí.", "", "Ý kiến 😀", "", "a" * 2044]
    for number, words in enumerate(said):
        voter.open(site.link(round_, number))
        voter.choose("Trần Thị Bình")
        window.get_by_label("Ý kiến bằng lời").fill(words)
        voter.send()
    envelopes = list(round_.envelopes.values())
    assert {len(envelope) for envelope in envelopes} == {2048 + 3 * mix.LAYER}
    for index, code in enumerate(made_keys().codes, 1):
        key = keys.mix_key(made_keys().ceremony, code, index)
        envelopes = mix.peel(envelopes, key, index, round_.election.uuid).opened
    assert mix.published(envelopes) == sorted(filter(None, said))


def test_words_that_are_too_long_are_named_before_anything_is_sent(site, window):
    round_, voter = box(), Voter(window)
    round_.words = 2
    voter.open(site.link(round_))
    voter.choose("Trần Thị Bình")
    window.get_by_label("Ý kiến bằng lời").fill("a" * 2045)
    voter.press("Xem lại")
    expect(window.locator("#e-words")).to_contain_text("Ý kiến dài quá")
    expect(window.get_by_text("có thể để lộ người viết")).to_be_visible()


def test_a_mix_key_that_no_holder_signed_is_refused(site, window):
    round_, voter = box(), Voter(window)
    round_.words = 2
    message = made_keys().ceremony.messages[0]
    honest, message["body"]["mix"] = message["body"]["mix"], made_keys().ceremony.messages[1]["body"]["mix"]
    try:
        voter.open(site.link(round_), "problem")
    finally:
        message["body"]["mix"] = honest
    expect(window.locator("h1:visible")).to_have_text("Phòng phiếu không đúng")


@pytest.mark.parametrize("behind", ["%", "%E0%A4", "abc", "3Fk-9aQ-Tz7-uWe-2Rb", "<script>"])
def test_what_is_no_code_behind_the_link_asks_for_the_code(behind, site, window):
    voter = Voter(window)
    voter.open(f"{site.add(box())}#{behind}", "code")
    assert "#" not in window.url


def test_the_signed_receipt_can_be_saved(site, window):
    round_, voter = box(), Voter(window)
    voter.open(site.link(round_))
    voter.choose("Trần Thị Bình")
    shown = voter.send()
    with window.expect_download() as saved:
        voter.press("Lưu biên nhận")
    text = saved.value.path().read_text(encoding="utf-8")
    assert shown in text
    assert round_.head.hash in text
    assert "Trần Thị Bình" not in text
