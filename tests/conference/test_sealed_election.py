"""The inspection board is elected by sealed ballots: who may choose so, who votes, what is counted, when on paper."""

import io

import pytest
from sqlmodel import select

from ballots.verify import verify
from models import BoxState, CodeMode, Conference, FiledPaper, Procedure, Round, RoundMode, RoundPlace
from models.store import database
from notifications import round_keys
from procedures.conference import running
from procedures.conference.preparing import drafting
from procedures.conference.steps import wait_for_count
from procedures.engine import Waiting
from procedures.meetings import regime, seeing
from procedures.meetings.finding import FIRST
from procedures.meetings.summoning import convening, form, paper_again
from procedures.papers.conference import MAKERS
from procedures.refusal import Refusal
from procedures.sealed import archive, preparing
from tests.conference.electing import STANDING, Electing
from tests.conference.sealed_election import SealedElection

NINE = ((0, 1, 2), (0, 1, 2), (0, 1, 3), (0, 1, 3), (0, 1), (0, 2, 3), (0,), (1, 2), ())


@pytest.fixture
def held(any_database: str) -> SealedElection:
    return SealedElection()


def refused(do: object, *args: object) -> str:
    with pytest.raises(Refusal) as refusal:
        do(*args)  # pyright: ignore
    return refusal.value.key


def words(held: SealedElection, kind: str) -> str:
    """What a paper of the conference says."""
    with database.reading() as session:
        make = MAKERS[kind]
        return str(make(session, held.number) if kind == "conference_plan" else make(session, held.number, FIRST))


def round_of(held: Electing) -> tuple[RoundMode, RoundPlace]:
    with database.reading() as session:
        round_ = session.get_one(Round, held.meeting.round_id)
        return round_.mode, round_.place


def conclude(held: SealedElection) -> None:
    for verb in (running.note_count, running.conclude):
        verb(held.number, held.at)


def test_the_plan_that_the_union_agrees_to_says_which_ballots_they_are(held: SealedElection) -> None:
    held.summoned()

    assert round_of(held) == (RoundMode.SEALED, RoundPlace.HALL)
    assert "niêm phong: người dự bỏ phiếu trên điện thoại" in words(held, "conference_plan")
    with database.reading() as session:
        made = session.exec(select(FiledPaper.kind).where(FiledPaper.procedure_id == held.number)).all()
    assert "board_ballot" not in made


def test_it_opens_with_three_who_may_hold_the_keys_and_not_with_two(held: SealedElection) -> None:
    held.draft()
    held.name(3, *STANDING)
    Electing.tellers(held)
    assert held.lacking() == ["holders"]
    held.third_teller()
    assert held.lacking() == []


def test_nobody_elected_needs_no_keys(held: SealedElection) -> None:
    held.draft()
    held.name(3, *STANDING)
    held.name(0)
    assert held.lacking() == []
    with database.reading() as session:
        assert not session.get_one(Conference, held.number).is_sealed


def test_a_plan_on_paper_is_not_sealed_afterwards(any_database: str) -> None:
    held = Electing()
    held.draft()
    held.name(3, *STANDING)
    held.tellers()
    drafting.open_(held.world.hr, held.number)
    assert refused(form.choose_form, held.world.hr, *held.here, RoundMode.SEALED) == "plan_on_paper"


def test_what_was_planned_sealed_may_be_put_on_paper_and_back_before_the_summons(held: SealedElection) -> None:
    held.draft()
    held.name(3, *STANDING)
    held.tellers()
    drafting.open_(held.world.hr, held.number)
    form.choose_form(held.world.hr, *held.here, RoundMode.PAPER)
    assert round_of(held)[0] is RoundMode.PAPER
    form.choose_form(held.world.hr, *held.here, RoundMode.SEALED)
    assert round_of(held) == (RoundMode.SEALED, RoundPlace.HALL)
    assert refused(form.choose_form, held.world.hr, *held.here, RoundMode.SEALED, RoundPlace.HYBRID) == "sealed_never"


@pytest.mark.parametrize(("left_off", "key"), [((6,), ""), ((6, 7), "sealed_too_few")])
def test_fewer_than_the_law_data_wants_are_not_summoned_to_it(
    any_database: str, left_off: tuple[int, ...], key: str
) -> None:
    held = SealedElection(people=8)
    held.draft()
    held.name(3, 0, 1, 2, 3)
    held.tellers()
    drafting.open_(held.world.hr, held.number)
    for place in left_off:
        convening.leave_off(held.world.hr, *held.here, held.member(place), "Đi học dài hạn.")
    if key:
        assert refused(held.confirm) == key
    else:
        held.confirm()


