"""Each fault of a relay ends in the right outcome, over real sockets."""

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from notifications.mime import build
from notifications.relay import Relay, Security
from notifications.sink import Fault, Mischief, Sink
from notifications.smtp import GREYLIST_WAIT, Connection, Delivery, Outcome, Phase
from tests.notifications.letters import SENT_AT, letter
from tests.notifications.relays import certificate, guarded, scripted

RAW = build(letter(), SENT_AT)
FROM, TO, OTHER = "vanphong@sngv.example", "hoa@sngv.example", "nam@sngv.example"
NOW, LATER = timedelta(0), GREYLIST_WAIT

FAULTS = [
    # fault, outcome, phase, code, wait, does the relay have the mail?
    (Fault.REFUSED, Outcome.DEFERRED, Phase.CONNECT, None, NOW, False),
    (Fault.RESET, Outcome.DEFERRED, Phase.CONNECT, None, NOW, False),
    (Fault.BANNER_HANG, Outcome.DEFERRED, Phase.CONNECT, None, NOW, False),
    (Fault.BANNER_421, Outcome.DEFERRED, Phase.CONNECT, 421, NOW, False),
    (Fault.MAIL_450, Outcome.DEFERRED, Phase.MAIL, 450, LATER, False),
    (Fault.RCPT_450, Outcome.DEFERRED, Phase.RCPT, 450, LATER, False),
    (Fault.RCPT_452, Outcome.DEFERRED, Phase.RCPT, 452, LATER, False),
    (Fault.RCPT_550, Outcome.BOUNCED, Phase.RCPT, 550, NOW, False),
    (Fault.DROP_AT_RCPT, Outcome.DEFERRED, Phase.RCPT, None, NOW, False),
    (Fault.DATA_554, Outcome.BOUNCED, Phase.DATA, 554, NOW, False),
    (Fault.DROP_MID_DATA, Outcome.DEFERRED, Phase.DATA, None, NOW, False),
    (Fault.AFTER_DOT_451, Outcome.DEFERRED, Phase.AFTER_DOT, 451, LATER, False),
    (Fault.AFTER_DOT_552, Outcome.BOUNCED, Phase.AFTER_DOT, 552, NOW, False),
    (Fault.DROP_AFTER_DOT, Outcome.UNKNOWN, Phase.AFTER_DOT, None, NOW, True),
    (Fault.HANG_AFTER_DOT, Outcome.UNKNOWN, Phase.AFTER_DOT, None, NOW, True),
    (Fault.DROP_AT_QUIT, Outcome.SENT, Phase.AFTER_DOT, 250, NOW, True),
]


def relay_of(sink: Sink, fault: Fault | None = None, **changed: Any) -> Relay:
    """The relay that is this sink; where a fault hangs, that is found out in a moment."""
    patience = {"connect_timeout": 20, "command_timeout": 20, "dot_timeout": 20}
    if fault in (Fault.BANNER_HANG, Fault.HANG_AFTER_DOT):
        patience["connect_timeout" if fault is Fault.BANNER_HANG else "dot_timeout"] = 0.5
    return Relay("127.0.0.1", sink.port, **{**patience, **changed})


def test_the_table_of_faults_is_complete() -> None:
    assert [row[0] for row in FAULTS] == list(Fault)


@pytest.mark.parametrize(("fault", "outcome", "phase", "code", "wait", "kept"), FAULTS)
async def test_each_fault_ends_in_its_outcome(
    fault: Fault, outcome: Outcome, phase: Phase, code: int | None, wait: timedelta, kept: bool
) -> None:
    async with Sink(faults=[Mischief(fault)]) as sink, Connection(relay_of(sink, fault)) as connection:
        delivery = await connection.deliver(RAW, FROM, TO)
        assert (delivery.outcome, delivery.phase, delivery.code, delivery.wait) == (outcome, phase, code, wait)
    assert len(sink.mails) == kept


@pytest.mark.parametrize("fault", [fault for fault in Fault if fault not in (Fault.REFUSED, Fault.DROP_AT_QUIT)])
async def test_the_letter_after_a_fault_arrives_over_the_same_object(fault: Fault) -> None:
    async with Sink(faults=[Mischief(fault, times=1)]) as sink, Connection(relay_of(sink, fault)) as connection:
        first = await connection.deliver(RAW, FROM, TO)
        second = await connection.deliver(RAW, FROM, OTHER)
    assert first.outcome is not Outcome.SENT
    assert second.outcome is Outcome.SENT
    assert sink.mails[-1].recipients == (OTHER,)


async def test_many_letters_share_one_session_up_to_the_limit() -> None:
    async with Sink() as sink, Connection(relay_of(sink, per_session=4)) as connection:
        for _ in range(9):
            assert (await connection.deliver(RAW, FROM, TO)).outcome is Outcome.SENT
    assert sink.connections == 3
    assert len(sink.mails) == 9


