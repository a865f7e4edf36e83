"""Plan for asking the staff before the head decides (kế hoạch lấy ý kiến)."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

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
    closed_with_marks,
    paragraphs_of,
)
from documents.papers.closing_notice import Missing
from documents.wording import Wording
from words.figures import thousands
from words.names import alphabetical_key, order_key


@dataclass(frozen=True)
class AskedUnit:
    """How many people of a unit are asked by mail, and how many get a sheet of paper."""

    unit: str
    by_mail: int
    on_paper: int

    def __post_init__(self) -> None:
        if min(self.by_mail, self.on_paper) < 0:
            raise ValueError(f"{self.unit}: {self.by_mail} and {self.on_paper} cannot be")

    @property
    def total(self) -> int:
        """All of the unit who are asked."""
        return self.by_mail + self.on_paper


@dataclass(frozen=True)
class Schedule:
    """From which day people are asked, until which instant (UTC) they answer, and what happens by when afterwards.

    Without `answered_by` or `decided_by` no day is promised. `disclosed_within` is in working days from the decision,
    `posted_for` in days running.
    """

    asked_from: date
    closes_at: datetime
    disclosed_within: int
    posted_for: int
    reminders: tuple[date, ...] = ()
    answered_by: date | None = None
    decided_by: date | None = None


@dataclass(frozen=True)
class PlanCitations:
    """The law on each point, None until the agency's lawyer confirmed it.

    That this matter is asked about, the head's plan and duties, the form of asking, the union's part, the disclosure.
    """

    matter: str | None = None
    plan: str | None = None
    form: str | None = None
    union: str | None = None
    disclosure: str | None = None


@dataclass(frozen=True)
class ConsultationPlanFacts:
    """What the plan lays down: contents, form, way, time and who is responsible.

    `draft` is what is asked about as other papers call it (`dự thảo Quy chế ...`), `paragraphs` the number of its
    paragraphs, `matter` the law's own name for such a content. `head`, `in_charge` and `union` are called as the agency
    calls them; the union remarks on the draft first where `union_remarks`. `other_bases` stand without "Căn cứ",
    `other_forms` are further forms of asking. `contact` is whom to ask.
    """

    letterhead: Letterhead
    agency: str
    draft: str
    matter: str
    paragraphs: int
    units: tuple[AskedUnit, ...]
    schedule: Schedule
    head: str
    in_charge: str
    union: str
    contact: str
    signers: tuple[Signer, ...]
    filed_by: str
    purpose: str = ""
    union_remarks: bool = False
    left_out: tuple[Missing, ...] = ()
    other_forms: tuple[str, ...] = ()
    other_bases: tuple[str, ...] = ()
    other_recipients: tuple[str, ...] = ()
    citations: PlanCitations = PlanCitations()

    @property
    def by_mail(self) -> int:
        """All who are asked by mail."""
        return sum(unit.by_mail for unit in self.units)

    @property
    def on_paper(self) -> int:
        """All who get a sheet of paper."""
        return sum(unit.on_paper for unit in self.units)


def consultation_plan(facts: ConsultationPlanFacts) -> Paper:
    """The plan in the legal layout, a numbered part for each thing that the law wants laid down."""
    words = _words(facts)
    contents, form, people, time, duties = map(Heading, words.lines("headings"))
    return Paper(
        kind="consultation_plan",
        letterhead=facts.letterhead,
        type_name=words.text("type_name"),
        subject=words.text("subject"),
        bases=words.paragraphs("bases"),
        blocks=(
            Paragraph(words.text("opening")),
            *(contents, *paragraphs_of(facts.purpose), *map(Paragraph, words.paragraphs("contents"))),
            *(form, Paragraph(words.text("form")), _points(words, "form_points")),
            *map(Paragraph, words.paragraphs("way")),
            *(people, Paragraph(words.text("people")), _unit_table(facts, words), *_left_out(facts, words)),
            *(time, _points(words, "time_points")),
            *(duties, _points(words, "duty_points")),
            Paragraph(words.text("closing")),
        ),
        signers=facts.signers,
        recipients=words.lines("recipients"),
    )


def _words(facts: ConsultationPlanFacts) -> Wording:
    schedule = facts.schedule
    return Wording(
        "consultation_plan",
        agency=facts.agency,
        draft=facts.draft,
        matter=facts.matter,
        purpose=facts.purpose,
        paragraphs=facts.paragraphs,
        by_mail=facts.by_mail,
        on_paper=facts.on_paper,
        units=len(facts.units),
        left_out=len(facts.left_out),
        asked_from=schedule.asked_from,
        closes_at=schedule.closes_at,
        reminders=schedule.reminders,
        answered_by=schedule.answered_by,
        decided_by=schedule.decided_by,
        disclosed_within=schedule.disclosed_within,
        posted_for=schedule.posted_for,
        head=facts.head,
        in_charge=facts.in_charge,
        union=facts.union,
        union_remarks=facts.union_remarks,
        contact=facts.contact,
        filed_by=facts.filed_by,
        other_forms=facts.other_forms,
        other_bases=facts.other_bases,
        other_recipients=facts.other_recipients,
        **{f"{name}_law": citation for name, citation in asdict(facts.citations).items()},
    )


def _points(words: Wording, name: str) -> Points:
    return Points(closed_with_marks(words.paragraphs(name)), Marks.LETTERS)


def _unit_table(facts: ConsultationPlanFacts, words: Wording) -> Table:
    alignments = ("center", "left", "center", "center", "center")
    columns = map(Column, words.lines("unit_columns"), (7, 48, 15, 15, 15), alignments)
    rows = (Row((str(place), unit.unit, *_figures(unit))) for place, unit in enumerate(facts.units, 1))
    whole = AskedUnit(words.text("whole"), facts.by_mail, facts.on_paper)
    return Table(tuple(columns), (*rows, Row(("", whole.unit, *_figures(whole)), RowKind.TOTAL)))


def _figures(unit: AskedUnit) -> tuple[str, ...]:
    return tuple(map(thousands, (unit.total, unit.by_mail, unit.on_paper)))


def _left_out(facts: ConsultationPlanFacts, words: Wording) -> tuple[Block, ...]:
    said = Paragraph(words.text("left_out"))
    if not facts.left_out:
        return (said,)
    ordered = sorted(facts.left_out, key=lambda each: (alphabetical_key(each.unit), order_key(each.full_name)))
    rows = tuple(Row((str(n), each.full_name, each.unit, each.reason)) for n, each in enumerate(ordered, 1))
    columns = map(Column, words.lines("left_out_columns"), (7, 30, 28, 35), ("center", "left", "left", "left"))
    return said, Table(tuple(columns), rows)
