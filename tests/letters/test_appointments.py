"""Letters about an appointment to those who see to it, and the disclosure: when each goes, what none of them says."""

from datetime import timedelta

import pytest
from sqlmodel import select

from models import (
    Account,
    Appointment,
    Conclusion,
    Duty,
    ListedPerson,
    Meeting,
    Nominee,
    Post,
    Procedure,
    ProcedureState,
    RoleHolding,
    RollEntry,
    StaffMember,
)
from models.store import database
from notifications import links, messages
from notifications.letter import Letter
from procedures.access.actor import Actor
from tests.letters.appointed import AUTHORITY, POST, SUBJECT, Appointed, appointed
from tests.letters.story import Story, as_read
from tests.letters.test_hostile_and_long import rewrite

OFFICERS = {
    "meeting_list_wanted": "hr",
    "meeting_count_asked": "teller",
    "meeting_minutes_await_signature": "clerk",
    "head_choice_asked": "manager",
    "authority_choice_wanted": "hr",
    "policy_clock_alert": "manager",
    "withdrawal_noted": "hr",
    "case_stopped": "manager",
    "appointment_decision_awaits_filing": "clerk",
}
OF_A_MEETING = tuple(OFFICERS)[:5]


@pytest.fixture
def case(story: Story) -> Appointed:
    return Appointed(story.world)


def officer(case: Appointed, kind: str) -> Actor:
    return case.teller if OFFICERS[kind] == "teller" else getattr(case.world, OFFICERS[kind])


def asked(case: Appointed, kind: str, step: int = 4) -> int:
    """Queue a letter to an officer in the state in which it is wanted; returns the meeting it is about."""
    meeting = case.meets(step, is_set=kind != "meeting_list_wanted")
    if kind in ("head_choice_asked", "authority_choice_wanted"):
        case.concludes(meeting, "head_decides" if kind == "head_choice_asked" else "authority_decides")
    if kind == "meeting_minutes_await_signature":
        case.makes("meeting_minutes", "counting_minutes", occurrence=10 * step + 1)
    more: tuple[object, ...] = (meeting,) if kind in OF_A_MEETING else (1,) if kind == "withdrawal_noted" else ()
    if kind == "policy_clock_alert":
        more = ((case.world.now() + timedelta(days=6)).date(), 1)
    case.write(kind, *more, to=officer(case, kind))
    return meeting


@pytest.mark.parametrize("kind", OFFICERS)
def test_an_officer_is_written_to_while_in_office_and_not_concerned(story: Story, case: Appointed, kind: str):
    asked(case, kind)
    (letter,) = story.letters(kind)
    assert letter.to_address == officer(case, kind).email
    assert f"/procedures/{case.number}" in letter.text
    number = officer(case, kind).account_id or 0
    with database.transaction() as session:
        member = session.get_one(StaffMember, case.people[0].staff_member_id)
        session.get_one(Account, number).staff_member_id = member.id
        session.add(ListedPerson(procedure_id=case.number, staff_member_id=member.id or 0, listed_at=case.world.now()))
    assert story.composed(kind) == [None]
    with database.transaction() as session:
        for listed in session.exec(select(ListedPerson)).all():
            session.delete(listed)
    assert story.letters(kind)
    rewrite(Account, number, closed_at=case.world.now())
    assert story.composed(kind) == [None]


@pytest.mark.parametrize("kind", OFFICERS)
def test_an_officer_is_not_written_to_about_an_annulled_case_or_without_the_role(
    story: Story, case: Appointed, kind: str
):
    asked(case, kind)
    with database.transaction() as session:
        for held in (*session.exec(select(RoleHolding)).all(), *session.exec(select(Duty)).all()):
            if held.account_id == officer(case, kind).account_id:
                session.delete(held)
    assert story.composed(kind) == [None]


@pytest.mark.parametrize("kind", OFFICERS)
def test_an_annulled_case_asks_nothing_of_anybody(story: Story, case: Appointed, kind: str):
    asked(case, kind)
    rewrite(Procedure, case.number, state=ProcedureState.ANNULLED)
    assert story.composed(kind) == [None]


def test_hr_is_asked_for_hour_and_list_until_they_are_settled(story: Story, case: Appointed):
    meeting = asked(case, "meeting_list_wanted", 3)
    (letter,) = story.letters("meeting_list_wanted")
    assert "Danh sách đề xuất theo luật có 08 người, trong đó 07 người bỏ phiếu." in letter.text
    rewrite(Meeting, meeting, is_set=True)
    assert story.composed("meeting_list_wanted") == [None]


def test_a_teller_is_asked_for_the_count_until_the_law_has_its_conclusion_and_never_by_mail(
    story: Story, case: Appointed
):
    meeting = asked(case, "meeting_count_asked", 3)
    (letter,) = story.letters("meeting_count_asked")
    assert "không ai xem được số của người kia" in letter.text
    assert "Xin không gửi số phiếu qua thư điện tử." in letter.text
    case.concludes(meeting, "majority", case.nominees[0].id or 0)
    assert story.composed("meeting_count_asked") == [None]


