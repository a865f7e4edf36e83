"""Phiếu mã in: the codes of voters who have no address, printed by a teller and handed to each by name."""

from dataclasses import dataclass

from sqlmodel import Session

from models import CodeMode, DutyKind, RollEntry, SealedRound
from models.store.database import transaction
from notifications import links
from procedures import log
from procedures.access import duties
from procedures.access.actor import Actor
from procedures.access.conflicts import lock
from procedures.refusal import Refusal
from procedures.sealed import archive, preparing
from procedures.sealed.opening import check_open, code_of
from words.names import order_key


@dataclass(frozen=True)
class Slip:
    """What is handed to one voter: whose it is, the code, and the address that carries it."""

    full_name: str
    unit_name: str
    code: str
    address: str


def without_mail(session: Session, sealed: SealedRound) -> list[RollEntry]:
    """The voters whom no letter reaches, by name; nobody where everyone draws a slip in the hall."""
    if sealed.codes is CodeMode.STRICT:
        return []
    people = [entry for entry in preparing.voters_of(session, sealed) if not entry.email]
    return sorted(people, key=lambda entry: order_key(entry.full_name))


def printed(actor: Actor, procedure_id: int, sealed_id: int) -> list[Slip]:
    """The slips of an open round, for a teller to print; each printing is in the log.

    Raises Refusal: `not_your_duty`, `concerned`, `round_unknown`, `round_not_open`, `round_closed`, `slips_none`,
    `codes_missing`.
    """
    with transaction() as session:
        lock(session, actor, procedure_id)
        duties.check_holder(session, actor, procedure_id, DutyKind.TELLER)
        sealed = archive.of_procedure(session, procedure_id, sealed_id)
        check_open(session, sealed)
        people = without_mail(session, sealed)
        if not people:
            raise Refusal("slips_none")
        log.write(session, actor.name_in_log, "SlipsPrinted", procedure_id, sealed=sealed_id, slips=len(people))
        return [_slip(session, sealed, entry) for entry in people]


def _slip(session: Session, sealed: SealedRound, entry: RollEntry) -> Slip:
    code = code_of(session, sealed, entry.id or 0)
    return Slip(entry.full_name, entry.unit_name, code, links.page(f"/b/{sealed.uuid}#{code}"))
