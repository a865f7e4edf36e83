"""The sealed round of a rehearsal, played on the product's own pages and letters, without Prefect."""

import asyncio
import io
import random
from pathlib import Path

from ballots.verify import verify
from cli.rehearsal.sealed.holders import Holders
from cli.rehearsal.sealed.voting import Rows, SealedVote, Voter
from procedures.sealed import publishing
from tests.meeting_world import WITHOUT_MAIL
from tests.rehearsal.played import carried_on, on_stage
from tests.sealed.sealing import Sealed28


class Gathered(Sealed28):
    """A sealed meeting whose attendance is closed; one of those there has no mail."""

    def there(self) -> list[int]:
        return [WITHOUT_MAIL, *super().there()[: self.people - 1]]


async def test_holders_and_voters_play_a_round_to_the_result_of_their_own_ballots(sqlite: None, tmp_path: Path) -> None:
    case = Gathered()
    async with on_stage(case, tmp_path) as play:
        holders = Holders(play, [case.teller.email, case.union.email, case.inspector.email])
        async with carried_on(case.number):
            await holders.make_keys()
            await asyncio.to_thread(case.hold_sealed)
            vote = SealedVote(play, holders, random.Random(4))
            await vote.hold(choices(case))
    assert vote.revoted
    assert vote.absent_holder in holders.addresses
    archive = b"".join(publishing.file(vote.sealed, vote.sealed.height))
    report = verify(io.BytesIO(archive), roll=9, head_at_close=vote.head_at_close, stage="result")
    assert (report.counted, report.result) == (len(vote.cast), vote.result) == (8, vote.result)


def choices(case: Gathered) -> dict[Voter, Rows | None]:
    """Everyone there votes but the last."""
    there = [entry for attendee, entry in case.attendees() if attendee.present_at and attendee.has_vote]
    voters = [Voter(entry.full_name, entry.email or "") for entry in there]
    drawn = [[[int(place == number % 3) for place in range(3)]] for number in range(len(voters) - 1)]
    return dict(zip(voters, [*drawn, None], strict=True))
