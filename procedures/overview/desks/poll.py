"""Lấy phiếu tín nhiệm trên bàn của cán bộ tổ chức: the plan, who is polled, reports and questions, what is lacking."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from law.decisions.confidence import Deadlines, deadlines
from law.parameters import NotInForce
from law.rules import Rules
from law.show import in_words
from models import ConfidencePoll, Meeting, PolledPerson, PollQuestion, Procedure, ProcedureState, StoredFile
from models.store import clock
from procedures.confidence_poll.drafting import lacking
from procedures.confidence_poll.questioning import questions_of
from procedures.confidence_poll.steps import QUESTIONS_ANSWERED, REPORTS_FILED
from procedures.drafts import rules_of
from procedures.engine import recorded
from procedures.meetings.finding import meetings_of
from procedures.meetings.tallying.ballots import polled
from procedures.refusal import Refusal
from words.dates import local_day


@dataclass(frozen=True)
class PolledRow:
    """Someone polled: the name of the report that is in, and what was asked of them."""

    person: PolledPerson
    report: str
    questions: list[PollQuestion]


@dataclass(frozen=True)
class PollDesk:
    """The poll as HR works on it; `last` are the law's last days by the hour as it stands, None without an hour."""

    procedure: Procedure
    poll: ConfidencePoll
    rules: Rules
    rows: list[PolledRow]
    lacking: list[str]
    last: Deadlines | None
    meeting: Meeting | None
    takes_reports: bool
    takes_answers: bool
    now: datetime

    @property
    def is_draft(self) -> bool:
        return self.procedure.state is ProcedureState.DRAFT

    @property
    def is_running(self) -> bool:
        return self.procedure.state is ProcedureState.OPEN

    @property
    def sealed_from(self) -> int:
        """From how many voters on ballots may be sealed."""
        return int(self.rules.threshold("sealed_from").limit)

    def said(self, key: str) -> str:
        """The value of one of the poll's rules, in words."""
        return in_words(self.rules[key])


def poll_desk(session: Session, procedure_id: int) -> PollDesk:
    """The poll of this number; raises NoResultFound where the procedure is none, Refusal outside the law's dates."""
    procedure, poll = session.get_one(Procedure, procedure_id), session.get_one(ConfidencePoll, procedure_id)
    meeting = next(iter(meetings_of(session, procedure_id)), None)
    is_running = procedure.state is ProcedureState.OPEN
    rules = rules_of(session, procedure)
    return PollDesk(
        procedure=procedure,
        poll=poll,
        rules=rules,
        rows=[_row(session, person) for person in polled(session, procedure_id)],
        lacking=lacking(session, procedure) if procedure.state is ProcedureState.DRAFT else [],
        last=_last(rules, meeting.starts_at if meeting else poll.starts_at),
        meeting=meeting,
        takes_reports=is_running and recorded(session, procedure_id, REPORTS_FILED) is None,
        takes_answers=is_running and not _are_answered(session, procedure_id, meeting),
        now=clock.now(session),
    )


def _row(session: Session, person: PolledPerson) -> PolledRow:
    report = session.get_one(StoredFile, person.report_id).name if person.report_id else ""
    return PolledRow(person, report, questions_of(session, person.procedure_id, person.id))


def _last(rules: Rules, starts_at: datetime | None) -> Deadlines | None:
    try:
        return deadlines(rules, local_day(starts_at)) if starts_at else None
    except NotInForce:
        return None


def _are_answered(session: Session, procedure_id: int, meeting: Meeting | None) -> bool:
    return meeting is not None and recorded(session, procedure_id, QUESTIONS_ANSWERED, meeting.occurrence) is not None


def report_of(session: Session, procedure_id: int, polled_id: int) -> StoredFile:
    """The report of someone polled; raises Refusal `not_polled`."""
    person = session.get(PolledPerson, polled_id)
    if person is None or person.procedure_id != procedure_id or person.report_id is None:
        raise Refusal("not_polled")
    return session.get_one(StoredFile, person.report_id)
