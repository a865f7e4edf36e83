"""Resolution of the staff conference (nghị quyết hội nghị cán bộ, công chức, viên chức, người lao động)."""

from dataclasses import dataclass
from datetime import date

from documents.paper import Article, Letterhead, Paper, Signer, paragraphs_of
from documents.wording import Wording


@dataclass(frozen=True)
class AdoptedArticle:
    """One article as the conference adopted it: a heading, or none, and its text, a paragraph a line."""

    heading: str
    text: str


@dataclass(frozen=True)
class Vote:
    """How many of those present were in favour. Raises ValueError when the figures cannot be."""

    in_favour: int
    present: int

    def __post_init__(self) -> None:
        if not 0 <= self.in_favour <= self.present:
            raise ValueError(f"{self.in_favour} in favour of {self.present} present cannot be")


@dataclass(frozen=True)
class ResolutionFacts:
    """What the resolution says. `signers` are the presidium, left to right: union chair, then head.

    `citation` is the law on the staff conference, None until the agency's lawyer confirmed it; `other_bases` are the
    agency's own documents (quy chế, biên bản), without "Căn cứ"; `names_the_law`: the adopted text has that law among
    them, so that it is not named twice. `filed_by` is the unit that keeps the paper.
    """

    letterhead: Letterhead
    agency: str
    conference: str
    adopted_on: date
    articles: tuple[AdoptedArticle, ...]
    signers: tuple[Signer, ...]
    filed_by: str
    citation: str | None = None
    other_bases: tuple[str, ...] = ()
    names_the_law: bool = False
    vote: Vote | None = None
    other_recipients: tuple[str, ...] = ()


def resolution(facts: ResolutionFacts) -> Paper:
    """The resolution in the legal layout, with the adopted text as it was given."""
    words = Wording(
        "resolution",
        agency=facts.agency,
        conference=facts.conference,
        adopted_on=facts.adopted_on,
        citation=facts.citation,
        other_bases=facts.other_bases,
        names_the_law=facts.names_the_law,
        vote=facts.vote,
        filed_by=facts.filed_by,
        other_recipients=facts.other_recipients,
    )
    return Paper(
        kind="resolution",
        letterhead=facts.letterhead,
        type_name=words.text("type_name"),
        subject=words.text("subject"),
        authority=words.text("authority"),
        bases=words.paragraphs("bases"),
        enacting=words.text("enacting"),
        blocks=(*_articles(facts.articles), *paragraphs_of(words.text("adopted"))),
        on_behalf_of=words.text("on_behalf_of"),
        signers=facts.signers,
        recipients=words.lines("recipients"),
    )


def _articles(adopted: tuple[AdoptedArticle, ...]) -> tuple[Article, ...]:
    return tuple(
        Article(number, article.heading, paragraphs_of(article.text)) for number, article in enumerate(adopted, 1)
    )
