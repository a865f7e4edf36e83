"""Which rows of a list are people, and which are titles, totals, signatures and remarks."""

import enum
import re

from documents.incoming.people.categories import category_in
from documents.incoming.people.fields import Field, ticked_category
from documents.incoming.people.table import Seen
from words.names import folded

TOTAL = re.compile(r"(tổng cộng|tổng số|tổng|cộng)(?!\w)", re.IGNORECASE)
TOTAL_WITHOUT_ACCENTS = re.compile(r"\(?((tong (cong|so)|danh sach (nay |tren )?(gom|co|co tat ca)) *[:\d]|an dinh )")
COUNTED = re.compile(
    r"(\d{1,5})\s*(?:\([^)]*\)\s*)?(người|đồng chí|đ/c|cán bộ|công chức|viên chức|cbccvc)", re.IGNORECASE
)
ENDING = re.compile(
    r"\W*((người|cán bộ) (lập|tổng hợp|ký|kiểm tra|kiểm soát|báo cáo|phụ trách|duyệt|giao|nhận)|phụ trách|"
    r"lập (biểu|bảng)|thủ trưởng|(phó )?(tổng )?giám đốc|(kt|tl|tuq|tm|q)\.|"
    r"(phó )?trưởng (phòng|ban|khoa)|(phó )?chánh văn phòng|(phó )?chủ tịch|(phó )?hiệu trưởng|(phó )?cục trưởng|"
    r"kế toán trưởng|thư ký|\(?ký[ ,]|nơi nhận|lưu:|- lưu|xác nhận|phê duyệt|người duyệt)",
    re.IGNORECASE,
)
DATED = re.compile(r"\bngay\b.*\bthang\b.*\bnam\b")
TITLE = re.compile(
    r"(danh sách|phụ lục|(mẫu|biểu) (số|mẫu)|[uủ][ỷyỉi]? ?ban nhân dân|ubnd|sở|bộ|cộng h[oò][aà]|độc lập|"
    r"các(?! đồng chí)|trong đó|kèm theo|trang|page)(?!\w)",
    re.IGNORECASE,
)
REMARK = re.compile(r"[*(+–-]|ghi chú|lưu ý|chú ý|chú thích|note", re.IGNORECASE)
MOST_WORDS_OF_A_NAME = 7
LONGEST_LINE = 200


class RowKind(enum.Enum):
    """What a row is for the list."""

    NOTHING = enum.auto()
    PERSON = enum.auto()
    TOTAL = enum.auto()
    ENDING = enum.auto()
    UNCLEAR = enum.auto()


def kind_of_row(seen: Seen, after: RowKind | None) -> RowKind:
    """The kind of a row that is neither a heading nor a title; after a total or a signature lone names are signers."""
    name = seen[Field.NAME]
    words = [text for text in seen.filled if text != seen[Field.NUMBER] or not seen.is_numbered]
    if not words or seen.is_continued or seen.is_numbers_of_columns or seen.is_explained:
        return RowKind.NOTHING
    if not seen.is_numbered and ticked_category(name):
        return RowKind.NOTHING  # "CC: công chức" below the list
    if seen.is_person:
        return RowKind.PERSON
    if is_total(words[0]):
        return RowKind.TOTAL
    if category_in(seen[Field.CATEGORY]) or "@" in seen[Field.EMAIL]:
        return RowKind.PERSON
    if _is_ending(name or words[0]) or (not name and any(map(_is_ending, words))):
        return RowKind.ENDING
    if not seen.is_numbered and TITLE.match(words[0].lstrip("(")):
        return RowKind.NOTHING
    if name and (seen.is_numbered or (seen.known and after is not RowKind.ENDING)):
        return RowKind.PERSON
    if after:
        return RowKind.NOTHING
    return _kind_of_lone(seen, words)


def is_prose(text: str) -> bool:
    """Whether a text that stands alone counts, signs, remarks or heads the list, so that it names nothing."""
    return is_total(text) or _is_ending(text) or bool(TITLE.match(text.lstrip("(")) or REMARK.match(text))


def is_total(text: str) -> bool:
    """Whether a row that begins so counts others."""
    return TOTAL.match(text) is not None or TOTAL_WITHOUT_ACCENTS.match(folded(text[:LONGEST_LINE])) is not None


def counted_in(seen: Seen) -> int | None:
    """The number of people that a total over the whole list states."""
    text = " ".join(seen.filled)
    if not re.match(r"\W*(tổng (cộng|số)|danh sách|ấn định)", text, re.IGNORECASE):
        return None
    stated = [int(number) for number, _ in COUNTED.findall(text)] or [
        int(number) for number in re.findall(r"\d+", text)
    ]
    return stated[0] if stated and (len(stated) == 1 or COUNTED.search(text)) else None


def _kind_of_lone(seen: Seen, words: list[str]) -> RowKind:
    if seen[Field.NAME]:
        is_namelike = len(seen[Field.NAME].split()) <= MOST_WORDS_OF_A_NAME and not REMARK.match(seen[Field.NAME])
        return RowKind.PERSON if is_namelike else RowKind.UNCLEAR
    if len(seen.known) > 1:
        return RowKind.PERSON
    return RowKind.NOTHING if REMARK.match(words[0]) else RowKind.UNCLEAR


def _is_ending(text: str) -> bool:
    return ENDING.match(text) is not None or DATED.search(folded(text[:LONGEST_LINE])) is not None
