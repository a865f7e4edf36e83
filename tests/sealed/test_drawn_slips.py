"""Slips are drawn in the hall: who makes their codes, what of them is kept, how many are handed out, what counts."""

import io
from pathlib import Path

import pytest
from sqlmodel import select

from ballots import credentials
from ballots.verify import verify
from models import (
    AuditEvent,
    BoxState,
    CodeMode,
    OutboxMessage,
    Role,
    RoleHolding,
    RoundMode,
    RoundPlace,
    VoterCredential,
)
from models.store import database
from procedures.meetings.summoning import form
from procedures.meetings.summoning.paper_again import vote_on_paper
from procedures.meetings.tallying.sealed import counted
from procedures.meetings.tallying.tally import tally_of
from procedures.sealed import box, closing, opening, preparing, slips
from procedures.sealed.hall import asking, handing, making
from tests.meeting_world import refused
from tests.sealed.drawing import Drawn28
from tests.sealed.test_secrecy import dump
from tests.sealed.test_whole_round import passes_belenios
from tests.two_people import done, strong

SPARE = 5


@pytest.fixture
def case(sqlite: None) -> Drawn28:
    return Drawn28()


@pytest.fixture
def prepared(any_database: str) -> Drawn28:
    """The summons has gone, and a holder is asked for slips."""
    case = Drawn28()
    case.make_keys()
    case.convene()
    case.prepare_early()
    return case


@pytest.fixture
def drawn(sqlite: None) -> Drawn28:
    """Slips are drawn, and the round takes ballots."""
    case = Drawn28()
    case.let_vote()
    return case


def lacking(case: Drawn28) -> list[str]:
    with database.reading() as session:
        return preparing.lacking(session, case.sealed)


def test_nine_draw_and_vote_and_the_result_is_what_was_cast(any_database: str, tmp_path: Path) -> None:
    drawn = Drawn28()
    drawn.let_vote()
    drawn.vote(0, 0, 0, 0, 0, 1, 1, 2, 0)
    drawn.close()
    assert [answer.json() for answer in drawn.open_with(1, 3)] == [{"opened": False}, {"opened": True}]
    with database.reading() as session:
        assert box.counts_of(session, drawn.sealed) == [[6, 2, 1]]
        tally = tally_of(session, drawn.meeting, drawn.post())
        count = counted(session, drawn.meeting, drawn.post())
    assert (tally.present, tally.returned) == (9, 9)
    assert count
    assert (count.issued, count.returned) == (9, 9)
    drawn.conclude()
    whole = drawn.whole_archive()
    assert passes_belenios(whole, drawn.uuid, tmp_path)
    report = verify(io.BytesIO(whole), roll=len(drawn.codes), head_at_close=drawn.sealed.head_at_close)
    assert (report.stage, report.counted, report.result) == ("result", 9, [[6, 2, 1]])


def test_in_the_hall_the_box_is_opened_as_soon_as_it_is_closed(drawn: Drawn28) -> None:
    drawn.vote(0, 0, 1, 1, 2)
    drawn.close()
    assert drawn.state(1)["opening"]["open_now"]


def test_what_lacks_is_said_one_after_the_other(prepared: Drawn28) -> None:
    assert prepared.sealed.codes is CodeMode.STRICT  # so nobody has to consent
    assert lacking(prepared) == ["attendance", "slips_unmade"]
    prepared.make_slips()
    assert lacking(prepared) == ["attendance", "slips_uncounted"]
    prepared.meet()
    assert lacking(prepared) == ["slips_uncounted"]
    prepared.hand_out()
    assert lacking(prepared) == []


def test_the_number_of_slips_is_known_only_when_the_summons_has_gone(case: Drawn28) -> None:
    case.make_keys()
    case.file_hybrid()
    form.choose_form(case.world.hr, *case.here, RoundMode.SEALED, RoundPlace.HALL)
    assert refused(case.prepare_round) == "slips_after_summons"


def test_without_holders_nobody_can_make_them(case: Drawn28) -> None:
    case.convene()
    assert refused(case.prepare_round) == "slips_after_keys"


def test_one_for_each_person_summoned_and_the_spare_ones(prepared: Drawn28) -> None:
    voting = sum(attendee.has_vote for attendee, _ in prepared.attendees())
    told = prepared.wanted()
    assert (told["summoned"], told["spare"], told["count"]) == (voting, SPARE, voting + SPARE)
    assert told["booth_url"].endswith(f"/b/{prepared.uuid}")


