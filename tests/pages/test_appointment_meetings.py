"""HR prepares a meeting by the forms of the pages: hour, list, summons; one held on paper; what two people sign."""

from collections.abc import Iterator

import pytest
from sqlmodel import select

from models import (
    Attendee,
    CountersignedAct,
    DocumentKind,
    Meeting,
    NotSummoned,
    Procedure,
    ProcedureState,
    RollEntry,
    StaffMember,
)
from models.store import database
from procedures.access.actor import Actor
from procedures.appointment import drafting
from procedures.countersigning import signing
from procedures.meetings.summoning import convening
from procedures.opinion import drafting as consulting
from tests.appointment.appointing import Appointing, member
from tests.consulting import PARAGRAPHS, SUBJECT
from tests.meeting_world import Meeting28
from tests.web.browser import Browser, words_of
from tests.world import SCAN, World

PLAN = {
    "starts_day": "02/12/2026",
    "starts_clock": "08:30",
    "place": "Phòng họp tầng 2",
    "place_kind": "hall",
    "call_link": "",
    "chair": "Bà Lê Thị Giám, Giám đốc Sở",
    "remind_day": "",
    "remind_clock": "",
}


@pytest.fixture
def case(sqlite: None) -> Iterator[Meeting28]:
    """A case at its first meeting, four weeks before the day of the plan."""
    yield Meeting28()
    database.engine().dispose()


def as_(actor: Actor) -> Browser:
    return Browser().sign_in(actor)


def page_of(case: Meeting28) -> str:
    return f"/hr/procedures/{case.number}/meetings/{case.meeting_id}"


def planned(case: Meeting28) -> dict[str, str]:
    """The plan, a week from the day of the world."""
    day = case.world.now().date().toordinal() + 7
    return {**PLAN, "starts_day": type(case.today).fromordinal(day).strftime("%d/%m/%Y")}


def test_whoever_has_left_since_the_list_was_proposed_is_named_before_the_summons(case: Meeting28) -> None:
    hr, confirm = as_(case.world.hr), f"{page_of(case)}/confirm"
    assert "không còn làm việc" not in words_of(hr.open(confirm))
    with database.transaction() as session:
        entry = session.exec(select(RollEntry).join(Attendee).where(Attendee.meeting_id == case.meeting_id)).first()
        assert entry
        gone = session.get_one(StaffMember, entry.staff_member_id)
        gone.left_on = case.today
        session.add(gone)
    assert f"không còn làm việc ở cơ quan: {entry.full_name}." in words_of(hr.open(confirm))


def test_a_meeting_is_planned_looked_at_and_summoned(case: Meeting28) -> None:
    hr, page = as_(case.world.hr), page_of(case)
    assert hr.get(f"/hr/procedures/{case.number}/meetings").headers["location"] == page
    said = words_of(hr.open(page))
    assert "3 người được triệu tập và bỏ phiếu" in said
    assert "Văn bản duyệt danh sách triệu tập: chưa lưu" in said
    assert "checked" not in hr.last
    assert hr.submit(page, planned(case)).headers["location"] == page
    said = words_of(hr.open(f"{page}/confirm"))
    assert "Còn thiếu: Văn bản duyệt danh sách triệu tập" in said
    assert "Chốt và gửi giấy mời</button>" not in hr.last
    assert hr.submit(f"{page}/confirm").status_code == 422
    documents = f"/hr/procedures/{case.number}/documents"
    hr.open(f"{documents}?kind=summons_list&meeting={case.meeting_id}")
    said_by = {"kind": "summons_list", "meeting": str(case.meeting_id), "number": "35-CV/SNV", "issuer": "Sở Nội vụ"}
    day = case.today.strftime("%d/%m/%Y")
    assert hr.submit(documents, {**said_by, "dated_on": day}, {"scan": (SCAN.name, SCAN.content)}).status_code == 303
    said = words_of(hr.open(f"{page}/confirm"))
    assert "Còn thiếu" not in said
    assert "Phòng họp tầng 2" in said
    assert "3 người nhận thư mời" in said
    assert "1 người không có thư điện tử: in giấy mời" in said
    assert hr.submit(f"{page}/test").headers["location"] == f"{page}/confirm"
    assert len(case.world.letters("meeting_preview")) == 1
    hr.open(f"{page}/confirm")
    assert hr.submit(f"{page}/confirm").headers["location"] == f"/procedures/{case.number}"
    assert case.meeting.is_set
    assert "Đã chốt, giấy mời đang được gửi" in words_of(hr.open(page))


