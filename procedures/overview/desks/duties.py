"""Nhiệm vụ của một quy trình trên bàn của cán bộ tổ chức: who has which, who may be named, what nobody may do."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from models import Account, Duty, DutyKind
from procedures.access.conflicts import accounts_listed
from procedures.access.duties import Wanting, duties_of, wanting


@dataclass(frozen=True)
class Held:
    """A duty with the names of its holder and deputy; `deputy` is empty where there is none."""

    kind: DutyKind
    account_id: int
    name: str
    deputy: str
    takes_over_after: int


@dataclass(frozen=True)
class DutiesDesk:
    """What is assigned, whom HR may choose among, and what is wanting."""

    held: list[Held]
    people: list[tuple[int, str]]
    wanting: list[Wanting]


def duties_desk(session: Session, procedure_id: int) -> DutiesDesk:
    """The duties of a procedure and the accounts that are free for them: nobody whom it is about."""
    open_ones = select(Account).where(col(Account.closed_at).is_(None)).order_by(col(Account.full_name))
    names = {account.id or 0: account.full_name for account in session.exec(open_ones).all()}
    listed = accounts_listed(session, procedure_id)
    held = [_held(session, duty) for kind in DutyKind for duty in duties_of(session, procedure_id, kind)]
    people = [(number, name) for number, name in names.items() if number not in listed]
    return DutiesDesk(held, people, wanting(session, procedure_id))


def _held(session: Session, duty: Duty) -> Held:
    deputy = session.get(Account, duty.deputy_id) if duty.deputy_id else None
    name = session.get_one(Account, duty.account_id).full_name
    return Held(duty.kind, duty.account_id, name, deputy.full_name if deputy else "", duty.takes_over_after)