def test_tellers_who_differed_are_asked_anew_until_one_has_entered_and_hear_no_figure(story: Story, case: Appointed):
    meeting = case.meets(3)
    second = case.entered(meeting)
    case.write("meeting_count_differs", meeting, second, to=case.teller)
    case.write("meeting_count_differs", meeting, second, to=case.world.manager)
    letter, nobody = story.composed("meeting_count_differs")
    assert nobody is None
    assert letter
    assert f"kết quả kiểm phiếu chức vụ {POST}" in letter.text
    assert "nhập lại, lần thứ 2." in letter.text
    assert letter.subject.startswith("Nhập lại kết quả kiểm phiếu hội nghị cán bộ chủ chốt: ")
    case.entered(meeting, attempt=2, entry=1)
    assert set(story.composed("meeting_count_differs")) == {None}


def test_a_deputy_counts_in_the_tellers_place(story: Story, case: Appointed):
    meeting = case.meets(3)
    case.write("meeting_count_asked", meeting, to=case.world.manager)
    assert story.composed("meeting_count_asked") == [None]
    with database.transaction() as session:
        session.get_one(Duty, 1).deputy_id = case.world.manager.account_id
    assert story.letters("meeting_count_asked")


def test_the_clerk_is_led_to_the_first_minutes_that_are_not_signed(story: Story, case: Appointed):
    asked(case, "meeting_minutes_await_signature", 3)
    (letter,) = story.letters("meeting_minutes_await_signature")
    assert links.page(f"/procedures/{case.number}/papers/meeting_minutes-31") in letter.text
    assert "không công bố tại hội nghị; xin giữ kín bản in." in letter.text
    case.files("meeting_minutes", 31)
    assert "/papers/counting_minutes-31" in story.letters("meeting_minutes_await_signature")[0].text
    case.files("counting_minutes", 31)
    assert story.composed("meeting_minutes_await_signature") == [None]


def test_a_meeting_that_did_not_come_to_a_ballot_has_one_paper(story: Story, case: Appointed):
    meeting = case.meets(3)
    case.makes("meeting_minutes", occurrence=31)
    case.write("meeting_minutes_await_signature", meeting, to=case.world.clerk)
    (letter,) = story.letters("meeting_minutes_await_signature")
    assert "Biên bản của Hội nghị cán bộ chủ chốt" in letter.text
    assert "kiểm phiếu" not in letter.text
    case.files("meeting_minutes", 31)
    assert story.composed("meeting_minutes_await_signature") == [None]


def test_a_count_that_is_announced_asks_for_no_silence(story: Story, case: Appointed):
    asked(case, "meeting_minutes_await_signature", 4)
    assert "giữ kín" not in story.letters("meeting_minutes_await_signature")[0].text


@pytest.mark.parametrize("kind", ["head_choice_asked", "authority_choice_wanted"])
def test_a_choice_is_asked_for_until_it_is_made_and_of_nobody_else(story: Story, case: Appointed, kind: str):
    asked(case, kind)
    other = next(each for each in ("head_choice_asked", "authority_choice_wanted") if each != kind)
    case.write(other, 1, to=officer(case, other))
    assert story.letters(kind)
    assert story.composed(other) == [None]
    with database.transaction() as session:
        session.exec(select(Conclusion)).one().chosen = [case.nominees[1].id]
    assert story.composed(kind) == [None]


def test_the_clock_speaks_of_what_is_true_when_the_letter_goes(story: Story, case: Appointed):
    asked(case, "policy_clock_alert")
    (soon,) = story.letters("policy_clock_alert")
    assert soon.subject.startswith(f"Sắp hết hạn: {SUBJECT} – đến hết ngày ")
    assert "Đã qua 80 % thời hạn: " in soon.text
    assert "30 ngày làm việc" in soon.text
    assert f"báo cáo {AUTHORITY}." in soon.text
    case.world.move(days=7)
    (late,) = story.letters("policy_clock_alert")
    assert late.subject == f"Quá hạn, cần giải trình: {SUBJECT}"
    assert "Đề nghị ghi giải trình, nêu rõ lý do" in late.text
    rewrite(Appointment, case.number, explained_at=case.world.now())
    assert story.composed("policy_clock_alert") == [None]


def test_the_last_day_of_the_period_is_not_late(story: Story, case: Appointed):
    case.write("policy_clock_alert", case.world.now().date(), 1, to=case.world.hr)
    letter = story.letters("policy_clock_alert")[0]
    case.write("policy_clock_alert", case.world.now().date() - timedelta(days=2), 2, to=case.world.hr)
    assert "Quá hạn" in story.letters("policy_clock_alert")[1].subject
    assert letter.subject


def test_a_stopped_case_says_who_reports_to_whom_until_the_report_is_signed(story: Story, case: Appointed):
    asked(case, "case_stopped")
    (letter,) = story.letters("case_stopped")
    assert f"Việc còn lại: Sở Ngoại vụ báo cáo {AUTHORITY} xem xét, chỉ đạo." in letter.text
    case.files("case_report", 0)
    assert story.composed("case_stopped") == [None]


