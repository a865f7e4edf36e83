"""Someone with a guide in hand, who touches nothing that the guide does not quote; and the set-up all guides share."""

import asyncio
import re
import sys
from pathlib import Path

import pyotp
from playwright.async_api import Locator, Page

from cli import sample
from cli.rehearsal.post import PATIENCE, Post
from models import Role
from settings import ROOT

GUIDES = ROOT / "docs" / "procedures"
PDF = b"%PDF-1.4\ntrailer<</Root 1 0 R>>\n%%EOF\n"
HOLDERS = {Role.MANAGER: 0, Role.HR: 1, Role.CLERK: 2, Role.OPERATOR: 3, Role.UNION: 4}


def labels_of(text: str) -> set[str]:
    """What a guide quotes."""
    return {" ".join(label.split()) for label in re.findall(r"«([^»]+)»", text)}


def guide(name: str) -> str:
    return (GUIDES / f"{name}.md").read_text(encoding="utf-8")


def part(text: str, heading: str) -> str:
    """One part of a guide, from its heading to the next."""
    return text.partition(f"## {heading}")[2].partition("\n## ")[0]


class Walker:
    """A person at a page with the labels that the guide quotes."""

    def __init__(self, page: Page, base: str, post: Post, labels: set[str]) -> None:
        self.page, self.base, self.post, self.labels = page, base, post, labels

    def quoted(self, label: str) -> str:
        assert label in self.labels, f"the guide does not quote «{label}»"
        return label

    async def press(self, label: str, within: Locator | None = None) -> None:
        place = within or self.page
        button = place.get_by_role("button", name=self.quoted(label), exact=True)
        link = place.get_by_role("link", name=label)
        await button.or_(link).first.click()

    async def section(self, label: str) -> None:
        await self.page.get_by_role("navigation").get_by_role("link", name=self.quoted(label), exact=True).click()

    async def unfold(self, label: str) -> None:
        await self.page.locator("summary", has_text=self.quoted(label)).first.click()

    async def fill(self, label: str, text: str, within: Locator | None = None) -> None:
        named = re.compile(rf"^{re.escape(self.quoted(label))}( \(không bắt buộc\))?$")
        await (within or self.page).get_by_label(named).fill(text)

    async def choose(self, label: str, within: Locator | None = None) -> None:
        """One of several, by how its words begin: a hint may follow."""
        named = re.compile(f"^{re.escape(self.quoted(label))}")
        await (within or self.page).get_by_role("radio", name=named).check()

    async def upload(self, label: str, name: str, content: bytes, mime: str = "application/octet-stream") -> None:
        file = {"name": name, "mimeType": mime, "buffer": content}
        await self.page.get_by_label(self.quoted(label)).set_input_files(file)

    async def tick(self, label: str) -> None:
        await self.page.get_by_role("checkbox", name=re.compile(f"^{re.escape(self.quoted(label))}")).check()

    async def select(self, label: str, option: str) -> None:
        """An option by how its words begin."""
        control = self.page.get_by_label(self.quoted(label), exact=True)
        words = await control.locator("option").all_inner_texts()
        await control.select_option(label=next(each for each in words if each.startswith(option)))

    async def press_when_offered(self, label: str) -> None:
        """Look at the page again until it offers this, for the flow goes on by itself."""
        offered = self.page.get_by_role("link", name=self.quoted(label))
        async with asyncio.timeout(PATIENCE):
            while not await offered.count():
                await self.page.reload()
        await offered.first.click()

    async def sees(self, words: str) -> None:
        await self.page.get_by_text(words).locator("visible=true").first.wait_for()

    async def sign_in(self, email: str) -> None:
        await self.page.goto(f"{self.base}/sign-in")
        known = len(self.post.of("sign_in_code", email))
        await self.fill("Địa chỉ thư", email)
        await self.press("Gửi mã cho tôi")
        await self.fill("Mã sáu chữ số", await self.post.code(email, known))
        await self.press("Đăng nhập")

    async def tie_phone(self) -> None:
        key = await self.page.locator("#key").inner_text()
        await self.fill("Mã trên điện thoại", pyotp.TOTP(key.replace(" ", "")).now())
        await self.press("Gắn điện thoại này")

    async def set_up(self, people: list[sample.Person]) -> None:
        """HR's first visit: the phone, the agency, the staff list."""
        hr = people[HOLDERS[Role.HR]]
        await self.sign_in(hr.email)
        await self.tie_phone()
        await self.section("Cơ quan")
        for label, text in {
            "Tên cơ quan": "Sở Ngoại vụ",
            "Chữ viết tắt": "SNgV",
            "Địa danh": "Bình Minh",
            "Chức danh người đứng đầu": "Giám đốc",
            "Ai giải đáp cho cán bộ": f"{hr.full_name}, máy lẻ 102",
        }.items():
            await self.fill(label, text)
        await self.press("Lưu thông tin cơ quan")
        await self.section("Cán bộ")
        await self.press("Tải danh sách")
        await self.upload("Tệp danh sách", "can-bo.csv", sample.as_csv(people), "text/csv")
        await self.press("Đọc tệp")
        await self.press("Nhận danh sách")

    async def enter_in_register(self, paper: str, number: str, day: str, signer: str) -> None:
        """The clerk finds the paper that waits, and files it signed."""
        await self.section("Văn bản")
        waiting = self.page.get_by_role("link", name=re.compile(f"Mở và vào sổ.*{paper}"))
        async with asyncio.timeout(PATIENCE):
            while not await waiting.count():
                await self.page.reload()
        await waiting.first.click()
        await self.fill("Số", number)
        await self.fill("Ngày văn bản", day)
        await self.fill("Người ký", signer)
        await self.upload("Bản quét đã ký, đóng dấu", "ban-ky.pdf", PDF, "application/pdf")
        await self.press("Vào sổ và lưu bản ký")
        await self.sees("Đã vào sổ số")


async def named_by_the_operator(people: list[sample.Person], *more: tuple[Role, int]) -> None:
    """`danchu accounts init`, as the guide says; `more`: roles and who holds them besides, by place in the list."""
    holders = [*HOLDERS.items(), *more]
    named = [f"--{role}={people[place].full_name} <{people[place].email}>" for role, place in holders]
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "cli.main", "accounts", "init", *named)
    assert await process.wait() == 0


def mailbox(folder: Path) -> Post:
    return Post(folder / "mail")
