"""Title, bases and articles of a resolution, in the ways that offices write them."""

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from documents.incoming.guard import Unreadable
from documents.incoming.resolution_text import (
    ArticleText,
    articles_from_text,
    read_resolution,
    resolution_from_text,
)
from tests.incoming.word_files import saved, word

RESOLUTION = """
ỦY BAN NHÂN DÂN TỈNH HÀ TĨNH    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ NGOẠI VỤ    Độc lập - Tự do - Hạnh phúc
Số: 05/NQ-HNCBCC    Hà Tĩnh, ngày 05 tháng 3 năm 2026
--------------
NGHỊ QUYẾT
Hội nghị cán bộ, công chức, viên chức, người lao động năm 2026
-----
HỘI NGHỊ CÁN BỘ, CÔNG CHỨC, VIÊN CHỨC, NGƯỜI LAO ĐỘNG SỞ NGOẠI VỤ

Căn cứ Luật Thực hiện dân chủ ở cơ sở ngày 10 tháng 11 năm 2022;
Căn cứ Quy chế làm việc của Sở Ngoại vụ
và Biên bản Hội nghị ngày 05/3/2026;
- Theo đề nghị của Ban Chấp hành Công đoàn Sở,

QUYẾT NGHỊ:

Điều 1. Thông qua các báo cáo trình Hội nghị
1. Báo cáo kết quả công tác năm 2025;
2. Báo cáo của Công đoàn.
Điều 2. Hội nghị giao Giám đốc Sở sửa Quy chế chi tiêu nội bộ theo
Điều 33 của Nghị định đã dẫn, xong trước ngày 30 tháng 6 năm 2026.
a) Văn phòng chủ trì;
b) Các phòng phối hợp.
Điều 3. Điều khoản thi hành
Giám đốc Sở, Chủ tịch Công đoàn chịu trách nhiệm thi hành Nghị quyết này./.

Nơi nhận:
- Như Điều 3;
- Lưu: VT.
TM. ĐOÀN CHỦ TỊCH
Điều 9. Không thuộc nghị quyết
"""
ARTICLES = [
    ArticleText(
        1,
        "Thông qua các báo cáo trình Hội nghị",
        ["1. Báo cáo kết quả công tác năm 2025;", "2. Báo cáo của Công đoàn."],
    ),
    ArticleText(
        2,
        "",
        [
            "Hội nghị giao Giám đốc Sở sửa Quy chế chi tiêu nội bộ theo Điều 33 của Nghị định đã dẫn, xong trước ngày "
            "30 tháng 6 năm 2026.",
            "a) Văn phòng chủ trì;",
            "b) Các phòng phối hợp.",
        ],
    ),
    ArticleText(
        3,
        "Điều khoản thi hành",
        ["Giám đốc Sở, Chủ tịch Công đoàn chịu trách nhiệm thi hành Nghị quyết này."],
    ),
]


def test_a_typed_resolution_gives_its_title_bases_and_articles() -> None:
    found = resolution_from_text(RESOLUTION)
    assert found.title == "Hội nghị cán bộ, công chức, viên chức, người lao động năm 2026"
    assert found.bases == [
        "Căn cứ Luật Thực hiện dân chủ ở cơ sở ngày 10 tháng 11 năm 2022",
        "Căn cứ Quy chế làm việc của Sở Ngoại vụ và Biên bản Hội nghị ngày 05/3/2026",
        "Theo đề nghị của Ban Chấp hành Công đoàn Sở",
    ]
    assert found.articles == ARTICLES
    assert found.notes == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_text_file_gives_the_same(encoding: str) -> None:
    assert read_resolution(RESOLUTION.encode(encoding), "nq.txt") == resolution_from_text(RESOLUTION)


def _body() -> str:
    """From the title to before the signatures, each paragraph on one line as Word has it."""
    return RESOLUTION.split("--------------")[1].split("Nơi nhận")[0].replace("theo\nĐiều", "theo Điều")


