"""What the first page says to each role, oldest clock first."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import select

from models import LetterState, Nudge, OutboxMessage, StaffMember
from models.store import clock, database
from procedures import filing, nudging
from procedures.access.accounts import tie_to_staff
from procedures.access.actor import Actor
from procedures.resolution import circulation, drafting
from procedures.tasks import tasks_of
from settings import ROOT
from tests.web.browser import Browser, words_of
from tests.world import SCAN, World
from web.staff.today import HREFS


def keys(actor: Actor) -> list[str]:
    with database.reading() as session:
        return [task.key for task in tasks_of(session, actor)]


def person(number: int = 0) -> Actor:
    with database.reading() as session:
        member = session.exec(select(StaffMember).order_by(StaffMember.id)).all()[number]  # pyright: ignore
    return Actor(member.full_name, member.email or "", staff_member_id=member.id)


def finish(number: int) -> None:
    for act in (circulation.close, circulation.name_missing, circulation.report):
        act(number)


def test_a_staff_member_has_the_card_until_it_is_answered_or_the_deadline_passes(
    small_world: World, circulated: int
) -> None:
    assert keys(person()) == keys(person(1)) == ["answer"]
    small_world.acknowledge(circulated, 1)
    assert (keys(person()), keys(person(1))) == ([], ["answer"])
    small_world.move(days=5)
    assert keys(person(1)) == []


def test_hr_finishes_drafts_and_sets_times_anew_where_letters_never_went(small_world: World) -> None:
    number = small_world.draft()
    assert keys(small_world.hr) == ["draft"]
    drafting.open_(small_world.hr, number)
    assert keys(small_world.hr) == []
    small_world.move(days=6)
    assert keys(small_world.hr) == ["new_times"]
    assert keys(small_world.manager) == ["overdue"]


def test_hr_hears_of_a_letter_that_came_back_until_one_arrives_or_the_person_answers(
    small_world: World, circulated: int
) -> None:
    for letter in small_world.letters("resolution_circulated")[:2]:
        became(letter.id, LetterState.BOUNCED)
    assert lost_to(small_world) == [2]
    circulation.remind(circulated, 1)
    became(small_world.letters("resolution_reminder")[0].id, LetterState.SENT)
    assert lost_to(small_world) == [1]
    small_world.acknowledge(circulated, 2)
    assert lost_to(small_world) == []


def lost_to(world: World) -> list[int]:
    with database.reading() as session:
        return [task.facts["letters"] for task in tasks_of(session, world.hr) if task.key == "bounced"]


def became(letter_id: int | None, state: LetterState) -> None:
    with database.transaction() as session:
        letter = session.get_one(OutboxMessage, letter_id)
        letter.state = state
        session.add(letter)


def test_people_without_an_address_are_hr_s_to_enter_and_the_list_the_clerk_s_to_print(sqlite: None) -> None:
    world = World(people=5, without_mail=2)
    number = world.signed()
    circulation.sign(number)
    circulation.circulate(number)
    assert (keys(world.hr), keys(world.clerk)) == (["paper_list"], ["paper"])
    filing.mark_printed(world.clerk, number, "reading_list", "0" * 64)
    assert keys(world.clerk) == []
    database.engine().dispose()


def test_the_clerk_files_the_resolution_and_later_the_notice_that_names_the_missing(small_world: World) -> None:
    number = small_world.opened()
    assert keys(small_world.clerk) == ["paper"]
    small_world.sign(number)
    assert keys(small_world.clerk) == []
    circulation.circulate(number)
    small_world.move(days=5)
    finish(number)
    assert keys(small_world.clerk) == ["paper"]
    assert keys(small_world.manager) == ["missing"]
    with database.reading() as session:
        day = clock.now(session).date() - timedelta(days=1)
    filing.file_signed(small_world.clerk, number, "closing_notice", 6, "TB-SNgV", day, "Nguyễn Văn Giám", SCAN)
    assert keys(small_world.clerk) == keys(small_world.manager) == []


def test_the_manager_hears_of_a_deadline_that_passed_only_if_nothing_followed(
    small_world: World, circulated: int
) -> None:
    small_world.move(days=5, minutes=1)
    assert keys(small_world.manager) == []
    small_world.move(minutes=10)
    assert keys(small_world.manager) == ["overdue"]
    circulation.close(circulated)
    assert keys(small_world.manager) == []


def test_the_operator_hears_of_a_silent_courier_of_prefect_and_of_a_broken_run(
    small_world: World, circulated: int
) -> None:
    assert keys(small_world.operator) == ["courier_silent"]
    nudging.beat("a:1:x", "a", 1, prefect_is_there=False)
    assert keys(small_world.operator) == ["prefect_away"]
    nudging.beat("a:1:x", "a", 1, prefect_is_there=True)
    assert keys(small_world.operator) == []
    with database.transaction() as session:
        nudge = session.get_one(Nudge, circulated)
        nudge.trouble, nudge.attempts = "TimeoutError: closed", 3
        session.add(nudge)
    assert keys(small_world.operator) == ["trouble"]


def test_one_person_with_several_roles_sees_it_all_oldest_clock_first(small_world: World, circulated: int) -> None:
    with database.transaction() as session:
        tie_to_staff(session)
    small_world.draft()
    everything = Actor("Trần Văn Bình", "", small_world.hr.account_id, person().staff_member_id, small_world.hr.roles)
    assert keys(everything) == ["draft", "answer"]


def test_each_database_answers_the_same_questions(world: World) -> None:
    number = world.signed()
    circulation.sign(number)
    circulation.circulate(number)
    world.draft()
    became(world.letters("resolution_circulated")[0].id, LetterState.BOUNCED)
    everyone = [world.hr, world.clerk, world.manager, world.operator, person()]
    running = [["bounced", "draft"], [], [], ["courier_silent"], ["answer"]]
    assert [sorted(keys(actor)) for actor in everyone] == running
    world.move(days=6)
    finish(number)
    ended = [["draft"], ["paper"], ["missing"], ["courier_silent"], []]
    assert [keys(actor) for actor in everyone] == ended
    database.engine().dispose()


@pytest.mark.parametrize("role", ["hr", "clerk", "manager", "operator"])
def test_each_task_of_the_first_page_opens_for_the_role_that_has_it(
    small_world: World, circulated: int, browser: Browser, role: str
) -> None:
    small_world.draft()
    small_world.opened()
    became(small_world.letters("resolution_circulated")[0].id, LetterState.BOUNCED)
    small_world.move(days=6)
    finish(circulated)
    shown = browser.sign_in(getattr(small_world, role)).open("/")
    to_do = re.findall(r'<a class="button[^"]*" href="([^"]*)"', shown)
    assert to_do
    opened = {path: browser.get(path).status_code for path in to_do}
    assert set(opened.values()) <= {200, 303}, opened  # a draft leads on to the step where it stands


def test_with_nothing_to_do_the_page_says_so(small_world: World, browser: Browser) -> None:
    assert "Hôm nay không có việc nào chờ đồng chí." in words_of(browser.sign_in(small_world.hr).open("/"))


def test_the_card_on_the_first_page_opens_the_own_page(small_world: World, circulated: int, browser: Browser) -> None:
    entry = small_world.entries(circulated)[2]
    shown = browser.sign_in(Actor(entry.full_name, entry.email or "", staff_member_id=entry.staff_member_id)).open("/")
    assert f'href="/p/{small_world.token(entry)}"' in shown
    assert "Việc cần đồng chí (1)" in words_of(shown)


def test_whoever_put_the_code_off_is_told_that_work_waits_behind_it(browser: Browser, small_world: World) -> None:
    weak = browser.sign_in(replace(small_world.hr, is_strong=False)).open("/")
    assert "Còn việc của vai trò chưa hiện" in weak
    assert 'href="/sign-in/phone?next=%2F"' in weak
    assert "Còn việc của vai trò" not in browser.sign_in(small_world.hr).open("/")


def test_every_task_that_has_a_sentence_leads_to_a_page() -> None:
    sentences = (ROOT / "templates/pages/today/sentences.html.jinja").read_text(encoding="utf-8")
    spoken = set(re.findall(r"macro (\w+)\(task\)", sentences))
    assert spoken == {*HREFS, "case"}
