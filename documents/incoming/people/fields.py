"""The headings of a staff list in their many spellings, and what each column is for."""

import enum
import re
from functools import lru_cache

from words.names import folded


class Field(enum.StrEnum):
    """What a column holds; the value names the column where the file has no heading of its own."""

    NUMBER = "STT"
    NAME = "Họ và tên"
    FAMILY = "Họ đệm"
    MIDDLE = "Tên đệm"
    GIVEN = "Tên"
    UNIT = "Đơn vị"
    CATEGORY = "Đối tượng"
    TICK = "Loại"
    EMAIL = "Email"
    POSITION = "Chức vụ"
    BIRTH = "Năm sinh"


class Category(enum.StrEnum):
    """Loại người làm việc, in the words of the staff table, without the table: a list is read where no database is."""

    CADRE = "cadre"
    CIVIL_SERVANT = "civil_servant"
    PUBLIC_EMPLOYEE = "public_employee"
    CONTRACT_WORKER = "contract_worker"


def _only(words: str) -> re.Pattern[str]:
    return re.compile(f"(({words.replace(' ', '|')})( |$))+")


LONGEST_HEADING = 200
WORD = (
    "email|phong|tuong|vien|danh|dien|dong|chuc|cong|loai|mail|nhan|phan|quan|ngay|sinh|ban|can|chi|day|dem|dia|doi|don|"
    "hop|lao|nam|tac|ten|thu|tri|bo|ca|cb|co|du|ho|nv|su|tu|va|vi|vu"
)
GLUED = re.compile(rf"({WORD}){{2,8}}")
NAMES_OF_OTHERS = (
    r"\b(vo|chong|con|cha|me|(?<!can )bo|than nhan|nguoi than|phu thuoc|khong dau|goi khac|ky ten|bi danh)\b"
)
GROUP_OF_OTHERS = r"\b(vo|chong|than nhan|nguoi than|phu thuoc)\b"
NAME_HEADING = (
    r"(ho (va )?ten|ten (can bo|cong chuc|vien chuc|nhan vien|nhan su|nguoi lao dong|cbcc\w*|cb|nv|cbnv|day du)|"
    r"(full ?|employee |staff |display )?name$)"
)
UNIT_WORDS = _only(
    "phong ban don vi bo phan khoa to doi trung tam cong tac chuyen mon truc thuoc ten noi lam viec hien dang nay tai "
    "va hoac quan ly nghiep vu nhom sinh hoat co quan thuoc so cua chuc chi cuc su dung truc tiep unit department dept "
    "division"
)
UNIT_CORE = (
    r"\b(phong|don vi|bo phan|khoa|to|ban|(noi|co quan) cong tac|noi lam viec|trung tam|chi cuc|unit|department|dept|"
    r"division)\b"
)
CATEGORY_WORDS = _only(
    "thuoc doi tuong dien loai phan nhom hinh che do can bo nhan su lao dong cong chuc vien nguoi cc vc nld hd hdld "
    "hop cb cbcc ccvc cbccvc cbccvcnld ccvcnld bien che va hoac quan ly theo su dung thuc lay y kien "
    "category type of staff employee employment contract"
)
CATEGORY_CORE = (
    r"\b((thuoc )?doi tuong|dien|(phan )?(loai|nhom)|cbccvc|cbccvcnld|category|type|bien che (va |hoac )?(hd|hop dong)|"
    r"(che do|hinh thuc) (lao dong|hop dong)|(staff|employee|employment|contract) (type|category))\b"
)
CATEGORY_OF_OTHERS = (
    r"\b(ngay|ngach|ma|so|ten|chuc danh|he so|luong|xep loai|tuyen dung|nam|hang|trinh do|dien quan ly)\b"
)
CATEGORY_KINDS = (r"\b(cong chuc|cc)\b", r"\b(vien chuc|vc)\b", r"\b(nguoi lao dong|nld|hop dong|hd|hdld)\b")
POSITION_OF_OTHERS = r"\b(dang|doan the|doan|cong doan|kiem nhiem|cu|truoc|phu cap|he so|ngay|bo nhiem|quy hoach|muc)\b"
TICK_HEADINGS = (
    (Category.CIVIL_SERVANT, r"(cong chuc|cc)"),
    (Category.PUBLIC_EMPLOYEE, r"(vien chuc|vc)"),
    (
        Category.CONTRACT_WORKER,
        r"(nguoi lao dong|nld|(lao dong )?hop dong( lao dong)?|hdld|hd( ?\d+)?)",
    ),
    (Category.CADRE, r"(can bo|cb)"),
)
WHOLE_HEADINGS = (
    (Field.NAME, r"ho (va )?(chu |ten )?dem va ten( khai sinh)?"),
    (Field.FAMILY, r"(ho|ho va|ho (va )?(ten |chu )?(dem|lot)|surname|last name|family name)"),
    (Field.MIDDLE, r"(ten |chu )?(dem|lot)|middle name"),
    (Field.GIVEN, r"(ten|ten goi|(ten |chu )?(dem|lot) va ten|first name|given name)"),
    (Field.UNIT, r"(dv|d vi|dvct|dv cong tac)"),
    (Field.NUMBER, r"(stt|s tt|st t|s t t|so tt|tt|so thu tu|no|so)"),
    (
        Field.BIRTH,
        r"(nam sinh|sinh nam|sinh ngay|n ?s|n sinh|ntns|dob|date of birth|birth ?(year|date|day)?|ngay[a-z ]*sinh)"
        r"( (nam|nu))?",
    ),
)


