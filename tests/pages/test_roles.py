"""Roles and accounts change hands by two people; who holds a role hears of it, and no needed role is left empty."""

import pytest
from sqlmodel import select

from models import Account, Role, RoleHolding
from models.store import clock, database
from procedures.access import accounts
from procedures.access.actor import Actor
from procedures.countersigning import signing
from tests.pages.test_countersigning import WHY, asked, refused
from tests.two_people import done, person, request, strong, union_of
from tests.world import World


def test_granting_a_role_opens_an_account_and_tells_all_holders(world: World) -> None:
    union, member = union_of(world), person(3)
    act = done(world.operator, union, "grant_role", None, email=member.email, role="inspector")
    with database.reading() as session:
        [account] = accounts.holding(session, Role.INSPECTOR)
    assert (account.email, account.staff_member_id) == (member.email, member.id)
    told = {letter.account_id for letter in world.letters("role_changed")}
    everyone = (world.hr, world.clerk, world.manager, world.operator, union)
    assert told == {each.account_id for each in everyone} | {account.id}
    assert request(act).asked_as == "operator"


def test_a_role_that_was_just_given_signs_nothing_for_seven_days(world: World) -> None:
    union, number = union_of(world), world.signed()
    done(world.operator, union, "grant_role", None, email="nguoi3@example.gov.vn", role="inspector")
    with database.reading() as session:
        [account] = accounts.holding(session, Role.INSPECTOR)
    inspector = strong(Actor(account.full_name, account.email, account.id, roles=frozenset({Role.INSPECTOR})))
    assert refused(signing.sign, inspector, asked(world, number)) == "role_too_new"


@pytest.mark.parametrize("role", ["hr", "clerk", "operator"])
def test_the_last_holder_of_a_needed_role_stays(world: World, role: str) -> None:
    union_of(world)
    holder = getattr(world, role).account_id
    asker = strong(world.hr)
    revoking = {"account_id": holder, "role": role}
    assert refused(signing.ask, asker, "revoke_role", revoking, WHY) == "last_holder"
    assert refused(signing.ask, asker, "close_account", {"account_id": holder}, WHY) == "last_holder"


def test_two_requests_together_do_not_empty_a_role(world: World) -> None:
    union = union_of(world)
    other = world.account("Thứ Hai", Role.CLERK, Role.MANAGER)
    acts = [
        signing.ask(strong(world.hr), "revoke_role", {"account_id": each.account_id, "role": "clerk"}, WHY)
        for each in (world.clerk, other)
    ]
    signing.sign(union, acts[0])
    assert refused(signing.sign, union, acts[1]) == "last_holder"


def test_a_closed_account_opens_again_with_the_new_role_alone(world: World) -> None:
    union = union_of(world)
    with database.transaction() as session:
        accounts.tie_to_staff(session)
    member = person(2)
    done(world.operator, union, "grant_role", None, email=member.email, role="hr")
    with database.reading() as session:
        account = session.exec(select(Account).where(Account.email == member.email)).one()
    done(world.operator, union, "close_account", None, account_id=account.id)
    done(world.operator, union, "grant_role", None, email=member.email, role="clerk")
    with database.reading() as session:
        held = session.exec(select(RoleHolding.role).where(RoleHolding.account_id == account.id)).all()
        assert session.get_one(Account, account.id).closed_at is None
    assert held == [Role.CLERK]


def test_what_cannot_be_given_or_taken_is_refused_in_words(world: World) -> None:
    union_of(world)
    hr = strong(world.hr)

    def no(act: str, **facts: object) -> str:
        return refused(signing.ask, hr, act, facts, WHY)

    assert no("grant_role", email="khong.ai@example.gov.vn", role="hr") == "person_unknown"
    assert no("grant_role", email="sai@", role="hr") == "address_wrong"
    assert no("grant_role", email="", role="hr") == "address_missing"
    assert no("grant_role", email=world.clerk.email, role="clerk") == "holds_role_already"
    assert no("revoke_role", account_id=world.clerk.account_id, role="hr") == "lacks_role"
    assert no("revoke_role", account_id=999, role="hr") == "account_unknown"
    taken = {"account_id": world.clerk.account_id, "email": "nguoi2@example.gov.vn"}
    assert no("change_account_address", **taken) == "address_taken"


def test_an_account_moves_to_another_address_and_both_are_told(world: World) -> None:
    union, clerk = union_of(world), world.clerk
    done(world.operator, union, "change_account_address", None, account_id=clerk.account_id, email="Moi@X.gov.vn ")
    with database.reading() as session:
        assert session.get_one(Account, clerk.account_id).email == "moi@x.gov.vn"
    assert [letter.facts["is_old"] for letter in world.letters("account_address_changed")] == [1, 0]


def test_a_lost_phone_is_forgotten(world: World) -> None:
    union = union_of(world)
    with database.transaction() as session:
        account = session.get_one(Account, world.clerk.account_id)
        account.totp_since = clock.unmoved(session)
        session.add(account)
    done(world.operator, union, "reset_second_factor", None, account_id=world.clerk.account_id)
    with database.reading() as session:
        account = session.get_one(Account, world.clerk.account_id)
    assert (account.totp_since, account.totp_version) == (None, 2)
