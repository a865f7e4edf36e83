"""Papers of the whole case: the policy, all counts, the report where it stops, the proposal with the head's choice."""

from collections.abc import Iterator

import pytest

from models import Appointment, DocumentKind, DutyKind, HeadState, PolicyWay, Position, Procedure, Role
from models.store import clock, database
from procedures import bodies, filing
from procedures.access import duties
from procedures.appointment import beginning, drafting, ending, explaining, view
from procedures.appointment.deciding import choosing
from procedures.appointment.nominees import changing
from procedures.countersigning import signing
from procedures.meetings.holding import typing_in
from procedures.meetings.tallying.count import Count
from procedures.overview.desks.appointment.meeting import meeting_desk
from tests.appointment.appointing import Appointing, member
from tests.papers_of_a_case import AUTHORITY, HEAD, PapersOfACase, named_agency, words_of
from tests.two_people import strong
from tests.world import SCAN


@pytest.fixture
def case(sqlite: None) -> Iterator[PapersOfACase]:
    yield PapersOfACase()
    database.engine().dispose()


@pytest.fixture
def old(sqlite: None) -> Iterator[PapersOfACase]:
    """A case under the law with five meetings, of an agency led by four."""
    case = PapersOfACase(old_law=True)
    yield case
    database.engine().dispose()


def withdraw(case: PapersOfACase, nominee: int) -> None:
    filed = case.file(DocumentKind.WITHDRAWAL, number="", nominee_id=nominee)
    asked = changing.withdraw(strong(case.world.hr), case.number, nominee, "Chuyển công tác.", filed)
    signing.sign(strong(case.union), asked)


def test_a_policy_that_is_asked_for_is_proposed_on_paper(sqlite: None) -> None:
    case = Appointing(named_agency())
    case.draft(way=PolicyWay.SUBMITTED, purpose="Trưởng phòng nghỉ hưu.", authority=AUTHORITY)
    case.name(6, work="Phụ trách chung")
    drafting.open_(case.world.hr, case.number)
    said = words_of(case.number, "policy_proposal")
    assert f"Kính gửi: {AUTHORITY}" in said
    assert "Trưởng phòng nghỉ hưu." in said
    assert "1 Trưởng phòng, Phòng Lãnh sự 01 Nguồn nhân sự tại chỗ, trong quy hoạch Phụ trách chung" in said
    assert "15 ngày làm việc kể từ ngày nhận được đề nghị" in said


def test_the_law_is_cited_once_the_agencys_lawyer_has_confirmed_it(case: PapersOfACase) -> None:
    case.held(1, 1, 1)
    assert "Căn cứ […]" in case.words("counting_minutes-11")
    with database.transaction() as session:
        procedure = session.get_one(Procedure, case.number)
        values = {**procedure.rules["values"]}
        values["leadership.passes"] = {**values["leadership.passes"], "certainty": "confirmed"}
        procedure.rules = {**procedure.rules, "values": values}
        session.add(procedure)
    said = case.words("counting_minutes-11")
    assert "[…]" not in said.split("1. Thời gian")[0]
    assert "Điều 33" in said


def test_a_stop_is_reported_with_the_count_that_it_rests_on(case: PapersOfACase) -> None:
    case.held(1, 2)
    case.held(2, 1)
    ending.report(case.number)
    said = case.words("case_report")
    assert "Sở Ngoại vụ đã tổ chức 02 hội nghị trong quy trình gồm 04 bước" in said
    assert "tại bước 2: Không có nhân sự nào đạt từ 30 %" in said
    assert f"kính báo cáo {AUTHORITY} xem xét, chỉ đạo" in said
    assert "Bước 2: Không có nhân sự nào đạt" in case.words("results_summary")


def test_a_case_from_which_everybody_withdrew_says_so(case: PapersOfACase) -> None:
    case.held(1, 1, 1)
    for nominee in case.nominees:
        withdraw(case, nominee)
    ending.report(case.number)
    said = case.words("case_report")
    assert "Mọi nhân sự còn trong danh sách giới thiệu đã có văn bản xin rút" in said
    assert "Cho Nguyễn Thị Số 6" in said
    with database.reading() as session:
        page = view.case_of(session, case.world.manager, case.number)
    assert [meeting.status for meeting in page.meetings[1:]] == ["skipped"] * 3
    assert "Nguyễn Thị Số 7 Phó Trưởng phòng, Phòng Lãnh sự 1 33,33 %" in said


