"""Gửi phiếu lấy ý kiến thay hội nghị: what the flow does at each step, each once."""

from datetime import timedelta

from sqlmodel import Session, func, select

from law.decisions import conference as law
from law.rules import Rules
from models import LetterBallot, Procedure, Role, Round, RoundMode, RoundPlace
from models.store import clock
from notifications import messages
from procedures import log
from procedures.access import accounts
from procedures.conference import steps
from procedures.conference.letter_ballot.steps import (
    CHOICES,
    answers_of,
    ballot_of,
    is_over,
    people,
    questions,
    round_held,
    silent,
)
from procedures.conference.steps import ADOPTED, NOT_ADOPTED, RESOLUTION
from procedures.engine import once, record
from procedures.filing import draft_paper
from procedures.rounds.roll import enrol_everyone
from words.dates import at_local, local_day

CLOSING_HOUR = 17


@once(steps.LETTERS_PREPARED)
def prepare(session: Session, procedure: Procedure) -> str:
    """Too few came as often as the law names: HR is asked to prepare the ballot by letter."""
    number = procedure.id or 0
    rounds = session.exec(select(func.max(Round.number)).where(Round.procedure_id == number)).one() or 0
    round_ = Round(procedure_id=number, number=rounds + 1, mode=RoundMode.NAMED, place=RoundPlace.CORRESPONDENCE)
    session.add(round_)
    session.flush()
    session.add(LetterBallot(procedure_id=number, round_id=round_.id or 0))
    for account in accounts.holding(session, Role.HR):
        messages.letter_ballot_wanted(session, number, account)
    log.write(session, "clock", "LetterBallotPrepared", number)
    return record(session, procedure, steps.LETTERS_PREPARED)


@once(steps.LETTERS_DECIDED)
def note_decision(session: Session, procedure: Procedure) -> str:
    """Note that the union has agreed and the head's decision is signed."""
    return record(session, procedure, steps.LETTERS_DECIDED)


@once(steps.LETTERS_SENT)
def send(session: Session, procedure: Procedure) -> str:
    """Ask everyone who works here today, by mail or on a printed sheet."""
    number, now = procedure.id or 0, clock.now(session)
    enrol_everyone(session, number)
    ballot, everyone = ballot_of(session, number), people(session, number)
    by_mail = [entry for entry in everyone if entry.email]
    for entry in by_mail:
        messages.letter_ballot_asked(session, number, entry)
    round_ = round_held(session, ballot, to_close=True)
    round_.opened_at = now
    round_.closes_at = at_local(local_day(now) + timedelta(days=ballot.days or 1), CLOSING_HOUR)
    remind_at = round_.closes_at - timedelta(days=1)
    round_.remind_at = [remind_at.isoformat()] if remind_at > now else []
    ballot.asked = len(everyone)
    session.add_all([round_, ballot])
    if len(by_mail) < len(everyone):
        draft_paper(session, number, steps.LETTER_SHEET)
    counts = {"asked": len(everyone), "letters": len(by_mail), "on_paper": len(everyone) - len(by_mail)}
    log.write(session, "clock", "LetterBallotSent", number, **counts)
    return record(session, procedure, steps.LETTERS_SENT, **counts)


@once(steps.LETTERS_REMINDED)
def remind(session: Session, procedure: Procedure) -> str:
    """Remind those who have not answered, unless it is over already."""
    number = procedure.id or 0
    ballot, now = ballot_of(session, number), clock.now(session)
    has_time = bool(session.get_one(Round, ballot.round_id).remind_at)
    waiting = silent(session, ballot) if has_time and not is_over(session, ballot, now) else []
    for entry in waiting:
        messages.letter_ballot_reminder(session, number, entry)
    letters = sum(1 for entry in waiting if entry.email)
    log.write(session, "clock", "LetterBallotReminded", number, letters=letters)
    return record(session, procedure, steps.LETTERS_REMINDED, "done" if waiting else "not_needed", letters=letters)


@once(steps.LETTERS_COUNTED)
def count(session: Session, procedure: Procedure) -> str:
    """Count what was answered of each question, and whether the law calls the resolution adopted."""
    number = procedure.id or 0
    ballot = ballot_of(session, number)
    round_ = round_held(session, ballot, to_close=True)
    round_.closed_at = clock.now(session)
    said = [answer.content["choices"] for answer in answers_of(session, ballot).values()]
    ballot.counts = {
        key: [sum(choices[key] == choice for choices in said) for choice in CHOICES] for key in questions(ballot)
    }
    session.add_all([round_, ballot])
    outcome = ADOPTED if is_carried(Rules.thaw(procedure.rules), ballot, RESOLUTION) else NOT_ADOPTED
    draft_paper(session, number, steps.LETTER_MINUTES)
    for account in accounts.holding(session, Role.CLERK):
        messages.letter_ballot_awaits_signature(session, number, account, steps.LETTER_MINUTES)
    log.write(session, "clock", "LetterBallotCounted", number, asked=ballot.asked, returned=len(said), outcome=outcome)
    return record(session, procedure, steps.LETTERS_COUNTED, outcome, asked=ballot.asked, returned=len(said))


def is_carried(rules: Rules, ballot: LetterBallot, key: str) -> bool:
    """Whether a question that was counted is carried by those who were asked."""
    return law.letter_ballot(rules, staff=ballot.asked, in_favour=ballot.counts[key][0]).met


@once(steps.LETTERS_MINUTED)
def note_minutes(session: Session, procedure: Procedure) -> str:
    """Note that the minutes of the count are signed and filed."""
    return record(session, procedure, steps.LETTERS_MINUTED)
