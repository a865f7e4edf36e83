"""The beginning of a rehearsed conference: the wizard, the union's agreement, the plan, the summons."""

import random
from datetime import date, datetime, timedelta
from enum import StrEnum

from cli.rehearsal.appointment.beginning import Beginning
from cli.rehearsal.appointment.inbox import Letter
from cli.rehearsal.appointment.people import CLERK, INSPECTOR, OPERATOR, TELLERS
from cli.rehearsal.browser import Browser
from cli.rehearsal.faults import ANSWERING
from law.decisions import conference as law
from law.decisions.inspection_board import is_without
from law.rules import Rules, rules_on
from models import Procedure, Role
from models.store.database import reading
from procedures.conference.board import BOARD
from procedures.conference.preparing import delegates
from procedures.conference.preparing.agenda import AGENDA, WITHOUT_BOARD
from words.dates import at_local, local_day, short_date

SUBJECT = "Hội nghị cán bộ, công chức, viên chức, người lao động năm 2026"
AHEAD, HOUR = 10, 8
DELEGATES = 90
STANDING, SEATS = (20, 21, 22, 23), 3
REPLIES = 0.6
TWICE = 2
MATTER = "Mức đóng góp quỹ tình nghĩa"
RESOLUTION = """Điều 1. Thông qua các báo cáo
Hội nghị thông qua báo cáo của Giám đốc Sở, của Ban Chấp hành Công đoàn và của Ban Thanh tra nhân dân.
Điều 2. Nhiệm vụ năm 2027
Thực hiện kế hoạch công tác năm 2027 của Sở.
Điều 3. Tổ chức thực hiện
Giám đốc Sở và Ban Chấp hành Công đoàn kiểm tra việc thực hiện nghị quyết."""


class Turn(StrEnum):
    """What the seed has drawn: adopted, too few at first, voted down, too few twice so that all are asked by letter, or
    an extraordinary conference that a third of the staff ask for."""

    ADOPTED = "adopted"
    NO_QUORUM = "no_quorum"
    NOT_ADOPTED = "not_adopted"
    BY_LETTER = "by_letter"
    EXTRAORDINARY = "extraordinary"


