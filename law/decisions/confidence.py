"""The confidence poll: its last days, its count, and what so many ballots of low confidence mean for a person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from law.articles import Article
from law.decisions.clock import counted_back
from law.rules import Rule, Rules
from law.threshold import Base, Impossible, counted, no_more_than

LOW = "low"


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


@dataclass(frozen=True)
class Deadlines:
    """The last days before a poll: reports to HR, documents to the voters, their questions, the answers."""

    papers_to_hr: date
    papers_to_voters: date
    questions: date
    answers: date


def deadlines(rules: Rules, held_on: date) -> Deadlines:
    """So that each whole period of the law still lies before the day of the poll. Raises NotInForce."""
    names = ("papers_to_hr", "papers_to_voters", "questions", "answers")
    return Deadlines(*(counted_back(held_on, rules.period(f"{name}_before")) for name in names))


@dataclass(frozen=True)
class PollTally:
    """The count of a poll: `marks` by person, then by level; `valid` ballots, of which a person may have fewer marks.

    Raises Impossible for numbers that cannot be true together.
    """

    summoned: int
    present: int
    issued: int
    returned: int
    valid: int
    marks: Mapping[int, Mapping[str, int]]

    def __post_init__(self) -> None:
        no_more_than(self.present, self.summoned, part_name="Số người có mặt", whole_name="số người được triệu tập")
        no_more_than(self.returned, self.issued, part_name="Số phiếu thu về", whole_name="số phiếu phát ra")
        no_more_than(self.valid, self.returned, part_name="Số phiếu hợp lệ", whole_name="số phiếu thu về")
        for marks in self.marks.values():
            cast = sum(counted(number) for number in marks.values())
            no_more_than(cast, self.valid, part_name="Số phiếu các mức của một người", whole_name="số phiếu hợp lệ")

    def valid_of(self, person: int) -> int:
        """The ballots that mark exactly one level for this person."""
        return sum(self.marks[person].values())

    def share(self, person: int, level: str, base: Base = Base.RETURNED) -> Fraction | None:
        """The exact share of a level; None of a base of nought. Raises Impossible for a base that a poll has not."""
        sizes = {Base.SUMMONED: self.summoned, Base.PRESENT: self.present, Base.RETURNED: self.returned}
        if base not in sizes:
            raise Impossible("Chưa có số để tính tỷ lệ.")
        return Fraction(self.marks[person][level], sizes[base]) if sizes[base] else None


def consequences(rules: Rules, tally: PollTally) -> dict[int, Confidence]:
    """What the poll means for each person."""
    return {person: level(rules, returned=tally.returned, low=marks[LOW]) for person, marks in tally.marks.items()}
