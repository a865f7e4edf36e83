"""A made-up agency of any size: names, units, addresses, the same for the same seed."""

import csv
import io
import random
from dataclasses import dataclass
from datetime import date

from words.names import folded

FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý")
MIDDLE = ("Văn", "Thị", "Hữu", "Đức", "Minh", "Thanh", "Ngọc", "Quang", "Thùy", "Anh", "Xuân", "Hải", "Bảo", "Tuấn")
GIVEN = (
    *("An", "Bình", "Châu", "Dũng", "Đạt", "Giang", "Hà", "Hạnh", "Hoa", "Hùng", "Hương", "Khánh", "Lan", "Linh"),
    *("Long", "Mai", "Nam", "Nga", "Nhung", "Oanh", "Phong", "Phúc", "Quỳnh", "Sơn", "Tâm", "Thắng", "Trang", "Yến"),
)
UNITS = ("Ban Giám đốc", "Văn phòng", "Phòng Lãnh sự", "Phòng Hợp tác quốc tế", "Thanh tra")
HEADS = ("Giám đốc", "Chánh Văn phòng", "Trưởng phòng", "Trưởng phòng", "Chánh Thanh tra")
CATEGORIES = ("Công chức", "Công chức", "Công chức", "Viên chức", "Người lao động")
DOMAIN = "sngv.example"

CONFERENCE = "Hội nghị cán bộ, công chức, viên chức và người lao động năm 2026"
SUBJECT = f"Nghị quyết {CONFERENCE}"
BASES = ("Quy chế thực hiện dân chủ của cơ quan", "Biên bản Hội nghị ngày 20 tháng 11 năm 2026")
ARTICLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "Thông qua các báo cáo trình Hội nghị",
        (
            "1. Báo cáo của Giám đốc về kết quả công tác năm 2026 và kế hoạch năm 2027.",
            "2. Báo cáo của Công đoàn về thực hiện nghị quyết hội nghị năm trước và quy chế dân chủ.",
            "3. Báo cáo của Ban Thanh tra nhân dân.",
        ),
    ),
    (
        "Nhiệm vụ, chỉ tiêu năm 2027",
        (
            "1. Giải quyết đúng hạn từ 98 % hồ sơ lãnh sự; công khai tiến độ hằng tuần.",
            "2. Mỗi phòng có ít nhất một sáng kiến được áp dụng.",
        ),
    ),
    (
        "Cải thiện điều kiện làm việc",
        (
            "1. Văn phòng hoàn thành sửa chữa phòng tiếp công dân trước ngày 30/6/2027.",
            "2. Lấy ý kiến toàn thể trước khi sửa Quy chế chi tiêu nội bộ.",
        ),
    ),
    ("Giao ước thi đua", ("Hội nghị thống nhất nội dung giao ước thi đua giữa Giám đốc và Công đoàn.",)),
    (
        "Tổ chức thực hiện",
        (
            "Giám đốc phối hợp với Ban Chấp hành Công đoàn phổ biến, hướng dẫn, đôn đốc việc thực hiện Nghị quyết; "
            "định kỳ 06 tháng kiểm tra, thông báo kết quả đến toàn thể cán bộ, công chức, viên chức, người lao động.",
        ),
    ),
)
ADOPTED_ON = date(2026, 11, 20)


@dataclass(frozen=True)
class Item:
    """A made-up item of the resolution; `source` is a key under `item_sources`, `days` how long its owner has."""

    text: str
    source: str
    place: str
    days: int


ITEMS = (
    Item("Hoàn thành sửa chữa phòng tiếp công dân", "article", "Điều 3, khoản 1", 60),
    Item("Công khai tiến độ giải quyết hồ sơ lãnh sự hằng tuần", "article", "Điều 2, khoản 1", 120),
    Item("Bố trí chỗ để xe có mái che cho người lao động", "answer", "Giải đáp của Giám đốc", 100),
)


@dataclass(frozen=True)
class Draft:
    """A made-up draft on which everyone is consulted; `matter` is a key of the law's list."""

    matter: str
    subject: str
    purpose: str
    paragraphs: tuple[str, ...]


