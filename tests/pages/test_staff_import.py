"""A staff list is looked at, then taken whole: nothing is half saved, nobody leaves by mistake."""

import re
from dataclasses import fields
from datetime import timedelta

import pytest
from sqlmodel import Session, SQLModel, col, select

from documents.incoming.staff_list import Person
from models import (
    Account,
    AuditEvent,
    LetterState,
    OutboxMessage,
    RollEntry,
    StaffCategory,
    StaffMember,
    StoredFile,
    Unit,
    WebSession,
)
from models.store import database
from procedures.handed_in import KEPT_FOR, STAFF_LIST
from tests.appointment.appointing import SUBJECT
from tests.meeting_world import Meeting28
from tests.pages.conftest import As
from tests.pages.lists import HEADINGS, csv, of_the_world
from tests.web.browser import Browser, words_of
from tests.world import World


def hand_in(browser: Browser, content: bytes, name: str = "danh-sach.csv") -> str:
    """Upload a list; returns the address of its preview."""
    browser.open("/hr/staff/import")
    response = browser.submit("/hr/staff/import", files={"file": (name, content)})
    assert response.status_code == 303, words_of(response.text)
    browser.open(response.headers["location"])
    return response.headers["location"]


def seen(browser: Browser) -> str:
    found = re.search(r'name="seen" value="([0-9a-f]+)"', browser.last)
    assert found
    return found[1]


def take(browser: Browser, address: str, **fields: str) -> int:
    return browser.submit(address, {"seen": seen(browser), **fields}).status_code


def at_work(session: Session) -> list[StaffMember]:
    return list(session.exec(select(StaffMember).where(col(StaffMember.left_on).is_(None))).all())


def names() -> set[str]:
    with database.reading() as session:
        return {member.full_name for member in at_work(session)}


def test_a_preview_says_what_would_change_and_writes_nothing(hr: Browser, small_world: World) -> None:
    before = names()
    lines = of_the_world()
    lines[2] = lines[2].replace("Công chức", "Viên chức")
    hand_in(hr, csv(*lines[:7], "Lê Thị Hoa,Văn phòng,Công chức,hoa.lt@example.gov.vn,Chuyên viên,1990"))
    words = words_of(hr.last)
    assert "1 người mới vào danh sách" in words
    assert "1 người thay đổi thông tin; 6 người giữ nguyên" in words
    assert "Đối tượng: Công chức → Viên chức" in words
    assert "1 người trong máy không có trong tệp" in words
    assert "Nguyễn Thị Số 7" in words
    assert names() == before


def test_a_taken_list_brings_newcomers_and_dismisses_those_who_are_gone(hr: Browser, small_world: World) -> None:
    address = hand_in(hr, csv(*of_the_world()[:7], "Lê Thị Hoa,Văn phòng,Công chức,hoa.lt@example.gov.vn,,"))
    assert take(hr, address, absent="leave") == 303
    assert "Lê Thị Hoa" in names()
    assert "Nguyễn Thị Số 7" not in names()
    with database.reading() as session:
        gone = session.exec(select(StaffMember).where(StaffMember.full_name == "Nguyễn Thị Số 7")).one()
        event = session.exec(select(AuditEvent).where(AuditEvent.name == "StaffListTaken")).one()
        assert gone.left_on is not None
        assert (event.facts["added"], event.facts["left"], event.facts["people_left"]) == (1, 1, [gone.id])
        assert event.actor == small_world.hr.name_in_log
        assert not session.exec(select(StoredFile).where(StoredFile.media_type == STAFF_LIST)).all()


def test_those_missing_from_the_file_may_stay(hr: Browser) -> None:
    address = hand_in(hr, csv(*of_the_world()[:4]))
    assert take(hr, address, absent="keep") == 303
    assert len(names()) == 8


def test_nobody_leaves_before_it_is_said_that_they_left(hr: Browser) -> None:
    address = hand_in(hr, csv(*of_the_world()[:4]))
    assert take(hr, address) == 422
    assert "Chưa chọn việc với những người không có trong tệp" in words_of(hr.last)
    assert len(names()) == 8


def test_a_file_with_wrong_rows_gives_its_right_ones_and_dismisses_nobody(hr: Browser) -> None:
    address = hand_in(
        hr, csv(*of_the_world()[:3], "Lê Thị Hoa,Văn phòng,Công chức,hoa@,,", "Vũ Văn Nam,Văn phòng,Công chức,,,")
    )
    words = words_of(hr.last)
    assert 'Dòng 5, cột Thư điện tử: "hoa@"' in words
    assert "được giữ nguyên, vì tệp còn dòng phải sửa" in words
    assert take(hr, address, absent="leave") == 303
    assert names() >= {"Vũ Văn Nam", "Nguyễn Thị Số 7"}
    assert "Lê Thị Hoa" not in names()


