"""What a voter does in the booth, step by step, and how many clicks it took."""

from dataclasses import dataclass

from playwright.sync_api import Page, expect


@dataclass
class Voter:
    """One person at one window; `clicks` counts every press."""

    window: Page
    clicks: int = 0

    def open(self, link: str, view: str = "choose") -> None:
        """Opens a link as a letter does, and waits for the view that it leads to."""
        self.window.goto("about:blank")
        self.window.goto(link)
        self.sees(view)

    def sees(self, view: str) -> None:
        expect(self.window.locator(f'[data-view="{view}"]')).to_be_visible(timeout=30_000)

    def press(self, name: str) -> None:
        self.clicks += 1
        self.window.get_by_role("button", name=name, exact=True).click()

    def choose(self, *labels: str) -> None:
        """One row after the other, by its words; in the n-th question where the words stand in several."""
        for label in labels:
            self.clicks += 1
            self.window.locator(".choice label", has_text=label).first.click()

    def choose_in(self, question: int, label: str) -> None:
        self.clicks += 1
        self.window.locator("fieldset").nth(question).get_by_text(label, exact=True).click()

    def send(self) -> str:
        """Reviews and sends; gives the tracker of the receipt."""
        self.press("Xem lại")
        self.sees("review")
        self.press("Gửi phiếu")
        self.sees("receipt")
        return self.window.locator('[data-fill="tracker"]').inner_text()
