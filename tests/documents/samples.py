"""Made-up cases of each paper, as an agency of 28 people would have them."""

from datetime import UTC, date, datetime

from documents.paper import Letterhead, Signer
from documents.papers.closing_notice import ClosingNoticeFacts, FollowUp, Missing, Review, UnitCount
from documents.papers.reading_list import Acknowledgement, Means, Reader, ReadingListFacts
from documents.papers.resolution import AdoptedArticle, ResolutionFacts, Vote

AGENCY = "Sở Ngoại vụ"
CONFERENCE = "Hội nghị cán bộ, công chức, viên chức, người lao động năm 2026"
RESOLUTION = f"Nghị quyết số 05/NQ-HNCBCC ngày 05/3/2026 của {CONFERENCE}"
HEAD = Signer("Giám đốc", "Trần Quốc Việt")
UNION_CHAIR = Signer("Chủ tịch Công đoàn", "Đỗ Thị Thùy Dương")
LAW = "Luật Thực hiện dân chủ ở cơ sở ngày 10 tháng 11 năm 2022"

ARTICLES = (
    AdoptedArticle(
        "Thông qua các báo cáo trình Hội nghị",
        "Hội nghị thống nhất thông qua Báo cáo kết quả công tác năm 2025 và kế hoạch công tác năm 2026 của Giám đốc Sở;"
        " Báo cáo thực hiện nghị quyết hội nghị năm 2025 và quy chế thực hiện dân chủ của Công đoàn cơ sở; Báo cáo hoạt"
        " động của Ban Thanh tra nhân dân.",
    ),
    AdoptedArticle(
        "Nhiệm vụ và chỉ tiêu năm 2026",
        "1. Hoàn thành 100 % nhiệm vụ Ủy ban nhân dân tỉnh giao, đúng hạn và bảo đảm chất lượng.\n"
        "2. Giải quyết 100 % hồ sơ thủ tục hành chính trước và đúng hạn; ít nhất 80 % hồ sơ nộp trực"
        " tuyến toàn trình.\n"
        "3. Mỗi phòng, đơn vị có ít nhất 01 sáng kiến cải tiến lề lối làm việc được công nhận.\n"
        "4. Tiết kiệm ít nhất 10 % kinh phí chi thường xuyên để bổ sung thu nhập cho người lao động theo Quy chế chi"
        " tiêu nội bộ.",
    ),
    AdoptedArticle(
        "Những việc Hội nghị quyết định",
        "1. Mức đóng góp Quỹ tương trợ nội bộ năm 2026 là một ngày lương mỗi người; việc thu, chi được công khai hằng"
        " quý tại cuộc họp cơ quan.\n"
        "2. Công nhận kết quả bầu Ban Thanh tra nhân dân nhiệm kỳ 2026 - 2028 gồm 03 thành viên:\n"
        "a) Đồng chí Phan Thị Ngọc Ánh, Trưởng ban;\n"
        "b) Đồng chí Hoàng Đình Sỹ, thành viên;\n"
        "c) Đồng chí Võ Thị Hường, thành viên.\n"
        "3. Giám đốc Sở bố trí chỗ để xe có mái che cho người lao động, hoàn thành trong quý III năm 2026, như đã trả"
        " lời tại Hội nghị.",
    ),
    AdoptedArticle(
        "Giao ước thi đua",
        "Hội nghị thống nhất nội dung giao ước thi đua năm 2026 do Giám đốc Sở và Chủ tịch Công đoàn cơ sở ký kết trước"
        " Hội nghị; các phòng, đơn vị đăng ký danh hiệu thi đua trước ngày 31/3/2026.",
    ),
    AdoptedArticle(
        "Tổ chức thực hiện",
        "1. Giám đốc Sở chủ trì, phối hợp với Ban Chấp hành Công đoàn cơ sở phổ biến, hướng dẫn, đôn đốc thực hiện Nghị"
        " quyết.\n"
        "2. Định kỳ 06 tháng một lần, Giám đốc Sở phối hợp với Ban Chấp hành Công đoàn cơ sở kiểm tra, đánh giá kết"
        " quả thực hiện Nghị quyết và thông báo đến toàn thể cán bộ, công chức, viên chức, người lao động.\n"
        "3. Toàn thể cán bộ, công chức, viên chức, người lao động Sở Ngoại vụ chịu trách nhiệm thi hành"
        " Nghị quyết này.",
    ),
)

