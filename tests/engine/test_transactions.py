"""The two kinds of transaction: one writes, the other cannot; they take turns on the same connections."""

import pytest
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col, func, select

from models import Unit
from models.store import clock, database


def units(session: Session) -> int:
    return session.exec(select(func.count(col(Unit.id)))).one()


def test_a_connection_that_has_written_cannot_write_while_it_reads_and_can_again_afterwards(any_database: str) -> None:
    for turn in range(3):
        with database.transaction() as session:
            session.add(Unit(name=f"Phòng số {turn}"))
        with database.reading() as session:
            session.add(Unit(name="Phòng không có"))
            with pytest.raises(DBAPIError):
                session.flush()
        with database.reading() as session:
            assert units(session) == turn + 1


def test_what_reads_is_told_of_one_moment_and_what_writes_of_the_present_one(any_database: str) -> None:
    with database.reading() as session:
        assert clock.now(session) == clock.now(session)
        assert database.asked_once(session, units) == database.asked_once(session, units) == 0
    with database.transaction() as session:
        assert database.asked_once(session, units) == 0
        session.add(Unit(name="Phòng mới"))
        session.flush()
        assert database.asked_once(session, units) == 1
