"""Letters that came back, people who were forgotten and papers to print, when the time of a round runs out."""

import re

import pytest
from sqlmodel import col, select

from models import LetterState, OutboxMessage
from models.store import database
from procedures.countersigning import signing
from procedures.opinion import asking, responding, table
from tests.consulting import Consulting
from tests.two_people import consulted, done, newcomer, strong
from tests.web.browser import Browser, words_of
from tests.world import World

RETURNED = "mà thư bị trả lại, nên dự thảo có thể chưa tới họ"


@pytest.fixture
def case(world: World) -> Consulting:
    return consulted(world)


def came_back(case: Consulting, *people: int) -> None:
    """The letters to these people of the list were returned."""
    entries = [case.world.entries(case.number)[person].id for person in people]
    with database.transaction() as session:
        rows = select(OutboxMessage).where(col(OutboxMessage.roll_entry_id).in_(entries))
        for letter in session.exec(rows).all():
            letter.state = LetterState.BOUNCED
            session.add(letter)


def unreached(case: Consulting) -> int:
    with database.reading() as session:
        return table.table_of(session, case.number).unreached


def test_silence_of_whom_no_letter_reached_is_told_beside_the_counts_and_in_the_table(case: Consulting) -> None:
    world, number = case.world, case.number
    case.say(0, {2: "Nên khoán theo ngày."})
    came_back(case, 0, 1, 2, 3)
    case.closed()
    assert unreached(case) == 3
    case.respond_to_all()
    hr, head = Browser().sign_in(world.hr), Browser().sign_in(world.manager)
    told = f"có 3 người {RETURNED}"
    assert told in words_of(hr.open(f"/hr/procedures/{number}/table"))
    assert told in words_of(hr.open(f"/hr/procedures/{number}/table/settle"))
    responding.settle(world.hr, number)
    asking.note_table(number)
    asking.note_union(number)
    assert told in words_of(head.open(f"/procedures/{number}/decision"))
    paper = words_of(head.open(f"/procedures/{number}/papers/responses_table.html"))
    assert "Không trả lời: 07 người, trong đó 03 người có thư mời bị trả lại." in paper
    advice = "Thấy cần thì hủy và lấy ý kiến lại trước khi quyết định."
    assert advice in words_of(head.open(f"/procedures/{number}/decision"))
    done(world.hr, strong(case.union), "annul", number)
    assert told in words_of(head.open(f"/procedures/{number}/decision"))
    assert advice not in words_of(head.last)


def test_a_later_letter_that_arrived_or_an_answer_leaves_nobody_unreached(case: Consulting) -> None:
    came_back(case, 0, 1)
    asking.remind(case.number, 1)
    with database.transaction() as session:
        for letter in session.exec(select(OutboxMessage).where(OutboxMessage.kind == "opinion_reminder")).all():
            letter.state = LetterState.SENT
            session.add(letter)
    case.closed()
    assert unreached(case) == 0
    assert RETURNED not in words_of(Browser().sign_in(case.world.hr).open(f"/hr/procedures/{case.number}/table"))


def test_hr_sees_returned_letters_on_the_page_of_a_consultation_while_there_is_time(case: Consulting) -> None:
    hr, number = Browser().sign_in(case.world.hr), case.number
    assert "thư không tới nơi" not in words_of(hr.open(f"/procedures/{number}"))
    came_back(case, 1, 2)
    page = hr.open(f"/procedures/{number}")
    assert "2 thư không tới nơi. Đổi địa chỉ, hoặc đưa phiếu giấy trước hạn" in words_of(page)
    assert f"/hr/outbox?procedure={number}&amp;state=bounced" in page


def test_whoever_adds_a_forgotten_person_hears_how_long_that_person_has(case: Consulting) -> None:
    hr = Browser().sign_in(strong(case.world.hr))
    form = f"/procedures/{case.number}/corrections/add_forgotten_person"
    typed = {"person": str(newcomer().id), "reason": "Sót khi lập danh sách."}
    hr.open(form)
    said = words_of(hr.submit(f"{form}/review", typed).text)
    assert "Người này trả lời trước" in said
    assert "còn chưa đến một ngày" not in said
    case.world.move(days=4, hours=12)
    hr.open(form)
    assert "còn chưa đến một ngày, nên gia hạn trước" in words_of(hr.submit(f"{form}/review", typed).text)


def test_nobody_is_added_once_the_time_is_over_and_the_page_says_what_to_do(case: Consulting) -> None:
    hr, page = Browser().sign_in(case.world.hr), f"/procedures/{case.number}/corrections"
    assert "add_forgotten_person" in hr.open(page)
    case.world.move(days=5, minutes=1)
    assert "add_forgotten_person" not in hr.open(page)
    assert "Người bị sót vẫn phải được hỏi thì hủy quy trình" in words_of(hr.last)
    asking.close(case.number)
    assert "add_forgotten_person" not in hr.open(page)


def test_a_request_that_came_too_late_says_so_to_its_signer_and_is_closed_by_a_refusal(case: Consulting) -> None:
    union = strong(case.union)
    facts = {"staff_member_id": newcomer().id}
    number = signing.ask(strong(case.world.hr), "add_forgotten_person", facts, "Sót.", case.number)
    signer, address = Browser().sign_in(union), f"/countersign/{number}"
    assert "không làm được nữa" not in words_of(signer.open(address))
    case.closed()
    assert "Đề nghị này không làm được nữa" in words_of(signer.open(address))
    assert "Chọn không đồng ý" in words_of(signer.last)
    assert "Rút đề nghị để khép lại" in words_of(Browser().sign_in(strong(case.world.hr)).open(address))
    assert signer.submit(address, {"choice": "refuse", "why": "Đã hết hạn."}).status_code == 303
    assert "không làm được nữa" not in words_of(signer.open(address))


def test_the_clerk_prints_no_sheets_once_the_time_is_over(case: Consulting) -> None:
    world = case.world
    done(
        world.hr, strong(case.union), "add_forgotten_person", case.number, staff_member_id=newcomer("Lò Giấy", None).id
    )
    clerk = Browser().sign_in(world.clerk)
    assert "Phiếu lấy ý kiến chờ in và phát" in words_of(clerk.open("/"))
    case.closed()
    assert "Phiếu lấy ý kiến chờ in và phát" not in words_of(clerk.open("/"))


def test_nothing_is_decided_in_a_consultation_that_was_annulled(case: Consulting) -> None:
    world, number = case.world, case.number
    case.closed()
    responding.settle(world.hr, number)
    asking.note_table(number)
    asking.note_union(number)
    head, page = Browser().sign_in(world.manager), f"/procedures/{number}/decision"
    head.open(page)
    done(world.hr, strong(case.union), "annul", number)
    refused = head.submit(f"{page}/review", {"decision": "issued"})
    assert refused.status_code == 422
    assert "Không còn gì phải quyết định" in words_of(head.open(page))
    assert not re.search(r'name="decision"', head.last)
