"""The office side of a consultation by the forms of its pages: sheets, table, changed draft, remark, decision."""

import pytest
from sqlmodel import select

from models import Account, Answer, Consultation, Decision, MergedOpinion, Verdict
from models.store import database
from procedures.access.listed import list_person
from procedures.filing import paper_of
from procedures.opinion import asking, drafting, responding
from tests.consulting import PARAGRAPHS, Consulting
from tests.pages.conftest import As
from tests.pages.test_two_on_one_draft import seen_on
from tests.pages.test_wizard import docx
from tests.web.browser import Browser, words_of
from tests.world import SCAN, World
from web.seen import mark_of

SCANNED = {"scan": ("phieu.pdf", SCAN.content)}


@pytest.fixture
def case(small_world: World) -> Consulting:
    """Asked: eight people of whom the first has no mail."""
    made = Consulting(small_world, "democracy_rules")
    made.asked()
    return made


@pytest.fixture
def tabled(case: Consulting) -> Consulting:
    """Closed, with three opinions: two on paragraph 2, one on the whole."""
    case.say(1, {2: "Nên khoán theo cấp."})
    case.say(2, {2: "Khoán theo chức vụ.", 0: "Dự thảo dài."})
    case.say(3)
    case.closed()
    return case


def rows() -> dict[int, tuple[Verdict | None, str]]:
    with database.reading() as session:
        return {row.number: (row.verdict, row.response) for row in session.exec(select(MergedOpinion)).all()}


def typed(row: int, verdict: str = "", response: str = "", was: str | None = None) -> dict[str, str]:
    mark = mark_of("", "") if was is None else was
    return {f"was_{row}": mark, f"response_{row}": response} | ({f"verdict_{row}": verdict} if verdict else {})


def post(browser: Browser, path: str, fields: dict[str, object], status: int = 303, **more: object) -> str:
    answered = browser.submit(path, fields, **more)
    assert answered.status_code == status, words_of(answered.text)
    return words_of(answered.text) if status != 303 else answered.headers["location"]


def decided() -> Decision | None:
    with database.reading() as session:
        return session.exec(select(Consultation.decision)).one()


def settle(case: Consulting) -> None:
    case.respond_to_all()
    responding.settle(case.world.hr, case.number)
    asking.note_table(case.number)


def test_a_sheet_is_entered_with_its_scan_and_may_be_entered_again(hr: Browser, case: Consulting) -> None:
    base = f"/hr/procedures/{case.number}/sheets"
    said = words_of(hr.open(base))
    assert "Không có thư, chưa trả lời (1)" in said
    assert f"/procedures/{case.number}/papers/opinion_sheet.pdf" in hr.last
    assert hr.get(f"/procedures/{case.number}/papers/opinion_sheet.html").status_code == 200
    entry = case.world.entries(case.number)[0].id
    hr.open(f"{base}/{entry}")
    assert post(hr, f"{base}/{entry}", {"choice": "comment", "said_2": "Khoán thấp."}, files=SCANNED) == base
    assert "Đã nhập (1)" in words_of(hr.open(base))
    assert "Khoán thấp." in hr.open(f"{base}/{entry}")
    assert post(hr, f"{base}/{entry}", {"choice": "agree"}, files=SCANNED) == base
    with database.reading() as session:
        assert [answer.content for answer in session.exec(select(Answer)).all()] == [{"choice": "agree"}]


@pytest.mark.parametrize(
    ("fields", "files", "error"),
    [
        ({"said_2": "Khoán thấp."}, SCANNED, "Chưa chọn"),
        ({"choice": "comment", "said_2": "Khoán thấp."}, None, "Chưa có bản quét"),
        ({"choice": "agree", "said_2": "Khoán thấp."}, SCANNED, "vẫn ghi ý kiến"),
        ({"choice": "comment", "said_2": "Khoán thấp.", "said_3": "x" * 5001}, SCANNED, "dài quá 5000"),
    ],
)
def test_a_sheet_that_cannot_be_is_refused_and_what_was_typed_stays(
    hr: Browser, case: Consulting, fields: dict[str, object], files: object, error: str
) -> None:
    path = f"/hr/procedures/{case.number}/sheets/{case.world.entries(case.number)[0].id}"
    hr.open(path)
    assert error in post(hr, path, fields, 422, files=files)
    assert "Khoán thấp.</textarea>" in hr.last
    with database.reading() as session:
        assert not session.exec(select(Answer)).all()


