"""What is said about a confidence poll beside its meeting: reports, questions, answers, and papers to be filed."""

from sqlmodel import Session

from models import Account, RollEntry
from notifications.messages.queueing import to_account, to_entry

PAPERS = ("confidence_notice", "confidence_report")


def poll_report_wanted(session: Session, procedure_id: int, entry: RollEntry) -> None:
    """Mời người được lấy phiếu nộp báo cáo tự đánh giá qua liên kết riêng."""
    to_entry(session, "poll_report_wanted", procedure_id, entry)


def poll_answers_wanted(session: Session, procedure_id: int, entry: RollEntry) -> None:
    """Báo người được lấy phiếu: có câu hỏi chờ trả lời."""
    to_entry(session, "poll_answers_wanted", procedure_id, entry)


def poll_answered(session: Session, procedure_id: int, entry: RollEntry, meeting_id: int) -> None:
    """Báo người bỏ phiếu: trả lời của người được lấy phiếu đã có ở trang riêng."""
    to_entry(session, "poll_answered", procedure_id, entry, meeting_id=meeting_id)


def poll_paper_awaits_signature(session: Session, procedure_id: int, account: Account, paper: str) -> None:
    """Báo văn thư: thông báo, hoặc báo cáo kết quả, chờ số, ngày và bản ký."""
    number = PAPERS.index(paper) + 1
    to_account(session, "poll_paper_awaits_signature", procedure_id, account, number, paper=paper)
