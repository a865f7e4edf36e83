"""The sealed round of a rehearsal, played on the product's own pages and letters, without Prefect."""

import asyncio
import io
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from ballots.verify import verify
from cli.demo.serving import environment
from cli.rehearsal.browser import Browser, Log, Phones
from cli.rehearsal.play import Play
from cli.rehearsal.post import Post
from cli.rehearsal.sealed.holders import Holders
from cli.rehearsal.sealed.voting import Rows, SealedVote, Voter
from models import Role
from notifications.compose import compose
from notifications.outbox import Deliverer
from notifications.sink import Sink
from procedures.sealed import closing, publishing
from settings import use
from tests.meeting_world import WITHOUT_MAIL
from tests.sealed.sealing import Sealed28
from tests.two_people import strong
from tests.web.browser import SEEN, SESSION
from tests.web.server import served


class Gathered(Sealed28):
    """A sealed meeting whose attendance is closed; one of those there has no mail."""

    def there(self) -> list[int]:
        return [WITHOUT_MAIL, *super().there()[: self.people - 1]]


class Played(Play):
    """A play whose people are signed in already, on a world that stands."""

    def __init__(self, case: Gathered, base: str, folder: Path) -> None:
        self.case, self.out = case, folder
        self.stage: Any = SimpleNamespace(base=base, folder=folder)
        self.log, self.post, self.phones = Log(), Post(folder / "mail"), Phones()
        self.procedure = case.number
        people = {Role.HR: case.world.hr, Role.UNION: case.union}
        self.cast: Any = SimpleNamespace(holder=lambda role: SimpleNamespace(email=people[role].email))
        self.people = {actor.email: actor for actor in (*people.values(), case.teller)}

    async def scene(self, name: str) -> None:
        """Nothing is told."""

    async def desk(self, role: Role) -> Browser:
        return await self.signed_in(self.cast.holder(role).email)

    async def signed_in(self, email: str) -> Browser:
        held = self.case.browser.sign_in(strong(self.people[email]))
        browser = Browser(self.stage.base, self.log)
        for name in (SESSION, SEEN):
            browser.client.cookies.set(name, held.cookies.get(name) or "")
        return browser


@asynccontextmanager
async def carried_on(number: int) -> AsyncIterator[None]:
    """What is due is done, and letters go, as the courier would have it."""

    async def carry_on() -> None:
        while True:
            await asyncio.to_thread(closing.carry_on, number)
            await Deliverer("test", compose).deliver_due()
            await asyncio.sleep(0.2)

    running = asyncio.ensure_future(carry_on())
    try:
        yield
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running


async def test_holders_and_voters_play_a_round_to_the_result_of_their_own_ballots(sqlite: None, tmp_path: Path) -> None:
    case = Gathered()
    with served() as base:
        async with Sink(tmp_path / "mail") as sink:
            mail = environment(tmp_path, 0, 0, sink.port)
            use({name: value for name, value in mail.items() if "SMTP" in name or "MAIL" in name or "QUIET" in name})
            play = Played(case, base, tmp_path)
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
