"""A conference that votes matters and its resolution by sealed ballots, their codes drawn in the hall."""

from sqlmodel import select

from models import MatterRound
from models.store import database
from procedures.conference import voting
from procedures.conference.preparing import drafting
from procedures.sealed import opening
from tests.conference.sealed_election import SealedElection
from tests.sealed.drawing import Drawing
from tests.sealed.sealing import AN_HOUR

FUND, HOURS = "Mức đóng góp quỹ tình nghĩa", "Giờ làm việc mùa hè"
MATTERS = f"{FUND}\n{HOURS}"
AGREE, DISAGREE, NEITHER = 0, 1, 2


class SealedVotes(SealedElection, Drawing):
    """Nobody is elected; the union, the inspector and one more hold the keys."""

    has_keys = False

    def called(self, matters: str = MATTERS, *, resolution: bool = True) -> None:
        """The plan is agreed, the summons have gone."""
        self.draft(sealed_matters=matters, is_resolution_sealed=resolution)
        self.tellers()
        drafting.open_(self.world.hr, self.number)
        self.invite()

    def keys(self) -> None:
        """The three have made them; once."""
        if not self.has_keys:
            self.make_keys()
            self.has_keys = True

    def meet(self, present: int = 20) -> None:
        super().meet(present)
        self.people = present

    def round_of(self, key: str) -> int:
        with database.reading() as session:
            rows = select(MatterRound.round_id).where(MatterRound.key == key, MatterRound.meeting_id == self.here[1])
            return session.exec(rows).one()

    def prepare(self, key: str) -> None:
        """The keys are there, the ballot is made, its box closes in an hour."""
        self.keys()
        at = self.world.now() + AN_HOUR
        self.sealed_id = voting.prepare(self.world.hr, self.number, self.round_of(key), at)

    def let_vote_on(self, key: str) -> None:
        """From a round that is planned to a box that takes ballots for an hour."""
        self.prepare(key)
        assert self.make_slips().status_code == 200
        self.hand_out()
        self.sign_opening()
        opening.let_vote(self.sealed_id)

    def cast_all(self, *ballots: tuple[int, ...]) -> None:
        """The first who drew a slip vote: an answer a question."""
        for voter, choices in zip(Drawing.voters(self), ballots, strict=False):
            assert self.cast(self.ballot(voter, *choices)).status_code == 200

    def open_box(self) -> None:
        """At once, for nobody's code went by mail."""
        assert [answer.json() for answer in self.open_with(1, 3)] == [{"opened": False}, {"opened": True}]

    def whole(self, key: str, *ballots: tuple[int, ...]) -> None:
        """All of one round, to the opened box."""
        self.let_vote_on(key)
        self.cast_all(*ballots)
        self.close_box()
        self.open_box()

    def votes(self) -> list[tuple[str, str, int, int, int, bool]]:
        with database.reading() as session:
            found = voting.votes_at(session, self.meeting)
        return [
            (each.key, each.matter, each.in_favour, each.against, each.abstained, each.is_carried) for each in found
        ]
