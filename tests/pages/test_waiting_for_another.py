"""A procedure whose consultation was annulled: who is told, for which other it may wait, and where it may no more."""

import re

import pytest
from sqlmodel import select

from models import Nudge, Procedure
from models.store import database
from procedures import drafts, gates
from procedures.conference.preparing import drafting as conference
from procedures.engine import Waiting, begin_run, settle_run
from procedures.opinion import asking, responding
from procedures.refusal import Refusal
from procedures.regulation import drafting as regulation
from procedures.regulation import issuing
from procedures.regulation.text import text_of
from procedures.resolution import circulation
from procedures.resolution import drafting as resolution
from tests.appointment.appointing import Appointing
from tests.conferring import Held
from tests.consulting import Consulting
from tests.ruling import PARAGRAPHS, Ruling
from tests.two_people import consulted, done, strong
from tests.web.browser import Browser, words_of
from tests.world import World

LOST = "mà quy trình này chờ đã hủy"
NONE_ANY_MORE = "Không chờ việc nào nữa, đi tiếp ngay"


@pytest.fixture
def case(world: World) -> Consulting:
    return consulted(world)


def annul(case: Consulting, number: int) -> None:
    done(case.world.hr, strong(case.union), "annul", number)


def waits(number: int, key: str = "consultation") -> None:
    """The last run wrote down for what the procedure waits."""
    settle_run(begin_run(number), Waiting(key))


def resolution_waiting_for(case: Consulting) -> int:
    number = case.world.draft()
    gates.rest_on(case.world.hr, number, case.number)
    resolution.open_(case.world.hr, number)
    waits(number)
    return number


def offered(page: str) -> list[str]:
    """What may be chosen, by its number; empty: to wait for none."""
    return re.findall(r'<option value="(\d*)"', page.partition('name="rests_on"')[2].partition("</select>")[0])


def state_of(number: int) -> Procedure:
    with database.reading() as session:
        return session.get_one(Procedure, number)


def is_asked_for(number: int) -> bool:
    with database.reading() as session:
        nudge = session.exec(select(Nudge).where(Nudge.procedure_id == number)).one()
        return nudge.asked > nudge.done


def test_hr_is_led_from_today_to_the_choice_of_another_consultation(case: Consulting) -> None:
    world, awaited = case.world, case.number
    number = resolution_waiting_for(case)
    another = Consulting(world, "yearly_work_plan", case.union).opened()
    browser, choose = Browser().sign_in(world.hr), f"/hr/procedures/{number}/consultation"
    assert "Chờ việc lấy ý kiến số" in words_of(browser.open(f"/procedures/{number}"))
    annul(case, awaited)
    assert is_asked_for(number)
    waits(number)
    assert "Chọn việc lấy ý kiến khác để chờ." in words_of(browser.open("/"))
    assert f'href="{choose}"' in browser.last
    page = browser.open(f"/procedures/{number}")
    assert words_of(page).count(f"Việc lấy ý kiến số {awaited} {LOST}") >= 2
    assert f'href="{choose}"' in page
    assert offered(browser.open(choose)) == ["0", "", str(another)]
    assert "Việc ấy đã hủy" in words_of(browser.last)
    assert browser.submit(choose, {"rests_on": "0"}).status_code == 422
    assert browser.submit(choose, {"rests_on": str(awaited)}).status_code == 422
    assert browser.submit(choose, {"rests_on": str(another)}).headers["location"] == f"/procedures/{number}"
    assert LOST not in words_of(browser.open("/"))
    said = words_of(browser.open(f"/procedures/{number}"))
    assert f"Chờ việc lấy ý kiến số {another} có bảng" in said
    assert f"ký hủy việc lấy ý kiến số {awaited}" in said


def test_a_resolution_may_go_on_without_a_consultation(case: Consulting) -> None:
    number = resolution_waiting_for(case)
    annul(case, case.number)
    browser, choose = Browser().sign_in(case.world.hr), f"/hr/procedures/{number}/consultation"
    assert NONE_ANY_MORE in words_of(browser.open(choose))
    assert "Hiện không có việc lấy ý kiến nào đã mở" in words_of(browser.last)
    assert browser.submit(choose, {"rests_on": ""}).status_code == 303
    gates.wait_for_consultation(number)
    assert state_of(number).rests_on_id is None


