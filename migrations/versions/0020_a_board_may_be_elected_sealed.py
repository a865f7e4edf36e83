"""A board may be elected sealed: whether the inspection board is elected by sealed ballots.

There is no way back down: the state before is that of a backup.
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0021"


def upgrade() -> None:
    """Add the column."""
    op.add_column("conference", sa.Column("is_sealed", sa.Boolean(), nullable=False, server_default=sa.false()))
