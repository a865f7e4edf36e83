"""Two people, two roles, seven days: who may ask, who may sign, and what stays on record."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from models import (
    Account,
    ActState,
    AuditEvent,
    CountersignedAct,
    ListedPerson,
    Procedure,
    ProcedureState,
    Role,
    RoleHolding,
)
from models.store import clock, database
from procedures import log
from procedures.access.actor import Actor
from procedures.countersigning import reading, signing
from procedures.countersigning.holders import OLD_ENOUGH
from procedures.refusal import Refusal
from procedures.tasks import tasks_of
from tests.two_people import done, person, request, since, strong, union_of
from tests.world import World

WHY = "Văn bản ban hành nhầm."


def refused(call: object, *args: object) -> str:
    """The key of the refusal that a call must end in."""
    with pytest.raises(Refusal) as refusal:
        call(*args)  # pyright: ignore
    return refusal.value.key


def asked(world: World, number: int) -> int:
    return signing.ask(strong(world.hr), "annul", {}, WHY, number)


def state_of(number: int) -> ProcedureState:
    with database.reading() as session:
        return session.get_one(Procedure, number).state


def names_in_log() -> list[str]:
    with database.reading() as session:
        assert log.verify(session) is None
        return list(session.exec(select(AuditEvent.name).order_by(AuditEvent.number)).all())  # pyright: ignore


def tied(actor: Actor, member_id: int) -> None:
    with database.transaction() as session:
        account = session.get_one(Account, actor.account_id)
        account.staff_member_id = member_id
        session.add(account)


def test_an_act_is_done_at_the_second_signature_and_never_before(world: World) -> None:
    union, number = union_of(world), world.signed()
    act = asked(world, number)
    assert state_of(number) is ProcedureState.OPEN
    signing.sign(union, act)
    assert state_of(number) is ProcedureState.ANNULLED
    kept = request(act)
    assert (kept.state, kept.asked_by, kept.asked_as) == (ActState.SIGNED, world.hr.account_id, "hr")
    assert (kept.settled_by, kept.settled_as, kept.reason) == (union.account_id, "union", WHY)
    assert names_in_log()[-2:] == ["ActAsked", "ActSigned"]


def test_asking_twice_for_the_same_thing_is_asking_once(world: World) -> None:
    union, number = union_of(world), world.signed()
    assert asked(world, number) == asked(world, number)
    assert len(world.letters("signature_wanted")) == 1
    signing.sign(union, asked(world, number))
    assert refused(asked, world, number) == "procedure_not_open"


def test_signing_twice_or_at_once_does_it_once(world: World) -> None:
    union, number = union_of(world), world.signed()
    act = asked(world, number)
    with ThreadPoolExecutor(4) as hands:
        list(hands.map(lambda _: signing.sign(union, act), range(4)))
    signing.sign(union, act)
    assert names_in_log().count("ActSigned") == 1


def test_who_asked_cannot_sign_nor_can_another_account_of_the_same_person(world: World) -> None:
    union, number = union_of(world), world.signed()
    act = asked(world, number)
    both = strong(world.account("Trần Văn Bình", Role.HR, Role.UNION))
    since(timedelta(days=8))
    for each in (world.hr, both):
        tied(each, person(2).id or 0)
    assert refused(signing.sign, both, act) == "signs_alone"
    assert refused(signing.sign, strong(world.hr), act) == "needs_role"
    signing.sign(union, act)


def test_the_second_role_is_another_role(world: World) -> None:
    one, other = (strong(world.account("Hai Vai", Role.OPERATOR, role)) for role in (Role.HR, Role.CLERK))
    hr = strong(world.account("Hai Vai", Role.HR, Role.CLERK, Role.INSPECTOR))
    since(timedelta(days=8))
    act = signing.ask(one, "grant_role", {"email": "nguoi5@example.gov.vn", "role": "clerk"}, WHY)
    assert request(act).asked_as == "operator"
    assert refused(signing.sign, other, act) == "needs_role"
    signing.sign(hr, act)
    assert request(act).settled_as == "inspector"
    act = signing.ask(strong(world.hr), "grant_role", {"email": "nguoi4@example.gov.vn", "role": "clerk"}, WHY)
    assert request(act).asked_as == "hr"
    assert refused(signing.sign, one, act) == "needs_role"


@pytest.mark.parametrize("short_by", [timedelta(seconds=-5), timedelta(minutes=1)], ids=["seven days", "a minute less"])
def test_a_role_counts_seven_days_after_it_was_given(world: World, short_by: timedelta) -> None:
    union, number = union_of(world), world.signed()
    act = asked(world, number)
    granted_since(union, OLD_ENOUGH - short_by)
    if short_by > timedelta():
        assert refused(signing.sign, union, act) == "role_too_new"
    else:
        signing.sign(union, act)


def granted_since(actor: Actor, age: timedelta) -> None:
    with database.transaction() as session:
        for held in session.exec(select(RoleHolding).where(RoleHolding.account_id == actor.account_id)).all():
            held.granted_at = clock.unmoved(session) - age
            session.add(held)


@settings(max_examples=20, suppress_health_check=list(HealthCheck))
@given(hours=st.integers(0, 400))
def test_the_age_of_a_role_decides_alone(small_world: World, hours: int) -> None:
    since(timedelta(days=8))
    granted_since(small_world.hr, timedelta(hours=hours, seconds=5))
    number = small_world.signed()
    if hours >= 7 * 24:
        assert asked(small_world, number)
    else:
        assert refused(asked, small_world, number) == "role_too_new"


def test_a_moved_clock_makes_no_role_older(world: World) -> None:
    number = world.signed(timedelta(days=30))
    world.move(days=20)
    assert refused(asked, world, number) == "role_too_new"


def test_the_first_holders_count_at_once_and_later_ones_do_not(world: World) -> None:
    number = world.signed()
    with database.transaction() as session:
        for each in (world.hr, world.manager):
            role = next(iter(each.roles)).value
            log.write(session, "operator", "RoleGranted", account=each.account_id, role=role)
    act = asked(world, number)
    union = strong(world.account("Mai Thị Đoàn", Role.UNION))
    with database.transaction() as session:
        log.write(session, "account:1", "RoleGranted", account=union.account_id, role="union")
    assert refused(signing.sign, union, act) == "role_too_new"
    signing.sign(strong(world.manager), act)


def test_the_manager_stands_in_only_where_no_union_or_inspector_could_sign(world: World) -> None:
    manager, number = strong(world.manager), world.signed()
    since(timedelta(days=8))
    alone = asked(world, number)
    with database.reading() as session:
        assert [row.id for row in reading.waiting_for(session, manager)] == [alone]
    union = union_of(world)
    assert refused(signing.sign, manager, alone) == "needs_role"
    signing.sign(union, alone)


def test_the_second_signature_asks_for_the_second_factor(world: World) -> None:
    union, number = union_of(world), world.signed()
    act = asked(world, number)
    assert refused(signing.sign, replace(union, is_strong=False), act) == "second_factor_needed"
    assert refused(signing.refuse, replace(union, is_strong=False), act, "Không.") == "second_factor_needed"


def test_whom_the_procedure_is_about_neither_asks_nor_signs(world: World) -> None:
    union, number = union_of(world), world.signed()
    tied(union, person(2).id or 0)
    listed(number, person(2).id or 0)
    act = asked(world, number)
    assert refused(signing.sign, replace(union, staff_member_id=person(2).id), act) == "concerned"
    with database.reading() as session:
        assert reading.waiting_for(session, union) == []
        assert [row.id for row in reading.waiting_for(session, strong(world.manager))] == [act]
    tied(world.hr, person(1).id or 0)
    listed(number, person(1).id or 0)
    assert refused(asked, world, number) == "concerned"


def listed(number: int, member_id: int) -> None:
    with database.transaction() as session:
        now = clock.now(session)
        session.add(ListedPerson(procedure_id=number, staff_member_id=member_id, listed_at=now))


def test_nobody_signs_for_oneself(world: World) -> None:
    union, number = union_of(world), world.signed()
    tied(union, person(4).id or 0)
    entry = next(each for each in world.entries(number) if each.staff_member_id == person(4).id)
    facts = {"roll_entry_id": entry.id, "email": "khac@example.gov.vn"}
    act = signing.ask(strong(world.hr), "change_address", facts, WHY, number)
    assert refused(signing.sign, union, act) == "signs_for_oneself"


def test_a_request_that_was_refused_or_withdrawn_stays_and_does_nothing(world: World) -> None:
    union, number = union_of(world), world.signed()
    first = asked(world, number)
    signing.refuse(union, first, "Văn bản đúng.")
    signing.refuse(union, first, "Văn bản đúng.")
    second = asked(world, number)
    assert second != first
    signing.withdraw(strong(world.hr), second)
    signing.withdraw(strong(world.hr), second)
    for act in (first, second):
        assert refused(signing.sign, union, act) == "act_settled"
    assert state_of(number) is ProcedureState.OPEN
    assert request(first).facts == {"refused_because": "Văn bản đúng."}
    with database.reading() as session:
        about = reading.requests_about(session, union, number)
    assert [each.state for each in about] == [ActState.WITHDRAWN, ActState.REFUSED]
    assert about[1].refused_because == "Văn bản đúng."
    assert names_in_log()[-4:] == ["ActAsked", "ActRefused", "ActAsked", "ActWithdrawn"]


def test_only_who_asked_withdraws(world: World) -> None:
    union_of(world)
    other = strong(world.account("Khác", Role.HR, Role.CLERK))
    act = asked(world, world.signed())
    assert refused(signing.withdraw, other, act) == "withdraws_for_another"


@pytest.mark.parametrize("why", ["", "   ", "\n\t"])
def test_a_reason_is_always_given(world: World, why: str) -> None:
    union, number = union_of(world), world.signed()
    assert refused(signing.ask, strong(world.hr), "annul", {}, why, number) == "act_reason_missing"
    assert refused(signing.refuse, union, asked(world, number), why) == "act_reason_missing"


def test_a_request_whose_ground_has_moved_is_not_signed(world: World) -> None:
    union, number = union_of(world), world.signed()
    entry = world.entries(number)[0]
    acts = [
        signing.ask(strong(world.hr), "change_address", {"roll_entry_id": entry.id, "email": email}, WHY, number)
        for email in ("a@example.gov.vn", "b@example.gov.vn")
    ]
    signing.sign(union, acts[0])
    assert refused(signing.sign, union, acts[1]) == "act_moved_on"
    assert request(acts[1]).state is ActState.ASKED


def test_the_signer_finds_it_under_today_and_nobody_else_does(world: World) -> None:
    union, number = union_of(world), world.signed()
    act = asked(world, number)
    with database.reading() as session:
        found = {each.full_name: tasks_of(session, strong(each)) for each in (union, world.hr, world.manager)}
    [task] = found[union.full_name]
    assert (task.key, task.procedure_id, task.facts) == ("countersign", number, {"act_id": act, "act": "annul"})
    assert "countersign" not in {each.key for name in (world.hr, world.manager) for each in found[name.full_name]}
    signing.sign(union, act)
    with database.reading() as session:
        assert tasks_of(session, union) == []


def test_a_procedure_that_has_ended_asks_nobody_to_sign(world: World) -> None:
    union, number = union_of(world), world.signed()
    facts = {"roll_entry_id": world.entries(number)[0].id, "email": "x@example.gov.vn"}
    act = signing.ask(strong(world.hr), "change_address", facts, WHY, number)
    done(world.hr, union, "annul", number)
    with database.reading() as session:
        assert reading.waiting_for(session, union) == []
    assert refused(signing.sign, union, act) == "procedure_not_open"


def test_no_request_is_ever_deleted(world: World) -> None:
    union, number = union_of(world), world.signed()
    signing.refuse(union, asked(world, number), "Không.")
    signing.sign(union, asked(world, number))
    with database.reading() as session:
        assert len(session.exec(select(CountersignedAct)).all()) == 2
