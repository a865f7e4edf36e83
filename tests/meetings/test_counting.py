"""Two tellers count without seeing each other's figures; what differs is void, what agrees is settled once."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from models import Account, AuditEvent, CountEntry, DutyKind, Nudge, Role, RoleHolding
from models.store import clock, database
from procedures.access import duties, listed
from procedures.access.actor import Actor
from procedures.meetings.tallying import counting
from procedures.meetings.tallying.count import Count, checked, differing
from procedures.meetings.tallying.counting import Entered
from procedures.overview import record
from procedures.refusal import Refusal
from tests.appointment.appointing import member
from tests.meeting_world import Meeting28, refused


@pytest.fixture
def case(any_database: str) -> Meeting28:
    made = Meeting28()
    made.call()
    made.open()
    return made


def standing(case: Meeting28, actor: Actor) -> counting.Standing:
    with database.reading() as session:
        return counting.standing(session, actor, case.meeting, case.post())


def is_settled(case: Meeting28) -> bool:
    with database.reading() as session:
        return counting.all_settled(session, case.meeting)


def rows(case: Meeting28) -> list[tuple[int, int]]:
    with database.reading() as session:
        found = session.exec(select(CountEntry).order_by(CountEntry.id)).all()  # pyright: ignore
        return [(row.attempt, row.entry) for row in found]


def asked(case: Meeting28) -> int:
    with database.reading() as session:
        return session.get_one(Nudge, case.number).asked


def test_two_equal_entries_settle_the_count_and_ask_for_one_run(case: Meeting28) -> None:
    before = asked(case)
    assert case.enter(case.union, case.count(2, 1)) == Entered(1, None)
    assert (is_settled(case), asked(case)) == (False, before)
    assert case.enter(case.inspector, case.count(2, 1)) == Entered(2, True)
    assert (is_settled(case), asked(case)) == (True, before + 1)


def test_the_same_again_is_told_the_same(case: Meeting28) -> None:
    for _ in range(2):
        assert case.enter(case.union, case.count(2, 1)) == Entered(1, None)
    for _ in range(2):
        assert case.enter(case.inspector, case.count(2, 1)) == Entered(2, True)
    assert case.enter(case.union, case.count(2, 1)) == Entered(1, None)
    assert rows(case) == [(1, 1), (1, 2)]
    assert refused(case.enter, case.union, case.count(3, 0)) == "count_settled"


def test_a_difference_voids_both_and_only_then_is_the_line_named(case: Meeting28) -> None:
    case.enter(case.union, case.count(2, 1))
    assert standing(case, case.inspector).differing == ()
    assert case.enter(case.inspector, case.count(1, 2)) == Entered(2, False)
    assert case.enter(case.inspector, case.count(1, 2)) == Entered(2, False)
    said = standing(case, case.union)
    assert said.differing == tuple(f"votes_{number}" for number in case.nominees)
    assert (said.attempt, said.entered, said.is_settled) == (2, 0, False)
    assert case.enter(case.inspector, case.count(2, 1), attempt=2) == Entered(1, None)
    assert standing(case, case.union).differing == ()
    assert case.enter(case.union, case.count(2, 1)) == Entered(2, True)
    assert rows(case) == [(1, 1), (1, 2), (2, 1), (2, 2)]


def test_tellers_whose_counts_differ_are_asked_anew_by_mail_once_an_attempt(case: Meeting28) -> None:
    for attempt in (1, 2):
        case.enter(case.union, case.count(2, 1), attempt=attempt)
        for _ in range(2):
            case.enter(case.inspector, case.count(1, 2), attempt=attempt)
        letters = case.world.letters("meeting_count_differs")
        assert len(letters) == 2 * attempt
        assert {letter.account_id for letter in letters} == {case.union.account_id, case.inspector.account_id}
    case.enter(case.union, case.count(2, 1))
    case.enter(case.inspector, case.count(2, 1))
    assert len(case.world.letters("meeting_count_differs")) == 4


def test_a_form_of_the_attempt_before_is_not_an_entry_of_the_next(case: Meeting28) -> None:
    case.enter(case.union, case.count(2, 1), attempt=1)
    case.enter(case.inspector, case.count(1, 2), attempt=1)
    assert case.enter(case.union, case.count(2, 1), attempt=1) == Entered(1, None)
    assert refused(case.enter, case.union, case.count(3, 0), attempt=1) == "count_begun_anew"
    assert rows(case) == [(1, 1), (1, 2)]


def test_nobody_counts_twice_and_only_tellers_count(case: Meeting28) -> None:
    case.enter(case.union, case.count(2, 1))
    assert refused(case.enter, case.union, case.count(3, 0)) == "second_teller"
    assert refused(case.enter, case.world.clerk, case.count(2, 1)) == "not_your_duty"
    assert refused(case.enter, case.inspector, case.count(2, 1), post_id=999) == "post_unknown"


def test_two_of_hr_never_count_together_however_they_came_to_it(case: Meeting28) -> None:
    case.enter(case.union, case.count(2, 1))
    with database.transaction() as session:
        for actor in (case.union, case.inspector):
            given_at = {"role": Role.HR, "granted_at": clock.now(session)}
            session.add(RoleHolding(account_id=actor.account_id or 0, **given_at))  # pyright: ignore
    assert refused(case.enter, case.inspector, case.count(2, 1)) == "tellers_both_of_hr"


def test_two_accounts_of_one_person_are_one_teller(case: Meeting28) -> None:
    case.enter(case.union, case.count(2, 1))
    with database.transaction() as session:
        for actor in (case.union, case.inspector):
            account = session.get_one(Account, actor.account_id)
            account.staff_member_id = member(20)
            session.add(account)
    assert refused(case.enter, case.inspector, case.count(2, 1)) == "second_teller"


def test_of_a_teller_whom_the_case_comes_to_be_about_nothing_counts(case: Meeting28) -> None:
    third = case.world.account("Phan Thị Đếm", Role.MANAGER, Role.CLERK)
    duties.assign(case.world.hr, case.number, DutyKind.TELLER, third.account_id or 0)
    case.enter(case.union, case.count(2, 1))
    with database.transaction() as session:
        account = session.get_one(Account, case.union.account_id)
        account.staff_member_id = member(20)
        session.add(account)
    listed.list_person(case.world.hr, case.number, member(20), "Được giới thiệu thêm")
    assert refused(case.enter, case.union, case.count(2, 1)) == "concerned"
    assert case.enter(case.inspector, case.count(3, 0)) == Entered(1, None)
    assert case.enter(third, case.count(3, 0)) == Entered(2, True)
    assert rows(case) == [(1, 1), (2, 1), (2, 2)]


def test_whoever_takes_the_place_of_a_teller_is_asked_for_the_count_and_the_log_says_why(case: Meeting28) -> None:
    gone, third = case.inspector.account_id or 0, case.world.account("Phan Thị Đếm", Role.MANAGER, Role.CLERK)
    asked = len(case.world.letters("meeting_count_asked"))
    case.enter(case.union, case.count(2, 1))
    assert refused(duties.release, case.world.hr, case.number, DutyKind.TELLER, gone) == "duty_reason"
    for _ in range(2):
        duties.release(case.world.hr, case.number, DutyKind.TELLER, gone, "Nghỉ ốm từ sáng nay.")
        duties.assign(case.world.hr, case.number, DutyKind.TELLER, third.account_id or 0)
    assert refused(case.enter, case.inspector, case.count(2, 1)) == "not_your_duty"
    letters = case.world.letters("meeting_count_asked")[asked:]
    assert [letter.account_id for letter in letters] == [third.account_id]
    assert case.enter(third, case.count(2, 1)) == Entered(2, True)
    with database.reading() as session:
        said = [entry.sentence for entry in record.record_of(session, case.number)]
    assert [each for each in said if "Nghỉ ốm từ sáng nay." in each]
    case.conclude()
    duties.assign(case.world.hr, case.number, DutyKind.TELLER, case.inspector.account_id or 0)
    assert len(case.world.letters("meeting_count_asked")) == asked + 1


def test_the_sheet_comes_with_one_of_the_two(case: Meeting28) -> None:
    case.enter(case.union, case.count(2, 1), scan=None)
    assert refused(case.enter, case.inspector, case.count(2, 1), scan=None) == "scan_missing"
    case.enter(case.inspector, case.count(2, 1))
    with database.reading() as session:
        assert len(counting.sheets(session, case.meeting, case.post())) == 1


def test_two_tellers_at_once_leave_two_entries_and_one_settlement(case: Meeting28) -> None:
    count = case.count(2, 1)
    with ThreadPoolExecutor(4) as pool:
        tellers = [case.union, case.inspector] * 4
        told = list(pool.map(lambda teller: case.enter(teller, count), tellers))
    assert {each.entry for each in told} == {1, 2}
    assert rows(case) == [(1, 1), (1, 2)]
    with database.reading() as session:
        settled = select(AuditEvent).where(AuditEvent.name == "CountSettled")
        assert len(session.exec(settled).all()) == 1


def test_no_figure_of_a_ballot_stands_in_the_log(case: Meeting28) -> None:
    case.counted(2, 1)
    with database.reading() as session:
        events = session.exec(select(AuditEvent).where(AuditEvent.name.startswith("Count"))).all()  # pyright: ignore
        assert {key for event in events for key in event.facts} == {"meeting", "step", "post", "entry", "attempt"}


def test_a_line_that_cannot_be_true_is_named(case: Meeting28) -> None:
    good, (first, _) = case.count(2, 1), case.nominees
    wrong = {
        "issued": replace(good, issued=2, returned=2, valid=2),
        "returned": replace(good, returned=4),
        "valid": replace(good, valid=2),
        "others": replace(good, others=1),
        "blank": replace(good, blank=-1),
        f"votes_{first}": replace(good, votes={first: 4}),
        "votes": replace(good, votes=dict.fromkeys(case.nominees, 2)),
        "votes_999": replace(good, votes={999: 1}),
    }
    for line, count in wrong.items():
        with pytest.raises(Refusal) as refusal:
            case.enter(case.union, count)
        assert refusal.value.field == line
        assert refusal.value.sentence
    assert rows(case) == []


def test_nothing_is_counted_before_the_list_is_closed(any_database: str) -> None:
    case = Meeting28()
    case.call()
    assert refused(case.enter, case.union, Count(3, 3, 3, 0)) == "meeting_not_opened"


FIGURES = st.integers(-1, 6)
COUNTS = st.builds(
    Count, FIGURES, FIGURES, FIGURES, FIGURES, FIGURES, st.dictionaries(st.integers(1, 3), FIGURES), FIGURES
)


@given(COUNTS, st.integers(0, 6))
def test_a_count_that_is_taken_adds_up(count: Count, present: int) -> None:
    try:
        full = checked(count, present, (1, 2, 3))
    except Refusal:
        return
    assert full.issued == present >= full.returned == full.valid + full.invalid + full.blank
    assert sum(full.votes.values()) <= full.valid
    assert full.others <= full.invalid
    assert min(full.returned, full.valid, full.invalid, full.blank, full.others, *full.votes.values()) >= 0
    assert set(full.votes) == {1, 2, 3}


@given(st.lists(st.integers(0, 15), min_size=3, max_size=3))
def test_every_count_that_adds_up_is_taken(parts: list[int]) -> None:
    *votes, invalid = parts
    present, valid = sum(parts), sum(votes)
    count = Count(present, present, valid, invalid, 0, dict(enumerate(votes, 1)), invalid)
    assert checked(count, present, (1, 2)).votes == count.votes


@given(COUNTS, COUNTS)
def test_two_counts_differ_in_lines_both_ways_and_never_with_themselves(one: Count, other: Count) -> None:
    assert set(differing(one, other)) == set(differing(other, one))
    assert differing(one, one) == []


@given(COUNTS)
def test_a_count_is_read_as_it_was_kept(count: Count) -> None:
    entry = CountEntry(meeting_id=1, post_id=1, entry=1, account_id=1, **counting.columns(count))  # pyright: ignore
    assert differing(counting.count_of(entry), count) == []
