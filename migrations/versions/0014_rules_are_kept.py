"""The agency's own rules: what is drafted, how it came into force, what each review of it found.

There is no way back down: the state before is that of a backup.
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0010"

DOCUMENTS = (
    *("policy", "submission", "summons_list", "force_majeure", "hybrid_meeting", "superior_chairs"),
    *("party_opinion", "new_issues", "tie_decision", "withdrawal", "earlier_result", "appointment_decision"),
    "conference_resolution",
)
SORTS = ("democracy_rules", "coordination_rules", "spending_rules", "other_rules")
RESULTS = ("kept", "to_amend", "repealed")


def upgrade() -> None:
    op.create_table('regulation',
    sa.Column('procedure_id', sa.Integer(), nullable=False),
    sa.Column('sort', sa.Enum(*SORTS, name='regulationsort', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('by_conference', sa.Boolean(), nullable=False),
    sa.Column('in_force_on', sa.Date(), nullable=True),
    sa.Column('replaces_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['procedure_id'], ['procedure.id'], name=op.f('fk_regulation_procedure_id')),
    sa.ForeignKeyConstraint(['replaces_id'], ['procedure.id'], name=op.f('fk_regulation_replaces_id')),
    sa.PrimaryKeyConstraint('procedure_id', name=op.f('pk_regulation'))
    )
    op.create_table('regulation_review',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('procedure_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('result', sa.Enum(*RESULTS, name='reviewresult', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('note', sa.String(length=3000), nullable=False),
    sa.Column('reviewed_by', sa.Integer(), nullable=True),
    sa.Column('reviewed_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['procedure_id'], ['procedure.id'], name=op.f('fk_regulation_review_procedure_id')),
    sa.ForeignKeyConstraint(['reviewed_by'], ['account.id'], name=op.f('fk_regulation_review_reviewed_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_regulation_review')),
    sa.UniqueConstraint('procedure_id', 'number', name=op.f('uq_regulation_review_procedure_id_number'))
    )
    with op.batch_alter_table('regulation_review', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_regulation_review_procedure_id'), ['procedure_id'], unique=False)
    known = " , ".join(f"'{kind}'" for kind in DOCUMENTS)
    with op.batch_alter_table('case_document', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_case_document_documentkind'), type_="check")
        batch_op.create_check_constraint(batch_op.f('ck_case_document_documentkind'), f"kind IN ({known})")
