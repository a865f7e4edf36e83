"""Văn bản của một hội nghị: how a paper of a meeting is named, dated and made."""

from collections.abc import Callable
from dataclasses import replace

from sqlmodel import Session

from documents.paper import Letterhead, Paper
from models import Meeting
from models.paper import paper_name
from procedures.meetings.finding import meeting_at
from procedures.papers.appointment.case import Case, case_of
from procedures.refusal import Refusal
from words.dates import local_day

Maker = Callable[[Case, Meeting], Paper]


def named(kind: str, meeting: Meeting) -> str:
    """The name in the register of a meeting's paper."""
    return paper_name(kind, meeting.occurrence)


def dated(case: Case, kind: str, meeting: Meeting) -> Letterhead:
    """Minutes are of the day of their meeting, until the clerk files another."""
    head = case.letterhead(named(kind, meeting))
    if head.dated_on or not meeting.starts_at:
        return head
    return replace(head, dated_on=local_day(meeting.starts_at))


def ballot_head(case: Case, meeting: Meeting) -> Letterhead:
    """A ballot carries no number, so that nothing on it leads to a voter; its day is the meeting's."""
    agency, starts_at = case.agency, meeting.starts_at
    dated_on = local_day(starts_at) if starts_at else None
    return Letterhead(agency.governing_body, agency.name, agency.place, dated_on=dated_on)


def of_a_meeting(make: Maker) -> Callable[[Session, int, int], Paper]:
    """As the register of papers calls it; what was held on paper and typed in has its papers there."""

    def made(session: Session, procedure_id: int, number: int) -> Paper:
        meeting = meeting_at(session, procedure_id, number)
        if meeting.is_typed_in:
            raise Refusal("paper_not_made")
        return make(case_of(session, procedure_id), meeting)

    return made
