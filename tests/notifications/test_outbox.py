"""Every letter that is wanted goes out, once, whatever the relay, the hour and other couriers do."""

import asyncio
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from itertools import product

import pytest
from sqlmodel import Session

from models import LetterState, OutboxMessage
from models.store import database
from notifications.letter import Letter
from notifications.outbox import Deliverer, free_leases
from notifications.outbox.claiming import claim, look
from notifications.outbox.settling import Attempt, settle
from notifications.sink import Fault, Mischief, Sink
from notifications.smtp import Delivery, Outcome, Phase
from tests.notifications import queue
from tests.notifications.queue import address, compose, fill, kept, message_id, relay_of, row, states

Change = Callable[..., None]
SENT, QUEUED, SENDING = LetterState.SENT, LetterState.QUEUED, LetterState.SENDING
DEFERRED, BOUNCED, UNKNOWN = LetterState.DEFERRED, LetterState.BOUNCED, LetterState.UNKNOWN
CANCELLED = LetterState.CANCELLED
LEASE = timedelta(minutes=5)


async def deliver(sink: Sink, compose: Callable[..., Letter | None] = compose, owner: str = "one") -> int:
    return await Deliverer(owner, compose, relay_of(sink)).deliver_due()


async def test_each_due_letter_goes_once_and_the_relay_s_answer_is_kept(outbox: Change) -> None:
    fill(range(25))
    async with Sink() as sink:
        assert await deliver(sink) == 25
        assert await deliver(sink) == 0
    assert kept(sink) == [(message_id(each), address(each)) for each in range(25)]
    first = row(0)
    assert (first.state, first.attempts, first.last_phase, first.last_code) == (SENT, 1, "after_dot", 250)
    assert first.settled_at is not None
    assert first.lease_owner is None


async def test_a_letter_whose_time_has_not_come_waits(outbox: Change) -> None:
    fill([1], not_before=queue.unmoved() + timedelta(hours=1))
    async with Sink() as sink:
        assert await deliver(sink) == 0
    assert states() == [QUEUED]


async def test_a_letter_that_nobody_wants_any_more_is_cancelled_when_it_is_claimed(outbox: Change) -> None:
    fill(range(4))

    def unless_answered(session: Session, message: OutboxMessage) -> Letter | None:
        return compose(session, message) if message.number % 2 else None

    async with Sink() as sink:
        assert await deliver(sink, unless_answered) == 4
    assert states() == [CANCELLED, SENT, CANCELLED, SENT]
    assert len(sink.mails) == 2
    assert row(0).settled_at is not None


async def test_a_letter_that_cannot_be_written_is_put_off_and_holds_up_no_other(outbox: Change) -> None:
    fill(range(3))

    def broken_once(session: Session, message: OutboxMessage) -> Letter | None:
        if message.number == 1:
            raise KeyError("no such template")
        return compose(session, message)

    async with Sink() as sink:
        await deliver(sink, broken_once)
    assert states() == [SENT, DEFERRED, SENT]
    assert (row(1).last_phase, row(1).last_reply, row(1).attempts) == ("compose", "KeyError", 1)
    assert row(1).not_before > queue.unmoved()


async def test_an_impossible_address_bounces_without_a_relay(outbox: Change) -> None:
    fill([1])
    async with Sink() as sink:
        await deliver(sink, lambda _, message: queue.letter(message_id=message.message_id, to_address="hoa@"))
    assert (row().state, row().last_phase, row().last_reply) == (BOUNCED, "compose", "To: malformed address")
    assert sink.mails == []


FAULTS = [
    # fault, state, attempts, unknown attempts, minutes until the next attempt
    (Fault.REFUSED, DEFERRED, 0, 0, 1),
    (Fault.RESET, DEFERRED, 0, 0, 1),
    (Fault.BANNER_HANG, DEFERRED, 0, 0, 1),
    (Fault.BANNER_421, DEFERRED, 0, 0, 1),
    (Fault.MAIL_450, DEFERRED, 0, 0, 1),
    (Fault.RCPT_450, DEFERRED, 1, 0, 5),
    (Fault.RCPT_452, DEFERRED, 1, 0, 5),
    (Fault.RCPT_550, BOUNCED, 1, 0, 0),
    (Fault.DROP_AT_RCPT, DEFERRED, 1, 0, 1),
    (Fault.DATA_554, BOUNCED, 1, 0, 0),
    (Fault.DROP_MID_DATA, DEFERRED, 1, 0, 1),
    (Fault.AFTER_DOT_451, DEFERRED, 1, 0, 5),
    (Fault.AFTER_DOT_552, BOUNCED, 1, 0, 0),
    (Fault.DROP_AFTER_DOT, DEFERRED, 1, 1, 1),
    (Fault.HANG_AFTER_DOT, DEFERRED, 1, 1, 1),
    (Fault.DROP_AT_QUIT, SENT, 1, 0, 0),
]


