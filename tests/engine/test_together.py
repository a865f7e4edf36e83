"""Answers that arrive at the same moment share a transaction, and each gets what it would have got alone."""

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlmodel import select

from models import Answer, AuditEvent, OutboxMessage
from models.store import clock, database
from notifications import links
from procedures import log
from procedures.refusal import Refusal
from procedures.resolution import answering, circulation
from procedures.rounds import answers
from procedures.together import MOST, Together
from tests.world import World


class Counter:
    """Does what is asked while `gate` is open: doubles numbers, refuses odd ones, and breaks on those of `poison`."""

    def __init__(self, *poison: int) -> None:
        self.poison, self.calls, self.gate = poison, [], threading.Event()
        self.begun = threading.Event()

    def __call__(self, asked: Sequence[int]) -> list[int | Exception]:
        self.begun.set()
        self.gate.wait(20)
        self.calls.append(list(asked))
        if set(asked) & set(self.poison):
            raise ArithmeticError
        return [Refusal("odd") if number % 2 else 2 * number for number in asked]


def ask_at_once(counter: Counter, numbers: Sequence[int]) -> list[int | str]:
    """What each of so many threads is told; the first has the turn until all the others wait."""
    together = Together(counter, "counting")

    def ask(number: int) -> int | str:
        try:
            return together.ask(number)
        except (Refusal, ArithmeticError) as error:
            return type(error).__name__

    with ThreadPoolExecutor(len(numbers)) as pool:
        first = pool.submit(ask, numbers[0])
        assert counter.begun.wait(20)
        others = [pool.submit(ask, number) for number in numbers[1:]]
        while len(together._waiting) < len(others):
            threading.Event().wait(0.001)
        counter.gate.set()
        return [each.result() for each in (first, *others)]


def test_those_who_come_meanwhile_are_served_together_and_each_hears_the_own_outcome() -> None:
    counter = Counter()
    assert ask_at_once(counter, range(30)) == ["Refusal" if number % 2 else 2 * number for number in range(30)]
    assert [len(call) for call in counter.calls] == [1, 29]


def test_so_many_go_together_at_most() -> None:
    counter = Counter()
    ask_at_once(counter, range(2 * MOST + 11))
    assert [len(call) for call in counter.calls] == [1, MOST, MOST, 10]


def test_one_that_cannot_be_done_stops_no_other() -> None:
    counter = Counter(4)
    told = ask_at_once(counter, range(0, 20, 2))
    assert told == [0, 4, "ArithmeticError", *range(12, 40, 4)]
    assert [len(call) for call in counter.calls] == [1, 9, *[1] * 9]


@pytest.fixture
def sent(world: World) -> int:
    number = world.signed()
    circulation.sign(number)
    circulation.circulate(number)
    return number


def acknowledge_all(tokens: Sequence[str]) -> list[str]:
    """What each is told by one call: the receipt's code, or the key of the refusal."""
    told = answering._acknowledge(tokens)
    return [each.code if isinstance(each, answers.Receipt) else each.key for each in told]


def test_in_one_batch_each_link_gets_its_receipt_or_its_refusal(world: World, sent: int) -> None:
    first, second, third, *_ = world.entries(sent)
    tokens = [world.token(entry) for entry in (first, second)]
    code = answering.acknowledge(tokens[1]).code
    void = links.token(third.id or 0, third.link_version + 1)
    told = acknowledge_all([tokens[0], tokens[1], tokens[0], void, "no-link", f"99999-{'0' * 32}"])
    assert told == [answers.receipt_code(1, first.id or 0), code, told[0], *["link_unknown"] * 3]
    assert len(world.letters("answer_recorded")) == 2


def test_a_batch_that_spans_two_resolutions_asks_the_deadline_of_each(world: World, sent: int) -> None:
    other = world.signed()
    circulation.sign(other)
    circulation.circulate(other)
    circulation.close(sent)
    mine, theirs = world.entries(sent)[0], world.entries(other)[0]
    told = acknowledge_all([world.token(mine), world.token(theirs)])
    assert told == ["round_closed", answers.receipt_code(2, theirs.id or 0)]


def test_each_answer_of_a_batch_has_its_notice_and_its_event_in_the_chain(world: World, sent: int) -> None:
    acknowledge_all([world.token(entry) for entry in world.entries(sent)])
    with database.reading() as session:
        kept = session.exec(select(Answer)).all()
        assert {each.facts["answer_id"] for each in world.letters("answer_recorded")} == {each.id for each in kept}
        assert len(kept) == 8
        events = session.exec(select(AuditEvent).where(AuditEvent.name == "Acknowledged")).all()
        assert {event.actor for event in events} == {f"entry:{entry.id}" for entry in world.entries(sent)}
        assert log.verify(session) is None


def test_an_answer_that_the_database_refuses_takes_no_other_with_it(world: World, sent: int) -> None:
    entries = world.entries(sent)
    spoilt = entries[3]
    with database.transaction() as session:
        session.add(
            OutboxMessage(
                message_id=links.message_id("answer_recorded", sent, f"entry:{spoilt.id}", 1),
                kind="answer_recorded",
                queued_at=clock.now(session),
                not_before=clock.now(session),
            )
        )

    def press(token: str) -> str:
        try:
            return answering.acknowledge(token).code
        except Exception as error:
            return type(error).__name__

    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(press, [world.token(entry) for entry in entries]))
    assert told[3] == "IntegrityError"
    with database.reading() as session:
        answered = {each.roll_entry_id for each in session.exec(select(Answer)).all()}
        assert answered == {entry.id for entry in entries if entry is not spoilt}
        assert log.verify(session) is None
