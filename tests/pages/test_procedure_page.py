"""The portfolio and the page of one procedure: what stands there, and for whom."""

from datetime import timedelta

import pytest
from sqlmodel import select

from models import LetterState, OutboxMessage, Procedure, Role, RollEntry, StaffMember
from models.store import database
from procedures.access.actor import Actor
from procedures.overview.portfolio import Asked, portfolio
from procedures.overview.sight import Sight, What, headed_unit, may_see
from procedures.resolution import answering, circulation
from tests.pages.conftest import As
from tests.web.browser import Browser, words_of
from tests.world import World


def head_of(unit: str) -> Actor:
    """The head of a unit, who holds no role."""
    with database.reading() as session:
        for member in session.exec(select(StaffMember).where(StaffMember.is_unit_head)).all():
            actor = Actor(member.full_name, member.email or "", staff_member_id=member.id)
            if headed_unit(session, actor) == unit:
                return actor
    raise LookupError(unit)


def end(world: World, number: int) -> None:
    """Let the deadline pass and the flow's verbs do what is due."""
    world.move(days=6)
    circulation.close(number)
    circulation.name_missing(number)
    circulation.report(number)


def test_the_page_says_where_the_procedure_stands(manager: Browser, small_world: World, circulated: int) -> None:
    for entry in small_world.entries(circulated)[1:4]:
        answering.acknowledge(small_world.token(entry))
    words = words_of(manager.open(f"/procedures/{circulated}"))
    assert "Đang đọc" in words
    assert "Chờ 5 người đọc" in words
    assert "3/8" in words
    assert "37,5 % trên số người được gửi" in words
    assert "hôm nay, " in words
    assert "3 người xác nhận đã đọc qua liên kết" in words
    for step in ("Mở việc phổ biến nghị quyết", "Gửi nghị quyết đến toàn thể", "Soạn thông báo kết quả phổ biến"):
        assert step in words
    assert "/law/dan_chu.52.2" in manager.last


def test_every_step_of_the_law_leads_to_its_article(manager: Browser, circulated: int) -> None:
    page = manager.open(f"/procedures/{circulated}")
    for key in ("dan_chu.52.2", "dan_chu.47.1.d", "dan_chu.52.3", "tap_quan"):
        assert f'href="/law/{key}"' in page
        assert manager.get(f"/law/{key}").status_code == 200


def test_names_of_the_missing_are_for_those_whom_the_rules_name(
    small_world: World, circulated: int, as_: As, manager: Browser, clerk: Browser, inspector: Browser
) -> None:
    address = f"/procedures/{circulated}"
    assert "Nguyễn Thị Số 5" in manager.open(address)
    assert "Nguyễn Thị Số 5" not in clerk.open(address)
    assert "Nguyễn Thị Số 5" not in inspector.open(address)
    assert "Theo đơn vị" not in words_of(inspector.last)
    assert "0/8" in words_of(inspector.last)


def test_a_head_sees_the_own_unit_and_nothing_else(small_world: World, circulated: int, as_: As) -> None:
    browser = as_(head_of("Phòng Lãnh sự"))
    page = browser.open(f"/procedures/{circulated}")
    words = words_of(page)
    assert "Đồng chí xem số liệu của Phòng Lãnh sự" in words
    assert "0/3" in words
    assert {name for name in range(8) if f"Nguyễn Thị Số {name}" in page.partition('id="missing"')[2]} == {1, 4, 7}
    assert "Văn phòng (" not in words
    assert "Nhật ký" not in words
    assert "0/3 đã đọc" in words_of(browser.open("/procedures"))
    for kind in ("resolution.html", "reading_list.html"):
        assert browser.get(f"/procedures/{circulated}/papers/{kind}").status_code == 403


def test_staff_without_a_role_have_no_portfolio(small_world: World, circulated: int, as_: As) -> None:
    with database.reading() as session:
        member = session.exec(select(StaffMember).where(~StaffMember.is_unit_head, StaffMember.email != None)).first()  # noqa: E711
    assert member
    browser = as_(Actor(member.full_name, member.email or "", staff_member_id=member.id))
    assert browser.get("/procedures").status_code == 403
    assert browser.get(f"/procedures/{circulated}").status_code == 403


def test_what_may_be_seen_follows_the_frozen_rules(small_world: World, circulated: int) -> None:
    with database.transaction() as session:
        procedure = session.get_one(Procedure, circulated)
        rules = {**procedure.rules, "values": {**procedure.rules["values"]}}
        rules["values"]["shown_to"] = {**rules["values"]["shown_to"], "list": ["inspector"]}
        rules["values"]["shown_after"] = {**rules["values"]["shown_after"], "choice": "close"}
        procedure.rules = rules
        session.add(procedure)
    inspector = Actor("Võ Thị Tra", "", 9, roles=frozenset({Role.INSPECTOR}))
    with database.reading() as session:
        procedure = session.get_one(Procedure, circulated)
        assert may_see(inspector, procedure, What.PEOPLE) is Sight.NOTHING
    end(small_world, circulated)
    with database.reading() as session:
        procedure = session.get_one(Procedure, circulated)
        assert may_see(inspector, procedure, What.PEOPLE) is Sight.EVERYTHING
        assert may_see(small_world.manager, procedure, What.PEOPLE) is Sight.NOTHING
        assert may_see(small_world.operator, procedure, What.COURSE) is Sight.NOTHING


