"""A consultation is corrected by the same acts as a circulated resolution: they know rounds and rolls, not kinds."""

from datetime import timedelta

import pytest

from models import Procedure, ProcedureState
from models.store import database
from notifications.compose import compose
from procedures import gates
from procedures.corrections import corrections_of
from procedures.filing import paper_of
from procedures.opinion import asking
from procedures.overview.own_unit import own_unit
from tests.consulting import Consulting
from tests.pages.test_corrections import round_of
from tests.pages.test_procedure_page import head_of
from tests.two_people import consulted, done, newcomer, strong
from tests.web.browser import Browser, words_of
from tests.world import World


@pytest.fixture
def case(world: World) -> Consulting:
    return consulted(world)


def test_the_deadline_moves_and_answers_are_taken_until_the_new_one(case: Consulting) -> None:
    world, union, number = case.world, strong(case.union), case.number
    case.say(0)
    later = (world.now() + timedelta(days=8)).isoformat()
    done(world.hr, union, "extend_deadline", number, closes_at=later)
    with database.reading() as session:
        letters = [compose(session, message) for message in world.letters("deadline_extended")]
    assert len(letters) == 7
    assert all(letter and "Đọc và cho ý kiến" in letter.text for letter in letters)
    world.move(days=6)
    case.say(1, {2: "Nên khoán theo ngày."})
    assert round_of(number).closed_at is None


def test_someone_forgotten_is_asked_by_letter_or_by_a_printed_sheet(case: Consulting) -> None:
    world, union, number = case.world, strong(case.union), case.number
    done(world.hr, union, "add_forgotten_person", number, staff_member_id=newcomer().id)
    assert len(world.letters("opinion_asked")) == 9
    with database.reading() as session:
        assert paper_of(session, number, "opinion_sheet") is None
    done(world.hr, union, "add_forgotten_person", number, staff_member_id=newcomer("Lò Văn Giấy", None).id)
    with database.reading() as session:
        assert paper_of(session, number, "opinion_sheet")


def test_an_annulled_consultation_ends_and_asks_nobody_any_more(case: Consulting) -> None:
    world, union, number = case.world, strong(case.union), case.number
    done(world.hr, union, "annul", number)
    with database.reading() as session:
        assert session.get_one(Procedure, number).state is ProcedureState.ANNULLED
        assert {compose(session, message) for message in world.letters("opinion_asked")} == {None}
        told = [compose(session, message) for message in world.letters("procedure_withdrawn")]
    assert all(letter and "đã hủy việc lấy ý kiến" in letter.text for letter in told)


def test_the_head_of_a_unit_sees_the_own_people_until_the_round_closes(case: Consulting) -> None:
    head = head_of("Văn phòng")
    with database.reading() as session:
        [running] = own_unit(session, head).rounds
    assert (running.procedure.id, running.turnout.summoned) == (case.number, 3)
    case.world.move(days=5, minutes=1)
    asking.close(case.number)
    with database.reading() as session:
        assert own_unit(session, head).rounds == []


def test_an_address_changed_elsewhere_is_printed_in_the_papers_of_the_consultation_that_follows(
    case: Consulting,
) -> None:
    world, union = case.world, strong(case.union)
    number, ended = world.signed(), world.signed()
    done(world.hr, union, "annul", ended)
    entry = world.entries(number)[2]
    done(world.hr, union, "change_address", number, roll_entry_id=entry.id, email="dung@example.gov.vn")
    with database.reading() as session:
        printed = {of: [each.change for each in corrections_of(session, of)] for of in (number, case.number, ended)}
    change = f"Đổi địa chỉ thư điện tử của {entry.full_name} ({entry.unit_name})"
    assert printed == {number: [change], case.number: [change], ended: ["Hủy quy trình"]}


def test_pages_of_an_annulled_consultation_ask_nobody_to_do_anything(case: Consulting) -> None:
    world, union, number = case.world, strong(case.union), case.number
    done(world.hr, union, "add_forgotten_person", number, staff_member_id=newcomer("Lò Văn Giấy", None).id)
    done(world.hr, union, "annul", number)
    browser = Browser().sign_in(world.hr)
    table = words_of(browser.open(f"/hr/procedures/{number}/table"))
    assert "đã hủy trước khi lập bảng" in table
    assert "còn đổi ý được" not in table
    assert "Xem bảng ý kiến" not in words_of(browser.open(f"/procedures/{number}"))
    sheet = words_of(Browser().sign_in(world.clerk).open(f"/procedures/{number}/papers/opinion_sheet"))
    assert "Không phải in, phát và thu lại nữa" in sheet
    assert "Ghi là đã in" not in sheet


def test_the_table_of_a_consultation_annulled_later_can_still_be_read(case: Consulting) -> None:
    case.say(0, {2: "Nên khoán theo ngày."})
    case.closed()
    done(case.world.hr, strong(case.union), "annul", case.number)
    browser = Browser().sign_in(case.world.hr)
    assert "Xem bảng ý kiến" in words_of(browser.open(f"/procedures/{case.number}"))
    table = words_of(browser.open(f"/hr/procedures/{case.number}/table"))
    assert "Nên khoán theo ngày." in table
    assert "Quy trình không còn chạy" in table


def test_hr_is_told_that_a_procedure_waits_for_a_consultation_that_was_annulled(case: Consulting) -> None:
    world, union, awaited = case.world, strong(case.union), case.number
    waiting = case.draft()
    gates.rest_on(world.hr, waiting, awaited)
    with database.transaction() as session:
        procedure = session.get_one(Procedure, waiting)
        procedure.state, procedure.waiting_for = ProcedureState.OPEN, "consultation"
        session.add(procedure)
    browser, said = Browser().sign_in(world.hr), "việc lấy ý kiến mà quy trình này chờ đã hủy"
    assert said not in words_of(browser.open("/"))
    done(world.hr, union, "annul", awaited)
    assert said in words_of(browser.open("/"))
    assert f'href="/hr/procedures/{waiting}/consultation"' in browser.last
