"""The code on the phone: who owes it, what waits for it, once each, and never locked out for ever."""

import re
from datetime import timedelta

import pyotp
import pytest

from models import Account, AuditEvent, Role, WebSession
from models.store import clock, database
from procedures.access import second_factor
from procedures.access.actor import Actor
from procedures.access.powers import Power
from procedures.access.sign_in import actor_of
from procedures.refusal import Refusal
from tests.web.browser import PHONE, Browser, code_on_phone, words_of
from tests.web.test_sign_in import changed, moment, rows_of
from tests.world import World


def account_of(actor: Actor) -> Account:
    with database.reading() as session:
        return session.get_one(Account, actor.account_id)


def half_way(browser: Browser, actor: Actor) -> Browser:
    """Signed in by mail alone, on the page that asks for the phone."""
    assert browser.sign_in_by_mail(actor).headers["location"] == f"{PHONE}?next=%2F"
    browser.open(PHONE)
    return browser


def test_hr_ties_a_phone_at_the_first_sign_in_and_works_only_afterwards(small_world: World, browser: Browser) -> None:
    shown = half_way(browser, small_world.hr).last
    assert browser.get("/hr?a=1").headers["location"] == f"{PHONE}?next=%2Fhr%3Fa%3D1"
    key = re.sub(r"\s", "", re.search(r'id="key">([^<]+)<', shown)[1])  # pyright: ignore
    assert "<svg" in shown
    tied = browser.submit(PHONE, {"code": pyotp.TOTP(key).now(), "next": "/hr"})
    assert (tied.status_code, tied.headers["location"]) == (303, "/hr")
    assert browser.get("/hr").status_code == 200
    assert account_of(small_world.hr).totp_since is not None
    assert [event.name for event in rows_of(AuditEvent)][-2:] == ["SecondFactorSet", "SecondFactorShown"]


def test_the_key_is_shown_until_the_phone_is_tied_and_never_again(small_world: World, browser: Browser) -> None:
    key = second_factor.key_of(account_of(small_world.hr))
    assert " ".join(re.findall("....", key)) in half_way(browser, small_world.hr).last
    assert browser.submit(PHONE, {"code": code_on_phone(small_world.hr)}).status_code == 303
    again = half_way(Browser(), small_world.hr)
    assert 'id="key"' not in again.last
    assert "<svg" not in again.last
    assert again.submit(PHONE, {"code": code_on_phone(small_world.hr)}).status_code == 303
    assert again.get("/hr").status_code == 200


def test_nothing_of_the_key_is_kept_in_the_database(small_world: World, browser: Browser) -> None:
    browser.sign_in(small_world.hr)
    account = account_of(small_world.hr)
    kept = str(account.model_dump()) + str([event.facts for event in rows_of(AuditEvent)])
    assert second_factor.key_of(account) not in kept


def test_without_the_code_a_role_waits_and_the_own_work_goes_on(small_world: World, browser: Browser) -> None:
    both = small_world.account("Bùi Thị Hai Vai", Role.HR, Role.CLERK)
    half_way(browser, both)
    assert browser.get("/papers").status_code == 200
    assert browser.get("/hr").status_code == 303
    assert "Bàn làm việc" in browser.open("/")
    refused = browser.submit("/hr/procedures/new", {"kind": "resolution", "subject": "x"})
    assert refused.status_code == 403
    assert "Cần mã trên điện thoại" in words_of(refused.text)


@pytest.mark.parametrize("role", ["clerk", "manager"])
def test_other_roles_sign_in_without_a_phone_unless_they_have_tied_one(
    small_world: World, browser: Browser, role: str
) -> None:
    actor = getattr(small_world, role)
    assert browser.sign_in_by_mail(actor).headers["location"] == "/"
    browser.open(PHONE)
    assert browser.submit(PHONE, {"code": code_on_phone(actor)}).status_code == 303
    assert Browser().sign_in_by_mail(actor).headers["location"] == f"{PHONE}?next=%2F"


def test_a_code_counts_once_whatever_the_browser(small_world: World, browser: Browser) -> None:
    half_way(browser, small_world.hr)
    other = half_way(Browser(), small_world.hr)
    code = code_on_phone(small_world.hr)
    assert browser.submit(PHONE, {"code": code}).status_code == 303
    other.open(PHONE)
    assert "Mã này đã dùng" in words_of(other.submit(PHONE, {"code": code}).text)
    assert other.get("/hr").status_code == 303