@pytest.mark.parametrize(
    ("field", "typed", "control"),
    [
        ("starts_day", "31/2/2026", "starts_day"),
        ("starts_clock", "25:00", "starts_clock"),
        ("starts_day", "02/12/2020", "starts_day"),
        ("place", " ", "place"),
        ("chair", "", "chair"),
        ("chair", "x" * 301, "chair"),
        ("place_kind", "", "place_kind"),
        ("place_kind", "hybrid", "call_link"),
        ("remind_day", "01/01/2030", "remind_clock"),
    ],
)
def test_what_is_wrong_in_a_plan_stands_by_its_field_and_the_rest_stays_typed(
    case: Meeting28, field: str, typed: str, control: str
) -> None:
    hr, page = as_(case.world.hr), page_of(case)
    hr.open(page)
    assert hr.submit(page, {**planned(case), field: typed}).status_code == 422
    assert f'href="#f-{control}"' in hr.last
    assert f'id="e-{control}"' in hr.last or f'href="#f-{control}"' in hr.last
    if field != "place":
        assert 'value="Phòng họp tầng 2"' in hr.last
    assert case.meeting.starts_at is None


def test_the_list_is_changed_with_a_reason_only(case: Meeting28) -> None:
    hr, page = as_(case.world.hr), page_of(case)
    said = words_of(hr.open(f"{page}/list"))
    assert "Những người được triệu tập (4)" in said
    assert "không có thư, đưa giấy mời in" in said
    assert hr.open(f"{page}/list?q=so+1").count("Không triệu tập<span") == 1
    hr.open(f"{page}/list/also?q=so+2")
    someone = {"person": str(member(20)), "has_vote": "no", "capacity": "đại diện cấp trên", "reason": ""}
    assert hr.submit(f"{page}/list/also", {"reason": "Theo văn bản"}).status_code == 422
    assert 'id="e-person"' in hr.last
    assert "Theo văn bản</textarea>" in hr.last
    assert hr.submit(f"{page}/list/also", someone).status_code == 422
    assert 'id="e-reason"' in hr.last
    assert hr.submit(f"{page}/list/also", {**someone, "reason": "Theo văn bản 35"}).status_code == 303
    entry = case.entry(1)
    off = f"{page}/list/{entry.id}/off"
    hr.open(off)
    assert hr.submit(off, {"reason": "  "}).status_code == 422
    assert 'id="e-reason"' in hr.last
    assert hr.submit(off, {"reason": "Đang đi học tập trung"}).status_code == 303
    said = words_of(hr.open(f"{page}/list"))
    assert "thêm: Theo văn bản 35" in said
    assert "Nguyễn Thị Số 1: Đang đi học tập trung" in said
    with database.reading() as session:
        assert session.exec(select(NotSummoned.reason)).all() == ["Đang đi học tập trung"]
        assert session.exec(
            select(Attendee.has_vote).join(RollEntry).where(RollEntry.staff_member_id == member(20))
        ).all() == [False]
    assert hr.get(f"{page}/list/9999/off").status_code == 404


def sheet_of(case: Meeting28, present: int, *votes: int) -> dict[str, str]:
    """What is typed of a meeting on paper, held today, in which every ballot was good."""
    post, names = case.post_id, zip(case.nominees, votes, strict=True)
    figures = {"issued": present, "returned": present, "valid": present, "invalid": 0, "blank": 0, "others": 0}
    sheet = {f"{line}_{post}": str(figure) for line, figure in figures.items()}
    sheet |= {f"votes_{number}_{post}": str(cast) for number, cast in names}
    return {"held_on": case.today.strftime("%d/%m/%Y"), "present": str(present), "compared": "yes", **sheet}


def test_of_a_meeting_on_paper_force_majeure_is_typed_in_with_the_document(sqlite: None) -> None:
    case = Meeting28(starts_at_step=2)
    hr, page = as_(case.world.hr), page_of(case)
    assert "documents?kind=force_majeure" in hr.open(f"{page}/typed")
    scan, away = {"scan": (SCAN.name, SCAN.content)}, str(case.entry(1).id)
    typed = {**sheet_of(case, 2, 2, 0), "excused": away}
    assert hr.submit(f"{page}/typed", typed, scan).status_code == 422
    assert not case.meeting.is_typed_in
    document = case.document(DocumentKind.FORCE_MAJEURE, "40-CV/SNV")
    assert hr.submit(f"{page}/typed", {**typed, "document": "9" * 30}, scan).status_code == 422
    assert 'id="e-document"' in hr.last
    assert f'value="{away}" checked' in hr.last
    assert hr.submit(f"{page}/typed", {**typed, "document": str(document)}, scan).status_code == 303
    there = case.attendance()
    assert (there.summoned, there.excused, there.present) == (3, 1, 2)
    assert [row.entry_id for row in there.rows if row.is_excused] == [case.entry(1).id]
    assert case.conclude().reason == "majority"


