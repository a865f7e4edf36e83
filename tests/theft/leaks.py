"""Three builds that a careless hand could make: each leaks what was chosen by another way."""

import logging
import secrets
import sqlite3
from contextlib import closing

from tests.theft.stage import Ballot


def choice_in_a_log(ballot: Ballot) -> None:
    """The booth tells the server what was pressed, and the server writes it down beside the tracker."""
    logging.getLogger("danchu.web").info(
        '{"event": "ballot", "id": "%s", "pressed": %d}', ballot.tracker, ballot.option
    )


def ids_in_order_of_casting(ballot: Ballot) -> None:
    """Choices kept without a name, in rows that are numbered as they come."""
    _write(ballot, "CREATE TABLE IF NOT EXISTS opened (id INTEGER PRIMARY KEY, said TEXT)")
    _write(ballot, "INSERT INTO opened (said) VALUES (?)", ballot.said)


def lengths_of_envelopes(ballot: Ballot) -> None:
    """Sealed words that were not padded: as long as the name that was chosen."""
    _write(ballot, "CREATE TABLE IF NOT EXISTS envelope (id TEXT PRIMARY KEY, ballot TEXT, body BLOB)")
    body = secrets.token_bytes(len(ballot.said.encode()) + ballot.option + 243)
    _write(ballot, "INSERT INTO envelope VALUES (?, ?, ?)", secrets.token_hex(16), ballot.tracker, body)


def _write(ballot: Ballot, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(ballot.database)) as connection, connection:
        connection.execute(statement, values)


LEAKS = (choice_in_a_log, ids_in_order_of_casting, lengths_of_envelopes)
