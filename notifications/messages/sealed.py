"""What is said about a round of sealed ballots: to its voters, and to the three who hold the keys.

A letter to a voter is numbered by the round, and within it by how often the like was said.
"""

from sqlmodel import Session

from models import Account, RollEntry
from notifications.messages.queueing import to_account, to_entry

OF_A_ROUND = 1000


def keys_asked(session: Session, procedure_id: int, account: Account, holder_id: int) -> None:
    """Mời người kiểm phiếu tạo khóa."""
    to_account(session, "keys_asked", procedure_id, account, holder_id, holder_id=holder_id)


def slips_asked(session: Session, procedure_id: int, account: Account, sealed_id: int, holder_id: int) -> None:
    """Nhờ một người giữ khóa làm phiếu mã để bốc thăm tại hội trường."""
    to_account(session, "slips_asked", procedure_id, account, sealed_id, sealed_id=sealed_id, holder_id=holder_id)


def ballot_asked(session: Session, procedure_id: int, entry: RollEntry, sealed_id: int, time: int = 1) -> None:
    """Mời bỏ phiếu, với liên kết và mã của riêng người nhận; gửi lại thì vẫn mã ấy."""
    to_entry(session, "ballot_asked", procedure_id, entry, sealed_id * OF_A_ROUND + time, sealed_id=sealed_id)


def ballot_recorded(session: Session, procedure_id: int, entry: RollEntry, sealed_id: int, day: int) -> None:
    """Báo đã ghi nhận phiếu, cho mọi người vừa bỏ phiếu, cùng một giờ trong ngày."""
    number = sealed_id * OF_A_ROUND + day
    to_entry(session, "ballot_recorded", procedure_id, entry, number, urgent=True, sealed_id=sealed_id)


def ballots_closed(session: Session, procedure_id: int, entry: RollEntry, sealed_id: int) -> None:
    """Báo hòm phiếu đã đóng: có hay không có phiếu nào của người nhận được ghi nhận."""
    to_entry(session, "ballots_closed", procedure_id, entry, sealed_id, sealed_id=sealed_id)


def box_to_open(session: Session, procedure_id: int, account: Account, sealed_id: int, holder_id: int) -> None:
    """Mời người giữ khóa mở hòm phiếu."""
    to_account(session, "box_to_open", procedure_id, account, sealed_id, sealed_id=sealed_id, holder_id=holder_id)


def keys_to_destroy(session: Session, procedure_id: int, account: Account, holder_id: int) -> None:
    """Đề nghị hủy mã khôi phục: không còn hòm nào cần khóa."""
    to_account(session, "keys_to_destroy", procedure_id, account, holder_id, holder_id=holder_id)


def words_to_peel(session: Session, procedure_id: int, account: Account, sealed_id: int, holder_id: int) -> None:
    """Đến lượt người giữ khóa, hay người thay, mở lớp của mình trên các lời kín."""
    to_account(session, "words_to_peel", procedure_id, account, sealed_id, sealed_id=sealed_id, holder_id=holder_id)
