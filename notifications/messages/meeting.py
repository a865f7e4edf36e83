"""What is said about a meeting of the law: to those who are summoned, and to those who prepare, count and sign.

A meeting's number makes each letter about it one of a kind; a meeting that is convened again has a number of its own.
"""

from sqlmodel import Session

from models import Account, RollEntry
from notifications.messages.queueing import to_account, to_entry


def meeting_summons(session: Session, procedure_id: int, entry: RollEntry, meeting_id: int) -> None:
    """Giấy mời dự hội nghị, kèm tệp lịch."""
    to_entry(session, "meeting_summons", procedure_id, entry, meeting_id, meeting_id=meeting_id)


def meeting_reminder(session: Session, procedure_id: int, entry: RollEntry, meeting_id: int) -> None:
    """Nhắc người chưa báo có dự hay không."""
    to_entry(session, "meeting_reminder", procedure_id, entry, meeting_id, meeting_id=meeting_id)


def meeting_moved(session: Session, procedure_id: int, entry: RollEntry, meeting_id: int, act_id: int) -> None:
    """Báo thời gian, địa điểm mới cho người được mời, kèm tệp lịch thay tệp trước."""
    to_entry(session, "meeting_moved", procedure_id, entry, act_id, meeting_id=meeting_id, act_id=act_id)


def meeting_cancelled(session: Session, procedure_id: int, entry: RollEntry, meeting_id: int, act_id: int) -> None:
    """Báo người được mời rằng hội nghị không họp nữa, kèm tệp xóa khỏi lịch."""
    to_entry(session, "meeting_cancelled", procedure_id, entry, act_id, meeting_id=meeting_id, act_id=act_id)


def meeting_list_wanted(session: Session, procedure_id: int, account: Account, meeting_id: int) -> None:
    """Báo cán bộ tổ chức: cần đặt thời gian, địa điểm, danh sách của hội nghị tiếp theo."""
    to_account(session, "meeting_list_wanted", procedure_id, account, meeting_id, meeting_id=meeting_id)


def meeting_count_asked(session: Session, procedure_id: int, account: Account, meeting_id: int) -> None:
    """Báo người kiểm phiếu: cần nhập kết quả kiểm phiếu."""
    to_account(session, "meeting_count_asked", procedure_id, account, meeting_id, meeting_id=meeting_id)


def meeting_count_differs(
    session: Session, procedure_id: int, account: Account, meeting_id: int, entry_id: int
) -> None:
    """Báo người kiểm phiếu: hai lần nhập khác nhau, cần nhập lại; `entry_id` is the second of the two."""
    facts = {"meeting_id": meeting_id, "entry_id": entry_id}
    to_account(session, "meeting_count_differs", procedure_id, account, entry_id, **facts)


def meeting_minutes_await_signature(session: Session, procedure_id: int, account: Account, meeting_id: int) -> None:
    """Báo văn thư: biên bản của hội nghị chờ số, ngày và bản ký."""
    to_account(session, "meeting_minutes_await_signature", procedure_id, account, meeting_id, meeting_id=meeting_id)


def head_choice_asked(session: Session, procedure_id: int, account: Account, meeting_id: int) -> None:
    """Báo người đứng đầu: luật giao xem xét, lựa chọn."""
    to_account(session, "head_choice_asked", procedure_id, account, meeting_id, meeting_id=meeting_id)


def authority_choice_wanted(session: Session, procedure_id: int, account: Account, meeting_id: int) -> None:
    """Báo cán bộ tổ chức: chờ văn bản quyết định của cấp có thẩm quyền."""
    to_account(session, "authority_choice_wanted", procedure_id, account, meeting_id, meeting_id=meeting_id)


def meeting_preview(
    session: Session, procedure_id: int, account: Account, number: int, meeting_id: int | None = None
) -> None:
    """Gửi thử cho tôi: giấy mời, với liên kết không dùng được; of the newest meeting unless another is named."""
    of = {} if meeting_id is None else {"meeting_id": meeting_id}
    to_account(session, "meeting_preview", procedure_id, account, number, urgent=True, **of)
