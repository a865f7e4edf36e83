"""Polls may be sealed: whether a poll without a meeting is by sealed ballots.

There is no way back down: the state before is that of a backup.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0013"


def upgrade() -> None:
    """Add the column."""
    op.add_column("confidence_poll", sa.Column("is_sealed", sa.Boolean(), nullable=False, server_default=sa.false()))
