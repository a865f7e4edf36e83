"""How a procedure with sealed ballots ends in tests, and what its holders are asked then."""

from typing import Any

from models import Procedure, ProcedureState
from models.store import database
from procedures.sealed import closing
from tests.sealed.sealing import Sealed28
from tests.two_people import done, strong

KEPT_DAYS = 100


def annul(case: Sealed28) -> None:
    done(case.world.hr, strong(case.union), "annul", case.number)
    closing.carry_on(case.number)


def end(case: Sealed28) -> None:
    """The procedure comes to its end now."""
    with database.transaction() as session:
        procedure = session.get_one(Procedure, case.number)
        procedure.state, procedure.closed_at = ProcedureState.CLOSED, case.world.now()
        session.add(procedure)
    closing.carry_on(case.number)


def to_destroy(case: Sealed28) -> list[Any]:
    return [letter.facts["holder_id"] for letter in case.world.letters("keys_to_destroy")]


def purposes(case: Sealed28) -> list[str]:
    return [case.state(place)["purpose"] for place in (1, 2, 3)]


def destroyed(case: Sealed28, place: int) -> Any:
    return case.send(f"/keys/{case.key_token(place)}/destroyed", "{}")
