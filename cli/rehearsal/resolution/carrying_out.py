"""The play of a resolution that is circulated and then carried out: a year of its items, to the next conference."""

from datetime import datetime, timedelta

from cli import sample
from cli.rehearsal.browser import Browser
from cli.rehearsal.play import SIGNED
from cli.rehearsal.resolution.circulating import CirculationPlay
from cli.rehearsal.resolution.next_conference import REPORT, NextConference
from models import Procedure, Role
from models.store.database import reading
from procedures.resolution.items import schedule
from words.dates import at_local, short_date

EVIDENCE = ("bien-ban-nghiem-thu.pdf", SIGNED)
NEXT_MORNING = timedelta(days=1)


class CarryingOutPlay(NextConference):
    """Three items: one is done at the second try, of one progress is reported, of one its owner says nothing."""

    papers = (*CirculationPlay.papers, "items_check-1", "items_check-2", "items_outcome", REPORT)

    @property
    def owners(self) -> list[sample.Person]:
        """Who carries out which: people who read by mail, none of them HR, which judges."""
        readers = [*self.cast.at_once, *self.cast.after_reminder]
        return [person for person in readers if person != self.cast.holder(Role.HR)][: len(sample.ITEMS)]

    async def run(self) -> None:
        """From an empty database to the filed list of what became of each item."""
        await self.circulate()
        await self.scene("carrying out")
        await self.arrived("item_entrusted", self.owners)
        await self.report_and_judge()
        for number in (1, 2):
            await self.check(number)
        await self.see_overdue()
        await self.hear_report()
        await self.end()
        await self.keep_papers()

    async def write_items(self, hr: Browser) -> None:
        """HR's page beside the second step, an item at a time."""
        for item, owner in zip(sample.ITEMS, self.owners, strict=True):
            await hr.open(f"/hr/procedures/{self.procedure}/items")
            options = {" ".join(each.text_content().split()): each.get("value") for each in hr.page.iter("option")}
            named = f"{owner.full_name}, {owner.unit}"
            number = next(value for words, value in options.items() if words.startswith(named))
            due_on = short_date(self.today() + timedelta(days=item.days))
            said = {"text": item.text, "source": item.source, "place": item.place, "owner": number, "due_on": due_on}
            await hr.press("Lưu việc này", **said)

    async def report_and_judge(self) -> None:
        """The first is returned once and then accepted; of the second only progress is told."""
        hr, (first, second, _silent) = await self.desk(Role.HR), self.owners
        await self.report(first, 1, "completion", "Đã sửa xong, đang chờ nghiệm thu.")
        await self.told("item_completion_reported", Role.HR, Role.MANAGER)
        await self.judge(hr, 1, judgement="returned", reason="Gửi kèm biên bản nghiệm thu.")
        await self.arrived("item_judged", [first])
        await self.report(first, 1, "completion", "Đã nghiệm thu, biên bản kèm theo.", EVIDENCE)
        await self.judge(hr, 1, judgement="accepted")
        await self.report(second, 2, "progress", "Đã thống nhất mẫu biểu, bắt đầu từ tháng sau.")
        await self.arrived("item_report_recorded", [first, second])

    async def report(
        self, owner: sample.Person, number: int, kind: str, said: str, evidence: tuple[str, bytes] | None = None
    ) -> None:
        """By the link of the own letter: choose, look again, press."""
        browser = Browser(self.stage.base, self.log)
        await browser.open(f"{self.post.link(owner.email, 'item_entrusted')}/items/{number}")
        await browser.press("Xem lại", kind=kind, said=said)
        await browser.press("Gửi báo cáo", files={"scan": evidence} if evidence else None)

    async def judge(self, hr: Browser, number: int, **typed: str) -> None:
        await hr.open(f"/procedures/{self.procedure}/items/{number}")
        await hr.press("Ghi kết quả", **typed)

    async def check(self, number: int) -> None:
        """Asked for in time; HR assesses, the head concludes, the union agrees, the clerk files, everyone is told."""
        await self.scene(f"check {number}")
        await self.move_past(self._asked_at(number))
        await self.post.wait_for(f"Kiểm tra lần {number},", [self.cast.holder(Role.MANAGER).email])
        page = f"/procedures/{self.procedure}/checks/{number}"
        hr = await (await self.desk(Role.HR)).open(page)
        said = {f"item_{place}": f"Đã xem xét việc {place}." for place in range(1, len(sample.ITEMS) + 1)}
        await hr.press("Lưu đánh giá", conclusion="Các việc cơ bản theo đúng tiến độ.", **said)
        await (await (await self.desk(Role.MANAGER)).open(page)).press("Chốt kết quả kiểm tra")
        await (await (await self.desk(Role.UNION)).open(page)).press("Ghi ý kiến Công đoàn", choice="agree")
        await self.post.wait_for(f"Báo cáo kiểm tra lần {number} ", [self.cast.holder(Role.CLERK).email])
        await self.file(f"items_check-{number}", 40 + number, "BC-SNgV")
        told = [person.email for person in self.cast.by_mail]
        await self.post.wait_for(f"đã kiểm tra lần {number} ", told)

    async def keep_papers(self) -> None:
        """Those of the resolution; the report is the conference's, and kept already."""
        self.papers = tuple(kind for kind in self.papers if kind != REPORT)
        await super().keep_papers()
        self.papers = CarryingOutPlay.papers

    async def end(self) -> None:
        """A year has passed: the last list is made and filed."""
        await self.scene("the last list")
        await self.move_past(self._ends_at())
        await self.told("items_ended", Role.HR, Role.MANAGER, Role.CLERK, Role.UNION)
        await self.file("items_outcome", 50, "BC-SNgV")

    def _asked_at(self, number: int) -> datetime:
        with reading() as session:
            return schedule.asked_at(session, session.get_one(Procedure, self.procedure), number)

    def _ends_at(self) -> datetime:
        with reading() as session:
            last = schedule.followed_until(session, session.get_one(Procedure, self.procedure))
        return at_local(last + NEXT_MORNING, 0)
