"""Cán bộ theo đơn vị: the people of the agency in Vietnamese order, searched without accents."""

from collections import Counter
from dataclasses import dataclass

from sqlmodel import Session, col, select

from models import Account, StaffCategory, StaffMember, Unit
from procedures.overview.ordering import by_unit_and_name
from words.names import alphabetical_key, folded

PER_PAGE = 200


@dataclass(frozen=True)
class Colleague:
    """One person of the list; `has_account` where a role is held."""

    id: int
    full_name: str
    unit: str
    position: str
    category: StaffCategory
    email: str | None
    is_unit_head: bool
    has_account: bool


@dataclass(frozen=True)
class Staff:
    """A page of the people looked for, and what the whole list lacks."""

    people: list[Colleague]
    found: int
    all: int
    without_mail: int
    units: list[tuple[int, str, int]]
    headless: list[str]

    @property
    def pages(self) -> int:
        return max(1, -(-self.found // PER_PAGE))


def staff(
    session: Session, words: str = "", unit_id: int | None = None, without_mail: bool = False, page: int = 1
) -> Staff:
    """The people who work here now; units as (number, name, people), by the alphabet."""
    accounts = select(Account.staff_member_id).where(col(Account.closed_at).is_(None))
    rows = session.exec(select(StaffMember, Unit).join(Unit).where(col(StaffMember.left_on).is_(None))).all()
    held = set(session.exec(accounts).all())
    everyone = [_colleague(member, unit, held) for member, unit in rows]
    names = {unit.id or 0: unit.name for unit in session.exec(select(Unit)).all()}
    wanted, in_unit = folded(words), names.get(unit_id or 0, "")
    found = [
        person
        for person in everyone
        if (not wanted or wanted in folded(f"{person.full_name} {person.email or ''} {person.position}"))
        and (not in_unit or person.unit == in_unit)
        and not (without_mail and person.email)
    ]
    found = by_unit_and_name(found)
    sizes = Counter(person.unit for person in everyone)
    headed = {person.unit for person in everyone if person.is_unit_head}
    return Staff(
        people=found[(page - 1) * PER_PAGE : page * PER_PAGE],
        found=len(found),
        all=len(everyone),
        without_mail=sum(1 for person in everyone if not person.email),
        units=sorted(((number, name, sizes[name]) for number, name in names.items()), key=_by_name),
        headless=sorted((name for name in sizes if name not in headed), key=alphabetical_key),
    )


def _by_name(unit: tuple[int, str, int]) -> tuple[object, ...]:
    return alphabetical_key(unit[1])


def _colleague(member: StaffMember, unit: Unit, held: set[int | None]) -> Colleague:
    return Colleague(
        id=member.id or 0,
        full_name=member.full_name,
        unit=unit.name,
        position=member.position,
        category=member.category,
        email=member.email,
        is_unit_head=member.is_unit_head,
        has_account=member.id in held,
    )
