"""An agency of seven or fewer: no conference unless it wants one, no inspection board, the union's report instead."""

import pytest

from models import StaffMember
from models.store import database
from procedures import papers
from procedures.conference import electing, running
from procedures.conference.preparing import drafting
from procedures.conference.steps import agenda_of
from procedures.meetings.finding import FIRST
from tests.conference.test_electing import refused
from tests.conferring import Held
from tests.web.browser import Browser, words_of
from words.dates import local_day

BOARD_REPORT = ("board_report", "Đại diện Ban Thanh tra nhân dân")
BOARD_TASKS = ("board_tasks", "Đại diện Ban Chấp hành Công đoàn")
NO_BOARD = "không tổ chức Ban Thanh tra nhân dân"


def fifth(held: Held) -> tuple[str, str]:
    """The item at which the law has the board's report: its key, and who presents it."""
    with database.reading() as session:
        item = agenda_of(session, held.number)[4]
    return item.key, item.presenter


def leaves(held: Held) -> None:
    """The last of eight works here no more."""
    with database.transaction() as session:
        member = session.get_one(StaffMember, held.member(7))
        member.left_on = local_day(held.world.now())
        session.add(member)


@pytest.mark.parametrize(("people", "item"), [(7, BOARD_TASKS), (8, BOARD_REPORT)])
def test_where_there_is_no_board_the_union_reports_on_its_tasks(
    sqlite: None, people: int, item: tuple[str, str]
) -> None:
    assert fifth(Held(people=people).draft()) == item


@pytest.mark.parametrize(("people", "is_small"), [(7, True), (8, False)])
def test_the_wizard_says_that_seven_need_no_conference_and_have_no_board(
    sqlite: None, people: int, is_small: bool
) -> None:
    held = Held(people=people).draft()
    hr, at = Browser().sign_in(held.world.hr), f"/hr/procedures/{held.number}/conference"
    assert ("luật không buộc họp" in words_of(hr.open(at))) is is_small
    assert ("Công đoàn về việc thực hiện nhiệm vụ" in words_of(hr.open(f"{at}/agenda"))) is is_small
    board = words_of(hr.open(f"{at}/board"))
    assert (NO_BOARD in board) is is_small
    assert ("Số thành viên cần bầu" in board) is not is_small
    assert hr.submit(f"{at}/board", {"seats": ""}).headers["location"].endswith("/duties")


@pytest.mark.parametrize(("people", "key"), [(7, "board_size"), (8, None)])
def test_seven_elect_no_board_and_eight_do(sqlite: None, people: int, key: str | None) -> None:
    held = Held(people=people).draft()
    standing = [held.member(place) for place in (4, 5, 6)]
    if key:
        assert refused(electing.name_board, held.world.hr, held.number, 3, standing) == key
    else:
        electing.name_board(held.world.hr, held.number, 3, standing)


def test_a_draft_of_eight_whom_one_leaves_is_opened_with_the_agenda_of_seven_and_keeps_it(sqlite: None) -> None:
    held = Held(people=8).draft()
    leaves(held)
    assert fifth(held) == BOARD_REPORT
    drafting.open_(held.world.hr, held.number)
    assert fifth(held) == BOARD_TASKS
    page = words_of(Browser().sign_in(held.world.hr).open(f"/procedures/{held.number}"))
    assert "Báo cáo của Công đoàn về việc thực hiện nhiệm vụ của Ban Thanh tra nhân dân" in page


def test_an_election_drafted_by_eight_is_not_opened_by_seven(sqlite: None) -> None:
    held = Held(people=8).draft()
    electing.name_board(held.world.hr, held.number, 3, [held.member(place) for place in (4, 5, 6)])
    assert "board_seats" not in held.lacking()
    leaves(held)
    assert "board_seats" in held.lacking()
    electing.name_board(held.world.hr, held.number, 0, [])
    assert held.lacking() == []


@pytest.mark.parametrize(("come", "outcome"), [(4, "no_quorum"), (5, "adopted")])
def test_a_conference_of_seven_is_held_by_the_same_quorum_and_majority(sqlite: None, come: int, outcome: str) -> None:
    held = Held(people=7)
    held.call()
    held.come(come)
    running.note_meeting(held.number, FIRST)
    if outcome == "adopted":
        assert held.vote(2, 3) is False
        assert held.vote(3, 2, number=2) is True
        held.close()
    for verb in (running.note_course, running.note_count, running.conclude):
        verb(held.number, FIRST)
    assert held.steps()["conference_concluded", FIRST] == outcome


def test_the_plan_and_the_minutes_name_the_union_where_there_is_no_board(sqlite: None) -> None:
    held = Held(people=7)
    held.call()
    held.come(7)
    running.note_meeting(held.number, FIRST)
    held.vote(7)
    held.close()
    for verb in (running.note_course, running.note_count, running.conclude):
        verb(held.number, FIRST)
    with database.reading() as session:
        for name in ("conference_plan", f"meeting_minutes-{FIRST}"):
            said = repr(papers.paper(session, held.number, name))
            assert "việc thực hiện nhiệm vụ của Ban Thanh tra nhân dân" in said
            assert "áo cáo của Ban Thanh tra nhân dân" not in said
