"""Letters about an appointment to those who see to it, and the disclosure to everyone; one function a message."""

from datetime import date

from sqlmodel import Session, col, select

from models import (
    Conclusion,
    CountEntry,
    Disclosure,
    Duty,
    DutyKind,
    FiledPaper,
    Meeting,
    Nominee,
    OutboxMessage,
    PaperState,
    Post,
    Role,
    RollEntry,
)
from models.paper import paper_name
from notifications.compose.appointing import Appointing, appointing, post_named, to_officer
from notifications.compose.convened import Convened, meeting_of, summoned
from notifications.compose.told import Told, to_entry
from words.dates import local_day

DECISION, REPORT = "appointment_decision", "case_report"
GOING_ON = (None, "appointed")
MINUTES = ("meeting_minutes", "counting_minutes")


def meeting_list_wanted(session: Session, message: OutboxMessage) -> Told | None:
    """Đặt lịch, danh sách: not once they are settled."""
    of = meeting_of(session, message)
    if not of.case.is_open or of.meeting.is_set or of.meeting.is_typed_in:
        return None
    people, voters = summoned(session, of)
    return to_officer(session, message, of, "", {Role.HR}, people=people, voters=voters)


def meeting_count_asked(session: Session, message: OutboxMessage) -> Told | None:
    """Nhập kết quả kiểm phiếu: only to a teller of now, and not once the law has drawn its conclusion."""
    of = meeting_of(session, message)
    if not of.case.is_open or _concluded(session, of) or not _counts(session, message):
        return None
    return to_officer(session, message, of, "", set(Role))


def meeting_count_differs(session: Session, message: OutboxMessage) -> Told | None:
    """Nhập lại: to a teller of now, no figure and no line; not once anybody has entered the post anew."""
    of, second = meeting_of(session, message), session.get_one(CountEntry, message.facts["entry_id"])
    of_post = (CountEntry.meeting_id == second.meeting_id) & (CountEntry.post_id == second.post_id)
    later = session.exec(select(CountEntry.id).where(of_post, CountEntry.attempt > second.attempt)).first()
    if not of.case.is_open or later or _concluded(session, of) or not _counts(session, message):
        return None
    post = post_named(session.get_one(Post, second.post_id))
    return to_officer(session, message, of, "", set(Role), post=post, attempt=second.attempt + 1)


def meeting_minutes_await_signature(session: Session, message: OutboxMessage) -> Told | None:
    """Biên bản chờ số, ngày, bản ký: not once all of them are in the register."""
    of = meeting_of(session, message)
    made = [of.paper(kind) for kind in MINUTES if of.paper(kind) in _papers(session, of.case)]
    unsigned = [name for name in made if name not in _signed(session, of.case)]
    if not of.case.is_open or not unsigned:
        return None
    return to_officer(session, message, of, f"/papers/{unsigned[0]}", {Role.CLERK}, is_counted=len(made) > 1)


def head_choice_asked(session: Session, message: OutboxMessage) -> Told | None:
    """Chờ người đứng đầu lựa chọn: not once they have."""
    return _left_to(session, message, "head_decides", Role.MANAGER)


def authority_choice_wanted(session: Session, message: OutboxMessage) -> Told | None:
    """Chờ cấp có thẩm quyền quyết định: not once its document is filed."""
    return _left_to(session, message, "authority_decides", Role.HR)


def policy_clock_alert(session: Session, message: OutboxMessage) -> Told | None:
    """Sắp hết hạn, hay đã quá hạn: what is true when it is sent; not once the delay has been explained."""
    about, due = appointing(session, message.procedure_id), date.fromisoformat(message.facts["due"])
    is_late = local_day(about.now) > due
    if not about.is_open or about.rules is None or (is_late and about.appointment.explained_at):
        return None
    within, alerted_at = about.rules.days("completed_within"), about.rules.threshold("alerted_at").limit
    facts = {"due": due, "is_late": is_late, "within": within, "alerted_at": alerted_at}
    return to_officer(session, message, about, "", {Role.HR, Role.MANAGER}, **facts)


