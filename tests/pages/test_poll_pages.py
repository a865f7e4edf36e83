"""A confidence poll by the forms of its pages: drafted, opened, reported, asked, counted, corrected, seen."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlmodel import select

from models import Account, CountersignedAct, Procedure
from models.store import database
from procedures.access.actor import Actor
from procedures.confidence_poll import drafting, people, running
from procedures.countersigning import signing
from tests.polling import AHEAD, POLLED, Poll
from tests.web.browser import Browser, words_of
from tests.world import SCAN
from web.app import create_app
from words.dates import local_day

FILE = {"scan": (SCAN.name, SCAN.content)}
PLAN = {
    "subject": "Lấy phiếu tín nhiệm lãnh đạo các phòng",
    "term": "Nhiệm kỳ 2025 - 2030",
    "organiser": "Ban Thường vụ Đảng ủy Sở",
    "authority": "Ban Thường vụ Tỉnh ủy",
    "way": "meeting",
    "correspondence_basis": "",
    "starts_clock": "08:00",
    "place": "Hội trường tầng 2",
    "chair": "Lê Thị Giám, Phó Bí thư Đảng ủy",
    "invitation": "Đề nghị đọc kỹ báo cáo.",
}


@pytest.fixture
def poll(sqlite: None) -> Iterator[Poll]:
    yield Poll()
    database.engine().dispose()


def as_(actor: Actor) -> Browser:
    return Browser(create_app()).sign_in(actor)


def anybody() -> Browser:
    return Browser(create_app())


def in_days(poll: Poll, days: int) -> str:
    return (local_day(poll.world.now()) + timedelta(days)).strftime("%d/%m/%Y")


def test_hr_drafts_and_opens_a_poll_step_by_step(poll: Poll) -> None:
    hr = as_(poll.world.hr)
    hr.open("/hr/procedures/new")
    made = hr.submit("/hr/procedures/new", {"kind": "confidence_poll", "subject": "Lấy phiếu tín nhiệm"})
    page = made.headers["location"]
    base, poll.number = page.removesuffix("/poll"), int(page.split("/")[3])
    assert "checked" not in hr.open(page)
    assert "20 ngày" in words_of(hr.last)
    wrong = hr.submit(page, {**PLAN, "starts_day": "32/13/2026", "way": ""})
    assert wrong.status_code == 422
    assert "Chọn cách lấy phiếu." in words_of(hr.last)
    assert hr.submit(page, {**PLAN, "starts_day": in_days(poll, 10)}).headers["location"] == f"{base}/polled"

    hr.open(f"{base}/polled")
    assert hr.submit(f"{base}/polled").status_code == 422
    for place in POLLED:
        assert hr.submit(f"{base}/polled", {"person": str(poll.member(place))}).status_code == 303
        hr.open(f"{base}/polled")
    assert "Trên phiếu (3)" in words_of(hr.last)
    assert hr.submit(f"{base}/polled/off", {"person": str(poll.member(POLLED[0]))}).status_code == 303
    poll.assign()
    said = words_of(hr.open(f"{base}/poll/open"))
    assert "Còn thiếu: Ngày lấy phiếu quá gần" in said
    assert hr.submit(f"{base}/poll/open").status_code == 422
    assert hr.get(base).headers["location"] == page
    hr.open(page)
    hr.submit(page, {**PLAN, "starts_day": in_days(poll, AHEAD)})
    said = words_of(hr.open(f"{base}/poll/open"))
    assert "Còn thiếu" not in said
    assert "Mời họp lấy phiếu tín nhiệm" in said
    assert hr.submit(f"{base}/poll/test").headers["location"] == f"{base}/poll/open"
    hr.open(f"{base}/poll/open")
    assert hr.submit(f"{base}/poll/open").headers["location"] == f"/procedures/{poll.number}"

    assert PLAN["subject"] in words_of(hr.open("/procedures"))
    assert hr.get(page).headers["location"] == f"/procedures/{poll.number}"
    with database.reading() as session:
        assert session.get_one(Procedure, poll.number).subject == PLAN["subject"]


def test_a_report_is_filed_from_the_own_link_and_a_wrong_file_is_told(poll: Poll) -> None:
    poll.ask_for_reports()
    phone, link = anybody(), f"/p/{poll.token(3)}"
    assert "Chưa nộp báo cáo" in words_of(phone.open(link))
    assert phone.submit(f"{link}/poll/report").status_code == 422
    assert phone.submit(f"{link}/poll/report", files={"scan": ("a.txt", b"chu")}).status_code == 422
    assert "PDF" in words_of(phone.last)
    assert phone.submit(f"{link}/poll/report", files=FILE).status_code == 303
    said = words_of(phone.open(link))
    assert "Đã nhận báo cáo của đồng chí." in said
    own = poll.polled()[0]
    assert phone.get(f"{link}/poll/reports/{own}").content == SCAN.content
    assert anybody().get(f"/p/{poll.token(9)}/poll/reports/{own}").status_code in (403, 404, 409)
    assert anybody().get(f"/p/{poll.token(9)}").status_code != 200


def test_hr_files_for_those_who_bring_paper(poll: Poll) -> None:
    poll.ask_for_reports()
    hr, base = as_(poll.world.hr), f"/hr/procedures/{poll.number}/reports"
    assert words_of(hr.open(base)).count("Chưa nộp báo cáo") == 3
    first = poll.polled()[0]
    assert hr.submit(f"{base}/{first}").status_code == 422
    assert hr.submit(f"{base}/{first}", files=FILE).status_code == 303
    assert "cán bộ tổ chức nộp thay" in words_of(hr.open(base))
    assert hr.get(f"{base}/{first}/file").content == SCAN.content
    assert as_(poll.world.clerk).get(base).status_code == 403


def test_a_voter_reads_asks_and_replies_and_the_answer_comes_back(poll: Poll) -> None:
    poll.summon()
    first = poll.polled()[0]
    voter, link = anybody(), f"/p/{poll.token(9)}"
    said = words_of(voter.open(link))
    assert "Báo cáo tự đánh giá" in said
    assert "Phiếu kín trên giấy" in said
    assert "checked" not in voter.last
    ask = f"{link}/poll/questions"
    assert voter.submit(f"{ask}/review", {"person": "", "question": "Ai?"}).status_code == 422
    assert voter.submit(f"{ask}/review", {"person": str(first), "question": " "}).status_code == 422
    asked = {"person": str(first), "question": "Vì sao <b>chậm</b>?"}
    assert voter.submit(f"{ask}/review", asked).status_code == 200
    assert "&lt;b&gt;" in voter.last
    assert "Vì sao" in voter.submit(ask, {**asked, "then": "edit"}).text
    assert voter.submit(ask, asked).status_code == 303
    voter.open(link)
    replies = f"{link}/poll/meetings/{poll.meeting.id}"
    assert voter.submit(f"{replies}/review").status_code == 422
    assert "Tôi dự họp" in voter.submit(f"{replies}/review", {"comes": "yes"}).text
    assert voter.submit(f"{replies}/reply", {"comes": "yes"}).status_code == 303
    assert "đồng chí dự họp" in words_of(voter.open(link))

    running.close_questions(poll.number, poll.at)
    own, own_link = anybody(), f"/p/{poll.token(3)}"
    assert "Câu hỏi gửi đồng chí (1)" in words_of(own.open(own_link))
    answered = f"{own_link}/poll/questions/1"
    assert own.submit(answered, {"text": ""}).status_code == 422
    assert own.submit(answered, {"text": "Vì thiếu người."}).status_code == 303
    assert "Vì thiếu người." not in words_of(voter.open(link))
    running.send_answers(poll.number, poll.at)
    assert "Vì thiếu người." in words_of(voter.open(link))


def test_tellers_count_blind_and_the_page_shows_shares_bases_and_consequences(poll: Poll) -> None:
    poll.call()
    poll.come(21)
    running.note_meeting(poll.number, poll.at)
    page = f"/procedures/{poll.number}/meetings/{poll.meeting.id}/count"
    one, two, three = poll.polled()
    count = poll.count((10, 6, 5), (0, 7, 14), (3, 3, 15))
    fields = {name: str(getattr(count, name)) for name in ("issued", "returned", "valid", "invalid", "blank")}
    fields |= {f"marks_{each}_{mark}": str(of) for each in (one, two, three) for mark, of in count.marks[each].items()}
    first, second = as_(poll.union), as_(poll.inspector)
    assert "Phiếu tín nhiệm, 3 người" in words_of(first.open(page))
    assert first.submit(f"{page}/0", {**fields, f"marks_{one}_low": "4"}, FILE).status_code == 422
    assert "cộng lại phải bằng số phiếu hợp lệ, là 21" in words_of(first.last)
    assert first.submit(f"{page}/0", {**fields, f"marks_{one}_low": "x"}, FILE).status_code == 422
    assert first.submit(f"{page}/0", fields, FILE).status_code == 303
    second.open(page)
    assert ">14<" not in second.last
    wrong = {**fields, f"marks_{two}_low": "13", f"marks_{two}_confidence": "8"}
    assert second.submit(f"{page}/0", wrong).status_code == 303
    said = words_of(second.open(page))
    assert "Nguyễn Thị Số 4, tín nhiệm; Nguyễn Thị Số 4, tín nhiệm thấp" in said
    for teller in (second, first):
        teller.open(page)
        assert teller.submit(f"{page}/0", fields, FILE).status_code == 303
    running.note_count(poll.number, poll.at)
    running.conclude(poll.number, poll.at)

    said = words_of(as_(poll.world.hr).open(f"/procedures/{poll.number}"))
    assert "tỷ lệ trên 21 phiếu thu về" in said
    assert "14 (66,7 %)" in said
    assert "trên 21 người có phiếu / trên 28 người được triệu tập" in said
    assert "Miễn nhiệm." in said
    assert "Đúng 2/3: quy định của Đảng nói từ 2/3" in said
    there = words_of(anybody().open(f"/p/{poll.token(0)}"))
    assert "tín nhiệm thấp 14 phiếu (66,7 %)" in there
    assert "Kết quả kiểm phiếu chưa có" in words_of(anybody().open(f"/p/{poll.token(9)}"))


def test_a_count_is_put_right_from_its_page_with_a_second_signature(poll: Poll) -> None:
    poll.call()
    poll.come()
    poll.poll((10, 10, 8), (20, 5, 3), (0, 0, 28))
    hr, third = as_(poll.world.hr), poll.polled()[2]
    page = f"/procedures/{poll.number}/meetings/{poll.meeting.id}/correction"
    assert f'name="marks_{third}_low_0" type="text"' in hr.open(page)
    count = poll.count((10, 10, 8), (20, 5, 3), (14, 10, 4))
    fields = {f"{name}_0": str(getattr(count, name)) for name in ("issued", "returned", "valid", "invalid", "blank")}
    fields |= {f"marks_{each}_{key}_0": str(of) for each, marks in count.marks.items() for key, of in marks.items()}
    fields |= {"reason": "Đọc nhầm dòng.", "compared": "yes"}
    assert hr.submit(f"{page}/0", {**fields, f"marks_{third}_low_0": "5"}, FILE).status_code == 422
    assert hr.submit(f"{page}/0", fields, FILE).status_code == 303

    with database.reading() as session:
        act = session.exec(select(CountersignedAct)).one()
    assert "Kết quả kiểm phiếu lấy phiếu tín nhiệm được đính chính" in words_of(
        as_(poll.union).open(f"/countersign/{act.id}")
    )
    signing.sign(poll.union, act.id or 0)
    assert poll.results()[2].levels[2].ballots == 4


def test_by_correspondence_the_pages_speak_of_ballots_handed_out(poll: Poll) -> None:
    poll.summon(by_correspondence=True, correspondence_basis="Công văn số 12-CV/TU của Tỉnh ủy")
    clerk, page = as_(poll.world.clerk), f"/procedures/{poll.number}/meetings/{poll.meeting.id}"
    assert "Đã nhận phiếu" in words_of(clerk.open(page))
    entry = {"person": str(poll.entry(0).id), "there": "yes", "how": "list"}
    assert clerk.submit(f"{page}/present", entry).status_code == 303
    assert "1/28" in words_of(clerk.open(page))
    said = words_of(anybody().open(f"/p/{poll.token(9)}"))
    assert "Nộp lại phiếu trước" in said
    assert "Đồng chí dự họp chứ" not in said
    prepared = words_of(as_(poll.world.hr).open(f"/hr/procedures/{poll.number}/meetings/{poll.meeting.id}"))
    assert "Nộp lại phiếu trước" in prepared


def test_pages_of_other_kinds_and_people_do_not_open(poll: Poll) -> None:
    poll.draft()
    assert as_(poll.world.manager).get(f"/hr/procedures/{poll.number}/poll").status_code == 403
    other = poll.world.draft()
    hr = as_(poll.world.hr)
    for path in ("poll", "polled", "poll/open", "reports"):
        assert hr.get(f"/hr/procedures/{other}/{path}").status_code == 404
    for path in ("case", "posts", "documents"):
        assert hr.get(f"/hr/procedures/{poll.number}/{path}").status_code == 404
    assert hr.get(f"/hr/procedures/{poll.number}/reports").headers["location"] == f"/hr/procedures/{poll.number}"


def test_today_tells_each_what_waits(poll: Poll) -> None:
    poll.draft()
    own = poll.world.account("Nguyễn Thị Số 5")
    with database.transaction() as session:
        account = session.get_one(Account, own.account_id)
        account.staff_member_id = poll.member(5)
        session.add(account)
    polled = Actor("Nguyễn Thị Số 5", own.email, own.account_id, poll.member(5), is_strong=True)
    people.poll_person(poll.world.hr, poll.number, poll.member(5))
    drafting.open_(poll.world.hr, poll.number)
    assert "Thông báo lấy phiếu tín nhiệm chờ số" in words_of(as_(poll.world.clerk).open("/"))
    poll.sign("confidence_notice")
    running.note_notice(poll.number)
    running.ask_for_reports(poll.number)
    assert "Nộp báo cáo tự đánh giá" in words_of(as_(polled).open("/"))
    assert "/reports" not in as_(polled).open("/")
