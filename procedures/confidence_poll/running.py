"""Chạy một lần lấy phiếu: what the flow does at each step, each once."""

from sqlmodel import Session

from models import DutyKind, Meeting, Procedure, ProcedureState, Role
from models.store import clock
from notifications import messages
from procedures import log
from procedures.access import accounts, duties
from procedures.confidence_poll import steps
from procedures.confidence_poll.people import entry_of
from procedures.confidence_poll.questioning import questions_of
from procedures.confidence_poll.results import conclude as note_conclusion
from procedures.confidence_poll.results import is_voted_on
from procedures.confidence_poll.steps import is_again, is_met, last_days
from procedures.engine import once, record
from procedures.filing import draft_paper
from procedures.meetings import calling
from procedures.meetings.finding import meeting_at
from procedures.meetings.holding import attending
from procedures.meetings.summoning import convening
from procedures.meetings.tallying.ballots import polled
from procedures.meetings.tallying.sealed import is_sealed
from procedures.sealed.preparing import is_by_mail
from words.dates import local_day

NOT_NEEDED = "not_needed"


@once(steps.NOTIFIED)
def note_notice(session: Session, procedure: Procedure) -> str:
    """Note that the notice of the poll is signed."""
    return record(session, procedure, steps.NOTIFIED)


@once(steps.REPORTS_ASKED)
def ask_for_reports(session: Session, procedure: Procedure) -> str:
    """Ask everyone polled for the report, each by the own link."""
    people = [entry_of(session, person) for person in polled(session, procedure.id or 0)]
    for entry in people:
        messages.poll_report_wanted(session, procedure.id or 0, entry)
    letters = sum(1 for entry in people if entry.email)
    log.write(session, "clock", "ReportsAsked", procedure.id, people=len(people), letters=letters)
    return record(session, procedure, steps.REPORTS_ASKED, people=len(people), letters=letters)


@once(steps.REPORTS_FILED)
def note_reports(session: Session, procedure: Procedure) -> str:
    """Note that all reports are with HR: in time, or later than the law wants."""
    last = last_days(session, procedure)
    is_late = last is not None and local_day(clock.now(session)) > last.papers_to_hr
    log.write(session, "clock", "ReportsFiled", procedure.id)
    return record(session, procedure, steps.REPORTS_FILED, "late" if is_late else "in_time")


@once(steps.PREPARED)
def prepare(session: Session, procedure: Procedure, number: int) -> str:
    """Propose who is summoned by law, and ask HR to settle hour, place and list."""
    meeting = calling.propose(session, procedure, number)
    log.write(session, "clock", "PollPrepared", procedure.id, convening=meeting.convening)
    return record(session, procedure, steps.PREPARED, occurrence=number)


@once(steps.SUMMONED)
def summon(session: Session, procedure: Procedure, number: int) -> str:
    """Invite everyone on the list, by mail or on paper; whoever votes may read the reports and ask from now on."""
    meeting = meeting_at(session, procedure.id or 0, number)
    ballot = () if is_sealed(session, meeting) else (steps.BALLOT,)
    counts = calling.summon(session, meeting, (steps.SUMMONS_LIST, steps.INVITATION, *ballot))
    log.write(session, "clock", "PollSummoned", procedure.id, **counts)
    return record(session, procedure, steps.SUMMONED, occurrence=number, **counts)


@once(steps.QUESTIONS_CLOSED)
def close_questions(session: Session, procedure: Procedure, number: int) -> str:
    """The last day for questions is over: whoever was asked something is told to answer."""
    questions = [] if is_again(number) else questions_of(session, procedure.id or 0)
    asked = {question.polled_id for question in questions}
    for person in polled(session, procedure.id or 0):
        if person.id in asked:
            messages.poll_answers_wanted(session, procedure.id or 0, entry_of(session, person))
    outcome = NOT_NEEDED if is_again(number) else "done"
    return record(session, procedure, steps.QUESTIONS_CLOSED, outcome, number, questions=len(questions))


