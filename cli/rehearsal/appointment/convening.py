"""How a rehearsed meeting is convened: hour and place, the authority's document, the summons, replies, reminders."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from cli.rehearsal.appointment.beginning import Beginning
from cli.rehearsal.appointment.held import HOUR, MINUTE, Held, Seat, hour_after
from cli.rehearsal.appointment.inbox import REMINDER, Letter
from cli.rehearsal.browser import Browser
from cli.rehearsal.faults import ANSWERING, REMINDING
from law.decisions.appointment import Meeting, Reason
from models import Role
from words.dates import local_day, short_date

AHEAD = 3
CALL = "https://hop.binhminh.gov.vn/bo-nhiem"
A_DAY = timedelta(days=1)
PRINTED, WITHOUT_VOTE = "giấy mời in", "dự, không bỏ phiếu"
ABSENT_RATE, EXCUSED_RATE, TOO_FEW = 0.12, 0.35, 0.5


class Convening(Beginning):
    """The scenes from the prepared list to the morning of the meeting."""

    held: list[Held]
    letters: dict[int, Letter]

    async def convene(self, meeting: Meeting, convening: int) -> Held:
        """HR sets hour and place, files what is lacking, and summons; everyone has the letter with its calendar."""
        await self.scene(f"meeting {meeting.step}, {meeting.key}" + (", again" if convening > 1 else ""))
        await self.until("meeting_list")
        hr = await self.desk(Role.HR)
        await hr.open(f"/hr/procedures/{self.procedure}/meetings")
        here = hr.address.split("?")[0]
        held = Held(meeting, convening, int(here.rsplit("/", 1)[-1]), hour_after(self.now(), AHEAD))
        await self.choose_form(hr, held)
        await self._set(hr, held)
        await hr.open(f"{here}/confirm")
        for kind in _lacking(hr):
            await self.file_document(hr, kind, meeting=held.meeting_id)
        await hr.open(f"{here}/confirm")
        await hr.press("Chốt và gửi giấy mời")
        self.held.append(held)
        await self.until("replies", "meeting")
        held.seats = await self.seats(held)
        by_mail = [seat.entry for seat in held.seats if seat.has_mail]
        self.letters |= await self.inbox.summons(held.calendar, by_mail)
        return held

    async def choose_form(self, hr: Browser, held: Held) -> None:
        """How this meeting votes: on paper, where nothing else is chosen."""

    async def _set(self, hr: Browser, held: Held) -> None:
        by_mail = held.is_sealed and not held.is_drawn
        place = {"place_kind": "hybrid", "call_link": CALL} if by_mail else {"place_kind": "hall"}
        await hr.press(
            "Lưu giờ, địa điểm",
            starts_day=short_date(local_day(held.starts_at)),
            starts_clock=f"{HOUR:02d}:{MINUTE:02d}",
            place="Phòng họp tầng 2, trụ sở Sở",
            **place,
            chair=f"{self.cast.people[0].full_name}, Giám đốc",
            remind_day="",
            remind_clock="",
        )

    async def seats(self, held: Held) -> list[Seat]:
        """The list as the secretary reads it."""
        secretary = await self.desk(Role.CLERK)
        await secretary.open(self.hall_of(held))
        found = []
        for row in secretary.page.xpath('//li[starts-with(@id, "person-")]'):
            words = " ".join(row.text_content().split())
            name = " ".join(row.xpath(".//strong")[0].text_content().split())
            entry = int(row.get("id").removeprefix("person-"))
            found.append(Seat(entry, name, WITHOUT_VOTE not in words, PRINTED not in words))
        return found

    def hall_of(self, held: Held) -> str:
        return f"/procedures/{self.procedure}/meetings/{held.meeting_id}"

    def draw_attendance(self, held: Held) -> None:
        """Who comes, who is kept away by force majeure, who stays away; so many as the aim of the meeting leaves."""
        chance, voters = self.script.chance("attendance", held.number), list(held.voters)
        chance.shuffle(voters)
        if held.law.quorum_is_statutory and self.aim_of(held) is Reason.NO_QUORUM:
            away = set(voters[: max(1, round(len(voters) * TOO_FEW))])
        elif len(voters) > 4:
            away = set(voters[: min(round(len(voters) * ABSENT_RATE), len(voters) // 4)])
        else:
            away = set()
        may_excuse = self.script.rules.choice("force_majeure") == "out_of_base"
        if may_excuse and away and chance.random() < EXCUSED_RATE * 2:
            held.excused = {sorted(away)[0]}
        held.present = {seat.entry for seat in held.seats} - away

    def aim_of(self, held: Held) -> Reason:
        return self.script.aim(held.law, len(self.standing), held.convening)

    standing: list[str]

    async def reply(self, held: Held) -> None:
        """Some say at once whether they come, some after the reminder, by the link in the own letter; some never do."""
        chance = self.script.chance("replies", held.number)
        by_mail = [seat.entry for seat in held.seats if seat.has_mail]
        chance.shuffle(by_mail)
        never, late = by_mail[: len(by_mail) // 5], by_mail[len(by_mail) // 5 : len(by_mail) // 2]
        await self.scene(ANSWERING if len(self.held) == 1 else "replies")
        await self._say(held, by_mail[len(by_mail) // 2 :])
        await self.scene(REMINDING if len(self.held) == 1 else "reminder")
        before = self.inbox.number(REMINDER)
        await self.move_to(held.starts_at - A_DAY)
        addressed = [self.letters[entry].to[0] for entry in (*never, *late)]
        await self.inbox.wait(REMINDER, {address: before[address] + 1 for address in addressed})
        await self._say(held, late)

    async def _say(self, held: Held, entries: list[int]) -> None:
        async def sayer(_index: int, entry: int) -> None:
            comes = entry in held.present
            browser = await Browser(self.stage.base, self.log).open(self.letters[entry].link)
            await browser.press("Xem lại", comes="yes" if comes else "no")
            await browser.press("Gửi xác nhận")
            held.replies[entry] = comes

        await self.each(entries, sayer)

    async def each(self, entries: list[int], act: Callable[[int, int], Awaitable[object]]) -> None:
        """Have each of these people, by the number on the roll, do something, ten at a time."""
        await self.all_at_once(entries, act)  # pyright: ignore


def _lacking(hr: Browser) -> list[str]:
    """The documents of the authority that the page says are lacking."""
    found = []
    for link in hr.page.iter("a"):
        address = link.get("href") or ""
        if "/documents?kind=" in address and "meeting=" in address:
            found.append(address.split("kind=")[1].split("&")[0])
    return found
