"""Numbers and days as a workbook stores them, turned into the text that a reader of the sheet would see."""

import math
import re
import xml.etree.ElementTree as ET
from datetime import date, timedelta

DAY_FORMATS = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
FIRST_DAYS = {False: date(1899, 12, 30), True: date(1904, 1, 1)}
LAST_SERIAL = 73_050  # 31/12/2099
YEARS = range(1900, 2101)


def day_styles(styles: ET.Element) -> frozenset[int]:
    """Which cell styles show a number as a day."""
    own = {
        int(form.get("numFmtId", "-1")): _shows_day(form.get("formatCode", ""))
        for form in styles.iterfind("./numFmts/numFmt")
    }
    ids = [int(style.get("numFmtId", "0")) for style in styles.iterfind("./cellXfs/xf")]
    return frozenset(place for place, number in enumerate(ids) if own.get(number, number in DAY_FORMATS))


def number_text(stored: str, is_day: bool, starts_1904: bool) -> str:
    """The stored number as text: "1985", "0.5", or "03/02/1985" where the style shows a day."""
    try:
        number = float(stored)
    except ValueError:
        return stored
    if not math.isfinite(number) or abs(number) > 1e15:
        return stored
    if is_day and 0 < number < LAST_SERIAL and int(number) not in YEARS:
        return day_text(number, starts_1904)
    return str(int(number)) if number == int(number) else repr(number)


def day_text(serial: float, starts_1904: bool = False) -> str:
    """The day with this serial number, as dd/mm/yyyy."""
    return f"{FIRST_DAYS[starts_1904] + timedelta(days=int(serial)):%d/%m/%Y}"


def _shows_day(code: str) -> bool:
    plain = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", code.lower())
    return "general" not in plain and re.search(r"[dy]|mmm|m/", plain) is not None