@once(steps.QUESTIONS_ANSWERED)
def send_answers(session: Session, procedure: Procedure, number: int) -> str:
    """Everyone who votes is told where the answers stand, where anything was asked."""
    questions = [] if is_again(number) else questions_of(session, procedure.id or 0)
    open_ones = sum(question.answered_at is None for question in questions)
    meeting = meeting_at(session, procedure.id or 0, number)
    for entry in convening.roll_of(session, meeting) if questions else []:
        messages.poll_answered(session, procedure.id or 0, entry, meeting.id or 0)
    outcome = NOT_NEEDED if not questions else "unanswered" if open_ones else "done"
    facts = {"questions": len(questions), "unanswered": open_ones}
    return record(session, procedure, steps.QUESTIONS_ANSWERED, outcome, number, **facts)


@once(steps.REMINDED)
def remind(session: Session, procedure: Procedure, number: int) -> str:
    """Remind those who have not said whether they come, before the meeting alone; where none is held, nobody."""
    meeting = meeting_at(session, procedure.id or 0, number)
    letters = calling.remind(session, meeting) if is_met(session, meeting) else None
    outcome = NOT_NEEDED if letters is None else "done"
    return record(session, procedure, steps.REMINDED, outcome, number, letters=letters or 0)


@once(steps.HELD)
def note_meeting(session: Session, procedure: Procedure, number: int) -> str:
    """Note who was there; the tellers are asked for their count, unless too few came for a ballot, or it is sealed."""
    meeting = meeting_at(session, procedure.id or 0, number)
    if is_by_mail(session, meeting):
        attending.note_voters(session, meeting)
    there = attending.attendance(session, meeting)
    if is_voted_on(session, meeting) and not is_sealed(session, meeting):
        calling.ask_for_count(session, meeting)
    counts = {"summoned": there.summoned, "present": there.present}
    log.write(session, "clock", "PollHeld", procedure.id, **counts)
    return record(session, procedure, steps.HELD, occurrence=number, **counts)


@once(steps.COUNTED)
def note_count(session: Session, procedure: Procedure, number: int) -> str:
    """Note that the two counts agree, or that there was no ballot."""
    has_ballot = is_voted_on(session, meeting_at(session, procedure.id or 0, number))
    duties.done(session, procedure.id or 0, DutyKind.TELLER)
    return record(session, procedure, steps.COUNTED, "done" if has_ballot else NOT_NEEDED, number)


@once(steps.CONCLUDED)
def conclude(session: Session, procedure: Procedure, number: int) -> str:
    """The meeting is over: its minutes are made, and those of its count."""
    meeting = meeting_at(session, procedure.id or 0, number)
    conclusion = note_conclusion(session, meeting)
    calling.hand_to_clerk(session, meeting, _minutes(session, meeting))
    log.write(session, "clock", "PollConcluded", procedure.id, outcome=conclusion.reason)
    return record(session, procedure, steps.CONCLUDED, conclusion.reason, number)


def _minutes(session: Session, meeting: Meeting) -> list[str]:
    """Those of the meeting, and of its count if there was one; where people did not meet those of the count alone."""
    if not is_voted_on(session, meeting):
        return [steps.MINUTES]
    return [steps.MINUTES, steps.COUNTING] if is_met(session, meeting) else [steps.COUNTING]


@once(steps.MINUTED)
def note_minutes(session: Session, procedure: Procedure, number: int) -> str:
    """Note that the minutes are signed and filed."""
    return record(session, procedure, steps.MINUTED, occurrence=number)


@once(steps.RESULTS_REPORTED)
def report(session: Session, procedure: Procedure) -> str:
    """The results are summed up, with what follows by law, and the report to the authority is made."""
    for kind in (steps.SUMMARY, steps.REPORT):
        draft_paper(session, procedure.id or 0, kind)
    for account in accounts.holding(session, Role.CLERK):
        messages.poll_paper_awaits_signature(session, procedure.id or 0, account, steps.REPORT)
    log.write(session, "clock", "PollReported", procedure.id)
    return record(session, procedure, steps.RESULTS_REPORTED)


@once(steps.REPORT_SIGNED)
def end(session: Session, procedure: Procedure) -> str:
    """The report is signed and sent: the poll has ended."""
    procedure.state, procedure.outcome, procedure.closed_at = ProcedureState.CLOSED, "polled", clock.now(session)
    session.add(procedure)
    log.write(session, "clock", "PollEnded", procedure.id)
    return record(session, procedure, steps.REPORT_SIGNED, "polled")
