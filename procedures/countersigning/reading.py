"""Đề nghị đang chờ và đã xong, bằng lời: for the page that is signed, the desk, and those who look back."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, or_, select

from models import Account, ActState, CountersignedAct, Procedure, ProcedureState
from procedures.access.actor import Actor
from procedures.countersigning import holders
from procedures.countersigning.registry import ACTS, act_named
from procedures.gates import Resting, told_of_resting
from procedures.refusal import Refusal
from words.sentences import say

ANNUL = "annul"


@dataclass(frozen=True)
class Request:
    """An act that was asked for; `does` says what its signature does, `done` what was done, in words.

    `signers` are the names of those who may sign while it waits; `may_sign` and `is_own` are of the reader; `resting`
    is what waits for a consultation that would be annulled; `outdated` says why its signature would be refused by now.
    """

    id: int
    act: str
    procedure_id: int | None
    subject: str
    does: str
    done: str
    reason: str
    state: ActState
    asked_by: str
    asked_as: str
    asked_at: datetime
    settled_by: str
    settled_as: str
    settled_at: datetime | None
    refused_because: str
    signers: list[str]
    may_sign: bool
    is_own: bool
    resting: list[Resting]
    outdated: str


def waiting_for(session: Session, actor: Actor) -> list[CountersignedAct]:
    """What this person may sign now, the oldest first; nothing of a procedure that has ended."""
    is_alive = or_(col(CountersignedAct.procedure_id).is_(None), col(Procedure.state) == ProcedureState.OPEN)
    asked = (
        select(CountersignedAct).join(Procedure, isouter=True).where(CountersignedAct.state == ActState.ASKED, is_alive)
    )
    rows = session.exec(asked.order_by(col(CountersignedAct.id))).all() if actor.account_id else ()
    return [row for row in rows if actor.account_id in holders.signers(session, act_named(row.act), row)]


def request_of(session: Session, actor: Actor, act_id: int) -> Request:
    """One request for its asker and its signers; raises NoResultFound, or Refusal `needs_role`."""
    row = session.get_one(CountersignedAct, act_id)
    act = act_named(row.act)
    readers = [*act.asked_by, *act.signed_by, *act.in_their_place]
    if not actor.holds(*readers):
        raise Refusal("needs_role", roles=[role.value for role in dict.fromkeys(readers)])
    return _request(session, actor, row)


def requests_about(session: Session, actor: Actor, procedure_id: int) -> list[Request]:
    """All that was asked for in a procedure, the latest first."""
    rows = select(CountersignedAct).where(CountersignedAct.procedure_id == procedure_id)
    found = session.exec(rows.order_by(col(CountersignedAct.id).desc())).all()
    return [_request(session, actor, row) for row in found]


def requests_on_accounts(session: Session, actor: Actor, at_most: int = 50) -> list[Request]:
    """What was asked for about roles and accounts, the latest first."""
    names = [act.name for act in ACTS.values() if not act.is_of_a_procedure]
    rows = select(CountersignedAct).where(col(CountersignedAct.act).in_(names))
    found = session.exec(rows.order_by(col(CountersignedAct.id).desc()).limit(at_most)).all()
    return [_request(session, actor, row) for row in found]


def waiting_in(session: Session, procedure_id: int) -> int:
    """How many requests of a procedure wait for a signature."""
    asked = select(CountersignedAct.id).where(
        CountersignedAct.procedure_id == procedure_id, CountersignedAct.state == ActState.ASKED
    )
    return len(session.exec(asked).all())


def signer_names(session: Session, row: CountersignedAct) -> list[str]:
    """Who may sign a request, by name; none where the agency has nobody."""
    signing = holders.signers(session, act_named(row.act), row)
    return [session.get_one(Account, number).full_name for number in signing]


def in_words(session: Session, group: str, row: CountersignedAct) -> str:
    """The sentence of an act under `acts_do` or `acts_done`."""
    told = act_named(row.act).tell(session, row.procedure_id or 0, row.facts)
    return say(f"{group}.{row.act}", **told)


def _outdated(session: Session, row: CountersignedAct) -> str:
    """Why what was asked for cannot be done any more; empty where it can."""
    try:
        prepared = act_named(row.act).prepare(session, row.procedure_id or 0, row.facts)
    except Refusal as refusal:
        return refusal.sentence
    return "" if prepared == row.facts else Refusal("act_moved_on").sentence


def resting_if(session: Session, act: str, procedure_id: int | None) -> list[Resting]:
    """What rests on the procedure that an act would annul; nothing where it would do something else."""
    return told_of_resting(session, procedure_id) if act == ANNUL and procedure_id else []


def _request(session: Session, actor: Actor, row: CountersignedAct) -> Request:
    is_open = row.state is ActState.ASKED
    signers = holders.signers(session, act_named(row.act), row) if is_open else {}
    procedure = session.get(Procedure, row.procedure_id) if row.procedure_id else None
    settler = session.get(Account, row.settled_by) if row.settled_by else None
    return Request(
        id=row.id or 0,
        act=row.act,
        procedure_id=row.procedure_id,
        subject=procedure.subject if procedure else "",
        does=in_words(session, "acts_do", row),
        done=in_words(session, "acts_done", row),
        reason=row.reason,
        state=row.state,
        asked_by=session.get_one(Account, row.asked_by).full_name,
        asked_as=row.asked_as,
        asked_at=row.asked_at,
        settled_by=settler.full_name if settler else "",
        settled_as=row.settled_as,
        settled_at=row.settled_at,
        refused_because=row.facts.get("refused_because", ""),
        signers=signer_names(session, row) if is_open else [],
        may_sign=actor.account_id in signers,
        is_own=is_open and row.asked_by == actor.account_id,
        resting=resting_if(session, row.act, row.procedure_id) if is_open else [],
        outdated=_outdated(session, row) if is_open else "",
    )
