"""Invitation to a staff conference (giấy mời)."""

from dataclasses import dataclass

from documents.paper import Letterhead, Paper, Paragraph, Points, Signer, closed_with_marks
from documents.papers.appointment.facts import MeetingHead
from documents.papers.conference.facts import AgendaLine
from documents.wording import Wording


@dataclass(frozen=True)
class ConferenceInvitationFacts:
    """For all on the list that goes with it; `note` are the agency's own words."""

    letterhead: Letterhead
    agency: str
    conference: str
    meeting: MeetingHead
    agenda: tuple[AgendaLine, ...]
    signers: tuple[Signer, ...]
    filed_by: str
    note: str = ""
    reply_to: str = ""


def conference_invitation(facts: ConferenceInvitationFacts) -> Paper:
    """The invitation: to what, when, where, what is on the agenda."""
    words = Wording(
        "conference/invitation",
        agency=facts.agency,
        conference=facts.conference,
        meeting=facts.meeting,
        note=facts.note,
        reply_to=facts.reply_to,
        filed_by=facts.filed_by,
    )
    items = tuple(words.text("item", item=item) for item in facts.agenda)
    return Paper(
        kind="meeting_invitation",
        letterhead=facts.letterhead,
        type_name=words.text("type_name"),
        subject=words.text("subject"),
        blocks=(
            *map(Paragraph, words.paragraphs("opening")),
            Points(closed_with_marks(items)),
            *map(Paragraph, words.paragraphs("notes")),
        ),
        signers=facts.signers,
        recipients=words.lines("recipients"),
    )
