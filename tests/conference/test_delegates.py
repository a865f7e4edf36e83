"""Delegates attend a conference of many: seats by units in proportion, by office, and quorum of the delegates."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from law.decisions.delegates import seats
from law.threshold import Impossible
from models import Attendee, Position, Procedure, RollEntry
from models.store import database
from procedures import bodies
from procedures.conference.preparing import delegates, drafting
from procedures.conference.preparing.delegates import UnitOfDelegates
from procedures.conference.steps import has_quorum
from procedures.refusal import Refusal
from tests.conferring import AHEAD, Held
from tests.web.browser import Browser, words_of
from web.app import create_app

UNITS = st.dictionaries(st.integers(1, 20), st.integers(1, 80), min_size=1, max_size=12)


def refused(do: object, *args: object) -> str:
    with pytest.raises(Refusal) as refusal:
        do(*args)  # pyright: ignore
    return refusal.value.key


@given(people=UNITS, data=st.data())
def test_each_unit_has_its_quota_and_the_rest_goes_to_the_largest_remainders(
    people: dict[int, int], data: st.DataObject
) -> None:
    total = data.draw(st.integers(0, sum(people.values())))
    found, everyone = seats(people, total), sum(people.values())
    assert sum(found.values()) == total
    for unit, number in people.items():
        assert (found[unit] - 1) * everyone < number * total
        assert (found[unit] + 1) * everyone > number * total
        assert found[unit] <= number
        assert all(found[unit] >= found[other] for other in people if number > people[other])


def test_the_largest_remainder_is_served_first_and_no_more_than_there_are() -> None:
    assert seats({1: 47, 2: 16, 3: 16, 4: 21}, 10) == {1: 5, 2: 2, 3: 1, 4: 2}
    with pytest.raises(Impossible):
        seats({1: 3}, 4)


class Many(Held):
    """An agency of 120, whose first two people lead it."""

    def __init__(self) -> None:
        super().__init__(people=120)
        for place, position in ((0, Position.HEAD), (1, Position.DEPUTY_HEAD)):
            bodies.set_positions(self.world.hr, self.member(place), [position])
        self.draft()

    def units(self) -> list[UnitOfDelegates]:
        with database.reading() as session:
            return delegates.units_of(session, session.get_one(Procedure, self.number))

    def elect_all(self) -> None:
        for each in self.units():
            first = [person.id or 0 for person in each.people[: each.seats]]
            delegates.elect(self.world.hr, self.number, each.unit.id or 0, first)


@pytest.fixture
def held(sqlite: None) -> Iterator[Many]:
    yield Many()
    database.engine().dispose()


def test_fewer_than_a_hundred_all_attend(sqlite: None) -> None:
    held = Held(people=99).draft()
    assert refused(delegates.share_out, held.world.hr, held.number, 30) == "delegates_not_allowed"


def test_units_elect_as_many_as_they_have_seats_of_their_own_people(held: Many) -> None:
    hr = held.world.hr
    assert "delegates" not in held.lacking()
    for total in (0, 119):
        assert refused(delegates.share_out, hr, held.number, total) == "delegates_total"
    assert refused(delegates.elect, hr, held.number, 1, []) == "delegates_of_nothing"
    delegates.share_out(hr, held.number, 40)
    assert sum(each.seats for each in held.units()) == 40
    assert "delegates" in held.lacking()
    assert refused(drafting.open_, hr, held.number) == "not_ready"
    one, other = held.units()[:2]
    number = one.unit.id or 0
    assert refused(delegates.elect, hr, held.number, number, [one.people[0].id]) == "delegates_number"
    mixed = [other.people[0].id or 0, *(person.id or 0 for person in one.people[: one.seats - 1])]
    assert refused(delegates.elect, hr, held.number, number, mixed) == "delegate_elsewhere"
    led = [held.member(0), *(person.id or 0 for person in one.people[: one.seats - 1])]
    assert refused(delegates.elect, hr, held.number, number, led) == "delegate_elsewhere"
    held.elect_all()
    held.elect_all()
    assert "delegates" not in held.lacking()
    delegates.let_everyone_attend(hr, held.number)
    assert held.units() == []
    assert "delegates" not in held.lacking()


def test_only_delegates_are_summoned_and_the_quorum_is_of_them(held: Many) -> None:
    delegates.share_out(held.world.hr, held.number, 40)
    held.elect_all()
    drafting.open_(held.world.hr, held.number)
    held.invite()
    with database.reading() as session:
        rows = session.exec(select(Attendee.capacity, RollEntry.staff_member_id).join(RollEntry)).all()
    assert len(rows) == 42
    assert {member for said, member in rows if said == "Đại biểu đương nhiên"} == {held.member(0), held.member(1)}
    assert all("bầu" in said for said, member in rows if member not in (held.member(0), held.member(1)))
    held.world.move(days=AHEAD)
    assert held.come(27) == 27
    with database.reading() as session:
        assert not has_quorum(session, held.meeting)


def test_hr_shares_out_seats_and_writes_whom_each_unit_elected(held: Many) -> None:
    page = Browser(create_app()).sign_in(held.world.hr)
    at = f"/hr/procedures/{held.number}/conference/delegates"
    assert "Đại biểu do các đơn vị bầu" in words_of(page.open(at))
    assert page.submit(at, {"attending": "delegates", "total": "nhiều"}).status_code == 422
    assert page.submit(at, {"attending": "delegates", "total": "500"}).status_code == 422
    page.open(at)
    assert page.submit(at, {"attending": "delegates", "total": "30"}).status_code == 303
    one = held.units()[0]
    page.open(at)
    name = f"people_{one.unit.id}"
    assert page.submit(f"{at}/{one.unit.id}", {name: str(one.people[0].id)}).status_code == 422
    assert f"bầu {one.seats} đại biểu" in words_of(page.last)
    page.open(at)
    chosen = [str(person.id) for person in one.people[: one.seats]]
    assert page.submit(f"{at}/{one.unit.id}", {name: chosen}).status_code == 303
    assert "Còn thiếu: Có đơn vị chưa ghi đủ đại biểu" in words_of(page.open(at.replace("delegates", "open")))
    page.open(at)
    assert page.submit(at, {"attending": "everyone"}).status_code == 303
    assert held.units() == []