NAMES_BY_UNIT = {
    "Ban Giám đốc": ("Trần Quốc Việt", "Nguyễn Thị Ánh Tuyết", "Lê Văn Đạt"),
    "Văn phòng": (
        *("Trần Văn Bình", "Phan Thị Ngọc Ánh", "Đỗ Thị Thùy Dương", "Bùi Xuân Ân", "Hồ Hữu Phước", "Đặng Thị Lý"),
        *("Nguyễn Văn Hòa", "Nguyễn Văn Hoa", "Dương Thị Út"),
    ),
    "Phòng Lãnh sự - Người Việt Nam ở nước ngoài": (
        *("Lê Thị Hoa", "Hoàng Đình Sỹ", "Võ Thị Hường", "Cao Tiến Dũng", "Mai Thị Ngà", "Trương Công Đức"),
        *("Phạm Thị Ỷ Lan", "Tạ Quang Huy"),
    ),
    "Phòng Hợp tác quốc tế": (
        *("Lương Thị Mỹ Ẩn", "Ngô Bá Khá", "Thái Thị Quỳnh", "Vương Khả Vũ", "Đinh Thị Oanh", "Lại Thế Sơn"),
        *("Hà Thị Yến", "Kiều Minh Tuấn"),
    ),
}


def letterhead(symbol: str, number: int | None = None, dated_on: date | None = None) -> Letterhead:
    return Letterhead("UBND tỉnh Hà Tĩnh", AGENCY, "Hà Tĩnh", symbol, number, dated_on)


def resolution_facts() -> ResolutionFacts:
    return ResolutionFacts(
        letterhead=letterhead("NQ-HNCBCC", 5, date(2026, 3, 5)),
        agency=AGENCY,
        conference=CONFERENCE,
        adopted_on=date(2026, 3, 5),
        articles=ARTICLES,
        signers=(UNION_CHAIR, HEAD),
        filed_by="VP",
        citation=LAW,
        other_bases=("Quy chế thực hiện dân chủ của Sở Ngoại vụ", f"Biên bản {CONFERENCE} ngày 05/3/2026"),
        vote=Vote(26, 28),
        other_recipients=("Sở Nội vụ (để báo cáo)", "Công đoàn Viên chức tỉnh"),
    )


def readers() -> tuple[Reader, ...]:
    given = {
        "Trần Văn Bình": Acknowledgement(Means.PAPER, datetime(2026, 3, 12, 2, 5, tzinfo=UTC)),
        "Dương Thị Út": None,
        "Ngô Bá Khá": None,
    }
    by_mail = Acknowledgement(Means.MAIL, datetime(2026, 3, 9, 7, 41, tzinfo=UTC))
    return tuple(
        Reader(name, unit, "Lãnh đạo Sở" if unit == "Ban Giám đốc" else "Chuyên viên", given.get(name, by_mail))
        for unit, names in NAMES_BY_UNIT.items()
        for name in names
    )


def reading_list_facts() -> ReadingListFacts:
    return ReadingListFacts(
        letterhead=letterhead(""),
        document=RESOLUTION,
        readers=readers(),
        signers=(Signer("Người lập danh sách", "Trần Văn Bình"), Signer("Chánh Văn phòng", "Hồ Hữu Phước")),
        collector="Văn phòng Sở",
        until=datetime(2026, 3, 20, 10, 0, tzinfo=UTC),
        units=tuple(NAMES_BY_UNIT),
    )


def closing_notice_facts() -> ClosingNoticeFacts:
    return ClosingNoticeFacts(
        letterhead=letterhead("TB-SNgV"),
        agency=AGENCY,
        resolution=RESOLUTION,
        circulated_from=date(2026, 3, 9),
        circulated_until=date(2026, 3, 20),
        units=(
            UnitCount("Ban Giám đốc", 3, 3, 0),
            UnitCount("Văn phòng", 9, 7, 1),
            UnitCount("Phòng Lãnh sự - Người Việt Nam ở nước ngoài", 8, 8, 0),
            UnitCount("Phòng Hợp tác quốc tế", 8, 7, 0),
        ),
        missing=(
            Missing("Dương Thị Út", "Văn phòng", "Nghỉ thai sản"),
            Missing("Ngô Bá Khá", "Phòng Hợp tác quốc tế", "Đi công tác nước ngoài"),
        ),
        follow_up=FollowUp("Văn phòng Sở", date(2026, 4, 3)),
        review=Review("Giám đốc Sở phối hợp với Ban Chấp hành Công đoàn cơ sở", date(2026, 9, 5)),
        signers=(Signer("Phó Giám đốc", "Nguyễn Thị Ánh Tuyết", "KT. Giám đốc"),),
        filed_by="VP",
        other_recipients=("Ban Giám đốc (để báo cáo)", "Ban Chấp hành Công đoàn cơ sở", "Ban Thanh tra nhân dân"),
    )
