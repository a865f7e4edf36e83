"""Cán bộ và đơn vị: take a staff list, name the heads of units, add and rename units."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from models import (
    Account,
    AuditHead,
    LetterState,
    ListedPerson,
    OutboxMessage,
    Procedure,
    ProcedureState,
    RollEntry,
    StaffMember,
    Unit,
    WebSession,
)
from models.store import clock
from models.store.database import transaction
from procedures import log
from procedures.access import accounts
from procedures.access.actor import Actor
from procedures.access.powers import Power
from procedures.refusal import Refusal
from procedures.staff_changes import Change, Changes, Known, Listed, changes
from procedures.unchanged import check_unchanged
from words.dates import local_day
from words.names import clean_name

LONGEST_UNIT = 200


@dataclass(frozen=True)
class Taken:
    """What taking a list did."""

    added: int
    changed: int
    left: int


def compared(session: Session, listed: list[Listed]) -> Changes:
    """What taking this list would change."""
    units = unit_names(session)
    asked = select(RollEntry.staff_member_id).join(Procedure).where(Procedure.state == ProcedureState.OPEN)
    return changes(listed, _known(session, units), units.values(), frozenset(session.exec(asked).all()))


def unit_names(session: Session) -> dict[int, str]:
    """The agency's units by their number."""
    return {unit.id or 0: unit.name for unit in session.exec(select(Unit).order_by(col(Unit.id))).all()}


def with_account(session: Session) -> set[int]:
    """The people whose account is open."""
    rows = select(Account.staff_member_id).where(col(Account.closed_at).is_(None))
    return {number for number in session.exec(rows).all() if number}


def under_consideration(session: Session) -> dict[int, list[str]]:
    """What each open procedure is called that is about a person, by the person's number."""
    listed = select(ListedPerson.staff_member_id, Procedure.subject).join(
        Procedure, col(ListedPerson.procedure_id) == col(Procedure.id)
    )
    rows = listed.where(Procedure.state == ProcedureState.OPEN, col(ListedPerson.removed_at).is_(None))
    found: dict[int, list[str]] = {}
    for number, subject in session.exec(rows.order_by(col(Procedure.id))).all():
        found.setdefault(number, []).append(subject)
    return found


def _known(session: Session, units: dict[int, str]) -> list[Known]:
    members = session.exec(select(StaffMember).order_by(col(StaffMember.id))).all()
    return [
        Known(
            id=member.id or 0,
            full_name=member.full_name,
            unit=units[member.unit_id],
            category=member.category,
            position=member.position,
            email=member.email,
            birth_year=member.birth_year,
            left=member.left_on is not None,
        )
        for member in members
    ]


def take_list(actor: Actor | None, listed: list[Listed], seen: str, leave: bool, source: str = "") -> Taken:
    """Take a staff list whole: newcomers in, particulars changed, and those no longer there marked as gone.

    `seen` is the fingerprint of the changes that were agreed to, `source` the SHA-256 of the file; without `leave`
    nobody is marked as gone; no actor means the operator at the machine itself. Raises Refusal `list_moved_on` where
    the record changed since, `list_lacks_you` where the person who takes it would leave by it, `list_address_held`
    where it gives someone the address of a person whom an open procedure asks.
    """
    if actor:
        actor.account_for(Power.KEEP_STAFF)
    by = actor.name_in_log if actor else "operator"
    with transaction() as session:
        if leave:
            _lock_links(session, [known.id for known in compared(session, listed).leaving])
        session.get_one(AuditHead, 1, with_for_update=True)
        found = compared(session, listed)
        if found.fingerprint != seen:
            raise Refusal("list_moved_on")
        if found.clash:
            raise Refusal("list_address_held", name=found.clash.full_name, email=found.clash.email)
        leaving = [known.id for known in found.leaving] if leave else []
        if actor and actor.staff_member_id in leaving:
            raise Refusal("list_lacks_you", name=actor.full_name)
        _write(session, found)
        for member_id in leaving:
            _dismiss(session, by, member_id)
        accounts.tie_to_staff(session)
        taken = Taken(len(found.added), len(found.changed), len(leaving))
        facts = {"added": taken.added, "changed": taken.changed, "left": taken.left, "people_left": leaving}
        log.write(session, by, "StaffListTaken", **facts, file=source)
        return taken


def _write(session: Session, found: Changes) -> None:
    session.add_all(Unit(name=name) for name in found.new_units)
    session.flush()
    units = {name: number for number, name in unit_names(session).items()}
    moving = [change.known.id for change in found.changed if "email" in {name for name, _, _ in change.fields}]
    for member in session.exec(select(StaffMember).where(col(StaffMember.id).in_([*moving, *found.freed]))).all():
        member.email = None
        session.add(member)
    session.flush()  # addresses are unique: all that move are free before the first is given again
    for change in found.changed:
        _alter(session, change, units)
    session.add_all(_newcomer(listed, units) for listed in found.added)
    session.flush()


