"""Letters about a consultation to those who see to it: clerk, HR, union, managers."""

from sqlmodel import Session

from models import OutboxMessage, Role
from notifications.compose.consultation import consulted, counts_of
from notifications.compose.officers import to_account
from notifications.compose.told import Told


def opinion_plan_awaits_signature(session: Session, message: OutboxMessage) -> Told | None:
    """Kế hoạch chờ số, ngày, bản ký: not once the signed plan is in the register."""
    case = consulted(session, message.procedure_id)
    if not case.is_open or case.is_signed("consultation_plan"):
        return None
    asked = counts_of(session, case).asked
    return to_account(session, message, case, "/papers/consultation_plan", {Role.CLERK}, asked=asked)


def opinion_closed(session: Session, message: OutboxMessage) -> Told | None:
    """Đã hết hạn, còn việc tổng hợp: not once the table has been settled."""
    case = consulted(session, message.procedure_id)
    if not case.is_open or "responses_table" in case.papers:
        return None
    return to_account(session, message, case, "/hr/table", {Role.HR, Role.MANAGER}, counts=counts_of(session, case))


def opinion_union_asked(session: Session, message: OutboxMessage) -> Told | None:
    """Mời Công đoàn có ý kiến: not once the remark is there."""
    case = consulted(session, message.procedure_id)
    if not case.is_open or case.consultation.union_remarked_at:
        return None
    return to_account(session, message, case, "/union-remark", {Role.UNION}, counts=counts_of(session, case))


def opinion_decision_asked(session: Session, message: OutboxMessage) -> Told | None:
    """Quyết định được rồi: not once it has been decided."""
    case = consulted(session, message.procedure_id)
    if not case.is_open or case.consultation.decision:
        return None
    has_remark = case.consultation.union_remarked_at is not None
    counts = counts_of(session, case)
    return to_account(session, message, case, "/decision", {Role.MANAGER}, counts=counts, has_remark=has_remark)


def opinion_decision_awaits_filing(session: Session, message: OutboxMessage) -> Told | None:
    """Văn bản chờ số, ngày, bản ký: not once the signed decision is in the register."""
    case = consulted(session, message.procedure_id)
    if not case.is_open or case.rules is None or case.is_signed("decision"):
        return None
    within = case.rules.days("disclosed_within")
    return to_account(session, message, case, "/papers/decision", {Role.CLERK}, disclosed_within=within)
