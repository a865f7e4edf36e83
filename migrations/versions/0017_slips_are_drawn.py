"""Slips are drawn: who makes their codes, how many were handed out, a box with more ballots than slips.

There is no way back down: the state before is that of a backup.
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0022"

STATES = ("prepared", "signed", "open", "closed", "too_few", "too_many", "opened")


def upgrade() -> None:
    op.create_table('slip_count',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('sealed_round_id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('handed_out', sa.Integer(), nullable=False),
    sa.Column('entered_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_slip_count_account_id')),
    sa.ForeignKeyConstraint(['sealed_round_id'], ['sealed_round.id'], name=op.f('fk_slip_count_sealed_round_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_slip_count')),
    sa.UniqueConstraint('sealed_round_id', 'account_id', name=op.f('uq_slip_count_sealed_round_id_account_id'))
    )
    op.create_index(op.f('ix_slip_count_sealed_round_id'), 'slip_count', ['sealed_round_id'])
    known = ", ".join(f"'{state}'" for state in STATES)
    with op.batch_alter_table('sealed_round', schema=None) as batch_op:
        batch_op.add_column(sa.Column('slip_maker_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('slips', sa.Integer(), nullable=True))
        maker = batch_op.f('fk_sealed_round_slip_maker_id')
        batch_op.create_foreign_key(maker, 'key_holder', ['slip_maker_id'], ['id'])
        batch_op.drop_constraint(batch_op.f('ck_sealed_round_boxstate'), type_="check")
        batch_op.create_check_constraint(batch_op.f('ck_sealed_round_boxstate'), f"state IN ({known})")
