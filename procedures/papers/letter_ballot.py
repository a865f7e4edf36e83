"""Văn bản của việc gửi phiếu lấy ý kiến thay hội nghị: the decision, the printed sheet, the minutes."""

from sqlmodel import Session

from documents.paper import Paper
from documents.papers.conference.letter_ballot import (
    LetterBallotFacts,
    LetterCount,
    letter_ballot_decision,
    letter_ballot_minutes,
    letter_ballot_sheet,
)
from law.decisions import conference as law
from law.show import in_words
from models import AnswerChannel, Conference, LetterBallot, Round
from procedures.conference import steps
from procedures.conference.letter_ballot.asking import is_carried
from procedures.conference.letter_ballot.steps import OTHER, answers_of, ballot_of, questions
from procedures.filing import paper_of
from procedures.meetings.finding import meetings_of
from procedures.papers.appointment.case import Case, case_of
from procedures.papers.parts import head_of, numbered
from procedures.refusal import Refusal


def _decision(session: Session, procedure_id: int) -> Paper:
    case, ballot = case_of(session, procedure_id), ballot_of(session, procedure_id)
    return letter_ballot_decision(_facts(case, ballot, steps.LETTER_DECISION))


def _sheet(session: Session, procedure_id: int) -> Paper:
    """The sheet with a blank name: whoever has no mail writes the own on it."""
    case, ballot = case_of(session, procedure_id), ballot_of(session, procedure_id)
    closes_at = session.get_one(Round, ballot.round_id).closes_at
    resolution = session.get_one(Conference, procedure_id).resolution
    return letter_ballot_sheet(_facts(case, ballot, steps.LETTER_SHEET), "", "", closes_at, resolution)


def _minutes(session: Session, procedure_id: int) -> Paper:
    case, ballot = case_of(session, procedure_id), ballot_of(session, procedure_id)
    round_ = session.get_one(Round, ballot.round_id)
    if round_.opened_at is None or round_.closed_at is None:
        raise Refusal("paper_not_made")
    answers = answers_of(session, ballot).values()
    count = LetterCount(
        asked=ballot.asked,
        returned=len(answers),
        on_paper=sum(answer.channel is AnswerChannel.PAPER for answer in answers),
        needed=law.letter_ballot(case.rules, staff=ballot.asked, in_favour=0).needed,
        opened_at=round_.opened_at,
        closed_at=round_.closed_at,
        decision=numbered(paper_of(session, procedure_id, steps.LETTER_DECISION)),
        counts=tuple((agree, disagree, other) for agree, disagree, other in map(ballot.counts.get, questions(ballot))),
        carried=tuple(is_carried(case.rules, ballot, key) for key in questions(ballot)),
        said=tuple(each.content["said"] for each in answers if OTHER in each.content["choices"].values()),
    )
    return letter_ballot_minutes(_facts(case, ballot, steps.LETTER_MINUTES), count)


def _facts(case: Case, ballot: LetterBallot, name: str) -> LetterBallotFacts:
    return LetterBallotFacts(
        letterhead=case.letterhead(name),
        agency=case.agency.name,
        head=case.agency.head_title,
        conference=case.procedure.subject,
        questions=tuple(questions(ballot).values()),
        majority=in_words(case.rules["letter_ballot_majority"]),
        filed_by=case.office,
        signers=(head_of(case.agency),),
        days=ballot.days or 0,
        convenings=len(meetings_of(case.session, case.number)),
        law=case.basis("letter_ballot_by"),
        majority_law=case.cited("letter_ballot_majority"),
    )


MAKERS = {
    steps.LETTER_DECISION: _decision,
    steps.LETTER_SHEET: _sheet,
    steps.LETTER_MINUTES: _minutes,
}