def test_what_was_done_already_does_not_change_its_consultation_and_is_told_why(case: Consulting) -> None:
    number = resolution_waiting_for(case)
    case.world.sign(number)
    circulation.sign(number)
    annul(case, case.number)
    browser, choose = Browser().sign_in(case.world.hr), f"/hr/procedures/{number}/consultation"
    assert "Quy trình đã qua bước đầu" in words_of(browser.open(choose))
    assert f"/procedures/{number}/corrections/annul" in browser.last
    assert offered(browser.last) == []
    assert browser.submit(choose, {"rests_on": ""}).status_code == 422
    assert state_of(number).rests_on_id == case.number


def test_a_consultation_annulled_with_its_table_whole_holds_back_what_has_not_begun(case: Consulting) -> None:
    number = resolution_waiting_for(case)
    case.closed()
    responding.settle(case.world.hr, case.number)
    asking.note_table(case.number)
    gates.wait_for_consultation(number)
    annul(case, case.number)
    with pytest.raises(Waiting, match="consultation"):
        gates.wait_for_consultation(number)


def test_nobody_but_hr_lets_a_procedure_wait_for_another(case: Consulting) -> None:
    number = resolution_waiting_for(case)
    browser, choose = Browser().sign_in(case.world.manager), f"/hr/procedures/{number}/consultation"
    assert browser.get(choose).status_code == 403
    browser.open("/")
    assert browser.submit(choose, {"rests_on": ""}).status_code == 403
    assert state_of(number).rests_on_id == case.number


def test_a_draft_that_rests_on_a_consultation_annulled_is_not_opened(case: Consulting) -> None:
    number = case.world.draft()
    gates.rest_on(case.world.hr, number, case.number)
    annul(case, case.number)
    browser = Browser().sign_in(case.world.hr)
    assert "Việc lấy ý kiến mà quy trình này chờ đã hủy" in words_of(browser.open(f"/hr/procedures/{number}/open"))
    with pytest.raises(Refusal, match="not_ready"):
        resolution.open_(case.world.hr, number)
    choose = f"/hr/procedures/{number}/consultation"
    assert browser.submit(choose, {"rests_on": ""}).headers["location"] == f"/hr/procedures/{number}/open"
    resolution.open_(case.world.hr, number)


def test_rules_that_were_opened_wait_for_another_consultation_on_the_same_draft(case: Consulting) -> None:
    rules, world = Ruling(case.world), case.world
    number = rules.opened()
    waits(number)
    annul(case, rules.consultation)
    browser, choose = Browser().sign_in(world.hr), f"/hr/procedures/{number}/consultation"
    assert LOST in words_of(browser.open(f"/procedures/{number}"))
    assert offered(browser.open(choose)) == ["", str(case.number)]
    assert NONE_ANY_MORE not in browser.last
    assert browser.submit(choose, {"rests_on": ""}).status_code == 422
    assert "phải lấy ý kiến trước khi ban hành" in words_of(browser.last)
    another = browser.submit(f"/hr/procedures/{number}/rules/consult").headers["location"]
    assert state_of(number).rests_on_id == int(another.split("/")[3])
    with database.reading() as session:
        assert text_of(session, session.get_one(Procedure, number)) == PARAGRAPHS
    assert LOST not in words_of(browser.open("/"))


def test_rules_whose_consultation_is_annulled_before_the_decision_can_only_be_annulled_too(case: Consulting) -> None:
    rules, world = Ruling(case.world), case.world
    number = rules.opened()
    rules.answer()
    issuing.note_consultation(number)
    waits(number, "linked_decision")
    annul(case, rules.consultation)
    browser = Browser().sign_in(world.hr)
    assert "Quy trình đã qua bước đầu: hủy" in words_of(browser.open("/"))
    assert "phải hủy rồi soạn lại" in words_of(browser.open(f"/procedures/{number}"))
    assert "Quy trình đã qua bước đầu" in words_of(browser.open(f"/hr/procedures/{number}/consultation"))
    with pytest.raises(Refusal, match="already_begun"):
        regulation.consult(world.hr, number)


