"""Items are written into a draft: what each needs, in which order they stand, and what opening asks for."""

from dataclasses import replace
from datetime import timedelta

import pytest

from models import Role, StaffMember
from models.store import database
from procedures.refusal import Refusal
from procedures.resolution import drafting
from procedures.resolution.items import drafting as items
from procedures.resolution.items.drafting import Wanted
from procedures.rounds import roll
from tests.carrying_out import CarryingOut
from tests.world import World


@pytest.fixture
def case(world: World) -> CarryingOut:
    return CarryingOut(world)


def refused(act: object, *given: object) -> str:
    with pytest.raises(Refusal) as no:
        act(*given)  # pyright: ignore
    assert no.value.sentence
    return no.value.key


def test_items_stand_in_the_order_in_which_they_were_written_and_close_up(case: CarryingOut) -> None:
    assert [(row.number, row.owner_id) for row in case.rows()] == [(1, 1), (2, 2), (3, 3)]
    first = case.rows()[0].id or 0
    for _ in range(2):
        items.remove(case.world.hr, case.number, first)
    assert [(row.number, row.owner_id) for row in case.rows()] == [(1, 2), (2, 3)]
    items.replace(case.world.hr, case.number, 2, case.wanted(0, 10, text="  Một việc \n khác "))
    assert case.rows()[1].text == "Một việc khác"


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        ({"text": " \n "}, "item_text_missing"),
        ({"text": "x" * 1001}, "item_too_long"),
        ({"place": "x" * 201}, "item_too_long"),
        ({"source": ""}, "item_source_missing"),
        ({"source": "rumour"}, "item_source_missing"),
        ({"owner_id": 0}, "item_owner_missing"),
        ({"owner_id": 999}, "item_owner_missing"),
        ({"due_on": None}, "item_due_missing"),
    ],
)
def test_what_an_item_lacks_is_said_and_nothing_is_kept(case: CarryingOut, wrong: dict[str, object], key: str) -> None:
    wanted: Wanted = replace(case.wanted(0, 5), **wrong)
    assert refused(items.add, case.world.hr, case.number, wanted) == key
    assert refused(items.replace, case.world.hr, case.number, 1, wanted) == key
    assert len(case.rows()) == 3
    assert case.rows()[0].owner_id == 1


def test_the_last_day_may_be_today_and_not_yesterday(case: CarryingOut) -> None:
    items.add(case.world.hr, case.number, case.wanted(0, 0))
    assert refused(items.add, case.world.hr, case.number, case.wanted(0, -1)) == "item_due_passed"


def test_there_is_room_for_ninety_nine(case: CarryingOut) -> None:
    for _ in range(96):
        items.add(case.world.hr, case.number, case.wanted(0, 5))
    assert refused(items.add, case.world.hr, case.number, case.wanted(0, 5)) == "too_many_items"


def test_whoever_has_left_is_given_nothing(case: CarryingOut) -> None:
    with database.transaction() as session:
        member = session.get_one(StaffMember, 1)
        member.left_on = case.today()
        session.add(member)
    assert refused(items.add, case.world.hr, case.number, case.wanted(0, 5)) == "item_owner_missing"


def test_nobody_but_hr_writes_them_and_nobody_once_it_is_open(case: CarryingOut) -> None:
    assert refused(items.add, case.world.manager, case.number, case.wanted(0, 5)) == "needs_role"
    case.circulated()
    assert refused(items.add, case.world.hr, case.number, case.wanted(0, 5)) == "already_opened"
    assert refused(items.remove, case.world.hr, case.number, 1) == "already_opened"


def test_an_item_that_is_not_there_is_not_written_anew(case: CarryingOut) -> None:
    assert refused(items.replace, case.world.hr, case.number, 4, case.wanted(0, 5)) == "item_of_nothing"


def lacks(case: CarryingOut) -> list[str]:
    with pytest.raises(Refusal) as no:
        drafting.open_(case.world.hr, case.number)
    return no.value.facts["lacking"]


def test_an_owner_whom_the_resolution_is_not_sent_to_stops_the_opening(case: CarryingOut) -> None:
    roll.leave_out(case.world.hr, case.number, {2: "Nghỉ thai sản"})
    assert lacks(case) == ["item_owners"]
    items.replace(case.world.hr, case.number, 2, case.wanted(1, 90, owner_id=4))
    drafting.open_(case.world.hr, case.number)


def test_without_anyone_for_the_union_a_resolution_with_items_does_not_open_and_one_without_does(world: World) -> None:
    number = world.draft()
    wanted = Wanted("Một việc", "discussion", "", 1, (world.now() + timedelta(days=9)).date())
    items.add(world.hr, number, wanted)
    with pytest.raises(Refusal) as no:
        drafting.open_(world.hr, number)
    assert no.value.facts["lacking"] == ["item_checkers"]
    items.remove(world.hr, number, 1)
    drafting.open_(world.hr, number)


def test_with_someone_in_the_union_s_place_it_opens(world: World) -> None:
    number = world.draft()
    items.add(world.hr, number, Wanted("Một việc", "opinion", "", 1, (world.now() + timedelta(days=9)).date()))
    world.account("Người được cử thay", Role.UNION)
    drafting.open_(world.hr, number)
