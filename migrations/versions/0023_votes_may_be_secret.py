"""Votes may be secret: how many ballots of a conference's vote were invalid, none of a vote by show of hands.

There is no way back down: the state before is that of a backup.
"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0020"


def upgrade() -> None:
    """Add the column."""
    op.add_column("conference_vote", sa.Column("invalid", sa.Integer(), nullable=True))
