"""Forms of ticks, days and items that two have open at once: the second save hears of the first."""

from typing import Any

import pytest
from lxml import html

from models import FindingKind, Position, StaffMember, Verdict
from models.store import database
from procedures import bodies, people
from procedures.appointment.nominees import eligibility
from procedures.opinion import responding
from procedures.rounds import roll, timing
from tests.appointment.appointing import Appointing
from tests.carrying_out import CarryingOut
from tests.consulting import Consulting
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
        assert {member.id for member, _ in roll.summoned(session, case.number)} == {1, 3}, "2 was not touched here"


def test_an_item_that_another_found_meanwhile_and_no_other_item(any_database: str) -> None:
    case = Appointing(World())
    number = case.draft()
    nominee = case.name(5)
    page = Open(case.world, f"/hr/procedures/{number}/nominees/{nominee}")
    other = second_officer(case.world)
    eligibility.find(other, number, nominee, "eligibility.health", met=False, evidence="Giấy khám đã hết hạn.")
    assert page.save(**{"met_eligibility-age": "yes", "evidence_eligibility-age": "Sinh năm 1985."}).status_code == 303
    assert _met(case, nominee, "age", "health") == [True, False]
    typed = {"met_eligibility-health": "yes", "evidence_eligibility-health": "Giấy khám mới, ngày 20/11/2026."}
    assert page.is_told(**typed)
    assert _met(case, nominee, "age", "health") == [True, True]


def test_items_not_touched_are_shown_and_kept_as_another_saved_them(any_database: str) -> None:
    case = Appointing(World())
    number = case.draft()
    nominee = case.name(5)
    other = second_officer(case.world)
    page = Open(case.world, f"/hr/procedures/{number}/nominees/{nominee}")
    for key in ("age", "health"):
        eligibility.find(other, number, nominee, f"eligibility.{key}", met=False, evidence="Giấy cũ.")
    refused = page.save(**{"met_eligibility-age": "yes", "evidence_eligibility-age": "Sinh năm 1985."})
    assert SAVED_FIRST in words_of(refused.text)
    assert page.fields["evidence_eligibility-health"] == ["Giấy cũ."], "as the other saved it"
    assert page.fields["evidence_eligibility-age"] == ["Sinh năm 1985."], "as typed here"
    assert page.save().status_code == 303
    assert _met(case, nominee, "age", "health") == [True, False]


def _met(case: Appointing, nominee: int, *keys: str) -> list[bool | None]:
    found = {item.key: item.met for item in case.items(nominee, FindingKind.ELIGIBILITY)}
    return [found[f"eligibility.{key}"] for key in keys]


def test_answers_not_touched_are_shown_as_another_gave_them(any_database: str) -> None:
    case = Consulting(World())
    case.asked()
    case.say(0, {1: "Ghi rõ mức chi.", 2: "Khoán theo cấp."})
    case.closed()
    page = Open(case.world, f"/hr/procedures/{case.number}/table")
    other = second_officer(case.world)
    for row in (1, 2):
        responding.respond(other, case.number, row, Verdict.EXPLAINED, "Luật đã định mức.")
    page.save(verdict_1="accepted", response_1="Đã ghi mức chi.")
    shown = [page.fields[f"response_{row}"][0].strip() for row in (1, 2)]
    assert shown == ["Đã ghi mức chi.", "Luật đã định mức."]
    assert page.save().status_code == 303


def test_positions_that_another_gave_meanwhile(any_database: str) -> None:
    world = World(people=4)
    page = Open(world, "/hr/staff/positions?held=&page=1", "/hr/staff/positions")
    other = second_officer(world)
    bodies.set_positions(other, 2, [Position.DEPUTY_HEAD])
    bodies.set_positions(other, 3, [Position.UNIT_HEAD])
    assert page.is_told(held_2=["unit_head"])
    with database.reading() as session:
        held = bodies.holders(session)
    assert (held[2], held[3]) == ((Position.UNIT_HEAD,), (Position.UNIT_HEAD,)), "3 was not touched here"


def test_heads_of_units_that_another_named_meanwhile(any_database: str) -> None:
    world = World(people=4)
    page = Open(world, "/hr/staff", "/hr/staff/heads")
    people.set_unit_heads(second_officer(world), [1, 2], [2])
    assert set(page.fields["were"]) == {"1", "2", "3"}
    assert page.is_told(heads=["1", "3"])
    with database.reading() as session:
        heads = [number for number in (1, 2, 3) if session.get_one(StaffMember, number).is_unit_head]
    assert heads == [3], "1 was not touched here"


@pytest.mark.parametrize("words", ["x" * 1001, "Đề nghị đọc kỹ. " * 700])
def test_words_too_long_for_a_letter_are_refused_not_cut(words: str, sqlite: None) -> None:
    case = CarryingOut(World(people=4))
    page = Open(case.world, f"/hr/procedures/{case.number}/letter")
    refused = page.save(invitation=words)
    assert refused.status_code == 422
    assert "dài quá 1000 ký tự" in words_of(refused.text)
    assert words.strip() in refused.text


def test_a_row_left_as_it_was_shown_is_not_changed_in_silence(any_database: str) -> None:
    case = Consulting(World())
    case.asked()
    case.say(0, {1: "Ghi rõ mức chi.", 2: "Khoán theo cấp."})
    case.closed()
    responding.respond(case.world.hr, case.number, 1, Verdict.ACCEPTED, "Đã ghi mức chi.")
    page = Open(case.world, f"/hr/procedures/{case.number}/table")
    responding.respond(second_officer(case.world), case.number, 1, Verdict.EXPLAINED, "Luật đã định mức.")
    assert page.save(response_1="Đã ghi mức chi.", verdict_2="accepted", response_2="Khoán.").status_code == 303
    told = "ý kiến số 1 đã được trả lời lại ở nơi khác"
    assert told in words_of(page.browser.open(page.address))
    again = Open(case.world, page.address)
    assert again.save().status_code == 303
    assert told not in words_of(again.browser.open(page.address))


def test_a_row_left_as_it_was_shown_is_told_beside_what_is_refused(any_database: str) -> None:
    case = Consulting(World())
    case.asked()
    case.say(0, {1: "Ghi rõ mức chi.", 2: "Khoán theo cấp."})
    case.closed()
    page = Open(case.world, f"/hr/procedures/{case.number}/table")
    responding.respond(second_officer(case.world), case.number, 1, Verdict.EXPLAINED, "Luật đã định mức.")
    refused = page.save(verdict_2="explained", response_2="")
    assert refused.status_code == 422
    assert "ý kiến số 1 đã được trả lời lại ở nơi khác" in words_of(refused.text)
