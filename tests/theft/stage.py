"""Sealed rounds of 28 on real parts, one seed each: the same agency up to the ballots, all that follows made anew."""

import asyncio
import logging
import random
import shutil
import sqlite3
from collections.abc import Callable, Generator
from contextlib import closing as shutting
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import structlog

import settings
from ballots.ballot import tracker
from models import Position, VoterCredential
from models.store import database
from notifications.compose import compose
from notifications.outbox import Deliverer
from notifications.relay import Relay
from notifications.sink import Sink
from procedures import bodies
from procedures.sealed import closing, opening
from tests import databases
from tests.appointment.appointing import member
from tests.sealed.sealing import Sealed28
from tests.world import World
from web.edge import masking

VOTERS, STAFF, OPTIONS = 28, 33, 3
DAYS = timedelta(days=2)


@dataclass(frozen=True)
class Ballot:
    """What a planted leak gets to see of a ballot, as a browser or a careless server would."""

    database: Path
    tracker: str
    option: int
    said: str


Leak = Callable[[Ballot], None]
Walk = Callable[[int], object]


def nothing(_: Ballot) -> None:
    """The product as it is."""


@dataclass
class Played:
    """A closed and opened round: the folder of what is kept of it, and what each voter (by roll entry) chose last."""

    folder: Path
    uuid: str
    truth: dict[int, int]
    secrets: list[str] = field(default_factory=list[str])


class Stage:
    """The agency with keys made and everyone in the hall, kept as a folder from which each round starts.

    `walk` carries a procedure on, as a run of its flow does; `prefect` is Prefect's database where it is a real run.
    """

    def __init__(self, folder: Path, walk: Walk = closing.carry_on, prefect: Path | None = None) -> None:
        self.folder, self.walk, self.prefect = folder, walk, prefect
        first = folder / "first"
        first.mkdir(parents=True)
        databases.fresh("sqlite", first)
        self.case = Sealed28(people=VOTERS, world=_agency())
        self.case.make_keys()
        self.case.hold_sealed()
        assert len(self.case.there()) == VOTERS
        database.engine().dispose()

    def play(self, seed: int, leak: Leak = nothing) -> Played:
        """One round; the draw says who votes for what, in which order, who abstains and who votes twice."""
        folder = self.folder / str(seed)
        shutil.copytree(self.folder / "first", folder / "kept")
        never_quiet = {"DANCHU_QUIET_FROM": "7", "DANCHU_QUIET_UNTIL": "7", "DANCHU_MAIL_PER_MINUTE": "0"}
        settings.use({"DANCHU_DATA_DIR": str(folder / "kept"), "DANCHU_DATABASE_URL": "", **never_quiet})
        with _logging_to(folder / "kept" / "web.log"):
            played = self._played(folder, random.Random(seed), leak)
            self._copy_of_all(folder / "kept", folder / "end")
            database.engine().dispose()
        return played

    def _played(self, folder: Path, drawn: random.Random, leak: Leak) -> Played:
        case, kept = self.case, folder / "kept"
        case.prepare_round(DAYS)
        case.agree()
        case.sign_opening()
        opening.let_vote(case.sealed_id)
        _deliver(kept)
        voters = case.voters()
        secrets = [case.code(voter) for voter in voters]
        truth = self._vote(voters, drawn, leak, kept, folder)
        case.world.move(days=2, minutes=1)
        self.walk(case.number)
        _deliver(kept)
        case.wait_for_objections()
        assert case.open_with(1, 3)[-1].json() == {"opened": True}
        self.walk(case.number)
        _deliver(kept)
        return Played(folder, case.uuid, truth, secrets)

    def _vote(
        self, voters: list[VoterCredential], drawn: random.Random, leak: Leak, kept: Path, folder: Path
    ) -> dict[int, int]:
        weights = drawn.sample((5, 3, 2), OPTIONS)
        voting = drawn.sample(voters, VOTERS - drawn.randrange(4))
        voting += drawn.sample(voting, 3)
        truth: dict[int, int] = {}
        for at, voter in enumerate(voting):
            option = drawn.choices(range(OPTIONS), weights)[0]
            raw = self.case.ballot(voter, option)
            assert self.case.cast(raw).status_code == 200
            truth[voter.roll_entry_id or 0] = option
            said = self.case.sealed.questions[0]["answers"][option]
            leak(Ballot(kept / "danchu.db", tracker(raw), option, said))
            if at % 7 == 0:
                self.case.world.move(minutes=drawn.randrange(20, 200))
                self.walk(self.case.number)
                _deliver(kept)
            if at == VOTERS // 2:
                self._copy_of_all(kept, folder / "middle")
        return truth

    def _copy_of_all(self, kept: Path, to: Path) -> None:
        """All files as they lie there, journals too, and backups as SQLite makes them."""
        shutil.copytree(kept, to)
        _back_up(kept / "danchu.db", to / "backup.db")
        if self.prefect:
            _back_up(self.prefect, to / "prefect.db")


def _back_up(database_: Path, to: Path) -> None:
    with shutting(sqlite3.connect(database_)) as live, shutting(sqlite3.connect(to)) as copy:
        live.backup(copy)


def flow_run(procedure_id: int) -> None:
    """One run of the flow, on the Prefect server that the environment names."""
    from flows.appointment import appointment  # Prefect reads its environment when it is imported

    asyncio.run(appointment(procedure_id, return_state=True))  # pyright: ignore


def _agency() -> World:
    """More than 28 who are summoned to the meeting of key cadres."""
    world = World(people=STAFF)
    for place in range(9, STAFF):
        bodies.set_positions(world.hr, member(place), [Position.UNIT_DEPUTY_HEAD])
    return world


def _deliver(kept: Path) -> None:
    """What is due goes to the relay, whose spool is kept."""

    async def deliver() -> None:
        async with Sink(kept / "mail") as sink:
            await Deliverer("theft", compose, Relay("127.0.0.1", sink.port)).deliver_due()

    asyncio.run(deliver())


@contextmanager
def _logging_to(path: Path) -> Generator[None]:
    """Logs as `danchu web` does, into a file."""
    root = logging.getLogger()
    before, level, told = root.handlers, root.level, structlog.get_config()
    masking.configure()
    handler = logging.FileHandler(path, encoding="utf-8")
    handler.addFilter(masking.MaskingFilter())
    root.handlers = [handler]
    try:
        yield
    finally:
        handler.close()
        root.handlers = before
        root.setLevel(level)
        structlog.configure(**told)
