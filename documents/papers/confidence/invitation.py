"""Invitation of those who vote in a confidence poll (giấy mời), to a meeting or to fetch and return a ballot."""

from dataclasses import dataclass
from datetime import date

from documents.paper import Letterhead, Paper, Paragraph, Signer
from documents.papers.appointment.facts import MeetingHead
from documents.wording import Wording


@dataclass(frozen=True)
class PollInvitationFacts:
    """For all on the list that goes with it. `note` are the agency's own words, `questions_by` the law's last day."""

    letterhead: Letterhead
    agency: str
    organiser: str
    meeting: MeetingHead
    signers: tuple[Signer, ...]
    filed_by: str
    by_correspondence: bool = False
    is_sealed: bool = False
    questions_by: date | None = None
    note: str = ""
    reply_to: str = ""


def poll_invitation(facts: PollInvitationFacts) -> Paper:
    """The invitation: to what, when, where, what to read before, how to ask."""
    words = Wording(
        "confidence/invitation",
        agency=facts.agency,
        organiser=facts.organiser,
        meeting=facts.meeting,
        by_correspondence=facts.by_correspondence,
        is_sealed=facts.is_sealed,
        questions_by=facts.questions_by,
        note=facts.note,
        reply_to=facts.reply_to,
        filed_by=facts.filed_by,
    )
    return Paper(
        kind="meeting_invitation",
        letterhead=facts.letterhead,
        type_name=words.text("type_name"),
        subject=words.text("subject"),
        blocks=tuple(map(Paragraph, (*words.paragraphs("opening"), *words.paragraphs("notes")))),
        signers=facts.signers,
        recipients=words.lines("recipients"),
    )
