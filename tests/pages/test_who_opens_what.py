"""Each page opens for the roles it is for, and for nobody else."""

import pytest

from models import Role
from tests.pages.conftest import As
from tests.web.browser import Browser
from tests.world import World

EVERY = frozenset(Role)
WATCHERS = EVERY - {Role.OPERATOR}
PAGES = [
    ("/hr", {Role.HR}),
    ("/hr/agency", {Role.HR, Role.OPERATOR}),
    ("/hr/staff", {Role.HR}),
    ("/hr/staff/import", {Role.HR}),
    ("/hr/staff/positions", {Role.HR}),
    ("/hr/outbox", {Role.HR}),
    ("/hr/outbox?procedure={id}&state=bounced", {Role.HR}),
    ("/hr/procedures/new", {Role.HR}),
    ("/hr/procedures/{draft}/kind", {Role.HR}),
    ("/hr/procedures/{draft}/text", {Role.HR}),
    ("/hr/procedures/{draft}/people", {Role.HR}),
    ("/hr/procedures/{draft}/times", {Role.HR}),
    ("/hr/procedures/{draft}/letter", {Role.HR}),
    ("/hr/procedures/{draft}/open", {Role.HR}),
    ("/procedures", WATCHERS),
    ("/procedures/{id}", WATCHERS),
    ("/procedures/{id}/reading-list", {Role.HR}),
    ("/procedures/{id}/papers/resolution", WATCHERS),
    ("/procedures/{id}/papers/resolution.html", WATCHERS),
    ("/procedures/{id}/papers/resolution.pdf", WATCHERS),
    ("/procedures/{id}/papers/resolution/scan", WATCHERS),
    ("/procedures/{id}/papers/reading_list", {Role.HR, Role.MANAGER, Role.CLERK}),
    ("/procedures/{id}/papers/reading_list.html", {Role.HR, Role.MANAGER, Role.CLERK}),
    ("/papers", {Role.CLERK}),
    ("/operator", {Role.OPERATOR}),
    ("/law/dan_chu.52.2", EVERY),
]


@pytest.fixture
def people(small_world: World, as_: As) -> dict[Role, Browser]:
    actors = {
        Role.HR: small_world.hr,
        Role.MANAGER: small_world.manager,
        Role.CLERK: small_world.clerk,
        Role.OPERATOR: small_world.operator,
        Role.UNION: small_world.account("Mai Thị Đoàn", Role.UNION),
        Role.INSPECTOR: small_world.account("Võ Thị Tra", Role.INSPECTOR),
    }
    return {role: as_(actor) for role, actor in actors.items()}


def test_each_page_opens_for_its_roles_and_is_refused_to_the_others(
    small_world: World, people: dict[Role, Browser], circulated: int
) -> None:
    draft = small_world.draft()
    opened = {}
    for path, _roles in PAGES:
        address = path.format(id=circulated, draft=draft)
        opened[path] = {role: browser.get(address).status_code for role, browser in people.items()}
    assert opened == {path: {role: 200 if role in roles else 403 for role in people} for path, roles in PAGES}


def test_who_has_not_signed_in_is_led_to_sign_in(small_world: World, circulated: int) -> None:
    browser = Browser()
    for path, roles in PAGES:
        if roles != EVERY:
            response = browser.get(path.format(id=circulated, draft=circulated))
            assert response.status_code == 303, path
            assert response.headers["location"].startswith("/sign-in?next="), path


def test_a_number_that_is_no_procedure_is_a_page_that_is_not(hr: Browser) -> None:
    for path in ("/procedures/999", "/hr/procedures/999/text", "/procedures/99999999999", "/procedures/x", "/law/x"):
        assert hr.get(path).status_code == 404, path
