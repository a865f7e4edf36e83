"""Đề nghị, ký, không đồng ý, rút: the verbs of an act that needs two people."""

from sqlmodel import Session, select

from models import Account, ActState, AuditHead, CountersignedAct
from models.store import clock
from models.store.database import transaction
from notifications import messages
from procedures import log
from procedures.access import conflicts
from procedures.access.actor import Actor
from procedures.countersigning import holders
from procedures.countersigning.acts import Act, Facts
from procedures.countersigning.registry import act_named
from procedures.engine import lock
from procedures.refusal import Refusal
from words.names import clean_name

LONGEST_REASON = 1000


def ask(actor: Actor, act: str, facts: Facts, reason: str, procedure_id: int | None = None) -> int:
    """Ask for an act; returns its number, that of the open request where the same has been asked for already.

    Raises Refusal where this person may not ask for it, gives no reason or too long a one, or the act cannot be, and
    `act_waits` where another request about the same waits for its signature.
    """
    known, why = act_named(act), _reason(reason)
    actor.account_with(*known.asked_by)
    with transaction() as session:
        _hold(session, procedure_id)
        asked = _asked(session, actor, known, facts, procedure_id)
        same = select(CountersignedAct).where(
            CountersignedAct.act == act,
            CountersignedAct.procedure_id == procedure_id,
            CountersignedAct.state == ActState.ASKED,
        )
        for open_one in session.exec(same).all():
            if open_one.facts == asked.facts:
                return open_one.id or 0
            if known.about and all(open_one.facts[name] == asked.facts[name] for name in known.about):
                raise Refusal("act_waits")
        asked.reason = why
        session.add(asked)
        session.flush()
        number = asked.id or 0
        log.write(session, actor.name_in_log, "ActAsked", procedure_id, act=act, number=number, reason=why)
        for signer in holders.signers(session, known, asked):
            messages.signature_wanted(session, procedure_id, number, session.get_one(Account, signer))
        return number


def preview(
    session: Session, actor: Actor, act: str, facts: Facts, reason: str, procedure_id: int | None = None
) -> CountersignedAct:
    """The request as asking would make it, not kept; raises Refusal as asking would."""
    asked = _asked(session, actor, act_named(act), facts, procedure_id)
    asked.reason = _reason(reason)
    return asked


def _asked(session: Session, actor: Actor, act: Act, facts: Facts, procedure_id: int | None) -> CountersignedAct:
    account_id = actor.account_with(*act.asked_by)
    role = holders.role_to_ask_in(session, account_id, act)
    _check_conflict(session, actor, procedure_id)
    return CountersignedAct(
        act=act.name,
        procedure_id=procedure_id,
        facts=act.prepare(session, procedure_id or 0, facts),
        reason="",
        asked_by=account_id,
        asked_as=role.value,
        asked_at=clock.now(session),
    )


def sign(actor: Actor, act_id: int) -> None:
    """Sign what another asked for: it is done now, in this transaction. Again, nothing happens.

    Raises Refusal where this person may not sign, the request was refused or withdrawn, or what it rests on changed.
    """
    with transaction() as session:
        asked, act = _held(session, act_id)
        if asked.state is ActState.SIGNED and asked.settled_by == actor.account_id:
            return
        _settle(session, actor, asked, act, ActState.SIGNED)
        prepared = act.prepare(session, asked.procedure_id or 0, asked.facts)
        if prepared != asked.facts:
            raise Refusal("act_moved_on")
        done = act.carry_out(session, asked, actor.name_in_log)
        said = {"act": asked.act, "number": act_id, **done}
        log.write(session, actor.name_in_log, "ActSigned", asked.procedure_id, **said)
        if not act.tells_holders:
            _tell_asker(session, asked)


def refuse(actor: Actor, act_id: int, why: str) -> None:
    """Do not agree to what another asked for, with the reason; it stays on record. Again, nothing happens."""
    reason = _reason(why)
    with transaction() as session:
        asked, act = _held(session, act_id)
        if asked.state is ActState.REFUSED and asked.settled_by == actor.account_id:
            return
        _settle(session, actor, asked, act, ActState.REFUSED)
        asked.facts = {**asked.facts, "refused_because": reason}
        said = {"act": asked.act, "number": act_id, "reason": reason}
        log.write(session, actor.name_in_log, "ActRefused", asked.procedure_id, **said)
        _tell_asker(session, asked)


def withdraw(actor: Actor, act_id: int) -> None:
    """Take one's own request back while nobody has settled it. Again, nothing happens."""
    with transaction() as session:
        asked, act = _held(session, act_id)
        if actor.account_with(*act.asked_by) != asked.asked_by:
            raise Refusal("withdraws_for_another")
        if asked.state is ActState.WITHDRAWN:
            return
        _check_open(asked)
        asked.state, asked.settled_by, asked.settled_as = ActState.WITHDRAWN, asked.asked_by, asked.asked_as
        asked.settled_at = clock.now(session)
        session.add(asked)
        log.write(session, actor.name_in_log, "ActWithdrawn", asked.procedure_id, act=asked.act, number=act_id)


def _settle(session: Session, actor: Actor, asked: CountersignedAct, act: Act, state: ActState) -> None:
    _check_open(asked)
    account_id = actor.account_with(*act.signed_by, *act.in_their_place)
    if not actor.is_strong:
        raise Refusal("second_factor_needed")
    _check_conflict(session, actor, asked.procedure_id)
    role = holders.role_to_sign_in(session, account_id, act, asked)
    asked.state, asked.settled_by, asked.settled_as = state, account_id, role.value
    asked.settled_at = clock.now(session)
    session.add(asked)


def _tell_asker(session: Session, asked: CountersignedAct) -> None:
    messages.act_settled(session, asked.procedure_id, asked.id or 0, session.get_one(Account, asked.asked_by))


def _check_open(asked: CountersignedAct) -> None:
    if asked.state is not ActState.ASKED:
        raise Refusal("act_settled", state=asked.state.value)


def _held(session: Session, act_id: int) -> tuple[CountersignedAct, Act]:
    """A request and what it asks for, held with its procedure until the transaction ends."""
    procedure_id = session.get_one(CountersignedAct, act_id).procedure_id
    _hold(session, procedure_id)
    asked = session.get_one(CountersignedAct, act_id, with_for_update=True, populate_existing=True)
    return asked, act_named(asked.act)


def _hold(session: Session, procedure_id: int | None) -> None:
    if procedure_id is None:
        session.get_one(AuditHead, 1, with_for_update=True)
    else:
        lock(session, procedure_id)


def _reason(given: str) -> str:
    """The reason as papers print it: without what cannot be seen, or turns the text round."""
    reason = clean_name(given)
    if not reason:
        raise Refusal("act_reason_missing", field="reason")
    if len(reason) > LONGEST_REASON:
        raise Refusal("text_too_long", field="reason", at_most=LONGEST_REASON)
    return reason


def _check_conflict(session: Session, actor: Actor, procedure_id: int | None) -> None:
    if procedure_id is not None:
        conflicts.check(session, actor, procedure_id)
