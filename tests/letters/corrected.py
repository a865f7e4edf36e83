"""Letters of acts that two people sign: every kind, with its variants, composed at the moment it would be sent."""

from datetime import timedelta
from typing import TYPE_CHECKING

from models import Role
from notifications.letter import Letter
from procedures.access.actor import Actor
from procedures.countersigning import signing
from procedures.resolution import answering, circulation
from tests.two_people import done, newcomer, since, strong

if TYPE_CHECKING:
    from tests.letters.story import Story


def corrected(story: "Story", signer: Actor) -> dict[str, list[Letter]]:
    """A second circulation in the world of a story, corrected in each way, and roles that change hands."""
    world, union = story.world, strong(signer)
    since(timedelta(days=8))
    kept: dict[str, list[Letter]] = {}
    number = world.signed()
    circulation.sign(number)
    circulation.circulate(number)
    people = world.entries(number)
    signing.ask(strong(world.hr), "annul", {}, "Nhầm văn bản.", number)
    signing.ask(strong(world.operator), "grant_role", {"email": "nguoi3@example.gov.vn", "role": "manager"}, "Thay.")
    kept["signature_wanted"] = story.letters("signature_wanted")
    done(world.hr, union, "change_address", number, roll_entry_id=people[1].id, email="dung@example.gov.vn")
    answering.acknowledge(world.token(world.entries(number)[2]))
    done(world.hr, union, "change_address", number, roll_entry_id=people[2].id, email="moi2@example.gov.vn")
    later = (world.now() + timedelta(days=9)).isoformat()
    done(world.hr, union, "extend_deadline", number, closes_at=later)
    kept["deadline_extended"] = story.letters("deadline_extended")
    done(world.hr, union, "annul", number)
    kept["procedure_withdrawn"] = story.letters("procedure_withdrawn")
    not_sent = world.opened()
    entry = world.entries(not_sent)[4]
    done(world.hr, union, "change_address", not_sent, roll_entry_id=entry.id, email="moi4@example.gov.vn")
    kept["address_changed"] = story.letters("address_changed")
    refused = signing.ask(
        strong(world.operator), "grant_role", {"email": "nguoi5@example.gov.vn", "role": "hr"}, "Thay."
    )
    signing.refuse(union, refused, "Chưa có quyết định; xem lại.")
    kept["act_settled"] = story.letters("act_settled")
    return kept | _roles(story)


def _roles(story: "Story") -> dict[str, list[Letter]]:
    world, manager = story.world, strong(story.world.manager)
    newcomer()
    done(world.operator, manager, "grant_role", None, email="moi@example.gov.vn", role="inspector")
    account = world.account("Vũ Văn Cũ", Role.CLERK, Role.MANAGER)
    done(world.operator, manager, "revoke_role", None, account_id=account.account_id, role="clerk")
    done(world.operator, manager, "reset_second_factor", None, account_id=account.account_id)
    done(world.operator, manager, "close_account", None, account_id=account.account_id)
    clerk = world.clerk.account_id
    done(world.operator, manager, "change_account_address", None, account_id=clerk, email="thu@example.gov.vn")
    return {kind: story.letters(kind) for kind in ("role_changed", "account_address_changed")}
