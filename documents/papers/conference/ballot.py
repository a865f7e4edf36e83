"""The ballot of an election of the inspection board (phiếu bầu): a box beside each who stands."""

from dataclasses import dataclass

from documents.paper import Column, Form, Letterhead, Paper, Paragraph, Row, Signer, Table
from documents.papers.appointment.facts import MeetingHead, Official
from documents.wording import Wording

BOX = "□"


@dataclass(frozen=True)
class BoardBallotFacts:
    """Everyone who stands, in the order of the ballot. It carries no number: nothing on it leads to a voter.

    Raises ValueError for a number, or where nobody stands.
    """

    letterhead: Letterhead
    conference: str
    meeting: MeetingHead
    seats: int
    people: tuple[Official, ...]

    def __post_init__(self) -> None:
        if self.letterhead.symbol or self.letterhead.number:
            raise ValueError("a ballot has no number")
        if not self.people:
            raise ValueError("a ballot asks about at least one person")


def board_ballot(facts: BoardBallotFacts) -> Paper:
    """The ballot, one on a sheet."""
    words = Wording("conference/ballot", conference=facts.conference, meeting=facts.meeting, seats=facts.seats)
    signed, how = words.lines("signer")
    columns = map(Column, words.lines("columns"), (8, 36, 40, 16), ("center", "left", "left", "box"))
    rows = (Row((str(place), each.full_name, each.standing, BOX)) for place, each in enumerate(facts.people, 1))
    return Paper(
        kind="board_ballot",
        letterhead=facts.letterhead,
        type_name=words.text("type_name"),
        subject=words.text("subject"),
        blocks=(
            Paragraph(words.text("opening")),
            Table(tuple(columns), tuple(rows)),
            Paragraph(words.text("invalid")),
        ),
        signers=(Signer(signed, "", note=how),),
        stamp_room=words.text("stamp_room"),
        form=Form.SLIP,
    )
