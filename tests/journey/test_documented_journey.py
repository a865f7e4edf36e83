"""The guide for HR, followed by its own labels in a real browser: from an empty database to an item that is done."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, async_playwright

from cli import sample
from cli.rehearsal.stage import Stage, stage
from tests.chromium import launched
from tests.journey.walking import Walker, guide, labels_of, mailbox, named_by_the_operator

LABELS = labels_of(guide("resolution"))
PEOPLE = sample.people(10, seed=5)
HR, CLERK, OWNER = PEOPLE[1], PEOPLE[2], PEOPLE[6]


@pytest.fixture
async def empty(tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path, is_demo=False) as built:
        yield built


async def test_the_guide_leads_from_an_empty_database_to_an_item_that_is_done(empty: Stage) -> None:
    await named_by_the_operator(PEOPLE)
    post = mailbox(empty.folder)
    async with async_playwright() as playwright, launched(playwright) as browser:
        hr = Walker(await browser.new_page(), empty.base, post, LABELS)
        await hr.set_up(PEOPLE)
        await open_procedure(hr)
        clerk = Walker(await browser.new_page(), empty.base, post, LABELS)
        await clerk.sign_in(CLERK.email)
        await clerk.enter_in_register("Nghị quyết", "5", "20/11/2026", PEOPLE[0].full_name)
        await post.wait("resolution_circulated", [person.email for person in PEOPLE])
        await asyncio.gather(*(acknowledge(browser, hr, person) for person in PEOPLE))
        await post.wait("resolution_closing_paper", [HR.email, CLERK.email])
        await clerk.enter_in_register("Thông báo kết quả phổ biến", "12", "20/11/2026", PEOPLE[0].full_name)
        await post.wait("item_entrusted", [OWNER.email])
        await report(browser, hr)
        await hr.section("Hôm nay")
        await hr.press("Xem báo cáo")
        await hr.choose("Công nhận hoàn thành")
        await hr.press("Ghi kết quả")
        await hr.sees("Đã công nhận hoàn thành.")
        await post.wait("item_judged", [OWNER.email])


async def open_procedure(hr: Walker) -> None:
    await hr.section("Bàn làm việc")
    await hr.press("Soạn quy trình mới")
    await hr.choose("Phổ biến nghị quyết")
    await hr.fill("Tên văn bản hoặc việc cần làm", sample.SUBJECT)
    await hr.press("Tạo bản nháp")
    await hr.fill("Hội nghị nào thông qua", sample.CONFERENCE)
    await hr.fill("Ngày thông qua", "20/11/2026")
    await hr.fill("Các điều của nghị quyết", "Điều 1. Thông qua các báo cáo\nHội nghị thông qua báo cáo của Giám đốc.")
    await hr.press("Lưu và sang bước 3")
    await write_item(hr)
    await hr.press("Lưu và sang bước 4")
    await hr.choose("Ngay khi văn thư vào số và bản ký")
    await hr.press("Lưu và sang bước 5")
    await hr.fill("Lời nhắn của cơ quan", "Đề nghị đồng chí đọc kỹ Điều 1.")
    await hr.press("Lưu và sang bước 6")
    await hr.press("Mở việc phổ biến")
    await hr.sees("Đã mở.")


async def write_item(hr: Walker) -> None:
    """Back to the second step, where the items are."""
    await hr.page.get_by_role("link", name="Nội dung", exact=True).click()
    await hr.press("Ghi việc phải làm")
    await hr.fill("Việc phải làm", "Sửa chữa phòng tiếp công dân")
    await hr.select("Việc này từ đâu ra", "Điều của nghị quyết")
    await hr.select("Người phụ trách", OWNER.full_name)
    await hr.fill("Hạn hoàn thành", "30/6/2027")
    await hr.press("Lưu việc này")
    await hr.press("Về bước Nội dung")
    await hr.press("Lưu và sang bước 3")


async def report(browser: Browser, hr: Walker) -> None:
    """The owner, by the link of the own letter."""
    page = await browser.new_page()
    owner = Walker(page, hr.base, hr.post, LABELS)
    await page.goto(hr.post.link(OWNER.email, "item_entrusted"))
    await owner.press("Báo tiến độ hoặc hoàn thành")
    await owner.choose("Báo hoàn thành")
    await owner.fill("Kết quả, minh chứng", "Đã nghiệm thu.")
    await owner.press("Xem lại")
    await owner.press("Gửi báo cáo")
    await owner.sees(owner.quoted("Đã ghi báo cáo"))
    await page.close()


async def acknowledge(browser: Browser, hr: Walker, person: sample.Person) -> None:
    page = await browser.new_page()
    reader = Walker(page, hr.base, hr.post, LABELS)
    await page.goto(hr.post.link(person.email, "resolution_circulated"))
    await reader.choose("Tôi đã đọc, nắm được nội dung nghị quyết")
    await reader.press("Xem lại")
    await reader.press("Xác nhận đã đọc")
    await reader.sees(reader.quoted("Đã ghi nhận"))
    await page.close()
