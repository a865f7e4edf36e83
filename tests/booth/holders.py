"""What a holder does on the key page, step by step."""

from dataclasses import dataclass

from playwright.sync_api import Page, expect


@dataclass
class Holder:
    """One holder at one window; `clicks` counts presses, `typed` the codes typed by hand."""

    window: Page
    address: str
    clicks: int = 0
    typed: int = 0

    def open(self, view: str) -> None:
        self.window.goto("about:blank")
        self.window.goto(self.address)
        self.sees(view)

    def sees(self, view: str) -> None:
        expect(self.window.locator(f'[data-view="{view}"]')).to_be_visible(timeout=60_000)

    def press(self, name: str) -> None:
        self.clicks += 1
        self.window.get_by_role("button", name=name, exact=True).click()

    def get_code(self) -> str:
        """Takes a recovery code and copies it to paper; gives what stands there."""
        self.press("Lấy mã khôi phục")
        self.sees("code")
        code = "-".join(self.window.locator(".recovery > li").all_inner_texts())
        self.press("Đã chép ra giấy")
        self.sees("type-back")
        return code

    def type(self, code: str) -> None:
        self.typed += 1
        self.window.get_by_role("textbox", name="Mã khôi phục").fill(code)
        self.press("Tiếp tục")