def test_who_answered_by_the_link_is_not_overwritten_by_a_sheet(hr: Browser, case: Consulting) -> None:
    case.say(1)
    path = f"/hr/procedures/{case.number}/sheets/{case.world.entries(case.number)[1].id}"
    hr.open(path)
    said = post(hr, path, {"choice": "comment", "said_0": "Chưa được."}, 422, files=SCANNED)
    assert "đã trả lời qua liên kết" in said


def test_before_the_deadline_there_is_no_table_yet(hr: Browser, case: Consulting) -> None:
    assert "Bảng được lập sau khi hết hạn" in words_of(hr.open(f"/hr/procedures/{case.number}/table"))
    assert hr.get(f"/hr/procedures/{case.number}/amended").headers["location"].endswith("/table")


def test_many_rows_are_answered_in_one_save_and_what_is_wrong_stands_at_its_row(
    hr: Browser, tabled: Consulting
) -> None:
    path = f"/hr/procedures/{tabled.number}/table"
    said = words_of(hr.open(path))
    assert "Còn 3/3 ý kiến chưa trả lời" in said
    assert "Nguyễn Thị Số 2 , Phòng Hợp tác quốc tế" in said
    assert "checked" not in hr.last
    one, two, three = (row.number for row in tabled.rows())
    fields = typed(one, "accepted", "Đã rút gọn.") | typed(two, "explained") | typed(three, "", "Đang xem.")
    refused = post(hr, path, fields, 422)
    assert f"Ý kiến số {two}: Giải trình phải nêu lý do" in refused
    assert f"Ý kiến số {three}: Chọn tiếp thu hoặc giải trình" in refused
    assert "Đang xem.</textarea>" in hr.last
    assert f'id="e-response_{two}"' in hr.last
    assert f'href="#f-verdict_{three}"' in hr.last
    assert rows()[one] == (Verdict.ACCEPTED, "Đã rút gọn.")
    assert rows()[two] == rows()[three] == (None, "")
    assert post(hr, path, typed(two, "explained", "Theo nghị định.")).startswith(path)
    assert "Đã lưu 1 câu trả lời. Còn 1/3 ý kiến chưa trả lời." in words_of(hr.open(path))


def test_a_filter_left_empty_asks_for_all(hr: Browser, tabled: Consulting) -> None:
    path = f"/hr/procedures/{tabled.number}/table"
    everything = hr.open(path)
    assert hr.open(f"{path}?paragraph=&show=&q=&row=") == everything
    assert hr.get(f"{path}?paragraph=&show=&q=08:30").status_code == 200


def test_rows_that_nobody_touched_are_left_as_another_person_wrote_them(hr: Browser, tabled: Consulting) -> None:
    path = f"/hr/procedures/{tabled.number}/table"
    hr.open(path)
    responding.respond(tabled.world.manager, tabled.number, 2, Verdict.EXPLAINED, "Của lãnh đạo.")
    post(hr, path, typed(1, "accepted") | typed(2) | typed(3, "accepted"))
    assert rows()[2] == (Verdict.EXPLAINED, "Của lãnh đạo.")


def test_the_second_of_two_answers_to_a_row_hears_of_the_first_until_the_table_is_settled(
    hr: Browser, manager: Browser, tabled: Consulting
) -> None:
    path = f"/hr/procedures/{tabled.number}/table"
    seen = seen_on(hr.open(path))
    manager.open(path)
    post(manager, path, typed(1, "explained", "Trước."))
    said = post(hr, path, {**typed(1, "accepted", "Sau."), "seen": seen}, 422)
    assert "đã trả lời, gộp hoặc tách ý kiến này" in said
    assert rows()[1] == (Verdict.EXPLAINED, "Trước.")
    post(hr, path, {**typed(1, "accepted", "Sau."), "seen": seen_on(hr.last)})
    assert rows()[1] == (Verdict.ACCEPTED, "Sau.")
    manager.open(path)
    settle(tabled)
    said = post(manager, path, typed(1, "explained", "Muộn.", was="x"), 422)
    assert "Bảng đã chốt nên không sửa được nữa" in said
    assert rows()[1] == (Verdict.ACCEPTED, "")


