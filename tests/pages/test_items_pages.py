"""Pages of a resolution's items: written by HR, reported by link, judged, checked, seen on desks and dashboards."""

from datetime import timedelta

import pytest

from models import Judgement, Procedure, StaffMember
from models.store import database
from procedures.access.actor import Actor
from procedures.overview.portfolio import Asked, portfolio
from procedures.resolution.items import checking, reporting
from procedures.tasks import tasks_of
from tests.carrying_out import CarryingOut
from tests.pages.conftest import As
from tests.two_people import since
from tests.web.browser import Browser, Forms, words_of
from tests.web.rows import rows
from tests.world import SCAN, World
from web.app import create_app


@pytest.fixture
def draft(small_world: World) -> CarryingOut:
    with database.transaction() as session:
        member = session.get_one(StaffMember, 1)
        member.email = "nguoi0@example.gov.vn"
        session.add(member)
    return CarryingOut(small_world)


@pytest.fixture
def case(draft: CarryingOut) -> CarryingOut:
    return draft.begun()


@pytest.fixture
def owner(small_world: World) -> Browser:
    return Browser(create_app())


def keys(case: CarryingOut, actor: Actor) -> list[str]:
    with database.reading() as session:
        return [task.key for task in tasks_of(session, actor) if task.procedure_id == case.number]


class TestDraft:
    def test_an_item_is_added_changed_and_taken_out(self, draft: CarryingOut, hr: Browser) -> None:
        page = f"/hr/procedures/{draft.number}/items"
        assert "Việc 3." in words_of(hr.open(page))
        typed = {"text": "Mua bàn ghế", "source": "answer", "place": "", "owner": "4", "due_on": "05/3/2027"}
        assert hr.submit(page, typed).status_code == 303
        assert "Mua bàn ghế" in words_of(hr.open(f"{page}?item=4"))
        assert hr.submit(page, {**typed, "item": "4", "text": "Mua ghế"}).status_code == 303
        assert [row.text for row in draft.rows()][3] == "Mua ghế"
        hr.open(page)
        assert hr.submit(f"{page}/{draft.rows()[3].id}/remove").status_code == 303
        assert len(draft.rows()) == 3

    @pytest.mark.parametrize(
        ("wrong", "control"),
        [({"text": ""}, "text"), ({"source": ""}, "source"), ({"owner": ""}, "owner"), ({"due_on": "mai"}, "due_on")],
    )
    def test_what_is_wrong_stands_at_its_control_and_what_was_typed_comes_back(
        self, draft: CarryingOut, hr: Browser, wrong: dict[str, str], control: str
    ) -> None:
        page = f"/hr/procedures/{draft.number}/items"
        hr.open(page)
        typed = {"text": "Mua ghế", "source": "answer", "place": "Phòng A", "owner": "4", "due_on": "05/3/2027"}
        answered = hr.submit(page, {**typed, **wrong})
        assert answered.status_code == 422
        assert f'id="e-{control}"' in answered.text
        assert "Phòng A" in answered.text

    def test_the_last_step_says_what_will_happen_with_them(self, draft: CarryingOut, hr: Browser) -> None:
        words = words_of(hr.open(f"/hr/procedures/{draft.number}/open"))
        assert "3 việc phải làm được giao" in words
        assert "06 tháng một lần" in words

    def test_a_consultation_has_no_items(self, small_world: World, hr: Browser) -> None:
        from procedures.opinion import drafting

        number = drafting.draft(small_world.hr, "dự thảo Quy chế")
        assert hr.get(f"/hr/procedures/{number}/items").headers["location"].endswith("/text")


