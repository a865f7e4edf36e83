"""What HR writes of a year for the report to the conference.

There is no way back down: the state before is that of a backup.
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"

HEADINGS = (
    *("recruitment", "training", "rotation", "missions", "evaluation", "rewards", "discipline", "policies"),
    *("finance", "assets", "petitions", "inspection_board"),
)


def upgrade() -> None:
    op.create_table('year_entry',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('heading', sa.Enum(*HEADINGS, name='yearheading', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('said', sa.String(length=2000), nullable=False),
    sa.Column('written_by', sa.Integer(), nullable=False),
    sa.Column('written_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('removed_by', sa.Integer(), nullable=True),
    sa.Column('removed_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['removed_by'], ['account.id'], name=op.f('fk_year_entry_removed_by')),
    sa.ForeignKeyConstraint(['written_by'], ['account.id'], name=op.f('fk_year_entry_written_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_year_entry'))
    )
    with op.batch_alter_table('year_entry', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_year_entry_year'), ['year'], unique=False)
