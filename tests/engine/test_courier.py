"""The courier: what is due is taken once, what a dead one held goes on, what breaks is asked for again."""

import asyncio
import os
import socket
from datetime import timedelta

import pytest
from sqlmodel import select

from cli.courier import Courier, living_processes
from flows.starting import is_prefect_there
from models import LetterState, Nudge, OutboxMessage, Procedure
from models.store import clock, database
from notifications.sink import Sink
from procedures import nudging
from settings import use
from tests.world import World

DEAD = 2**22 + 1
AT_ANY_HOUR = {"DANCHU_MAIL_PER_MINUTE": "0", "DANCHU_QUIET_FROM": "0", "DANCHU_QUIET_UNTIL": "0"}


def nudge(number: int) -> Nudge:
    with database.reading() as session:
        return session.get_one(Nudge, number)


def test_what_nobody_asked_for_is_not_due(world: World) -> None:
    number = world.opened()
    [due] = nudging.claim("one", 5)
    assert (due.procedure_id, due.orphaned) == (number, False)
    assert nudging.claim("two", 5) == []


def test_a_date_that_has_come_is_due_by_the_moved_clock(world: World) -> None:
    number = world.opened()
    with database.transaction() as session:
        held = session.get_one(Nudge, number)
        held.done = held.asked
        procedure = session.get_one(Procedure, number)
        procedure.next_due = clock.now(session) + timedelta(hours=1)
        session.add_all([held, procedure])
    assert not nudging.is_any_due()
    world.move(minutes=61)
    assert nudging.is_any_due()


def test_a_new_courier_frees_at_once_what_its_dead_predecessor_held(world: World) -> None:
    number = world.opened()
    host = socket.gethostname()
    nudging.beat("dead", host, DEAD, True)
    nudging.claim("dead", 1)
    assert nudging.claim("new", 1) == []
    assert nudging.predecessors(host, living_processes()) == ["dead"]
    [due] = nudging.claim("new", 1)
    assert (due.procedure_id, due.orphaned) == (number, True)


def test_a_living_courier_of_this_host_keeps_what_it_holds(world: World) -> None:
    world.opened()
    nudging.beat("alive", socket.gethostname(), os.getpid(), True)
    nudging.claim("alive", 1)
    assert nudging.predecessors(socket.gethostname(), living_processes()) == []
    assert nudging.claim("new", 1) == []


def test_a_run_that_broke_is_asked_for_again_later_each_time_and_its_trouble_is_known(world: World) -> None:
    number = world.opened()
    rests = []
    for _ in range(3):
        with database.transaction() as session:
            held = session.get_one(Nudge, number)
            held.not_before = None
            session.add(held)
        nudging.claim("one", 1)
        nudging.failed(number, "one", "RuntimeError")
        with database.reading() as session:
            rests.append((session.get_one(Nudge, number).not_before - clock.unmoved(session)).total_seconds())
    assert nudging.claim("one", 1) == []
    assert rests == sorted(rests)
    assert nudge(number).trouble == "RuntimeError"


def test_a_wish_of_a_person_does_not_wait_for_the_rest_after_a_trouble(world: World) -> None:
    number = world.opened()
    nudging.claim("one", 1)
    nudging.failed(number, "one", "RuntimeError")
    nudging.retry(world.operator, number)
    assert [due.procedure_id for due in nudging.claim("one", 1)] == [number]


@pytest.mark.usefixtures("prefect")
@pytest.mark.asyncio(loop_scope="session")
async def test_a_courier_carries_a_resolution_from_the_clerk_to_every_mailbox(world: World) -> None:
    number = world.signed()
    async with Sink() as sink:
        use(
            {
                "DANCHU_SMTP_PORT": str(sink.port),
                "DANCHU_MAIL_PER_MINUTE": "0",
                "DANCHU_QUIET_FROM": "0",
                "DANCHU_QUIET_UNTIL": "0",
            }
        )
        assert await is_prefect_there()
        courier = Courier()
        working = asyncio.ensure_future(courier.work())
        async with asyncio.timeout(90):
            while len([mail for mail in sink.mails if "resolution_circulated" in mail.header("Message-ID")]) < 8:
                await asyncio.wait({working}, timeout=0.2)
        courier.stopping.set()
        await working
    assert nudge(number).done == nudge(number).asked
    with database.reading() as session:
        states = session.exec(select(OutboxMessage.state).where(OutboxMessage.kind == "resolution_circulated")).all()
    assert set(states) == {LetterState.SENT}
