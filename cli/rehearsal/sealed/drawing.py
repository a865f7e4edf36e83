"""A sealed round of a rehearsal whose codes are drawn in the hall: a holder makes slips, two tellers count them."""

from collections.abc import Mapping

from cli.rehearsal.sealed.voting import SealedVote, Voter
from models import Account, KeyHolder
from models.store.database import reading


class DrawnVote(SealedVote):
    """Its codes are on slips that nobody's name is on; `voters` counts those that were made, the spare ones too."""

    slips: list[str]

    async def give_codes(self, people: int) -> None:
        """The holder who was asked makes the slips; everyone there draws one, and two tellers write how many."""
        await self.play.scene("slips")
        self.slips = await self.holders.make_slips(self.uuid, self._maker())
        self.chance.shuffle(self.slips)
        for address in self.holders.addresses[:2]:
            teller = await (await self.play.signed_in(address)).open(self.page)
            await teller.press("Ghi số phiếu đã phát", slips=str(people))

    def _maker(self) -> str:
        with reading() as session:
            holder = session.get_one(KeyHolder, self.sealed.slip_maker_id)
            return session.get_one(Account, holder.account_id).email

    async def open(self) -> None:
        """HR asks, the union signs; the archive begins with as many credentials as slips."""
        await super().open()
        self.voters = len(self.slips)

    async def _codes(self, choices: Mapping[Voter, object]) -> dict[Voter, str]:
        return dict(zip(choices, self.slips, strict=False))
