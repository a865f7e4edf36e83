"""Ai điều hành hội nghị: HR, or whoever has the duty of secretary now."""

from sqlmodel import Session

from models import DutyKind
from procedures.access import duties
from procedures.access.actor import Actor
from procedures.access.powers import POWERS, Power


def check_runs(session: Session, actor: Actor, procedure_id: int) -> None:
    """Raise Refusal `concerned`, `second_factor_needed` or `not_your_duty` unless this person runs the meetings now."""
    by_role = POWERS[Power.RUN_MEETING].without_duty
    if actor.could_hold(*by_role):
        actor.account_with(*by_role)
        return
    duties.check_holder(session, actor, procedure_id, DutyKind.SECRETARY)
