"""Thông tin cơ quan: what its papers and letters print, written once and changed when it changes."""

import re
from dataclasses import asdict, dataclass

from models import Agency
from models.store.database import transaction
from procedures import log
from procedures.access.actor import Actor
from procedures.access.powers import Power
from procedures.refusal import Refusal
from procedures.unchanged import check_unchanged
from words.names import clean_name

LONGEST = 200
SHORTER = {"symbol": 30, "place": 100, "head_title": 100, "union_title": 100, "contact": 300}
SYMBOL = re.compile(r"[^\W\d_][\w&.\-]*")


@dataclass(frozen=True)
class Particulars:
    """What is asked of the agency; names of fields as in models.Agency."""

    name: str
    governing_body: str = ""
    symbol: str = ""
    place: str = ""
    head_title: str = ""
    head_name: str = ""
    union_title: str = ""
    union_name: str = ""
    contact: str = ""
    office: str = ""


def write(actor: Actor, particulars: Particulars, seen: int | None = None) -> None:
    """Keep what the agency is called; `seen`: as in check_unchanged().

    Raises Refusal `agency_lacks`, `agency_symbol`, `agency_too_long`, `written_meanwhile`.
    """
    actor.account_for(Power.KEEP_AGENCY)
    said = {name: clean_name(text) for name, text in asdict(particulars).items()}
    check(said)
    with transaction() as session:
        agency = session.get(Agency, 1, with_for_update=True) or Agency(name=said["name"])
        check_unchanged(session, actor, None, ("AgencySet",), seen)
        for name, text in said.items():
            setattr(agency, name, text)
        session.add(agency)
        log.write(session, actor.name_in_log, "AgencySet")


def check(said: dict[str, str]) -> None:
    """The name, the place and the short name stand on every paper, so they may not be empty."""
    for name in ("name", "place", "symbol", "head_title", "contact"):
        if not said[name]:
            raise Refusal("agency_lacks", field=name, what=name)
    for name, text in said.items():
        if len(text) > SHORTER.get(name, LONGEST):
            raise Refusal("agency_too_long", field=name, at_most=SHORTER.get(name, LONGEST))
    if not SYMBOL.fullmatch(said["symbol"]):
        raise Refusal("agency_symbol", field="symbol")
