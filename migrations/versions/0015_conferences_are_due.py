"""The conference of each work year: by when it must be held, and when it was.

There is no way back down: the state before is that of a backup.
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.create_table('conference_year',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('procedure_id', sa.Integer(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('ends_on', sa.Date(), nullable=False),
    sa.Column('latest_on', sa.Date(), nullable=False),
    sa.Column('held_on', sa.Date(), nullable=True),
    sa.Column('note', sa.String(length=1000), nullable=False),
    sa.Column('noted_by', sa.Integer(), nullable=True),
    sa.Column('noted_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['noted_by'], ['account.id'], name=op.f('fk_conference_year_noted_by')),
    sa.ForeignKeyConstraint(['procedure_id'], ['procedure.id'], name=op.f('fk_conference_year_procedure_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_conference_year')),
    sa.UniqueConstraint('procedure_id', 'year', name=op.f('uq_conference_year_procedure_id_year'))
    )
    with op.batch_alter_table('conference_year', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_conference_year_procedure_id'), ['procedure_id'], unique=False)
