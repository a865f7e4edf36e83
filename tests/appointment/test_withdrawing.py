"""Whoever leaves the list of an open case withdraws, on a document, with two signatures; who stands at each step."""

from dataclasses import replace

import pytest
from sqlmodel import select

from models import Account, AuditEvent, DocumentKind, Nominee, Nudge
from models.store import database
from procedures.access import conflicts
from procedures.appointment import drafting
from procedures.appointment.nominees import changing
from procedures.appointment.nominees.standing import standing_names
from procedures.appointment.steps import posts_of
from procedures.countersigning import reading, signing
from procedures.refusal import Refusal
from tests.appointment.appointing import Appointing, member
from tests.two_people import request, strong
from tests.world import World


@pytest.fixture
def case(world: World) -> Appointing:
    return Appointing(world)


def ask(case: Appointing, nominee: int, document: int | None = None) -> int:
    filed = document or case.file(DocumentKind.WITHDRAWAL, number="", nominee_id=nominee)
    return changing.withdraw(strong(case.world.hr), case.number, nominee, "Chuyển công tác.", filed)


def withdraw(case: Appointing, nominee: int) -> None:
    signing.sign(strong(case.union), ask(case, nominee))


def standing(case: Appointing, step: int) -> list[int]:
    with database.reading() as session:
        post = posts_of(session, case.number)[0].id or 0
        return [each.id or 0 for each in standing_names(session, case.number, post, step)]


def asked_runs(case: Appointing) -> int:
    with database.reading() as session:
        return session.get_one(Nudge, case.number).asked


def test_a_withdrawal_is_done_when_a_second_person_signs(case: Appointing) -> None:
    one, other = case.opened(3, 4)
    number = ask(case, one)
    assert case.nominee(one).withdrawn_at is None
    before = asked_runs(case)
    signing.sign(strong(case.union), number)
    gone = case.nominee(one)
    assert gone.withdrawn_at is not None
    assert gone.withdrawal_reason == "Chuyển công tác."
    assert asked_runs(case) == before + 1
    assert case.posts()[0].outcome is None
    assert len(case.world.letters("withdrawal_noted")) == 2
    assert case.nominee(other).withdrawn_at is None


def test_the_request_says_who_leaves_which_post_on_what_document(case: Appointing) -> None:
    number = ask(case, case.opened(3, 4)[0])
    with database.reading() as session:
        row = reading.request_of(session, strong(case.union), number)
    assert "Nguyễn Thị Số 3" in row.does
    assert "Trưởng phòng" in row.does
    assert "Đảng ủy Sở" in row.does
    assert request(number).facts.keys() == {"nominee_id", "staff_member_id", "document_id"}


def test_asking_again_is_the_same_request_and_signing_again_does_nothing(case: Appointing) -> None:
    one, _ = case.opened(3, 4)
    document = case.file(DocumentKind.WITHDRAWAL, number="", nominee_id=one)
    number = ask(case, one, document)
    assert ask(case, one, document) == number
    for _ in range(2):
        signing.sign(strong(case.union), number)
    with database.reading() as session:
        assert len(session.exec(select(AuditEvent).where(AuditEvent.name == "ActSigned")).all()) == 1
    with pytest.raises(Refusal, match="nominee_has_withdrawn"):
        ask(case, one, document)


def test_where_nobody_is_left_for_a_post_it_is_withdrawn(case: Appointing) -> None:
    one, other = case.opened(3, 4)
    withdraw(case, one)
    withdraw(case, other)
    assert case.posts()[0].outcome == "withdrawn"


def test_once_conditions_are_checked_somebody_not_eligible_does_not_keep_a_post_alive(case: Appointing) -> None:
    one, bad = case.opened(3, 4)
    case.make_eligible(one)
    case.find(bad, "eligibility.age", False, "Thiếu tuổi")
    case.check()
    withdraw(case, one)
    assert case.posts()[0].outcome == "withdrawn"


def test_whoever_withdrew_stays_among_those_whom_the_case_is_about(case: Appointing) -> None:
    one, _ = case.opened(3, 4)
    withdraw(case, one)
    with database.reading() as session:
        assert member(3) in conflicts.members_listed(session, case.number)


def test_a_withdrawal_rests_on_its_own_document(case: Appointing) -> None:
    one, other = case.opened(3, 4)
    policy = case.file()
    of_another = case.file(DocumentKind.WITHDRAWAL, number="", nominee_id=other)
    for document in (policy, of_another, 987):
        with pytest.raises(Refusal, match="withdrawal_document"):
            ask(case, one, document)
    assert ask(case, one)


def test_nobody_withdraws_while_ballots_with_the_name_are_out(case: Appointing) -> None:
    one, other = case.opened(3, 4)
    case.hold(1)
    with pytest.raises(Refusal, match="withdraws_during_meeting"):
        ask(case, one)
    case.hold(2, chosen=[one, other])
    with pytest.raises(Refusal, match="withdraws_during_meeting"):
        ask(case, one)


def test_a_meeting_that_began_between_the_two_signatures_stops_the_second(case: Appointing) -> None:
    one, _ = case.opened(3, 4)
    number = ask(case, one)
    case.hold(1)
    with pytest.raises(Refusal, match="withdraws_during_meeting"):
        signing.sign(strong(case.union), number)
    assert case.nominee(one).withdrawn_at is None


