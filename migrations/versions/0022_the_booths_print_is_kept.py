"""The booth's print is kept: the fingerprint of the voting page when a sealed round opened.

There is no way back down: the state before is that of a backup.
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0011"


def upgrade() -> None:
    """Add the column; of rounds that an earlier release opened the print is not known."""
    op.add_column("sealed_round", sa.Column("booth_print", sa.String(length=64), nullable=False, server_default=""))
