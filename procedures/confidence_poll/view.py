"""Trang của một lần lấy phiếu tín nhiệm: everything that one person may see of it, read in one transaction."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, select

from law.decisions.confidence import Deadlines, PollTally
from law.rules import Rules
from law.show import in_words
from models import ConfidencePoll, FiledPaper, Meeting, PolledPerson, Procedure, Round, RoundPlace, StepRecord
from models.store import clock
from procedures.access.actor import Actor
from procedures.appointment.view import may_read
from procedures.confidence_poll import steps
from procedures.confidence_poll.questioning import questions_of
from procedures.confidence_poll.results import PersonResult, is_counted, results_of, tally_of
from procedures.engine import Step
from procedures.kinds import kind_of
from procedures.meetings import seeing
from procedures.meetings.finding import FIRST, meetings_of
from procedures.meetings.holding.attendance import Attendance, attendance
from procedures.meetings.tallying.ballots import polled
from procedures.meetings.tallying.sealed import is_sealed
from procedures.overview.course import CourseStep, PaperMark, papers_of, step_of
from procedures.overview.record import Entry, record_of
from procedures.overview.sight import WATCHERS, Sight, What, may_see
from procedures.overview.standing import Place, known_of, place_of
from procedures.refusal import Refusal
from procedures.sealed import archive, publishing
from procedures.sealed.publishing import Turnout
from words.dates import local_day


@dataclass(frozen=True)
class Convening:
    """The meeting as convened; `turnout` of sealed ballots once they are asked for.

    `results` is None where this person may not see them, or before they are there.
    """

    meeting: Meeting
    attendance: Attendance
    tally: PollTally | None
    results: list[PersonResult] | None
    turnout: Turnout | None


@dataclass(frozen=True)
class PollView:
    """What stands on the page; a part that the person may not see is None, or empty where it is a list."""

    procedure: Procedure
    poll: ConfidencePoll
    rules: Rules
    place: Place
    now: datetime
    last: Deadlines | None
    people: list[PolledPerson]
    questions: int
    unanswered: int
    steps: list[CourseStep]
    convenings: list[Convening]
    by_correspondence: bool
    is_sealed: bool
    papers: list[FiledPaper]
    record: list[Entry] | None

    @property
    def today(self) -> date:
        return local_day(self.now)

    @property
    def reported(self) -> int:
        return sum(person.report_id is not None for person in self.people)

    @property
    def waits_for(self) -> str:
        return self.place.waiting_for

    @property
    def here(self) -> Convening | None:
        """The meeting that is being prepared, or was held last."""
        return self.convenings[-1] if self.convenings else None

    def said(self, key: str) -> str:
        """The value of one of the poll's own rules, in words."""
        return in_words(self.rules[key])


def poll_of(session: Session, actor: Actor, procedure_id: int) -> PollView:
    """The page of a poll for this person; raises NoResultFound, or Refusal where nothing of it is theirs."""
    procedure = session.get_one(Procedure, procedure_id)
    if may_see(actor, procedure, What.COURSE) is not Sight.EVERYTHING:
        raise Refusal("needs_role", roles=[role.value for role in WATCHERS])
    now = clock.now(session)
    papers = [paper for paper in papers_of(session, procedure_id) if may_read(session, actor, procedure, paper)]
    is_open, meetings = bool(procedure.rules), meetings_of(session, procedure_id)
    questions = questions_of(session, procedure_id)
    return PollView(
        procedure=procedure,
        poll=session.get_one(ConfidencePoll, procedure_id),
        rules=Rules.thaw(procedure.rules) if is_open else Rules("", "", local_day(now), {}),
        place=place_of(procedure, None, known_of(session, [procedure_id])[procedure_id], now),
        now=now,
        last=steps.last_days(session, procedure) if meetings else None,
        people=polled(session, procedure_id),
        questions=len(questions),
        unanswered=sum(question.answered_at is None for question in questions),
        steps=_steps(session, procedure, papers) if is_open else [],
        convenings=[_convening(session, actor, meeting) for meeting in meetings],
        by_correspondence=bool(meetings) and _is_by_correspondence(session, meetings[-1]),
        is_sealed=bool(meetings) and is_sealed(session, meetings[-1]),
        papers=papers,
        record=record_of(session, procedure_id) if may_see(actor, procedure, What.LOG) is Sight.EVERYTHING else None,
    )


def _is_by_correspondence(session: Session, meeting: Meeting) -> bool:
    return session.get_one(Round, meeting.round_id).place is RoundPlace.CORRESPONDENCE


def _convening(session: Session, actor: Actor, meeting: Meeting) -> Convening:
    shown = seeing.may_see(session, actor, meeting)
    has_count = shown and is_counted(session, meeting)
    sealed = archive.of_round(session, meeting.round_id)
    return Convening(
        meeting=meeting,
        attendance=attendance(session, meeting),
        tally=tally_of(session, meeting) if has_count else None,
        results=results_of(session, meeting) if shown else None,
        turnout=publishing.turnout(session, sealed) if sealed and sealed.opened_at else None,
    )


def _steps(session: Session, procedure: Procedure, papers: list[FiledPaper]) -> list[CourseStep]:
    """The steps in the order of the law; those of the meeting as often as it was convened."""
    rules, kind = Rules.thaw(procedure.rules), kind_of(procedure)
    rows = session.exec(select(StepRecord).where(StepRecord.procedure_id == procedure.id)).all()
    records = {(row.step, row.occurrence): row for row in rows}
    made = {paper.kind: PaperMark(paper.kind, paper.state) for paper in papers if not paper.occurrence}

    def one(step: Step, number: int = 0) -> CourseStep:
        return step_of(kind, step, records.get((step.key, number)), rules[step.rule], made, number)

    numbers = sorted({number for _, number in records if number}) or [FIRST]
    of_meetings = [one(step, number) for number in numbers for step in steps.OF_A_MEETING]
    return [*map(one, steps.BEFORE), *of_meetings, *map(one, steps.AFTER)]