def test_a_nominee_who_withdrew_stays_in_the_counts_that_were_made(case: PapersOfACase) -> None:
    case.held(1, 1, 1)
    before = case.hash("counting_minutes-11")
    withdraw(case, case.nominees[1])
    assert case.hash("counting_minutes-11") == before
    with database.reading() as session:
        shares = view.results_of(session, case.meeting)[0].shares
    assert {share.nominee.id: share.votes for share in shares} == dict.fromkeys(case.nominees, 1)


def test_the_count_of_a_nominee_who_withdrew_is_put_right_and_chooses_them_no_more(case: PapersOfACase) -> None:
    case.held(1, 1)
    stays, gone = case.nominees
    withdraw(case, gone)
    with database.reading() as session:
        desk = meeting_desk(session, *case.here)
    assert [nominee.id for nominee in desk.posts[0].names] == [stays, gone]
    case.put_right(case.count(0, 3), "Đọc nhầm hai phiếu.")
    with database.reading() as session:
        (result,) = view.results_of(session, case.meeting)
    assert {share.nominee.id: share.votes for share in result.shares} == {stays: 0, gone: 3}
    assert gone not in result.conclusion.chosen


def test_what_nobody_was_eligible_for_has_a_report_and_nothing_to_sum_up(sqlite: None) -> None:
    case = PapersOfACase()
    with database.transaction() as session:
        post = case.posts()[0]
        post.outcome = "stopped"
        session.add(post)
    ending.report(case.number)
    said = case.words("case_report")
    assert "chưa tổ chức hội nghị nào" in said
    assert "không có nhân sự nào đáp ứng đủ tiêu chuẩn, điều kiện" in said
    assert case.refusal_of("results_summary") == "paper_not_made"


def test_a_late_case_is_explained_with_its_period(case: PapersOfACase) -> None:
    case.held(1, 1, 1)
    case.world.move(days=45)
    assert beginning.due_alerts(case.number) == [beginning.ALERT, beginning.OVERDUE]
    beginning.alert(case.number, beginning.ALERT)
    assert "delay_report" not in case.names()
    beginning.alert(case.number, beginning.OVERDUE)
    assert "Lý do: […]" in case.words("delay_report")
    explaining.explain(case.world.hr, case.number, "Người đứng đầu đi công tác.")
    said = case.words("delay_report")
    assert "thời hạn hoàn thành quy trình nhân sự là 30 ngày làm việc" in said
    assert "Người đứng đầu đi công tác." in said
    assert "tổ chức 01 hội nghị" in said
    before = case.hash("delay_report")
    case.world.move(days=3)
    assert case.hash("delay_report") == before


def test_a_case_decided_in_time_is_not_called_late_while_it_is_posted(case: PapersOfACase) -> None:
    case.appointed()
    case.decided()
    case.world.move(days=90)
    assert (beginning.due_alerts(case.number), beginning.next_alert(case.number)) == ([], None)
    with database.reading() as session:
        assert not view.case_of(session, case.world.manager, case.number).is_late


def typed(case: PapersOfACase, present: int, votes: dict[int, int]) -> None:
    count = Count(present, present, present, 0, 0, votes)
    typing_in.type_in(case.world.hr, *case.here, case.today, present, {case.post_id: count}, SCAN)


def test_a_meeting_held_on_paper_is_summed_up_and_has_no_minutes_here(sqlite: None) -> None:
    case = PapersOfACase(starts_at_step=2)
    typed(case, 3, {case.nominees[0]: 3, case.nominees[1]: 0})
    case.conclude()
    case.held(2, 1)
    ending.report(case.number)
    assert "counting_minutes-11" not in case.names()
    said = case.words("results_summary")
    assert "Bước 1. Hội nghị tập thể lãnh đạo" in said
    assert "Nguyễn Thị Số 6 Phó Trưởng phòng, Văn phòng 3 100,00 %" in said
    with database.transaction() as session:
        filing.draft_paper(session, case.number, "meeting_minutes-11")
    assert case.refusal_of("meeting_minutes-11") == "paper_not_made"


def test_a_policy_that_the_leadership_decides_itself_is_not_proposed(case: PapersOfACase) -> None:
    assert "policy_proposal" not in case.names()


