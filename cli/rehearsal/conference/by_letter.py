"""The ballot by letter in a rehearsed conference: planned, agreed, answered by links and on sheets, counted."""

from datetime import timedelta

from cli.rehearsal.appointment.beginning import SCAN
from cli.rehearsal.appointment.inbox import Inbox
from cli.rehearsal.browser import Browser
from cli.rehearsal.conference.planning import Planning
from models import ProcedureState, Role

ASKED, DAYS, MATTER = "letter_ballot_asked", 7, "Mức đóng góp quỹ tình nghĩa"
ANSWER_RATE, LOYAL, SECOND_THOUGHTS = 0.85, 0.9, 3


class ByLetter(Planning):
    """The scenes after too few have come as often as the law names."""

    inbox: Inbox
    said: dict[int, str]

    async def ask_all(self) -> None:
        """HR writes what is asked, the union agrees, the clerk files the decision: everyone has a letter or a sheet."""
        await self.scene("the ballot by letter")
        await self.until("letter_ballot_plan")
        await self.told("letter_ballot_wanted", Role.HR)
        hr = await self.desk(Role.HR)
        await hr.open(self.ballot)
        await hr.press("Lưu và mời Công đoàn thống nhất", matters=MATTER, days=DAYS)
        await self.told("letter_ballot_to_agree", Role.UNION)
        union = await self.desk(Role.UNION)
        await union.open(self.ballot)
        await union.press("Thống nhất việc gửi phiếu", remark="Nhất trí.")
        await self.until("letter_ballot_signature")
        await self.told("letter_ballot_awaits_signature", Role.CLERK)
        await self.sign("letter_ballot_decision", "QĐ-SNgV")
        await self.until("letter_answers")

    @property
    def ballot(self) -> str:
        return f"/procedures/{self.procedure}/letter-ballot"

    async def answer(self) -> None:
        """Most answer by their links, some think better of it; the sheets of those without mail are entered."""
        await self.scene("answering by letter")
        chance, people = self.chance("letters"), [each for each in self.cast.people if each.email]
        await self.inbox.wait(ASKED, {person.email: 1 for person in people})
        links = {letter.entry: letter.link for letter in self.inbox.letters(ASKED)}
        answering = [entry for entry in sorted(links) if chance.random() < ANSWER_RATE]
        for entry in [*answering, *answering[:SECOND_THOUGHTS]]:
            choice = "agree" if entry in self.said or chance.random() < LOYAL else "disagree"
            await self._send(links[entry], choice)
            self.said[entry] = choice
        await self._enter_sheets()

    async def _send(self, link: str, choice: str) -> None:
        browser = await Browser(self.stage.base, self.log).open(link)
        await browser.press("Xem lại", choice_resolution=choice, choice_1="other", said="Giảm mức đóng góp.")
        await browser.press("Gửi phiếu")

    async def _enter_sheets(self) -> None:
        hr = await self.desk(Role.HR)
        await hr.open(self.ballot)
        waiting = hr.page.xpath('//section[h2/@id="waiting"]/ul[1]//a/@href')
        for sheet in map(str, waiting):
            await hr.open(sheet)
            await hr.press("Nhập phiếu", files={"scan": SCAN}, choice_resolution="agree", choice_1="agree", said="")
            self.said[int(sheet.rsplit("/", 1)[-1])] = "agree"

    async def count_letters(self) -> None:
        """The deadline passes; the clerk files the minutes of the count."""
        await self.move_to(self.now() + timedelta(days=DAYS + 1))
        await self.until("minutes_signature")
        await self.sign("letter_ballot_minutes", "BB-SNgV")
        await self.until(ProcedureState.CLOSED.value)
