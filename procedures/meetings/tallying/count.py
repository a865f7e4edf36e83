"""Số liệu kiểm phiếu của một lá phiếu: what a teller types, and what cannot be true of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from procedures.refusal import Refusal

UNMARKED = "unmarked"
LINES = ("issued", "returned", "valid", "invalid", "blank", "others")


@dataclass(frozen=True)
class Count:
    """Ballots handed out, returned, valid, invalid, blank; votes by nominee; `others`: ballots with a name not listed.

    A ballot is valid, invalid or blank; one with a name outside the list is invalid. Of a poll, `marks` by person say
    on how many valid ballots each level is marked for them, and under UNMARKED on how many none or several are.
    """

    issued: int
    returned: int
    valid: int
    invalid: int
    blank: int = 0
    votes: Mapping[int, int] = field(default_factory=dict)
    others: int = 0
    marks: Mapping[int, Mapping[str, int]] = field(default_factory=dict)


def checked(
    count: Count,
    present: int,
    nominees: Iterable[int],
    polled: Iterable[int] = (),
    levels: Iterable[str] = (),
    seats: int = 1,
) -> Count:
    """The same with a figure for each nominee, of whom a ballot names `seats` at most, and each mark of each person.

    Raises Refusal that names the line which cannot be true.
    """
    names, people, marks = list(nominees), list(polled), (*levels, UNMARKED)
    for line, known, asked in (("votes", set(count.votes), names), ("marks", set(count.marks), people)):
        if unknown := known - set(asked):
            raise Refusal("count_name_unknown", field=f"{line}_{min(unknown)}")
    votes = {number: count.votes.get(number, 0) for number in names}
    marked = {number: {mark: count.marks.get(number, {}).get(mark, 0) for mark in marks} for number in people}
    full = replace(count, votes=votes, marks=marked)
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
    if sum(full.votes.values()) > full.valid * seats:
        raise Refusal("count_votes", field="votes")
    for number, marked_for in full.marks.items():
        if sum(marked_for.values()) != full.valid:
            raise Refusal("count_marks", field=f"marks_{number}_{marks[0]}", valid=full.valid)
    return full


def _figures(count: Count) -> dict[str, int]:
    votes = {f"votes_{number}": figure for number, figure in count.votes.items()}
    marks = {f"marks_{number}_{mark}": figure for number, of in count.marks.items() for mark, figure in of.items()}
    return {line: getattr(count, line) for line in LINES} | votes | marks


def differing(one: Count, other: Count) -> list[str]:
    """The lines in which two counts differ: `valid`, `votes_7`; never by how much."""
    first, second = _figures(one), _figures(other)
    return [line for line in {**first, **second} if first.get(line, 0) != second.get(line, 0)]
