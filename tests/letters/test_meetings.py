"""Letters about the meetings of an appointment: who gets what, when they are not sent any more, what they never say."""

from datetime import timedelta

import pytest
from sqlmodel import select

from models import Account, Agency, Appointment, Attendee, Meeting, Post, Procedure, ProcedureState, RollEntry
from models.store import database
from notifications import links, mime
from notifications.compose.shortening import SUBJECT_LETTERS
from notifications.letter import Letter
from tests.letters.appointed import BEFORE, PLACE, POST, SUBJECT, Appointed
from tests.letters.story import Story, as_read
from tests.letters.test_hostile_and_long import CLEANED, HOSTILE, LONG, SENT_AT, rewrite
from tests.notifications.calendars import Component, read

TO_PEOPLE = ("meeting_summons", "meeting_reminder", "meeting_moved")


@pytest.fixture
def case(story: Story) -> Appointed:
    return Appointed(story.world)


def summoned(case: Appointed, step: int = 3, **changed: object) -> int:
    meeting = case.meets(step, **changed)  # type: ignore[arg-type]
    case.write("meeting_summons", meeting)
    return meeting


def event_of(letter: Letter) -> Component:
    (file,) = letter.attachments
    return read(file.content).one("VEVENT")


def on_list(meeting: int) -> list[Attendee]:
    with database.reading() as session:
        rows = select(Attendee).where(Attendee.meeting_id == meeting).order_by(Attendee.id)  # pyright: ignore
        return list(session.exec(rows).all())


def test_a_summons_says_which_meeting_when_where_who_chairs_and_in_what_capacity(story: Story, case: Appointed):
    summoned(case)
    letters = story.letters("meeting_summons")
    assert [letter.to_address for letter in letters] == [person.email for person in case.people]
    for letter, person in zip(letters, case.people, strict=True):
        assert "mời đồng chí dự Hội nghị cán bộ chủ chốt, bước 3 trong 4 của quy trình" in letter.text
        assert f"Địa điểm: {PLACE}." in letter.text
        assert "Chủ trì: Nguyễn Văn Giám, Giám đốc Sở." in letter.text
        assert links.page(f"/p/{story.world.token(person)}") in letter.text
        assert links.typed_code(person.id or 0, 1) in letter.text
    assert "Thành phần dự họp: Cấp phó của người đứng đầu đơn vị. Đồng chí bỏ phiếu tại hội nghị;" in letters[0].text
    assert "bộ phận tổ chức cán bộ. Đồng chí dự họp, không bỏ phiếu." in letters[-1].text


@pytest.mark.parametrize(
    ("step", "label", "votes", "secret"),
    [
        (1, "Hội nghị tập thể lãnh đạo,", True, False),
        (2, "Hội nghị tập thể lãnh đạo mở rộng,", True, True),
        (3, "Hội nghị cán bộ chủ chốt,", True, True),
        (4, "Hội nghị tập thể lãnh đạo", True, True),
    ],
)
def test_secrecy_is_promised_with_its_limit_and_only_where_the_law_says_it(
    story: Story, case: Appointed, step: int, label: str, votes: bool, secret: bool
):
    summoned(case, step)
    letter = story.letters("meeting_summons")[0]
    assert f"mời đồng chí dự {label}" in letter.text
    assert ("Đồng chí bỏ phiếu tại hội nghị" in letter.text) is votes
    assert ("Bỏ phiếu kín: hệ thống ghi ai có mặt và tổng số phiếu, không ghi ai chọn ai." in letter.text) is secret
    assert ("Phiếu nào ký tên thì người kiểm phiếu đọc được tên." in letter.text) is secret


def test_a_case_begun_under_the_old_decree_has_its_five_meetings_and_the_first_without_a_ballot(story: Story):
    case = Appointed(story.world, BEFORE)
    summoned(case, 1)
    letter = story.letters("meeting_summons")[0]
    assert "Hội nghị tập thể lãnh đạo (lần 1), bước 1 trong 5" in letter.text
    assert "Hội nghị này không bỏ phiếu." in letter.text
    assert "Bỏ phiếu kín" not in letter.text
    assert letter.reply_to == ("Trần Văn Bình", "hr@example.gov.vn")


