"""Every folder of templates/mail: what it holds, and what its letters must never hold."""

import inspect
import re
import unicodedata
from datetime import UTC, datetime
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from notifications import compose as composing
from notifications import links, messages, mime
from notifications.compose.shortening import SUBJECT_LETTERS
from notifications.letter import Letter
from notifications.links import page
from tests.letters.story import CONTACT, as_read
from words.environment import TEMPLATES, render

MAIL = TEMPLATES / "mail"
FOLDERS = sorted(folder.name for folder in MAIL.iterdir() if folder.is_dir() and folder.name != "_frame")
SENT_AT = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
DECREE = re.compile(r"(NĐ|Nghị định|Luật|QĐ|TT|Thông tư) ?\d+/\d{4}")
Letters = dict[str, list[Letter]]

every_folder = pytest.mark.parametrize("folder", FOLDERS)


def test_each_message_function_has_a_folder_and_a_composer_and_there_are_no_others():
    functions = [name for name, _ in inspect.getmembers(messages, inspect.isfunction)]
    assert functions == sorted(messages.__all__)
    assert sorted(functions) == FOLDERS == sorted(composing.MESSAGES)


@every_folder
def test_a_folder_holds_its_words_its_subject_and_two_bodies(folder: str):
    assert sorted(file.name for file in (MAIL / folder).iterdir()) == [
        "body.html",
        "body.txt",
        "subject.txt",
        "words.txt",
    ]


@every_folder
@pytest.mark.parametrize("part", ["subject.txt", "body.txt", "body.html"])
def test_a_fact_that_was_not_given_stops_the_letter(folder: str, part: str):
    with pytest.raises(UndefinedError):
        render(f"mail/{folder}/{part}")


@every_folder
def test_text_and_html_say_the_same_sentences(folder: str, letters: Letters):
    for letter in letters[folder]:
        in_text, in_html = " ".join(letter.text.split()), as_read(letter.html)
        for line in letter.text.splitlines():
            assert line.strip().removeprefix("- ").removesuffix(":") in in_html or line == link_of(letter)
        for paragraph in re.findall(r"<p[ >].*?</p>", letter.html, re.DOTALL):
            assert as_read(paragraph) in in_text


@every_folder
def test_text_and_html_carry_one_link_and_one_code(folder: str, letters: Letters):
    for letter in letters[folder]:
        hrefs = re.findall(r'href="([^"]*)"', letter.html)
        assert len(hrefs) == 1
        assert letter.text.split().count(hrefs[0]) == 1
        for code in re.findall(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b", letter.text):
            assert f">{code}<" in letter.html


@every_folder
def test_a_letter_says_to_whom_why_whom_to_ask_and_how_to_know_it_is_genuine(folder: str, letters: Letters):
    for letter in letters[folder]:
        for body in (letter.text, as_read(letter.html)):
            assert f"Kính gửi đồng chí {letter.to_name}," in body
            assert "Vì sao đồng chí nhận thư này: " in body
            assert f"Đầu mối: {CONTACT}." in body
            assert f"Thư thật luôn dẫn tới {page('')};" in body


@every_folder
def test_every_link_is_under_the_agencys_own_address(folder: str, letters: Letters):
    for letter in letters[folder]:
        found = re.findall(r"https?://[^\s\"<>,;]+", letter.text + letter.html)
        assert found
        assert all(address == page("") or address.startswith(page("/")) for address in found)


@every_folder
def test_nothing_is_fetched_when_a_letter_is_opened(folder: str, letters: Letters):
    for letter in letters[folder]:
        assert not re.search(r"<(img|link|script|iframe|object|svg|video|form)\b|url\(|@import|\bsrc=", letter.html)


@every_folder
def test_a_letter_is_small_and_survives_the_post(folder: str, letters: Letters):
    for letter in letters[folder]:
        raw = mime.build(letter, SENT_AT)
        assert mime.is_small(raw)
        posted = message_from_bytes(raw, policy=policy.default)
        text, html = (posted.get_body((kind,)) for kind in ("plain", "html"))
        assert text is not None
        assert html is not None
        assert text.get_content().split() == letter.text.split()
        assert as_read(html.get_content()) == as_read(letter.html)
        assert "prefers-color-scheme: dark" in html.get_content()
        assert str(posted["Subject"]) == letter.subject


@every_folder
def test_a_subject_is_one_short_line(folder: str, letters: Letters):
    for letter in letters[folder]:
        assert 20 < len(letter.subject) <= SUBJECT_LETTERS
        assert letter.subject == " ".join(letter.subject.split())


@every_folder
def test_a_letter_speaks_calmly_in_composed_vietnamese(folder: str, letters: Letters):
    for letter in letters[folder]:
        seen = letter.subject + letter.text + as_read(letter.html)
        assert "!" not in seen
        assert "cảm ơn" not in seen.lower()
        assert not re.search(r" [,.;:]| {2}|\.\.|[{}]|None|undefined", seen.replace("    ", ""))
        assert unicodedata.is_normalized("NFC", seen)


@pytest.mark.parametrize("file", sorted(MAIL.rglob("*.*")), ids=lambda file: f"{file.parent.name}/{file.name}")
def test_no_template_names_a_decree(file: Path):
    assert not DECREE.search(file.read_text(encoding="utf-8"))


def test_the_test_letter_has_the_words_of_the_invitation(letters: Letters):
    preview, invitation = letters["resolution_preview"][0], letters["resolution_circulated"][0]
    assert preview.subject.startswith("[Gửi thử] Đọc và xác nhận: ")
    mark, rest = preview.text.split("\n\n", 1)
    assert mark.startswith("Thư gửi thử")
    asked = rest.replace(f"đồng chí {preview.to_name}", f"đồng chí {invitation.to_name}", 1).split("\n\n")
    assert [part for part in asked if part not in invitation.text] == [asked[1], asked[3]]


def test_the_test_letter_opens_nothing(letters: Letters):
    preview = letters["resolution_preview"][0]
    token = link_of(preview).rpartition("/")[2]
    assert links.entry_of(token) is None
    (code,) = re.findall(r"\b\w{4}-\w{4}\b", preview.text)
    assert not any(links.same_code(code, entry, version) for entry in range(1, 50) for version in (1, 2))


def link_of(letter: Letter) -> str:
    return re.findall(r'href="([^"]*)"', letter.html)[0]
