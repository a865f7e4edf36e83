"""Các bước của một lần lấy phiếu tín nhiệm, theo thứ tự luật, và bước nào đang chờ gì."""

from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from law.decisions.confidence import Deadlines, deadlines
from law.parameters import NotInForce
from law.rules import Rules
from models import Meeting, PolledPerson, PollQuestion, Procedure, Round, RoundPlace
from models.meeting import place_at
from models.paper import paper_name
from models.store import clock
from models.store.database import reading
from procedures.engine import Step, Waiting
from procedures.filing import is_signed, paper_of
from procedures.meetings.finding import meeting_at
from procedures.meetings.tallying import counting
from procedures.meetings.tallying.sealed import is_too_few
from procedures.sealed import archive, preparing
from words.dates import at_local, local_day

KIND = "confidence_poll"
FLOW_REVISION = 1
ONE_DAY = timedelta(days=1)
ONLY = 1

OPENED = Step("poll_opened", "organised_by")
NOTIFIED = Step("poll_notice_signed", "organised_by")
REPORTS_ASKED = Step("poll_reports_asked", "report_asked")
REPORTS_FILED = Step("poll_reports_filed", "papers_to_hr_before")
PREPARED = Step("poll_prepared", "body.key_cadres")
SUMMONED = Step("poll_summoned", "papers_to_voters_before")
QUESTIONS_CLOSED = Step("poll_questions_closed", "questions_before")
QUESTIONS_ANSWERED = Step("poll_questions_answered", "answers_before")
REMINDED = Step("poll_reminded", "quorum")
HELD = Step("poll_held", "quorum")
COUNTED = Step("poll_counted", "levels")
CONCLUDED = Step("poll_concluded", "percent_of")
MINUTED = Step("poll_minuted", "percent_of")
RESULTS_REPORTED = Step("poll_results_reported", "reported_to")
REPORT_SIGNED = Step("poll_report_signed", "reported_to")
BEFORE = (OPENED, NOTIFIED, REPORTS_ASKED, REPORTS_FILED)
OF_A_MEETING = (PREPARED, SUMMONED, QUESTIONS_CLOSED, QUESTIONS_ANSWERED, REMINDED, HELD, COUNTED, CONCLUDED, MINUTED)
AFTER = (RESULTS_REPORTED, REPORT_SIGNED)
STEPS = (*BEFORE, *OF_A_MEETING, *AFTER)

NOTICE, INVITATION, SUMMONS_LIST = "confidence_notice", "meeting_invitation", "summons_list"
BALLOT, MINUTES, COUNTING = "confidence_ballot", "meeting_minutes", "counting_minutes"
SUMMARY, REPORT = "confidence_summary", "confidence_report"


def is_again(number: int) -> bool:
    """Whether an occurrence names a meeting convened again: the papers went out before the first one."""
    return place_at(number)[1] > 1


def last_days(session: Session, procedure: Procedure) -> Deadlines | None:
    """The last days before the first meeting; None while it has no hour, or where a year's holidays are unknown."""
    meeting = meeting_at(session, procedure.id or 0)
    if meeting.starts_at is None:
        return None
    try:
        return deadlines(Rules.thaw(procedure.rules), local_day(meeting.starts_at))
    except NotInForce:
        return None


def end_of(day: date) -> datetime:
    """The instant at which a day is over."""
    return at_local(day + ONE_DAY, 0)


def unreported(session: Session, procedure_id: int) -> list[PolledPerson]:
    """Those whose report is not in."""
    rows = select(PolledPerson).where(PolledPerson.procedure_id == procedure_id)
    return list(
        session.exec(rows.where(col(PolledPerson.report_id).is_(None)).order_by(col(PolledPerson.number))).all()
    )


def unanswered(session: Session, procedure_id: int) -> list[PollQuestion]:
    """Questions without an answer, in the order in which they came."""
    rows = select(PollQuestion).where(PollQuestion.procedure_id == procedure_id)
    return list(session.exec(rows.where(col(PollQuestion.answered_at).is_(None)).order_by(col(PollQuestion.id))).all())


def is_met(session: Session, meeting: Meeting) -> bool:
    """Whether people meet for it, rather than hand ballots in."""
    return session.get_one(Round, meeting.round_id).place is not RoundPlace.CORRESPONDENCE


