"""Những gì phần mềm đã ghi của một năm: appointments, opinions, votes, disclosures, rules, items; all of it public."""

from datetime import date, datetime

from sqlmodel import Session, col, select

from documents.papers.democracy_report import Appointed, Asked, CarriedOut, Disclosed, Held
from models import (
    Conference,
    ConferenceCause,
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
from procedures.meetings.finding import meetings_of
from procedures.meetings.holding.attendance import attendance
from procedures.opinion import steps as consulting
from procedures.opinion.posted import ruling_of
from procedures.opinion.table import table_of
from procedures.papers.items import last_reported, named
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
    """The agency's own rules that came into force in the year, each with its number; not older ones entered in it."""
    begins, ends = bounds(year)
    issued = select(Procedure).join(StepRecord).where(StepRecord.step == ruling.ISSUED.key)
    issued = issued.where(StepRecord.recorded_at >= begins, StepRecord.recorded_at < ends)
    rows = session.exec(issued.order_by(col(Procedure.id))).all()
    before = {each.id: ruling.issued_before(session, each.id or 0) for each in rows}
    found = [each for each in rows if (document := before[each.id]) is None or document.dated_on.year == year]
    return tuple(f"{ruling.title_of(each)}, {numbered_as(session, each.id or 0)}." for each in found)


def items(session: Session, year: int) -> tuple[CarriedOut, ...]:
    """What became of each item of the last resolution, and of those of extraordinary conferences since.

    Of a resolution whose following has ended, as it stood on that day.
    """
    found: list[CarriedOut] = []
    for procedure in _last_resolutions(session, year):
        on = local_day(procedure.closed_at) if procedure.closed_at else None
        rows = tuple(last_reported(session, item) for item in items_of(session, procedure.id or 0, on))
        if rows:
            found.append(CarriedOut(named(session, procedure), rows))
    return tuple(found)


def _last_resolutions(session: Session, year: int) -> list[Procedure]:
    """The last resolution of a yearly conference before that of the year, and the extraordinary ones after it."""
    rows = select(Procedure, Resolution).join(Resolution).where(Procedure.kind == circulating.KIND)
    rows = rows.where(col(Procedure.state).in_((ProcedureState.OPEN, ProcedureState.CLOSED)))
    rows = rows.where(col(Resolution.adopted_on) < _reported_on(session, year))
    found: list[Procedure] = []
    for procedure, resolution in session.exec(rows.order_by(col(Resolution.adopted_on).desc())).all():
        found.append(procedure)
        if not resolution.is_extraordinary:
            break
    return found[::-1]


def conference_of(session: Session, year: int) -> Procedure | None:
    """The yearly conference that hears the report of a year, once it is opened."""
    rows = select(Procedure).join(Conference, col(Conference.procedure_id) == Procedure.id)
    rows = rows.where(Conference.year == year, Conference.cause == ConferenceCause.YEARLY)
    rows = rows.where(col(Procedure.state).in_((ProcedureState.OPEN, ProcedureState.CLOSED)))
    return session.exec(rows.order_by(col(Procedure.id).desc())).first()


def _reported_on(session: Session, year: int) -> date:
    """The day of that conference; without one, the first day after the year."""
    conference = conference_of(session, year)
    for meeting in reversed(meetings_of(session, conference.id or 0)) if conference else ():
        if at := meeting.opened_at or meeting.starts_at:
            return local_day(at)
    return date(year + 1, 1, 1)


def _disclosed_of(session: Session, year: int, kind: str) -> list[Procedure]:
    begins, ends = bounds(year)
    rows = select(Procedure).join(Disclosure).where(Procedure.kind == kind)
    rows = rows.where(Procedure.state != ProcedureState.ANNULLED)
    rows = rows.where(Disclosure.disclosed_at >= begins, Disclosure.disclosed_at < ends)
    return list(session.exec(rows.order_by(col(Disclosure.disclosed_at), col(Procedure.id))).all())
