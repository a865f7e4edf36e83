"""The desk of HR, the agency, the staff list, and the operator's page."""

import re
from pathlib import Path

import pytest
import yaml
from sqlalchemy import Engine, event
from sqlmodel import select

from models import Agency, AuditEvent, CourierHeartbeat, Nudge, RoleHolding, StaffMember, Unit
from models.store import clock, database
from procedures import nudging
from procedures.overview.desks.staff import staff
from procedures.overview.portfolio import Asked, portfolio
from procedures.resolution import circulation
from settings import ROOT
from tests.web.browser import Browser, words_of
from tests.world import World
from words.sentences import say

PARTICULARS = {
    "name": "Sở Ngoại vụ",
    "governing_body": "UBND tỉnh",
    "symbol": "SNgV",
    "place": "Hà Tĩnh",
    "office": "Văn phòng Sở",
    "head_title": "Giám đốc",
    "head_name": "Trần Quốc Việt",
    "union_title": "Chủ tịch Công đoàn",
    "union_name": "Đỗ Thị Dương",
    "contact": "Trần Văn Bình, máy lẻ 102",
}


def test_the_desk_says_what_runs_and_what_ended(small_world: World, hr: Browser) -> None:
    small_world.opened()
    small_world.draft()
    words = words_of(hr.open("/hr"))
    assert "Bản nháp (1)" in words
    assert "Đang chạy (1)" in words
    assert "Chờ văn thư" in words
    assert "Cần có trước khi mở" not in words


def test_an_empty_agency_is_told_what_comes_first(hr: Browser) -> None:
    with database.transaction() as session:
        session.delete(session.get_one(Agency, 1))
        for table in (StaffMember, RoleHolding):
            for row in session.exec(select(table)).all():
                if not isinstance(row, RoleHolding) or row.role == "clerk":
                    session.delete(row)
    words = words_of(hr.open("/hr"))
    for key in ("agency", "staff", "clerk"):
        assert say(f"set_up.{key}") in words
    assert 'href="/hr/agency"' in hr.last
    assert hr.get("/hr/agency").status_code == 200
    hr.open("/hr/agency")
    assert hr.submit("/hr/agency", PARTICULARS).headers["location"] == "/hr"
    assert say("set_up.agency") not in words_of(hr.open("/hr"))


@pytest.mark.parametrize(
    ("field", "typed", "error"),
    [
        ("name", "  ", "Chưa có tên cơ quan"),
        ("symbol", "S Ng/V", "Chữ viết tắt chỉ gồm chữ"),
        ("contact", "x" * 301, "dài quá 300"),
        ("place", "", "Chưa có địa danh"),
    ],
)
def test_the_agency_says_what_is_wrong_by_the_field(hr: Browser, field: str, typed: str, error: str) -> None:
    hr.open("/hr/agency")
    assert hr.submit("/hr/agency", PARTICULARS | {field: typed}).status_code == 422
    assert error in words_of(hr.last)
    assert f'id="e-{field}"' in hr.last
    with database.reading() as session:
        assert session.get_one(Agency, 1).head_name == ""


def test_the_operator_may_set_up_the_agency_too(operator: Browser) -> None:
    operator.open("/hr/agency")
    assert operator.submit("/hr/agency", PARTICULARS).headers["location"] == "/operator"
    with database.reading() as session:
        assert session.get_one(Agency, 1).contact == "Trần Văn Bình, máy lẻ 102"


def test_people_stand_by_unit_in_the_order_of_vietnamese_names(hr: Browser) -> None:
    with database.transaction() as session:
        unit = session.exec(select(Unit).where(Unit.name == "Văn phòng")).one()
        for member in session.exec(select(StaffMember)).all():
            session.delete(member)
        for name in ("Trần Văn Ân", "Đỗ Đức An", "Lê Thị Ánh", "Nguyễn An"):
            session.add(StaffMember(full_name=name, unit_id=unit.id or 0, category="civil_servant"))  # pyright: ignore
    with database.reading() as session:
        names = [person.full_name for person in staff(session).people]
        assert names == ["Đỗ Đức An", "Nguyễn An", "Lê Thị Ánh", "Trần Văn Ân"]
        assert [person.full_name for person in staff(session, "do duc").people] == ["Đỗ Đức An"]
        assert staff(session).without_mail == 4
    assert "không có, ký giấy" in words_of(hr.open("/hr/staff?q=do+duc&mail=none"))


def test_heads_of_units_are_ticked_and_logged(hr: Browser, small_world: World) -> None:
    with database.reading() as session:
        before = {member.id: member.is_unit_head for member in session.exec(select(StaffMember)).all()}
    hr.open("/hr/staff")
    shown = {"among": list(before), "were": [number for number, is_head in before.items() if is_head]}
    assert hr.submit("/hr/staff/heads", {**shown, "heads": [1, 2]}).status_code == 303
    with database.reading() as session:
        heads = session.exec(select(StaffMember.id).where(StaffMember.is_unit_head)).all()
        assert set(heads) == {1, 2}
        event = session.exec(select(AuditEvent).where(AuditEvent.name == "UnitHeadsSet")).one()
        assert event.facts["changed"] == sum(head != (number in (1, 2)) for number, head in before.items())


