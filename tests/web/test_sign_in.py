"""Signing in by a mailed code: for the browser that asked, for a while, and out again."""

from datetime import timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlmodel import select

from models import AuditEvent, SignInRequest, WebSession
from models.store import clock, database
from settings import use
from tests.web.browser import Browser, mailed_code, words_of
from tests.world import World
from web import session as sessions
from web.access.sign_in import local
from web.app import create_app

OWNER = "nguoi0@example.gov.vn"


def asked(browser: Browser, email: str = OWNER) -> Browser:
    browser.open("/sign-in")
    assert browser.submit("/sign-in", {"email": email}).headers["location"] == "/sign-in/code?next=%2F"
    browser.open("/sign-in/code")
    return browser


def changed(row: type, **values: object) -> None:
    with database.transaction() as session:
        for found in session.exec(select(row)).all():
            for name, value in values.items():
                setattr(found, name, value)
            session.add(found)


def test_a_code_from_the_letter_signs_in_the_browser_that_asked(small_world: World, browser: Browser) -> None:
    asked(browser)
    assert "/sign-in" in browser.get("/").headers["location"]
    entered = browser.submit("/sign-in/code", {"code": f" {mailed_code()} "})
    assert (entered.status_code, entered.headers["location"]) == (303, "/")
    assert "Nguyễn Thị Số 0" in browser.open("/")
    [letter] = small_world.letters("sign_in_code")
    assert letter.urgent
    assert len(rows_of(WebSession)) == 1


def rows_of(row: type) -> list:
    with database.reading() as session:
        return list(session.exec(select(row)).all())


def test_a_page_asked_for_before_sign_in_opens_after_it(small_world: World, browser: Browser) -> None:
    assert browser.get("/?a=b c").headers["location"] == "/sign-in?next=%2F%3Fa%3Db%2520c"
    assert 'name="next" value="/?a=b%20c"' in browser.open("/sign-in?next=%2F%3Fa%3Db%2520c")
    browser.submit("/sign-in", {"email": OWNER, "next": "/?a=b%20c"})
    browser.open("/sign-in/code?next=%2F%3Fa%3Db%2520c")
    entered = browser.submit("/sign-in/code", {"code": mailed_code(), "next": "/?a=b%20c"})
    assert entered.headers["location"] == "/?a=b%20c"


def test_an_unknown_address_gets_the_same_answer_and_no_letter(small_world: World, browser: Browser) -> None:
    known, unknown = Browser(), browser
    pages = [asked(one, email).last for one, email in ((known, OWNER), (unknown, "khong.ai@example.gov.vn"))]
    assert words_of(pages[0]) == words_of(pages[1])
    assert len(small_world.letters("sign_in_code")) == 1
    assert unknown.submit("/sign-in/code", {"code": mailed_code()}).status_code == 422


def test_wrong_codes_slow_the_browser_that_types_them_and_never_the_owner(small_world: World, browser: Browser) -> None:
    stranger = asked(Browser())
    asked_at = moment()
    assert "Mã chưa đúng" in words_of(stranger.submit("/sign-in/code", {"code": "000000x"}).text)
    [slowed] = rows_of(SignInRequest)
    assert slowed.next_try_at >= asked_at + timedelta(seconds=1)
    changed(SignInRequest, next_try_at=moment(minutes=-1))
    assert "Chờ" in words_of(stranger.submit("/sign-in/code", {"code": mailed_code()}).text)
    asked(browser)
    assert browser.submit("/sign-in/code", {"code": mailed_code()}).status_code == 303


def test_five_wrong_codes_use_up_the_wish(small_world: World, browser: Browser) -> None:
    asked(browser)
    for _ in range(5):
        changed(SignInRequest, next_try_at=moment())
        browser.submit("/sign-in/code", {"code": "x"})
    changed(SignInRequest, next_try_at=moment())
    answered = browser.submit("/sign-in/code", {"code": mailed_code()})
    assert "Mã đã hết hạn hoặc đã dùng" in words_of(answered.text)


def moment(**before: float):
    with database.reading() as session:
        return clock.unmoved(session) - timedelta(**before)


def test_a_code_is_refused_after_ten_minutes_twice_and_in_another_browser(small_world: World, browser: Browser) -> None:
    asked(browser)
    other = Browser()
    other.open("/sign-in")
    assert other.submit("/sign-in/code", {"code": mailed_code()}).status_code == 422
    kept = browser.cookies["danchu-browser"]
    assert browser.submit("/sign-in/code", {"code": mailed_code()}).status_code == 303
    browser.cookies.set("danchu-browser", kept, domain="127.0.0.1", path="/")
    browser.open("/sign-in/code")
    assert "đã dùng" in words_of(browser.submit("/sign-in/code", {"code": mailed_code()}).text)
    late = asked(Browser())
    changed(SignInRequest, asked_at=moment(minutes=10, seconds=1))
    assert late.submit("/sign-in/code", {"code": mailed_code()}).status_code == 422


