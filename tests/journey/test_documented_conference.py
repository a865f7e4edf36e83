"""The guide to the conference, followed by its own labels: 28 people, from the plan to the circulated resolution."""

import asyncio
import re
from datetime import date, timedelta

from playwright.async_api import Browser, async_playwright

from cli import sample
from cli.rehearsal.post import PATIENCE
from cli.rehearsal.stage import Stage
from models import Role
from tests.chromium import launched
from tests.journey.gathering import at_procedure, check_in, enter_totals, give_duty, move_to, those_summoned, today
from tests.journey.walking import PDF, Walker, guide, labels_of, mailbox, named_by_the_operator
from words.dates import short_date

LABELS = labels_of(guide("conference")) | labels_of(guide("resolution"))
PEOPLE = sample.people(28, seed=1, without_mail=1)
HEAD, HR, CLERK, _, UNION, INSPECTOR, OWNER = PEOPLE[:7]
STANDING = PEOPLE[20:24]
BY_MAIL = [person for person in PEOPLE if person.email]
SUBJECT = "Hội nghị cán bộ, công chức, viên chức, người lao động năm 2026"
TEXT = "Điều 1. Thông qua các báo cáo\nHội nghị thông qua báo cáo của Giám đốc."
AHEAD, ITEMS, ABSENT = 10, 9, 4
PRESENT = len(PEOPLE) - ABSENT


async def test_the_guide_leads_from_the_plan_to_the_resolution_that_is_circulated(empty: Stage) -> None:
    await named_by_the_operator(PEOPLE, (Role.INSPECTOR, 5))
    post = mailbox(empty.folder)
    async with async_playwright() as playwright, launched(playwright) as browser:
        hr, clerk, union, inspector = [Walker(await browser.new_page(), empty.base, post, LABELS) for _ in range(4)]
        await hr.set_up(PEOPLE)
        for walker, person in ((clerk, CLERK), (union, UNION), (inspector, INSPECTOR)):
            await walker.sign_in(person.email)
        held_on = today() + timedelta(days=AHEAD)
        await plan(hr, held_on)
        await agree(union)
        await file(clerk, "Kế hoạch hội nghị", 7)
        await file(clerk, "Báo cáo kết quả thực hiện dân chủ", 8)
        await summon(hr)
        await reply(browser, hr)
        move_to(held_on)
        await attend(clerk)
        await confer(clerk)
        for teller in (union, inspector):
            await count(teller)
        await inspector.sees("Hai lần nhập khớp nhau")
        await close(clerk)
        await file(clerk, "Biên bản kiểm phiếu", 20)
        await file(clerk, "Biên bản hội nghị", 21)
        await circulate(hr)
        await file(clerk, "Nghị quyết", 5)
        await post.wait("resolution_circulated", [person.email for person in BY_MAIL])
        await read(browser, hr)


async def file(clerk: Walker, paper: str, number: int) -> None:
    await clerk.enter_in_register(clerk.quoted(paper), str(number), short_date(today()), HEAD.full_name)


async def plan(hr: Walker, held_on: date) -> None:
    await hr.section("Bàn làm việc")
    await hr.press("Soạn quy trình mới")
    await hr.choose("Hội nghị cán bộ, công chức")
    await hr.fill("Tên văn bản hoặc việc cần làm", SUBJECT)
    await hr.press("Tạo bản nháp")
    await hr.fill("Năm công tác được tổng kết", str(held_on.year))
    await hr.choose("Họp định kỳ, mỗi năm một lần")
    hour = hr.page.get_by_role("group", name=hr.quoted("Giờ họp"))
    await hr.fill("Ngày", short_date(held_on), hour)
    await hr.fill("Giờ", "08:00", hour)
    await hr.fill("Địa điểm", "Hội trường tầng 2")
    await hr.fill("Đoàn chủ tịch", f"{HEAD.full_name}, Giám đốc\n{UNION.full_name}, Chủ tịch Công đoàn")
    await hr.fill("Thư ký hội nghị", f"{CLERK.full_name}, Văn phòng")
    await hr.fill("Phân công chuẩn bị", "Văn phòng chuẩn bị báo cáo của Giám đốc.")
    await hr.press("Lưu và sang bước 2")
    await hr.fill("Dự thảo nghị quyết", TEXT)
    await hr.press("Lưu và sang bước 3")
    await hr.fill("Số thành viên cần bầu", "3")
    candidates = hr.page.get_by_role("group", name=hr.quoted("Người ứng cử"))
    for person in STANDING:
        await candidates.get_by_role("checkbox", name=re.compile(f"^{person.full_name}")).check()
    await hr.press("Lưu và sang bước 4")
    for duty, person in (("Thư ký", CLERK), ("Kiểm phiếu", UNION), ("Kiểm phiếu", INSPECTOR)):
        await give_duty(hr, duty, person)
    await hr.press("Soạn tiếp")
    await hr.press("Mở hội nghị")
    await hr.sees("Đã mở.")


async def agree(union: Walker) -> None:
    await at_procedure(union, SUBJECT)
    await union.press_when_offered("Đọc và thống nhất kế hoạch")
    await union.press("Xem lại")
    await union.press("Thống nhất kế hoạch")
    await union.sees("Đã thống nhất kế hoạch.")