class TestOwner:
    def test_everyone_reads_the_items_and_the_owner_alone_is_asked(self, case: CarryingOut, owner: Browser) -> None:
        mine, others = (words_of(owner.open(f"/p/{case.token(person)}")) for person in (0, 4))
        for words in (mine, others):
            assert "Việc phải làm (3)" in words
            assert "Người phụ trách: Nguyễn Thị Số 1, Phòng Lãnh sự." in words
        assert "Việc đồng chí phụ trách" in mine
        assert "Việc đồng chí phụ trách" not in others
        assert owner.get(f"/p/{case.token(4)}/items/1").status_code == 404

    def test_choosing_reviewing_and_sending_leaves_one_report_with_its_file(
        self, case: CarryingOut, owner: Browser
    ) -> None:
        page = f"/p/{case.token(0)}/items/1"
        assert "checked" not in owner.open(page)
        before = rows()
        reviewed = owner.submit(f"{page}/review", {"kind": "completion", "said": "Đã xong.\nCó biên bản."})
        assert "Gửi báo cáo" in reviewed.text
        assert rows() == before
        fields = Forms(reviewed.text).forms[0]["fields"]
        sent = owner.submit(f"{page}/report", fields, files={"scan": ("bb.pdf", SCAN.content)})
        assert sent.headers["location"] == page
        [report] = case.reports()
        assert (report.said, report.scan_id is not None) == ("Đã xong.\nCó biên bản.", True)
        assert "Đang chờ công nhận" in words_of(owner.open(page))
        assert "<form" not in owner.last

    def test_without_a_choice_words_or_a_file_nothing_is_kept(self, case: CarryingOut, owner: Browser) -> None:
        page = f"/p/{case.token(0)}/items/1"
        owner.open(page)
        before = rows()
        assert owner.submit(f"{page}/review", {"said": "Xong."}).status_code == 422
        assert "Xong." in owner.last
        assert owner.submit(f"{page}/report", {"kind": "completion", "said": ""}).status_code == 422
        wrong = owner.submit(f"{page}/report", {"kind": "completion"}, files={"scan": ("a.exe", b"MZ")})
        assert wrong.status_code == 422
        assert "phải là PDF, JPEG hoặc PNG" in words_of(wrong.text)
        back = owner.submit(f"{page}/report", {"kind": "progress", "said": "Một nửa", "then": "edit"})
        assert "Một nửa" in back.text
        assert rows() == before

    def test_a_robot_that_looks_or_presses_the_first_button_changes_nothing(
        self, case: CarryingOut, owner: Browser
    ) -> None:
        before = rows()
        page = f"/p/{case.token(0)}/items/1"
        assert owner.head(page).status_code == 200
        for form in Forms(owner.open(page)).forms:
            assert owner.submit(form["action"], form["fields"]).status_code == 422
        for path in (f"{page}/review", f"{page}/report"):
            assert owner.get(path).status_code == 405
        assert rows() == before

    def test_before_the_circulation_is_over_the_items_are_read_and_not_reported(
        self, draft: CarryingOut, owner: Browser
    ) -> None:
        draft.circulated()
        assert "Việc phải làm (3)" in words_of(owner.open(f"/p/{draft.token(0)}"))
        assert "Việc đồng chí phụ trách" not in words_of(owner.last)
        assert owner.get(f"/p/{draft.token(0)}/items/1").status_code == 404

    def test_what_a_check_found_is_read_by_everyone_behind_the_own_link(
        self, case: CarryingOut, owner: Browser
    ) -> None:
        case.told()
        words = words_of(owner.open(f"/p/{case.token(6)}"))
        assert "Kết quả kiểm tra lần 1" in words
        assert "Đánh giá việc 2." in words
        assert "Ý kiến của Công đoàn: Nhất trí với kết quả kiểm tra." in words


class TestJudging:
    def test_the_head_reads_the_evidence_and_returns_it_with_a_reason(
        self, case: CarryingOut, manager: Browser
    ) -> None:
        number = reporting.report(case.token(0), 1, "completion", "Đã xong.", SCAN)
        page = f"/procedures/{case.number}/items/1"
        assert "Đã xong." in words_of(manager.open(page))
        assert manager.get(f"{page}/reports/{number}").content == SCAN.content
        assert manager.get(f"/procedures/{case.number}/items/2/reports/{number}").status_code == 404
        before = rows()
        for typed in ({}, {"judgement": "returned"}):
            assert manager.submit(f"{page}/judge", {"report": str(number), **typed}).status_code == 422
        assert rows() == before
        typed = {"report": str(number), "judgement": "returned", "reason": "Thiếu ảnh"}
        assert manager.submit(f"{page}/judge", typed).headers["location"] == page
        assert "Trả lại" in words_of(manager.open(page))

    def test_hr_enters_a_report_on_paper(self, case: CarryingOut, hr: Browser) -> None:
        page = f"/procedures/{case.number}/items/2"
        hr.open(page)
        assert hr.submit(f"{page}/paper", {"kind": "completion", "said": "Xong"}).status_code == 422
        files = {"scan": ("bc.pdf", SCAN.content)}
        assert hr.submit(f"{page}/paper", {"kind": "completion", "said": "Xong"}, files=files).status_code == 303
        assert "nhập từ báo cáo giấy" in words_of(hr.open(page))

    def test_the_clerk_and_the_inspector_look_and_have_no_button(
        self, case: CarryingOut, clerk: Browser, inspector: Browser
    ) -> None:
        case.report(1)
        for browser in (clerk, inspector):
            assert "Ghi kết quả" not in browser.open(f"/procedures/{case.number}/items/1")

    def test_an_item_that_is_not_there_is_said_so(self, case: CarryingOut, hr: Browser) -> None:
        assert hr.get(f"/procedures/{case.number}/items/9").status_code == 409


class TestChecking:
    def test_hr_assesses_the_head_concludes_the_union_agrees(
        self, case: CarryingOut, hr: Browser, manager: Browser, as_: As
    ) -> None:
        case.asked()
        page, union = f"/procedures/{case.number}/checks/1", as_(case.union)
        hr.open(page)
        assert "Chốt kết quả" not in hr.last
        hr.submit(page, {"item_1": "Đạt", "item_2": "Chậm", "conclusion": "Khá"})
        manager.open(page)
        assert manager.submit(f"{page}/conclude").status_code == 422
        assert "Chưa đánh giá việc số 3" in words_of(manager.last)
        assert manager.submit(page, {"item_1": "Đạt", "item_2": "Chậm", "item_3": "Mới làm"}).status_code == 303
        assert "Ghi ý kiến Công đoàn" not in union.open(page)
        manager.open(page)
        assert manager.submit(f"{page}/conclude").headers["location"] == page
        union.open(page)
        assert union.submit(f"{page}/agree", {}).status_code == 422
        assert union.submit(f"{page}/agree", {"choice": "comment"}).status_code == 422
        assert union.submit(f"{page}/agree", {"choice": "agree"}).status_code == 303
        assert "Nhất trí với kết quả kiểm tra." in words_of(hr.open(page))

    def test_a_check_that_was_not_asked_for_is_not_there(self, case: CarryingOut, hr: Browser) -> None:
        assert hr.get(f"/procedures/{case.number}/checks/1").status_code == 409


