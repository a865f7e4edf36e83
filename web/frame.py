"""Khung trang: what stands around the content of every page, read in one transaction with who is signed in."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from models import Agency
from models.store import clock
from procedures.access.actor import Actor
from procedures.demo import is_demo
from procedures.overview.sight import headed_unit
from words.dates import moment

DEMO_PAGES = {"tray": "/demo/mail", "clock": "/demo/clock", "be": "/demo/be"}
AGENCY = select(col(Agency.name), col(Agency.contact)).where(col(Agency.id) == 1)


@dataclass(frozen=True)
class Frame:
    """The agency's name, whom to ask, the bar of a demo, and whether the person at this browser heads a unit."""

    agency_name: str = "danchu"
    help_contact: str = ""
    demo: dict[str, str] | None = None
    heads_a_unit: bool = False


def read(session: Session, actor: Actor | None) -> Frame:
    """The frame of this person's pages; None for someone who is not signed in."""
    agency = session.connection().execute(AGENCY).first()
    name, contact = agency or ("", "")
    demo = {"now": moment(clock.now(session)), **DEMO_PAGES} if is_demo(session) else None
    return Frame(name, contact, demo, bool(actor and headed_unit(session, actor)))
