"""How a rehearsed case ends (dossier, decision, disclosure, or a report), and what changes by two people before."""

import asyncio
import re
from datetime import timedelta

from cli.rehearsal.appointment.held import Held, hour_after
from cli.rehearsal.appointment.inbox import MOVED
from cli.rehearsal.appointment.sealing import Sealing
from cli.rehearsal.post import PATIENCE
from models import ProcedureState, Role
from words.dates import local_day, short_date

LATER = 2
POSTED_FOR = timedelta(days=21)
OVER = (ProcedureState.CLOSED.value, ProcedureState.ANNULLED.value)
OWN_TEXT = "appointment_decision"
_PAPER = re.compile(r"/papers/([a-z_]+(?:-[0-9]+)?)\.html$")
REASON = "Nhân sự có đơn đề nghị."


class Ending(Sealing):
    """The scenes after the last meeting, and those that end a case before it."""

    async def appoint(self) -> None:
        """Dossier, proposal, decision, notice, and the notice board to its last day."""
        await self.scene("dossier")
        await self.until("dossier")
        hr = await self.desk(Role.HR)
        for name, number in self.nominees.items():
            if number in self.standing:
                await self.fill_checklist(hr, name, "Lưu hồ sơ")
        await self.until("proposal_signature")
        await self.sign("appointment_proposal", "TTr-SNgV")
        await self.scene("deciding")
        await self.until("appointment_decision")
        await self.told("appointment_decision_awaits_filing", Role.CLERK)
        await self.sign("appointment_decision-1", "QĐ-SNgV")
        await self.scene("disclosing")
        await self.until("posting")
        await self.arrived("appointment_disclosed", self.cast.by_mail)
        await self.sign("appointment_notice", "TB-SNgV")
        await self.scene("posting")
        await self.move_to(self.now() + POSTED_FOR)
        await self.until(*OVER)

    async def report(self) -> None:
        """Nobody is left: the clerk sends the report to the authority."""
        await self.scene("reporting")
        await self.until("report_signature")
        await self.told("case_stopped", Role.HR, Role.MANAGER)
        await self.sign("case_report", "BC-SNgV")
        await self.until(*OVER)

    async def withdraw(self, name: str) -> None:
        """A nominee withdraws in writing: HR files it and asks, the union signs."""
        await self.scene("a nominee withdraws")
        hr, number = await self.desk(Role.HR), self.nominees[name]
        await self.file_document(hr, "withdrawal", nominee=number)
        await hr.open(f"/hr/procedures/{self.procedure}/nominees/{number}/withdraw")
        document = next(s for s in hr.page.iter("select") if s.get("name") == "document").value_options[-1]
        await hr.press("Xem lại", document=document, reason=REASON)
        await hr.press("Gửi đề nghị")
        await self.countersign()
        self.standing = [each for each in self.standing if each != number]

    async def put_off(self, held: Held) -> None:
        """HR asks that a meeting be held later; the union signs, and everyone summoned is told the new hour."""
        await self.scene("a meeting is put off")
        held.starts_at = hour_after(held.starts_at, LATER)
        hr = await self.desk(Role.HR)
        await hr.open(f"/hr/procedures/{self.procedure}/meetings/{held.meeting_id}/move")
        day = short_date(local_day(held.starts_at))
        await hr.press("Xem lại", starts_day=day, reason="Hội trường có việc đột xuất.")
        await hr.press("Gửi đề nghị")
        await self.countersign()
        by_mail = [seat.entry for seat in held.seats if seat.has_mail]
        self.letters |= await self.inbox.summons(held.calendar, by_mail, MOVED)

    async def annul(self) -> None:
        """HR asks that the case be annulled; the union signs, and everyone summoned is told."""
        await self.scene("annulling")
        hr = await self.desk(Role.HR)
        await hr.open(f"/procedures/{self.procedure}/corrections/annul")
        await hr.press("Xem lại", reason="Cấp có thẩm quyền dừng chủ trương.")
        await hr.press("Gửi đề nghị")
        await self.countersign()
        await self.until(ProcedureState.ANNULLED.value)

    async def name_papers(self) -> None:
        """Which papers the case made, as the clerk's page lists them."""
        clerk = await self.desk(Role.CLERK)
        await clerk.open(f"/procedures/{self.procedure}")
        links = [_PAPER.search(link.get("href") or "") for link in clerk.page.iter("a")]
        self.papers = tuple(dict.fromkeys(found[1] for found in links if found and OWN_TEXT not in found[1]))

    async def settle(self) -> None:
        """Wait until the last letter has come, and keep every paper."""
        async with asyncio.timeout(PATIENCE):
            await self.every_letter()
        await self.name_papers()
        await self.keep_papers()
