"""A length of time as the law writes it: 5 ngày làm việc, 20 ngày liên tục, 06 tháng."""

from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    """What a value of the law is counted in."""

    DAY = "day"
    WORKING_DAY = "working_day"
    CONSECUTIVE_DAY = "consecutive_day"
    MONTH = "month"
    HOUR = "hour"
    PERSON = "person"
    CONVENING = "convening"
    REMINDER = "reminder"
    ROLE = "role"
    FORM = "form"
    MOMENT = "moment"
    MATTER = "matter"
    COUNTING = "counting"
    PLACE = "place"


WORDS = {
    Unit.DAY: "ngày",
    Unit.WORKING_DAY: "ngày làm việc",
    Unit.CONSECUTIVE_DAY: "ngày liên tục",
    Unit.MONTH: "tháng",
    Unit.HOUR: "giờ",
    Unit.PERSON: "người",
    Unit.CONVENING: "lần",
    Unit.REMINDER: "lần",
}
LENGTH_KEYS = {
    Unit.DAY: "days",
    Unit.WORKING_DAY: "days",
    Unit.CONSECUTIVE_DAY: "days",
    Unit.MONTH: "months",
    Unit.HOUR: "hours",
}


@dataclass(frozen=True)
class Period:
    """So many units of time; when it ends is decided in decisions/clock.py."""

    length: int
    unit: Unit

    def __str__(self) -> str:
        return f"{self.length} {WORDS[self.unit]}"