class Planning(Beginning):
    """The scenes up to the summons."""

    seed: int
    is_sealed: bool
    regime: date | None
    letters: dict[int, Letter]
    seats: list[int]
    starts_at: datetime
    meeting_id: int
    replied: int

    def chance(self, *purpose: object) -> random.Random:
        """A stream of draws of its own for each purpose, the same for the same seed."""
        return random.Random(":".join(map(str, (self.seed, *purpose))))  # noqa: S311

    @property
    def turn(self) -> Turn:
        return list(Turn)[(self.seed - 1) % len(Turn)]

    @property
    def rules(self) -> Rules:
        """The law of the day on which the conference begins."""
        return rules_on("conference", self.regime or self.today())

    @property
    def agenda(self) -> list[str]:
        """The agenda that the law has for an agency of so many people: another where there is no inspection board."""
        staff = len(self.cast.people)
        has_none = WITHOUT_BOARD in self.rules and is_without(rules_on(BOARD, self.rules.on), staff)
        return list(self.rules.names(WITHOUT_BOARD if has_none else AGENDA))

    @property
    def is_by_letter(self) -> bool:
        """Whether too few twice end in a ballot by letter: where the seed drew it, and the law knows it."""
        return self.turn is Turn.BY_LETTER and law.is_by_letter(self.rules, failed=TWICE)

    @property
    def elects(self) -> bool:
        """Whether the inspection board is elected this year: where the resolution is adopted at once."""
        return self.turn is Turn.ADOPTED and len(self.cast.people) > max(STANDING)

    @property
    def votes_sealed(self) -> bool:
        """Whether a matter and the resolution are voted by sealed ballots: the law knows it, and enough are there."""
        is_known = "sealed_from" in self.rules
        return self.is_sealed and is_known and self.rules.threshold("sealed_from").is_met(len(self.cast.people))

    async def draft_and_open(self) -> None:
        """HR's wizard, step by step."""
        await self.scene("drafting")
        self.starts_at = at_local(self.today() + timedelta(days=AHEAD), HOUR)
        hr, head = await self.begin("conference", SUBJECT), self.cast.people[0].full_name
        is_asked_for = self.turn is Turn.EXTRAORDINARY
        await hr.press(
            "Lưu và sang bước 2",
            year="2026",
            cause="staff" if is_asked_for else "yearly",
            requesters=-(-len(self.cast.people) // 3) if is_asked_for else "",
            starts_day=short_date(local_day(self.starts_at)),
            starts_clock=f"{HOUR:02d}:00",
            place="Hội trường tầng 2, trụ sở Sở",
            presidium=f"{head}, Giám đốc\n{self.cast.holder(Role.UNION).full_name}, Chủ tịch Công đoàn",
            secretaries=f"{self.cast.holder(Role.CLERK).full_name}, Văn phòng",
            preparation="Văn phòng chuẩn bị báo cáo của Giám đốc Sở.",
            invitation="Đề nghị đồng chí đến đúng giờ.",
        )
        sealed = {"sealed_matters": MATTER, "sealed": "resolution"} if self.votes_sealed else {}
        await hr.press("Lưu và sang bước 3", text=RESOLUTION, **sealed)
        standing = [str(self.members()[place]) for place in STANDING] if self.elects else []
        form = "sealed" if standing and self.is_sealed else "paper"
        await hr.press("Lưu và sang bước 4", seats=SEATS if standing else "", candidates=standing, form=form)
        on_paper = (INSPECTOR, OPERATOR) if standing else ()
        tellers = TELLERS if self.votes_sealed else on_paper
        duties = (("secretary", CLERK), *(("teller", place) for place in tellers))
        for kind, place in duties:
            await hr.open(f"/hr/procedures/{self.procedure}/duties")
            account = self.account_of(self.company.people[place].email)
            await hr.press("Giao nhiệm vụ", kind=kind, account=account, deputy="", takes_over_after=240)
        if not law.must_be_all_staff(self.rules, len(self.cast.people)):
            await self._elect_delegates()
        await hr.open(f"/hr/procedures/{self.procedure}/conference/open")
        await self.scene("opening")
        await hr.press("Mở hội nghị")

    async def _elect_delegates(self) -> None:
        """HR shares out the seats, and writes whom each unit has elected."""
        hr, at = await self.desk(Role.HR), f"/hr/procedures/{self.procedure}/conference/delegates"
        await hr.open(at)
        await hr.press("Lưu và chia đại biểu", attending="delegates", total=DELEGATES)
        with reading() as session:
            units = delegates.units_of(session, session.get_one(Procedure, self.procedure))
        for each in filter(lambda unit: unit.seats, units):
            elected = self.chance("delegates", each.unit.id).sample(each.people, each.seats)
            await hr.open(at)
            form = {f"people_{each.unit.id}": [str(person.id) for person in elected]}
            await hr.press("Lưu đại biểu", which=str(each.unit.id), **form)

    async def agree(self) -> None:
        """The union reads the plan and agrees; the clerk files it."""
        await self.scene("the plan")
        await self.until("union_agreement")
        await self.told("conference_plan_to_agree", Role.UNION)
        union = await self.desk(Role.UNION)
        await union.open(f"/procedures/{self.procedure}/agreement")
        await union.press("Xem lại", remark="Nhất trí với kế hoạch.")
        await union.press("Thống nhất kế hoạch")
        await self.until("plan_signature")
        await self.told("conference_plan_awaits_signature", Role.CLERK)
        await self.sign("conference_plan", "KH-SNgV")

    async def summon(self, starts_at: datetime | None = None) -> None:
        """HR settles hour and list; everyone with mail has the summons."""
        await self.scene("the summons")
        await self.until("meeting_list")
        hr = await self.desk(Role.HR)
        await hr.open(f"/hr/procedures/{self.procedure}/meetings")
        here = hr.address.split("?")[0]
        self.meeting_id = int(here.rsplit("/", 1)[-1])
        if starts_at:
            self.starts_at = starts_at
            moment = {"starts_day": short_date(local_day(starts_at)), "starts_clock": f"{HOUR:02d}:00"}
            await hr.press("Lưu giờ, địa điểm", place_kind="hall", remind_day="", remind_clock="", **moment)
        await hr.open(f"{here}/confirm")
        await hr.press("Chốt và gửi giấy mời")
        await self.until("replies", "meeting")
        await self._letters()

    async def _letters(self) -> None:
        secretary = await self.desk(Role.CLERK)
        await secretary.open(self.here)
        rows = secretary.page.xpath('//li[starts-with(@id, "person-")]')
        words = {int(row.get("id").removeprefix("person-")): " ".join(row.text_content().split()) for row in rows}
        self.seats = list(words)
        by_mail = [entry for entry, said in words.items() if "giấy mời in" not in said]
        self.letters |= await self.inbox.summons(f"{local_day(self.starts_at):%Y%m%d}T{HOUR:02d}0000", by_mail)

    @property
    def here(self) -> str:
        return f"/procedures/{self.procedure}/meetings/{self.meeting_id}"

    async def reply(self) -> None:
        """Some say by their links that they come."""
        await self.scene(ANSWERING)
        chance = self.chance("replies")
        for entry in [entry for entry in self.seats if entry in self.letters and chance.random() < REPLIES]:
            browser = await Browser(self.stage.base, self.log).open(self.letters[entry].link)
            await browser.press("Xem lại", comes="yes")
            await browser.press("Gửi xác nhận")
            self.replied += 1
