"""Nhiệm vụ và người thay: HR names secretary, tellers and decider; who waits too long is followed by the deputy."""

from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import Session, col, select

from models import Account, Conclusion, Duty, DutyKind, Meeting, Procedure, ProcedureState, Role, Round, RoundMode
from models.store import clock
from models.store.database import transaction
from notifications import messages
from procedures import log
from procedures.access import accounts
from procedures.access.actor import Actor
from procedures.access.conflicts import accounts_listed, check, lock
from procedures.access.powers import Power
from procedures.refusal import Refusal
from procedures.unchanged import check_unchanged

LONGEST_WAIT, LONGEST_REASON = 720, 500
TELLERS_OF_HR = 1
CHANGES = ("DutyAssigned", "DutyReleased")
SEVERAL = {"conference": (DutyKind.TELLER, DutyKind.SECRETARY)}


@dataclass(frozen=True)
class Wanting:
    """Something of a procedure that nobody may do now: a DutyKind's value or `hr`, and the names it lost."""

    what: str
    names: tuple[str, ...] = ()


def assign(
    actor: Actor,
    procedure_id: int,
    kind: DutyKind,
    account_id: int,
    deputy_id: int | None = None,
    takes_over_after: int = 24,
    reason: str = "",
    seen: int | None = None,
) -> None:
    """Give a duty, with a deputy who takes over once it has waited so many hours.

    A procedure has one secretary and one decider: another name takes the place of the first, of an open one with a
    reason; tellers are added, and the secretaries of a conference, whose hall several desks check in. A teller who
    comes in while ballots are counted is asked for the count. `seen`: the last event of the procedure that the page
    knew.
    Raises Refusal: `concerned`, `duty_concerned`, `duty_of_nobody`, `deputy_same`, `duty_hours`, `duty_needs_manager`,
    `duty_tellers_of_hr`, `duty_reason`, `duty_meanwhile`.
    """
    actor.account_for(Power.ASSIGN_DUTIES)
    if not 1 <= takes_over_after <= LONGEST_WAIT:
        raise Refusal("duty_hours", field="takes_over_after", at_most=LONGEST_WAIT)
    with transaction() as session:
        procedure = lock(session, actor, procedure_id)
        _check_people(session, procedure_id, kind, account_id, deputy_id)
        is_one_of_several = kind in SEVERAL.get(procedure.kind, (DutyKind.TELLER,))
        about = {"kind": kind.value} | ({"account": account_id} if is_one_of_several else {})
        check_unchanged(session, actor, procedure_id, CHANGES, seen, "duty_meanwhile", about=about, duty=kind.value)
        facts = {"account": account_id, "deputy": deputy_id, "hours": takes_over_after}
        duty, others = _held(session, procedure_id, kind, account_id)
        if others and not is_one_of_several:
            facts["reason"] = _reason(procedure, reason)
            for other in others:
                session.delete(other)
        duty.deputy_id, duty.takes_over_after = deputy_id, takes_over_after
        session.add(duty)
        session.flush()
        log.write(session, actor.name_in_log, "DutyAssigned", procedure_id, kind=kind.value, **facts)
        if kind is DutyKind.TELLER:
            _ask_for_count(session, procedure_id, session.get_one(Account, account_id))


def _held(session: Session, procedure_id: int, kind: DutyKind, account_id: int) -> tuple[Duty, list[Duty]]:
    """The duty of this person, new where there was none, and those of others; it has waited as long as theirs."""
    held = {duty.account_id: duty for duty in duties_of(session, procedure_id, kind)}
    duty = held.pop(account_id, None) or Duty(procedure_id=procedure_id, kind=kind, account_id=account_id)
    waiting = [each.waits_since for each in held.values() if each.waits_since]
    duty.waits_since = duty.waits_since or min(waiting, default=None)
    return duty, [*held.values()]


def release(actor: Actor, procedure_id: int, kind: DutyKind, account_id: int, reason: str = "") -> None:
    """Take a duty back, in an open procedure with a reason; again, nothing happens. Raises Refusal `duty_reason`."""
    actor.account_for(Power.ASSIGN_DUTIES)
    with transaction() as session:
        procedure = lock(session, actor, procedure_id)
        for duty in duties_of(session, procedure_id, kind):
            if duty.account_id == account_id:
                facts = {"account": account_id, "reason": _reason(procedure, reason)}
                session.delete(duty)
                log.write(session, actor.name_in_log, "DutyReleased", procedure_id, kind=kind.value, **facts)


def _reason(procedure: Procedure, given: str) -> str:
    """Why somebody has a duty no more, once the procedure is open."""
    reason = " ".join(given.split())[:LONGEST_REASON]
    if not reason and procedure.state is ProcedureState.OPEN:
        raise Refusal("duty_reason", field="reason")
    return reason


def _ask_for_count(session: Session, procedure_id: int, account: Account) -> None:
    """Where a meeting's paper ballots are being counted, whoever joins its tellers is asked for the count too."""
    counting = (
        select(Meeting)
        .join(Round)
        .where(Meeting.procedure_id == procedure_id, Round.mode == RoundMode.PAPER)
        .where(col(Meeting.opened_at).is_not(None), col(Meeting.is_typed_in).is_(False))
        .where(col(Meeting.id).not_in(select(Conclusion.meeting_id)))
    )
    for meeting in session.exec(counting).all():
        messages.meeting_count_asked(session, procedure_id, account, meeting.id or 0)


