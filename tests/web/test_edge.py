"""What every answer carries, what is refused before a page is asked, and what the log does not say."""

import logging
from collections.abc import Iterator

import pytest
import structlog
from fastapi import FastAPI
from hypothesis import given
from hypothesis import strategies as st

from settings import use
from tests.web.browser import Browser, words_of
from tests.web.rows import rows
from tests.web.test_forgery import filled
from tests.world import World
from web.app import create_app
from web.edge.body_size import LARGEST_BODY
from web.edge.headers import POLICY
from web.edge.masking import configure, masked, masked_path


def broken(token: str) -> None:
    raise ValueError(f"ý kiến của đồng chí {token}")


@pytest.fixture
def app_with_a_fault(small_world: World) -> FastAPI:
    app = create_app()
    app.add_api_route("/p/{token}/broken", broken)
    return app


def gets() -> list[str]:
    return [path for path, operations in create_app().openapi()["paths"].items() if "get" in operations]


def test_every_answer_carries_the_security_headers(small_world: World, circulated: int, browser: Browser) -> None:
    token = small_world.token(small_world.entries(circulated)[0])
    paths = [*(filled(path, token) for path in gets()), "/static/danchu.css", "/static/none", "/nowhere", "/p/x"]
    for path in paths:
        for answered in (browser.get(path), browser.head(path), browser.post(path), browser.delete(path)):
            headers = answered.headers
            assert headers["content-security-policy"] == POLICY, path
            assert headers["referrer-policy"] == "same-origin"
            assert headers["x-content-type-options"] == "nosniff"
            assert headers["cache-control"] == ("no-cache" if path.startswith("/static/") else "no-store")


@pytest.mark.parametrize("role", [None, "hr", "clerk", "manager", "operator"])
def test_no_page_that_is_only_looked_at_writes_a_row(
    small_world: World, circulated: int, browser: Browser, role: str | None
) -> None:
    if role:
        browser.sign_in(getattr(small_world, role))
    before, token = rows(), small_world.token(small_world.entries(circulated)[0])
    for path in gets():
        got, head = browser.get(filled(path, token)), browser.head(filled(path, token))
        assert got.status_code == head.status_code < 500, path
        assert head.content == b""
    assert rows() == before


@pytest.mark.parametrize(
    ("method", "path", "status", "words"),
    [
        ("GET", "/nowhere", 404, "Không có trang này"),
        ("GET", "/openapi.json", 404, "Không có trang này"),
        ("GET", "/docs", 404, "Không có trang này"),
        ("POST", "/", 405, "Trang này không mở được theo cách đó"),
        ("PUT", "/sign-in", 405, "Trang này không mở được theo cách đó"),
        ("GET", "/sign-in?next=" + "a" * 501, 422, "Biểu mẫu thiếu hoặc sai"),
        ("GET", "/static/../app.py", 404, "Không có trang này"),
    ],
)
def test_what_cannot_be_is_said_on_a_page(
    small_world: World, browser: Browser, method: str, path: str, status: int, words: str
) -> None:
    answered = browser.request(method, path)
    assert answered.status_code == status
    assert answered.headers["content-type"] == "text/html; charset=utf-8"
    assert words in words_of(answered.text)


def test_a_body_that_announces_too_much_is_not_read(small_world: World, browser: Browser) -> None:
    browser.open("/sign-in")
    for length in (str(LARGEST_BODY + 1), "-1", "x"):
        headers = {"Origin": "http://127.0.0.1:8080", "Content-Length": length}
        answered = browser.post("/sign-in", content=unread(), headers=headers)
        assert answered.status_code == 413
        assert "25 MB" in answered.text


def unread() -> Iterator[bytes]:
    yield b"email=a"