DEMOCRACY_RULES = Draft(
    "democracy_rules",
    "dự thảo Quy chế thực hiện dân chủ của Sở Ngoại vụ năm 2027",
    "Để mọi người cùng góp ý trước khi Giám đốc ban hành Quy chế áp dụng từ năm 2027.",
    (
        "Điều 1. Phạm vi điều chỉnh. Quy chế này quy định việc công khai, tham gia ý kiến, kiểm tra trong cơ quan.",
        "Điều 2. Nội dung công khai được gửi đến từng người qua thư điện tử và niêm yết tại bảng tin tầng 1.",
        "Điều 3. Giám đốc tiếp cán bộ, công chức, viên chức, người lao động vào chiều thứ Sáu tuần đầu mỗi tháng.",
        "Điều 4. Ý kiến góp ý được trả lời trong 07 ngày làm việc kể từ ngày nhận được.",
        "Điều 5. Văn phòng tổng hợp việc thực hiện Quy chế, báo cáo Giám đốc và Công đoàn 06 tháng một lần.",
        "Điều 6. Quy chế có hiệu lực từ ngày 01 tháng 01 năm 2027.",
    ),
)
SPENDING_RULES = Draft(
    "spending_rules",
    "dự thảo Quy chế chi tiêu nội bộ năm 2027",
    "Để việc chi tiêu rõ ràng, tiết kiệm, được mọi người bàn trước khi Giám đốc ban hành.",
    (
        "Điều 1. Phạm vi điều chỉnh. Quy chế này quy định việc chi tiêu nội bộ từ nguồn kinh phí tự chủ.",
        "Điều 2. Công tác phí được khoán 500.000 đồng mỗi tháng đối với người đi công tác từ 10 ngày trở lên.",
        "Điều 3. Tiền làm thêm giờ được thanh toán theo bảng chấm công có xác nhận của trưởng phòng.",
        "Điều 4. Văn phòng phẩm được khoán 30.000 đồng một người mỗi tháng.",
        "Điều 5. Kinh phí tiết kiệm được cuối năm chi thu nhập tăng thêm theo kết quả xếp loại.",
        "Điều 6. Quy chế có hiệu lực từ ngày 01 tháng 01 năm 2027.",
    ),
)


@dataclass(frozen=True)
class Person:
    """One made-up member of staff."""

    full_name: str
    unit: str
    category: str
    position: str
    email: str
    birth_year: int


def people(number: int, seed: int = 1, without_mail: int = 0) -> list[Person]:
    """`number` people of five units, the last `without_mail` of them without an address.

    No two share name, unit and year of birth: a staff list with such a pair is taken for a list that repeats someone.
    """
    chosen, made = random.Random(seed), {}  # noqa: S311 (names, not secrets)
    while len(made) < number:
        person = _drawn(chosen, len(made), has_mail=len(made) < number - without_mail)
        made.setdefault((person.full_name, person.unit, person.birth_year), person)
    return list(made.values())


def _drawn(chosen: random.Random, index: int, has_mail: bool) -> Person:
    unit = index if index < len(UNITS) else chosen.randrange(1, len(UNITS))
    name = f"{chosen.choice(FAMILY)} {chosen.choice(MIDDLE)} {chosen.choice(GIVEN)}"
    return Person(
        full_name=name,
        unit=UNITS[unit],
        category=CATEGORIES[0] if index < len(UNITS) else chosen.choice(CATEGORIES),
        position=HEADS[unit] if index < len(UNITS) else "Chuyên viên",
        email=_address(name, index) if has_mail else "",
        birth_year=chosen.randrange(1968, 2001),
    )


def _address(name: str, index: int) -> str:
    *before, given = folded(name).split()
    return f"{given}{''.join(word[0] for word in before)}{index + 1:02d}@{DOMAIN}"


def as_csv(listed: list[Person]) -> bytes:
    """The staff list as HR would keep it, with its headings, for the import page."""
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(["STT", "Họ và tên", "Năm sinh", "Chức vụ", "Đơn vị", "Loại", "Thư điện tử"])
    for number, person in enumerate(listed, start=1):
        rows.writerow(
            [number, person.full_name, person.birth_year, person.position, person.unit, person.category, person.email]
        )
    return out.getvalue().encode("utf-8-sig")
