"""Title rows inside a list ("I. Phòng Lãnh sự", "B. Viên chức") and what they say of the rows below them."""

import re
from dataclasses import dataclass

from documents.incoming.people.categories import category_in
from documents.incoming.people.cells import bare
from documents.incoming.people.fields import Category, Field, heading_key
from documents.incoming.people.rows import is_prose
from documents.incoming.people.table import COUNT, Seen
from documents.incoming.people.units import Units
from words.names import folded

NUMBERING = re.compile(r"([IVX]{1,5}|[A-Z]|\d{1,2}(?:\.\d{1,2})*)\s*[.)/:–-]\s*(?=\D)")
LONE_NUMBERING = re.compile(r"([IVX]{1,5}|[A-Z])[.)]?")
COUNT_AT_END = re.compile(
    r"\s*(\(\s*\d{1,4}[^)]*\)|[:–-]?\s*\d{1,4}\s*(người|đồng chí|đ/c|cán bộ|biên chế)|:\s*\d{1,4})\s*[.:]?$|[:.\s]+$",
    re.IGNORECASE,
)
UNIT_TITLE = re.compile(
    r"(phòng|ban|văn phòng|trung tâm|chi cục|cục|vụ|viện|thanh tra|khoa|tổ|đội|bộ phận|lãnh đạo|khối|trạm|hạt|"
    r"chi nhánh|hội đồng|trường|đảng ủy|bệnh viện|nhà|ubnd|hđnd|đơn vị(?! tính))\b",
    re.IGNORECASE,
)
UNIT_TITLE_WITHOUT_ACCENTS = re.compile(
    r"(phong|van phong|trung tam|chi cuc|thanh tra|bo phan|lanh dao|ban giam doc)\b"
)
PERSON_NAMED_BAN = re.compile(r"ban (văn(?! (hóa|hoá|học|nghệ|phòng|thư|xã)\b)|thị)( [^\W\d_]+){1,2}", re.IGNORECASE)
CATEGORY_TITLE = re.compile(
    r"((khoi|danh sach|doi tuong|dien|cac|nhom|bien che|hanh chinh|su nghiep|cong|chuc|nhan|vien|nguoi|lao|dong|hop|"
    r"nld|hdld|hd|cc|vc|theo|nghi dinh|so|nd|cp|khac|\d+)( |$))+"
)
LABELLED_UNIT = re.compile(r"(đơn vị(?: công tác)?|phòng(?: ban)?|bộ phận|khoa)\s*:\s*(.+)", re.IGNORECASE)
MOST_WORDS = 12
LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class Section:
    """A title: its manner of numbering ("I", "A", "1" or none), and the unit or the category it names."""

    manner: str
    unit: str | None = None
    category: Category | None = None


class Sections:
    """The titles above a row, the outermost first."""

    def __init__(self) -> None:
        self._open: list[Section] = []

    def enter(self, section: Section) -> None:
        """A title closes those of its own manner and all inside them."""
        manners = [other.manner for other in self._open]
        if section.manner in manners:
            del self._open[manners.index(section.manner) :]
        self._open.append(section)

    @property
    def unit(self) -> str | None:
        return next((section.unit for section in reversed(self._open) if section.unit), None)

    @property
    def category(self) -> Category | None:
        return next((section.category for section in reversed(self._open) if section.category), None)


def section_of(seen: Seen, units: Units) -> Section | None:
    """The title that a row is, or None: it has one text beside its number, and names a unit, a category, or is numbered
    as titles are."""
    number, texts = _split(seen)
    if (
        len(texts) != 1
        or len(texts[0]) > LONGEST_TITLE
        or any(seen[field] != texts[0] or number for field in seen.known)
    ):
        return None
    manner = _manner(number) if number else ""
    title = texts[0]
    if not number and (match := NUMBERING.match(title)):
        manner, title = _manner(match[1]), title[match.end() :]
    is_across = seen.is_titled and not is_prose(title)
    title = bare(COUNT_AT_END.sub("", title)) or title
    return _section(manner, labelled_unit(title, units) or title, units, is_across)


def labelled_unit(text: str, units: Units) -> str | None:
    """The unit that a line above the headings names: "Đơn vị: Phòng Lãnh sự", "Phòng: Lãnh sự"."""
    match = LABELLED_UNIT.fullmatch(bare(text))
    if not match:
        return None
    label, named = match[1], bare(match[2])
    whole = f"{label.split()[0]} {named}" if not label.lower().startswith(("đơn", "bộ")) else named
    return next((unit for unit in (named, whole) if units.is_known(unit) or UNIT_TITLE.match(unit)), None)


def _section(manner: str, title: str, units: Units, is_across: bool) -> Section | None:
    is_short = len(title.split()) <= MOST_WORDS
    if not is_short or not any(map(str.isalpha, title)):
        return None
    if category := titled_category(title):
        return Section(manner or "category", category=category)
    if units.is_known(title) or is_unit_title(title) or manner in ("I", "A") or is_across:
        return Section(manner or "unit", unit=title)
    return None


def titled_category(text: str) -> Category | None:
    """The one category that a title such as "DANH SÁCH VIÊN CHỨC" names, with no other word."""
    return category_in(text) if CATEGORY_TITLE.fullmatch(heading_key(text)) else None


def is_unit_title(text: str) -> bool:
    """Whether a text begins as names of units do."""
    return not PERSON_NAMED_BAN.fullmatch(text) and bool(
        UNIT_TITLE.match(text) or UNIT_TITLE_WITHOUT_ACCENTS.match(folded(text))
    )


def _split(seen: Seen) -> tuple[str, list[str]]:
    """The numbering cell, if any, and the other texts without counts."""
    texts = [text for text in seen.filled if not COUNT.fullmatch(text)]
    number = seen[Field.NUMBER]
    if number and number in texts and len(texts) > 1 and LONE_NUMBERING.fullmatch(number):
        texts.remove(number)
        return number, texts
    if len(texts) == 1 and COUNT.fullmatch(number):
        return number, texts
    return "", texts


def _manner(number: str) -> str:
    if re.fullmatch(r"[IVX]+[.)]?", number):
        return "I"
    return "A" if number[:1].isalpha() else "1"