def test_the_nominee_and_whoever_asked_do_not_sign(case: Appointing) -> None:
    one, _ = case.opened(3, 4)
    with database.transaction() as session:
        account = session.get_one(Account, case.union.account_id)
        account.staff_member_id = member(3)
        session.add(account)
    number = ask(case, one)
    with pytest.raises(Refusal, match="concerned"):
        signing.sign(replace(strong(case.union), staff_member_id=member(3)), number)
    with pytest.raises(Refusal, match="needs_role"):
        signing.sign(strong(case.world.hr), number)
    signing.sign(strong(case.inspector), number)


def test_of_a_draft_nobody_withdraws(case: Appointing) -> None:
    case.draft()
    named = case.name(3)
    document = case.file(DocumentKind.WITHDRAWAL, number="", nominee_id=named)
    with pytest.raises(Refusal, match="procedure_not_open"):
        ask(case, named, document)
    drafting.unname(case.world.hr, case.number, named)


def test_of_two_who_are_tied_both_must_withdraw_for_the_post_to_end(case: Appointing) -> None:
    one, other, third = case.opened(3, 4, 5)
    case.make_eligible(one, other, third)
    case.check()
    for step in (1, 2, 3):
        case.hold(step, chosen=[one, other, third])
    case.hold(4, chosen=[], reason="head_decides", tied=[one, other])
    withdraw(case, one)
    assert case.posts()[0].outcome is None
    withdraw(case, other)
    assert case.posts()[0].outcome == "withdrawn"


def test_nobody_withdraws_from_a_post_that_is_settled(case: Appointing) -> None:
    one, _ = case.opened(3, 4)
    with database.transaction() as session:
        post = posts_of(session, case.number)[0]
        post.outcome = "appointed"
        session.add(post)
    with pytest.raises(Refusal, match="post_is_settled"):
        ask(case, one)


def test_at_the_first_step_stands_whoever_is_eligible_and_has_not_withdrawn(case: Appointing) -> None:
    one, other, bad = case.opened(3, 4, 5)
    case.make_eligible(one, other)
    assert standing(case, 1) == [one, other]
    case.find(bad, "eligibility.age", False, "Thiếu tuổi")
    withdraw(case, other)
    assert standing(case, 1) == [one]


def test_at_a_later_step_stands_whom_the_last_word_of_the_step_before_chose(case: Appointing) -> None:
    one, other, third = case.opened(3, 4, 5)
    case.make_eligible(one, other, third)
    assert standing(case, 2) == []
    case.hold(1, chosen=[], reason="no_quorum")
    assert standing(case, 2) == []
    case.hold(1, convening=2, chosen=[other, one], reason="thirty_percent")
    assert standing(case, 2) == [one, other]
    withdraw(case, one)
    assert standing(case, 2) == [other]


def test_the_old_laws_third_meeting_takes_another_qualified_person(case: Appointing) -> None:
    one, other = case.old(3, 4)
    case.make_eligible(one, other)
    case.check()
    post = case.posts()[0].id or 0
    with pytest.raises(Refusal, match="names_nobody_else"):
        changing.add_nominee(case.world.hr, case.number, post, member(5))
    case.hold(1, chosen=[one, other], reason="no_ballot")
    case.hold(2, chosen=[one])
    case.hold(3, chosen=[], reason="no_quorum")
    added = changing.add_nominee(case.world.hr, case.number, post, member(5), "Phụ trách lãnh sự")
    assert case.nominee(added).named_at_step == 3
    assert standing(case, 3) == [one]
    case.make_eligible(added)
    assert standing(case, 3) == [one, added]
    with database.reading() as session:
        assert member(5) in conflicts.members_listed(session, case.number)
    case.hold(3, convening=2, chosen=[], reason="differs", tied=[added])
    with pytest.raises(Refusal, match="names_nobody_else"):
        changing.add_nominee(case.world.hr, case.number, post, member(6))
    case.hold(3, convening=3, chosen=[added], reason="two_thirds")
    assert standing(case, 4) == [added]
    with pytest.raises(Refusal, match="eligibility_settled"):
        case.find(added, "eligibility.age", False, "Tính lại")


def test_the_present_law_takes_nobody_in_on_the_way(case: Appointing) -> None:
    one = case.opened(3)[0]
    case.make_eligible(one)
    for step in (1, 2, 3):
        case.hold(step, chosen=[one])
        with pytest.raises(Refusal, match="names_nobody_else"):
            changing.add_nominee(case.world.hr, case.number, case.posts()[0].id or 0, member(5))


def test_where_the_next_meeting_may_name_another_a_post_lives_on_without_its_last_nominee(case: Appointing) -> None:
    one = case.old(3)[0]
    case.make_eligible(one)
    case.check()
    case.hold(1, chosen=[one], reason="no_ballot")
    case.hold(2, chosen=[one])
    withdraw(case, one)
    assert case.posts()[0].outcome is None
    with database.reading() as session:
        assert session.exec(select(Nominee.withdrawn_at)).one() is not None
