"""A draft says what it lacks of leadership and of those in charge before it may be opened."""

import pytest
from sqlmodel import select

from models import (
    Account,
    Appointment,
    HeadState,
    Role,
    RoleHolding,
)
from models.store import database
from procedures import bodies
from procedures.access import duties
from procedures.appointment import drafting
from procedures.appointment.drafting import PostPlan
from tests.appointment.appointing import (
    Appointing,
    member,
)
from tests.world import World


@pytest.fixture
def case(world: World) -> Appointing:
    return Appointing(world)


def of_case(case: Appointing) -> Appointment:
    with database.reading() as session:
        return session.get_one(Appointment, case.number)


def test_for_the_heads_own_post_the_superior_body_chairs_and_says_who(case: Appointing) -> None:
    case.draft(PostPlan("Giám đốc", is_head=True))
    case.name(3)
    assert of_case(case).superior_chairs
    assert case.lacking() == ["superior_chair"]
    plan = case.plan(superior_chairs=False, superior_chair="Ông Lê Văn Chủ, Phó Chủ tịch Ủy ban nhân dân tỉnh")
    drafting.write_case(case.world.hr, case.number, plan)
    assert of_case(case).superior_chairs
    assert case.lacking() == []


def test_where_one_leader_is_left_the_superior_body_chairs(case: Appointing) -> None:
    case.draft()
    case.name(3)
    assert case.lacking() == []
    bodies.set_positions(case.world.hr, member(1), [])
    assert case.lacking() == []
    bodies.set_positions(case.world.hr, member(2), [])
    assert case.lacking() == ["superior_chairs"]


def test_leadership_must_be_known_and_agree_with_what_is_said_of_the_head(case: Appointing) -> None:
    case.draft(head=HeadState.VACANT)
    case.name(3)
    assert case.lacking() == ["head_known"]
    drafting.write_case(case.world.hr, case.number, case.plan())
    for place in range(3):
        bodies.set_positions(case.world.hr, member(place), [])
    assert "leadership" in case.lacking()


def test_a_head_who_is_away_or_concerned_does_not_decide(case: Appointing) -> None:
    case.draft(head=HeadState.CONCERNED, head_decides=True, authority="")
    case.name(3)
    assert case.lacking() == ["head_may_decide"]


def test_two_tellers_are_two_people_of_whom_one_may_be_of_hr(case: Appointing) -> None:
    case.draft()
    case.name(3)
    duties.release(case.world.hr, case.number, duties.DutyKind.TELLER, case.inspector.account_id or 0)
    assert case.lacking() == ["tellers"]
    duties.assign(case.world.hr, case.number, duties.DutyKind.TELLER, case.world.hr.account_id or 0)
    assert case.lacking() == []
    with database.transaction() as session:
        one = session.exec(select(RoleHolding).where(RoleHolding.account_id == case.union.account_id)).one()
        session.add(RoleHolding(account_id=case.union.account_id or 0, role=Role.HR, granted_at=one.granted_at))
    assert case.lacking() == ["tellers"]


def test_two_accounts_of_one_person_are_one_teller(case: Appointing) -> None:
    case.draft()
    case.name(3)
    with database.transaction() as session:
        for actor in (case.union, case.inspector):
            account = session.get_one(Account, actor.account_id)
            account.staff_member_id = member(5)
            session.add(account)
    assert case.lacking() == ["tellers"]
