"""Plan of a staff conference (kế hoạch), agreed by head and union."""

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
from documents.papers.appointment.facts import MeetingHead
from documents.papers.conference.facts import AgendaLine
from documents.wording import Wording


@dataclass(frozen=True)
class ConferencePlanFacts:
    """The plan as HR wrote it. `cause` is yearly, head, union or staff; `law` None until confirmed.

    `union_remark` is what the union said when it agreed; `preparation` who prepares what, a task a line; `seats` how
    many members of the inspection board are elected, 0: none, `is_sealed` by sealed ballots; `sealed_matters` is what
    else is voted so.
    """

    letterhead: Letterhead
    conference: str
    meeting: MeetingHead
    cause: str
    attending: str
    people: int
    presidium: tuple[str, ...]
    secretaries: tuple[str, ...]
    agenda: tuple[AgendaLine, ...]
    drafts: tuple[str, ...]
    preparation: str
    signers: tuple[Signer, ...]
    filed_by: str
    union_remark: str = ""
    seats: int = 0
    is_sealed: bool = False
    sealed_matters: tuple[str, ...] = ()
    law: str | None = None


def conference_plan(facts: ConferencePlanFacts) -> Paper:
    """The plan: when, where and who, presidium, agenda, election, drafts, who prepares what."""
    words = Wording(
        "conference/plan",
        conference=facts.conference,
        meeting=facts.meeting,
        cause=facts.cause,
        attending=facts.attending,
        people=facts.people,
        union_remark=facts.union_remark,
        seats=facts.seats,
        is_sealed=facts.is_sealed,
        filed_by=facts.filed_by,
        law=facts.law,
    )
    when, who, agenda, drafts, preparation = map(Heading, words.lines("headings"))
    items = tuple(words.text("item", item=item) for item in facts.agenda)
    named = tuple(
        words.text("named", duty=duty, names=names)
        for duty, names in (("presidium", facts.presidium), ("secretaries", facts.secretaries))
    )
    return Paper(
        kind="conference_plan",
        letterhead=facts.letterhead,
        type_name=words.text("type_name"),
        subject=words.text("subject"),
        blocks=(
            Paragraph(words.text("opening")),
            *(when, *map(Paragraph, words.paragraphs("when"))),
            *(who, Points(closed_with_marks(named))),
            *(agenda, Points(closed_with_marks(items), Marks.LETTERS)),
            *((Paragraph(words.text("election")),) if facts.seats else ()),
            *_sealed(facts, words),
            *(drafts, *_drafts(facts, words)),
            *(preparation, *(paragraphs_of(facts.preparation) or (Paragraph(words.text("nobody")),))),
            *map(Paragraph, words.paragraphs("closing")),
        ),
        signers=facts.signers,
        recipients=words.lines("recipients"),
    )


def _sealed(facts: ConferencePlanFacts, words: Wording) -> tuple[Block, ...]:
    if not facts.sealed_matters:
        return ()
    return (Paragraph(words.text("sealed")), Points(closed_with_marks(facts.sealed_matters), Marks.DASHES))


def _drafts(facts: ConferencePlanFacts, words: Wording) -> tuple[Block, ...]:
    if not facts.drafts:
        return (Paragraph(words.text("no_drafts")),)
    return (Paragraph(words.text("drafts")), Points(closed_with_marks(facts.drafts)))
