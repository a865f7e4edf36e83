"""What two people may correct in an appointment: not the list, which each meeting has for itself."""

import pytest

from models.store import database
from procedures.countersigning import signing
from procedures.countersigning.choosing import possible_acts
from procedures.refusal import Refusal
from tests.appointment.appointing import Appointing, member
from tests.two_people import strong
from tests.world import World


def test_nobody_joins_the_list_of_an_appointment_but_by_a_meeting(world: World) -> None:
    case = Appointing(world)
    case.opened(6)
    with database.reading() as session:
        assert possible_acts(session, case.procedure()) == ["change_address", "annul"]
    with pytest.raises(Refusal) as refusal:
        signing.ask(strong(world.hr), "add_forgotten_person", {"staff_member_id": member(7)}, "Sót.", case.number)
    assert refusal.value.key == "list_by_meeting"
