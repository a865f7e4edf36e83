"""HR names who has a duty in a procedure and who follows; nobody whom it is about is named."""

import pytest

from models import DutyKind, ListedPerson, Role, StaffMember
from models.store import database
from procedures.access import duties
from tests.pages.conftest import As
from tests.web.browser import Browser, words_of
from tests.world import World


@pytest.fixture
def address(small_world: World) -> str:
    return f"/hr/procedures/{small_world.opened()}/duties"


def named(number: int) -> list[tuple[int, int | None, int]]:
    with database.reading() as session:
        found = duties.duties_of(session, number, DutyKind.DECIDER)
        return [(each.account_id, each.deputy_id, each.takes_over_after) for each in found]


def test_a_decider_is_named_with_a_deputy_and_taken_back(small_world: World, hr: Browser, address: str) -> None:
    deputy = small_world.account("Bùi Văn Phó", Role.MANAGER, Role.INSPECTOR)
    number, manager = int(address.split("/")[3]), small_world.manager.account_id
    form = {"kind": "decider", "account": manager, "deputy": deputy.account_id, "takes_over_after": "48"}
    hr.open(address)
    page = hr.submit(address, form)
    assert page.status_code == 303
    assert named(number) == [(manager, deputy.account_id, 48)]
    said = words_of(hr.open(address))
    assert "quyết định; Bùi Văn Phó làm thay sau 48 giờ" in said
    taken_back = {"kind": "decider", "account": manager}
    refused = hr.submit(f"{address}/release", taken_back)
    assert refused.status_code == 422
    assert f'id="e-reason-decider-{manager}"' in refused.text
    released = hr.submit(f"{address}/release", {**taken_back, "reason": "Đi công tác nước ngoài."})
    assert (released.status_code, named(number)) == (303, [])


def test_who_takes_the_place_of_another_in_an_open_procedure_does_so_with_a_reason(
    small_world: World, hr: Browser, address: str
) -> None:
    other = small_world.account("Bùi Văn Phó", Role.MANAGER, Role.INSPECTOR)
    form = {"kind": "decider", "account": str(small_world.manager.account_id), "deputy": "", "takes_over_after": "24"}
    hr.open(address)
    assert hr.submit(address, form).status_code == 303
    assert hr.submit(address, form).status_code == 303
    form |= {"account": str(other.account_id)}
    assert hr.submit(address, form).status_code == 422
    assert 'id="e-reason"' in hr.last
    assert hr.submit(address, {**form, "reason": "Đi công tác nước ngoài."}).status_code == 303
    number = int(address.split("/")[3])
    assert [account for account, *_ in named(number)] == [other.account_id]
    assert "lý do: Đi công tác nước ngoài" in words_of(hr.open(f"/procedures/{number}"))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Chọn nhiệm vụ."),
        ({"kind": "king"}, "Chọn nhiệm vụ."),
        ({"kind": "decider", "account": ""}, "Chưa chọn người"),
        ({"kind": "decider", "takes_over_after": "hai"}, "Ghi một số nguyên"),
        ({"kind": "decider", "takes_over_after": "0"}, "từ 1 đến 720 giờ"),
        ({"kind": "decider", "account": "clerk"}, "chưa giữ vai trò lãnh đạo"),
        ({"kind": "decider", "account": "99999"}, "Chưa chọn người"),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_stays(
    small_world: World, hr: Browser, address: str, typed: dict[str, str], sentence: str
) -> None:
    people = {"clerk": str(small_world.clerk.account_id)}
    form = {"kind": "", "account": str(small_world.manager.account_id), "deputy": "", "takes_over_after": "24"} | typed
    hr.open(address)
    page = hr.submit(address, {name: people.get(value, value) for name, value in form.items()})
    assert page.status_code == 422
    assert sentence in words_of(page.text)


def test_nobody_whom_the_procedure_is_about_can_be_chosen(small_world: World, hr: Browser, address: str) -> None:
    number = int(address.split("/")[3])
    with database.transaction() as session:
        member = session.get_one(StaffMember, 3)
        member.email = small_world.manager.email
        session.add(member)
        session.add(ListedPerson(procedure_id=number, staff_member_id=3, listed_at=small_world.now()))
    said = words_of(hr.open(address))
    assert "Phạm Văn Quản" not in said.split("Giao nhiệm vụ")[1]


def test_only_hr_names_them(small_world: World, as_: As, address: str) -> None:
    for actor in (small_world.clerk, small_world.manager, small_world.operator):
        assert as_(actor).get(address).status_code == 403
