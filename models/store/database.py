"""The engine of this process and its two kinds of transaction: one that writes, one that cannot."""

from collections.abc import Callable, Generator
from contextlib import contextmanager, nullcontext
from functools import cache
from threading import RLock
from typing import Any, TypeVar

from sqlalchemy import Engine, create_engine, event
from sqlmodel import Session

from settings import settings

SQLITE = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=30000",
    "PRAGMA cache_size=-8192",  # KiB a connection: a page that shows everything goes through more than the usual 2 MB
)

Found = TypeVar("Found")

# SQLite lets in one writer at a time, and the others look again after longer and longer naps: the threads of one
# process wait in line here instead, and only processes have to nap.
_ONE_WRITER = RLock()


@cache
def engine_of(url: str) -> Engine:
    """The one engine for an address; SQLite gets WAL, full durability and explicit BEGINs, PostgreSQL hands out UTC."""
    if not url.startswith("sqlite"):
        address = url.replace("postgresql://", "postgresql+psycopg://")
        engine = create_engine(address, pool_size=10, pool_pre_ping=True, hide_parameters=True)
        event.listen(engine, "connect", _prepare_postgresql)
        return engine
    engine = create_engine(url, connect_args={"timeout": 30, "check_same_thread": False}, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_postgresql(connection: Any, _record: Any) -> None:
    connection.execute("SET TIME ZONE 'UTC'")  # the driver reads instants of another zone half as fast
    connection.commit()


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    for pragma in SQLITE:
        connection.execute(pragma)


def _begin_sqlite(connection: Any) -> None:
    reading = connection.get_execution_options().get("reading", False)
    if connection.info.get("reading") is not reading:  # the pragma makes SQLite compile all its statements again
        connection.exec_driver_sql("PRAGMA query_only=ON" if reading else "PRAGMA query_only=OFF")
        connection.info["reading"] = reading
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


@cache
def _reading_engine(url: str) -> Engine:
    """The same engine, whose transactions the database keeps from writing."""
    return engine_of(url).execution_options(reading=True, postgresql_readonly=True)


def engine() -> Engine:
    """The engine of the database that the settings name."""
    return engine_of(settings().database)


def is_sqlite() -> bool:
    return engine().dialect.name == "sqlite"


@contextmanager
def transaction() -> Generator[Session]:
    """All or nothing: commits at the end of the block, rolls back on any exception."""
    turn = _ONE_WRITER if is_sqlite() else nullcontext()
    with turn, Session(engine(), expire_on_commit=False) as session, session.begin():
        yield session


@contextmanager
def reading() -> Generator[Session]:
    """A transaction in which the database itself refuses every change: what a GET gets."""
    bound = _reading_engine(settings().database)
    with Session(bound, expire_on_commit=False, autoflush=False, info={"reading": True}) as session:
        yield session


def asked_once(session: Session, ask: Callable[[Session], Found]) -> Found:
    """What `ask` finds. Where nothing can be changed it asks once: all that one page says is said of one moment."""
    if "reading" not in session.info:
        return ask(session)
    if ask not in session.info:
        session.info[ask] = ask(session)
    return session.info[ask]