def test_an_authority_without_a_name_is_called_by_its_office(story: Story, case: Appointed):
    rewrite(Appointment, case.number, authority="")
    asked(case, "case_stopped")
    assert "báo cáo cấp có thẩm quyền bổ nhiệm xem xét" in story.letters("case_stopped")[0].text


@pytest.mark.parametrize(("head_decides", "whose"), [(True, "Giám đốc"), (False, AUTHORITY)])
def test_the_clerk_hears_whose_decision_to_file_until_each_post_has_one(
    story: Story, case: Appointed, head_decides: bool, whose: str
):
    rewrite(Appointment, case.number, head_decides=head_decides)
    with database.transaction() as session:
        session.add(Post(procedure_id=case.number, number=2, title="Phó Chánh Văn phòng"))
    asked(case, "appointment_decision_awaits_filing")
    (letter,) = story.letters("appointment_decision_awaits_filing")
    assert f"chờ quyết định của {whose}." in letter.text
    assert "05 ngày làm việc" in letter.text
    assert "/papers/appointment_decision-1" in letter.text
    case.files("appointment_decision", 1)
    assert "/papers/appointment_decision-2" in story.letters("appointment_decision_awaits_filing")[0].text
    case.files("appointment_decision", 2)
    assert story.composed("appointment_decision_awaits_filing") == [None]


def test_each_withdrawal_is_told_once(story: Story, case: Appointed):
    for number in (1, 1, 2):
        case.write("withdrawal_noted", number, to=case.world.hr)
    assert len(story.letters("withdrawal_noted")) == 2


def decided(case: Appointed) -> Nominee:
    meeting, chosen = case.meets(4), case.nominees[1]
    case.concludes(case.meets(3), "majority", case.nominees[0].id or 0)
    case.concludes(meeting, "majority", chosen.id or 0)
    case.write("appointment_disclosed")
    return chosen


def test_everyone_hears_who_was_appointed_to_what_by_which_decision_once_it_is_signed(story: Story, case: Appointed):
    chosen = decided(case)
    assert set(story.composed("appointment_disclosed")) == {None}
    case.files("appointment_decision")
    case.discloses()
    letters = story.letters("appointment_disclosed")
    assert [letter.to_address for letter in letters] == [person.email for person in case.people]
    said = (
        f"Đồng chí {chosen.full_name} được bổ nhiệm giữ chức vụ {POST}, theo quyết định số 56/QĐ-SNgV ngày 01/12/2026."
    )
    for letter in letters:
        assert said in letter.text
        assert said in as_read(letter.html)
        assert "niêm yết đến hết ngày 21/12/2026" in letter.text


def test_a_post_that_was_not_filled_is_not_disclosed(story: Story, case: Appointed):
    decided(case)
    case.files("appointment_decision")
    rewrite(Post, case.post, outcome="stopped")
    assert set(story.composed("appointment_disclosed")) == {None}


def test_no_letter_but_the_disclosure_names_a_nominee_and_none_carries_a_count(story: Story):
    kept = appointed(story)
    with database.reading() as session:
        names = session.exec(select(Nominee.full_name)).all()
    for kind, letters in kept.items():
        for letter in letters:
            body = said(letter)
            is_own = letter.to_name in names  # the name of whom a letter is to is left out of what it says
            assert is_own or any(name in body for name in names) is (kind == "appointment_disclosed"), kind
            assert "%" not in body.replace("Đã qua 80 % thời hạn", ""), kind
            assert not any(word in body for word in ("phiếu đồng ý", "ngang phiếu", "trúng", "tỷ lệ")), kind


def said(letter: Letter) -> str:
    """What a letter says but for the name of whom it is to."""
    files = "".join(file.content.decode() for file in letter.attachments)
    return (letter.subject + letter.text + as_read(letter.html) + files).replace(letter.to_name, "")


def test_a_new_link_and_an_end_speak_of_an_appointment(story: Story, case: Appointed):
    case.meets(3)
    person = case.people[0]
    rewrite(RollEntry, person.id or 0, link_version=2)
    with database.transaction() as session:
        messages.link_reissued(session, case.number, session.get_one(RollEntry, person.id))
    case.write("procedure_withdrawn", case.changed(1, "annul", "Thay đổi chủ trương."))
    (letter,) = story.letters("link_reissued")
    assert letter.subject.startswith("Liên kết mới để xem giấy mời, báo dự họp: ")
    assert f"để xem giấy mời, báo dự họp của quy trình “{SUBJECT}”." in letter.text
    assert "Hạn: " not in letter.text
    ended = story.letters("procedure_withdrawn")[0]
    assert f"Sở Ngoại vụ đã hủy quy trình “{SUBJECT}”." in ended.text
    assert "đồng chí có trong danh sách triệu tập của quy trình này." in ended.text
