"""Who has which duty now, the deputies who follow, and those whom a procedure is about."""

from datetime import timedelta

import pytest
from sqlmodel import select

from models import Account, AuditEvent, Duty, DutyKind, ListedPerson, Procedure, ProcedureState, Role, StaffMember
from models.store import database
from procedures import drafts, filing
from procedures.access import conflicts, duties
from procedures.access.actor import Actor
from procedures.access.listed import list_person, unlist_person
from procedures.refusal import Refusal
from procedures.resolution import answering, drafting
from procedures.rounds import timing
from tests.web.test_sign_in import changed, moment, rows_of
from tests.world import SCAN, World

DECIDER, TELLER, SECRETARY = DutyKind.DECIDER, DutyKind.TELLER, DutyKind.SECRETARY


@pytest.fixture
def deputy(small_world: World) -> Actor:
    return small_world.account("Hồ Thị Phó", Role.MANAGER, Role.UNION)


@pytest.fixture
def number(small_world: World) -> int:
    return small_world.draft()


def number_of(actor: Actor) -> int:
    assert actor.account_id is not None
    return actor.account_id


def now_held_by(number: int, kind: DutyKind = DECIDER) -> list[int | None]:
    with database.reading() as session:
        return [account.id for account in duties.holders_now(session, number, kind)]


def waits(number: int, kind: DutyKind = DECIDER) -> None:
    with database.transaction() as session:
        duties.wait(session, number, kind)


def member_behind(actor: Actor) -> int:
    """Let this account be that of a member of the staff who has none; returns the member's number."""
    with database.transaction() as session:
        taken = {row.staff_member_id for row in session.exec(select(Account)).all()}
        free = next(row.id for row in session.exec(select(StaffMember)).all() if row.id not in taken)
        account = session.get_one(Account, actor.account_id)
        account.staff_member_id = free
        session.add(account)
        return free or 0


def test_a_decision_that_nobody_was_named_for_is_any_manager_s(small_world: World, number: int, deputy: Actor) -> None:
    assert now_held_by(number) == [small_world.manager.account_id, deputy.account_id]
    assert now_held_by(number, SECRETARY) == []


def test_the_deputy_takes_over_when_the_duty_has_waited_long_enough(
    small_world: World, number: int, deputy: Actor
) -> None:
    duties.assign(small_world.hr, number, DECIDER, number_of(small_world.manager), number_of(deputy), 24)
    small_world.move(hours=100)
    assert now_held_by(number) == [small_world.manager.account_id]
    waits(number)
    small_world.move(hours=23, minutes=59)
    waits(number)
    assert now_held_by(number) == [small_world.manager.account_id]
    small_world.move(minutes=1)
    assert now_held_by(number) == [deputy.account_id]
    with database.transaction() as session:
        duties.done(session, number, DECIDER)
    assert now_held_by(number) == [small_world.manager.account_id]


def test_the_deputy_takes_over_at_once_from_someone_who_left(small_world: World, number: int, deputy: Actor) -> None:
    duties.assign(small_world.hr, number, DECIDER, number_of(small_world.manager), number_of(deputy))
    with database.transaction() as session:
        gone = session.get_one(Account, small_world.manager.account_id)
        gone.closed_at = moment()
        session.add(gone)
    assert now_held_by(number) == [deputy.account_id]


def test_another_decider_takes_the_place_of_the_first_and_tellers_are_added(
    small_world: World, number: int, deputy: Actor
) -> None:
    for actor in (small_world.manager, deputy):
        duties.assign(small_world.hr, number, DECIDER, number_of(actor))
        duties.assign(small_world.hr, number, TELLER, number_of(actor))
    duties.assign(small_world.hr, number, TELLER, number_of(deputy), number_of(small_world.clerk), 2)
    assert now_held_by(number) == [deputy.account_id]
    assert now_held_by(number, TELLER) == [small_world.manager.account_id, deputy.account_id]
    assert [(duty.deputy_id, duty.takes_over_after) for duty in rows_of(Duty) if duty.kind is TELLER] == [
        (None, 24),
        (small_world.clerk.account_id, 2),
    ]
    duties.release(small_world.hr, number, TELLER, number_of(small_world.manager))
    duties.release(small_world.hr, number, TELLER, number_of(small_world.manager))
    assert now_held_by(number, TELLER) == [deputy.account_id]
    assert [event.name for event in rows_of(AuditEvent)].count("DutyReleased") == 1


