"""What an act that needs two people is: who asks, who signs, what it checks, what it does, how it is told."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from models import CountersignedAct, Role

Facts = dict[str, Any]
Prepare = Callable[[Session, int, Facts], Facts]
CarryOut = Callable[[Session, CountersignedAct, str], Facts]
Tell = Callable[[Session, int, Facts], Facts]

INDEPENDENT = (Role.UNION, Role.INSPECTOR)


@dataclass(frozen=True)
class Act:
    """One kind of act; its words stand in templates/sentences.yaml under `acts`, `acts_do` and `acts_done`.

    `prepare` gives the facts that are kept, what stands now among them, and raises Refusal where the act cannot be;
    given its own facts it gives them again, unless something has changed since. `carry_out` does the act in the open
    session, in the name of the second signer, and gives facts for the log. `tell` gives the facts of the words.
    `about` are the facts that say what it is about: of requests that agree in them one may wait at a time.
    `tells_holders` says that everyone with a role hears of it, and so the asker needs no letter of their own.
    """

    name: str
    prepare: Prepare
    carry_out: CarryOut
    tell: Tell
    asked_by: tuple[Role, ...] = (Role.HR,)
    signed_by: tuple[Role, ...] = INDEPENDENT
    in_their_place: tuple[Role, ...] = (Role.MANAGER,)
    is_of_a_procedure: bool = True
    tells_holders: bool = False
    about: tuple[str, ...] = ()
