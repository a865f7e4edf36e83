"""Who is summoned is proposed by law, changed with a reason, and settled with the authority's document."""

from datetime import timedelta

from models import Account, DocumentKind, Role, Round, RoundPlace
from models.store import database
from procedures.access import duties
from procedures.appointment import meeting_steps
from procedures.countersigning import signing
from procedures.filing import paper_of
from procedures.meetings.summoning import convening, roll
from tests.appointment.appointing import member
from tests.meeting_world import HR_PERSON, WITHOUT_MAIL, Meeting28, refused
from tests.two_people import newcomer, strong


def people(case: Meeting28, *, voting: bool) -> set[int]:
    return {entry.staff_member_id for attendee, entry in case.attendees() if attendee.has_vote is voting}


def test_the_first_meeting_summons_the_leadership_and_someone_of_hr_who_does_not_vote(case: Meeting28) -> None:
    assert people(case, voting=True) == {member(place) for place in (0, 1, 2)}
    assert people(case, voting=False) == {member(HR_PERSON)}
    assert len(case.world.letters("meeting_list_wanted")) == 1


def test_whoever_holds_two_positions_is_summoned_once(case: Meeting28) -> None:
    case.concluded(3, 0)
    case.prepare(2)
    assert people(case, voting=True) == {member(place) for place in range(6)}
    assert len(case.attendees()) == 7
    assert [member(3)] == [entry.staff_member_id for _, entry in case.attendees() if entry.id == case.entry(3).id]


def test_an_agency_of_28_asks_all_its_civil_servants_at_the_third_meeting(case: Meeting28) -> None:
    case.concluded(3, 0)
    case.prepare(2)
    case.concluded(6, 0)
    case.prepare(3)
    assert len(people(case, voting=True)) == 28
    assert people(case, voting=False) == set()


def test_to_prepare_twice_makes_one_meeting(case: Meeting28) -> None:
    first = case.meeting_id
    meeting_steps.prepare(case.number, 11)
    assert [meeting.id for meeting in case.meetings()] == [first]
    with database.reading() as session:
        following = convening.next_meeting(session, case.number)
        assert following
        assert following.id == first


def test_a_meeting_is_settled_with_its_hour_its_tellers_and_the_document_on_its_list(case: Meeting28) -> None:
    assert refused(convening.confirm_plan, case.world.hr, *case.here) == "meeting_unset"
    case.set()
    assert refused(convening.confirm_plan, case.world.hr, *case.here) == "ground_missing"
    case.document()
    duties.release(
        case.world.hr, case.number, kind=duties.DutyKind.TELLER, account_id=case.union.account_id or 0, reason="Đi học."
    )
    assert refused(convening.confirm_plan, case.world.hr, *case.here) == "tellers_wanted"
    case.assign()
    convening.confirm_plan(case.world.hr, *case.here)
    convening.confirm_plan(case.world.hr, *case.here)
    assert case.meeting.is_set


def test_a_hybrid_meeting_needs_its_own_document_and_its_call(case: Meeting28) -> None:
    hybrid = {"place_kind": RoundPlace.HYBRID}
    assert refused(case.set, **hybrid) == "meeting_without_call"
    case.set(**hybrid, call_link="https://hop.example.gov.vn/1")
    case.document()
    assert refused(convening.confirm_plan, case.world.hr, *case.here) == "ground_missing"
    case.document(DocumentKind.HYBRID_MEETING)
    convening.confirm_plan(case.world.hr, *case.here)


def test_a_plan_that_cannot_be_is_refused_in_words(case: Meeting28) -> None:
    now = case.world.now()
    assert refused(case.set, starts_at=now) == "meeting_in_past"
    assert refused(case.set, place=" ") == "meeting_placeless"
    assert refused(case.set, chair="") == "meeting_chairless"
    assert refused(case.set, remind_at=now + timedelta(days=4)) == "meeting_reminder"
    assert refused(convening.set_meeting, case.union, *case.here, case.plan()) == "needs_role"
    case.set()
    meeting = case.meeting
    assert meeting.starts_at
    assert meeting.remind_at == meeting.starts_at - timedelta(days=1)