def test_a_meeting_held_again_says_for_the_how_manieth_time_and_why(story: Story):
    case = Appointed(story.world, BEFORE)
    summoned(case, 2, convening=2, reason="Lần trước không đủ hai phần ba số người.")
    first = story.letters("meeting_summons")[0]
    assert "mở rộng, triệu tập lần thứ 2, bước 2 trong 5" in first.text
    assert "Lý do họp lại: Lần trước không đủ hai phần ba số người." in first.text


def test_replies_about_a_ballot_reach_a_teller_who_is_not_of_hr(story: Story, case: Appointed):
    summoned(case)
    letter = story.letters("meeting_summons")[0]
    assert letter.reply_to == ("Vũ Thị Đếm", case.teller.email)
    assert "Thư trả lời đi tới người kiểm phiếu; xin không viết lựa chọn của mình vào thư." in letter.text
    for teller in (case.teller, story.world.hr):
        rewrite(Account, teller.account_id or 0, closed_at=story.world.now())
    letter = story.letters("meeting_summons")[0]
    assert letter.reply_to is None
    assert "người kiểm phiếu;" not in letter.text


def test_a_meeting_partly_on_a_call_leaves_the_calls_address_to_the_page(story: Story, case: Appointed):
    summoned(case, call_link="https://hop.example.gov.vn/3")
    letter = story.letters("meeting_summons")[0]
    assert "Hội nghị kết hợp trực tuyến; đường truyền có ở trang riêng của đồng chí" in letter.text
    file = letter.attachments[0].content.decode()
    assert "hop.example" not in letter.text + letter.html + file
    assert story.world.token(case.people[0]) not in file


def test_the_file_names_the_meeting_its_hour_and_no_one_it_is_about(story: Story, case: Appointed):
    meeting = summoned(case)
    event = event_of(story.letters("meeting_summons")[0])
    assert event.text("SUMMARY") == f"Hội nghị cán bộ chủ chốt: {SUBJECT}"
    assert event.text("LOCATION") == PLACE
    with database.reading() as session:
        starts_at = session.get_one(Meeting, meeting).starts_at
    assert starts_at
    assert event["DTSTART"] == f"{starts_at + timedelta(hours=7):%Y%m%dT%H%M%S}"


def test_a_meeting_that_moves_keeps_its_event_and_numbers_the_change(story: Story, case: Appointed):
    meeting = summoned(case)
    first = event_of(story.letters("meeting_summons")[0])
    for _ in range(2):
        case.write("meeting_moved", meeting, case.changed(meeting, "meeting_moved"))
    people = len(case.people)
    moved = story.composed("meeting_moved")
    assert set(moved[:people]) == {None}
    letter = moved[people]
    assert letter
    later = event_of(letter)
    assert later["UID"] == first["UID"]
    assert (first["SEQUENCE"], later["SEQUENCE"]) == ("0", "2")
    assert later["DTSTART"] > first["DTSTART"]
    assert ", thay cho " in letter.text
    assert "Lý do: Đồng chí chủ trì đi công tác." in letter.text
    assert "Đề nghị đồng chí báo dự họp theo lịch mới." in letter.text
    case.write("meeting_cancelled", meeting, case.changed(meeting, "nominee_withdrawn"))
    off = story.letters("meeting_cancelled")[0]
    assert read(off.attachments[0].content)["METHOD"] == "CANCEL"
    assert (event_of(off)["UID"], int(event_of(off)["SEQUENCE"]) > 2) == (first["UID"], True)


