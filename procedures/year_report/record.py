"""Những gì phần mềm đã ghi của một năm: appointments, opinions, votes, disclosures, rules, items; all of it public."""

from datetime import date, datetime

from sqlmodel import Session, col, select

from documents.papers.democracy_report import Appointed, Asked, CarriedOut, Disclosed, Held
from models import (
    Decision,
    Disclosure,
    Meeting,
    Post,
    Procedure,
    ProcedureState,
    Resolution,
    StepRecord,
    Verdict,
)
from models.paper import paper_name
from procedures.appointment import steps as appointing
from procedures.filing import paper_of
from procedures.meetings.holding.attendance import attendance
from procedures.opinion import steps as consulting
from procedures.opinion.posted import ruling_of
from procedures.opinion.table import table_of
from procedures.papers.parts import numbered
from procedures.papers.regulation import numbered_as
from procedures.regulation import steps as ruling
from procedures.resolution import steps as circulating
from procedures.resolution.items.listing import items_of
from words.dates import at_local, local_day
from words.sentences import say


def bounds(year: int) -> tuple[datetime, datetime]:
    """From the first instant of a year to the first of the next."""
    return at_local(date(year, 1, 1), 0), at_local(date(year + 1, 1, 1), 0)


def appointments(session: Session, year: int) -> tuple[Appointed, ...]:
    """Those that were made public in the year; the others the law has not announced yet."""
    found: list[Appointed] = []
    for procedure in _disclosed_of(session, year, appointing.KIND):
        number = procedure.id or 0
        for post_id, nominee in appointing.appointed(session, number).items():
            post = session.get_one(Post, post_id)
            paper = paper_of(session, number, paper_name(appointing.DECISION, post.number))
            title = f"{post.title}, {post.unit_name}" if post.unit_name else post.title
            found.append(Appointed(nominee.full_name, title, numbered(paper)))
    return tuple(found)


def consultations(session: Session, year: int) -> tuple[Asked, ...]:
    """Those whose table was made public in the year."""
    found: list[Asked] = []
    for procedure in _disclosed_of(session, year, consulting.KIND):
        table, ended = table_of(session, procedure.id or 0), ruling_of(session, procedure.id or 0)
        verdicts = [row.verdict for row in table.rows]
        counts = table.asked, table.answered, verdicts.count(Verdict.ACCEPTED), verdicts.count(Verdict.EXPLAINED)
        is_issued = ended is not None and ended.decision is Decision.ISSUED
        found.append(Asked(procedure.subject, *counts, is_issued))
    return tuple(found)


def votes(session: Session, year: int) -> tuple[Held, ...]:
    """Meetings at which ballots were handed out: who was summoned and came, never how the ballots fell."""
    begins, ends = bounds(year)
    rows = select(Meeting, Procedure).join(Procedure).where(Procedure.state != ProcedureState.ANNULLED)
    rows = rows.where(col(Meeting.opened_at) >= begins, col(Meeting.opened_at) < ends)
    found: list[Held] = []
    for meeting, procedure in session.exec(rows.order_by(col(Meeting.opened_at))).all():
        counts = attendance(session, meeting)
        held_on = local_day(meeting.opened_at or begins)
        subject = f"{procedure.subject} ({say('yearly.step', step=meeting.step)})"
        found.append(Held(subject, held_on, counts.summoned, counts.present))
    return tuple(found)


def disclosures(session: Session, year: int) -> tuple[Disclosed, ...]:
    """All that was made public in the year."""
    begins, ends = bounds(year)
    rows = select(Disclosure, Procedure).join(Procedure).where(Procedure.state != ProcedureState.ANNULLED)
    rows = rows.where(Disclosure.disclosed_at >= begins, Disclosure.disclosed_at < ends)
    found: list[Disclosed] = []
    for disclosure, procedure in session.exec(rows.order_by(col(Disclosure.disclosed_at))).all():
        day = local_day(disclosure.disclosed_at)
        in_time = disclosure.due_on is None or day <= disclosure.due_on
        found.append(Disclosed(procedure.subject, day, disclosure.posted_until, in_time))
    return tuple(found)


def rules(session: Session, year: int) -> tuple[str, ...]:
    """The agency's own rules that came into force in the year, each with its number."""
    begins, ends = bounds(year)
    issued = select(Procedure).join(StepRecord).where(StepRecord.step == ruling.ISSUED.key)
    issued = issued.where(StepRecord.recorded_at >= begins, StepRecord.recorded_at < ends)
    found = session.exec(issued.order_by(col(Procedure.id))).all()
    return tuple(f"{ruling.title_of(each)}, {numbered_as(session, each.id or 0)}." for each in found)


def items(session: Session, year: int) -> tuple[CarriedOut, ...]:
    """What became of each item of the resolutions adopted in the year or the one before."""
    adopted = select(Procedure).join(Resolution).where(col(Resolution.adopted_on) >= date(year - 1, 1, 1))
    adopted = adopted.where(col(Resolution.adopted_on) <= date(year, 12, 31), Procedure.kind == circulating.KIND)
    adopted = adopted.where(col(Procedure.state).in_((ProcedureState.OPEN, ProcedureState.CLOSED)))
    found: list[CarriedOut] = []
    for procedure in session.exec(adopted.order_by(col(Procedure.id))).all():
        for item in items_of(session, procedure.id or 0):
            standing = say(f"item_states.{item.state.value}")
            found.append(CarriedOut(procedure.subject, item.row.number, item.row.text, item.owner.full_name, standing))
    return tuple(found)


def _disclosed_of(session: Session, year: int, kind: str) -> list[Procedure]:
    begins, ends = bounds(year)
    rows = select(Procedure).join(Disclosure).where(Procedure.kind == kind)
    rows = rows.where(Procedure.state != ProcedureState.ANNULLED)
    rows = rows.where(Disclosure.disclosed_at >= begins, Disclosure.disclosed_at < ends)
    return list(session.exec(rows.order_by(col(Disclosure.disclosed_at), col(Procedure.id))).all())
