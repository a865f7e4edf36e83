"""A conference has its emulation pact, and those whom it rewards.

There is no way back down: the state before is that of a backup.
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.create_table('emulation_pact',
    sa.Column('procedure_id', sa.Integer(), nullable=False),
    sa.Column('text', sa.String(length=20000), nullable=False),
    sa.Column('written_by', sa.Integer(), nullable=False),
    sa.Column('written_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['procedure_id'], ['procedure.id'], name=op.f('fk_emulation_pact_procedure_id')),
    sa.ForeignKeyConstraint(['written_by'], ['account.id'], name=op.f('fk_emulation_pact_written_by')),
    sa.PrimaryKeyConstraint('procedure_id', name=op.f('pk_emulation_pact'))
    )
    op.create_table('reward',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('procedure_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('honoured', sa.String(length=300), nullable=False),
    sa.Column('form', sa.String(length=300), nullable=False),
    sa.Column('merit', sa.String(length=1000), nullable=False),
    sa.Column('written_by', sa.Integer(), nullable=False),
    sa.Column('written_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('removed_by', sa.Integer(), nullable=True),
    sa.Column('removed_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['procedure_id'], ['procedure.id'], name=op.f('fk_reward_procedure_id')),
    sa.ForeignKeyConstraint(['removed_by'], ['account.id'], name=op.f('fk_reward_removed_by')),
    sa.ForeignKeyConstraint(['written_by'], ['account.id'], name=op.f('fk_reward_written_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reward')),
    sa.UniqueConstraint('procedure_id', 'number', name=op.f('uq_reward_procedure_id_number'))
    )
    with op.batch_alter_table('reward', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_reward_procedure_id'), ['procedure_id'], unique=False)
