"""Invitation to a meeting of the appointment (giấy mời họp)."""

from dataclasses import dataclass
from datetime import datetime

from documents.paper import Block, Letterhead, Marks, Paper, Paragraph, Points, Signer, closed_with_marks
from documents.papers.appointment.conclusions import posts_words
from documents.papers.appointment.facts import MeetingHead, Post
from documents.wording import Wording


@dataclass(frozen=True)
class MeetingInvitationFacts:
    """Who is invited to which meeting, and what it deals with.

    Without `invited` the invitation is for all on the summons list that goes with it. `contents` are the items of the
    agenda, `note` the agency's own words; `reply_to` takes the replies until the instant `reply_by` (UTC).
    """

    letterhead: Letterhead
    agency: str
    meeting: MeetingHead
    posts: tuple[Post, ...]
    signers: tuple[Signer, ...]
    filed_by: str
    contents: tuple[str, ...] = ()
    invited: tuple[str, ...] = ()
    note: str = ""
    reply_to: str = ""
    reply_by: datetime | None = None
    other_recipients: tuple[str, ...] = ()


def meeting_invitation(facts: MeetingInvitationFacts) -> Paper:
    """The invitation: who, to which meeting, chaired by whom, when, where, the agenda, and how to reply."""
    words = Wording(
        "appointment/meeting_invitation",
        agency=facts.agency,
        meeting=facts.meeting,
        posts=posts_words(facts.posts),
        note=facts.note,
        reply_to=facts.reply_to,
        reply_by=facts.reply_by,
        other_recipients=facts.other_recipients,
        filed_by=facts.filed_by,
    )
    return Paper(
        kind="meeting_invitation",
        letterhead=facts.letterhead,
        type_name=words.text("type_name"),
        subject=words.text("subject"),
        blocks=(
            Paragraph(words.text("opening")),
            *_invited(facts, words),
            *map(Paragraph, words.paragraphs("details")),
            *_contents(facts, words),
            *map(Paragraph, words.paragraphs("notes")),
        ),
        signers=facts.signers,
        recipients=words.lines("recipients"),
    )


def _invited(facts: MeetingInvitationFacts, words: Wording) -> tuple[Block, ...]:
    if not facts.invited:
        return (Paragraph(words.text("listed")),)
    return (Points(closed_with_marks(facts.invited), Marks.DASHES),)


def _contents(facts: MeetingInvitationFacts, words: Wording) -> tuple[Block, ...]:
    if not facts.contents:
        return ()
    return Paragraph(words.text("contents")), Points(closed_with_marks(facts.contents), Marks.DASHES)
