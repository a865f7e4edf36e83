"""Letters about a staff conference beside its meeting; one function a message, named after it."""

from sqlmodel import Session, select

from models import Conference, FiledPaper, OutboxMessage, PaperState, Role
from notifications.compose.appointing import appointing, to_officer
from notifications.compose.told import Told

PLAN = "conference_plan"


def conference_plan_to_agree(session: Session, message: OutboxMessage) -> Told | None:
    """Thống nhất kế hoạch: not once the union has agreed."""
    about, conference = appointing(session, message.procedure_id), session.get_one(Conference, message.procedure_id)
    if not about.is_open or conference.agreed_at:
        return None
    when = {"starts_at": conference.starts_at, "place": conference.place}
    return to_officer(session, message, about, "/agreement", {Role.UNION}, **when)


def conference_plan_awaits_signature(session: Session, message: OutboxMessage) -> Told | None:
    """Kế hoạch chờ số, ngày, bản ký: not once the signed paper is in the register."""
    about = appointing(session, message.procedure_id)
    paper = select(FiledPaper.state).where(FiledPaper.procedure_id == message.procedure_id, FiledPaper.kind == PLAN)
    if not about.is_open or session.exec(paper).first() is PaperState.SIGNED:
        return None
    return to_officer(session, message, about, f"/papers/{PLAN}", {Role.CLERK})
