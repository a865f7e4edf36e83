"""What becomes of keys, codes and a box when the procedure is annulled, or other tellers take over."""

import json
from datetime import timedelta

import pytest

from ballots import keys
from models import BoxState, DutyKind, SealedRound
from models.store import database
from notifications import round_keys
from procedures.access import duties
from procedures.sealed import box, ceremony, closing, opening
from procedures.tasks import tasks_of
from tests.meeting_world import refused
from tests.sealed.ending import KEPT_DAYS, annul, destroyed, end, purposes, to_destroy
from tests.sealed.sealing import Sealed28
from tests.sealed.wording import Worded28
from tests.two_people import done, strong
from tests.web.browser import Browser, words_of

A_MINUTE = timedelta(minutes=1)


@pytest.fixture
def case(sqlite: None) -> Sealed28:
    return Sealed28()


@pytest.fixture
def worded(sqlite: None) -> Worded28:
    return Worded28()


def test_whoever_holds_the_keys_of_an_annulled_procedure_is_asked_to_destroy_them_once(case: Sealed28) -> None:
    case.make_keys()
    case.hold_sealed()
    case.prepare_round()
    assert destroyed(case, 1).status_code == 409
    annul(case)
    closing.carry_on(case.number)
    assert to_destroy(case) == [holder.id for holder in case.holders()]
    assert purposes(case) == ["destroying"] * 3
    with database.reading() as session:
        assert "keys_to_destroy" in {task.key for task in tasks_of(session, case.teller)}
    assert destroyed(case, 1).json() == {"kept": True}
    assert purposes(case) == ["nothing", "destroying", "destroying"]
    assert case.state(1)["destroyed"] is True


def test_a_box_that_was_open_takes_no_ballot_once_annulled_and_says_so(case: Sealed28) -> None:
    case.let_vote()
    case.vote(0, 0, 1, 1, 2)
    late = case.ballot(case.voters()[6], 0)
    annul(case)
    answer = case.cast(late)
    assert answer.status_code == 409
    assert "Cơ quan đã hủy việc này" in answer.json()["error"]
    assert case.browser.get(f"/b/{case.uuid}/about.json").json()["state"] == "annulled"
    assert "đã hủy" in words_of(case.browser.get(f"/check/{case.uuid}").text)
    assert round_keys.read(case.uuid) is None
    assert len(to_destroy(case)) == 3


def test_a_box_that_was_closed_is_never_opened_once_annulled(case: Sealed28) -> None:
    case.let_vote()
    case.vote(0, 0, 1, 1, 2)
    case.close()
    case.wait_for_objections()
    shares = {place: case.share(place) for place in (1, 2)}
    assert case.send(f"/keys/{case.key_token(1)}/decryption", shares[1]).json() == {"opened": False}
    annul(case)
    assert case.send(f"/keys/{case.key_token(2)}/decryption", shares[2]).status_code == 409
    assert not box.open_box(case.sealed_id)
    assert case.sealed.state is BoxState.CLOSED
    assert purposes(case) == ["destroying"] * 3


def test_keys_that_were_half_made_are_made_no_further_once_annulled(case: Sealed28) -> None:
    case.begin_keys()
    code = keys.new_recovery_code()
    case.say(1, code)
    said = keys.say(keys.read_ceremony(case.state(2)["ceremony"], case.state(2)["messages"]), code, 2)
    annul(case)
    answer = case.send(f"/keys/{case.key_token(2)}/messages", json.dumps(said))
    assert answer.status_code == 409
    assert "đã kết thúc" in answer.json()["error"]
    assert purposes(case) == ["nothing"] * 3
    assert case.state(2)["over"] is True
    assert not to_destroy(case)


def test_a_box_left_unprepared_at_the_end_keeps_nobody_from_destroying_the_keys(case: Sealed28) -> None:
    case.make_keys()
    case.hold_sealed()
    case.prepare_round()
    end(case)
    assert len(to_destroy(case)) == 3
    assert destroyed(case, 3).json() == {"kept": True}


def others_count(case: Sealed28) -> None:
    """Another teller takes the third one's place; new keys are asked for."""
    duties.release(case.world.hr, case.number, DutyKind.TELLER, case.teller.account_id or 0, "Đi công tác.")
    duties.assign(case.world.hr, case.number, DutyKind.TELLER, case.world.manager.account_id or 0, reason="Thay.")
    case.begin_keys()


