"""The year of birth out of a year, a day in one of its spellings, or the serial number of a day."""

import re
from datetime import date

from documents.incoming.files.numbers import day_text
from documents.incoming.guard import quoted
from words.names import clean_name

YOUNGEST, OLDEST = 18, 70
SERIALS = range(7_000, 47_500)  # 1919 to 2030, as a number in a cell that lost its style


def birth_year_of(text: str, on: date | None) -> tuple[int | None, str | None]:
    """The year or None, and what to look at again: a year that is not legible, or an age unlikely on that day."""
    shown = clean_name(text)
    year = _year(shown)
    if year is None:
        return None, f"{quoted(shown)} không đọc được năm sinh. Ghi năm đủ bốn chữ số, ví dụ 1985."
    if on and not YOUNGEST <= on.year - year <= OLDEST:
        return year, f"năm sinh {year} cho tuổi {on.year - year}, khác thường với người đang làm việc. Kiểm tra lại."
    return year, None


def _year(shown: str) -> int | None:
    if re.fullmatch(r"\d{5}", shown) and int(shown) in SERIALS:
        shown = day_text(int(shown))
    if whole := re.search(r"(?<!\d)(1[89]\d\d|20\d\d)(?!\d)", shown):
        return int(whole[1])
    if re.fullmatch(r"\d{8}", shown):
        return _year(shown[4:]) or _year(shown[:4])
    if short := re.fullmatch(r"\d{1,2}[/.-]\d{1,2}[/.-](\d\d)", shown):
        return 1900 + int(short[1]) if int(short[1]) > 29 else 2000 + int(short[1])
    return None