def test_the_old_laws_first_meeting_has_minutes_and_no_ballot(old: PapersOfACase) -> None:
    old.summon()
    old.world.move(days=3, minutes=1)
    old.open()
    old.conclude()
    assert [name for name in old.names() if name.endswith("-11")] == [
        "summons_list-11",
        "meeting_invitation-11",
        "meeting_minutes-11",
    ]
    said = old.words("meeting_minutes-11")
    assert "Hội nghị thống nhất thông qua danh sách 02 nhân sự" in said
    assert "Thông qua danh sách nhân sự" in old.words("meeting_invitation-11")


def rewrite(case: PapersOfACase, **of_the_case: object) -> None:
    """The case as if HR had written it so."""
    with database.transaction() as session:
        row = session.get_one(Appointment, case.number)
        for name, value in of_the_case.items():
            setattr(row, name, value)
        session.add(row)


def at_the_last(case: PapersOfACase) -> None:
    """Two people have come as far as the last of the five meetings, in an agency led by four."""
    case.held(1)
    bodies.set_positions(case.world.hr, member(10), [Position.DEPUTY_HEAD])
    case.held(2, 3, 3)
    case.held(3, 2, 2)
    case.held(4, 10, 9)
    case.file(DocumentKind.NEW_ISSUES)
    case.file(DocumentKind.PARTY_OPINION)
    case.prepare(5)


def test_the_heads_choice_between_two_tied_is_proposed_with_every_differing_opinion(old: PapersOfACase) -> None:
    at_the_last(old)
    assert old.concluded(2, 2).reason == "head_decides"
    counted = old.hash("counting_minutes-51")
    assert "Việc lựa chọn do người đứng đầu xem xét, quyết định" in old.words("counting_minutes-51")
    opinions = "Hai Phó Giám đốc đề nghị chọn người thứ hai.\nMột Phó Giám đốc không có ý kiến."
    given = (*old.here, old.post_id, old.nominees[0], "Có kinh nghiệm lãnh sự.", opinions)
    choosing.choose(old.world.manager, *given)
    assert old.hash("counting_minutes-51") == counted
    old.minute()
    old.finished()
    said = old.words("appointment_proposal")
    assert "Hai nhân sự có số phiếu ngang nhau" in said
    assert "Giám đốc lựa chọn đồng chí Nguyễn Thị Số 6" in said
    assert "Lý do: Có kinh nghiệm lãnh sự." in said
    assert "- Hai Phó Giám đốc đề nghị chọn người thứ hai;" in said
    assert "- Một Phó Giám đốc không có ý kiến." in said
    assert "Bước 4. Hội nghị cán bộ chủ chốt" in said
    assert "Bản sao văn bằng, chứng chỉ" in said


def test_a_deputys_choice_between_two_tied_is_not_printed_as_the_heads(old: PapersOfACase) -> None:
    deputy, head = old.world.account("Cao Văn Phó", Role.MANAGER, Role.CLERK), old.world.manager.account_id or 0
    duties.assign(old.world.hr, old.number, DutyKind.DECIDER, head, deputy.account_id, 24)
    at_the_last(old)
    assert old.concluded(2, 2).reason == "head_decides"
    with database.transaction() as session:
        duties.wait(session, old.number, DutyKind.DECIDER)
    old.world.move(days=2)
    choosing.choose(deputy, *old.here, old.post_id, old.nominees[0], "Có kinh nghiệm lãnh sự.", "Không có.")
    old.minute()
    old.finished()
    said = old.words("appointment_proposal")
    assert "Đồng chí Cao Văn Phó (được phân công thay Giám đốc) lựa chọn đồng chí Nguyễn Thị Số 6" in said


def test_what_the_authority_decided_instead_stands_with_its_document(old: PapersOfACase) -> None:
    at_the_last(old)
    rewrite(old, head=HeadState.VACANT)
    assert old.concluded(2, 2).reason == "authority_decides"
    old.document(DocumentKind.TIE_DECISION, "77/UBND-NC")
    choosing.settle_tie(old.world.hr, old.number, old.meeting_id, old.post_id, old.nominees[1])
    old.minute()
    old.nominees.reverse()
    old.finished()
    said = old.words("appointment_proposal")
    assert "Sở Nội vụ lựa chọn đồng chí Nguyễn Thị Số 7" in said
    assert "tại Văn bản số 77/UBND-NC" in said
    assert "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC" in said.upper()
    assert HEAD not in said