def test_what_says_the_same_is_merged_and_parted_and_other_rows_are_kept(hr: Browser, tabled: Consulting) -> None:
    path = f"/hr/procedures/{tabled.number}/table"
    whole, one, two = (row.number for row in tabled.rows())
    hr.open(path)
    fields = typed(whole, "accepted") | typed(one) | typed(two) | {"row": [one, two], "do": "merge-2"}
    assert "Chưa ghi nội dung chung" in post(hr, path, fields, 422)
    assert hr.last.count("checked") == 3
    post(hr, path, fields | {"gist_2": "Khoán theo cấp, chức vụ."})
    assert [(row.number, row.people) for row in tabled.rows()] == [(whole, 1), (min(one, two), 2)]
    assert rows()[whole] == (Verdict.ACCEPTED, "")
    hr.open(path)
    post(hr, path, {"do": f"part-{min(one, two)}"})
    assert [row.people for row in tabled.rows()] == [1, 1, 1]
    across = typed(whole) | typed(one) | {"row": [whole, one], "do": "merge-2", "gist_2": "Chung."}
    assert "Chỉ gộp những ý kiến về cùng một đoạn" in post(hr, path, across, 422)
    assert "Chung.</textarea>" in hr.last


def test_opinions_on_different_pages_are_ticked_one_after_the_other_and_merged(hr: Browser, tabled: Consulting) -> None:
    with database.transaction() as session:
        for number in range(100, 160):
            session.add(MergedOpinion(procedure_id=tabled.number, number=number, paragraph=3, gist=f"Ý {number}."))
    path = f"/hr/procedures/{tabled.number}/table"
    hr.open(path)
    kept = post(hr, f"{path}?page=1", typed(100) | typed(101) | {"row": [100, 101], "do": "save"})
    assert "Đang chọn 2 ý kiến để gộp." in words_of(hr.open(kept))
    assert hr.last.count("checked") == 2
    unticked = post(hr, kept.replace("&amp;", "&"), typed(100) | typed(101) | {"row": [101], "do": "save"})
    second = hr.open(unticked.replace("page=1", "page=2"))
    assert "Đã chọn để gộp, ở trang khác: ý kiến số 101." in words_of(second)
    address = unticked.replace("page=1", "page=2")
    fields = typed(159) | {"row": [159], "do": "merge-3"}
    assert "Chưa ghi nội dung chung" in post(hr, address, fields, 422)
    assert "ở trang khác: ý kiến số 101." in words_of(hr.last)
    assert "picked" not in post(hr, address, fields | {"gist_3": "Như nhau."})
    with database.reading() as session:
        there = select(MergedOpinion.number).where(MergedOpinion.paragraph == 3)
        left = set(session.exec(there).all())
    assert left == {*range(100, 160)} - {159}
    assert "Đã chọn để gộp" not in words_of(hr.open(f"{path}?page=2&picked=159,7777,x"))


def test_a_table_is_cut_to_a_paragraph_to_what_is_left_and_to_words(hr: Browser, tabled: Consulting) -> None:
    path = f"/hr/procedures/{tabled.number}/table"
    assert hr.open(f"{path}?paragraph=2").count('<article class="card opinion"') == 2
    assert hr.open(f"{path}?q=du+thao").count('<article class="card opinion"') == 1
    assert "Không có ý kiến nào như đồng chí tìm" in hr.open(f"{path}?q=xyz")
    tabled.respond_to_all()
    assert "Không có ý kiến nào như đồng chí tìm" in hr.open(f"{path}?show=left")


