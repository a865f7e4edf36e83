"""The play of a circulated resolution, told through the pages as its people would."""

from datetime import date
from itertools import count
from pathlib import Path

from cli import sample
from cli.rehearsal.browser import Browser
from cli.rehearsal.cast import Cast
from cli.rehearsal.faults import ANSWERING, CLOSING, REMINDING
from cli.rehearsal.play import SIGNED, Mishap, Play, Tell
from cli.rehearsal.stage import Stage
from models import Role
from words.dates import short_date

LIST_SCAN = ("danh-sach-da-ky.pdf", SIGNED)


class CirculationPlay(Play):
    """A resolution adopted on a day: most read it at once, some after a reminder, some on paper, some never."""

    papers = ("resolution", "reading_list", "closing_notice")

    def __init__(
        self, stage: Stage, cast: Cast, out: Path, mishap: Mishap, tell: Tell, adopted_on: date = sample.ADOPTED_ON
    ) -> None:
        super().__init__(stage, cast, out, mishap, tell)
        self.adopted_on = adopted_on

    async def run(self) -> None:
        """From an empty database to the filed closing paper."""
        await self.circulate()
        await self.keep_papers()

    async def circulate(self) -> None:
        """HR, the clerk and everyone who reads, to the filed closing paper."""
        await self.set_up()
        await self.draft_and_open()
        await self.sign()
        await self.scene("circulating")
        await self.arrived("resolution_circulated", self.cast.by_mail)
        await self.scene(ANSWERING)
        await self.read(self.cast.at_once, "resolution_circulated")
        await self.sign_on_paper()
        await self.remind()
        await self.scene("answering after the reminder")
        await self.read(self.cast.after_reminder, "resolution_reminder")
        await self.close()
        await self.scene("filing")
        await self.file("closing_notice", 12, "TB-SNgV", self.adopted_on)

    async def draft_and_open(self) -> None:
        """HR's wizard, step by step."""
        hr = await self.begin("resolution", sample.SUBJECT)
        typed = [f"Điều {n}. {heading}\n" + "\n".join(said) for (heading, said), n in zip(sample.ARTICLES, count(1))]
        await hr.press(
            "Lưu và sang bước 3",
            conference=sample.CONFERENCE,
            adopted_on=short_date(self.adopted_on),
            bases="\n".join(sample.BASES),
            text="\n\n".join(typed),
        )
        await self.write_items(hr)
        await self.time_and_invite(hr, "Đề nghị đồng chí đọc kỹ Điều 2.", closes_in=6, reminder_in=3)
        await hr.press("Mở việc phổ biến")

    async def write_items(self, hr: Browser) -> None:
        """What is to be carried out: nothing in this play."""

    async def sign(self) -> None:
        """The clerk's letter arrives; the clerk enters number, date and scan."""
        await self.scene("signing")
        await self.told("resolution_awaits_signature", Role.CLERK)
        await self.file("resolution", 5, "NQ-HNCBCC", self.adopted_on)

    async def read(self, people: list[sample.Person], kind: str) -> None:
        """Each opens the link of the own mail, chooses, looks again, presses; some press twice."""

        async def reader(index: int, person: sample.Person) -> None:
            await self.acknowledge(self.post.link(person.email, kind), twice=index % 5 == 0)

        await self.all_at_once(people, reader)
        await self.arrived("answer_recorded", people)

    async def acknowledge(self, link: str, twice: bool = False) -> Browser:
        browser = Browser(self.stage.base, self.log)
        await browser.open(link)
        await browser.press("Xem lại", choice="read")
        review = browser.text, browser.address
        await browser.press("Xác nhận đã đọc")
        if twice:
            browser.text, browser.address = review
            await browser.press("Xác nhận đã đọc")
        return browser

    async def sign_on_paper(self) -> None:
        """HR enters those who signed the printed list, with its scan."""
        await self.scene("paper list")
        hr = await self.desk(Role.HR)
        await hr.open(f"/procedures/{self.procedure}/reading-list")
        names = {person.full_name for person in self.cast.on_paper}
        boxes = [box.get("value") for box in hr.page.iter("input") if box.get("type") == "checkbox"]
        labels = {label.get("for"): label.text_content() for label in hr.page.iter("label")}
        ids = {box.get("value"): box.get("id") for box in hr.page.iter("input") if box.get("type") == "checkbox"}
        signed = [value for value in boxes if any(name in labels.get(ids[value], "") for name in names)]
        await hr.press("Ghi những người đã ký", files={"scan": LIST_SCAN}, people=signed[: len(self.cast.on_paper)])

    async def remind(self) -> None:
        """Three days later those who have not answered are reminded, and nobody else."""
        await self.scene(REMINDING)
        await self.move_past(self.reminder_at)
        await self.arrived("resolution_reminder", [*self.cast.after_reminder, *self.cast.never])

    async def close(self) -> None:
        """The deadline passes; a late answer is refused at once; the missing are named; the paper is drafted."""
        await self.scene(CLOSING)
        late = Browser(self.stage.base, self.log)
        await late.open(self.post.link(self.cast.never[0].email, "resolution_reminder"))
        await late.press("Xem lại", choice="read")
        await self.move_past(self.closes_at)
        await late.press("Xác nhận đã đọc")
        self.late_answers += late.status == 200
        await self.told("resolution_missing", Role.HR, Role.MANAGER)
        await self.told("resolution_closing_paper", Role.HR, Role.MANAGER, Role.CLERK)
