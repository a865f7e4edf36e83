"""Who holds which position in the sense of the law, as whoever keeps the staff says."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlmodel import select

from law.decisions import appointment as law
from law.rules import rules_on
from models import Account, AuditEvent, Position, Role, StaffCategory, StaffMember
from models.store import database
from procedures import bodies, drafts
from procedures.refusal import Refusal
from tests.appointment.appointing import FIRST_NEW_DAY, Appointing, member
from tests.world import World

HEAD, DEPUTY, PARTY = Position.HEAD, Position.DEPUTY_HEAD, Position.PARTY_COMMITTEE


def holders() -> dict[int, tuple[Position, ...]]:
    with database.reading() as session:
        return bodies.holders(session)


def test_positions_are_kept_highest_first_and_replaced_whole(world: World) -> None:
    bodies.set_positions(world.hr, member(0), [PARTY, HEAD])
    assert holders() == {member(0): (HEAD, PARTY)}
    bodies.set_positions(world.hr, member(0), [DEPUTY])
    assert holders() == {member(0): (DEPUTY,)}
    bodies.set_positions(world.hr, member(0), [])
    assert holders() == {}


def test_saying_the_same_again_writes_nothing(world: World) -> None:
    for _ in range(2):
        bodies.set_positions(world.hr, member(0), [HEAD, HEAD])
    with database.reading() as session:
        events = session.exec(select(AuditEvent).where(AuditEvent.name == "PositionsSet")).all()
        assert [event.facts for event in events] == [{"person": member(0), "positions": 1}]


def test_an_agency_has_one_head(world: World) -> None:
    bodies.set_positions(world.hr, member(0), [HEAD])
    with pytest.raises(Refusal, match="agency_has_a_head") as refused:
        bodies.set_positions(world.hr, member(1), [HEAD])
    assert "Nguyễn Thị Số 0" in refused.value.sentence
    bodies.set_positions(world.hr, member(0), [])
    bodies.set_positions(world.hr, member(1), [HEAD])


def test_of_two_who_are_made_head_at_once_one_is(world: World) -> None:
    def attempt(place: int) -> str:
        try:
            bodies.set_positions(world.hr, member(place), [HEAD])
        except Refusal as refusal:
            return refusal.key
        return "head"

    with ThreadPoolExecutor(4) as pool:
        said = list(pool.map(attempt, range(4)))
    assert sorted(said) == ["agency_has_a_head"] * 3 + ["head"]


def test_whoever_has_left_holds_nothing_and_is_given_nothing(world: World) -> None:
    bodies.set_positions(world.hr, member(0), [HEAD])
    with database.transaction() as session:
        gone = session.get_one(StaffMember, member(0))
        gone.left_on = FIRST_NEW_DAY
        session.add(gone)
    assert holders() == {}
    with pytest.raises(Refusal, match="person_unknown"):
        bodies.set_positions(world.hr, member(0), [DEPUTY])
    bodies.set_positions(world.hr, member(1), [HEAD])


def test_positions_are_kept_by_whoever_keeps_the_staff(world: World) -> None:
    with pytest.raises(Refusal, match="needs_role"):
        bodies.set_positions(world.manager, member(0), [HEAD])


def test_the_law_finds_its_leadership_among_the_people_told_to_it(world: World) -> None:
    bodies.set_positions(world.hr, member(0), [HEAD])
    bodies.set_positions(world.hr, member(1), [DEPUTY, PARTY])
    with database.transaction() as session:
        worker = session.get_one(StaffMember, member(2))
        worker.category = StaffCategory.CONTRACT_WORKER
        session.add(worker)
    with database.reading() as session:
        people = bodies.people_of_the_law(session)
    rules = rules_on("appointment", FIRST_NEW_DAY)
    organisation = law.Organisation(people=len(people), has_units=True)
    leadership, key_cadres = law.meetings(rules)[0], law.meetings(rules)[2]
    assert law.electorate(rules, leadership, organisation, people).voters == (member(0), member(1))
    everybody = law.electorate(rules, key_cadres, organisation, people).voters
    assert len(everybody) == 7
    assert member(2) not in everybody


def test_nobody_sets_positions_while_a_case_that_goes_on_is_about_them(world: World) -> None:
    case = Appointing(world)
    case.draft()
    case.name(3)
    with database.transaction() as session:
        account = session.get_one(Account, world.hr.account_id)
        account.staff_member_id = member(3)
        session.add(account)
    concerned = replace(world.hr, staff_member_id=member(3))
    for place in (3, 5):
        with pytest.raises(Refusal, match="listed_sets_no_positions"):
            bodies.set_positions(concerned, member(place), [PARTY])
    other = world.account("Đỗ Thị Nhân", Role.HR, Role.CLERK)
    bodies.set_positions(other, member(5), [PARTY])
    drafts.discard(other, case.number)
    bodies.set_positions(concerned, member(5), [])