def test_an_older_code_than_the_last_one_is_refused(small_world: World, browser: Browser) -> None:
    half_way(browser, small_world.hr)
    totp, here = pyotp.TOTP(second_factor.key_of(account_of(small_world.hr))), int(moment().timestamp()) // 30
    with pytest.raises(Refusal, match="totp_wrong"):
        second_factor.enter(browser.cookies["danchu"], totp.generate_otp(here - 3))
    changed(Account, totp_next_try_at=None)
    secret = second_factor.enter(browser.cookies["danchu"], totp.generate_otp(here + 1))
    with pytest.raises(Refusal, match="totp_used"):
        second_factor.enter(secret, totp.generate_otp(here))


def test_wrong_codes_slow_down_longer_each_time_and_never_for_ever(small_world: World, browser: Browser) -> None:
    half_way(browser, small_world.hr)
    for wrong in range(1, 13):
        changed(Account, totp_next_try_at=None)
        before = moment()
        assert browser.submit(PHONE, {"code": "12345x"}).status_code == 422
        waits = account_of(small_world.hr).totp_next_try_at - before  # pyright: ignore
        assert timedelta(0) <= waits - timedelta(seconds=min(2 ** (wrong - 1), 300)) < timedelta(seconds=5)
    assert "Chờ" in words_of(browser.submit(PHONE, {"code": code_on_phone(small_world.hr)}).text)
    changed(Account, totp_next_try_at=moment(seconds=1))
    assert browser.submit(PHONE, {"code": code_on_phone(small_world.hr)}).status_code == 303
    assert account_of(small_world.hr).totp_wrong == 0


def test_the_session_gets_a_new_secret_with_the_code(small_world: World, browser: Browser) -> None:
    weak = half_way(browser, small_world.hr).cookies["danchu"]
    browser.submit(PHONE, {"code": code_on_phone(small_world.hr)})
    assert browser.cookies["danchu"] != weak
    assert Browser().take(weak).get("/").status_code == 303
    assert len(rows_of(WebSession)) == 1


def test_a_lost_phone_is_forgotten_with_its_sessions_and_another_is_tied(small_world: World, browser: Browser) -> None:
    browser.sign_in(small_world.hr)
    old = code_on_phone(small_world.hr)
    with database.transaction() as session:
        second_factor.reset(session, small_world.hr.account_id or 0)
    assert browser.get("/").status_code == 303
    again = half_way(Browser(), small_world.hr)
    assert again.submit(PHONE, {"code": old}).status_code == 422
    changed(Account, totp_next_try_at=None)
    assert 'id="key"' in again.open(PHONE)
    assert again.submit(PHONE, {"code": code_on_phone(small_world.hr)}).status_code == 303


def test_each_account_and_each_version_has_another_key(small_world: World) -> None:
    keys = {second_factor.key_of(Account(id=number, totp_version=v, full_name="", email="")) for number, v in PAIRS}
    assert len(keys) == len(PAIRS)
    assert {len(key) for key in keys} == {32}


PAIRS = [(1, 1), (1, 2), (2, 1), (11, 1), (1, 11)]


def test_a_second_signature_needs_the_code_whatever_the_role(small_world: World, browser: Browser) -> None:
    browser.sign_in_by_mail(small_world.manager)
    with database.reading() as session:
        weak = actor_of(session, browser.cookies["danchu"])
    assert weak is not None
    assert weak.holds(Role.MANAGER)
    with pytest.raises(Refusal, match="second_factor_needed"):
        second_factor.require(weak)
    secret = second_factor.enter(browser.cookies["danchu"], code_on_phone(small_world.manager))
    with database.reading() as session:
        strong = actor_of(session, secret)
    assert strong is not None
    second_factor.require(strong)


def test_a_verb_refuses_a_session_that_has_not_shown_the_code(small_world: World, browser: Browser) -> None:
    browser.sign_in_by_mail(small_world.hr)
    with database.reading() as session:
        weak = actor_of(session, browser.cookies["danchu"])
    assert weak is not None
    with pytest.raises(Refusal, match="second_factor_needed"):
        weak.account_for(Power.DRAFT)


def test_staff_without_an_account_have_no_phone_to_tie(small_world: World, browser: Browser) -> None:
    browser.sign_in_by_mail(Actor("", "nguoi0@example.gov.vn"))
    assert browser.get(PHONE).headers["location"] == "/"
    browser.open("/")
    assert browser.submit(PHONE, {"code": "123456"}).headers["location"] == "/"


def test_the_demo_lets_anyone_be_hr_without_a_phone(small_world: World, browser: Browser) -> None:
    browser.open("/demo/be")
    assert browser.submit("/demo/be", {"account": small_world.hr.account_id}).status_code == 303
    assert browser.get("/hr").status_code == 200


def test_a_moved_clock_moves_no_phone(small_world: World, browser: Browser) -> None:
    small_world.move(days=9)
    with database.reading() as session:
        assert clock.now(session) - clock.unmoved(session) > timedelta(days=8)
    browser.sign_in(small_world.hr)
    assert browser.get("/hr").status_code == 200
