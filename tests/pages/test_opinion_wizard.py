"""From an empty draft to an opened consultation by the forms of the pages, and a procedure that waits for it."""

from datetime import date

import pytest
from sqlmodel import select

from models import Account, Consultation, ListedPerson, OutboxMessage, Procedure, ProcedureState, RollEntry
from models.store import database
from procedures import overlay
from procedures.opinion import drafting
from tests.consulting import Consulting
from tests.pages.conftest import As
from tests.pages.test_wizard import docx, everyone, reasons, save, times
from tests.web.browser import Browser, words_of
from tests.world import World

CONTENT = {
    "matter": "spending_rules",
    "purpose": "Để việc chi tiêu rõ ràng.",
    "responsible": "Văn phòng Sở",
    "text": "Điều 1. Phạm vi.\r\n\r\nĐiều 2. Công tác phí.",
}


@pytest.fixture
def draft(hr: Browser) -> str:
    """The address of a fresh draft."""
    hr.open("/hr/procedures/new")
    response = hr.submit("/hr/procedures/new", {"kind": "opinion", "subject": "dự thảo Quy chế chi tiêu"})
    assert response.status_code == 303
    return response.headers["location"].rpartition("/")[0]


def number_of(draft: str) -> int:
    return int(draft.rpartition("/")[2])


def paragraphs(draft: str) -> list[str]:
    with database.reading() as session:
        return [each.text for each in drafting.paragraphs_of(session, number_of(draft))]


def test_every_kind_is_offered_and_none_is_chosen(hr: Browser) -> None:
    page = hr.open("/hr/procedures/new")
    assert page.count('name="kind"') == 6
    assert "checked" not in page
    assert hr.submit("/hr/procedures/new", {"subject": "dự thảo Quy chế"}).status_code == 422
    assert 'value="dự thảo Quy chế"' in hr.last


def test_six_saved_steps_lead_to_an_opened_consultation(hr: Browser, small_world: World, draft: str) -> None:
    assert save(hr, f"{draft}/kind", {"subject": "dự thảo Quy chế chi tiêu nội bộ"}) == f"{draft}/text"
    assert save(hr, f"{draft}/text", CONTENT) == f"{draft}/people"
    assert save(hr, f"{draft}/people", {"asked": everyone(), **reasons()}) == f"{draft}/times"
    assert "Thời hạn lấy ý kiến thường là 5 ngày làm việc" in words_of(hr.open(f"{draft}/times"))
    assert hr.last.count('value="08:00"') == 2
    assert save(hr, f"{draft}/times", times(small_world)) == f"{draft}/letter"
    assert save(hr, f"{draft}/letter", {"invitation": "Kính mong các đồng chí góp ý."}) == f"{draft}/open"
    said = words_of(hr.open(f"{draft}/open"))
    assert "7 người sẽ nhận thư ngay khi văn thư vào sổ" in said
    assert "tính là chưa có ý kiến, không tính là đồng ý" in said
    assert "Kính mong các đồng chí góp ý." in said
    assert "Còn thiếu" not in said
    hr.submit(f"{draft}/test")
    assert hr.submit(f"{draft}/open").headers["location"] == f"/procedures/{number_of(draft)}"
    with database.reading() as session:
        assert session.get_one(Procedure, number_of(draft)).state is ProcedureState.OPEN
        assert len(session.exec(select(RollEntry)).all()) == 8
        assert session.exec(select(Consultation.purpose)).all() == ["Để việc chi tiêu rõ ràng."]
        kinds = session.exec(select(OutboxMessage.kind)).all()
    assert "opinion_preview" in kinds
    assert paragraphs(draft) == ["Điều 1. Phạm vi.", "Điều 2. Công tác phí."]


def test_a_draft_without_blank_lines_has_a_paragraph_a_line(hr: Browser, draft: str) -> None:
    save(hr, f"{draft}/text", {**CONTENT, "text": "Điều 1.\nĐiều 2.\n"})
    assert paragraphs(draft) == ["Điều 1.", "Điều 2."]
    assert "Điều 1.\n\nĐiều 2.</textarea>" in hr.open(f"{draft}/text")
    save(hr, f"{draft}/text", {**CONTENT, "text": "Điều 1.\nĐiều 2.\n \nĐiều 3."})
    assert paragraphs(draft) == ["Điều 1. Điều 2.", "Điều 3."]