def test_a_word_file_gives_the_same_with_its_head_and_signatures_in_tables() -> None:
    document = Document()
    head = document.add_table(2, 2)
    for cell, text in zip(
        (cell for row in head.rows for cell in row.cells),
        (
            "UBND TỈNH HÀ TĨNH\nSỞ NGOẠI VỤ",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
            "Số: 05/NQ-HNCBCC",
            "Hà Tĩnh, ngày 05 tháng 3 năm 2026",
        ),
        strict=True,
    ):
        cell.text = text
    for line in _body().split("\n"):
        document.add_paragraph().add_run(line.strip()).bold = line.startswith(("NGHỊ QUYẾT", "Hội nghị cán bộ"))
    foot = document.add_table(1, 2)
    foot.cell(0, 0).text = "Nơi nhận:\n- Như Điều 3;"
    foot.cell(0, 1).text = "TM. ĐOÀN CHỦ TỊCH\nGIÁM ĐỐC\n\nTrần Quốc Việt"
    found = read_resolution(saved(document), "nq.docx")
    assert found.articles == ARTICLES
    assert found.title == resolution_from_text(RESOLUTION).title


@pytest.mark.parametrize(
    "start",
    [
        "Điều 1.",
        "ĐIỀU 1:",
        "Điều 1 -",
        "Điều 1)",
        "điều 1/",
        "Điều 01.",
        "Điều I.",
        "Điều 1",
        "Đ iều 1.",
        "Điê\u0300u 1.",
    ],
)
def test_an_article_begins_in_many_ways(start: str) -> None:
    assert articles_from_text(f"{start} Thông qua quy chế\nNội dung.") == [
        ArticleText(1, "Thông qua quy chế", ["Nội dung."])
    ]


def test_the_heading_may_stand_on_the_line_below_its_number() -> None:
    for text in ("Điều 1.\nThông qua quy chế\nNội dung.", "Điều 1\n\nThông qua quy chế\nNội dung."):
        assert articles_from_text(text) == [ArticleText(1, "Thông qua quy chế", ["Nội dung."])]


def test_soft_line_breaks_in_one_paragraph_are_lines() -> None:
    found = read_resolution(word("Điều 1. Một việc\nNội dung một.\nĐiều 2. Hai việc\nNội dung hai."), "nq.docx")
    assert [(article.number, article.heading, article.paragraphs) for article in found.articles] == [
        (1, "Một việc", ["Nội dung một."]),
        (2, "Hai việc", ["Nội dung hai."]),
    ]


def test_a_long_bold_line_is_a_heading_and_a_long_plain_one_is_text() -> None:
    words = "Thông qua toàn văn Quy chế chi tiêu nội bộ năm 2027 của Sở Ngoại vụ đã được công đoàn góp ý đầy đủ."
    bold, plain = (read_resolution(word(f"{mark}Điều 1. {words}"), "nq.docx").articles[0] for mark in ("**", ""))
    assert (bold.heading, bold.paragraphs) == (words.rstrip("."), [])
    assert (plain.heading, plain.paragraphs) == ("", [words])


@pytest.mark.parametrize(
    "line",
    [
        "Điều 2 của Quy chế này có hiệu lực từ năm 2027.",
        "Điều 33 Nghị định đã dẫn được áp dụng.",
        "Điều 2, khoản 3 quy định như sau:",
        "“Điều 2. Nội dung sửa đổi” thay cho nội dung cũ.",
        "Điều vi phạm thì xử lý.",
    ],
)
def test_a_line_that_speaks_of_an_article_begins_none(line: str) -> None:
    assert articles_from_text(f"Điều 1. Sửa như sau:\n{line}") == [ArticleText(1, "", ["Sửa như sau:", line])]


def test_gaps_in_the_numbers_and_empty_articles_are_noted() -> None:
    found = resolution_from_text("Điều 1. Một\nĐiều 3.\nĐiều 3. Ba")
    assert [article.number for article in found.articles] == [1, 3, 3]
    assert [note.split(".")[0] for note in found.notes] == [
        "Sau Điều 1 là Điều 3",
        "Sau Điều 3 là Điều 3",
        "Điều 3 không có nội dung",
    ]


