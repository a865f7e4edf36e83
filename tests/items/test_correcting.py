"""Items of an open resolution are added and changed by two people, with a reason; the papers print it."""

from datetime import timedelta
from typing import Any

import pytest

from models import CountersignedAct, Procedure
from models.store import database
from procedures import papers
from procedures.access.actor import Actor
from procedures.countersigning import signing
from procedures.countersigning.choosing import possible_acts
from procedures.resolution.items import following
from procedures.rounds import roll
from tests.carrying_out import CarryingOut
from tests.items.test_drafting import refused
from tests.two_people import since
from tests.world import World


@pytest.fixture
def case(world: World) -> CarryingOut:
    made = CarryingOut(world).begun()
    since(timedelta(days=8))
    return made


def new(case: CarryingOut, **other: Any) -> dict[str, Any]:
    due_on = case.wanted(0, 40).due_on
    assert due_on
    said = {"text": "Sửa nhà để xe", "source": "answer", "place": "", "owner_id": 4, "due_on": due_on.isoformat()}
    return {**said, **other}


def ask(case: CarryingOut, act: str, facts: dict[str, Any]) -> int:
    return signing.ask(case.world.hr, act, facts, "Hội nghị đã giải đáp", case.number)


def signed(case: CarryingOut, act: str, facts: dict[str, Any], by: Actor | None = None) -> int:
    number = ask(case, act, facts)
    signing.sign(by or case.union, number)
    return number


def test_an_added_item_waits_for_the_second_signature_and_then_goes_to_its_owner(case: CarryingOut) -> None:
    number = ask(case, "add_item", new(case))
    assert len(case.items()) == 3
    signing.sign(case.union, number)
    signing.sign(case.union, number)
    assert (case.item(4).row.text, case.item(4).row.owner_id) == ("Sửa nhà để xe", 4)
    following.entrust(case.number, case.item(4).row.entrusting)
    assert case.world.letters("item_entrusted")[-1].roll_entry_id == 4


def test_two_that_wait_at_once_are_both_added(case: CarryingOut) -> None:
    first, second = ask(case, "add_item", new(case)), ask(case, "add_item", new(case, text="Việc khác"))
    signing.sign(case.union, second)
    signing.sign(case.union, first)
    assert [item.row.text for item in case.items()[3:]] == ["Việc khác", "Sửa nhà để xe"]


def test_another_owner_has_the_item_anew_and_the_old_one_is_left_alone(case: CarryingOut) -> None:
    signed(case, "change_item", {"item": 1, "owner_id": 5, "due_on": ""})
    row = case.item(1).row
    assert (row.owner_id, row.changes, row.entrusting) == (5, 1, 101)
    following.entrust(case.number, 101)
    assert [letter.roll_entry_id for letter in case.world.letters("item_entrusted")] == [1, 2, 3, 5]
    assert following.urge(case.number, 1001) == "not_needed"


def test_a_later_day_alone_keeps_the_owner(case: CarryingOut) -> None:
    day = case.wanted(0, 60).due_on
    assert day
    signed(case, "change_item", {"item": 2, "owner_id": 0, "due_on": day.isoformat()})
    assert (case.item(2).row.owner_id, case.item(2).row.due_on) == (2, day)


@pytest.mark.parametrize(
    ("facts", "key"),
    [
        ({"item": 9, "owner_id": 5, "due_on": ""}, "item_of_nothing"),
        ({"item": 1, "owner_id": 0, "due_on": ""}, "item_not_changed"),
        ({"item": 1, "owner_id": 1, "due_on": ""}, "item_not_changed"),
        ({"item": 1, "owner_id": 77, "due_on": ""}, "item_owner_missing"),
        ({"item": 1, "owner_id": 0, "due_on": "2020-01-01"}, "item_due_passed"),
    ],
)
def test_a_change_that_cannot_be_is_refused_when_it_is_asked_for(
    case: CarryingOut, facts: dict[str, Any], key: str
) -> None:
    assert refused(ask, case, "change_item", facts) == key


def test_what_is_done_changes_its_owner_no_more(case: CarryingOut) -> None:
    number = ask(case, "change_item", {"item": 1, "owner_id": 5, "due_on": ""})
    case.accept(1)
    assert refused(signing.sign, case.union, number) == "item_done"


def test_a_change_that_another_has_overtaken_is_not_signed(case: CarryingOut) -> None:
    first = ask(case, "change_item", {"item": 1, "owner_id": 5, "due_on": ""})
    second = ask(case, "change_item", {"item": 1, "owner_id": 6, "due_on": ""})
    signing.sign(case.union, first)
    assert refused(signing.sign, case.union, second) == "act_moved_on"


def test_whoever_asked_does_not_sign(case: CarryingOut) -> None:
    number = ask(case, "add_item", new(case))
    assert refused(signing.sign, case.world.hr, number) in ("needs_role", "signs_alone")


def test_an_owner_without_a_link_of_this_resolution_is_refused(world: World) -> None:
    made = CarryingOut(world)
    roll.leave_out(world.hr, made.number, {8: "Đi học dài hạn"})
    made.begun()
    since(timedelta(days=8))
    assert refused(ask, made, "add_item", new(made, owner_id=8)) == "item_owner_not_listed"


def test_a_resolution_of_an_earlier_release_takes_no_items(case: CarryingOut) -> None:
    with database.transaction() as session:
        procedure = session.get_one(Procedure, case.number)
        procedure.flow_revision = 1
        session.add(procedure)
    assert refused(ask, case, "add_item", new(case)) == "items_of_old"
    with database.reading() as session:
        assert "add_item" not in possible_acts(session, session.get_one(Procedure, case.number))


def test_the_last_report_prints_what_was_changed_and_by_whom(case: CarryingOut) -> None:
    signed(case, "add_item", new(case))
    signed(case, "change_item", {"item": 1, "owner_id": 5, "due_on": ""})
    following.end(case.number)
    with database.reading() as session:
        printed = str(papers.paper(session, case.number, "items_outcome"))
        assert len(session.exec(CountersignedAct.__table__.select()).all()) == 2  # pyright: ignore
    assert "Thêm việc số 4: Sửa nhà để xe" in printed
    assert "đổi người phụ trách từ Nguyễn Thị Số 0 sang Nguyễn Thị Số 4" in printed
