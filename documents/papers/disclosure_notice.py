"""Notice that makes public what the staff said and what was answered (thông báo công khai kết quả lấy ý kiến)."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from documents.paper import Block, Heading, Letterhead, Marks, Paper, Paragraph, Points, Signer, closed_with_marks
from documents.papers.responses_table import Replies
from documents.wording import Wording


@dataclass(frozen=True)
class DecisionTaken:
    """What the head decided; once issued, `named` is the decision as papers call it (`Quyết định số ... ngày ...`).

    Raises ValueError when an issued decision has no name.
    """

    issued: bool
    taken_on: date
    named: str = ""
    reason: str = ""

    def __post_init__(self) -> None:
        if self.issued and not self.named:
            raise ValueError("an issued decision is named by its number and day")


@dataclass(frozen=True)
class Places:
    """Where it is made public: the address of the internal page, how many letters went out, the notice boards."""

    page: str = ""
    letters: int = 0
    boards: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not (self.page or self.letters or self.boards):
            raise ValueError("it is made public nowhere")


@dataclass(frozen=True)
class Posting:
    """From which day to which day it is public, both counted, and how many days running the law wants at least.

    The law's clock: `within` working days, counted from `counted_from`, end on `due_on`; `late_because` is the reason
    when the first day is after it. Raises ValueError when it is public for fewer days than the law wants.
    """

    posted_from: date
    posted_until: date
    posted_for: int
    within: int
    counted_from: date
    due_on: date
    late_because: str = ""

    def __post_init__(self) -> None:
        if self.days < self.posted_for:
            raise ValueError(f"public for {self.days} days, the law wants {self.posted_for}")

    @property
    def days(self) -> int:
        """How many days it is public, the first and the last counted."""
        return (self.posted_until - self.posted_from).days + 1

    @property
    def in_time(self) -> bool:
        """Whether the law's clock was kept."""
        return self.posted_from <= self.due_on


@dataclass(frozen=True)
class DisclosureCitations:
    """The law on what is made public, by when, for how long, and on asking for it; None until confirmed."""

    content: str | None = None
    within: str | None = None
    posted: str | None = None
    on_request: str | None = None


@dataclass(frozen=True)
class DisclosureNoticeFacts:
    """What the notice says: the result of asking, the decision that followed, where and how long it is public.

    `draft` is what was asked about as other papers call it, `head` the head as the agency calls them, `other_documents`
    what is made public beside the table and the decision, `contact` whom to ask.
    """

    letterhead: Letterhead
    agency: str
    draft: str
    asked_from: date
    closed_at: datetime
    replies: Replies
    accepted: int
    explained: int
    decision: DecisionTaken
    places: Places
    posting: Posting
    head: str
    contact: str
    signers: tuple[Signer, ...]
    filed_by: str
    other_documents: tuple[str, ...] = ()
    other_recipients: tuple[str, ...] = ()
    citations: DisclosureCitations = DisclosureCitations()


def disclosure_notice(facts: DisclosureNoticeFacts) -> Paper:
    """The notice in the legal layout: what is made public, where and until when, whom to ask."""
    words = _words(facts)
    contents, where, whom = map(Heading, words.lines("headings"))
    return Paper(
        kind="disclosure_notice",
        letterhead=facts.letterhead,
        type_name=words.text("type_name"),
        subject=words.text("subject"),
        blocks=(
            Paragraph(words.text("opening")),
            *(contents, *_said(words, "contents"), _points(words, "documents")),
            *(where, Paragraph(words.text("where")), _points(words, "places")),
            *_said(words, "when"),
            *(whom, *_said(words, "whom")),
        ),
        signers=facts.signers,
        recipients=words.lines("recipients"),
    )


def _said(words: Wording, name: str) -> tuple[Block, ...]:
    return tuple(map(Paragraph, words.paragraphs(name)))


def _points(words: Wording, name: str) -> Points:
    return Points(closed_with_marks(words.paragraphs(name)), Marks.LETTERS)


def _words(facts: DisclosureNoticeFacts) -> Wording:
    posting = facts.posting
    return Wording(
        "disclosure_notice",
        agency=facts.agency,
        draft=facts.draft,
        asked_from=facts.asked_from,
        closed_at=facts.closed_at,
        replies=facts.replies,
        accepted=facts.accepted,
        explained=facts.explained,
        issued=facts.decision.issued,
        decision=facts.decision.named,
        taken_on=facts.decision.taken_on,
        decision_reason=facts.decision.reason,
        page=facts.places.page,
        letters=facts.places.letters,
        boards=facts.places.boards,
        posting=posting,
        late_because=posting.late_because,
        head=facts.head,
        contact=facts.contact,
        filed_by=facts.filed_by,
        other_documents=facts.other_documents,
        other_recipients=facts.other_recipients,
        **{f"{name}_law": citation for name, citation in asdict(facts.citations).items()},
    )
