"""A consultation that takes sealed opinions beside signed ones; booths and key pages speak HTTP."""

from datetime import timedelta
from typing import Any

from models import DutyKind, Role, RollEntry
from procedures.access import duties
from procedures.opinion import asking, drafting, sealing
from procedures.sealed import closing, opening
from tests.consulting import Consulting
from tests.sealed.wording import Worded28
from tests.two_people import since
from tests.web.browser import Browser
from tests.world import World

AGREE, COMMENT = 0, 1


class SealedConsulting(Worded28):
    """Union, inspector and one more hold the keys; `consulting` is the consultation itself."""

    def __init__(self, world: World) -> None:
        self.world, self.consulting = world, Consulting(world)
        self.union = self.consulting.union
        self.inspector = world.account("Vũ Văn Tra", Role.INSPECTOR)
        self.teller = world.account("Bùi Thị Kiểm", Role.CLERK, Role.INSPECTOR)
        since(timedelta(days=8))
        self.browser = Browser()

    def opened(self) -> int:
        """Opened by HR, with tellers; no keys yet."""
        self.consulting.draft()
        self.number = self.consulting.number
        sealing.offer(self.world.hr, self.number, True)
        drafting.open_(self.world.hr, self.number)
        for each in (self.union, self.inspector, self.teller):
            duties.assign(self.world.hr, self.number, DutyKind.TELLER, each.account_id or 0)
        return self.number

    def boxed(self) -> None:
        """The box takes ballots, and letters went."""
        self.opened()
        self.make_keys()
        self.sealed_id = sealing.prepare(self.world.hr, self.number)
        self.agree()
        self.sign_opening()
        opening.let_vote(self.sealed_id)
        self.consulting.file("consultation_plan")
        asking.note_plan(self.number)
        asking.ask(self.number)

    def entry(self, person: int) -> RollEntry:
        return self.world.entries(self.number)[person]

    def seal(self, person: int, words: str = "", choice: int = COMMENT) -> Any:
        """One person on the list answers sealed, as the booth does."""
        [voter] = [each for each in self.voters() if each.roll_entry_id == self.entry(person).id]
        return self.cast(self.worded(voter, choice, words))

    def close(self) -> None:
        self.world.move(days=5, minutes=1)
        closing.carry_on(self.number)
        asking.close(self.number)

    def peeled(self) -> None:
        """After the time for objections two open, and all three peel."""
        self.wait_for_objections()
        self.open_with(1, 2)
        for place in (1, 2, 3):
            assert self.hand_on(place).status_code == 200
