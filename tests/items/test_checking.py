"""Head and union check a resolution: items assessed, concluded, agreed; the paper, and the letter to everyone."""

from datetime import timedelta

import pytest
from sqlmodel import select

from documents.paper import content_hash
from models import CheckedItem, ItemState, Judgement, PaperState, Procedure, ProcedureState, Resolution
from models.store import database
from procedures import papers
from procedures.engine import Waiting
from procedures.filing import paper_of
from procedures.resolution import drafting
from procedures.resolution.items import checking, following, reporting, schedule
from tests.carrying_out import CarryingOut
from tests.items.test_drafting import refused
from tests.world import World


@pytest.fixture
def case(world: World) -> CarryingOut:
    return CarryingOut(world).begun()


def waits(wait: object, *given: int) -> str:
    with pytest.raises(Waiting) as waiting:
        wait(*given)  # pyright: ignore
    return waiting.value.key


def plan(case: CarryingOut) -> tuple:
    with database.reading() as session:
        return schedule.checks_of(session, session.get_one(Procedure, case.number))


def test_it_is_asked_for_some_days_before_it_is_due_and_not_earlier(case: CarryingOut) -> None:
    first = plan(case)[0]
    assert waits(following.wait_for_asking, case.number, 1) == "items"
    case.world.move(days=(first.asked_on - case.today()).days - 1)
    assert waits(following.wait_for_asking, case.number, 1) == "items"
    case.world.move(days=2)
    following.wait_for_asking(case.number, 1)
    case.asked()
    assert len(case.world.letters("items_check_asked")) == 3
    assert waits(following.wait_for_check, case.number, 1) == "items_check"


def test_the_head_concludes_only_what_is_assessed_item_by_item(case: CarryingOut) -> None:
    case.asked()
    checking.assess(case.world.hr, case.number, 1, {1: "Đạt.", 3: "  "}, "")
    assert refused(checking.conclude, case.world.hr, case.number, 1) == "needs_role"
    assert refused(checking.conclude, case.world.manager, case.number, 1) == "assessments_missing"
    case.assess(by=case.world.manager)
    assert refused(checking.agree, case.union, case.number, 1, "Nhất trí.") == "check_not_concluded"
    checking.conclude(case.world.manager, case.number, 1)
    checking.conclude(case.world.manager, case.number, 1)
    assert refused(checking.assess, case.world.hr, case.number, 1, {1: "Khác."}, "") == "check_concluded"
    assert len(case.world.letters("items_check_asked")) == 4


def test_the_union_has_its_say_once_and_then_the_paper_is_made(case: CarryingOut) -> None:
    case.asked().assess()
    checking.conclude(case.world.manager, case.number, 1)
    assert refused(checking.agree, case.world.manager, case.number, 1, "Nhất trí.") == "needs_role"
    assert refused(checking.agree, case.union, case.number, 1, " ") == "remark_missing"
    assert refused(checking.agree, case.union, case.number, 1, "x" * 3001) == "comment_too_long"
    checking.agree(case.union, case.number, 1, "Đề nghị đẩy nhanh việc số 3.")
    checking.agree(case.union, case.number, 1, "Đề nghị đẩy nhanh việc số 3.")
    assert refused(checking.agree, case.union, case.number, 1, "Khác.") == "remarked_already"
    following.wait_for_check(case.number, 1)
    assert following.note_check(case.number, 1) == "done"
    assert len(case.world.letters("items_check_awaits_signature")) == 1
    assert waits(following.wait_for_check_paper, case.number, 1) == "items_check_signature"


@pytest.mark.parametrize(
    ("said", "conclusion", "key"),
    [({1: "x" * 1001}, "", "assessment_too_long"), ({}, "x" * 3001, "conclusion_too_long")],
)
def test_what_is_too_long_is_refused_whole(case: CarryingOut, said: dict[int, str], conclusion: str, key: str) -> None:
    case.asked()
    assert refused(checking.assess, case.world.hr, case.number, 1, said, conclusion) == key
    with database.reading() as session:
        assert not session.exec(select(CheckedItem)).all()


def test_everyone_is_told_once_the_paper_is_signed(case: CarryingOut) -> None:
    case.told()
    following.wait_for_check_paper(case.number, 1)
    assert [letter.roll_entry_id for letter in case.world.letters("items_checked")] == list(range(1, 9))
    with database.reading() as session:
        [told] = checking.told_checks(session, case.number)
    assert [row.assessment for row in told.rows] == [f"Đánh giá việc {n}." for n in (1, 2, 3)]


