"""The yearly conference of the sample agency: the plan is agreed and signed, everyone is invited, some have replied."""

from datetime import timedelta

from sqlmodel import col, select

from models import Attendee, DutyKind, RollEntry
from models.store import clock
from models.store.database import reading
from procedures import filing
from procedures.access import duties
from procedures.access.actor import Actor
from procedures.conference import running
from procedures.conference.preparing import agreeing, drafting
from procedures.conference.preparing.drafting import ConferencePlan
from procedures.conference.steps import PLAN
from procedures.meetings.finding import FIRST, meeting_at
from procedures.meetings.holding import attending
from procedures.meetings.summoning import convening
from words.dates import at_local, local_day

SUBJECT = "Hội nghị cán bộ, công chức, viên chức, người lao động năm 2026"
NUMBER, HERE = 9, 8
AHEAD, FILED_AS, REPLIES = 7, 12, 9
RESOLUTION = """Điều 1. Thông qua các báo cáo
Hội nghị thông qua báo cáo của Giám đốc Sở, của Ban Chấp hành Công đoàn và của Ban Thanh tra nhân dân.
Điều 2. Nhiệm vụ năm 2027
Hoàn thành kế hoạch công tác năm 2027; giảm một phần ba thời gian cấp giấy tờ lãnh sự.
Điều 3. Tổ chức thực hiện
Giám đốc Sở và Ban Chấp hành Công đoàn kiểm tra việc thực hiện nghị quyết."""


def invite(hr: Actor, clerk: Actor, union: Actor, head: str, scan: filing.Upload) -> int:
    """Open it, have it agreed and signed, and invite everyone; returns its number."""
    number = _open(hr, clerk, union, head)
    agreeing.agree(union, number, "Ban Chấp hành Công đoàn nhất trí với kế hoạch.")
    running.note_agreement(number)
    with reading() as session:
        today = local_day(clock.now(session))
    filing.file_signed(clerk, number, PLAN, FILED_AS, "KH-SNgV", today, head, scan)
    running.note_plan(number)
    running.note_drafts(number)
    running.prepare(number, FIRST)
    with reading() as session:
        meeting = meeting_at(session, number).id or 0
    convening.confirm_plan(hr, number, meeting)
    running.summon(number, FIRST)
    return number


def reply(number: int) -> None:
    """Some say by their links that they come."""
    with reading() as session:
        meeting = meeting_at(session, number).id or 0
        people = select(RollEntry).join(Attendee).where(Attendee.meeting_id == meeting)
        entries = session.exec(people.where(col(RollEntry.email).is_not(None)).order_by(col(RollEntry.id))).all()
    for entry in entries[:REPLIES]:
        attending.reply(entry, meeting, will_attend=True)


def _open(hr: Actor, clerk: Actor, union: Actor, head: str) -> int:
    number = drafting.draft(hr, SUBJECT)
    with reading() as session:
        today = local_day(clock.now(session))
    plan = ConferencePlan(
        SUBJECT,
        year=today.year,
        starts_at=at_local(today + timedelta(days=AHEAD), 8),
        place="Hội trường tầng 2, trụ sở Sở",
        presidium=f"{head}, Giám đốc\n{union.full_name}, Chủ tịch Công đoàn",
        secretaries=f"{clerk.full_name}, Văn phòng",
        preparation="Văn phòng chuẩn bị báo cáo của Giám đốc Sở.\nCông đoàn chuẩn bị báo cáo thực hiện dân chủ.",
        resolution=RESOLUTION,
    )
    drafting.write_plan(hr, number, plan)
    duties.assign(hr, number, DutyKind.SECRETARY, clerk.account_id or 0)
    drafting.open_(hr, number)
    return number
