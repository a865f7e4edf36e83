"""A browser without a screen: it opens pages, fills the forms it finds there, and keeps a log of what it was told."""

import asyncio
from dataclasses import dataclass, field
from urllib.parse import urljoin

import httpx
import pyotp
from lxml import html

from models.store import clock
from models.store.database import reading

PATIENCE = 300
TIE_PHONE, TYPE_CODE = "Gắn điện thoại này", "Vào làm việc"
HALF_MINUTE = 30


@dataclass
class Exchange:
    """One request and its answer's status; `sent` are the fields of its form."""

    method: str
    path: str
    status: int
    sent: tuple[tuple[str, str], ...] = ()


@dataclass
class Log:
    """What every browser of a rehearsal sent."""

    exchanges: list[Exchange] = field(default_factory=list)


class NotThere(Exception):
    """A page lacks the form, button or link that the script looks for."""


class Browser:
    """One person's browser, with its own cookies."""

    def __init__(self, base: str, log: Log) -> None:
        self.base, self.log = base, log
        unkept = httpx.Limits(max_keepalive_connections=0)
        self.client = httpx.AsyncClient(base_url=base, timeout=60, headers={"Origin": base}, limits=unkept)
        self.status, self.address, self.text = 0, base, ""

    async def open(self, address: str) -> "Browser":
        """GET a page, following redirects."""
        await self._send("GET", address)
        return self

    async def press(
        self, label: str, files: dict[str, tuple[str, bytes]] | None = None, which: str = "", **filled: object
    ) -> "Browser":
        """Fill the form that holds a button of this label and press it; lists fill several boxes of one name.

        `which` is the button's value, where several have the same label.
        """
        form, button = self._form_with(label, which)
        data = [(name, value) for name, value in form.form_values() if name not in filled]
        for name, value in filled.items():
            data += [(name, str(each)) for each in (value if isinstance(value, list) else [value])]
        if button.get("name"):
            data.append((button.get("name"), button.get("value") or ""))
        action = button.get("formaction") or form.action or self.address
        await self._send(form.method, urljoin(self.address, action), data, files)
        return self

    async def post(self, address: str, **filled: str) -> "Browser":
        """Send what no page offers, with the form token of the page that is open."""
        token = next(each.get("value") for each in self.page.iter("input") if each.get("name") == "csrf")
        await self._send("POST", address, [("csrf", token or ""), *filled.items()])
        return self

    async def send(self, address: str, body: bytes) -> bytes:
        """POST what a script of our pages posts, as JSON; raises NotThere with what the product said to it."""
        answer = await self._answer("POST", address, content=body)
        self.log.exchanges.append(Exchange("POST", answer.url.path, answer.status_code))
        if answer.is_error:
            raise NotThere(f"{answer.url.path} ({answer.status_code}): {answer.text[:300]}")
        return answer.content

    async def fetch(self, address: str) -> bytes:
        """What a file holds; raises httpx.HTTPStatusError where there is none."""
        answer = await self._answer("GET", address)
        return answer.raise_for_status().content

    def link(self, label: str) -> str:
        """The address of the first link whose words hold the label; raises NotThere."""
        for link in self.page.iter("a"):
            if label in " ".join(link.text_content().split()):
                return urljoin(self.address, link.get("href") or "")
        raise NotThere(f"{self.address} ({self.status}): không có liên kết «{label}»: {self.words[:300]}")

    def has_button(self, label: str) -> bool:
        return any(_says(button, label) for button in self.page.iter("button"))

    @property
    def page(self) -> html.HtmlElement:
        return html.document_fromstring(self.text)

    @property
    def words(self) -> str:
        """The text of the page, spaces folded."""
        return " ".join(self.page.text_content().split())

    def _form_with(self, label: str, which: str = "") -> tuple[html.FormElement, html.HtmlElement]:
        for form in self.page.forms:
            for button in form.iter("button"):
                if _says(button, label) and which in ("", button.get("value")):
                    return form, button
        raise NotThere(f"{self.address} ({self.status}): không có nút «{label}»: {self.words[:300]}")

    async def _send(
        self,
        method: str,
        address: str,
        data: list[tuple[str, str]] | None = None,
        files: dict[str, tuple[str, bytes]] | None = None,
    ) -> None:
        answer = await self._answer(method, address, data, files)
        self.log.exchanges.append(Exchange(method, answer.url.path, answer.status_code, tuple(data or ())))
        self.status, self.address, self.text = answer.status_code, str(answer.url), answer.text
        if answer.is_redirect:
            await self._send("GET", urljoin(self.address, answer.headers["location"]))

    async def _answer(
        self,
        method: str,
        address: str,
        data: list[tuple[str, str]] | None = None,
        files: dict[str, tuple[str, bytes]] | None = None,
        content: bytes | None = None,
    ) -> httpx.Response:
        """Send, trying again while the pages restart: a browser's user presses again."""
        async with asyncio.timeout(PATIENCE):
            while True:
                try:
                    return await self.client.request(method, address, **_body(data, files, content))
                except httpx.TransportError:
                    await asyncio.sleep(0.3)


class Phones:
    """The authenticators of a rehearsal's people: each keeps the key that was shown once, and shows its codes."""

    def __init__(self) -> None:
        self.keys: dict[str, str] = {}
        self._shown: dict[str, int] = {}

    async def confirm(self, browser: Browser, email: str) -> Browser:
        """Where the page asks for this person's phone, tie it or type its code; elsewhere nothing happens."""
        async with asyncio.timeout(PATIENCE):
            while button := next((label for label in (TIE_PHONE, TYPE_CODE) if browser.has_button(label)), None):
                if button == TIE_PHONE:
                    self.keys[email] = browser.page.get_element_by_id("key").text_content().replace(" ", "")
                await browser.press(button, code=await self._code(email))
        return browser

    async def _code(self, email: str) -> str:
        """The code of this half minute; one that was typed already is waited away."""
        while (step := _half_minute()) <= self._shown.get(email, 0):
            await asyncio.sleep(0.5)
        self._shown[email] = step
        return pyotp.TOTP(self.keys[email]).generate_otp(step)


def _half_minute() -> int:
    with reading() as session:
        return int(clock.unmoved(session).timestamp()) // HALF_MINUTE


def _body(
    data: list[tuple[str, str]] | None, files: dict[str, tuple[str, bytes]] | None, content: bytes | None
) -> dict[str, object]:
    if content is not None:
        return {"content": content, "headers": {"Content-Type": "application/json"}}
    if data is None:
        return {}
    grouped: dict[str, list[str]] = {}
    for name, value in data:
        grouped.setdefault(name, []).append(value)
    return {"data": grouped, **({"files": files} if files else {})}


def _says(element: html.HtmlElement, label: str) -> bool:
    return " ".join(element.text_content().split()) == label
