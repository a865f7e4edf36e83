"""The Word files as LibreOffice opens them: the words of the HTML, and the places and sizes of the law on the page."""

import dataclasses
import re
import subprocess
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from itertools import groupby, pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from pypdf import PdfReader
from pypdf.generic import ContentStream

from documents import docx, pdf
from documents.paper import Paper, Paragraph, Signer
from tests.documents.docx_samples import LONG, kinds, odd, paper, said_by_html, spoken, table
from tests.documents.measure import MM, styled, text, text_by_page, words
from tests.documents.samples import CONFERENCE, letterhead
from tests.documents.test_layout import BOTTOM, LEFT, MIDDLE, RIGHT, TOP, spread

ISSUERS = ("UBND xã Ia O", "Sở Y tế", "Sở Ngoại vụ", "Văn phòng UBND tỉnh Lào Cai", "Chi cục Thủy lợi", LONG)
TWO = Signer("Chủ tịch Công đoàn", "Đỗ Thị Thùy Dương"), Signer("Giám đốc", "Trần Quốc Việt")


def near_the_end_of_a_page() -> dict[str, Paper]:
    """Papers whose last line would stand alone on the first page if the sign block did not take it along."""
    made = {}
    for count in range(21, 24):
        lines = [Paragraph(f"Dòng {number}.") for number in range(count)]
        made[f"one signer after {count} lines"] = paper(*lines)
        made[f"two signers after {count} lines"] = paper(*lines, signers=TWO)
        made[f"one signer after {count} rows"] = paper(table(count))
    return made


BREAKS = {
    name: (rf"Dòng {int(name.split()[3]) - 1}\." if name.endswith("lines") else f"Người{int(name.split()[3]) - 1}\\b")
    for name in near_the_end_of_a_page()
}
EVERY = kinds() | odd() | near_the_end_of_a_page()
EVERY |= {name: paper(letterhead=dataclasses.replace(letterhead("TB-X"), issuer=name)) for name in ISSUERS}
NEAR = 0.5
FORMATS = ("pdf", "txt:Text (encoded):UTF8")


@cache
def converted() -> dict[str, bytes]:
    """Every paper as `name.pdf` and `name.txt`, all of them in one run of LibreOffice for each format."""
    with TemporaryDirectory() as folder:
        for name, given in EVERY.items():
            (Path(folder) / f"{name}.docx").write_bytes(docx.render(given))
        files = sorted(map(str, Path(folder).glob("*.docx")))
        for form in FORMATS:
            office = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", form]
            subprocess.run([*office, "--outdir", folder, *files], check=True, capture_output=True, timeout=120)
        return {file.name: file.read_bytes() for kind in ("pdf", "txt") for file in Path(folder).glob(f"*.{kind}")}


def printed(name: str) -> bytes:
    return converted()[f"{name}.pdf"]


@dataclass(frozen=True)
class Line:
    left: float
    right: float
    top: float

    @property
    def length(self) -> float:
        return self.right - self.left

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


def rules(pdf: bytes) -> list[Line]:
    """The level lines of the first page, in mm from its upper left corner; LibreOffice strokes them one by one."""
    page = PdfReader(BytesIO(pdf)).pages[0]
    height, start, found = float(page.mediabox.height), (0.0, 0.0), []
    for operands, operator in ContentStream(page.get_contents(), page.pdf).operations:
        if operator in (b"m", b"l"):
            end = float(operands[0]), float(operands[1])
            if operator == b"l" and end[1] == start[1]:
                left, right = sorted((start[0] * MM, end[0] * MM))
                found.append(Line(left, right, (height - end[1]) * MM))
            start = end
    return list(dict.fromkeys(found))


def pages(name: str) -> int:
    return len(PdfReader(BytesIO(printed(name))).pages)


pytestmark = pytest.mark.xdist_group("libreoffice")


@pytest.mark.parametrize("name", EVERY)
def test_libreoffice_reads_the_lines_of_the_page(name: str) -> None:
    said = converted()[f"{name}.txt"].decode("utf-8-sig")
    assert spoken(said.splitlines()) == said_by_html(EVERY[name])


@pytest.mark.parametrize(
    "name", [name for name, given in EVERY.items() if any("……" in said for said in said_by_html(given))]
)
def test_a_dotted_line_to_write_on_stands_behind_its_label(name: str) -> None:
    for rendered in (printed(name), pdf.render(EVERY[name])):
        seen = words(rendered)
        for before, word in pairwise(seen):
            assert not word.text.startswith("……") or abs(before.bottom - word.bottom) < NEAR, before.text


@pytest.mark.parametrize("name", EVERY)
def test_every_page_is_a4_and_nothing_leaves_the_margins(name: str) -> None:
    sheets = PdfReader(BytesIO(printed(name))).pages
    assert {tuple(round(float(edge) * MM) for edge in sheet.mediabox) for sheet in sheets} == {(0, 0, 210, 297)}
    body = [word for word in words(printed(name)) if word.bottom > TOP]
    assert min(word.left for word in body) >= LEFT - NEAR
    assert max(word.right for word in body) <= RIGHT + NEAR
    assert max(word.bottom for word in body) <= BOTTOM + NEAR
    assert min(word.top for word in body if word.page == 1) < TOP + 2


@pytest.mark.parametrize("name", EVERY)
def test_the_page_number_stands_in_the_middle_of_the_top_margin_from_the_second_page_on(name: str) -> None:
    above = [word for word in words(printed(name)) if word.bottom < TOP]
    assert [(word.page, word.text) for word in above] == [(page, str(page)) for page in range(2, pages(name) + 1)]
    assert all(abs(word.middle - MIDDLE) < NEAR for word in above)


