"""Trang riêng của một người: the draft as the owner of a link may read it, the own opinion, and later the table."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlmodel import Session, select

from law.articles import Article
from law.rules import Rules
from models import Agency, Answer, Consultation, DraftParagraph, Procedure, ProcedureState, RollEntry, Round
from models.store import clock
from procedures.opinion import sealing
from procedures.opinion.answering import comments_of
from procedures.opinion.drafting import paragraphs_of
from procedures.opinion.posted import Ruling, ruling_of
from procedures.opinion.steps import ASKED, disclosure_of
from procedures.opinion.table import Change, Table, changes_of, table_of
from procedures.refusal import Refusal
from procedures.rounds.answers import Receipt, receipt_of
from procedures.rounds.asking import round_of
from procedures.sealed.words import once


class CardState(StrEnum):
    """Where one person's opinion stands."""

    OPEN = "open"
    CLOSED = "closed"
    DISCLOSED = "disclosed"
    ANNULLED = "annulled"


@dataclass(frozen=True)
class Card:
    """All that the page says to one person; instants in UTC. An opinion may be changed while the state is `open`.

    `seen_by` says who sees what each person said, in the words of the rule `shown_to`; table and ruling stand there
    once they are public. `booth` is where the person may answer sealed, empty where not; `lacks_codes` that this host
    cannot lead there though the box is open; `has_sealed` that they have answered so.
    """

    state: CardState
    full_name: str
    unit_name: str
    subject: str
    head_title: str
    matter: str
    purpose: str
    invitation: str
    paragraphs: list[DraftParagraph]
    cited: Article
    closes_at: datetime
    now: datetime
    receipt: Receipt | None
    choice: str
    said: dict[int, str]
    table: Table | None
    changes: list[list[Change]]
    seen_by: tuple[str, ...]
    ruling: Ruling | None
    booth: str
    lacks_codes: bool
    has_sealed: bool
    posted_until: date | None


def card_of(session: Session, entry: RollEntry) -> Card:
    """The card of this person; raises Refusal `round_not_open` before letters went."""
    number, round_ = entry.procedure_id, round_of(session, entry.procedure_id)
    if round_.opened_at is None or round_.closes_at is None:
        raise Refusal("round_not_open")
    procedure, consultation = session.get_one(Procedure, number), session.get_one(Consultation, number)
    now, rules = clock.now(session), Rules.thaw(procedure.rules)
    disclosure, answer = disclosure_of(session, number), _answer(session, round_, entry)
    booth, lacks_codes = _booth(session, entry)
    return Card(
        state=_state(procedure, round_, now, disclosure is not None),
        full_name=entry.full_name,
        unit_name=entry.unit_name,
        subject=procedure.subject,
        head_title=session.get_one(Agency, 1).head_title,
        matter=rules[consultation.matter].label,
        purpose=consultation.purpose,
        invitation=consultation.invitation,
        paragraphs=paragraphs_of(session, number),
        cited=rules[ASKED.rule].article,
        closes_at=round_.closes_at,
        now=now,
        receipt=receipt_of(session, entry),
        choice=answer.content["choice"] if answer else "",
        said=comments_of(session, answer.id or 0) if answer else {},
        table=table_of(session, number) if disclosure else None,
        changes=changes_of(session, number) if disclosure else [],
        seen_by=rules.names("shown_to"),
        ruling=ruling_of(session, number) if disclosure else None,
        booth=booth,
        lacks_codes=lacks_codes,
        has_sealed=once.has_sealed(session, entry),
        posted_until=disclosure.posted_until if disclosure else None,
    )


def _booth(session: Session, entry: RollEntry) -> tuple[str, bool]:
    try:
        return sealing.booth_of(session, entry), False
    except Refusal as no:
        return "", no.key == "codes_missing"


def _answer(session: Session, round_: Round, entry: RollEntry) -> Answer | None:
    return session.exec(select(Answer).where(Answer.round_id == round_.id, Answer.roll_entry_id == entry.id)).first()


def _state(procedure: Procedure, round_: Round, now: datetime, is_disclosed: bool) -> CardState:
    if procedure.state is ProcedureState.ANNULLED:
        return CardState.ANNULLED
    if is_disclosed:
        return CardState.DISCLOSED
    is_over = round_.closed_at is not None or (round_.closes_at is not None and now >= round_.closes_at)
    return CardState.CLOSED if is_over else CardState.OPEN
