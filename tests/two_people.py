"""What tests of the two-person rule share: roles held for long, sessions with the second factor, an act done whole."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlmodel import select

from models import CountersignedAct, Role, RoleHolding, StaffMember
from models.store import clock, database
from procedures.access.actor import Actor
from procedures.countersigning import signing
from tests.consulting import Consulting
from tests.world import World


def since(by: timedelta) -> None:
    """Everyone has held every role for so long."""
    with database.transaction() as session:
        now = clock.unmoved(session)
        for held in session.exec(select(RoleHolding)).all():
            held.granted_at = now - by
            session.add(held)


def strong(actor: Actor) -> Actor:
    """The same person after the second factor."""
    return replace(actor, is_strong=True)


def consulted(world: World) -> Consulting:
    """A consultation under way, at an agency where every role was held for long."""
    case = Consulting(world)
    case.asked()
    since(timedelta(days=8))
    return case


def union_of(world: World) -> Actor:
    """A second signer, in a role held for long, as all others are now."""
    union = strong(world.account("Mai Thị Đoàn", Role.UNION))
    since(timedelta(days=8))
    return union


def person(number: int) -> StaffMember:
    """A member of the staff by the place in the list."""
    with database.reading() as session:
        return session.exec(select(StaffMember).order_by(StaffMember.id).offset(number)).first()  # pyright: ignore


def newcomer(name: str = "Hồ Thị Mới", email: str | None = "moi@example.gov.vn") -> StaffMember:
    """Someone who joined after the lists were frozen."""
    with database.transaction() as session:
        known = session.exec(select(StaffMember)).first()
        assert known
        member = StaffMember(full_name=name, unit_id=known.unit_id, category=known.category, email=email)
        session.add(member)
    return member


def done(hr: Actor, signer: Actor, act: str, procedure_id: int | None, **facts: Any) -> int:
    """Asked for by one, signed by the other; returns the request's number."""
    number = signing.ask(strong(hr), act, facts, "Theo đề nghị của đơn vị.", procedure_id)
    signing.sign(signer, number)
    return number


def request(number: int) -> CountersignedAct:
    with database.reading() as session:
        return session.get_one(CountersignedAct, number)
