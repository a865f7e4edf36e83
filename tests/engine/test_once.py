"""Whatever runs twice, at once, or after a change of the flow leaves the rows of one."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event

import pytest
from sqlmodel import select

from flows.resolution import resolution
from flows.running import perform, procedure_flow
from flows.steps import resolution as steps
from models import Answer, AnswerChannel, AuditEvent, Procedure, StepRecord
from models.store import database
from notifications import messages
from procedures import engine, log, nudging
from procedures.engine import Outcome, Step
from procedures.resolution import answering, circulation
from procedures.rounds import answers, asking
from tests.world import World

with_prefect = [pytest.mark.usefixtures("prefect"), pytest.mark.asyncio(loop_scope="session")]


def count(table: type) -> int:
    with database.reading() as session:
        return len(session.exec(select(table)).all())


class TestWithPrefect:
    pytestmark = with_prefect

    async def test_two_runs_of_one_procedure_at_once_leave_the_rows_of_one(self, world: World) -> None:
        number = world.signed()
        states = await asyncio.gather(*(resolution(number, return_state=True) for _ in range(3)))
        assert {state.name for state in states} == {"Chờ xác nhận đã đọc"}
        assert len(world.letters("resolution_circulated")) == 8
        assert count(StepRecord) == 3

    async def test_a_step_put_before_one_already_passed_sends_nothing(self, world: World) -> None:
        number = world.signed()
        await resolution(number, return_state=True)

        @procedure_flow("resolution")
        async def with_a_new_step(procedure_id: int) -> Outcome:
            case = await steps.opened(procedure_id)
            await perform(case, Step("announced", "urged_by"), circulation.name_missing)
            await steps.signed(case)
            await steps.circulated(case)
            await steps.closed(case)
            return await steps.reported(case)

        before = count(StepRecord), len(world.letters("resolution_missing"))
        state = await with_a_new_step(number, return_state=True)
        assert state.name == "Chờ xác nhận đã đọc"
        assert (count(StepRecord), len(world.letters("resolution_missing"))) == before

    async def test_a_step_of_a_later_release_does_not_reach_a_procedure_opened_before(self, world: World) -> None:
        number = world.opened()

        @procedure_flow("resolution")
        async def next_release(procedure_id: int) -> Outcome:
            case = await steps.opened(procedure_id)
            await perform(case, Step("announced", "urged_by"), circulation.name_missing, since=2)
            await steps.signed(case)
            return Outcome("all_read")

        await next_release(number, return_state=True)
        assert count(StepRecord) == 1


@pytest.mark.parametrize("threads", [16])
def test_many_presses_of_one_button_are_one_answer(world: World, threads: int) -> None:
    number = world.signed()
    circulation.sign(number)
    circulation.circulate(number)
    token = world.token(world.entries(number)[0])
    with ThreadPoolExecutor(threads) as pool:
        receipts = list(pool.map(answering.acknowledge, [token] * 100))
    assert len(set(receipts)) == 1
    assert count(Answer) == 1
    assert len(world.letters("answer_recorded")) == 1


@pytest.mark.parametrize("verb", [circulation.sign, circulation.circulate, circulation.close, circulation.report])
def test_a_verb_done_by_four_at_once_is_done_once(world: World, verb) -> None:
    number = world.signed()
    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(verb, [number] * 4))
    assert len(set(outcomes)) == 1
    assert count(StepRecord) == 2


def test_a_wish_made_while_a_run_goes_on_is_not_lost(world: World) -> None:
    number = world.opened()
    seen = engine.begin_run(number)
    world.sign(number)
    engine.settle_run(seen, engine.Waiting("signature"))
    with database.reading() as session:
        nudge = session.get_one(engine.Nudge, number)
        assert nudge.asked > nudge.done


def test_a_late_run_does_not_undo_what_a_later_one_settled(world: World) -> None:
    number = world.opened()
    slow = engine.begin_run(number)
    world.sign(number)
    until = world.now() + timedelta(days=1)
    engine.settle_run(engine.begin_run(number), engine.Waiting("answers", until))
    engine.settle_run(slow, engine.Waiting("signature"))
    with database.reading() as session:
        assert session.get_one(Procedure, number).next_due == until


def test_a_procedure_that_has_ended_runs_again_when_something_of_it_is_due(world: World) -> None:
    number, at = world.opened(), world.now() + timedelta(days=1)
    engine.settle_run(engine.begin_run(number), None, at)
    assert not nudging.is_any_due()
    world.move(days=1)
    assert nudging.is_any_due()


def test_the_log_is_one_unbroken_chain_after_many_hands_wrote_at_once(world: World) -> None:
    number = world.signed()
    circulation.sign(number)
    circulation.circulate(number)
    tokens = [world.token(entry) for entry in world.entries(number)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(answering.acknowledge, tokens))
    with database.reading() as session:
        assert log.verify(session) is None
        assert len(session.exec(select(AuditEvent).where(AuditEvent.name == "Acknowledged")).all()) == 8


def test_a_close_waits_for_the_answer_that_was_taken_in_time(world: World) -> None:
    number = world.signed(timedelta(days=5))
    circulation.sign(number)
    circulation.circulate(number)
    world.acknowledge(number, 7)
    last = world.entries(number)[7]
    with ThreadPoolExecutor(1) as closer:
        with database.transaction() as session:
            round_ = asking.round_held(session, number)
            answers.check_open(session, round_)
            closing = closer.submit(circulation.close, number)
            answers.keep(session, round_, [last], answering.READ, AnswerChannel.LINK)
        assert closing.result(60) == "all_read"


def test_an_answer_does_not_wait_for_the_close_that_waits_for_it(postgresql: None) -> None:
    world = World()
    number = world.signed(timedelta(days=5))
    circulation.sign(number)
    circulation.circulate(number)
    last, is_held = world.entries(number)[7], Event()

    def close() -> str:
        with database.transaction() as session:
            engine.lock(session, number)
            is_held.set()
            return asking.round_held(session, number, to_close=True).mode.value

    with ThreadPoolExecutor(1) as closer:
        with database.transaction() as session:
            round_ = asking.round_held(session, number)
            closing = closer.submit(close)
            assert is_held.wait(60)
            kept = answers.keep(session, round_, [last], answering.READ, AnswerChannel.LINK)[0]
            messages.answer_recorded(session, number, [(last, kept.answer_id)])
        assert closing.result(60) == "named"
    database.engine().dispose()