def test_a_leaver_loses_session_and_account_and_keeps_the_row(small_world: World, hr: Browser, as_: As) -> None:
    with database.transaction() as session:
        member = session.exec(select(StaffMember).where(StaffMember.full_name == "Nguyễn Thị Số 7")).one()
        account = session.get_one(Account, small_world.clerk.account_id)
        account.staff_member_id = member.id
        session.add(account)
    clerk = as_(small_world.clerk)
    assert clerk.get("/papers").status_code == 200
    take(hr, hand_in(hr, csv(*of_the_world()[:7])), absent="leave")
    assert clerk.get("/papers").status_code == 303
    with database.reading() as session:
        assert session.get_one(Account, small_world.clerk.account_id).closed_at is not None
        opened = select(WebSession).where(WebSession.account_id == small_world.clerk.account_id)
        assert all(row.revoked_at for row in session.exec(opened).all())
        assert session.exec(select(AuditEvent).where(AuditEvent.name == "AccountClosed")).one()


def test_whoever_takes_a_list_cannot_leave_by_it(small_world: World, hr: Browser) -> None:
    with database.transaction() as session:
        member = session.exec(select(StaffMember).where(StaffMember.full_name == "Nguyễn Thị Số 7")).one()
        account = session.get_one(Account, small_world.hr.account_id)
        account.staff_member_id = member.id
        session.add(account)
    address = hand_in(hr, csv(*of_the_world()[:7]))
    assert take(hr, address, absent="leave") == 422
    assert "Danh sách này không có đồng chí Trần Văn Bình" in words_of(hr.last)
    assert len(names()) == 8


def test_what_changed_since_the_preview_is_looked_at_again(hr: Browser, small_world: World) -> None:
    address = hand_in(hr, csv(*of_the_world(), "Lê Thị Hoa,Văn phòng,Công chức,,,"))
    agreed = seen(hr)
    with database.transaction() as session:
        session.add(Unit(name="Thanh tra"))
        session.flush()
        member = at_work(session)[0]
        member.position = ""
        member.full_name = "Nguyễn Thị Số Không"
        session.add(member)
    assert hr.submit(address, {"seen": agreed, "absent": "keep"}).status_code == 422
    assert "đã thay đổi từ lúc đồng chí xem trước" in words_of(hr.last)
    assert "Lê Thị Hoa" not in names()


def test_a_file_that_is_no_list_is_refused_in_a_sentence(hr: Browser) -> None:
    for content, name in ((b"", "trong.csv"), (b"%PDF-1.7", "a.pdf"), (b"a,b\r\n1,2\r\n", "cot.csv")):
        hr.open("/hr/staff/import")
        response = hr.submit("/hr/staff/import", files={"file": (name, content)})
        assert response.status_code == 422
        assert "Cần sửa một chỗ" in words_of(response.text)
    with database.reading() as session:
        assert not session.exec(select(StoredFile)).all()


def test_a_list_in_hand_belongs_to_the_session_that_handed_it_in(hr: Browser, small_world: World, as_: As) -> None:
    address = hand_in(hr, csv(*of_the_world()))
    other = as_(small_world.hr)
    assert other.get(address).status_code == 404
    assert hr.get(address[:-1] + ("A" if address[-1] != "A" else "B")).status_code == 404
    assert hr.submit(f"{address}/drop").status_code == 303
    assert hr.get(address).status_code == 404


@pytest.mark.parametrize("cell", ["<script>alert(1)</script>", "=HYPERLINK(1)", "Nguyễn\x07Văn"])
def test_what_looks_like_code_is_shown_as_text_and_not_taken(hr: Browser, cell: str) -> None:
    hand_in(hr, csv(*of_the_world(), f"{cell},Văn phòng,Công chức,,,"))
    assert "<script>alert" not in hr.last
    assert "Dòng phải sửa" in words_of(hr.last)


def test_the_first_list_of_an_empty_agency_brings_its_units(hr: Browser) -> None:
    with database.transaction() as session:
        for table in (StaffMember, Unit):
            for row in session.exec(select(table)).all():
                session.delete(row)
    address = hand_in(hr, csv("Lê Thị Hoa,Văn phòng,Công chức,hoa.lt@example.gov.vn,,"))
    assert "Thêm 1 đơn vị: Văn phòng" in words_of(hr.last)
    assert take(hr, address) == 303
    assert names() == {"Lê Thị Hoa"}