def test_a_body_that_announces_nothing_is_counted_while_it_streams(small_world: World, browser: Browser) -> None:
    sent = []

    def endless() -> Iterator[bytes]:
        while len(sent) < 40:
            sent.append(1)
            yield b"a" * 1024 * 1024

    headers = {"Origin": "http://127.0.0.1:8080", "Content-Type": "multipart/form-data; boundary=x"}
    assert browser.post("/sign-in", content=endless(), headers=headers).status_code == 413


def test_an_unforeseen_fault_is_a_numbered_page_and_its_place_in_the_log(
    app_with_a_fault: FastAPI, capsys: pytest.CaptureFixture[str]
) -> None:
    answered = Browser(app_with_a_fault).get("/p/12-bimat/broken")
    said = capsys.readouterr().out
    assert answered.status_code == 500
    assert "Máy chủ gặp lỗi" in answered.text
    number = said.split("number=")[1].split()[0]
    assert f"kèm số {number}" in words_of(answered.text)
    assert "kind=ValueError" in said
    assert "test_edge.py" in said
    assert "đồng chí" not in said


def test_the_page_of_a_fault_stands_without_a_database(tmp_path) -> None:
    use({"DANCHU_DATABASE_URL": f"sqlite:///{tmp_path}/none/none.db"})
    browser = Browser()
    browser.cookies.set("danchu", "x")
    for path in ("/", "/sign-in", "/nowhere", "/p/1-" + "0" * 32):
        answered = browser.get(path)
        assert answered.status_code == 500, path
        assert "Máy chủ gặp lỗi" in answered.text
    assert browser.get("/healthz").text == "ok"


@pytest.fixture
def logging_as_served() -> Iterator[None]:
    root = logging.getLogger()
    before = root.handlers[:], root.level
    configure()
    yield
    structlog.reset_defaults()
    root.handlers, root.level = before


@pytest.mark.usefixtures("logging_as_served")
def test_no_log_holds_a_personal_link(
    small_world: World, circulated: int, app_with_a_fault: FastAPI, capfd: pytest.CaptureFixture[str]
) -> None:
    configure()
    token = small_world.token(small_world.entries(circulated)[0])
    browser = Browser(app_with_a_fault)
    browser.open(f"/p/{token}")
    browser.submit(f"/p/{token}/review", {"choice": "read"})
    browser.submit(f"/p/{token}/answer", {"choice": "read"})
    browser.get(f"/p/{token}/resolution.pdf", headers={"Referer": f"http://127.0.0.1:8080/p/{token}"})
    browser.get(f"/p/{token}/broken")
    browser.get(f"/p/{token}x")
    logging.getLogger("uvicorn.error").warning("odd request %s", f"http://127.0.0.1:8080/p/{token}?x")
    logging.getLogger("uvicorn.error").warning(f"GET /p/{token} HTTP/1.1")
    said = "".join(capfd.readouterr())
    assert said.count('"path": "/p/…"') >= 2
    assert '"path": "/p/…/review"' in said
    assert "/p/…?x" in said
    assert token not in said
    assert token.partition("-")[2] not in said


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("/p/12-abc/review", "/p/…/review"),
        ("http://a.example/p/12-abc?x=1#f", "http://a.example/p/…?x=1#f"),
        ('"GET /p/12-abc HTTP/1.1"', '"GET /p/… HTTP/1.1"'),
        ("/b/4#secret", "/b/…#secret"),
        ("/procedures/12", "/procedures/12"),
        ("link 12-" + "0a" * 16 + " of", "link … of"),
    ],
)
def test_what_follows_the_personal_path_is_masked(text: str, kept: str) -> None:
    assert masked(text) == kept


@given(before=st.text(max_size=8), after=st.text(max_size=8), folder=st.sampled_from(["/p/", "//p/", "/x/p/", "/b/"]))
def test_no_character_around_a_token_uncovers_it(before: str, after: str, folder: str) -> None:
    token = "12-" + "0a" * 16
    assert "0a0a" not in masked_path(f"{folder}{before}{token}{after}/review")
    assert "0a0a" not in masked(f"{folder}{before}{token}{after}/review")
