"""Sample letters of the tests here; every person in them is made up."""

from datetime import UTC, datetime
from typing import Any

from notifications.letter import Letter

SENT_AT = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
WORDS = """Văn sự Ngô Thị Hà Nam xin ý kiến bổ nhiệm Trưởng phòng Lãnh Phó Giám đốc Sở Ngoại vụ Quy chế chi tiêu nội bộ
nghị quyết hội cán bộ công chức viên người lao động trước thứ Sáu Đặng Nguyễn Ánh Tuyết Quỳnh Như Thủy Ưng Ơn Ỷ Ỹ Ộ ẵ
2027 17:00 27/11 – (số 12) "dự thảo" Phòng, Tổ <mới> A&B =?utf-8?q?x?= @ ; : ' năm"""


def letter(**changed: Any) -> Letter:
    """A letter like those of the product, with what a test wants different."""
    fields: dict[str, Any] = {
        "message_id": "<opinion_invited.0123456789abcdef@sngv.example>",
        "sender_name": "Văn phòng, Sở Ngoại vụ",
        "sender_address": "vanphong@sngv.example",
        "to_name": "Lê Thị Hoa",
        "to_address": "hoa@sngv.example",
        "reply_to": ("Trần Văn Bình", "binh@sngv.example"),
        "subject": "Xin ý kiến: Quy chế chi tiêu nội bộ 2027 – trước 17:00 thứ Sáu 27/11",
        "text": "Kính gửi đồng chí Lê Thị Hoa,\n.\nHạn: 17:00 thứ Sáu 27/11/2026.\n",
        "html": "<p>Kính gửi đồng chí Lê Thị Hoa,</p>",
    }
    return Letter(**{**fields, **changed})