async def summon(hr: Walker) -> None:
    await at_procedure(hr, SUBJECT)
    await hr.press_when_offered("Chuẩn bị hội nghị")
    await hr.press("Xem lại và gửi giấy mời")
    await hr.press("Chốt và gửi giấy mời")
    await hr.post.wait("meeting_summons", [person.email for person in BY_MAIL])


async def reply(browser: Browser, hr: Walker) -> None:
    page = await browser.new_page()
    invited = Walker(page, hr.base, hr.post, LABELS)
    await page.goto(hr.post.link(OWNER.email, "meeting_summons"))
    await invited.choose("Tôi dự họp")
    await invited.press("Xem lại")
    await invited.press("Gửi xác nhận")
    await invited.sees("Đã ghi nhận")
    await page.close()


async def attend(clerk: Walker) -> None:
    await at_procedure(clerk, SUBJECT)
    rows = await (await those_summoned(clerk, "Mở trang điểm danh")).all()
    assert len(rows) == len(PEOPLE)
    await check_in(clerk, rows[ABSENT:])


async def confer(clerk: Walker) -> None:
    await at_procedure(clerk, SUBJECT)
    await clerk.press_when_offered("Mở trang điều hành")
    await vote(clerk, "Đoàn chủ tịch, thư ký, chương trình hội nghị", PRESENT, 0, 0)
    first = clerk.quoted("Chuyển sang mục 1")
    for number in range(1, ITEMS + 1):
        await clerk.page.get_by_role("button", name=first.replace("1", str(number)), exact=True).click()
        await clerk.sees(f"Diễn biến mục {number}")
        await clerk.fill("Diễn biến, ghi vào biên bản", f"Đã trình bày mục {number}.")
        await clerk.press("Lưu diễn biến")
        await clerk.sees("Đã lưu diễn biến.")
    await clerk.fill("Người phát biểu", "Bà Lý Thị Hòa, Phòng Lãnh sự")
    await clerk.fill("Ý kiến, câu hỏi", "Đề nghị sửa nhà để xe.")
    await clerk.fill("Người giải đáp", "Giám đốc")
    await clerk.fill("Giải đáp", "Sở sửa xong nhà để xe trong quý I.")
    await clerk.select("Giao ai thực hiện", OWNER.full_name)
    await clerk.fill("Hạn thực hiện", short_date(today() + timedelta(days=60)))
    await clerk.press("Ghi ý kiến")
    await clerk.sees("Đã ghi ý kiến.")
    await vote(clerk, "Thông qua nghị quyết hội nghị", 20, 3, 1)


async def vote(clerk: Walker, about: str, *hands: int) -> None:
    await clerk.choose(about)
    labels = ("Số người tán thành", "Số người không tán thành", "Số người có ý kiến khác")
    for label, number in zip(labels, hands, strict=True):
        await clerk.fill(label, str(number))
    await clerk.press("Ghi kết quả biểu quyết")
    await clerk.sees("Đã ghi kết quả biểu quyết.")


async def count(teller: Walker) -> None:
    await at_procedure(teller, SUBJECT)
    await teller.press_when_offered("Nhập kết quả kiểm phiếu")
    await enter_totals(teller, PRESENT)
    for person, votes in zip(STANDING, (20, 19, 18, 15), strict=True):
        await teller.page.get_by_label(person.full_name, exact=True).fill(str(votes))
    await teller.upload("Bản quét phiếu kiểm đã ký", "phieu-kiem.pdf", PDF)
    await teller.press("Gửi kết quả kiểm phiếu")


async def close(clerk: Walker) -> None:
    await clerk.fill("Giờ", "08:01", clerk.page.get_by_role("group", name=clerk.quoted("Kết thúc lúc")))
    await clerk.press("Kết thúc hội nghị")
    await clerk.sees("Hội nghị đã kết thúc.")


async def circulate(hr: Walker) -> None:
    """The drafted resolution is looked through and opened, by its own guide."""
    drafted = hr.page.get_by_role("link", name=re.compile(f"Nghị quyết.*{SUBJECT}", re.IGNORECASE))
    await hr.section("Bàn làm việc")
    async with asyncio.timeout(PATIENCE):
        while not await drafted.count():
            await hr.page.reload()
    await drafted.first.click()
    await hr.choose("Ngay khi văn thư vào số và bản ký")
    await hr.press("Lưu và sang bước 5")
    await hr.press("Lưu và sang bước 6")
    await hr.press("Mở việc phổ biến")
    await hr.sees("Đã mở.")


async def read(browser: Browser, hr: Walker) -> None:
    """Somebody opens the link and reads what was adopted."""
    page = await browser.new_page()
    reader = Walker(page, hr.base, hr.post, LABELS)
    await page.goto(hr.post.link(OWNER.email, "resolution_circulated"))
    await reader.sees("Hội nghị thông qua báo cáo của Giám đốc.")
    await reader.choose("Tôi đã đọc, nắm được nội dung nghị quyết")
    await reader.press("Xem lại")
    await reader.press("Xác nhận đã đọc")
    await reader.sees(reader.quoted("Đã ghi nhận"))
    await page.close()
