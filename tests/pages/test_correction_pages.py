"""The pages of the two-person rule: HR asks after a review, another reads exactly what will happen and signs."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import select

from models import LetterState, OutboxMessage, Role
from models.store import database
from procedures.access.actor import Actor
from procedures.countersigning import signing
from procedures.refusal import Refusal
from tests.pages.conftest import As
from tests.pages.test_corrections import WHY, round_of
from tests.two_people import request, since, strong, union_of
from tests.web.browser import PHONE, Browser, code_on_phone, words_of
from tests.world import World
from words.dates import local_day, short_date


def test_hr_asks_and_the_union_signs_on_the_pages(small_world: World, circulated: int, as_: As) -> None:
    union = union_of(small_world)
    hr, signer = as_(small_world.hr), as_(replace(union, is_strong=False))
    base = f"/procedures/{circulated}/corrections"
    assert f'href="{base}"' in hr.open(f"/procedures/{circulated}")
    assert f'href="{base}/extend_deadline"' in hr.open(base)
    closes_at = round_of(circulated).closes_at
    assert closes_at
    day = short_date(local_day(closes_at + timedelta(days=2)))
    hr.open(f"{base}/extend_deadline")
    typed = {"closes_day": day, "closes_clock": "17:00", "reason": WHY}
    reviewed = words_of(hr.submit(f"{base}/extend_deadline/review", typed).text)
    assert "Người có thể ký Mai Thị Đoàn" in reviewed
    assert "Hạn trả lời lùi từ" in reviewed
    assert hr.submit(f"{base}/extend_deadline", typed).headers["location"] == base
    assert "Chờ ký" in words_of(hr.open(base))
    act = int(re.findall(r'href="/countersign/(\d+)"', hr.last)[0])
    assert request(act).reason == WHY
    assert round_of(circulated).closes_at == closes_at
    sign(signer, union, act)
    shown = words_of(hr.open(f"/procedures/{circulated}"))
    assert "Đính chính (1)" in shown
    assert f"Lý do: {WHY}" in shown
    assert "Mai Thị Đoàn (công đoàn) ký" in shown
    assert round_of(circulated).closes_at != closes_at


def sign(signer: Browser, union: Actor, act: int) -> None:
    assert "Chờ đồng chí ký: gia hạn trả lời" in words_of(signer.open("/"))
    way = signer.get(f"/countersign/{act}").headers["location"]
    assert way.startswith(PHONE)
    signer.open(PHONE)
    signer.submit(PHONE, {"code": code_on_phone(union)})
    page = signer.open(f"/countersign/{act}")
    assert "checked" not in page
    assert signer.submit(f"/countersign/{act}", {}).status_code == 422
    assert signer.submit(f"/countersign/{act}", {"choice": "refuse"}).status_code == 422
    assert signer.submit(f"/countersign/{act}", {"choice": "sign"}).status_code == 303


@pytest.mark.parametrize("act", ["extend_deadline", "add_forgotten_person", "change_address", "annul"])
def test_an_empty_form_comes_back_with_what_is_missing(
    small_world: World, circulated: int, hr: Browser, act: str
) -> None:
    since(timedelta(days=8))
    base = f"/procedures/{circulated}/corrections/{act}"
    hr.open(base)
    answered = hr.submit(f"{base}/review", {})
    assert answered.status_code == 422
    assert "Chưa ghi lý do" in words_of(answered.text)


def test_a_reason_is_refused_not_cut_and_shown_as_it_will_be_printed(
    small_world: World, circulated: int, hr: Browser
) -> None:
    since(timedelta(days=8))
    base = f"/procedures/{circulated}/corrections/annul"
    hr.open(base)
    refused = hr.submit(f"{base}/review", {"reason": "Lý do dài. " * 1000})
    assert (refused.status_code, refused.text.count("Lý do dài.")) == (422, 1000)
    assert "dài quá 1000 ký tự" in words_of(refused.text)
    shown = hr.submit(f"{base}/review", {"reason": "Sai  Nguye\u0302\u0303n \u202ecba\u202c 😀\nhết"})
    assert "Lý do Sai Nguyễn cba 😀 hết" in words_of(shown.text)
    assert "\u202e" not in shown.text


def test_whoever_signs_after_another_is_told_so(small_world: World, circulated: int) -> None:
    union, other = union_of(small_world), strong(small_world.account("Lê Văn Hai", Role.INSPECTOR))
    since(timedelta(days=8))
    act = signing.ask(strong(small_world.hr), "annul", {}, WHY, circulated)
    signing.sign(union, act)
    signing.sign(union, act)
    with pytest.raises(Refusal) as told:
        signing.sign(other, act)
    assert told.value.key == "act_settled"


def test_editing_keeps_what_was_typed(small_world: World, circulated: int, hr: Browser) -> None:
    since(timedelta(days=8))
    base = f"/procedures/{circulated}/corrections/annul"
    hr.open(base)
    hr.submit(f"{base}/review", {"reason": WHY})
    again = hr.submit(base, {"reason": WHY, "then": "edit"})
    assert (again.status_code, WHY in again.text) == (200, True)


def test_a_new_role_is_told_so_in_words(small_world: World, circulated: int, hr: Browser) -> None:
    base = f"/procedures/{circulated}/corrections/annul"
    hr.open(base)
    answered = hr.submit(f"{base}/review", {"reason": WHY})
    assert answered.status_code == 409
    assert "chưa đủ 7 ngày" in words_of(answered.text)


def test_a_letter_that_came_back_leads_to_the_form_with_the_person_chosen(
    small_world: World, circulated: int, hr: Browser
) -> None:
    with database.transaction() as session:
        letter = session.exec(select(OutboxMessage).where(OutboxMessage.kind == "resolution_circulated")).first()
        assert letter
        letter.state = LetterState.BOUNCED
        session.add(letter)
        entry = letter.roll_entry_id
    way = f"/procedures/{circulated}/corrections/change_address?person={entry}"
    assert f'href="{way}"' in hr.open(f"/hr/outbox?procedure={circulated}")
    assert f'<option value="{entry}" selected>' in hr.open(way)


def test_the_asker_withdraws_on_the_page(small_world: World, circulated: int, hr: Browser) -> None:
    union_of(small_world)
    act = signing.ask(strong(small_world.hr), "annul", {}, WHY, circulated)
    assert "Rút đề nghị" in hr.open(f"/countersign/{act}")
    assert hr.submit(f"/countersign/{act}/withdraw").status_code == 303
    assert "Đã rút" in words_of(hr.open(f"/countersign/{act}"))


def test_watchers_read_corrections_and_ask_for_none(small_world: World, circulated: int, manager: Browser) -> None:
    base = f"/procedures/{circulated}/corrections"
    assert "Đề nghị đính chính" not in manager.open(base)
    assert manager.get(f"{base}/annul").status_code == 403
    assert manager.get("/countersign/99").status_code == 404


def test_roles_are_asked_for_on_the_page(small_world: World, operator: Browser, manager: Browser) -> None:
    since(timedelta(days=8))
    assert "Chưa ai giữ: công đoàn" in words_of(operator.open("/accounts"))
    assert "/accounts/grant_role" not in manager.open("/accounts")
    assert manager.get("/accounts/grant_role").status_code == 403
    operator.open("/accounts/grant_role")
    wrong = operator.submit("/accounts/grant_role/review", {"email": "ai@", "role": "king", "reason": WHY})
    assert "Chọn một vai trò" in words_of(wrong.text)
    typed = {"email": "nguoi2@example.gov.vn", "role": "union", "reason": WHY}
    reviewed = words_of(operator.submit("/accounts/grant_role/review", typed).text)
    assert "Nguyễn Thị Số 2 (nguoi2@example.gov.vn) được mở tài khoản và trao vai trò công đoàn" in reviewed
    assert operator.submit("/accounts/grant_role", typed).headers["location"] == "/accounts"
    assert "Trao vai trò công đoàn cho Nguyễn Thị Số 2 · Chờ ký" in words_of(operator.open("/accounts"))
