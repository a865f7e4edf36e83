"""What the papers of a conference speak of: the agenda, what was asked and answered, and what was voted."""

from dataclasses import dataclass

from documents.papers.appointment.facts import Official, SealedBox


@dataclass(frozen=True)
class AgendaLine:
    """An item of the agenda: what it is, who reports, and what the secretary wrote of it (a paragraph a line)."""

    title: str
    presenter: str = ""
    said: str = ""


@dataclass(frozen=True)
class Exchange:
    """What somebody asked or proposed, and the answer; `owner` and `due` where something is to be done."""

    asked_by: str
    text: str
    answered_by: str = ""
    answer: str = ""
    owner: str = ""
    due: str = ""


@dataclass(frozen=True)
class Honoured:
    """Who is rewarded, with what, for what."""

    name: str
    form: str
    merit: str = ""


@dataclass(frozen=True)
class HandsCounted:
    """A vote by show of hands or secret ballots; shares are taken of those who attend."""

    matter: str
    present: int
    in_favour: int
    against: int
    abstained: int
    is_carried: bool


@dataclass(frozen=True)
class CandidateCount:
    """The votes of one who stands for the inspection board; shares are taken of those who attend."""

    person: Official
    votes: int
    is_elected: bool
    is_tied: bool = False


@dataclass(frozen=True)
class ElectionCount:
    """The ballots of an election, and how many were to be elected; `needed` votes would do at least.

    `box`: where they were sealed ones, out of which box they came.
    """

    seats: int
    summoned: int
    present: int
    issued: int
    returned: int
    valid: int
    invalid: int
    blank: int
    needed: int
    candidates: tuple[CandidateCount, ...]
    box: SealedBox | None = None
