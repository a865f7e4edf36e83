"""Notice that makes the agency's own rules public (thông báo công khai quy chế)."""

from dataclasses import asdict, dataclass

from documents.paper import Letterhead, Marks, Paper, Paragraph, Points, Signer, closed_with_marks
from documents.papers.disclosure_notice import DisclosureCitations, Places, Posting
from documents.wording import Wording


@dataclass(frozen=True)
class RegulationNoticeFacts:
    """What the notice says; `issued_as` is what brought the rules into force, as papers name it."""

    letterhead: Letterhead
    agency: str
    title: str
    issued_as: str
    places: Places
    posting: Posting
    contact: str
    signers: tuple[Signer, ...]
    filed_by: str
    citations: DisclosureCitations


def regulation_notice(facts: RegulationNoticeFacts) -> Paper:
    """The notice: which rules, where, from when until when, whom to ask."""
    words = Wording(
        "regulation_notice",
        agency=facts.agency,
        title=facts.title,
        issued_as=facts.issued_as,
        page=facts.places.page,
        letters=facts.places.letters,
        boards=facts.places.boards,
        posting=facts.posting,
        late_because=facts.posting.late_because,
        contact=facts.contact,
        filed_by=facts.filed_by,
        **{f"{name}_law": citation for name, citation in asdict(facts.citations).items()},
    )
    return Paper(
        kind="regulation_notice",
        letterhead=facts.letterhead,
        type_name=words.text("type_name"),
        subject=words.text("subject"),
        blocks=(
            Paragraph(words.text("opening")),
            Paragraph(words.text("where")),
            Points(closed_with_marks(words.paragraphs("places")), Marks.LETTERS),
            *map(Paragraph, words.paragraphs("when")),
            *map(Paragraph, words.paragraphs("closing")),
        ),
        signers=facts.signers,
        recipients=words.lines("recipients"),
    )
