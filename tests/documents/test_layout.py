"""A printed paper is measured with a ruler: margins, fonts, sizes, rules and places of the legal layout."""

import dataclasses
import subprocess
import sys
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from documents import pdf
from documents.paper import Paper, Paragraph, Signer, content_hash
from documents.papers.closing_notice import closing_notice
from documents.papers.reading_list import acknowledgement_list, signing_list
from documents.papers.resolution import resolution
from tests.documents import samples
from tests.documents.measure import Word, embedded_fonts, rules_on_page_one, styled, text, words

SMALL = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
LEFT, RIGHT, TOP, BOTTOM = 30, 210 - 15, 20, 297 - 20
MIDDLE = (LEFT + RIGHT) / 2
HAIR = 0.3


@cache
def printed(kind: str) -> bytes:
    made = {
        "resolution": lambda: resolution(samples.resolution_facts()),
        "signing_list": lambda: signing_list(samples.reading_list_facts()),
        "acknowledgement_list": lambda: acknowledgement_list(samples.reading_list_facts()),
        "closing_notice": lambda: closing_notice(samples.closing_notice_facts()),
    }
    return pdf.render(made[kind]())


KINDS = ["resolution", "signing_list", "acknowledgement_list", "closing_notice"]


def spread(line: str, seen: list[Word]) -> tuple[Word, Word]:
    """The first and the last word of the first place where this line of words stands."""
    wanted = line.split()
    for start in range(len(seen)):
        if [word.text for word in seen[start : start + len(wanted)]] == wanted:
            return seen[start], seen[start + len(wanted) - 1]
    raise AssertionError(f"{line!r} is not on the paper")


def style_of(run: str, kind: str) -> tuple[str, float]:
    return next((font, size) for seen, font, size in styled(printed(kind)) if seen.startswith(run))


@pytest.mark.parametrize("kind", KINDS)
def test_every_page_is_a4_with_the_margins_of_the_law(kind: str) -> None:
    pages = PdfReader(BytesIO(printed(kind))).pages
    assert {tuple(round(float(edge) * 25.4 / 72) for edge in page.mediabox) for page in pages} == {(0, 0, 210, 297)}
    body = [word for word in words(printed(kind)) if word.top > TOP - HAIR]
    assert min(word.left for word in body) >= LEFT - HAIR
    assert max(word.right for word in body) <= RIGHT + HAIR
    assert max(word.bottom for word in body) <= BOTTOM + HAIR
    assert min(word.top for word in body if word.page == 1) < TOP + 2


@pytest.mark.parametrize("kind", KINDS)
def test_only_tinos_is_used_and_it_is_embedded(kind: str) -> None:
    fonts = embedded_fonts(printed(kind))
    assert all(fonts.values())
    assert {name.partition("-")[0] for name in fonts} == {"Tinos"}


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_number_is_hidden_on_the_first_page_and_centred_in_the_top_margin_of_the_others(kind: str) -> None:
    above = [word for word in words(printed(kind)) if word.bottom < TOP]
    pages = len(PdfReader(BytesIO(printed(kind))).pages)
    assert pages > 1
    assert [(word.page, word.text) for word in above] == [(page, str(page)) for page in range(2, pages + 1)]
    assert all(abs(word.middle - MIDDLE) < HAIR for word in above)
    assert ("2", "Tinos", 14.0) in styled(printed(kind))


@pytest.mark.parametrize(
    ("run", "font", "sizes"),
    [
        ("UBND TỈNH HÀ TĨNH", "Tinos", (12, 13)),
        ("SỞ NGOẠI VỤ", "Tinos-Bold", (12, 13)),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Tinos-Bold", (12, 13)),
        ("Độc lập - Tự do - Hạnh phúc", "Tinos-Bold", (13, 14)),
        ("Số: 05/NQ-HNCBCC", "Tinos", (13, 13)),
        ("Hà Tĩnh, ngày 05 tháng 3 năm 2026", "Tinos-Italic", (13, 14)),
        ("NGHỊ QUYẾT", "Tinos-Bold", (13, 14)),
        ("Hội nghị cán bộ, công chức, viên chức", "Tinos-Bold", (13, 14)),
        ("Căn cứ Luật", "Tinos-Italic", (13, 14)),
        ("QUYẾT NGHỊ:", "Tinos-Bold", (13, 14)),
        ("Điều 1. Thông qua", "Tinos-Bold", (14, 14)),
        ("Hội nghị thống nhất thông qua", "Tinos", (14, 14)),
        ("TM. ĐOÀN CHỦ TỊCH", "Tinos-Bold", (13, 14)),
        ("Trần Quốc Việt", "Tinos-Bold", (13, 14)),
        ("Nơi nhận:", "Tinos-Bold-Italic", (12, 12)),
        ("- Lưu: VT, VP.", "Tinos", (11, 11)),
    ],
)
def test_each_part_stands_in_its_own_type(run: str, font: str, sizes: tuple[int, int]) -> None:
    seen_font, size = style_of(run, "resolution")
    assert seen_font == font
    assert sizes[0] <= size <= sizes[1]


def test_the_state_stands_on_the_right_and_the_agency_on_the_left_each_centred() -> None:
    seen = words(printed("resolution"))
    agency = [spread(line, seen) for line in ("UBND TỈNH HÀ TĨNH", "SỞ NGOẠI VỤ", "Số: 05/NQ-HNCBCC")]
    state = [
        spread(line, seen)
        for line in (
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "Hà Tĩnh, ngày 05 tháng 3 năm 2026",
        )
    ]
    for column in (agency, state[:2]):
        middles = [(first.left + last.right) / 2 for first, last in column]
        assert max(middles) - min(middles) < 2 * HAIR
    assert max(last.right for _, last in agency) < min(first.left for first, _ in state)


