"""One meeting of a case as the guide walks through it: prepared, summoned, held, counted apart, minuted."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count

from playwright.async_api import Browser

from cli import sample
from cli.rehearsal.appointment.inbox import letter_of
from models.store import clock
from models.store.database import reading
from notifications.sink import read_mail
from procedures import demo
from tests.journey.gathering import at_procedure, check_in, enter_totals, those_summoned, today
from tests.journey.walking import PDF, Walker, guide, labels_of, part
from words.dates import at_local, short_date

LABELS = labels_of(guide("appointment")) | labels_of(part(guide("resolution"), "Lần đầu: đặt cơ quan"))
SENIOR = 14
PEOPLE = [
    replace(person, category=sample.CATEGORIES[0]) if place < SENIOR else person
    for place, person in enumerate(sample.people(28, seed=1, without_mail=1))
]
HEAD, CLERK, UNION, INSPECTOR, NOMINEE = (PEOPLE[place] for place in (0, 2, 4, 5, 6))
SUBJECT = "Bổ nhiệm Phó Giám đốc Sở Ngoại vụ"
NUMBERS = count(40)


@dataclass
class Desks:
    """Everyone who has an account and works on the case."""

    hr: Walker
    clerk: Walker
    union: Walker
    inspector: Walker
    nominee: Walker


async def at_the_case(walker: Walker) -> None:
    await at_procedure(walker, SUBJECT)


async def file_document(hr: Walker, kind: str, number: str, day: date) -> None:
    await hr.select("Loại văn bản", hr.quoted(kind))
    await hr.fill("Số, ký hiệu", number)
    await hr.fill("Ngày văn bản", short_date(day))
    await hr.fill("Nơi ban hành hoặc người ký", "Đảng ủy Sở")
    await hr.fill("Trích yếu, lý do, hoặc nội dung kết luận", "Không có vấn đề mới; nhất trí.")
    await hr.upload("Bản quét", "van-ban.pdf", PDF)
    await hr.press("Lưu văn bản")
    await hr.sees("Đã lưu văn bản.")


async def fill_sheet(walker: Walker, ballots: int, name: str, votes: int) -> None:
    await enter_totals(walker, ballots)
    await walker.page.get_by_label(name, exact=True).fill(str(votes))


async def hold(browser: Browser, desks: Desks, *, miscounted: bool = False, nominee_votes: bool = True) -> None:
    """One meeting: prepared, summoned, held, counted apart, minuted; the last is of the leaders alone."""
    day = await summon(desks.hr)
    await reply(browser, desks)
    await not_among_the_signers(desks.hr)
    with reading() as session:
        demo.move_clock(at_local(day, 8, 31) - clock.now(session))
    voters = await attend(browser, desks, nominee_votes=nominee_votes)
    await count(desks.union, voters)
    await count(desks.inspector, voters, voters - 1 if miscounted else voters)
    if miscounted:
        await desks.inspector.sees("Hai lần nhập không khớp")
        await at_the_case(desks.hr)
        await desks.hr.sees("Chờ kiểm phiếu")
        for teller in (desks.union, desks.inspector):
            await count(teller, voters)
    await desks.inspector.sees("Hai lần nhập khớp nhau")
    await minute(desks.clerk)


async def summon(hr: Walker) -> date:
    """Hour, place, the authority's document, the summons; returns the day of the meeting."""
    day = today() + timedelta(days=2)
    await at_the_case(hr)
    await hr.press_when_offered("Chuẩn bị hội nghị")
    hour = hr.page.get_by_role("group", name=hr.quoted("Giờ họp"))
    await hr.fill("Ngày", short_date(day), hour)
    await hr.fill("Giờ", "08:30", hour)
    await hr.fill("Địa điểm", "Phòng họp tầng 2")
    await hr.fill("Người chủ trì", f"{HEAD.full_name}, Giám đốc")
    if await hr.page.get_by_role("group", name=hr.quoted("Cách họp")).count():
        await hr.choose("Họp tại hội trường")
    await hr.press("Lưu giờ, địa điểm")
    await hr.press("Lưu văn bản")
    await file_document(hr, "Văn bản duyệt danh sách triệu tập", "35/CV-SNV", today())
    await hr.press("Về quy trình")
    await hr.press("Chuẩn bị hội nghị")
    await hr.press("Xem lại và gửi giấy mời")
    await hr.press("Chốt và gửi giấy mời")
    await hr.press_when_offered("Mở trang hội nghị")
    return day