@pytest.mark.parametrize(("fault", "state", "attempts", "unknown", "minutes"), FAULTS)
async def test_each_fault_leaves_the_letter_in_its_state(
    outbox: Change, fault: Fault, state: LetterState, attempts: int, unknown: int, minutes: int
) -> None:
    fill([1])
    hangs = {"connect_timeout": 0.5} if fault is Fault.BANNER_HANG else {"dot_timeout": 0.5}
    begun = queue.unmoved()
    async with Sink(faults=[Mischief(fault)]) as sink:
        await Deliverer("one", compose, relay_of(sink, **hangs)).deliver_due()
    letter = row()
    assert (letter.state, letter.attempts, letter.unknown_attempts) == (state, attempts, unknown)
    assert (letter.settled_at is None) == (state is DEFERRED)
    assert letter.lease_owner is None
    if state is DEFERRED:
        assert letter.not_before >= begun + timedelta(minutes=minutes)


@pytest.mark.parametrize("fault", [fault for fault, state, *_ in FAULTS if state is DEFERRED])
async def test_a_fault_that_passes_loses_no_letter(outbox: Change, fault: Fault) -> None:
    fill(range(3))
    hangs = {"connect_timeout": 0.5} if fault is Fault.BANNER_HANG else {"dot_timeout": 0.5}
    async with Sink(faults=[Mischief(fault, times=2)]) as sink:
        for _ in range(3):
            await Deliverer("one", compose, relay_of(sink, **hangs)).deliver_due()
            queue.make_due()
    assert states() == [SENT, SENT, SENT]
    assert {each for each, _ in kept(sink)} == {message_id(each) for each in range(3)}


async def test_a_letter_that_the_relay_may_have_is_tried_once_more_with_its_message_id(outbox: Change) -> None:
    fill([1])
    async with Sink(faults=[Mischief(Fault.DROP_AFTER_DOT)]) as sink:
        for _ in range(4):
            await deliver(sink)
            queue.make_due()
    assert kept(sink) == [(message_id(1), address(1))] * 2
    assert (row().state, row().unknown_attempts) == (UNKNOWN, 2)
    assert row().settled_at is not None


async def test_a_letter_refused_for_a_day_is_given_up(outbox: Change) -> None:
    fill([1])
    async with Sink(faults=[Mischief(Fault.RCPT_450)]) as sink:
        for _ in range(40):
            await deliver(sink)
            queue.make_due()
    assert (row().state, row().last_code) == (BOUNCED, 450)
    assert 25 <= row().attempts <= 28


async def test_a_relay_that_is_away_is_probed_with_one_letter_and_forgives_all(outbox: Change) -> None:
    fill(range(30))
    async with Sink(faults=[Mischief(Fault.BANNER_421)]) as sink:
        courier = Deliverer("one", compose, relay_of(sink))
        await courier.deliver_due()
        assert sink.connections == 1
        assert Counter(states()) == {QUEUED: 29, DEFERRED: 1}
        assert {each.attempts for each in queue.rows()} == {0}
        sink.play()
        assert await courier.deliver_due() == 0
        queue.make_due()
        assert await deliver(sink) == 30
    assert set(states()) == {SENT}


async def test_at_night_only_sign_in_codes_go(outbox: Change) -> None:
    outbox(quiet_from=20, quiet_until=7)
    fill([1])
    fill([2], urgent=True)
    async with Sink() as sink:
        for hour in (20, 23, 3, 6):
            queue.set_hour(hour)
            await deliver(sink)
        assert states() == [QUEUED, SENT]
        queue.set_hour(7)
        await deliver(sink)
    assert states() == [SENT, SENT]


async def test_so_many_ordinary_letters_go_in_a_minute_and_codes_do_not_count(outbox: Change) -> None:
    outbox(mail_per_minute=12, mail_connections=3)
    fill(range(20))
    fill(range(20, 24), urgent=True)
    async with Sink() as sink:
        courier = Deliverer("one", compose, relay_of(sink))
        assert await courier.deliver_due() == 16
        assert await courier.deliver_due() == 0
    assert Counter(states()) == {SENT: 16, QUEUED: 8}
    assert {each.state for each in queue.rows() if each.urgent} == {SENT}


async def test_cancelled_letters_use_up_none_of_the_minute(outbox: Change) -> None:
    outbox(mail_per_minute=5)
    fill(range(10))
    async with Sink() as sink:
        await deliver(sink, lambda session, message: compose(session, message) if message.number >= 5 else None)
    assert states() == [CANCELLED] * 5 + [SENT] * 5


async def test_letters_that_wait_longest_go_first_and_retries_before_new_ones(outbox: Change) -> None:
    now = queue.unmoved()
    fill([1], not_before=now - timedelta(minutes=1))
    fill([2], not_before=now - timedelta(minutes=3))
    fill([3], not_before=now, state=DEFERRED, attempts=1)
    async with Sink() as sink:
        await deliver(sink)
    assert [to for _, to in kept(sink)] == [address(3), address(2), address(1)]


