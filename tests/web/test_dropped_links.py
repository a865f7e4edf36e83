"""Links and typed codes end thirty days after their procedure; until then they show what became of it."""

from datetime import timedelta

import pytest

from models import Procedure
from models.store import database
from notifications import links
from procedures.resolution import circulation
from procedures.rounds.owners import KEPT_FOR, token_of
from tests.meeting_world import refused
from tests.web.browser import Browser, words_of
from tests.world import World


def circulated(world: World, closes_in: timedelta = timedelta(days=5)) -> int:
    number = world.signed(closes_in)
    circulation.sign(number)
    circulation.circulate(number)
    return number


@pytest.fixture
def ended(world: World) -> int:
    number = circulated(world)
    with database.transaction() as session:
        procedure = session.get_one(Procedure, number)
        procedure.closed_at = world.now()
        session.add(procedure)
    return number


def test_a_link_and_its_code_last_thirty_days_and_no_longer(world: World, ended: int) -> None:
    entry, browser = world.entries(ended)[2], Browser()
    typed = entry.email or "", links.typed_code(entry.id or 0, entry.link_version)
    world.move(days=KEPT_FOR.days, minutes=-5)
    assert browser.get(f"/p/{world.token(entry)}").status_code == 200
    assert token_of(*typed) == world.token(entry)
    world.move(minutes=6)
    page = browser.get(f"/p/{world.token(entry)}")
    assert page.status_code == 410
    assert f"đã kết thúc quá {KEPT_FOR.days} ngày" in words_of(page.text)
    assert refused(token_of, *typed) == "code_unknown"


def test_of_a_procedure_that_goes_on_links_do_not_end(world: World) -> None:
    number = circulated(world, timedelta(days=90))
    world.move(days=60)
    assert Browser().get(f"/p/{world.token(world.entries(number)[0])}").status_code == 200
