"""The ballot of a confidence poll (phiếu tín nhiệm): three levels for each person, one box of them to be ticked."""

from dataclasses import dataclass

from documents.paper import Column, Form, Letterhead, Paper, Paragraph, Row, Signer, Table
from documents.papers.appointment.facts import MeetingHead, Official
from documents.wording import Wording

BOX = "□"


@dataclass(frozen=True)
class ConfidenceBallotFacts:
    """Everyone polled in the order of the ballot. It carries no number: nothing on it leads to a voter.

    Raises ValueError for a number, or where nobody is polled.
    """

    letterhead: Letterhead
    meeting: MeetingHead
    organiser: str
    people: tuple[Official, ...]
    levels: tuple[str, ...]
    by_correspondence: bool = False

    def __post_init__(self) -> None:
        if self.letterhead.symbol or self.letterhead.number:
            raise ValueError("a ballot has no number")
        if not self.people:
            raise ValueError("a ballot asks about at least one person")


def confidence_ballot(facts: ConfidenceBallotFacts) -> Paper:
    """The ballot, one on a sheet."""
    words = Wording(
        "confidence/ballot",
        meeting=facts.meeting,
        organiser=facts.organiser,
        levels=facts.levels,
        by_correspondence=facts.by_correspondence,
    )
    signed, how = words.lines("signer")
    alignments = ("center", "left", "left", "box", "box", "box")
    columns = map(Column, words.lines("columns"), (7, 25, 29, 13, 13, 13), alignments)
    rows = (
        Row((str(place), each.full_name, each.standing, *[BOX] * len(facts.levels)))
        for place, each in enumerate(facts.people, 1)
    )
    return Paper(
        kind="confidence_ballot",
        letterhead=facts.letterhead,
        type_name=words.text("type_name"),
        subject=words.text("subject"),
        blocks=(
            Paragraph(words.text("opening")),
            Table(tuple(columns), tuple(rows)),
            *map(Paragraph, words.paragraphs("invalid")),
        ),
        signers=(Signer(signed, "", note=how),),
        stamp_room=words.text("stamp_room"),
        form=Form.SLIP,
    )
