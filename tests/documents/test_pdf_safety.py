"""A PDF fetches nothing and holds whatever people are called, however many they are."""

import dataclasses
import socket
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from documents import html, pdf
from documents.paper import Column, Paper, Row, Table
from documents.papers.reading_list import Reader, signing_list
from tests.documents import samples
from tests.documents.measure import text, words

HOSTILE = [
    "<b>Đậm</b>",
    "<script>alert(1)</script>",
    "W" * 400,
    "Nguyễn" * 60,
    "\u202eLê Văn Ngược\u202c",
    "a\x00b\x07c",
    "{{ 7*7 }}",
    '" onload="x',
    "&lt;i&gt;",
    "漢字 😀",
    "\ud800x",
    "",
    " \n ",
]


def test_hostile_names_stay_text_inside_the_margins() -> None:
    readers = tuple(Reader(name, unit) for name in HOSTILE for unit in ("Phòng " + "X" * 300, "<table>"))
    printed = pdf.render(signing_list(dataclasses.replace(samples.reading_list_facts(), readers=readers, units=())))
    seen = words(printed)
    assert min(word.left for word in seen) >= 29.7
    assert max(word.right for word in seen) <= 195.3
    for kept in ("<b>Đậm</b>", "<script>alert(1)</script>", "{{ 7*7 }}", "&lt;i&gt;", "Lê Văn Ngược", "<table>"):
        assert kept in text(printed)


MARKUP = [
    "&lt;img src={0}> url({0})",
    '<img src="{0}">',
    '<link rel="stylesheet" href="{0}">',
    '<style>@import "{0}";</style>',
    '<p style="background: url({0})">',
]


@pytest.mark.parametrize("markup", MARKUP)
def test_no_address_is_called_not_even_from_our_own_markup(markup: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/x"
        monkeypatch.setattr(html, "render", lambda paper: markup.format(address) + "<p>Lời văn</p>")
        printed = pdf.render(Paper("x", samples.letterhead(""), "Thông báo", "Kết quả", ()))
        with pytest.raises(BlockingIOError):
            listener.accept()
    assert text(printed).endswith("Lời văn")


def test_no_file_is_read_into_a_paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    style = tmp_path / "x.css"
    style.write_text("p::after { content: 'lộ' }", encoding="utf-8")
    monkeypatch.setattr(html, "render", lambda paper: f'<link rel="stylesheet" href="{style.as_uri()}"><p>Lời văn</p>')
    assert text(pdf.render(Paper("x", samples.letterhead(""), "Thông báo", "Kết quả", ()))) == "Lời văn"


def test_a_refused_address_is_named() -> None:
    with pytest.raises(pdf.FetchRefused, match="file:///etc/hostname"):
        pdf.NothingFetched().fetch("file:///etc/hostname")


def test_three_thousand_people_are_all_on_the_list() -> None:
    readers = tuple(Reader(f"Lê Văn Người{number}", f"Phòng {number % 60}") for number in range(3000))
    made = signing_list(dataclasses.replace(samples.reading_list_facts(), readers=readers, units=()))
    document = html.render(made)
    assert document.count("Lê Văn Người") == 3000
    assert "Danh sách có 3.000 người thuộc 60 đơn vị." in document
    assert '<td class="center">3000</td>' in document


def test_a_table_of_many_pages_loses_no_row() -> None:
    rows = tuple(Row((str(number), f"Người{number}")) for number in range(400))
    printed = pdf.render(
        Paper("x", samples.letterhead(""), "Danh sách", "Dài", (Table((Column("STT", 10), Column("Tên", 90)), rows),))
    )
    assert [word.text for word in words(printed) if word.text.startswith("Người")] == [row.cells[1] for row in rows]
    assert len(PdfReader(BytesIO(printed)).pages) > 8
