"""The sink keeps everything it acknowledges, in order, and plays its faults when it was told to."""

import asyncio
import os
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from notifications.mime import build
from notifications.relay import Relay
from notifications.sink import Fault, Mischief, Sink, read_folder, running
from notifications.smtp import Connection, Outcome
from tests.notifications.letters import SENT_AT, letter

FROM, TO, OTHER = "vanphong@sngv.example", "hoa@sngv.example", "nam@sngv.example"
ROOT = Path(__file__).parents[2]


def relay_at(port: int) -> Relay:
    return Relay("127.0.0.1", port, dot_timeout=0.5)


async def deliver(port: int, numbers: range, to: str = TO) -> Counter[Outcome]:
    async with Connection(relay_at(port)) as connection:
        letters = (build(letter(message_id=f"<{number}@x.example>"), SENT_AT) for number in numbers)
        return Counter([(await connection.deliver(raw, FROM, to)).outcome for raw in letters])


async def test_it_keeps_in_order_the_bytes_and_the_envelope_of_every_mail(tmp_path: Path) -> None:
    sinks = [Sink(), Sink(tmp_path)]
    for sink in sinks:
        async with sink:
            await deliver(sink.port, range(7))
        assert [mail.number for mail in sink.mails] == [1, 2, 3, 4, 5, 6, 7]
        assert [mail.header("Message-ID") for mail in sink.mails] == [f"<{number}@x.example>" for number in range(7)]
        assert {(mail.sender, mail.recipients) for mail in sink.mails} == {(FROM, (TO,))}
    assert [mail.raw for mail in sinks[0].mails] == [mail.raw for mail in sinks[1].mails]


async def test_many_senders_at_once_lose_nothing(tmp_path: Path) -> None:
    async with Sink(tmp_path) as sink:
        await asyncio.gather(*(deliver(sink.port, range(ten, ten + 10)) for ten in range(0, 100, 10)))
    assert {mail.header("Message-ID") for mail in sink.mails} == {f"<{number}@x.example>" for number in range(100)}
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"{number:08d}.eml" for number in range(1, 101)]


async def test_a_second_sink_on_the_folder_goes_on_with_the_numbers(tmp_path: Path) -> None:
    for _ in range(2):
        async with Sink(tmp_path) as sink:
            await deliver(sink.port, range(3))
    assert [mail.number for mail in read_folder(tmp_path)] == [1, 2, 3, 4, 5, 6]


async def test_a_mail_that_cannot_be_written_is_not_acknowledged(tmp_path: Path) -> None:
    async with Sink(tmp_path / "mails") as sink:
        (tmp_path / "mails").rmdir()
        assert await deliver(sink.port, range(1)) == {Outcome.DEFERRED: 1}
        (tmp_path / "mails").mkdir()
        assert await deliver(sink.port, range(1)) == {Outcome.SENT: 1}
    assert len(sink.mails) == 1


async def test_mischief_on_the_first_occasions_only() -> None:
    async with Sink(faults=[Mischief(Fault.AFTER_DOT_451, times=3)]) as sink:
        assert await deliver(sink.port, range(10)) == {Outcome.DEFERRED: 3, Outcome.SENT: 7}


async def test_mischief_at_a_rate_is_the_same_for_the_same_seed() -> None:
    kept = []
    for seed in (1, 1, 2):
        async with Sink(faults=[Mischief(Fault.RCPT_452, rate=0.5, seed=seed)]) as sink:
            await deliver(sink.port, range(40))
        kept.append([mail.header("Message-ID") for mail in sink.mails])
    assert kept[0] == kept[1] != kept[2]
    assert 5 < len(kept[0]) < 35


async def test_mischief_for_one_recipient_leaves_the_others_alone() -> None:
    async with Sink(faults=[Mischief(Fault.RCPT_550, recipients=frozenset({OTHER}))]) as sink:
        assert await deliver(sink.port, range(2), OTHER) == {Outcome.BOUNCED: 2}
        assert await deliver(sink.port, range(2)) == {Outcome.SENT: 2}


async def test_greylisting_meets_each_recipient_once() -> None:
    async with Sink(faults=[Mischief(Fault.RCPT_450, times=1, each=True)]) as sink:
        for to in (TO, OTHER):
            assert await deliver(sink.port, range(3), to) == {Outcome.DEFERRED: 1, Outcome.SENT: 2}


async def test_mischief_can_be_changed_while_it_runs() -> None:
    async with Sink(faults=[Mischief(Fault.DATA_554)]) as sink:
        assert await deliver(sink.port, range(1)) == {Outcome.BOUNCED: 1}
        sink.play()
        assert await deliver(sink.port, range(1)) == {Outcome.SENT: 1}


def test_a_fault_before_the_recipient_is_known_cannot_depend_on_it() -> None:
    with pytest.raises(ValueError, match="banner-421"):
        Mischief(Fault.BANNER_421, recipients=frozenset({TO}))


def test_it_runs_in_a_thread_beside_a_program_that_is_not_asynchronous(tmp_path: Path) -> None:
    with running(Sink(tmp_path)) as sink:
        assert asyncio.run(deliver(sink.port, range(2))) == {Outcome.SENT: 2}
    assert len(sink.mails) == 2


def test_it_runs_as_a_process_and_writes_its_port_but_no_address(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "notifications.sink",
        "--folder",
        str(tmp_path),
        "--fault",
        "rcpt-550",
        "--times",
        "1",
    ]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        assert process.stdout
        port = int(process.stdout.readline())
        assert asyncio.run(deliver(port, range(3))) == {Outcome.BOUNCED: 1, Outcome.SENT: 2}
        os.kill(process.pid, signal.SIGTERM)
        assert process.stdout.read() == ""
        assert process.wait() == 0
    assert len(read_folder(tmp_path)) == 2
