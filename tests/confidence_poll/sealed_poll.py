"""The same poll by sealed ballots: nobody meets, three hold the keys, each votes by the code of the own letter."""

from collections.abc import Sequence
from typing import Any

from models import DutyKind, Role, StaffMember
from models.store import database
from procedures.access import duties
from procedures.confidence_poll import running, steps
from procedures.engine import Waiting
from procedures.sealed import closing, opening, preparing
from tests.polling import AHEAD, Poll
from tests.sealed.sealing import Sealing
from tests.web.browser import Browser
from tests.world import World

BASIS = "Công văn số 12-CV/TU ngày 20/11/2026 của Ban Thường vụ Tỉnh ủy"
HIGH, CONFIDENCE, LOW, NONE = range(4)


class SealedPoll(Sealing, Poll):
    """The union, the inspector and one more count and hold the keys."""

    def __init__(self, world: World | None = None, number: int = 28) -> None:
        super().__init__(world, number)
        self.teller = self.world.account("Bùi Thị Kiểm", Role.CLERK, Role.INSPECTOR)
        self.browser = Browser()

    def plan(self, **other: object) -> Any:
        sealed = {"by_correspondence": True, "is_sealed": True, "correspondence_basis": BASIS}
        return super().plan(**{**sealed, **other})

    def assign(self) -> None:
        super().assign()
        duties.assign(self.world.hr, self.number, DutyKind.TELLER, self.teller.account_id or 0)

    def answered(self) -> None:
        """The papers are with the voters, and nobody asked anything."""
        self.summon()
        running.close_questions(self.number, self.at)
        running.send_answers(self.number, self.at)

    def let_vote(self) -> None:
        """From nothing to a box that takes ballots, three days before it closes."""
        self.answered()
        self.world.move(days=AHEAD - 3)
        self.make_keys()
        self.sealed_id = preparing.prepare_meeting(self.world.hr, *self.here)
        self.agree()
        self.sign_opening()
        opening.let_vote(self.sealed_id)

    def vote_of(self, ballots: Sequence[Sequence[int]]) -> None:
        """The first voters vote, a level for each person polled."""
        for voter, choices in zip(self.voters(), ballots, strict=False):
            assert self.cast(self.ballot(voter, *choices)).status_code == 200

    def close_box(self) -> None:
        self.world.move(days=3)
        closing.carry_on(self.number)
        running.note_meeting(self.number, self.at)

    def open_box(self) -> None:
        self.wait_for_objections()
        assert [answer.json() for answer in self.open_with(1, 3)] == [{"opened": False}, {"opened": True}]

    def conclude(self) -> None:
        running.note_count(self.number, self.at)
        running.conclude(self.number, self.at)

    def whole(self, ballots: Sequence[Sequence[int]]) -> None:
        """From nothing to the conclusion."""
        self.let_vote()
        self.vote_of(ballots)
        self.close_box()
        self.open_box()
        self.conclude()

    def drop_teller(self) -> None:
        """Two are left who count."""
        duties.release(self.world.hr, self.number, DutyKind.TELLER, self.teller.account_id or 0, "Đi học.")

    def newcomer(self) -> int:
        """Someone who came after the summons."""
        with database.transaction() as session:
            known = session.get_one(StaffMember, self.member(0))
            member = StaffMember(full_name="Đỗ Văn Mới", unit_id=known.unit_id, category=known.category)
            session.add(member)
            session.flush()
            return member.id or 0

    def waits_for(self) -> str:
        """For what the step of the ballots waits; empty where it waits no more."""
        try:
            steps.wait_for_meeting(self.number, self.at)
            steps.wait_for_count(self.number, self.at)
        except Waiting as waiting:
            return waiting.key
        return ""