def test_a_tie_that_the_authority_settles_on_nobody_is_reported_with_its_document(old: PapersOfACase) -> None:
    at_the_last(old)
    rewrite(old, head=HeadState.VACANT)
    old.concluded(2, 2)
    old.document(DocumentKind.TIE_DECISION, "78/UBND-NC")
    choosing.settle_tie(old.world.hr, old.number, old.meeting_id, old.post_id, None)
    ending.report(old.number)
    assert "Đối với chức vụ Trưởng phòng, Phòng Lãnh sự: Văn bản số 78/UBND-NC" in old.words("case_report")


def test_a_meeting_that_prefers_somebody_new_votes_again_and_both_counts_are_kept(old: PapersOfACase) -> None:
    old.held(1)
    old.held(2, 5)
    old.prepare(3)
    added = changing.add_nominee(old.world.hr, old.number, old.post_id, member(13))
    old.make_eligible(added)
    old.nominees.append(added)
    old.call()
    assert "Giới thiệu người khác: …" in old.words("introduction_ballot-31")
    old.open()
    old.counted(0, 0, 3)
    assert old.conclude().reason == "differs"
    counted = old.words("counting_minutes-31")
    assert "khác với nhân sự được giới thiệu ở bước trước: đồng chí Nguyễn Thị Số 13" in counted
    assert "từ 2/3 tổng số người được triệu tập trở lên" in old.words("meeting_minutes-31")
    old.minute()
    old.prepare(3, again=2)
    old.concluded(1, 0, 2)
    assert "Giới thiệu người khác" not in old.words("introduction_ballot-32")
    said = old.words("counting_minutes-32")
    assert "bước 3, họp lại lần 02" in said
    assert "Nguyễn Thị Số 13 được 02 phiếu, đạt 66,67 % tổng số người được triệu tập (từ 2/3 trở lên)" in said


def test_a_meeting_that_too_few_attended_has_minutes_and_no_count(old: PapersOfACase) -> None:
    old.held(1)
    old.prepare(2)
    old.call()
    old.open(0)
    assert old.conclude().reason == "no_quorum"
    assert "counting_minutes-21" not in old.names()
    assert "Số người có mặt chưa đủ để tiến hành hội nghị" in old.words("meeting_minutes-21")


def test_the_staff_section_presents_what_the_head_decides(case: PapersOfACase) -> None:
    rewrite(case, authority="", head_decides=True)
    case.appointed()
    said = case.words("appointment_proposal")
    assert "Kính gửi: Giám đốc Sở Ngoại vụ" in said
    assert "Văn phòng Sở kính trình Giám đốc Sở Ngoại vụ" in said


def test_the_table_of_the_consultation_goes_to_the_first_meeting(case: PapersOfACase) -> None:
    with database.transaction() as session:
        of = {"kind": "opinion", "subject": "Chủ trương bổ nhiệm", "drafted_by": case.world.hr.account_id or 0}
        other = Procedure(**of, drafted_at=clock.now(session))
        session.add(other)
        session.flush()
        procedure = session.get_one(Procedure, case.number)
        procedure.rests_on_id = other.id
        session.add(procedure)
    case.held(1, 1, 1)
    case.prepare(2)
    case.summon()
    named = "Bảng tổng hợp, tiếp thu, giải trình ý kiến về “Chủ trương bổ nhiệm”"
    assert named in case.words("meeting_invitation-11")
    assert named not in case.words("meeting_invitation-21")


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("Ngô Văn Trên, Phó Chủ tịch, Ủy ban nhân dân tỉnh", "Ngô Văn Trên, Phó Chủ tịch, Ủy ban nhân dân tỉnh"),
        ("Đồng chí Lê Thị Giám", f"{HEAD}, Giám đốc"),
        ("Ngô Văn Trên", "Ngô Văn Trên"),
        ("Ông Ngô Văn Trên, Phó Chủ tịch", "Ngô Văn Trên, Phó Chủ tịch"),
    ],
)
def test_the_chair_is_split_at_the_first_comma(written: str, printed: str, case: PapersOfACase) -> None:
    case.summon(chair=written)
    assert f"Chủ trì: Đồng chí {printed}." in case.words("meeting_invitation-11")
