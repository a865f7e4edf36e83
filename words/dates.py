"""Dates and instants as a Vietnamese office writes them; instants are aware, kept in UTC, shown in Asia/Ho_Chi_Minh."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
BLANK_DATE = "ngày      tháng      năm          "


def _day(day: date) -> date:
    # A datetime is a date to Python, yet its UTC day may not be the day in Vietnam.
    if isinstance(day, datetime):
        raise TypeError(f"a day is wanted, not an instant: {day!r}; pass it through local_day")
    return day


def _local(instant: datetime) -> datetime:
    if instant.tzinfo is None:
        raise ValueError(f"an instant needs its time zone: {instant!r}")
    return instant.astimezone(VIETNAM)


def _day_and_month(day: date) -> tuple[str, str]:
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"{day.day:02d}", month


def short_date(day: date) -> str:
    """`05/3/2026`: the day has two digits, only the months 1 and 2 do. Raises TypeError for an instant."""
    return "/".join((*_day_and_month(_day(day)), f"{day.year:04d}"))


def long_date(day: date | None) -> str:
    """`ngày 05 tháng 3 năm 2026`; without a day, room for the clerk to write it. Raises TypeError for an instant."""
    if day is None:
        return BLANK_DATE
    number, month = _day_and_month(_day(day))
    return f"ngày {number} tháng {month} năm {day.year:04d}"


def clock_time(instant: datetime) -> str:
    """`17:00`, the hour in Vietnam. Raises ValueError for a naive instant."""
    return f"{_local(instant):%H:%M}"


def moment(instant: datetime) -> str:
    """`17:00 thứ Sáu 27/11/2026`, in Vietnam. Raises ValueError for a naive instant."""
    local = _local(instant)
    return f"{local:%H:%M} {WEEKDAYS[local.weekday()]} {short_date(local.date())}"


def moment_short(instant: datetime) -> str:
    """`17:00 thứ Sáu 27/11`, in Vietnam. Raises ValueError for a naive instant."""
    return moment(instant).rpartition("/")[0]


def time_left(now: datetime, until: datetime) -> str:
    """`còn 2 ngày 4 giờ`, `còn 35 phút`, `quá 1 ngày`. Raises ValueError for a naive instant."""
    if until.tzinfo is None or now.tzinfo is None:
        raise ValueError(f"an instant needs its time zone: {until!r}, {now!r}")
    left = until.astimezone(UTC) - now.astimezone(UTC)
    if left <= timedelta(0):
        return _overdue(-left)
    parts = _two_largest(left)
    return f"còn {' '.join(parts)}" if parts else "còn dưới 1 phút"


def _overdue(late: timedelta) -> str:
    parts = _two_largest(late)
    return f"quá {parts[0]}" if parts else "vừa hết hạn"


def _two_largest(span: timedelta) -> list[str]:
    """The largest unit and, when it is not zero, the one below it; nothing under a minute."""
    minutes = span // timedelta(minutes=1)
    amounts = (minutes // 1440, "ngày"), (minutes // 60 % 24, "giờ"), (minutes % 60, "phút")
    first = next((place for place, (amount, _) in enumerate(amounts) if amount), len(amounts))
    return [f"{amount} {unit}" for amount, unit in amounts[first : first + 2] if amount]


def local_day(instant: datetime) -> date:
    """The day in Vietnam on which an instant falls. Raises ValueError for a naive instant."""
    return _local(instant).date()


def at_local(day: date, hour: int, minute: int = 0) -> datetime:
    """The instant, in UTC, of an hour of a day in Vietnam. Raises TypeError for an instant in place of the day."""
    return datetime.combine(_day(day), time(hour, minute), VIETNAM).astimezone(UTC)
