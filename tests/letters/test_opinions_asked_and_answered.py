"""Letters of a consultation: who gets what, what they say of silence and of names, and what they never carry."""

from datetime import UTC, datetime

import pytest

from models import Account, Agency, AnswerChannel, Consultation, Decision, Procedure, ProcedureState, RollEntry
from models.store import database
from notifications import links, mime
from notifications.compose.shortening import SUBJECT_LETTERS
from notifications.letter import Letter
from procedures.opinion import answering, asking, drafting, responding
from procedures.opinion.answering import COMMENTS
from procedures.rounds import owners
from procedures.rounds.answers import receipt_of
from tests.consulting import Consulting
from tests.letters.consulted import answered
from tests.letters.story import Story, as_read
from tests.letters.test_hostile_and_long import CLEANED, HOSTILE, LONG, rewrite
from tests.world import SCAN

SENT_AT = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
SAID = "Khoán 700.000 đồng là vừa."


@pytest.fixture
def case(story: Story) -> Consulting:
    """Everyone has been asked on the democracy rules, with five days left."""
    made = Consulting(story.world, "democracy_rules")
    made.asked()
    return made


def test_an_invitation_says_what_silence_means_who_sees_names_and_that_one_may_change(story: Story, case: Consulting):
    for letter, person in zip(story.letters("opinion_asked"), case.world.entries(case.number), strict=True):
        assert letter.to_address == person.email
        assert links.page(f"/p/{case.world.token(person)}") in letter.text
        assert "Không trả lời là chưa có ý kiến, không tính là đồng ý." in letter.text
        assert "đồng chí đổi ý kiến lúc nào cũng được; lần gửi sau cùng được tính." in letter.text
        assert "Ý kiến ghi tên đồng chí. Cán bộ tổ chức và lãnh đạo cơ quan xem được ai nói gì." in letter.text
        assert "công khai nêu nội dung ý kiến, không nêu tên." in letter.text


def test_who_sees_the_names_follows_the_procedures_own_rules(story: Story, case: Consulting):
    with database.transaction() as session:
        procedure = session.get_one(Procedure, case.number)
        values = procedure.rules["values"]
        shown_to = {**values["shown_to"], "list": ["manager", "union"]}
        procedure.rules = {**procedure.rules, "values": {**values, "shown_to": shown_to}}
        session.add(procedure)
    assert "Lãnh đạo cơ quan và Công đoàn xem được ai nói gì." in story.letters("opinion_asked")[0].text


def test_whoever_answered_or_is_too_late_is_neither_invited_nor_reminded(story: Story, case: Consulting):
    asking.remind(case.number, 1)
    case.say(0)
    for kind in ("opinion_asked", "opinion_reminder"):
        first, *rest = story.composed(kind)
        assert first is None
        assert None not in rest
    case.world.move(days=5)
    for kind in ("opinion_asked", "opinion_reminder"):
        assert set(story.composed(kind)) == {None}


def test_each_change_is_told_and_no_letter_repeats_what_was_said(story: Story, case: Consulting):
    case.say(0, {2: SAID})
    case.world.move(hours=1)
    case.say(0, {2: SAID, 0: "Gọn hơn."})
    first, second = story.letters("opinion_recorded")
    assert first.subject.startswith("Đã ghi ý kiến của đồng chí: ")
    assert second.subject.startswith("Đã đổi ý kiến của đồng chí: ")
    assert "thay cho ý kiến trước" in second.text
    assert "Nếu không phải đồng chí gửi: mở trang" in second.text
    assert not any(word in letter.text + letter.html for letter in (first, second) for word in (SAID, "Gọn hơn"))
    times = [letter.text.partition("Lúc ")[2].partition(",")[0] for letter in (first, second)]
    assert times[0] != times[1]


def test_an_opinion_entered_from_a_printed_sheet_says_so(story: Story, case: Consulting):
    person = case.world.entries(case.number)[2]
    answering.enter_sheet(case.world.hr, case.number, person.id or 0, COMMENTS, {1: SAID}, SCAN)
    (letter,) = story.letters("opinion_recorded")
    assert letter.to_name == person.full_name
    assert "Ý kiến được nhập theo phiếu in." in letter.text
    case.say(2, {1: "Khoán 600.000 đồng."})
    assert "phiếu in" not in story.letters("opinion_recorded")[-1].text
    assert answer_channel(person) is AnswerChannel.LINK


