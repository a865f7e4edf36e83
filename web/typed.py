"""What people type into forms: days, times of day, whole numbers; with a sentence where it cannot be read."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time

from words.dates import VIETNAM, local_day, short_date

_DAY = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_CLOCK = re.compile(r"(\d{1,2})(?:[:hgHG](\d{2})?)?(?::(\d{2}))?")
FIRST_YEAR, LAST_YEAR = 1900, 2200
MOST_FIGURES = 9
FAR_TOO_LONG = 20


class Unclear(ValueError):
    """What was typed cannot be read: a Vietnamese sentence, and of which part of an instant (`day`, `clock`)."""

    def __init__(self, sentence: str, part: str = "day") -> None:
        super().__init__(sentence)
        self.sentence, self.part = sentence, part


def given(form: Mapping[str, object], name: str, longest: int) -> str:
    """What came in a control, to be judged and shown again; of a text far too long only the beginning."""
    return str(form.get(name) or "")[: FAR_TOO_LONG * longest]


def day(text: str) -> date | None:
    """A day typed as `05/3/2026` (or as a calendar gives it, 2026-03-05); None for nothing. Raises Unclear."""
    typed = text.strip()
    if not typed:
        return None
    written, iso = _DAY.fullmatch(typed), _ISO_DAY.fullmatch(typed)
    if not (written or iso):
        raise Unclear("Ghi ngày theo thứ tự ngày/tháng/năm, ví dụ 05/3/2026.")
    year, month, number = map(int, reversed(written.groups()) if written else iso.groups())  # pyright: ignore
    try:
        found = date(year, month, number)
    except ValueError:
        raise Unclear(f"Không có ngày {typed}. Xem lại ngày và tháng.") from None
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Unclear(f"Năm {year} không đúng. Ghi năm đủ bốn chữ số.")
    return found


def clock(text: str) -> time | None:
    """A time of day, `17:00`, `17:00:30` or `17h00`; None for nothing. Raises Unclear."""
    typed = text.strip()
    if not typed:
        return None
    read = _CLOCK.fullmatch(typed)
    try:
        if read:
            return time(*(int(part or 0) for part in read.groups()))
    except ValueError:
        raise Unclear(f"Không có giờ {typed}. Giờ từ 00:00 đến 23:59.", "clock") from None
    raise Unclear("Ghi giờ theo 24 giờ, ví dụ 17:00.", "clock")


def instant(day_text: str, clock_text: str) -> datetime | None:
    """The instant (UTC) of a day and a time in Vietnam; None where both are empty. Raises Unclear."""
    on, at = day(day_text), clock(clock_text)
    if on is None and at is None:
        return None
    if on is None:
        raise Unclear("Chưa ghi ngày.")
    if at is None:
        raise Unclear("Chưa ghi giờ.", "clock")
    return datetime.combine(on, at, VIETNAM).astimezone(UTC)


def moment(values: Mapping[str, str], name: str, errors: list[tuple[str, str]]) -> datetime | None:
    """The instant in the fields NAME_day and NAME_clock; where it is unclear None, with its sentence in `errors`."""
    try:
        return instant(values[f"{name}_day"], values[f"{name}_clock"])
    except Unclear as unclear:
        errors.append((f"{name}_{unclear.part}", unclear.sentence))
        return None


def whole(text: str) -> int | None:
    """A whole number of people or of a paper, dots between thousands allowed; None for nothing. Raises Unclear."""
    typed = re.sub(r"(?<=\d)[.\s](?=\d{3}\b)", "", text.strip())
    if not typed:
        return None
    if not re.fullmatch(r"[0-9]+", typed) or len(typed) > MOST_FIGURES:
        raise Unclear("Ghi một số nguyên, ví dụ 28.")
    return int(typed)


def as_typed(at: datetime | None) -> tuple[str, str]:
    """An instant as the two controls show it: the day, and the time with seconds where it has any."""
    if at is None:
        return "", ""
    local = at.astimezone(VIETNAM)
    return short_date(local_day(at)), f"{local:%H:%M:%S}" if local.second else f"{local:%H:%M}"
