"""Staff are consulted: drafts, opinions, answers to them, disclosures, second signatures, duties, overlays.

There is no way back down: the state before is that of a backup.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

RESTS_ON = """ALTER TABLE procedure ADD COLUMN rests_on_id INTEGER
    CONSTRAINT fk_procedure_rests_on_id REFERENCES procedure (id)"""


def upgrade() -> None:
    op.create_table('agency_overlay',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('text', sa.String(length=100000), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_agency_overlay_account_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_agency_overlay'))
    )
    with op.batch_alter_table('agency_overlay', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_agency_overlay_kind'), ['kind'], unique=False)

    op.create_table('consultation',
    sa.Column('procedure_id', sa.Integer(), nullable=False),
    sa.Column('matter', sa.String(length=40), nullable=False),
    sa.Column('purpose', sa.String(length=2000), nullable=False),
    sa.Column('responsible', sa.String(length=300), nullable=False),
    sa.Column('invitation', sa.String(length=1000), nullable=False),
    sa.Column('union_remark', sa.String(length=5000), nullable=False),
    sa.Column('union_remarked_by', sa.Integer(), nullable=True),
    sa.Column('union_remarked_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('decision', sa.Enum('issued', 'not_issued', name='decision', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('decision_reason', sa.String(length=2000), nullable=False),
    sa.Column('decided_by', sa.Integer(), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['decided_by'], ['account.id'], name=op.f('fk_consultation_decided_by')),
    sa.ForeignKeyConstraint(['procedure_id'], ['procedure.id'], name=op.f('fk_consultation_procedure_id')),
    sa.ForeignKeyConstraint(['union_remarked_by'], ['account.id'], name=op.f('fk_consultation_union_remarked_by')),
    sa.PrimaryKeyConstraint('procedure_id', name=op.f('pk_consultation'))
    )
    op.create_table('countersigned_act',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('act', sa.String(length=40), nullable=False),
    sa.Column('procedure_id', sa.Integer(), nullable=True),
    sa.Column('facts', sa.JSON(), nullable=False),
    sa.Column('reason', sa.String(length=1000), nullable=False),
    sa.Column('state', sa.Enum('asked', 'signed', 'refused', 'withdrawn', name='actstate', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('asked_by', sa.Integer(), nullable=False),
    sa.Column('asked_as', sa.String(length=32), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('settled_by', sa.Integer(), nullable=True),
    sa.Column('settled_as', sa.String(length=32), nullable=False),
    sa.Column('settled_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['asked_by'], ['account.id'], name=op.f('fk_countersigned_act_asked_by')),
    sa.ForeignKeyConstraint(['procedure_id'], ['procedure.id'], name=op.f('fk_countersigned_act_procedure_id')),
    sa.ForeignKeyConstraint(['settled_by'], ['account.id'], name=op.f('fk_countersigned_act_settled_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_countersigned_act'))
    )
    with op.batch_alter_table('countersigned_act', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_countersigned_act_act'), ['act'], unique=False)
        batch_op.create_index(batch_op.f('ix_countersigned_act_procedure_id'), ['procedure_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_countersigned_act_state'), ['state'], unique=False)

    op.create_table('disclosure',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('procedure_id', sa.Integer(), nullable=False),
    sa.Column('content', sa.String(length=40), nullable=False),
    sa.Column('counted_from', sa.Date(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('disclosed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('posted_until', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['procedure_id'], ['procedure.id'], name=op.f('fk_disclosure_procedure_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_disclosure')),
    sa.UniqueConstraint('procedure_id', 'content', name=op.f('uq_disclosure_procedure_id_content'))
    )
    with op.batch_alter_table('disclosure', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_disclosure_procedure_id'), ['procedure_id'], unique=False)

    op.create_table('draft_paragraph',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('procedure_id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('text', sa.String(length=20000), nullable=False),
    sa.ForeignKeyConstraint(['procedure_id'], ['procedure.id'], name=op.f('fk_draft_paragraph_procedure_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_draft_paragraph')),
    sa.UniqueConstraint('procedure_id', 'version', 'number', name=op.f('uq_draft_paragraph_procedure_id_version_number'))
    )
    with op.batch_alter_table('draft_paragraph', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_draft_paragraph_procedure_id'), ['procedure_id'], unique=False)

    op.create_table('duty',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('procedure_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('secretary', 'teller', 'decider', name='dutykind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('deputy_id', sa.Integer(), nullable=True),
    sa.Column('takes_over_after', sa.Integer(), nullable=False),
    sa.Column('waits_since', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_duty_account_id')),
    sa.ForeignKeyConstraint(['deputy_id'], ['account.id'], name=op.f('fk_duty_deputy_id')),
    sa.ForeignKeyConstraint(['procedure_id'], ['procedure.id'], name=op.f('fk_duty_procedure_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_duty')),
    sa.UniqueConstraint('procedure_id', 'kind', 'account_id', name=op.f('uq_duty_procedure_id_kind_account_id'))
    )
    with op.batch_alter_table('duty', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_duty_account_id'), ['account_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_duty_deputy_id'), ['deputy_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_duty_procedure_id'), ['procedure_id'], unique=False)

    op.create_table('listed_person',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('procedure_id', sa.Integer(), nullable=False),
    sa.Column('staff_member_id', sa.Integer(), nullable=False),
    sa.Column('listed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('removed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('reason', sa.String(length=500), nullable=False),
    sa.ForeignKeyConstraint(['procedure_id'], ['procedure.id'], name=op.f('fk_listed_person_procedure_id')),
    sa.ForeignKeyConstraint(['staff_member_id'], ['staff_member.id'], name=op.f('fk_listed_person_staff_member_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_listed_person')),
    sa.UniqueConstraint('procedure_id', 'staff_member_id', name=op.f('uq_listed_person_procedure_id_staff_member_id'))
    )
    with op.batch_alter_table('listed_person', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_listed_person_procedure_id'), ['procedure_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_listed_person_staff_member_id'), ['staff_member_id'], unique=False)

    op.create_table('merged_opinion',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('procedure_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('paragraph', sa.Integer(), nullable=False),
    sa.Column('gist', sa.String(length=5000), nullable=False),
    sa.Column('verdict', sa.Enum('accepted', 'explained', name='verdict', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('response', sa.String(length=5000), nullable=False),
    sa.Column('responded_by', sa.Integer(), nullable=True),
    sa.Column('responded_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['procedure_id'], ['procedure.id'], name=op.f('fk_merged_opinion_procedure_id')),
    sa.ForeignKeyConstraint(['responded_by'], ['account.id'], name=op.f('fk_merged_opinion_responded_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_merged_opinion')),
    sa.UniqueConstraint('procedure_id', 'number', name=op.f('uq_merged_opinion_procedure_id_number'))
    )
    with op.batch_alter_table('merged_opinion', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_merged_opinion_procedure_id'), ['procedure_id'], unique=False)

    op.create_table('comment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('procedure_id', sa.Integer(), nullable=False),
    sa.Column('answer_id', sa.Integer(), nullable=False),
    sa.Column('paragraph', sa.Integer(), nullable=False),
    sa.Column('text', sa.String(length=5000), nullable=False),
    sa.Column('merged_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['answer_id'], ['answer.id'], name=op.f('fk_comment_answer_id')),
    sa.ForeignKeyConstraint(['merged_id'], ['merged_opinion.id'], name=op.f('fk_comment_merged_id')),
    sa.ForeignKeyConstraint(['procedure_id'], ['procedure.id'], name=op.f('fk_comment_procedure_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_comment')),
    sa.UniqueConstraint('answer_id', 'paragraph', name=op.f('uq_comment_answer_id_paragraph'))
    )
    with op.batch_alter_table('comment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_comment_answer_id'), ['answer_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_comment_merged_id'), ['merged_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_comment_procedure_id'), ['procedure_id'], unique=False)

    zero, empty = sa.text("0"), sa.text("''")
    op.add_column("account", sa.Column("totp_version", sa.Integer(), nullable=False, server_default=sa.text("1")))
    op.add_column("account", sa.Column("totp_since", sa.DateTime(timezone=True), nullable=True))
    op.add_column("account", sa.Column("totp_last_step", sa.Integer(), nullable=False, server_default=zero))
    op.add_column("account", sa.Column("totp_wrong", sa.Integer(), nullable=False, server_default=zero))
    op.add_column("account", sa.Column("totp_next_try_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("answer", sa.Column("changes", sa.Integer(), nullable=False, server_default=zero))
    op.add_column("web_session", sa.Column("browser", sa.String(length=80), nullable=False, server_default=empty))
    op.add_column("web_session", sa.Column("strong_since", sa.DateTime(timezone=True), nullable=True))
    # In plain SQL: a rebuilt table would lose its rows' children, and the key stands in the column on both databases.
    op.execute(RESTS_ON)
    op.create_index("ix_procedure_closed_at", "procedure", ["closed_at"])
