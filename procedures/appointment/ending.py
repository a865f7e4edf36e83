"""Hồ sơ, tờ trình, quyết định, công khai, hoặc báo cáo: how a case ends, each once."""

from sqlmodel import Session, select

from models import Conclusion, Meeting, Post, Procedure, ProcedureState, Role
from models.paper import paper_name
from models.store import clock
from models.store.database import reading
from notifications import messages
from procedures import log
from procedures.access import accounts
from procedures.appointment.nominees.eligibility import dossier_is_complete
from procedures.appointment.steps import (
    DECISION,
    DISCLOSED,
    DOSSIER_COMPLETE,
    ISSUED,
    NOTICE,
    POSTED,
    PROPOSAL,
    PROPOSED,
    REPORT,
    REPORT_SIGNED,
    REPORTED,
    SUMMARY,
    appointed,
    posts_of,
)
from procedures.disclosing import make_public
from procedures.engine import Step, Waiting, once, record
from procedures.filing import draft_paper, paper_of
from procedures.rounds.roll import enrol_everyone
from words.dates import local_day

CONTENT = "appointments"


def wait_for_dossier(procedure_id: int) -> None:
    """The dossier of everyone who came through the last meeting is complete, and none of its papers too old."""
    with reading() as session:
        today = local_day(clock.now(session))
        for nominee in appointed(session, procedure_id).values():
            if not dossier_is_complete(session, nominee, today):
                raise Waiting("dossier")


@once(DOSSIER_COMPLETE)
def note_dossier(session: Session, procedure: Procedure) -> str:
    """Note that the dossiers are complete; the summary of all counts and the proposal are made.

    A post that ended on the way is reported besides.
    """
    people = appointed(session, procedure.id or 0)
    ended = any(post.outcome in ("stopped", "withdrawn") for post in posts_of(session, procedure.id or 0))
    for kind in (SUMMARY, PROPOSAL, *([REPORT] if ended else [])):
        draft_paper(session, procedure.id or 0, kind)
    log.write(session, "clock", "DossierComplete", procedure.id, people=len(people))
    return record(session, procedure, DOSSIER_COMPLETE, people=len(people))


@once(PROPOSED)
def note_proposal(session: Session, procedure: Procedure) -> str:
    """Note that the proposal is signed; the clerk files the decision when it comes."""
    number = procedure.id or 0
    for post_id in appointed(session, number):
        draft_paper(session, number, paper_name(DECISION, session.get_one(Post, post_id).number))
    for account in accounts.holding(session, Role.CLERK):
        messages.appointment_decision_awaits_filing(session, number, account)
    return record(session, procedure, PROPOSED)


@once(ISSUED)
def note_decision(session: Session, procedure: Procedure) -> str:
    """Note that each decision has number, date and scan."""
    people = appointed(session, procedure.id or 0)
    for post_id in people:
        post = session.get_one(Post, post_id)
        post.outcome = "appointed"
        session.add(post)
    draft_paper(session, procedure.id or 0, NOTICE)
    log.write(session, "clock", "Appointed", procedure.id, people=len(people))
    return record(session, procedure, ISSUED, people=len(people))


@once(DISCLOSED)
def disclose(session: Session, procedure: Procedure) -> str:
    """Make the appointment public to everyone who works here: by mail, on the page, and by a notice for the board."""
    number, today = procedure.id or 0, local_day(clock.now(session))
    posts = [session.get_one(Post, post_id).number for post_id in appointed(session, number)]
    filed = [paper_of(session, number, paper_name(DECISION, each)) for each in posts]
    counted_from = min((paper.dated_on for paper in filed if paper and paper.dated_on), default=today)
    enrol_everyone(session, number)
    told = make_public(session, procedure, CONTENT, counted_from, NOTICE, messages.appointment_disclosed)
    said = {"letters": told.letters, "until_on": told.until_on.isoformat()}
    log.write(session, "clock", "AppointmentDisclosed", number, **said)
    return record(session, procedure, DISCLOSED, told.outcome, letters=told.letters)


@once(POSTED)
def end(session: Session, procedure: Procedure) -> str:
    """The notice has been posted for the days of the law: the case has ended."""
    return _close(session, procedure, "appointed", POSTED)


@once(REPORTED)
def report(session: Session, procedure: Procedure) -> str:
    """Nobody is left to be named for any post: the report to the authority is made, and what is known summed up."""
    has_met = session.exec(select(Conclusion.id).join(Meeting).where(Meeting.procedure_id == procedure.id)).first()
    for kind in (SUMMARY, REPORT) if has_met else (REPORT,):
        draft_paper(session, procedure.id or 0, kind)
    for account in accounts.distinct(session, Role.HR, Role.MANAGER):
        messages.case_stopped(session, procedure.id or 0, account)
    log.write(session, "clock", "CaseReported", procedure.id)
    return record(session, procedure, REPORTED, _stopped(session, procedure))


@once(REPORT_SIGNED)
def end_by_report(session: Session, procedure: Procedure) -> str:
    """The report is signed and sent: the case has ended without an appointment."""
    return _close(session, procedure, _stopped(session, procedure), REPORT_SIGNED)


def _stopped(session: Session, procedure: Procedure) -> str:
    outcomes = {post.outcome for post in posts_of(session, procedure.id or 0)}
    return "withdrawn" if outcomes == {"withdrawn"} else "stopped"


def _close(session: Session, procedure: Procedure, outcome: str, step: Step) -> str:
    procedure.state, procedure.outcome, procedure.closed_at = ProcedureState.CLOSED, outcome, clock.now(session)
    session.add(procedure)
    log.write(session, "clock", "CaseEnded", procedure.id, outcome=outcome)
    return record(session, procedure, step, outcome)
