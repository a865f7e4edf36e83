"""The guide to a confidence poll, followed by its own labels: from the plan to the report that the clerk files."""

import re
from dataclasses import replace
from datetime import date, timedelta

from playwright.async_api import Browser, async_playwright

from cli import sample
from cli.rehearsal.stage import Stage
from models import Role
from procedures import demo
from tests.chromium import launched
from tests.journey.gathering import at_procedure, check_in, enter_totals, give_duty, move_to, those_summoned, today
from tests.journey.walking import PDF, Walker, guide, labels_of, mailbox, named_by_the_operator, part
from words.dates import short_date

LABELS = labels_of(guide("confidence_poll")) | labels_of(part(guide("resolution"), "Lần đầu: đặt cơ quan"))
PEOPLE = [replace(each, category=sample.CATEGORIES[0]) for each in sample.people(9, seed=1)]
HEAD, HR, CLERK, _, UNION, INSPECTOR, FIRST, SECOND, VOTER = PEOPLE
SUBJECT = "Lấy phiếu tín nhiệm lãnh đạo các phòng"
ASKED, SAID = "Vì sao việc số 3 chậm?", "Đã xong trong quý III."
GIVEN = {FIRST: (7, 1, 1, 0), SECOND: (3, 1, 5, 0)}


async def test_the_guide_leads_from_the_plan_to_the_report(empty: Stage) -> None:
    await named_by_the_operator(PEOPLE, (Role.INSPECTOR, 5))
    post = mailbox(empty.folder)
    async with async_playwright() as playwright, launched(playwright) as browser:
        hr, clerk, union, inspector = [Walker(await browser.new_page(), empty.base, post, LABELS) for _ in range(4)]
        await hr.set_up(PEOPLE)
        for walker, person in ((clerk, CLERK), (union, UNION), (inspector, INSPECTOR)):
            await walker.sign_in(person.email)
        held_on = today() + timedelta(days=25)
        await open_poll(hr, held_on)
        await file(clerk, "Thông báo lấy phiếu tín nhiệm", 7)
        for person in (FIRST, SECOND):
            await report(browser, hr, person)
        await summon(hr)
        await ask(browser, hr)
        demo.move_clock(timedelta(days=16))
        await answer(browser, hr)
        move_to(held_on)
        await attend(clerk)
        for teller in (union, inspector):
            await count(teller)
        await inspector.sees("Hai lần nhập khớp nhau")
        await minute(clerk)
        await read_the_result(hr)
        await file(clerk, "Báo cáo kết quả lấy phiếu tín nhiệm", 30)
        await at_procedure(hr, SUBJECT)
        await hr.sees("Đã lấy phiếu, đã báo cáo")


async def open_poll(hr: Walker, held_on: date) -> None:
    await hr.section("Bàn làm việc")
    await hr.press("Soạn quy trình mới")
    await hr.choose("Lấy phiếu tín nhiệm")
    await hr.fill("Tên văn bản hoặc việc cần làm", SUBJECT)
    await hr.press("Tạo bản nháp")
    await hr.fill("Nhiệm kỳ, kỳ lấy phiếu", "Nhiệm kỳ 2025 - 2030")
    await hr.fill("Nơi tổ chức lấy phiếu", "Ban Thường vụ Đảng ủy Sở")
    await hr.fill("Cấp có thẩm quyền nhận báo cáo kết quả", "Ban Thường vụ Tỉnh ủy")
    await hr.choose("Tại hội nghị, phiếu giấy")
    hour = hr.page.get_by_role("group", name=hr.quoted("Giờ họp, hoặc giờ cuối cùng nộp phiếu"))
    await hr.fill("Ngày", short_date(held_on), hour)
    await hr.fill("Giờ", "08:00", hour)
    await hr.fill("Địa điểm họp, nơi phát và thu phiếu, hoặc nơi mở hòm phiếu", "Hội trường tầng 2")
    await hr.fill("Người chủ trì", f"{HEAD.full_name}, Giám đốc Sở")
    await hr.press("Lưu và sang bước 2")
    for person in (FIRST, SECOND):
        await hr.page.get_by_role("radio", name=re.compile(f"^{person.full_name}")).check()
        await hr.press("Ghi vào phiếu")
    await hr.press("Sang bước 3")
    for duty, person in (("Thư ký", CLERK), ("Kiểm phiếu", UNION), ("Kiểm phiếu", INSPECTOR)):
        await give_duty(hr, duty, person)
    await hr.press("Soạn tiếp")
    await hr.press("Mở lấy phiếu tín nhiệm")
    await hr.sees("Đã mở.")


