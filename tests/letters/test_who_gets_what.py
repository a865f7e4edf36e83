"""Letters are composed from what stands when they are sent: some are no longer wanted, others say something new."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from models import Account, Procedure, ProcedureState, RoleHolding, RollEntry, Round, SignInRequest, StaffMember
from models.store import database
from notifications import links
from notifications.compose.case import case_of
from notifications.compose.sign_in import CODE_LASTS
from procedures import filing
from procedures.access import sign_in
from procedures.resolution import answering, circulation, drafting
from procedures.rounds import answers, owners
from tests.letters.story import Story
from tests.world import SCAN

TO_PEOPLE = ("resolution_circulated", "resolution_reminder")


def change(table: type, key: int | None, **changed: object) -> None:
    with database.transaction() as session:
        row = session.get_one(table, key)
        row.sqlmodel_update(changed)
        session.add(row)


def test_an_invitation_carries_its_own_persons_link_and_code(story: Story):
    letters = story.circulated().letters("resolution_circulated")
    people = story.world.entries(story.number)
    assert [letter.to_address for letter in letters] == [person.email for person in people]
    for letter, person in zip(letters, people, strict=True):
        for body in (letter.text, letter.html):
            assert links.page(f"/p/{story.world.token(person)}") in body
            assert links.typed_code(person.id or 0, 1) in body
    assert len({letter.text for letter in letters}) == len(people)


def test_whoever_has_answered_is_neither_invited_nor_reminded(story: Story):
    story.circulated().reminded()
    story.world.acknowledge(story.number, 1)
    for kind in TO_PEOPLE:
        first, *rest = story.composed(kind)
        assert first is None
        assert None not in rest


def test_whoever_signed_on_paper_is_not_reminded(story: Story):
    story.circulated().reminded()
    person = story.world.entries(story.number)[0]
    answering.enter_paper_list(story.world.hr, story.number, [person.id or 0], SCAN)
    assert story.composed("resolution_reminder")[0] is None


@pytest.mark.parametrize("kind", TO_PEOPLE)
def test_nobody_is_asked_once_the_deadline_has_come_though_the_flow_has_not_closed_the_round(story: Story, kind: str):
    story.circulated().reminded()
    closes_at = story.world.now() + timedelta(hours=1)
    change(Round, 1, closes_at=closes_at)
    assert None not in story.composed(kind)
    story.world.move(hours=1)
    assert set(story.composed(kind)) == {None}


def test_the_instant_of_the_deadline_is_too_late(story: Story):
    with database.reading() as session:
        case = case_of(session, story.number)
    closes_at = case.round.closes_at
    assert closes_at is not None
    assert replace(case, now=closes_at).is_over
    assert not replace(case, now=closes_at - timedelta(microseconds=1)).is_over


@pytest.mark.parametrize("kind", TO_PEOPLE)
def test_nobody_is_asked_once_the_round_is_closed_early(story: Story, kind: str):
    story.circulated().reminded()
    change(Round, 1, closed_at=story.world.now())
    assert set(story.composed(kind)) == {None}


def test_a_later_reminder_takes_the_place_of_one_that_could_not_go(story: Story):
    story.circulated().reminded()
    circulation.remind(story.number, 2)
    earlier, later = story.composed("resolution_reminder")[:8], story.composed("resolution_reminder")[8:]
    assert set(earlier) == {None}
    assert "Đây là thư nhắc lần 2;" in (later[0].text if later[0] else "")


def test_nothing_goes_to_a_person_whose_address_is_gone(story: Story):
    story.circulated()
    story.world.acknowledge(story.number, 1)
    story.reminded()
    owners.reissue("nguoi0@example.gov.vn")
    for entry in story.world.entries(story.number):
        change(RollEntry, entry.id, email=None)
    for kind in (*TO_PEOPLE, "answer_recorded", "link_reissued"):
        assert set(story.composed(kind)) == {None}


def test_an_address_corrected_before_sending_is_the_one_written_to(story: Story):
    story.circulated()
    change(RollEntry, story.world.entries(story.number)[0].id, email="moi@example.gov.vn")
    assert story.letters("resolution_circulated")[0].to_address == "moi@example.gov.vn"


def test_the_notice_of_an_answer_goes_out_after_the_close_too(story: Story):
    story.circulated()
    story.world.acknowledge(story.number, 1)
    (letter,) = story.over().letters("answer_recorded")
    receipt = answers.receipt_code(1, story.world.entries(story.number)[0].id or 0)
    assert f"Mã nhận: {receipt}." in letter.text


def test_a_new_link_is_sent_only_while_it_is_the_newest(story: Story):
    story.circulated()
    person = story.world.entries(story.number)[0]
    owners.reissue(person.email or "")
    (letter,) = story.letters("link_reissued")
    assert links.token(person.id or 0, 2) in letter.text
    assert "Hạn: " in letter.text
    change(RollEntry, person.id, link_version=3)
    assert story.composed("link_reissued") == [None]


def test_a_new_link_for_one_who_has_answered_asks_for_nothing(story: Story):
    story.circulated()
    person = story.world.entries(story.number)[0]
    story.world.acknowledge(story.number, 1)
    owners.reissue(person.email or "")
    (letter,) = story.letters("link_reissued")
    assert "Đồng chí đã xác nhận lúc " in letter.text
    assert "trước" not in letter.subject
    assert "Hạn: " not in letter.text


def test_a_new_link_asked_for_in_time_and_sent_after_the_close_says_that_it_only_reads(story: Story):
    story.circulated()
    owners.reissue("nguoi0@example.gov.vn")
    (letter,) = story.over().letters("link_reissued")
    assert "trang chỉ còn để đọc" in letter.text
    assert "Đọc và xác nhận" not in letter.text


def test_the_clerk_is_not_asked_for_what_is_filed(story: Story):
    assert story.opened().letters("resolution_awaits_signature")
    story.world.sign(story.number)
    assert story.composed("resolution_awaits_signature") == [None]
    story.reported()
    assert len(story.letters("resolution_closing_paper")) == 3
    today = datetime(2026, 11, 20, tzinfo=UTC).date()
    filing.file_signed(story.world.clerk, story.number, "closing_notice", 6, "TB-SNgV", today, "Nguyễn Văn Giám", SCAN)
    assert set(story.composed("resolution_closing_paper")) == {None}


def test_the_clerk_is_asked_to_file_the_closing_paper_and_the_others_to_look(story: Story):
    story.circulated().reported()
    clerk = story.letter_to("resolution_closing_paper", "Lê Thị Thư")
    manager = story.letter_to("resolution_closing_paper", "Phạm Văn Quản")
    assert links.page(f"/procedures/{story.number}/papers/closing_notice") in clerk.text
    assert "Đề nghị đồng chí in, trình ký" in clerk.text
    assert links.page(f"/procedures/{story.number}\n") in manager.text
    assert "Đề nghị" not in manager.text


@pytest.mark.parametrize("kind", ["resolution_missing", "resolution_closing_paper", "resolution_preview"])
def test_a_closed_account_gets_nothing(story: Story, kind: str):
    story.previewed().circulated().reported()
    assert "Trần Văn Bình" in [letter.to_name for letter in story.letters(kind)]
    change(Account, story.world.hr.account_id, closed_at=story.world.now())
    assert "Trần Văn Bình" not in [letter.to_name for letter in story.composed(kind) if letter]


def test_an_account_that_lost_its_role_gets_nothing_meant_for_the_role(story: Story):
    story.circulated().reported()
    with database.transaction() as session:
        session.delete(session.get_one(RoleHolding, 3))
    assert [letter.to_name for letter in story.composed("resolution_missing") if letter] == ["Trần Văn Bình"]


def test_an_annulled_procedure_writes_to_nobody(story: Story):
    story.previewed().circulated()
    story.world.acknowledge(story.number, 1)
    story.reminded()
    owners.reissue("nguoi1@example.gov.vn")
    story.reported()
    kinds = (*TO_PEOPLE, "answer_recorded", "link_reissued", "resolution_preview", "resolution_missing")
    change(Procedure, story.number, state=ProcedureState.ANNULLED)
    for kind in (*kinds, "resolution_missing_in_unit", "resolution_closing_paper", "resolution_awaits_signature"):
        assert set(story.composed(kind)) == {None}, kind


def test_a_draft_without_deadline_or_conference_can_be_tried(story: Story):
    bare = drafting.draft(story.world.hr, "Về công tác năm 2027")
    drafting.send_preview(story.world.hr, bare)
    (letter,) = story.letters("resolution_preview")
    assert letter.subject == "[Gửi thử] Đọc và xác nhận: Nghị quyết về công tác năm 2027"
    assert "Hạn: chưa đặt." in letter.text


def test_a_sign_in_code_is_sent_while_it_can_be_used(story: Story):
    browser = sign_in.ask(story.world.hr.email, "192.0.2.1")
    (letter,) = story.letters("sign_in_code")
    (code,) = [line.strip() for line in letter.text.splitlines() if line.strip().isdigit()]
    assert code not in letter.subject
    sign_in.enter(browser, code)
    assert story.composed("sign_in_code") == [None]


def test_a_sign_in_code_that_has_run_out_is_not_sent(story: Story):
    sign_in.ask(story.world.hr.email, "192.0.2.1")
    with database.reading() as session:
        asked_at = session.get_one(SignInRequest, 1).asked_at
    change(SignInRequest, 1, asked_at=asked_at - CODE_LASTS + timedelta(seconds=30))
    assert story.letters("sign_in_code")
    change(SignInRequest, 1, asked_at=asked_at - CODE_LASTS)
    assert story.composed("sign_in_code") == [None]


def test_a_moved_clock_does_not_age_a_sign_in_code(story: Story):
    sign_in.ask(story.world.hr.email, "192.0.2.1")
    story.world.move(days=1)
    assert story.letters("sign_in_code")


def test_a_staff_member_without_account_gets_a_code_until_they_leave(story: Story):
    sign_in.ask("nguoi3@example.gov.vn", "192.0.2.1")
    assert story.letters("sign_in_code")[0].to_name == "Nguyễn Thị Số 3"
    change(StaffMember, 4, left_on=datetime(2026, 11, 1, tzinfo=UTC).date())
    assert story.composed("sign_in_code") == [None]
