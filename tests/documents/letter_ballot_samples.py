"""A ballot by letter in place of a conference, in the facts of its papers."""

from datetime import UTC, datetime

from documents.paper import Letterhead
from documents.papers.conference.letter_ballot import LetterBallotFacts, LetterCount
from tests.documents.conference_samples import NAME, SIGNERS
from tests.documents.samples import letterhead


def letter_ballot_facts(symbol: str = "QĐ-SNgV") -> LetterBallotFacts:
    return LetterBallotFacts(
        letterhead=letterhead(symbol) if symbol else Letterhead("UBND TỈNH BÌNH MINH", "SỞ NGOẠI VỤ", "Bình Minh"),
        agency="Sở Ngoại vụ tỉnh Bình Minh",
        head="Giám đốc",
        conference=NAME,
        questions=("Thông qua nghị quyết hội nghị", "Mức đóng góp quỹ tình nghĩa"),
        majority="trên 50 % tổng số cán bộ, công chức, viên chức, người lao động",
        filed_by="Văn phòng",
        signers=SIGNERS[1:],
        days=7,
        convenings=2,
        law="khoản 2 Điều 50 Luật Thực hiện dân chủ ở cơ sở",
    )


def letter_count() -> LetterCount:
    return LetterCount(
        asked=28,
        returned=24,
        on_paper=2,
        needed=15,
        opened_at=datetime(2026, 12, 14, 1, tzinfo=UTC),
        closed_at=datetime(2026, 12, 21, 10, tzinfo=UTC),
        decision="số 12/QĐ-SNgV ngày 11/12/2026",
        counts=((20, 3, 1), (12, 8, 4)),
        carried=(True, False),
        said=("Giảm mức đóng góp",),
    )
