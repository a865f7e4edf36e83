"""A poll by sealed ballots: who is asked, what comes out of the box, what nobody sees before, when paper it is."""

import io
from fractions import Fraction

import pytest

from ballots.verify import verify
from law.decisions.confidence import Consequence
from models import BoxState, Round, RoundMode, RoundPlace
from models.store import database
from procedures.confidence_poll import running
from procedures.confidence_poll.results import TOO_FEW
from procedures.countersigning import signing
from procedures.filing import paper_of
from procedures.meetings import seeing
from procedures.meetings.finding import conclusions_at
from procedures.meetings.holding import attending
from procedures.meetings.holding.attendance import attendance
from procedures.meetings.summoning import convening
from procedures.meetings.summoning.convening import MeetingPlan
from procedures.papers.confidence_poll import MAKERS
from procedures.refusal import Refusal
from procedures.sealed import archive, opening, preparing
from tests.confidence_poll.sealed_poll import BASIS, CONFIDENCE, HIGH, LOW, NONE, SealedPoll
from tests.polling import POLLED
from tests.two_people import strong

NINE = (
    *((HIGH, LOW, LOW),) * 3,
    *((HIGH, CONFIDENCE, LOW),) * 2,
    *((CONFIDENCE, LOW, LOW),) * 3,
    (NONE, NONE, HIGH),
)


@pytest.fixture
def poll(any_database: str) -> SealedPoll:
    return SealedPoll()


def refused(poll: SealedPoll) -> str:
    with pytest.raises(Refusal) as no:
        convening.confirm_plan(poll.world.hr, *poll.here)
    return no.value.key


def place(poll: SealedPoll) -> tuple[RoundMode, RoundPlace]:
    with database.reading() as session:
        round_ = session.get_one(Round, poll.meeting.round_id)
        return round_.mode, round_.place


def test_it_asks_everyone_with_a_vote_for_a_level_of_each_person(poll: SealedPoll) -> None:
    poll.let_vote()

    assert len(poll.voters()) == 28
    with database.reading() as session:
        asked = preparing.asked_in(archive.of_procedure(session, poll.number, poll.sealed_id))
    assert [each.person_id for each in asked] == poll.polled()
    assert {each.answers for each in asked} == {("Tín nhiệm cao", "Tín nhiệm", "Tín nhiệm thấp", "Không chọn mức nào")}
    assert poll.sealed.closes_at == poll.meeting.starts_at


def test_what_comes_out_of_the_box_is_what_was_chosen_and_the_law_draws_from_it(poll: SealedPoll) -> None:
    poll.whole(NINE)

    found = [[level.ballots for level in result.levels] for result in poll.results()]
    assert found == [[5, 3, 0], [0, 2, 6], [1, 0, 8]]
    assert [(result.valid, result.invalid) for result in poll.results()] == [(8, 1), (8, 1), (9, 0)]
    assert poll.results()[2].levels[2].of_returned == Fraction(8, 9)
    consequences = [result.confidence.consequence for result in poll.results()]
    assert consequences == [Consequence.KEEP, Consequence.REMOVE, Consequence.REMOVE]


def test_the_last_ballot_of_a_voter_counts(poll: SealedPoll) -> None:
    poll.let_vote()
    poll.vote_of(((LOW, LOW, LOW),) * 6)
    poll.vote_of(((HIGH, HIGH, HIGH),) * 2)
    poll.close_box()
    poll.open_box()
    poll.conclude()

    assert [result.levels[0].ballots for result in poll.results()] == [2, 2, 2]


def test_it_waits_for_the_box_then_for_the_ballots_then_for_the_keys(poll: SealedPoll) -> None:
    poll.answered()
    waited = [poll.waits_for()]
    poll.make_keys()
    poll.sealed_id = preparing.prepare_meeting(poll.world.hr, *poll.here)
    poll.agree()
    poll.sign_opening()
    opening.let_vote(poll.sealed_id)
    waited.append(poll.waits_for())
    poll.vote_of(((HIGH, HIGH, HIGH),) * 6)
    poll.world.move(days=27)
    poll.close_box()
    waited.append(poll.waits_for())
    poll.open_box()

    assert [*waited, poll.waits_for()] == ["poll_box", "poll_ballots", "box", ""]


def test_nobody_sees_the_result_before_the_poll_is_concluded_nor_who_voted_ever(poll: SealedPoll) -> None:
    poll.let_vote()
    poll.vote_of(NINE)
    poll.close_box()
    with database.reading() as session:
        there = attendance(session, poll.meeting)
        assert not seeing.may_see(session, poll.world.hr, poll.meeting)
    assert (there.summoned, there.present) == (28, 28)
    assert len({(row.is_present, row.how) for row in there.rows}) == 1

    poll.open_box()
    poll.conclude()
    with database.reading() as session:
        assert seeing.may_see(session, poll.world.hr, poll.meeting)


def test_the_whole_archive_is_for_those_who_may_see_the_result_and_verifies(poll: SealedPoll) -> None:
    poll.whole(NINE)

    public = verify(io.BytesIO(poll.browser.get(f"/b/{poll.uuid}/archive.bel").content))
    whole = verify(io.BytesIO(poll.whole_archive()))
    assert (public.stage, public.result) == ("closed", None)
    assert whole.result == [[5, 3, 0, 1], [0, 2, 6, 1], [1, 0, 8, 0]]


