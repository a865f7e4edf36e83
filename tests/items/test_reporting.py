"""An owner reports by the personal link or on paper; head or HR accepts it, or returns it with the reason."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from models import Account, ItemState, Judgement, ReportKind, StaffMember
from models.store import database
from procedures import filing
from procedures.refusal import Refusal
from procedures.resolution.items import reporting
from tests.carrying_out import CarryingOut
from tests.items.test_drafting import refused
from tests.world import SCAN, World

PROGRESS, COMPLETION = ReportKind.PROGRESS, ReportKind.COMPLETION


@pytest.fixture
def case(world: World) -> CarryingOut:
    return CarryingOut(world).begun()


def test_progress_is_kept_and_answered_to_nobody_but_the_owner(case: CarryingOut) -> None:
    case.report(1, PROGRESS, "Đã chọn \n\n nhà thầu ")
    [row] = case.reports()
    assert (row.said, row.kind, row.judgement) == ("Đã chọn\n\nnhà thầu", PROGRESS, None)
    assert case.item(1).state is ItemState.DOING
    assert [letter.roll_entry_id for letter in case.world.letters("item_report_recorded")] == [1]
    assert not case.world.letters("item_completion_reported")


def test_a_completion_asks_hr_and_the_head_and_once_accepted_the_item_is_done(case: CarryingOut) -> None:
    report = case.report(1)
    assert case.item(1).state is ItemState.AWAITING
    assert len(case.world.letters("item_completion_reported")) == 2
    reporting.judge(case.world.hr, case.number, report, Judgement.ACCEPTED)
    reporting.judge(case.world.manager, case.number, report, Judgement.ACCEPTED)
    assert case.item(1).state is ItemState.DONE
    assert case.item(1).row.done_on == case.today()
    assert len(case.world.letters("item_judged")) == 1


def test_a_returned_one_says_why_and_the_owner_may_report_again(case: CarryingOut) -> None:
    report = case.report(1)
    assert (
        refused(reporting.judge, case.world.hr, case.number, report, Judgement.RETURNED, " ") == "return_reason_missing"
    )
    reporting.judge(case.world.hr, case.number, report, Judgement.RETURNED, "Chưa có biên bản nghiệm thu.")
    assert case.item(1).state is ItemState.DOING
    assert refused(reporting.judge, case.world.hr, case.number, report, Judgement.ACCEPTED) == "judged_already"
    again = case.report(1, said="Đã có biên bản nghiệm thu.")
    reporting.judge(case.world.manager, case.number, again, Judgement.ACCEPTED)
    assert case.item(1).state is ItemState.DONE


def test_the_same_report_again_is_the_first_one(case: CarryingOut) -> None:
    token = case.token(0)
    with ThreadPoolExecutor(6) as presses:
        numbers = set(presses.map(lambda _: reporting.report(token, 1, COMPLETION, "Xong.", SCAN), range(12)))
    assert len(numbers) == len(case.reports()) == len(case.world.letters("item_report_recorded")) == 1
    assert refused(reporting.report, token, 1, COMPLETION, "Khác.", SCAN) == "report_awaits"


@pytest.mark.parametrize(
    ("kind", "said", "scan", "key"),
    [
        ("", "Xong.", None, "report_kind_missing"),
        ("done", "Xong.", None, "report_kind_missing"),
        ("completion", "  \n ", None, "report_empty"),
        ("progress", "", None, "report_empty"),
        ("completion", "x" * 3001, None, "report_too_long"),
        ("completion", "Xong.", filing.Upload("a.exe", b"MZ"), "scan_unknown_type"),
        ("completion", "Xong.", filing.Upload("a.pdf", b""), "scan_missing"),
    ],
)
def test_what_is_no_report_is_refused_in_words(
    case: CarryingOut, kind: str, said: str, scan: filing.Upload | None, key: str
) -> None:
    assert refused(reporting.report, case.token(0), 1, kind, said, scan) == key
    assert not case.reports()


def test_a_file_alone_is_evidence_enough(case: CarryingOut) -> None:
    reporting.report(case.token(0), 1, COMPLETION, "", SCAN)
    assert case.reports()[0].scan_id


def test_nobody_reports_what_another_carries_out(case: CarryingOut) -> None:
    assert refused(reporting.report, case.token(1), 1, COMPLETION, "Xong.") == "not_your_item"
    assert refused(reporting.report, case.token(0), 9, COMPLETION, "Xong.") == "item_of_nothing"
    assert refused(reporting.report, "1-" + "0" * 32, 1, COMPLETION, "Xong.") == "link_unknown"


def test_nothing_is_reported_before_the_circulation_is_over(world: World) -> None:
    early = CarryingOut(world).circulated()
    assert refused(early.report, 1) == "items_not_begun"


def test_what_is_done_is_reported_no_more(case: CarryingOut) -> None:
    case.accept(1)
    assert refused(reporting.report, case.token(0), 1, PROGRESS, "Thêm.") == "item_done"


def test_nobody_accepts_their_own(case: CarryingOut) -> None:
    report = case.report(1)
    with database.transaction() as session:
        account = session.get_one(Account, case.world.manager.account_id)
        account.staff_member_id = 1
        session.add(account)
    assert refused(reporting.judge, case.world.manager, case.number, report, Judgement.ACCEPTED) == "judges_own_item"
    reporting.judge(case.world.hr, case.number, report, Judgement.ACCEPTED)


def test_only_hr_and_the_head_judge_and_only_a_completion(case: CarryingOut) -> None:
    report = case.report(1, PROGRESS)
    assert refused(reporting.judge, case.world.clerk, case.number, report, Judgement.ACCEPTED) == "needs_role"
    assert refused(reporting.judge, case.world.hr, case.number, report, Judgement.ACCEPTED) == "report_of_nothing"
    assert refused(reporting.judge, case.world.hr, case.number, 999, Judgement.ACCEPTED) == "report_of_nothing"


def test_a_report_on_paper_needs_its_scan_and_an_owner_who_is_still_there(case: CarryingOut) -> None:
    number = (case.world.hr, case.number, 1, "completion", "Xong.")
    assert refused(reporting.enter_report, *number, filing.Upload("", b"")) == "scan_missing"
    reporting.enter_report(*number, SCAN)
    assert case.reports()[0].entered_by == case.world.hr.account_id
    with database.transaction() as session:
        member = session.get_one(StaffMember, 2)
        member.left_on = case.today()
        session.add(member)
    gone = (case.world.hr, case.number, 2, "completion", "Xong.", SCAN)
    assert refused(reporting.enter_report, *gone) == "item_owner_gone"


def test_an_item_is_overdue_the_day_after_its_last_day_unless_it_was_reported_in_time(case: CarryingOut) -> None:
    case.world.move(days=30)
    assert case.item(1).state is ItemState.DOING
    case.report(1)
    case.world.move(days=60)
    assert [item.state for item in case.items()] == [ItemState.AWAITING, ItemState.DOING, ItemState.DOING]
    case.world.move(days=1)
    assert case.item(2).state is ItemState.OVERDUE
    report = case.report(2)
    reporting.judge(case.world.hr, case.number, report, Judgement.ACCEPTED)
    assert case.item(2).is_late
    assert not case.item(3).is_late


def test_a_refusal_has_its_own_sentence(case: CarryingOut) -> None:
    with pytest.raises(Refusal) as no:
        reporting.report(case.token(1), 1, COMPLETION, "Xong.")
    assert "việc của mình" in no.value.sentence
