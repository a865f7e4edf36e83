"""The guide to a consultation, followed by its own labels: from a Word file to the decision and the disclosed table."""

import io
import re
from datetime import timedelta

from docx import Document
from playwright.async_api import Browser, Locator, async_playwright

from cli import sample
from cli.rehearsal.stage import Stage
from procedures import demo
from tests.chromium import launched
from tests.journey.walking import PDF, Walker, guide, labels_of, mailbox, named_by_the_operator, part

LABELS = labels_of(guide("opinion")) | labels_of(part(guide("resolution"), "Lần đầu: đặt cơ quan"))
PEOPLE = sample.people(10, seed=5, without_mail=1)
HEAD, HR, CLERK, UNION = PEOPLE[0], PEOPLE[1], PEOPLE[2], PEOPLE[4]
BY_MAIL, ON_PAPER = PEOPLE[:-1], PEOPLE[-1]
DRAFT = sample.DEMOCRACY_RULES
SAID = "Đề nghị gửi qua thư trước khi niêm yết."
SHEET = "Đề nghị trả lời trong 05 ngày làm việc."


async def test_the_guide_leads_from_a_word_file_to_the_decision_and_the_disclosed_table(empty: Stage) -> None:
    await named_by_the_operator(PEOPLE)
    post = mailbox(empty.folder)
    async with async_playwright() as playwright, launched(playwright) as browser:
        hr, clerk, manager, union = [Walker(await browser.new_page(), empty.base, post, LABELS) for _ in range(4)]
        await hr.set_up(PEOPLE)
        await open_procedure(hr)
        day = await file_plan(clerk)
        await post.wait("opinion_asked", [person.email for person in BY_MAIL])
        await answer(browser, hr, BY_MAIL[5], {2: SAID})
        await answer(browser, hr, BY_MAIL[6], {})
        await enter_sheet(hr)
        demo.move_clock(timedelta(days=8))
        await post.wait("opinion_closed", [HR.email, HEAD.email])
        await respond_to_all_but_one(hr)
        await refused_a_decision(manager)
        await respond_to_the_last(hr)
        await remark(union)
        await decide(manager)
        await post.wait("opinion_decision_awaits_filing", [CLERK.email])
        await clerk.enter_in_register(clerk.quoted("Văn bản được ban hành"), "12", day, HEAD.full_name)
        await post.wait("opinion_disclosed", [person.email for person in BY_MAIL])
        await read_the_table(browser, hr, BY_MAIL[7])
        await clerk.enter_in_register(clerk.quoted("Thông báo công khai"), "14", day, HEAD.full_name)


async def open_procedure(hr: Walker) -> None:
    await hr.section("Bàn làm việc")
    await hr.press("Soạn quy trình mới")
    await hr.choose("Lấy ý kiến")
    await hr.fill("Tên văn bản hoặc việc cần làm", DRAFT.subject)
    await hr.press("Tạo bản nháp")
    await hr.upload("Tệp dự thảo", "du-thao.docx", in_word())
    await hr.press("Đọc tệp Word")
    await hr.choose("Dự thảo quy chế thực hiện dân chủ")
    await hr.fill("Mục đích lấy ý kiến", DRAFT.purpose)
    await hr.fill("Đơn vị chịu trách nhiệm tổ chức thực hiện", "Văn phòng Sở")
    await hr.press("Lưu và sang bước 3")
    await hr.press("Lưu và sang bước 4")
    await hr.choose("Ngay khi văn thư vào số và bản ký của kế hoạch")
    await hr.press("Lưu và sang bước 5")
    await hr.fill("Lời nhắn của cơ quan", "Đề nghị đồng chí đọc kỹ Điều 2.")
    await hr.press("Lưu và sang bước 6")
    await hr.press("Mở lấy ý kiến")
    await hr.sees("Đã mở.")


def in_word() -> bytes:
    document, out = Document(), io.BytesIO()
    for paragraph in DRAFT.paragraphs:
        document.add_paragraph(paragraph)
    document.save(out)
    return out.getvalue()


async def file_plan(clerk: Walker) -> str:
    """The plan stands in the register; returns the day that the page proposes."""
    await clerk.sign_in(CLERK.email)
    await clerk.section("Văn bản")
    await clerk.press("Mở và vào sổ")
    day = await clerk.page.get_by_label(clerk.quoted("Ngày văn bản")).input_value()
    await clerk.enter_in_register("Kế hoạch lấy ý kiến", "7", day, HEAD.full_name)
    return day


