"""The meetings of a rehearsed appointment that vote by sealed ballots: those of enough people."""

import re

from cli.rehearsal.appointment.ballots import BLANK, NOT_RETURNED
from cli.rehearsal.appointment.held import Held
from cli.rehearsal.appointment.outside import Outside
from cli.rehearsal.appointment.people import TELLERS
from cli.rehearsal.browser import Browser
from cli.rehearsal.sealed.drawing import DrawnVote
from cli.rehearsal.sealed.holders import Holders
from cli.rehearsal.sealed.voting import Rows, SealedVote, Voter

_VOTING = re.compile(r"(\d+) người được triệu tập và bỏ phiếu")


class Sealing(Outside):
    """The scenes in which a meeting votes by sealed ballots; rounds under the law's number stay on paper."""

    is_sealed: bool
    holders: Holders | None = None
    votes: list[SealedVote]

    async def choose_form(self, hr: Browser, held: Held) -> None:
        """Where the page offers it and enough people vote: the authority's document, then the form, then the keys."""
        here = hr.address
        if not (self.is_sealed and hr.has_button("Chọn hình thức này") and self._are_enough(hr)):
            return
        if self.holders is None:
            await self.file_document(hr, "hybrid_meeting")
            self.holders = Holders(self, [self.company.people[place].email for place in TELLERS])
        await self.holders.make_keys()
        held.is_sealed, held.is_drawn = True, self._draws()
        await hr.open(here)
        await hr.press("Chọn hình thức này", mode="drawn" if held.is_drawn else "sealed")
        await hr.open(here)

    def _draws(self) -> bool:
        """Codes go by mail and are drawn in the hall in turn; which comes first the seed says."""
        return (len(self.votes) + self.script.chance("slips").randrange(2)) % 2 == 1

    def _are_enough(self, hr: Browser) -> bool:
        voting = _VOTING.search(hr.words)
        return voting is not None and self.script.rules.threshold("sealed_from").is_met(int(voting[1]))

    async def vote_sealed(self, held: Held) -> None:
        """Everyone there votes as drawn, and the archives are kept once the meeting is concluded."""
        assert self.holders is not None
        chance = self.script.chance("sealed", held.number)
        held.vote = (DrawnVote if held.is_drawn else SealedVote)(self, self.holders, chance)
        self.votes.append(held.vote)
        voters = [self._voter(held, entry) for entry in held.voting]
        rows = [self._rows(held, ballot) for ballot in held.ballots]
        await held.vote.hold(dict(zip(voters, rows, strict=True)))

    def _voter(self, held: Held, entry: int) -> Voter:
        if held.is_drawn:
            return Voter(str(entry))
        seat = next(seat for seat in held.seats if seat.entry == entry)
        return Voter(seat.name, self.letters[entry].to[0] if seat.has_mail else "")

    def _rows(self, held: Held, ballot: str) -> Rows | None:
        """One question: the names in the order of the list, and a last answer that names nobody."""
        answers = [*sorted(held.names, key=int), BLANK]
        return None if ballot == NOT_RETURNED else [[int(answer == ballot) for answer in answers]]
