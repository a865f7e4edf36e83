"""The booth's print is that of the moment at which the round opened; whoever is served another page is told so."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlmodel import select

from models import OutboxMessage, SealedRound
from models.store import database
from notifications import booth
from notifications.compose import compose
from notifications.letter import Letter
from procedures.sealed import closing
from tests.sealed.sealing import Sealed28
from tests.web.browser import Browser, words_of

THEN = "17" * 32
CHANGED = "đã đổi từ khi mở lượt"


@pytest.fixture
def case(sqlite: None) -> Iterator[Sealed28]:
    case = Sealed28()
    case.let_vote(timedelta(days=2))
    yield case
    database.engine().dispose()


def opened_with_another(case: Sealed28) -> None:
    """As if the page had been another when the round opened."""
    with database.transaction() as session:
        sealed = session.get_one(SealedRound, case.sealed_id)
        sealed.booth_print = THEN
        session.add(sealed)


def letters(kind: str) -> list[Letter]:
    with database.reading() as session:
        rows = session.exec(select(OutboxMessage).where(OutboxMessage.kind == kind)).all()
        return [letter for letter in (compose(session, row) for row in rows) if letter]


def notices(case: Sealed28) -> list[Letter]:
    """The invitation, the notice of the day, the letter at the close."""
    case.vote(0, 0, 1, 0, 1)
    case.world.move(days=1)
    closing.carry_on(case.number)
    asked, recorded = letters("ballot_asked"), letters("ballot_recorded")
    case.world.move(days=2)
    closing.carry_on(case.number)
    return [*asked[:1], *recorded[:1], *letters("ballots_closed")[:1]]


def desk(case: Sealed28) -> str:
    return words_of(Browser().sign_in(case.world.hr).open(f"/procedures/{case.number}/sealed"))


def machine(case: Sealed28) -> str:
    return words_of(Browser().sign_in(case.world.operator).open("/operator"))


def test_the_print_is_kept_when_the_round_opens_and_nobody_is_alarmed(case: Sealed28) -> None:
    assert case.sealed.booth_print == booth.served_fingerprint()
    assert case.browser.get(f"/b/{case.uuid}/about.json").json()["booth_hash"] == booth.served_fingerprint()
    assert CHANGED not in desk(case)
    assert "Trang bỏ phiếu đã đổi" not in machine(case)
    asked, *later = notices(case)
    assert booth.in_groups(booth.served_fingerprint()) in asked.text
    assert not any(CHANGED in letter.text or CHANGED in letter.html for letter in [asked, *later])


def test_letters_pages_and_the_booth_keep_to_the_print_of_the_opening_and_say_that_it_changed(case: Sealed28) -> None:
    opened_with_another(case)
    then, now = booth.in_groups(THEN), booth.in_groups(booth.served_fingerprint())
    assert case.browser.get(f"/b/{case.uuid}/about.json").json()["booth_hash"] == THEN
    said = desk(case)
    assert CHANGED in said
    assert then in said
    assert now in said
    assert f"không còn là trang lúc mở lượt: quy trình {case.number}" in machine(case)
    for letter in notices(case):
        for text in (letter.text, letter.html):
            assert CHANGED in text
            assert then in text
            assert now in text
    assert "Trang bỏ phiếu đã đổi" not in machine(case), "the box is closed: there is nothing to stop any more"


def test_a_round_of_an_earlier_release_has_no_print_and_alarms_nobody(case: Sealed28) -> None:
    with database.transaction() as session:
        sealed = session.get_one(SealedRound, case.sealed_id)
        sealed.booth_print = ""
        session.add(sealed)
    assert CHANGED not in desk(case)
    assert "Trang bỏ phiếu đã đổi" not in machine(case)