def test_a_meeting_on_paper_is_typed_in_once_compared(sqlite: None) -> None:
    case = Meeting28(starts_at_step=2)
    hr, page = as_(case.world.hr), page_of(case)
    assert hr.get(page).headers["location"] == f"{page}/typed"
    post, second = case.post_id, case.nominees[1]
    hr.open(f"{page}/typed")
    typed = sheet_of(case, 3, 2, 1)
    scan = {"scan": (SCAN.name, SCAN.content)}
    assert hr.submit(f"{page}/typed", {**typed, "compared": ""}, scan).status_code == 422
    assert 'id="e-compared"' in hr.last
    assert hr.submit(f"{page}/typed", {**typed, f"votes_{second}_{post}": "2"}, scan).status_code == 422
    assert "không thể nhiều hơn số phiếu hợp lệ" in words_of(hr.last)
    assert f'id="e-valid_{post}"' in hr.last
    assert hr.submit(f"{page}/typed", {**typed, f"blank_{post}": ""}, scan).status_code == 422
    assert f'id="e-blank_{post}"' in hr.last
    assert hr.submit(f"{page}/typed", typed).status_code == 422
    assert 'id="e-scan"' in hr.last
    assert not case.meeting.is_typed_in
    assert hr.submit(f"{page}/typed", typed, scan).headers["location"] == f"/procedures/{case.number}"
    assert case.meeting.is_typed_in
    assert "Đã ghi nhận kết quả" in words_of(hr.open(f"{page}/typed"))
    held = words_of(hr.open(f"/procedures/{case.number}/meetings/{case.meeting_id}"))
    assert "Đã họp trên giấy" in held
    assert "▲" not in held
    assert "Chưa gửi giấy mời" not in held


def test_a_summoned_meeting_is_moved_by_two(case: Meeting28) -> None:
    hr, page = as_(case.world.hr), page_of(case)
    assert "Giấy mời chưa gửi" in words_of(hr.open(f"{page}/move"))
    case.summon()
    assert "Giấy mời đã gửi" in words_of(hr.open(page))
    hr.open(f"{page}/move")
    new = {name: value for name, value in planned(case).items() if name in ("starts_day", "starts_clock", "place")}
    assert hr.submit(f"{page}/move/review", {**new, "reason": ""}).status_code == 422
    assert 'id="e-reason"' in hr.last
    assert hr.submit(f"{page}/move/review", {**new, "reason": "Giám đốc họp tỉnh"}).status_code == 200
    assert "Giám đốc họp tỉnh" in words_of(hr.last)
    assert hr.submit(f"{page}/move", {**new, "reason": "Giám đốc họp tỉnh", "then": "edit"}).status_code == 200
    assert "Giám đốc họp tỉnh</textarea>" in hr.last
    assert hr.submit(f"{page}/move", {**new, "reason": "Giám đốc họp tỉnh"}).headers["location"] == page
    was = case.meeting.starts_at
    with database.reading() as session:
        act = session.exec(select(CountersignedAct.id)).one()
    signing.sign(case.union, act or 0)
    assert case.meeting.starts_at != was


def test_a_nominee_withdraws_on_a_filed_document_and_a_second_signature(case: Meeting28) -> None:
    hr, nominee = as_(case.world.hr), case.nominees[0]
    page = f"/hr/procedures/{case.number}/nominees/{nominee}/withdraw"
    assert "Lưu văn bản về việc rút" in words_of(hr.open(page))
    assert hr.submit(f"{page}/review", {"reason": "Hoàn cảnh gia đình"}).status_code == 422
    document = case.file(DocumentKind.WITHDRAWAL, nominee_id=nominee)
    hr.open(page)
    said = {"reason": "Hoàn cảnh gia đình", "document": str(document)}
    assert hr.submit(f"{page}/review", {**said, "reason": ""}).status_code == 422
    assert hr.submit(f"{page}/review", said).status_code == 200
    assert hr.submit(page, said).status_code == 303
    assert case.nominee(nominee).withdrawn_at is None
    with database.reading() as session:
        act = session.exec(select(CountersignedAct.id)).one()
    signing.sign(case.union, act or 0)
    assert "Đã rút" in words_of(hr.open(f"/hr/procedures/{case.number}/nominees"))


def test_a_late_case_is_explained_after_a_look(case: Meeting28) -> None:
    hr, page = as_(case.world.hr), f"/hr/procedures/{case.number}/explanation"
    hr.open(page)
    assert hr.submit(page, {"text": " "}).status_code == 422
    assert 'id="e-text"' in hr.last
    assert hr.submit(page, {"text": "Bão số 12"}).status_code == 200
    assert "Ghi giải trình</button>" in hr.last
    assert hr.submit(page, {"text": "Bão số 12", "then": "keep"}).status_code == 422
    assert "Chưa đến lúc phải giải trình" in words_of(hr.last)
    case.world.move(days=60)
    hr = as_(case.world.hr)
    hr.open(page)
    assert hr.submit(page, {"text": "Bão số 12", "then": "keep"}).status_code == 303
    assert "Bão số 12" in words_of(hr.open(page))
    assert "Giải trình, nêu rõ lý do" not in words_of(hr.last)


