"""Đọc một hội nghị cho một trang: the meeting with what the law says of it, or a refusal in words."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from law.decisions.appointment import Meeting as LawMeeting
from models import FiledPaper, Meeting, Procedure, ProcedureState, Round
from models.store import clock
from procedures.filing import paper_of
from procedures.meetings import regime
from procedures.meetings.finding import meeting_of
from procedures.meetings.holding.attendance import Attendance, attendance
from procedures.meetings.summoning.calling_off import is_off
from procedures.meetings.tallying.ballots import Ballot, ballots_at


@dataclass(frozen=True)
class Desk:
    """One meeting as its pages show it; `papers` by kind, those that are made; `is_off`: it will not be held."""

    procedure: Procedure
    meeting: Meeting
    round: Round
    law: LawMeeting
    attendance: Attendance
    ballots: list[Ballot]
    papers: dict[str, FiledPaper]
    is_voted_on: bool
    is_off: bool
    now: datetime

    @property
    def base(self) -> str:
        """The address of this meeting."""
        return f"/procedures/{self.procedure.id}/meetings/{self.meeting.id}"

    @property
    def is_running(self) -> bool:
        """Whether anything may still be done at this meeting."""
        return self.procedure.state is ProcedureState.OPEN

    @property
    def warns_of_quorum(self) -> bool:
        """Whether fewer are there than the law, or good use, wants."""
        there = self.attendance
        return bool(there.summoned) and not self.law.quorum.is_met(there.present, there.summoned)


PAPERS = ("summons_list", "meeting_invitation", "meeting_minutes", "counting_minutes")
BALLOTS = ("orientation_ballot", "introduction_ballot", "voting_ballot", "confidence_ballot", "board_ballot")


def desk_of(session: Session, procedure_id: int, meeting_id: int) -> Desk:
    """The meeting; raises NoResultFound, or Refusal where the procedure has none of that number."""
    procedure = session.get_one(Procedure, procedure_id)
    meeting = meeting_of(session, procedure_id, meeting_id)
    there, number = attendance(session, meeting), meeting.occurrence
    found = {kind: paper_of(session, procedure_id, f"{kind}-{number}") for kind in (*PAPERS, *BALLOTS)}
    return Desk(
        procedure=procedure,
        meeting=meeting,
        round=session.get_one(Round, meeting.round_id),
        law=regime.law_of(session, meeting),
        attendance=there,
        ballots=ballots_at(session, meeting),
        papers={kind: paper for kind, paper in found.items() if paper},
        is_voted_on=regime.is_voted_on(session, meeting, there),
        is_off=is_off(session, meeting),
        now=clock.now(session),
    )
