"""What a page asks of the database, written down once and asked again by the driver alone."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any

import psycopg
from sqlalchemy import Engine, event

from models.store.database import SQLITE, is_sqlite
from settings import settings

Asked = list[tuple[str, Any]]
Ask = Callable[[Asked], float]


def asked_by(work: Callable[[], object]) -> Asked:
    """The queries, with their values, that this work sends; what opens and closes a transaction is left out."""
    queries: Asked = []

    def listen(_connection: object, _cursor: object, statement: str, values: Any, *_rest: object) -> None:
        if statement.lstrip().startswith(("SELECT", "WITH")):
            queries.append((statement, values))

    event.listen(Engine, "before_cursor_execute", listen)
    try:
        work()
    finally:
        event.remove(Engine, "before_cursor_execute", listen)
    return queries


@contextmanager
def driver() -> Iterator[Ask]:
    """A connection of the driver's own, prepared as ours: seconds to ask all queries of a list and fetch every row."""
    address = settings().database
    opened = (
        sqlite3.connect(address.removeprefix("sqlite:///"))
        if is_sqlite()
        else psycopg.connect(address, options="-c TimeZone=UTC")
    )
    with closing(opened) as connection:
        cursor: Any = connection.cursor()
        for pragma in SQLITE if is_sqlite() else ():
            cursor.execute(pragma)

        def ask(queries: Asked) -> float:
            begun = time.perf_counter()
            for statement, values in queries:
                cursor.execute(statement, values)
                cursor.fetchall()
            spent = time.perf_counter() - begun
            connection.rollback()
            return spent

        yield ask
