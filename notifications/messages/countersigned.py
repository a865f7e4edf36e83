"""What is said of acts that two people sign: a deadline, an end, an address, a role, the wish for a signature."""

from sqlmodel import Session

from models import Account, RollEntry
from notifications.messages.queueing import queue, to_entry


def deadline_extended(session: Session, procedure_id: int, entry: RollEntry, act_id: int) -> None:
    """Báo hạn mới cho người chưa trả lời."""
    to_entry(session, "deadline_extended", procedure_id, entry, act_id, act_id=act_id)


def procedure_withdrawn(session: Session, procedure_id: int, entry: RollEntry, act_id: int) -> None:
    """Báo người đã được hỏi rằng việc đã hủy."""
    to_entry(session, "procedure_withdrawn", procedure_id, entry, act_id=act_id)


def address_changed(
    session: Session, procedure_id: int, act_id: int, entry: RollEntry, was: bool, elsewhere: int = 0
) -> None:
    """Báo địa chỉ mới và, where there `was` an old one, địa chỉ cũ; only the new one gets the new link.

    `elsewhere`: in how many other procedures the address changes with this one; the old address hears of all at once.
    """
    facts = {"act_id": act_id, "elsewhere": elsewhere}
    for is_old in (True, False) if was else (False,):
        to = f"entry:{entry.id}:{'old' if is_old else 'new'}"
        more = {"roll_entry_id": entry.id, "facts": {**facts, "is_old": int(is_old)}}
        queue(session, "address_changed", procedure_id, to, act_id, urgent=True, **more)


def account_address_changed(session: Session, act_id: int, account: Account) -> None:
    """Báo cả địa chỉ cũ và địa chỉ mới của một tài khoản."""
    for is_old in (True, False):
        to = f"account:{account.id}:{'old' if is_old else 'new'}"
        more = {"account_id": account.id, "facts": {"act_id": act_id, "is_old": int(is_old)}}
        queue(session, "account_address_changed", None, to, act_id, urgent=True, **more)


def role_changed(session: Session, act_id: int, account: Account) -> None:
    """Báo người giữ vai trò rằng ai được trao, thôi giữ vai trò nào."""
    more = {"account_id": account.id, "facts": {"act_id": act_id}}
    queue(session, "role_changed", None, f"account:{account.id}", act_id, **more)


def signature_wanted(session: Session, procedure_id: int | None, act_id: int, account: Account) -> None:
    """Báo người ký thứ hai rằng có việc chờ ký."""
    more = {"account_id": account.id, "facts": {"act_id": act_id}}
    queue(session, "signature_wanted", procedure_id, f"account:{account.id}", act_id, **more)


def act_settled(session: Session, procedure_id: int | None, act_id: int, account: Account) -> None:
    """Báo người đề nghị rằng việc đã được ký, hoặc không được đồng ý."""
    more = {"account_id": account.id, "facts": {"act_id": act_id}}
    queue(session, "act_settled", procedure_id, f"account:{account.id}", act_id, **more)
