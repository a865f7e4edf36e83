"""Letters of a staff conference beside those of its meeting: each composed at the moment it would be sent."""

from models import Agency
from models.store import database
from notifications.letter import Letter
from procedures.conference import running
from procedures.conference.letter_ballot import asking, planning
from tests.by_letter import MATTER, ByLetter
from tests.conferring import Held
from tests.letters.sealed import composed


def _name_contact(contact: str) -> None:
    with database.transaction() as session:
        agency = session.get_one(Agency, 1)
        agency.contact = contact
        session.add(agency)


def conference_letters(contact: str) -> dict[str, list[Letter]]:
    """The plan to be agreed, then to be filed, on the database of the moment."""
    held = Held()
    _name_contact(contact)
    held.open()
    kept = {"conference_plan_to_agree": composed("conference_plan_to_agree")}
    held.agree()
    running.note_agreement(held.number)
    return kept | {"conference_plan_awaits_signature": composed("conference_plan_awaits_signature")}


def letters_in_place_of_it(contact: str) -> dict[str, list[Letter]]:
    """Too few came twice: the ballot by letter from its plan to its count, on the database of the moment."""
    held = ByLetter()
    _name_contact(contact)
    held.fail_twice()
    kept = {"letter_ballot_wanted": composed("letter_ballot_wanted")}
    held.plan_letters(MATTER)
    kept["letter_ballot_to_agree"] = composed("letter_ballot_to_agree")
    planning.agree(held.union, held.number)
    kept["letter_ballot_awaits_signature"] = composed("letter_ballot_awaits_signature")
    held.sign("letter_ballot_decision")
    asking.note_decision(held.number)
    asking.send(held.number)
    kept["letter_ballot_asked"] = composed("letter_ballot_asked")
    held.say(0, "agree")
    held.say(0, "disagree")
    held.world.move(days=6)
    asking.remind(held.number)
    for kind in ("letter_ballot_recorded", "letter_ballot_reminder"):
        kept[kind] = composed(kind)
    held.close_letters()
    kept["letter_ballot_awaits_signature"] += composed("letter_ballot_awaits_signature")
    return kept
