"""Posts from elsewhere are refused on every route, and so are forms that are not the page's own."""

import re

import pytest

from notifications import links
from settings import settings
from tests.web.browser import Browser, form_token, words_of
from tests.web.rows import rows
from tests.world import World
from web.app import create_app
from web.csrf import JSON_POSTS

OURS = {"Origin": "http://127.0.0.1:8080"}
ELSEWHERE = [
    {},
    {"Origin": "null"},
    {"Origin": "https://127.0.0.1:8080"},
    {"Origin": "http://127.0.0.1"},
    {"Origin": "http://127.0.0.1:8080.evil.example"},
    {"Origin": "http://[", "Sec-Fetch-Site": "same-origin"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "none"},
    {"Origin": "https://evil.example", "Sec-Fetch-Site": "same-origin"},
]


def posts() -> list[str]:
    paths = create_app().openapi()["paths"]
    return [path for path, operations in paths.items() if "post" in operations]


def filled(path: str, token: str) -> str:
    """The route with this token for a link and 1 for every number."""
    parts = [token if part == "{token}" else "1" if part.startswith("{") else part for part in path.split("/")]
    return "/".join(parts)


@pytest.fixture
def opened(small_world: World, circulated: int, browser: Browser) -> tuple[Browser, str]:
    """A browser with the first person's page open, and its address."""
    path = f"/p/{small_world.token(small_world.entries(circulated)[0])}"
    browser.open(path)
    return browser, path


@pytest.mark.parametrize("headers", ELSEWHERE, ids=str)
def test_a_post_from_elsewhere_is_refused(opened: tuple[Browser, str], headers: dict[str, str]) -> None:
    browser, path = opened
    before = rows()
    answered = browser.post(
        f"{path}/answer", data={"csrf": form_token(browser.last), "choice": "read"}, headers=headers
    )
    assert answered.status_code == 403
    assert f"Máy chủ chỉ nhận biểu mẫu gửi từ {settings().base_url}" in words_of(answered.text)
    assert rows() == before


@pytest.mark.parametrize("headers", [OURS, {"Sec-Fetch-Site": "same-origin"}], ids=str)
def test_a_post_from_the_own_page_is_taken(opened: tuple[Browser, str], headers: dict[str, str]) -> None:
    browser, path = opened
    fields = {"csrf": form_token(browser.last), "choice": "read"}
    assert browser.post(f"{path}/answer", data=fields, headers=headers).status_code == 303


def test_every_route_refuses_posts_without_the_token_of_its_form(opened: tuple[Browser, str]) -> None:
    browser, path = opened
    before, token = rows(), path.removeprefix("/p/")
    for route in posts():
        for given in ({}, {"csrf": ""}, {"csrf": "made-up"}, {"csrf": "đ"}):
            answered = browser.post(filled(route, token), data=given, headers=OURS)
            assert answered.status_code == 403, route
            said = route.startswith(JSON_POSTS) or re.search("Trang đã cũ|Phiên làm việc đã hết", answered.text)
            assert said, route
    assert rows() == before


def test_the_token_of_another_person_s_page_is_refused(
    small_world: World, circulated: int, opened: tuple[Browser, str]
) -> None:
    browser, _ = opened
    other = f"/p/{small_world.token(small_world.entries(circulated)[1])}"
    assert browser.submit(f"{other}/answer", {"choice": "read"}).status_code == 403


def test_a_form_opened_before_sign_in_is_not_taken_after_it(small_world: World, browser: Browser) -> None:
    before = form_token(browser.open("/lost-link"))
    browser.sign_in(small_world.hr)
    fields = {"csrf": before, "email": "nguoi0@example.gov.vn"}
    assert browser.post("/lost-link", data=fields, headers=OURS).status_code == 403
    browser.open("/lost-link")
    assert browser.submit("/lost-link", {"email": "nguoi0@example.gov.vn"}).status_code == 200


def test_a_browser_without_any_cookie_of_ours_has_no_form_of_ours(small_world: World, browser: Browser) -> None:
    fields = {"csrf": links.form_token("browser", ""), "email": "nguoi0@example.gov.vn"}
    assert browser.post("/lost-link", data=fields, headers=OURS).status_code == 403
