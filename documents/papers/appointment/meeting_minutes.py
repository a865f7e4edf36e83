"""Minutes of a meeting of the appointment (biên bản hội nghị)."""

from dataclasses import dataclass

from documents.paper import (
    Block,
    Heading,
    Letterhead,
    Marks,
    Paper,
    Paragraph,
    Points,
    Signer,
    closed_with_marks,
    paragraphs_of,
)
from documents.papers.appointment.conclusions import conclusion, posts_words
from documents.papers.appointment.facts import Attendance, MeetingHead, Post, PostTally, SealedBox
from documents.papers.corrections import Correction, corrections_part
from documents.wording import Wording


@dataclass(frozen=True)
class MeetingMinutesFacts:
    """Who attended, what was said (`course`, a paragraph a line) and what followed.

    Where the law does not let the meeting hear the result (`announced` false), the minutes have no figure and no name
    of it: they point to the counting minutes, `counting_minutes` as papers cite them. `call_document` is what the
    authority decided on attending by call. `announced_law` is the law on announcing, None until confirmed;
    `sealed` the box out of which the count came, where ballots were not on paper.
    Of a meeting that votes for no post `matter` is what it is about, and `result` what its ballots said, if it had any.
    """

    letterhead: Letterhead
    meeting: MeetingHead
    posts: tuple[Post, ...]
    attendance: Attendance
    course: str
    tallies: tuple[PostTally, ...]
    announced: bool
    filed_by: str
    counting_minutes: str = ""
    call_document: str | None = None
    announced_law: str | None = None
    copies: int = 2
    other_recipients: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    matter: str = ""
    result: tuple[Block, ...] = ()
    sealed: SealedBox | None = None

    @property
    def has_ballot(self) -> bool:
        """Whether ballots were handed out."""
        return any(tally.count for tally in self.tallies) or bool(self.result and self.counting_minutes)


def meeting_minutes(facts: MeetingMinutesFacts) -> Paper:
    """The minutes: time and place, who attended, the course, the result as far as it was announced, the end."""
    words = _words(facts)
    attended, course, result = map(Heading, words.lines("headings"))
    secretary, chair = words.lines("signers")
    writer = facts.meeting.secretary.full_name if facts.meeting.secretary else ""
    return Paper(
        kind="meeting_minutes",
        letterhead=facts.letterhead,
        type_name=words.text("type_name"),
        subject=words.text("subject"),
        blocks=(
            *map(Paragraph, words.paragraphs("opening")),
            *(attended, *_attendance(facts, words)),
            *(course, *(paragraphs_of(facts.course) or (Paragraph(words.text("no_course")),))),
            *(result, *map(Paragraph, words.paragraphs("announced")), *facts.result, *_conclusions(facts)),
            *corrections_part(facts.corrections, 4),
            Paragraph(words.text("closing")),
        ),
        signers=(Signer(secretary, writer), Signer(chair, facts.meeting.chair.full_name)),
        recipients=words.lines("recipients"),
    )


def _words(facts: MeetingMinutesFacts) -> Wording:
    return Wording(
        "appointment/meeting_minutes",
        meeting=facts.meeting,
        posts=posts_words(facts.posts),
        matter=facts.matter,
        summoned=facts.attendance.summoned,
        present=facts.attendance.present,
        without_ballot=facts.attendance.without_ballot,
        has_ballot=facts.has_ballot,
        announced=facts.announced,
        counting_minutes=facts.counting_minutes,
        call_document=facts.call_document,
        law=facts.announced_law,
        copies=facts.copies,
        other_recipients=facts.other_recipients,
        filed_by=facts.filed_by,
        sealed=facts.sealed,
    )


def _attendance(facts: MeetingMinutesFacts, words: Wording) -> tuple[Block, ...]:
    absent = tuple(words.text("absentee", absentee=each) for each in facts.attendance.absent)
    others = (Paragraph(words.text("without_ballot")),) if facts.attendance.without_ballot else ()
    return (
        Paragraph(words.text("attendance")),
        *((Points(closed_with_marks(absent), Marks.DASHES),) if absent else ()),
        *others,
        *map(Paragraph, words.paragraphs("chair")),
    )


def _conclusions(facts: MeetingMinutesFacts) -> tuple[Paragraph, ...]:
    if facts.has_ballot and not facts.announced:
        return ()
    several = len(facts.tallies) > 1
    return tuple(Paragraph(conclusion(tally, facts.meeting, several_posts=several)) for tally in facts.tallies)