def test_only_whoever_holds_it_now_may_act_and_the_refusal_names_them(
    small_world: World, number: int, deputy: Actor
) -> None:
    duties.assign(small_world.hr, number, DECIDER, number_of(small_world.manager))
    with database.reading() as session:
        duties.check_holder(session, small_world.manager, number, DECIDER)
        with pytest.raises(Refusal, match="not_your_duty") as refused:
            duties.check_holder(session, deputy, number, DECIDER)
    assert "Phạm Văn Quản" in refused.value.sentence


def test_what_cannot_be_assigned_is_refused_in_words(small_world: World, number: int, deputy: Actor) -> None:
    world, other_hr = small_world, small_world.account("Tạ Thị Nhân Sự", Role.HR, Role.UNION)
    duties.assign(world.hr, number, TELLER, number_of(world.hr))
    refusals = {
        "needs_role": (world.clerk, DECIDER, number_of(world.manager), None, 24),
        "deputy_same": (world.hr, DECIDER, number_of(world.manager), number_of(world.manager), 24),
        "duty_of_nobody": (world.hr, DECIDER, 999, None, 24),
        "duty_hours": (world.hr, DECIDER, number_of(world.manager), None, 0),
        "duty_needs_manager": (world.hr, DECIDER, number_of(world.manager), number_of(world.clerk), 24),
        "duty_tellers_of_hr": (world.hr, TELLER, number_of(other_hr), None, 24),
    }
    for key, (actor, kind, account, deputy_id, hours) in refusals.items():
        with pytest.raises(Refusal) as refused:
            duties.assign(actor, number, kind, account, deputy_id, hours)
        assert refused.value.key == key
        assert refused.value.sentence.endswith((".", "hệ thống."))
    assert [duty.kind for duty in rows_of(Duty)] == [TELLER]


def test_a_listed_person_loses_the_duty_to_the_deputy_or_hr_is_asked_for_one(
    small_world: World, number: int, deputy: Actor
) -> None:
    world = small_world
    duties.assign(world.hr, number, DECIDER, number_of(world.manager), number_of(deputy))
    duties.assign(world.hr, number, SECRETARY, number_of(world.clerk))
    assert list_person(world.hr, number, member_behind(world.manager)) == []
    assert now_held_by(number) == [deputy.account_id]
    clerk = member_behind(world.clerk)
    wanting = [duties.Wanting("secretary", ("Lê Thị Thư",))]
    assert list_person(world.hr, number, clerk) == wanting
    assert list_person(world.hr, number, clerk) == wanting
    assert now_held_by(number, SECRETARY) == []
    assert unlist_person(world.hr, number, clerk, "Rút khỏi danh sách") == []
    assert now_held_by(number, SECRETARY) == [world.clerk.account_id]
    events = [event.name for event in rows_of(AuditEvent) if event.name.startswith("Person")]
    assert events == ["PersonListed", "PersonListed", "PersonUnlisted"]


def test_when_every_manager_or_all_of_hr_is_listed_someone_is_wanted(small_world: World, number: int) -> None:
    world = small_world
    assert list_person(world.hr, number, member_behind(world.manager)) == [
        duties.Wanting("decider", ("Phạm Văn Quản",))
    ]
    found = list_person(world.hr, number, member_behind(world.hr))
    assert [each.what for each in found] == ["hr", "decider"]


