"""Danh sách mới khác danh sách cũ ở đâu: who is new, who changed, who is no longer there; nothing is written here."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from models import StaffCategory
from words.names import clean_name, folded

FIELDS = ("full_name", "unit", "category", "position", "email", "birth_year")


@dataclass(frozen=True)
class Listed:
    """A person as the new list has them; `email` in small letters, None where there is none."""

    full_name: str
    unit: str
    category: StaffCategory
    position: str = ""
    email: str | None = None
    birth_year: int | None = None


@dataclass(frozen=True)
class Known:
    """A person as our record has them, under the same names; `left` says that they left earlier."""

    id: int
    full_name: str
    unit: str
    category: StaffCategory
    position: str
    email: str | None
    birth_year: int | None
    left: bool = False


Key = Callable[[Listed | Known], Hashable | None]
Person = TypeVar("Person", Listed, Known)


@dataclass(frozen=True)
class Change:
    """Someone who stays (or comes back) with other particulars: (field, before, after) of each."""

    known: Known
    listed: Listed
    fields: tuple[tuple[str, object, object], ...]

    @property
    def is_return(self) -> bool:
        return self.known.left


@dataclass(frozen=True)
class Changes:
    """What taking a list would change; `freed` are people whose address now belongs to someone else, `held` those whose
    address it would change and may not."""

    added: tuple[Listed, ...] = ()
    changed: tuple[Change, ...] = ()
    leaving: tuple[Known, ...] = ()
    unchanged: int = 0
    new_units: tuple[str, ...] = ()
    freed: tuple[int, ...] = ()
    held: tuple[Change, ...] = ()

    @property
    def clash(self) -> Known | None:
        """Someone whose address stays with them though the list gives it to another."""
        given = {listed.email for listed in self.added} | {change.listed.email for change in self.changed}
        return next((change.known for change in self.held if change.known.email and change.known.email in given), None)

    @property
    def fingerprint(self) -> str:
        """SHA-256 of all that would happen: what was seen before it was agreed to."""
        said = (
            [repr(listed) for listed in self.added],
            [(change.known.id, change.fields) for change in self.changed],
            [known.id for known in self.leaving],
            [(change.known.id, change.fields) for change in self.held],
            self.new_units,
        )
        return hashlib.sha256(repr(said).encode()).hexdigest()


def changes(
    listed: Sequence[Listed], known: Sequence[Known], units: Iterable[str], asked: frozenset[int] = frozenset()
) -> Changes:
    """Compare a new list with the record, leavers of earlier times included.

    `asked`: the people (ids) on the roll of an open procedure, whose address only an act of two people may change.
    """
    pairs = _paired(listed, known)
    matched, stayed = {id(pair[0]) for pair in pairs}, {pair[1].id for pair in pairs}
    whole = [_change(*pair) for pair in pairs]
    held = tuple(filter(None, (_address_of(change) for change in whole if change.known.id in asked)))
    compared = [_without_address(change) if change.known.id in asked else change for change in whole]
    altered = tuple(change for change in compared if change.fields or change.is_return)
    others = [person for person in known if person.id not in stayed]
    taken = {person.email for person in listed if person.email}
    return Changes(
        added=tuple(person for person in listed if id(person) not in matched),
        changed=altered,
        leaving=tuple(person for person in others if not person.left),
        unchanged=len(compared) - len(altered),
        new_units=tuple(dict.fromkeys(person.unit for person in listed if person.unit not in set(units))),
        freed=tuple(person.id for person in others if person.email in taken),
        held=held,
    )


def _address_of(change: Change) -> Change | None:
    fields = tuple(field for field in change.fields if field[0] == "email")
    return replace(change, fields=fields) if fields else None


def _without_address(change: Change) -> Change:
    return replace(change, fields=tuple(field for field in change.fields if field[0] != "email"))


def _change(listed: Listed, known: Known) -> Change:
    pairs = [(name, getattr(known, name), getattr(listed, name)) for name in FIELDS]
    return Change(known, listed, tuple(pair for pair in pairs if pair[1] != pair[2] and not _is_silent(*pair)))


def _is_silent(name: str, before: object, after: object) -> bool:
    """A list without a column for it says nothing of a post or a year of birth that we know."""
    return name in ("position", "birth_year") and bool(before) and not after


def _paired(listed: Sequence[Listed], known: Sequence[Known]) -> list[tuple[Listed, Known]]:
    """Who in the list is whom in the record: by address, then by name with what else agrees, each only where unique.

    Namesakes of a unit whom nothing tells apart are taken in the order of the lists, if there are as many as before.
    """
    pairs: list[tuple[Listed, Known]] = []
    rest, people = list(listed), list(known)
    for key in (_address, _name_unit_year, _name_year, _name_unit):
        found = _pairs_by(rest, people, key, alike=key in (_name_unit_year, _name_unit))
        matched, stayed = {id(pair[0]) for pair in found}, {pair[1].id for pair in found}
        rest = [person for person in rest if id(person) not in matched]
        people = [person for person in people if person.id not in stayed]
        pairs += found
    return pairs


def _pairs_by(rest: list[Listed], people: list[Known], key: Key, *, alike: bool) -> list[tuple[Listed, Known]]:
    wanted, there = _grouped(rest, key), _grouped(people, key)
    shared = [(wanted[value], there[value]) for value in wanted if value in there]
    clear = [(new, old) for new, old in shared if len(new) == len(old) and (alike or len(new) == 1)]
    pairs = [pair for new, old in clear for pair in zip(new, old, strict=True)]
    return [pair for pair in pairs if _may_be_one(*pair)]


def _grouped(people: Sequence[Person], key: Key) -> dict[Hashable, list[Person]]:
    groups: dict[Hashable, list[Person]] = defaultdict(list)
    for person in people:
        if (value := key(person)) is not None:
            groups[value].append(person)
    return groups


def _address(person: Listed | Known) -> Hashable | None:
    return person.email


def _name_unit_year(person: Listed | Known) -> Hashable | None:
    return (*key, person.birth_year) if (key := _name_unit(person)) and person.birth_year else None


def _name_year(person: Listed | Known) -> Hashable | None:
    return (_name(person), person.birth_year) if person.birth_year else None


def _name_unit(person: Listed | Known) -> tuple[str, str] | None:
    """Someone who left long ago is not taken for a namesake without more than the name."""
    return None if isinstance(person, Known) and person.left else (_name(person), person.unit)


def _name(person: Listed | Known) -> str:
    return clean_name(person.full_name).casefold()


def _may_be_one(listed: Listed, known: Known) -> bool:
    """An address passes to the next person: the names begin and end alike, and no two years of birth."""
    years = listed.birth_year, known.birth_year
    here, there = folded(listed.full_name).split(" "), folded(known.full_name).split(" ")
    return (None in years or years[0] == years[1]) and (here[0], here[-1]) == (there[0], there[-1])
