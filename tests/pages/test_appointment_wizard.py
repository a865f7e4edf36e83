"""From an empty draft to an opened appointment case by the forms of the pages: the case, posts, people, dossiers."""

import pytest
from sqlmodel import select

from models import (
    Appointment,
    CaseDocument,
    DutyKind,
    Finding,
    Nominee,
    OutboxMessage,
    Position,
    Post,
    Procedure,
    ProcedureState,
    Role,
    StaffMember,
)
from models.store import database
from procedures import bodies
from procedures.access import duties
from tests.web.browser import Browser, words_of
from tests.world import SCAN, World
from words.dates import local_day, short_date

CASE = {
    "subject": "Bổ nhiệm Phó Trưởng phòng Lãnh sự",
    "purpose": "Phòng còn thiếu một phó trưởng phòng.",
    "begun_on": "",
    "way": "decided",
    "decides": "authority",
    "authority": "Chủ tịch Ủy ban nhân dân tỉnh",
    "head": "present",
    "flags": ["has_units"],
    "superior": "own",
    "superior_chair": "",
    "starts_at_step": "1",
}


@pytest.fixture
def draft(hr: Browser, small_world: World) -> str:
    """The address of a fresh draft at an agency that has a head and two deputies."""
    bodies.set_positions(small_world.hr, 1, [Position.HEAD])
    for number in (2, 3):
        bodies.set_positions(small_world.hr, number, [Position.DEPUTY_HEAD])
    hr.open("/hr/procedures/new")
    answer = hr.submit("/hr/procedures/new", {"kind": "appointment", "subject": CASE["subject"]})
    assert answer.status_code == 303
    return answer.headers["location"].rpartition("/")[0]


def number_of(draft: str) -> int:
    return int(draft.rpartition("/")[2])


def save(hr: Browser, path: str, fields: dict[str, object], expected: int = 303) -> str:
    hr.open(path)
    answer = hr.submit(path, fields)
    assert answer.status_code == expected, words_of(answer.text)
    return answer.headers.get("location", "")


def with_a_nominee(hr: Browser, draft: str, person: int = 5) -> int:
    """The case written, one post, one nominee; returns the nominee's number."""
    save(hr, f"{draft}/case", CASE)
    save(hr, f"{draft}/posts", {"post": [""], "title": ["Phó Trưởng phòng"], "unit": ["Phòng Lãnh sự"], "head": ""})
    with database.reading() as session:
        post = session.exec(select(Post.id)).one()
    work = {"person": str(person), "planned_work": "Phụ trách bảo hộ công dân."}
    assert save(hr, f"{draft}/posts/{post}/people", work) == f"{draft}/posts"
    with database.reading() as session:
        return session.exec(select(Nominee.id)).one() or 0


def give_duties(world: World, number: int) -> None:
    tellers = [world.account(f"Kiểm Phiếu {role}", role) for role in (Role.UNION, Role.INSPECTOR)]
    duties.assign(world.hr, number, DutyKind.SECRETARY, world.hr.account_id or 0, None, 24)
    for teller in tellers:
        duties.assign(world.hr, number, DutyKind.TELLER, teller.account_id or 0, None, 24)
    duties.assign(world.hr, number, DutyKind.DECIDER, world.manager.account_id or 0, None, 24)


def test_nothing_is_chosen_in_a_fresh_case(hr: Browser, draft: str) -> None:
    page = hr.open(f"{draft}/case")
    assert page.count('type="radio"') == 9
    assert page.count(" checked") == 1  # the agency has units
    assert save(hr, f"{draft}/case", {"subject": CASE["subject"]}, 422) == ""
    said = words_of(hr.last)
    for sentence in (
        "Chọn cách quyết định chủ trương",
        "Chọn người ra quyết định",
        "Chọn tình trạng của người đứng đầu",
    ):
        assert sentence in said


def test_saved_steps_lead_to_an_opened_case(hr: Browser, small_world: World, draft: str) -> None:
    assert save(hr, f"{draft}/case", CASE) == f"{draft}/posts"
    with_a_nominee(hr, draft)
    assert hr.get(draft).headers["location"] == f"{draft}/duties"
    assert f'href="{draft}"' in hr.open("/hr")
    assert "Soạn tiếp" in words_of(hr.open(f"{draft}/duties"))
    said = words_of(hr.open(f"{draft}/check"))
    assert "Còn thiếu" in said
    assert "Mở quy trình bổ nhiệm</button>" not in hr.last
    assert hr.submit(f"{draft}/check").status_code == 422
    give_duties(small_world, number_of(draft))
    assert save(hr, f"{draft}/summons", {"invitation": "Mời các đồng chí dự đúng giờ."}) == f"{draft}/check"
    assert "Mời các đồng chí dự đúng giờ." in words_of(hr.open(f"{draft}/summons"))
    said = words_of(hr.open(f"{draft}/check"))
    assert "Còn thiếu" not in said
    assert "Nguyễn Thị Số 4" in said
    assert hr.submit(f"{draft}/check/test").status_code == 303
    hr.open(f"{draft}/check")
    assert hr.submit(f"{draft}/check").headers["location"] == f"/procedures/{number_of(draft)}"
    with database.reading() as session:
        procedure = session.get_one(Procedure, number_of(draft))
        assert procedure.state is ProcedureState.OPEN
        assert session.get_one(Appointment, procedure.id).authority == CASE["authority"]
        assert "meeting_preview" in session.exec(select(OutboxMessage.kind)).all()
    assert hr.get(f"{draft}/case").headers["location"] == f"/procedures/{number_of(draft)}"