def wait_for_notice(procedure_id: int) -> None:
    """The notice of the poll is signed and filed."""
    with reading() as session:
        if not is_signed(paper_of(session, procedure_id, NOTICE)):
            raise Waiting("poll_notice")


def wait_for_reports(procedure_id: int) -> None:
    """Everyone's report is in, by the own link or through HR."""
    with reading() as session:
        if unreported(session, procedure_id):
            raise Waiting("self_reports")


def wait_for_summons(procedure_id: int, number: int) -> None:
    """HR has settled hour, place and list, early enough for the papers to be with the voters in time."""
    with reading() as session:
        if not meeting_at(session, procedure_id, number).is_set:
            raise Waiting("meeting_list")
        if not is_again(number) and is_too_late(session, session.get_one(Procedure, procedure_id)):
            raise Waiting("poll_too_soon")


def is_too_late(session: Session, procedure: Procedure) -> bool:
    """Whether papers sent today would reach the voters later than the law lets them."""
    last = last_days(session, procedure)
    return last is not None and local_day(clock.now(session)) > last.papers_to_voters


def wait_for_questions(procedure_id: int, number: int) -> None:
    """The last day for questions is over."""
    _wait_until(procedure_id, number, "questions", "poll_questions")


def wait_for_answers(procedure_id: int, number: int) -> None:
    """Every question is answered, or the last day for answers is over."""
    with reading() as session:
        if not unanswered(session, procedure_id):
            return
    _wait_until(procedure_id, number, "answers", "poll_answers")


def _wait_until(procedure_id: int, number: int, deadline: str, wait: str) -> None:
    with reading() as session:
        last = last_days(session, session.get_one(Procedure, procedure_id))
        if last is None or is_again(number) or meeting_at(session, procedure_id, number).opened_at:
            return
        ends_at = end_of(getattr(last, deadline))
        if clock.now(session) < ends_at:
            raise Waiting(wait, ends_at)


def wait_for_reminder(procedure_id: int, number: int) -> None:
    """Those who have not said whether they come are reminded at the hour that HR set; where nobody meets, no one is."""
    with reading() as session:
        meeting = meeting_at(session, procedure_id, number)
        is_due = meeting.remind_at is None or clock.now(session) >= meeting.remind_at or not is_met(session, meeting)
        if not (meeting.opened_at or is_due):
            raise Waiting("replies", meeting.remind_at)


def wait_for_meeting(procedure_id: int, number: int) -> None:
    """The meeting has begun: its secretary has closed the list of those present; or the box of ballots is shut."""
    with reading() as session:
        meeting = meeting_at(session, procedure_id, number)
        if meeting.opened_at:
            return
        if preparing.is_by_mail(session, meeting):
            _wait_for_ballots(session, meeting)
            return
        before = meeting.starts_at is not None and clock.now(session) < meeting.starts_at
        raise Waiting("meeting" if before else "attendance", meeting.starts_at if before else None)


def _wait_for_ballots(session: Session, meeting: Meeting) -> None:
    box = archive.of_round(session, meeting.round_id)
    if box is None or box.opened_at is None:
        raise Waiting("poll_box")
    if box.closed_at is None:
        raise Waiting("poll_ballots", box.closes_at)


def wait_for_count(procedure_id: int, number: int) -> None:
    """The two entries agree, or the box of sealed ballots is opened, or never will be."""
    with reading() as session:
        if is_too_few(session, meeting_at(session, procedure_id, number)):
            return
    counting.wait_for_count(procedure_id, *place_at(number))


def wait_for_minutes(procedure_id: int, number: int) -> None:
    """The minutes of the meeting, and of its count, are signed and filed."""
    with reading() as session:
        made = [paper_of(session, procedure_id, paper_name(kind, number)) for kind in (MINUTES, COUNTING)]
        if not all(is_signed(paper) for paper in made if paper):
            raise Waiting("minutes_signature")


def wait_for_report(procedure_id: int) -> None:
    """The report to the authority is signed and filed."""
    with reading() as session:
        if not is_signed(paper_of(session, procedure_id, REPORT)):
            raise Waiting("report_signature")