class TestDesks:
    def test_each_finds_the_own_part_among_the_tasks(self, case: CarryingOut) -> None:
        world = case.world
        owner = Actor("Nguyễn Thị Số 0", "nguoi0@example.gov.vn", staff_member_id=1)
        assert keys(case, owner) == ["item"]
        report = case.report(1)
        assert keys(case, owner) == []
        assert "item_report" in keys(case, world.hr)
        assert "item_report" in keys(case, world.manager)
        reporting.judge(world.hr, case.number, report, Judgement.ACCEPTED)
        assert keys(case, owner) == []
        world.move(days=91)
        case.asked()
        for actor in (world.hr, world.manager):
            assert {"items_overdue", "check"} <= set(keys(case, actor))
        assert keys(case, case.union) == []
        case.assess()
        checking.conclude(world.manager, case.number, 1)
        assert keys(case, case.union) == ["check_union"]
        assert "check" not in keys(case, world.hr)

    def test_the_tasks_lead_to_pages_that_are_there(self, case: CarryingOut, hr: Browser, manager: Browser) -> None:
        case.report(1)
        case.world.move(days=91)
        case.asked()
        for browser in (hr, manager):
            words = words_of(browser.open("/"))
            assert "báo đã xong việc số 1, chờ công nhận" in words
            assert "01 việc quá hạn" in words
            assert "kiểm tra lần 1" in words
        assert "01 việc quá hạn" in words_of(hr.open("/hr"))

    def test_an_overdue_resolution_stands_first_and_says_how_many_are_done(
        self, case: CarryingOut, manager: Browser
    ) -> None:
        case.accept(1)
        case.world.move(days=91)
        with database.transaction() as session:
            session.get_one(Procedure, case.number).waiting_for = "items"
        with database.reading() as session:
            [line] = portfolio(session, case.world.manager, Asked()).running
        assert line.place.is_late
        words = words_of(manager.open("/procedures"))
        assert "1/3 việc đã xong quá " in words

    def test_the_page_of_the_procedure_has_them_all_overdue_first(self, case: CarryingOut, manager: Browser) -> None:
        case.accept(1)
        case.world.move(days=91)
        words = words_of(manager.open(f"/procedures/{case.number}"))
        assert "Việc phải làm (1/3 đã xong)" in words
        assert words.index("Việc 2.") < words.index("Việc 3.") < words.index("Việc 1.")
        assert "Người đứng đầu, Công đoàn kiểm tra lần 1" in words
        assert "1 việc quá hạn" in words

    def test_an_owner_who_left_is_named_to_hr(self, case: CarryingOut) -> None:
        with database.transaction() as session:
            member = session.get_one(StaffMember, 2)
            member.left_on = case.today()
            session.add(member)
        assert "item_without_owner" in keys(case, case.world.hr)

    def test_a_unit_head_is_told_of_the_own_unit_alone(self, case: CarryingOut, as_: As) -> None:
        head = Actor("Trưởng phòng", "nguoi1@example.gov.vn", staff_member_id=2)
        assert "Việc phải làm" not in words_of(as_(head).open(f"/procedures/{case.number}"))


def test_an_item_is_asked_for_by_its_form_and_reviewed(case: CarryingOut, hr: Browser) -> None:
    since(timedelta(days=8))
    base = f"/procedures/{case.number}/corrections"
    assert "Thêm việc phải làm" in words_of(hr.open(base))
    typed = {"text": "Sửa nhà xe", "source": "answer", "owner": "5", "due_on": "05/3/2027", "reason": "Đã giải đáp"}
    hr.open(f"{base}/add_item")
    assert hr.submit(f"{base}/add_item/review", {**typed, "owner": ""}).status_code == 422
    reviewed = hr.submit(f"{base}/add_item/review", typed)
    assert "Việc số 4: Sửa nhà xe" in words_of(reviewed.text)
    assert hr.submit(f"{base}/add_item", typed).status_code == 303
    change = {"item": "2", "owner": "6", "due_on": "", "reason": "Chuyển công tác"}
    hr.open(f"{base}/change_item?item=2")
    reviewed = hr.submit(f"{base}/change_item/review", change)
    assert "người phụ trách đổi từ Nguyễn Thị Số 1 sang Nguyễn Thị Số 5" in words_of(reviewed.text)
    assert hr.submit(f"{base}/change_item", change).status_code == 303
