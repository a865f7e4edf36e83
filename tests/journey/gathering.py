"""What the guides to an appointment, a poll and a conference share: duties, attendance, the tellers' totals."""

import re
from datetime import date

from playwright.async_api import Locator

from cli import sample
from models.store import clock
from models.store.database import reading
from procedures import demo
from tests.journey.walking import Walker
from words.dates import at_local, local_day

LINES = ("Số phiếu phát ra", "Số phiếu thu về", "Số phiếu hợp lệ")
NOUGHTS = ("Số phiếu không hợp lệ", "Số phiếu trắng")


def today() -> date:
    with reading() as session:
        return local_day(clock.now(session))


def move_to(day: date) -> None:
    """A minute past eight on that day."""
    with reading() as session:
        demo.move_clock(at_local(day, 8, 1) - clock.now(session))


async def at_procedure(walker: Walker, subject: str) -> None:
    await walker.section("Quy trình")
    await walker.page.get_by_role("link", name=re.compile(f"^{subject}", re.IGNORECASE)).first.click()
    await walker.sees("Các bước theo luật")


async def give_duty(hr: Walker, duty: str, person: sample.Person) -> None:
    await hr.choose(duty)
    await hr.select("Người giữ nhiệm vụ", person.full_name)
    await hr.press("Giao nhiệm vụ")
    await hr.sees("Đã giao nhiệm vụ.")


async def those_summoned(clerk: Walker, button: str) -> Locator:
    """The rows of everyone summoned, on the page that this button opens."""
    await clerk.press_when_offered(button)
    await clerk.page.get_by_role("heading", name="Người được triệu tập").wait_for()
    await clerk.page.wait_for_load_state()
    return clerk.page.locator('li[id^="person-"]')


async def check_in(clerk: Walker, rows: list[Locator]) -> None:
    """These people are there; then the list is closed."""
    for row in rows:
        await clerk.press("Có mặt", row)
        await row.get_by_role("button", name="Thôi ghi có mặt", exact=True).wait_for()
    await clerk.press("Chốt điểm danh")
    await clerk.press("Chốt điểm danh")
    await clerk.sees("Đã chốt điểm danh:")


async def enter_totals(teller: Walker, ballots: int) -> None:
    """Every ballot handed out came back valid."""
    for line in LINES:
        await teller.fill(line, str(ballots))
    for line in NOUGHTS:
        await teller.fill(line, "0")
