"""People are appointed: cases, posts, nominees, meetings, counts, conclusions, the documents that they rest on.

There is no way back down: the state before is that of a backup.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table('position_holding',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('staff_member_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Enum('head', 'deputy_head', 'party_committee', 'unit_head', 'unit_deputy_head', 'mass_organisation_head', 'hr_representative', name='position', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.ForeignKeyConstraint(['staff_member_id'], ['staff_member.id'], name=op.f('fk_position_holding_staff_member_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_position_holding')),
    sa.UniqueConstraint('staff_member_id', 'position', name=op.f('uq_position_holding_staff_member_id_position'))
    )
    with op.batch_alter_table('position_holding', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_position_holding_staff_member_id'), ['staff_member_id'], unique=False)

    op.create_table('appointment',
    sa.Column('procedure_id', sa.Integer(), nullable=False),
    sa.Column('way', sa.Enum('decided', 'submitted', name='policyway', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('purpose', sa.String(length=2000), nullable=False),
    sa.Column('authority', sa.String(length=200), nullable=False),
    sa.Column('head_decides', sa.Boolean(), nullable=False),
    sa.Column('head', sa.Enum('present', 'vacant', 'concerned', name='headstate', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('has_units', sa.Boolean(), nullable=False),
    sa.Column('constituent_unit', sa.Boolean(), nullable=False),
    sa.Column('party_leads', sa.Boolean(), nullable=False),
    sa.Column('superior_chairs', sa.Boolean(), nullable=False),
    sa.Column('superior_chair', sa.String(length=300), nullable=False),
    sa.Column('starts_at_step', sa.Integer(), nullable=False),
    sa.Column('submitted_on', sa.Date(), nullable=True),
    sa.Column('explanation', sa.String(length=3000), nullable=False),
    sa.Column('explained_by', sa.Integer(), nullable=True),
    sa.Column('explained_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('invitation', sa.String(length=1000), nullable=False),
    sa.ForeignKeyConstraint(['explained_by'], ['account.id'], name=op.f('fk_appointment_explained_by')),
    sa.ForeignKeyConstraint(['procedure_id'], ['procedure.id'], name=op.f('fk_appointment_procedure_id')),
    sa.PrimaryKeyConstraint('procedure_id', name=op.f('pk_appointment'))
    )
    op.create_table('post',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('procedure_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('unit_name', sa.String(length=200), nullable=False),
    sa.Column('is_head', sa.Boolean(), nullable=False),
    sa.Column('outcome', sa.String(length=40), nullable=True),
    sa.ForeignKeyConstraint(['procedure_id'], ['procedure.id'], name=op.f('fk_post_procedure_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_post')),
    sa.UniqueConstraint('procedure_id', 'number', name=op.f('uq_post_procedure_id_number'))
    )
    with op.batch_alter_table('post', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_post_procedure_id'), ['procedure_id'], unique=False)

    op.create_table('meeting',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('procedure_id', sa.Integer(), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('step', sa.Integer(), nullable=False),
    sa.Column('convening', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=60), nullable=False),
    sa.Column('starts_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('place', sa.String(length=300), nullable=False),
    sa.Column('call_link', sa.String(length=300), nullable=False),
    sa.Column('chair', sa.String(length=300), nullable=False),
    sa.Column('reason', sa.String(length=500), nullable=False),
    sa.Column('is_typed_in', sa.Boolean(), nullable=False),
    sa.Column('is_set', sa.Boolean(), nullable=False),
    sa.Column('summoned_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('remind_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('course', sa.String(length=20000), nullable=False),
    sa.ForeignKeyConstraint(['procedure_id'], ['procedure.id'], name=op.f('fk_meeting_procedure_id')),
    sa.ForeignKeyConstraint(['round_id'], ['round.id'], name=op.f('fk_meeting_round_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_meeting')),
    sa.UniqueConstraint('procedure_id', 'step', 'convening', name=op.f('uq_meeting_procedure_id_step_convening')),
    sa.UniqueConstraint('round_id', name=op.f('uq_meeting_round_id'))
    )
    with op.batch_alter_table('meeting', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_meeting_procedure_id'), ['procedure_id'], unique=False)

    op.create_table('nominee',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('procedure_id', sa.Integer(), nullable=False),
    sa.Column('post_id', sa.Integer(), nullable=False),
    sa.Column('staff_member_id', sa.Integer(), nullable=False),
    sa.Column('full_name', sa.String(length=200), nullable=False),
    sa.Column('birth_year', sa.Integer(), nullable=True),
    sa.Column('position', sa.String(length=200), nullable=False),
    sa.Column('unit_name', sa.String(length=200), nullable=False),
    sa.Column('planned_work', sa.String(length=500), nullable=False),
    sa.Column('named_at_step', sa.Integer(), nullable=False),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('withdrawal_reason', sa.String(length=500), nullable=False),
    sa.ForeignKeyConstraint(['post_id'], ['post.id'], name=op.f('fk_nominee_post_id')),
    sa.ForeignKeyConstraint(['procedure_id'], ['procedure.id'], name=op.f('fk_nominee_procedure_id')),
    sa.ForeignKeyConstraint(['staff_member_id'], ['staff_member.id'], name=op.f('fk_nominee_staff_member_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_nominee')),
    sa.UniqueConstraint('post_id', 'staff_member_id', name=op.f('uq_nominee_post_id_staff_member_id'))
    )
    with op.batch_alter_table('nominee', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_nominee_post_id'), ['post_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_nominee_procedure_id'), ['procedure_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_nominee_staff_member_id'), ['staff_member_id'], unique=False)

    op.create_table('case_document',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('procedure_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('policy', 'submission', 'summons_list', 'force_majeure', 'hybrid_meeting', 'superior_chairs', 'party_opinion', 'new_issues', 'tie_decision', 'withdrawal', 'earlier_result', 'appointment_decision', name='documentkind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=True),
    sa.Column('nominee_id', sa.Integer(), nullable=True),
    sa.Column('number', sa.String(length=100), nullable=False),
    sa.Column('dated_on', sa.Date(), nullable=False),
    sa.Column('issuer', sa.String(length=200), nullable=False),
    sa.Column('gist', sa.String(length=3000), nullable=False),
    sa.Column('scan_id', sa.Integer(), nullable=False),
    sa.Column('filed_by', sa.Integer(), nullable=False),
    sa.Column('filed_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['filed_by'], ['account.id'], name=op.f('fk_case_document_filed_by')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_case_document_meeting_id')),
    sa.ForeignKeyConstraint(['nominee_id'], ['nominee.id'], name=op.f('fk_case_document_nominee_id')),
    sa.ForeignKeyConstraint(['procedure_id'], ['procedure.id'], name=op.f('fk_case_document_procedure_id')),
    sa.ForeignKeyConstraint(['scan_id'], ['stored_file.id'], name=op.f('fk_case_document_scan_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_document'))
    )
    with op.batch_alter_table('case_document', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_case_document_meeting_id'), ['meeting_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_case_document_nominee_id'), ['nominee_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_case_document_procedure_id'), ['procedure_id'], unique=False)

    op.create_table('count_entry',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('post_id', sa.Integer(), nullable=False),
    sa.Column('entry', sa.Integer(), nullable=False),
    sa.Column('attempt', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('issued', sa.Integer(), nullable=False),
    sa.Column('returned', sa.Integer(), nullable=False),
    sa.Column('valid', sa.Integer(), nullable=False),
    sa.Column('invalid', sa.Integer(), nullable=False),
    sa.Column('blank', sa.Integer(), nullable=False),
    sa.Column('votes', sa.JSON(), nullable=False),
    sa.Column('others', sa.Integer(), nullable=False),
    sa.Column('scan_id', sa.Integer(), nullable=True),
    sa.Column('entered_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_count_entry_account_id')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_count_entry_meeting_id')),
    sa.ForeignKeyConstraint(['post_id'], ['post.id'], name=op.f('fk_count_entry_post_id')),
    sa.ForeignKeyConstraint(['scan_id'], ['stored_file.id'], name=op.f('fk_count_entry_scan_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_count_entry')),
    sa.UniqueConstraint('meeting_id', 'post_id', 'entry', 'attempt', name=op.f('uq_count_entry_meeting_id_post_id_entry_attempt'))
    )
    with op.batch_alter_table('count_entry', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_count_entry_meeting_id'), ['meeting_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_count_entry_post_id'), ['post_id'], unique=False)

    op.create_table('finding',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('nominee_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('eligibility', 'dossier', name='findingkind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('key', sa.String(length=60), nullable=False),
    sa.Column('met', sa.Boolean(), nullable=False),
    sa.Column('evidence', sa.String(length=1000), nullable=False),
    sa.Column('dated_on', sa.Date(), nullable=True),
    sa.Column('from_database', sa.Boolean(), nullable=False),
    sa.Column('scan_id', sa.Integer(), nullable=True),
    sa.Column('found_by', sa.Integer(), nullable=False),
    sa.Column('found_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['found_by'], ['account.id'], name=op.f('fk_finding_found_by')),
    sa.ForeignKeyConstraint(['nominee_id'], ['nominee.id'], name=op.f('fk_finding_nominee_id')),
    sa.ForeignKeyConstraint(['scan_id'], ['stored_file.id'], name=op.f('fk_finding_scan_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_finding')),
    sa.UniqueConstraint('nominee_id', 'key', name=op.f('uq_finding_nominee_id_key'))
    )
    with op.batch_alter_table('finding', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_finding_nominee_id'), ['nominee_id'], unique=False)

    op.create_table('not_summoned',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('staff_member_id', sa.Integer(), nullable=False),
    sa.Column('reason', sa.String(length=500), nullable=False),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_not_summoned_meeting_id')),
    sa.ForeignKeyConstraint(['staff_member_id'], ['staff_member.id'], name=op.f('fk_not_summoned_staff_member_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_not_summoned')),
    sa.UniqueConstraint('meeting_id', 'staff_member_id', name=op.f('uq_not_summoned_meeting_id_staff_member_id'))
    )
    with op.batch_alter_table('not_summoned', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_not_summoned_meeting_id'), ['meeting_id'], unique=False)

    op.create_table('attendee',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('roll_entry_id', sa.Integer(), nullable=False),
    sa.Column('capacity', sa.String(length=300), nullable=False),
    sa.Column('has_vote', sa.Boolean(), nullable=False),
    sa.Column('added_reason', sa.String(length=500), nullable=False),
    sa.Column('will_attend', sa.Boolean(), nullable=True),
    sa.Column('replied_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('checked_in', sa.Enum('list', 'scan', 'call', name='checkin', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('present_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('absent_reason', sa.String(length=500), nullable=False),
    sa.Column('excused_by', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['excused_by'], ['case_document.id'], name=op.f('fk_attendee_excused_by')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_attendee_meeting_id')),
    sa.ForeignKeyConstraint(['roll_entry_id'], ['roll_entry.id'], name=op.f('fk_attendee_roll_entry_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attendee')),
    sa.UniqueConstraint('meeting_id', 'roll_entry_id', name=op.f('uq_attendee_meeting_id_roll_entry_id'))
    )
    with op.batch_alter_table('attendee', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_attendee_meeting_id'), ['meeting_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_attendee_roll_entry_id'), ['roll_entry_id'], unique=False)

    op.create_table('conclusion',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('post_id', sa.Integer(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('quorum', sa.String(length=40), nullable=False),
    sa.Column('reason', sa.String(length=40), nullable=False),
    sa.Column('chosen', sa.JSON(), nullable=False),
    sa.Column('tied', sa.JSON(), nullable=False),
    sa.Column('decided_by', sa.Integer(), nullable=True),
    sa.Column('decided_on_document', sa.Integer(), nullable=True),
    sa.Column('choice_reason', sa.String(length=2000), nullable=False),
    sa.Column('differing_opinions', sa.String(length=5000), nullable=False),
    sa.Column('concluded_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['decided_by'], ['account.id'], name=op.f('fk_conclusion_decided_by')),
    sa.ForeignKeyConstraint(['decided_on_document'], ['case_document.id'], name=op.f('fk_conclusion_decided_on_document')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_conclusion_meeting_id')),
    sa.ForeignKeyConstraint(['post_id'], ['post.id'], name=op.f('fk_conclusion_post_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_conclusion')),
    sa.UniqueConstraint('meeting_id', 'post_id', 'revision', name=op.f('uq_conclusion_meeting_id_post_id_revision'))
    )
    with op.batch_alter_table('conclusion', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_conclusion_meeting_id'), ['meeting_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_conclusion_post_id'), ['post_id'], unique=False)

    op.add_column("agency", sa.Column("has_units", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.add_column("agency", sa.Column("party_leads", sa.Boolean(), nullable=False, server_default=sa.false()))
