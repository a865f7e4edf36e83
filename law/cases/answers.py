"""What a case asks, and what the law answers: the parts that every rule of the cases shares."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from law.reading import Place

Given = Mapping[str, Place]


@dataclass(frozen=True)
class Answer:
    """What the law answers, and why: the article, or the reason of a refusal."""

    values: Mapping[str, object]
    why: str


@dataclass(frozen=True)
class CaseRule:
    """A rule by the name that cases call it: its inputs, and the decision."""

    required: tuple[str, ...]
    decide: Callable[[date, Given], Answer]
    optional: tuple[str, ...] = ()


def whole_numbers(given: Given) -> dict[str, int]:
    """Every input as a whole number, not negative. Raises BadData."""
    return {key: place.whole() for key, place in given.items()}
