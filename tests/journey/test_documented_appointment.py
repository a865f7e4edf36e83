"""The guide to an appointment, followed by its own labels: from a first meeting on paper to the decision, signed."""

import re
from datetime import timedelta

from playwright.async_api import Browser, async_playwright

from cli.rehearsal.stage import Stage
from models import Role
from tests.chromium import launched
from tests.journey.gathering import give_duty, today
from tests.journey.meeting_day import (
    CLERK,
    HEAD,
    INSPECTOR,
    LABELS,
    NOMINEE,
    PEOPLE,
    SUBJECT,
    UNION,
    Desks,
    at_the_case,
    file_document,
    fill_sheet,
    hold,
)
from tests.journey.walking import PDF, Walker, mailbox, named_by_the_operator
from words.dates import short_date

POSITIONS = {
    "Người đứng đầu": (0,),
    "Cấp phó của người đứng đầu": (7, 8),
    "Đại diện bộ phận tổ chức cán bộ (dự, không bỏ phiếu)": (1,),
    "Người đứng đầu tổ chức chính trị - xã hội": (4,),
    "Người đứng đầu đơn vị thuộc, trực thuộc": (6, 9, 10),
    "Cấp phó của người đứng đầu đơn vị": (11, 12, 13, 27),
}
BASIS = {
    True: "Căn cứ: số, ngày, nơi cấp; hoặc vì sao chưa đạt",
    False: "Căn cứ: số, ngày, nơi cấp; hoặc vì sao chưa có",
}
LEADERS = 3


async def test_the_guide_leads_from_a_meeting_on_paper_to_the_decision_signed(empty: Stage) -> None:
    nominee = PEOPLE.index(NOMINEE)
    await named_by_the_operator(PEOPLE, (Role.HR, nominee), (Role.INSPECTOR, nominee), (Role.INSPECTOR, 5))
    async with async_playwright() as playwright, launched(playwright) as browser:
        desks = await seated(browser, empty)
        await say_positions(desks.hr)
        await open_case(desks.hr)
        await refused_everything(desks.nominee)
        await check(desks.hr, "Đạt", "Lưu tiêu chuẩn, điều kiện", is_eligibility=True)
        await type_in_the_first(desks.hr)
        await hold(browser, desks, miscounted=True)
        await hold(browser, desks)
        await file_grounds(desks.hr)
        await hold(browser, desks, nominee_votes=False)
        await check(desks.hr, "Đã có", "Lưu hồ sơ", is_eligibility=False)
        for number, paper in enumerate(("Tờ trình bổ nhiệm", "Quyết định bổ nhiệm", "Thông báo bổ nhiệm"), start=30):
            await desks.clerk.enter_in_register(
                desks.clerk.quoted(paper), str(number), short_date(today()), HEAD.full_name
            )
        await desks.hr.post.wait("appointment_disclosed", [person.email for person in PEOPLE[:-1]])
        await at_the_case(desks.hr)
        await desks.hr.sees("Đã bổ nhiệm.")


async def seated(browser: Browser, built: Stage) -> Desks:
    post = mailbox(built.folder)
    hr, *others = [Walker(await browser.new_page(), built.base, post, LABELS) for _ in range(5)]
    await hr.set_up(PEOPLE)
    for walker, person in zip(others, (CLERK, UNION, INSPECTOR, NOMINEE), strict=True):
        await walker.sign_in(person.email)
    await others[-1].tie_phone()
    return Desks(hr, *others)


async def say_positions(hr: Walker) -> None:
    await hr.section("Cán bộ")
    await hr.press("Thành phần triệu tập")
    for position, places in POSITIONS.items():
        for place in places:
            await hr.page.get_by_label(f"{PEOPLE[place].full_name}: {hr.quoted(position)}", exact=True).check()
    await hr.press("Lưu vị trí")
    await hr.sees("Đã lưu vị trí, 12 người thay đổi.")


