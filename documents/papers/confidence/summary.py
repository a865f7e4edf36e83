"""Summary of a confidence poll, and the report of it to the authority (bản tổng hợp, báo cáo kết quả)."""

from dataclasses import dataclass

from documents.paper import Block, Heading, Letterhead, Paper, Paragraph, Points, Signer, closed_with_marks
from documents.papers.appointment.facts import MeetingHead
from documents.papers.confidence.facts import PersonCount, PollCount, consequence, levels_table, other_bases_table
from documents.papers.corrections import Correction, corrections_part
from documents.wording import Wording


@dataclass(frozen=True)
class PollResultFacts:
    """The result for each person; `minutes` are the counting minutes as papers cite them; `authority` reads the report.

    `laws` on the base are None until confirmed.
    """

    letterhead: Letterhead
    agency: str
    organiser: str
    authority: str
    term: str
    meeting: MeetingHead
    count: PollCount
    people: tuple[PersonCount, ...]
    levels: tuple[str, ...]
    signers: tuple[Signer, ...]
    filed_by: str
    minutes: str = ""
    law: str | None = None
    is_sealed: bool = False
    basis: str = ""
    corrections: tuple[Correction, ...] = ()


def confidence_summary(facts: PollResultFacts) -> Paper:
    """The summary: ballots, each person's levels on the ballots returned beside other bases, what follows by law."""
    words = _words("confidence/summary", facts)
    result, follows = map(Heading, words.lines("headings"))
    return Paper(
        kind="confidence_summary",
        letterhead=facts.letterhead,
        type_name=words.text("type_name"),
        subject=words.text("subject"),
        blocks=(
            Paragraph(words.text("opening")),
            *(result, *_result(facts, words)),
            *(follows, *_follows(facts)),
            *corrections_part(facts.corrections, 3),
        ),
        signers=facts.signers,
    )


def confidence_report(facts: PollResultFacts) -> Paper:
    """The report: how the poll was held, its result, what follows by law and what is asked."""
    words = _words("confidence/report", facts)
    held, result, follows, asked = map(Heading, words.lines("headings"))
    return Paper(
        kind="confidence_report",
        letterhead=facts.letterhead,
        type_name=words.text("type_name"),
        subject=words.text("subject"),
        addressed_to=(facts.authority,),
        blocks=(
            Paragraph(words.text("opening")),
            *(held, Paragraph(words.text("held"))),
            *(result, *_result(facts, words)),
            *(follows, *_follows(facts)),
            *corrections_part(facts.corrections, 4),
            *(asked, Paragraph(words.text("request"))),
        ),
        signers=facts.signers,
        recipients=words.lines("recipients"),
    )


def _words(paper: str, facts: PollResultFacts) -> Wording:
    return Wording(
        paper,
        agency=facts.agency,
        organiser=facts.organiser,
        authority=facts.authority,
        term=facts.term,
        meeting=facts.meeting,
        count=facts.count,
        minutes=facts.minutes,
        law=facts.law,
        is_sealed=facts.is_sealed,
        basis=facts.basis,
        people=len(facts.people),
        corrections=len(facts.corrections),
        filed_by=facts.filed_by,
    )


def _result(facts: PollResultFacts, words: Wording) -> tuple[Block, ...]:
    return (
        Paragraph(words.text("figures")),
        levels_table(facts.count, facts.people, facts.levels),
        Paragraph(words.text("others")),
        other_bases_table(facts.count, facts.people, facts.levels),
    )


def _follows(facts: PollResultFacts) -> tuple[Block, ...]:
    return (Points(closed_with_marks(tuple(consequence(facts.count, each) for each in facts.people))),)
