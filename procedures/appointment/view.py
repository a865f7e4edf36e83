"""Trang của một lần bổ nhiệm: everything that one person may see of it, read in one transaction."""

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from sqlmodel import Session, col, select

from law.decisions import appointment as law
from law.rules import Rules
from models import (
    Appointment,
    CaseDocument,
    Conclusion,
    CountEntry,
    Disclosure,
    FiledPaper,
    Meeting,
    Nominee,
    Post,
    Procedure,
    StepRecord,
)
from models.meeting import place_at
from models.store import clock
from procedures import log
from procedures.access.actor import Actor
from procedures.appointment import beginning, steps
from procedures.appointment.nominees.eligibility import is_eligible
from procedures.appointment.steps import posts_of
from procedures.engine import recorded
from procedures.evidence import documents_of
from procedures.kinds import kind_of
from procedures.meetings import seeing
from procedures.meetings.finding import conclusions_at
from procedures.meetings.holding.attendance import Attendance, attendance
from procedures.meetings.in_law import meeting_in_law
from procedures.meetings.tallying import counting
from procedures.meetings.tallying.ballots import names_on
from procedures.meetings.tallying.tally import tally_of
from procedures.overview.course import CourseStep, PaperMark, papers_of, step_of
from procedures.overview.record import Entry, record_of
from procedures.overview.sight import WATCHERS, Sight, What, may_see
from procedures.overview.standing import Place, known_of, place_of
from procedures.refusal import Refusal
from procedures.sealed import archive, publishing
from procedures.sealed.publishing import Turnout
from words.dates import local_day


@dataclass(frozen=True)
class Named:
    """A nominee as the page shows them: eligible or not (None: not settled yet), gone or not."""

    nominee: Nominee
    is_eligible: bool | None


@dataclass(frozen=True)
class Share:
    """The votes of one nominee, their share on the base that the law names, and on the other bases."""

    nominee: Nominee
    votes: int
    of_base: Fraction | None
    others: dict[str, Fraction | None]
    is_chosen: bool


@dataclass(frozen=True)
class Result:
    """What was counted for one post, and what followed."""

    post: Post
    count: CountEntry | None
    base: str
    base_size: int
    passes: int | None
    shares: list[Share]
    conclusion: Conclusion


@dataclass(frozen=True)
class Convening:
    """One meeting that was prepared. `turnout` is of sealed ballots, once they are asked for.

    `results` is None where this person may not see them, or before they are there.
    """

    meeting: Meeting
    attendance: Attendance
    turnout: Turnout | None
    results: list[Result] | None
    papers: list[FiledPaper]


@dataclass(frozen=True)
class LawStep:
    """A meeting of the law with its convenings; `status`: done | now | ahead | skipped."""

    law: law.Meeting
    status: str
    convenings: list[Convening]


@dataclass(frozen=True)
class Case:
    """What stands on the page; a part that the person may not see is None, or empty where it is a list."""

    procedure: Procedure
    appointment: Appointment
    place: Place
    now: datetime
    posts: list[tuple[Post, list[Named]]]
    clock: law.Clock | None
    stopped_on: date | None
    steps: list[CourseStep]
    meetings: list[LawStep]
    documents: list[CaseDocument]
    papers: list[FiledPaper]
    disclosure: Disclosure | None
    record: list[Entry] | None
    mark: int

    @property
    def today(self) -> date:
        return local_day(self.now)

    @property
    def is_late(self) -> bool:
        """Whether the time for the case is over; it stands still once the case was decided or reported."""
        return self.clock is not None and not self.place.is_over and self.clock.is_late(self.stopped_on or self.today)

    @property
    def waits_for(self) -> str:
        return self.place.waiting_for


def case_of(session: Session, actor: Actor, procedure_id: int) -> Case:
    """The page of a case for this person; raises NoResultFound, or Refusal where nothing of it is theirs."""
    procedure = session.get_one(Procedure, procedure_id)
    _check_watches(actor, procedure)
    now = clock.now(session)
    place = place_of(procedure, None, known_of(session, [procedure_id])[procedure_id], now)
    papers = [paper for paper in papers_of(session, procedure_id) if may_read(session, actor, procedure, paper)]
    is_open = bool(procedure.rules)
    return Case(
        procedure=procedure,
        appointment=session.get_one(Appointment, procedure_id),
        place=place,
        now=now,
        posts=[(post, _named(session, post)) for post in posts_of(session, procedure_id)],
        clock=beginning.completion(session, procedure_id) if is_open else None,
        stopped_on=beginning.stopped_on(session, procedure_id),
        steps=_steps(session, procedure, papers) if is_open else [],
        meetings=_meetings(session, actor, procedure, papers) if is_open else [],
        documents=documents_of(session, procedure_id),
        papers=papers,
        disclosure=session.exec(select(Disclosure).where(Disclosure.procedure_id == procedure_id)).first(),
        record=record_of(session, procedure_id) if may_see(actor, procedure, What.LOG) is Sight.EVERYTHING else None,
        mark=log.last_of(session, procedure_id),
    )


def mark_of(session: Session, actor: Actor, procedure_id: int) -> int:
    """What changes whenever anything is done to a case; for whom its page is, and NoResultFound or Refusal as there."""
    _check_watches(actor, session.get_one(Procedure, procedure_id))
    return log.last_of(session, procedure_id)


def _check_watches(actor: Actor, procedure: Procedure) -> None:
    if may_see(actor, procedure, What.COURSE) is not Sight.EVERYTHING:
        raise Refusal("needs_role", roles=[role.value for role in WATCHERS])


