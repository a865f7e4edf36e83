"""A made-up report of a year, with something under every heading."""

from datetime import date

from documents.papers.democracy_report import (
    Appointed,
    Asked,
    CarriedOut,
    DemocracyReportFacts,
    Disclosed,
    Held,
    Written,
)
from tests.documents import samples
from tests.documents.items_samples import ITEMS

FACTS = DemocracyReportFacts(
    letterhead=samples.letterhead("BC-SNgV", 30, date(2026, 12, 28)),
    agency=samples.AGENCY,
    year=2026,
    items=(CarriedOut("Nghị quyết số 05/NQ-HNCBCC ngày 05/01/2026 của Hội nghị năm 2025", ITEMS),),
    staff=(Written("Đào tạo, bồi dưỡng", ("Cử 03 công chức học lớp chuyên viên chính",)), Written("Kỷ luật", ())),
    appointed=(Appointed("Lê Thị Hoa", "Phó Trưởng phòng Lãnh sự", "số 12/QĐ-SNgV ngày 05/3/2026"),),
    money=(Written("Tài chính, ngân sách", ("Thực hiện 98 % dự toán",)),),
    asked=(
        Asked("dự thảo Quy chế chi tiêu nội bộ", 28, 26, 4, 2, True),
        Asked("Kế hoạch năm", 28, 20, 0, 0, False),
    ),
    held=(Held("Bổ nhiệm Phó Trưởng phòng (bước 3)", date(2026, 2, 10), 12, 11),),
    disclosed=(
        Disclosed("Bổ nhiệm Phó Trưởng phòng", date(2026, 3, 6), date(2026, 3, 25), True),
        Disclosed("Quy chế chi tiêu nội bộ", date(2026, 6, 30), date(2026, 7, 19), False),
    ),
    rules=("Quy chế chi tiêu nội bộ năm 2026, Quyết định số 20/QĐ-SNgV ngày 20/6/2026.",),
    petitions=Written("Khiếu nại, tố cáo", ()),
    inspection_board=Written("Ban Thanh tra nhân dân", ("Giám sát 02 cuộc, chưa phát hiện vi phạm",)),
    signers=(samples.HEAD,),
    filed_by="VP",
)