@pytest.mark.parametrize("name", kinds())
def test_the_face_is_one_that_stands_in_for_times_new_roman(name: str) -> None:
    assert {font.partition("-")[0] for _, font, _ in styled(printed(name))} <= {"Tinos", "LiberationSerif"}


@pytest.mark.parametrize(
    ("run", "face", "size"),
    [
        ("UBND TỈNH HÀ TĨNH", "", 13),
        ("SỞ NGOẠI VỤ", "Bold", 13),
        ("Độc lập", "Bold", 14),
        ("Hà Tĩnh, ngày", "Italic", 14),
        ("NGHỊ QUYẾT", "Bold", 14),
        ("Căn cứ Luật", "Italic", 14),
        ("Điều 1. Thông qua", "Bold", 14),
        ("Nơi nhận", "BoldItalic", 12),
        ("- Lưu", "", 11),
    ],
)
def test_each_part_is_printed_in_its_type(run: str, face: str, size: float) -> None:
    found, seen_size = next((font, size) for seen, font, size in styled(printed("resolution")) if seen.startswith(run))
    assert found.partition("-")[2].replace("-", "").removeprefix("Regular") == face
    assert seen_size == pytest.approx(size, abs=0.1)


def test_agency_and_state_stand_side_by_side_each_centred() -> None:
    seen = words(printed("resolution"))
    agency = [spread(line, seen) for line in ("UBND TỈNH HÀ TĨNH", "SỞ NGOẠI VỤ", "Số: 05/NQ-HNCBCC")]
    state = [spread(line, seen) for line in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")]
    for column in (agency, state):
        middles = [(first.left + last.right) / 2 for first, last in column]
        assert max(middles) - min(middles) < NEAR
    assert max(last.right for _, last in agency) < min(first.left for first, _ in state)
    assert agency[0][0].top == pytest.approx(state[0][0].top, abs=1)


@pytest.mark.parametrize("name", ISSUERS)
def test_the_rule_under_the_issuer_is_a_third_to_a_half_of_its_line_and_centred_below_it(name: str) -> None:
    seen = [word for word in words(printed(name)) if word.right < LEFT + 66 and 27 < word.bottom < 60]
    said = seen[: next(place for place, word in enumerate(seen) if word.text == "Số:")]
    lines = [list(line) for _, line in groupby(said, key=lambda word: round(word.top))]
    longest = max(lines, key=lambda line: line[-1].right - line[0].left)
    rule = next(rule for rule in rules(printed(name)) if rule.right < LEFT + 66)
    assert 1 / 3 <= rule.length / (longest[-1].right - longest[0].left) <= 1 / 2
    assert rule.middle == pytest.approx((longest[0].left + longest[-1].right) / 2, abs=NEAR)
    assert said[-1].bottom - 1 < rule.top < said[-1].bottom + 3


def test_the_rule_under_the_motto_is_as_long_as_the_motto_and_the_one_under_the_subject_shorter() -> None:
    seen, drawn = words(printed("resolution")), rules(printed("resolution"))
    first, last = spread("Độc lập - Tự do - Hạnh phúc", seen)
    motto = next(rule for rule in drawn if rule.left == pytest.approx(first.left, abs=1))
    assert motto.right == pytest.approx(last.right, abs=1)
    first, last = spread(CONFERENCE, seen)
    subject = next(rule for rule in drawn if rule.middle == pytest.approx(MIDDLE, abs=NEAR))
    assert 1 / 3 <= subject.length / (last.right - first.left) <= 1 / 2
    assert last.bottom - 1 < subject.top < last.bottom + 3


def test_the_mark_stands_in_a_frame() -> None:
    first, last = spread("LƯU HÀNH NỘI BỘ", words(printed("letter")))
    around = [
        rule
        for rule in rules(printed("letter"))
        if first.left - 6 < rule.left < first.left - 1 and last.right + 1 < rule.right < last.right + 6
    ]
    assert sorted(rule.top < first.top + 1 for rule in around) == [False, True]


def test_body_text_is_indented_and_justified() -> None:
    seen = words(printed("resolution"))
    first, last = spread("Hội nghị thống nhất thông qua Báo cáo kết quả công tác năm 2025 và kế", seen)
    assert first.left - LEFT == pytest.approx(12.7, abs=NEAR)
    assert last.right == pytest.approx(RIGHT, abs=NEAR)


def test_the_presidium_signs_side_by_side_and_one_signer_on_the_right_of_the_recipients() -> None:
    names = [spread(name, words(printed("resolution")))[0] for name in ("Đỗ Thị Thùy Dương", "Trần Quốc Việt")]
    assert names[0].left < MIDDLE < names[1].left
    assert names[0].top == pytest.approx(names[1].top, abs=NEAR)
    seen = words(printed("closing_notice"))
    recipients, capacity = (spread(line, seen)[0] for line in ("Nơi nhận:", "KT. GIÁM ĐỐC"))
    assert recipients.left == pytest.approx(LEFT, abs=NEAR)
    assert capacity.left > MIDDLE
    assert recipients.top == pytest.approx(capacity.top, abs=2)


def test_the_head_of_a_table_stands_on_each_of_its_pages_and_no_row_is_lost() -> None:
    found = text_by_page(printed("long_table"))
    assert len(found) > 3
    assert all("STT Họ và tên" in page for page in found if "Người" in page)
    assert sum(page.count("Người") for page in found) == 150


def test_a_row_longer_than_a_page_is_printed_whole() -> None:
    assert text(printed("long_row")).count("Tờ trình") == 1500


@pytest.mark.parametrize("name", BREAKS)
def test_the_sign_block_takes_what_stands_before_it_along(name: str) -> None:
    *_, last = text_by_page(printed(name))
    assert re.search(BREAKS[name], last)
    assert "Trần Quốc Việt" in last
    assert last.count("GIÁM ĐỐC") == 1
