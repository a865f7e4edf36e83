"""The same election by sealed ballots: three hold the keys, whoever is there votes by the code of the own letter."""

from collections.abc import Sequence

from ballots import ballot, credentials
from models import CodeMode, DutyKind, Role, VoterCredential
from procedures.access import duties
from procedures.conference import electing
from procedures.sealed import closing, opening, preparing
from tests.conference.electing import Electing
from tests.sealed.sealing import AN_HOUR, Sealing, read_once
from tests.web.browser import Browser


class SealedElection(Electing, Sealing):
    """Three members are elected of four who stand; the union, the inspector and one more hold the keys."""

    def __init__(self, people: int = 28) -> None:
        super().__init__(people)
        self.teller = self.world.account("Bùi Thị Kiểm", Role.CLERK, Role.INSPECTOR)
        self.browser = Browser()

    def name(self, seats: int, *places: int) -> None:
        people = [self.member(place) for place in places]
        electing.name_board(self.world.hr, self.number, seats, people, is_sealed=True)

    def tellers(self) -> None:
        super().tellers()
        self.third_teller()

    def third_teller(self) -> None:
        duties.assign(self.world.hr, self.number, DutyKind.TELLER, self.teller.account_id or 0)

    def prepare_box(self, codes: CodeMode | None = None) -> None:
        """It closes in an hour."""
        closes_at = self.world.now() + AN_HOUR
        self.sealed_id = preparing.prepare_meeting(self.world.hr, *self.here, closes_at, codes)

    def consent(self) -> None:
        Sealing.agree(self)

    def let_vote(self, seats: int = 3, present: int = 20) -> "SealedElection":
        """From nothing to a box that takes ballots for an hour."""
        self.summoned(seats)
        self.make_keys()
        self.meet(present)
        self.prepare_box()
        self.consent()
        self.sign_opening()
        opening.let_vote(self.sealed_id)
        return self

    def those_with_codes(self) -> list[VoterCredential]:
        return Sealing.voters(self)

    def naming(self, voter: VoterCredential, *places: int) -> bytes:
        """A ballot that names the candidates in these places."""
        election = read_once(self.browser.get(f"/b/{self.uuid}/election.json").content)
        rows = [[int(at in places) for at in range(len(asked.answers))] for asked in election.questions]
        return ballot.seal(election, credentials.private_credential(self.code(voter), self.uuid), rows)

    def vote_for(self, ballots: Sequence[Sequence[int]]) -> None:
        """The first voters vote, each for the candidates in these places."""
        for voter, places in zip(self.those_with_codes(), ballots, strict=False):
            assert self.cast(self.naming(voter, *places)).status_code == 200

    def close_box(self) -> None:
        self.world.move(hours=1, minutes=1)
        closing.carry_on(self.number)

    def open_box(self) -> None:
        self.wait_for_objections()
        assert [answer.json() for answer in self.open_with(1, 3)] == [{"opened": False}, {"opened": True}]