def test_the_list_changes_only_with_a_reason_and_not_after_the_summons(case: Meeting28) -> None:
    given = (case.world.hr, *case.here, member(12))
    assert refused(convening.summon_also, *given, "", " ") == "summons_reason"
    added = convening.summon_also(*given, "Đảng ủy viên", "Quyết định sau khi kiện toàn")
    assert convening.summon_also(*given, "Đảng ủy viên", "Lần nữa") == added
    assert refused(convening.summon_also, *given, "", "Lý do", False) == "summoned_already"
    assert refused(convening.leave_off, case.world.hr, *case.here, member(1), "") == "summons_reason"
    for _ in range(2):
        convening.leave_off(case.world.hr, *case.here, member(1), "Đang nghỉ chờ hưu")
    assert people(case, voting=True) == {member(place) for place in (0, 2, 12)}
    with database.reading() as session:
        assert [(who.id, why) for who, why in roll.not_summoned(session, case.meeting)] == [
            (member(1), "Đang nghỉ chờ hưu")
        ]
    case.summon()
    assert refused(convening.summon_also, *given, "", "Lý do") == "meeting_summoned"
    assert refused(convening.leave_off, *given, "Lý do") == "meeting_summoned"
    assert refused(case.set) == "meeting_summoned"


def test_whoever_is_taken_off_before_any_summons_leaves_the_roll_of_the_case(case: Meeting28) -> None:
    convening.summon_also(case.world.hr, *case.here, member(12), "", "Nhầm")
    convening.leave_off(case.world.hr, *case.here, member(12), "Nhầm")
    assert member(12) not in {entry.staff_member_id for entry in case.world.entries(case.number)}
    with database.reading() as session:
        assert roll.not_summoned(session, case.meeting) == []


def test_a_change_after_the_list_was_settled_opens_it_again(case: Meeting28) -> None:
    case.set()
    case.document()
    convening.confirm_plan(case.world.hr, *case.here)
    convening.summon_also(case.world.hr, *case.here, member(12), "", "Bổ sung")
    assert not case.meeting.is_set


def test_everyone_gets_the_summons_by_mail_or_on_paper(case: Meeting28) -> None:
    case.summon()
    written_to = {letter.roll_entry_id for letter in case.world.letters("meeting_summons")}
    assert written_to == {entry.id for _, entry in case.attendees() if entry.email}
    assert case.entry(WITHOUT_MAIL).id not in written_to
    with database.reading() as session:
        assert paper_of(session, case.number, "meeting_invitation-11")


def test_a_meeting_convened_again_summons_the_same_people_less_those_who_left(any_database: str) -> None:
    case = Meeting28(old_law=True)
    convening.leave_off(case.world.hr, *case.here, member(1), "Đi học dài hạn")
    extra = newcomer()
    convening.summon_also(case.world.hr, *case.here, extra.id or 0, "Người của cấp trên", "Theo công văn")
    with database.transaction() as session:
        meeting = case.meeting
        procedure = case.procedure()
        again = convening.prepare(session, procedure, meeting.step, 2)
        names = [entry.staff_member_id for entry in convening.roll_of(session, again)]
        assert [who.id for who, _ in roll.not_summoned(session, again)] == [member(1)]
    assert set(names) == {member(0), member(2), member(HR_PERSON), extra.id}


def test_someone_forgotten_is_summoned_late_when_a_second_person_signs(case: Meeting28) -> None:
    hr, forgotten = strong(case.world.hr), (*case.here, member(12), "Đảng ủy viên", "Bị sót khi lập danh sách")
    assert refused(convening.summon_late, hr, *forgotten) == "meeting_not_summoned"
    case.summon()
    with database.reading() as session:
        before = session.get_one(Round, case.meeting.round_id).roll_hash
    request = convening.summon_late(hr, *forgotten)
    assert member(12) not in people(case, voting=True)
    signing.sign(case.union, request)
    assert member(12) in people(case, voting=True)
    assert case.entry(12).id in {letter.roll_entry_id for letter in case.world.letters("meeting_summons")}
    with database.reading() as session:
        assert session.get_one(Round, case.meeting.round_id).roll_hash != before
    assert refused(convening.summon_late, hr, *forgotten) == "already_on_the_list"


def test_nobody_concerned_and_nobody_of_another_case_touches_a_meeting(case: Meeting28) -> None:
    nominee = case.world.account("Người được giới thiệu", Role.HR, Role.UNION)
    with database.transaction() as session:
        account = session.get_one(Account, nominee.account_id)
        account.staff_member_id = member(6)
        session.add(account)
    assert refused(convening.set_meeting, nominee, *case.here, case.plan()) == "concerned"
    assert refused(convening.set_meeting, case.world.hr, case.number, 999, case.plan()) == "meeting_unknown"