def test_a_summons_sent_late_speaks_of_the_new_hour(story: Story, case: Appointed):
    meeting = summoned(case)
    before = story.letters("meeting_summons")[0]
    case.changed(meeting, "meeting_moved")
    after = story.letters("meeting_summons")[0]
    assert before.subject != after.subject
    assert event_of(after)["SEQUENCE"] == "1"


def test_whoever_has_said_whether_they_come_is_not_reminded_and_may_say_it_again(story: Story, case: Appointed):
    meeting = summoned(case)
    case.write("meeting_reminder", meeting)
    for attendee, will_attend in zip(on_list(meeting), (True, False), strict=False):
        rewrite(Attendee, attendee.id or 0, will_attend=will_attend)
    assert [letter is None for letter in story.composed("meeting_reminder")] == [True, True] + [False] * 6
    case.write("meeting_moved", meeting, case.changed(meeting, "meeting_moved"))
    first, *_, last = story.letters("meeting_moved")
    assert "Đồng chí đã báo rồi; nếu thay đổi này làm đồng chí đổi ý thì bấm nút, báo lại." in first.text
    assert "Đề nghị đồng chí báo dự họp theo lịch mới." in last.text


def test_each_letter_about_a_meeting_follows_the_summons_to_that_meeting(story: Story, case: Appointed):
    first, second = summoned(case, 2), summoned(case, 3)
    for meeting in (first, second):
        case.write("meeting_reminder", meeting)
    summons, reminders = story.letters("meeting_summons"), story.letters("meeting_reminder")
    assert {letter.references for letter in summons} == {None}
    assert [letter.references for letter in reminders] == [letter.message_id for letter in summons]
    assert len({letter.message_id for letter in summons}) == 2 * len(case.people)


@pytest.mark.parametrize("kind", TO_PEOPLE)
@pytest.mark.parametrize("end", ["begun", "late", "off", "annulled", "not set", "left off"])
def test_nobody_is_called_to_a_meeting_that_began_is_off_or_is_not_theirs(
    story: Story, case: Appointed, kind: str, end: str
):
    meeting = case.meets(3)
    more = (case.changed(meeting, "meeting_moved"),) if kind == "meeting_moved" else ()
    case.write(kind, meeting, *more)
    assert None not in story.composed(kind)
    now = story.world.now()
    if end == "left off":
        with database.transaction() as session:
            for attendee in on_list(meeting):
                session.delete(session.get_one(Attendee, attendee.id))
    elif end == "off":
        rewrite(Post, case.post, outcome="withdrawn")
    elif end == "annulled":
        rewrite(Procedure, case.number, state=ProcedureState.ANNULLED)
    else:
        changed = {"begun": {"opened_at": now}, "late": {"starts_at": now}, "not set": {"is_set": False}}[end]
        rewrite(Meeting, meeting, **changed)
    assert set(story.composed(kind)) == {None}


def test_that_a_meeting_is_off_is_told_though_the_case_is_annulled_but_not_once_it_was_held(
    story: Story, case: Appointed
):
    meeting = summoned(case)
    case.write("meeting_cancelled", meeting, case.changed(meeting, "annul"))
    rewrite(Procedure, case.number, state=ProcedureState.ANNULLED)
    off = story.letters("meeting_cancelled")[0].text
    assert "Đồng chí không phải đến dự." in off
    assert "Quy trình này đã hủy; lý do: Đồng chí chủ trì đi công tác." in off
    rewrite(Meeting, meeting, opened_at=story.world.now())
    assert set(story.composed("meeting_cancelled")) == {None}


def test_a_test_letter_has_the_summons_words_opens_nothing_and_books_no_real_hour(story: Story, case: Appointed):
    meeting = summoned(case)
    case.write("meeting_preview", 1, to=story.world.hr)
    (preview,), summons = story.letters("meeting_preview"), story.letters("meeting_summons")[0]
    assert preview.subject.startswith("[Gửi thử] Mời họp cán bộ chủ chốt: ")
    assert preview.text.startswith("Thư gửi thử: chỉ đồng chí nhận.")
    assert "/p/thu-gui-thu" in preview.text
    assert event_of(preview)["UID"] != event_of(summons)["UID"]
    assert event_of(preview)["DTSTART"] == event_of(summons)["DTSTART"]
    other = case.meets(4)
    case.write("meeting_preview", 2, meeting, to=story.world.hr)
    newest, named = story.letters("meeting_preview")
    assert ("bước 4 trong 4" in newest.text, "bước 3 trong 4" in named.text) == (True, True)
    assert other != meeting


