"""A poll from its draft to its result, in verbs and refusals, on each kind of database."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import pytest
from sqlmodel import select

from law.decisions.confidence import Consequence, deadlines
from law.rules import rules_on
from models import (
    Account,
    Conclusion,
    CountEntry,
    DutyKind,
    ListedPerson,
    Meeting,
    Position,
    Procedure,
    RoundPlace,
    StaffMember,
)
from models.store import database
from procedures import bodies
from procedures.access import duties, listed
from procedures.confidence_poll import drafting, people, questioning, reporting, running
from procedures.confidence_poll.questioning import questions_of
from procedures.confidence_poll.steps import is_too_late, wait_for_reports, wait_for_summons
from procedures.countersigning import signing
from procedures.engine import Waiting
from procedures.filing import Upload
from procedures.meetings import seeing
from procedures.meetings.holding import attending
from procedures.meetings.summoning import convening
from procedures.meetings.summoning.convening import MeetingPlan
from procedures.meetings.tallying import correcting, counting
from procedures.meetings.tallying.ballots import ballots_at
from tests.law.days import TODAY
from tests.meeting_world import Meeting28, refused
from tests.polling import AHEAD, POLLED, Poll
from tests.world import SCAN
from words.dates import local_day

EVEN = ((10, 10, 8), (20, 5, 3), (0, 0, 28))
OTHER = Upload("ban-khac.pdf", b"%PDF-1.7\n% another one\n%%EOF\n")


@pytest.fixture
def poll(any_database: str) -> Poll:
    return Poll()


def test_a_whole_plan_lacks_nothing_and_each_gap_is_named(poll: Poll) -> None:
    poll.draft()
    assert poll.lacking() == []

    gaps = {
        "organiser": {"organiser": " "},
        "poll_authority": {"authority": ""},
        "poll_hour": {"starts_at": None},
        "poll_place": {"place": ""},
        "chair": {"chair": ""},
        "correspondence_basis": {"by_correspondence": True},
        "chair_polled": {"chair": "Bà Nguyễn Thị Số 4, Trưởng phòng"},
    }
    for gap, other in gaps.items():
        drafting.write_plan(poll.world.hr, poll.number, poll.plan(**other))
        assert poll.lacking() == [gap]


def test_the_day_must_leave_the_reports_their_twenty_days(poll: Poll) -> None:
    poll.draft()
    today, rules = local_day(poll.world.now()), rules_on("confidence_poll", TODAY)
    first = next(days for days in range(1, 40) if deadlines(rules, today + timedelta(days)).papers_to_hr >= today)

    drafting.write_plan(poll.world.hr, poll.number, poll.plan(starts_at=poll.hour(first)))
    assert poll.lacking() == []
    drafting.write_plan(poll.world.hr, poll.number, poll.plan(starts_at=poll.hour(first - 1)))
    assert poll.lacking() == ["poll_in_time"]


def test_whoever_is_polled_has_no_part_in_running_the_poll(poll: Poll) -> None:
    poll.draft()
    own = poll.world.account("Nguyễn Thị Số 6", *[])
    with database.transaction() as session:
        account = session.get_one(Account, own.account_id)
        account.staff_member_id = poll.member(6)
        member = session.get_one(StaffMember, poll.member(6))
        account.email, member.email = "so6@example.gov.vn", "so6@example.gov.vn"
        session.add_all([account, member])
    duties.assign(poll.world.hr, poll.number, DutyKind.SECRETARY, own.account_id or 0)

    people.poll_person(poll.world.hr, poll.number, poll.member(6))

    with database.reading() as session:
        holders = duties.holders_now(session, poll.number, DutyKind.SECRETARY)
        assert own.account_id not in {account.id for account in holders}
    assert refused(duties.assign, poll.world.hr, poll.number, DutyKind.TELLER, own.account_id) == "duty_concerned"


def test_someone_taken_off_the_ballot_of_a_draft_is_no_more_concerned(poll: Poll) -> None:
    poll.draft()
    assert people.poll_person(poll.world.hr, poll.number, poll.member(POLLED[0])) == 1

    people.unpoll(poll.world.hr, poll.number, poll.member(POLLED[0]))
    people.unpoll(poll.world.hr, poll.number, poll.member(POLLED[0]))

    with database.reading() as session:
        rows = session.exec(select(ListedPerson).where(ListedPerson.procedure_id == poll.number)).all()
    assert sorted(row.staff_member_id for row in rows if row.removed_at is None) == [
        poll.member(place) for place in POLLED[1:]
    ]


def test_an_open_poll_changes_no_more_and_opens_once(poll: Poll) -> None:
    poll.open()
    drafting.open_(poll.world.hr, poll.number)

    assert refused(people.poll_person, poll.world.hr, poll.number, poll.member(9)) == "already_opened"
    assert refused(drafting.write_plan, poll.world.hr, poll.number, poll.plan()) == "already_opened"
    with database.reading() as session:
        assert len(session.exec(select(Meeting).where(Meeting.procedure_id == poll.number)).all()) == 1


def test_everyone_polled_is_asked_once_and_reports_come_by_link_or_through_hr(poll: Poll) -> None:
    poll.ask_for_reports()
    running.ask_for_reports(poll.number)
    assert len(poll.world.letters("poll_report_wanted")) == len(POLLED)
    with pytest.raises(Waiting, match="self_reports"):
        wait_for_reports(poll.number)

    poll.report(3, 4)
    reporting.hand_in(poll.token(3), OTHER)
    reporting.hand_in_for(poll.world.hr, poll.number, poll.polled()[2], SCAN)

    wait_for_reports(poll.number)
    assert running.note_reports(poll.number) == "in_time"
    assert refused(reporting.hand_in, poll.token(3), SCAN) == "reports_closed"
    assert refused(reporting.hand_in_for, poll.world.hr, poll.number, poll.polled()[0], SCAN) == "reports_closed"


def test_a_report_must_be_a_scan_of_someone_who_is_polled(poll: Poll) -> None:
    poll.ask_for_reports()

    assert refused(reporting.hand_in, poll.token(3), Upload("a.exe", b"MZ")) == "scan_unknown_type"
    assert refused(reporting.hand_in, poll.token(9), SCAN) == "not_polled"
    assert refused(reporting.hand_in_for, poll.world.hr, poll.number, 999, SCAN) == "not_polled"
    assert refused(reporting.hand_in_for, poll.world.clerk, poll.number, poll.polled()[0], SCAN) == "needs_role"


def test_reports_are_read_by_voters_once_the_papers_are_out_and_by_their_author(poll: Poll) -> None:
    poll.ask_for_reports()
    poll.report()
    first = poll.polled()[0]
    with database.reading() as session:
        assert reporting.report_for(session, poll.token(3), first).content == SCAN.content
        assert refused(reporting.report_for, session, poll.token(9), first) == "report_not_yours"

    running.note_reports(poll.number)
    running.prepare(poll.number, poll.at)
    convening.confirm_plan(poll.world.hr, *poll.here)
    running.summon(poll.number, poll.at)

    with database.reading() as session:
        assert reporting.report_for(session, poll.token(9), first).content == SCAN.content
        assert refused(reporting.report_for, session, poll.token(9), 999) == "report_not_yours"


def test_papers_too_late_for_the_law_wait_for_a_later_day(poll: Poll) -> None:
    poll.ask_for_reports()
    poll.report()
    running.note_reports(poll.number)
    running.prepare(poll.number, poll.at)
    with pytest.raises(Waiting, match="meeting_list"):
        wait_for_summons(poll.number, poll.at)
    poll.world.move(days=AHEAD - 12)
    convening.confirm_plan(poll.world.hr, *poll.here)
    with pytest.raises(Waiting, match="poll_too_soon"):
        wait_for_summons(poll.number, poll.at)

    plan = MeetingPlan(poll.hour(20), "Hội trường tầng 2", chair="Bà Lê Thị Giám, Phó Bí thư Đảng ủy")
    convening.set_meeting(poll.world.hr, *poll.here, plan)
    convening.confirm_plan(poll.world.hr, *poll.here)

    wait_for_summons(poll.number, poll.at)


def test_voters_ask_until_the_day_of_the_law_and_the_answers_go_to_all(poll: Poll) -> None:
    poll.summon()
    first, second, _ = poll.polled()
    questioning.ask(poll.token(9), first, "Vì sao chậm?\r\n")
    questioning.ask(poll.token(9), first, "Vì sao chậm?")
    assert refused(questioning.ask, poll.token(9), first, "  ") == "question_missing"
    assert refused(questioning.ask, poll.token(9), first, "a" * 2001) == "question_too_long"
    assert refused(questioning.ask, poll.token(9), 999, "Ai?") == "not_polled"
    for number in range(9):
        questioning.ask(poll.token(9), second, f"Câu {number}?")
    assert refused(questioning.ask, poll.token(9), second, "Câu nữa?") == "too_many_questions"
    with database.reading() as session:
        (only,) = questions_of(session, poll.number, first)

    assert refused(questioning.answer, poll.token(4), only.id, "Của người khác.") == "question_unknown"
    assert refused(questioning.answer, poll.token(9), only.id, "Không được hỏi.") == "not_polled"
    running.close_questions(poll.number, poll.at)
    assert refused(questioning.ask, poll.token(10), first, "Muộn?") == "questions_closed"
    assert {letter.kind for letter in poll.world.letters("poll_answers_wanted")} == {"poll_answers_wanted"}
    assert len(poll.world.letters("poll_answers_wanted")) == 2

    questioning.answer(poll.token(3), only.id or 0, "Vì thiếu người.")
    questioning.answer(poll.token(3), only.id or 0, "Vì thiếu người, nay đã đủ.")
    assert running.send_answers(poll.number, poll.at) == "unanswered"
    assert refused(questioning.answer, poll.token(3), only.id, "Sửa nữa.") == "answers_closed"
    assert len(poll.world.letters("poll_answered")) == 28


def test_a_question_is_a_voters_alone(poll: Poll) -> None:
    poll.ask_for_reports()

    assert refused(questioning.ask, poll.token(3), poll.polled()[1], "Ai?") == "not_a_voter"


def test_two_blind_counts_that_agree_settle_the_poll(poll: Poll) -> None:
    poll.call()
    assert poll.come() == 28
    count = poll.count(*EVEN)

    assert poll.enter(poll.union, count).agrees is None
    assert refused(poll.enter, poll.union, poll.count((9, 11, 8), *EVEN[1:])) == "second_teller"
    assert poll.enter(poll.inspector, poll.count((9, 11, 8), *EVEN[1:])).agrees is False
    with database.reading() as session:
        standing = counting.standing(session, poll.union, poll.meeting, None)
    first = poll.polled()[0]
    assert standing.differing == (f"marks_{first}_high", f"marks_{first}_confidence")
    for teller in (poll.inspector, poll.union):
        settled = poll.enter(teller, count, has_scan=teller is poll.inspector)

    assert settled.agrees is True
    with database.reading() as session:
        assert counting.all_settled(session, poll.meeting)
        rows = session.exec(select(CountEntry)).all()
    assert {row.post_id for row in rows} == {None}


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        ({"issued": 27}, "count_issued"),
        ({"returned": 29}, "count_returned"),
        ({"valid": 27}, "count_sum"),
        ({"blank": -1}, "count_negative"),
    ],
)
def test_figures_that_cannot_be_are_refused(poll: Poll, wrong: dict[str, int], key: str) -> None:
    poll.call()
    poll.come()

    assert refused(poll.enter, poll.union, replace(poll.count(*EVEN), **wrong)) == key  # pyright: ignore


def test_the_marks_of_each_person_add_up_to_the_valid_ballots(poll: Poll) -> None:
    poll.call()
    poll.come()
    count, first = poll.count(*EVEN), poll.polled()[0]
    for figure, fits in ((0, True), (1, False)):
        marks = {**count.marks, first: {**count.marks[first], "unmarked": figure}}
        if fits:
            assert poll.enter(poll.union, replace(count, marks=marks)).agrees is None
        else:
            assert refused(poll.enter, poll.inspector, replace(count, marks=marks)) == "count_marks"
    assert refused(poll.enter, poll.inspector, replace(count, marks={**count.marks, 999: {}})) == "count_name_unknown"


def test_shares_are_taken_of_ballots_returned_beside_the_other_bases(poll: Poll) -> None:
    poll.call()
    poll.come(24)
    poll.poll((9, 9, 2), (5, 5, 11), (2, 2, 16), returned=22, invalid=1)

    one, two, three = poll.results()
    low = {result.person.number: result.levels[2] for result in (one, two, three)}
    assert [low[number].of_returned for number in (1, 2, 3)] == [Fraction(2, 22), Fraction(11, 22), Fraction(16, 22)]
    assert low[2].others == {"present": Fraction(11, 24), "summoned": Fraction(11, 28)}
    assert (one.valid, one.invalid) == (20, 2)
    consequences = [result.confidence.consequence for result in (one, two, three)]
    assert consequences == [Consequence.KEEP, Consequence.KEEP, Consequence.REMOVE]


def test_exactly_two_thirds_is_named_as_a_case_on_which_the_texts_differ(poll: Poll) -> None:
    poll.call()
    poll.come(21)
    poll.poll((0, 7, 14), (0, 6, 15), (0, 8, 13))

    exactly, above, below = (result.confidence for result in poll.results())
    assert (exactly.consequence, exactly.texts_differ) == (Consequence.REMOVE, True)
    assert (above.consequence, above.texts_differ) == (Consequence.REMOVE, False)
    assert below.consequence is Consequence.OUT_OF_PLANNING


@pytest.mark.parametrize(("present", "reason"), [(18, "no_quorum"), (19, "polled")])
def test_two_thirds_of_those_summoned_make_the_quorum(poll: Poll, present: int, reason: str) -> None:
    poll.call()
    assert poll.come(present) == present
    if reason == "no_quorum":
        assert refused(poll.enter, poll.union, poll.count(*((present, 0, 0),) * 3)) == "no_quorum_no_ballot"
        running.note_meeting(poll.number, poll.at)
        running.note_count(poll.number, poll.at)
        assert running.conclude(poll.number, poll.at) == reason
        poll.convene_again()
        poll.come()
    poll.poll(*((10, 5, 4),) * 3)

    assert [result.valid for result in poll.results()] == [19] * 3
    with database.reading() as session:
        assert [one.reason for one in session.exec(select(Conclusion)).all()][-1] == "polled"


def test_nobody_sees_the_result_before_the_meeting_is_over_and_those_present_see_it_then(poll: Poll) -> None:
    poll.call()
    poll.come(20)
    running.note_meeting(poll.number, poll.at)
    poll.enter(poll.union, poll.count(*((10, 5, 5),) * 3))
    poll.enter(poll.inspector, poll.count(*((10, 5, 5),) * 3))
    with database.reading() as session:
        assert not seeing.may_see(session, poll.world.hr, poll.meeting)
        assert not seeing.may_see(session, poll.entry(0), poll.meeting)

    running.note_count(poll.number, poll.at)
    running.conclude(poll.number, poll.at)

    with database.reading() as session:
        seen = {place: seeing.may_see(session, poll.entry(place), poll.meeting) for place in (0, 10, 9)}
        assert seen == {0: True, 10: True, 9: False}
        assert seeing.may_see(session, poll.world.hr, poll.meeting)
        assert not seeing.may_see(session, poll.world.operator, poll.meeting)


def test_a_wrong_count_is_put_right_by_two_people_and_drawn_anew(poll: Poll) -> None:
    poll.call()
    poll.come()
    poll.poll(*EVEN)
    right = poll.count(*EVEN[:2], (14, 10, 4))

    number = correcting.correct_count(poll.world.hr, *poll.here, None, right, "Đọc nhầm dòng.", SCAN)
    signing.sign(poll.union, number)

    assert [result.levels[2].ballots for result in poll.results()] == [8, 3, 4]
    assert poll.results()[2].confidence.consequence is Consequence.KEEP
    with database.reading() as session:
        assert [one.revision for one in session.exec(select(Conclusion).order_by(Conclusion.id)).all()] == [1, 2]  # pyright: ignore


def test_by_correspondence_ballots_go_out_from_the_summons_on(poll: Poll) -> None:
    poll.summon(by_correspondence=True, correspondence_basis="Công văn số 12-CV/TU của Tỉnh ủy")
    attending.check_in(poll.world.clerk, *poll.here, poll.entry(0).id or 0, True)
    poll.world.move(days=AHEAD)
    assert poll.come() == 28

    poll.poll(*((5, 5, 5),) * 3, returned=15)

    assert [result.levels[0].of_returned for result in poll.results()] == [Fraction(1, 3)] * 3


def test_an_appointment_is_never_held_by_correspondence(any_database: str) -> None:
    case = Meeting28()
    assert refused(case.set, place_kind=RoundPlace.CORRESPONDENCE) == "meeting_placeless"


def test_a_bigger_agency_summons_its_key_cadres_alone(any_database: str) -> None:
    poll = Poll(number=30)
    bodies.set_positions(poll.world.hr, poll.member(12), [Position.UNIT_DEPUTY_HEAD])
    poll.open()

    with database.reading() as session:
        (ballot,) = ballots_at(session, poll.meeting)
        there = attending.attendance(session, poll.meeting)
        assert not is_too_late(session, session.get_one(Procedure, poll.number))
    assert (there.summoned, len(ballot.polled), ballot.levels) == (6, 3, ("high", "confidence", "low"))


def test_someone_polled_keeps_the_link_when_left_off_the_list_of_voters(poll: Poll) -> None:
    poll.ask_for_reports()
    convening.leave_off(poll.world.hr, *poll.here, poll.member(3), "Nghỉ chữa bệnh")

    poll.report(3)

    assert listed.list_person(poll.world.hr, poll.number, poll.member(3), "Đã có tên") == []
