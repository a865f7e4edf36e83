"""The agency's own rules: under which matter staff are asked about them, who signs them, when they are reviewed."""

from dataclasses import replace
from datetime import date
from itertools import count

from law.decisions.clock import months_later
from law.decisions.opinion import Way, way
from law.decisions.recurring import Turn, turn
from law.rules import Rules
from law.threshold import Impossible

MATTERS = {"coordination_rules": "other_rules"}


def matter_of(sort: str) -> str:
    """The matter of `opinion` under which staff are asked about rules of this sort."""
    return MATTERS.get(sort, sort)


def way_of(on_opinions: Rules, sort: str) -> Way:
    """How staff take part in rules of this sort: they are asked, or their conference adopts them. Raises Impossible."""
    return way(on_opinions, matter_of(sort))


def signers(rules: Rules, sort: str) -> tuple[str, ...]:
    """Who signs rules of this sort, from left to right: `head`, `union`. Raises Impossible for anything else."""
    if sort not in rules.names("sorts"):
        raise Impossible(f'Không có loại quy chế "{sort}".')
    return rules.names(sort)


def review(rules: Rules, since: date, number: int, begun_on: date) -> Turn:
    """The review of a number, counted from the day of the rules; whose day was past at the beginning does not count."""
    every = rules.period("reviewed_every")
    past = next(turns for turns in count() if months_later(since, every.length * (turns + 1)) >= begun_on)
    return replace(turn(since, every, past + number, rules.days("review_asked_before")), number=number)
