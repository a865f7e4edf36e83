"""Summary of the counts of all meetings (bảng tổng hợp kết quả kiểm phiếu)."""

from dataclasses import dataclass

from documents.paper import Heading, Letterhead, Paper, Paragraph, Points, Signer, closed_with_marks
from documents.papers.appointment.conclusions import conclusion, has_ballot, posts_words, results_blocks
from documents.papers.appointment.facts import MeetingResult, Post
from documents.papers.corrections import Correction, corrections_part
from documents.wording import Wording


@dataclass(frozen=True)
class ResultsSummaryFacts:
    """The meetings in their order, each with its own base; `law` on the bases is None until confirmed."""

    letterhead: Letterhead
    agency: str
    posts: tuple[Post, ...]
    results: tuple[MeetingResult, ...]
    signers: tuple[Signer, ...]
    law: str | None = None
    corrections: tuple[Correction, ...] = ()


def results_summary(facts: ResultsSummaryFacts) -> Paper:
    """The summary: a row for each step and nominee, what followed at each step, the minutes that it rests on."""
    words = Wording(
        "appointment/results_summary",
        agency=facts.agency,
        posts=posts_words(facts.posts),
        ballots=sum(map(has_ballot, facts.results)),
        held=len(facts.results),
        law=facts.law,
    )
    results, conclusions = map(Heading, words.lines("headings"))
    minutes = tuple(result.minutes for result in facts.results if result.minutes)
    return Paper(
        kind="results_summary",
        letterhead=facts.letterhead,
        type_name=words.text("type_name"),
        subject=words.text("subject"),
        blocks=(
            Paragraph(words.text("opening")),
            *(results, *results_blocks(facts.results)),
            *(conclusions, Points(_steps(facts.results, words))),
            *corrections_part(facts.corrections, 3),
            *((Paragraph(words.text("attached")), Points(closed_with_marks(minutes))) if minutes else ()),
        ),
        signers=facts.signers,
    )


def _steps(results: tuple[MeetingResult, ...], words: Wording) -> tuple[str, ...]:
    return tuple(
        words.text("step", step=result.meeting.step, said=conclusion(tally, result.meeting, several_posts=several))
        for result in results
        for several in (len(result.tallies) > 1,)
        for tally in result.tallies
    )
