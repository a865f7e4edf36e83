"""Số liệu kiểm phiếu của một vị trí: what a teller types, and what cannot be true of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from procedures.refusal import Refusal

LINES = ("issued", "returned", "valid", "invalid", "blank", "others")


@dataclass(frozen=True)
class Count:
    """Ballots handed out, returned, valid, invalid, blank; votes by nominee; `others`: ballots with a name not listed.

    A ballot is valid, invalid or blank; one with a name outside the list is invalid.
    """

    issued: int
    returned: int
    valid: int
    invalid: int
    blank: int = 0
    votes: Mapping[int, int] = field(default_factory=dict)
    others: int = 0


def checked(count: Count, present: int, nominees: Iterable[int]) -> Count:
    """The same with a figure for each nominee; raises Refusal that names the line which cannot be true."""
    names = list(nominees)
    if unknown := set(count.votes) - set(names):
        raise Refusal("count_name_unknown", field=f"votes_{min(unknown)}")
    full = replace(count, votes={number: count.votes.get(number, 0) for number in names})
    for line, figure in _figures(full).items():
        if figure < 0:
            raise Refusal("count_negative", field=line)
    if full.issued != present:
        raise Refusal("count_issued", field="issued", present=present)
    if full.returned > full.issued:
        raise Refusal("count_returned", field="returned")
    if full.valid + full.invalid + full.blank != full.returned:
        raise Refusal("count_sum", field="valid")
    if full.others > full.invalid:
        raise Refusal("count_others", field="others")
    for number, votes in full.votes.items():
        if votes > full.valid:
            raise Refusal("count_votes_of_one", field=f"votes_{number}")
    if sum(full.votes.values()) > full.valid:
        raise Refusal("count_votes", field="votes")
    return full


def _figures(count: Count) -> dict[str, int]:
    votes = {f"votes_{number}": figure for number, figure in count.votes.items()}
    return {line: getattr(count, line) for line in LINES} | votes


def differing(one: Count, other: Count) -> list[str]:
    """The lines in which two counts differ: `valid`, `votes_7`; never by how much."""
    first, second = _figures(one), _figures(other)
    return [line for line in {**first, **second} if first.get(line, 0) != second.get(line, 0)]
