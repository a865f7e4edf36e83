"""People reply, come in by the list or by the code in the hall, and the list closes once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from sqlmodel import select

from models import AuditEvent, CheckIn, DocumentKind, RoundPlace, StaffMember
from models.store import database
from notifications import links
from procedures.meetings.holding import attending, excusing
from procedures.refusal import Refusal
from tests.meeting_world import HR_PERSON, WITHOUT_MAIL, Meeting28, refused
from tests.two_people import done


def code_of(case: Meeting28, place: int) -> tuple[str, str]:
    entry = case.entry(place)
    return entry.email or "", links.typed_code(entry.id or 0, entry.link_version)


def present(case: Meeting28) -> int:
    return case.attendance().present


def test_the_last_reply_before_the_meeting_counts(case: Meeting28) -> None:
    entry, number = case.entry(1), case.meeting_id
    assert refused(attending.reply, entry, number, True) == "not_summoned"
    case.call()
    for comes in (True, True, False):
        attending.reply(entry, number, comes)
    assert [row.will_attend for row in case.attendance().rows if row.entry_id == entry.id] == [False]
    with database.reading() as session:
        events = select(AuditEvent).where(AuditEvent.name == "AttendanceReplied")
        assert len(session.exec(events).all()) == 2
        assert entry.id not in {each.id for each in attending.silent(session, case.meeting)}
    case.open(0)
    assert refused(attending.reply, entry, number, True) == "meeting_opened"


def test_everyone_scans_the_code_in_the_hall_with_the_code_of_the_own_letter(case: Meeting28) -> None:
    case.summon()
    token = attending.hall_token(case.meeting)
    assert refused(attending.check_in_by_code, token, *code_of(case, 0)) == "check_in_too_early"
    case.world.move(days=3)
    for _ in range(2):
        assert attending.check_in_by_code(token, *code_of(case, 0)).id == case.entry(0).id
    attending.check_in_by_code(token, *code_of(case, 1))
    assert present(case) == 2
    assert {row.how for row in case.attendance().rows if row.is_present} == {CheckIn.SCAN}
    email, code = code_of(case, 0)
    assert refused(attending.check_in_by_code, token, code_of(case, 1)[0], code) == "code_unknown"
    assert refused(attending.check_in_by_code, f"{case.meeting_id}-x", email, code) == "hall_unknown"
    assert refused(attending.check_in_by_code, "not a token", email, code) == "hall_unknown"


def test_the_code_in_the_hall_is_nowhere_in_the_log(case: Meeting28) -> None:
    case.call()
    token = attending.hall_token(case.meeting)
    attending.check_in_by_code(token, *code_of(case, 0))
    with database.reading() as session:
        facts = str([(each.actor, each.facts) for each in session.exec(select(AuditEvent)).all()])
    assert token.partition("-")[2] not in facts
    assert case.entry(0).full_name not in facts


def test_whoever_has_left_comes_in_by_no_link(case: Meeting28) -> None:
    case.call()
    token, entry = attending.hall_token(case.meeting), case.entry(1)
    with database.transaction() as session:
        member = session.get_one(StaffMember, entry.staff_member_id)
        member.left_on = case.today
        session.add(member)
    assert refused(attending.check_in_by_code, token, *code_of(case, 1)) == "not_summoned"


def test_the_secretary_checks_in_and_takes_back_until_the_list_is_closed(case: Meeting28) -> None:
    case.call()
    number = case.entry(WITHOUT_MAIL).id or 0
    assert refused(attending.check_in, case.union, *case.here, number, True) == "not_your_duty"
    attending.check_in(case.secretary, *case.here, number, True)
    attending.check_in(case.world.hr, *case.here, number, True)
    assert present(case) == 1
    attending.check_in(case.secretary, *case.here, number, False)
    assert present(case) == 0
    assert refused(attending.check_in, case.secretary, *case.here, number, True, CheckIn.CALL) == "meeting_has_no_call"
    assert refused(attending.check_in, case.secretary, *case.here, 999, True) == "not_summoned"
    case.open()
    assert refused(attending.check_in, case.secretary, *case.here, number, False) == "meeting_opened"


def test_on_the_call_of_a_hybrid_meeting_the_secretary_checks_in(case: Meeting28) -> None:
    case.document(DocumentKind.HYBRID_MEETING)
    case.call(place_kind=RoundPlace.HYBRID, call_link="https://hop.example.gov.vn/1")
    attending.check_in(case.secretary, *case.here, case.entry(1).id or 0, True, CheckIn.CALL)
    assert [row.how for row in case.attendance().rows if row.is_present] == [CheckIn.CALL]


def test_ballots_are_prepared_for_those_summoned_and_handed_to_those_present(case: Meeting28) -> None:
    case.call()
    there = case.open(0, 1, HR_PERSON)
    assert (there.prepared, there.issued, there.without_vote) == (3, 2, 1)


def test_the_meeting_opens_once_at_its_hour_and_with_somebody_there(case: Meeting28) -> None:
    assert refused(attending.open_meeting, case.secretary, *case.here) == "meeting_not_summoned"
    case.call()
    assert refused(attending.open_meeting, case.secretary, *case.here) == "nobody_present"
    case.come(0, 1)
    first = attending.open_meeting(case.secretary, *case.here)
    opened_at = case.meeting.opened_at
    case.world.move(minutes=5)
    assert attending.open_meeting(case.world.hr, *case.here) == first
    assert case.meeting.opened_at == opened_at


def test_before_its_hour_it_opens_only_where_everybody_is_there(case: Meeting28) -> None:
    case.summon()
    case.world.move(days=2, hours=23, minutes=58)
    case.come(0, 1)
    assert refused(attending.open_meeting, case.secretary, *case.here) == "meeting_not_begun"
    case.come(2)
    assert attending.open_meeting(case.secretary, *case.here).present == 3


def test_force_majeure_leaves_the_base_only_with_the_filed_document(case: Meeting28) -> None:
    case.call()
    number = case.entry(2).id or 0
    other = case.document(DocumentKind.SUMMONS_LIST)
    assert refused(excusing.excuse, case.world.hr, *case.here, number, other) == "excuse_document"
    document = case.document(DocumentKind.FORCE_MAJEURE)
    for _ in range(2):
        excusing.excuse(case.world.hr, *case.here, number, document)
    assert (case.attendance().summoned, case.attendance().excused) == (3, 1)
    case.open(0, 1)
    case.enter(case.union, case.count(2, 0))
    assert refused(excusing.excuse, case.world.hr, *case.here, case.entry(1).id or 0, document) == "count_begun"


def test_whoever_was_excused_and_came_is_excused_no_more(case: Meeting28) -> None:
    case.call()
    document = case.document(DocumentKind.FORCE_MAJEURE)
    excusing.excuse(case.world.hr, *case.here, case.entry(2).id or 0, document)
    case.come(2)
    assert (case.attendance().excused, present(case)) == (0, 1)
    assert refused(excusing.excuse, case.world.hr, *case.here, case.entry(2).id or 0, document) == "excused_is_present"


def test_the_reason_of_an_absence_leaves_the_person_in_the_base(case: Meeting28) -> None:
    case.call()
    attending.note_absence(case.secretary, *case.here, case.entry(2).id or 0, "Đi công tác")
    there = case.open(0, 1)
    assert (there.summoned, there.excused, there.present) == (3, 0, 2)
    refusal = refused(attending.note_absence, case.secretary, *case.here, case.entry(0).id or 0, "Ốm")
    assert refusal == "absent_is_present"


def test_under_the_law_of_five_meetings_nobody_leaves_the_base(any_database: str) -> None:
    case = Meeting28(old_law=True)
    case.call()
    document = case.document(DocumentKind.FORCE_MAJEURE)
    assert refused(excusing.excuse, case.world.hr, *case.here, case.entry(2).id or 0, document) == "nobody_excused"


def test_without_the_quorum_of_that_law_hr_still_closes_and_the_meeting_is_convened_again(any_database: str) -> None:
    case = Meeting28(old_law=True)
    case.call()
    case.open(0)
    assert case.conclude().reason == "no_quorum"
    case.prepare(1, again=2)
    assert case.meeting.convening == 2
    assert len(case.attendees()) == 4


def test_a_meeting_that_was_moved_asks_everyone_again(case: Meeting28) -> None:
    case.summon()
    attending.reply(case.entry(0), case.meeting_id, True)
    at = case.world.now().replace(microsecond=0) + timedelta(days=6)
    facts = {"meeting_id": case.meeting_id, "starts_at": at.isoformat(), "place": "Hội trường tầng 3"}
    far = {**facts, "starts_at": (at + timedelta(days=366)).isoformat()}
    assert refused(done, case.world.hr, case.union, "meeting_moved", case.number, **far) == "meeting_too_far"
    long = {**facts, "place": "Hội trường " * 40}
    assert refused(done, case.world.hr, case.union, "meeting_moved", case.number, **long) == "text_too_long"
    done(case.world.hr, case.union, "meeting_moved", case.number, **facts)
    meeting = case.meeting
    assert (meeting.starts_at, meeting.place) == (at, "Hội trường tầng 3")
    assert meeting.reason == "Theo đề nghị của đơn vị."
    assert {row.will_attend for row in case.attendance().rows} == {None}
    assert len(case.world.letters("meeting_moved")) == 3
    case.world.move(days=6, minutes=1)
    case.open(0)
    assert refused(done, case.world.hr, case.union, "meeting_moved", case.number, **facts) == "meeting_opened"


def test_those_who_scan_while_the_list_closes_are_on_it_or_are_told(case: Meeting28) -> None:
    case.call()
    token = attending.hall_token(case.meeting)
    case.come(2)

    def scan(place: int) -> bool:
        return came(case, place, token)

    with ThreadPoolExecutor(3) as pool:
        scans = [pool.submit(scan, place) for place in (0, 1)]
        opening = pool.submit(attending.open_meeting, case.secretary, *case.here)
        there = opening.result(60)
        told = sum(each.result(60) for each in scans)
    assert there.present == 1 + told == present(case)


def came(case: Meeting28, place: int, token: str) -> bool:
    try:
        attending.check_in_by_code(token, *code_of(case, place))
    except Refusal as refusal:
        return refusal.key != "meeting_opened"
    return True