async def file(clerk: Walker, paper: str, number: int) -> None:
    await clerk.enter_in_register(clerk.quoted(paper), str(number), short_date(today()), HEAD.full_name)


async def report(browser: Browser, hr: Walker, person: sample.Person) -> None:
    await hr.post.wait("poll_report_wanted", [person.email])
    page = await browser.new_page()
    own = Walker(page, hr.base, hr.post, LABELS)
    await page.goto(hr.post.link(person.email, "poll_report_wanted"))
    await own.upload("Báo cáo tự đánh giá đã ký", "bao-cao.pdf", PDF)
    await own.press("Nộp báo cáo")
    await own.sees("Đã nhận báo cáo")
    await page.close()


async def summon(hr: Walker) -> None:
    await at_procedure(hr, SUBJECT)
    await hr.press_when_offered("Chuẩn bị lấy phiếu")
    await hr.press("Xem lại và gửi giấy mời")
    await hr.press("Chốt và gửi giấy mời")
    await hr.sees("Đã chốt danh sách.")
    await hr.post.wait("meeting_summons", [person.email for person in PEOPLE])


async def ask(browser: Browser, hr: Walker) -> None:
    page = await browser.new_page()
    voter = Walker(page, hr.base, hr.post, LABELS)
    await page.goto(hr.post.link(VOTER.email, "meeting_summons"))
    await page.get_by_role("group", name="Hỏi ai?").get_by_role("radio", name=FIRST.full_name).check()
    await voter.fill("Câu hỏi", ASKED)
    await voter.press("Xem lại câu hỏi")
    await voter.press("Gửi câu hỏi")
    await page.close()


async def answer(browser: Browser, hr: Walker) -> None:
    await hr.post.wait("poll_answers_wanted", [FIRST.email])
    page = await browser.new_page()
    asked = Walker(page, hr.base, hr.post, LABELS)
    await page.goto(hr.post.link(FIRST.email, "poll_answers_wanted"))
    await asked.sees(ASKED)
    assert VOTER.full_name not in await page.get_by_role("main").inner_text()
    await asked.fill("Trả lời", SAID)
    await asked.press("Gửi trả lời")
    await page.close()
    await hr.post.wait("poll_answered", [VOTER.email])


async def attend(clerk: Walker) -> None:
    await at_procedure(clerk, SUBJECT)
    rows = await those_summoned(clerk, "Mở trang hội nghị")
    await check_in(clerk, await rows.all())


async def count(teller: Walker) -> None:
    await at_procedure(teller, SUBJECT)
    await teller.press_when_offered("Nhập kết quả kiểm phiếu")
    await enter_totals(teller, len(PEOPLE))
    for person, marks in GIVEN.items():
        rows = teller.page.get_by_role("group", name=re.compile(person.full_name))
        for level, given in zip(("Tín nhiệm cao", "Tín nhiệm", "Tín nhiệm thấp", "Không hợp lệ"), marks, strict=True):
            await teller.fill(level, str(given), rows)
    await teller.upload("Bản quét phiếu kiểm đã ký", "phieu-kiem.pdf", PDF)
    await teller.press("Gửi kết quả kiểm phiếu")


async def minute(clerk: Walker) -> None:
    await at_procedure(clerk, SUBJECT)
    await clerk.press_when_offered("Ghi diễn biến")
    await clerk.fill("Diễn biến, ghi vào biên bản", "Hội nghị nghe hướng dẫn ghi phiếu.")
    await clerk.fill("Giờ", "08:01", clerk.page.get_by_role("group", name=clerk.quoted("Kết thúc lúc")))
    await clerk.press("Lưu diễn biến")
    await clerk.sees("Đã lưu diễn biến.")
    for number, paper in enumerate(("Biên bản kiểm phiếu", "Biên bản hội nghị"), start=20):
        await file(clerk, paper, number)


async def read_the_result(hr: Walker) -> None:
    await at_procedure(hr, SUBJECT)
    await hr.sees("Kết quả, tỷ lệ trên 9 phiếu thu về")
    await hr.sees("Đưa ra khỏi quy hoạch")