def _alter(session: Session, change: Change, units: dict[str, int]) -> None:
    member = session.get_one(StaffMember, change.known.id)
    for name, _before, after in change.fields:
        if name == "unit":
            member.unit_id, member.is_unit_head = units[str(after)], False
        else:
            setattr(member, name, after)
    member.left_on = None
    session.add(member)


def _newcomer(listed: Listed, units: dict[str, int]) -> StaffMember:
    return StaffMember(
        full_name=listed.full_name,
        unit_id=units[listed.unit],
        category=listed.category,
        position=listed.position,
        email=listed.email,
        birth_year=listed.birth_year,
    )


def _dismiss(session: Session, by: str, member_id: int) -> None:
    """Someone has left: the row and its history stay; sessions end, links are void, an account opens nothing more."""
    now = clock.now(session)
    member = session.get_one(StaffMember, member_id)
    member.left_on, member.is_unit_head = local_day(now), False
    session.add(member)
    held = session.exec(select(Account).where(Account.staff_member_id == member_id)).all()
    theirs = (col(WebSession.staff_member_id) == member_id) | col(WebSession.account_id).in_([a.id for a in held])
    for opened in session.exec(select(WebSession).where(theirs, col(WebSession.revoked_at).is_(None))).all():
        opened.revoked_at = clock.unmoved(session)
        session.add(opened)
    for account in held:
        if account.closed_at is None:
            account.closed_at = now
            session.add(account)
            log.write(session, by, "AccountClosed", account=account.id)
    _void_links(session, member_id)


def _lock_links(session: Session, member_ids: list[int]) -> list[RollEntry]:
    """An answer locks its roll entry before the log: whoever needs both takes them in that order."""
    theirs = select(RollEntry).where(col(RollEntry.staff_member_id).in_(member_ids)).order_by(col(RollEntry.id))
    return list(session.exec(theirs.with_for_update()).all())


def _void_links(session: Session, member_id: int) -> None:
    """The links they hold open nothing, and letters not yet sent stay unsent."""
    entries = _lock_links(session, [member_id])
    for entry in entries:
        entry.link_version += 1
        session.add(entry)
    theirs = col(OutboxMessage.roll_entry_id).in_([entry.id for entry in entries])
    waiting = col(OutboxMessage.state).in_([LetterState.QUEUED, LetterState.DEFERRED])
    for letter in session.exec(select(OutboxMessage).where(theirs, waiting)).all():
        letter.state, letter.settled_at = LetterState.CANCELLED, clock.unmoved(session)
        session.add(letter)


def set_unit_heads(actor: Actor, among: list[int], heads: list[int], seen: int | None = None) -> int:
    """Of these people, name the heads of their units; returns how many changed. `seen`: as in check_unchanged()."""
    actor.account_for(Power.KEEP_STAFF)
    with transaction() as session:
        session.get_one(AuditHead, 1, with_for_update=True)
        there = select(StaffMember).where(col(StaffMember.id).in_(among), col(StaffMember.left_on).is_(None))
        changed = [each for each in session.exec(there).all() if each.is_unit_head != (each.id in heads)]
        if changed:
            check_unchanged(session, actor, None, ("UnitHeadsSet",), seen)
        for member in changed:
            member.is_unit_head = not member.is_unit_head
            session.add(member)
        if changed:
            named = sorted(member.id or 0 for member in changed if member.is_unit_head)
            log.write(session, actor.name_in_log, "UnitHeadsSet", changed=len(changed), heads=named)
        return len(changed)


def name_unit(actor: Actor, name: str, unit_id: int | None = None) -> None:
    """Add a unit, or give one another name; raises Refusal `unit_nameless`, `unit_exists`."""
    actor.account_for(Power.KEEP_STAFF)
    called = clean_name(name)
    if not called or len(called) > LONGEST_UNIT:
        raise Refusal("unit_nameless", field="unit")
    with transaction() as session:
        session.get_one(AuditHead, 1, with_for_update=True)
        others = {known.casefold() for number, known in unit_names(session).items() if number != unit_id}
        if called.casefold() in others:
            raise Refusal("unit_exists", field="unit", name=called)
        unit = session.get_one(Unit, unit_id) if unit_id else Unit(name=called)
        unit.name = called
        session.add(unit)
        session.flush()
        log.write(session, actor.name_in_log, "UnitNamed", unit=unit.id, called=called)