def test_three_hundred_opinions_stand_on_pages_and_a_link_leads_to_the_row(hr: Browser, tabled: Consulting) -> None:
    with database.transaction() as session:
        for number in range(100, 400):
            session.add(MergedOpinion(procedure_id=tabled.number, number=number, paragraph=3, gist=f"Ý {number}."))
    path = f"/hr/procedures/{tabled.number}/table"
    assert hr.open(path).count('<article class="card opinion"') == 50
    assert 'id="row-399"' in hr.open(f"{path}?row=399")
    assert "Trang 7 trong 7" in words_of(hr.last)


def test_the_draft_is_changed_and_its_changes_are_shown(hr: Browser, tabled: Consulting) -> None:
    path = f"/hr/procedures/{tabled.number}/amended"
    assert PARAGRAPHS[1] in hr.open(path)
    changed = [PARAGRAPHS[0], PARAGRAPHS[1].replace("500.000", "600.000"), PARAGRAPHS[2], "Điều 4. Mới."]
    post(hr, path, {"text": "\r\n\r\n".join(changed)})
    page = hr.open(path)
    assert '<del><span class="unseen">bỏ: </span>500.000</del>' in page
    assert '<ins><span class="unseen">thêm: </span>600.000</ins>' in page
    assert "Điều 4. Mới.</ins>" in page
    assert "Chưa có chữ nào" in post(hr, path, {"text": "  "}, 422)
    word = {"docx": ("du-thao.docx", docx("Điều 1. Từ Word.", "Điều 2. Tiếp."))}
    assert "chưa lưu" in post(hr, f"{path}/docx", {}, 200, files=word)
    assert "Điều 1. Từ Word.\n\nĐiều 2. Tiếp.</textarea>" in hr.last
    broken = {"docx": ("du-thao.docx", b"%PDF-1.7")}
    assert "thực ra là tệp PDF" in post(hr, f"{path}/docx", {}, 422, files=broken)
    post(hr, path, {"text": "\n\n".join(PARAGRAPHS)})
    with database.reading() as session:
        assert not drafting.paragraphs_of(session, tabled.number, drafting.AMENDED)


def test_the_table_is_settled_only_when_every_opinion_has_its_answer(hr: Browser, tabled: Consulting) -> None:
    path = f"/hr/procedures/{tabled.number}/table/settle"
    hr.open(path)
    assert "Còn 3 ý kiến chưa tiếp thu hoặc giải trình" in post(hr, path, {}, 422)
    assert f"/hr/procedures/{tabled.number}/table?row=3#row-3" in hr.last
    tabled.respond_to_all()
    assert "Công đoàn được mời có ý kiến" in words_of(hr.open(path))
    assert post(hr, path, {}) == f"/procedures/{tabled.number}"
    with database.reading() as session:
        assert paper_of(session, tabled.number, "responses_table")
    assert "Bảng đã chốt" in words_of(hr.open(f"/hr/procedures/{tabled.number}/table"))
    assert "<textarea" not in hr.last
    assert "không sửa được nữa" in words_of(hr.open(f"/hr/procedures/{tabled.number}/amended"))


def test_the_union_remarks_once_and_sees_no_names(as_: As, tabled: Consulting) -> None:
    union, path = as_(tabled.union), f"/procedures/{tabled.number}/union-remark"
    assert "Chưa đến lúc" in words_of(union.open(path))
    settle(tabled)
    assert "Nguyễn Thị Số" not in union.open(path)
    assert "checked" not in union.last
    for step in (path, f"{path}/review"):
        assert "Chưa chọn" in post(union, step, {"remark": "Nên sớm."}, 422)
        assert "Nên sớm.</textarea>" in union.last
        assert "Chưa ghi ý kiến của Công đoàn" in post(union, step, {"choice": "comment"}, 422)
        assert "dài quá" in post(union, step, {"choice": "comment", "remark": "x" * 4901}, 422)
    fields = {"choice": "agree", "remark": "Nên sớm."}
    assert "Sẽ ghi vào hồ sơ Nhất trí với dự thảo. Nên sớm." in post(union, f"{path}/review", fields, 200)
    assert "Nên sớm.</textarea>" in union.submit(path, fields | {"then": "edit"}).text
    assert "Đã ghi" not in words_of(union.open(path))
    post(union, path, fields)
    assert "Đã ghi" in post(union, f"{path}/review", fields, 200)
    assert "Nhất trí với dự thảo. Nên sớm." in words_of(union.open(path))
    assert "đã ghi, nên không ghi lại" in post(union, path, {"choice": "agree"}, 422)


