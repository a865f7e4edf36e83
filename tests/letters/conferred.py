"""Letters of a staff conference beside those of its meeting: each composed at the moment it would be sent."""

from models import Agency
from models.store import database
from notifications.letter import Letter
from procedures.conference import running
from tests.conferring import Held
from tests.letters.sealed import composed


def conference_letters(contact: str) -> dict[str, list[Letter]]:
    """The plan to be agreed, then to be filed, on the database of the moment."""
    held = Held()
    with database.transaction() as session:
        agency = session.get_one(Agency, 1)
        agency.contact = contact
        session.add(agency)
    held.open()
    kept = {"conference_plan_to_agree": composed("conference_plan_to_agree")}
    held.agree()
    running.note_agreement(held.number)
    return kept | {"conference_plan_awaits_signature": composed("conference_plan_awaits_signature")}