async def answer(browser: Browser, hr: Walker, person: sample.Person, said: dict[int, str]) -> None:
    page = await browser.new_page()
    sayer = Walker(page, hr.base, hr.post, LABELS)
    await page.goto(hr.post.link(person.email, "opinion_asked"))
    for number, text in said.items():
        await sayer.unfold(f"Góp ý đoạn {number}")
        await sayer.fill(f"Ý kiến về đoạn {number}", text)
    await sayer.choose("Tôi có ý kiến" if said else "Tôi đồng ý với toàn bộ dự thảo")
    await sayer.press("Xem lại trước khi gửi")
    await sayer.press("Gửi ý kiến")
    await sayer.sees(sayer.quoted("Đã ghi nhận"))
    await page.close()


async def at_the_procedure(walker: Walker) -> None:
    await walker.section("Quy trình")
    await walker.page.get_by_role("link", name=re.compile(DRAFT.subject, re.IGNORECASE)).first.click()


async def enter_sheet(hr: Walker) -> None:
    await at_the_procedure(hr)
    await hr.press("Nhập phiếu giấy")
    await hr.press("Nhập phiếu")
    await hr.choose("Có ý kiến")
    await hr.page.get_by_label("Ý kiến về đoạn 4").fill(SHEET)
    await hr.upload("Bản quét phiếu có chữ ký", "phieu.pdf", PDF)
    await hr.press("Nhập phiếu")
    await hr.sees("Đã nhập phiếu")


def row(walker: Walker, said: str) -> Locator:
    return walker.page.get_by_role("article").filter(has_text=said)


async def respond_to_all_but_one(hr: Walker) -> None:
    await at_the_procedure(hr)
    await hr.press("Mở bảng ý kiến")
    await respond(hr, SAID, "Tiếp thu", "Đã sửa Điều 2.")
    await hr.press("Dự thảo chỉnh lý")
    amended = "\n\n".join([DRAFT.paragraphs[0], "Điều 2. Gửi qua thư rồi mới niêm yết.", *DRAFT.paragraphs[2:]])
    await hr.fill("Dự thảo sau khi tiếp thu", amended)
    await hr.press("Lưu dự thảo chỉnh lý")
    await hr.sees("Đã lưu dự thảo chỉnh lý")


async def respond(hr: Walker, said: str, verdict: str, words: str) -> None:
    await hr.choose(verdict, row(hr, said))
    await hr.fill("Tiếp thu thế nào, hoặc vì sao không tiếp thu", words, row(hr, said))
    await hr.press("Lưu các câu trả lời")
    await hr.sees("Đã lưu 1 câu trả lời.")


async def refused_a_decision(manager: Walker) -> None:
    await manager.sign_in(HEAD.email)
    await at_the_procedure(manager)
    await manager.press("Trang quyết định")
    await manager.sees(manager.quoted("Chưa quyết định được"))
    await manager.sees("Ý kiến số 2, đoạn 4")
    assert await manager.page.get_by_role("button", name="Xem lại", exact=True).count() == 0


async def respond_to_the_last(hr: Walker) -> None:
    await at_the_procedure(hr)
    await hr.press("Mở bảng ý kiến")
    await respond(hr, SHEET, "Giải trình", "07 ngày để các phòng kịp phối hợp.")
    await hr.press("Chốt bảng")
    await hr.sees("Chốt bảng thì")
    await hr.press("Chốt bảng")
    await hr.sees("Đã chốt bảng")


async def remark(union: Walker) -> None:
    await union.post.wait("opinion_union_asked", [UNION.email])
    await union.sign_in(UNION.email)
    await at_the_procedure(union)
    await union.press("Ghi ý kiến Công đoàn")
    await union.choose("Nhất trí")
    await union.press("Xem lại")
    await union.press("Ghi ý kiến của Công đoàn")
    await union.sees("Đã ghi ý kiến của Công đoàn")


async def decide(manager: Walker) -> None:
    await manager.post.wait("opinion_decision_asked", [HEAD.email])
    await at_the_procedure(manager)
    await manager.press("Xem và quyết định")
    await manager.choose("Ban hành")
    await manager.press("Xem lại")
    await manager.press("Quyết định ban hành")
    await manager.sees("Đã quyết định ban hành")


async def read_the_table(browser: Browser, hr: Walker, person: sample.Person) -> None:
    page = await browser.new_page()
    reader = Walker(page, hr.base, hr.post, LABELS)
    await page.goto(hr.post.link(person.email, "opinion_disclosed"))
    await reader.sees(reader.quoted("Kết quả tổng hợp ý kiến"))
    table = page.locator("section[aria-labelledby=table]")
    words = await table.inner_text()
    assert SAID in words
    assert SHEET in words
    assert "Đã sửa Điều 2." in words
    assert [each.full_name for each in (BY_MAIL[5], ON_PAPER) if each.full_name in words] == []
    await page.close()
