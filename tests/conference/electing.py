"""A conference that elects its inspection board, in the verbs of the law."""

from datetime import timedelta

from sqlmodel import select

from models import DutyKind, Nominee, Post, Role
from models.store import database
from procedures.access import duties
from procedures.conference import electing, running
from procedures.conference.preparing import drafting
from procedures.meetings.tallying import counting
from procedures.meetings.tallying.count import Count
from tests.conferring import AHEAD, Held
from tests.two_people import since
from tests.world import SCAN

STANDING = (6, 7, 8, 9)


class Electing(Held):
    """Three members are elected of four who stand; the union and the inspector count."""

    def __init__(self, people: int = 28) -> None:
        super().__init__(people=people)
        self.inspector = self.world.account("Vũ Văn Tra", Role.INSPECTOR)
        since(timedelta(days=8))

    def name(self, seats: int, *places: int) -> None:
        electing.name_board(self.world.hr, self.number, seats, [self.member(place) for place in places])

    def tellers(self) -> None:
        for teller in (self.union, self.inspector):
            duties.assign(self.world.hr, self.number, DutyKind.TELLER, teller.account_id or 0)

    def summoned(self, seats: int = 3) -> None:
        """The plan is agreed and signed, the summons have gone."""
        self.draft()
        self.name(seats, *STANDING)
        self.tellers()
        drafting.open_(self.world.hr, self.number)
        self.invite()

    def meet(self, present: int = 20) -> None:
        """The hour has come, and so many people."""
        self.world.move(days=AHEAD)
        self.come(present)
        running.note_meeting(self.number, self.at)

    def voting(self, present: int = 20) -> "Electing":
        self.summoned()
        self.meet(present)
        return self

    def post(self) -> int:
        with database.reading() as session:
            return session.exec(select(Post.id)).one() or 0

    def count(self, *votes: int) -> Count:
        with database.reading() as session:
            names = session.exec(select(Nominee).order_by(Nominee.id)).all()  # pyright: ignore
        return Count(20, 20, 20, 0, votes={each.id or 0: of for each, of in zip(names, votes, strict=True)})

    def enter(self, *votes: int) -> None:
        for teller in (self.union, self.inspector):
            counting.enter(teller, *self.here, self.post(), self.count(*votes), SCAN)

    def conclude(self) -> None:
        self.vote(20)
        self.close()
        for verb in (running.note_course, running.note_count, running.conclude):
            verb(self.number, self.at)

    def elected(self) -> list[tuple[int, bool, bool]]:
        with database.reading() as session:
            found = electing.results_at(session, self.meeting)
        return [(each.votes, each.is_elected, each.is_tied) for each in found]
