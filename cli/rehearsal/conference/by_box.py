"""The election of a rehearsed conference by sealed ballots: three make keys, whoever is there votes by code."""

from collections.abc import Sequence
from datetime import timedelta

from cli.rehearsal.appointment.people import TELLERS
from cli.rehearsal.conference.planning import Planning
from cli.rehearsal.sealed.holders import Holders
from cli.rehearsal.sealed.voting import Rows, SealedVote, Voter
from models import RollEntry
from models.store.database import reading

TAKES = timedelta(hours=1)


class ByBox(Planning):
    """The scenes of a box that takes ballots in the hall and is opened a day later."""

    present: list[int]
    sealed_vote: SealedVote | None = None

    async def vote_sealed(self, named: Sequence[Sequence[int] | None], candidates: Sequence[int]) -> dict[int, int]:
        """Each who is there names these candidates, nobody, or does not vote; returns the votes of each."""
        holders = Holders(self, [self.company.people[place].email for place in TELLERS])
        await holders.make_keys()
        self.sealed_vote = SealedVote(self, holders, self.chance("sealed"))
        rows: list[Rows | None] = [
            None if names is None else [[int(number in names) for number in candidates]] for names in named
        ]
        await self.sealed_vote.hold(dict(zip(map(self._voter, self.present), rows, strict=True)), TAKES)
        return dict(zip(candidates, self.sealed_vote.result[0], strict=True))

    def _voter(self, entry: int) -> Voter:
        with reading() as session:
            name = session.get_one(RollEntry, entry).full_name
        return Voter(name, self.letters[entry].to[0] if entry in self.letters else "")