def test_a_leaver_loses_the_links_and_the_letters_that_wait(small_world: World, hr: Browser, circulated: int) -> None:
    gone = next(entry for entry in small_world.entries(circulated) if entry.full_name == "Nguyễn Thị Số 7")
    token = small_world.token(gone)
    assert hr.get(f"/p/{token}").status_code == 200
    take(hr, hand_in(hr, csv(*of_the_world()[:7])), absent="leave")
    assert hr.get(f"/p/{token}").status_code != 200
    with database.reading() as session:
        entry = session.get_one(RollEntry, gone.id)
        letters = session.exec(select(OutboxMessage).where(OutboxMessage.roll_entry_id == gone.id)).all()
    assert (entry.full_name, entry.email) == (gone.full_name, gone.email)
    assert {letter.state for letter in letters} == {LetterState.CANCELLED}


def test_a_nominee_of_an_open_case_who_would_leave_is_named_with_the_case(sqlite: None) -> None:
    case = Meeting28()
    hr = Browser().sign_in(case.world.hr)
    lines = of_the_world(28, without_mail=0)
    gone = case.nominee(case.nominees[0])
    hand_in(hr, csv(*(line for line in lines if not line.startswith(f"{gone.full_name},"))))
    assert f"{gone.full_name}, {gone.unit_name} đang được xem xét trong «{SUBJECT}»" in words_of(hr.last)
    hand_in(hr, csv(*lines[:-1]))
    assert "đang được xem xét" not in words_of(hr.last)


def test_an_address_on_the_roll_of_an_open_procedure_is_not_changed_by_a_list(small_world: World, hr: Browser) -> None:
    small_world.opened()
    lines = of_the_world()
    lines[3] = lines[3].replace("nguoi3@", "ke.khac@").replace("Công chức", "Viên chức")
    address = hand_in(hr, csv(*lines))
    assert "giữ địa chỉ thư đang có: Nguyễn Thị Số 3" in words_of(hr.last)
    assert take(hr, address) == 303
    with database.reading() as session:
        member = session.exec(select(StaffMember).where(StaffMember.full_name == "Nguyễn Thị Số 3")).one()
    assert (member.email, member.category) == ("nguoi3@example.gov.vn", StaffCategory.PUBLIC_EMPLOYEE)


def test_an_address_on_an_open_roll_is_not_given_to_another(small_world: World, hr: Browser) -> None:
    small_world.opened()
    lines = of_the_world()
    lines[3] = lines[3].replace("nguoi3@", "ke.khac@")
    address = hand_in(hr, csv(*lines, "Lê Thị Hoa,Văn phòng,Công chức,nguoi3@example.gov.vn,,"))
    assert take(hr, address) == 422
    assert "Địa chỉ nguoi3@example.gov.vn là của đồng chí Nguyễn Thị Số 3" in words_of(hr.last)
    assert "Lê Thị Hoa" not in names()


def test_nothing_of_the_columns_that_we_do_not_need_is_kept(small_world: World, hr: Browser) -> None:
    secrets = ("038085001234", "0912345678", "1012345678901", "12 Phan Đình Phùng")
    heads = HEADINGS + ",Số CCCD,Điện thoại,Số tài khoản,Địa chỉ"
    lines = (f"{line},{','.join(secrets)}" for line in (*of_the_world(), "Lê Thị Hoa,Văn phòng,Công chức,,,"))
    address = hand_in(hr, "\r\n".join((heads, *lines)).encode("utf-8-sig"))
    assert not any(secret in hr.last for secret in secrets)
    assert take(hr, address) == 303
    with database.reading() as session:
        kept = [
            repr(tuple(row))
            for table in SQLModel.metadata.sorted_tables
            for row in session.execute(table.select()).all()  # pyright: ignore
        ]
    assert any("Lê Thị Hoa" in row for row in kept)
    assert not any(secret in row for row in kept for secret in (*secrets, repr(secrets[3].encode())[2:-1]))


def test_a_person_of_a_list_has_no_more_than_the_staff_table() -> None:
    ours = {field.name for field in fields(Person)} - {"row", "sheet", "unit"} | {"unit_id"}
    assert ours == set(StaffMember.model_fields) - {"id", "is_unit_head", "left_on"}


def test_a_list_that_nobody_took_is_gone_after_a_day(hr: Browser) -> None:
    address = hand_in(hr, csv(*of_the_world()))
    with database.transaction() as session:
        file = session.exec(select(StoredFile).where(StoredFile.media_type == STAFF_LIST)).one()
        file.stored_at -= KEPT_FOR + timedelta(minutes=1)
        session.add(file)
    assert hr.get(address).status_code == 404
