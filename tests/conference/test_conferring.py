"""A conference in verbs and refusals: drafted, agreed, quorate or not, voted on by hands, resolved."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from law.decisions import conference as law
from law.rules import rules_on
from models import (
    ConferenceCause,
    ConferenceVote,
    Procedure,
    ProcedureState,
    ResolutionItem,
)
from models.store import database
from procedures.conference import conducting, running
from procedures.conference.conducting import Hands
from procedures.conference.preparing import agreeing, drafting
from procedures.conference.steps import wait_for_agreement, wait_for_course, wait_for_drafts
from procedures.engine import Waiting
from procedures.meetings.finding import FIRST
from procedures.meetings.holding import attending
from procedures.opinion import drafting as consulting
from procedures.refusal import Refusal
from tests.conferring import SUBJECT, Held
from words.dates import local_day

TODAY = rules_on("conference", date(2026, 11, 30))


@pytest.fixture
def held(sqlite: None) -> Held:
    return Held()


def refused(do: object, *args: object) -> str:
    with pytest.raises(Refusal) as refusal:
        do(*args)  # pyright: ignore
    return refusal.value.key


def test_a_draft_says_what_it_lacks_and_opens_when_it_lacks_nothing(held: Held) -> None:
    held.number = drafting.draft(held.world.hr, SUBJECT)
    assert held.lacking() == [
        *("conference_year", "conference_hour", "conference_place", "presidium", "conference_secretaries"),
        *("conference_resolution", "secretary"),
    ]
    assert refused(drafting.open_, held.world.hr, held.number) == "not_ready"
    held.draft()
    assert held.lacking() == []
    drafting.open_(held.world.hr, held.number)
    drafting.open_(held.world.hr, held.number)
    assert refused(drafting.write_plan, held.world.hr, held.number, held.plan()) == "already_opened"


@pytest.mark.parametrize(("asking", "is_lacking"), [(9, True), (10, False), (28, False), (29, True), (None, True)])
def test_a_third_of_the_staff_may_ask_for_an_extraordinary_conference(
    held: Held, asking: int | None, is_lacking: bool
) -> None:
    held.draft(cause=ConferenceCause.STAFF, requesters=asking)
    assert ("enough_requesters" in held.lacking()) is is_lacking


def test_only_the_union_agrees_to_the_plan_and_once(held: Held) -> None:
    held.open()
    with pytest.raises(Waiting, match="union_agreement"):
        wait_for_agreement(held.number)
    assert refused(agreeing.agree, held.world.hr, held.number) == "needs_role"
    held.agree()
    agreeing.agree(held.union, held.number, "Nghĩ lại.")
    wait_for_agreement(held.number)


def test_the_conference_waits_until_the_opinions_on_its_drafts_are_answered(held: Held) -> None:
    other = consulting.draft(held.world.hr, "Dự thảo Quy chế chi tiêu nội bộ năm 2027")
    held.draft()
    drafting.link_drafts(held.world.hr, held.number, [other, other])
    assert refused(drafting.link_drafts, held.world.hr, held.number, [held.number]) == "not_a_consultation"
    drafting.open_(held.world.hr, held.number)
    with pytest.raises(Waiting, match="drafts_answered"):
        wait_for_drafts(held.number)
    with database.transaction() as session:
        consultation = session.get_one(Procedure, other)
        consultation.state = ProcedureState.ANNULLED
        session.add(consultation)
    wait_for_drafts(held.number)


def test_eighteen_of_twenty_eight_are_no_quorum_and_nothing_is_voted(held: Held) -> None:
    held.call()
    assert held.come(18) == 18
    wait_for_course(held.number, FIRST)
    assert refused(held.vote, 18) == "conference_without_quorum"
    running.note_meeting(held.number, FIRST)
    running.note_course(held.number, FIRST)
    assert running.conclude(held.number, FIRST) == "no_quorum"


def test_hands_are_counted_of_those_who_attend_and_half_is_not_enough(held: Held) -> None:
    held.call()
    held.come(20)
    assert held.vote(10, 6, 4, number=1) is False
    assert held.vote(11, 5, 4, number=2) is True
    assert held.vote(11, 5, 4, number=2) is True
    assert refused(lambda: held.vote(12, 5, 3, number=2)) == "vote_number"
    assert refused(lambda: held.vote(12, number=4)) == "vote_number"
    assert refused(lambda: held.vote(12, 5, 4, number=3)) == "more_hands"
    assert refused(lambda: held.vote(-1, number=3)) == "hands_negative"
    with database.reading() as session:
        assert [vote.number for vote in session.exec(select(ConferenceVote)).all()] == [1, 2]


def test_secret_ballots_are_counted_with_their_invalid_ones_of_those_who_attend(held: Held) -> None:
    held.call()
    held.come(20)
    assert held.vote(10, 6, 2, 2, number=1) is False
    assert held.vote(11, 6, 1, 2, number=2) is True
    assert refused(lambda: held.vote(11, 6, 1, number=2)) == "vote_number"
    assert refused(lambda: held.vote(11, 6, 2, 2, number=3)) == "more_hands"
    assert refused(lambda: held.vote(11, 6, 1, -1, number=3)) == "hands_negative"
    with database.reading() as session:
        assert [vote.invalid for vote in session.exec(select(ConferenceVote)).all()] == [2, 2]


def test_a_matter_is_named_and_a_vote_is_about_something(held: Held) -> None:
    held.call()
    held.come(20)
    clerk, here = held.world.clerk, held.here
    assert refused(conducting.record_vote, clerk, *here, 1, "matter", " ", Hands(3)) == "vote_matter_missing"
    assert refused(conducting.record_vote, clerk, *here, 1, "anything", "", Hands(3)) == "vote_of_nothing"
    assert refused(conducting.record_vote, held.union, *here, 1, "presidium", "", Hands(3)) == "not_your_duty"
    assert held.vote(15, key="matter")


def test_it_ends_after_the_resolution_was_voted_on_and_the_last_vote_counts(held: Held) -> None:
    held.call()
    held.come(20)
    held.vote(20, key="presidium")
    assert refused(held.close) == "resolution_not_voted"
    held.vote(10, number=2)
    held.vote(11, number=3)
    held.close()
    wait_for_course(held.number, FIRST)
    running.note_meeting(held.number, FIRST)
    running.note_course(held.number, FIRST)
    assert running.conclude(held.number, FIRST) == "adopted"


def test_what_was_asked_is_kept_and_what_was_promised_has_an_owner_and_a_day(held: Held) -> None:
    held.call()
    held.come(20)
    due_on = local_day(held.hour(60))
    assert refused(lambda: held.ask(1, asked_by=" ")) == "asker_missing"
    assert refused(lambda: held.ask(1, text="")) == "question_missing"
    assert refused(lambda: held.ask(1, due_on=due_on)) == "promise_incomplete"
    assert refused(lambda: held.ask(1, owner_id=99999, due_on=due_on)) == "item_owner_missing"
    assert refused(lambda: held.ask(1, text="a" * 3001)) == "text_too_long"
    assert refused(lambda: held.ask(2)) == "question_number"
    held.ask(1, owner_id=held.member(5), due_on=due_on)
    held.ask(1, text="Đề nghị xây nhà để xe.", owner_id=held.member(5), due_on=due_on)
    held.ask(2)
    held.vote(20)
    held.close()
    for verb in (running.note_meeting, running.note_course, running.conclude):
        verb(held.number, FIRST)
    held.sign(f"meeting_minutes-{FIRST}")
    running.note_minutes(held.number, FIRST)
    assert refused(lambda: held.ask(3)) == "minutes_signed"
    assert running.resolve(held.number) == "adopted"
    assert running.resolve(held.number) == "adopted"
    with database.reading() as session:
        items = session.exec(select(ResolutionItem)).all()
    assert [(item.text, item.place) for item in items] == [
        ("Đề nghị xây nhà để xe.", "Ý kiến của Bà Lý Thị Hòa, Phòng Lãnh sự")
    ]


def test_items_come_one_after_the_other_and_are_written(held: Held) -> None:
    held.call()
    clerk = held.world.clerk
    assert refused(conducting.begin_item, clerk, *held.here, 1) == "meeting_not_opened"
    held.come(20)
    conducting.begin_item(clerk, *held.here, 1)
    conducting.begin_item(clerk, *held.here, 1)
    conducting.write_item(clerk, *held.here, 2, "Chủ tịch Công đoàn", "Báo cáo.")
    assert refused(conducting.begin_item, clerk, *held.here, 10) == "agenda_of_nothing"


def test_two_desks_check_people_in_beside_one_another(held: Held) -> None:
    held.call()
    people = held.voters()
    for place, entry_id in enumerate(people[:19]):
        desk = held.world.hr if place % 2 else held.world.clerk
        attending.check_in(desk, *held.here, entry_id, True)
    attending.check_in(held.world.hr, *held.here, people[0], True)
    assert attending.open_meeting(held.world.hr, *held.here).present == 19


@pytest.mark.parametrize(("present", "is_quorate"), [(65, False), (66, True)])
def test_sixty_six_of_ninety_nine_are_quorate_and_sixty_five_are_not(present: int, is_quorate: bool) -> None:
    assert law.quorum(TODAY, summoned=99, present=present).met is is_quorate


@given(summoned=st.integers(1, 3000), data=st.data())
def test_quorum_is_two_thirds_of_those_summoned_whoever_comes_next(summoned: int, data: st.DataObject) -> None:
    present = data.draw(st.integers(0, summoned))
    found = law.quorum(TODAY, summoned=summoned, present=present)
    assert found.met is (3 * present >= 2 * summoned)
    assert law.quorum(TODAY, summoned=summoned, present=found.needed).met
    assert not law.quorum(TODAY, summoned=summoned, present=found.needed - 1).met


@given(present=st.integers(1, 3000), data=st.data())
def test_a_resolution_is_carried_by_more_than_half_of_those_who_attend(present: int, data: st.DataObject) -> None:
    in_favour = data.draw(st.integers(0, present))
    assert law.resolution(TODAY, present=present, in_favour=in_favour).met is (2 * in_favour > present)
    assert not law.resolution(TODAY, present=present, in_favour=present // 2).met
    assert law.resolution(TODAY, present=present, in_favour=present // 2 + 1).met
