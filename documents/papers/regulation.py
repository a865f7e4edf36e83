"""The agency's own rules (quy chế): issued by the head's decision, or signed by head and union together."""

from dataclasses import dataclass
from datetime import date

from documents.heads_decision import heads_decision
from documents.paper import Attached, Block, Letterhead, Paper, Signer, paragraphs_of
from documents.wording import Wording


@dataclass(frozen=True)
class Adoption:
    """The conference's resolution by which the rules were adopted."""

    number: str
    dated_on: date


@dataclass(frozen=True)
class RegulationFacts:
    """What the paper says. `title` names the rules; `text` are their paragraphs as they were adopted.

    `citation` is the law they rest on, None until the agency's lawyer confirmed it; `in_force_on` None: from signing;
    `replaces` are the rules they take the place of, as papers name them. Raises ValueError without a text.
    """

    letterhead: Letterhead
    agency: str
    head: str
    title: str
    text: tuple[str, ...]
    signers: tuple[Signer, ...]
    filed_by: str
    citation: str | None = None
    asked_on: str = ""
    adoption: Adoption | None = None
    in_force_on: date | None = None
    replaces: str = ""

    def __post_init__(self) -> None:
        if not self.text:
            raise ValueError("rules without a text")


def regulation_decision(facts: RegulationFacts) -> Paper:
    """The head's decision with the rules after it."""
    words = _words(facts)
    rules = Attached(words.text("rules"), words.text("rules_subject"), words.text("attached"), _text(facts))
    articles = ("issue", "force", "duty")
    return heads_decision("regulation_decision", facts.letterhead, facts.signers, words, articles, rules)


def coordination_rules(facts: RegulationFacts) -> Paper:
    """The rules by which head and union work together, signed by both."""
    words = _words(facts)
    return Paper(
        kind="coordination_rules",
        letterhead=facts.letterhead,
        type_name=words.text("rules"),
        subject=words.text("rules_subject"),
        bases=words.paragraphs("bases"),
        blocks=(*_text(facts), *paragraphs_of(words.text("force_of_both"))),
        signers=facts.signers,
        recipients=words.lines("recipients"),
    )


def _words(facts: RegulationFacts) -> Wording:
    return Wording(
        "regulation",
        agency=facts.agency,
        head=facts.head,
        title=facts.title,
        citation=facts.citation,
        asked_on=facts.asked_on,
        adoption=facts.adoption,
        in_force_on=facts.in_force_on,
        replaces=facts.replaces,
        filed_by=facts.filed_by,
        decision=facts.letterhead,
    )


def _text(facts: RegulationFacts) -> tuple[Block, ...]:
    return tuple(paragraph for each in facts.text for paragraph in paragraphs_of(each))
