"""Xác nhận đã đọc: by the personal link, or on the paper list that HR enters."""

from collections.abc import Sequence

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from models import AnswerChannel, PaperState, Procedure, RollEntry
from models.store import clock
from models.store.database import transaction
from notifications import links, messages
from procedures import log
from procedures.access.actor import Actor
from procedures.access.conflicts import lock
from procedures.access.powers import Power
from procedures.engine import ask_for_run
from procedures.filing import Upload, paper_of, store
from procedures.refusal import Refusal
from procedures.resolution.steps import KIND
from procedures.rounds.answers import Receipt, check_open, keep, receipts_of
from procedures.rounds.asking import everyone_answered, missing, round_held
from procedures.together import Together

READ = {"read": True}


def acknowledge(token: str) -> Receipt:
    """Record that the owner of this link has read the resolution; again, it returns what it returned.

    Raises Refusal `link_unknown`, `round_not_open` or `round_closed`.
    """
    return _ACKNOWLEDGING.ask(token)


async def acknowledge_soon(token: str) -> Receipt:
    """The same for a page: returns once the answer is durable."""
    return await _ACKNOWLEDGING.ask_soon(token)


def _acknowledge(tokens: Sequence[str]) -> list[Receipt | Exception]:
    """To each link its receipt or its refusal, in one transaction; each new answer has its own event and notice."""
    outcomes: dict[int, Receipt | Refusal] = {}
    with transaction() as session:
        owners = _owners(session, tokens)
        for procedure_id in sorted({entry.procedure_id for entry in owners.values()}):
            people = {entry.id: entry for entry in owners.values() if entry.procedure_id == procedure_id}
            outcomes |= _record(session, procedure_id, list(people.values()))
    return [outcomes[owners[token].id or 0] if token in owners else Refusal("link_unknown") for token in tokens]


_ROLL = (
    select(RollEntry)
    .join(Procedure)
    .where(col(RollEntry.id).in_(bindparam("entries", expanding=True)), Procedure.kind == KIND)
    .order_by(col(RollEntry.id))
    .with_for_update(of=RollEntry)
)
_ACKNOWLEDGING = Together(_acknowledge, "acknowledging")


def _owners(session: Session, tokens: Sequence[str]) -> dict[str, RollEntry]:
    """Whose the genuine ones of these links are; their rows are held, in one order, so that nobody waits in a ring."""
    named = {token: links.entry_of(token) for token in tokens}
    rows = session.exec(_ROLL, params={"entries": list(set(named.values()))}).all()
    entries = {entry.id: entry for entry in rows}
    return {
        token: entries[entry_id]
        for token, entry_id in named.items()
        if entry_id in entries and links.is_genuine(token, entry_id or 0, entries[entry_id].link_version)
    }


def _record(session: Session, procedure_id: int, people: list[RollEntry]) -> dict[int, Receipt | Refusal]:
    """The receipt of each of these people, from before or from now, or why there is none."""
    receipts: dict[int, Receipt | Refusal] = {**receipts_of(session, people)}
    new = [entry for entry in people if entry.id not in receipts]
    round_ = round_held(session, procedure_id)
    try:
        check_open(session, round_)
    except Refusal as refusal:
        return {entry.id or 0: refusal for entry in new} | receipts
    kept = keep(session, round_, new, READ, AnswerChannel.LINK)
    messages.answer_recorded(session, procedure_id, [(each.entry, each.answer_id) for each in kept])
    log.write_each(session, [f"entry:{entry.id}" for entry in new], "Acknowledged", procedure_id, channel="link")
    if new and everyone_answered(session, round_):
        ask_for_run(session, procedure_id)
    return receipts | {each.entry.id or 0: each.receipt for each in kept}


def enter_paper_list(actor: Actor, procedure_id: int, entry_ids: list[int], scan: Upload) -> int:
    """Record those who signed the paper list, with its scan; returns how many were new."""
    actor.account_for(Power.ENTER_PAPER_LIST)
    if not entry_ids:
        raise Refusal("nobody_chosen", field="people")
    with transaction() as session:
        lock(session, actor, procedure_id)
        round_ = round_held(session, procedure_id)
        check_open(session, round_)
        found = select(RollEntry).where(RollEntry.procedure_id == procedure_id, col(RollEntry.id).in_(entry_ids))
        signed = session.exec(found.order_by(col(RollEntry.id)).with_for_update()).all()
        if len(signed) != len(set(entry_ids)):
            raise Refusal("not_on_the_list", field="people")
        known = receipts_of(session, signed)
        new = [entry for entry in signed if entry.id not in known]
        scan_id = store(session, scan)
        keep(session, round_, new, READ, AnswerChannel.PAPER, scan_id)
        _keep_signed_list(session, procedure_id, scan_id)
        log.write(session, actor.name_in_log, "PaperListEntered", procedure_id, people=len(new), scan=scan_id)
        if everyone_answered(session, round_):
            ask_for_run(session, procedure_id)
        return len(new)


def _keep_signed_list(session: Session, procedure_id: int, scan_id: int) -> None:
    """Once everyone without mail has signed, the paper list is signed, and this is its scan."""
    paper = paper_of(session, procedure_id, "reading_list")
    if paper and all(entry.email for entry in missing(session, procedure_id)):
        paper.state, paper.scan_id, paper.signed_at = PaperState.SIGNED, scan_id, clock.now(session)
        session.add(paper)
