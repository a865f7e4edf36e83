"""Minutes of a staff conference (biên bản hội nghị), in the order of the law."""

from dataclasses import dataclass

from documents.paper import (
    Block,
    Column,
    Heading,
    Letterhead,
    Marks,
    Paper,
    Paragraph,
    Points,
    Row,
    Signer,
    Table,
    closed_with_marks,
    paragraphs_of,
)
from documents.papers.appointment.facts import Attendance, MeetingHead
from documents.papers.conference.facts import AgendaLine, ElectionCount, Exchange, HandsCounted, Honoured
from documents.papers.corrections import Correction, corrections_part
from documents.wording import Wording
from words.figures import percent_of
from words.names import signed_name


@dataclass(frozen=True)
class ConferenceMinutesFacts:
    """Who attended, the course by the agenda, what was asked and voted; `quorum` is how many the law wants.

    Without a quorum nothing followed. `majority` says when something is carried; `law` is None until confirmed.
    """

    letterhead: Letterhead
    conference: str
    meeting: MeetingHead
    attendance: Attendance
    present: int
    quorum: int
    presidium: tuple[str, ...]
    secretaries: tuple[str, ...]
    agenda: tuple[AgendaLine, ...]
    exchanges: tuple[Exchange, ...]
    votes: tuple[HandsCounted, ...]
    filed_by: str
    majority: str
    election: ElectionCount | None = None
    rewards: tuple[Honoured, ...] = ()
    pact: tuple[str, ...] = ()
    course: str = ""
    copies: int = 2
    corrections: tuple[Correction, ...] = ()
    law: str | None = None

    @property
    def has_quorum(self) -> bool:
        return self.present >= self.quorum


def conference_minutes(facts: ConferenceMinutesFacts) -> Paper:
    """The minutes: time and place, who attended, the course in the law's order, the votes, the end."""
    words = _words(facts)
    attended, *_ = map(Heading, words.lines("headings"))
    held = _held(facts, words) if facts.has_quorum else (Paragraph(words.text("too_few")),)
    parts = 1 + sum(isinstance(block, Heading) for block in held)
    secretary, chair = words.lines("signers")
    return Paper(
        kind="meeting_minutes",
        letterhead=facts.letterhead,
        type_name=words.text("type_name"),
        subject=words.text("subject"),
        blocks=(
            *map(Paragraph, words.paragraphs("opening")),
            *(attended, *_attendance(facts, words)),
            *held,
            *corrections_part(facts.corrections, parts + 1),
            Paragraph(words.text("closing")),
        ),
        signers=(
            Signer(secretary, signed_name(facts.secretaries[0].partition(",")[0]) if facts.secretaries else ""),
            Signer(chair, signed_name(facts.meeting.chair.full_name)),
        ),
        recipients=words.lines("recipients"),
    )


def _words(facts: ConferenceMinutesFacts) -> Wording:
    return Wording(
        "conference/minutes",
        conference=facts.conference,
        meeting=facts.meeting,
        summoned=facts.attendance.summoned,
        present=facts.present,
        quorum=facts.quorum,
        has_quorum=facts.has_quorum,
        copies=facts.copies,
        majority=facts.majority,
        law=facts.law,
        filed_by=facts.filed_by,
    )


def _held(facts: ConferenceMinutesFacts, words: Wording) -> tuple[Block, ...]:
    """The parts of a conference with its quorum; the last one only where something was promised or rewarded."""
    _, course, asked, voted, rewarded = map(Heading, words.lines("headings"))
    honoured = _honoured(facts, words)
    return (
        *(course, *_course(facts, words)),
        *(asked, *_exchanges(facts, words)),
        *(voted, *_votes(facts, words)),
        *((rewarded, *honoured) if honoured else ()),
    )


def _attendance(facts: ConferenceMinutesFacts, words: Wording) -> tuple[Block, ...]:
    absent = tuple(words.text("absentee", absentee=each) for each in facts.attendance.absent)
    named = tuple(
        words.text("named", duty=duty, names=names)
        for duty, names in (("presidium", facts.presidium), ("secretaries", facts.secretaries))
    )
    return (
        Paragraph(words.text("attendance")),
        *((Points(closed_with_marks(absent), Marks.DASHES),) if absent else ()),
        *map(Paragraph, named),
    )


def _course(facts: ConferenceMinutesFacts, words: Wording) -> tuple[Block, ...]:
    found: list[Block] = []
    for place, item in enumerate(facts.agenda, 1):
        found.append(Paragraph(words.text("item", item=item, place=place)))
        found += paragraphs_of(item.said)
    return (*found, *paragraphs_of(facts.course))


def _exchanges(facts: ConferenceMinutesFacts, words: Wording) -> tuple[Block, ...]:
    if not facts.exchanges:
        return (Paragraph(words.text("nothing_asked")),)
    return tuple(
        Paragraph(words.text("exchange", exchange=each, place=place)) for place, each in enumerate(facts.exchanges, 1)
    )


def _votes(facts: ConferenceMinutesFacts, words: Wording) -> tuple[Block, ...]:
    aligned = ("center", "left", "center", "center", "center", "center")
    columns = map(Column, words.lines("columns"), (7, 35, 17, 13, 13, 15), aligned)
    rows = tuple(
        Row(
            (
                str(place),
                vote.matter,
                f"{vote.in_favour} ({percent_of(vote.in_favour, vote.present, 1)})",
                str(vote.against),
                str(vote.abstained),
                words.text("outcome", carried=vote.is_carried),
            )
        )
        for place, vote in enumerate(facts.votes, 1)
    )
    elected = (Paragraph(words.text("elected", election=facts.election)),) if facts.election else ()
    return (Paragraph(words.text("base")), Table(tuple(columns), rows), *elected)


def _honoured(facts: ConferenceMinutesFacts, words: Wording) -> tuple[Block, ...]:
    """Who was rewarded, and what head and union promised; nothing where the conference did neither."""
    rewards = closed_with_marks(tuple(words.text("reward", reward=each) for each in facts.rewards))
    return (
        *((Paragraph(words.text("rewards")), Points(rewards, Marks.DASHES)) if rewards else ()),
        *((Paragraph(words.text("pact")), Points(closed_with_marks(facts.pact), Marks.DASHES)) if facts.pact else ()),
    )
