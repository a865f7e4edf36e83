"""Papers of a procedure: built from the record, printed, numbered and filed by the clerk."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlmodel import select

from documents.paper import content_hash
from models import FiledPaper, Nudge, PaperState, Procedure, Resolution, StaffMember, StoredFile
from models.store import database
from procedures import papers
from procedures.filing import file_signed
from procedures.refusal import Refusal
from procedures.resolution import answering, circulation, drafting
from procedures.rounds import roll
from tests.pages.conftest import As
from tests.pages.test_procedure_page import end
from tests.web.browser import Browser, words_of
from tests.world import SCAN, UNITS, World
from words.dates import local_day, short_date

PARTICULARS = {"number": "5", "symbol": "NQ-HNCBCC", "dated_on": "20/11/2026", "signer": "Nguyễn Văn Giám"}


def hash_of(number: int, kind: str) -> str:
    with database.reading() as session:
        return content_hash(papers.paper(session, number, kind))


def filed(number: int, kind: str = "resolution") -> FiledPaper:
    with database.reading() as session:
        rows = select(FiledPaper).where(FiledPaper.procedure_id == number, FiledPaper.kind == kind)
        return session.exec(rows).one()


def test_the_same_record_gives_the_same_paper(small_world: World, circulated: int) -> None:
    end(small_world, circulated)
    for kind in papers.resolution.MAKERS:
        assert hash_of(circulated, kind) == hash_of(circulated, kind), kind


def test_a_draft_leaves_number_and_day_to_the_clerk(small_world: World, clerk: Browser) -> None:
    number = small_world.opened()
    words = words_of(clerk.open(f"/procedures/{number}/papers/resolution.html"))
    assert "Số: /NQ-HNCBCC" in words
    assert "Điều 1. Thông qua các báo cáo" in words


@pytest.mark.parametrize(
    ("said", "is_named"),
    [
        ("Luật Thực hiện dân chủ ở cơ sở ngày 10 tháng 11 năm 2022", True),
        ("LUẬT thực hiện dân chủ ở cơ sở số 10/2022/QH15", True),
        ("Quy chế thực hiện dân chủ của cơ quan", False),
    ],
)
def test_a_law_among_the_bases_of_the_adopted_text_is_not_named_again(
    small_world: World, said: str, is_named: bool
) -> None:
    number = small_world.opened()
    with database.transaction() as session:
        session.get_one(Resolution, number).bases = [f"Căn cứ {said}"]
    with database.reading() as session:
        bases = papers.paper(session, number, "resolution").bases
    assert f"Căn cứ {said};" in bases
    assert ("Căn cứ […];" in bases) is not is_named


def test_the_pdf_says_what_the_page_says(small_world: World, hr: Browser, circulated: int) -> None:
    response = hr.get(f"/procedures/{circulated}/papers/resolution.pdf")
    assert response.headers["content-type"] == "application/pdf"
    text = PdfReader(BytesIO(response.content)).pages[0].extract_text()
    assert "05/NQ-HNCBCC" in text
    assert "Thông qua các báo cáo" in text
    assert hr.get(f"/procedures/{circulated}/papers/resolution.pdf").content == response.content


def test_the_reading_list_names_those_without_mail_alone(small_world: World, hr: Browser, circulated: int) -> None:
    words = words_of(hr.open(f"/procedures/{circulated}/papers/reading_list.html"))
    assert "Nguyễn Thị Số 0" in words
    assert "Nguyễn Thị Số 1" not in words
    assert "Trần Văn Bình" in words


def test_the_closing_notice_counts_and_names_the_missing(small_world: World, hr: Browser, circulated: int) -> None:
    for entry in small_world.entries(circulated)[1:7]:
        answering.acknowledge(small_world.token(entry))
    answering.enter_paper_list(small_world.hr, circulated, [small_world.entries(circulated)[0].id or 0], SCAN)
    with pytest.raises(Refusal, match="paper_not_made"), database.reading() as session:
        papers.paper(session, circulated, "closing_notice")
    signed_on = small_world.today()
    end(small_world, circulated)
    words = words_of(hr.open(f"/procedures/{circulated}/papers/closing_notice.html"))
    assert "7/8" in words
    assert "06 người" in words
    assert "Nguyễn Thị Số 7" in words
    assert "Nguyễn Thị Số 3" not in words
    assert f"số 05/NQ-HNCBCC ngày {short_date(signed_on)}" in words
    final = words_of(hr.open(f"/procedures/{circulated}/papers/acknowledgement_list.html"))
    assert "Ký trên bản giấy" in final
    assert "Chưa xác nhận" in final


def test_a_round_ends_at_its_deadline_however_late_it_is_closed(small_world: World, hr: Browser) -> None:
    number = small_world.signed(timedelta(days=2))
    circulation.sign(number)
    circulation.circulate(number)
    deadline = local_day(small_world.now() + timedelta(days=2))
    end(small_world, number)
    words = words_of(hr.open(f"/procedures/{number}/papers/closing_notice.html"))
    assert f"đến ngày {short_date(deadline)}" in words


def test_the_clerk_numbers_and_files_the_signed_scan(small_world: World, clerk: Browser) -> None:
    number = small_world.opened()
    address = f"/procedures/{number}/papers/resolution"
    assert "Chờ vào sổ (1)" in words_of(clerk.open("/papers"))
    page = clerk.open(address)
    assert 'value="NQ-HNCBCC"' in page
    assert clerk.submit(f"{address}/printed").status_code == 303
    assert filed(number).content_hash == hash_of(number, "resolution")
    assert filed(number).state is PaperState.PRINTED
    clerk.open(address)
    today = {"dated_on": short_date(small_world.today())}  # the register shows one year at a time
    response = clerk.submit(address, PARTICULARS | today, files={"scan": ("nq.pdf", SCAN.content)})
    assert response.headers["location"] == f"/procedures/{number}"
    assert (filed(number).number, filed(number).signer, filed(number).state) == (
        5,
        "Nguyễn Văn Giám",
        PaperState.SIGNED,
    )
    assert clerk.get(f"{address}/scan").content == SCAN.content
    words = words_of(clerk.open("/papers"))
    assert "Chờ vào sổ (0)" in words
    assert "05/NQ-HNCBCC" in words
    with database.reading() as session:
        assert session.get_one(Nudge, number).asked == 2


@pytest.mark.parametrize(
    ("changed", "scan", "error"),
    [
        ({"number": ""}, SCAN.content, "Chưa có số"),
        ({"number": "năm"}, SCAN.content, "Ghi một số nguyên"),
        ({"number": "0"}, SCAN.content, "số nguyên từ 1"),
        ({"symbol": " "}, SCAN.content, "Chưa có ký hiệu"),
        ({"symbol": "x" * 41}, SCAN.content, "Dài quá 40"),
        ({"dated_on": "32/11/2026"}, SCAN.content, "Không có ngày"),
        ({"dated_on": "01/01/2100"}, SCAN.content, "không thể sau hôm nay"),
        ({"signer": ""}, SCAN.content, "Chưa có họ tên người ký"),
        ({}, b"", "Chưa có bản quét"),
        ({}, b"PK\x03\x04", "PDF, JPEG hoặc PNG"),
    ],
)
def test_what_cannot_be_filed_is_said_and_kept_nowhere(
    small_world: World, clerk: Browser, changed: dict[str, str], scan: bytes, error: str
) -> None:
    number = small_world.opened()
    address = f"/procedures/{number}/papers/resolution"
    clerk.open(address)
    response = clerk.submit(address, PARTICULARS | changed, files={"scan": ("nq.pdf", scan)})
    assert response.status_code == 422
    assert error in words_of(response.text)
    assert filed(number).state is PaperState.DRAFT
    with database.reading() as session:
        assert not session.exec(select(StoredFile)).all()


def test_nobody_but_the_clerk_files(small_world: World, hr: Browser, manager: Browser) -> None:
    number = small_world.opened()
    address = f"/procedures/{number}/papers/resolution"
    for browser in (hr, manager):
        browser.open(address)
        assert 'name="scan"' not in browser.last
        browser.open("/procedures")
        assert browser.submit(address, PARTICULARS, files={"scan": ("nq.pdf", SCAN.content)}).status_code in (403,)
    assert filed(number).state is PaperState.DRAFT


def test_a_paper_that_names_people_is_not_for_everyone(
    small_world: World, circulated: int, inspector: Browser, clerk: Browser
) -> None:
    end(small_world, circulated)
    for kind in ("closing_notice", "acknowledgement_list", "reading_list"):
        assert inspector.get(f"/procedures/{circulated}/papers/{kind}.html").status_code == 403
        assert clerk.get(f"/procedures/{circulated}/papers/{kind}.html").status_code == 200
    assert inspector.get(f"/procedures/{circulated}/papers/resolution.html").status_code == 200


def test_a_paper_not_made_yet_says_so(small_world: World, hr: Browser, as_: As) -> None:
    number = small_world.opened(timedelta(days=3))
    response = hr.get(f"/procedures/{number}/papers/closing_notice")
    assert response.status_code == 409
    assert "chưa có văn bản đó" in words_of(response.text)
    assert hr.get(f"/procedures/{number}/papers/nothing.html").status_code == 404
    assert hr.get(f"/procedures/{number}/papers/resolution/scan").status_code == 404


def test_the_closing_notice_names_those_who_were_not_asked_and_why(small_world: World, hr: Browser) -> None:
    number = small_world.draft()
    with database.reading() as session:
        spared = session.exec(select(StaffMember)).all()[5]
    roll.leave_out(small_world.hr, number, {spared.id or 0: "Nghỉ thai sản"})
    drafting.open_(small_world.hr, number)
    small_world.sign(number)
    circulation.sign(number)
    circulation.circulate(number)
    end(small_world, number)
    words = words_of(hr.open(f"/procedures/{number}/papers/closing_notice.html"))
    assert "không thuộc diện được phổ biến" in words
    assert f"{spared.full_name} {UNITS[5 % 3]} Nghỉ thai sản" in words


def test_a_number_of_the_register_is_given_once_a_year(small_world: World, clerk: Browser) -> None:
    with_number, without = small_world.signed(), small_world.opened()
    address = f"/procedures/{without}/papers/resolution"
    today = {"dated_on": short_date(small_world.today())}
    for symbol in ("NQ-HNCBCC", " nq - hncbcc "):
        clerk.open(address)
        response = clerk.submit(address, PARTICULARS | today | {"symbol": symbol}, files={"scan": ("nq.pdf", b"%PDF-")})
        assert response.status_code == 422
        with database.reading() as session:
            subject = session.get_one(Procedure, with_number).subject
        year = small_world.today().year
        said = f"Số 05/NQ-HNCBCC của năm {year} đã cấp cho văn bản «Nghị quyết», về việc «{subject}»"
        assert said in words_of(response.text)
    assert filed(without).state is PaperState.DRAFT


@pytest.mark.parametrize(("number", "symbol"), [(6, "NQ-HNCBCC"), (5, "NQ-ĐU"), (5, "NQ-HNCBCC.1")])
def test_another_number_or_symbol_is_free(small_world: World, number: int, symbol: str) -> None:
    small_world.signed()
    free, day = small_world.opened(), small_world.today()
    file_signed(small_world.clerk, free, "resolution", number, symbol, day, "Nguyễn Văn Giám", SCAN)
    assert (filed(free).number, filed(free).symbol) == (number, symbol)


def test_each_year_the_register_begins_anew(small_world: World) -> None:
    last_year, this_year, again = small_world.opened(), small_world.opened(), small_world.opened()
    first = date(small_world.today().year, 1, 1)
    for number, day in ((last_year, first - timedelta(days=1)), (this_year, first)):
        file_signed(small_world.clerk, number, "resolution", 5, "NQ-HNCBCC", day, "Nguyễn Văn Giám", SCAN)
    with pytest.raises(Refusal, match="number_taken"):
        file_signed(small_world.clerk, again, "resolution", 5, "NQ-HNCBCC", first, "Nguyễn Văn Giám", SCAN)
    file_signed(small_world.clerk, this_year, "resolution", 5, "NQ-HNCBCC", first, "Nguyễn Văn Giám", SCAN)


def test_two_clerks_who_file_under_one_number_at_once_do_not_both_get_it(world: World) -> None:
    numbers, day = [world.opened() for _ in range(4)], world.today()

    def file(number: int) -> str:
        try:
            file_signed(world.clerk, number, "resolution", 5, "NQ-HNCBCC", day, "Nguyễn Văn Giám", SCAN)
        except Refusal as refusal:
            return refusal.key
        return "filed"

    with ThreadPoolExecutor(len(numbers)) as clerks:
        assert sorted(clerks.map(file, numbers)) == ["filed", *["number_taken"] * 3]
