"""The content of a paper: marks of points, clean text, tables that add up, and a hash that is the content's own."""

import dataclasses
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.paper import (
    Article,
    Column,
    Heading,
    Letterhead,
    Marks,
    Paper,
    Paragraph,
    Points,
    Row,
    RowKind,
    Signer,
    Table,
    closed_with_marks,
    content_hash,
    paragraphs_of,
)

SHORT_TEXTS = st.lists(st.text(alphabet="ab ", max_size=4), max_size=4)
HEAD = Letterhead("UBND tỉnh Hà Tĩnh", "Sở Ngoại vụ", "Hà Tĩnh", "TB-SNgV", 7, date(2026, 3, 5))


def paper(*blocks, **changes) -> Paper:
    return dataclasses.replace(Paper("notice", HEAD, "Thông báo", "Kết quả", blocks), **changes)


def test_points_carry_the_marks_of_the_law() -> None:
    items = ("một", "hai")
    assert Points(items).lines() == ("- một", "- hai")
    assert Points(items, Marks.NUMBERS).lines() == ("1. một", "2. hai")
    assert Points(items, Marks.LETTERS).lines() == ("a) một", "b) hai")


def test_lettered_points_follow_the_vietnamese_alphabet_and_never_run_out() -> None:
    marks = [line.split(")")[0] for line in Points(("x",) * 30, Marks.LETTERS).lines()]
    assert marks[:8] == ["a", "b", "c", "d", "đ", "e", "g", "h"]
    assert len(set(marks)) == 30


def test_bases_end_in_semicolons_and_the_last_in_a_full_stop_however_they_were_typed() -> None:
    assert closed_with_marks(("Căn cứ A;", "Căn cứ B.", "Căn cứ C")) == ("Căn cứ A;", "Căn cứ B;", "Căn cứ C.")
    assert closed_with_marks(()) == ()


def test_typed_text_becomes_a_paragraph_a_line() -> None:
    assert paragraphs_of("1. Một\r\n\r\n  2.  Hai \n\n") == (Paragraph("1. Một"), Paragraph("2. Hai"))
    assert paragraphs_of("\n \n") == ()


def test_the_widths_of_a_table_fill_it() -> None:
    with pytest.raises(ValueError, match="100"):
        Table((Column("STT", 10), Column("Họ và tên", 80)), ())


@pytest.mark.parametrize("row", [Row(("1",)), Row(("1", "Lê Hoa", "x")), Row(("a", "b"), RowKind.GROUP)])
def test_a_row_has_a_cell_for_each_column_and_a_group_one_for_all(row: Row) -> None:
    with pytest.raises(ValueError, match="cells"):
        Table((Column("STT", 10), Column("Họ và tên", 90)), (row,))


def test_all_text_of_a_paper_is_cleaned_wherever_it_stands() -> None:
    dirty = "Đỗ\x00  Đức\u200b\n"
    made = paper(
        Paragraph(dirty),
        Article(1, dirty, (Points((dirty,)),)),
        Table((Column(dirty, 100),), (Row((dirty,)),)),
        letterhead=dataclasses.replace(HEAD, issuer=dirty),
        subject=dirty,
        signers=(Signer(dirty, dirty, dirty),),
        recipients=(dirty,),
    )
    assert not re.search(r"\\x00|\\u200b|  |\\n", repr(made))
    assert repr(made).count("Đỗ Đức") == 11
    assert made.blocks[1].paragraphs[0].marks is Marks.DASHES


def test_the_same_content_has_the_same_hash_on_any_machine() -> None:
    made = paper(Paragraph("Đã đọc."))
    assert content_hash(made) == content_hash(paper(Paragraph("Đã  đọc.")))
    assert content_hash(made) == "dd949d9c50b06d3669f2f6b5c003c4c52992b2ee19d2ce79f9f2aee0e984ca4b"


@pytest.mark.parametrize(
    "other",
    [
        paper(Heading("Đã đọc.")),
        paper(Paragraph("Đã đọc")),
        paper(Paragraph("Đã đọc."), Paragraph("Đã đọc.")),
        paper(Paragraph("Đã đọc."), letterhead=dataclasses.replace(HEAD, number=None)),
        paper(Paragraph("Đã đọc."), letterhead=dataclasses.replace(HEAD, dated_on=date(2026, 3, 6))),
        paper(Paragraph("Đã đọc."), signers=(Signer("Giám đốc", "Trần Quốc Việt"),)),
        paper(Paragraph("Đã đọc."), recipients=("Lưu: VT",)),
    ],
)
def test_another_content_has_another_hash(other: Paper) -> None:
    assert content_hash(other) != content_hash(paper(Paragraph("Đã đọc.")))


@given(
    st.lists(st.text(alphabet="ab ", max_size=4), max_size=4), st.lists(st.text(alphabet="ab ", max_size=4), max_size=4)
)
def test_two_papers_have_one_hash_only_when_they_are_equal(first: list[str], second: list[str]) -> None:
    one, other = paper(*map(Paragraph, first)), paper(*map(Paragraph, second))
    assert (content_hash(one) == content_hash(other)) == (one == other)
