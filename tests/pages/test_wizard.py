"""From an empty draft to an opened procedure by the forms of the pages."""

from datetime import timedelta
from html import unescape
from io import BytesIO

import pytest
from docx import Document
from sqlmodel import select

from models import (
    LeftOut,
    OutboxMessage,
    Procedure,
    ProcedureState,
    Resolution,
    ResolutionArticle,
    RollEntry,
    Round,
    StaffMember,
)
from models.store import database
from procedures import drafts
from tests.pages.conftest import As
from tests.web.browser import Browser, words_of
from tests.world import World
from web.typed import as_typed

TEXT = "Điều 1. Thông qua các báo cáo\nHội nghị thông qua báo cáo.\nĐiều 2. Thi hành\nMọi người thi hành."
CONTENT = {
    "conference": "Hội nghị cán bộ, công chức năm 2026",
    "adopted_on": "20/11/2026",
    "present": "7",
    "in_favour": "6",
    "bases": "Quy chế thực hiện dân chủ",
    "text": TEXT,
}


@pytest.fixture
def draft(hr: Browser) -> str:
    """The address of a fresh draft."""
    hr.open("/hr/procedures/new")
    response = hr.submit("/hr/procedures/new", {"kind": "resolution", "subject": "Nghị quyết năm 2026"})
    assert response.status_code == 303
    return response.headers["location"].rpartition("/")[0]


def save(browser: Browser, address: str, fields: dict[str, object], status: int = 303) -> str:
    """Open a step, send it, and say where it leads."""
    browser.open(address)
    response = browser.submit(address, fields)
    assert response.status_code == status, words_of(response.text)
    return response.headers.get("location", "")


def times(world: World) -> dict[str, str]:
    now = world.now()
    fields = {"send": "now"}
    for name, at in (("closes", now + timedelta(days=6)), ("remind1", now + timedelta(days=4))):
        fields[f"{name}_day"], fields[f"{name}_clock"] = as_typed(at)
    return fields


def everyone() -> list[int]:
    with database.reading() as session:
        return [number or 0 for number in session.exec(select(StaffMember.id)).all()]


def reasons(**given: str) -> dict[str, str]:
    return {f"reason_{number}": given.get(f"of_{number}", "") for number in everyone()}


def test_six_saved_steps_lead_to_an_opened_procedure(hr: Browser, small_world: World, draft: str) -> None:
    assert save(hr, f"{draft}/kind", {"subject": "Nghị quyết Hội nghị năm 2026"}) == f"{draft}/text"
    assert save(hr, f"{draft}/text", CONTENT) == f"{draft}/people"
    left_out, *asked = everyone()
    people = {"asked": asked, **reasons(**{f"of_{left_out}": "Nghỉ thai sản"})}
    assert save(hr, f"{draft}/people", people) == f"{draft}/times"
    assert save(hr, f"{draft}/times", times(small_world)) == f"{draft}/letter"
    assert save(hr, f"{draft}/letter", {"invitation": "Kính mong các đồng chí đọc kỹ."}) == f"{draft}/open"
    said = words_of(hr.open(f"{draft}/open"))
    assert "Danh sách 7 người được chốt" in said
    assert "Còn thiếu" not in said
    assert "Kính mong các đồng chí đọc kỹ." in said
    number = int(draft.rpartition("/")[2])
    assert hr.submit(f"{draft}/open").headers["location"] == f"/procedures/{number}"
    with database.reading() as session:
        assert session.get_one(Procedure, number).state is ProcedureState.OPEN
        assert len(session.exec(select(RollEntry)).all()) == 7
        assert session.exec(select(LeftOut.reason)).all() == ["Nghỉ thai sản"]
        assert session.get_one(Resolution, number).in_favour == 6
    assert "Chờ văn thư" in words_of(hr.open(f"/procedures/{number}"))


def test_each_step_can_be_left_and_taken_up_again(hr: Browser, draft: str) -> None:
    assert save(hr, f"{draft}/text", {**CONTENT, "then": "leave"}) == "/hr"
    assert hr.get(draft).headers["location"] == f"{draft}/times"
    page = hr.open(f"{draft}/text")
    assert "Điều 2. Thi hành" in page
    assert 'value="20/11/2026"' in page


def test_the_text_is_shown_as_staff_will_read_it(hr: Browser, draft: str) -> None:
    save(hr, f"{draft}/text", CONTENT)
    seen = words_of(hr.open(f"{draft}/text")).partition("Cán bộ sẽ đọc")[2]
    assert "Toàn văn nghị quyết" in seen
    assert "Điều 2. Thi hành Mọi người thi hành." in seen


