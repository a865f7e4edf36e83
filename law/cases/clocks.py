"""When a period ends, as cases ask it."""

from datetime import date
from enum import StrEnum

from law.cases.answers import Answer, CaseRule, Given
from law.decisions import clock
from law.period import Period, Unit
from law.rules import rules_on


class _ClockUnit(StrEnum):
    DAY = "day"
    WORKING_DAY = "working_day"


def _clock(day: date, given: Given) -> Answer:
    unit = given["unit"].word(_ClockUnit)
    posting = given["posting"].flag() if "posting" in given else False
    days = given["days"].value
    if type(days) is not int:
        raise given["days"].wrong("số ngày phải là số nguyên")
    whole_days = Unit.CONSECUTIVE_DAY if posting else Unit.DAY
    period = Period(abs(days), Unit.WORKING_DAY if unit is _ClockUnit.WORKING_DAY else whole_days)
    last = clock.counted_back(day, period) if days < 0 else clock.due(day, period)
    cited = [rules_on("clock", day)[key].article.cited for key in ("first_day", "ends_on_day_off")]
    return Answer({"due": last.isoformat()}, "; ".join(cited))


RULES = {"clock": CaseRule(("days", "unit"), _clock, optional=("posting",))}
