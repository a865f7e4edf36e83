"""Submission asking for the policy of an appointment (tờ trình xin chủ trương bổ nhiệm)."""

from dataclasses import dataclass
from datetime import date

from documents.paper import Block, Column, Heading, Letterhead, Paper, Paragraph, Points, Row, Signer, Table
from documents.paper import paragraphs_of as typed
from documents.papers.appointment.conclusions import posts_words
from documents.papers.appointment.facts import Post
from documents.wording import Wording
from words.figures import two_digits


@dataclass(frozen=True)
class WantedPost:
    """A post to be filled: by how many people, from which source (nguồn nhân sự), and the work foreseen for them."""

    post: Post
    number: int = 1
    source: str = ""
    planned_work: str = ""


@dataclass(frozen=True)
class PolicyProposalFacts:
    """What the leadership and the party committee ask the authority to decide.

    `need` is why, as typed, a paragraph a line; `agreed_on` the day they met. `answer_within` is in working days from
    the receipt, None where the law sets none. `request_law` and `answer_law` are None until confirmed.
    """

    letterhead: Letterhead
    agency: str
    authority: str
    posts: tuple[WantedPost, ...]
    need: str
    signers: tuple[Signer, ...]
    filed_by: str
    agreed_on: date | None = None
    answer_within: int | None = None
    request_law: str | None = None
    answer_law: str | None = None
    other_bases: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    other_recipients: tuple[str, ...] = ()


def policy_proposal(facts: PolicyProposalFacts) -> Paper:
    """The submission: why, which posts and how many people from where for which work, and the request."""
    words = _words(facts)
    need, wanted, request = map(Heading, words.lines("headings"))
    return Paper(
        kind="policy_proposal",
        letterhead=facts.letterhead,
        type_name=words.text("type_name"),
        subject=words.text("subject"),
        addressed_to=(facts.authority,),
        bases=words.paragraphs("bases"),
        blocks=(
            Paragraph(words.text("opening")),
            *(need, *(typed(facts.need) or (Paragraph(words.text("gap")),))),
            *(wanted, Paragraph(words.text("wanted")), _table(facts, words)),
            *(request, *map(Paragraph, words.paragraphs("closing")), *_attached(facts, words)),
        ),
        signers=facts.signers,
        recipients=words.lines("recipients"),
    )


def _words(facts: PolicyProposalFacts) -> Wording:
    return Wording(
        "appointment/policy_proposal",
        agency=facts.agency,
        authority=facts.authority,
        posts=posts_words(tuple(wanted.post for wanted in facts.posts)),
        number=sum(wanted.number for wanted in facts.posts),
        agreed_on=facts.agreed_on,
        answer_within=facts.answer_within,
        request_law=facts.request_law,
        answer_law=facts.answer_law,
        other_bases=facts.other_bases,
        attachments=facts.attachments,
        other_recipients=facts.other_recipients,
        filed_by=facts.filed_by,
    )


def _table(facts: PolicyProposalFacts, words: Wording) -> Table:
    columns = map(Column, words.lines("columns"), (7, 28, 9, 28, 28), ("center", "left", "center", "left", "left"))
    rows = (
        Row((str(place), each.post.name, two_digits(each.number), each.source, each.planned_work))
        for place, each in enumerate(facts.posts, 1)
    )
    return Table(tuple(columns), tuple(rows))


def _attached(facts: PolicyProposalFacts, words: Wording) -> tuple[Block, ...]:
    if not facts.attachments:
        return ()
    return Points(facts.attachments), Paragraph(words.text("end"))
