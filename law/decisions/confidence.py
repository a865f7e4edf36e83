"""The confidence poll: what so many ballots of low confidence mean for a person."""

from dataclasses import dataclass
from enum import StrEnum

from law.articles import Article
from law.rules import Rule, Rules
from law.threshold import no_more_than


class Consequence(StrEnum):
    """What follows for the person."""

    KEEP = "keep"
    OUT_OF_PLANNING = "out_of_planning"
    REMOVE = "remove"


@dataclass(frozen=True)
class Confidence:
    """The consequence and its rule; `texts_differ`: removed by one text and not by the other, a lawyer must look."""

    consequence: Consequence
    rule: Rule
    texts_differ: bool = False

    @property
    def article(self) -> Article:
        """What it rests on."""
        return self.rule.article


def level(rules: Rules, *, returned: int, low: int) -> Confidence:
    """What `low` of the ballots returned mean. Raises Impossible."""
    no_more_than(low, returned, part_name="Số phiếu tín nhiệm thấp", whole_name="số phiếu thu về")
    if rules.threshold("remove").is_met(low, returned):
        stricter = "removal_of_civil_servant"
        differ = stricter in rules and not rules.threshold(stricter).is_met(low, returned)
        return Confidence(Consequence.REMOVE, rules["remove"], differ)
    if rules.threshold("out_of_planning").is_met(low, returned):
        return Confidence(Consequence.OUT_OF_PLANNING, rules["out_of_planning"])
    return Confidence(Consequence.KEEP, rules["out_of_planning"])