@pytest.mark.parametrize("voters", [4, 5])
def test_under_five_voters_the_box_stays_shut_and_the_poll_is_held_again_on_paper(
    poll: SealedPoll, voters: int
) -> None:
    poll.let_vote()
    poll.vote_of(((HIGH, LOW, NONE),) * voters)
    poll.close_box()
    if voters == 5:
        assert poll.sealed.state is BoxState.CLOSED
        assert poll.waits_for() == "box"
        return

    assert poll.sealed.state is BoxState.TOO_FEW
    assert poll.waits_for() == ""
    poll.conclude()
    with database.reading() as session:
        assert conclusions_at(session, poll.meeting)[None].reason == TOO_FEW
    assert poll.results() == []
    words = said(poll, "counting_minutes")
    assert "hòm phiếu không được mở" in words
    assert "Tỷ lệ" not in words

    poll.convene_again()
    assert place(poll) == (RoundMode.PAPER, RoundPlace.HALL)
    poll.come()
    poll.poll(*((9, 9, 9),) * 3)
    assert [result.levels[0].ballots for result in poll.results()] == [9, 9, 9]


def said(poll: SealedPoll, kind: str) -> str:
    """All words of a paper of this poll."""
    with database.reading() as session:
        make = MAKERS[kind]
        of_meeting = kind in ("counting_minutes", "meeting_invitation")
        return repr(make(session, poll.number, poll.at) if of_meeting else make(session, poll.number))


def test_the_papers_say_how_it_was_held(poll: SealedPoll) -> None:
    poll.whole(NINE)

    minutes = said(poll, "counting_minutes")
    for words in ("Bỏ phiếu kín niêm phong qua thư", BASIS, "Hoàng Thị Đoàn, Bùi Thị Kiểm", "chỉ tổng số được mở"):
        assert words in minutes
    assert "hai người đếm độc lập" not in minutes
    assert "phiếu kín niêm phong" in said(poll, "confidence_report")
    assert "phiếu kín niêm phong" in said(poll, "confidence_summary")
    assert "phiếu kín niêm phong" in said(poll, "confidence_notice").lower()
    assert "liên kết và mã bỏ phiếu" in said(poll, "meeting_invitation")
    with database.reading() as session:
        assert paper_of(session, poll.number, "confidence_ballot-11") is None
        assert paper_of(session, poll.number, "meeting_minutes-11") is None


@pytest.mark.parametrize(("people", "mode"), [(6, RoundMode.PAPER), (7, RoundMode.SEALED)])
def test_under_seven_voters_it_is_of_paper(any_database: str, people: int, mode: RoundMode) -> None:
    poll = SealedPoll(number=people)
    poll.open()

    assert place(poll) == (mode, RoundPlace.CORRESPONDENCE)


def test_a_list_that_shrinks_under_seven_is_not_summoned_to_sealed_ballots(any_database: str) -> None:
    poll = SealedPoll(number=7)
    poll.ask_for_reports()
    poll.report()
    running.note_reports(poll.number)
    convening.leave_off(poll.world.hr, *poll.here, poll.member(6), "Nghỉ chữa bệnh")

    assert refused(poll) == "sealed_too_few"


def test_it_takes_three_who_hold_keys(poll: SealedPoll) -> None:
    poll.draft()
    assert poll.lacking() == []

    poll.drop_teller()

    assert poll.lacking() == ["holders"]


def test_it_is_never_held_in_a_hall(poll: SealedPoll) -> None:
    poll.ask_for_reports()
    plan = MeetingPlan(poll.hour(), "Hội trường tầng 2", RoundPlace.HALL, chair="Bà Lê Thị Giám")
    convening.set_meeting(poll.world.hr, *poll.here, plan)

    assert refused(poll) == "sealed_needs_correspondence"


def test_nobody_is_checked_in_and_nobody_counts(poll: SealedPoll) -> None:
    poll.let_vote()

    with pytest.raises(Refusal, match="ballots_by_mail"):
        attending.check_in(poll.world.clerk, *poll.here, poll.entry(POLLED[0]).id or 0, True)
    with pytest.raises(Refusal, match="ballots_by_mail"):
        attending.open_meeting(poll.world.clerk, *poll.here)


def test_once_the_box_is_open_neither_hour_nor_list_changes(poll: SealedPoll) -> None:
    poll.let_vote()
    person = poll.newcomer()

    with pytest.raises(Refusal, match="sealed_signed"):
        convening.postpone(strong(poll.world.hr), *poll.here, poll.hour(40), "Phòng họp", "Bận việc.")
    with pytest.raises(Refusal, match="sealed_signed"):
        convening.summon_late(strong(poll.world.hr), *poll.here, person, "Công chức", "Sót tên.")


def test_an_hour_moved_before_the_opening_is_prepared_anew(poll: SealedPoll) -> None:
    poll.answered()
    poll.make_keys()
    poll.sealed_id = preparing.prepare_meeting(poll.world.hr, *poll.here)
    number = convening.postpone(strong(poll.world.hr), *poll.here, poll.hour(40), "Phòng họp", "Bận việc.")
    signing.sign(strong(poll.union), number)

    with database.reading() as session:
        assert "hour_changed" in preparing.lacking(session, poll.sealed)
    preparing.prepare_meeting(poll.world.hr, *poll.here)
    with database.reading() as session:
        assert preparing.lacking(session, poll.sealed) == ["consent"]
