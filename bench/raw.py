"""The least that keeps an answer: three statements in one durable transaction, straight to the driver."""

import queue
import sqlite3
import threading
import time
from pathlib import Path

import psycopg

_TABLES = (
    "CREATE TABLE bare_roll (id INTEGER PRIMARY KEY, answered_at TEXT)",
    "CREATE TABLE bare_answer (id INTEGER PRIMARY KEY, roll_id INTEGER UNIQUE, content TEXT, at TEXT)",
    "CREATE TABLE bare_audit (number INTEGER PRIMARY KEY, what TEXT, hash TEXT)",
)
_STATEMENTS = (
    "UPDATE bare_roll SET answered_at = '2026-11-24' WHERE id = ? AND answered_at IS NULL",
    "INSERT INTO bare_answer (id, roll_id, content, at) VALUES (?, ?, '{\"read\": true}', '2026-11-24')",
    "INSERT INTO bare_audit (number, what, hash) VALUES (?, 'Acknowledged', '0')",
)


def sqlite_rate(file: Path, answers: int) -> float:
    """Answers a second: one connection, WAL, synchronous=FULL."""
    connection = sqlite3.connect(file, isolation_level=None)
    for statement in ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", *_TABLES):
        connection.execute(statement)
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO bare_roll (id) VALUES (?)", ((number,) for number in range(answers)))
    connection.execute("COMMIT")
    begun = time.perf_counter()
    for number in range(answers):
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(_STATEMENTS[0], (number,))
        connection.execute(_STATEMENTS[1], (number, number))
        connection.execute(_STATEMENTS[2], (number,))
        connection.execute("COMMIT")
    spent = time.perf_counter() - begun
    connection.close()
    return answers / spent


def postgresql_rate(address: str, answers: int, connections: int = 8) -> float:
    """Answers a second: so many connections, each in a thread of its own."""
    with psycopg.connect(address, autocommit=True) as connection:
        for statement in _TABLES:
            connection.execute(statement.replace("CREATE TABLE", "CREATE TABLE IF NOT EXISTS"))  # pyright: ignore
        connection.execute("TRUNCATE bare_roll, bare_answer, bare_audit")
        connection.execute("INSERT INTO bare_roll (id) SELECT generate_series(0, %s)", (answers,))
    left: queue.SimpleQueue[int] = queue.SimpleQueue()
    for number in range(answers):
        left.put(number)
    workers = [threading.Thread(target=_answer_all, args=(address, left)) for _ in range(connections)]
    begun = time.perf_counter()
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return answers / (time.perf_counter() - begun)


def _answer_all(address: str, left: "queue.SimpleQueue[int]") -> None:
    statements = [statement.replace("?", "%s") for statement in _STATEMENTS]
    with psycopg.connect(address) as connection:
        while True:
            try:
                number = left.get_nowait()
            except queue.Empty:
                return
            connection.execute(statements[0], (number,))  # pyright: ignore
            connection.execute(statements[1], (number, number))  # pyright: ignore
            connection.execute(statements[2], (number,))  # pyright: ignore
            connection.commit()
