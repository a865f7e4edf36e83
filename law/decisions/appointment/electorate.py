"""Who is summoned to a meeting: the positions of its body, or all civil servants where the law says so."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from law.decisions.appointment.meeting import Meeting
from law.rules import Rules
from law.threshold import Impossible, counted

CIVIL_SERVANT = "civil_servant"


@dataclass(frozen=True)
class Organisation:
    """What the law asks about the agency: all who work there, its units, and whether the post is in one of them."""

    people: int
    has_units: bool
    constituent_unit: bool = False


@dataclass(frozen=True)
class Person:
    """Someone who works there: positions in the sense of the law, and the title as people say it (Phó Giám đốc)."""

    id: int | str
    positions: tuple[str, ...] = ()
    is_civil_servant: bool = True
    title: str = ""


@dataclass(frozen=True)
class Electorate:
    """Whom the law summons, each once; `capacity` says why each of them attends, `body` names the whole."""

    body: str
    voters: tuple[int | str, ...]
    attending_without_vote: tuple[int | str, ...]
    capacity: Mapping[int | str, str]


def electorate(rules: Rules, meeting: Meeting, organisation: Organisation, people: Iterable[Person]) -> Electorate:
    """Voters and those who attend without a vote, in the order given. Raises Impossible for an unknown position."""
    everybody = summons_all_civil_servants(rules, meeting, organisation)
    body = positions_of(rules, meeting)
    attending = rules.names("attending_without_vote")
    voters: dict[int | str, str] = {}
    others: dict[int | str, str] = {}
    for person in people:
        _known(rules, person.positions)
        if person.is_civil_servant if everybody else holds_any(person.positions, body):
            voters[person.id] = _capacity(rules, person)
        elif holds_any(person.positions, attending):
            others[person.id] = _capacity(rules, person)
    name = rules["all_civil_servants_instead_of" if everybody else _body(meeting)].words
    return Electorate(name, tuple(voters), tuple(others), {**others, **voters})


def summoned_number(
    rules: Rules,
    meeting: Meeting,
    organisation: Organisation,
    *,
    civil_servants: int,
    positions: Mapping[str, Iterable[str]],
) -> int:
    """How many are summoned where only positions and numbers are known. Raises Impossible."""
    if counted(civil_servants) > counted(organisation.people):
        raise Impossible(f"Số công chức ({civil_servants}) không thể nhiều hơn số người ({organisation.people}).")
    held = {person: tuple(names) for person, names in positions.items()}
    for names in held.values():
        _known(rules, names)
    inside = [names for names in held.values() if not set(names) <= set(rules.names("attending_without_vote"))]
    if len(inside) > organisation.people:
        raise Impossible(f"Số người giữ chức vụ ({len(inside)}) không thể nhiều hơn số người ({organisation.people}).")
    if summons_all_civil_servants(rules, meeting, organisation):
        return civil_servants
    return sum(holds_any(names, positions_of(rules, meeting)) for names in held.values())


def summons_all_civil_servants(rules: Rules, meeting: Meeting, organisation: Organisation) -> bool:
    """Do all civil servants take the place of the body of this meeting?"""
    if meeting.body not in rules.names("all_civil_servants_instead_of"):
        return False
    enough = rules.threshold("enough_people").is_met(counted(organisation.people))
    holds = {
        "constituent_unit": organisation.constituent_unit,
        "no_units": not organisation.has_units,
        "few_people": not enough,
    }
    return any(holds[where] for where in rules.names("all_civil_servants_where"))


def positions_of(rules: Rules, meeting: Meeting) -> tuple[str, ...]:
    """The positions that belong to the body of a meeting."""
    return rules.names(_body(meeting))


def holds_any(held: Iterable[str], positions: Iterable[str]) -> bool:
    """Is one of the positions held?"""
    return not set(held).isdisjoint(positions)


def superior_must_chair(rules: Rules, leaders: int, *, is_head_post: bool) -> bool:
    """Must a leader of the superior body chair: one leader is left, or none, or the post is that of the head?"""
    few = rules.threshold("too_few_leaders").is_met(counted(leaders))
    holds = {"one_leader": few, "head_post": is_head_post}
    return any(holds.get(where, False) for where in rules.names("superior_chairs_where"))


def _body(meeting: Meeting) -> str:
    return f"body.{meeting.body}"


def _known(rules: Rules, positions: Iterable[str]) -> None:
    for name in positions:
        if f"position.{name}" not in rules:
            raise Impossible(f'Luật không nêu vị trí "{name}".')


def _capacity(rules: Rules, person: Person) -> str:
    if person.title:
        return person.title
    held = [f"position.{name}" for name in person.positions] or [CIVIL_SERVANT]
    return "; ".join(rules[key].label for key in held)