def test_one_holder_who_is_not_of_hr_is_asked_by_mail_and_another_when_hr_says_so(prepared: Drawn28) -> None:
    first = prepared.maker
    letters = prepared.world.letters("slips_asked")
    assert [letter.account_id for letter in letters] == [first.account_id]
    prepared.prepare_early()
    assert len(prepared.world.letters("slips_asked")) == 1
    asking.ask_another(prepared.world.hr, prepared.number, prepared.sealed_id)
    assert prepared.maker.id != first.id
    assert prepared.state(first.place)["purpose"] == "nothing"
    assert prepared.state(prepared.maker.place)["purpose"] == "slips"
    assert refused(making.keep, prepared.key_token(first.place), prepared.uuid, []) == "slips_not_yours"


def test_nobody_of_hr_is_asked(prepared: Drawn28) -> None:
    first = prepared.maker
    with database.transaction() as session:
        held = RoleHolding(account_id=first.account_id, role=Role.HR, granted_at=prepared.world.now())
        session.add(held)
    for _ in range(4):
        asking.ask_another(prepared.world.hr, prepared.number, prepared.sealed_id)
        assert prepared.maker.id != first.id


def test_public_halves_are_kept_and_nothing_says_whose(prepared: Drawn28) -> None:
    answer = prepared.make_slips()
    with database.reading() as session:
        kept = session.exec(select(VoterCredential)).all()
        assert answer.json() == {"mark": making.mark_of([row.public_half for row in kept])}
    assert len(kept) == len(prepared.codes)
    assert {row.roll_entry_id for row in kept} == {None}
    prepared.meet()
    prepared.hand_out()
    prepared.sign_opening()
    opening.let_vote(prepared.sealed_id)
    prepared.vote(0, 1, 2, 0)
    told = dump()
    for code in prepared.codes:
        assert code not in told
        assert code.replace("-", "") not in told
        assert str(credentials.private_credential(code, prepared.uuid)) not in told
    with database.reading() as session:
        assert {row.roll_entry_id for row in session.exec(select(VoterCredential)).all()} == {None}


def test_what_is_no_sorted_list_of_that_many_halves_is_refused(prepared: Drawn28) -> None:
    halves = sorted(prepared.half(credentials.new_code()) for _ in range(prepared.wanted()["count"]))
    posted = {
        "few": halves[1:],
        "many": sorted([*halves, prepared.half(credentials.new_code())]),
        "twice": sorted([*halves[1:], halves[-1]]),
        "unsorted": halves[::-1],
        "outside": sorted([*halves[1:], "7"]),
        "weights": [f"{half},1" for half in halves],
        "text": " ".join(halves),
        "numbers": list(range(len(halves))),
        "nothing": None,
    }
    told = {name: prepared.send_halves(given).status_code for name, given in posted.items()}
    assert told == dict.fromkeys(posted, 409)
    with database.reading() as session:
        assert preparing.halves_of(session, prepared.sealed) == []
    assert prepared.send_halves(halves).status_code == 200


def test_slips_made_again_take_the_place_of_those_before_until_the_opening_is_signed(prepared: Drawn28) -> None:
    first = prepared.make_slips().json()["mark"]
    prepared.meet()
    prepared.hand_out()
    old = prepared.codes
    assert prepared.make_slips().json()["mark"] != first
    assert lacking(prepared) == ["slips_uncounted"]
    prepared.hand_out()
    prepared.sign_opening()
    assert refused(making.keep, prepared.key_token(prepared.maker.place), prepared.uuid, []) == "sealed_signed"
    opening.let_vote(prepared.sealed_id)
    assert prepared.cast(prepared.ballot(prepared.slip(prepared.codes[0]), 0)).status_code == 200
    prepared.codes = old
    with database.reading() as session:
        assert prepared.half(old[0]) not in preparing.halves_of(session, prepared.sealed)


def test_two_tellers_write_the_same_and_neither_sees_the_other(prepared: Drawn28) -> None:
    enter = handing.enter
    here = prepared.number, prepared.sealed_id
    assert refused(enter, prepared.union, *here, 9) == "slips_before_attendance"
    prepared.meet()
    assert refused(enter, prepared.union, *here, 9) == "slips_unmade"
    prepared.make_slips()
    assert refused(enter, prepared.world.manager, *here, 9) == "not_your_duty"
    assert refused(enter, prepared.union, *here, 10) == "slips_above"
    assert not enter(prepared.union, *here, 9).is_settled
    assert not enter(prepared.union, *here, 9).is_settled
    assert enter(prepared.teller, *here, 8).differs
    assert prepared.sealed.slips is None
    assert enter(prepared.teller, *here, 9).is_settled
    assert prepared.sealed.slips == 9
    assert enter(prepared.inspector, *here, 9).is_settled
    assert refused(enter, prepared.inspector, *here, 8) == "slips_settled"