def withdrawal_noted(session: Session, message: OutboxMessage) -> Told | None:
    """Một nhân sự đã rút: no name, no reason; both stand on the page."""
    about = appointing(session, message.procedure_id)
    return to_officer(session, message, about, "", {Role.HR, Role.MANAGER}) if about.is_open else None


def case_stopped(session: Session, message: OutboxMessage) -> Told | None:
    """Dừng quy trình, phải báo cáo: not once the report is signed."""
    about = appointing(session, message.procedure_id)
    if about.is_annulled or REPORT in _signed(session, about):
        return None
    return to_officer(session, message, about, "", {Role.HR, Role.MANAGER})


def appointment_decision_awaits_filing(session: Session, message: OutboxMessage) -> Told | None:
    """Quyết định chờ số, ngày, bản ký: not once the decision on each post is in the register."""
    about = appointing(session, message.procedure_id)
    wanted = [paper_name(DECISION, post.number) for post in about.posts if post.outcome in GOING_ON]
    unsigned = [name for name in wanted if name not in _signed(session, about)]
    if not about.is_open or about.rules is None or not unsigned:
        return None
    facts = {"head_decides": about.appointment.head_decides, "disclosed_within": about.rules.days("disclosed_within")}
    return to_officer(session, message, about, f"/papers/{unsigned[0]}", {Role.CLERK}, **facts)


def appointment_disclosed(session: Session, message: OutboxMessage) -> Told | None:
    """Công khai: who was appointed to which post, by which decision; the one letter that names anybody."""
    about = appointing(session, message.procedure_id)
    decided = [found for post in about.posts if (found := _decided(session, about, post))]
    if about.is_annulled or not decided:
        return None
    posted = select(Disclosure.posted_until).where(Disclosure.procedure_id == message.procedure_id)
    entry = session.get_one(RollEntry, message.roll_entry_id)
    return to_entry(entry, about, decided=decided, posted_until=session.exec(posted).first())


def _decided(session: Session, about: Appointing, post: Post) -> dict[str, object] | None:
    """The signed decision on a post, and whom the last meeting chose for it."""
    paper = _signed(session, about).get(paper_name(DECISION, post.number))
    rows = select(Conclusion).join(Meeting).where(Meeting.procedure_id == post.procedure_id)
    order = (col(Meeting.step).desc(), col(Meeting.convening).desc(), col(Conclusion.revision).desc())
    last = session.exec(rows.where(Conclusion.post_id == post.id).order_by(*order)).first()
    if paper is None or last is None or len(last.chosen) != 1 or post.outcome not in GOING_ON:
        return None
    named = {"name": session.get_one(Nominee, last.chosen[0]).full_name, "post": post_named(post)}
    return {**named, "number": paper.number, "symbol": paper.symbol, "dated_on": paper.dated_on}


def _left_to(session: Session, message: OutboxMessage, reason: str, reader: Role) -> Told | None:
    """A letter about a choice that the law leaves to somebody, while it is not made."""
    of = meeting_of(session, message)
    rows = select(Conclusion).where(Conclusion.meeting_id == of.meeting.id).order_by(col(Conclusion.revision))
    last = {conclusion.post_id: conclusion for conclusion in session.exec(rows).all()}
    waits = any(each.reason == reason and not each.chosen for each in last.values())
    return to_officer(session, message, of, "", {reader}) if waits and of.case.is_open else None


def _concluded(session: Session, of: Convened) -> bool:
    return session.exec(select(Conclusion.id).where(Conclusion.meeting_id == of.meeting.id)).first() is not None


def _counts(session: Session, message: OutboxMessage) -> bool:
    duties = select(Duty).where(Duty.procedure_id == message.procedure_id, Duty.kind == DutyKind.TELLER)
    return any(message.account_id in (duty.account_id, duty.deputy_id) for duty in session.exec(duties).all())


def _signed(session: Session, about: Appointing) -> dict[str, FiledPaper]:
    """The signed papers of the case, by name."""
    return {name: paper for name, paper in _papers(session, about).items() if paper.state is PaperState.SIGNED}


def _papers(session: Session, about: Appointing) -> dict[str, FiledPaper]:
    """The papers of the case, by name."""
    rows = select(FiledPaper).where(FiledPaper.procedure_id == about.procedure.id)
    return {paper.name: paper for paper in session.exec(rows).all()}