def _check_people(session: Session, procedure_id: int, kind: DutyKind, account_id: int, deputy_id: int | None) -> None:
    if account_id == deputy_id:
        raise Refusal("deputy_same", field="deputy")
    listed = accounts_listed(session, procedure_id)
    for field, number in (("account", account_id), ("deputy", deputy_id)):
        if number is None:
            continue
        account = session.get(Account, number)
        if account is None or account.closed_at:
            raise Refusal("duty_of_nobody", field=field)
        if number in listed:
            raise Refusal("duty_concerned", field=field, name=account.full_name)
        if kind is DutyKind.DECIDER and not _holds(session, number, Role.MANAGER):
            raise Refusal("duty_needs_manager", field=field, name=account.full_name)
    if kind is DutyKind.TELLER and _tellers_of_hr(session, procedure_id, account_id) > TELLERS_OF_HR:
        raise Refusal("duty_tellers_of_hr", field="account")


def _holds(session: Session, account_id: int, role: Role) -> bool:
    return any(account.id == account_id for account in accounts.holding(session, role))


def _tellers_of_hr(session: Session, procedure_id: int, joining: int) -> int:
    """How many tellers would be of HR with this one; none where this one is not."""
    of_hr = {account.id for account in accounts.holding(session, Role.HR)}
    tellers = {duty.account_id for duty in duties_of(session, procedure_id, DutyKind.TELLER)} | {joining}
    return len(tellers & of_hr) if joining in of_hr else 0


def duties_of(session: Session, procedure_id: int, kind: DutyKind) -> list[Duty]:
    """Who has a duty, in the order in which they got it."""
    rows = select(Duty).where(Duty.procedure_id == procedure_id, Duty.kind == kind)
    return list(session.exec(rows.order_by(col(Duty.id))).all())


def wait(session: Session, procedure_id: int, kind: DutyKind) -> None:
    """From now the procedure waits for this duty, if it did not already: the deputies' clock begins."""
    for duty in duties_of(session, procedure_id, kind):
        if duty.waits_since is None:
            duty.waits_since = clock.now(session)
            session.add(duty)


def done(session: Session, procedure_id: int, kind: DutyKind) -> None:
    """The procedure waits for this duty no more."""
    for duty in duties_of(session, procedure_id, kind):
        duty.waits_since = None
        session.add(duty)


def holders_now(session: Session, procedure_id: int, kind: DutyKind) -> list[Account]:
    """Who may do this now: each holder, or the deputy where the holder waited too long, left, or is concerned.

    A decision without a decider named is any manager's. Empty where nobody may: HR is asked for a deputy.
    """
    listed, duties = accounts_listed(session, procedure_id), duties_of(session, procedure_id, kind)
    if not duties and kind is DutyKind.DECIDER:
        return [account for account in accounts.holding(session, Role.MANAGER) if account.id not in listed]
    found = [_holder_of(session, duty, listed) for duty in duties]
    return list({account.id: account for account in found if account}.values())


def _holder_of(session: Session, duty: Duty, listed: set[int]) -> Account | None:
    holder, deputy = _free(session, duty.account_id, listed), _free(session, duty.deputy_id, listed)
    if duty.waits_since is None or deputy is None or holder is None:
        return holder or deputy
    too_long = clock.now(session) >= duty.waits_since + timedelta(hours=duty.takes_over_after)
    return deputy if too_long else holder


def _free(session: Session, account_id: int | None, listed: set[int]) -> Account | None:
    account = session.get(Account, account_id) if account_id else None
    return None if account is None or account.closed_at or account.id in listed else account


def check_holder(session: Session, actor: Actor, procedure_id: int, kind: DutyKind) -> None:
    """Raise Refusal `concerned` or `not_your_duty` unless this person is who may do this now."""
    check(session, actor, procedure_id)
    holders = holders_now(session, procedure_id, kind)
    if actor.account_id not in {account.id for account in holders}:
        raise Refusal("not_your_duty", names=[account.full_name for account in holders])


def wanting(session: Session, procedure_id: int) -> list[Wanting]:
    """Which duties nobody may do since the list of concerned people is as it is: HR is asked for a deputy."""
    listed, found = accounts_listed(session, procedure_id), []
    for kind in DutyKind:
        for duty in duties_of(session, procedure_id, kind):
            if _holder_of(session, duty, listed) is None:
                found.append(Wanting(kind.value, (session.get_one(Account, duty.account_id).full_name,)))
    roles = {"hr": Role.HR} if duties_of(session, procedure_id, DutyKind.DECIDER) else _BY_ROLE
    for what, role in roles.items():
        holders = accounts.holding(session, role)
        if holders and all(account.id in listed for account in holders):
            found.append(Wanting(what, tuple(account.full_name for account in holders)))
    return found


_BY_ROLE = {"hr": Role.HR, DutyKind.DECIDER.value: Role.MANAGER}
