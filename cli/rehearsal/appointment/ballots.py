"""The ballots of a rehearsed meeting: each voter fills one by the seed, and the play counts them for itself."""

import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from law.decisions.appointment import Decision, Reason

NOT_RETURNED, BLANK, SPOILT, OTHER, AGAINST = "not_returned", "blank", "spoilt", "other", "against"
LEAVES_ONE = (Reason.MAJORITY, Reason.STOP)
MOST_DRAWS = 400
INTRODUCING: Mapping[str, float] = {BLANK: 3, SPOILT: 2, NOT_RETURNED: 1, OTHER: 4}
AGREEING: Mapping[str, float] = {BLANK: 3, SPOILT: 2, NOT_RETURNED: 1, AGAINST: 4}
SEALED: Mapping[str, float] = {BLANK: 7, NOT_RETURNED: 1}
"""A sealed ballot cannot be spoilt, and names nobody else."""
Decide = Callable[["Counted"], Decision]


@dataclass(frozen=True)
class Counted:
    """What is on the ballots of one post: the lines of a teller's sheet, and the votes of each nominee by number."""

    issued: int
    returned: int
    valid: int
    invalid: int
    blank: int
    others: int
    votes: tuple[tuple[str, int], ...]

    def fields(self) -> dict[str, str]:
        """The controls of the page as a teller fills them."""
        lines = {name: str(getattr(self, name)) for name in LINES}
        return lines | {f"votes_{number}": str(votes) for number, votes in self.votes}


LINES = ("issued", "returned", "valid", "invalid", "blank", "others")


def counted(ballots: Sequence[str], names: Sequence[str]) -> Counted:
    """Count what each voter filled in."""
    cast = Counter(ballots)
    invalid, returned = cast[SPOILT] + cast[OTHER], len(ballots) - cast[NOT_RETURNED]
    return Counted(
        issued=len(ballots),
        returned=returned,
        valid=returned - invalid - cast[BLANK],
        invalid=invalid,
        blank=cast[BLANK],
        others=cast[OTHER],
        votes=tuple((name, cast[name]) for name in names),
    )


def filled(
    chance: random.Random, voters: int, names: Sequence[str], aim: Reason, decide: Decide, wild: Mapping[str, float]
) -> list[str]:
    """A ballot for each voter such that the law makes of them what is aimed at, where that can be; `wild` as below."""
    for _ in range(MOST_DRAWS):
        ballots = chance.choices(*_urn(names, aim, wild), k=voters)
        decision = decide(counted(ballots, names))
        if decision.reason is aim and (aim in LEAVES_ONE or len(decision.chosen) == len(names)):
            return ballots
    return _plain(voters, names, aim)


def _urn(names: Sequence[str], aim: Reason, wild: Mapping[str, float]) -> tuple[list[str], list[float]]:
    """What may be filled in, and how likely each is: names, and what is `wild` beside them."""
    first, *rest = names
    if aim is Reason.STOP:
        return _split({**dict.fromkeys(names, 12 / len(names)), **{kind: 6 * weight for kind, weight in wild.items()}})
    weights = {first: 75, **dict.fromkeys(rest, 15 / max(1, len(rest)))}
    if aim is not Reason.MAJORITY:
        weights = dict.fromkeys(names, 90 / len(names))
    return _split({**weights, **wild})


def _split(weights: dict[str, float]) -> tuple[list[str], list[float]]:
    return list(weights), list(weights.values())


def _plain(voters: int, names: Sequence[str], aim: Reason) -> list[str]:
    """Without luck: everyone for the first, or for each in turn, or nobody for anyone."""
    if aim is Reason.STOP:
        return [BLANK] * voters
    if aim is Reason.MAJORITY:
        return [names[0]] * voters
    return [names[place % len(names)] for place in range(voters)]


def misread(count: Counted) -> Counted:
    """The same sheet as somebody counts it who miscounts by one."""
    for place, (name, votes) in enumerate(count.votes):
        if votes:
            wrong = (*count.votes[:place], (name, votes - 1), *count.votes[place + 1 :])
            return replace(count, votes=wrong)
    if count.blank:
        return replace(count, blank=count.blank - 1, returned=count.returned - 1)
    return replace(count, valid=count.valid - 1, returned=count.returned - 1) if count.valid else count
