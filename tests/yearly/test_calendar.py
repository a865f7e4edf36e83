"""The yearly conference is reminded of by the days of the law, until it was held; and what else is due is shown."""

from datetime import date, timedelta

import pytest

from law.decisions import conference as law
from law.rules import rules_on
from models import ConferenceYear
from models.store import database
from procedures.refusal import Refusal
from procedures.resolution import drafting as resolution
from procedures.tasks import tasks_of
from procedures.yearly import keeping, steps
from procedures.yearly.calendar import upcoming
from tests.web.browser import Browser, words_of
from tests.world import World


def begun(world: World, ends_on: date | None = None) -> tuple[int, int]:
    """A calendar of the work year that ends with this one: its number, and the year."""
    ends_on = ends_on or date(world.today().year, 12, 31)
    return keeping.begin(world.hr, ends_on), ends_on.year


def row(number: int, year: int) -> ConferenceYear:
    with database.reading() as session:
        return steps.year_of(session, number, year)


def to(world: World, day: date) -> None:
    world.move(days=(day - world.today()) / timedelta(days=1))


def test_the_conference_is_due_three_months_after_the_work_year_and_reminded_of_three_times(world: World) -> None:
    rules = rules_on("conference", date(2026, 11, 30))
    latest = law.latest_on(rules, date(2026, 12, 31))
    assert latest == date(2027, 3, 31)
    days = law.reminded_on(rules, latest)
    assert days[-1] == latest
    assert list(days) == sorted(days)
    number, year = begun(world)
    assert keeping.begin(world.hr, date(2026, 12, 31)) == number
    assert row(number, year).ends_on.year == year


def test_hr_the_head_and_the_union_are_reminded_once_until_a_resolution_says_it_was_held(world: World) -> None:
    number, year = begun(world)
    with database.reading() as session:
        first, second, last = steps.reminders_of(session, row(number, year))
    to(world, first + timedelta(days=1))
    assert keeping.ask(number, year * 10 + 1) == keeping.ask(number, year * 10 + 1) == "done"
    assert len(world.letters("conference_due")) == 2
    with database.reading() as session:
        assert [task.key for task in tasks_of(session, world.hr)] == ["conference_due"]
        assert [due.key for due in upcoming(session)] == ["conference"]
    resolution.open_(world.hr, world.draft())
    assert keeping.ask(number, year * 10 + 2) == "not_needed"
    with database.reading() as session:
        assert "conference_due" not in [task.key for task in tasks_of(session, world.hr)]
        assert upcoming(session) == []
    assert second < last


def test_a_reminder_that_a_later_one_has_overtaken_is_not_sent(world: World) -> None:
    number, year = begun(world)
    to(world, row(number, year).latest_on)
    assert [keeping.ask(number, year * 10 + nth) for nth in (1, 2, 3)] == ["not_needed", "not_needed", "done"]
    assert len(world.letters("conference_due")) == 2


@pytest.mark.parametrize(("days_after", "outcome"), [(0, "done"), (1, "late")])
def test_a_conference_on_the_last_day_is_in_time_and_on_the_next_one_late(
    world: World, days_after: int, outcome: str
) -> None:
    number, year = begun(world)
    held = row(number, year).latest_on + timedelta(days=days_after)
    to(world, held + timedelta(days=1))
    keeping.note(world.hr, number, year, held, "Nghị quyết số 05/NQ-HNCBCC, họp trên giấy")
    assert keeping.close_year(number, year) == keeping.close_year(number, year) == outcome
    assert row(number, year + 1).ends_on.year == year + 1


@pytest.mark.parametrize(("people", "outcome", "due"), [(7, "optional", []), (8, "done", ["conference"])])
def test_an_agency_of_seven_is_not_reminded_and_nothing_is_due_of_it(
    sqlite: None, people: int, outcome: str, due: list[str]
) -> None:
    world = World(people=people)
    number, year = begun(world)
    to(world, row(number, year).latest_on)
    assert keeping.ask(number, year * 10 + 3) == outcome
    assert bool(world.letters("conference_due")) is bool(due)
    with database.reading() as session:
        assert [each.key for each in upcoming(session)] == due
    page = words_of(Browser().sign_in(world.hr).open(f"/procedures/{number}"))
    assert ("chậm nhất hết ngày" in page) is bool(due)
    assert ("luật không buộc họp" in page) is (not due)
    assert keeping.close_year(number, year) == ("not_held" if due else "optional")


def test_what_is_noted_of_a_year_is_not_overwritten_and_needs_words(world: World) -> None:
    number, year = begun(world)
    with pytest.raises(Refusal, match="yearly_note_missing"):
        keeping.note(world.hr, number, year, None, "  ")
    with pytest.raises(Refusal, match="date_in_future"):
        keeping.note(world.hr, number, year, world.today() + timedelta(days=1), "Hội nghị")
    keeping.note(world.hr, number, year, None, "Sáp nhập, không tổ chức.")
    keeping.note(world.hr, number, year, None, "Sáp nhập, không tổ chức.")
    with pytest.raises(Refusal, match="yearly_noted"):
        keeping.note(world.hr, number, year, None, "Lý do khác.")
    with pytest.raises(Refusal, match="needs_role"):
        keeping.begin(world.clerk, date(2026, 12, 31))


def test_hr_sets_the_year_and_everyone_who_watches_sees_the_days(world: World) -> None:
    hr = Browser().sign_in(world.hr)
    assert "Đặt mốc hội nghị hằng năm" in words_of(hr.open("/hr"))
    hr.open("/hr/yearly")
    assert "Chưa ghi ngày kết thúc" in words_of(hr.submit("/hr/yearly").text)
    assert "năm gần nhất" in words_of(hr.submit("/hr/yearly", {"ends_on": "31/12/2019"}).text)
    ends_on = f"31/12/{world.today().year}"
    at = hr.submit("/hr/yearly", {"ends_on": ends_on}).headers["location"]
    year = world.today().year
    for page in (at, "/hr", "/procedures"):
        assert f"ăm công tác {year}" in words_of(hr.open(page))
    noted = hr.submit(f"/hr/yearly/{at.rsplit('/', 1)[1]}/{year}", {"note": ""})
    assert noted.headers["location"] == at
    assert "Ghi số nghị quyết" in words_of(hr.open(at))
    assert hr.get(f"/hr/outbox?procedure={at.rsplit('/', 1)[1]}").status_code == 200
    manager = Browser().sign_in(world.manager)
    assert f"ăm công tác {year}" in words_of(manager.open("/procedures"))
    assert "31/3" in words_of(manager.open(at)) or "01/4" in words_of(manager.open(at))
