"""Who may come to a page: one person a role, with and without the code typed; a stranger; staff; someone listed."""

from dataclasses import dataclass

from models import Account, Role
from models.store import database
from procedures.access.actor import Actor
from procedures.access.listed import list_person
from procedures.access.powers import STRONG_ROLES
from procedures.access.sign_in import open_session
from tests.web.browser import Browser
from tests.world import World


@dataclass(frozen=True)
class Person:
    """Someone at a browser: what they hold, and whether the code on the phone was typed."""

    name: str
    roles: frozenset[Role] = frozenset()
    account: int | None = None
    member: int | None = None
    is_strong: bool = True
    is_head: bool = False
    is_listed: bool = False

    def sign_in(self, browser: Browser) -> None:
        """Take a new session: some forms end the one they are posted in."""
        browser.cookies.clear()
        if self.account or self.member:
            with database.transaction() as session:
                secret = open_session(session, self.account, self.member, is_strong=self.is_strong)
            browser.take(secret)


def actors(world: World) -> dict[Role, Actor]:
    """One person a role, by direct verbs."""
    held = {Role.HR: world.hr, Role.MANAGER: world.manager, Role.CLERK: world.clerk, Role.OPERATOR: world.operator}
    return held | {role: world.account(f"Một {role.value}", role) for role in (Role.UNION, Role.INSPECTOR)}


def everyone(world: World, circulated: int) -> list[Person]:
    """All of them; the last holds every role, and is on the list for the next meeting of this procedure."""
    held = actors(world)
    everything = world.account("Người được giới thiệu", *Role)
    with database.transaction() as session:
        account = session.get_one(Account, everything.account_id)
        account.staff_member_id = 8
        session.add(account)
    list_person(world.hr, circulated, 8, "Được giới thiệu")
    by_role = [Person(role.value, frozenset({role}), actor.account_id) for role, actor in held.items()]
    weak = [Person(f"{r.value}, no code", frozenset({r}), held[r].account_id, is_strong=False) for r in STRONG_ROLES]
    return [
        *(by_role + weak),
        Person("stranger"),
        Person("staff", member=5),
        Person("head of a unit", member=1, is_head=True),
        Person("listed, every role", frozenset(Role), everything.account_id, is_listed=True),
    ]
