"""Codes are destroyed once the time for complaints is over, or at once where they opened nothing."""

from datetime import timedelta

import pytest

from models import Account, BoxState
from models.store import database
from procedures import overlay
from procedures.access import listed
from procedures.sealed import closing
from procedures.tasks import tasks_of
from tests.appointment.appointing import member
from tests.sealed.ending import KEPT_DAYS, annul, destroyed, end, purposes, to_destroy
from tests.sealed.sealing import Sealed28
from words.dates import at_local, local_day, short_date

A_MINUTE = timedelta(minutes=1)


@pytest.fixture
def case(sqlite: None) -> Sealed28:
    return Sealed28()


def test_keys_that_opened_a_box_are_kept_until_the_time_for_complaints_is_over(case: Sealed28) -> None:
    case.whole((0, 0, 1, 1, 2))
    end(case)
    first = local_day(case.world.now()) + timedelta(days=KEPT_DAYS + 1)
    assert closing.next_due(case.number) == at_local(first, 0)
    assert case.state(1)["kept_until"] == short_date(first)
    left = at_local(first, 0) - case.world.now()
    case.world.move(seconds=(left - A_MINUTE).total_seconds())
    closing.carry_on(case.number)
    assert not to_destroy(case)
    assert purposes(case) == ["nothing"] * 3
    assert destroyed(case, 1).status_code == 409
    case.world.move(minutes=1, seconds=1)
    assert purposes(case) == ["destroying"] * 3
    closing.carry_on(case.number)
    closing.carry_on(case.number)
    assert len(to_destroy(case)) == 3
    assert case.state(1)["kept_until"] == ""
    assert destroyed(case, 1).json() == {"kept": True}
    assert closing.next_due(case.number) is None


def test_an_annulled_procedure_whose_box_was_opened_keeps_its_keys_as_long(case: Sealed28) -> None:
    case.whole((0, 0, 1, 1, 2))
    annul(case)
    assert not to_destroy(case)
    assert purposes(case) == ["nothing"] * 3
    case.world.move(days=KEPT_DAYS + 1)
    closing.carry_on(case.number)
    assert len(to_destroy(case)) == 3


def test_a_holder_whom_the_case_came_to_be_about_sees_nothing_of_it_but_states_that_the_code_is_destroyed(
    case: Sealed28,
) -> None:
    case.whole((0, 0, 1, 1, 2))
    with database.transaction() as session:
        account = session.get_one(Account, case.teller.account_id)
        account.staff_member_id = member(12)
        session.add(account)
    listed.list_person(case.world.hr, case.number, member(12), "Được giới thiệu thêm.")
    end(case)
    page = f"/keys/{case.key_token(3)}/state.json"
    assert case.browser.get(page).status_code == 403
    assert destroyed(case, 3).status_code == 409
    case.world.move(days=KEPT_DAYS + 1)
    closing.carry_on(case.number)
    told = case.state(3)
    assert (told["purpose"], told["title"]) == ("destroying", "")
    assert not {"counted", "messages", "holders", "opening"} & set(told)
    with database.reading() as session:
        assert [task.key for task in tasks_of(session, case.teller)].count("keys_to_destroy") == 1
    assert destroyed(case, 3).json() == {"kept": True}
    assert case.state(3)["purpose"] == "nothing"
    assert case.holders()[2].destroyed_on


def test_keys_of_a_box_with_too_few_ballots_are_destroyed_at_the_end_at_once(case: Sealed28) -> None:
    case.let_vote()
    case.vote(0, 0, 1, 1)
    case.close()
    assert case.sealed.state is BoxState.TOO_FEW
    assert not to_destroy(case)
    end(case)
    assert len(to_destroy(case)) == 3


def test_an_agency_may_keep_keys_for_longer(case: Sealed28) -> None:
    case.whole((0, 0, 1, 1, 2))
    longer = {"days": KEPT_DAYS + 10}
    since = case.world.today()
    overlay.set_value(
        case.world.hr, "sealed", "keys_kept", since, longer, article="Điều 9", document="Quy chế", by="Phòng"
    )
    end(case)
    first = local_day(case.world.now()) + timedelta(days=KEPT_DAYS + 11)
    assert closing.next_due(case.number) == at_local(first, 0)
