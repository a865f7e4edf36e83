"""Whoever is named for a post has no part in running the case from then on, and keeps the own vote."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlmodel import select

from models import Account, Appointment, AuditEvent, DutyKind, HeadState, ListedPerson, Nominee
from models.store import database
from procedures import bodies, drafts
from procedures.access import conflicts, duties
from procedures.access.actor import Actor
from procedures.appointment import drafting
from procedures.refusal import Refusal
from tests.appointment.appointing import DEPUTY_CHAIR, SECOND_POST, Appointing, member
from tests.world import World


@pytest.fixture
def case(world: World) -> Appointing:
    case = Appointing(world)
    case.draft(DEPUTY_CHAIR, SECOND_POST)
    return case


def tie(actor: Actor, place: int) -> Actor:
    """Let an account belong to a member of the staff."""
    with database.transaction() as session:
        account = session.get_one(Account, actor.account_id)
        account.staff_member_id = member(place)
        session.add(account)
    return replace(actor, staff_member_id=member(place))


def listed(case: Appointing) -> set[int]:
    with database.reading() as session:
        return conflicts.members_listed(session, case.number)


def test_who_is_named_stands_as_they_are_today_and_among_those_whom_the_case_is_about(case: Appointing) -> None:
    named = case.nominee(case.name(3, work=" Phụ trách lãnh sự "))
    assert (named.full_name, named.unit_name, named.planned_work) == (
        "Nguyễn Thị Số 3",
        "Văn phòng",
        "Phụ trách lãnh sự",
    )
    assert listed(case) == {member(3)}


def test_the_same_name_again_changes_the_planned_work_alone(case: Appointing) -> None:
    first, again = case.name(3, work="Việc một"), case.name(3, work="Việc hai")
    assert first == again
    assert case.nominee(first).planned_work == "Việc hai"
    with database.reading() as session:
        events = session.exec(select(AuditEvent).where(AuditEvent.name == "NomineeNamed")).all()
        assert [set(event.facts) for event in events] == [{"post", "nominee", "step"}]


def test_a_person_is_named_for_one_post_of_a_case(case: Appointing) -> None:
    case.name(3, post=1)
    with pytest.raises(Refusal, match="named_already") as refused:
        case.name(3, post=2)
    assert "Nguyễn Thị Số 3" in refused.value.sentence
    case.name(4, post=2)


def test_of_two_posts_for_which_a_person_is_named_at_once_one_takes_them(case: Appointing) -> None:
    def attempt(post: int) -> str:
        try:
            return str(case.name(3, post=post))
        except Refusal as refusal:
            return refusal.key

    with ThreadPoolExecutor(4) as pool:
        said = list(pool.map(attempt, (1, 2, 1, 2)))
    assert said.count("named_already") == 2
    with database.reading() as session:
        assert len(session.exec(select(Nominee)).all()) == 1


CONCERNED: dict[str, Callable[[Appointing], Actor]] = {
    "secretary": lambda case: case.world.clerk,
    "tellers": lambda case: case.union,
    "decider": lambda case: case.world.manager,
}


@pytest.mark.parametrize("duty", CONCERNED)
def test_whoever_holds_a_duty_loses_it_when_named_and_the_draft_says_so(case: Appointing, duty: str) -> None:
    case.name(4, post=2)
    tie(CONCERNED[duty](case), 3)
    named = case.name(3)
    assert duty in case.lacking()
    with pytest.raises(Refusal, match="not_ready"):
        drafting.open_(case.world.hr, case.number)
    drafting.unname(case.world.hr, case.number, named)
    assert case.lacking() == ["nominees"]


@pytest.mark.parametrize("kind", DutyKind)
def test_whoever_is_named_is_given_no_duty(case: Appointing, kind: DutyKind) -> None:
    actor = case.world.manager
    tie(actor, 3)
    case.name(3)
    with pytest.raises(Refusal, match="duty_concerned"):
        duties.assign(case.world.hr, case.number, kind, actor.account_id or 0)


def test_hr_does_not_name_itself_and_once_named_by_others_does_nothing_more(case: Appointing) -> None:
    hr = tie(case.world.hr, 3)
    with pytest.raises(Refusal, match="names_oneself"):
        drafting.name_person(hr, case.number, case.posts()[0].id or 0, member(3))
    case.name(3)
    case.world.hr = hr
    for act in (
        lambda: case.name(4, post=2),
        lambda: drafting.write_case(hr, case.number, case.plan()),
        lambda: drafting.open_(hr, case.number),
        lambda: drafts.discard(hr, case.number),
    ):
        with pytest.raises(Refusal, match="concerned"):
            act()
    assert "hr_not_concerned" in case.lacking()


def test_whoever_is_named_keeps_the_own_vote(case: Appointing) -> None:
    with database.reading() as session:
        before = bodies.people_of_the_law(session)
    case.name(2)
    with database.reading() as session:
        assert bodies.people_of_the_law(session) == before
        assert before[2].positions == ("deputy_head",)


def test_a_head_who_is_named_is_concerned(case: Appointing) -> None:
    case.name(0)
    case.name(4, post=2)
    with database.reading() as session:
        assert session.get_one(Appointment, case.number).head is HeadState.CONCERNED
    drafting.write_case(case.world.hr, case.number, case.plan(head=HeadState.PRESENT))
    with database.reading() as session:
        assert session.get_one(Appointment, case.number).head is HeadState.CONCERNED
    assert case.lacking() == []


def test_a_member_of_the_staff_who_becomes_head_later_counts_as_concerned_before_the_opening(case: Appointing) -> None:
    case.name(3)
    case.name(4, post=2)
    bodies.set_positions(case.world.hr, member(0), [])
    bodies.set_positions(case.world.hr, member(3), [bodies.Position.HEAD])
    assert case.lacking() == ["head_concerned"]


def test_whoever_is_taken_off_a_draft_is_concerned_no_more_and_may_be_named_again(case: Appointing) -> None:
    named = case.name(3)
    case.make_eligible(named)
    for _ in range(2):
        drafting.unname(case.world.hr, case.number, named)
    assert listed(case) == set()
    case.name(3, post=2)
    with database.reading() as session:
        rows = session.exec(select(ListedPerson)).all()
        assert [(row.staff_member_id, row.removed_at) for row in rows] == [(member(3), None)]


def test_nobody_who_has_left_or_is_unknown_and_no_post_of_another_case_is_taken(case: Appointing) -> None:
    with database.transaction() as session:
        gone = session.get_one(bodies.StaffMember, member(5))
        gone.left_on = case.today
        session.add(gone)
    post = case.posts()[0].id or 0
    for post_id, person_id, key in (
        (post, member(5), "person_unknown"),
        (post, 987, "person_unknown"),
        (987, 1, "post"),
    ):
        with pytest.raises(Refusal, match=key):
            drafting.name_person(case.world.hr, case.number, post_id, person_id)
    other = Appointing.__new__(Appointing)
    other.world, other.union, other.inspector = case.world, case.union, case.inspector
    other.draft()
    with pytest.raises(Refusal, match="post_unknown"):
        drafting.name_person(case.world.hr, other.number, post, member(3))


def test_only_hr_names_people(case: Appointing) -> None:
    with pytest.raises(Refusal, match="needs_role"):
        drafting.name_person(case.world.manager, case.number, case.posts()[0].id or 0, member(3))
