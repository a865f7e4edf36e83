"""Three tellers make the keys; nobody who is concerned, too many of HR, or who said otherwise before is among them."""

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlmodel import select

from ballots import keys
from models import Account, AuditEvent, DutyKind
from models.store import database
from procedures.access import duties, listed
from procedures.sealed import ceremony, holders
from tests.appointment.appointing import member
from tests.meeting_world import refused
from tests.sealed.sealing import Sealed28


@pytest.fixture
def case(any_database: str) -> Sealed28:
    return Sealed28()


def test_three_rounds_and_the_code_typed_back_make_the_keys_whole(case: Sealed28) -> None:
    case.begin_keys()
    assert len(case.world.letters("keys_asked")) == 3
    codes = {place: keys.new_recovery_code() for place in (1, 2, 3)}
    for number in range(1, keys.ROUNDS + 1):
        assert case.state(1)["round"] == number
        for place, code in codes.items():
            assert case.say(place, code).json() == {"kept": True}
    seen = case.state(2)
    assert (seen["round"], seen["purpose"], seen["me"]) == (5, "nothing", 2)
    with database.reading() as session:
        made = holders.ceremony_of(session, case.number)
        assert made
        assert holders.is_whole(session, made)


def test_what_was_said_is_said_again_but_never_otherwise(case: Sealed28) -> None:
    case.begin_keys()
    code, other = keys.new_recovery_code(), keys.new_recovery_code()
    seen = case.state(1)
    said, otherwise = (keys.say(keys.read_ceremony(seen["ceremony"], []), each, 1) for each in (code, other))
    address = f"/keys/{case.key_token(1)}/messages"
    assert [case.send(address, json.dumps(said)).status_code for _ in range(2)] == [200, 200]
    assert case.send(address, json.dumps(otherwise)).status_code == 409
    assert [each["done"] for each in case.state(1)["holders"]] == [True, False, False]


def said_at_once(case: Sealed28, *bodies: tuple[int, str]) -> list[Any]:
    """What the pages of holders, by place, hear who all post in the same moment."""
    addresses = [(f"/keys/{case.key_token(place)}/messages", body) for place, body in bodies]
    with ThreadPoolExecutor(len(bodies)) as pool:
        return list(pool.map(lambda each: case.send(*each), addresses))


def test_holders_who_speak_in_the_same_moment_are_all_heard_once(case: Sealed28) -> None:
    case.begin_keys()
    codes = [keys.new_recovery_code() for _ in range(keys.HOLDERS)]
    for _ in range(keys.ROUNDS):
        seen = case.state(1)
        made = keys.read_ceremony(seen["ceremony"], seen["messages"])
        said = [(place, json.dumps(keys.say(made, code, place))) for place, code in enumerate(codes, 1)]
        answers = said_at_once(case, *said, *said)
        assert {answer.status_code for answer in answers} == {200}
    with database.reading() as session:
        whole = holders.ceremony_of(session, case.number)
        assert whole
        assert holders.is_whole(session, whole)
        finished = select(AuditEvent).where(AuditEvent.name == "KeysWhole")
        assert len(session.exec(finished).all()) == 1


def test_of_two_tabs_with_two_codes_one_is_heard_and_the_other_told_which_code_counts(case: Sealed28) -> None:
    case.begin_keys()
    nothing_said = keys.read_ceremony(case.state(1)["ceremony"], [])
    tabs = [json.dumps(keys.say(nothing_said, keys.new_recovery_code(), 1)) for _ in range(2)]
    answers = said_at_once(case, *((1, tab) for tab in tabs))
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    refusal = next(answer for answer in answers if answer.status_code == 409)
    assert "Dùng lại đúng mã khôi phục đã tạo" in refusal.json()["error"]
    assert len(case.state(1)["messages"]) == 1


def test_nobody_speaks_for_another_out_of_turn_or_nonsense(case: Sealed28) -> None:
    case.begin_keys()
    said = keys.say(keys.read_ceremony(case.state(1)["ceremony"], []), keys.new_recovery_code(), 1)
    assert said
    for place, body in (
        (2, json.dumps(said)),
        (1, json.dumps({**said, "round": 2})),
        (1, json.dumps({**said, "round": True})),
        (1, json.dumps({**said, "body": {}})),
        (1, json.dumps({**said, "ceremony": "1" * 16})),
        (1, "[]"),
        (1, "{"),
    ):
        answer = case.send(f"/keys/{case.key_token(place)}/messages", body)
        assert answer.status_code == 409, body[:80]
        assert answer.json()["error"].endswith(".")
    assert case.state(1)["messages"] == []


def test_a_wrong_link_opens_nothing(case: Sealed28) -> None:
    case.begin_keys()
    wrong = case.key_token(1)[:-1] + ("0" if case.key_token(1)[-1] != "0" else "1")
    assert case.browser.get(f"/keys/{wrong}/state.json").status_code == 410
    assert "error" in case.browser.get(f"/keys/{wrong}/state.json").json()


def test_it_takes_just_three_of_whom_one_at_most_is_of_hr(case: Sealed28) -> None:
    duties.release(case.world.hr, case.number, DutyKind.TELLER, case.teller.account_id or 0, "Đi học.")
    assert refused(ceremony.begin, case.world.hr, case.number) == "holders_three"
    duties.assign(case.world.hr, case.number, DutyKind.TELLER, case.world.hr.account_id or 0)
    assert case.begin_keys()
    assert case.begin_keys() == case.begin_keys()


def test_a_teller_who_is_listed_gives_way_to_new_keys_and_the_old_link_is_closed(case: Sealed28) -> None:
    first = case.begin_keys()
    old = case.key_token(3)
    with database.transaction() as session:
        account = session.get_one(Account, case.teller.account_id)
        account.staff_member_id = member(12)
        session.add(account)
    listed.list_person(case.world.hr, case.number, member(12), "Được giới thiệu thêm.")
    assert case.browser.get(f"/keys/{old}/state.json").status_code == 403
    duties.release(case.world.hr, case.number, DutyKind.TELLER, case.teller.account_id or 0, "Đi học.")
    duties.assign(case.world.hr, case.number, DutyKind.TELLER, case.world.manager.account_id or 0)
    with database.reading() as session:
        made = holders.ceremony_of(session, case.number)
        assert made
        assert not holders.is_still_of_the_tellers(session, made)
    assert case.begin_keys() != first