def answer_channel(person: RollEntry) -> AnswerChannel:
    with database.reading() as session:
        receipt = receipt_of(session, person)
        assert receipt
        return receipt.channel


def test_a_new_link_of_a_consultation_says_what_it_is_for(story: Story, case: Consulting):
    case.say(0)
    for number in (0, 1):
        owners.reissue(f"nguoi{number}@example.gov.vn")
    spoken, silent = story.letters("link_reissued")
    assert silent.subject.startswith("Liên kết mới để cho ý kiến: ")
    assert "để cho ý kiến về “dự thảo Quy chế" in silent.text
    assert "Hạn: " in silent.text
    assert "Đồng chí đã cho ý kiến lúc " in spoken.text
    case.world.move(days=6)
    assert all("trang chỉ còn để" in letter.text for letter in story.letters("link_reissued"))


def test_officers_are_written_to_until_their_part_is_done(story: Story, case: Consulting):
    case.say(0, {2: SAID})
    assert set(story.composed("opinion_plan_awaits_signature")) == {None}
    case.closed()
    kept = answered(story, case)
    assert {letter.to_name for letter in kept["opinion_closed"]} == {"Trần Văn Bình", "Phạm Văn Quản"}
    assert [letter.to_name for letter in kept["opinion_union_asked"]] == ["Hoàng Thị Đoàn"]
    assert [letter.to_name for letter in kept["opinion_decision_asked"]] == ["Phạm Văn Quản"]
    assert [letter.to_name for letter in kept["opinion_decision_awaits_filing"]] == ["Lê Thị Thư"]
    assert links.page(f"/procedures/{case.number}/papers/decision") in kept["opinion_decision_awaits_filing"][0].text
    for kind, page in (
        ("opinion_closed", f"/hr/procedures/{case.number}/table\n"),
        ("opinion_union_asked", f"/procedures/{case.number}/union-remark\n"),
        ("opinion_decision_asked", f"/procedures/{case.number}/decision\n"),
    ):
        assert links.page(page) in kept[kind][0].text
    for kind in kept:
        if kind != "opinion_disclosed":
            assert set(story.composed(kind)) == {None}, kind


def test_the_table_goes_to_everyone_who_was_asked_and_names_nobody(story: Story, case: Consulting):
    case.say(0, {2: SAID})
    case.say(1)
    case.closed()
    disclosed = answered(story, case)["opinion_disclosed"]
    people = case.world.entries(case.number)
    assert [letter.to_name for letter in disclosed] == [person.full_name for person in people]
    words = disclosed[0].text
    assert "2/8 (25,0 %) người được hỏi đã trả lời: 01 người đồng ý với toàn bộ, 01 người có ý kiến." in words
    assert "Văn bản đã được ban hành, số 12/QĐ-SNgV ngày " in words
    for letter, person in zip(disclosed, people, strict=True):
        others = [other.full_name for other in people if other.full_name != person.full_name]
        assert not any(name in letter.text for name in [*others, SAID])


def test_a_draft_that_is_not_issued_is_disclosed_with_its_reason_on_the_page(story: Story, case: Consulting):
    case.closed()
    responding.settle(case.world.hr, case.number)
    asking.note_table(case.number)
    responding.remark(case.union, case.number, "Nhất trí.")
    asking.note_union(case.number)
    responding.decide(case.world.manager, case.number, Decision.NOT_ISSUED, "Chờ quy định mới.")
    for step in (asking.note_decision, asking.note_issue, asking.disclose):
        step(case.number)
    letter = story.letters("opinion_disclosed")[0]
    assert "Dự thảo không được ban hành; lý do ghi ở trang." in letter.text
    assert "Không có ý kiến nào phải giải trình." in letter.text


def test_an_annulled_consultation_writes_to_nobody_and_a_closed_account_gets_nothing(story: Story, case: Consulting):
    drafting.send_preview(case.world.hr, case.number)
    asking.remind(case.number, 1)
    case.say(0)
    case.closed()
    kinds = ("opinion_asked", "opinion_reminder", "opinion_recorded", "opinion_preview", "opinion_closed")
    change(Account, case.world.hr.account_id, closed_at=case.world.now())
    assert story.composed("opinion_preview") == [None]
    assert [letter.to_name for letter in story.composed("opinion_closed") if letter] == ["Phạm Văn Quản"]
    change(Procedure, case.number, state=ProcedureState.ANNULLED)
    for kind in kinds:
        assert set(story.composed(kind)) == {None}, kind