@pytest.mark.parametrize(
    ("field", "typed", "error"),
    [
        ("matter", "no_such", "Chọn một nội dung"),
        ("purpose", "x" * 2001, "dài quá 2000"),
        ("responsible", "x" * 301, "dài quá 300"),
        ("text", "x" * 20_001, "Đoạn 1 dài quá"),
        ("text", "\n".join(["x"] * 2001), "có quá 2000 đoạn"),
    ],
)
def test_what_is_wrong_in_a_plan_stands_by_its_field_and_the_rest_stays_typed(
    hr: Browser, draft: str, field: str, typed: str, error: str
) -> None:
    save(hr, f"{draft}/text", {**CONTENT, field: typed}, 422)
    assert error in words_of(hr.last)
    assert f'id="e-{field}"' in hr.last
    assert ("Để việc chi tiêu rõ ràng.</textarea>" in hr.last) is (field != "purpose")
    assert not paragraphs(draft)


def test_a_word_file_fills_the_draft_and_is_kept_only_once_saved(hr: Browser, draft: str) -> None:
    hr.open(f"{draft}/text")
    content = docx("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "QUY CHẾ", "Điều 1. Phạm vi", "1. Của Sở.")
    response = hr.submit(f"{draft}/docx", files={"docx": ("quy-che.docx", content)})
    assert "QUY CHẾ\n\nĐiều 1. Phạm vi\n\n1. Của Sở.</textarea>" in response.text
    said = words_of(response.text)
    assert "Không đưa 1 dòng đầu văn bản" in said
    assert "3 đoạn. Mỗi người cho ý kiến theo số của đoạn." in said
    assert not paragraphs(draft)
    hr.open(f"{draft}/text")
    assert hr.submit(f"{draft}/docx", files={"docx": ("a.docx", b"PK\x03\x04broken")}).status_code == 422


def test_a_matter_for_the_conference_says_so_and_is_not_opened(hr: Browser, draft: str, small_world: World) -> None:
    rests = {"article": "Điều 12", "document": "Quy chế dân chủ của Sở", "by": "Trần Thị Mai"}
    overlay.set_value(small_world.hr, "opinion", "spending_rules", date(2026, 1, 1), {"choice": "conference"}, **rests)
    assert "phải thông qua tại hội nghị" in words_of(hr.open(f"{draft}/text"))
    save(hr, f"{draft}/text", CONTENT)
    assert "Nội dung này phải thông qua tại hội nghị" in words_of(hr.open(f"{draft}/open"))


def test_what_is_missing_is_said_and_opening_is_refused(hr: Browser, draft: str) -> None:
    said = words_of(hr.open(f"{draft}/open"))
    for missing in ("Chưa có dự thảo", "Chưa chọn nội dung", "Chưa có hạn cho ý kiến", "Chưa ghi đơn vị"):
        assert missing in said
    assert "Mở lấy ý kiến</button>" not in hr.last
    assert hr.submit(f"{draft}/open").status_code == 422


def test_whom_a_plan_for_people_is_about_has_no_part_in_it(
    hr: Browser, as_: As, draft: str, small_world: World
) -> None:
    assert "Dự thảo nói về người này" not in hr.open(f"{draft}/people")
    save(hr, f"{draft}/text", {**CONTENT, "matter": "personnel_plan"})
    people = {"asked": everyone(), **reasons()}
    assert save(hr, f"{draft}/people", {**people, "about": [2, 3]}) == f"{draft}/times"
    assert "Dự thảo nói về 2 người" in words_of(hr.open(f"{draft}/open"))
    save(hr, f"{draft}/people", {**people, "about": [3]})
    with database.reading() as session:
        rows = session.exec(select(ListedPerson).where(ListedPerson.procedure_id == number_of(draft))).all()
    assert {row.staff_member_id: row.removed_at is None for row in rows} == {2: False, 3: True}
    with database.transaction() as session:
        account = session.get_one(Account, small_world.hr.account_id)
        account.staff_member_id = 4
        session.add(account)
    assert save(hr, f"{draft}/people", {**people, "about": [3, 4, 5]}) == "/hr"
    assert "nói về chính đồng chí" in words_of(hr.open("/hr"))
    assert hr.get(f"{draft}/people").status_code == 403


def test_a_procedure_may_wait_for_a_consultation(hr: Browser, draft: str, small_world: World) -> None:
    case = Consulting(small_world)
    case.asked()
    resolution = small_world.draft()
    path = f"/hr/procedures/{resolution}"
    assert "dự thảo Quy chế chi tiêu nội bộ năm 2027</option>" in hr.open(f"{path}/open")
    assert hr.submit(f"{path}/consultation", {"rests_on": str(case.number)}).headers["location"] == f"{path}/open"
    assert "chờ việc lấy ý kiến «dự thảo Quy chế chi tiêu nội bộ năm 2027»" in words_of(hr.open(f"{path}/open"))
    assert hr.submit(f"{path}/consultation", {"rests_on": str(resolution)}).status_code == 422
    assert "Chọn một việc lấy ý kiến đã mở" in words_of(hr.last)
    hr.open(f"{path}/open")
    hr.submit(f"{path}/consultation", {"rests_on": ""})
    with database.reading() as session:
        assert session.get_one(Procedure, resolution).rests_on_id is None
