"""Còn thiếu gì trước khi làm được việc đầu tiên: the agency, its people, a clerk."""

from sqlmodel import Session, col, select

from models import Agency, Role, StaffMember
from procedures.access.accounts import holding


def wanting(session: Session) -> list[str]:
    """What the agency has not set up yet, in the order in which it is done: keys under `set_up`."""
    at_work = select(StaffMember.id).where(col(StaffMember.left_on).is_(None)).limit(1)
    there = {
        "agency": session.get(Agency, 1) is not None,
        "staff": session.exec(at_work).first() is not None,
        "clerk": bool(holding(session, Role.CLERK)),
    }
    return [key for key, is_there in there.items() if not is_there]
