"""Matters and the resolution of a conference may be voted by sealed ballots: what is planned so, and the rounds.

There is no way back down: the state before is that of a backup.
"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    """Add the columns and the table."""
    op.add_column("conference", sa.Column("sealed_matters", sa.String(length=5000), nullable=False, server_default=""))
    op.add_column(
        "conference", sa.Column("is_resolution_sealed", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.create_table(
        "matter_round",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("matters", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_matter_round_round_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_matter_round_meeting_id")),
        sa.PrimaryKeyConstraint("round_id", name=op.f("pk_matter_round")),
    )
    op.create_index(op.f("ix_matter_round_meeting_id"), "matter_round", ["meeting_id"], unique=False)
