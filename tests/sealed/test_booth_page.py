"""The booth is the same bytes for every round and person, and its fingerprint is that of what is served."""

import pytest
from typer.testing import CliRunner

from cli.main import app
from notifications import booth
from tests.web.browser import Browser


@pytest.fixture
def browser(sqlite: None) -> Browser:
    return Browser()


def test_every_round_and_person_gets_the_same_bytes(browser: Browser) -> None:
    pages = {browser.get(f"/b/{uuid}").content for uuid in ("1" * 16, "Ab3" * 6)}
    assert len(pages) == 1
    assert browser.get("/b/0OIl").status_code == 404
    keys = {browser.get(f"/keys/{number}-{'a' * 32}").content for number in (1, 2)}
    assert len(keys) == 1
    assert keys != pages


def test_the_fingerprint_covers_every_file_that_the_page_loads(browser: Browser) -> None:
    seen: list[str] = []

    def fetch(path: str) -> bytes:
        seen.append(path)
        answer = browser.get(path)
        assert answer.status_code == 200, path
        return answer.content

    assert booth.fingerprint(fetch, "/b/" + "1" * 16) == booth.own_fingerprint()
    for script in ("voting/main.js", "voting/worker.js", "ballots/ballot.js"):
        assert f"/static/booth/{script}" in seen


@pytest.mark.parametrize("path", ["/static/booth/ballots/ballot.js", "/static/booth/booth.css", "/b/1111111111111111"])
def test_one_changed_byte_anywhere_changes_it(browser: Browser, path: str) -> None:
    def fetch(asked: str) -> bytes:
        return browser.get(asked).content + (b" " if asked == path else b"")

    assert booth.fingerprint(fetch, "/b/1111111111111111") != booth.own_fingerprint()


def test_what_is_no_address_is_refused_in_words() -> None:
    answer = CliRunner().invoke(app, ["booth", "hash", "ftp://x/b/1"])
    assert answer.exit_code == 2
    assert "Không phải địa chỉ" in answer.output
