"""Danh sách đang được hỏi: a person who was forgotten joins it, a wrong address gives way to the right one."""

import hashlib
from datetime import timedelta

from sqlmodel import Session, col, select

from models import CountersignedAct, FiledPaper, LeftOut, Procedure, RollEntry, Round, StaffMember, Unit
from models.store import clock
from notifications import messages
from procedures import log
from procedures.countersigning.acts import Act, Facts
from procedures.countersigning.on.addresses import address_typed, check_free, move_account, places_of
from procedures.countersigning.on.rounds import open_procedure, running_round
from procedures.engine import ask_for_run
from procedures.refusal import Refusal
from procedures.rounds.asking import round_of

INVITATIONS = {"resolution": "resolution_circulated", "opinion": "opinion_asked"}
ONE_DAY = timedelta(days=1)
PAPERS_WITHOUT_MAIL = {"resolution": "reading_list", "opinion": "opinion_sheet"}


def _someone_not_on_it(session: Session, procedure_id: int, facts: Facts) -> Facts:
    if open_procedure(session, procedure_id).kind not in INVITATIONS:
        raise Refusal("list_by_meeting", field="person")
    member = session.get(StaffMember, facts["staff_member_id"])
    if member is None or member.left_on is not None:
        raise Refusal("person_unknown", field="person")
    there = select(RollEntry.id).where(RollEntry.procedure_id == procedure_id, RollEntry.staff_member_id == member.id)
    if session.exec(there).first():
        raise Refusal("already_on_the_list", field="person", name=member.full_name)
    rounds = session.exec(select(Round).where(Round.procedure_id == procedure_id)).all()
    if any(round_.opened_at for round_ in rounds):
        running_round(session, procedure_id)
    return {"staff_member_id": member.id}


def _add(session: Session, asked: CountersignedAct, _by: str) -> Facts:
    """The list grows by one; the letter goes at once where the others have theirs."""
    procedure_id = asked.procedure_id or 0
    member = session.get_one(StaffMember, asked.facts["staff_member_id"])
    entry = RollEntry(
        procedure_id=procedure_id,
        staff_member_id=member.id or 0,
        full_name=member.full_name,
        unit_name=session.get_one(Unit, member.unit_id).name,
        position=member.position,
        email=member.email,
    )
    session.add(entry)
    for left_out in session.exec(
        select(LeftOut).where(LeftOut.procedure_id == procedure_id, LeftOut.staff_member_id == member.id)
    ).all():
        session.delete(left_out)
    session.flush()
    _ask_the_newcomer(session, procedure_id, entry)
    ask_for_run(session, procedure_id)
    return {"entry": entry.id, "roll": _rehash(session, procedure_id)}


def _ask_the_newcomer(session: Session, procedure_id: int, entry: RollEntry) -> None:
    procedure = session.get_one(Procedure, procedure_id)
    opened = session.exec(
        select(Round).where(Round.procedure_id == procedure_id, col(Round.opened_at).is_not(None))
    ).first()
    if opened is None:
        return
    if entry.email:
        getattr(messages, INVITATIONS[procedure.kind])(session, procedure_id, entry)
        return
    kind = PAPERS_WITHOUT_MAIL[procedure.kind]
    made = select(FiledPaper.id).where(FiledPaper.procedure_id == procedure_id, FiledPaper.kind == kind)
    if session.exec(made).first() is None:
        session.add(FiledPaper(procedure_id=procedure_id, kind=kind, made_at=clock.now(session)))


def _rehash(session: Session, procedure_id: int) -> str:
    """The list's SHA-256 with the newcomer, as the list would have had it from the beginning."""
    entries = select(RollEntry).where(RollEntry.procedure_id == procedure_id).order_by(col(RollEntry.staff_member_id))
    lines = [f"{each.staff_member_id}\t{each.full_name}\t{each.unit_name}" for each in session.exec(entries).all()]
    fingerprint = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    for round_ in session.exec(select(Round).where(Round.procedure_id == procedure_id)).all():
        if round_.closed_at is None:
            round_.roll_hash = fingerprint
            session.add(round_)
    return fingerprint


def _person_told(session: Session, procedure_id: int, facts: Facts) -> Facts:
    member = session.get_one(StaffMember, facts["staff_member_id"])
    unit = session.get_one(Unit, member.unit_id).name
    closes_at, now = round_of(session, procedure_id).closes_at, clock.now(session)
    until = closes_at if closes_at and closes_at > now else None
    told = {"full_name": member.full_name, "unit": unit, "has_mail": member.email is not None}
    return {**told, "until": until, "is_short": until is not None and until - now < ONE_DAY}


def _another_address(session: Session, procedure_id: int, facts: Facts) -> Facts:
    open_procedure(session, procedure_id)
    entry = session.get(RollEntry, facts["roll_entry_id"])
    if entry is None or entry.procedure_id != procedure_id:
        raise Refusal("person_unknown", field="person")
    email = address_typed(facts["email"])
    if email == entry.email:
        raise Refusal("address_same", field="email")
    check_free(session, email, entry.staff_member_id)
    return {
        "roll_entry_id": entry.id,
        "staff_member_id": entry.staff_member_id,
        "email": email,
        "was": entry.email or "",
    }


def _change_address(session: Session, asked: CountersignedAct, by: str) -> Facts:
    """In every open procedure the old link is void and the new one goes to the new address; both addresses are told."""
    member = session.get_one(StaffMember, asked.facts["staff_member_id"])
    entries = places_of(session, member.id or 0, locked=True)
    here = next(entry for entry in entries if entry.id == asked.facts["roll_entry_id"])
    if (here.email or "") != asked.facts["was"]:
        raise Refusal("act_moved_on")
    move_account(session, member, asked.facts["email"])
    member.email = asked.facts["email"]
    session.add(member)
    for entry in entries:
        entry.email, entry.link_version = asked.facts["email"], entry.link_version + 1
        session.add(entry)
    elsewhere = [entry for entry in entries if entry is not here]
    was = bool(asked.facts["was"])
    messages.address_changed(session, here.procedure_id, asked.id or 0, here, was=was, elsewhere=len(elsewhere))
    for entry in elsewhere:
        _follow(session, asked, entry, by)
    return {"entry": here.id}


def _follow(session: Session, asked: CountersignedAct, entry: RollEntry, by: str) -> None:
    """Another procedure that asks the same person: its log has it, and the link that is lost is sent anew."""
    log.write(session, by, "AddressFollowed", entry.procedure_id, entry=entry.id, number=asked.id)
    sent = select(Round.id).where(Round.procedure_id == entry.procedure_id, col(Round.opened_at).is_not(None))
    if session.exec(sent).first():
        messages.address_changed(session, entry.procedure_id, asked.id or 0, entry, was=False)


def _address_told(session: Session, _procedure_id: int, facts: Facts) -> Facts:
    entry = session.get_one(RollEntry, facts["roll_entry_id"])
    said = {"full_name": entry.full_name, "unit": entry.unit_name, "was": facts["was"], "email": facts["email"]}
    return {**said, "elsewhere": sum(each.id != entry.id for each in places_of(session, entry.staff_member_id))}


ACTS = (
    Act("add_forgotten_person", _someone_not_on_it, _add, _person_told),
    Act("change_address", _another_address, _change_address, _address_told),
)
