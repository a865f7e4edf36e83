"""The term of the inspection board: from its election, by the law's length; who left, and whoever fills their seats."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from law.decisions import inspection_board as law
from law.rules import rules_on
from models import Nominee, StaffMember
from models.store import database
from notifications.compose import compose
from procedures.conference.board import Term, term_of
from procedures.papers.year.report import report_of
from procedures.yearly import keeping
from procedures.yearly.calendar import upcoming
from tests.conference.test_electing import STANDING, Electing, refused
from tests.web.browser import Browser, words_of
from words.dates import local_day


@pytest.fixture
def held(sqlite: None) -> Electing:
    return Electing()


def term() -> Term | None:
    with database.reading() as session:
        return term_of(session)


def elected(held: Electing) -> Term:
    """Three of four are elected."""
    held.voting()
    held.enter(15, 14, 13, 2)
    held.conclude()
    found = term()
    assert found is not None
    return found


def leaves(held: Electing) -> None:
    """The first who was elected works here no more."""
    with database.transaction() as session:
        number = session.exec(select(Nominee.staff_member_id).order_by(Nominee.id)).first()  # pyright: ignore
        member = session.get_one(StaffMember, number)
        member.left_on = local_day(held.world.now())
        session.add(member)


def test_a_term_is_as_long_as_the_law_says_to_the_last_of_a_short_month() -> None:
    rules = rules_on("inspection_board", date(2026, 11, 30))
    assert law.term_until(rules, date(2026, 11, 30)) == date(2028, 11, 30)
    assert law.term_until(rules, date(2028, 2, 29)) == date(2030, 2, 28)
    assert [law.fills_seats(rules, members) for members in (1, 2, 3)] == [True, True, False]


def test_before_an_election_there_is_no_term_and_nothing_is_due(held: Electing) -> None:
    held.draft()
    held.name(3, *STANDING)
    assert term() is None
    with database.reading() as session:
        assert "board" not in [due.key for due in upcoming(session)]


def test_the_end_of_the_term_is_due_and_the_report_names_the_members(held: Electing) -> None:
    found = elected(held)
    assert (len(found.members), found.vacant) == (3, 0)
    assert found.until.year == found.elected_on.year + 2
    with database.reading() as session:
        (due,) = [each for each in upcoming(session) if each.key == "board"]
        report = report_of(session, found.elected_on.year)
    assert (due.due_on, due.procedure_id, due.number, due.is_late) == (found.until, held.number, 3, False)
    said = " ".join(item for block in report.blocks for item in getattr(block, "items", ()))
    assert all(member.full_name in said for member in found.members)
    hr = Browser().sign_in(held.world.hr)
    assert "Bầu Ban Thanh tra nhân dân nhiệm kỳ mới" in words_of(hr.open("/hr"))
    assert "03 thành viên" in words_of(hr.open(f"/procedures/{held.number}"))


@pytest.mark.parametrize(("days", "is_late"), [(0, False), (1, True)])
def test_the_last_day_of_the_term_is_in_time_and_the_next_one_late(held: Electing, days: int, is_late: bool) -> None:
    found = elected(held)
    left = found.until + timedelta(days=days) - local_day(held.world.now())
    held.world.move(days=left / timedelta(days=1))
    with database.reading() as session:
        assert [each.is_late for each in upcoming(session) if each.key == "board"] == [is_late]


def test_who_left_leaves_a_seat_that_the_next_conference_fills_for_the_rest_of_the_term(held: Electing) -> None:
    begun = elected(held)
    first = held.number
    held.draft()
    assert refused(held.name, 1, *STANDING[3:]) == "board_size"
    leaves(held)
    now = term()
    assert now is not None
    assert (now.here, now.vacant, now.until) == (2, 1, begun.until)
    hr = Browser().sign_in(held.world.hr)
    page = words_of(hr.open(f"/procedures/{first}"))
    assert "Khuyết 01 thành viên" in page
    assert "(đã rời cơ quan)" in page
    held.name(1, *STANDING[3:])
    assert refused(held.name, 2, *STANDING[3:], 10) == "board_size"


def reminded(held: Electing, year: int) -> str:
    """What the first reminder of the conference of a work year says to those who hold it."""
    number = keeping.begin(held.world.hr, date(year, 12, 31))
    assert keeping.ask(number, year * 10 + 3) == "done"
    with database.reading() as session:
        letters = [compose(session, message) for message in held.world.letters("conference_due")]
    assert len({letter.to_address for letter in letters if letter}) == 3, "HR, the head, the union"
    return " ".join(letters[0].text.split()) if letters[0] else ""


@pytest.mark.parametrize(("years_before", "is_told"), [(1, True), (2, False)])
def test_whoever_holds_the_last_conference_before_the_term_ends_is_told_to_elect_a_board(
    held: Electing, years_before: int, is_told: bool
) -> None:
    found = elected(held)
    said = reminded(held, found.until.year - years_before)
    assert ("bầu Ban nhiệm kỳ mới" in said) is is_told


def test_without_a_board_nobody_is_told_to_elect_another(held: Electing) -> None:
    assert "Ban Thanh tra nhân dân" not in reminded(held, held.world.today().year)