def test_units_are_added_and_renamed_and_never_twice(hr: Browser) -> None:
    hr.open("/hr/staff")
    assert hr.submit("/hr/staff/units", {"unit": "Thanh tra"}).status_code == 303
    assert hr.submit("/hr/staff/units", {"unit": " thanh  tra "}).status_code == 422
    assert "Đã có đơn vị" in words_of(hr.last)
    assert hr.submit("/hr/staff/units", {"unit": ""}).status_code == 422
    with database.reading() as session:
        number = session.exec(select(Unit.id).where(Unit.name == "Thanh tra")).one()
    hr.open("/hr/staff")
    assert hr.submit("/hr/staff/units", {"unit": "Thanh tra Sở", "number": number}).status_code == 303
    assert "Thanh tra Sở" in words_of(hr.open("/hr/staff"))


def test_the_operator_sees_couriers_troubles_and_counts_and_no_person(
    small_world: World, operator: Browser, circulated: int
) -> None:
    with database.transaction() as session:
        now = clock.unmoved(session)
        session.add(CourierHeartbeat(id="m:1:x", host="may-chu", process=1, started_at=now, beat_at=now))
        nudge = session.get_one(Nudge, circulated)
        nudge.trouble, nudge.attempts = "TimeoutError: circulated", 3
        session.add(nudge)
    words = words_of(operator.open("/operator"))
    for shown in ("may-chu", f"Quy trình {circulated}", "TimeoutError: circulated", "Hỏng 3 lần", "SQLite"):
        assert shown in words
    assert "đúng bản phát hành này" in words
    for hidden in ("Nguyễn Thị Số", "Nghị quyết Hội nghị", "example.gov.vn"):
        assert hidden not in words.replace("Đỗ Văn Máy", "")
    assert operator.submit(f"/operator/runs/{circulated}").status_code == 303
    with database.reading() as session:
        assert session.get_one(Nudge, circulated).not_before is None
        assert session.exec(select(AuditEvent).where(AuditEvent.name == "RunAskedFor")).one()
    operator.open("/operator")
    assert operator.submit("/operator/runs/999").status_code == 404


def test_a_silent_courier_is_said(operator: Browser, small_world: World) -> None:
    assert "không có tín hiệu" in words_of(operator.open("/operator"))
    nudging.beat("m:2:x", "may-cu", 2, prefect_is_there=True)
    with database.transaction() as session:
        row = session.get_one(CourierHeartbeat, "m:2:x")
        row.beat_at -= nudging.SILENT_AFTER * 2
        session.add(row)
    assert "im lặng" in words_of(operator.open("/operator"))


@pytest.mark.parametrize(
    "address",
    [
        "/hr/staff?q=&unit=&mail=",
        "/hr/outbox?procedure=&state=",
        "/procedures?q=&kind=&year=",
        "/procedures?q=%C3%A9&kind=x&page=9999",
        "/hr/staff?unit=77&page=9999",
    ],
)
def test_filters_left_as_they_are_or_asked_in_vain_are_no_error(hr: Browser, address: str) -> None:
    assert hr.get(address).status_code == 200


@pytest.mark.parametrize("address", ["/hr/staff?unit=x", "/hr/outbox?procedure=99999999999", "/procedures?page=0"])
def test_filters_that_cannot_be_are_said_and_no_fault(hr: Browser, address: str) -> None:
    assert hr.get(address).status_code == 422


def test_every_event_letter_and_article_has_its_words() -> None:
    sentences = yaml.safe_load((ROOT / "templates" / "sentences.yaml").read_text(encoding="utf-8"))
    code = "\n".join(path.read_text(encoding="utf-8") for path in Path(ROOT, "procedures").rglob("*.py"))
    events = set(re.findall(r'log\.write\([^)]*?"([A-Z][A-Za-z]+)"', code))
    assert len(events) > 15
    assert events <= set(sentences["events"])
    assert {path.name for path in Path(ROOT, "templates", "mail").iterdir()} - {"_frame"} <= set(sentences["letters"])
    assert {"confirmed", "V1", "V2", "R", "R?"} == set(sentences["certainty"])


@pytest.fixture
def statements(small_world: World) -> list[str]:
    """What is asked of the database from now on."""
    said: list[str] = []

    def listen(_conn: object, _cursor: object, statement: str, *_rest: object) -> None:
        said.append(statement)

    event.listen(Engine, "before_cursor_execute", listen)
    yield said  # pyright: ignore
    event.remove(Engine, "before_cursor_execute", listen)


def test_the_portfolio_asks_as_much_of_many_procedures_as_of_one(small_world: World, statements: list[str]) -> None:
    numbers = [small_world.signed() for _ in range(3)]
    for number in numbers:
        circulation.sign(number)
        circulation.circulate(number)

    def asked() -> int:
        statements.clear()
        with database.reading() as session:
            portfolio(session, small_world.manager, Asked())
        return len(statements)

    small_world.signed()
    four = asked()
    for _ in range(4):
        small_world.signed()
    assert asked() == four


def test_the_portfolio_reads_no_table_of_people_or_answers_whole(small_world: World, statements: list[str]) -> None:
    number = small_world.signed()
    circulation.sign(number)
    circulation.circulate(number)
    with database.reading() as session:
        statements.clear()
        portfolio(session, small_world.manager, Asked())
        asked = [statement for statement in statements if "FROM" in statement]
    plans = [_plan(statement) for statement in asked]
    for table in ("roll_entry", "answer", "filed_paper", "round"):
        assert not [plan for plan in plans if re.search(rf"SCAN {table}\b(?! USING)", plan)], table
    assert any("ix_procedure_state" in plan for plan in plans)


def _plan(statement: str) -> str:
    with database.reading() as session:
        blanks = tuple(1 for _ in range(statement.count("?")))
        rows = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", blanks).all()
    return "\n".join(row[-1] for row in rows)