def test_who_holds_the_old_keys_opens_the_old_box_and_then_destroys_them(case: Sealed28) -> None:
    case.let_vote()
    tokens = [case.key_token(place) for place in (1, 2, 3)]
    case.vote(0, 0, 1, 1, 2)
    others_count(case)
    case.close()
    case.wait_for_objections()
    assert not to_destroy(case)
    case.key_token = lambda place: tokens[place - 1]  # pyright: ignore
    assert [(case.state(3)[key]) for key in ("purpose", "replaced")] == ["opening", True]
    assert [answer.json() for answer in case.open_with(3, 1)] == [{"opened": False}, {"opened": True}]
    closing.carry_on(case.number)
    assert not to_destroy(case)
    assert purposes(case) == ["nothing"] * 3
    end(case)
    case.world.move(days=KEPT_DAYS + 1)
    closing.carry_on(case.number)
    assert len(to_destroy(case)) == 3
    assert purposes(case) == ["destroying"] * 3
    assert destroyed(case, 3).json() == {"kept": True}


def test_keys_are_not_destroyed_while_words_wait_for_them(worded: Worded28) -> None:
    case = worded
    case.to_the_peeling("Một", "Hai", "Ba", "Bốn", "Năm")
    tokens = [case.key_token(place) for place in (1, 2, 3)]
    others_count(case)
    case.key_token = lambda place: tokens[place - 1]  # pyright: ignore
    case.open_with(1, 2)
    closing.carry_on(case.number)
    assert not to_destroy(case)
    assert destroyed(case, 1).status_code == 409
    for place in (1, 2, 3):
        assert case.hand_on(place).status_code == 200
    end(case)
    assert not to_destroy(case)
    case.world.move(days=KEPT_DAYS + 1)
    closing.carry_on(case.number)
    assert len(to_destroy(case)) == 3
    assert destroyed(case, 1).json() == {"kept": True}


def test_a_key_file_that_outlived_the_opening_goes_at_the_next_run(case: Sealed28) -> None:
    case.let_vote()
    case.vote(0, 0, 1, 1, 2)
    done(case.world.hr, strong(case.inspector), "close_sealed_round", case.number, sealed=case.sealed_id)
    assert round_keys.read(case.uuid), "no run has come yet"
    case.wait_for_objections()
    case.open_with(1, 2)
    assert case.sealed.state is BoxState.OPENED
    closing.carry_on(case.number)
    assert round_keys.read(case.uuid) is None


@pytest.mark.parametrize(("before", "opens"), [(A_MINUTE, False), (timedelta(0), True)])
def test_a_box_is_opened_a_day_after_its_closing_and_no_minute_before(
    case: Sealed28, before: timedelta, opens: bool
) -> None:
    case.let_vote()
    case.vote(0, 0, 1, 1, 2)
    case.close()
    share = case.share(1)
    with database.transaction() as session:
        sealed = session.get_one(SealedRound, case.sealed_id)
        sealed.closed_at = case.world.now() - timedelta(hours=24) + before
        session.add(sealed)
    assert case.state(1)["opening"]["open_now"] is opens
    answer = case.send(f"/keys/{case.key_token(1)}/decryption", share)
    assert answer.status_code == (200 if opens else 409)


def test_the_key_file_of_an_opening_that_came_to_nothing_goes_with_it(case: Sealed28) -> None:
    case.make_keys()
    case.hold_sealed()
    case.prepare_round()
    case.agree()
    case.sign_opening()
    case.world.move(hours=2)
    opening.let_vote(case.sealed_id)
    assert case.sealed.state is BoxState.PREPARED
    assert round_keys.read(case.uuid) is None


def test_codes_are_given_out_by_the_key_that_stands_on_the_disk_alone(case: Sealed28) -> None:
    case.make_keys()
    case.hold_sealed()
    case.prepare_round()
    case.agree()
    case.sign_opening()
    make = round_keys.make

    def made_and_lost(uuid: str) -> bytes:
        key = make(uuid)
        round_keys.destroy(uuid)
        return key

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(round_keys, "make", made_and_lost)
        opening.let_vote(case.sealed_id)
    assert (case.sealed.state, case.voters()) == (BoxState.SIGNED, [])
    opening.let_vote(case.sealed_id)
    assert case.cast(case.ballot(case.voters()[0], 0)).status_code == 200


def test_an_annulled_procedure_offers_nothing_of_its_round_any_more(case: Sealed28) -> None:
    case.let_vote()
    page = f"/procedures/{case.number}/sealed"
    browser = Browser().sign_in(case.world.hr)
    assert "Đề nghị đóng hòm" in words_of(browser.open(page))
    annul(case)
    said = words_of(browser.open(page))
    assert "Đã hủy cùng quy trình" in said
    assert not any(words in said for words in ("Đề nghị đóng hòm", "Gửi lại", "Đang bỏ phiếu", "Mời tạo khóa"))
    assert refused(ceremony.begin, case.world.hr, case.number) == "procedure_over"
