"""Letters about a circulated resolution to those who see to it: clerk, HR, managers, unit heads."""

from collections.abc import Sequence

from sqlmodel import Session, func, select

from models import FiledPaper, OutboxMessage, PaperState, Role, RollEntry, StaffMember, Unit
from notifications import links
from notifications.compose.case import Case, case_of, missing
from notifications.compose.officers import roles_of, to_account
from notifications.compose.shortening import by_person, by_unit
from notifications.compose.told import Told, answered_by, named


def resolution_awaits_signature(session: Session, message: OutboxMessage) -> Told | None:
    """Chờ số, ngày, bản ký: not once the signed paper is in the register."""
    case = case_of(session, message.procedure_id)
    if not case.is_open or (case.paper and case.paper.state is PaperState.SIGNED):
        return None
    summoned = _summoned(session, case)
    return to_account(session, message, case, "/papers/resolution", {Role.CLERK}, summoned=summoned)


def resolution_missing(session: Session, message: OutboxMessage) -> Told | None:
    """Còn ai chưa đọc: the names, where the rules of the procedure let one of the reader's roles see them."""
    case = case_of(session, message.procedure_id)
    people = missing(session, case)
    if not people or case.is_annulled:
        return None
    roles = roles_of(session, message)
    may_see = bool({role.value for role in roles}.intersection(case.seen_by))
    facts = {"summoned": _summoned(session, case), **_named(by_unit(people if may_see else ()), people)}
    return to_account(session, message, case, "", {Role.HR, Role.MANAGER}, **facts)


def resolution_missing_in_unit(session: Session, message: OutboxMessage) -> Told | None:
    """Đơn vị còn ai chưa đọc: only the names of the head's own unit, where the rules let heads see them."""
    head = session.get_one(StaffMember, message.staff_member_id)
    case = case_of(session, message.procedure_id)
    if not (head.email and head.is_unit_head) or head.left_on or "unit_head_own" not in case.seen_by:
        return None
    unit = session.get_one(Unit, head.unit_id).name
    people = [entry for entry in missing(session, case) if entry.unit_name == unit]
    if not people or case.is_annulled:
        return None
    facts = {"unit": unit, "summoned": _summoned(session, case, unit), **_named(by_person(people), people)}
    return Told(
        head.full_name,
        head.email,
        link=links.page(f"/procedures/{message.procedure_id}"),
        reply_to=answered_by(case.drafter, head.email),
        asks=named(case.drafter),
        facts={**case.facts(), **facts},
    )


def resolution_closing_paper(session: Session, message: OutboxMessage) -> Told | None:
    """Thông báo kết quả đã soạn: the clerk is asked to file it, the others are told the result."""
    case = case_of(session, message.procedure_id)
    notice = select(FiledPaper.state).where(
        FiledPaper.procedure_id == message.procedure_id, FiledPaper.kind == "closing_notice"
    )
    if case.is_annulled or session.exec(notice).first() is PaperState.SIGNED:
        return None
    is_clerk = Role.CLERK in roles_of(session, message)
    page = "/papers/closing_notice" if is_clerk else ""
    counts = {"summoned": _summoned(session, case), "left": len(missing(session, case))}
    readers = {Role.CLERK, Role.HR, Role.MANAGER}
    return to_account(session, message, case, page, readers, is_clerk=is_clerk, **counts)


def _summoned(session: Session, case: Case, unit: str | None = None) -> int:
    rows = select(func.count()).where(RollEntry.procedure_id == case.procedure.id)
    return session.exec(rows if unit is None else rows.where(RollEntry.unit_name == unit)).one()


def _named(listed: tuple[list[str], int], people: Sequence[RollEntry]) -> dict[str, object]:
    names, without_room = listed
    return {"left": len(people), "names": names, "unnamed": without_room}
