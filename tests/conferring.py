"""An agency with its yearly conference, in the verbs of the law."""

from datetime import datetime, timedelta

from sqlmodel import select

from models import DutyKind, Meeting, Procedure, Role, RollEntry, StaffMember, StepRecord
from models.store import database
from notifications import links
from procedures.access import duties
from procedures.access.actor import Actor
from procedures.conference import conducting, running
from procedures.conference.conducting import Hands, Spoken
from procedures.conference.preparing import agreeing, drafting
from procedures.conference.preparing.drafting import ConferencePlan
from procedures.conference.steps import PLAN
from procedures.meetings.finding import FIRST, meeting_at
from procedures.meetings.holding import attending
from procedures.meetings.holding.attendance import attendance
from procedures.meetings.summoning import convening
from procedures.meetings.summoning.convening import MeetingPlan
from tests.two_people import since
from tests.world import World
from words.dates import at_local, local_day

SUBJECT = "Hội nghị cán bộ, công chức, viên chức, người lao động năm 2026"
RESOLUTION = """Điều 1. Thông qua các báo cáo
Hội nghị thông qua báo cáo của Giám đốc Sở và của Ban Chấp hành Công đoàn.
Điều 2. Nhiệm vụ năm 2027
Thực hiện kế hoạch công tác năm 2027 của Sở.
Điều 3. Tổ chức thực hiện
Giám đốc Sở và Công đoàn kiểm tra việc thực hiện nghị quyết."""
AHEAD, MEETS_AT = 10, 8


class Held:
    """One conference of everybody; the clerk is its secretary."""

    def __init__(self, world: World | None = None, people: int = 28, union: Actor | None = None) -> None:
        self.world = world or World(people=people)
        self.union: Actor = union or self.world.account("Hoàng Thị Đoàn", Role.UNION)
        self.world.begin_after(MEETS_AT)
        since(timedelta(days=8))
        self.number, self.at = 0, FIRST

    def hour(self, days: int = AHEAD) -> datetime:
        return at_local(local_day(self.world.now()) + timedelta(days=days), MEETS_AT)

    def plan(self, **other: object) -> ConferencePlan:
        plan: dict[str, object] = {
            "subject": SUBJECT,
            "year": 2026,
            "starts_at": self.hour(),
            "place": "Hội trường tầng 2",
            "presidium": "Bà Lê Thị Giám, Giám đốc Sở\nBà Hoàng Thị Đoàn, Chủ tịch Công đoàn",
            "secretaries": "Ông Trần Văn Ký, chuyên viên Văn phòng",
            "preparation": "Văn phòng chuẩn bị báo cáo của Giám đốc Sở.",
            "resolution": RESOLUTION,
        }
        return ConferencePlan(**{**plan, **other})  # pyright: ignore

    def draft(self, **other: object) -> "Held":
        self.number = drafting.draft(self.world.hr, SUBJECT)
        drafting.write_plan(self.world.hr, self.number, self.plan(**other))
        duties.assign(self.world.hr, self.number, DutyKind.SECRETARY, self.world.clerk.account_id or 0)
        return self

    def lacking(self) -> list[str]:
        with database.reading() as session:
            return drafting.lacking(session, session.get_one(Procedure, self.number))

    def open(self, **other: object) -> "Held":
        self.draft(**other)
        drafting.open_(self.world.hr, self.number)
        return self

    def sign(self, name: str, number: int = 7) -> None:
        self.world.file(self.number, name, number, "KH-SNgV", "Bà Lê Thị Giám")

    def agree(self) -> None:
        agreeing.agree(self.union, self.number, "Nhất trí.")

    def summon(self, **other: object) -> "Held":
        """Opened, and everyone invited."""
        self.open(**other)
        return self.invite()

    def invite(self) -> "Held":
        """Agreed, planned, the list settled: the summons have gone."""
        self.agree()
        running.note_agreement(self.number)
        self.sign(PLAN)
        running.note_plan(self.number)
        running.note_drafts(self.number)
        running.prepare(self.number, self.at)
        self.confirm()
        running.summon(self.number, self.at)
        return self

    def confirm(self) -> None:
        convening.confirm_plan(self.world.hr, *self.here)

    def call(self, **other: object) -> "Held":
        """The same, and the hour has come."""
        self.summon(**other)
        self.world.move(days=AHEAD)
        return self

    def convene_again(self) -> None:
        plan = MeetingPlan(self.hour(3), "Hội trường tầng 2", chair="Bà Lê Thị Giám, Giám đốc Sở")
        convening.set_meeting(self.world.hr, *self.here, plan)
        self.confirm()

    @property
    def meeting(self) -> Meeting:
        with database.reading() as session:
            return meeting_at(session, self.number, self.at)

    @property
    def here(self) -> tuple[int, int]:
        return self.number, self.meeting.id or 0

    def voters(self) -> list[int]:
        """The roll entries of those with a vote."""
        with database.reading() as session:
            return [row.entry_id for row in attendance(session, self.meeting).rows if row.has_vote]

    def come(self, number: int | None = None) -> int:
        """So many of those with a vote come, all where no number is given; the list is closed. Returns how many."""
        for entry_id in self.voters()[:number]:
            attending.check_in(self.world.clerk, *self.here, entry_id, True)
        return attending.open_meeting(self.world.clerk, *self.here).present

    def token(self, entry_id: int) -> str:
        with database.reading() as session:
            entry = session.get_one(RollEntry, entry_id)
            return links.token(entry_id, entry.link_version)

    def ask(self, number: int = 1, **other: object) -> None:
        said: dict[str, object] = {"asked_by": "Bà Lý Thị Hòa, Phòng Lãnh sự", "text": "Đề nghị sửa nhà để xe."}
        conducting.write_question(self.world.clerk, *self.here, number, Spoken(**{**said, **other}))  # pyright: ignore

    def vote(self, *hands: int, key: str = "resolution", number: int = 1) -> bool:
        """In favour, against, abstained."""
        matter = "Mức đóng góp quỹ tình nghĩa" if key == "matter" else ""
        return conducting.record_vote(self.world.clerk, *self.here, number, key, matter, Hands(*hands))

    def close(self) -> None:
        conducting.close(self.world.clerk, *self.here, self.world.now())

    def member(self, place: int) -> int:
        with database.reading() as session:
            return list(session.exec(select(StaffMember.id).order_by(StaffMember.id)).all())[place] or 0  # pyright: ignore

    def steps(self) -> dict[tuple[str, int], str]:
        with database.reading() as session:
            rows = session.exec(select(StepRecord).where(StepRecord.procedure_id == self.number)).all()
        return {(row.step, row.occurrence): row.outcome for row in rows}