def test_the_day_of_the_proposal_is_noted_where_one_was_submitted(case: Meeting28) -> None:
    hr, page = as_(case.world.hr), f"/hr/procedures/{case.number}/submitted"
    assert "không trình" in words_of(hr.open(page))
    assert hr.submit(page, {"submitted_on": "x"}).status_code == 422
    assert hr.submit(page, {"submitted_on": case.today.strftime("%d/%m/%Y")}).status_code == 422


def test_what_the_authority_chose_is_entered_on_its_document(case: Meeting28) -> None:
    clerk, page = as_(case.world.clerk), f"/procedures/{case.number}/meetings/{case.meeting_id}/tie"
    assert "không có trường hợp nào" in words_of(clerk.open(page))
    first, second = case.nominees
    case.hold(4, chosen=[], reason="authority_decides", tied=[first, second])
    with database.reading() as session:
        at = session.exec(select(Meeting.id).where(Meeting.step == 4)).one()
    page = f"/procedures/{case.number}/meetings/{at}/tie"
    assert "Lưu văn bản trước" in words_of(clerk.open(page))
    case.file(DocumentKind.TIE_DECISION, meeting_id=at)
    assert clerk.open(page).count('type="radio"') == 3
    assert "checked" not in clerk.last
    assert clerk.submit(f"{page}/review").status_code == 422
    chosen = {f"post_{case.post_id}": str(second)}
    assert clerk.submit(f"{page}/review", chosen).status_code == 200
    assert case.nominee(second).full_name in words_of(clerk.last)
    assert clerk.submit(page, chosen).status_code == 303
    assert "không có trường hợp nào" in words_of(clerk.open(page))


def test_pages_of_meetings_are_for_hr_alone(case: Meeting28) -> None:
    manager, page = as_(case.world.manager), page_of(case)
    for path in ("", "/confirm", "/list", "/list/also", "/typed", "/move"):
        assert manager.get(f"{page}{path}").status_code == 403, path
    hr = as_(case.world.hr)
    for number in ("9999", "0", "x"):
        assert hr.get(f"/hr/procedures/{case.number}/meetings/{number}").status_code in (404, 409)
    convening.leave_off(case.world.hr, *case.here, member(1), "Đi học")
    assert hr.get(f"{page}/list").status_code == 200


def test_someone_more_is_named_only_at_the_step_at_which_the_law_lets_them(sqlite: None) -> None:
    case = Appointing(World(people=12))
    (nominee,) = case.old(3)
    case.make_eligible(nominee)
    case.check()
    hr, posts = as_(case.world.hr), f"/hr/procedures/{case.number}/posts"
    people = f"{posts}/{case.posts()[0].id}/people"
    assert "Thêm nhân sự" not in words_of(hr.open(posts))
    assert hr.get(f"/hr/procedures/{case.number}/case").headers["location"] == f"/procedures/{case.number}"
    hr.open(people)
    assert hr.submit(people, {"person": str(member(6))}).status_code == 422
    for step in (1, 2):
        case.hold(step, chosen=[nominee])
    assert "Thêm nhân sự" in words_of(hr.open(posts))
    hr.open(people)
    assert hr.submit(people, {"person": str(member(6))}).headers["location"] == posts
    assert "Nguyễn Thị Số 6" in words_of(hr.open(posts))


def test_a_case_waits_for_the_consultation_about_the_plan_and_shows_its_table(case: Meeting28) -> None:
    hr, asked = as_(case.world.hr), consulting.draft(case.world.hr, SUBJECT)
    plan = consulting.Plan(SUBJECT, "personnel_plan", "Để có ý kiến trước khi trình.", "Văn phòng Sở", PARAGRAPHS)
    consulting.write_plan(case.world.hr, asked, plan)
    with database.transaction() as session:
        procedure = session.get_one(Procedure, asked)
        procedure.state = ProcedureState.OPEN
        session.add(procedure)
    number = drafting.draft(case.world.hr, "Bổ nhiệm Phó Trưởng phòng")
    check, choose = f"/hr/procedures/{number}/check", f"/hr/procedures/{number}/consultation"
    hr.open(check)
    assert hr.submit(choose, {"rests_on": str(case.number)}).status_code == 422
    assert 'id="e-rests_on"' in hr.last
    assert hr.submit(choose, {"rests_on": str(asked)}).headers["location"] == check
    assert "chờ việc lấy ý kiến" in words_of(hr.open(check))
    with database.transaction() as session:
        procedure = session.get_one(Procedure, case.number)
        procedure.rests_on_id = asked
        session.add(procedure)
    assert f'href="/hr/procedures/{asked}/table"' in hr.open(page_of(case))
