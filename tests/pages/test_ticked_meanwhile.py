"""Forms of ticks, days and items that two have open at once: the second save hears of the first."""

from typing import Any

import pytest
from lxml import html

from models import FindingKind, Position, StaffMember
from models.store import database
from procedures import bodies, people
from procedures.appointment.nominees import eligibility
from procedures.rounds import roll, timing
from tests.appointment.appointing import Appointing
from tests.carrying_out import CarryingOut
from tests.pages.test_two_on_one_draft import SAVED_FIRST, second_officer
from tests.web.browser import Browser, words_of
from tests.world import World

Fields = dict[str, Any]


def fields_of(page: str, action: str) -> Fields:
    """What a press of the button would send, of the form that goes there."""
    found = html.fromstring(page).forms
    form = next(each for each in found if each.method == "POST" and action in (each.action or ""))
    fields: Fields = {}
    for name, value in form.form_values():
        fields.setdefault(name, []).append(value)
    return {name: values for name, values in fields.items() if name != "csrf"}


class Open:
    """A form as the second saver has it open."""

    def __init__(self, world: World, address: str, action: str = "") -> None:
        self.address, self.action = address, action or address
        self.browser = Browser().sign_in(world.hr)
        self.fields = fields_of(self.browser.open(address), self.action)

    def save(self, **typed: Any) -> Any:
        """Press the button; the fields are then those of the page that came back."""
        answer = self.browser.submit(self.action, {**self.fields, **typed})
        if answer.status_code == 422:
            self.fields = fields_of(answer.text, self.action)
        return answer

    def is_told(self, **typed: Any) -> bool:
        """Whether this save is refused with who was first, and the next is taken."""
        refused = self.save(**typed)
        said = refused.status_code == 422 and SAVED_FIRST in words_of(refused.text)
        return said and self.save().status_code == 303


def test_times_that_another_fixed_meanwhile(any_database: str) -> None:
    case = CarryingOut(World(people=4))
    page = Open(case.world, f"/hr/procedures/{case.number}/times")
    now = case.world.now()
    timing.set_times(second_officer(case.world), case.number, None, now.replace(year=now.year + 1, day=1), [])
    assert page.is_told(send="now", closes_clock="16:59")


def test_a_list_that_another_changed_meanwhile(any_database: str) -> None:
    case = CarryingOut(World(people=4))
    page = Open(case.world, f"/hr/procedures/{case.number}/people")
    roll.leave_out(second_officer(case.world), case.number, {2: "Đi học dài hạn"})
    assert page.is_told(asked=["1", "2", "3"], reason_4="Nghỉ thai sản")
    with database.reading() as session:
        assert {member.id for member, _ in roll.summoned(session, case.number)} == {1, 2, 3}


def test_an_item_that_another_found_meanwhile_and_no_other_item(any_database: str) -> None:
    case = Appointing(World())
    number = case.draft()
    nominee = case.name(5)
    page = Open(case.world, f"/hr/procedures/{number}/nominees/{nominee}")
    other = second_officer(case.world)
    eligibility.find(other, number, nominee, "eligibility.health", met=False, evidence="Giấy khám đã hết hạn.")
    assert page.save(**{"met_eligibility-age": "yes", "evidence_eligibility-age": "Sinh năm 1985."}).status_code == 422
    found = {item.key: item.met for item in case.items(nominee, FindingKind.ELIGIBILITY)}
    assert (found["eligibility.age"], found["eligibility.health"]) == (True, False)
    typed = {"met_eligibility-health": "yes", "evidence_eligibility-health": "Giấy khám mới, ngày 20/11/2026."}
    assert page.save(**typed).status_code == 303


def test_positions_that_another_gave_meanwhile(any_database: str) -> None:
    world = World(people=4)
    page = Open(world, "/hr/staff/positions?held=&page=1", "/hr/staff/positions")
    bodies.set_positions(second_officer(world), 2, [Position.DEPUTY_HEAD])
    assert page.is_told(held_2=["unit_head"])
    with database.reading() as session:
        assert bodies.holders(session)[2] == (Position.UNIT_HEAD,)


def test_heads_of_units_that_another_named_meanwhile(any_database: str) -> None:
    world = World(people=4)
    page = Open(world, "/hr/staff", "/hr/staff/heads")
    people.set_unit_heads(second_officer(world), [1, 2], [2])
    assert page.is_told(heads=["1"])
    with database.reading() as session:
        assert [session.get_one(StaffMember, number).is_unit_head for number in (1, 2)] == [True, False]


@pytest.mark.parametrize("words", ["x" * 1001, "Đề nghị đọc kỹ. " * 700])
def test_words_too_long_for_a_letter_are_refused_not_cut(words: str, sqlite: None) -> None:
    case = CarryingOut(World(people=4))
    page = Open(case.world, f"/hr/procedures/{case.number}/letter")
    refused = page.save(invitation=words)
    assert refused.status_code == 422
    assert "dài quá 1000 ký tự" in words_of(refused.text)
    assert words.strip() in refused.text
