"""Where the key file of an open round is not on this host, people are told so and no letter is lost."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest

import settings
from models import LetterState, OutboxMessage
from models.store import database
from notifications import round_keys
from notifications.compose import compose
from notifications.outbox.claiming import claim
from procedures.sealed import opening, slips
from tests.meeting_world import refused
from tests.sealed.test_papers import WithoutMail
from tests.two_people import strong


@pytest.fixture
def case(sqlite: None) -> Iterator[WithoutMail]:
    """At any hour letters go."""
    settings.use({"DANCHU_QUIET_FROM": "7", "DANCHU_QUIET_UNTIL": "7"})
    case = WithoutMail()
    case.let_vote()
    yield case
    database.engine().dispose()


@contextmanager
def elsewhere(case: WithoutMail) -> Iterator[None]:
    """The key file is on another host for a while."""
    path = round_keys.path_of(case.uuid)
    away = path.rename(path.with_suffix(".away"))
    yield
    away.rename(path)


def test_a_code_that_cannot_be_made_here_is_not_promised(case: WithoutMail) -> None:
    before = len(case.world.letters("ballot_asked"))
    entry = next(voter.roll_entry_id for voter in case.voters()[1:])
    hr = case.browser.sign_in(case.world.hr)
    hr.open(f"/procedures/{case.number}/sealed")
    with elsewhere(case):
        answer = hr.submit(
            f"/procedures/{case.number}/sealed/again", {"sealed": str(case.sealed_id), "person": str(entry)}
        )
        assert refused(slips.printed, strong(case.teller), case.number, case.sealed_id) == "codes_missing"
    assert answer.status_code == 409
    assert "mọi máy phải dùng chung thư mục keys/rounds" in answer.text
    assert len(case.world.letters("ballot_asked")) == before
    opening.send_again(case.world.hr, case.number, case.sealed_id, entry or 0)
    assert len(case.world.letters("ballot_asked")) == before + 1


def test_the_letter_with_the_code_waits_for_a_host_that_has_the_key(case: WithoutMail) -> None:
    asked = case.world.letters("ballot_asked")
    with elsewhere(case):
        claim("host-b", compose, 1000, timedelta(minutes=1))
    waiting = case.world.letters("ballot_asked")
    assert {each.state for each in waiting} == {LetterState.DEFERRED}
    assert {each.last_reply for each in waiting} == {"NoKeyHere"}
    with database.reading() as session:
        texts = [compose(session, session.get_one(OutboxMessage, each.id)) for each in asked]
    codes = {case.code(voter) for voter in case.voters()}
    assert all(any(code in letter.text for code in codes) for letter in texts if letter)