def test_the_page_says_under_which_law_and_with_how_many_meetings(hr: Browser, draft: str) -> None:
    save(hr, f"{draft}/case", {**CASE, "begun_on": "20/11/2026"})
    assert "04 hội nghị" in words_of(hr.open(f"{draft}/case"))
    save(hr, f"{draft}/case", {**CASE, "begun_on": "30/7/2026", "starts_at_step": "5", "then": "look"})
    said = words_of(hr.open(f"{draft}/case"))
    assert "05 hội nghị" in said
    assert "Từ bước 5" in said
    save(hr, f"{draft}/case", {**CASE, "begun_on": "30/7/2024"})
    assert "Chưa có quy định của ngày đã ghi" in words_of(hr.open(f"{draft}/case"))


@pytest.mark.parametrize(
    ("field", "typed", "error"),
    [
        ("begun_on", "31/2/2026", "Không có ngày"),
        ("purpose", "x" * 2001, "dài quá 2000"),
        ("authority", "x" * 201, "dài quá 200"),
        ("subject", " ", "Chưa"),
        ("starts_at_step", "0", "bước"),
        ("way", "other", "Chọn cách quyết định"),
    ],
)
def test_what_is_wrong_in_a_case_stands_by_its_field_and_the_rest_stays_typed(
    hr: Browser, draft: str, field: str, typed: str, error: str
) -> None:
    save(hr, f"{draft}/case", {**CASE, field: typed}, 422)
    assert error.lower() in words_of(hr.last).lower()
    assert f'id="e-{field}"' in hr.last
    if field != "purpose":
        assert f"{CASE['purpose']}</textarea>" in hr.last


def test_posts_are_added_changed_and_dropped(hr: Browser, draft: str) -> None:
    save(hr, f"{draft}/case", CASE)
    page = f"{draft}/posts"
    assert (
        save(hr, page, {"post": [""], "title": ["Giám đốc"], "unit": [""], "head": "1", "then": "more"})
        == f"{page}?rows=1"
    )
    assert hr.open(f"{page}?rows=1").count('name="title"') == 2
    with database.reading() as session:
        first = str(session.exec(select(Post.id)).one())
    save(hr, page, {"post": [first, ""], "title": ["Giám đốc", "Phó Giám đốc"], "unit": ["", "Sở"], "head": "2"})
    with database.reading() as session:
        rows = session.exec(select(Post.title, Post.unit_name, Post.is_head).order_by(Post.number)).all()  # pyright: ignore
    assert [tuple(row) for row in rows] == [("Giám đốc", "", False), ("Phó Giám đốc", "Sở", True)]
    save(hr, page, {"post": [first, ""], "title": ["Giám đốc", ""], "unit": ["", "Sở"], "head": ""}, 422)
    assert 'id="e-title_2"' in hr.last
    save(hr, page, {"post": [first], "title": ["Giám đốc"], "unit": [""], "head": ""})
    with database.reading() as session:
        assert session.exec(select(Post.title)).all() == ["Giám đốc"]


def test_a_nominee_is_chosen_from_the_staff_and_taken_off_again(hr: Browser, draft: str) -> None:
    nominee = with_a_nominee(hr, draft)
    said = words_of(hr.open(f"{draft}/posts"))
    assert "Nguyễn Thị Số 4" in said
    assert "Phụ trách bảo hộ công dân." in said
    with database.reading() as session:
        post = session.exec(select(Post.id)).one()
    assert hr.open(f"{draft}/posts/{post}/people?q=so+4").count('name="person"') == 1
    assert "đã có trong danh sách nhân sự" in words_of(hr.last)
    assert hr.submit(f"{draft}/posts/{post}/people", {"planned_work": "Việc khác"}).status_code == 422
    assert "Việc khác</textarea>" in hr.last
    assert hr.get(f"{draft}/posts/999/people").status_code == 404
    hr.open(f"{draft}/posts")
    hr.submit(f"{draft}/posts/people/{nominee}/unname")
    with database.reading() as session:
        assert session.exec(select(Nominee)).all() == []


