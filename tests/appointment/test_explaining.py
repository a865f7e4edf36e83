"""The two clocks of a case, and why it is not done in time."""

from datetime import date, timedelta

import pytest

from law.decisions import appointment as law
from law.rules import Rules
from models import Appointment, DutyKind, PolicyWay, Procedure
from models.store import database
from procedures.access import duties
from procedures.appointment import drafting, explaining
from procedures.appointment.explaining import Clock
from procedures.appointment.steps import ISSUED
from procedures.engine import record
from procedures.refusal import Refusal
from tests.appointment.appointing import Appointing
from tests.world import World


@pytest.fixture
def case(world: World) -> Appointing:
    return Appointing(world)


def standing(case: Appointing) -> Clock | None:
    with database.reading() as session:
        return explaining.policy_standing(session, session.get_one(Procedure, case.number))


def explanation(case: Appointing) -> str:
    with database.reading() as session:
        return session.get_one(Appointment, case.number).explanation


def agreed(case: Appointing, days_ago: int) -> date:
    """A case whose policy was agreed so many days ago."""
    day = case.today - timedelta(days=days_ago)
    case.draft(begun_on=day)
    case.file(dated_on=day)
    case.name(3)
    drafting.open_(case.world.hr, case.number)
    return day


def test_nothing_runs_before_something_is_submitted_or_agreed(case: Appointing) -> None:
    case.opened(3, way=PolicyWay.SUBMITTED)
    assert standing(case) is None


def test_the_clock_of_the_answer_runs_from_the_day_on_which_the_authority_received_it(case: Appointing) -> None:
    case.opened(3, way=PolicyWay.SUBMITTED)
    explaining.note_submitted(case.world.hr, case.number, case.today)
    runs = standing(case)
    assert runs
    rules = Rules.thaw(case.procedure().rules)
    assert (runs.what, runs.due) == ("policy", law.policy_clock(rules, case.today).due)
    assert not runs.is_late
    case.world.move(days=40)
    late = standing(case)
    assert late
    assert late.is_late


def test_the_policy_on_file_starts_the_clock_of_the_whole_case(case: Appointing) -> None:
    case.opened(3, way=PolicyWay.SUBMITTED)
    explaining.note_submitted(case.world.hr, case.number, case.today)
    case.file()
    runs = standing(case)
    assert runs
    assert (runs.what, runs.explained) == ("completion", False)
    assert runs.alert_on < runs.due
    with pytest.raises(Refusal, match="policy_answered_already"):
        explaining.note_submitted(case.world.hr, case.number, case.today)


def test_a_case_that_was_decided_is_not_late_however_long_ago(case: Appointing) -> None:
    agreed(case, 10)
    with database.transaction() as session:
        record(session, session.get_one(Procedure, case.number), ISSUED)
    case.world.move(days=100)
    runs = standing(case)
    assert runs
    assert not runs.is_late


@pytest.mark.parametrize("key", ["date_in_future", "submitted_before_begun"])
def test_a_day_on_which_nothing_can_have_been_received_is_refused(case: Appointing, key: str) -> None:
    case.opened(3, way=PolicyWay.SUBMITTED)
    day = case.today + timedelta(days=1 if key == "date_in_future" else -1)
    with pytest.raises(Refusal, match=key) as refused:
        explaining.note_submitted(case.world.hr, case.number, day)
    assert refused.value.sentence
    assert standing(case) is None


def test_where_the_leadership_decides_nothing_is_submitted(case: Appointing) -> None:
    case.opened(3)
    with pytest.raises(Refusal, match="not_submitted"):
        explaining.note_submitted(case.world.hr, case.number, case.today)


def test_a_late_case_is_explained_once_by_hr_or_whoever_decides(case: Appointing) -> None:
    agreed(case, 80)
    for _ in range(2):
        explaining.explain(case.world.manager, case.number, "Chờ kết luận kiểm tra.")
    with pytest.raises(Refusal, match="explained_already"):
        explaining.explain(case.world.hr, case.number, "Lý do khác.")
    runs = standing(case)
    assert runs
    assert (runs.is_late, runs.explained) == (True, True)
    assert explanation(case) == "Chờ kết luận kiểm tra."


def test_a_case_in_time_is_not_explained_and_an_empty_reason_is_none(case: Appointing) -> None:
    agreed(case, 1)
    for said, key in (("Lý do.", "not_late_yet"), ("  ", "case_explanation_missing")):
        with pytest.raises(Refusal, match=key):
            explaining.explain(case.world.hr, case.number, said)
    assert explanation(case) == ""


def test_a_manager_who_does_not_decide_in_this_case_does_not_explain(case: Appointing) -> None:
    agreed(case, 80)
    duties.release(case.world.hr, case.number, DutyKind.DECIDER, case.world.manager.account_id or 0, "Đi học.")
    with pytest.raises(Refusal, match="needs_role"):
        explaining.explain(case.union, case.number, "Lý do.")
    explaining.explain(case.world.hr, case.number, "Lý do.")