def test_a_draft_is_seen_by_hr_alone(small_world: World, hr: Browser, manager: Browser) -> None:
    number = small_world.draft()
    assert hr.get(f"/procedures/{number}").headers["location"] == f"/hr/procedures/{number}"
    assert manager.get(f"/procedures/{number}").status_code == 403
    assert "Bản nháp (1)" in words_of(hr.open("/procedures"))
    assert "Bản nháp" not in words_of(manager.open("/procedures"))


def test_overdue_procedures_stand_first_and_names_are_found_without_accents(
    small_world: World, manager: Browser
) -> None:
    slow, late = small_world.signed(timedelta(days=9)), small_world.opened(timedelta(days=1))
    small_world.move(days=2)
    with database.reading() as session:
        found = portfolio(session, small_world.manager, Asked())
    assert [line.id for line in found.running] == [late, slow]
    assert "▲ Quá hạn" in words_of(manager.open("/procedures"))
    assert f"/procedures/{slow}" in manager.open("/procedures?q=nghi+quyet+hoi+nghi")
    assert "Không có quy trình nào khớp" in words_of(manager.open("/procedures?q=khong+co"))
    of_year = f"/procedures?year={small_world.now().year}&q="
    assert "Đang chạy (2)" in words_of(manager.open(f"{of_year}nghi+quyet"))
    assert "Đang chạy (0)" in words_of(manager.open(f"{of_year}khong+co"))


def test_an_ended_procedure_stands_under_its_year(small_world: World, circulated: int, manager: Browser) -> None:
    end(small_world, circulated)
    year = small_world.now().year
    words = words_of(manager.open("/procedures"))
    assert "Đang chạy (0)" in words
    assert f"Đã kết thúc năm {year} (1)" in words
    assert "✓ Đã xong" not in words
    words = words_of(manager.open(f"/procedures?q=nghi+quyet&year={year}"))
    assert f"Đã kết thúc năm {year} (1)" in words
    assert "✓ Đã xong" in words
    assert f"Đã kết thúc năm {year - 1} (0)" in words_of(manager.open(f"/procedures?year={year - 1}"))
    page = words_of(manager.open(f"/procedures/{circulated}"))
    assert "Còn người chưa đọc" in page
    assert "Danh sách xác nhận đã đọc" in page


def test_a_step_left_out_before_one_that_is_done_is_passed_over(small_world: World, manager: Browser) -> None:
    number = small_world.signed(timedelta(days=5), (timedelta(days=2),))
    circulation.sign(number)
    circulation.circulate(number)
    end(small_world, number)
    words = words_of(manager.open(f"/procedures/{number}"))
    assert "Nhắc lần 1 người chưa đọc (Không làm)" in words
    assert words.index("Soạn thông báo kết quả phổ biến (Đã xong)") < words.index("hôm nay, ")


def test_letters_that_did_not_arrive_are_counted_and_listed(hr: Browser, circulated: int) -> None:
    with database.transaction() as session:
        letter = session.exec(select(OutboxMessage).where(OutboxMessage.kind == "resolution_circulated")).first()
        assert letter
        letter.state, letter.last_code, letter.last_reply = LetterState.BOUNCED, 550, "no such user"
        session.add(letter)
        address = session.get_one(RollEntry, letter.roll_entry_id).email
    assert "1 thư không tới nơi" in words_of(hr.open(f"/procedures/{circulated}"))
    words = words_of(hr.open(f"/hr/outbox?procedure={circulated}&state=bounced"))
    assert address in words
    assert "máy thư trả lời 550 no such user" in words
    assert "1 thư" in words


def test_sign_in_codes_are_nobody_s_business(hr: Browser, clerk: Browser) -> None:
    assert "Mã đăng nhập" not in words_of(hr.open("/hr/outbox"))


@pytest.mark.parametrize("state", ["", "queued", "sent", "nonsense"])
def test_the_outbox_takes_any_filter(hr: Browser, circulated: int, state: str) -> None:
    hr.open(f"/hr/outbox?state={state}")


def test_the_paper_list_is_ticked_and_scanned(small_world: World, hr: Browser, circulated: int) -> None:
    entry = small_world.entries(circulated)[0]
    address = f"/procedures/{circulated}/reading-list"
    assert entry.full_name in words_of(hr.open(address))
    assert hr.submit(address, {"people": entry.id}).status_code == 422
    assert "Chưa có bản quét" in words_of(hr.last)
    scan = {"scan": ("ds.pdf", b"%PDF-1.7\nx")}
    assert hr.submit(address, {}, files=scan).status_code == 422
    assert "Chưa chọn ai" in words_of(hr.last)
    assert hr.submit(address, {"people": entry.id}, files=scan).headers["location"] == f"/procedures/{circulated}"
    assert "1/8" in words_of(hr.open(f"/procedures/{circulated}"))
    assert hr.get(f"/procedures/{circulated}/papers/reading_list/scan").content == b"%PDF-1.7\nx"