def may_read(session: Session, actor: Actor, procedure: Procedure, paper: FiledPaper) -> bool:
    """Whether this person may read this paper.

    One that says how ballots fell is read as its meeting may be seen; a ballot names those whom the meeting before
    chose, and is read as that one.
    """
    if may_see(actor, procedure, What.PAPERS) is not Sight.EVERYTHING:
        return False
    is_ballot = paper.kind in steps.BALLOTS.values()
    if not is_ballot and paper.kind not in kind_of(procedure).result_papers:
        return True
    rows = select(Meeting).where(Meeting.procedure_id == procedure.id)
    if paper.occurrence:
        step, convening = place_at(paper.occurrence)
        is_before = Meeting.step == step - 1
        rows = rows.where(is_before if is_ballot else (Meeting.step == step) & (Meeting.convening == convening))
    concluded = [each for each in session.exec(rows).all() if seeing.is_closed(session, each)]
    return all(seeing.may_see(session, actor, each) for each in concluded)


def _named(session: Session, post: Post) -> list[Named]:
    rows = select(Nominee).where(Nominee.post_id == post.id).order_by(col(Nominee.id))
    return [Named(nominee, is_eligible(session, nominee)) for nominee in session.exec(rows).all()]


def _meetings(session: Session, actor: Actor, procedure: Procedure, papers: list[FiledPaper]) -> list[LawStep]:
    rows = select(Meeting).where(Meeting.procedure_id == procedure.id)
    held = session.exec(rows.order_by(col(Meeting.step), col(Meeting.convening))).all()
    done = set(
        session.exec(
            select(StepRecord.occurrence).where(
                StepRecord.procedure_id == procedure.id, StepRecord.step == steps.MINUTED.key
            )
        ).all()
    )
    is_reported = recorded(session, procedure.id or 0, steps.REPORTED) is not None
    found: list[LawStep] = []
    for at in law.meetings(Rules.thaw(procedure.rules)):
        of_it = [meeting for meeting in held if meeting.step == at.step]
        convenings = [_convening(session, actor, meeting, papers) for meeting in of_it]
        is_done = bool(of_it) and of_it[-1].occurrence in done
        ahead = "skipped" if is_reported else "now" if of_it else "ahead"
        found.append(LawStep(at, "done" if is_done else ahead, convenings))
    return found


def _convening(session: Session, actor: Actor, meeting: Meeting, papers: list[FiledPaper]) -> Convening:
    shown = seeing.may_see(session, actor, meeting)
    return Convening(
        meeting=meeting,
        attendance=attendance(session, meeting),
        turnout=_turnout(session, meeting),
        results=results_of(session, meeting) if shown else None,
        papers=[paper for paper in papers if paper.occurrence == meeting.occurrence and paper.kind != steps.DECISION],
    )


def _turnout(session: Session, meeting: Meeting) -> Turnout | None:
    sealed = archive.of_round(session, meeting.round_id)
    return publishing.turnout(session, sealed) if sealed and sealed.opened_at else None


def results_of(session: Session, meeting: Meeting) -> list[Result]:
    """What a meeting counted and concluded, post by post; who may see it is asked before."""
    concluded = conclusions_at(session, meeting)
    posts = {post.id: post for post in posts_of(session, meeting.procedure_id)}
    return [_result(session, meeting, posts[number], one) for number, one in concluded.items() if number in posts]


def _result(session: Session, meeting: Meeting, post: Post, conclusion: Conclusion) -> Result:
    at = meeting_in_law(session.get_one(Procedure, meeting.procedure_id), meeting.step)
    tally = tally_of(session, meeting, post)
    size, shares = law.base_size(tally, at.base), law.shares(tally)
    chosen = {*conclusion.chosen, *conclusion.tied}
    return Result(
        post=post,
        count=counting.settled(session, meeting, post) if at.has_ballot else None,
        base=at.base.value,
        base_size=size,
        passes=at.passes.smallest_number(size) if at.passes and size else None,
        shares=sorted(
            (
                _share(nominee, tally, shares.get(str(nominee.id)), at.base.value, chosen)
                for nominee in names_on(session, meeting, post)
            ),
            key=lambda share: (-share.votes, share.nominee.full_name),
        ),
        conclusion=conclusion,
    )


def _share(nominee: Nominee, tally: law.Tally, shares: law.Shares | None, base: str, chosen: set[int]) -> Share:
    on = {name: getattr(shares, name) if shares else None for name in ("summoned", "summoned_net", "present")}
    others = {name: share for name, share in on.items() if name != base}
    return Share(nominee, tally.votes.get(str(nominee.id), 0), on.get(base), others, nominee.id in chosen)


def _steps(session: Session, procedure: Procedure, papers: list[FiledPaper]) -> list[CourseStep]:
    """The steps before and after the meetings, as the record has them."""
    rules = Rules.thaw(procedure.rules)
    rows = session.exec(select(StepRecord).where(StepRecord.procedure_id == procedure.id)).all()
    records = {row.step: row for row in rows if not row.occurrence}
    made = {paper.kind: PaperMark(paper.kind, paper.state) for paper in papers if not paper.occurrence}
    ends_by_report = steps.REPORTED.key in records
    after = (steps.REPORTED, steps.REPORT_SIGNED) if ends_by_report else steps.AFTER
    shown, kind = (*steps.BEFORE, *after), kind_of(procedure)
    return [step_of(kind, step, records.get(step.key), rules[step.rule], made) for step in shown]
