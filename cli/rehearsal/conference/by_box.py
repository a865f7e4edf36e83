"""Sealed ballots of a rehearsed conference: matters with codes that are drawn, the election with codes by letter."""

from collections.abc import Sequence
from datetime import timedelta

from sqlmodel import select

from cli.rehearsal.appointment.people import TELLERS
from cli.rehearsal.conference.planning import Planning
from cli.rehearsal.sealed.drawing import DrawnVote
from cli.rehearsal.sealed.holders import Holders
from cli.rehearsal.sealed.voting import Rows, SealedVote, Voter
from models import MatterRound, RollEntry
from models.store.database import reading

TAKES = timedelta(hours=1)
ANSWERS = 3


class ByBox(Planning):
    """The scenes of boxes that take ballots in the hall; that of the election is opened a day later."""

    present: list[int]
    boxes: list[SealedVote]
    holders: Holders | None = None
    sealed_vote: SealedVote | None = None

    async def vote_sealed(self, named: Sequence[Sequence[int] | None], candidates: Sequence[int]) -> dict[int, int]:
        """Each who is there names these candidates, nobody, or does not vote; returns the votes of each."""
        self.sealed_vote = SealedVote(self, await self.keys(), self.chance("sealed"))
        rows: list[Rows | None] = [
            None if names is None else [[int(number in names) for number in candidates]] for names in named
        ]
        await self.sealed_vote.hold(dict(zip(map(self._voter, self.present), rows, strict=True)), TAKES)
        self.boxes.append(self.sealed_vote)
        return dict(zip(candidates, self.sealed_vote.result[0], strict=True))

    async def vote_on(self, key: str, figures: Sequence[int]) -> None:
        """So many of those who are there are for, against, or neither; each draws a code."""
        vote = DrawnVote(self, await self.keys(), self.chance("sealed", key), self._round(key))
        chosen = [answer for answer, number in enumerate(figures) for _ in range(number)]
        rows: list[Rows] = [[[int(place == answer) for place in range(ANSWERS)]] for answer in chosen]
        await vote.hold(dict(zip((Voter(str(entry)) for entry in self.present), rows, strict=True)), TAKES)
        self.boxes.append(vote)

    async def keys(self) -> Holders:
        """The three tellers hold the keys of every box."""
        self.holders = self.holders or Holders(self, [self.company.people[place].email for place in TELLERS])
        await self.holders.make_keys()
        return self.holders

    def _round(self, key: str) -> str:
        rows = select(MatterRound.round_id).where(MatterRound.meeting_id == self.meeting_id, MatterRound.key == key)
        with reading() as session:
            return str(session.exec(rows).one())

    def _voter(self, entry: int) -> Voter:
        with reading() as session:
            name = session.get_one(RollEntry, entry).full_name
        return Voter(name, self.letters[entry].to[0] if entry in self.letters else "")
