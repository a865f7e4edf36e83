"""The guide to the agency's own rules, followed by its own labels: from a draft to the review of its first year."""

import re
from datetime import timedelta

from playwright.async_api import async_playwright

from cli import sample
from cli.rehearsal.stage import Stage
from procedures import demo
from tests.chromium import launched
from tests.journey.walking import Walker, guide, labels_of, mailbox, named_by_the_operator, part

LABELS = labels_of(guide("regulation")) | labels_of(guide("opinion"))
LABELS |= labels_of(part(guide("resolution"), "Lần đầu: đặt cơ quan"))
PEOPLE = sample.people(10, seed=5, without_mail=1)
HEAD, HR, CLERK = PEOPLE[0], PEOPLE[1], PEOPLE[2]
BY_MAIL = PEOPLE[:-1]
SUBJECT = "Quy chế phối hợp công tác giữa Giám đốc và Công đoàn năm 2027"
TEXT = "Điều 1. Hai bên giao ban mỗi quý một lần.\n\nĐiều 2. Hai bên cùng chăm lo điều kiện làm việc."


async def test_the_guide_leads_from_a_draft_to_the_review_of_its_first_year(empty: Stage) -> None:
    await named_by_the_operator(PEOPLE)
    post = mailbox(empty.folder)
    async with async_playwright() as playwright, launched(playwright) as browser:
        hr, clerk, manager, reader = [Walker(await browser.new_page(), empty.base, post, LABELS) for _ in range(4)]
        await hr.set_up(PEOPLE)
        await draft(hr)
        await consult(hr)
        await open_rules(hr)
        day = await file_plan(clerk)
        await post.wait("opinion_asked", [person.email for person in BY_MAIL])
        demo.move_clock(timedelta(days=8))
        await post.wait("opinion_closed", [HR.email, HEAD.email])
        await settle(hr)
        await decide(manager)
        await post.wait("rules_await_signature", [CLERK.email])
        await clerk.enter_in_register(clerk.quoted("Quy chế phối hợp"), "3", day, HEAD.full_name)
        await post.wait("rules_disclosed", [person.email for person in BY_MAIL])
        await reader.page.goto(post.link(BY_MAIL[5].email, "rules_disclosed"))
        await reader.sees(reader.quoted("Toàn văn"))
        await reader.sees("Hai bên giao ban mỗi quý một lần.")
        await clerk.enter_in_register(clerk.quoted("Thông báo công khai quy chế"), "14", day, HEAD.full_name)
        demo.move_clock(timedelta(days=22))
        demo.move_clock(timedelta(days=330))
        await post.wait("rules_review_asked", [HR.email, HEAD.email])
        await review(hr)


async def draft(hr: Walker) -> None:
    await hr.section("Bàn làm việc")
    await hr.press("Soạn quy trình mới")
    await hr.choose("Ban hành quy chế")
    await hr.fill("Tên văn bản hoặc việc cần làm", SUBJECT)
    await hr.press("Tạo bản nháp")
    await hr.choose("Quy chế phối hợp giữa chuyên môn và Công đoàn")
    await hr.fill("Toàn văn dự thảo", TEXT)
    await hr.press("Lưu và sang bước 3")


async def consult(hr: Walker) -> None:
    await hr.press("Soạn việc lấy ý kiến")
    await hr.fill("Mục đích lấy ý kiến", "Để hai bên phối hợp tốt hơn.")
    await hr.fill("Đơn vị chịu trách nhiệm tổ chức thực hiện", "Văn phòng Sở")
    await hr.press("Lưu và sang bước 3")
    await hr.press("Lưu và sang bước 4")
    await hr.choose("Ngay khi văn thư vào số và bản ký của kế hoạch")
    await hr.press("Lưu và sang bước 5")
    await hr.press("Lưu và sang bước 6")
    await hr.press("Mở lấy ý kiến")
    await hr.sees("Đã mở.")


async def open_rules(hr: Walker) -> None:
    await hr.section("Bàn làm việc")
    await hr.page.get_by_role("link", name=SUBJECT).first.click()
    await hr.page.get_by_role("link", name=hr.quoted("Kiểm tra và mở")).click()
    await hr.press("Mở quy trình ban hành")
    await hr.sees("Các bước theo luật")


async def file_plan(clerk: Walker) -> str:
    """The plan stands in the register; returns the day that the page proposes."""
    await clerk.sign_in(CLERK.email)
    await clerk.section("Văn bản")
    await clerk.press("Mở và vào sổ")
    day = await clerk.page.get_by_label(clerk.quoted("Ngày văn bản")).input_value()
    await clerk.enter_in_register("Kế hoạch lấy ý kiến", "7", day, HEAD.full_name)
    return day


async def settle(hr: Walker) -> None:
    """Nobody said anything: the table is whole as it is."""
    await hr.section("Bàn làm việc")
    await hr.press_when_offered("Mở bảng ý kiến")
    await hr.press("Chốt bảng")
    await hr.press("Chốt bảng")
    await hr.sees("Đã chốt bảng")


async def decide(manager: Walker) -> None:
    await manager.post.wait("opinion_decision_asked", [HEAD.email])
    await manager.sign_in(HEAD.email)
    await manager.press_when_offered("Xem và quyết định")
    await manager.choose("Ban hành")
    await manager.press("Xem lại")
    await manager.press("Quyết định ban hành")
    await manager.sees("Đã quyết định ban hành")


async def review(hr: Walker) -> None:
    await hr.section("Quy trình")
    await hr.page.get_by_role("link", name=re.compile(SUBJECT)).first.click()
    await hr.press("Ghi kết quả rà soát")
    await hr.choose("Giữ nguyên")
    await hr.press("Ghi kết quả rà soát")
    await hr.sees("Đã ghi kết quả rà soát")