def test_too_few_slips_are_no_sealed_round(prepared: Drawn28) -> None:
    prepared.make_slips()
    prepared.meet()
    prepared.hand_out(6)
    assert lacking(prepared) == ["too_few_summoned"]
    vote_on_paper(prepared.world.hr, *prepared.here)


@pytest.mark.parametrize(("ballots", "state"), [(7, BoxState.CLOSED), (8, BoxState.TOO_MANY)])
def test_more_ballots_than_slips_handed_out_are_never_opened(prepared: Drawn28, ballots: int, state: BoxState) -> None:
    prepared.make_slips()
    prepared.meet()
    prepared.hand_out(7)
    prepared.sign_opening()
    opening.let_vote(prepared.sealed_id)
    prepared.vote(*(0 for _ in range(ballots)))
    prepared.close()
    assert prepared.sealed.state is state
    assert bool(prepared.world.letters("box_to_open")) == (state is BoxState.CLOSED)
    if state is BoxState.TOO_MANY:
        assert refused(box.sum_of, prepared.sealed) == "too_many"
        assert prepared.state(1)["purpose"] == "nothing"
        vote_on_paper(prepared.world.hr, *prepared.here)


def test_of_one_slip_the_last_ballot_counts_and_a_made_up_code_is_refused(drawn: Drawn28) -> None:
    drawn.vote(0, 0, 0, 0, 0)
    assert drawn.cast(drawn.ballot(drawn.voters()[0], 1)).status_code == 200
    made_up = credentials.new_code()
    drawn.codes.append(made_up)
    stranger = VoterCredential(id="x", sealed_round_id=drawn.sealed_id, public_half=drawn.half(made_up))
    answer = drawn.cast(drawn.ballot(stranger, 2))
    assert (answer.status_code, "Mã bỏ phiếu không có trong danh sách" in answer.text) == (409, True)
    drawn.close()
    drawn.open_with(1, 2)
    with database.reading() as session:
        assert box.counts_of(session, drawn.sealed) == [[4, 1, 0]]


def test_no_letter_carries_a_code_or_tells_anyone_of_a_ballot(drawn: Drawn28) -> None:
    drawn.vote(0, 0, 0, 0, 0)
    drawn.close()
    with database.reading() as session:
        kinds = {message.kind for message in session.exec(select(OutboxMessage)).all()}
    assert not kinds & {"ballot_asked", "ballot_recorded", "ballots_closed"}
    with database.reading() as session:
        assert closing.next_notice(drawn.sealed) is None
        assert slips.without_mail(session, drawn.sealed) == []


def test_hr_cannot_send_a_code_and_no_key_file_is_there(drawn: Drawn28, tmp_path: Path) -> None:
    entry = drawn.attendees()[0][1].id or 0
    assert refused(opening.send_again, drawn.world.hr, drawn.number, drawn.sealed_id, entry) == "codes_drawn"
    assert not list((tmp_path / "keys").glob("rounds/*"))


def test_everyone_may_look_through_the_ballots_once_the_box_is_closed(drawn: Drawn28) -> None:
    tracker = drawn.cast(drawn.ballot(drawn.voters()[0], 0)).json()["tracker"]
    address = f"/check/{drawn.uuid}"
    page = drawn.browser.get(address).text
    assert "không có thư báo riêng" in page
    assert tracker not in page
    drawn.people = 6
    drawn.vote(1, 1, 1, 1, 1, 1)
    drawn.close()
    page = drawn.browser.get(address).text
    assert "Mọi lá phiếu được tính: 6" in page
    assert tracker not in page


def test_of_an_annulled_procedure_no_slips_are_made(case: Drawn28) -> None:
    case.make_keys()
    case.convene()
    case.prepare_early()
    wanted = case.wanted()["count"]
    done(case.world.hr, strong(case.union), "annul", case.number)
    assert case.state(case.maker.place)["slips"] is None
    halves = sorted(case.half(credentials.new_code()) for _ in range(wanted))
    assert refused(making.keep, case.key_token(case.maker.place), case.uuid, halves) == "not_running"


def test_the_log_tells_the_course_without_a_code(drawn: Drawn28) -> None:
    with database.reading() as session:
        events = [event.name for event in session.exec(select(AuditEvent).order_by(AuditEvent.number)).all()]  # pyright: ignore
    wanted = ["SlipsAsked", "SlipsMade", "SlipsCounted", "SlipsCounted", "SlipsSettled", "SealedRoundOpened"]
    assert [kind for kind in events if kind in wanted] == wanted
