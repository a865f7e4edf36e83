"""Thành phần triệu tập: who holds which position in the sense of the law, among the people of the agency."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from models import Position, StaffMember, Unit
from procedures import bodies
from procedures.overview.ordering import by_unit_and_name
from words.names import alphabetical_key, folded

PER_PAGE = 50


@dataclass(frozen=True)
class Holder:
    """One person with the positions held; `position` is the title as people say it."""

    id: int
    full_name: str
    unit: str
    position: str
    is_unit_head: bool
    held: tuple[Position, ...]


@dataclass(frozen=True)
class Sought:
    """Which people the page shows: words of a name or title, a unit, those who hold a position or any (`"any"`)."""

    words: str = ""
    unit_id: int | None = None
    position: str = ""
    page: int = 1

    def matches(self, person: Holder, unit: str) -> bool:
        """Whether a person is among them."""
        said = folded(f"{person.full_name} {person.position}")
        return (
            folded(self.words) in said
            and unit in ("", person.unit)
            and (not self.position or self.position in person.held or (self.position == "any" and bool(person.held)))
        )


@dataclass(frozen=True)
class PositionsDesk:
    """A page of the people looked for; `names` by position, in the order of the law; units as (number, name)."""

    people: list[Holder]
    found: int
    all: int
    names: dict[Position, list[str]]
    units: list[tuple[int, str]]

    @property
    def pages(self) -> int:
        return max(1, -(-self.found // PER_PAGE))


def positions_desk(session: Session, sought: Sought) -> PositionsDesk:
    """The people who work here, with their positions."""
    held = bodies.holders(session)
    rows = session.exec(select(StaffMember, Unit).join(Unit).where(col(StaffMember.left_on).is_(None))).all()
    everyone = by_unit_and_name(_holder(member, unit, held.get(member.id or 0, ())) for member, unit in rows)
    units = {unit.id or 0: unit.name for unit in session.exec(select(Unit)).all()}
    found = [each for each in everyone if sought.matches(each, units.get(sought.unit_id or 0, ""))]
    first = (sought.page - 1) * PER_PAGE
    return PositionsDesk(
        people=found[first : first + PER_PAGE],
        found=len(found),
        all=len(everyone),
        names={position: [each.full_name for each in everyone if position in each.held] for position in Position},
        units=sorted(units.items(), key=lambda unit: alphabetical_key(unit[1])),
    )


def _holder(member: StaffMember, unit: Unit, held: tuple[Position, ...]) -> Holder:
    return Holder(member.id or 0, member.full_name, unit.name, member.position, member.is_unit_head, held)