def test_ten_wishes_in_a_quarter_of_an_hour_are_enough(small_world: World, browser: Browser) -> None:
    for _ in range(10):
        asked(browser)
    browser.open("/sign-in")
    assert "Chờ 15 phút" in words_of(browser.submit("/sign-in", {"email": OWNER}).text)


@pytest.mark.parametrize("email", ["", "hoa", "hoa@", "@coquan.gov.vn", "hoa lt@coquan.gov.vn"])
def test_what_is_no_address_comes_back_with_the_error_at_the_field(
    small_world: World, browser: Browser, email: str
) -> None:
    browser.open("/sign-in")
    answered = browser.submit("/sign-in", {"email": email})
    assert answered.status_code == 422
    assert 'id="e-email"' in answered.text
    assert rows_of(SignInRequest) == []


def test_signing_out_ends_the_session_for_whoever_kept_its_cookie(small_world: World, browser: Browser) -> None:
    browser.sign_in(small_world.hr).open("/")
    kept = dict(browser.cookies)
    out = browser.submit("/sign-out")
    assert out.headers["location"] == "/sign-in"
    assert "Đồng chí đã đăng xuất." in words_of(browser.open("/sign-in"))
    assert "Đồng chí đã đăng xuất." not in words_of(browser.open("/sign-in"))
    thief = Browser()
    thief.cookies.update(kept)
    assert thief.get("/").status_code == 303


def test_half_an_hour_without_a_visit_ends_the_session_in_this_browser(small_world: World, browser: Browser) -> None:
    browser.sign_in(small_world.hr).open("/")
    secret = browser.cookies["danchu"]
    for minutes, status in ((29, 200), (31, 303)):
        seen = sessions.mark_of_visit(moment(minutes=minutes), secret)
        browser.cookies.set("danchu-seen", seen, domain="127.0.0.1", path="/")
        assert browser.get("/").status_code == status


def test_each_answer_renews_the_mark_of_the_last_visit_and_writes_no_row(small_world: World, browser: Browser) -> None:
    browser.sign_in(small_world.hr)
    old = sessions.mark_of_visit(moment(minutes=20), browser.cookies["danchu"])
    browser.cookies.set("danchu-seen", old, domain="127.0.0.1", path="/")
    events = len(rows_of(AuditEvent))
    assert "danchu-seen=" in browser.head("/").headers["set-cookie"]
    assert browser.cookies["danchu-seen"] != old
    assert len(rows_of(AuditEvent)) == events


@pytest.mark.parametrize("seen", ["", "x", "9999999999.", "99999999999999999999.x", "-1.x", "đ.đ"])
def test_a_made_up_mark_of_the_last_visit_is_not_believed(small_world: World, browser: Browser, seen: str) -> None:
    browser.sign_in(small_world.hr)
    browser.cookies.delete("danchu-seen")
    answered = browser.get("/", headers={"Cookie": f"danchu={browser.cookies['danchu']}; danchu-seen={seen}".encode()})
    assert answered.status_code == 303


def test_a_session_ends_after_ten_hours_and_with_the_account(small_world: World, browser: Browser) -> None:
    browser.sign_in(small_world.hr).open("/")
    changed(WebSession, expires_at=moment(seconds=1))
    assert browser.get("/").status_code == 303


def test_a_post_without_a_session_is_refused_with_the_way_to_sign_in(small_world: World, browser: Browser) -> None:
    browser.sign_in(small_world.hr).open("/")
    changed(WebSession, revoked_at=moment())
    app = create_app()
    app.add_api_route("/act", act, methods=["POST"])
    acting = Browser(app)
    acting.cookies.update(browser.cookies)
    acting.last = browser.last
    refused = acting.submit("/act")
    assert refused.status_code == 403
    assert "Phiên làm việc đã hết" in refused.text


def act(actor: sessions.SignedIn) -> None:
    raise AssertionError(actor)


def test_cookies_are_out_of_reach_of_scripts_and_of_other_sites(small_world: World, browser: Browser) -> None:
    browser.open("/sign-in")
    asking = browser.submit("/sign-in", {"email": OWNER}).headers["set-cookie"]
    assert asking.startswith("danchu-browser=")
    assert "HttpOnly; Path=/; SameSite=lax" in asking
    use({"DANCHU_BASE_URL": "https://danchu.example.gov.vn"})
    try:
        given = Browser().get("/sign-in")
        assert given.headers["set-cookie"].startswith("__Host-danchu-form=")
        assert given.headers["set-cookie"].endswith("HttpOnly; Path=/; SameSite=lax; Secure")
        assert given.headers["strict-transport-security"] == "max-age=31536000"
    finally:
        use({"DANCHU_BASE_URL": "http://127.0.0.1:8080"})


@example("//evil.example")
@example("/\\evil.example")
@example("https://evil.example")
@example("/\t/evil.example")
@given(st.text(alphabet="/\\:@.aé\t\n\r %?#x", max_size=12))
def test_sign_in_goes_on_to_pages_of_ours_only(path: str) -> None:
    going = local(path)
    assert going.startswith("/")
    assert going[1:2] not in ("/", "\\")
    assert not set("\t\n\r\\") & set(going)
    assert going in (path, "/")
