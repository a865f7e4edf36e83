"""Notice of a confidence poll (thông báo): who is polled and who votes, by when each thing is due, how it is held."""

from dataclasses import dataclass
from datetime import date

from documents.paper import Column, Heading, Letterhead, Paper, Paragraph, Points, Row, Signer, Table, closed_with_marks
from documents.papers.appointment.facts import MeetingHead, Official
from documents.wording import Wording


@dataclass(frozen=True)
class ConfidenceNoticeFacts:
    """The plan of the poll; the days are those of the law before its hour, None where a calendar is unknown.

    `law` is None until confirmed; `basis` is the document that lets ballots go out without a meeting, empty for one.
    """

    letterhead: Letterhead
    agency: str
    organiser: str
    term: str
    meeting: MeetingHead
    people: tuple[Official, ...]
    voters: int
    signers: tuple[Signer, ...]
    filed_by: str
    reports_by: date | None = None
    papers_by: date | None = None
    questions_by: date | None = None
    answers_by: date | None = None
    basis: str = ""
    is_sealed: bool = False
    law: str | None = None


def confidence_notice(facts: ConfidenceNoticeFacts) -> Paper:
    """The notice: whom, who votes, when, the days before it, how the result is counted."""
    words = Wording(
        "confidence/notice",
        agency=facts.agency,
        organiser=facts.organiser,
        term=facts.term,
        meeting=facts.meeting,
        voters=facts.voters,
        reports_by=facts.reports_by,
        papers_by=facts.papers_by,
        questions_by=facts.questions_by,
        answers_by=facts.answers_by,
        basis=facts.basis,
        is_sealed=facts.is_sealed,
        filed_by=facts.filed_by,
        law=facts.law,
    )
    polled, voting, days, counting = map(Heading, words.lines("headings"))
    columns = map(Column, words.lines("columns"), (8, 40, 52), ("center", "left", "left"))
    rows = (Row((str(place), each.full_name, each.standing)) for place, each in enumerate(facts.people, 1))
    return Paper(
        kind="confidence_notice",
        letterhead=facts.letterhead,
        type_name=words.text("type_name"),
        subject=words.text("subject"),
        blocks=(
            Paragraph(words.text("opening")),
            *(polled, Table(tuple(columns), tuple(rows))),
            *(voting, *map(Paragraph, words.paragraphs("voting"))),
            *(days, Points(closed_with_marks(words.lines("days")))),
            *(counting, *map(Paragraph, words.paragraphs("counting"))),
        ),
        signers=facts.signers,
        recipients=words.lines("recipients"),
    )