def change(table: type, key: int | None, **changed: object) -> None:
    rewrite(table, key or 0, **changed)


def test_a_draft_without_a_deadline_can_be_tried(story: Story):
    bare = drafting.draft(story.world.hr, "Về công tác năm 2027")
    drafting.send_preview(story.world.hr, bare)
    (letter,) = story.letters("opinion_preview")
    assert letter.subject == "[Gửi thử] Xin ý kiến: Về công tác năm 2027"
    assert "về dự thảo về công tác năm 2027 trước khi quyết định" in letter.text
    assert "Hạn: chưa đặt." in letter.text
    assert "Cán bộ tổ chức và lãnh đạo cơ quan xem được ai nói gì." in letter.text


def all_of(story: Story, case: Consulting) -> list[Letter]:
    drafting.send_preview(case.world.hr, case.number)
    asking.remind(case.number, 1)
    case.say(0, {2: SAID})
    first = ("opinion_preview", "opinion_asked", "opinion_reminder", "opinion_recorded")
    letters = [letter for kind in first for letter in story.composed(kind) if letter]
    case.closed()
    return letters + [letter for kind in answered(story, case).values() for letter in kind]


def test_hostile_words_stay_words_in_every_letter(story: Story, case: Consulting):
    for person in case.world.entries(case.number):
        rewrite(RollEntry, person.id or 0, full_name=HOSTILE, unit_name=HOSTILE)
    rewrite(Procedure, case.number, subject=HOSTILE)
    rewrite(Consultation, case.number, invitation=f"{HOSTILE}\n\n{{{{ 7 * 7 }}}}", purpose=HOSTILE)
    rewrite(Agency, 1, name=HOSTILE, contact=HOSTILE, office=HOSTILE, head_title=HOSTILE)
    for letter in all_of(story, case):
        assert not any(tag in letter.html for tag in ("<b>", "<script", "alert(1)</"))
        assert f"“{CLEANED}”" in letter.text
        assert f"“{CLEANED}”" in as_read(letter.html)
        assert not any(mark in letter.text + letter.html for mark in "\r\u202e\u200b")
        assert b"\nBcc:" not in mime.build(letter, SENT_AT)


def test_every_letter_stays_small_when_every_field_is_full(story: Story, case: Consulting):
    long = LONG * 12
    for person in case.world.entries(case.number):
        rewrite(RollEntry, person.id or 0, full_name=long[:200], unit_name=long[:200])
    rewrite(Procedure, case.number, subject=long[:500])
    rewrite(Consultation, case.number, invitation=long[:1000])
    rewrite(Agency, 1, name=long[:200], contact=long[:300], office=long[:200], head_title=long[:100])
    letters = all_of(story, case)
    assert max(len(mime.build(letter, SENT_AT)) for letter in letters) < mime.SMALL
    assert max(len(letter.subject) for letter in letters) <= SUBJECT_LETTERS


def test_later_letters_follow_the_invitation(story: Story, case: Consulting):
    asking.remind(case.number, 1)
    invited = {letter.to_name: letter.message_id for letter in story.letters("opinion_asked")}
    assert [letter.references for letter in story.letters("opinion_reminder")] == list(invited.values())
    drafting.send_preview(case.world.hr, case.number)
    case.closed()
    (closed, _manager) = story.letters("opinion_closed")
    assert closed.references is None


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Dự thảo Nội quy cơ quan", "dự thảo Nội quy cơ quan"),
        ("QUY CHẾ chi tiêu nội bộ", "dự thảo QUY CHẾ chi tiêu nội bộ"),
        ("Về khoán công tác phí", "dự thảo về khoán công tác phí"),
        ("Khoán công tác phí", "dự thảo “Khoán công tác phí”"),
    ],
)
def test_a_letter_calls_a_draft_a_draft_however_hr_typed_its_subject(
    story: Story, case: Consulting, typed: str, said: str
):
    rewrite(Procedure, case.number, subject=typed)
    assert f"Sở Ngoại vụ về {said} trước khi quyết định." in story.letters("opinion_asked")[0].text
