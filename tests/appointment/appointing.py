"""An appointment on its way, in the verbs of the law, for the tests of what happens before and beside its meetings."""

from datetime import date, timedelta

from sqlmodel import select

from models import (
    Conclusion,
    DocumentKind,
    DutyKind,
    FindingKind,
    Meeting,
    Nominee,
    PolicyWay,
    Position,
    Post,
    Procedure,
    Role,
    Round,
    RoundMode,
    RoundPlace,
)
from models.store import clock, database
from procedures import bodies, evidence
from procedures.access import duties
from procedures.access.actor import Actor
from procedures.appointment import drafting, readiness
from procedures.appointment.drafting import CasePlan, PostPlan
from procedures.appointment.nominees import eligibility
from procedures.appointment.steps import ELIGIBILITY_CHECKED, posts_of
from procedures.engine import record
from tests.two_people import person, since
from tests.world import SCAN, World
from words.dates import local_day

SUBJECT = "Bổ nhiệm Trưởng phòng Lãnh sự"
LAST_OLD_DAY, FIRST_NEW_DAY = date(2026, 7, 31), date(2026, 8, 1)
DEPUTY_CHAIR = PostPlan("Trưởng phòng", "Phòng Lãnh sự")
SECOND_POST = PostPlan("Phó Trưởng phòng", "Phòng Lãnh sự")


class Appointing:
    """A world whose staff 0, 1 and 2 lead the agency, with the people who run one case about 3, 4 and 5."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.union: Actor = world.account("Hoàng Thị Đoàn", Role.UNION)
        self.inspector: Actor = world.account("Vũ Văn Tra", Role.INSPECTOR)
        since(timedelta(days=8))
        self.number = 0
        for place, position in enumerate((Position.HEAD, Position.DEPUTY_HEAD, Position.DEPUTY_HEAD)):
            bodies.set_positions(world.hr, member(place), [position])

    @property
    def today(self) -> date:
        return local_day(self.world.now())

    def plan(self, **other: object) -> CasePlan:
        plan = {"subject": SUBJECT, "authority": "Giám đốc Sở", **other}
        return CasePlan(**plan)  # pyright: ignore

    def draft(self, *posts: PostPlan, **other: object) -> int:
        """A case with a person named for each post, everyone in charge: nothing is lacking unless `other` says so."""
        self.number = drafting.draft(self.world.hr, SUBJECT)
        drafting.write_case(self.world.hr, self.number, self.plan(**other))
        drafting.set_posts(self.world.hr, self.number, list(posts) or [DEPUTY_CHAIR])
        self.assign()
        return self.number

    def assign(self) -> None:
        for kind, actor in (
            (DutyKind.SECRETARY, self.world.clerk),
            (DutyKind.TELLER, self.union),
            (DutyKind.TELLER, self.inspector),
            (DutyKind.DECIDER, self.world.manager),
        ):
            duties.assign(self.world.hr, self.number, kind, actor.account_id or 0)

    def name(self, place: int, post: int = 1, work: str = "") -> int:
        return drafting.name_person(self.world.hr, self.number, self.posts()[post - 1].id or 0, member(place), work)

    def opened(self, *people: int, **other: object) -> list[int]:
        """The numbers of the nominees of an open case about one post."""
        self.draft(**other)
        named = [self.name(place) for place in people or (3,)]
        drafting.open_(self.world.hr, self.number)
        return named

    def old(self, *people: int) -> list[int]:
        """The same, begun on the last day of the law with five meetings."""
        self.draft(way=PolicyWay.SUBMITTED, begun_on=LAST_OLD_DAY)
        self.file(dated_on=LAST_OLD_DAY)
        named = [self.name(place) for place in people or (3,)]
        drafting.open_(self.world.hr, self.number)
        return named

    def posts(self) -> list[Post]:
        with database.reading() as session:
            return posts_of(session, self.number)

    def procedure(self) -> Procedure:
        with database.reading() as session:
            return session.get_one(Procedure, self.number)

    def nominee(self, nominee_id: int) -> Nominee:
        with database.reading() as session:
            return session.get_one(Nominee, nominee_id)

    def lacking(self) -> list[str]:
        with database.reading() as session:
            return readiness.lacking(session, session.get_one(Procedure, self.number))

    def file(
        self,
        kind: DocumentKind = DocumentKind.POLICY,
        dated_on: date | None = None,
        number: str = "12-NQ/ĐU",
        nominee_id: int | None = None,
        meeting_id: int | None = None,
    ) -> int:
        filed = evidence.Filed(number, dated_on or self.today, "Đảng ủy Sở", "Như đã bàn.")
        places = {"nominee_id": nominee_id, "meeting_id": meeting_id}
        return evidence.file_document(self.world.hr, self.number, kind, filed, SCAN, **places)

    def items(self, nominee_id: int, kind: FindingKind, day: date | None = None) -> list[eligibility.Item]:
        with database.reading() as session:
            items = eligibility.checklist(session, session.get_one(Nominee, nominee_id), day)
            return [item for item in items if item.kind is kind]

    def find(self, nominee_id: int, key: str, met: bool | None = True, said: str = "Có giấy tờ", **of: object) -> None:
        eligibility.find(self.world.hr, self.number, nominee_id, key, met, said, **of)  # pyright: ignore

    def make_eligible(self, *nominees: int) -> None:
        for nominee_id in nominees:
            for item in self.items(nominee_id, FindingKind.ELIGIBILITY):
                self.find(nominee_id, item.key)

    def check(self) -> None:
        """Write what the flow writes when everyone has been checked."""
        with database.transaction() as session:
            record(session, session.get_one(Procedure, self.number), ELIGIBILITY_CHECKED)

    def hold(
        self,
        step: int,
        convening: int = 1,
        chosen: list[int] | None = None,
        reason: str = "majority",
        tied: list[int] | None = None,
    ) -> int:
        """Write a meeting that has begun, concluded with those who were chosen; without them nothing follows yet."""
        with database.transaction() as session:
            number = step * 10 + convening
            of_it = {"number": number, "mode": RoundMode.PAPER, "place": RoundPlace.HALL}
            round_ = Round(procedure_id=self.number, **of_it)  # pyright: ignore
            session.add(round_)
            session.flush()
            meeting = Meeting(
                procedure_id=self.number,
                round_id=round_.id or 0,
                step=step,
                convening=convening,
                key="leadership",
                opened_at=clock.now(session),
            )
            session.add(meeting)
            session.flush()
            if chosen is not None:
                post = session.exec(select(Post).where(Post.procedure_id == self.number)).first()
                assert post
                session.add(
                    Conclusion(
                        meeting_id=meeting.id or 0,
                        post_id=post.id or 0,
                        reason=reason,
                        chosen=chosen,
                        tied=tied or [],
                        concluded_at=clock.now(session),
                    )
                )
            return meeting.id or 0


def member(place: int) -> int:
    """The number of a member of the staff by the place in the list."""
    return person(place).id or 0
