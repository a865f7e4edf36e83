"""Who plays in a rehearsed appointment: titles and positions in the sense of the law, roles, and the nominees."""

from dataclasses import dataclass, replace

from cli import sample
from cli.rehearsal.cast import Cast
from models import Position, Role

HEAD, HR, CLERK, OPERATOR, UNION, INSPECTOR, OUTSIDE_INSPECTOR = 0, 1, 2, 3, 4, 5, 8
NOMINEES, UNFIT = (6, 7), 13
TELLERS = (INSPECTOR, OPERATOR, UNION)
SMALL = 28
CIVIL_SERVANT = sample.CATEGORIES[0]
TITLES = {
    Position.HEAD: "Giám đốc",
    Position.DEPUTY_HEAD: "Phó Giám đốc",
    Position.UNIT_HEAD: "Trưởng phòng",
    Position.UNIT_DEPUTY_HEAD: "Phó Trưởng phòng",
    Position.HR_REPRESENTATIVE: "Chuyên viên tổ chức cán bộ",
}
Held = dict[int, tuple[Position, ...]]


@dataclass(frozen=True)
class Company:
    """The cast with the positions of its people, by place in the staff list."""

    cast: Cast
    positions: Held

    @property
    def people(self) -> list[sample.Person]:
        return self.cast.people

    @property
    def nominees(self) -> list[int]:
        """Whom the case is about; in a bigger agency one of them does not meet the conditions."""
        return [*NOMINEES, *([UNFIT] if len(self.people) >= SMALL else [])]

    @property
    def outsiders(self) -> dict[Role, int]:
        """Who watches the case and counts nothing."""
        return {Role.UNION: UNION, **({Role.INSPECTOR: OUTSIDE_INSPECTOR} if len(self.people) >= SMALL else {})}


def company_of(cast: Cast) -> Company:
    """The same people with the titles of a department that appoints someone."""
    positions = _small(len(cast.people)) if len(cast.people) < SMALL else _big(len(cast.people))
    people = [_titled(person, positions.get(place)) for place, person in enumerate(cast.people)]
    return Company(Cast(people, [], [], [], []), positions)


def _small(number: int) -> Held:
    return {
        HEAD: (Position.HEAD,),
        HR: (Position.HR_REPRESENTATIVE,),
        CLERK: (Position.PARTY_COMMITTEE,),
        OPERATOR: (Position.DEPUTY_HEAD,),
        UNION: (Position.DEPUTY_HEAD, Position.MASS_ORGANISATION_HEAD),
        INSPECTOR: (Position.DEPUTY_HEAD, Position.PARTY_COMMITTEE),
        **dict.fromkeys((each for each in NOMINEES if each < number), (Position.UNIT_HEAD,)),
    }


def _big(number: int) -> Held:
    """Four who lead; heads of units; deputies of units in number with the agency, the last one without mail."""
    deputies = [OPERATOR, NOMINEES[1], 15, *range(16, 16 + number // 8), number - 1]
    return {
        HEAD: (Position.HEAD, Position.PARTY_COMMITTEE),
        HR: (Position.HR_REPRESENTATIVE,),
        CLERK: (Position.PARTY_COMMITTEE,),
        UNION: (Position.MASS_ORGANISATION_HEAD,),
        **dict.fromkeys((9, 10, 11), (Position.DEPUTY_HEAD,)),
        12: (Position.PARTY_COMMITTEE, Position.UNIT_HEAD),
        **dict.fromkeys((INSPECTOR, NOMINEES[0], UNFIT, 14), (Position.UNIT_HEAD,)),
        **dict.fromkeys(deputies, (Position.UNIT_DEPUTY_HEAD,)),
    }


def _titled(person: sample.Person, held: tuple[Position, ...] | None) -> sample.Person:
    if held is None:
        return replace(person, position="Chuyên viên")
    title = next((TITLES[each] for each in held if each in TITLES), "Chuyên viên")
    return replace(person, position=title, category=CIVIL_SERVANT)