def test_one_question_asks_for_as_many_names_as_there_are_seats(held: SealedElection) -> None:
    held.let_vote()
    with database.reading() as session:
        (asked,) = preparing.asked_in(archive.of_procedure(session, held.number, held.sealed_id))
    assert (asked.minimum, asked.maximum, len(asked.answers)) == (0, 3, 4)
    assert len(held.those_with_codes()) == 20, "whoever is there, nobody else"
    with pytest.raises(ValueError, match="not allowed"):
        held.naming(held.those_with_codes()[0], 0, 1, 2, 3)


def test_the_law_elects_from_the_opened_box_by_the_majority_of_those_attending(held: SealedElection) -> None:
    held.let_vote(present=19)
    held.vote_for([*NINE, *((0, 1),) * 5])
    held.close_box()
    held.vote(19)
    held.close()
    running.note_course(held.number, held.at)
    with pytest.raises(Waiting, match="box"):
        wait_for_count(held.number, FIRST)
    held.open_box()
    wait_for_count(held.number, FIRST)
    conclude(held)

    assert held.elected() == [(12, True, False), (11, True, False), (4, False, False), (3, False, False)]
    report = verify(io.BytesIO(held.whole_archive()), roll=19, stage="result")
    assert (report.counted, report.result) == (14, [[12, 11, 4, 3]])
    said = words(held, "counting_minutes")
    assert "số niêm phong" in said
    assert "Số phiếu thu về: 14 phiếu" in said
    assert "niêm phong" in words(held, "meeting_minutes")


def test_a_tie_for_the_last_seat_elects_neither(held: SealedElection) -> None:
    held.let_vote(present=19)
    held.vote_for([(0, 1), (0, 2), *((0, 1, 2),) * 9])
    held.close_box()
    held.vote(19)
    held.close()
    running.note_course(held.number, held.at)
    held.open_box()
    conclude(held)
    assert held.elected() == [(11, True, False), (10, True, False), (10, True, False), (0, False, False)]


def test_nobody_knows_a_result_before_the_conference_is_concluded(held: SealedElection) -> None:
    held.let_vote()
    held.vote_for(NINE)
    held.close_box()
    held.open_box()
    with database.reading() as session:
        assert not seeing.may_see(session, held.world.hr, held.meeting)
    held.vote(20)
    held.close()
    running.note_course(held.number, held.at)
    conclude(held)
    with database.reading() as session:
        assert seeing.may_see(session, held.world.hr, held.meeting)


def test_the_conference_does_not_end_while_people_vote(held: SealedElection) -> None:
    held.let_vote()
    held.vote(20)
    assert refused(held.close) == "election_open"
    held.vote_for(NINE)
    held.close_box()
    held.close()


def test_under_five_ballots_are_never_opened_and_the_hall_votes_on_paper(held: SealedElection) -> None:
    held.let_vote()
    held.vote_for(NINE[:4])
    held.close_box()
    held.vote(20)
    assert held.sealed.state is BoxState.TOO_FEW
    assert refused(held.close) == "election_open"

    paper_again.vote_on_paper(held.world.hr, *held.here)
    assert round_of(held) == (RoundMode.PAPER, RoundPlace.HALL)
    held.enter(15, 11, 10, 12)
    held.conclude()
    assert [each for _, each, _ in held.elected()] == [True, True, True, False]
    assert "đếm độc lập" in words(held, "counting_minutes")


def test_a_box_that_nobody_opened_to_its_voters_keeps_no_hall_waiting(held: SealedElection) -> None:
    held.summoned()
    held.meet()
    held.prepare_box()
    uuid = held.uuid
    round_keys.make(uuid)
    paper_again.vote_on_paper(held.world.hr, *held.here)
    assert round_keys.read(uuid) is None, "no key file outlives its box"
    held.enter(15, 11, 10, 12)
    held.conclude()
    assert [each for _, each, _ in held.elected()] == [True, True, True, False]


def test_an_open_box_goes_on(held: SealedElection) -> None:
    held.let_vote()
    assert refused(paper_again.vote_on_paper, held.world.hr, *held.here) == "sealed_goes_on"


def test_codes_come_by_mail_or_are_drawn_in_the_hall(held: SealedElection) -> None:
    held.summoned()
    held.make_keys()
    held.prepare_box()
    assert held.sealed.codes is CodeMode.BASIC
    held.prepare_box(CodeMode.STRICT)
    assert held.sealed.codes is CodeMode.STRICT
    assert held.sealed.slip_maker_id is not None


def test_a_conference_under_rules_without_it_is_on_paper(any_database: str) -> None:
    held = Electing()
    held.summoned()
    with database.transaction() as session:
        procedure = session.get_one(Procedure, held.number)
        known = procedure.rules["values"]
        procedure.rules = {**procedure.rules, "values": {key: known[key] for key in known if key != "sealed_from"}}
        session.add(procedure)
    with database.reading() as session:
        assert not regime.may_be_sealed(session, held.meeting)
