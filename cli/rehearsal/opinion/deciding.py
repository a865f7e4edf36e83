"""How the office of a rehearsed consultation answers each opinion, decides, files and discloses."""

import asyncio
from datetime import timedelta
from itertools import groupby

from sqlmodel import select

from cli import sample
from cli.rehearsal.browser import Browser
from cli.rehearsal.opinion.tables import NamedRow, named_rows
from cli.rehearsal.play import Play
from cli.rehearsal.post import PATIENCE
from models import Disclosure, Procedure, ProcedureState, Role
from models.store.database import reading
from words.dates import at_local

REASON = "Chờ hướng dẫn mới của cấp trên, sẽ lấy ý kiến lại."


class Deciding(Play):
    """The scenes after the deadline."""

    draft: sample.Draft
    is_issued: bool
    named_the_unanswered = False
    lost_when_late = False

    async def respond(self) -> None:
        """Like opinions are merged; each is accepted or explained; one is left, and the decision is refused."""
        await self.scene("responding")
        hr = await self.desk(Role.HR)
        await self.merge(hr)
        rows = await self.table(hr)
        await self.answer(hr, rows[:-1])
        await self.try_to_decide(rows[-1])
        await self.answer(hr, rows[-1:])
        await self.amend(hr)
        await self.keep_table(hr)
        await hr.open(f"/hr/procedures/{self.procedure}/table/settle")
        await hr.press("Chốt bảng")

    async def merge(self, hr: Browser) -> None:
        """The first two rows of the last paragraph that has several become one."""
        rows = [row for row in await self.table(hr) if not row.sealed]
        groups = [list(group) for _, group in groupby(rows, key=lambda row: row.paragraph)]
        one, two = next(group for group in reversed(groups) if len(group) > 1)[:2]
        await hr.open(f"/hr/procedures/{self.procedure}/table?paragraph={one.paragraph}")
        gist = {f"gist_{one.paragraph}": "Đề nghị có hướng dẫn và thời điểm áp dụng phù hợp."}
        await hr.press("Gộp", which=f"merge-{one.paragraph}", row=[one.number, two.number], **gist)

    async def table(self, hr: Browser) -> list[NamedRow]:
        """Every row of HR's table, page after page."""
        return [row for text in await self.pages(hr) for row in named_rows(text)]

    async def pages(self, hr: Browser) -> list[str]:
        texts = []
        while not texts or "Trang sau" in texts[-1]:
            await hr.open(f"/hr/procedures/{self.procedure}/table?page={len(texts) + 1}")
            texts.append(hr.text)
        return texts

    async def answer(self, hr: Browser, rows: list[NamedRow]) -> None:
        """Accept or explain these rows, a page in one save."""
        left = {row.number for row in rows}
        for number in range(1, len(await self.pages(hr)) + 1):
            await hr.open(f"/hr/procedures/{self.procedure}/table?page={number}")
            here = [row for row in named_rows(hr.text) if row.number in left]
            if here:
                await hr.press("Lưu các câu trả lời", **_responses(here))

    async def try_to_decide(self, left: NamedRow) -> None:
        """The manager's page says which opinion has no answer, and a decision sent all the same is refused."""
        manager, page = await self.desk(Role.MANAGER), f"/procedures/{self.procedure}/decision"
        await manager.open(page)
        named = f"Ý kiến số {left.number}," in manager.words and not manager.has_button("Xem lại")
        await manager.post(page, decision="issued", reason="")
        self.named_the_unanswered = named and manager.status == 422

    async def amend(self, hr: Browser) -> None:
        first, *others = self.draft.paragraphs
        await hr.open(f"/hr/procedures/{self.procedure}/amended")
        text = "\n\n".join([first.removesuffix(".") + " và các đơn vị trực thuộc.", *others])
        await hr.press("Lưu dự thảo chỉnh lý", text=text)

    async def keep_table(self, hr: Browser) -> None:
        """What HR sees, with names, just before the table is settled."""
        (self.out / "pages").mkdir(parents=True, exist_ok=True)
        for number, text in enumerate(await self.pages(hr), start=1):
            (self.out / "pages" / f"table-{self.procedure}-{number:02d}.html").write_text(text, encoding="utf-8")

    async def decide(self) -> None:
        """The union remarks where the law asks for it; the head decides; the clerk files what is issued."""
        await self.scene("deciding")
        if self.draft.matter == "democracy_rules":
            await self.union_remarks()
        await self.told("opinion_decision_asked", Role.MANAGER)
        manager = await self.desk(Role.MANAGER)
        await manager.open(f"/procedures/{self.procedure}/decision")
        if self.is_issued:
            await manager.press("Xem lại", decision="issued")
            await manager.press("Quyết định ban hành")
            await self.told("opinion_decision_awaits_filing", Role.CLERK)
            await self.file("decision", 12, "QĐ-SNgV")
        else:
            await manager.press("Xem lại", decision="not_issued", reason=REASON)
            await manager.press("Quyết định không ban hành")

    async def union_remarks(self) -> None:
        await self.told("opinion_union_asked", Role.UNION)
        union = await self.desk(Role.UNION)
        await union.open(f"/procedures/{self.procedure}/union-remark")
        await union.press("Xem lại", choice="comment", remark="Công đoàn nhất trí, đề nghị phổ biến sớm.")
        await union.press("Ghi ý kiến của Công đoàn")

    async def disclose(self) -> None:
        """The table goes to everyone; what anybody reads by the own link is kept, and so is every paper."""
        await self.scene("disclosing")
        await self.arrived("opinion_disclosed", self.cast.by_mail)
        anyone = await Browser(self.stage.base, self.log).open(
            self.post.link(self.cast.never[0].email, "opinion_disclosed")
        )
        page = self.out / "pages" / f"disclosed-{self.procedure}.html"
        page.write_text(anyone.text, encoding="utf-8")
        await self.file("responses_table", 13, "BTH-SNgV")
        await self.file("disclosure_notice", 14, "TB-SNgV")
        await self.keep_papers()

    async def wait_out_posting(self) -> None:
        """Go on to the day after the last on which the law wants the table posted."""
        await self.scene("posting")
        with reading() as session:
            of_it = select(Disclosure.posted_until).where(Disclosure.procedure_id == self.procedure)
            last = session.exec(of_it).one()
        await self.move_past(at_local(last + timedelta(days=1), 0))

    async def ended(self) -> None:
        """Wait until the procedure is over; raises TimeoutError after ten minutes."""
        async with asyncio.timeout(PATIENCE):
            while not self._is_over():
                await asyncio.sleep(0.5)

    def _is_over(self) -> bool:
        with reading() as session:
            state = select(Procedure.state).where(Procedure.id == self.procedure)
            return session.exec(state).one() is ProcedureState.CLOSED


def _responses(rows: list[NamedRow]) -> dict[str, str]:
    told: dict[str, str] = {}
    for row in rows:
        accepted = row.number % 3 > 0
        told[f"verdict_{row.number}"] = "accepted" if accepted else "explained"
        told[f"response_{row.number}"] = (
            f"Đã sửa theo ý kiến số {row.number}."
            if accepted
            else f"Giữ như dự thảo, vì đã thống nhất (mục {row.number})."
        )
    return told
