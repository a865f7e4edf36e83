"""Letters about items go to whoever they concern, and not once they are no longer wanted."""

from datetime import timedelta

import pytest

from models import Judgement, ReportKind, StaffMember
from models.store import database
from notifications import links
from procedures.resolution.items import checking, following, reporting
from tests.carrying_out import CarryingOut
from tests.letters.story import Story
from tests.two_people import done, since, strong


@pytest.fixture
def case(story: Story) -> CarryingOut:
    return CarryingOut(story.world).begun()


def test_an_owner_reads_the_item_its_last_day_and_the_own_link(story: Story, case: CarryingOut) -> None:
    letter = story.letters("item_entrusted")[1]
    item = case.item(2)
    for body in (letter.text, letter.html):
        assert item.row.text in body
        assert "Xuất xứ: Điều 2." in body
        assert links.page(f"/p/{case.token(1)}") in body
    assert letter.to_address == item.owner.email


def test_nobody_is_reminded_of_what_is_reported_done_changed_or_reminded_of_again(
    story: Story, case: CarryingOut
) -> None:
    case.world.move(days=25)
    for occurrence in (1001, 2001, 3001):
        following.urge(case.number, occurrence)
    assert len(story.letters("item_reminder")) == 3
    case.report(1)
    case.accept(2)
    union = strong(case.union)
    since(timedelta(days=8))
    done(case.world.hr, union, "change_item", case.number, item=3, owner_id=5, due_on="")
    assert story.composed("item_reminder") == [None] * 3
    assert story.composed("item_entrusted")[2] is None


def test_a_reminder_says_how_the_day_stands(story: Story, case: CarryingOut) -> None:
    case.world.move(days=25)
    following.urge(case.number, 1001)
    assert "Sắp đến hạn hoàn thành." in story.letters("item_reminder")[0].text
    case.world.move(days=5)
    assert "Hôm nay là ngày hết hạn." in story.letters("item_reminder")[0].text
    case.world.move(days=1)
    assert "Việc đã quá hạn." in story.letters("item_reminder")[0].text


def test_a_completion_that_was_judged_is_asked_of_nobody(story: Story, case: CarryingOut) -> None:
    report = case.report(1)
    assert {letter.to_name for letter in story.letters("item_completion_reported")} == {
        "Trần Văn Bình",
        "Phạm Văn Quản",
    }
    reporting.judge(case.world.hr, case.number, report, Judgement.ACCEPTED)
    assert set(story.composed("item_completion_reported")) == {None}


def test_the_owner_reads_why_a_report_came_back(story: Story, case: CarryingOut) -> None:
    reporting.judge(case.world.hr, case.number, case.report(1), Judgement.RETURNED, "Thiếu biên bản nghiệm thu.")
    (letter,) = story.letters("item_judged")
    assert letter.subject.startswith("Trả lại báo cáo hoàn thành: ")
    assert "Lý do: Thiếu biên bản nghiệm thu." in letter.text


def test_the_notice_of_a_report_goes_even_when_all_is_over(story: Story, case: CarryingOut) -> None:
    case.report(1, ReportKind.PROGRESS)
    following.end(case.number)
    assert "báo cáo tiến độ" in story.letters("item_report_recorded")[0].text
    assert set(story.composed("item_entrusted")) == {None}


def test_a_check_is_asked_of_those_who_still_have_their_part(story: Story, case: CarryingOut) -> None:
    case.asked()
    assert len(story.letters("items_check_asked")) == 3
    case.assess()
    checking.conclude(case.world.manager, case.number, 1)
    names = [letter.to_name for letter in story.composed("items_check_asked") if letter]
    assert names == ["Đỗ Thị Dương"] * 2
    checking.agree(case.union, case.number, 1, "Nhất trí.")
    assert set(story.composed("items_check_asked")) == {None}


def test_everyone_reads_how_many_are_done_and_overdue(story: Story, case: CarryingOut) -> None:
    case.accept(1)
    case.world.move(days=91)
    case.told()
    for letter in story.letters("items_checked"):
        assert "Đã xong 01 trên 03 việc, quá hạn 01 việc." in letter.text


def test_whoever_has_left_is_told_nothing_more(story: Story, case: CarryingOut) -> None:
    with database.transaction() as session:
        member = session.get_one(StaffMember, 8)
        member.left_on = case.today()
        session.add(member)
    case.told()
    assert len(case.world.letters("items_checked")) == 7


def test_the_clerk_is_asked_to_file_the_end_and_the_others_to_read_it(story: Story, case: CarryingOut) -> None:
    following.end(case.number)
    clerk = story.letter_to("items_ended", "Lê Thị Thư")
    assert links.page(f"/procedures/{case.number}/papers/items_outcome") in clerk.text
    assert len(story.letters("items_ended")) == 4
    case.file("items_outcome", 30)
    assert set(story.composed("items_ended")) == {None}
