"""Trang của một quy trình: everything that one person may see of it, read in one transaction."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from models import Disclosure, FiledPaper, LetterState, Procedure, ResolutionCheck, Round
from models.store import clock
from procedures.access.actor import Actor
from procedures.appointment.view import may_read
from procedures.kinds import kind_of
from procedures.opinion import sealing
from procedures.opinion.steps import disclosure_of
from procedures.overview import turnout
from procedures.overview.course import CourseStep, course, papers_of
from procedures.overview.desks.letters import NOT_DELIVERED, totals_of
from procedures.overview.record import Entry, record_of
from procedures.overview.sight import WATCHERS, Sight, What, headed_unit, may_see
from procedures.overview.standing import Place, known_of, place_of
from procedures.overview.turnout import Person, Turnout, UnitTurnout
from procedures.refusal import Refusal
from procedures.resolution.items.listing import Item, items_of
from procedures.resolution.items.schedule import checks_asked
from procedures.rounds.asking import reminders, round_of


@dataclass(frozen=True)
class View:
    """What stands on the page; a part that the person may not see is None, or empty where it is a list.

    `unit` names the one unit that counts and people are cut down to, empty for the whole agency.
    """

    procedure: Procedure
    round: Round
    place: Place
    disclosure: Disclosure | None
    now: datetime
    unit: str
    turnout: Turnout
    curve: list[tuple[datetime, int]]
    reminders: list[datetime]
    course: list[CourseStep]
    units: list[UnitTurnout] | None
    people: list[Person] | None
    letters: dict[LetterState, int] | None
    papers: list[FiledPaper]
    items: list[Item]
    checks: list[ResolutionCheck]
    takes_sealed: bool
    record: list[Entry] | None

    @property
    def missing(self) -> list[Person]:
        return [person for person in self.people or () if person.channel is None]

    @property
    def on_paper(self) -> list[Person]:
        """Those without mail who have not signed the paper list yet."""
        return [person for person in self.missing if not person.has_mail]

    @property
    def not_delivered(self) -> int:
        return sum(self.letters[state] for state in NOT_DELIVERED) if self.letters else 0

    @property
    def ran_out(self) -> bool:
        """Whether the round came to its own end; one that was annulled before did not."""
        last = kind_of(self.procedure).closed
        return last is not None and any(each.key == last.key and each.status == "done" for each in self.course)

    @property
    def next_reminder(self) -> datetime | None:
        coming = [at for at in self.reminders if at > self.now]
        return coming[0] if coming and not self.round.closed_at else None


def view(session: Session, actor: Actor, procedure_id: int) -> View:
    """The page of a procedure for this person; raises NoResultFound, or Refusal where nothing of it is theirs."""
    procedure = session.get_one(Procedure, procedure_id)
    unit, now = headed_unit(session, actor), clock.now(session)

    def sees(what: What) -> Sight:
        return may_see(actor, procedure, what, unit)

    if sees(What.COURSE) is Sight.NOTHING:
        raise Refusal("needs_role", roles=[role.value for role in WATCHERS])
    round_ = round_of(session, procedure_id)
    place = place_of(procedure, round_, known_of(session, [procedure_id])[procedure_id], now)
    own = unit if sees(What.TURNOUT) is Sight.OWN_UNIT else ""
    people_of = unit if sees(What.PEOPLE) is Sight.OWN_UNIT else ""
    shows_people = sees(What.PEOPLE) is not Sight.NOTHING and round_.opened_at is not None
    shows_people = shows_people and not sealing.was_opened(session, procedure_id)
    steps_of_a_curve = turnout.STEPS_OF_A_CURVE
    return View(
        procedure=procedure,
        round=round_,
        place=place,
        disclosure=disclosure_of(session, procedure_id),
        now=now,
        unit=own,
        turnout=turnout.counts(session, [procedure_id], own)[procedure_id],
        curve=turnout.curves(session, [procedure_id], steps_of_a_curve, own)[procedure_id],
        reminders=reminders(session, procedure_id),
        course=course(session, procedure, round_, place) if procedure.rules else [],
        units=turnout.by_unit(session, procedure_id, people_of) if shows_people else None,
        people=turnout.people(session, procedure_id, people_of) if shows_people else None,
        letters=totals_of(session, procedure_id) if sees(What.LETTERS) is Sight.EVERYTHING else None,
        papers=[paper for paper in papers_of(session, procedure_id) if may_open(session, actor, procedure, paper)],
        items=items_of(session, procedure_id) if not own and kind_of(procedure).goes_on else [],
        checks=checks_asked(session, procedure_id),
        takes_sealed=sealing.takes_sealed(session, procedure_id),
        record=record_of(session, procedure_id) if sees(What.LOG) is Sight.EVERYTHING else None,
    )


def may_open(session: Session, actor: Actor, procedure: Procedure, paper: FiledPaper) -> bool:
    """Whether this person may read this paper: one that names who has not answered is for those who may see names.

    One that says how ballots fell is for those who may see the result of its meeting.
    """
    if kind_of(procedure).by_meetings:
        return may_read(session, actor, procedure, paper)
    what = What.PAPERS if paper.kind in kind_of(procedure).open_papers else What.NAMING_PAPERS
    return may_see(actor, procedure, what) is Sight.EVERYTHING