def test_the_paper_of_a_check_stays_what_it_was_whatever_is_done_later(case: CarryingOut) -> None:
    case.accept(1)
    case.checked()
    with database.reading() as session:
        before = content_hash(papers.paper(session, case.number, "items_check-1"))
    case.accept(2)
    case.world.move(days=220)
    with database.reading() as session:
        assert content_hash(papers.paper(session, case.number, "items_check-1")) == before


def test_what_nobody_checked_is_overtaken_by_the_next_and_then_closed(case: CarryingOut) -> None:
    first, second = plan(case)
    case.world.move(days=(first.asked_on - case.today()).days + 1)
    case.asked()
    case.world.move(days=(second.asked_on - case.today()).days + 1)
    following.wait_for_check(case.number, 1)
    assert following.note_check(case.number, 1) == "not_needed"
    following.wait_for_check_paper(case.number, 1)
    assert following.tell_check(case.number, 1) == "not_needed"
    assert refused(checking.assess, case.world.hr, case.number, 1, {}, "") == "check_of_nothing"
    assert following.ask_check(case.number, 2) == "done"


def test_a_check_is_late_the_day_after_it_was_due(case: CarryingOut) -> None:
    due_on = plan(case)[0].due_on
    case.asked().assess()
    checking.conclude(case.world.manager, case.number, 1)
    case.world.move(days=(due_on - case.today()).days + 1)
    checking.agree(case.union, case.number, 1, "Nhất trí.")
    assert following.note_check(case.number, 1) == "late"


def test_the_end_comes_after_a_year_with_the_list_of_what_became_of_each(case: CarryingOut) -> None:
    assert waits(following.wait_for_end, case.number) == "items"
    case.accept(1)
    case.report(2)
    with database.reading() as session:
        last = schedule.followed_until(session, session.get_one(Procedure, case.number))
    case.world.move(days=(last - case.today()).days + 1)
    following.wait_for_end(case.number)
    assert following.end(case.number) == "items_left"
    assert len(case.world.letters("items_ended")) == 4
    with database.reading() as session:
        paper = paper_of(session, case.number, "items_outcome")
        assert paper
        assert paper.state is PaperState.DRAFT
        assert session.get_one(Procedure, case.number).state is ProcedureState.CLOSED
        before = content_hash(papers.paper(session, case.number, "items_outcome"))
    assert refused(reporting.report, case.token(2), 3, "completion", "Xong.") == "items_over"
    assert refused(reporting.judge, case.world.hr, case.number, 2, Judgement.ACCEPTED) == "items_over"
    case.world.move(days=30)
    with database.reading() as session:
        assert content_hash(papers.paper(session, case.number, "items_outcome")) == before


def test_with_every_item_done_the_end_says_so(case: CarryingOut) -> None:
    for number in (1, 2, 3):
        case.accept(number)
    assert following.end(case.number) == "carried_out"
    assert [item.state for item in case.items()] == [ItemState.DONE] * 3


def test_the_next_yearly_resolution_ends_every_wait_and_an_extraordinary_one_none(case: CarryingOut) -> None:
    case.world.move(days=1)
    later = case.world.draft()
    with database.transaction() as session:
        row = session.get_one(Resolution, later)
        row.adopted_on, row.is_extraordinary = case.today(), True
        session.add(row)
    case.asked()
    drafting.open_(case.world.hr, later)
    assert waits(following.wait_for_end, case.number) == "items"
    assert waits(following.wait_for_check, case.number, 1) == "items_check"
    with database.transaction() as session:
        row = session.get_one(Resolution, later)
        row.is_extraordinary = False
        session.add(row)
    following.wait_for_end(case.number)
    following.wait_for_check(case.number, 1)
    following.wait_for_asking(case.number, 2)


def test_reminders_come_before_and_on_the_last_day_and_only_those_after_the_asking(world: World) -> None:
    case = CarryingOut(world, (2, 90)).begun()
    with database.reading() as session:
        events = schedule.events_of(session, session.get_one(Procedure, case.number))
    assert [(event.occurrence, event.at - world.now() > timedelta(days=80)) for event in events] == [
        (1002, False),
        (2001, True),
        (2002, True),
    ]
    assert schedule.next_event(case.number) == min(event.at for event in events)


def test_a_reminder_that_stood_still_too_long_gives_way_to_the_next(case: CarryingOut) -> None:
    case.world.move(days=31)
    assert [following.urge(case.number, occurrence) for occurrence in (1001, 1002)] == ["not_needed", "done"]
    [letter] = case.world.letters("item_reminder")
    assert letter.number == 1002


def test_nothing_wakes_a_resolution_whose_circulation_goes_on(world: World) -> None:
    case = CarryingOut(world).circulated()
    assert schedule.next_event(case.number) is None
