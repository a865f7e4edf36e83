"""Cơ quan mẫu: the marker that makes a database a demo's, its moved clock, and taking a person's place."""

import ipaddress
from datetime import timedelta
from urllib.parse import urlsplit

from sqlmodel import Session, func, select

from models import Account, Agency, DemoMarker, StaffMember
from models.store import clock
from models.store.database import reading, transaction
from procedures import log
from procedures.access.sign_in import open_session
from procedures.refusal import Refusal
from settings import settings

FARTHEST_STEP = timedelta(days=366)


def mark(behind: timedelta = timedelta()) -> None:
    """Make an empty database a demo's, its clock `behind` the machine's; raises Refusal on any other database."""
    with transaction() as session:
        filled = session.exec(select(func.count()).select_from(Account)).one() or session.get(Agency, 1)
        if filled and not session.get(DemoMarker, 1):
            raise Refusal("demo_too_late")
        if not session.get(DemoMarker, 1):
            session.add(DemoMarker(created_at=clock.unmoved(session), offset_seconds=-int(behind.total_seconds())))


def is_demo(session: Session) -> bool:
    """Whether this database was made a demo's."""
    return clock.can_be_moved(session)


def refuse_in_public() -> None:
    """Raise Refusal where a demo's database would be served beyond this machine or send real mail."""
    with reading() as session:
        if not is_demo(session):
            return
    hosts = (settings().web_host, settings().smtp_host, urlsplit(settings().base_url).hostname or "")
    if not all(_is_this_machine(host) for host in hosts):
        raise Refusal("demo_in_public")


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def move_clock(by: timedelta) -> None:
    """Move the demo's clock forward; raises Refusal outside a demo, or backwards."""
    if not timedelta() <= by <= FARTHEST_STEP:
        raise Refusal("clock_out_of_reach", field="hours", days=FARTHEST_STEP.days)
    with transaction() as session:
        marker = session.get(DemoMarker, 1, with_for_update=True)
        if marker is None:
            raise Refusal("not_a_demo")
        if marker.offset_seconds > FARTHEST_STEP.total_seconds():
            raise Refusal("clock_out_of_reach", field="hours", days=FARTHEST_STEP.days)
        marker.offset_seconds += int(by.total_seconds())
        session.add(marker)
        log.write(session, "demo", "ClockMoved", seconds=int(by.total_seconds()))


def become(account_id: int | None, staff_member_id: int | None) -> str:
    """Open a session as one of the demo's people; returns its secret. Raises Refusal outside a demo."""
    with transaction() as session:
        if not is_demo(session):
            raise Refusal("not_a_demo")
        chosen = (Account, account_id) if account_id else (StaffMember, staff_member_id)
        known = chosen[1] and session.get(*chosen)
        if not known:
            raise Refusal("nobody_chosen", field="person")
        return open_session(session, account_id, staff_member_id, is_strong=True)
