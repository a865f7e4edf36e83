"""The paragraphs of a draft, out of Word, a text file, or a control of a page."""

from io import BytesIO

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from documents.incoming.draft_text import paragraphs_of, read_draft, typed
from documents.incoming.guard import Unreadable
from words.names import clean_name

PARAGRAPHS = st.lists(st.text(min_size=1, max_size=40).map(clean_name).filter(bool), max_size=8)


@given(PARAGRAPHS)
def test_what_is_shown_for_correction_is_read_back_the_same(paragraphs: list[str]) -> None:
    assert paragraphs_of(typed(paragraphs)) == paragraphs


@given(st.text(max_size=200))
def test_anything_typed_gives_clean_paragraphs_that_stay(text: str) -> None:
    found = paragraphs_of(text)
    assert paragraphs_of(typed(found)) == found
    assert all(paragraph == paragraph.strip() != "" for paragraph in found)


def test_a_blank_line_ends_a_paragraph_wherever_there_is_one() -> None:
    assert paragraphs_of("Điều 1.\r\nĐiều 2.") == ["Điều 1.", "Điều 2."]
    assert paragraphs_of("Điều 1.\r\nTiếp.\r\n \r\nĐiều 2.\r\n") == ["Điều 1. Tiếp.", "Điều 2."]


def word(*lines: str, style: str | None = None) -> bytes:
    document = Document()
    for line in lines:
        document.add_paragraph(line, style=style)
    kept = BytesIO()
    document.save(kept)
    return kept.getvalue()


def test_automatic_numbers_are_kept_and_the_head_is_left_out_with_a_note() -> None:
    found = read_draft(word("Phạm vi", "Đối tượng", style="List Number"), "a.docx")
    assert found.paragraphs == ["1. Phạm vi", "2. Đối tượng"]
    head = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "-----", "QUY CHẾ", "Điều 1. A")
    found = read_draft(word(*head), "a.docx")
    assert found.paragraphs == ["QUY CHẾ", "Điều 1. A"]
    assert found.notes[0] == "Không đưa 2 dòng đầu văn bản (quốc hiệu, số, ngày) vào ô."


def test_what_stands_far_down_is_never_taken_for_the_head() -> None:
    lines = [f"Điều {number}. Nội dung" for number in range(1, 14)] + ["Số: 12"]
    assert read_draft(word(*lines), "a.docx").paragraphs == lines


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"PK\x03\x04broken", word("-----"), word(" ")])
def test_a_file_without_a_draft_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(Unreadable) as refused:
        read_draft(data, "du-thao.docx")
    assert "du-thao.docx" in refused.value.sentence
