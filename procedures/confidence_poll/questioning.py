"""Hỏi và trả lời: voters ask those who are polled, until a day of the law; the answers go to all who vote."""

from sqlmodel import Session, col, select

from models import PolledPerson, PollQuestion, Procedure, ProcedureState, RollEntry
from models.store import clock
from models.store.database import transaction
from procedures import log
from procedures.access.actor import Actor
from procedures.access.conflicts import lock
from procedures.access.powers import Power
from procedures.confidence_poll.people import meeting_of_voter, polled_behind
from procedures.confidence_poll.steps import QUESTIONS_ANSWERED, QUESTIONS_CLOSED, end_of, last_days
from procedures.engine import ask_for_run, recorded
from procedures.meetings.finding import FIRST
from procedures.refusal import Refusal
from procedures.rounds.owners import entry_behind

LONGEST_QUESTION, LONGEST_ANSWER, MOST_QUESTIONS = 2000, 5000, 10


def ask(token: str, polled_id: int, text: str) -> None:
    """Keep a voter's question to someone polled; the same again is one.

    Who asked is kept and shown to nobody. Raises Refusal: `link_unknown`, `not_running`, `not_a_voter`, `not_polled`,
    `question_missing`, `question_too_long`, `questions_closed`, `too_many_questions`.
    """
    words = text.replace("\r\n", "\n").strip()
    with transaction() as session:
        entry, procedure = _held(session, token)
        if meeting_of_voter(session, entry) is None:
            raise Refusal("not_a_voter")
        person = session.get(PolledPerson, polled_id)
        if person is None or person.procedure_id != procedure.id:
            raise Refusal("not_polled", field="person")
        _check(words, LONGEST_QUESTION, "question")
        if not are_taken(session, procedure):
            raise Refusal("questions_closed", field="question")
        mine = select(PollQuestion).where(PollQuestion.asked_by == entry.id)
        known = session.exec(mine).all()
        if any(each.polled_id == polled_id and each.text == words for each in known):
            return
        if len(known) >= MOST_QUESTIONS:
            raise Refusal("too_many_questions", field="question", at_most=MOST_QUESTIONS)
        question = PollQuestion(
            procedure_id=procedure.id or 0,
            polled_id=polled_id,
            asked_by=entry.id or 0,
            text=words,
            asked_at=clock.now(session),
        )
        session.add(question)
        log.write(session, "staff", "PollQuestionAsked", procedure.id, person=person.staff_member_id)


def answer(token: str, question_id: int, text: str) -> None:
    """Answer a question put to the owner of this link; until the answers go out a later answer takes its place.

    Raises Refusal: `link_unknown`, `not_running`, `not_polled`, `question_unknown`, `answer_missing`,
    `answer_too_long`, `answers_closed`.
    """
    with transaction() as session:
        entry, procedure = _held(session, token)
        person = polled_behind(session, entry)
        _answer(session, procedure, _question(session, procedure, question_id, person), text, None, f"entry:{entry.id}")


def answer_for(actor: Actor, procedure_id: int, question_id: int, text: str) -> None:
    """HR enters the answer that someone polled gave on paper. Raises Refusal as `answer`."""
    actor.account_for(Power.DRAFT)
    with transaction() as session:
        procedure = lock(session, actor, procedure_id)
        question = _question(session, procedure, question_id, None)
        _answer(session, procedure, question, text, actor.account_id, actor.name_in_log)


def are_taken(session: Session, procedure: Procedure) -> bool:
    """Whether voters may still ask."""
    last = last_days(session, procedure)
    is_closed = any(
        recorded(session, procedure.id or 0, step, FIRST) for step in (QUESTIONS_CLOSED, QUESTIONS_ANSWERED)
    )
    return last is not None and not is_closed and clock.now(session) < end_of(last.questions)


def questions_of(session: Session, procedure_id: int, polled_id: int | None = None) -> list[PollQuestion]:
    """All questions, or those to one person, in the order in which they came."""
    rows = select(PollQuestion).where(PollQuestion.procedure_id == procedure_id)
    if polled_id is not None:
        rows = rows.where(PollQuestion.polled_id == polled_id)
    return list(session.exec(rows.order_by(col(PollQuestion.id))).all())


def _held(session: Session, token: str) -> tuple[RollEntry, Procedure]:
    entry = entry_behind(session, token)
    procedure = session.get_one(Procedure, entry.procedure_id, with_for_update={"key_share": True})
    if procedure.state is not ProcedureState.OPEN:
        raise Refusal("not_running")
    return entry, procedure


def _question(session: Session, procedure: Procedure, question_id: int, person: PolledPerson | None) -> PollQuestion:
    question = session.get(PollQuestion, question_id)
    if question is None or question.procedure_id != procedure.id or (person and question.polled_id != person.id):
        raise Refusal("question_unknown")
    return question


def _answer(
    session: Session, procedure: Procedure, question: PollQuestion, text: str, by: int | None, who: str
) -> None:
    if procedure.state is not ProcedureState.OPEN:
        raise Refusal("not_running")
    words = text.replace("\r\n", "\n").strip()
    _check(words, LONGEST_ANSWER, "answer")
    if recorded(session, procedure.id or 0, QUESTIONS_ANSWERED, FIRST):
        raise Refusal("answers_closed", field="answer")
    if question.answer == words:
        return
    question.answer, question.answered_at, question.answered_by = words, clock.now(session), by
    session.add(question)
    log.write(session, who, "PollQuestionAnswered", procedure.id, question=question.id)
    ask_for_run(session, procedure.id or 0)


def _check(words: str, at_most: int, what: str) -> None:
    if not words:
        raise Refusal(f"{what}_missing", field=what)
    if len(words) > at_most:
        raise Refusal(f"{what}_too_long", field=what, at_most=at_most)