def test_a_draft_of_rules_whose_consultation_was_annulled_is_written_on_and_asked_about_anew(case: Consulting) -> None:
    rules, world = Ruling(case.world), case.world
    number = rules.draft()
    first = rules.consult()
    annul(case, first)
    browser = Browser().sign_in(world.hr)
    assert "mà quy chế này chờ đã hủy" in words_of(browser.open(f"/hr/procedures/{number}/rules/check"))
    text = regulation.Text(state_of(number).subject, rules.sort, paragraphs=["Điều 1. Viết lại."])
    regulation.write_text(world.hr, number, text)
    assert "Điều 1. Viết lại." in words_of(browser.open(f"/hr/procedures/{number}/rules"))
    another = regulation.consult(world.hr, number)
    assert another != first
    assert regulation.consult(world.hr, number) == another
    with database.reading() as session:
        assert text_of(session, session.get_one(Procedure, number)) == ["Điều 1. Viết lại."]


def test_rules_whose_drafted_consultation_was_thrown_away_are_told_on_todays_page(case: Consulting) -> None:
    world, rules = case.world, Ruling(case.world)
    number = rules.draft()
    drafted = regulation.consult(world.hr, number)
    regulation.open_(world.hr, number)
    waits(number)
    drafts.discard(world.hr, drafted)
    browser = Browser().sign_in(world.hr)
    assert LOST in words_of(browser.open("/"))
    assert "đã bỏ từ bản nháp" in words_of(browser.open(f"/procedures/{number}"))
    assert "Bản nháp của việc ấy đã bỏ" in words_of(browser.open(f"/hr/procedures/{number}/consultation"))


def test_an_appointment_is_offered_consultations_about_the_personnel_plan_alone(world: World) -> None:
    made = Appointing(world)
    number = made.draft()
    Consulting(made.world, "spending_rules", made.union).opened()
    fits = Consulting(made.world, "personnel_plan", made.union).opened()
    browser = Browser().sign_in(made.world.hr)
    assert offered(browser.open(f"/hr/procedures/{number}/consultation")) == ["", str(fits)]


def test_whoever_asks_signs_or_reads_of_an_annulment_sees_what_rests_on_it(case: Consulting) -> None:
    world, number = case.world, case.number
    waiting, drafted = resolution_waiting_for(case), world.draft()
    gates.rest_on(world.hr, drafted, number)
    browser, form = Browser().sign_in(strong(world.hr)), f"/procedures/{number}/corrections/annul"
    assert "Việc khác gắn với việc lấy ý kiến này (2)" in words_of(browser.open(form))
    page = browser.submit(f"{form}/review", {"reason": "Dự thảo phải viết lại."}).text
    for text in (page, words_of(page)):
        assert "đứng lại cho đến khi cán bộ tổ chức chọn" in text
        assert "thì mới mở được" in text
    assert f'href="/procedures/{waiting}"' in page
    browser.submit(form, {"reason": "Dự thảo phải viết lại."})
    signer = Browser().sign_in(strong(case.union))
    asked = re.search(r"/countersign/\d+", signer.open(f"/procedures/{number}/corrections"))
    assert asked
    assert f'href="/procedures/{waiting}"' in signer.open(asked[0])
    signer.submit(asked[0], {"choice": "sign"})
    assert "Việc khác gắn với" not in words_of(signer.open(asked[0]))


def test_an_annulment_of_what_nothing_rests_on_lists_nothing(case: Consulting) -> None:
    browser = Browser().sign_in(strong(case.world.hr))
    assert "Việc khác gắn với" not in words_of(browser.open(f"/procedures/{case.number}/corrections/annul"))


def test_a_conference_goes_on_without_the_draft_whose_consultation_was_annulled_and_says_so(world: World) -> None:
    consulted = Consulting(world)
    consulted.asked()
    held = Held(world, union=consulted.union).draft()
    conference.link_drafts(world.hr, held.number, [consulted.number])
    conference.open_(world.hr, held.number)
    waits(held.number, "drafts_answered")
    browser = Browser().sign_in(strong(world.hr))
    assert "hội nghị sẽ không chờ nữa" in words_of(browser.open(f"/procedures/{consulted.number}/corrections/annul"))
    annul(consulted, consulted.number)
    assert is_asked_for(held.number)
    assert "đã hủy, hội nghị không chờ dự thảo này nữa" in words_of(browser.open(f"/procedures/{held.number}"))
    plan = browser.open(f"/procedures/{held.number}/papers/conference_plan.html")
    assert state_of(consulted.number).subject not in words_of(plan)
