"""Trang của một hội nghị: everything that one person may see of it, read in one transaction."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, select

from law.decisions import conference as law
from law.decisions.conference import Measured
from law.rules import Rules
from law.show import in_words
from models import (
    AgendaItem,
    Conference,
    ConferenceCause,
    ConferenceQuestion,
    FiledPaper,
    MatterRound,
    Meeting,
    Procedure,
    SealedRound,
    StaffMember,
    StepRecord,
)
from models.store import clock
from procedures.access.actor import Actor
from procedures.appointment.view import may_read
from procedures.conference import electing, steps, voting
from procedures.conference.board import Term, term_of
from procedures.conference.conducting import questions_of
from procedures.conference.letter_ballot.reading import LetterBallotView, view_of
from procedures.conference.letter_ballot.steps import is_prepared
from procedures.conference.preparing.agenda import titles
from procedures.conference.voting import Voted
from procedures.engine import Step
from procedures.kinds import kind_of
from procedures.meetings.finding import FIRST, meetings_of
from procedures.meetings.holding.attendance import Attendance, attendance
from procedures.meetings.tallying.sealed import is_sealed
from procedures.overview.course import CourseStep, PaperMark, papers_of, step_of
from procedures.overview.record import Entry, record_of
from procedures.overview.sight import WATCHERS, Sight, What, may_see
from procedures.overview.standing import Place, known_of, place_of
from procedures.refusal import Refusal
from procedures.sealed import archive, publishing
from procedures.sealed.publishing import Turnout


@dataclass(frozen=True)
class MatterBox:
    """Sealed ballots on matters or on the resolution: what they are called, and the turnout once they are asked for.

    `is_counted`: the box was opened, and what came out stands among the votes.
    """

    title: str
    turnout: Turnout | None
    is_counted: bool


@dataclass(frozen=True)
class Convening:
    """The conference as convened: who is there, set against the law's quorum, and what was voted.

    `is_sealed`: the board is elected by sealed ballots; `turnout` of these once they are asked for. `boxes`: of what
    else is voted so.
    """

    meeting: Meeting
    attendance: Attendance
    quorum: Measured
    votes: list[Voted]
    elected: list[electing.Standing]
    is_sealed: bool
    turnout: Turnout | None
    boxes: list[MatterBox]

    @property
    def next_vote(self) -> int:
        """The number of the next vote of hands or paper ballots."""
        return sum(not vote.sealed_as for vote in self.votes) + 1


@dataclass(frozen=True)
class Asked:
    """What somebody asked, and the name of whoever is to do something about it."""

    question: ConferenceQuestion
    owner: str


@dataclass(frozen=True)
class Course:
    """How far a conference is: its agenda with what the law calls each item, what was asked, and what was voted."""

    conference: Conference
    rules: Rules
    agenda: list[AgendaItem]
    questions: list[Asked]
    here: Convening | None

    @property
    def titles(self) -> dict[str, str]:
        return dict(titles(self.rules))

    @property
    def voted_sealed(self) -> tuple[str, ...]:
        """What the plan puts to the vote by sealed ballots, beside an election."""
        return voting.planned(self.conference)

    @property
    def sealed_matters(self) -> list[str]:
        """Those of them that are matters, and not the resolution."""
        return voting.matters_of(self.conference)

    @property
    def on(self) -> AgendaItem | None:
        """The item to which the conference has come."""
        return next((item for item in reversed(self.agenda) if item.begun_at), None)

    @property
    def last_vote(self) -> Voted | None:
        return self.here.votes[-1] if self.here and self.here.votes else None

    @property
    def last_votes(self) -> list[Voted]:
        """The last vote; where one box asked several matters, each of them."""
        if not (self.here and (last := self.last_vote)):
            return []
        return [vote for vote in self.here.votes if vote.sealed_as == last.sealed_as] if last.sealed_as else [last]

    def said(self, key: str) -> str:
        """The value of one of the conference's own rules, in words."""
        return in_words(self.rules[key])


@dataclass(frozen=True)
class ConferenceView:
    """What stands on the page; a part that the person may not see is None, or empty where it is a list.

    `term`: of the inspection board, where this conference elected it.
    """

    procedure: Procedure
    course: Course
    place: Place
    now: datetime
    drafts: list[tuple[Procedure, bool]]
    convenings: list[Convening]
    letter_ballot: LetterBallotView | None
    steps: list[CourseStep]
    papers: list[FiledPaper]
    record: list[Entry] | None
    term: Term | None

    @property
    def year_reported(self) -> int | None:
        """The year whose report the conference hears; an extraordinary one hears none."""
        conference = self.course.conference
        return conference.year if conference.cause is ConferenceCause.YEARLY else None

    @property
    def has_report(self) -> bool:
        return any(paper.kind == steps.REPORT for paper in self.papers)

    @property
    def waits_for(self) -> str:
        return self.place.waiting_for


