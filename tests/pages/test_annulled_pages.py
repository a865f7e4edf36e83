"""The page of a procedure that was annulled: what was done, and that it ended; nothing that will not come any more."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from models import Role
from procedures.access.actor import Actor
from procedures.opinion import asking
from tests.carrying_out import CarryingOut
from tests.conferring import Held
from tests.consulting import Consulting
from tests.meeting_world import Meeting28
from tests.polling import Poll
from tests.ruling import Ruling
from tests.two_people import done, since, strong
from tests.web.browser import Browser, words_of
from tests.world import World

ENDED = "Quy trình kết thúc: đã hủy"
Begun = Callable[[], tuple[World, int, Actor]]


def annul(world: World, number: int, signer: Actor) -> None:
    since(timedelta(days=8))
    done(world.hr, strong(signer), "annul", number)


def _resolution() -> tuple[World, int, Actor]:
    world = World()
    return world, world.signed(), world.account("Mai Thị Đoàn", Role.UNION)


def _carried_out() -> tuple[World, int, Actor]:
    made = CarryingOut(World()).begun()
    made.world.move(days=40)
    return made.world, made.number, made.union


def _consultation() -> tuple[World, int, Actor]:
    made = Consulting(World())
    return made.world, made.asked(), made.union


def _appointment() -> tuple[World, int, Actor]:
    made = Meeting28()
    made.summon()
    return made.world, made.number, made.union


def _poll() -> tuple[World, int, Actor]:
    made = Poll().summon()
    return made.world, made.number, made.union


def _conference() -> tuple[World, int, Actor]:
    made = Held().summon()
    return made.world, made.number, made.union


def _rules() -> tuple[World, int, Actor]:
    made = Ruling(World())
    return made.world, made.opened(), made.world.account("Mai Thị Đoàn", Role.UNION)


def steps_of(page: str) -> list[str]:
    """What each step of the law is marked with."""
    return re.findall(r'<li class="step-(\w+)"', page)


@pytest.mark.parametrize("begun", [_resolution, _consultation, _appointment, _poll, _conference, _rules])
def test_what_was_annulled_shows_only_what_was_done_and_that_it_ended(sqlite: None, begun: Begun) -> None:
    world, number, union = begun()
    browser = Browser().sign_in(world.hr)
    assert set(steps_of(browser.open(f"/procedures/{number}"))) & {"ahead", "now"}
    annul(world, number, union)
    page = browser.open(f"/procedures/{number}")
    assert steps_of(page)[-1] == "annulled"
    assert set(steps_of(page)) <= {"done", "annulled"}
    said = words_of(page)
    assert said.count(ENDED) == 1
    for ahead in ("dự kiến", "hạn hết", "phải gửi trước hết", "Ngày họp", "Vị trí còn làm", "Nhắc lần sau"):
        assert ahead not in said


def test_items_of_a_resolution_that_was_annulled_are_not_late_any_more(sqlite: None) -> None:
    world, number, union = _carried_out()
    browser = Browser().sign_in(world.hr)
    assert "1 việc quá hạn" in words_of(browser.open(f"/procedures/{number}"))
    annul(world, number, union)
    said = words_of(browser.open(f"/procedures/{number}"))
    assert said.count("Không làm tiếp") == 3
    assert "Quá hạn" not in said


def test_the_curve_of_a_round_that_was_annulled_ends_there_and_tells_no_deadline(sqlite: None) -> None:
    made = Consulting(World())
    number = made.opened(remind_in=(timedelta(days=1), timedelta(days=3)))
    made.file("consultation_plan")
    asking.note_plan(number)
    asking.ask(number)
    made.world.move(days=2)
    browser = Browser().sign_in(made.world.hr)
    assert "│ Hạn" in words_of(browser.open(f"/procedures/{number}"))
    annul(made.world, number, made.union)
    said = words_of(browser.open(f"/procedures/{number}"))
    assert "│ Hủy" in said
    assert "│ Hạn" not in said
    assert "Nhắc 1:" in said
    assert "Nhắc 2:" not in said
