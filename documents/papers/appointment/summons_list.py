"""Who is summoned to a meeting, with or without a ballot, to sign on arrival (danh sách triệu tập)."""

from dataclasses import dataclass

from documents.paper import Column, Letterhead, Paper, Paragraph, Row, Signer, Table
from documents.papers.appointment.conclusions import posts_words
from documents.papers.appointment.facts import MeetingHead, Official, Post
from documents.wording import Wording
from words.names import order_key


@dataclass(frozen=True)
class Summoned:
    """A person on the list: in which capacity (thành phần), and whether with a ballot.

    `rank` goes before the name where an office lists by rank: 0 for the head, as the others are 1.
    """

    person: Official
    capacity: str
    has_vote: bool = True
    rank: int = 1


@dataclass(frozen=True)
class SummonsListFacts:
    """The list that the authority decided on by the document `approved_by`, None until it is filed.

    `capacities` is their order in the law; those not named follow as they come. `law` is None until confirmed. A list
    that fills no post says what it is for: `matter`; where nobody votes by ballot none are prepared. Raises ValueError
    when a person with the same post stands twice: one person has one ballot.
    """

    letterhead: Letterhead
    meeting: MeetingHead
    posts: tuple[Post, ...]
    people: tuple[Summoned, ...]
    signers: tuple[Signer, ...]
    approved_by: str | None = None
    capacities: tuple[str, ...] = ()
    law: str | None = None
    matter: str = ""
    has_ballot: bool = True

    def __post_init__(self) -> None:
        if len({each.person for each in self.people}) != len(self.people):
            raise ValueError("a person stands twice on the list")


def summons_list(facts: SummonsListFacts) -> Paper:
    """The list by capacity and name, those without a ballot last, with room to sign."""
    voting = sum(each.has_vote for each in facts.people)
    words = Wording(
        "appointment/summons_list",
        meeting=facts.meeting,
        posts=posts_words(facts.posts),
        matter=facts.matter,
        approved_by=facts.approved_by,
        law=facts.law,
        total=len(facts.people),
        voting=voting,
        has_ballot=facts.has_ballot,
    )
    return Paper(
        kind="summons_list",
        letterhead=facts.letterhead,
        type_name=words.text("type_name"),
        subject=words.text("subject"),
        blocks=(Paragraph(words.text("opening")), _table(facts, words), Paragraph(words.text("closing"))),
        signers=facts.signers,
    )


def _table(facts: SummonsListFacts, words: Wording) -> Table:
    alignments = ("center", "left", "left", "left", "center", "center")
    columns = map(Column, words.lines("columns"), (7, 23, 25, 21, 11, 13), alignments)
    rows = (Row((str(place), *_cells(each, words))) for place, each in enumerate(_ordered(facts), 1))
    return Table(tuple(columns), tuple(rows), roomy=True)


def _cells(each: Summoned, words: Wording) -> tuple[str, ...]:
    ballot = words.text("ballot", has_vote=each.has_vote)
    return each.person.full_name, each.person.standing, each.capacity, ballot, ""


def _ordered(facts: SummonsListFacts) -> list[Summoned]:
    named = dict.fromkeys((*facts.capacities, *(each.capacity for each in facts.people)))
    places = {capacity: place for place, capacity in enumerate(named)}

    def key(each: Summoned) -> tuple[object, ...]:
        return not each.has_vote, places[each.capacity], each.rank, order_key(each.person.full_name)

    return sorted(facts.people, key=key)
