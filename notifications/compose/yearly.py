"""Letters about what comes back every year; one function a message, named after it."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, select

from models import Account, ConferenceYear, OutboxMessage, Procedure, ProcedureState, Role
from models.store import clock
from notifications.compose.officers import to_account
from notifications.compose.told import Told
from words.dates import local_day

REMINDERS = 10


@dataclass(frozen=True)
class Calendar:
    """The calendar of the yearly conference as it stands at the moment a letter about it is sent."""

    procedure: Procedure
    drafter: Account

    def facts(self) -> dict[str, object]:
        """What all letters about it may name."""
        return {"matter": self.procedure.subject, "kind": self.procedure.kind}


def conference_due(session: Session, message: OutboxMessage) -> Told | None:
    """Nhắc tổ chức hội nghị: not once HR has noted it."""
    procedure = session.get_one(Procedure, message.procedure_id)
    year = int(message.facts["occurrence"]) // REMINDERS
    of_it = (ConferenceYear.procedure_id == procedure.id) & (ConferenceYear.year == year)
    row = session.exec(select(ConferenceYear).where(of_it)).one()
    if procedure.state is not ProcedureState.OPEN or row.noted_at:
        return None
    calendar = Calendar(procedure, session.get_one(Account, procedure.drafted_by))
    board_until = message.facts.get("board_until")
    facts = {
        "year": year,
        "ends_on": row.ends_on,
        "latest_on": row.latest_on,
        "board_until": date.fromisoformat(board_until) if board_until else None,
        "is_last": local_day(clock.now(session)) >= row.latest_on,
    }
    return to_account(session, message, calendar, "", {Role.HR, Role.MANAGER, Role.UNION}, **facts)
