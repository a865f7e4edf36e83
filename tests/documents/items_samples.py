"""A made-up report on five items, one in each standing and one done late."""

from datetime import date

from documents.papers.items_report import ItemsReportFacts, ReportedItem, Standing
from tests.documents import samples

DUE = date(2026, 6, 30)


def item(number: int, standing: Standing, said: str = "Theo đúng tiến độ.", **other: object) -> ReportedItem:
    return ReportedItem(
        number,
        "Bố trí chỗ để xe có mái che.",
        "Điều 3, khoản 3",
        "Trần Văn Bình",
        "Văn phòng",
        DUE,
        standing,
        said,
        **other,  # pyright: ignore
    )


ITEMS = (
    item(1, Standing.DONE, done_on=DUE),
    item(2, Standing.DONE, done_on=date(2026, 7, 1)),
    item(3, Standing.AWAITING),
    item(4, Standing.DOING, ""),
    item(5, Standing.OVERDUE, "", has_file=True),
)
FACTS = ItemsReportFacts(
    letterhead=samples.letterhead("BC-SNgV", 21, date(2026, 9, 4)),
    agency=samples.AGENCY,
    head="Giám đốc",
    resolution=samples.RESOLUTION,
    until=date(2026, 9, 3),
    items=ITEMS,
    signers=(samples.UNION_CHAIR, samples.HEAD),
    filed_by="VP",
    check=1,
    conclusion="Nhìn chung đúng tiến độ.\nViệc 5 phải xong trong tháng 9.",
    union_remark="Nhất trí với kết quả kiểm tra.",
)