def heading_key(text: str) -> str:
    """The heading without accents, punctuation and case: "Họ và tên (*)" is "ho va ten"."""
    return re.sub(r"[^a-z0-9]+", " ", folded(text).replace("ð", "d")).strip()


@lru_cache(maxsize=4_096)
def field_of(heading: str) -> Field | None:
    """What a heading names; None for columns we do not need, which are never kept."""
    if len(heading) > LONGEST_HEADING:
        return None
    whole = re.sub("(?<=[a-z])(?=[A-Z])", " ", heading)
    outside = heading_key(re.sub(r"\([^)]*\)|\[[^]]*\]", " ", whole))
    key = _in_words(re.sub(r"^\d{1,2} (?=\D)", "", outside or heading_key(whole)))
    if not key or len(key) > 80:
        return None
    for field, pattern in WHOLE_HEADINGS:
        if re.fullmatch(pattern, key):
            return field
    if found := next((field for field, is_it in PARTIAL_HEADINGS if is_it(key)), None):
        return found
    return Field.CATEGORY if _is_category(heading_key(heading)) else None


@lru_cache(maxsize=4_096)
def is_of_others(heading: str) -> bool:
    """Whether a heading over several columns says that they are about relatives, not about the person."""
    return re.search(GROUP_OF_OTHERS, heading_key(heading)) is not None


@lru_cache(maxsize=4_096)
def preference(field: Field, heading: str) -> int:
    """Among several columns for one field the lowest comes first: the room before the office, work mail before own."""
    key = heading_key(heading)
    patterns = {
        Field.UNIT: (r"\b(phong|khoa|bo phan|to)\b", r"\bdon vi\b"),
        Field.EMAIL: (r"cong vu|co quan|cong viec", r"^((?!ca nhan|rieng|khac|phu|du phong).)*$"),
        Field.CATEGORY: (r"doi tuong|cong chuc|vien chuc", r"^((?!hop dong|contract).)*$"),
        Field.POSITION: (r"chuc vu", r"^((?!nghe nghiep).)*$"),
    }.get(field, ())
    return next((place for place, pattern in enumerate(patterns) if re.search(pattern, key)), len(patterns))


@lru_cache(maxsize=4_096)
def ticked_category(heading: str) -> Category | None:
    """The category of a column headed by it, in which each person's row carries a mark or nothing."""
    key = heading_key(heading)
    return next((category for category, pattern in TICK_HEADINGS if re.fullmatch(pattern, key)), None)


@lru_cache(maxsize=4_096)
def is_shared_with_phones(heading: str) -> bool:
    """Whether a column of addresses is for telephone numbers too."""
    return re.search(r"dien thoai|sdt|lien he", heading_key(heading)) is not None


def holds_unit_too(heading: str) -> bool:
    """Whether a heading such as "Chức vụ, đơn vị công tác" asks for two things in one cell."""
    return re.search(r"\b(don vi|phong|bo phan)\b", heading_key(heading)) is not None


def _in_words(key: str) -> str:
    """The key where a name of a database's column ("hoten", "donvi") is the words it is made of."""
    return " ".join(" ".join(re.findall(WORD, word)) if GLUED.fullmatch(word) else word for word in key.split())


def _is_name(key: str) -> bool:
    return re.match(NAME_HEADING, key) is not None and not re.search(NAMES_OF_OTHERS + r"|\b(dem|lot)\b", key)


def _is_unit(key: str) -> bool:
    return UNIT_WORDS.fullmatch(key) is not None and re.search(UNIT_CORE, key) is not None


def _is_category(key: str) -> bool:
    kinds = sum(re.search(pattern, key) is not None for pattern in CATEGORY_KINDS)
    is_headed = re.match(CATEGORY_CORE, key) is not None and CATEGORY_WORDS.fullmatch(key) is not None
    return (is_headed or kinds > 1) and re.search(CATEGORY_OF_OTHERS, key) is None


def _is_email(key: str) -> bool:
    is_mail = re.search(r"\b(e ?mail|gmail|mail|thu (dien tu|dt|cong vu)|dia chi thu)\b|hom thu|hop thu", key)
    return is_mail is not None and not re.search(r"\b(vo|chong|mat khau)\b", key)


def _is_position(key: str) -> bool:
    return re.match(r"(chuc vu|chuc danh|vi tri|position|job title)\b", key) is not None and not re.search(
        POSITION_OF_OTHERS, key.replace("chuc danh nghe nghiep", "")
    )


PARTIAL_HEADINGS = (
    (Field.NAME, _is_name),
    (Field.EMAIL, _is_email),
    (Field.POSITION, _is_position),
    (Field.UNIT, _is_unit),
    (Field.CATEGORY, _is_category),
)
