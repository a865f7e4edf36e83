"""Trang riêng của một người: the resolution as the owner of a link may read it, and where the own answer stands."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlmodel import Session, col, select

from law.articles import Article
from law.rules import Rules
from models import Agency, FiledPaper, Procedure, ProcedureState, Resolution, ResolutionArticle, RollEntry, StoredFile
from models.store import clock
from procedures.engine import recorded
from procedures.filing import paper_of
from procedures.refusal import Refusal
from procedures.resolution.items.checking import ToldCheck, told_checks
from procedures.resolution.items.listing import Item, items_of
from procedures.resolution.steps import CIRCULATED, KIND, REPORTED
from procedures.rounds.answers import Receipt, receipt_of
from procedures.rounds.asking import round_of
from procedures.rounds.owners import entry_behind


class CardState(StrEnum):
    """Where one person's reading stands."""

    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"
    ANNULLED = "annulled"


@dataclass(frozen=True)
class Card:
    """All that the page says to one person; instants in UTC. `is_begun`: the items have been given out."""

    state: CardState
    full_name: str
    unit_name: str
    subject: str
    head_title: str
    invitation: str
    conference: str
    adopted_on: date | None
    present: int | None
    in_favour: int | None
    number: int | None
    symbol: str
    articles: list[ResolutionArticle]
    has_scan: bool
    cited: Article
    closes_at: datetime
    now: datetime
    receipt: Receipt | None
    items: list[Item]
    own_items: list[Item]
    checks: list[ToldCheck]
    is_begun: bool


def card_of(session: Session, token: str) -> Card:
    """The card behind a personal link; raises Refusal `link_unknown`, or `round_not_open` before letters went."""
    entry = entry_behind(session, token)
    round_ = round_of(session, entry.procedure_id)
    if round_.opened_at is None or round_.closes_at is None:
        raise Refusal("round_not_open")
    procedure = session.get_one(Procedure, entry.procedure_id)
    resolution = session.get_one(Resolution, entry.procedure_id)
    paper, agency = _paper(session, entry), session.get_one(Agency, 1)
    now, receipt = clock.now(session), receipt_of(session, entry)
    is_over = round_.closed_at is not None or now >= round_.closes_at
    items = items_of(session, entry.procedure_id)
    is_begun = bool(items) and recorded(session, entry.procedure_id, REPORTED) is not None
    own = [item for item in items if is_begun and item.row.owner_id == entry.staff_member_id]
    return Card(
        state=_state(procedure, receipt, is_over),
        full_name=entry.full_name,
        unit_name=entry.unit_name,
        subject=procedure.subject,
        head_title=agency.head_title,
        invitation=resolution.invitation,
        conference=resolution.conference,
        adopted_on=resolution.adopted_on,
        present=resolution.present,
        in_favour=resolution.in_favour,
        number=paper.number if paper else None,
        symbol=paper.symbol if paper else "",
        articles=articles_of(session, entry.procedure_id),
        has_scan=bool(paper and paper.scan_id),
        cited=Rules.thaw(procedure.rules)[CIRCULATED.rule].article,
        closes_at=round_.closes_at,
        now=now,
        receipt=receipt,
        items=items,
        own_items=own,
        checks=told_checks(session, entry.procedure_id) if is_begun else [],
        is_begun=is_begun,
    )


def _state(procedure: Procedure, receipt: Receipt | None, is_over: bool) -> CardState:
    if procedure.state is ProcedureState.ANNULLED:
        return CardState.ANNULLED
    if receipt:
        return CardState.ANSWERED
    return CardState.CLOSED if is_over else CardState.OPEN


def articles_of(session: Session, procedure_id: int) -> list[ResolutionArticle]:
    """The adopted text, article by article."""
    of_it = select(ResolutionArticle).where(ResolutionArticle.procedure_id == procedure_id)
    return list(session.exec(of_it.order_by(col(ResolutionArticle.number))).all())


def _paper(session: Session, entry: RollEntry) -> FiledPaper | None:
    return paper_of(session, entry.procedure_id, KIND)


def scan_behind(session: Session, token: str) -> StoredFile | None:
    """The signed resolution as the clerk filed it, for the owner of a link."""
    paper = _paper(session, entry_behind(session, token))
    return session.get(StoredFile, paper.scan_id) if paper and paper.scan_id else None
