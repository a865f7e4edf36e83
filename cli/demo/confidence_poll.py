"""The confidence poll of the sample agency: reports are in, papers are with the voters, two of them have asked."""

from collections.abc import Callable
from datetime import timedelta

from sqlmodel import col, select

from models import Attendee, DutyKind, RollEntry, StaffMember
from models.store import clock
from models.store.database import reading
from notifications import links
from procedures import filing
from procedures.access import duties
from procedures.access.actor import Actor
from procedures.confidence_poll import drafting, people, questioning, reporting, running
from procedures.confidence_poll.drafting import PollPlan
from procedures.confidence_poll.people import entry_of
from procedures.confidence_poll.steps import NOTICE
from procedures.meetings.finding import FIRST, meeting_at
from procedures.meetings.summoning import convening
from procedures.meetings.tallying.ballots import polled
from words.dates import at_local, local_day

NUMBER = 7
SUBJECT = "Lấy phiếu tín nhiệm lãnh đạo các phòng giữa nhiệm kỳ 2025 - 2030"
POLLED, AHEAD, FILED_AS = (2, 3, 12, 13), 30, 47
ASKED = ((0, "Đề nghị nêu rõ kết quả cải cách thủ tục cấp hộ chiếu năm 2026."), (2, "Việc học tập nâng cao năm 2027?"))


def send_papers(
    hr: Actor, clerk: Actor, chair: str, tellers: tuple[Actor, Actor], scan: filing.Upload, deliver: Callable[[], None]
) -> int:
    """Open it, file the notice and the reports, and summon the voters; returns its number."""
    number = _open(hr, clerk, chair, tellers)
    with reading() as session:
        today = local_day(clock.now(session))
    filing.file_signed(clerk, number, NOTICE, FILED_AS, "TB-SNgV", today, chair, scan)
    running.note_notice(number)
    running.ask_for_reports(number)
    deliver()
    with reading() as session:
        entries = [entry_of(session, person) for person in polled(session, number)]
    for entry in entries:
        reporting.hand_in(_link(entry), filing.Upload("bao-cao-tu-danh-gia.pdf", scan.content))
    running.note_reports(number)
    running.prepare(number, FIRST)
    with reading() as session:
        meeting = meeting_at(session, number).id or 0
    convening.confirm_plan(hr, number, meeting)
    running.summon(number, FIRST)
    return number


def ask(number: int) -> None:
    """Two voters ask by their links."""
    with reading() as session:
        on_ballot = polled(session, number)
        voters = select(RollEntry).join(Attendee).where(Attendee.meeting_id == meeting_at(session, number).id)
        voters = voters.where(col(Attendee.has_vote).is_(True), col(RollEntry.email).is_not(None))
        entries = session.exec(voters.order_by(col(RollEntry.id).desc())).all()
    for entry, (place, question) in zip(entries, ASKED, strict=False):
        questioning.ask(_link(entry), on_ballot[place].id or 0, question)


def _open(hr: Actor, clerk: Actor, chair: str, tellers: tuple[Actor, Actor]) -> int:
    number = drafting.draft(hr, SUBJECT)
    with reading() as session:
        starts_at = at_local(local_day(clock.now(session)) + timedelta(days=AHEAD), 14)
        staff = session.exec(select(StaffMember.id).order_by(col(StaffMember.id))).all()
    plan = PollPlan(
        SUBJECT,
        term="Nhiệm kỳ 2025 - 2030",
        organiser="Ban Thường vụ Đảng ủy Sở",
        authority="Ban Thường vụ Tỉnh ủy",
        starts_at=starts_at,
        place="Hội trường tầng 2",
        chair=f"{chair}, Giám đốc",
        invitation="Đề nghị đồng chí đọc kỹ báo cáo tự đánh giá trước khi dự họp.",
    )
    drafting.write_plan(hr, number, plan)
    for place in POLLED:
        people.poll_person(hr, number, staff[place] or 0)
    for kind, actor in ((DutyKind.SECRETARY, clerk), *((DutyKind.TELLER, each) for each in tellers)):
        duties.assign(hr, number, kind, actor.account_id or 0)
    drafting.open_(hr, number)
    return number


def _link(entry: RollEntry) -> str:
    return links.token(entry.id or 0, entry.link_version)