def course_of(session: Session, procedure_id: int, meeting: Meeting | None = None) -> Course:
    """How far the conference is, at this meeting or at the one convened last."""
    *_, last = (None, *meetings_of(session, procedure_id))
    at, procedure = meeting or last, session.get_one(Procedure, procedure_id)
    return Course(
        conference=session.get_one(Conference, procedure_id),
        rules=Rules.thaw(procedure.rules),
        agenda=steps.agenda_of(session, procedure_id),
        questions=[Asked(each, _name(session, each.owner_id)) for each in questions_of(session, procedure_id)],
        here=_convening(session, at) if at else None,
    )


def _name(session: Session, staff_member_id: int | None) -> str:
    return session.get_one(StaffMember, staff_member_id).full_name if staff_member_id else ""


def _convening(session: Session, meeting: Meeting) -> Convening:
    there = attendance(session, meeting)
    rules = Rules.thaw(session.get_one(Procedure, meeting.procedure_id).rules)
    measured = law.quorum(rules, summoned=there.summoned, present=there.present)
    box = archive.of_round(session, meeting.round_id)
    return Convening(
        meeting=meeting,
        attendance=there,
        quorum=measured,
        votes=voting.votes_at(session, meeting),
        elected=electing.results_at(session, meeting),
        is_sealed=is_sealed(session, meeting),
        turnout=_turnout(session, box),
        boxes=[_box(session, beside, sealed) for beside, sealed in voting.rounds_at(session, meeting)],
    )


def _box(session: Session, beside: MatterRound, sealed: SealedRound | None) -> MatterBox:
    is_counted = sealed is not None and sealed.counted_at is not None
    return MatterBox(voting.title_of(beside), _turnout(session, sealed), is_counted)


def _turnout(session: Session, sealed: SealedRound | None) -> Turnout | None:
    return publishing.turnout(session, sealed) if sealed and sealed.opened_at else None


def conference_of(session: Session, actor: Actor, procedure_id: int) -> ConferenceView:
    """The page of a conference for this person; raises NoResultFound, or Refusal where nothing of it is theirs."""
    procedure = session.get_one(Procedure, procedure_id)
    if may_see(actor, procedure, What.COURSE) is not Sight.EVERYTHING:
        raise Refusal("needs_role", roles=[role.value for role in WATCHERS])
    now, unanswered = clock.now(session), steps.unanswered_drafts(session, procedure_id)
    papers = [paper for paper in papers_of(session, procedure_id) if may_read(session, actor, procedure, paper)]
    return ConferenceView(
        procedure=procedure,
        course=course_of(session, procedure_id),
        place=place_of(procedure, None, known_of(session, [procedure_id])[procedure_id], now),
        now=now,
        drafts=[(each, each not in unanswered) for each in steps.drafts_of(session, procedure_id)],
        convenings=[_convening(session, meeting) for meeting in meetings_of(session, procedure_id)],
        letter_ballot=view_of(session, procedure_id) if is_prepared(session, procedure_id) else None,
        steps=_steps(session, procedure, papers),
        papers=papers,
        record=record_of(session, procedure_id) if may_see(actor, procedure, What.LOG) is Sight.EVERYTHING else None,
        term=_term_begun_by(session, procedure_id),
    )


def _term_begun_by(session: Session, procedure_id: int) -> Term | None:
    """The running term of the inspection board, where it was elected at this conference."""
    term = term_of(session)
    return term if term and term.conference.id == procedure_id else None


def _steps(session: Session, procedure: Procedure, papers: list[FiledPaper]) -> list[CourseStep]:
    """The steps in the order of the law; those of the meeting as often as it was convened."""
    rules, kind = Rules.thaw(procedure.rules), kind_of(procedure)
    rows = session.exec(select(StepRecord).where(StepRecord.procedure_id == procedure.id)).all()
    records = {(row.step, row.occurrence): row for row in rows}
    made = {paper.name: PaperMark(paper.kind, paper.state, paper.name) for paper in papers}

    def one(step: Step, number: int = 0) -> CourseStep:
        return step_of(kind, step, records.get((step.key, number)), rules[step.rule], made, number)

    numbers = sorted({number for _, number in records if number}) or [FIRST]
    of_meetings = [one(step, number) for number in numbers for step in steps.OF_A_MEETING]
    by_letter = steps.BY_LETTER if (steps.LETTERS_PREPARED.key, 0) in records else ()
    return [*map(one, steps.BEFORE), *of_meetings, *map(one, by_letter), one(steps.RESOLVED)]
