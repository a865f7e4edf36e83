"""Where I am signed in: in words, ended one by one or all others at once, and nobody else's."""

import re

import pytest

from models import Account, WebSession
from models.store import database
from procedures.access.actor import Actor
from procedures.access.own_sessions import in_words
from tests.web.browser import Browser, words_of
from tests.web.test_sign_in import changed, moment, rows_of
from tests.world import World

WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
OWNER = Actor("", "nguoi0@example.gov.vn")


def browser_called(user_agent: str, actor: Actor = OWNER) -> Browser:
    browser = Browser()
    browser.headers["User-Agent"] = user_agent
    browser.sign_in_by_mail(actor)
    return browser


def numbers(browser: Browser) -> list[int]:
    return [int(number) for number in re.findall(r"/sessions/(\d+)/end\"", browser.open("/sessions"))]


def test_each_session_is_named_as_its_owner_knows_it_the_newest_first(small_world: World) -> None:
    browser_called(f"{WINDOWS} Chrome/130.0 Safari/537.36 Edg/130.0")
    here = browser_called(f"{PHONE} Version/18.0 Mobile/15E148 Safari/604.1")
    said = words_of(here.open("/sessions"))
    assert re.search(r"Safari trên iPhone, từ .{10,40} \(phiên này\).*Edge trên Windows, từ ", said)
    assert said.count("(phiên này)") == 1


def test_one_session_is_ended_and_the_others_go_on(small_world: World) -> None:
    left, here = browser_called("x"), browser_called("y")
    [_this, other] = numbers(here)
    assert here.submit(f"/sessions/{other}/end").headers["location"] == "/sessions"
    assert left.get("/").status_code == 303
    assert here.get("/").status_code == 200
    assert len(numbers(here)) == 1
    assert here.submit(f"/sessions/{other}/end").status_code == 303


def test_all_others_are_ended_at_once(small_world: World) -> None:
    others = [browser_called("x") for _ in range(3)]
    stranger, here = browser_called("z", small_world.clerk), browser_called("y")
    here.open("/sessions")
    assert here.submit("/sessions/end-others").status_code == 303
    assert "Đã kết thúc 3 phiên khác." in words_of(here.open("/sessions"))
    assert [other.get("/").status_code for other in others] == [303, 303, 303]
    assert stranger.get("/").status_code == 200


def test_ending_this_session_signs_out(small_world: World) -> None:
    here = browser_called("x")
    [this] = numbers(here)
    here.submit(f"/sessions/{this}/end")
    assert here.get("/sessions").headers["location"].startswith("/sign-in")


def test_nobody_sees_or_ends_the_session_of_another(small_world: World) -> None:
    clerk, here = browser_called("x", small_world.clerk), browser_called("y")
    theirs = numbers(clerk)
    assert set(numbers(here)).isdisjoint(theirs)
    assert here.submit(f"/sessions/{theirs[0]}/end").status_code == 303
    assert clerk.get("/").status_code == 200


def test_a_session_that_has_run_out_is_not_listed(small_world: World) -> None:
    browser_called("x")
    changed(WebSession, expires_at=moment(seconds=1))
    assert len(numbers(browser_called("y"))) == 1


def test_one_person_with_account_and_staff_row_sees_both_ways_in(small_world: World) -> None:
    as_staff = browser_called("x")
    with database.transaction() as session:
        session.add(Account(full_name="Nguyễn Thị Số 0", email=OWNER.email))
    as_both = browser_called("y")
    assert len(numbers(as_both)) == 2
    as_both.submit("/sessions/end-others")
    assert as_staff.get("/").status_code == 303


def test_whoever_leaves_is_signed_out_everywhere_at_once(small_world: World) -> None:
    here = browser_called("x", small_world.clerk)
    changed(Account, closed_at=moment())
    assert here.get("/").status_code == 303
    assert len(rows_of(WebSession)) == 1


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (f"{WINDOWS} Chrome/130.0 Safari/537.36", "Chrome trên Windows"),
        (f"{WINDOWS} coc_coc_browser/130.0 Chrome/124.0 Safari/537.36", "Cốc Cốc trên Windows"),
        (f"{PHONE} CriOS/130.0 Mobile/15E148 Safari/604.1", "Chrome trên iPhone"),
        ("Mozilla/5.0 (Linux; Android 14) Gecko/130.0 Firefox/130.0", "Firefox trên Android"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.0 Safari/605.1.15", "Safari trên máy Mac"),
        ("curl/8.5.0", ""),
        ("", ""),
    ],
)
def test_a_browser_is_called_as_people_call_it(user_agent: str, words: str) -> None:
    assert in_words(user_agent) == words
