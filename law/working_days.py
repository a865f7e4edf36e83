"""Which days an office works: Monday to Friday less holidays, plus swapped Saturdays, from one data file a year."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from law.parameters import FOLDER, Certainty, NotInForce
from law.reading import Place, read

CALENDARS = FOLDER / "calendar"
SATURDAY = 5


class NoCalendar(NotInForce):
    """The holidays of that year have not been entered; they are never guessed."""

    def __init__(self, day: date) -> None:
        super().__init__(f"Ngày nghỉ lễ, tết năm {day.year}", day)


@dataclass(frozen=True)
class SpecialDay:
    """A day that is not what its place in the week says, and the official text that says so."""

    day: date
    label: str
    source: str
    certainty: Certainty
    instead_of: date | None = None


@dataclass(frozen=True)
class Year:
    """The special days of one year: days off (also those on a weekend) and weekend days worked."""

    days_off: Mapping[date, SpecialDay]
    working_days: Mapping[date, SpecialDay]


def years() -> tuple[int, ...]:
    """The years whose holidays are known."""
    return tuple(sorted(int(file.stem) for file in CALENDARS.glob("*.yaml")))


@cache
def calendar_of(year: int) -> Year:
    """The calendar of a year. Raises NoCalendar, or BadData for a mistake in the file."""
    file = CALENDARS / f"{year}.yaml"
    if not file.is_file():
        raise NoCalendar(date(year, 1, 1))
    return parse_year(year, read(file, f"law/parameters/calendar/{year}.yaml"))


def parse_year(year: int, root: Place) -> Year:
    """A year's calendar from its data."""
    fields = root.fields(required=("sources", "days_off", "working_days"))
    sources = {key: _source(place) for key, place in fields["sources"].entries().items()}
    off = _days(year, fields["days_off"], sources)
    worked = _days(year, fields["working_days"], sources)
    for day, place in fields["working_days"].entries().items():
        special = worked[date.fromisoformat(day)]
        if special.day.weekday() < SATURDAY:
            raise place.wrong("ngày làm bù phải là thứ Bảy hoặc Chủ nhật")
        if special.instead_of not in off:
            raise place.wrong("instead_of phải là một ngày nghỉ hoán đổi có trong days_off")
    return Year(off, worked)


def is_working_day(day: date) -> bool:
    """Is the office open that day? Raises NoCalendar where the year's holidays are not known."""
    year = calendar_of(day.year)
    if day.weekday() >= SATURDAY:
        return day in year.working_days
    return day not in year.days_off


def next_working_day(day: date) -> date:
    """The day itself if it is worked, else the first worked day after it."""
    return day if is_working_day(day) else next_working_day(day + timedelta(1))


def previous_working_day(day: date) -> date:
    """The day itself if it is worked, else the last worked day before it."""
    return day if is_working_day(day) else previous_working_day(day - timedelta(1))


def count_working_days(start: date, count: int) -> date:
    """The count-th working day after the start (before it, where negative); the start is not counted."""
    step = timedelta(1 if count > 0 else -1)
    day, left = start, abs(count)
    while left:
        day += step
        left -= is_working_day(day)
    return day


def _source(place: Place) -> tuple[str, Certainty]:
    fields = place.fields(required=("cites", "certainty"))
    return fields["cites"].text(), fields["certainty"].word(Certainty)


def _days(year: int, root: Place, sources: Mapping[str, tuple[str, Certainty]]) -> dict[date, SpecialDay]:
    days = [_day(year, place, sources) for place in root.entries().values()]
    return {special.day: special for special in days}


def _day(year: int, place: Place, sources: Mapping[str, tuple[str, Certainty]]) -> SpecialDay:
    fields = place.fields(required=("label", "source"), optional=("instead_of",))
    day, source = place.key_day(), fields["source"].text()
    if day.year != year:
        raise place.wrong(f"ngày này không thuộc năm {year}")
    if source not in sources:
        raise fields["source"].wrong(f'không có nguồn "{source}" trong mục sources')
    instead_of = fields["instead_of"].day() if "instead_of" in fields else None
    return SpecialDay(day, fields["label"].text(), *sources[source], instead_of)
