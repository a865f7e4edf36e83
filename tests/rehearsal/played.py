"""A rehearsal's play on a world that stands: its people are signed in, and what is due is done without Prefect."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from cli.demo.serving import environment
from cli.rehearsal.browser import Browser, Log, Phones
from cli.rehearsal.play import Play
from cli.rehearsal.post import Post
from models import Role
from notifications.compose import compose
from notifications.outbox import Deliverer
from notifications.sink import Sink
from procedures.sealed import closing
from settings import use
from tests.sealed.sealing import Sealing
from tests.two_people import strong
from tests.web.browser import SEEN, SESSION
from tests.web.server import served


class Played(Play):
    """A play whose people are signed in already, on a world that stands."""

    def __init__(self, case: Sealing, base: str, folder: Path) -> None:
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


@asynccontextmanager
async def on_stage(case: Sealing, folder: Path) -> AsyncIterator[Played]:
    """The product's pages are served, and mail goes to a folder."""
    with served() as base:
        async with Sink(folder / "mail") as sink:
            mail = environment(folder, 0, 0, sink.port)
            use({name: value for name, value in mail.items() if "SMTP" in name or "MAIL" in name or "QUIET" in name})
            yield Played(case, base, folder)
