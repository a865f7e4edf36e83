"""All staff are asked by letter where too few came to a conference twice.

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
