"""The frame of a decision of the head (quyết định): authority, bases, articles, and what is issued with it."""

from documents.paper import Article, Attached, Letterhead, Paper, Signer, paragraphs_of
from documents.wording import Wording


def heads_decision(
    kind: str,
    letterhead: Letterhead,
    signers: tuple[Signer, ...],
    words: Wording,
    articles: tuple[str, ...],
    attached: Attached | None = None,
) -> Paper:
    """The decision of a kind; `articles` name the words of Điều 1, Điều 2 and so on."""
    blocks = (Article(number, "", paragraphs_of(words.text(name))) for number, name in enumerate(articles, 1))
    return Paper(
        kind=kind,
        letterhead=letterhead,
        type_name=words.text("decision"),
        subject=words.text("decision_subject"),
        authority=words.text("authority"),
        bases=words.paragraphs("bases"),
        enacting=words.text("enacting"),
        blocks=tuple(blocks),
        signers=signers,
        recipients=words.lines("recipients"),
        attached=attached,
    )