async def reply(browser: Browser, desks: Desks) -> None:
    await desks.hr.post.wait("meeting_summons", [HEAD.email])
    page = await browser.new_page()
    head = Walker(page, desks.hr.base, desks.hr.post, LABELS)
    await page.goto(head.post.link(HEAD.email, "meeting_summons"))
    await head.choose("Tôi dự họp")
    await head.press("Xem lại")
    await head.press("Gửi xác nhận")
    await head.sees(": đồng chí dự họp.")
    await page.close()


async def not_among_the_signers(hr: Walker) -> None:
    """Moving the meeting would be signed by the union or the other inspector, never by the nominee."""
    await hr.press("Giấy mời, danh sách, dời hội nghị")
    await hr.press("Đề nghị dời hội nghị")
    await hr.fill("Địa điểm", "Hội trường tầng 1")
    await hr.fill("Lý do", "Phòng họp đang sửa.")
    await hr.press("Xem lại")
    await hr.sees(UNION.full_name)
    words = await hr.page.get_by_role("main").inner_text()
    assert INSPECTOR.full_name in words
    assert NOMINEE.full_name not in words
    await hr.press("Thôi")


async def attend(browser: Browser, desks: Desks, *, nominee_votes: bool) -> int:
    """The nominee by the code on the wall, all others by the list; returns how many ballots go out."""
    clerk = desks.clerk
    await at_the_case(clerk)
    rows = await those_summoned(clerk, "Mở trang hội nghị")
    assert await rows.filter(has_text=NOMINEE.full_name).count() == int(nominee_votes), await rows.all_inner_texts()
    if nominee_votes:
        await come_by_code(browser, desks)
        await clerk.sees("quét mã")
    others = rows.filter(has_not_text=NOMINEE.full_name)
    await check_in(clerk, await others.all())
    words = await clerk.page.get_by_text(re.compile(r"Đã chốt điểm danh: \d+/\d+ người")).first.inner_text()
    present, summoned = re.search(r"(\d+)/(\d+)", words).groups()  # pyright: ignore
    assert present == summoned
    return int(present)


async def come_by_code(browser: Browser, desks: Desks) -> None:
    clerk, page = desks.clerk, await browser.new_page()
    await clerk.press("Màn hình hội trường")
    phone = Walker(page, clerk.base, clerk.post, LABELS)
    await page.goto(clerk.post.link(NOMINEE.email, "meeting_summons"))
    await phone.sees("có, mỗi người một phiếu")
    await page.goto(await clerk.page.locator(".code").inner_text())
    await phone.fill("Thư điện tử nhận giấy mời", NOMINEE.email)
    await phone.fill("Mã trong giấy mời (8 chữ và số)", code_of(clerk))
    await phone.press("Xem lại")
    await phone.press("Tôi có mặt")
    await phone.sees("phát phiếu cho người có mặt")
    await page.close()
    await clerk.page.go_back()
    await clerk.page.reload()


def code_of(walker: Walker) -> str:
    """The code printed in the nominee's summons."""
    letters = [letter_of(read_mail(path)) for path in sorted(walker.post.folder.glob("*.eml"))]
    return [each.code for each in letters if each.kind == "meeting_summons" and NOMINEE.email in each.to][-1]


async def count(teller: Walker, ballots: int, votes: int | None = None) -> None:
    await at_the_case(teller)
    await teller.press_when_offered("Nhập kết quả kiểm phiếu")
    await fill_sheet(teller, ballots, NOMINEE.full_name, ballots if votes is None else votes)
    await teller.fill("Trong số không hợp lệ: phiếu ghi tên ngoài danh sách", "0")
    await teller.upload("Bản quét phiếu kiểm đã ký", "phieu-kiem.pdf", PDF)
    await teller.press("Gửi kết quả kiểm phiếu")


async def minute(clerk: Walker) -> None:
    await at_the_case(clerk)
    await clerk.press_when_offered("Ghi diễn biến")
    await clerk.fill("Diễn biến, ghi vào biên bản", "Hội nghị thảo luận, thống nhất.")
    await clerk.fill("Giờ", "08:31", clerk.page.get_by_role("group", name=clerk.quoted("Kết thúc lúc")))
    await clerk.press("Lưu diễn biến")
    await clerk.sees("Đã lưu diễn biến.")
    for paper in ("Biên bản kiểm phiếu", "Biên bản hội nghị"):
        await clerk.enter_in_register(clerk.quoted(paper), str(next(NUMBERS)), short_date(today()), HEAD.full_name)
