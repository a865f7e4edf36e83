"""A letter that comes back after the relay took it is shown as undelivered."""

from collections.abc import Callable
from pathlib import Path

import pytest

from models import LetterState
from notifications.outbox.returned import take_back
from tests.notifications.queue import fill, message_id, row

RETURNED = Path(__file__).parent / "returned"
OURS = "<resolution_circulated.0f1e2d3c4b5a69788796a5b4c3d2e1f0@danchu.sngv.example>"


def sample(name: str, of: str) -> bytes:
    return (RETURNED / f"{name}.eml").read_bytes().replace(OURS.encode(), of.encode())


@pytest.mark.parametrize("before", [LetterState.SENT, LetterState.UNKNOWN])
def test_a_letter_that_comes_back_is_marked_with_the_reason(outbox: Callable[..., None], before: LetterState) -> None:
    fill([1, 2], state=before)
    assert take_back(sample("postfix_unknown_user", message_id(1)))
    assert (row(1).state, row(1).last_phase) == (LetterState.BOUNCED, "returned")
    assert row(1).last_reply == "5.1.1 550 5.1.1 … Recipient rejected: User unknown"
    assert row(1).settled_at is not None
    assert row(2).state is before


@pytest.mark.parametrize("name", ["postfix_delayed", "none_on_leave", "none_delivery_confirmed"])
def test_delays_receipts_and_absences_change_nothing(outbox: Callable[..., None], name: str) -> None:
    fill([1], state=LetterState.SENT)
    assert not take_back(sample(name, message_id(1)))
    assert row(1).state is LetterState.SENT


def test_a_mail_about_a_letter_that_is_not_ours_or_not_sent_changes_nothing(outbox: Callable[..., None]) -> None:
    fill([1])
    assert not take_back(sample("qmail_no_mailbox", message_id(1)))
    assert not take_back(sample("qmail_no_mailbox", message_id(99)))
    assert row(1).state is LetterState.QUEUED
