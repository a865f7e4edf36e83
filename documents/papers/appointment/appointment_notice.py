"""Notice of an appointment (thông báo bổ nhiệm)."""

from dataclasses import dataclass
from datetime import date

from documents.paper import Block, Column, Letterhead, Paper, Paragraph, Row, Signer, Table
from documents.papers.appointment.conclusions import posts_words
from documents.papers.appointment.facts import Candidate, Post
from documents.wording import Wording
from words.dates import short_date


@dataclass(frozen=True)
class Appointed:
    """Who was appointed to which post, from which day, and for how many years if a term was set."""

    candidate: Candidate
    post: Post
    from_on: date
    term_years: int | None = None


@dataclass(frozen=True)
class NoticePosting:
    """Where and from when until when the decision is made public; the places without a full stop."""

    posted_from: date
    posted_until: date
    places: tuple[str, ...] = ()


@dataclass(frozen=True)
class AppointmentNoticeFacts:
    """What the notice says; `decision` is the decision as cited, None until filed, the law None until confirmed.

    Raises ValueError when nobody was appointed.
    """

    letterhead: Letterhead
    agency: str
    appointed: tuple[Appointed, ...]
    signers: tuple[Signer, ...]
    filed_by: str
    decision: str | None = None
    posting: NoticePosting | None = None
    disclosure_law: str | None = None
    other_recipients: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.appointed:
            raise ValueError("nobody was appointed")


def appointment_notice(facts: AppointmentNoticeFacts) -> Paper:
    """The notice: who, to which post, from when, for how long; a table where several were appointed."""
    words = Wording(
        "appointment/appointment_notice",
        agency=facts.agency,
        posts=posts_words(tuple(each.post for each in facts.appointed)),
        decision=facts.decision,
        disclosure_law=facts.disclosure_law,
        other_recipients=facts.other_recipients,
        filed_by=facts.filed_by,
    )
    return Paper(
        kind="appointment_notice",
        letterhead=facts.letterhead,
        type_name=words.text("type_name"),
        subject=words.text("subject"),
        blocks=(
            Paragraph(words.text("opening")),
            *_appointed(facts, words),
            *_posted(facts.posting, words),
            Paragraph(words.text("closing")),
        ),
        signers=facts.signers,
        recipients=words.lines("recipients"),
    )


def _appointed(facts: AppointmentNoticeFacts, words: Wording) -> tuple[Block, ...]:
    if len(facts.appointed) == 1:
        (one,) = facts.appointed
        term = {"from_on": one.from_on, "term_years": one.term_years}
        return (Paragraph(words.text("one", person=one.candidate, post=one.post.name, **term)),)
    alignments = ("center", "left", "left", "left", "center", "center")
    columns = map(Column, words.lines("columns"), (7, 19, 24, 22, 16, 12), alignments)
    rows = (Row((str(place), *_cells(each, words))) for place, each in enumerate(facts.appointed, 1))
    work = (
        Paragraph(words.text("work", full_name=each.candidate.full_name, work=each.candidate.planned_work))
        for each in facts.appointed
        if each.candidate.planned_work
    )
    return Table(tuple(columns), tuple(rows)), *work


def _cells(each: Appointed, words: Wording) -> tuple[str, ...]:
    person, term = each.candidate, words.text("term", term_years=each.term_years)
    return person.full_name, person.standing, each.post.name, short_date(each.from_on), term


def _posted(posting: NoticePosting | None, words: Wording) -> tuple[Paragraph, ...]:
    if posting is None:
        return ()
    days = {"posted_from": posting.posted_from, "posted_until": posting.posted_until}
    return (Paragraph(words.text("posted", places=posting.places, **days)),)
