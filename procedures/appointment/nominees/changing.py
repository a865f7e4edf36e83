"""Nhân sự rút, nhân sự giới thiệu thêm: how the list of a case changes after it was opened."""

from models import ProcedureState
from models.store.database import transaction
from procedures.access.actor import Actor
from procedures.access.conflicts import lock
from procedures.access.powers import Power
from procedures.appointment.nominees.naming import put_on_list
from procedures.appointment.nominees.standing import has_been_counted, may_name_others, next_step
from procedures.countersigning import signing
from procedures.engine import ask_for_run
from procedures.refusal import Refusal

ACT = "nominee_withdrawn"


def withdraw(actor: Actor, procedure_id: int, nominee_id: int, reason: str, document_id: int) -> int:
    """Ask that a nominee leave the list of an open case, on the document filed about it; returns the request's number.

    It is done when a second person signs. Of a draft nobody withdraws: the name is taken off its list. Raises Refusal
    as `signing.ask`, and: `procedure_not_open`, `nominee_unknown`, `nominee_has_withdrawn`, `withdrawal_document`.
    """
    actor.account_for(Power.DRAFT)
    facts = {"nominee_id": nominee_id, "document_id": document_id}
    return signing.ask(actor, ACT, facts, reason, procedure_id)


def add_nominee(actor: Actor, procedure_id: int, post_id: int, staff_member_id: int, planned_work: str = "") -> int:
    """Put another qualified person on the list at a step at which the law lets one be introduced; returns its number.

    The person may be named there once every condition has been found met, and is at once one of those whom the case is
    about. Raises Refusal: `procedure_not_open`, `names_nobody_else` (the step is another), and those of naming.
    """
    actor.account_for(Power.DRAFT)
    with transaction() as session:
        procedure = lock(session, actor, procedure_id)
        if procedure.state is not ProcedureState.OPEN:
            raise Refusal("procedure_not_open")
        step = next_step(session, procedure_id, post_id)
        if not may_name_others(session, procedure_id, step) or has_been_counted(session, procedure_id, post_id, step):
            raise Refusal("names_nobody_else", field="person")
        nominee = put_on_list(session, actor, procedure, post_id, staff_member_id, planned_work, step)
        ask_for_run(session, procedure_id)
        return nominee.id or 0
