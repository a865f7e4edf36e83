"""A paper as HTML: one document, everything escaped, usable where only our own stylesheet is allowed."""

import dataclasses
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents import html
from documents.paper import (
    Article,
    Block,
    Column,
    Form,
    Heading,
    Letterhead,
    Paper,
    Paragraph,
    Points,
    Row,
    RowKind,
    Signer,
    Table,
)
from documents.papers.resolution import resolution
from tests.documents import samples
from words.names import clean_name

PLAIN = Paper("notice", samples.letterhead("TB-SNgV"), "Thông báo", "Kết quả", ())


class Seen(HTMLParser):
    """What a browser would see: the tags with their attributes, and the text."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.pieces: list[str] = []
        self.feed(document)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attributes)))

    def handle_data(self, data: str) -> None:
        self.pieces.append(data.replace("\N{NO-BREAK SPACE}", " "))


def test_a_linked_stylesheet_leaves_no_style_in_the_document() -> None:
    seen = Seen(html.render(resolution(samples.resolution_facts()), stylesheet_href="/static/paper.css"))
    assert ("link", {"rel": "stylesheet", "href": "/static/paper.css"}) in seen.tags
    assert not {"style", "script", "img", "iframe"} & {tag for tag, _ in seen.tags}
    assert not [attributes for _, attributes in seen.tags if "style" in attributes]


def test_without_a_link_the_document_stands_alone() -> None:
    document = html.render(resolution(samples.resolution_facts()))
    assert html.STYLESHEET.read_text(encoding="utf-8") in document
    assert "<link" not in document


def test_the_stylesheet_names_no_other_file() -> None:
    assert not re.search(r"url\(|@import|https?:", html.STYLESHEET.read_text(encoding="utf-8"))


def test_the_document_is_vietnamese_and_named_after_the_paper() -> None:
    document = html.render(resolution(samples.resolution_facts()))
    assert document.startswith('<!DOCTYPE html>\n<html lang="vi">')
    assert f"<title>Nghị quyết 05/NQ-HNCBCC {samples.CONFERENCE}</title>" in document


def test_a_paper_without_a_number_is_named_without_one() -> None:
    assert html.title(PLAIN) == "Thông báo Kết quả"


def test_what_the_law_wants_in_capitals_is_in_capitals() -> None:
    text = " ".join(Seen(html.render(resolution(samples.resolution_facts()))).pieces)
    for words in ("UBND TỈNH HÀ TĨNH", "SỞ NGOẠI VỤ", "NGHỊ QUYẾT", "QUYẾT NGHỊ:", "TM. ĐOÀN CHỦ TỊCH", "GIÁM ĐỐC"):
        assert words in text


def test_an_official_letter_has_its_subject_under_the_number_and_whom_it_is_for() -> None:
    letter = dataclasses.replace(PLAIN, type_name="", addressed_to=("Sở Nội vụ",))
    document = html.render(letter)
    assert "V/v Kết quả" in document
    assert "Kính gửi: Sở Nội vụ" in document
    assert "<h1>" not in document


def test_several_addressees_stand_one_under_the_other() -> None:
    document = html.render(dataclasses.replace(PLAIN, addressed_to=("Sở Nội vụ", "Sở Tài chính")))
    assert document.index("Kính gửi:") < document.index("- Sở Nội vụ;") < document.index("- Sở Tài chính.")


def test_a_mark_stands_in_a_frame() -> None:
    assert '<span class="mark">LƯU HÀNH NỘI BỘ</span>' in html.render(
        dataclasses.replace(PLAIN, mark="Lưu hành nội bộ")
    )


def test_an_article_without_a_heading_begins_with_its_text() -> None:
    document = html.render(dataclasses.replace(PLAIN, blocks=(Article(3, "", (Paragraph("Chánh Văn phòng"),)),)))
    assert "<b>Điều 3.</b> Chánh Văn phòng" in document


def test_an_article_may_hold_points_or_nothing() -> None:
    blocks = Article(1, "", (Points(("một",)),)), Article(2, "Thi hành", ())
    text = " ".join(Seen(html.render(dataclasses.replace(PLAIN, blocks=blocks))).pieces)
    assert text.index("- một") < text.index("Điều 2. Thi hành")


def test_the_head_of_a_table_says_what_each_column_holds() -> None:
    table = Table(
        (Column("STT", 10), Column("Họ và tên", 90)), (Row(("Văn phòng",), RowKind.GROUP), Row(("1", "Lê Hoa")))
    )
    tags = Seen(html.render(dataclasses.replace(PLAIN, blocks=(table,)))).tags
    assert [attributes["scope"] for tag, attributes in tags if tag == "th"] == ["col", "col", "rowgroup"]
    assert [attributes["width"] for tag, attributes in tags if tag == "col"] == ["10%", "90%"]


@pytest.mark.parametrize("kept", ["92,9 %", "Điều 51"])
def test_figures_that_belong_together_are_not_parted_at_the_end_of_a_line(kept: str) -> None:
    document = html.render(dataclasses.replace(PLAIN, blocks=(Paragraph(f"Đạt {kept}."),)))
    assert kept.replace(" ", "\N{NO-BREAK SPACE}") in document


def every_shape(text: str) -> tuple[Block, ...]:
    return Heading(text), Paragraph(text), Points((text,)), Article(1, text, ()), Article(2, "", (Paragraph(text),))


@given(st.text(max_size=40) | st.text(alphabet="<>/b&lt;\"' -!", max_size=20))
def test_no_text_becomes_markup_and_none_is_lost(typed: str) -> None:
    calm, wild = (
        Seen(html.render(dataclasses.replace(PLAIN, blocks=every_shape(text)))) for text in ("lời văn", typed)
    )
    assert [tag for tag, _ in wild.tags] == [tag for tag, _ in calm.tags]
    kept = clean_name(typed).replace("\N{NO-BREAK SPACE}", " ")
    assert "".join(wild.pieces).count(kept) >= 5


HOSTILE = '<b onclick="x">"\'&amp;{{ 7*7 }}</b>'


def filled(text: str) -> Paper:
    """A paper with this text in every place that a text can stand in."""
    row, group, note = Row((text, text)), Row((text,), RowKind.GROUP), Row((text,), RowKind.NOTE)
    return Paper(
        kind="x",
        letterhead=Letterhead(text, text, text, text),
        type_name=text,
        subject=text,
        blocks=(Table((Column(text, 40), Column(text, 60)), (group, note, row)), Article(1, text, (Points((text,)),))),
        signers=(Signer(text, text, text), Signer(text, text)),
        recipients=(text,),
        addressed_to=(text, text),
        authority=text,
        bases=(text,),
        enacting=text,
        on_behalf_of=text,
        mark=text,
        stamp_room=text,
    )


@pytest.mark.parametrize(
    "changes", [{}, {"type_name": "", "addressed_to": (HOSTILE,)}, {"signers": (Signer(HOSTILE, HOSTILE, HOSTILE),)}]
)
def test_a_hostile_text_is_text_in_every_place_of_a_paper(changes: dict[str, object]) -> None:
    calm_changes = {name: _calm(change) for name, change in changes.items()}
    wild = Seen(html.render(dataclasses.replace(filled(HOSTILE), **changes), stylesheet_href='/x"><script>'))
    calm = Seen(html.render(dataclasses.replace(filled("lời"), **calm_changes), stylesheet_href="/x"))
    assert [tag for tag, _ in wild.tags] == [tag for tag, _ in calm.tags]
    assert not [attributes for _, attributes in wild.tags if "onclick" in attributes]
    assert ("meta", {"name": "author", "content": HOSTILE}) in wild.tags
    assert "{{ 7*7 }}" in "".join(wild.pieces)


def _calm(change: object) -> object:
    if isinstance(change, tuple):
        return tuple(Signer("lời", "lời", "lời") if isinstance(item, Signer) else "lời" for item in change)
    return change


def test_a_paper_on_half_a_sheet_is_there_twice_and_a_slip_once() -> None:
    for form, copies in ((Form.PAGES, 1), (Form.SLIP, 1), (Form.HALF, 2)):
        document = html.render(dataclasses.replace(PLAIN, form=form, blocks=(Paragraph("Lời văn."),)))
        assert document.count("Lời văn.") == document.count("<header>") == copies


def test_a_note_stands_across_all_columns() -> None:
    table = Table((Column("STT", 10), Column("Họ và tên", 90)), (Row(("Ghi chú",), RowKind.NOTE), Row(("1", "Lê Hoa"))))
    document = html.render(dataclasses.replace(PLAIN, blocks=(table,)))
    assert '<tr class="note"><td colspan="2">Ghi chú</td></tr>' in document


def test_hostile_facts_of_a_case_are_escaped_once() -> None:
    facts = dataclasses.replace(samples.resolution_facts(), agency=HOSTILE, conference=HOSTILE, citation=HOSTILE)
    document = html.render(resolution(facts))
    assert "&lt;b onclick" in document
    assert "&amp;lt;b" not in document
