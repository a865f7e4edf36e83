"""Submission to appoint (tờ trình bổ nhiệm), with every differing opinion where somebody chose between two tied."""

from collections.abc import Iterator
from dataclasses import dataclass

from documents.paper import Block, Column, Heading, Letterhead, Paper, Paragraph, Points, Row, Signer, Table
from documents.paper import closed_with_marks as closed
from documents.papers.appointment.conclusions import (
    base_words,
    conclusion,
    posts_words,
    results_blocks,
    share_words,
)
from documents.papers.appointment.facts import Candidate, MeetingResult, Post, PostTally
from documents.papers.corrections import Correction, corrections_part
from documents.wording import Wording


@dataclass(frozen=True)
class Proposed:
    """Who is proposed for which post, and for how many years; without `term_years` none is named."""

    candidate: Candidate
    post: Post
    term_years: int | None = None


@dataclass(frozen=True)
class AppointmentProposalFacts:
    """What is submitted, by `presenter` as the paper calls it: the agency, or its staff section where the head decides.

    `policy` is the document on the policy, None until filed; `law` and `dossier_law` are None until confirmed.
    `party_opinion` and `new_issues` are gists with the document, empty where there is none to report. Raises ValueError
    when nobody is proposed.
    """

    letterhead: Letterhead
    agency: str
    presenter: str
    authority: str
    proposed: tuple[Proposed, ...]
    results: tuple[MeetingResult, ...]
    signers: tuple[Signer, ...]
    filed_by: str
    policy: str | None = None
    law: str | None = None
    dossier_law: str | None = None
    party_opinion: str = ""
    new_issues: str = ""
    attachments: tuple[str, ...] = ()
    other_bases: tuple[str, ...] = ()
    other_recipients: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()

    def __post_init__(self) -> None:
        if not self.proposed:
            raise ValueError("nobody is proposed")

    @property
    def chosen_by_hand(self) -> tuple[PostTally, ...]:
        """The counts that ended in a tie which somebody settled."""
        return tuple(tally for result in self.results for tally in result.tallies if tally.choice and tally.chosen)


def appointment_proposal(facts: AppointmentProposalFacts) -> Paper:
    """The submission; its parts are numbered in order, and a part with nothing to say is left out."""
    words = _words(facts)
    return Paper(
        kind="appointment_proposal",
        letterhead=facts.letterhead,
        type_name=words.text("type_name"),
        subject=words.text("subject"),
        addressed_to=(facts.authority,),
        bases=words.paragraphs("bases"),
        blocks=(Paragraph(words.text("opening")), *_parts(facts, words)),
        signers=facts.signers,
        recipients=words.lines("recipients"),
    )


def _words(facts: AppointmentProposalFacts) -> Wording:
    return Wording(
        "appointment/appointment_proposal",
        agency=facts.agency,
        presenter=facts.presenter,
        authority=facts.authority,
        posts=posts_words(tuple(each.post for each in facts.proposed)),
        people=len(facts.proposed),
        held=len(facts.results),
        policy=facts.policy,
        law=facts.law,
        dossier_law=facts.dossier_law,
        party_opinion=facts.party_opinion,
        new_issues=facts.new_issues,
        other_bases=facts.other_bases,
        other_recipients=facts.other_recipients,
        filed_by=facts.filed_by,
    )


def _parts(facts: AppointmentProposalFacts, words: Wording) -> Iterator[Block]:
    bodies = (
        (Paragraph(words.text("held")), *results_blocks(facts.results), *_last(facts, words)),
        tuple(map(Paragraph, words.paragraphs("party"))),
        tuple(block for tally in facts.chosen_by_hand for block in _choice(facts, tally, words)),
        _people(facts, words),
        _request(facts, words),
    )
    said = [(title, body) for title, body in zip(words.lines("headings"), bodies, strict=True) if body]
    *others, last = said
    for number, (title, body) in enumerate(others, 1):
        yield from (Heading(words.text("heading", number=number, title=title)), *body)
    yield from corrections_part(facts.corrections, len(said))
    yield Heading(words.text("heading", number=len(said) + bool(facts.corrections), title=last[0]))
    yield from last[1]


def _last(facts: AppointmentProposalFacts, words: Wording) -> Iterator[Block]:
    for result in facts.results[-1:]:
        for tally in result.tallies:
            if tally not in facts.chosen_by_hand:  # a tie and its choice have a part of their own
                said = conclusion(tally, result.meeting, several_posts=len(result.tallies) > 1)
                yield Paragraph(words.text("last", said=said))


def _choice(facts: AppointmentProposalFacts, tally: PostTally, words: Wording) -> tuple[Block, ...]:
    choice = tally.choice
    if choice is None:
        return ()
    several = len(facts.proposed) > 1
    tied = words.text(
        "tied",
        post=tally.post.name if several else "",
        tied=tally.leading,
        percent=share_words(tally, tally.leading[0]),
        base=base_words(tally.base),
        by=choice.by,
        chosen=tally.chosen[0].candidate.full_name,
        document=choice.document,
        reason=choice.reason,
    )
    opinions = choice.differing_opinions
    differing = Paragraph(words.text("differing", opinions=len(opinions)))
    return Paragraph(tied), differing, *((Points(closed(opinions)),) if opinions else ())


def _people(facts: AppointmentProposalFacts, words: Wording) -> tuple[Block, ...]:
    alignments = ("center", "left", "center", "left", "left", "left")
    columns = map(Column, words.lines("columns"), (7, 18, 9, 23, 22, 21), alignments)
    rows = (Row((str(place), *_cells(each))) for place, each in enumerate(facts.proposed, 1))
    terms = {each.term_years for each in facts.proposed if each.term_years}
    term = tuple(Paragraph(words.text("term", term_years=years)) for years in terms) if len(terms) == 1 else ()
    return Table(tuple(columns), tuple(rows)), *term, Paragraph(words.text("eligible"))


def _cells(each: Proposed) -> tuple[str, ...]:
    person = each.candidate
    return person.full_name, str(person.birth_year or ""), person.standing, each.post.name, person.planned_work


def _request(facts: AppointmentProposalFacts, words: Wording) -> tuple[Block, ...]:
    attached = (Paragraph(words.text("attached")), Points(closed(facts.attachments))) if facts.attachments else ()
    return Paragraph(words.text("request")), *attached, Paragraph(words.text("end"))
