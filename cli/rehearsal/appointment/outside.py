"""Those who may not see a result: what each of them is shown of a case, kept for whoever looks later."""

from dataclasses import dataclass

from cli.rehearsal.appointment.held import Held
from cli.rehearsal.appointment.holding import Holding
from cli.rehearsal.appointment.people import TELLERS
from cli.rehearsal.browser import Browser
from models import Role

RESULTS = ("counting_minutes", "meeting_minutes")
NOT_YOURS, ATTENDEE = 403, "attendee"


@dataclass(frozen=True)
class Seen:
    """What someone was shown of a meeting that is not announced to them: the page as text, or a paper's refusal."""

    occurrence: int
    who: str
    address: str
    status: int
    text: str

    @property
    def is_of_case(self) -> bool:
        """Whether this is the page of the whole case."""
        return self.address.count("/") == 2 and self.who != ATTENDEE


class Outside(Holding):
    """The scene after a count of which not everybody is told."""

    seen: list[Seen]

    async def look_in_from_outside(self, held: Held) -> None:
        """Union, inspectors, those who were there, a nominee: each opens the own page, and tries the papers."""
        shown = held.law.shown_to
        for role, place in self.company.outsiders.items():
            is_there = held.law.announced or role.value in shown or place in TELLERS[: self.tellers]
            if not is_there:
                await self._watch(await self.desk_at(place), role, held)
        if not held.law.announced:
            for entry in sorted(held.present)[:3]:
                if letter := self.letters.get(entry):
                    browser = await Browser(self.stage.base, self.log).open(letter.link)
                    self._keep(held, ATTENDEE, browser)

    async def _watch(self, browser: Browser, role: Role, held: Held) -> None:
        await browser.open(f"/procedures/{self.procedure}")
        self._keep(held, role.value, browser)
        for kind in RESULTS if held.ballots else RESULTS[1:]:
            await browser.open(f"/procedures/{self.procedure}/papers/{kind}-{held.number}.html")
            self._keep(held, role.value, browser)

    def _keep(self, held: Held, who: str, browser: Browser) -> None:
        address = browser.address.split("?")[0].removeprefix(self.stage.base)
        if address.startswith("/p/"):
            address = "/p/…"
        self.seen.append(Seen(held.number, who, address, browser.status, browser.words))
        folder = self.out / "pages"
        folder.mkdir(parents=True, exist_ok=True)
        name = f"{held.number}-{who}-{len(self.seen):03d}.html"
        (folder / name).write_text(browser.text, encoding="utf-8")
