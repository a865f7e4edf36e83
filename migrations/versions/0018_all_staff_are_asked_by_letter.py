"""All staff are asked by letter where too few came to a conference twice; delegates attend a conference of many.

There is no way back down: the state before is that of a backup.
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    op.create_table('letter_ballot',
    sa.Column('procedure_id', sa.Integer(), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('matters', sa.JSON(), nullable=False),
    sa.Column('days', sa.Integer(), nullable=True),
    sa.Column('agreed_by', sa.Integer(), nullable=True),
    sa.Column('agreed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('union_remark', sa.String(length=3000), nullable=False),
    sa.Column('asked', sa.Integer(), nullable=False),
    sa.Column('counts', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['agreed_by'], ['account.id'], name=op.f('fk_letter_ballot_agreed_by')),
    sa.ForeignKeyConstraint(['procedure_id'], ['procedure.id'], name=op.f('fk_letter_ballot_procedure_id')),
    sa.ForeignKeyConstraint(['round_id'], ['round.id'], name=op.f('fk_letter_ballot_round_id')),
    sa.PrimaryKeyConstraint('procedure_id', name=op.f('pk_letter_ballot'))
    )
    op.create_table('delegate_seats',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('procedure_id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('seats', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['procedure_id'], ['procedure.id'], name=op.f('fk_delegate_seats_procedure_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_delegate_seats_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_delegate_seats')),
    sa.UniqueConstraint('procedure_id', 'unit_id', name=op.f('uq_delegate_seats_procedure_id_unit_id'))
    )
    op.create_index(op.f('ix_delegate_seats_procedure_id'), 'delegate_seats', ['procedure_id'], unique=False)
    op.create_table('delegate',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('procedure_id', sa.Integer(), nullable=False),
    sa.Column('staff_member_id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['procedure_id'], ['procedure.id'], name=op.f('fk_delegate_procedure_id')),
    sa.ForeignKeyConstraint(['staff_member_id'], ['staff_member.id'], name=op.f('fk_delegate_staff_member_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_delegate_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_delegate')),
    sa.UniqueConstraint('procedure_id', 'staff_member_id', name=op.f('uq_delegate_procedure_id_staff_member_id'))
    )
    op.create_index(op.f('ix_delegate_procedure_id'), 'delegate', ['procedure_id'], unique=False)
