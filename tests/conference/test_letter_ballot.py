"""Too few came twice: all staff are asked by letter, by their links or on paper, and the majority is of all."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import col, select

from law.decisions import conference as law
from law.rules import rules_on
from models import Answer, Conference, Procedure, Resolution
from models.store import database
from procedures.conference import running
from procedures.conference.letter_ballot import answering, asking, planning
from procedures.conference.letter_ballot import steps as by_letter
from procedures.engine import Waiting
from procedures.papers import paper
from procedures.refusal import Refusal
from tests.by_letter import MATTER, ByLetter
from tests.world import SCAN
from words.dates import at_local, local_day

TODAY = rules_on("conference", date(2026, 11, 30))


@pytest.fixture
def held(sqlite: None) -> ByLetter:
    return ByLetter()


def refused(do: object, *args: object) -> str:
    with pytest.raises(Refusal) as refusal:
        do(*args)  # pyright: ignore
    return refusal.value.key


def waits(do: object, *args: object) -> str:
    with pytest.raises(Waiting) as waiting:
        do(*args)  # pyright: ignore
    return waiting.value.key


def test_one_failure_is_not_enough_and_two_are() -> None:
    assert [law.is_by_letter(TODAY, failed=failed) for failed in (0, 1, 2, 3)] == [False, False, True, True]


@given(staff=st.integers(1, 3000), data=st.data())
def test_the_majority_is_of_all_staff_whoever_answers(staff: int, data: st.DataObject) -> None:
    in_favour = data.draw(st.integers(0, staff))
    assert law.letter_ballot(TODAY, staff=staff, in_favour=in_favour).met is (2 * in_favour > staff)


def test_before_two_failures_there_is_no_letter_ballot(held: ByLetter) -> None:
    held.call()
    assert refused(planning.plan, held.world.hr, held.number, [], 7) == "letter_ballot_unprepared"
    assert refused(planning.agree, held.union, held.number) == "letter_ballot_unprepared"


def test_it_waits_for_the_plan_then_the_union_then_the_decision(held: ByLetter) -> None:
    held.fail_twice()
    assert len(held.world.letters("letter_ballot_wanted")) == 1
    assert waits(by_letter.wait_for_decision, held.number) == "letter_ballot_plan"
    assert refused(planning.agree, held.union, held.number) == "letter_ballot_unplanned"
    for days in (0, 61, -1):
        assert refused(planning.plan, held.world.hr, held.number, [], days) == "letter_ballot_days"
    assert refused(planning.plan, held.world.hr, held.number, ["a" * 501], 7) == "text_too_long"
    assert refused(planning.plan, held.world.hr, held.number, ["a"] * 21, 7) == "too_many_matters"
    assert refused(planning.plan, held.union, held.number, [], 7) == "needs_role"
    held.plan_letters("", f"  {MATTER} ")
    assert held.ballot.matters == [MATTER]
    assert waits(by_letter.wait_for_decision, held.number) == "letter_ballot_agreement"
    assert refused(planning.agree, held.world.hr, held.number) == "needs_role"
    planning.agree(held.union, held.number)
    planning.agree(held.union, held.number)
    assert refused(planning.plan, held.world.hr, held.number, [], 9) == "letter_ballot_agreed"
    assert waits(by_letter.wait_for_decision, held.number) == "letter_ballot_signature"
    held.sign("letter_ballot_decision")
    by_letter.wait_for_decision(held.number)


def test_everyone_who_works_here_is_asked_once_by_mail_or_on_paper(held: ByLetter) -> None:
    held.without_mail(3, 4)
    held.ask_all()
    asking.send(held.number)
    assert held.ballot.asked == 28
    assert len(held.world.letters("letter_ballot_asked")) == 26
    due = at_local(local_day(held.round.opened_at) + timedelta(days=7), 17)  # pyright: ignore
    assert held.round.closes_at == due


def test_the_last_answer_before_the_deadline_counts_and_the_same_again_is_one(held: ByLetter) -> None:
    held.ask_all(MATTER)
    code = held.say(0, "disagree")
    assert held.say(0, "disagree") == code
    assert held.say(0, "agree") == code
    assert len(held.world.letters("letter_ballot_recorded")) == 2
    assert refused(held.say, 0, "") == "letter_choice_missing"
    assert refused(held.say, 0, "other") == "nothing_said"
    assert refused(held.say, 0, "other", "a" * 5001) == "comment_too_long"
    held.say(1, "other", "Giảm mức đóng góp.")
    with database.reading() as session:
        answers = session.exec(select(Answer).order_by(col(Answer.id))).all()
    assert [answer.content["choices"]["1"] for answer in answers] == ["agree", "other"]
    assert waits(by_letter.wait_for_reminder, held.number) == "letter_answers"
    held.world.move(days=6, hours=12)
    by_letter.wait_for_reminder(held.number)
    asking.remind(held.number)
    assert len(held.world.letters("letter_ballot_reminder")) == 26
    assert waits(by_letter.wait_for_close, held.number) == "letter_answers"
    held.world.move(days=2)
    by_letter.wait_for_close(held.number)
    assert refused(held.say, 2, "agree") == "round_closed"


def test_a_printed_sheet_is_entered_with_its_scan_and_never_over_an_answer_by_link(held: ByLetter) -> None:
    held.ask_all()
    first, second = (entry.id or 0 for entry in held.entries()[:2])
    held.say(0, "agree")
    choices, hr = {"resolution": "disagree"}, held.world.hr
    assert refused(answering.enter_sheet, hr, held.number, first, choices, "", SCAN) == "answered_by_link"
    assert refused(answering.enter_sheet, held.union, held.number, second, choices, "", SCAN) == "needs_role"
    assert refused(answering.enter_sheet, hr, held.number, 99_999, choices, "", SCAN) == "not_on_the_list"
    answering.enter_sheet(hr, held.number, second, choices, "", SCAN)
    answering.enter_sheet(hr, held.number, second, {"resolution": "agree"}, "", SCAN)
    assert held.close_letters() == "not_adopted"
    assert held.ballot.counts == {"resolution": [2, 0, 0]}


@pytest.mark.parametrize(("agree", "outcome"), [(14, "not_adopted"), (15, "adopted")])
def test_half_of_all_staff_is_not_enough_and_one_more_is(held: ByLetter, agree: int, outcome: str) -> None:
    held.ask_all(MATTER)
    for place in range(agree):
        held.say(place, "agree")
    held.say(20, "other", "Đề nghị bổ sung nhiệm vụ chuyển đổi số.")
    assert held.close_letters() == outcome
    assert asking.count(held.number) == outcome
    assert waits(by_letter.wait_for_minutes, held.number) == "minutes_signature"
    with database.reading() as session:
        minutes = paper(session, held.number, "letter_ballot_minutes")
    said = str(minutes.blocks)
    assert f"{agree} (" in said
    assert "15 người" in said
    assert "chuyển đổi số" in said
    held.sign("letter_ballot_minutes")
    by_letter.wait_for_minutes(held.number)
    asking.note_minutes(held.number)
    assert running.resolve(held.number) == outcome
    with database.reading() as session:
        done = session.get_one(Procedure, held.number)
        assert done.outcome == outcome
        number = session.get_one(Conference, held.number).drafted_resolution_id
        assert (number is not None) is (outcome == "adopted")
        if number:
            resolution = session.get_one(Resolution, number)
            assert (resolution.present, resolution.adopted_on) == (None, local_day(held.round.closed_at))  # pyright: ignore


def test_it_ends_as_soon_as_everyone_has_answered(held: ByLetter) -> None:
    held.ask_all()
    for place in range(27):
        held.say(place, "disagree")
    assert waits(by_letter.wait_for_close, held.number) == "letter_answers"
    held.say(27, "disagree")
    by_letter.wait_for_close(held.number)
    assert asking.remind(held.number) == "not_needed"
    assert asking.count(held.number) == "not_adopted"