async def test_a_live_lease_is_left_alone_and_a_lapsed_one_is_taken_over(outbox: Change) -> None:
    fill([1], state=SENDING, lease_owner="dead", lease_until=queue.unmoved() + LEASE)
    async with Sink() as sink:
        assert await deliver(sink) == 0
        queue.make_due()
        assert await deliver(sink) == 1
    assert (row().state, kept(sink)) == (SENT, [(message_id(1), address(1))])


async def test_what_a_dead_courier_held_can_be_freed_at_once(outbox: Change) -> None:
    fill([1], state=SENDING, lease_owner="dead", lease_until=queue.unmoved() + LEASE)
    fill([2], state=SENDING, lease_owner="alive", lease_until=queue.unmoved() + LEASE)
    free_leases("dead")
    assert states() == [QUEUED, SENDING]


def test_a_courier_that_lost_its_lease_changes_nothing(outbox: Change) -> None:
    fill([1])
    (late,) = claim("late", compose, 1, timedelta(seconds=-1)).ready
    (current,) = claim("current", compose, 1, LEASE).ready
    settle("late", [Attempt(late, Delivery(Outcome.BOUNCED, Phase.RCPT, 550))])
    assert (row().state, row().lease_owner) == (SENDING, "current")
    settle("current", [Attempt(current, Delivery(Outcome.SENT, Phase.AFTER_DOT, 250))])
    assert row().state is SENT


async def test_several_couriers_at_once_send_each_letter_once(outbox: Change) -> None:
    outbox(mail_connections=2)
    fill(range(80))
    async with Sink() as sink:
        couriers = [Deliverer(f"courier {each}", compose, relay_of(sink)) for each in range(3)]
        await asyncio.gather(*(courier.deliver_due() for courier in couriers))
    assert Counter(kept(sink)) == {(message_id(each), address(each)): 1 for each in range(80)}
    assert set(states()) == {SENT}


async def test_a_courier_told_to_stop_finishes_the_letter_and_hands_back_the_rest(outbox: Change) -> None:
    fill(range(9))
    stopping = asyncio.Event()
    async with Sink() as sink, asyncio.timeout(20):
        courier = asyncio.create_task(Deliverer("one", compose, relay_of(sink)).work(stopping))
        await sink.arrived(1)
        stopping.set()
        await courier
    assert Counter(states()) == {SENT: len(sink.mails), QUEUED: 9 - len(sink.mails)}
    assert len(sink.mails) < 9
    assert {each.lease_owner for each in queue.rows()} == {None}


async def test_a_working_courier_takes_up_what_is_queued_later(outbox: Change) -> None:
    stopping = asyncio.Event()
    async with Sink() as sink, asyncio.timeout(20), asyncio.TaskGroup() as group:
        group.create_task(Deliverer("one", compose, relay_of(sink)).work(stopping))
        await asyncio.to_thread(fill, [1])
        await sink.arrived(1)
        stopping.set()
    assert states() == [SENT]


async def test_one_hanging_letter_does_not_keep_a_sign_in_code_waiting(outbox: Change) -> None:
    fill([1])
    stopping, slow = asyncio.Event(), Mischief(Fault.HANG_AFTER_DOT, recipients=frozenset({address(1)}))
    async with Sink(faults=[slow]) as sink, asyncio.timeout(20), asyncio.TaskGroup() as group:
        group.create_task(Deliverer("one", compose, relay_of(sink)).work(stopping))
        await sink.arrived(1)
        await asyncio.to_thread(fill, [2], urgent=True)
        await sink.arrived(2)
        assert row(1).state is SENDING
        stopping.set()
        await sink.stop()
    assert states() == [DEFERRED, SENT]


def test_a_look_sees_what_a_claim_would_take(outbox: Change) -> None:
    times = [(-1, None), (1, None), (-1, -1), (1, -1), (-1, 1)]
    for number, (state, urgent, (minutes, leased)) in enumerate(product(LetterState, (False, True), times)):
        now = queue.unmoved()
        lease = now + timedelta(minutes=leased) if leased else None
        fill([number], state=state, urgent=urgent, not_before=now + timedelta(minutes=minutes), lease_until=lease)
        seen = look()
        assert seen == tuple(bool(claim("one", compose, 1, LEASE, each)) for each in (False, True)), (state, minutes)
        with database.engine().begin() as connection:
            connection.exec_driver_sql("DELETE FROM outbox_message")


def test_a_look_at_night_sees_no_ordinary_letter(outbox: Change) -> None:
    outbox(quiet_from=20, quiet_until=7)
    fill([1])
    queue.set_hour(23)
    assert look() == (False, False)
    queue.set_hour(8)
    assert look() == (True, False)