def test_chapters_and_annexes_are_left_out_with_a_note() -> None:
    text = "Điều 1. Một\nNội dung.\nChương II\nTỔ CHỨC THỰC HIỆN\nĐiều 2. Hai\nNội dung.\nPHỤ LỤC\nDanh sách"
    found = resolution_from_text(text)
    assert [article.paragraphs for article in found.articles] == [["Nội dung."], ["Nội dung."]]
    assert len(found.notes) == 2


@pytest.mark.parametrize(
    "numbers", [("I.", "II.", "III."), ("1.", "2.", "3."), ("1)", "2)", "3)"), ("I/", "II/", "III/")]
)
def test_without_articles_each_numbered_part_is_one(numbers: tuple[str, ...]) -> None:
    text = "NGHỊ QUYẾT\nHội nghị năm 2026\nCăn cứ Luật;\nHội nghị quyết nghị:\n"
    text += "\n".join(f"{number} Việc cần làm\nNội dung." for number in numbers)
    found = resolution_from_text(text)
    assert [(article.number, article.paragraphs) for article in found.articles] == [
        (n, ["Nội dung."]) for n in (1, 2, 3)
    ]
    assert (found.title, found.bases) == ("Hội nghị năm 2026", ["Căn cứ Luật"])
    assert "Đọc lại" in found.notes[0]


def test_parts_in_roman_figures_keep_the_figures_inside_them() -> None:
    found = articles_from_text("I. CHỈ TIÊU\n1. Một\n2. Hai\nII. GIẢI PHÁP\n1. Ba")
    assert found == [ArticleText(1, "CHỈ TIÊU", ["1. Một", "2. Hai"]), ArticleText(2, "GIẢI PHÁP", ["1. Ba"])]


def test_a_text_without_any_numbers_is_one_article_with_a_note() -> None:
    found = resolution_from_text("NGHỊ QUYẾT\nHội nghị thống nhất sửa quy chế.\nGiao Văn phòng thực hiện.")
    assert found.articles == [ArticleText(1, "", ["Hội nghị thống nhất sửa quy chế.", "Giao Văn phòng thực hiện."])]
    assert "thành một điều" in found.notes[0]


def test_directors_inside_an_article_are_no_signature() -> None:
    text = "Điều 1. Thi hành\nGiám đốc\nChủ tịch Công đoàn chịu trách nhiệm.\nGIÁM ĐỐC\nTrần Quốc Việt"
    assert articles_from_text(text)[0].paragraphs == ["Giám đốc", "Chủ tịch Công đoàn chịu trách nhiệm."]


def test_a_long_title_line_stands_whole() -> None:
    found = resolution_from_text("NGHỊ QUYẾT HỘI NGHỊ CÁN BỘ NĂM 2026\nĐiều 1. Một")
    assert found.title == "NGHỊ QUYẾT HỘI NGHỊ CÁN BỘ NĂM 2026"


def test_lines_broken_to_a_width_are_one_paragraph() -> None:
    assert articles_from_text("Điều 1. Việc\nGiao Văn phòng\nchủ trì thực hiện.\n\nb) mục sau.")[0].paragraphs == [
        "Giao Văn phòng chủ trì thực hiện.",
        "b) mục sau.",
    ]


def test_letters_of_an_old_font_are_refused() -> None:
    with pytest.raises(Unreadable, match="TCVN3"):
        resolution_from_text("§iÒu 1. Th«ng qua b¸o c¸o cña Héi nghÞ c¸n bé, c«ng chøc")


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=300))
def test_any_text_gives_articles_or_none(text: str) -> None:
    try:
        found = resolution_from_text(text)
    except Unreadable:
        return
    said = [
        found.title,
        *found.bases,
        *(text for article in found.articles for text in (article.heading, *article.paragraphs)),
    ]
    assert all(line.isprintable() or "\xa0" in line for line in said)


@given(st.integers(1, 30), st.sampled_from([". ", ": ", " - "]))
def test_as_many_articles_come_out_as_go_in(count: int, mark: str) -> None:
    text = "\n".join(f"Điều {number}{mark}Việc thứ {number}\nNội dung {number}." for number in range(1, count + 1))
    found = resolution_from_text(text)
    assert [article.number for article in found.articles] == list(range(1, count + 1))
    assert found.notes == []
