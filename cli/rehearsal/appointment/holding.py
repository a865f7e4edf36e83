"""How a rehearsed meeting is held: people come in by code or by list, ballots are filled, two tellers count apart."""

import re
from datetime import timedelta

from cli.rehearsal.appointment.ballots import AGREEING, INTRODUCING, SEALED, Counted, filled, misread
from cli.rehearsal.appointment.beginning import SCAN
from cli.rehearsal.appointment.convening import Convening
from cli.rehearsal.appointment.held import HOUR, Held
from cli.rehearsal.appointment.people import HR, INSPECTOR, OPERATOR
from cli.rehearsal.browser import Browser
from cli.rehearsal.faults import CLOSING
from law.decisions.appointment import Decision, Reason, Tally, decide
from models import Role
from words.dates import local_day, short_date

BY_CODE, MISCOUNTS = 0.5, 0.3
TAKES = timedelta(hours=2)
_HALL = re.compile(r"/here/[0-9]+-[\w=-]+")
COURSE = (
    "1. Chủ trì nêu mục đích, yêu cầu của hội nghị.\n"
    "2. Bộ phận tổ chức cán bộ báo cáo tiêu chuẩn, điều kiện.\n"
    "3. Hội nghị thảo luận, thống nhất."
)


class Holding(Convening):
    """The scenes from the door of the hall to the two minutes in the register."""

    async def hold(self, held: Held) -> None:
        """The morning of the meeting: everyone in, the list closed."""
        await self.move_to(held.starts_at)
        secretary = await self.desk(Role.CLERK)
        chance = self.script.chance("door", held.number)
        here, by_code, by_list = self.hall_of(held), [], []
        for seat in held.seats:
            if seat.entry in held.present:
                (by_code if seat.has_mail and chance.random() < BY_CODE else by_list).append(seat.entry)
        await self._come_by_code(secretary, held, by_code)
        await secretary.open(here)
        for entry in by_list:
            await secretary.post(f"{here}/present", person=str(entry), there="yes", how="list")
        await self._note_who_is_away(secretary, held)
        await self.scene(CLOSING if len(self.held) == 1 else "the list is closed")
        await secretary.open(here)
        await secretary.press("Chốt điểm danh")
        await secretary.press("Chốt điểm danh")

    async def _come_by_code(self, secretary: Browser, held: Held, entries: list[int]) -> None:
        """The code on the wall leads to a page that asks for the code of the own letter."""
        await secretary.open(f"{self.hall_of(held)}/hall")
        hall = _HALL.search(secretary.words)[0]  # pyright: ignore

        async def comer(_index: int, entry: int) -> None:
            letter = self.letters[entry]
            browser = await Browser(self.stage.base, self.log).open(hall)
            await browser.press("Xem lại", email=letter.to[0], code=letter.code)
            await browser.press("Tôi có mặt")

        await self.each(entries, comer)

    async def _note_who_is_away(self, secretary: Browser, held: Held) -> None:
        """One is away by force majeure, on the document that HR files; of the others the secretary notes why."""
        here = self.hall_of(held)
        for entry in held.excused:
            hr = await self.desk_at(HR)
            await self.file_document(hr, "force_majeure", meeting=held.meeting_id)
            await hr.open(here)
            document = next(s for s in hr.page.iter("select") if s.get("name") == "document").value_options[-1]
            await hr.post(f"{here}/excuse", person=str(entry), document=document)
        await secretary.open(here)
        for entry in sorted(set(held.voters) - held.present - held.excused)[:3]:
            await secretary.post(f"{here}/absent", person=str(entry), reason="Đi công tác.")

    async def vote(self, held: Held) -> None:
        """Each who is there fills in a ballot; two count them apart, and again where one has miscounted."""
        held.names = self.leading()
        if held.law.has_ballot:
            chance, aim = self.script.chance("ballots", held.number), self.aim_of(held)
            wild = SEALED if held.is_sealed else AGREEING if held.law.ballot == "voting" else INTRODUCING
            aim = Reason.MAJORITY if aim is Reason.NO_QUORUM else aim
            held.ballots = filled(
                chance,
                len(held.voting),
                held.names,
                aim,
                lambda count: self._decision(held, count),
                wild,
            )
        decision = self._decision(held, held.count)
        held.reason, held.chosen = decision.reason, decision.chosen
        if decision.reason is Reason.NO_QUORUM:
            held.ballots = []
        elif held.is_sealed:
            await self.until("box")
            await self.vote_sealed(held)
        elif held.law.has_ballot:
            await self.until("count")
            await self._count(held)

    async def vote_sealed(self, held: Held) -> None:
        """Sealed ballots: played where they are asked for."""
        raise NotImplementedError

    def leading(self) -> list[str]:
        """Whoever may be named, the one first whom the seed prefers."""
        names = sorted(self.standing, key=int)
        return sorted(names, key=lambda name: name != self.script.chance("first").choice(sorted(names)))

    def _decision(self, held: Held, count: Counted) -> Decision:
        """What the law makes of the play's own count."""
        tally = Tally(len(held.voters), len(held.excused), len(held.voting), dict(count.votes), count.returned)
        return decide(self.script.rules, held.law, tally, sorted(self.standing), self.script.course.head)

    async def _count(self, held: Held) -> None:
        first, second = await self.desk_at(INSPECTOR), await self.desk_at(OPERATOR)
        if self.script.chance("tellers", held.number).random() < MISCOUNTS and misread(held.count) != held.count:
            await self._enter(first, held, held.count)
            await self._enter(second, held, misread(held.count))
            held.was_miscounted = "không khớp" in second.words
        await self._enter(first, held, held.count)
        await self._enter(second, held, held.count)

    async def _enter(self, teller: Browser, held: Held, count: Counted) -> None:
        await teller.open(f"{self.hall_of(held)}/count")
        await teller.press("Gửi kết quả kiểm phiếu", files={"scan": SCAN}, **count.fields())

    async def choose(self, held: Held) -> None:
        """Two are tied: the head chooses, or HR enters what the authority decided on its document."""
        if held.reason not in (Reason.HEAD_DECIDES, Reason.AUTHORITY_DECIDES):
            return
        chosen = self.script.chance("choice").choice(sorted(held.chosen))
        if held.reason is Reason.HEAD_DECIDES:
            await self.until("head_choice")
            head = await self.desk(Role.MANAGER)
            await head.open(f"{self.hall_of(held)}/choice")
            said = {"reason": "Có kinh nghiệm hơn.", "opinions": "Có ý kiến đề nghị xem xét thêm một năm."}
            await head.press("Xem lại trước khi quyết định", nominee=chosen, **said)
            await head.press("Quyết định")
        if held.reason is Reason.AUTHORITY_DECIDES:
            await self.until("authority_choice")
            hr = await self.desk(Role.HR)
            await self.file_document(hr, "tie_decision", meeting=held.meeting_id)
            await hr.open(f"{self.hall_of(held)}/tie")
            post = next(box.get("name") for box in hr.page.iter("input") if (box.get("name") or "").startswith("post_"))
            await hr.press("Xem lại", **{post: chosen})
            await hr.press("Ghi ý kiến cấp có thẩm quyền")
        held.chosen = (chosen,)

    async def minute(self, held: Held) -> None:
        """The secretary writes what happened; the clerk enters the minutes that there are."""
        await self.until("minutes_signature")
        secretary, here = await self.desk(Role.CLERK), self.hall_of(held)
        await self.move_to(held.starts_at + TAKES)
        await secretary.open(here)
        ended = {"ended_day": short_date(local_day(held.starts_at)), "ended_clock": f"{HOUR + 1:02d}:45"}
        await secretary.press("Lưu diễn biến", text=COURSE, **ended)
        kinds = ("counting_minutes", "meeting_minutes") if held.ballots else ("meeting_minutes",)
        for kind in kinds:
            await self.sign(f"{kind}-{held.number}", "BB-SNgV")
