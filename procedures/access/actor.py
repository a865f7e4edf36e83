"""Người đang thao tác: who acts, and what they may do."""

from dataclasses import dataclass

from models import Role
from procedures.access.powers import POWERS, Power
from procedures.refusal import Refusal


@dataclass(frozen=True)
class Actor:
    """A signed-in person: an account with roles, a staff member, or both.

    `roles` count now; `dormant` ones are held too, and count once the second factor was shown (`is_strong`).
    """

    full_name: str
    email: str
    account_id: int | None = None
    staff_member_id: int | None = None
    roles: frozenset[Role] = frozenset()
    dormant: frozenset[Role] = frozenset()
    is_strong: bool = False
    is_enrolled: bool = False

    @property
    def name_in_log(self) -> str:
        return f"account:{self.account_id}" if self.account_id else f"staff:{self.staff_member_id}"

    @property
    def owes_second_factor(self) -> bool:
        """Whether sign-in goes on to the code on the phone."""
        return not self.is_strong and (bool(self.dormant) or self.is_enrolled)

    def holds(self, *roles: Role) -> bool:
        return bool(self.roles.intersection(roles))

    def may(self, power: Power) -> bool:
        """Whether a role gives this power now; what depends on the procedure is asked where it is known."""
        return self.holds(*POWERS[power].roles)

    def could_hold(self, *roles: Role) -> bool:
        """Whether one of the roles is held, though it may wait for the second factor."""
        return bool((self.roles | self.dormant).intersection(roles))

    def account_for(self, power: Power) -> int:
        """The account id of someone with this power; raises Refusal `needs_role` or `second_factor_needed`."""
        return self.account_with(*POWERS[power].roles)

    def account_with(self, *roles: Role) -> int:
        """The account id of someone who holds one of the roles; raises Refusal otherwise."""
        if self.dormant.intersection(roles) and not self.holds(*roles):
            raise Refusal("second_factor_needed")
        if self.account_id is None or not self.holds(*roles):
            raise Refusal("needs_role", roles=[role.value for role in roles])
        return self.account_id
