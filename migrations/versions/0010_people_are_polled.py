"""People are polled: polls, people with their reports, questions; a count may be of the whole meeting.

There is no way back down: the state before is that of a backup.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table('confidence_poll',
    sa.Column('procedure_id', sa.Integer(), nullable=False),
    sa.Column('term', sa.String(length=100), nullable=False),
    sa.Column('organiser', sa.String(length=200), nullable=False),
    sa.Column('authority', sa.String(length=200), nullable=False),
    sa.Column('starts_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('by_correspondence', sa.Boolean(), nullable=False),
    sa.Column('correspondence_basis', sa.String(length=300), nullable=False),
    sa.Column('place', sa.String(length=300), nullable=False),
    sa.Column('chair', sa.String(length=300), nullable=False),
    sa.Column('invitation', sa.String(length=1000), nullable=False),
    sa.ForeignKeyConstraint(['procedure_id'], ['procedure.id'], name=op.f('fk_confidence_poll_procedure_id')),
    sa.PrimaryKeyConstraint('procedure_id', name=op.f('pk_confidence_poll'))
    )
    op.create_table('polled_person',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('procedure_id', sa.Integer(), nullable=False),
    sa.Column('staff_member_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('full_name', sa.String(length=200), nullable=False),
    sa.Column('position', sa.String(length=200), nullable=False),
    sa.Column('unit_name', sa.String(length=200), nullable=False),
    sa.Column('report_id', sa.Integer(), nullable=True),
    sa.Column('reported_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('reported_by', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['procedure_id'], ['procedure.id'], name=op.f('fk_polled_person_procedure_id')),
    sa.ForeignKeyConstraint(['report_id'], ['stored_file.id'], name=op.f('fk_polled_person_report_id')),
    sa.ForeignKeyConstraint(['reported_by'], ['account.id'], name=op.f('fk_polled_person_reported_by')),
    sa.ForeignKeyConstraint(['staff_member_id'], ['staff_member.id'], name=op.f('fk_polled_person_staff_member_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_polled_person')),
    sa.UniqueConstraint('procedure_id', 'number', name=op.f('uq_polled_person_procedure_id_number')),
    sa.UniqueConstraint('procedure_id', 'staff_member_id', name=op.f('uq_polled_person_procedure_id_staff_member_id'))
    )
    with op.batch_alter_table('polled_person', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_polled_person_procedure_id'), ['procedure_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_polled_person_staff_member_id'), ['staff_member_id'], unique=False)

    op.create_table('poll_question',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('procedure_id', sa.Integer(), nullable=False),
    sa.Column('polled_id', sa.Integer(), nullable=False),
    sa.Column('asked_by', sa.Integer(), nullable=False),
    sa.Column('text', sa.String(length=2000), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('answer', sa.String(length=5000), nullable=False),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('answered_by', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['answered_by'], ['account.id'], name=op.f('fk_poll_question_answered_by')),
    sa.ForeignKeyConstraint(['asked_by'], ['roll_entry.id'], name=op.f('fk_poll_question_asked_by')),
    sa.ForeignKeyConstraint(['polled_id'], ['polled_person.id'], name=op.f('fk_poll_question_polled_id')),
    sa.ForeignKeyConstraint(['procedure_id'], ['procedure.id'], name=op.f('fk_poll_question_procedure_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_poll_question'))
    )
    with op.batch_alter_table('poll_question', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_poll_question_polled_id'), ['polled_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_poll_question_procedure_id'), ['procedure_id'], unique=False)

    with op.batch_alter_table('conclusion', schema=None) as batch_op:
        batch_op.alter_column('post_id', existing_type=sa.Integer(), nullable=True)
        batch_op.create_index('uq_conclusion_of_whole_meeting', ['meeting_id', 'revision'], unique=True, sqlite_where=sa.text('post_id IS NULL'), postgresql_where=sa.text('post_id IS NULL'))

    with op.batch_alter_table('count_entry', schema=None) as batch_op:
        batch_op.add_column(sa.Column('marks', sa.JSON(), nullable=False, server_default='{}'))
        batch_op.alter_column('post_id', existing_type=sa.Integer(), nullable=True)
        batch_op.create_index('uq_count_entry_of_whole_meeting', ['meeting_id', 'entry', 'attempt'], unique=True, sqlite_where=sa.text('post_id IS NULL'), postgresql_where=sa.text('post_id IS NULL'))
