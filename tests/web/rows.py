"""How many rows each table holds: what a request must not change."""

from sqlalchemy import func, select
from sqlmodel import SQLModel

from models.store import database


def rows() -> dict[str, int]:
    """Table name to number of rows, all tables."""
    with database.reading() as session:
        tables = SQLModel.metadata.sorted_tables
        return {table.name: session.execute(select(func.count()).select_from(table)).scalar_one() for table in tables}
