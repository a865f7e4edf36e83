"""The table of powers, cell by cell: every route as every role, and what only a verb asks for."""

import re
from collections.abc import Callable

from models import DutyKind, Procedure
from models.store import database
from notifications import links
from procedures import nudging
from procedures.access import duties
from procedures.access.actor import Actor
from procedures.access.listed import list_person
from procedures.access.powers import POWERS, STRONG_ROLES, Power
from procedures.overview.sight import Sight, What, may_see
from procedures.refusal import Refusal
from scripts.roles import PAGE, Asked, routes, written
from settings import settings
from tests.web.browser import Browser, words_of
from tests.web.persons import Person, actors
from tests.world import World
from web.csrf import JSON_POSTS

SAID = {
    "Phiên làm việc đã hết": "sign in",
    "Cần mã trên điện thoại": "phone",
    "Việc này dành cho": "no",
    "Đồng chí có tên trong danh sách xem xét": "concerned",
}


def expected(asked: Asked, person: Person) -> set[str]:
    """What the table says; a page that judges by itself what is one's own may still say no."""
    if not asked.is_for_signed_in:
        return {"yes"}
    if person.name == "stranger":
        return {"sign in"}
    if asked.terms is None:
        return {"yes", "no", "phone", "forbidden otherwise"}
    usable = person.roles if person.is_strong else person.roles - STRONG_ROLES
    if usable.intersection(asked.terms.roles):
        bars = asked.terms.not_if_listed and person.is_listed and "{procedure_id}" in asked.path
        return {"concerned"} if bars else {"yes"}
    if asked.terms.or_unit_head and person.is_head:
        return {"yes"}
    return {"phone"} if person.roles.intersection(asked.terms.roles) else {"no"}


def heard(asked: Asked, browser: Browser, path: str) -> str:
    """What the product said to this browser."""
    if asked.method == "GET":
        answered = browser.get(path)
    elif asked.path.startswith(JSON_POSTS):
        answered = browser.post(path, json={}, headers={"Origin": settings().base_url})
    else:
        answered = browser.post(path, data={"csrf": token_for(browser, path)}, headers={"Origin": settings().base_url})
    assert answered.status_code < 500, (asked, answered.status_code)
    going = answered.headers.get("location", "")
    if going.startswith("/sign-in/phone"):
        return "phone"
    if asked.is_for_signed_in and going.partition("?")[0] == "/sign-in":
        return "sign in"
    if answered.status_code != 403:
        return "yes"
    return next((what for words, what in SAID.items() if words in words_of(answered.text)), "forbidden otherwise")


def token_for(browser: Browser, path: str) -> str:
    if path.startswith("/p/"):
        return links.form_token("link", path.split("/")[2])
    session = browser.cookies.get("danchu")
    if session is None:
        browser.cookies.set("danchu-form", "x", domain="127.0.0.1", path="/")
    return links.form_token(*(("session", session) if session else ("browser", "x")))


def test_every_route_does_to_every_person_what_the_table_says(
    small_world: World, circulated: int, people: list[Person]
) -> None:
    link = small_world.token(small_world.entries(circulated)[0])
    real = {"procedure_id": circulated, "token": link, "kind": "resolution", "key": "dan_chu.52.2"}
    wrong, gets_first = {}, sorted(routes(), key=lambda asked: asked.method)
    with Browser() as browser:  # one thread for all requests
        for person in people:
            person.sign_in(browser)
            for asked in gets_first:
                if asked.method == "POST":
                    person.sign_in(browser)
                path = re.sub(r"{(\w+)}", lambda name: str(real.get(name[1], 1)), asked.path)
                said = heard(asked, browser, path)
                if said not in expected(asked, person):
                    wrong[f"{asked.method} {asked.path} {person.name}"] = said
    assert wrong == {}


def test_the_page_about_roles_is_what_the_code_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == written(), "run: python -m scripts.roles"


def verbs(world: World, number: int) -> dict[Power, Callable[[Actor], object]]:
    """What is asked for by a verb or a part of a page, and by no route of its own."""
    manager = world.manager.account_id or 0
    return {
        Power.ASSIGN_DUTIES: lambda actor: duties.assign(actor, number, DutyKind.DECIDER, manager),
        Power.LIST_PEOPLE: lambda actor: list_person(actor, number, 3, "Được giới thiệu"),
        Power.DECIDE: lambda actor: decides(actor, number),
        Power.RETRY_RUN: lambda actor: nudging.retry(actor, number),
        Power.ANSWER_OPINIONS: lambda actor: actor.account_for(Power.ANSWER_OPINIONS),
        Power.REMARK: lambda actor: actor.account_for(Power.REMARK),
        Power.SEE_LETTERS: lambda actor: sees(actor, number, What.LETTERS),
        Power.READ_LOG: lambda actor: sees(actor, number, What.LOG),
    }


def decides(actor: Actor, number: int) -> None:
    with database.reading() as session:
        duties.check_holder(session, actor, number, DutyKind.DECIDER)


def sees(actor: Actor, number: int, what: What) -> None:
    with database.reading() as session:
        if may_see(actor, session.get_one(Procedure, number), what) is not Sight.EVERYTHING:
            raise Refusal("needs_role", roles=[])


def test_each_verb_is_open_to_the_roles_of_the_table_alone(small_world: World, circulated: int) -> None:
    held, refused = actors(small_world), {}
    for power, act in verbs(small_world, circulated).items():
        did = set()
        for role, actor in held.items():
            try:
                act(actor)
                did.add(role)
            except Refusal as refusal:
                refused[power, role] = refusal.key
        assert did == set(POWERS[power].roles), power
    assert set(refused.values()) == {"needs_role", "not_your_duty"}


def test_every_power_is_asked_for_by_a_route_or_a_verb(small_world: World) -> None:
    asked = {each.power for each in routes()} | set(verbs(small_world, 1))
    assert set(Power) - asked == set()
    assert set(POWERS) == set(Power)
