"""Alembic's entry: our tables, our engine, and column types rendered as plain SQL ones."""

from typing import Any, Literal

from alembic import context
from sqlmodel import SQLModel
from sqlmodel.sql.sqltypes import AutoString

import models  # noqa: F401  (declares the tables)
from models.store.database import engine
from models.store.types import Instant


def render_item(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Write plain types into a migration, so that an old one never imports the code of today."""
    if kind == "type" and isinstance(item, Instant):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, AutoString):
        return f"sa.String(length={item.length})" if item.length else "sa.String()"
    return False


def compare_type(_context: Any, _inspected: Any, _metadata: Any, _inspected_type: Any, declared: Any) -> bool | None:
    """Enums are text with a check: their length is not compared on SQLite."""
    return False if isinstance(declared, Instant) else None


def migrate() -> None:
    with engine().connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=SQLModel.metadata,
            render_item=render_item,
            compare_type=compare_type,
            version_table="danchu_version",
            render_as_batch=connection.dialect.name == "sqlite",
        )
        with context.begin_transaction():
            context.run_migrations()


migrate()