def test_a_draft_without_a_meeting_can_be_tried(story: Story, case: Appointed):
    rewrite(Procedure, case.number, state=ProcedureState.DRAFT, rules={}, begun_on=None)
    case.write("meeting_preview", 1, to=story.world.hr)
    (letter,) = story.letters("meeting_preview")
    assert "Hội nghị tập thể lãnh đạo, bước 1 trong 4" in letter.text
    assert "Thời gian: chưa đặt." in letter.text
    assert letter.attachments == ()
    rewrite(Procedure, case.number, begun_on=BEFORE.replace(year=2020))
    assert story.composed("meeting_preview") == [None]


def test_no_letter_about_a_meeting_names_a_nominee_even_where_hr_typed_the_name(story: Story, case: Appointed):
    names = [nominee.full_name for nominee in case.nominees]
    rewrite(Procedure, case.number, subject=f"Bổ nhiệm đồng chí {names[0]} làm {POST}")
    rewrite(Appointment, case.number, invitation=f"Xem hồ sơ của {names[1].upper()}.\nĐến trước 15 phút.")
    meeting = summoned(case)
    case.write("meeting_reminder", meeting)
    for kind in ("meeting_summons", "meeting_reminder"):
        for letter in story.letters(kind):
            said = letter.subject + letter.text.replace(letter.to_name, "") + as_read(letter.html)
            said += "".join(file.content.decode() for file in letter.attachments)
            assert not any(name in said.replace(letter.to_name, "") for name in names)
            assert f"“Bổ nhiệm {POST}”" in letter.text
    assert "Đến trước 15 phút." in story.letters("meeting_summons")[0].text


def test_hostile_words_stay_words_and_full_fields_stay_small(story: Story, case: Appointed):
    def fill(text: str) -> list[Letter]:
        for person in case.people:
            rewrite(RollEntry, person.id or 0, full_name=text[:200])
        rewrite(Procedure, case.number, subject=text[:500])
        rewrite(Appointment, case.number, invitation=text[:1000], authority=text[:200])
        rewrite(Meeting, meeting, place=text[:300], chair=text[:300], reason=text[:500])
        rewrite(Post, case.post, title=text[:200])
        rewrite(Agency, 1, name=text[:200], contact=text[:300], office=text[:200], head_title=text[:100])
        for attendee in on_list(meeting):
            rewrite(Attendee, attendee.id or 0, capacity=text[:300])
        return [letter for kind in (*TO_PEOPLE, "meeting_preview") for letter in story.letters(kind)]

    meeting = summoned(case, convening=2, call_link="https://hop.example.gov.vn/3")
    case.write("meeting_reminder", meeting)
    case.write("meeting_moved", meeting, case.changed(meeting, "meeting_moved", reason=(LONG * 12)[:1000]))
    case.write("meeting_preview", 1, to=story.world.hr)
    for letter in fill(HOSTILE):
        assert not any(tag in letter.html for tag in ("<b>", "<script", "alert(1)</"))
        assert f"“{CLEANED}”" in letter.text
        assert not any(mark in letter.text + letter.html for mark in "\r\u202e\u200b")
        assert b"\nBcc:" not in mime.build(letter, SENT_AT)
        for file in letter.attachments:
            assert read(file.content).one("VEVENT").text("LOCATION") == CLEANED
    for letter in fill(LONG * 12):
        assert len(mime.build(letter, SENT_AT)) < mime.SMALL
        assert len(letter.subject) <= SUBJECT_LETTERS
