"""Theo đơn vị rồi theo tên: the order in which people stand everywhere, quick for thousands."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Protocol, TypeVar

from words.names import alphabetical_key, order_key


class InUnit(Protocol):
    """Someone of a unit."""

    @property
    def full_name(self) -> str: ...

    @property
    def unit(self) -> str: ...


Person = TypeVar("Person", bound=InUnit)
_name_key = lru_cache(maxsize=16_384)(order_key)


def by_unit_and_name(people: Iterable[Person]) -> list[Person]:
    """Units by the alphabet, in each its people by tên, họ, đệm."""
    everyone = list(people)
    units = sorted({person.unit for person in everyone}, key=alphabetical_key)
    places = {unit: place for place, unit in enumerate(units)}
    return sorted(everyone, key=lambda person: (places[person.unit], _name_key(person.full_name)))
