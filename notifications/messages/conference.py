"""What is said about a staff conference beside its meeting: its plan, and the ballot by letter in its place."""

from sqlmodel import Session

from models import Account, RollEntry
from notifications.messages.queueing import to_account, to_entry

LETTER_PAPERS = ("letter_ballot_decision", "letter_ballot_minutes")


def conference_plan_to_agree(session: Session, procedure_id: int, account: Account) -> None:
    """Mời Công đoàn đọc và thống nhất kế hoạch hội nghị."""
    to_account(session, "conference_plan_to_agree", procedure_id, account)


def conference_plan_awaits_signature(session: Session, procedure_id: int, account: Account) -> None:
    """Báo văn thư: kế hoạch hội nghị đã thống nhất, chờ số, ngày và bản ký."""
    to_account(session, "conference_plan_awaits_signature", procedure_id, account)


def letter_ballot_wanted(session: Session, procedure_id: int, account: Account) -> None:
    """Báo cán bộ tổ chức: hội nghị không đủ người, chuẩn bị gửi phiếu lấy ý kiến toàn thể."""
    to_account(session, "letter_ballot_wanted", procedure_id, account)


def letter_ballot_to_agree(session: Session, procedure_id: int, account: Account) -> None:
    """Mời Công đoàn thống nhất việc gửi phiếu lấy ý kiến."""
    to_account(session, "letter_ballot_to_agree", procedure_id, account)


def letter_ballot_awaits_signature(session: Session, procedure_id: int, account: Account, paper: str) -> None:
    """Báo văn thư: quyết định gửi phiếu, rồi biên bản kiểm phiếu, chờ số, ngày và bản ký."""
    number = LETTER_PAPERS.index(paper) + 1
    to_account(session, "letter_ballot_awaits_signature", procedure_id, account, number, paper=paper)


def letter_ballot_asked(session: Session, procedure_id: int, entry: RollEntry) -> None:
    """Mời trả lời phiếu lấy ý kiến thay hội nghị."""
    to_entry(session, "letter_ballot_asked", procedure_id, entry)


def letter_ballot_reminder(session: Session, procedure_id: int, entry: RollEntry) -> None:
    """Nhắc người chưa trả lời phiếu, một ngày trước hạn."""
    to_entry(session, "letter_ballot_reminder", procedure_id, entry)


def letter_ballot_recorded(session: Session, procedure_id: int, entry: RollEntry, answer_id: int, number: int) -> None:
    """Báo cho chính chủ rằng phiếu đã được ghi, hoặc vừa được đổi: a letter each time."""
    to_entry(session, "letter_ballot_recorded", procedure_id, entry, number, answer_id=answer_id)
