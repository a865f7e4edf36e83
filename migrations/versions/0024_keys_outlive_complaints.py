"""Keys outlive complaints: when the holders of a making of keys were asked to destroy their codes, if they were.

There is no way back down: the state before is that of a backup.
"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    """Add the column."""
    op.add_column("key_ceremony", sa.Column("spent_at", sa.DateTime(timezone=True), nullable=True))
