"""Các bước của một hội nghị, theo thứ tự luật, và bước nào đang chờ gì."""

from sqlmodel import Session, col, select

from models import AgendaItem, Conference, ConferenceDraft, Meeting, Procedure, ProcedureState
from models.meeting import place_at
from models.paper import paper_name
from models.store import clock
from models.store.database import reading
from procedures.conference.voting import RESOLUTION, Voted, votes_at
from procedures.engine import Step, Waiting, recorded
from procedures.filing import is_signed, paper_of
from procedures.meetings import regime
from procedures.meetings.finding import meeting_at
from procedures.meetings.holding.attendance import attendance
from procedures.meetings.tallying import counting
from procedures.opinion.steps import ANSWERED

KIND = "conference"
FLOW_REVISION = 2
LETTERS_SINCE = 2
ONLY = 1

OPENED = Step("conference_opened", "held_every")
AGREED = Step("conference_agreed", "planned_by")
PLANNED = Step("conference_planned", "planned_by")
DRAFTS_ANSWERED = Step("conference_drafts_answered", "drafts_asked")
PREPARED = Step("conference_prepared", "delegates_from")
SUMMONED = Step("conference_summoned", "delegates_from")
REMINDED = Step("conference_reminded", "delegates_from")
HELD = Step("conference_attended", "quorum")
CONDUCTED = Step("conference_conducted", "agenda")
COUNTED = Step("conference_counted", "conference.ballot")
CONCLUDED = Step("conference_concluded", "resolution_majority")
MINUTED = Step("conference_minuted", "resolution_majority")
LETTERS_PREPARED = Step("letter_ballot_prepared", "letter_ballot_after")
LETTERS_DECIDED = Step("letter_ballot_decided", "letter_ballot_by")
LETTERS_SENT = Step("letter_ballot_sent", "letter_ballot_by")
LETTERS_REMINDED = Step("letter_ballot_reminded", "letter_ballot_by")
LETTERS_COUNTED = Step("letter_ballot_counted", "letter_ballot_majority")
LETTERS_MINUTED = Step("letter_ballot_minuted", "letter_ballot_majority")
RESOLVED = Step("conference_resolved", "resolution_majority")
BEFORE = (OPENED, AGREED, PLANNED, DRAFTS_ANSWERED)
OF_A_MEETING = (PREPARED, SUMMONED, REMINDED, HELD, CONDUCTED, COUNTED, CONCLUDED, MINUTED)
BY_LETTER = (LETTERS_PREPARED, LETTERS_DECIDED, LETTERS_SENT, LETTERS_REMINDED, LETTERS_COUNTED, LETTERS_MINUTED)
STEPS = (*BEFORE, *OF_A_MEETING, *BY_LETTER, RESOLVED)

PLAN, INVITATION, SUMMONS_LIST, MINUTES = "conference_plan", "meeting_invitation", "summons_list", "meeting_minutes"
BALLOT, COUNTING = "board_ballot", "counting_minutes"
REPORT, PACT, REWARDS = "democracy_report", "emulation_pact", "reward_list"
LETTER_DECISION, LETTER_SHEET, LETTER_MINUTES = "letter_ballot_decision", "letter_ballot_sheet", "letter_ballot_minutes"
ADOPTED, NOT_ADOPTED, NO_QUORUM = "adopted", "not_adopted", "no_quorum"


def has_quorum(session: Session, meeting: Meeting) -> bool:
    """Whether as many are there as the law wants."""
    return regime.has_quorum(session, meeting, attendance(session, meeting))


def agenda_of(session: Session, procedure_id: int) -> list[AgendaItem]:
    """The agenda in the order of the law."""
    rows = select(AgendaItem).where(AgendaItem.procedure_id == procedure_id)
    return list(session.exec(rows.order_by(col(AgendaItem.number))).all())


def vote_on_resolution(session: Session, meeting: Meeting) -> Voted | None:
    """The vote on the resolution, the last one where its text was put to the vote again."""
    return next((vote for vote in reversed(votes_at(session, meeting)) if vote.key == RESOLUTION), None)


def drafts_of(session: Session, procedure_id: int) -> list[Procedure]:
    """The consultations whose drafts come before the conference."""
    rows = select(Procedure).join(ConferenceDraft, col(ConferenceDraft.consultation_id) == Procedure.id)
    of_it = rows.where(ConferenceDraft.procedure_id == procedure_id)
    return list(session.exec(of_it.order_by(col(ConferenceDraft.id))).all())


def unanswered_drafts(session: Session, procedure_id: int) -> list[Procedure]:
    """Those with opinions that still wait for an answer; one that was annulled waits for nothing."""
    return [
        each
        for each in drafts_of(session, procedure_id)
        if each.state is not ProcedureState.ANNULLED and not recorded(session, each.id or 0, ANSWERED)
    ]


def wait_for_agreement(procedure_id: int) -> None:
    """The union has agreed to the plan."""
    with reading() as session:
        if session.get_one(Conference, procedure_id).agreed_at is None:
            raise Waiting("union_agreement")


def wait_for_plan(procedure_id: int) -> None:
    """The plan is signed and filed."""
    with reading() as session:
        if not is_signed(paper_of(session, procedure_id, PLAN)):
            raise Waiting("plan_signature")


def wait_for_drafts(procedure_id: int) -> None:
    """The opinions on each draft are answered."""
    with reading() as session:
        if unanswered_drafts(session, procedure_id):
            raise Waiting("drafts_answered")


def wait_for_summons(procedure_id: int, number: int) -> None:
    """HR has settled hour, place and list."""
    with reading() as session:
        if not meeting_at(session, procedure_id, number).is_set:
            raise Waiting("meeting_list")


def wait_for_reminder(procedure_id: int, number: int) -> None:
    """Those who have not said whether they come are reminded at the hour that HR set."""
    with reading() as session:
        meeting = meeting_at(session, procedure_id, number)
        is_due = meeting.remind_at is None or clock.now(session) >= meeting.remind_at
        if not (meeting.opened_at or is_due):
            raise Waiting("replies", meeting.remind_at)


def wait_for_meeting(procedure_id: int, number: int) -> None:
    """The list of those present is closed."""
    with reading() as session:
        meeting = meeting_at(session, procedure_id, number)
        if meeting.opened_at:
            return
        is_ahead = meeting.starts_at is not None and clock.now(session) < meeting.starts_at
        raise Waiting("meeting" if is_ahead else "attendance", meeting.starts_at if is_ahead else None)


def wait_for_course(procedure_id: int, number: int) -> None:
    """The resolution has been voted on, and the conference has ended; without a quorum nothing is done."""
    with reading() as session:
        meeting = meeting_at(session, procedure_id, number)
        if has_quorum(session, meeting) and not (meeting.ended_at and vote_on_resolution(session, meeting)):
            raise Waiting("conference_course")


def wait_for_minutes(procedure_id: int, number: int) -> None:
    """The minutes, and those of the count where there was one, are signed and filed."""
    with reading() as session:
        made = [paper_of(session, procedure_id, paper_name(kind, number)) for kind in (MINUTES, COUNTING)]
        if not all(is_signed(paper) for paper in made if paper):
            raise Waiting("minutes_signature")


def wait_for_count(procedure_id: int, number: int) -> None:
    """Where the board is elected, the two entries agree, or the box of sealed ballots is opened."""
    counting.wait_for_count(procedure_id, *place_at(number))


def is_voted_on(session: Session, meeting: Meeting) -> bool:
    """Whether ballots are handed out: where somebody stands for election, and enough are there."""
    return regime.is_voted_on(session, meeting, attendance(session, meeting))