async def test_a_kept_session_that_the_relay_closed_meanwhile_is_replaced_unseen() -> None:
    async with Sink() as sink, Connection(relay_of(sink)) as connection:
        await connection.deliver(RAW, FROM, TO)
        await sink.stop()
        await sink.start()
        assert (await connection.deliver(RAW, FROM, OTHER)).outcome is Outcome.SENT
    assert [mail.recipients for mail in sink.mails] == [(TO,), (OTHER,)]


async def test_a_relay_that_is_down_concerns_every_letter_and_an_unknown_person_only_one() -> None:
    faults = [Mischief(Fault.MAIL_450, times=1), Mischief(Fault.RCPT_550)]
    async with Sink(faults=faults) as sink, Connection(relay_of(sink)) as connection:
        at_mail = await connection.deliver(RAW, FROM, TO)
        at_rcpt = await connection.deliver(RAW, FROM, TO)
    assert at_mail.concerns_relay
    assert not at_rcpt.concerns_relay


async def test_a_refused_sender_is_ours_to_mend_and_no_bounce() -> None:
    answers = (b"220 x", b"250 x", b"550 5.7.1 sender rejected")
    async with scripted(*answers) as port, Connection(Relay("127.0.0.1", port)) as connection:
        delivery = await connection.deliver(RAW, FROM, TO)
    assert (delivery.outcome, delivery.phase, delivery.code) == (Outcome.DEFERRED, Phase.MAIL, 550)


async def test_nonsense_after_the_dot_leaves_the_letter_unknown() -> None:
    answers = (b"220 x", b"250 x", b"250 x", b"250 x", b"354 x", b"xin chao")
    async with scripted(*answers) as port, Connection(Relay("127.0.0.1", port)) as connection:
        delivery = await connection.deliver(RAW, FROM, TO)
    assert (delivery.outcome, delivery.phase) == (Outcome.UNKNOWN, Phase.AFTER_DOT)


async def test_a_reply_is_kept_without_the_addresses_in_it() -> None:
    answers = (b"220 x", b"250 x", b"250 x", b"550-5.1.1 <hoa@sngv.example>\r\n550 does not  exist")
    async with scripted(*answers) as port, Connection(Relay("127.0.0.1", port)) as connection:
        delivery = await connection.deliver(RAW, FROM, TO)
    assert delivery == Delivery(Outcome.BOUNCED, Phase.RCPT, 550, "5.1.1 … does not exist")


async def test_lines_that_begin_with_a_dot_and_bare_line_ends_arrive_whole() -> None:
    async with Sink() as sink, Connection(relay_of(sink)) as connection:
        await connection.deliver(b".first\n..\r\n.\rlast", FROM, TO)
    assert sink.mails[0].raw == b".first\r\n..\r\n.\r\nlast\r\n"


async def test_a_cancelled_delivery_leaves_no_half_session_behind() -> None:
    hangs = [Mischief(Fault.HANG_AFTER_DOT, times=1)]
    async with Sink(faults=hangs) as sink, Connection(relay_of(sink)) as connection:
        first = asyncio.create_task(connection.deliver(RAW, FROM, TO))
        await sink.arrived(1)
        first.cancel()
        with pytest.raises(asyncio.CancelledError):
            await first
        assert (await connection.deliver(RAW, FROM, OTHER)).outcome is Outcome.SENT
    assert [mail.recipients for mail in sink.mails] == [(TO,), (OTHER,)]


def test_a_password_never_crosses_a_network_in_clear() -> None:
    with pytest.raises(ValueError, match="TLS"):
        Relay("mail.sngv.example", 25, user="danchu", password="x")
    assert "bí mật" not in repr(Relay("mail.sngv.example", 587, Security.STARTTLS, user="a", password="bí mật"))


@pytest.mark.parametrize("security", [Security.STARTTLS, Security.TLS])
async def test_letters_go_over_a_protected_connection_and_to_no_impostor(security: Security, tmp_path: Path) -> None:
    served, trusted = certificate(tmp_path)
    async with guarded(served, security) as (port, mails):
        settings = {"security": security, "user": "danchu", "password": "mật khẩu"}
        async with Connection(Relay("localhost", port, tls=trusted, **settings)) as connection:
            assert (await connection.deliver(RAW, FROM, TO)).outcome is Outcome.SENT
        async with Connection(Relay("localhost", port, **settings)) as wary:
            distrusted = await wary.deliver(RAW, FROM, TO)
        async with Connection(Relay("localhost", port, tls=trusted, security=security, user="danchu")) as stranger:
            unknown = await stranger.deliver(RAW, FROM, TO)
    assert len(mails) == 1
    assert (distrusted.outcome, distrusted.phase, distrusted.code) == (Outcome.DEFERRED, Phase.CONNECT, None)
    assert (unknown.outcome, unknown.phase, unknown.code) == (Outcome.DEFERRED, Phase.CONNECT, 535)


async def test_a_relay_without_starttls_gets_nothing_when_it_is_demanded() -> None:
    async with Sink() as sink, Connection(relay_of(sink, security=Security.STARTTLS)) as connection:
        delivery = await connection.deliver(RAW, FROM, TO)
    assert (delivery.outcome, delivery.phase) == (Outcome.DEFERRED, Phase.CONNECT)
    assert sink.mails == []