def test_the_rules_are_as_long_as_the_law_says_and_centred_under_their_lines() -> None:
    seen = words(printed("resolution"))
    agency, state, subject = rules_on_page_one(printed("resolution"))
    first, last = spread("Độc lập - Tự do - Hạnh phúc", seen)
    assert state.length == pytest.approx(last.right - first.left, abs=1)
    for rule, line in ((agency, "SỞ NGOẠI VỤ"), (subject, samples.CONFERENCE)):
        first, last = spread(line, seen)
        assert 1 / 3 <= rule.length / (last.right - first.left) <= 1 / 2
        assert (rule.left + rule.right) / 2 == pytest.approx((first.left + last.right) / 2, abs=HAIR)
        assert last.bottom - 1 < rule.top < last.bottom + 3


def test_the_first_line_of_a_paragraph_is_indented_and_lines_are_justified() -> None:
    seen = words(printed("resolution"))
    first, last = spread("Hội nghị thống nhất thông qua Báo cáo kết quả công tác năm 2025 và kế", seen)
    assert first.left - LEFT == pytest.approx(12.7, abs=HAIR)
    assert last.right == pytest.approx(RIGHT, abs=HAIR)
    article, _ = spread("Điều 1. Thông qua", seen)
    assert article.left - LEFT == pytest.approx(12.7, abs=HAIR)


def test_the_name_of_the_paper_and_what_it_resolves_are_centred() -> None:
    seen = [word for word in words(printed("resolution")) if word.top > 45]
    for line in ("NGHỊ QUYẾT", samples.CONFERENCE, "QUYẾT NGHỊ:"):
        first, last = spread(line, seen)
        assert (first.left + last.right) / 2 == pytest.approx(MIDDLE, abs=HAIR)


def test_the_presidium_signs_side_by_side_under_one_line() -> None:
    seen = words(printed("resolution"))
    above, _ = spread("TM. ĐOÀN CHỦ TỊCH", seen)
    union, _ = spread("CHỦ TỊCH CÔNG ĐOÀN", seen)
    names = [spread(name, seen) for name in ("Đỗ Thị Thùy Dương", "Trần Quốc Việt")]
    head = next(word for word in seen if word.page == 2 and word.text == "GIÁM")
    assert above.bottom <= union.top + 1
    assert union.top == pytest.approx(head.top, abs=HAIR)
    assert names[0][1].right < MIDDLE < names[1][0].left
    assert names[0][0].top == pytest.approx(names[1][0].top, abs=HAIR)
    assert names[0][0].top - union.bottom > 20


def test_a_single_signer_stands_on_the_right_beside_the_recipients() -> None:
    seen = words(printed("closing_notice"))
    recipients, _ = spread("Nơi nhận:", seen)
    capacity, end = spread("KT. GIÁM ĐỐC", seen)
    post, _ = spread("PHÓ GIÁM ĐỐC", seen)
    assert recipients.left == pytest.approx(LEFT, abs=HAIR)
    assert recipients.top == pytest.approx(capacity.top, abs=2)
    assert capacity.left > MIDDLE
    assert capacity.bottom <= post.top + 1
    assert end.right < RIGHT


@pytest.mark.parametrize("count", [0, 3, 4, 5])
def test_any_number_of_signers_fits(count: int) -> None:
    signers = tuple(Signer(f"Thành viên {number}", f"Lê Thị Số{number}") for number in range(count))
    made = Paper("minutes", samples.letterhead(""), "Biên bản", "Kiểm phiếu", (Paragraph("Lời văn."),), signers)
    places = {(round(word.left), round(word.top)) for word in words(pdf.render(made)) if word.text.startswith("Số")}
    assert len(places) == count


def test_all_146_vietnamese_letters_are_on_the_paper_as_text() -> None:
    letters = [letter for letter in SMALL + SMALL.upper() if not letter.isascii() or letter.lower() in "aeiouy"]
    assert len(set(letters)) == 146
    made = pdf.render(Paper("x", samples.letterhead(""), "Thông báo", "Chữ", (Paragraph(" ".join(letters)),)))
    assert " ".join(letters) in text(made)
    assert set(embedded_fonts(made)) <= {"Tinos", "Tinos-Bold", "Tinos-Italic"}


def test_the_same_paper_is_the_same_bytes_in_another_process() -> None:
    program = (
        "import hashlib; from documents import pdf; from documents.papers.resolution import resolution;"
        "from tests.documents import samples;"
        "print(hashlib.sha256(pdf.render(resolution(samples.resolution_facts()))).hexdigest())"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed, "TZ": zone},
            cwd=Path(__file__).resolve().parents[2],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Ho_Chi_Minh"))
    ]
    assert runs[0] == runs[1]


def test_the_file_is_named_after_its_content_hash() -> None:
    marks = PdfReader(BytesIO(printed("resolution"))).trailer["/ID"]
    assert marks[0].original_bytes.decode() == content_hash(resolution(samples.resolution_facts()))[:32]


def test_another_number_is_another_file() -> None:
    facts = samples.resolution_facts()
    other = dataclasses.replace(facts, letterhead=dataclasses.replace(facts.letterhead, number=6))
    assert pdf.render(resolution(other)) != printed("resolution")
