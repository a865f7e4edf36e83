"""What several papers of a confidence poll speak of: the ballots, and the levels that each person was given."""

from dataclasses import dataclass
from fractions import Fraction

from documents.paper import Column, Row, Table
from documents.papers.appointment.facts import Official
from documents.wording import Wording
from words.figures import thousands

FOLDER = "confidence/shared"


@dataclass(frozen=True)
class PollCount:
    """The ballots of the poll; `blank` ones are among the invalid. Raises ValueError for counts that cannot be."""

    summoned: int
    present: int
    issued: int
    returned: int
    valid: int
    invalid: int
    blank: int = 0

    def __post_init__(self) -> None:
        if self.valid + self.invalid != self.returned or not 0 <= self.blank <= self.invalid:
            raise ValueError(f"{self.valid} valid and {self.invalid} invalid are not {self.returned} returned")
        rising = (0, self.returned, self.issued, self.summoned)
        if list(rising) != sorted(rising):
            raise ValueError(f"returned, issued, summoned cannot be {rising[1:]}")


@dataclass(frozen=True)
class PersonCount:
    """The levels given to one person, in the order of the ballot's columns; what follows, with its article.

    `invalid` ballots mark no level for them, or several. `law` is None until confirmed; `texts_differ` where one text
    removes and another does not.
    """

    person: Official
    levels: tuple[int, ...]
    valid: int
    invalid: int
    consequence: str
    law: str | None = None
    texts_differ: bool = False


def levels_table(count: PollCount, people: tuple[PersonCount, ...], levels: tuple[str, ...]) -> Table:
    """A row for each person: valid, invalid, and each level with its share of the ballots returned."""
    words = Wording(FOLDER, levels=levels)
    columns = map(Column, words.lines("columns"), (6, 26, 9, 11, 16, 16, 16), ("center", "left", *["center"] * 5))
    rows = (Row((str(place), *_cells(each, count.returned))) for place, each in enumerate(people, 1))
    return Table(tuple(columns), tuple(rows))


def other_bases_table(count: PollCount, people: tuple[PersonCount, ...], levels: tuple[str, ...]) -> Table:
    """The same levels as shares of those present and of those summoned, for whoever compares."""
    words = Wording(FOLDER, levels=levels, count=count)
    columns = map(Column, words.lines("other_columns"), (6, 31, 21, 21, 21), ("center", "left", *["center"] * 3))
    rows = (
        Row(
            (
                *(str(place), each.person.full_name),
                *(f"{_share(one, count.present)} / {_share(one, count.summoned)}" for one in each.levels),
            )
        )
        for place, each in enumerate(people, 1)
    )
    return Table(tuple(columns), tuple(rows))


def consequence(count: PollCount, each: PersonCount) -> str:
    """What follows by law for one person, in a sentence with its article."""
    low = each.levels[-1]
    return Wording(FOLDER, each=each, low=low, share=_share(low, count.returned)).text("consequence")


def _cells(each: PersonCount, returned: int) -> tuple[str, ...]:
    name = ", ".join(filter(None, (each.person.full_name, each.person.standing)))
    levels = (f"{thousands(one)} ({_share(one, returned)})" for one in each.levels)
    return name, thousands(each.valid), thousands(each.invalid), *levels


def _share(ballots: int, of: int) -> str:
    return Wording(FOLDER, share=Fraction(ballots, of) if of else None).text("share")