@pytest.mark.parametrize(
    ("field", "typed", "error"),
    [
        ("adopted_on", "31/2/2026", "Không có ngày 31/2/2026"),
        ("adopted_on", "20/11/2099", "không thể sau hôm nay"),
        ("adopted_on", "20/11/1999", "chưa có quy định"),
        ("present", "bảy", "Ghi một số nguyên"),
        ("in_favour", "8", "lớn hơn số người dự"),
        ("text", "Điều 2. Sai", "đang chờ Điều 1 mà gặp Điều 2"),
        ("conference", "x" * 301, "dài quá 300"),
    ],
)
def test_what_is_wrong_in_the_text_stands_by_its_field_and_nothing_is_kept(
    hr: Browser, draft: str, field: str, typed: str, error: str
) -> None:
    save(hr, f"{draft}/text", {**CONTENT, field: typed}, 422)
    assert error in words_of(hr.last)
    assert f'aria-describedby="h-{field} e-{field}"' in hr.last or f'aria-describedby="e-{field}"' in hr.last
    with database.reading() as session:
        assert session.exec(select(Resolution.conference)).all() == [""]


def docx(*paragraphs: str) -> bytes:
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    kept = BytesIO()
    document.save(kept)
    return kept.getvalue()


def test_a_word_file_fills_the_fields_and_is_kept_only_once_saved(hr: Browser, draft: str) -> None:
    hr.open(f"{draft}/text")
    content = docx("NGHỊ QUYẾT", "Điều 1. Thông qua các báo cáo", "Hội nghị thông qua.", "Điều 2. Thi hành", "Ngay.")
    response = hr.submit(f"{draft}/docx", files={"docx": ("nghi-quyet.docx", content)})
    assert response.status_code == 200
    assert "Điều 2. Thi hành\nNgay." in response.text
    assert "chưa lưu" in words_of(response.text)
    with database.reading() as session:
        assert not session.exec(select(ResolutionArticle)).all()


def test_a_file_that_is_no_word_file_is_refused_in_a_sentence(hr: Browser, draft: str) -> None:
    for content in (b"", b"%PDF-1.7", b"PK\x03\x04broken"):
        hr.open(f"{draft}/text")
        response = hr.submit(f"{draft}/docx", files={"docx": ("a.docx", content)})
        assert response.status_code == 422
        assert "Cần sửa một chỗ" in words_of(response.text)


def test_who_is_left_out_needs_a_reason(hr: Browser, draft: str) -> None:
    asked = everyone()[1:]
    save(hr, f"{draft}/people", {"asked": asked, **reasons()}, 422)
    assert "Đưa một người ra khỏi danh sách phải có lý do" in words_of(hr.last)
    with database.reading() as session:
        assert not session.exec(select(LeftOut)).all()


def test_someone_who_joined_while_the_form_stood_open_is_asked(hr: Browser, draft: str, small_world: World) -> None:
    hr.open(f"{draft}/people")
    fields = {"asked": everyone(), **reasons()}
    with database.transaction() as session:
        first = session.exec(select(StaffMember)).first()
        assert first
        session.add(StaffMember(full_name="Vũ Thị Mới", unit_id=first.unit_id, category=first.category))
    assert hr.submit(f"{draft}/people", fields).status_code == 303
    with database.reading() as session:
        assert not session.exec(select(LeftOut)).all()


def test_times_are_proposed_by_the_law_and_can_carry_seconds(hr: Browser, draft: str, small_world: World) -> None:
    page = hr.open(f"{draft}/times")
    assert 'name="closes_clock" type="text" autocomplete="off" value="17:00"' in page
    assert page.count('value="08:00"') == 2
    fields = {**times(small_world), "closes_clock": "17:00:30"}
    save(hr, f"{draft}/times", fields)
    with database.reading() as session:
        closes_at = session.exec(select(Round.closes_at)).one()
    assert closes_at
    assert closes_at.second == 30


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"closes_day": "01/11/2026"}, "đã qua"),
        ({"closes_clock": ""}, "Chưa ghi giờ"),
        ({"closes_day": "", "closes_clock": ""}, "Chưa có hạn. Ghi ngày và giờ"),
        ({"send": "at"}, "Ghi ngày và giờ gửi"),
        ({"send": ""}, "Chọn khi nào gửi thư"),
        ({"remind1_day": "01/11/2026"}, "Giờ nhắc phải sau khi gửi thư"),
        ({"remind2_day": "40/1/2027", "remind2_clock": "08:00"}, "Không có ngày"),
    ],
)
def test_times_that_cannot_be_are_said_by_their_field(
    hr: Browser, draft: str, small_world: World, changed: dict[str, str], error: str
) -> None:
    save(hr, f"{draft}/times", times(small_world) | changed, 422)
    assert error in words_of(hr.last)
    with database.reading() as session:
        assert session.exec(select(Round.closes_at)).one() is None


