"""Report to the authority when a case stops, when every nominee withdrew, or when it is late (báo cáo, giải trình)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from documents.paper import Block, Heading, Letterhead, Paper, Paragraph, Signer, paragraphs_of
from documents.papers.appointment.conclusions import conclusion, posts_words, results_blocks
from documents.papers.appointment.facts import MeetingResult, Post
from documents.papers.corrections import Correction, corrections_part
from documents.wording import Wording
from law.decisions.appointment import Reason


class ReportCause(StrEnum):
    """Nobody reached the share, every nominee withdrew, or the period ran out."""

    STOPPED = "stopped"
    WITHDRAWN = "withdrawn"
    LATE = "late"


@dataclass(frozen=True)
class Deadline:
    """The period of so many working days from the day of the document on the policy, and its last day."""

    working_days: int
    counted_from: date
    due_on: date


@dataclass(frozen=True)
class CaseReportFacts:
    """What is reported: the meetings held so far, the reason, and what is asked of the authority.

    `policy` is the document on the policy and `law` what the stop or the period rests on, both None until filed or
    confirmed. `explanation` and `request` are as typed, a paragraph a line. Raises ValueError for a late case without
    its deadline or the day as of which it is late.
    """

    letterhead: Letterhead
    agency: str
    authority: str
    cause: ReportCause
    posts: tuple[Post, ...]
    results: tuple[MeetingResult, ...]
    steps: int
    signers: tuple[Signer, ...]
    filed_by: str
    explanation: str = ""
    request: str = ""
    policy: str | None = None
    law: str | None = None
    deadline: Deadline | None = None
    as_of: date | None = None
    finish_by: date | None = None
    other_recipients: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()

    def __post_init__(self) -> None:
        if self.cause is ReportCause.LATE and (self.deadline is None or self.as_of is None):
            raise ValueError("a late case needs its deadline and the day of the report")


def case_report(facts: CaseReportFacts) -> Paper:
    """The report: what was done at each step, why it stopped or is late, what is asked."""
    words = _words(facts)
    done, why, asked = map(Heading, words.lines("headings"))
    return Paper(
        kind="delay_report" if facts.cause is ReportCause.LATE else "case_report",
        letterhead=facts.letterhead,
        type_name=words.text("type_name"),
        subject=words.text("subject"),
        addressed_to=(facts.authority,),
        blocks=(
            Paragraph(words.text("opening")),
            *(done, Paragraph(words.text("held")), *results_blocks(facts.results)),
            *(why, *_reasons(facts, words)),
            *corrections_part(facts.corrections, 3),
            *(asked, *paragraphs_of(facts.request), *map(Paragraph, words.paragraphs("request"))),
        ),
        signers=facts.signers,
        recipients=words.lines("recipients"),
    )


def _words(facts: CaseReportFacts) -> Wording:
    return Wording(
        "appointment/case_report",
        agency=facts.agency,
        authority=facts.authority,
        is_late=facts.cause is ReportCause.LATE,
        posts=posts_words(facts.posts),
        policy=facts.policy,
        law=facts.law,
        held=len(facts.results),
        steps=facts.steps,
        deadline=facts.deadline,
        as_of=facts.as_of,
        finish_by=facts.finish_by,
        corrections=len(facts.corrections),
        other_recipients=facts.other_recipients,
        filed_by=facts.filed_by,
    )


def _reasons(facts: CaseReportFacts, words: Wording) -> tuple[Block, ...]:
    typed = paragraphs_of(facts.explanation)
    if facts.cause is ReportCause.LATE:
        return Paragraph(words.text("deadline")), *(typed or (Paragraph(words.text("gap")),))
    if facts.cause is ReportCause.WITHDRAWN:
        return Paragraph(words.text("withdrawn")), *typed
    stops = (
        Paragraph(words.text("stopped", step=result.meeting.step, said=_said(result, place)))
        for result in facts.results
        for place, tally in enumerate(result.tallies)
        if tally.reason is Reason.STOP
    )
    return *stops, *typed


def _said(result: MeetingResult, place: int) -> str:
    return conclusion(result.tallies[place], result.meeting, several_posts=len(result.tallies) > 1)
