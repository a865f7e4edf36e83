"""The ballots of a rehearsed poll: each voter fills one by the seed, and the play counts them for itself."""

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

LEVELS = ("high", "confidence", "low")
UNMARKED = "unmarked"
NOT_RETURNED, SPOILT, BLANK = "not_returned", "spoilt", "blank"
LINES = ("issued", "returned", "valid", "invalid", "blank")
# How a voter marks the first, the second, the third: high, confidence, low, none or several boxes.
LEANINGS = ((70, 22, 4, 4), (18, 22, 57, 3), (6, 12, 80, 2))
Marks = Mapping[int, str]
Filled = str | Marks


@dataclass(frozen=True)
class Counted:
    """The lines of a teller's sheet: the ballots, and each mark of each person by number."""

    issued: int
    returned: int
    valid: int
    invalid: int
    blank: int
    marks: Mapping[int, Mapping[str, int]]

    def fields(self) -> dict[str, str]:
        """The controls of the page as a teller fills them."""
        marks = {f"marks_{number}_{mark}": str(of[mark]) for number, of in self.marks.items() for mark in of}
        return {name: str(getattr(self, name)) for name in LINES} | marks


def filled(chance: random.Random, voters: int, people: Sequence[int]) -> list[Filled]:
    """A ballot for each voter: not returned, spoilt, blank, or a mark for each person."""
    return [_ballot(chance, people) for _ in range(voters)]


def _ballot(chance: random.Random, people: Sequence[int]) -> Filled:
    kind = chance.choices((NOT_RETURNED, SPOILT, BLANK, ""), (4, 4, 2, 90))[0]
    return kind or {
        number: chance.choices((*LEVELS, UNMARKED), LEANINGS[place % len(LEANINGS)])[0]
        for place, number in enumerate(people)
    }


def sealed(ballots: Sequence[Filled], people: Sequence[int]) -> list[Filled]:
    """The same as the booth lets people choose: a spoilt or blank one marks nobody, and none is invalid as a whole."""
    nobody = dict.fromkeys(people, UNMARKED)
    return [nobody if each in (SPOILT, BLANK) else each for each in ballots]


def rows_of(ballot: Filled) -> list[list[int]] | None:
    """A ballot as the booth seals it: a question a person, one of the levels or none; None for one not returned."""
    if isinstance(ballot, str):
        return None
    return [[int(mark == chosen) for mark in (*LEVELS, UNMARKED)] for chosen in ballot.values()]


def counted(ballots: Sequence[Filled], people: Sequence[int]) -> Counted:
    """Count what each voter filled in."""
    kinds = Counter(each for each in ballots if isinstance(each, str))
    marked = [each for each in ballots if not isinstance(each, str)]
    return Counted(
        issued=len(ballots),
        returned=len(ballots) - kinds[NOT_RETURNED],
        valid=len(marked),
        invalid=kinds[SPOILT],
        blank=kinds[BLANK],
        marks={
            number: {mark: sum(each[number] == mark for each in marked) for mark in (*LEVELS, UNMARKED)}
            for number in people
        },
    )


def misread(count: Counted) -> Counted:
    """The same sheet as somebody counts it who takes one mark for another; the same where there is none to take."""
    for number, of in count.marks.items():
        if of["low"]:
            return replace(count, marks={**count.marks, number: {**of, "low": of["low"] - 1, "high": of["high"] + 1}})
    return count
