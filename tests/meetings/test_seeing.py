"""Before a meeting is concluded nobody sees more than turnout; afterwards those whom the law names."""

from dataclasses import replace

import pytest

from models import Account, Round, RoundMode, RoundPlace
from models.store import database
from procedures.access.actor import Actor
from procedures.meetings import seeing
from procedures.meetings.tallying import tally
from tests.appointment.appointing import member
from tests.meeting_world import HR_PERSON, Meeting28


@pytest.fixture
def case(any_database: str) -> Meeting28:
    return Meeting28()


def sees(case: Meeting28, viewer: Actor | int | None) -> bool:
    """Whether an account, or a person by the place in the staff list, may see the result of the meeting."""
    who = case.entry(viewer) if isinstance(viewer, int) else viewer
    with database.reading() as session:
        return seeing.may_see(session, who, case.meeting)


def test_while_the_round_runs_nobody_sees_its_result(case: Meeting28) -> None:
    case.call()
    case.open()
    case.enter(case.union, case.count(2, 1))
    case.enter(case.inspector, case.count(2, 1))
    everyone: list[Actor | int | None] = [case.world.hr, case.world.manager, case.union, case.secretary, 0, None]
    assert not any(sees(case, viewer) for viewer in everyone)
    assert case.attendance().present == 3
    case.conclude()
    assert [sees(case, viewer) for viewer in everyone] == [True, True, True, True, True, False]


def test_an_announced_result_is_for_those_who_were_there(case: Meeting28) -> None:
    case.call()
    case.open(0, 1)
    case.counted(2, 0)
    case.conclude()
    assert [sees(case, place) for place in (0, 1, 2, HR_PERSON)] == [True, True, False, False]
    assert not sees(case, case.world.operator)


def test_what_the_law_does_not_announce_those_who_voted_do_not_see(case: Meeting28) -> None:
    case.concluded(3, 0)
    case.prepare(2)
    case.concluded(6, 0)
    case.prepare(3)
    case.concluded(20, 0)
    assert not sees(case, 0)
    assert not sees(case, 12)
    assert [sees(case, viewer) for viewer in (case.world.hr, case.world.manager, case.union)] == [True] * 3


def test_someone_concerned_never_sees_what_is_not_announced(case: Meeting28) -> None:
    case.concluded(3, 0)
    case.prepare(2)
    case.concluded(6, 0)
    assert sees(case, case.world.manager)
    case.prepare(3)
    case.concluded(20, 0)
    with database.transaction() as session:
        account = session.get_one(Account, case.world.manager.account_id)
        account.staff_member_id = member(6)
        session.add(account)
    concerned = replace(case.world.manager, staff_member_id=member(6))
    assert not sees(case, concerned)


def test_the_tally_is_that_of_the_law_and_needs_a_settled_count(case: Meeting28) -> None:
    case.call()
    case.open(0, 1)
    with database.reading() as session, pytest.raises(LookupError):
        tally.tally_of(session, case.meeting, case.post())
    case.counted(1, 1)
    with database.reading() as session:
        found = tally.tally_of(session, case.meeting, case.post())
    first, second = case.nominees
    assert (found.summoned, found.excused, found.present, found.returned) == (3, 0, 2, 2)
    assert dict(found.votes) == {str(first): 1, str(second): 1}


def test_a_meeting_is_asked_on_paper_until_another_way_is_chosen(case: Meeting28) -> None:
    assert set(tally.READERS) == {RoundMode.PAPER, RoundMode.SEALED}
    with database.reading() as session:
        round_ = session.get_one(Round, case.meeting.round_id)
        assert (round_.mode, round_.place) == (RoundMode.PAPER, RoundPlace.HALL)
