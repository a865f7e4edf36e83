"""Phiếu lấy ý kiến thay hội nghị, as its page shows it, and as one person's own page does."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from law.decisions import conference as law
from law.rules import Rules
from law.show import in_words
from models import Agency, Answer, Conference, LetterBallot, Procedure, ProcedureState, RollEntry, Round
from models.store import clock
from procedures.conference.letter_ballot.asking import is_carried
from procedures.conference.letter_ballot.steps import answers_of, ballot_of, people, questions
from procedures.rounds.answers import Receipt, receipt_in


@dataclass(frozen=True)
class Counted:
    """What became of one question, set against everyone who was asked."""

    words: str
    agree: int
    disagree: int
    other: int
    is_carried: bool


@dataclass(frozen=True)
class LetterBallotView:
    """The ballot: what is asked, how many have answered, and once it is closed what they said.

    `waiting` are those who have not answered; nobody sees an answer before the count, and names of nobody after it.
    """

    procedure: Procedure
    ballot: LetterBallot
    round: Round
    questions: dict[str, str]
    resolution: str
    rules: Rules
    returned: int
    waiting: list[RollEntry]
    entered: list[RollEntry]
    counted: list[Counted]
    needed: int
    now: datetime

    @property
    def is_asking(self) -> bool:
        return self.round.opened_at is not None and self.round.closed_at is None and not self.is_late

    @property
    def is_on_paper(self) -> bool:
        """Whether somebody has no mail, so that the sheet was made."""
        return any(not entry.email for entry in (*self.waiting, *self.entered))

    @property
    def is_late(self) -> bool:
        return self.round.closes_at is not None and self.now >= self.round.closes_at

    def said(self, key: str) -> str:
        """The value of one of its rules, in words."""
        return in_words(self.rules[key])


def view_of(session: Session, procedure_id: int) -> LetterBallotView:
    """The ballot of this conference; raises Refusal `letter_ballot_unprepared` where it has none."""
    ballot, procedure = ballot_of(session, procedure_id), session.get_one(Procedure, procedure_id)
    rules, answers = Rules.thaw(procedure.rules), answers_of(session, ballot)
    round_ = session.get_one(Round, ballot.round_id)
    asked = people(session, procedure_id) if round_.opened_at else []
    return LetterBallotView(
        procedure=procedure,
        ballot=ballot,
        round=round_,
        questions=questions(ballot),
        resolution=session.get_one(Conference, procedure_id).resolution,
        rules=rules,
        returned=len(answers),
        waiting=[entry for entry in asked if entry.id not in answers],
        entered=[entry for entry in asked if (answer := answers.get(entry.id or 0)) and answer.scan_id],
        counted=_counted(rules, ballot),
        needed=law.letter_ballot(rules, staff=ballot.asked, in_favour=0).needed if ballot.asked else 0,
        now=clock.now(session),
    )


def _counted(rules: Rules, ballot: LetterBallot) -> list[Counted]:
    return [
        Counted(words, *ballot.counts[key], is_carried(rules, ballot, key))
        for key, words in questions(ballot).items()
        if key in ballot.counts
    ]


@dataclass(frozen=True)
class LetterCard:
    """All that the own page says to one person: what is asked, until when, what they answered, what became of it."""

    full_name: str
    unit_name: str
    view: LetterBallotView
    answer: Answer | None
    takes_answers: bool
    is_annulled: bool
    contact: str

    @property
    def receipt(self) -> Receipt | None:
        return receipt_in(self.answer) if self.answer else None

    @property
    def choices(self) -> dict[str, str]:
        return self.answer.content["choices"] if self.answer else {}

    @property
    def said(self) -> str:
        return self.answer.content["said"] if self.answer else ""


def letter_card_of(session: Session, entry: RollEntry) -> LetterCard | None:
    """The card of this person; None while the conference asks nobody by letter."""
    ballot = session.get(LetterBallot, entry.procedure_id)
    if ballot is None or session.get_one(Round, ballot.round_id).opened_at is None:
        return None
    view = view_of(session, entry.procedure_id)
    state = view.procedure.state
    return LetterCard(
        full_name=entry.full_name,
        unit_name=entry.unit_name,
        view=view,
        answer=answers_of(session, ballot).get(entry.id or 0),
        takes_answers=state is ProcedureState.OPEN and view.is_asking,
        is_annulled=state is ProcedureState.ANNULLED,
        contact=session.get_one(Agency, 1).contact,
    )
