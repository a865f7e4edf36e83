"""Table of opinions with what was accepted or explained (bảng tổng hợp ý kiến và tiếp thu, giải trình)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import groupby

from documents.paper import (
    Block,
    Column,
    Heading,
    Letterhead,
    Marks,
    Paper,
    Paragraph,
    Points,
    Row,
    RowKind,
    Signer,
    Table,
    paragraphs_of,
)
from documents.papers.corrections import Correction, corrections_part
from documents.papers.opinion_sheet import AskedParagraph
from documents.wording import Wording
from words.names import clean_name

WHOLE_DRAFT = 0
EXCERPT = 90


class Verdict(StrEnum):
    """Tiếp thu or giải trình."""

    ACCEPTED = "accepted"
    EXPLAINED = "explained"


@dataclass(frozen=True)
class Replies:
    """How many people were asked, agreed to the whole draft, had opinions. Raises ValueError for what cannot be.

    `unopened` answered sealed, and their envelopes could not be opened. `unreached` did not reply: letters came back.
    """

    asked: int
    agreed: int
    commented: int
    unopened: int = 0
    unreached: int = 0

    def __post_init__(self) -> None:
        if min(self.agreed, self.commented, self.unopened) < 0 or self.replied > self.asked:
            raise ValueError(f"{self.agreed} + {self.commented} of {self.asked} cannot be")

    @property
    def replied(self) -> int:
        """Those who agreed, those who had opinions, and those of whom it is not known."""
        return self.agreed + self.commented + self.unopened

    @property
    def silent(self) -> int:
        """Those who did not reply; they are counted with nobody."""
        return self.asked - self.replied


@dataclass(frozen=True)
class Response:
    """Like opinions of so many people on one paragraph (0: the whole draft), and the agency's answer.

    Of sealed ones nobody knows whether who wrote them agreed all the same.
    """

    paragraph: int
    gist: str
    people: int
    verdict: Verdict
    answer: str
    is_sealed: bool = False


@dataclass(frozen=True)
class UnionRemark:
    """What the union committee, as the agency calls it, remarked before the decision, and on which day."""

    union: str
    text: str
    given_on: date


@dataclass(frozen=True)
class ResponsesTableFacts:
    """The counts and the answers; nobody who gave an opinion is named.

    `asked_from` and `closed_at` (UTC) are when people were asked; `paragraphs` are those of the draft they were asked
    about; `signers` from left to right: who made the table, then the head. `union_remark` stays None where the law does
    not ask for one. Raises ValueError for a response of nobody, of more people than had opinions, or to no paragraph.
    """

    letterhead: Letterhead
    agency: str
    draft: str
    asked_from: date
    closed_at: datetime
    replies: Replies
    paragraphs: tuple[AskedParagraph, ...]
    responses: tuple[Response, ...]
    signers: tuple[Signer, ...]
    citation: str | None = None
    union_remark: UnionRemark | None = None
    corrections: tuple[Correction, ...] = ()

    def __post_init__(self) -> None:
        numbers = {WHOLE_DRAFT, *(paragraph.number for paragraph in self.paragraphs)}
        for response in self.responses:
            most = self.replies.replied if response.is_sealed else self.replies.commented
            if not 1 <= response.people <= most:
                raise ValueError(f"{response.people} people of {self.replies.commented} with opinions cannot be")
            if response.paragraph not in numbers:
                raise ValueError(f"the draft has no paragraph {response.paragraph}")

    def answered(self, verdict: Verdict) -> int:
        """How many of the responses have this verdict."""
        return sum(response.verdict is verdict for response in self.responses)


def responses_table(facts: ResponsesTableFacts) -> Paper:
    """The counts, the table by paragraph, the union's remark where there is one, and the corrections."""
    words = _words(facts)
    result, opinions, remark = map(Heading, words.lines("headings"))
    union = (remark, *map(Paragraph, words.paragraphs("union")), *_remark(facts)) if facts.union_remark else ()
    return Paper(
        kind="responses_table",
        letterhead=facts.letterhead,
        type_name=words.text("type_name"),
        subject=words.text("subject"),
        blocks=(
            *map(Paragraph, words.paragraphs("opening")),
            result,
            Paragraph(words.text("result")),
            Points(words.lines("result_points"), Marks.LETTERS),
            Paragraph(words.text("silence")),
            opinions,
            *map(Paragraph, words.paragraphs("opinions")),
            *((_table(facts, words),) if facts.responses else ()),
            *union,
            *corrections_part(facts.corrections, 4 if facts.union_remark else 3),
        ),
        signers=facts.signers,
    )


def _words(facts: ResponsesTableFacts) -> Wording:
    return Wording(
        "responses_table",
        agency=facts.agency,
        draft=facts.draft,
        asked_from=facts.asked_from,
        closed_at=facts.closed_at,
        replies=facts.replies,
        opinions=len(facts.responses),
        accepted=facts.answered(Verdict.ACCEPTED),
        explained=facts.answered(Verdict.EXPLAINED),
        citation=facts.citation,
        union=facts.union_remark.union if facts.union_remark else "",
        given_on=facts.union_remark.given_on if facts.union_remark else None,
    )


def _remark(facts: ResponsesTableFacts) -> tuple[Block, ...]:
    return paragraphs_of(facts.union_remark.text) if facts.union_remark else ()


def _table(facts: ResponsesTableFacts, words: Wording) -> Table:
    alignments = ("center", "center", "left", "center", "left")
    columns = map(Column, words.lines("columns"), (7, 10, 34, 14, 35), alignments)
    return Table(tuple(columns), tuple(_rows(facts, words)))


def _rows(facts: ResponsesTableFacts, words: Wording) -> Iterator[Row]:
    texts = {paragraph.number: _excerpt(paragraph.text) for paragraph in facts.paragraphs}
    ordered = sorted(facts.responses, key=lambda response: response.paragraph)
    placed = enumerate(ordered, 1)
    for number, group in groupby(placed, key=lambda each: each[1].paragraph):
        members = list(group)
        yield Row((words.text("group", number=number, text=texts.get(number, ""), here=len(members)),), RowKind.GROUP)
        for place, response in members:
            yield Row((str(place), *_cells(response, words)))


def _cells(response: Response, words: Wording) -> tuple[str, ...]:
    return (
        words.text("paragraph", number=response.paragraph),
        words.text("gist", gist=response.gist, people=response.people, is_sealed=response.is_sealed),
        words.text("verdict", verdict=response.verdict),
        response.answer,
    )


def _excerpt(text: str) -> str:
    """How a paragraph begins, cut between words where there are several."""
    whole = clean_name(text)
    if len(whole) <= EXCERPT:
        return whole
    cut = whole[:EXCERPT]
    return (cut.rpartition(" ")[0] or cut).rstrip(" ,;:.") + "…"