def test_the_head_decides_in_two_steps_once_all_is_heard(manager: Browser, tabled: Consulting) -> None:
    path = f"/procedures/{tabled.number}/decision"
    assert "Còn 3 ý kiến chưa tiếp thu hoặc giải trình" in words_of(manager.open(path))
    assert f"/hr/procedures/{tabled.number}/table?row=1#row-1" in manager.last
    assert "<textarea" not in manager.last
    settle(tabled)
    assert "Chưa có ý kiến Công đoàn" in words_of(manager.open(path))
    assert "Chưa có ý kiến Công đoàn" in post(manager, path, {"decision": "issued"}, 422)
    responding.remark(tabled.union, tabled.number, "Nhất trí.")
    asking.note_union(tabled.number)
    said = words_of(manager.open(path))
    assert "Nhất trí." in said
    assert "checked" not in manager.last
    assert "Chọn ban hành hoặc không" in post(manager, f"{path}/review", {"reason": "Vì thế."}, 422)
    assert "Vì thế.</textarea>" in manager.last
    assert "ghi lý do" in post(manager, f"{path}/review", {"decision": "not_issued"}, 422)
    fields = {"decision": "not_issued", "reason": "Chờ văn bản của tỉnh."}
    assert "Quyết định không ban hành" in post(manager, f"{path}/review", fields, 200)
    assert decided() is None
    assert "Chờ văn bản của tỉnh.</textarea>" in manager.submit(path, fields | {"then": "edit"}).text
    assert post(manager, path, fields) == f"/procedures/{tabled.number}"
    assert decided() is Decision.NOT_ISSUED
    assert "Đã quyết định: không ban hành" in words_of(manager.open(path))
    assert "đã quyết định rồi" in post(manager, path, {"decision": "issued"}, 422)


def test_only_those_whose_work_it_is_open_these_pages(
    hr: Browser, manager: Browser, clerk: Browser, as_: As, tabled: Consulting
) -> None:
    union, base = as_(tabled.union), f"/hr/procedures/{tabled.number}"
    people = {"hr": hr, "manager": manager, "clerk": clerk, "union": union}
    pages = {
        f"{base}/sheets": {"hr"},
        f"{base}/table": {"hr", "manager"},
        f"{base}/amended": {"hr", "manager"},
        f"{base}/table/settle": {"hr", "manager"},
        f"/procedures/{tabled.number}/decision": {"manager"},
        f"/procedures/{tabled.number}/union-remark": {"union"},
    }
    for path, allowed in pages.items():
        assert {name for name, browser in people.items() if browser.get(path).status_code == 200} == allowed, path
    with database.transaction() as session:
        account = session.get_one(Account, tabled.world.manager.account_id)
        account.staff_member_id = 5
        session.add(account)
    list_person(tabled.world.hr, tabled.number, 5, "Dự thảo nói về người này")
    assert manager.get(f"{base}/table").status_code == 403
    assert manager.get(f"/procedures/{tabled.number}/decision").status_code == 403


@pytest.mark.parametrize(
    ("matter", "needed"),
    [("spending_rules", ()), ("democracy_rules", ("Công đoàn có ý kiến",))],
)
def test_a_step_that_this_consultation_does_without_is_never_shown_as_coming(
    manager: Browser, small_world: World, matter: str, needed: tuple[str, ...]
) -> None:
    case = Consulting(small_world, matter)
    case.asked()
    steps = manager.open(f"/procedures/{case.number}").split("<li")
    for name in ("Ý kiến kín vào bảng", "Công đoàn có ý kiến"):
        (said,) = [words_of(step) for step in steps if f"{name}<" in step]
        assert ("Không cần bước này." in said) is (name not in needed)
