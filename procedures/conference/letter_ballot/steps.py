"""Phiếu lấy ý kiến thay hội nghị đang chờ gì, who is asked, and what the questions are."""

from datetime import datetime

from sqlmodel import Session, col, func, select

from models import Answer, LetterBallot, RollEntry, Round, StaffMember
from models.store import clock
from models.store.database import reading
from procedures.conference.steps import LETTER_DECISION, LETTER_MINUTES, LETTERS_PREPARED, RESOLUTION
from procedures.engine import Waiting, recorded
from procedures.filing import is_signed, paper_of
from procedures.refusal import Refusal
from words.sentences import say

AGREE, DISAGREE, OTHER = "agree", "disagree", "other"
CHOICES = (AGREE, DISAGREE, OTHER)


def ballot_of(session: Session, procedure_id: int) -> LetterBallot:
    """The letter ballot of a conference; raises Refusal `letter_ballot_unprepared` where it has none."""
    if (ballot := session.get(LetterBallot, procedure_id)) is None:
        raise Refusal("letter_ballot_unprepared")
    return ballot


def round_held(session: Session, ballot: LetterBallot, *, to_close: bool = False) -> Round:
    """Its round, held until the transaction ends: by answers beside one another, and to close by one alone."""
    found = select(Round).where(Round.id == ballot.round_id).with_for_update(read=not to_close)
    return session.exec(found.execution_options(populate_existing=True)).one()


def questions(ballot: LetterBallot) -> dict[str, str]:
    """What is asked, by the key of its answers: the resolution first."""
    return {RESOLUTION: say("hands.resolution"), **{str(n): words for n, words in enumerate(ballot.matters, start=1)}}


def people(session: Session, procedure_id: int) -> list[RollEntry]:
    """Everyone on the list of the conference who works here."""
    rows = select(RollEntry).join(StaffMember).where(RollEntry.procedure_id == procedure_id)
    return list(session.exec(rows.where(col(StaffMember.left_on).is_(None)).order_by(col(RollEntry.id))).all())


def answers_of(session: Session, ballot: LetterBallot) -> dict[int, Answer]:
    """What was answered, by roll entry."""
    rows = session.exec(select(Answer).where(Answer.round_id == ballot.round_id)).all()
    return {answer.roll_entry_id: answer for answer in rows}


def silent(session: Session, ballot: LetterBallot) -> list[RollEntry]:
    """Those who have not answered and still work here."""
    answered = answers_of(session, ballot)
    return [entry for entry in people(session, ballot.procedure_id) if entry.id not in answered]


def is_over(session: Session, ballot: LetterBallot, now: datetime) -> bool:
    """Whether the deadline has passed, or nobody is left to answer."""
    round_ = session.get_one(Round, ballot.round_id)
    answered = session.exec(select(func.count()).where(Answer.round_id == round_.id)).one()
    return answered >= ballot.asked or (round_.closes_at is not None and now >= round_.closes_at)


def is_prepared(session: Session, procedure_id: int) -> bool:
    """Whether the conference has come to its letter ballot."""
    return recorded(session, procedure_id, LETTERS_PREPARED) is not None


def wait_for_decision(procedure_id: int) -> None:
    """HR has planned it, the union has agreed, and the head's decision is signed and filed."""
    with reading() as session:
        ballot = ballot_of(session, procedure_id)
        if ballot.days is None:
            raise Waiting("letter_ballot_plan")
        if ballot.agreed_at is None:
            raise Waiting("letter_ballot_agreement")
        if not is_signed(paper_of(session, procedure_id, LETTER_DECISION)):
            raise Waiting("letter_ballot_signature")


def wait_for_reminder(procedure_id: int) -> None:
    """Those who have not answered are reminded a day before the deadline."""
    with reading() as session:
        ballot = ballot_of(session, procedure_id)
        round_, now = session.get_one(Round, ballot.round_id), clock.now(session)
        due = [datetime.fromisoformat(moment) for moment in round_.remind_at]
        if due and now < due[0] and not is_over(session, ballot, now):
            raise Waiting("letter_answers", due[0])


def wait_for_close(procedure_id: int) -> None:
    """The ballot ends at its deadline, or when nobody is left to answer."""
    with reading() as session:
        ballot = ballot_of(session, procedure_id)
        if not is_over(session, ballot, clock.now(session)):
            raise Waiting("letter_answers", session.get_one(Round, ballot.round_id).closes_at)


def wait_for_minutes(procedure_id: int) -> None:
    """The minutes of the count are signed and filed."""
    with reading() as session:
        if not is_signed(paper_of(session, procedure_id, LETTER_MINUTES)):
            raise Waiting("minutes_signature")
