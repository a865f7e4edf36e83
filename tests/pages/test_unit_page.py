"""The page of the head of a unit: running rounds by name, the own unit's people and nobody else's."""

import pytest
from sqlmodel import select

from models import Account, Procedure, StaffMember
from models.store import database
from procedures.access.actor import Actor
from procedures.overview.own_unit import own_unit
from procedures.refusal import Refusal
from procedures.resolution import circulation
from tests.pages.conftest import As
from tests.pages.test_procedure_page import head_of
from tests.two_people import person
from tests.web.browser import words_of
from tests.world import World


def test_a_head_sees_who_of_the_own_unit_has_not_answered(small_world: World, circulated: int, as_: As) -> None:
    small_world.acknowledge(circulated, 2)
    page = as_(head_of("Phòng Lãnh sự")).open("/unit")
    words = words_of(page)
    assert "Đơn vị của tôi" in words
    assert "1/3 (33,3 %) đã đọc, trên số người của đơn vị" in words
    assert "Còn 02 người chưa trả lời" in words
    assert {name for name in range(8) if f"Nguyễn Thị Số {name}<" in page.partition("<main")[2]} == {4, 7}


def test_it_stands_in_the_navigation_of_heads_alone(small_world: World, as_: As) -> None:
    head = as_(head_of("Văn phòng"))
    assert '<a href="/unit">Đơn vị của tôi</a>' in head.open("/")
    assert 'aria-current="page">Đơn vị của tôi' in head.open("/unit")
    other = person(7)
    staff = as_(Actor(other.full_name, other.email or "", staff_member_id=other.id))
    assert "/unit" not in staff.open("/")
    refused = staff.get("/unit")
    assert refused.status_code == 403
    assert "chưa được ghi là trưởng đơn vị nào" in words_of(refused.text)


def test_a_round_that_is_over_or_not_begun_is_not_there(small_world: World, circulated: int) -> None:
    small_world.opened()
    head = head_of("Văn phòng")
    with database.reading() as session:
        assert [each.procedure.id for each in own_unit(session, head).rounds] == [circulated]
    small_world.move(days=6)
    circulation.close(circulated)
    with database.reading() as session:
        assert own_unit(session, head).rounds == []


def test_names_follow_the_frozen_rules(small_world: World, circulated: int, as_: As) -> None:
    with database.transaction() as session:
        procedure = session.get_one(Procedure, circulated)
        values = {**procedure.rules["values"]}
        values["shown_to"] = {**values["shown_to"], "list": ["hr"]}
        procedure.rules = {**procedure.rules, "values": values}
        session.add(procedure)
    page = as_(head_of("Văn phòng")).open("/unit")
    assert "0/3" in words_of(page)
    assert "Tên người chưa trả lời chưa được nêu" in words_of(page)
    assert "Nguyễn Thị Số 3" not in page.partition("<main")[2]


def test_a_head_with_another_role_sees_here_the_own_unit_too(small_world: World, circulated: int, as_: As) -> None:
    head = head_of("Phòng Lãnh sự")
    with database.transaction() as session:
        account = session.exec(select(Account).where(Account.id == small_world.manager.account_id)).one()
        account.staff_member_id = head.staff_member_id
        session.add(account)
    words = words_of(as_(small_world.manager).open("/unit"))
    assert "0/3" in words
    assert "Nguyễn Thị Số 2" not in words


def test_who_is_no_head_any_more_has_no_such_page(small_world: World, circulated: int) -> None:
    head = head_of("Văn phòng")
    with database.transaction() as session:
        member = session.get_one(StaffMember, head.staff_member_id)
        member.is_unit_head = False
        session.add(member)
    with database.reading() as session, pytest.raises(Refusal):
        own_unit(session, head)