def test_conditions_and_dossier_are_kept_item_by_item_with_the_paper(hr: Browser, draft: str) -> None:
    nominee = with_a_nominee(hr, draft)
    page = f"{draft}/nominees/{nominee}"
    hr.open(page)
    met = {"met_eligibility-age": "yes", "evidence_eligibility-age": "Sinh năm 1985, còn 18 năm công tác."}
    missing = {"met_eligibility-planned": "no", "evidence_eligibility-planned": ""}
    assert hr.submit(page, {**met, **missing}).status_code == 422
    assert 'id="e-evidence_eligibility-planned"' in hr.last
    assert "Sinh năm 1985" in hr.last
    with database.reading() as session:
        assert session.exec(select(Finding.key)).all() == ["eligibility.age"]
    old = {"met_dossier-health": "yes", "evidence_dossier-health": "Giấy số 12", "day_dossier-health": "05/3/2026"}
    hr.open(page)
    answer = hr.submit(page, old, {"scan_dossier-health": (SCAN.name, SCAN.content)})
    assert answer.status_code == 303
    said = words_of(hr.open(page))
    assert "đã quá 6 tháng" in said
    assert "Đã lưu 1 mục" in said
    scan = hr.get(f"{page}/dossier.health/scan")
    assert scan.content == SCAN.content
    assert hr.get(f"{page}/dossier.cv/scan").status_code == 404
    taken_back = {"met_dossier-health": "", "evidence_dossier-health": "", "day_dossier-health": ""}
    assert hr.submit(page, taken_back).status_code == 303
    with database.reading() as session:
        assert session.exec(select(Finding.key)).all() == ["eligibility.age"]


def test_a_document_is_filed_listed_and_never_changed(
    hr: Browser, clerk: Browser, manager: Browser, draft: str
) -> None:
    with_a_nominee(hr, draft)
    page = f"{draft}/documents"
    said = {"kind": "policy", "number": "15-NQ/ĐU", "dated_on": "20/11/2026", "issuer": "Đảng ủy Sở", "gist": ""}
    hr.open(f"{page}?kind=policy")
    assert 'value="policy" selected' in hr.last
    assert hr.submit(page, said).status_code == 422
    assert "15-NQ/ĐU" in hr.last
    assert 'id="e-scan"' in hr.last
    assert hr.submit(page, {**said, "dated_on": "32/1/2026"}, {"scan": (SCAN.name, SCAN.content)}).status_code == 422
    assert 'id="e-dated_on"' in hr.last
    assert hr.submit(page, said, {"scan": (SCAN.name, SCAN.content)}).status_code == 303
    assert "Số 15-NQ/ĐU, ngày 20/11/2026, Đảng ủy Sở" in words_of(clerk.open(page))
    with database.reading() as session:
        number = session.exec(select(CaseDocument.id)).one()
    assert clerk.get(f"{page}/{number}/scan").content == SCAN.content
    assert clerk.get(f"{page}/999/scan").status_code == 404
    assert manager.get(page).status_code == 403


def test_nobody_names_oneself(hr: Browser, small_world: World, draft: str) -> None:
    with database.transaction() as session:
        oneself = session.get_one(StaffMember, 5)
        oneself.email = small_world.hr.email
        session.add(oneself)
    with pytest.raises(AssertionError, match="chính mình"):
        with_a_nominee(hr, draft)


def test_pages_of_an_appointment_are_no_pages_of_another_kind(hr: Browser, small_world: World, draft: str) -> None:
    other = f"/hr/procedures/{small_world.draft()}"
    for step in ("case", "posts", "nominees", "summons", "check", "documents"):
        assert hr.get(f"{other}/{step}").status_code == 404, step
    hr.open(f"{draft}/case")
    for step in ("text", "people", "times", "letter", "open", "kind"):
        assert hr.get(f"{draft}/{step}").status_code == 404, step
    for step in ("letter", "open", "test"):
        hr.open(f"{draft}/case")
        assert hr.submit(f"{draft}/{step}").status_code == 404, step


def test_the_law_that_has_the_superior_body_chair_is_named_beside_the_choice(
    hr: Browser, small_world: World, draft: str
) -> None:
    for number in (2, 3):
        bodies.set_positions(small_world.hr, number, [])
    save(hr, f"{draft}/case", CASE)
    said = words_of(hr.open(f"{draft}/case"))
    assert "luật đòi cấp trên trực tiếp chủ trì" in said
    assert "Điều 34.2.b" in said
    assert "Chưa ghi" in words_of(hr.open(f"{draft}/check"))


def test_a_case_that_was_submitted_asks_when_the_authority_received_it(
    hr: Browser, clerk: Browser, small_world: World, draft: str
) -> None:
    with_a_nominee(hr, draft)
    save(hr, f"{draft}/case", {**CASE, "way": "submitted"})
    give_duties(small_world, number_of(draft))
    save(hr, f"{draft}/check", {})
    assert "Ghi ngày nhận" in words_of(hr.open(f"{draft}/documents"))
    assert "Ghi ngày nhận" not in words_of(clerk.open(f"{draft}/documents"))
    day = short_date(local_day(small_world.now()))
    assert save(hr, f"{draft}/submitted", {"submitted_on": day}) == f"/procedures/{number_of(draft)}"
    assert "Hạn trả lời" in words_of(hr.open(f"{draft}/submitted"))
    assert "Sửa ngày nhận" in words_of(hr.open(f"{draft}/documents"))