async def open_case(hr: Walker) -> None:
    """The six steps; the first two meetings of the law lie behind and before."""
    begun_on = today() - timedelta(days=2)
    await hr.section("Bàn làm việc")
    await hr.press("Soạn quy trình mới")
    await hr.choose("Bổ nhiệm")
    await hr.fill("Tên văn bản hoặc việc cần làm", SUBJECT)
    await hr.press("Tạo bản nháp")
    await hr.fill("Nhu cầu, căn cứ, dự kiến phân công", "Sở còn thiếu một Phó Giám đốc.")
    await hr.fill("Ngày bắt đầu quy trình", short_date(begun_on))
    await hr.choose("Tập thể lãnh đạo và cấp ủy quyết định")
    await hr.choose("Người đứng đầu cơ quan, theo thẩm quyền")
    await hr.choose("Đang có, không liên quan")
    await hr.tick("Cơ quan có tổ chức cấu thành (phòng, đơn vị)")
    await hr.choose("Lãnh đạo cơ quan")
    await hr.select("Việc đã làm trên giấy đến đâu?", hr.quoted("Từ bước 2"))
    await hr.press("Lưu và sang bước 2")
    await name_the_nominee(hr)
    await hr.press("Văn bản căn cứ")
    await file_document(hr, "Văn bản về chủ trương", "12-NQ/ĐU", begun_on)
    await hr.press("Soạn tiếp")
    await assign(hr)
    await hr.press("Soạn tiếp")
    await hr.press("Giấy mời")
    await hr.fill("Lời nhắn của cơ quan", "Đề nghị đồng chí đến đúng giờ.")
    await hr.press("Lưu và sang bước 6")
    await hr.press("Mở quy trình bổ nhiệm")
    await hr.sees("Đã mở quy trình bổ nhiệm.")


async def name_the_nominee(hr: Walker) -> None:
    await hr.fill("Chức vụ", "Phó Giám đốc")
    await hr.press("Lưu vị trí")
    await hr.press("Thêm nhân sự")
    await hr.fill("Tìm theo tên, chức vụ", NOMINEE.full_name)
    await hr.press("Tìm")
    await hr.page.get_by_role("radio", name=re.compile(f"^{NOMINEE.full_name}")).check()
    await hr.fill("Dự kiến phân công công tác", "Phụ trách công tác lãnh sự.")
    await hr.press("Ghi vào danh sách nhân sự")
    await hr.press("Sang bước 3")


async def assign(hr: Walker) -> None:
    """Each duty to someone; whoever the case is about is not among those who can be chosen."""
    duties = (("Thư ký", CLERK), ("Kiểm phiếu", UNION), ("Kiểm phiếu", INSPECTOR), ("Quyết định", HEAD))
    for duty, person in duties:
        offered = await hr.page.get_by_label(hr.quoted("Người giữ nhiệm vụ"), exact=True).inner_text()
        assert INSPECTOR.full_name in offered
        assert NOMINEE.full_name not in offered
        await give_duty(hr, duty, person)


async def refused_everything(nominee: Walker) -> None:
    """The nominee holds a role of HR, and files nothing in a case that is about the nominee."""
    await at_the_case(nominee)
    await nominee.press("Văn bản căn cứ")
    await nominee.sees("có tên trong danh sách xem xét")


async def check(hr: Walker, verdict: str, save: str, *, is_eligibility: bool) -> None:
    """Every condition, or every part of the dossier, found in order."""
    await at_the_case(hr)
    await hr.press_when_offered("Rà soát nhân sự")
    await hr.page.get_by_role("link", name=NOMINEE.full_name).first.click()
    heading = "Tiêu chuẩn, điều kiện" if is_eligibility else "Hồ sơ bổ nhiệm"
    await hr.page.get_by_role("button", name=save, exact=True).wait_for()
    for item in await hr.page.get_by_role("form", name=heading).get_by_role("article").all():
        if await item.get_by_role("radio").count():
            await hr.choose(verdict, item)
            await hr.fill(BASIS[is_eligibility], "Đã đối chiếu hồ sơ cán bộ.", item)
            for day in await item.get_by_label(re.compile(f"^{hr.quoted('Ngày của giấy tờ')}")).all():
                await day.fill(short_date(today()))
    await hr.press(save)
    await hr.sees("Đã lưu")


async def type_in_the_first(hr: Walker) -> None:
    await at_the_case(hr)
    await hr.press_when_offered("Nhập kết quả")
    await hr.fill("Ngày họp", short_date(today() - timedelta(days=1)))
    await hr.fill("Số người có mặt được bỏ phiếu", str(LEADERS))
    await fill_sheet(hr, LEADERS, f"Số phiếu cho {NOMINEE.full_name}", LEADERS)
    await hr.fill("Phiếu ghi tên người ngoài danh sách (trong số phiếu không hợp lệ)", "0")
    await hr.upload("Bản quét biên bản kiểm phiếu, biên bản hội nghị", "bien-ban.pdf", PDF)
    await hr.tick("Các số trên đã được đối chiếu với biên bản")
    await hr.press("Ghi nhận kết quả")
    await hr.sees("Đã ghi nhận kết quả hội nghị họp trên giấy.")


async def file_grounds(hr: Walker) -> None:
    """What the law wants before the last meeting."""
    await at_the_case(hr)
    await hr.press_when_offered("Lưu văn bản")
    await file_document(hr, "Kết luận vấn đề mới nảy sinh", "20-KL/ĐU", today())
    await file_document(hr, "Ý kiến của cấp ủy", "21-CV/ĐU", today())
