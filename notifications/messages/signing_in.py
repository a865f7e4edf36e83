"""What lets somebody in: a code to sign in with, a new personal link."""

from sqlmodel import Session

from models import RollEntry
from notifications.messages.queueing import queue, to_entry


def sign_in_code(session: Session, request_id: int, account_id: int | None, staff_member_id: int | None) -> None:
    """Mã sáu số để đăng nhập."""
    queue(
        session,
        "sign_in_code",
        None,
        f"request:{request_id}",
        account_id=account_id,
        staff_member_id=staff_member_id,
        facts={"request_id": request_id},
        urgent=True,
    )


def link_reissued(session: Session, procedure_id: int, entry: RollEntry) -> None:
    """Liên kết mới sau khi chủ báo mất: the version makes the letter new, and the old link void."""
    to_entry(session, "link_reissued", procedure_id, entry, entry.link_version, urgent=True)