@pytest.mark.parametrize(("days", "status"), [(365, 303), (367, 422)])
def test_a_deadline_is_no_more_than_a_year_away(
    hr: Browser, draft: str, small_world: World, days: int, status: int
) -> None:
    day, clock = as_typed(small_world.now() + timedelta(days=days))
    save(hr, f"{draft}/times", {**times(small_world), "closes_day": day, "closes_clock": clock}, status)
    assert ("còn hơn một năm nữa" in words_of(hr.last)) is (status == 422)


def test_what_is_missing_is_said_and_opening_is_refused(hr: Browser, draft: str) -> None:
    said = words_of(hr.open(f"{draft}/open"))
    for missing in ("Chưa có nội dung nghị quyết", "Chưa có tên hội nghị", "Chưa có hạn đọc"):
        assert missing in said
    assert "Mở việc phổ biến</button>" not in hr.last
    assert hr.submit(f"{draft}/open").status_code == 422
    with database.reading() as session:
        assert session.exec(select(Procedure.state)).one() is ProcedureState.DRAFT


def test_a_test_letter_goes_to_the_one_who_asks(hr: Browser, draft: str, small_world: World) -> None:
    save(hr, f"{draft}/letter", {"invitation": "Xin chào", "then": "test"})
    with database.reading() as session:
        letters = session.exec(select(OutboxMessage).where(OutboxMessage.kind == "resolution_preview")).all()
    assert [letter.account_id for letter in letters] == [small_world.hr.account_id]


def test_a_draft_can_be_thrown_away(hr: Browser, draft: str) -> None:
    hr.open(f"{draft}/open")
    assert hr.submit(f"{draft}/discard").headers["location"] == "/hr"
    with database.reading() as session:
        assert session.exec(select(Procedure.state)).one() is ProcedureState.ANNULLED
    assert hr.get(f"{draft}/text").status_code == 303


@pytest.mark.parametrize("step", ["open", "text"])
def test_a_draft_thrown_away_in_one_window_says_so_in_another(
    hr: Browser, draft: str, small_world: World, step: str
) -> None:
    hr.open(f"{draft}/{step}")
    drafts.discard(small_world.hr, int(draft.rpartition("/")[2]))
    page = hr.submit(f"{draft}/{step}", CONTENT if step == "text" else {})
    if step == "open":
        assert page.status_code == 303
        page = hr.get(page.headers["location"])
    assert page.status_code == 409
    assert "Bản nháp này đã được bỏ" in words_of(page.text)
    assert "đã mở" not in words_of(page.text)


def test_a_draft_thrown_away_stands_nowhere_among_what_ended(hr: Browser, draft: str, small_world: World) -> None:
    drafts.discard(small_world.hr, int(draft.rpartition("/")[2]))
    words = words_of(hr.open(f"/procedures?year={small_world.now().year}"))
    assert "(0)" in words
    assert "Nghị quyết năm 2026" not in words
    assert "Nghị quyết năm 2026" not in words_of(hr.open("/procedures"))


def test_an_opened_procedure_is_no_draft_any_more(hr: Browser, small_world: World) -> None:
    number = small_world.opened()
    assert hr.get(f"/hr/procedures/{number}/text").headers["location"] == f"/procedures/{number}"
    hr.open("/hr")
    response = hr.submit(f"/hr/procedures/{number}/text", CONTENT)
    assert response.status_code == 409
    assert f'href="/procedures/{number}"' in response.text
    assert "không sửa được nữa" in words_of(response.text)
    assert str(CONTENT["text"]) in unescape(response.text)


def test_times_may_change_until_the_letters_went(hr: Browser, small_world: World, as_: As) -> None:
    number = small_world.opened()
    address = f"/hr/procedures/{number}/times"
    assert save(hr, address, times(small_world)) == f"/procedures/{number}"


def test_two_people_who_open_at_once_open_once(hr: Browser, small_world: World) -> None:
    number = small_world.draft()
    hr.open(f"/hr/procedures/{number}/open")
    first = hr.submit(f"/hr/procedures/{number}/open")
    second = hr.submit(f"/hr/procedures/{number}/open")
    assert (first.status_code, second.status_code) == (303, 303)
    with database.reading() as session:
        assert len(session.exec(select(RollEntry)).all()) == 8
