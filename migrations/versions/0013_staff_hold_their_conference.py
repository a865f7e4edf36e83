"""Staff hold their conference: its plan, its agenda, what was asked, and votes by show of hands.

There is no way back down: the state before is that of a backup.
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.create_table('agenda_item',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('procedure_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=40), nullable=False),
    sa.Column('presenter', sa.String(length=300), nullable=False),
    sa.Column('said', sa.String(length=10000), nullable=False),
    sa.Column('begun_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['procedure_id'], ['procedure.id'], name=op.f('fk_agenda_item_procedure_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_agenda_item')),
    sa.UniqueConstraint('procedure_id', 'number', name=op.f('uq_agenda_item_procedure_id_number'))
    )
    with op.batch_alter_table('agenda_item', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_agenda_item_procedure_id'), ['procedure_id'], unique=False)

    op.create_table('conference',
    sa.Column('procedure_id', sa.Integer(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=True),
    sa.Column('cause', sa.Enum('yearly', 'head', 'union', 'staff', name='conferencecause', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('requesters', sa.Integer(), nullable=True),
    sa.Column('attending', sa.Enum('everyone', 'delegates', name='attending', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('starts_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('place', sa.String(length=300), nullable=False),
    sa.Column('presidium', sa.String(length=1000), nullable=False),
    sa.Column('secretaries', sa.String(length=1000), nullable=False),
    sa.Column('preparation', sa.String(length=5000), nullable=False),
    sa.Column('invitation', sa.String(length=1000), nullable=False),
    sa.Column('resolution', sa.String(length=50000), nullable=False),
    sa.Column('board_seats', sa.Integer(), nullable=False),
    sa.Column('agreed_by', sa.Integer(), nullable=True),
    sa.Column('agreed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('union_remark', sa.String(length=3000), nullable=False),
    sa.Column('drafted_resolution_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['agreed_by'], ['account.id'], name=op.f('fk_conference_agreed_by')),
    sa.ForeignKeyConstraint(['drafted_resolution_id'], ['procedure.id'], name=op.f('fk_conference_drafted_resolution_id')),
    sa.ForeignKeyConstraint(['procedure_id'], ['procedure.id'], name=op.f('fk_conference_procedure_id')),
    sa.PrimaryKeyConstraint('procedure_id', name=op.f('pk_conference'))
    )
    op.create_table('conference_draft',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('procedure_id', sa.Integer(), nullable=False),
    sa.Column('consultation_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['consultation_id'], ['procedure.id'], name=op.f('fk_conference_draft_consultation_id')),
    sa.ForeignKeyConstraint(['procedure_id'], ['procedure.id'], name=op.f('fk_conference_draft_procedure_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_conference_draft')),
    sa.UniqueConstraint('procedure_id', 'consultation_id', name=op.f('uq_conference_draft_procedure_id_consultation_id'))
    )
    with op.batch_alter_table('conference_draft', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_conference_draft_consultation_id'), ['consultation_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_conference_draft_procedure_id'), ['procedure_id'], unique=False)

    op.create_table('conference_question',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('procedure_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('asked_by', sa.String(length=300), nullable=False),
    sa.Column('text', sa.String(length=3000), nullable=False),
    sa.Column('answered_by', sa.String(length=300), nullable=False),
    sa.Column('answer', sa.String(length=3000), nullable=False),
    sa.Column('owner_id', sa.Integer(), nullable=True),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('noted_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['owner_id'], ['staff_member.id'], name=op.f('fk_conference_question_owner_id')),
    sa.ForeignKeyConstraint(['procedure_id'], ['procedure.id'], name=op.f('fk_conference_question_procedure_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_conference_question')),
    sa.UniqueConstraint('procedure_id', 'number', name=op.f('uq_conference_question_procedure_id_number'))
    )
    with op.batch_alter_table('conference_question', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_conference_question_procedure_id'), ['procedure_id'], unique=False)

    op.create_table('conference_vote',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=40), nullable=False),
    sa.Column('matter', sa.String(length=500), nullable=False),
    sa.Column('present', sa.Integer(), nullable=False),
    sa.Column('in_favour', sa.Integer(), nullable=False),
    sa.Column('against', sa.Integer(), nullable=False),
    sa.Column('abstained', sa.Integer(), nullable=False),
    sa.Column('is_carried', sa.Boolean(), nullable=False),
    sa.Column('recorded_by', sa.Integer(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_conference_vote_meeting_id')),
    sa.ForeignKeyConstraint(['recorded_by'], ['account.id'], name=op.f('fk_conference_vote_recorded_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_conference_vote')),
    sa.UniqueConstraint('meeting_id', 'number', name=op.f('uq_conference_vote_meeting_id_number'))
    )
    with op.batch_alter_table('conference_vote', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_conference_vote_meeting_id'), ['meeting_id'], unique=False)
