"""Kế hoạch đã ký, gửi, nhắc, hết hạn, công khai: the verbs that the flow calls, each once."""

from sqlmodel import Session, col, func, select

from models import (
    Comment,
    Consultation,
    Decision,
    DutyKind,
    MergedOpinion,
    Procedure,
    ProcedureState,
    Role,
)
from models.store import clock
from notifications import messages
from procedures import gates, log
from procedures.access import accounts, duties
from procedures.disclosing import make_public
from procedures.engine import once, record
from procedures.filing import draft_paper
from procedures.opinion import sealing
from procedures.opinion.steps import (
    ANSWERED,
    ASKED,
    CLOSED,
    DECIDED,
    DECISION,
    DISCLOSED,
    ISSUED,
    NOTICE,
    PLAN_SIGNED,
    POSTED,
    REMINDED,
    SHEET,
    UNION_REMARKED,
    decision_paper,
    is_signed,
    rules_resting_on,
    union_must_remark,
)
from procedures.rounds import course
from procedures.rounds.asking import round_of
from words.dates import local_day

CONTENT = "answered_opinions"


@once(PLAN_SIGNED)
def note_plan(session: Session, procedure: Procedure) -> str:
    """Note that the head's plan stands in the register."""
    log.write(session, "clock", "PlanSigned", procedure.id)
    return record(session, procedure, PLAN_SIGNED)


@once(ASKED)
def ask(session: Session, procedure: Procedure) -> str:
    """Send the draft to everyone on the list who has an address; the others get a printed sheet."""
    counts = course.send_to_all(session, procedure, messages.opinion_asked, SHEET)
    log.write(session, "clock", "Asked", procedure.id, **counts)
    return record(session, procedure, ASKED, **counts)


@once(REMINDED)
def remind(session: Session, procedure: Procedure, number: int) -> str:
    """Remind those who have not answered, if the round still runs; the outcome is `done` or `not_needed`."""
    closes_at = round_of(session, procedure.id or 0).closes_at
    ended = closes_at is not None and clock.now(session) >= closes_at
    outcome, letters = course.remind(session, procedure, number, messages.opinion_reminder, is_over=ended)
    log.write(session, "clock", "AskedAgain", procedure.id, number=number, letters=letters)
    return record(session, procedure, REMINDED, outcome, occurrence=number, letters=letters)


@once(CLOSED)
def close(session: Session, procedure: Procedure) -> str:
    """End the round; each comment stands in the table, the same words once."""
    number, ended = procedure.id or 0, course.end(session, procedure)
    returned = ended.returned + sealing.answered_sealed(session, [number]).get(number, 0)
    counts = {"summoned": ended.summoned, "returned": returned, "opinions": _tabulate(session, number)}
    for account in accounts.distinct(session, Role.HR, Role.MANAGER):
        messages.opinion_closed(session, number, account)
    log.write(session, "clock", "ConsultationClosed", number, **counts)
    outcome = "all_answered" if returned == ended.summoned else "some_silent"
    return record(session, procedure, CLOSED, outcome, **counts)


def _tabulate(session: Session, procedure_id: int) -> int:
    """One row for each thing said of a paragraph, however many people said it in the same words."""
    said = select(Comment).where(Comment.procedure_id == procedure_id)
    rows: dict[tuple[int, str], MergedOpinion] = {}
    for comment in session.exec(said.order_by(col(Comment.paragraph), col(Comment.id))).all():
        key = comment.paragraph, _same_words(comment.text)
        if key not in rows:
            row = MergedOpinion(procedure_id=procedure_id, number=len(rows) + 1, paragraph=key[0], gist=comment.text)
            session.add(row)
            session.flush()
            rows[key] = row
        comment.merged_id = rows[key].id
        session.add(comment)
    return len(rows)


def _same_words(text: str) -> str:
    """The words of a comment, apart from capitals, spaces and what ends the sentence; accents make other words."""
    return " ".join(text.casefold().split()).rstrip(" .;,!")


@once(ANSWERED)
def note_table(session: Session, procedure: Procedure) -> str:
    """Note that the table is whole; whoever waits for it may go on, and the union is asked where the law says so."""
    number = procedure.id or 0
    rows = session.exec(select(func.count()).where(MergedOpinion.procedure_id == number)).one()
    if union_must_remark(session, number):
        for account in accounts.holding(session, Role.UNION):
            messages.opinion_union_asked(session, number, account)
    gates.wake_resting(session, number)
    log.write(session, "clock", "OpinionsAnswered", number, opinions=rows)
    return record(session, procedure, ANSWERED, opinions=rows)


@once(UNION_REMARKED)
def note_union(session: Session, procedure: Procedure) -> str:
    """Note the union's remark, or that the law asks for none here; the decider is told that it is time."""
    number = procedure.id or 0
    outcome = "done" if union_must_remark(session, number) else "not_needed"
    duties.wait(session, number, DutyKind.DECIDER)
    for account in duties.holders_now(session, number, DutyKind.DECIDER):
        messages.opinion_decision_asked(session, number, account)
    return record(session, procedure, UNION_REMARKED, outcome)


@once(DECIDED)
def note_decision(session: Session, procedure: Procedure) -> str:
    """Note what was decided; the clerk files the decision where there is one, unless rules that rest on this are it."""
    number = procedure.id or 0
    decision = session.get_one(Consultation, number).decision or Decision.NOT_ISSUED
    duties.done(session, number, DutyKind.DECIDER)
    gates.wake_resting(session, number)
    if decision is Decision.ISSUED and not rules_resting_on(session, number):
        draft_paper(session, number, DECISION)
        for account in accounts.holding(session, Role.CLERK):
            messages.opinion_decision_awaits_filing(session, number, account)
    return record(session, procedure, DECIDED, decision.value)


@once(ISSUED)
def note_issue(session: Session, procedure: Procedure) -> str:
    """Note that the decision has number, date and scan."""
    number = procedure.id or 0
    is_issued = is_signed(decision_paper(session, number))
    return record(session, procedure, ISSUED, "done" if is_issued else "not_needed")


@once(DISCLOSED)
def disclose(session: Session, procedure: Procedure) -> str:
    """Make the table public to everyone who was asked: by mail, on the page, and by a notice for the board."""
    number = procedure.id or 0
    paper, consultation = decision_paper(session, number), session.get_one(Consultation, number)
    decided_on = local_day(consultation.decided_at or clock.now(session))
    counted_from = paper.dated_on if paper and paper.dated_on else decided_on
    told = make_public(session, procedure, CONTENT, counted_from, NOTICE, messages.opinion_disclosed)
    log.write(session, "clock", "Disclosed", number, letters=told.letters, until_on=told.until_on.isoformat())
    return record(session, procedure, DISCLOSED, told.outcome, letters=told.letters)


@once(POSTED)
def end(session: Session, procedure: Procedure) -> str:
    """The table has been posted for the days of the law: the consultation has ended."""
    consultation = session.get_one(Consultation, procedure.id)
    outcome = (consultation.decision or Decision.NOT_ISSUED).value
    procedure.state, procedure.outcome = ProcedureState.CLOSED, outcome
    procedure.closed_at = clock.now(session)
    session.add(procedure)
    log.write(session, "clock", "ConsultationEnded", procedure.id, outcome=outcome)
    return record(session, procedure, POSTED, outcome)