def test_nobody_listed_gets_a_duty_or_changes_the_list(small_world: World, number: int, deputy: Actor) -> None:
    world = small_world
    list_person(world.hr, number, member_behind(deputy))
    for account, deputy_id in ((deputy, None), (world.manager, number_of(deputy))):
        with pytest.raises(Refusal, match="duty_concerned"):
            duties.assign(world.hr, number, DECIDER, number_of(account), deputy_id)
    me = member_behind(world.hr)
    list_person(world.hr, number, me)
    for act in (
        lambda: unlist_person(world.hr, number, me, "Tôi không thuộc danh sách"),
        lambda: list_person(world.hr, number, me),
        lambda: duties.assign(world.hr, number, DECIDER, number_of(world.manager)),
        lambda: duties.release(world.hr, number, DECIDER, number_of(world.manager)),
    ):
        with pytest.raises(Refusal, match="concerned"):
            act()


def test_a_change_of_the_list_of_an_open_procedure_has_a_reason_and_of_an_ended_one_is_none(
    small_world: World, number: int
) -> None:
    hr, member = small_world.hr, member_behind(small_world.clerk)
    opened = small_world.opened()
    with pytest.raises(Refusal, match="listing_reason"):
        list_person(hr, opened, member)
    list_person(hr, opened, member, "Được giới thiệu thêm")
    with pytest.raises(Refusal, match="listing_reason"):
        unlist_person(hr, number, member, " ")
    with pytest.raises(Refusal, match="listed_of_nobody"):
        list_person(hr, number, 999)
    changed(Procedure, state=ProcedureState.CLOSED)
    with pytest.raises(Refusal, match="procedure_over"):
        list_person(hr, number, member)
    assert [row.reason for row in rows_of(ListedPerson)] == ["Được giới thiệu thêm"]


def test_a_listed_person_is_known_by_account_by_staff_row_and_by_address(small_world: World, number: int) -> None:
    member = member_behind(small_world.clerk)
    with database.transaction() as session:
        email = session.get_one(StaffMember, member).email
        namesake = Account(full_name="Một người", email=email or "")
        session.add(namesake)
        session.flush()
        same_address = Actor("", "", account_id=namesake.id)
    list_person(small_world.hr, number, member)
    as_staff = Actor("", "", staff_member_id=member)
    with database.reading() as session:
        for actor in (small_world.clerk, as_staff, same_address):
            with pytest.raises(Refusal, match="concerned"):
                conflicts.check(session, actor, number)
        conflicts.check(session, small_world.manager, number)
        conflicts.check(session, small_world.clerk, number + 1)


def test_no_verb_of_the_procedure_is_theirs_whoever_they_are(small_world: World, number: int) -> None:
    hr, clerk, opened = small_world.hr, small_world.clerk, small_world.opened()
    other_hr = small_world.account("Tạ Thị Nhân Sự", Role.HR, Role.UNION)
    for each in (number, opened):
        for actor in (clerk, hr):
            list_person(other_hr, each, member_behind(actor), "Được giới thiệu")
    day = small_world.now().date() - timedelta(days=1)
    for act in (
        lambda: drafts.rename(hr, number, "Tên khác"),
        lambda: drafts.discard(hr, number),
        lambda: drafting.open_(hr, number),
        lambda: timing.set_times(hr, opened, None, small_world.now() + timedelta(days=9), []),
        lambda: answering.enter_paper_list(hr, opened, [1], SCAN),
        lambda: filing.file_signed(clerk, opened, "resolution", 5, "NQ", day, "Nguyễn Văn Giám", SCAN),
        lambda: filing.mark_printed(clerk, opened, "resolution", "0" * 64),
    ):
        with pytest.raises(Refusal, match="concerned"):
            act()
    drafts.rename(other_hr, number, "Tên khác")


def test_a_listed_person_keeps_the_own_answer(small_world: World, circulated: int) -> None:
    entry = small_world.entries(circulated)[0]
    list_person(small_world.hr, circulated, entry.staff_member_id, "Được giới thiệu")
    assert answering.acknowledge(small_world.token(entry)).code
