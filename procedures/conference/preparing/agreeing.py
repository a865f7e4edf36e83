"""Công đoàn thống nhất kế hoạch: the union, or whoever stands in for it, agrees to the plan of a conference."""

from models import Conference
from models.store import clock
from models.store.database import transaction
from procedures import log
from procedures.access.actor import Actor
from procedures.access.conflicts import lock
from procedures.access.powers import Power
from procedures.engine import ask_for_run
from procedures.meetings.finding import open_procedure
from procedures.refusal import Refusal

LONGEST_REMARK = 3000


def agree(actor: Actor, procedure_id: int, remark: str = "") -> None:
    """Agree to the plan, with a remark that its paper prints; again, nothing happens.

    Raises Refusal `needs_role`, `not_running`, `remark_too_long`.
    """
    account_id = actor.account_for(Power.REMARK)
    if len(remark.strip()) > LONGEST_REMARK:
        raise Refusal("remark_too_long", field="remark", at_most=LONGEST_REMARK)
    with transaction() as session:
        open_procedure(lock(session, actor, procedure_id))
        conference = session.get_one(Conference, procedure_id)
        if conference.agreed_at:
            return
        conference.agreed_by, conference.agreed_at = account_id, clock.now(session)
        conference.union_remark = remark.strip()
        session.add(conference)
        log.write(session, actor.name_in_log, "PlanAgreed", procedure_id)
        ask_for_run(session, procedure_id)
