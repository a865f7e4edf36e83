"""The one clock: the database's time in UTC, moved in the demo only."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import text
from sqlmodel import Session

from models.store.database import asked_once

_SQLITE = text("SELECT strftime('%Y-%m-%dT%H:%M:%f', 'now'), (SELECT offset_seconds FROM demo_marker)")
_POSTGRESQL = text("SELECT clock_timestamp(), (SELECT offset_seconds FROM demo_marker)")


def _read(session: Session) -> tuple[datetime, int | None]:
    return asked_once(session, _ask)


def _ask(session: Session) -> tuple[datetime, int | None]:
    if session.get_bind().dialect.name == "sqlite":
        moment, offset = session.connection().execute(_SQLITE).one()
        return datetime.fromisoformat(moment).replace(tzinfo=UTC), offset
    moment, offset = session.connection().execute(_POSTGRESQL).one()
    return moment.astimezone(UTC), offset


def machine() -> datetime:
    """This machine's own instant, where there is no database yet to ask."""
    return datetime.now(UTC)


def both(session: Session) -> tuple[datetime, datetime]:
    """`now` and `unmoved` of one moment, asked for once."""
    moment, offset = _read(session)
    return moment + timedelta(seconds=offset or 0), moment


def now(session: Session) -> datetime:
    """The instant by which the law's periods and deadlines are decided."""
    return both(session)[0]


def unmoved(session: Session) -> datetime:
    """The machine's instant, for leases and back-off, which a moved clock must not touch."""
    return _read(session)[0]


def can_be_moved(session: Session) -> bool:
    """Whether this is the clock of a demo."""
    return _read(session)[1] is not None
